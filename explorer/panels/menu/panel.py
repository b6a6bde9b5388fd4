"""The menu of an actor on the canvas: what expanding it would bring, before it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Input, Output, State, dcc, html

from cypher.errors import FaultlinesError
from cypher.names import quantity
from explorer.expansions import ranked_steps, step_button
from explorer.graph import ask
from explorer.ids import Id
from explorer.network.filter import Filter
from explorer.panel import Panel
from explorer.parts import attrs, icon, name_text, request_button
from explorer.stores import FilterStore, MenuTarget

if TYPE_CHECKING:
    from cypher.queries.rows import CanvasStepsRow

panel = Panel("menu", "over", 60)
MENU_FOR = "menu-for"
MENU = "menu"


@panel.layout
def layout() -> html.Div:
    """The menu, hidden until asked for."""
    return html.Div([dcc.Store(id=MENU_FOR), html.Div(id=MENU, className="menu", role="menu", hidden=True)])


@panel.callback(Output(MENU, "children"), Input(MENU_FOR, "data"), State(Id.FILTER, "data"), prevent_initial_call=True)
def fill_menu(where: MenuTarget | None, filters: FilterStore | None) -> Any:
    """Expansions with their counts, then what else can be done with the actor."""
    if not where:
        return None
    if where.get("group"):
        return group_entries(where)
    try:
        return menu_entries(where, ask("canvas-steps", actor=where["actor"], filter=Filter.read(filters).parameters()))
    except FaultlinesError as error:
        return html.P(str(error))


def menu_entries(where: MenuTarget, steps: list[CanvasStepsRow]) -> list[Any]:
    """The menu's lines."""
    actor, name = where["actor"], where["name"]
    leaves = where.get("leaves", 0)
    others = [
        *([("collapse", "collapse", f"Collapse the {leaves:,} tied to it alone")] if leaves > 1 else []),
        ("trace-from", "path", "Trace a path from here"),
        ("questions", "question", "Ask about it"),
        ("note", "note", "Note on it"),
        ("suppose", "suppose", "Suppose an edge from here"),
        ("pin", "pin", pin_words(where)),
        ("keep", "keep", "Keep only this"),
        ("remove", "remove", "Remove"),
    ]
    return [
        html.P(name_text(name), className="menu-title"),
        request_button(
            [icon("expand"), html.Span("Expand all")], {"do": "expand", "actor": actor, "name": name}, look="step"
        ),
        *[step_button(actor, name, row) for row in ranked_steps(steps)],
        html.Hr(),
        *[action_step(a, i, label, actor) for a, i, label in others],
        html.Div(
            [
                icon("keep"),
                html.Span("Only within"),
                *(
                    html.Button(
                        str(steps),
                        type="button",
                        className="button quiet",
                        **attrs(
                            data_act="within", data_actor=actor, data_steps=str(steps), aria_label=within_words(steps)
                        ),
                    )
                    for steps in (1, 2, 3)
                ),
                html.Span("steps"),
            ],
            className="step menu-within",
        ),
    ]


def group_entries(where: MenuTarget) -> list[Any]:
    """What can be done with actors that stand as one node."""
    entries = (
        ("open-group", "expand", "Open it again"),
        ("pin", "pin", pin_words(where)),
        ("keep", "keep", "Keep only these"),
        ("remove", "remove", "Remove these"),
    )
    return [
        html.P(name_text(where["name"]), className="menu-title"),
        *[action_step(action, picture, label, where["actor"]) for action, picture, label in entries],
    ]


def pin_words(where: MenuTarget) -> str:
    """What a pin would do, or taking it out."""
    return "Unpin" if where.get("pinned") else "Pin where it stands"


def action_step(action: str, picture: str, label: str, actor: str) -> html.Button:
    """A line of the menu that runs an action of the browser."""
    return html.Button(
        [icon(picture), html.Span(label)], type="button", className="step", **attrs(data_act=action, data_actor=actor)
    )


def within_words(steps: int) -> str:
    """What narrowing the canvas to the surroundings of an actor does."""
    return f"Show only what is within {quantity(steps, 'step')}"
