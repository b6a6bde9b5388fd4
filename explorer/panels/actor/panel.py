"""An actor: names, kind, identifiers, records by source, and its edges by type, to expand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from cypher import schema
from explorer.expansions import narrowing_fields, ranked_steps, step_button
from explorer.graph import ask
from explorer.network.words import country_names, show_date
from explorer.panel import Panel
from explorer.parts import HIDDEN, attrs, icon, name_text, own_place, pill, request_button, source_link, watch_button

if TYPE_CHECKING:
    from cypher.queries.rows import ActorRow, CanvasStepsRow

panel = Panel("actor", "stores")
WEAK = "The source itself calls this a weak alias: others are called so too"


@panel.inspects("actor", "actor")
def show_actor(choice: dict[str, Any]) -> html.Div:
    """What the sources say of an actor, and where one can go from it."""
    rows = ask("actor", actor=choice["actor"])
    if not rows:
        return html.Div(html.P("This actor is no longer in the graph."), className="nothing")
    row, steps = rows[0], ask("canvas-steps", actor=choice["actor"], filter=choice["filter"].parameters())
    return html.Div(
        [
            html.P([icon(row["kind"]), row["kind"]], className="eyebrow"),
            html.H2(name_text(row["name"])),
            html.P(
                [country_names(row["countries"]), "" if row["live"] else pill("withdrawn", "withdrawn")],
                className="soft",
            ),
            actor_actions(row),
            own_place(row["actor"]),
            connections(row["actor"], row["name"], steps),
            other_names(row),
            identifiers(row),
            record_list(row["records"]),
        ],
        className="actor",
    )


def actor_actions(row: ActorRow) -> html.Div:
    """What can be done with the actor on the canvas."""
    buttons = [
        ("trace-from", "path", "Trace a path"),
        ("questions", "question", "Ask about it"),
        ("keep", "keep", "Keep only"),
        ("remove", "remove", "Remove"),
    ]
    return html.Div(
        [
            *(
                html.Button(
                    [icon(picture), label],
                    type="button",
                    className="button quiet",
                    **attrs(data_act=name, data_actor=row["actor"]),
                )
                for name, picture, label in buttons
            ),
            watch_button([row["actor"]], [row["name"]]),
        ],
        className="row",
    )


def connections(actor_id: str, name: str, steps: list[CanvasStepsRow]) -> html.Section:
    """The actor's edges by type and direction, with how many neighbours each would bring."""
    body: Any = html.P("No statements join it to others.", className="soft")
    if steps:
        body = html.Ul([html.Li(step_button(actor_id, name, row)) for row in ranked_steps(steps)], className="steps")
    everything = request_button(
        [icon("expand"), "Expand all"], {"do": "expand", "actor": actor_id, "name": name}, look="button quiet"
    )
    head = html.Header([html.H3("Connections"), everything if steps else None])
    return html.Section([head, narrowing_fields() if steps else None, body], **attrs(data_narrowed=actor_id))


def other_names(row: ActorRow) -> html.Section | None:
    """The other names, in every script."""
    others = [name for name in row["names"] or () if name != row["name"]]
    weak = frozenset(row["weak_names"])
    return (
        html.Section([html.H3("Also called"), html.Div([name_pill(n, n in weak) for n in others], className="pills")])
        if others
        else None
    )


def name_pill(name: str, weak: bool) -> html.Span:
    """A name; one that a source itself calls weak says so."""
    return pill(
        [name_text(name), html.Span(" weak", className="soft", title=WEAK)] if weak else name_text(name), "name"
    )


def identifiers(row: ActorRow) -> html.Section | None:
    """Public identifiers; never a passport or a tax number."""
    shown = [i for i in row["identifiers"] or () if i.partition(":")[0] in schema.STRONG_SCHEMES]
    return (
        html.Section([html.H3("Identifiers"), html.Div([pill(i, "mono") for i in shown], className="pills")])
        if shown
        else None
    )


def record_list(rows: list[dict[str, Any]]) -> html.Section:
    """What each source says of the actor."""
    return html.Section([html.H3(f"Records ({len(rows)})"), *[record_card(row) for row in rows]])


def record_card(row: dict[str, Any]) -> html.Article:
    """One source's record."""
    gone = pill(f"withdrawn {show_date(row['withdrawn_at'])}".strip(), "withdrawn") if not row["live"] else None
    return html.Article(
        [
            html.Header([html.Strong(name_text(row["name"])), gone]),
            html.P(row["description"]) if row["description"] else None,
            html.Footer(
                [html.Span(row["source_title"] or row["source"], className="soft"), source_link(row["url"], "Open")]
            ),
            html.Span(row["id"], className="mono soft", **HIDDEN),
        ],
        className="card record" + ("" if row["live"] else " withdrawn"),
    )
