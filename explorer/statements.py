"""A card for each statement: who says what, when it held, its words and where they stand."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from dash import html

from explorer.feeds import has_rows
from explorer.network.citations import bibtex, csl, footnote
from explorer.network.elements import edge_type
from explorer.network.words import held_dates, percent, sentence, show_date, verb
from explorer.parts import attrs, choose_button, copy_button, fact_row, line_sample, name_text, pill, source_link

if TYPE_CHECKING:
    from cypher.queries.rows import EvidenceRow

STANDING = ("live", "denied", "withdrawn")
WHY = {
    "changed": "replaced by a newer version",
    "ended": "the fact ended",
    "retracted": "retracted by the source",
    "reverted": "the run that brought it was reverted",
}


def statement_cards(rows: list[EvidenceRow]) -> list[html.Article]:
    """A card for each statement: live ones first, then denials, then what was withdrawn."""
    order = sorted(
        rows, key=lambda r: (STANDING.index(r["standing"]), r["claims"] or r["type"], str(r["valid_from"]), r["id"])
    )
    return [statement_card(row) for row in order]


def statement_card(row: EvidenceRow) -> html.Article:
    """One statement with who says so, when it held, its words and where they stand."""
    name, standing = row["claims"] or row["type"], row["standing"]
    marks = [
        pill(standing, standing) if standing != "live" else None,
        pill("announced", "announced") if row["stance"] == "announced" else None,
        pill("inferred", "inferred") if row["inferred"] else None,
        pill(past, "past") if (past := not_today(row)) else None,
    ]
    look = "faint" if standing == "denied" else ""
    head = [
        html.Span([line_sample(name, look=look), edge_type(name).screen], className="type"),
        *[mark for mark in marks if mark],
    ]
    return html.Article(
        [
            html.Header(head),
            html.P(
                [
                    name_text(row["subject_name"]),
                    html.Span(f" {verb(name)} ", className="soft"),
                    name_text(row["object_name"]),
                ],
                className="sentence",
            ),
            html.P(row["evidence"], className="paraphrase", title="A summary in our own words"),
            html.Dl(statement_facts(row)),
            html.Footer([source_link(row["url"], "Open the source"), rows_button(row), *citation_buttons(row)]),
        ],
        className=f"card {standing}",
        **attrs(data_statement=row["id"], aria_label=sentence(row)),
    )


def rows_button(row: EvidenceRow) -> html.Button | None:
    """A button that opens the rows of a feed behind a sum; none for what is no sum, or whose rows are elsewhere."""
    if not has_rows(row["locator"]):
        return None
    what = {"kind": "rows", "a": row["subject"], "b": row["object"], "statement": row["id"]}
    return choose_button("Open the rows behind it", what, look="button quiet")


def citation_buttons(row: EvidenceRow) -> list[html.Button]:
    """Buttons that copy a citation, in three forms."""
    return [
        copy_button(footnote(row), "Copy citation"),
        copy_button(bibtex(row), "BibTeX", title="Copy as BibTeX"),
        copy_button(csl(row), "CSL JSON", title="Copy as CSL JSON"),
    ]


def not_today(row: EvidenceRow) -> str:
    """Whether what still stands has ended in the world, or is yet to begin."""
    today = datetime.datetime.now(datetime.UTC).date()
    if row["standing"] == "live" and row["valid_to"] and row["valid_to"] < today:
        return "ended"
    return "to come" if row["standing"] == "live" and row["valid_from"] and row["valid_from"] > today else ""


def statement_facts(row: EvidenceRow) -> list[Any]:
    """What is known of a statement, line by line."""
    source: list[Any] = [row["source_title"] or row["source"]]
    if row["publisher"] and row["publisher"] != row["source_title"]:
        source.append(f" · {row['publisher']}")
    if row["reliability"]:
        source.append(
            html.Span(row["reliability"], className="grade", title="Reliability of the source, A–F (Admiralty)")
        )
    why = row["why"] or ""
    gone = f"{show_date(row['withdrawn_at'])}: {WHY.get(why, why)}" if row["withdrawn_at"] else None
    said_by = "Denied by" if row["standing"] == "denied" else "Said by"
    return [
        *fact_row(said_by, name_text(row["said_by"])),
        *fact_row("Held", held_dates(row)),
        *fact_row("Confidence", confidence_meter(row["confidence"])),
        *fact_row("Goods", row["goods"]),
        *fact_row("Quantity", row["quantity"]),
        *fact_row("Programme", row["programme"]),
        *fact_row("Status", row["status"]),
        *fact_row("Obligation", row["obligation"]),
        *fact_row("Share", None if row["share"] is None else f"{row['share']:.0%}"),
        *fact_row("Source", source),
        *fact_row("Where", row["locator"]),
        *fact_row("Published", show_date(row["said_at"])),
        *fact_row("Recorded", show_date(row["recorded_at"])),
        *fact_row("Withdrawn", gone),
    ]


def confidence_meter(value: float | None) -> html.Span:
    """A confidence as a bar and a number."""
    bar = html.Span(
        html.Span(style={"width": f"{(value or 0) * 100:.0f}%"}), className="meter", **attrs(aria_hidden="true")
    )
    return html.Span([bar if value is not None else None, percent(value)], className="confidence")
