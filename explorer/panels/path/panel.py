"""Paths between two actors: how they are joined, through whom, whether that ties or divides, when, and how surely."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

from dash import html

from cypher import schema
from cypher.names import isolate, quantity
from explorer.graph import ask
from explorer.network.arguments import ArguedPath, Step, argue
from explorer.network.elements import edge_type
from explorer.network.filter import Filter
from explorer.network.paths import LONGEST, Lift, Paths, Search, Surroundings, Ways, base_rule, helpful_lifts
from explorer.network.supposed import WORD, Supposed
from explorer.network.words import percent
from explorer.panel import Panel
from explorer.parts import action_button, attrs, choose_button, line_sample, name_text, pill, request_button, sign_mark

panel = Panel("path", "stores")
MEANING = (
    "A path with an even number of − sides ties its ends together (+), an odd number sets them apart (−); "
    "with a step that has no sign, or both, it does neither (·)."
)
LEFT_OUT = "Designations are no ties: paths take none, and pass no authority that designates, unless told to."
BOUNDED = "There are more than could be looked at."


@panel.inspects("paths", "from")
def show_paths(choice: dict[str, Any]) -> html.Div:
    """The form, and the paths between its two actors once both are named."""
    start, end, ways = choice["from"], choice.get("to"), Ways.read(choice.get("values"))
    seen: Filter = choice["filter"]
    supposed: Supposed = choice["supposed"]
    near = Surroundings.of(ask, ways.parameters(seen))
    named = {*filter(None, (start, end)), *ways.around, *supposed.actors}
    names = {row["actor"]: row["name"] for row in ask("actors", actors=sorted(named))}
    near.names |= names
    head: list[Any] = [
        html.P("Paths", className="eyebrow"),
        html.H2(
            [name_text(names.get(start, start)), " to ", name_text(names.get(end, end)) if end else "…"],
        ),
    ]
    form = html.Div(className="path-form fields", **attrs(data_paths=json.dumps(form_of(start, end, ways, names))))
    if not end:
        hint = "Choose the other end: search for it, click it on the canvas, or go there with the arrows and press P."
        return html.Div([*head, html.P(hint, className="soft"), form], className="paths-panel")
    return html.Div([*head, form, *answer(near, start, end, seen, ways, supposed)], className="paths-panel")


def form_of(start: str, end: str | None, ways: Ways, names: dict[str, str]) -> dict[str, Any]:
    """What the browser builds the form from."""
    types = [*schema.BY_NAME, *sorted(ways.avoided - schema.BY_NAME.keys())]
    return {
        "from": start,
        "to": end,
        "names": names,
        "types": [[name, edge_type(name).screen] for name in types],
        "values": ways.values(),
    }


def answer(near: Surroundings, start: str, end: str, seen: Filter, ways: Ways, supposed: Supposed) -> list[Any]:
    """The paths with what they argue, or what would help when there is none."""
    paths = Search(near, start, end, base_rule(seen, ways, supposed)).paths()
    stated = Search(near, start, end, base_rule(seen, ways)).paths() if supposed else None
    if not paths.chains:
        lines = [*no_path(near, start, end, seen, ways, supposed), html.P(LEFT_OUT, className="soft")]
        return [*([html.P(unsupposed_words(stated), className="supposed-line")] if stated else []), *lines]
    arguments = argue(ask, paths.chains, seen, ways, supposed)
    steps = html.Div(
        [
            action_button("Previous path", "path-previous", "left", keys=","),
            html.Span(className="path-place soft", **attrs(aria_live="polite")),
            action_button("Next path", "path-next", "right", keys="."),
        ],
        className="path-steps",
    )
    return [
        html.Header([html.P(paths_summary(arguments, bounded=paths.bounded)), steps], className="paths-head"),
        html.P(unsupposed_words(stated), className="supposed-line") if stated else None,
        through(near.names, start, end, arguments, ways),
        html.Ol([path_item(way, near.names) for way in arguments], className="paths"),
        html.P(MEANING, className="soft"),
        html.P(LEFT_OUT, className="soft"),
    ]


def paths_summary(arguments: list[ArguedPath], *, bounded: bool) -> str:
    """How many paths there are, and how long."""
    number = quantity(len(arguments), "path")
    shortest, longest = (len(arguments[n].steps) for n in (0, -1))
    words = (
        f"{number} of {quantity(shortest, 'step')}"
        if shortest == longest
        else f"{number}, {shortest} to {longest} steps"
    )
    return f"{words}. {BOUNDED}" if bounded else words


def unsupposed_words(paths: Paths) -> str:
    """How many paths there would be if nothing were supposed, and how long."""
    if not paths.chains:
        return "Without what is supposed on this canvas there is no path."
    shortest = quantity(len(paths.chains[0]) - 1, "step")
    number = quantity(len(paths.chains), "path")
    return f"Without what is supposed on this canvas: {number}, the shortest of {shortest}."


def through(names: dict[str, str], start: str, end: str, arguments: list[ArguedPath], ways: Ways) -> html.Div | None:
    """The actors that most of the paths pass, each a button to avoid it."""
    passed = Counter(actor for way in arguments for actor in way.actors[1:-1])
    busiest = [(actor, number) for actor, number in passed.most_common(3) if number > 1]
    buttons = [
        choose_button(
            [name_text(names.get(actor, actor)), f" {number}"],
            {
                "kind": "paths",
                "from": start,
                "to": end,
                "values": replace(ways, around=ways.around | {actor}).values(),
            },
            label=f"Avoid {isolate(names.get(actor, actor))}, which {number} of them pass",
            look="pill link",
        )
        for actor, number in busiest
    ]
    return html.Div([html.Span("Avoid", className="soft"), *buttons], className="pills through") if buttons else None


def path_item(way: ArguedPath, names: dict[str, str]) -> html.Li:
    """One path: a button that draws and highlights it, when it held, and its steps, which lead to their evidence."""
    chain: list[Any] = [html.B(name_text(names.get(way.actors[0], way.actors[0])))]
    for step in way.steps:
        kind = step.types[0] if step.types else ""
        look = WORD if step.supposed else ""
        chain += [line_sample(kind, look=look, back=step.back), html.B(name_text(names.get(step.target, step.target)))]
    show = request_button(
        [html.Span(chain, className="way"), sign_mark(way.polarity or 0)],
        {"do": "path", "actors": list(way.actors)},
        look="step path",
    )
    steps = [step_button(step, names, weakest=n == way.weakest) for n, step in enumerate(way.steps)]
    return html.Li([show, html.P(way.held(), className="soft path-held"), html.Div(steps, className="pills")])


def step_button(step: Step, names: dict[str, str], *, weakest: bool) -> html.Button:
    """A step with how sure it is; it leads to its evidence."""
    words = " and ".join(edge_type(name).screen for name in step.types)
    marks = [
        pill("weakest", "weakest") if weakest else None,
        pill("both signs", "denied") if step.mixed else None,
        pill(WORD, WORD) if step.supposed else None,
    ]
    sure = WORD if step.supposed else percent(step.confidence)
    ends = f"{isolate(names.get(step.origin, step.origin))} and {isolate(names.get(step.target, step.target))}"
    return choose_button(
        [words if step.supposed else f"{words} · {sure}", *(mark for mark in marks if mark)],
        {"kind": "pair", "a": step.origin, "b": step.target},
        label=f"Evidence of {ends}: {words}, {sure}{', the weakest step' if weakest else ''}",
        look="pill link",
    )


def no_path(near: Surroundings, start: str, end: str, seen: Filter, ways: Ways, supposed: Supposed) -> list[Any]:
    """That there is none, and what helps when it alone is lifted."""
    if start == end:
        return [html.P("Both ends are the same actor.", className="nothing")]
    lifts, whole = helpful_lifts(near, start, end, seen, ways, supposed)
    words = f"No path of at most {LONGEST} steps joins them."
    body: list[Any] = [html.P(f"{words} {BOUNDED}" if near.cut else words, className="nothing", role="status")]
    if lifts:
        items = [html.Li(lift_item(lift, start, end)) for lift in lifts]
        body += [html.H3("There is one"), html.Ul(items, className="steps lifts")]
    elif whole:
        body.append(html.P("Lifting one part of the filter or of the options alone helps nothing.", className="soft"))
    if not whole:
        body.append(html.P("Not everything could be tried in a second.", className="soft"))
    return body


def lift_item(lift: Lift, start: str, end: str) -> Any:
    """A lift that helps: a button where it is one of the form's own, words where it is one of the filter."""
    words = f"{lift.words}: {quantity(lift.steps, 'step')}"
    if lift.ways is None:
        return html.Span(words, className="step")
    return choose_button(words, {"kind": "paths", "from": start, "to": end, "values": lift.ways.values()}, look="step")
