"""Questions in plain language: asked as forms, answered in names that lead on, drawn on the canvas."""

from __future__ import annotations

import datetime
import json
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from cypher.graph import Graph
from cypher.library.head import Column
from cypher.library.library import Library
from cypher.library.query import Query
from explorer.network.filter import Filter
from explorer.panels.questions.answer import fact_words, name_columns, pair_of
from explorer.panels.questions.panel import beside_filter, field_of, with_filter
from tests.explorer.screen import MINISTRY, PRIGOZHIN, PUTIN, WAGNER, Screen

LIBRARY = Library.load()
ASKED = [query for query in LIBRARY if query.question]
OWN = {"X-Faultlines": "actors"}


@pytest.mark.parametrize("query", ASKED, ids=lambda query: query.name)
def test_each_column_of_actors_has_its_names(query: Query) -> None:
    pairs = name_columns(query)
    lists = {"paths", "signed-paths"}
    for column in query.columns:
        if column.type == "actor":
            assert column.name in pairs, f"{query.name}: whose name is {column.name}?"
        if column.type == "list<actor>" and query.name in lists:
            assert pairs[column.name] == "names"
    assert len(set(pairs.values())) == len(pairs)


def test_a_form_can_tell_every_parameter_but_what_its_own_field_tells() -> None:
    for query in ASKED:
        for parameter in query.parameters:
            field = field_of(parameter, ())
            assert json.dumps(field, default=str)
            assert field["most"] == 1_000 if parameter.name == "limit" else True


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (None, "string", None),
        ([], "list<string>", None),
        (True, "boolean", "yes"),
        (False, "boolean", "no"),
        (12345, "integer", "12,345"),
        (0.5, "float", "0.5"),
        (datetime.date(2022, 11, 1), "date", "2022-11"),
        (["a", "b"], "list<string>", "a, b"),
        ([str(n) for n in range(14)], "list<string>", ", ".join(map(str, range(12))) + " and 2 more"),
    ],
)
def test_values_are_words(value: Any, kind: str, words: str | None) -> None:
    row = {"it": value, "it_precision": "month"}
    assert fact_words(Column("it", kind, "it"), row) == words


def test_types_have_the_names_of_the_screen() -> None:
    assert fact_words(Column("through_types", "list<string>", "t"), {"through_types": ["ALLY_OF", "LEADS"]}) == (
        "ally-of, leads"
    )


def test_the_pair_behind_a_row() -> None:
    suppliers, tensions = LIBRARY.find("suppliers"), LIBRARY.find("tensions")
    row = {"supplier": "a:1", "steps": 1, "actors": ["a:1", "b:1"], "statements": ["s:1"]}
    assert pair_of(suppliers, row, {"actor": "b:1"}) == ("a:1", "b:1")
    assert pair_of(suppliers, {**row, "steps": 2}, {"actor": "b:1"}) is None
    assert pair_of(tensions, {"a": "a:1", "b": "b:1", "c": "c:1"}, {}) is None
    assert pair_of(LIBRARY.find("changed-sides"), {"a": "a:1", "b": "b:1"}, {}) == ("a:1", "b:1")
    assert pair_of(LIBRARY.find("hubs"), {"actor": "a:1"}, {}) is None


def test_the_filters_day_is_the_questions_unless_another_is_told() -> None:
    query, seen = LIBRARY.find("suppliers"), Filter.read({"on": {"text": "2022-12-01"}, "undated": False})
    assert with_filter(query, {}, seen) == {"on": "2022-12-01", "undated": False}
    told = {"actor": "a:1", "on": None, "ever": True, "undated": True, "limit": 10**9, "of no query": 1}
    assert with_filter(query, told, seen) == {"actor": "a:1", "on": None, "ever": True, "undated": True, "limit": 1_000}
    assert beside_filter(query, seen) == ""
    narrow = Filter.read({"hidden": ["LEADS"], "known": {"text": "2023"}, "sources": ["one"], "confidence": 0.3})
    assert with_filter(LIBRARY.find("hubs"), {"sure": 0.1}, narrow, ["LEADS", "SUPPLIES"]) == {
        "undated": True,
        "sources": ["one"],
        "types": ["SUPPLIES"],
        "sure": 0.1,
    }
    tensions = with_filter(LIBRARY.find("tensions"), {"sources": None}, narrow, ["LEADS", "SUPPLIES"])
    assert tensions == {"undated": True, "sources": None, "types": ["SUPPLIES"]}
    assert beside_filter(query, narrow) == "The filter's types, the day on which it was known don't apply to questions."


