"""Questions in plain language: named queries as sentences with blanks, the answer below to draw and to follow."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from dash import html

from cypher.errors import UsageError
from cypher.library.page import QUESTIONS
from cypher.library.parameter import Parameter
from cypher.library.query import Query
from cypher.library.question import Blank
from cypher.names import quantity
from explorer.access.roles import may_ask
from explorer.graph import ask, graph_reader
from explorer.network.filter import Filter
from explorer.panel import Panel
from explorer.panels.questions.answer import ACTORS, answer_list
from explorer.parameters import console_link
from explorer.parts import attrs, choose_button, icon, request_button

panel = Panel("questions", "stores")
SHOWN = 50
"""Rows of an answer that are listed; all of them can be drawn, and exported from the console."""
MOST = 1_000
"""Rows that a question may be asked for."""
DRAWN = 300
"""Actors of an answer that are drawn at once."""


def library_queries() -> list[Query]:
    """The named queries that ask a question which one may ask."""
    return [query for query in graph_reader().connected().library if query.question and may_ask(query)]


@panel.inspects("questions")
def show_questions(choice: dict[str, Any]) -> html.Div:
    """Every question, by what it is about; one about an actor, when the choice names it."""
    actor = choice.get("actor")
    queries = [query for query in library_queries() if actor is None or actor_blank(query)]
    sections = [
        html.Section(
            [
                html.H3(QUESTIONS.get(folder, "Your own")),
                html.Ul([html.Li(question_button(query, actor)) for query in inside], className="steps"),
            ]
        )
        for folder, inside in groupby(queries, key=lambda query: query.folder)
    ]
    return html.Div([html.P("Questions", className="eyebrow"), html.H2("What do you want to know?"), *sections])


def actor_blank(query: Query) -> Parameter | None:
    """The blank that one actor fills in."""
    blanks = [part.parameter for part in query.question if isinstance(part, Blank)]
    return next((blank for blank in blanks if blank.domain.refers == "actor"), None)


def question_button(query: Query, actor: str | None) -> html.Button:
    """A question, its blanks as their names."""
    values: dict[str, Any] = {}
    if actor is not None and (blank := actor_blank(query)):
        values = {blank.name: [actor] if blank.type.startswith("list") else actor}
    words = [
        part if isinstance(part, str) else html.Span(blank_words(part), className="blank") for part in query.question
    ]
    return choose_button(
        html.Span(words),
        {"kind": "question", "name": query.name, "values": values},
        look="step question",
    )


def blank_words(blank: Blank) -> str:
    """What stands in a blank until it is filled in."""
    return blank.words[0] if blank.words else blank.parameter.name.replace("_", " ")


@panel.inspects("question", "name")
def show_question(choice: dict[str, Any]) -> html.Div:
    """One question as a form, and its answer as soon as all that it needs is told."""
    query = next((query for query in library_queries() if query.name == choice["name"]), None)
    if query is None:
        raise UsageError(f"there is no question {choice['name'][:100]!r}")
    seen: Filter = choice["filter"]
    types = [row["name"] for row in ask("types")] if seen.hidden else []
    values = with_filter(query, choice.get("values") or {}, seen, types)
    lacking = [p.name for p in query.parameters if p.required and values.get(p.name) in (None, "", [])]
    body: list[Any] = [] if lacking else show_answer(query, values)
    back = choose_button([icon("left"), "All questions"], {"kind": "questions"}, look="plain back")
    return html.Div(
        [
            html.P(["Question", back], className="eyebrow"),
            html.Div(className="question-form fields", **attrs(data_question=json.dumps(form_of(query, values)))),
            *body,
            html.P(note, className="soft") if (note := beside_filter(query, seen)) else None,
        ],
        className="question-panel",
    )


def with_filter(query: Query, values: dict[str, Any], seen: Filter, types: Iterable[str] = ()) -> dict[str, Any]:
    """The values told, those that the question doesn't know left out; those of the filter where it takes them."""
    known = {parameter.name: parameter for parameter in query.parameters}
    kept = {name: value for name, value in values.items() if name in known}
    if not values and seen.on and "on" in known and seen.on.first == seen.on.last:
        kept["on"] = seen.on.first.isoformat()
    narrowed = {
        "undated": seen.undated,
        "sources": sorted(seen.sources) or None,
        "types": [name for name in types if name not in seen.hidden] or None,
        "sure": seen.confidence if "sure" in known and seen.confidence > known["sure"].default else None,
    }
    for name, value in narrowed.items():
        if name in known and value is not None:
            kept.setdefault(name, value)
    if isinstance(limit := kept.get("limit"), int) and limit > MOST:
        kept["limit"] = MOST
    return kept


