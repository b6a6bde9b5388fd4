"""Tension: the unbalanced triples on the canvas, one outlined, one line that says why and when all three sides held."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, dcc, html

from explorer.graph import ask
from explorer.ids import Id
from explorer.network.supposed import WORD, is_supposed
from explorer.network.words import held_together, side_verbs, why_unbalanced
from explorer.panel import Panel
from explorer.parts import action_button, attrs, choose_button, icon, line_sample, name_text, pill, sign_mark
from explorer.statements import statement_cards
from explorer.stores import Side, Tension, Tensions

panel = Panel("tension", "over", 10)
BANNER = "banner"


@panel.layout
def layout() -> html.Div:
    """The line above the canvas, empty until there is a tension to tell."""
    stores = [dcc.Store(id=Id.TENSIONS, data=[]), dcc.Store(id=Id.TENSION, data=0)]
    back = html.Button(
        "Unbalanced", type="button", className="badge banner-back", hidden=True, **attrs(data_act="banner-back")
    )
    return html.Div([*stores, html.Div([html.Div(id=BANNER, className="banner-held"), back], className="banner-room")])


@panel.callback(
    Output(BANNER, "children"), Input(Id.TENSIONS, "data"), Input(Id.TENSION, "data"), prevent_initial_call=True
)
def fill_banner(tensions: Tensions | None, current: int | None) -> Any:
    """One line that says why the outlined triple does not fit, and when its three sides held."""
    if not tensions:
        return None
    n = (current or 0) % len(tensions)
    tension = tensions[n]
    steps = [
        action_button("Previous tension", "tension-previous", "left"),
        html.Span(position_words(n, tensions), className="soft"),
        action_button("Next tension", "tension-next", "right"),
    ]
    away = action_button("Put away", "banner-away", "close")
    return html.Div(
        [
            choose_button(
                [
                    html.Span("Unbalanced", className="badge"),
                    pill(WORD, WORD) if any(map(rests_on_supposition, tension["sides"])) else None,
                    html.Span(cycle(tension["sides"]), className="telling"),
                    span_words(tension),
                ],
                {"kind": "tension", "actors": tension["actors"]},
                label=f"Unbalanced, {held_together(tension)}: {why_unbalanced(tension['sides'])} Show the statements.",
                look="banner-line",
            ),
            html.Div([*(steps if len(tensions) > 1 else []), away], className="banner-steps"),
        ],
        className="banner",
        title=why_unbalanced(tension["sides"]),
        **attrs(data_tension=str(n)),
    )


def position_words(n: int, tensions: list[Tension]) -> str:
    """Which of the triples is told; when there are more than the canvas outlines, of how many."""
    total = tensions[0]["total"]
    return f"{n + 1} / {total:,}" if total == len(tensions) else f"{n + 1} / the first {len(tensions)} of {total:,}"


def cycle(sides: list[Side]) -> list[Any]:
    """The three names in a round, with the sign of each side between them; the last one leads back to the first."""
    first, *others = sides
    here, words = first["to"], [html.B(name_text(first["from"])), sign_of(first), html.B(name_text(first["to"]))]
    while others:
        side = next(side for side in others if here in (side["from"], side["to"]))
        others.remove(side)
        here = side["to"] if side["from"] == here else side["from"]
        words += [sign_of(side), html.B(name_text(here))] if others else [sign_of(side), icon("return")]
    return words


def sign_of(side: Side) -> html.Span:
    """The sign of a side, which says its words to who points at it."""
    return html.Span(sign_mark(side["sign"]), title=f"{side['from']} {side_verbs(side)} {side['to']}")


def rests_on_supposition(side: Side) -> bool:
    """Whether something that is supposed is behind a side's sign."""
    return any(map(is_supposed, side["statements"]))


def span_words(tension: Tension) -> html.Span:
    """When the three sides held."""
    return html.Span(held_together(tension), className="soft span")


@panel.inspects("tension", "actors")
def show_tension(choice: dict[str, Any]) -> html.Div:
    """The statements behind the three sides of a triple, and the other triples on the canvas."""
    current = next((t for t in choice["tensions"] if t["actors"] == choice["actors"]), None)
    if current is None:
        return html.Div(html.P("These three are no longer in tension."), className="nothing")
    others = [t for t in choice["tensions"] if t is not current]
    return html.Div(
        [
            html.P("Unbalanced triangle", className="eyebrow tension"),
            html.H2(corner_text(current)),
            html.P(why_unbalanced(current["sides"]), className="why"),
            html.P(f"{held_together(current).capitalize()}.", className="span"),
            *[side_section(side) for side in current["sides"]],
            other_tensions(others) if others else None,
        ],
        className="tension-panel",
    )


def corner_names(tension: Tension) -> list[str]:
    """The three names."""
    return list(dict.fromkeys(end for side in tension["sides"] for end in (side["from"], side["to"])))


def corner_text(tension: Tension) -> list[Any]:
    """The three names with dots between them."""
    return [part for n, name in enumerate(corner_names(tension)) for part in (" · " if n else "", name_text(name))]


def side_section(side: Side) -> html.Section:
    """One side and the statements behind its sign."""
    a, b = side["pair"]
    rows = [row for row in ask("evidence", a=a, b=b) if row["id"] in side["statements"]]
    words: list[Any] = [name_text(side["from"]), f" {side_verbs(side)} ", name_text(side["to"])]
    head = [line_sample(side["types"][0]), html.H3(words), sign_mark(side["sign"])]
    note = html.P("Supposed on this canvas: no source states it.", className="supposed-line")
    return html.Section(
        [html.Header(head), note if rests_on_supposition(side) else None, *statement_cards(rows)],
        className="side-section",
    )


def other_tensions(tensions: list[Tension]) -> html.Section:
    """Other triples, to step to."""
    items = [
        html.Li(choose_button(corner_text(t), {"kind": "tension", "actors": t["actors"]}, look="step"))
        for t in tensions
    ]
    return html.Section([html.H3("Also unbalanced"), html.Ul(items, className="steps")])


panel.browser("tensions", Output(Id.TENSIONS, "data"), Input(Id.CANVAS, "data"), Input(Id.FILTER, "data"))