def test_actors_are_found_by_name(network: Graph, explorer_url: str) -> None:
    def post(route: str, body: Any, headers: dict[str, str] = OWN) -> httpx.Response:
        return httpx.post(f"{explorer_url}/actors/{route}", json=body, headers=headers, timeout=60)

    matches = post("find", {"text": "вагнер"}).json()["matches"]
    assert matches[0]["actor"] == WAGNER
    assert set(matches[0]) == {"actor", "name", "about"}
    assert post("find", {"text": " "}).json() == {"matches": []}
    assert post("names", {"actors": [WAGNER, "nobody:at-all"]}).json() == {"names": {WAGNER: "Wagner Group"}}
    assert post("find", {"text": "x" * 501}).status_code == 400
    assert post("names", {"actors": ["x"] * 201}).status_code == 400
    assert post("find", {"text": "x"}, {}).status_code == 403


def test_a_question_is_asked_answered_and_drawn(screen: Screen) -> None:
    page, body = screen.page, screen.body
    page.keyboard.press("q")
    body.get_by_role("button", name="supply those whom").click()
    form = page.locator(".question-form form")
    form.get_by_role("button", name="Ask").click()
    authority = form.get_by_role("combobox", name="authority")
    expect(authority).to_have_attribute("aria-invalid", "true")
    expect(authority).to_be_focused()
    authority.press_sequentially("united sta")
    expect(form.get_by_role("option").first).to_contain_text("United States")
    authority.press("Enter")
    form.get_by_label("already").select_option("already then")
    form.get_by_label("when").select_option("at any time")
    form.get_by_role("button", name="Ask").click()
    expect(body.locator(".nothing")).to_contain_text("no dates show that it was after the listing")
    expect(form.get_by_role("combobox", name="authority")).to_have_value("United States")
    expect(form.get_by_label("when")).to_have_value("ever")
    form.get_by_label("already").select_option("before or after")
    form.get_by_role("button", name="Ask").click()
    answer = body.locator(".answers .answer").filter(has_text="Wagner Group")
    expect(answer).to_contain_text("infantry rockets and missiles")
    screen.page.evaluate("() => faultlines.removeActors('Clear', () => true)")
    screen.settled()
    body.get_by_role("button", name="Draw").click()
    screen.until("cy.nodes().length > 1")
    screen.settled()
    assert {"North Korea", "Wagner Group"} <= screen.names()
    answer.get_by_role("button", name="Evidence").click()
    expect(body.locator(".card").first).to_contain_text("North Korea supplies Wagner Group")


def test_a_question_about_an_actor_is_answered_at_once(screen: Screen) -> None:
    screen.page.evaluate("actor => faultlines.choose({kind: 'actor', actor})", PRIGOZHIN)
    screen.body.get_by_role("button", name="Ask about it").click()
    screen.body.get_by_role("button", name="enemies of the enemies").click()
    expect(screen.body.get_by_role("combobox", name="actor")).to_have_value("Yevgeny Prigozhin")
    expect(screen.body.locator(".answers, .nothing").first).to_be_visible()
    values = {"actors": [PUTIN, MINISTRY], "at_least": 1, "ever": True}
    choice = {"kind": "question", "name": "common-suppliers", "values": values}
    screen.page.evaluate("choice => faultlines.choose(choice)", choice)
    expect(screen.body.locator(".chip")).to_have_text(["Vladimir Putin", "Russian Ministry of Defence"])
    screen.page.locator(".chip").first.click()
    expect(screen.body.locator(".chip")).to_have_count(1)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"kind": "question", "name": "no-such"}, "there is no question"),
        ({"kind": "question", "name": "suppliers", "values": {"actor": "nobody:at-all"}}, "nobody:at-all"),
        ({"kind": "question", "name": "suppliers", "values": {"actor": 7}}, "must be of type"),
        ({"kind": "question", "name": "suppliers", "values": {"actor": WAGNER, "on": "someday"}}, "must be of type"),
    ],
)
def test_what_can_not_be_asked_is_said(screen: Screen, choice: dict[str, Any], words: str) -> None:
    screen.page.evaluate("choice => faultlines.choose(choice)", choice)
    expect(screen.body).to_contain_text(words)