def beside_filter(query: Query, seen: Filter) -> str:
    """What of the filter a question takes no notice of."""
    known = {parameter.name for parameter in query.parameters}
    parts = {
        "types": seen.hidden if "types" not in known else (),
        "sources": seen.sources if "sources" not in known else (),
        "confidence": seen.confidence if "sure" not in known else 0,
        "stance": seen.stances,
        "the day on which it was known": seen.known,
    }
    named = [name for name, value in parts.items() if value]
    return f"The filter's {', '.join(named)} don't apply to questions." if named else ""


def form_of(query: Query, values: dict[str, Any]) -> dict[str, Any]:
    """The form for the browser to build: the sentence, what else can be told, the values and the actors' names."""
    actors = sorted(set(query.references(values)["actor"]))
    names = {row["actor"]: row["name"] for row in ask("actors", actors=actors)} if actors else {}
    blanks = [part.parameter.name for part in query.question if isinstance(part, Blank)]
    parts = [part if isinstance(part, str) else field_of(part.parameter, part.words) for part in query.question]
    rest = [field_of(p, ()) for p in query.parameters if p.name not in blanks and p.name != "ever"]
    refers = {parameter.domain.refers for parameter in query.parameters}
    return {
        "name": query.name,
        "purpose": query.purpose,
        "parts": parts,
        "rest": rest,
        "values": values,
        "names": names,
        "ever": any(parameter.name == "ever" for parameter in query.parameters),
        "sources": [[row["id"], row["title"]] for row in ask("sources")] if "source" in refers else [],
        "types": [[row["name"], row["screen"]] for row in ask("types")] if "type" in refers else [],
    }


def field_of(parameter: Parameter, words: tuple[str, ...]) -> dict[str, Any]:
    """A parameter as a field of the form."""
    domain = parameter.domain
    return {
        "name": parameter.name,
        "type": parameter.type,
        "refers": domain.refers,
        "choices": list(domain.choices),
        "least": domain.least,
        "most": MOST if parameter.name == "limit" else domain.most,
        "needed": parameter.required,
        "default": parameter.default,
        "meaning": parameter.meaning,
        "words": list(words),
    }


def show_answer(query: Query, values: dict[str, Any]) -> list[Any]:
    """The rows of the answer, with what can be done with all of them."""
    rows = ask(query.name, **values)
    if not rows:
        words = query.empty or "nothing in the graph answers this question"
        return [html.P(f"{words[0].upper()}{words[1:]}.", className="nothing", role="status")]
    actors = answer_actors(query, rows, values)
    draw = request_button(
        [icon("graph"), f"Draw {quantity(min(len(actors), DRAWN), 'actor')}"],
        {"do": "result", "actors": actors[:DRAWN]},
        look="button primary",
    )
    left = len(rows) - SHOWN
    full = len(rows) == query.bind(values).get("limit")
    return [
        html.Header(
            [
                html.H3(f"{'the first ' if full else ''}{quantity(len(rows), 'answer')}".capitalize()),
                html.Div([draw if actors else None, console_link(query, values)], className="row"),
            ],
            className="answer-head",
        ),
        answer_list(query, rows[:SHOWN], values),
        html.P(f"{left:,} more: draw them, or open them in the console.", className="soft") if left > 0 else None,
    ]


def answer_actors(query: Query, rows: list[dict[str, Any]], values: dict[str, Any]) -> list[str]:
    """The actors that an answer names and those that it was asked about, each once."""
    columns = [column for column in query.columns if column.type in ACTORS]
    asked_about = query.references(values)["actor"]
    named = [
        actor
        for row in rows
        for column in columns
        for actor in (row[column.name] if isinstance(row[column.name], list) else [row[column.name]])
    ]
    return list(dict.fromkeys(actor for actor in [*asked_about, *named] if actor)) if named else []
