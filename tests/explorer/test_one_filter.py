"""One filter decides for the canvas, counts, expansions, paths, tensions, the balance, evidence and links alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from explorer.app import create_app
from explorer.graph import EXTENSION
from explorer.network.arguments import argue
from explorer.network.filter import EVERYTHING, Days, Filter
from explorer.network.paths import Rule, Search, Surroundings, Ways, base_rule
from explorer.network.requests import handle
from explorer.panels.evidence.panel import filtered
from tests.explorer import said
from tests.explorer.said import ACTORS, Said
from tests.explorer.screen import EMPTY
from tests.explorer.test_js import ELEMENTS, SPELLING, TRIANGLES, call


def days(text: str) -> Days:
    """A date as it is typed."""
    read = Days.read(text)
    assert read
    return read


FILTERS = {
    "everything": EVERYTHING,
    "types": Filter(hidden=("ALLY_OF", "LEADS")),
    "one source": Filter(sources=("two",)),
    "two sources": Filter(sources=("one", "three")),
    "confidence": Filter(confidence=0.6),
    "announced": Filter(stances=("announced",)),
    "denied": Filter(stances=("denied",)),
    "asserted or denied": Filter(stances=("asserted", "denied")),
    "a day": Filter(on=days("2018-06-15")),
    "a day long ago": Filter(on=days("1914-08-01")),
    "a year": Filter(on=days("2012")),
    "a month": Filter(on=days("2031-02")),
    "only dated": Filter(undated=False),
    "only dated on a day": Filter(on=days("2018-06-15"), undated=False),
    "only dated long ago": Filter(on=days("1914-08-01"), undated=False),
    "known": Filter(known=days("2019-01-01")),
    "known before anything": Filter(known=days("2014")),
    "known in a year": Filter(known=days("2023")),
    "known and in force": Filter(known=days("2023-06"), on=days("2020-01-01")),
    "all at once": Filter(("SUPPLIES",), ("one", "two"), 0.5, ("asserted",), days("2020"), days("2024-12"), False),
}


def spelled(seen: Filter) -> dict[str, Any]:
    """A filter as the browser holds it."""
    on, known = (day and day.spelled() for day in (seen.on, seen.known))
    lists = {"hidden": list(seen.hidden), "sources": list(seen.sources), "stances": list(seen.stances)}
    return {**lists, "confidence": seen.confidence, "on": on, "known": known, "undated": seen.undated}


@pytest.fixture(scope="module")
def statements(connected: Graph) -> list[Said]:
    """A graph of random statements."""
    connected.command(EMPTY)
    found = said.random_statements(7, 170)
    said.plant(connected, found)
    return found


@pytest.fixture(scope="module")
def app(settings: Settings, server: engine.Status) -> Iterator[Flask]:
    """The explorer without a server."""
    app = create_app(settings).server
    yield app
    app.extensions[EXTENSION].connected().close()


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """A page with nothing on it."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def drawn(statements: list[Said], connected: Graph) -> dict[str, Any]:
    """The canvas with everything on it, as the browser holds it."""
    request = {"serial": 1, "do": "result", "actors": ACTORS, "present": {}, "replace": True}
    change = handle(connected.ask, request, EVERYTHING)
    return {name: {part["id"]: part for part in change[name]} for name in ("nodes", "edges")}


@pytest.mark.parametrize("name", FILTERS)
def test_the_canvas_draws_and_counts_what_passes(
    name: str, statements: list[Said], drawn: dict[str, Any], blank: Page
) -> None:
    seen = FILTERS[name]
    edges = call(
        blank,
        ELEMENTS,
        "elementsOf",
        drawn,
        spelled(seen),
        None,
        None,
        {"__function": "() => ''"},
        str(EVERYTHING.span[0]),
    )["edges"]
    passing = [s for s in statements if s.passes(seen)]
    certain = Counter(s.type for s in passing if s.overlaps(seen) and (s.dated or not seen.on))
    loose = Counter(s.type for s in passing if seen.on and not s.dated)
    counted = Counter({edge["type"]: 0 for edge in edges})
    uncertain = Counter(counted)
    for edge in edges:
        counted[edge["type"]] += edge["statements"]
        uncertain[edge["type"]] += edge["uncertain"]
    assert (+counted, +uncertain) == (certain, loose)
    ended = {frozenset((s.a, s.b)) for s in passing if not s.overlaps(seen) and not seen.on}
    shown = {frozenset((s.a, s.b)) for s in passing if s.overlaps(seen)} | ended
    assert {frozenset((e["source"], e["target"])) for e in edges if not e["hidden"]} == shown
    for edge in edges:
        looks = (edge["hidden"], edge["ended"], edge["undated"])
        assert sum(looks) + bool(edge["statements"]) == 1, edge


@pytest.mark.parametrize("name", FILTERS)
def test_expansions_and_their_counts_bring_what_passes(name: str, statements: list[Said], connected: Graph) -> None:
    seen = FILTERS[name]
    for actor in ACTORS:
        near = said.neighbours(statements, actor, seen)
        request = {"serial": 1, "do": "expand", "actor": actor, "present": {actor: (0.0, 0.0)}}
        assert {node["id"] for node in handle(connected.ask, request, seen)["nodes"]} == near
        steps = connected.ask("canvas-steps", actor=actor, filter=seen.parameters())
        counted = Counter({step["type"]: 0 for step in steps})
        for step in steps:
            counted[step["type"]] += step["statements"]
        assert counted == Counter(s.type for s in statements if s.affirms(seen) and actor in (s.a, s.b))
        for step in steps:
            directed = {
                **request,
                "type": step["type"],
                "direction": None if step["direction"] == "both" else step["direction"],
            }
            assert len(handle(connected.ask, directed, seen)["nodes"]) == step["neighbours"]


