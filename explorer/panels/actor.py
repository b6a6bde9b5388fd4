"""An actor: names, kind, identifiers, records by source, and its edges by type, to expand."""

from __future__ import annotations

from typing import Any

from dash import html

from cypher import schema
from explorer.elements import edge_type
from explorer.graph import ask
from explorer.panel import Panel
from explorer.parts import HIDDEN, attrs, icon, line, outside, pill, watch, wish
from explorer.words import count, countries, date

panel = Panel("actor", "stores")


@panel.inspects("actor")
def actor(choice: dict[str, Any]) -> html.Div:
    """What the sources say of an actor, and where one can go from it."""
    rows = ask("actor", actor=choice["actor"])
    if not rows:
        return html.Div(html.P("This actor is no longer in the graph."), className="nothing")
    row, steps = rows[0], ask("step-counts", actor=choice["actor"], on=choice["on"])
    return html.Div(
        [
            html.P([icon(row["kind"]), row["kind"]], className="eyebrow"),
            html.H2(row["name"]),
            html.P(
                [countries(row["countries"]), "" if row["live"] else pill("withdrawn", "withdrawn")], className="soft"
            ),
            actions(row),
            connections(row["actor"], row["name"], steps),
            names(row),
            identifiers(row),
            records(row["records"]),
        ],
        className="actor",
    )


def actions(row: dict[str, Any]) -> html.Div:
    """What can be done with the actor on the canvas."""
    buttons = [("trace-from", "path", "Trace a path"), ("keep", "keep", "Keep only"), ("remove", "remove", "Remove")]
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
            watch([row["actor"]], [row["name"]]),
        ],
        className="row",
    )


def connections(actor_id: str, name: str, steps: list[dict[str, Any]]) -> html.Section:
    """The actor's edges by type and direction, with how many neighbours each would bring."""
    body: Any = html.P("No statements join it to others.", className="soft")
    if steps:
        body = html.Ul([html.Li(step(actor_id, name, row)) for row in ranked(steps)], className="steps")
    everything = wish(
        [icon("expand"), "Expand all"], {"do": "expand", "actor": actor_id, "name": name}, look="button quiet"
    )
    return html.Section([html.Header([html.H3("Connections"), everything if steps else None]), body])


def step(actor_id: str, name: str, row: dict[str, Any]) -> html.Button:
    """One type and direction as a button that expands it."""
    kind = edge_type(row["type"])
    words = kind.backward if row["direction"] == "in" else kind.forward
    direction = None if row["direction"] == "both" else row["direction"]
    label = f"Expand {words}: {count(row['neighbours'], 'neighbour')}"
    what = {"do": "expand", "actor": actor_id, "name": name, "type": row["type"], "direction": direction}
    number = html.Span(f"{row['neighbours']:,}", className="number")
    return wish([line(row["type"]), html.Span(words), number, icon("add")], what, label=label, look="step")


def ranked(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Types in the order of the legend, outgoing before incoming."""
    order = list(schema.BY_NAME)
    return sorted(
        steps,
        key=lambda s: (order.index(s["type"]) if s["type"] in order else len(order), s["type"], s["direction"] == "in"),
    )


def names(row: dict[str, Any]) -> html.Section | None:
    """The other names, in every script."""
    others = [name for name in row["names"] or () if name != row["name"]]
    return (
        html.Section([html.H3("Also called"), html.Div([pill(n, "name") for n in others], className="pills")])
        if others
        else None
    )


def identifiers(row: dict[str, Any]) -> html.Section | None:
    """Public identifiers; never a passport or a tax number."""
    shown = [i for i in row["identifiers"] or () if i.partition(":")[0] in schema.STRONG_SCHEMES]
    return (
        html.Section([html.H3("Identifiers"), html.Div([pill(i, "mono") for i in shown], className="pills")])
        if shown
        else None
    )


def records(rows: list[dict[str, Any]]) -> html.Section:
    """What each source says of the actor."""
    return html.Section([html.H3(f"Records ({len(rows)})"), *[record(row) for row in rows]])


def record(row: dict[str, Any]) -> html.Article:
    """One source's record."""
    gone = pill(f"withdrawn {date(row['withdrawn_at'])}".strip(), "withdrawn") if not row["live"] else None
    return html.Article(
        [
            html.Header([html.Strong(row["name"]), gone]),
            html.P(row["description"]) if row["description"] else None,
            html.Footer(
                [html.Span(row["source_title"] or row["source"], className="soft"), outside(row["url"], "Open")]
            ),
            html.Span(row["id"], className="mono soft", **HIDDEN),
        ],
        className="card record" + ("" if row["live"] else " withdrawn"),
    )
