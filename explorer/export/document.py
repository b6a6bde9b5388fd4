"""One page that stands for itself: the picture, both tables and the evidence, numbered and cited.

It is printed, or kept as a file that opens without a network: no script, nothing loaded, every text escaped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from cypher.names import quantity
from explorer.export.files import actor_rows
from explorer.export.sheet import sheet_text
from explorer.export.view import NetworkView, Picture
from explorer.export.words import clean, date_words, filter_words, own_words, size_words, source_note
from explorer.network.citations import claim, one_line, published
from explorer.network.elements import edge_type
from explorer.network.palette import FONT, PAINTS, Scheme
from explorer.network.words import held_dates, percent, safe_link, show_date

if TYPE_CHECKING:
    from cypher.queries.rows import CanvasEvidenceRow

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
LOOK = """
:root { color-scheme: %(scheme)s; }
body { max-width: 1100px; margin: 0 auto; padding: 24px; font: 14px/1.5 %(font)s; }
body { color: %(text)s; background: %(ground)s; }
h1 { margin: 0; font-size: 24px; }
h2 { margin: 36px 0 10px; font-size: 18px; }
.soft { color: %(soft)s; }
figure { margin: 20px 0; border: 1px solid %(line)s; }
figure svg { display: block; width: 100%%; height: auto; }
table { width: 100%%; border-collapse: collapse; font-size: 13px; }
th, td { padding: 4px 8px; text-align: left; vertical-align: top; border-bottom: 1px solid %(line)s; }
th { white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
ol { padding-left: 3.2em; }
li { margin: 0 0 10px; overflow-wrap: anywhere; }
li:target { outline: 2px solid %(accent)s; outline-offset: 4px; }
a { color: %(accent)s; }
.out { overflow-wrap: anywhere; }
@page { size: A4; margin: 14mm; }
@page picture { size: A4 landscape; margin: 8mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  figure { page: picture; margin: 0; border: 0; break-after: page; }
  li, tr { break-inside: avoid; }
  thead { display: table-header-group; }
}
"""


def document(view: NetworkView, picture: Picture, scheme: Scheme) -> str:
    """The whole page."""
    head = Markup(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n"
    ).format(POLICY, clean(view.heading), style_sheet(scheme))
    drawn = Markup(sheet_text(view, picture, scheme)) if picture.nodes else Markup("")  # noqa: S704 - made as a tree
    parts = [
        Markup("<header><h1>{}</h1>\n{}</header>\n").format(clean(view.heading), about(view)),
        Markup("<main>\n<figure>{}</figure>\n").format(drawn) if drawn else Markup("<main>\n"),
        actors_section(view),
        edges_section(view),
        own_sections(view),
        evidence(view),
        source_list(view),
        Markup("</main>\n<footer class=soft><p>{}</p></footer>\n</body>\n</html>\n").format(
            f"Made on {view.today.isoformat()} with faultlines. Evidence is a summary in our own words."
        ),
    ]
    return head + Markup("").join(parts)


def style_sheet(scheme: Scheme) -> Markup:
    """The style of the page; it holds nothing but our own colours."""
    paint = PAINTS[scheme]
    return Markup(  # noqa: S704 - of our own constants
        LOOK
        % {
            "scheme": scheme,
            "font": FONT,
            "text": paint.text,
            "ground": paint.ground,
            "soft": paint.soft,
            "line": paint.line,
            "accent": paint.accent,
        }
    )


def about(view: NetworkView) -> Markup:
    """How much there is, both dates, the filter."""
    own = "; ".join(own_words(view))
    lines = [size_words(view), *filter(None, (own,)), "; ".join(date_words(view)), *filter_words(view)]
    return Markup("").join(Markup('<p class="soft">{}</p>\n').format(line) for line in lines)


def bdi(name: str | None) -> Markup:
    """A name, whose direction is its own."""
    return Markup("<bdi>{}</bdi>").format(clean(name or ""))


def data_table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Markup:
    """A section with a table; texts are escaped, numbers stand at the right."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in heads)
    body = Markup("").join(
        Markup("<tr>{}</tr>\n").format(Markup("").join(table_data(value) for value in row)) for row in rows
    )
    return Markup(
        "<section>\n<h2>{}</h2>\n<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n</section>\n"
    ).format(caption, head, body)


def table_data(value: object) -> Markup:
    """One cell; a share is written in per cent."""
    if isinstance(value, int | float):
        shown = f"{value:,}" if isinstance(value, int) else f"{value:.1%}"
        return Markup('<td class="number">{}</td>').format(shown)
    return Markup("<td>{}</td>").format(value if isinstance(value, Markup) else clean(str(value or "")))


def actors_section(view: NetworkView) -> Markup:
    """The actors by name, with their measures and the number of statements of each that are in view."""
    counts: dict[str, int] = defaultdict(int)
    for row in view.statements:
        for end in {row["subject"], row["object"]}:
            counts[end] += 1
    _, measured = actor_rows(view)
    rows = [
        (
            bdi(name or key),
            kind or "other",
            countries,
            degree,
            between,
            rank,
            counts[key],
        )
        for name, kind, countries, degree, between, rank, key in sorted(measured, key=lambda row: row[0].casefold())
    ]
    heads = ("Name", "Kind", "Countries", "Degree", "Betweenness", "PageRank", "Statements")
    return data_table("Actors", heads, rows)


def edges_section(view: NetworkView) -> Markup:
    """Who is tied to whom, by which type, with the numbers of the statements."""
    folded: dict[tuple[str, str, str, bool], list[CanvasEvidenceRow]] = defaultdict(list)
    for row in view.statements:
        denied = row["stance"] == "denied"
        folded[row["subject_name"], row["claims"], row["object_name"], denied].append(row)
    rows = [
        (
            bdi(subject),
            f"{edge_type(name).screen}{' (denied)' if denied else ''}",
            bdi(other),
            "; ".join(dict.fromkeys(held_dates(row) for row in said_so)),
            Markup(", ").join(
                Markup('<a href="#s{}">{}</a>').format(view.numbers[row["id"]], view.numbers[row["id"]])
                for row in said_so
            ),
        )
        for (subject, name, other, denied), said_so in sorted(folded.items())
    ]
    return data_table("Edges", ("From", "Type", "To", "Held", "Statements"), rows)


def own_sections(view: NetworkView) -> Markup:
    """What a person supposes and notes, each marked as such; nothing where it is nothing."""
    names = {row["actor"]: row["name"] or row["actor"] for row in view.actors}
    ties = [(tie, "supposed, no source states it") for tie, _ in view.supposed.edges]
    ties += [(tie, "supposed not to be there") for tie in sorted(view.supposed.doubted)]
    rows = [
        (bdi(names[tie.a]), edge_type(tie.type).screen, bdi(names[tie.b]), words)
        for tie, words in ties
        if tie.a in names and tie.b in names
    ]
    supposed = data_table("Supposed", ("From", "Type", "To", "Is"), rows) if rows else Markup("")
    notes = [
        (
            Markup(" and ").join(bdi(names.get(actor, actor)) for actor in note.about) or "the canvas",
            lines_of(note.text),
        )
        for note in view.notes
    ]
    return supposed + (data_table("Notes", ("On", "Note"), notes) if notes else Markup(""))


def lines_of(text: str) -> Markup:
    """A text of several lines."""
    return Markup("<br>").join(clean(line) for line in text.splitlines())


def evidence(view: NetworkView) -> Markup:
    """Every statement in view, numbered: what is said, who says so, where, when it was read, how sure it is."""
    entries = Markup("").join(statement_entry(view.numbers[row["id"]], row) for row in view.statements)
    title = quantity(len(view.statements), "statement")
    return Markup("<section>\n<h2>Evidence: {}</h2>\n<ol>\n{}</ol>\n</section>\n").format(title, entries)


def statement_entry(number: int, row: CanvasEvidenceRow) -> Markup:
    """One statement with its citation."""
    address = safe_link(row["url"])
    where = ", ".join(filter(None, (published(row), one_line(row["locator"]))))
    link = (
        Markup('<a class="out" rel="noopener noreferrer" href="{}">{}</a>. ').format(address, address)
        if address
        else escape(f"{clean(row['url'] or '')}. " if row["url"] else "")
    )
    tail = f"Accessed {show_date(row['recorded_at'])}. Confidence {percent(row['confidence'])}. "
    return Markup('<li id="s{}"><strong>{}</strong>: {}. {}. {}<span class="soft">{}{}</span></li>\n').format(
        number,
        clean(claim(row)),
        clean(row["evidence"]).rstrip("."),
        clean(where),
        link,
        tail,
        clean(f"faultlines {row['source']}/{row['id']}"),
    )


def source_list(view: NetworkView) -> Markup:
    """All sources, with the numbers that the picture has for them."""
    entries = Markup("").join(Markup("<li>{}</li>\n").format(source_note(view, source)) for source in view.sources)
    return Markup("<section>\n<h2>Sources</h2>\n<ol>\n{}</ol>\n</section>\n").format(entries)