@pytest.mark.parametrize("name", FILTERS)
def test_paths_take_what_passes(name: str, statements: list[Said], connected: Graph) -> None:
    seen, ways = FILTERS[name], Ways()
    affirmed = {s.id for s in statements if s.affirms(seen)}
    for start, end in [("t:a", "t:b"), ("t:c", "t:h"), ("t:g", "t:d")]:
        near = Surroundings.of(connected.ask, ways.parameters(seen))
        chains = Search(near, start, end, base_rule(seen, ways)).paths(enough=5000, longest=4).chains
        assert set(chains) == said.chains(statements, start, end, seen)
        assert [len(chain) for chain in chains] == sorted(map(len, chains))
        for way in argue(connected.ask, chains, seen, ways):
            for step in way.steps:
                ids = {s.id for s in statements if {s.a, s.b} == {step.origin, step.target} and s.type in step.types}
                assert ids & affirmed


@pytest.mark.parametrize("part", ["hidden", "sources", "confidence", "stances", "on", "undated", "known"])
def test_a_lift_is_the_filter_without_that_part(part: str, statements: list[Said], connected: Graph) -> None:
    seen, ways = FILTERS["all at once"], Ways()
    rest = replace(seen, **{part: getattr(EVERYTHING, part)})
    stop = {"hidden": "types", "stances": "stance", "on": "days"}.get(part, part)
    near = Surroundings.of(connected.ask, ways.parameters(seen))
    base = base_rule(seen, ways)
    rule = Rule(ways, frozenset({"known"})) if part == "known" else replace(base, without=base.without | {stop})
    at_any_time = [replace(s, since=None, until=None) if part == "on" and s.dated else s for s in statements]
    dated = {s.id for s in statements if s.dated}
    kept = [s for s in at_any_time if s.id in dated] if part == "on" else at_any_time
    loose = replace(rest, undated=True) if part == "on" else rest
    for start, end in [("t:a", "t:b"), ("t:c", "t:h")]:
        chains = Search(near, start, end, rule).paths(enough=5000, longest=4).chains
        expected = said.chains(kept, start, end, loose)
        if part == "on":  # the authorities are those of all statements
            authorities = {s.a for s in statements if s.standing == "live" and s.type == "DESIGNATES"}
            expected = {chain for chain in expected if not authorities & set(chain[1:-1])}
        assert set(chains) == expected


@pytest.mark.parametrize("name", FILTERS)
def test_tensions_are_those_of_what_passes(
    name: str, statements: list[Said], drawn: dict[str, Any], blank: Page, connected: Graph
) -> None:
    seen = FILTERS[name]
    edges = []
    for edge in drawn["edges"].values():
        kept = [s for s in edge["statements"] if call(blank, ELEMENTS, "passes", edge["type"], s, spelled(seen))]
        edges.append({**edge, "statements": kept})
    first, last = map(str, seen.span)
    found = call(blank, TRIANGLES, "unbalanced", edges, first, last, {"__function": "(id) => id"}, 1000)
    assert {tuple(t["actors"]): t["undated"] for t in found} == said.tensions(statements, seen)
    by_id = {s.id: s for s in statements}
    for tension in found:
        for side in tension["sides"]:
            behind = [by_id[statement] for statement in side["statements"]]
            assert behind
            assert all(s.affirms(seen) and s.sign == side["sign"] for s in behind)
    if first == last:
        (scale,) = connected.ask("canvas-balance", filter=seen.parameters())
        assert (scale["unbalanced"], scale["mixed"]) == (len(found), said.mixed(statements, seen))


@pytest.mark.parametrize("name", FILTERS)
def test_evidence_and_links_follow(
    name: str, statements: list[Said], app: Flask, connected: Graph, blank: Page
) -> None:
    seen = FILTERS[name]
    with app.test_request_context():
        for a, b in list(permutations(ACTORS[:4], 2)):
            rows = connected.ask("evidence", a=a, b=b)
            shown, rest = filtered(rows, seen)
            assert len(shown) + len(rest) == len(rows) == sum({s.a, s.b} == {a, b} for s in statements)
            if seen.narrows:
                passing = {s.id for s in statements if {s.a, s.b} == {a, b} and s.passes(seen) and s.overlaps(seen)}
                assert {row["id"] for row in shown} == passing
    read = call(blank, SPELLING, "readLink", "#" + call(blank, SPELLING, "spell", ACTORS, spelled(seen)))
    assert read["ids"] == ACTORS
    said_of = read["filter"] or {}
    back = {**said_of, "on": {"text": said_of.get("on")}, "known": {"text": said_of.get("known")}}
    assert Filter.read(back) == seen == Filter.read(spelled(seen))


def test_the_statements_are_worth_asking(statements: list[Said]) -> None:
    assert {s.standing for s in statements} == {"live", "denied", "withdrawn"}
    found = {name: len(said.tensions(statements, seen)) for name, seen in FILTERS.items()}
    assert found["everything"] > 2
    assert len(set(found.values())) > 5
    assert any(not undated for undated in said.tensions(statements, EVERYTHING).values())
