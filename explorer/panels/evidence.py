"""Evidence: every statement between two actors, denied and withdrawn ones included."""

from __future__ import annotations

from typing import Any

from dash import html

from explorer.elements import edge_type
from explorer.graph import ask
from explorer.panel import Panel
from explorer.parts import attrs, choose, copy, fact, icon, line, outside, pill, watch
from explorer.words import citation, confidence, count, date, held, sentence, verb

panel = Panel("evidence", "stores")
STANDING = ("live", "denied", "withdrawn")
WHY = {
    "changed": "replaced by a newer version",
    "ended": "the fact ended",
    "retracted": "taken back by the source",
    "reverted": "the run that brought it was reverted",
}


@panel.inspects("pair")
def pair(choice: dict[str, Any]) -> html.Div:
    """The statements between the two ends of an edge."""
    a, b = choice["a"], choice["b"]
    rows = ask("evidence", a=a, b=b)
    names = {row[end]: row[f"{end}_name"] for row in rows for end in ("subject", "object")}
    return html.Div(
        [
            html.P("Evidence", className="eyebrow"),
            html.H2(
                [
                    choose(names.get(a, a), {"kind": "actor", "actor": a}, look="title-link"),
                    html.Span(" and ", className="soft"),
                    choose(names.get(b, b), {"kind": "actor", "actor": b}, look="title-link"),
                ]
            ),
            html.P(summary(rows), className="soft"),
            watch([a, b], [names.get(a, a), names.get(b, b)]),
            *cards(rows),
        ],
        className="evidence",
    )


def summary(rows: list[dict[str, Any]]) -> str:
    """How many statements there are, by standing."""
    by = {standing: sum(row["standing"] == standing for row in rows) for standing in STANDING}
    parts = [count(by["live"], "statement")] + [f"{by[s]} {s}" for s in STANDING[1:] if by[s]]
    speakers = len({row["said_by"] for row in rows})
    return f"{', '.join(parts)}, by {count(speakers, 'speaker')}"


def cards(rows: list[dict[str, Any]]) -> list[html.Article]:
    """A card for each statement: live ones first, then denials, then what was withdrawn."""
    order = sorted(
        rows, key=lambda r: (STANDING.index(r["standing"]), r["claims"] or r["type"], str(r["valid_from"]), r["id"])
    )
    return [card(row) for row in order]


def card(row: dict[str, Any]) -> html.Article:
    """One statement with who says so, when it held, its words and where they stand."""
    name, standing = row["claims"] or row["type"], row["standing"]
    marks = [
        pill(standing, standing) if standing != "live" else None,
        pill("announced", "announced") if row["stance"] == "announced" else None,
        pill("inferred", "inferred") if row["inferred"] else None,
    ]
    head = [
        html.Span([line(name, faint=standing == "denied"), edge_type(name).screen], className="type"),
        *[mark for mark in marks if mark],
    ]
    return html.Article(
        [
            html.Header(head),
            html.P(
                [row["subject_name"], html.Span(f" {verb(name)} ", className="soft"), row["object_name"]],
                className="sentence",
            ),
            html.Blockquote(row["evidence"]),
            html.Dl(facts(row)),
            html.Footer([outside(row["url"], "Open the source"), copy(citation(row), "Copy citation")]),
        ],
        className=f"card {standing}",
        **attrs(data_statement=row["id"], aria_label=sentence(row)),
    )


def facts(row: dict[str, Any]) -> list[Any]:
    """What is known of a statement, line by line."""
    source = [row["source_title"] or row["source"]]
    if row["publisher"] and row["publisher"] != row["source_title"]:
        source.append(f" · {row['publisher']}")
    if row["reliability"]:
        source.append(
            html.Span(row["reliability"], className="grade", title="Reliability of the source, A–F (Admiralty)")
        )
    gone = f"{date(row['withdrawn_at'])}: {WHY.get(row['why'], row['why'] or '')}" if row["withdrawn_at"] else None
    said_by = "Denied by" if row["standing"] == "denied" else "Said by"
    return [
        *fact(said_by, row["said_by"]),
        *fact("Held", held(row)),
        *fact("Confidence", meter(row["confidence"])),
        *fact("Goods", row["goods"]),
        *fact("Quantity", row["quantity"]),
        *fact("Programme", row["programme"]),
        *fact("Status", row["status"]),
        *fact("Obligation", row["obligation"]),
        *fact("Share", None if row["share"] is None else f"{row['share']:.0%}"),
        *fact("Source", source),
        *fact("Where", row["locator"]),
        *fact("Published", date(row["said_at"])),
        *fact("Recorded", date(row["recorded_at"])),
        *fact("Withdrawn", gone),
    ]


def meter(value: float | None) -> html.Span:
    """A confidence as a bar and a number."""
    bar = html.Span(
        html.Span(style={"width": f"{(value or 0) * 100:.0f}%"}), className="meter", **attrs(aria_hidden="true")
    )
    return html.Span([bar if value is not None else None, confidence(value)], className="confidence")


def nothing(text: str) -> html.Div:
    """A panel that has nothing to show."""
    return html.Div([icon("search"), html.P(text)], className="nothing")
