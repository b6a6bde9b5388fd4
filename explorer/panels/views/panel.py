"""Views: a canvas saved under a name or behind a link, opened as it was seen, and what has changed since."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from dash import html

from cypher.names import quantity
from explorer.access.roles import Role, current_visitor
from explorer.network.elements import edge_type
from explorer.network.words import show_date, verb
from explorer.panel import Panel
from explorer.panels.views.routes import difference_of, routes, views
from explorer.parts import attrs, choose_button, icon, line_sample, name_text, pill
from explorer.views.difference import Change, ViewDifference, day_words, lets_through

panel = Panel("views", "over", 70, routes=routes)
SHOWN = 200
"""Changes that are listed."""
WHY = {"ended": "ended", "retracted": "retracted", "reverted": "its run was reverted"}


@panel.layout
def layout() -> html.Div:
    """What says that something on the canvas is marked, empty until a view is opened that has changed."""
    return html.Div(id="since", className="floating", hidden=True)


@panel.inspects("views")
def show_views(choice: dict[str, Any]) -> html.Div:
    """The views that one may open, for the browser to list; a form to save what is seen now."""
    visitor, kept = current_visitor(), views()
    may = visitor.may(Role.ANALYST)
    listed = {
        "views": kept.listed(),
        "deleted": kept.listed(deleted=True) if may else [],
        "may": may,
        "people": visitor.name is not None,
    }
    return html.Div(
        [
            html.P("Views", className="eyebrow"),
            html.H2("Saved views"),
            html.Div(className="views", **attrs(data_views=json.dumps(listed, default=str))),
        ]
    )


@panel.inspects("view", "view")
def show_view(choice: dict[str, Any]) -> html.Div:
    """One view: its notes, and what has changed among its actors since."""
    row = views().find(choice["view"])
    difference = difference_of(row)
    today = datetime.now(UTC).date()
    since = day_words(row["seen_at"], today)
    seen = choice["filter"]
    changes = [change for change in difference.changes if lets_through(seen, change.said)]
    rest = [change for change in difference.changes if not lets_through(seen, change.said)]
    about = " · ".join(filter(None, (row["owner"], f"saved {since}", quantity(len(row["actors"]), "actor"))))
    words = summary(difference.counts(seen), since, compared=difference.compared)
    back = choose_button([icon("left"), "All views"], {"kind": "views"}, look="plain back")
    marks = {
        "view": row["id"],
        "words": words if changes or difference.merged else "",
        "statements": {version: change.kind for change in changes for version in change.marked},
        "actors": {merger["now"]: "merged" for merger in difference.merged},
    }
    return html.Div(
        [
            html.P(["View" if row["name"] else "Link", back], className="eyebrow"),
            html.H2(row["name"] or "What was seen"),
            html.P(about, className="soft"),
            html.P(row["notes"], className="view-notes") if row["notes"] else None,
            html.H3(words),
            html.Ul(
                [*map(merged_item, difference.merged), *map(change_item, changes[:SHOWN])], className="view-changes"
            ),
            *left_over(difference, changes, rest),
        ],
        className="view-panel",
        **attrs(data_marks=json.dumps(marks)),
    )


def summary(counts: dict[str, int], since: str, *, compared: bool) -> str:
    """How much has changed, in one line."""
    if not compared:
        return f"Too many statements to be compared with those of {since}"
    if not counts:
        return f"Nothing has changed since {since}"
    return f"Changed since {since}: " + ", ".join(f"{number:,} {kind}" for kind, number in counts.items())


def change_item(change: Change) -> html.Li:
    """One statement that is not as it was: a click opens its evidence."""
    row = change.said
    name = row["type"]
    words: list[Any] = [name_text(row["subject_name"]), f" {verb(name)} ", name_text(row["object_name"])]
    by = [WHY.get(row["why"], "")] if change.kind == "withdrawn" else []
    by += [row["said_by"], f"run {row['run']}", show_date(row["at"])]
    head = html.Span(
        [pill(change.kind, f"mark-{change.kind}"), line_sample(name, look="faint" if row["denied"] else "")]
    )
    button = choose_button(
        [head, html.Span([*words, " (denied)" if row["denied"] else ""])],
        {"kind": "pair", "a": row["subject"], "b": row["object"]},
        look="plain view-change",
        label=f"{change.kind}: {row['subject_name']} {edge_type(name).screen} {row['object_name']}. Show the evidence",
    )
    return html.Li([button, html.P(" · ".join(filter(None, by)), className="soft")])


def merged_item(row: Any) -> html.Li:
    """An actor that is part of another now."""
    button = choose_button(
        [
            html.Span(pill("merged", "mark-merged")),
            html.Span([name_text(row["name"]), " is one actor with ", name_text(row["now_name"])]),
        ],
        {"kind": "actor", "actor": row["now"]},
        look="plain view-change",
    )
    by = filter(None, (row["decision"] and f"decision {row['decision']}", row["by"], show_date(row["at"])))
    return html.Li([button, html.P(" · ".join(by), className="soft")])


def left_over(difference: ViewDifference, changes: list[Change], rest: list[Change]) -> list[Any]:
    """What is not in the list: what goes beyond it, what the filter leaves out, what is said of others now."""
    more = len(changes) - SHOWN
    others = quantity(difference.elsewhere, "statement is", "statements are")
    return [
        html.P(f"{more:,} more.", className="soft") if more > 0 else None,
        html.P(f"{others} said of other actors now.", className="soft") if difference.elsewhere else None,
        html.Details(
            [
                html.Summary(f"{quantity(len(rest), 'change')} that the filter leaves out"),
                html.Ul([*map(change_item, rest[:SHOWN])], className="view-changes"),
            ],
            className="left-out",
        )
        if rest
        else None,
    ]
