"""Tension: the unbalanced triples on the canvas, one of them outlined, one line that says why."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, dcc, html

from cypher.errors import FaultlinesError
from explorer.graph import ask
from explorer.ids import Id
from explorer.network.words import sides, why_unbalanced
from explorer.panel import Panel
from explorer.parts import action_button, attrs, choose_button, line_sample, sign_mark
from explorer.statements import statement_cards

panel = Panel("tension", "over", 10)
BANNER = "banner"


@panel.layout
def layout() -> html.Div:
    """The line above the canvas, empty until there is a tension to tell."""
    stores = [dcc.Store(id=Id.TENSIONS, data=[]), dcc.Store(id=Id.TENSION, data=0)]
    return html.Div([*stores, html.Div(id=BANNER, className="banner-room")])


@panel.callback(Output(Id.TENSIONS, "data"), Input(Id.ACTORS, "data"), Input(Id.ON, "value"), prevent_initial_call=True)
def tensions_among(actors: list[str] | None, on: str | None) -> list[dict[str, Any]]:
    """The unbalanced triples among the actors on the canvas."""
    try:
        return tensions_in_words(actors or [], on)
    except FaultlinesError:
        return []


def tensions_in_words(actors: list[str], on: str | None) -> list[dict[str, Any]]:
    """Triples with their sides in words."""
    rows = ask("tensions", actors=actors, on=on or None) if len(actors) > 2 else []
    ends = sorted({actor for row in rows for actor in (row["a"], row["b"], row["c"])})
    statements = {s["id"]: s for s in ask("between", actors=ends, ever=True)} if rows else {}
    tensions = []
    for row in rows:
        three = sides(row, statements)
        tensions.append({"actors": [row["a"], row["b"], row["c"]], "sides": three, "why": why_unbalanced(three)})
    return tensions


@panel.callback(Output(BANNER, "children"), Input(Id.TENSIONS, "data"), Input(Id.TENSION, "data"))
def fill_banner(tensions: list[dict[str, Any]] | None, current: int | None) -> Any:
    """One line that says why the outlined triple does not fit."""
    if not tensions:
        return None
    n = (current or 0) % len(tensions)
    tension = tensions[n]
    steps = [
        action_button("Previous tension", "tension-previous", "left"),
        html.Span(f"{n + 1} / {len(tensions)}", className="soft"),
        action_button("Next tension", "tension-next", "right"),
    ]
    return html.Div(
        [
            choose_button(
                [html.Span("Unbalanced", className="badge"), html.Span(side_words(tension), className="telling")],
                {"kind": "tension", "actors": tension["actors"]},
                label=f"Unbalanced: {tension['why']} Show the statements.",
                look="banner-line",
            ),
            html.Div(steps if len(tensions) > 1 else None, className="banner-steps"),
        ],
        className="banner",
        **attrs(data_tension=str(n)),
    )


def side_words(tension: dict[str, Any]) -> list[html.Span]:
    """The three sides with their signs."""
    return [
        html.Span(
            [html.B(side["from"]), f" {brief_words(side['words'])} ", html.B(side["to"]), sign_mark(side["sign"])],
            className="side",
        )
        for side in tension["sides"]
    ]


def brief_words(words: str) -> str:
    """The words of a side without `is a`."""
    return words.replace("is an ", "").replace("is a ", "").removeprefix("is ")


@panel.inspects("tension")
def show_tension(choice: dict[str, Any]) -> html.Div:
    """The statements behind the three sides of a triple, and the other triples on the canvas."""
    current = next((t for t in choice["tensions"] if t["actors"] == choice["actors"]), None)
    if current is None:
        return html.Div(html.P("These three are no longer in tension."), className="nothing")
    others = [t for t in choice["tensions"] if t is not current]
    return html.Div(
        [
            html.P("Unbalanced triangle", className="eyebrow tension"),
            html.H2(" · ".join(corner_names(current))),
            html.P(current["why"], className="why"),
            *[side_section(side) for side in current["sides"]],
            other_tensions(others) if others else None,
        ],
        className="tension-panel",
    )


def corner_names(tension: dict[str, Any]) -> list[str]:
    """The three names."""
    return list(dict.fromkeys(side[end] for side in tension["sides"] for end in ("from", "to")))


def side_section(side: dict[str, Any]) -> html.Section:
    """One side and the statements behind its sign."""
    a, b = side["pair"]
    rows = [row for row in ask("evidence", a=a, b=b) if row["id"] in side["statements"]]
    head = [line_sample(side["type"]), html.H3(f"{side['from']} {side['words']} {side['to']}"), sign_mark(side["sign"])]
    return html.Section([html.Header(head), *statement_cards(rows)], className="side-section")


def other_tensions(tensions: list[dict[str, Any]]) -> html.Section:
    """Other triples, to step to."""
    items = [
        html.Li(choose_button(" · ".join(corner_names(t)), {"kind": "tension", "actors": t["actors"]}, look="step"))
        for t in tensions
    ]
    return html.Section([html.H3("Also unbalanced"), html.Ul(items, className="steps")])
