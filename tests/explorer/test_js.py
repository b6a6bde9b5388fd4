"""The pure functions of the browser's code, called in the browser with a table of cases."""

from __future__ import annotations

import base64
import datetime
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from explorer.network.filter import Days, Filter
from explorer.web.bundles import EXPLORER

CALL = """
async ([module, name, args]) => {
  const revive = (value) => (value?.__function ? new Function(`return ${value.__function}`)() : value);
  const result = (await import(module))[name](...args.map(revive));
  return result === undefined ? null : result;
}
"""
NOW = 1_700_000_000_000
TODAY = "2023-11-14"
STATEMENT = {
    "id": "s",
    "confidence": 0.8,
    "stance": "asserted",
    "since": "2022-01-01",
    "since_precision": "year",
    "until": None,
    "until_precision": None,
    "source": "a",
    "stands": True,
    "known_from": "2022-02-01",
    "known_until": None,
}
UNDATED = STATEMENT | {"since": None, "since_precision": None}
ENDED = STATEMENT | {"until": "2023-01-31", "until_precision": "month"}
GONE = STATEMENT | {"stands": False, "known_until": "2023-05-01"}
FILTER = {"hidden": [], "sources": [], "confidence": 0, "stances": [], "on": None, "known": None, "undated": True}


def days(text: str) -> dict[str, str] | None:
    """A date as the server spells it for the browser."""
    read = Days.read(text)
    return read and read.spelled()


EDGE = {
    "id": "e",
    "source": "a",
    "target": "b",
    "type": "SUPPLIES",
    "sign": 1,
    "denied": False,
    "statements": [STATEMENT],
}
A, B = ({"id": name, "name": name, "kind": "person", "countries": [], "degree": 3, "x": 0, "y": 0} for name in "ab")
CORNERS = [{"x": 0, "y": 0}, {"x": 10, "y": 0}, {"x": 0, "y": 10}]


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """A page with nothing on it."""
    page = browser.new_page()
    yield page
    page.close()


def call(page: Page, path: str, name: str, *args: Any) -> Any:
    """Call a function of a module that imports nothing."""
    source = (EXPLORER / path).read_text("utf-8")
    assert "import " not in source.replace("import(", ""), f"{path} is no pure module"
    module = "data:text/javascript;base64," + base64.b64encode(source.encode()).decode()
    return page.evaluate(CALL, [module, name, list(args)])


NUMBERS = "browser/numbers.js"
ELEMENTS = "browser/network/elements.js"
GEOMETRY = "panels/tension/geometry.js"
NAMES = "browser/network/names.js"
GROUPS = "browser/network/groups.js"
LOOK = "browser/network/look.js"
PATCH = "browser/network/patch.js"
FRAMES = "browser/network/frames.js"
TEN = {"__function": "(text) => 10 * text.length"}
"""A measure by which every letter is ten pixels wide."""


@pytest.mark.parametrize(
    ("path", "name", "args", "result"),
    [
        (NUMBERS, "formatNumber", [1234567], "1,234,567"),
        (NUMBERS, "quantity", [1, "run"], "1 run"),
        (NUMBERS, "quantity", [2000, "run"], "2,000 runs"),
        (NUMBERS, "quantity", [2, "source needs", "sources need"], "2 sources need"),
        (NUMBERS, "formatDuration", [None], ""),
        (NUMBERS, "formatDuration", [0.34], "340 ms"),
        (NUMBERS, "formatDuration", [3.21], "3.2 s"),
        (NUMBERS, "formatDuration", [42.4], "42 s"),
        (NUMBERS, "formatDuration", [250], "4 min"),
        (NUMBERS, "formatDuration", [7500], "2 h 5 min"),
        (NUMBERS, "formatRelative", [NOW - 3_000, NOW], "just now"),
        (NUMBERS, "formatRelative", [NOW + 3_000, NOW], "in a moment"),
        (NUMBERS, "formatRelative", [NOW - 180_000, NOW], "3 minutes ago"),
        (NUMBERS, "formatRelative", [NOW + 7_200_000, NOW], "in 2 hours"),
        (NUMBERS, "formatRelative", [NOW - 86_400_000, NOW], "yesterday"),
        (ELEMENTS, "nodeSize", [0], 38),
        (ELEMENTS, "nodeSize", [1_000_000], 56),
        (GEOMETRY, "isInside", [{"x": 2, "y": 2}, CORNERS], True),
        (NAMES, "linesOf", ["Wagner", TEN], ["Wagner"]),
        (NAMES, "linesOf", ["Russian Ministry of Defence", TEN, 160], ["Russian Ministry", "of Defence"]),
        (NAMES, "linesOf", ["United States Department of the Treasury", TEN, 100], ["United", "States De…"]),
        (NAMES, "linesOf", ["Donaudampfschiff", TEN, 100], ["Donaudamp…"]),
        (NAMES, "sidesOf", [[]], [0, 1, 2, 3]),
        (NAMES, "sidesOf", [[[0, 10]]], [1, 2, 3, 0]),
        (NAMES, "sidesOf", [[[0, 10], [2, -10], [10, 1]]], [3, 0, 1, 2]),
        (LOOK, "mixed", ["#000000", "#ffffff"], "#d6d6d6"),
        (LOOK, "colouredValues", [[{"countries": c} for c in (["A"], ["B"], ["B", "A"], [])]], ["B", "A"]),
        (LOOK, "lineWidth", ["type", [STATEMENT]], 0),
        (LOOK, "lineWidth", ["sources", [STATEMENT, UNDATED]], 2.4),
        (LOOK, "lineWidth", ["statements", [STATEMENT, UNDATED]], 3.3),
        (LOOK, "lineWidth", ["confidence", [STATEMENT, UNDATED]], 4.2),
        (PATCH, "changes", [{"a": 1, "b": 2}, {"a": 1, "b": 3}], {"b": 3}),
        (PATCH, "changes", [{"a": 1}, {"a": 1}], None),
        (GEOMETRY, "isInside", [{"x": 9, "y": 9}, CORNERS], False),
        (GEOMETRY, "isInside", [{"x": 5, "y": 0}, CORNERS], True),
        (GEOMETRY, "isInside", [{"x": 2, "y": 2}, None], False),
    ],
    ids=str,
)
def test_functions(blank: Page, path: str, name: str, args: list[Any], result: Any) -> None:
    assert call(blank, path, name, *args) == result


def test_what_follows_from_many_events_is_done_once_a_frame(blank: Page) -> None:
    instance = {"__function": "({on: (events, listener) => (window.happen = listener), destroyed: () => false})"}
    counter = {"__function": "() => (window.runs = (window.runs ?? 0) + 1)"}
    call(blank, FRAMES, "onceAFrame", instance, "add", counter)
    runs = blank.evaluate(
        """async () => {
          const after = (events) => {
            for (let n = 0; n < events; n++) happen();
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(runs))));
          };
          return [await after(5000), await after(1), await after(0)];
        }"""
    )
    assert runs == [1, 2, 2]


def test_names_lie_on_no_other_and_the_weightiest_are_there(blank: Page) -> None:
    chance = Random(4)
    nodes = [
        {
            "id": str(n),
            "name": f"Actor number {n}",
            "x": chance.uniform(0, 1000),
            "y": chance.uniform(0, 800),
            "radius": 3,
            "weight": -n,
            "sides": [0, 1, 2, 3],
        }
        for n in range(2000)
    ]
    placed = call(blank, NAMES, "placeNames", nodes, {"__function": "(text) => 7 * text.length"}, {"small": 80})
    assert {str(n) for n in range(40)} <= {name["id"] for name in placed}
    assert len(placed) <= 80
    for n, one in enumerate(placed):
        for other in placed[n + 1 :]:
            apart = abs(one["x"] - other["x"]) >= (one["w"] + other["w"]) / 2
            assert apart or abs(one["y"] - other["y"]) >= (one["h"] + other["h"]) / 2


def test_the_outline_is_the_same_whichever_way_round_the_corners_are_named(blank: Page) -> None:
    outline = call(blank, GEOMETRY, "around", CORNERS, 4)
    assert outline.startswith("M ")
    assert outline.endswith(" Z")
    assert outline == call(blank, GEOMETRY, "around", [CORNERS[0], CORNERS[2], CORNERS[1]], 4)


@pytest.mark.parametrize(
    ("statement", "filters", "result"),
    [
        (STATEMENT, {}, "held"),
        (STATEMENT, {"hidden": ["SUPPLIES"]}, "out"),
        (STATEMENT, {"hidden": ["LEADS"]}, "held"),
        (STATEMENT, {"confidence": 0.9}, "out"),
        (STATEMENT | {"confidence": None}, {"confidence": 0.9}, "held"),
        (STATEMENT, {"sources": ["b"]}, "out"),
        (STATEMENT, {"sources": ["a", "b"]}, "held"),
        (STATEMENT, {"stances": ["announced"]}, "out"),
        (STATEMENT, {"stances": ["asserted", "denied"]}, "held"),
        (STATEMENT, {"on": days("2022-06-01")}, "held"),
        (STATEMENT, {"on": days("2021-06-01")}, "out"),
        (STATEMENT, {"on": days("2021")}, "out"),
        (STATEMENT, {"on": days("2022")}, "held"),
        (STATEMENT | {"since": "2024-01-01"}, {}, "ahead"),
        (STATEMENT | {"since": "2024-01-01"}, {"on": days("2024")}, "held"),
        (ENDED, {}, "ended"),
        (ENDED, {"on": days("2023-01")}, "held"),
        (ENDED, {"on": days("2023-02")}, "out"),
        (ENDED | {"until": TODAY}, {}, "held"),
        (UNDATED, {}, "held"),
        (UNDATED, {"on": days("1914-08-01")}, "undated"),
        (UNDATED, {"on": days("1914-08-01"), "undated": False}, "out"),
        (UNDATED, {"undated": False}, "out"),
        (STATEMENT, {"known": days("2022-01")}, "out"),
        (STATEMENT, {"known": days("2022-02-01")}, "held"),
        (GONE, {}, "out"),
        (GONE, {"known": days("2023-04")}, "held"),
        (GONE, {"known": days("2023-05-01")}, "out"),
    ],
)
def test_what_a_statement_says_of_the_days_asked_for(
    blank: Page, statement: dict[str, Any], filters: dict[str, Any], result: str
) -> None:
    assert call(blank, ELEMENTS, "bearing", "SUPPLIES", statement, FILTER | filters, TODAY) == result


@pytest.mark.parametrize(
    ("change", "filters", "looks"),
    [
        ({}, {}, {"statements": 1, "hidden": 0, "faint": 0, "denied": 0, "ended": 0, "undated": 0}),
        ({"statements": [ENDED]}, {}, {"statements": 0, "hidden": 0, "ended": 1}),
        ({"statements": [ENDED, STATEMENT]}, {}, {"statements": 1, "hidden": 0, "ended": 0, "count": ""}),
        ({"statements": [UNDATED]}, {}, {"statements": 1, "undated": 0}),
        ({"statements": [UNDATED]}, {"on": days("1914")}, {"statements": 0, "uncertain": 1, "undated": 1, "hidden": 0}),
        ({"statements": [UNDATED]}, {"on": days("1914"), "undated": False}, {"uncertain": 0, "hidden": 1}),
        ({"statements": [GONE]}, {}, {"statements": 0, "hidden": 1}),
        ({}, {"hidden": ["SUPPLIES"]}, {"hidden": 1}),
        ({}, {"confidence": 0.9}, {"statements": 0, "hidden": 1}),
        ({"denied": True}, {}, {"denied": 1, "faint": 0}),
        ({"statements": [STATEMENT | {"confidence": 0.4}]}, {}, {"faint": 1}),
        ({"statements": [STATEMENT, STATEMENT | {"id": "t"}]}, {}, {"count": "×2"}),
    ],
)
def test_an_edge_is_drawn_by_its_statements_that_pass(
    blank: Page, change: dict[str, Any], filters: dict[str, Any], looks: dict[str, Any]
) -> None:
    canvas = {"nodes": {"a": A, "b": B}, "edges": {"e": EDGE | change}}
    glyph = {"__function": "() => 'x'"}
    (edge,) = call(blank, ELEMENTS, "elementsOf", canvas, filters, None, None, glyph, TODAY)["edges"]
    assert {name: edge[name] for name in looks} == looks


@pytest.mark.parametrize(
    ("statements", "filters", "looks"),
    [
        ([STATEMENT], {}, {"mark": "new", "count": "new", "hidden": 0, "gone": 0}),
        ([STATEMENT, STATEMENT | {"id": "t"}], {}, {"mark": "new", "count": "×2 new"}),
        ([STATEMENT], {"hidden": ["SUPPLIES"]}, {"mark": "", "hidden": 1}),
        ([GONE | {"id": "w"}], {}, {"mark": "withdrawn", "hidden": 0, "gone": 1, "faint": 0, "statements": 0}),
        ([GONE | {"id": "w"}], {"sources": ["b"]}, {"mark": "", "hidden": 1, "gone": 0}),
        ([GONE | {"id": "w"}, STATEMENT], {}, {"mark": "new, withdrawn", "gone": 0}),
        ([GONE | {"id": "u"}], {}, {"mark": "", "hidden": 1, "gone": 0}),
    ],
)
def test_what_changed_since_a_view_was_saved_is_marked_in_words(
    blank: Page, statements: list[Any], filters: dict[str, Any], looks: dict[str, Any]
) -> None:
    canvas = {"nodes": {"a": A, "b": B}, "edges": {"e": EDGE | {"statements": statements}}}
    marks = {"statements": {"s": "new", "w": "withdrawn"}, "actors": {"a": "merged"}}
    glyph = {"__function": "() => 'x'"}
    dress = {"__function": "() => ({})"}
    drawn = call(blank, ELEMENTS, "elementsOf", canvas, filters, None, None, glyph, TODAY, dress, marks)
    assert {name: drawn["edges"][0][name] for name in looks} == looks
    assert [node["data"]["label"] for node in drawn["nodes"]] == ["a (merged)", "b"]


def many(*names: str) -> dict[str, Any]:
    """Actors in a row, by their names."""
    return {name: A | {"id": name, "name": name, "x": 200 * n} for n, name in enumerate(names)}


def line(kind: str, a: str, b: str, sign: int, *, denied: bool = False) -> dict[str, Any]:
    """An edge with one statement of its own."""
    key = f"{kind}{denied}{a}{b}"
    ends = {"id": key, "source": a, "target": b, "type": kind, "sign": sign, "denied": denied}
    return EDGE | ends | {"statements": [STATEMENT | {"id": f"s{key}"}]}


def test_contradicting_edges_are_never_gathered_in_one_line(blank: Page) -> None:
    edges = [
        line("ALLY_OF", "a", "x", 1),
        line("ALLY_OF", "x", "b", 1),
        line("RIVAL_OF", "c", "x", -1),
        line("ALLY_OF", "c", "x", 1, denied=True),
        line("SUPPLIES", "a", "x", 1),
        line("SUPPLIES", "x", "b", 1),
        line("LEADS", "a", "b", 0),
        line("LEADS", "x", "y", 0),
    ]
    canvas = {"nodes": many("a", "b", "c", "x", "y"), "edges": {edge["id"]: edge for edge in edges}}
    canvas = call(blank, GROUPS, "collapsed", canvas, "picked", "1", ["a", "b", "c"])
    picture = call(blank, GROUPS, "gathered", canvas)
    assert sorted(picture["nodes"]) == ["group|picked|1", "x", "y"]
    assert [edge["type"] for edge in picture["inner"]] == ["LEADS"]
    lines = {
        (edge["type"], edge["denied"], edge["sign"], edge["source"]): len(edge.get("parts", "x"))
        for edge in picture["edges"].values()
    }
    group = "group|picked|1"
    assert lines == {
        ("ALLY_OF", False, 1, group): 2,
        ("RIVAL_OF", False, -1, group): 1,
        ("ALLY_OF", True, 1, group): 1,
        ("SUPPLIES", False, 1, group): 1,
        ("SUPPLIES", False, 1, "x"): 1,
        ("LEADS", False, 0, "x"): 1,
    }
    data = call(blank, ELEMENTS, "elementsOf", picture, {}, None, None, {"__function": "() => ''"}, TODAY)
    assert sorted(edge["count"] for edge in data["edges"] if edge["gathered"]) == ["2"]


def test_whose_place_is_taken_meanwhile_stands_nearby(blank: Page) -> None:
    canvas = {"nodes": many("a", "b", "c", "d"), "edges": {}}
    closed = call(blank, GROUPS, "collapsed", canvas, "kind", "person", ["a", "b", "c"])
    assert call(blank, GROUPS, "opened", closed, "group|kind|person") == canvas | {"groups": {}}
    closed["nodes"]["d"] |= {"x": 10, "y": 5}
    nodes = call(blank, GROUPS, "opened", closed, "group|kind|person")["nodes"]
    assert nodes["b"] == canvas["nodes"]["b"]
    assert nodes["d"] == closed["nodes"]["d"]
    assert all(
        abs(nodes["a"]["x"] - nodes[other]["x"]) >= 145 or abs(nodes["a"]["y"] - nodes[other]["y"]) >= 114
        for other in "bcd"
    )
    moved = call(blank, GROUPS, "moved", closed, {"group|kind|person": {"x": 300, "y": 40}})
    assert [moved["nodes"][name]["x"] for name in "abc"] == [100, 300, 500]


def test_a_traced_path_dims_the_rest(blank: Page) -> None:
    other = EDGE | {"id": "f", "target": "c"}
    canvas = {"nodes": {"a": A, "b": B, "c": A | {"id": "c"}}, "edges": {"e": EDGE, "f": other}}
    drawn = call(blank, ELEMENTS, "elementsOf", canvas, None, ["b", "a"], None, {"__function": "() => 'x'"})
    assert {edge["id"]: (edge["trace"], edge["dim"]) for edge in drawn["edges"]} == {"e": (1, 0), "f": (0, 1)}
    assert {node["data"]["id"]: node["data"]["dim"] for node in drawn["nodes"]} == {"a": 0, "b": 0, "c": 1}


def test_an_edge_of_the_outlined_tension_and_an_actor_alone(blank: Page) -> None:
    canvas = {"nodes": {"a": A, "b": B, "c": A | {"id": "c"}}, "edges": {"e": EDGE}}
    tension = {"actors": ["a", "b", "z"], "sides": [{"statements": ["s"]}]}
    drawn = call(blank, ELEMENTS, "elementsOf", canvas, None, None, tension, {"__function": "() => 'x'"})
    assert drawn["edges"][0]["tension"] == 1
    looks = {node["data"]["id"]: (node["data"]["tension"], node["data"]["alone"]) for node in drawn["nodes"]}
    assert looks == {"a": (1, 0), "b": (1, 0), "c": (0, 1)}


HYPOTHESES = "browser/network/hypotheses.js"
TIE = {"type": "RIVAL_OF", "a": "a", "b": "b", "sign": -1}
WRITTEN = {"id": "n", "text": "<b>Look</b>", "about": ["a"], "at": [1, 2]}


def test_what_is_supposed_is_drawn_in_words_and_counts_nowhere(blank: Page) -> None:
    own = {"notes": [], "supposed": [TIE, TIE | {"b": "elsewhere"}, TIE | {"b": "c"}],
           "doubted": [{"type": "SUPPLIES", "a": "a", "b": "b", "sign": 1}]}  # fmt: skip
    edge = EDGE | {"id": "SUPPLIES|stated|a|b"}
    canvas = {"nodes": {"a": A, "b": B, "c": A | {"id": "c"}}, "edges": {edge["id"]: edge}, "own": own}
    plain = {"nodes": {"a": A, "b": B}, "edges": {edge["id"]: edge}, "inner": []}
    # c stands as one node with a: what is supposed of the two lies within.
    stand = {"__function": f"Object.assign({json.dumps(plain)}, {{standIn: (id) => (id === 'c' ? 'a' : id)}})"}
    drawn = call(blank, HYPOTHESES, "withSupposed", stand, canvas)
    tension = {"actors": [], "sides": [{"statements": ["supposed|RIVAL_OF|a|b"]}]}
    glyph = {"__function": "() => 'x'"}
    stated, supposed = call(blank, ELEMENTS, "elementsOf", drawn, None, ["a", "b"], tension, glyph)["edges"]
    assert (stated["count"], stated["doubted"], stated["statements"]) == ("supposed not", 1, 1)
    assert (supposed["id"], supposed["count"]) == ("supposed|RIVAL_OF|a|b", "supposed rival-of")
    looks = ("supposed", "statements", "uncertain", "hidden", "tension", "trace", "dim")
    assert [supposed[name] for name in looks] == [1, 0, 0, 0, 1, 1, 0]
    narrow = {"sources": ["x"], "confidence": 0.9, "undated": False, "known": days("1990")}
    assert call(blank, ELEMENTS, "elementsOf", drawn, narrow, None, None, glyph)["edges"][1]["hidden"] == 0
    hidden = call(blank, ELEMENTS, "elementsOf", drawn, {"hidden": ["RIVAL_OF"]}, None, None, glyph)["edges"]
    assert [edge["hidden"] for edge in hidden] == [0, 1]


def test_what_a_view_of_somebody_else_says_is_noted_is_read_with_care(blank: Page) -> None:
    assert call(blank, HYPOTHESES, "readOwn", None) == {"notes": [], "supposed": [], "doubted": []}
    odd = [None, 7, {"id": "x"}, WRITTEN | {"about": ["a", "b", "c"]}, WRITTEN | {"at": [1e300, 0]}, WRITTEN]
    ties = [TIE, TIE, TIE | {"type": "x) DELETE"}, TIE | {"b": "a"}, TIE | {"sign": 9, "a": "c"}, "no"]
    read = call(blank, HYPOTHESES, "readOwn", {"notes": odd, "supposed": ties, "doubted": {"a": 1}})
    assert read == {"notes": [WRITTEN], "supposed": [TIE, TIE | {"sign": 0, "a": "c"}], "doubted": []}
    long = call(blank, HYPOTHESES, "readOwn", {"notes": [WRITTEN | {"text": "x" * 9000}] * 600})["notes"]
    assert (len(long), len(long[0]["text"])) == (500, 2000)


def test_notes_and_suppositions_come_and_go(blank: Page) -> None:
    assert call(blank, HYPOTHESES, "withNote", [], WRITTEN) == [WRITTEN]
    assert call(blank, HYPOTHESES, "withNote", [WRITTEN], WRITTEN | {"text": "b"}) == [WRITTEN | {"text": "b"}]
    assert call(blank, HYPOTHESES, "withNote", [WRITTEN], WRITTEN | {"text": " "}) == []
    assert call(blank, HYPOTHESES, "toggled", [], TIE) == [TIE]
    assert call(blank, HYPOTHESES, "toggled", [TIE], TIE) == []
    mutual = {"symmetric": True, "sign": -1}
    assert call(blank, HYPOTHESES, "tieOf", "RIVAL_OF", "b", "a", mutual) == TIE
    assert call(blank, HYPOTHESES, "tieOf", "OWN_TYPE", "b", "a", None) == {
        "type": "OWN_TYPE",
        "a": "b",
        "b": "a",
        "sign": 0,
    }
    doubts = {"__function": "new Set(['ab'])"}
    stated = [side("a", "b", "ALLY_OF", 1, OPEN), side("b", "c", "SUPPLIES", 1, OPEN)]
    edges = call(blank, HYPOTHESES, "supposedly", stated, [TIE], doubts)
    assert [(edge["id"], edge["sign"]) for edge in edges] == [("bc", 1), ("supposed|RIVAL_OF|a|b", -1)]
    closed = [*edges, side("c", "a", "ALLY_OF", 1, OPEN)]
    (tension,) = call(blank, TRIANGLES, "unbalanced", closed, TODAY, TODAY, NAME)
    assert tension["actors"] == ["a", "b", "c"]
    assert ["supposed|RIVAL_OF|a|b"] in [one["statements"] for one in tension["sides"]]


TRIANGLES = "browser/network/triangles.js"
NAME = {"__function": "(id) => id.toUpperCase()"}


def side(a: str, b: str, type_: str, sign: int, *spans: tuple[str | None, str | None], denied: bool = False) -> Any:
    """An edge with a statement for each span."""
    said = [
        STATEMENT
        | {"id": f"{a}{b}{n}", "since": since, "since_precision": "month", "until": until, "until_precision": "month"}
        for n, (since, until) in enumerate(spans)
    ]
    return {"id": a + b, "source": a, "target": b, "type": type_, "sign": sign, "denied": denied, "statements": said}


OPEN: tuple[None, None] = (None, None)


def since(year: int, month: int = 1) -> tuple[str, None]:
    """A span without an end."""
    return f"{year}-{month:02}-01", None


ALLIES, FRIENDS = ("a", "b", "ALLY_OF", 1), ("b", "c", "SUPPLIES", 1)
RIVALS = ("c", "a", "RIVAL_OF", -1)


@pytest.mark.parametrize(
    ("edges", "on", "told"),
    [
        # They never held together.
        ([side(*ALLIES, ("1856-03-01", "1900-12-31")), side(*FRIENDS, ("1858-01-01", "1884-12-31")),
          side(*RIVALS, ("1973-01-01", "1991-12-31"))], "1860", None),
        # Each held in the year, but no two of them on one day.
        ([side(*ALLIES, ("2020-01-01", "2020-03-31")), side(*FRIENDS, ("2020-01-01", None)),
          side(*RIVALS, ("2020-04-01", None))], "2020", None),
        ([side(*ALLIES, since(2014, 3)), side(*FRIENDS, since(2010)), side(*RIVALS, since(2012, 5))],
         "2023-11-14", ("2014-03", "", False)),
        ([side(*ALLIES, since(2014, 3)), side(*FRIENDS, since(2010)), side(*RIVALS, since(2012, 5))],
         "2014-02-28", None),
        # One spell after another is one span, a day between them is not.
        ([side(*ALLIES, ("2000-01-01", "2009-12-31"), ("2010-01-01", "2019-12-31")), side(*FRIENDS, since(1990)),
          side(*RIVALS, since(1995))], "2015-06", ("2000-01", "2019-12", False)),
        ([side(*ALLIES, ("2000-01-01", "2009-12-30"), ("2010-01-01", "2019-12-31")), side(*FRIENDS, since(1990)),
          side(*RIVALS, since(1995))], "2015-06", ("2010-01", "2019-12", False)),
        # What is not dated is unknown, and said so.
        ([side(*ALLIES, OPEN), side(*FRIENDS, since(2010)), side(*RIVALS, ("2012-05-01", "2020-02-29"))],
         "2015", ("2012-05", "2020-02", True)),
        ([side(*ALLIES, OPEN), side(*FRIENDS, OPEN), side(*RIVALS, OPEN)], "1914-08-01", ("", "", True)),
        ([side(*ALLIES, OPEN, since(2013)), side(*FRIENDS, since(2010)), side(*RIVALS, since(2012, 5))],
         "2015", ("2013-01", "", False)),
        # Two signs at once are none.
        ([side(*ALLIES, since(2010)), side("a", "b", "RIVAL_OF", -1, ("2012-01-01", "2012-12-31")),
          side(*FRIENDS, since(2010)), side(*RIVALS, since(2010))], "2012-06", None),
        ([side(*ALLIES, since(2010)), side("a", "b", "RIVAL_OF", -1, ("2012-01-01", "2012-12-31")),
          side(*FRIENDS, since(2010)), side(*RIVALS, since(2010))], "2013-06", ("2013-01-01", "", False)),
        # Denials and types without a sign are no sides.
        ([side(*ALLIES, OPEN), side(*FRIENDS, OPEN), side(*RIVALS, OPEN, denied=True)], "2013", None),
        ([side(*ALLIES, OPEN), side("b", "c", "LINKED_TO", 0, OPEN), side(*RIVALS, OPEN)], "2013", None),
        # Balanced.
        ([side(*ALLIES, OPEN), side(*FRIENDS, OPEN), side("c", "a", "ALLY_OF", 1, OPEN)], "2013", None),
    ],
)  # fmt: skip
def test_three_sides_that_held_on_one_day_are_a_tension(
    blank: Page, edges: list[Any], on: str, told: tuple[str, str, bool] | None
) -> None:
    asked = days(on)
    assert asked
    found = call(blank, TRIANGLES, "unbalanced", edges, asked["first"], asked["last"], NAME)
    assert [(t["since"], t["until"], t["undated"]) for t in found] == ([told] if told else [])
    for tension in found:
        assert tension["actors"] == ["a", "b", "c"]
        assert [(s["from"], s["to"], s["sign"]) for s in tension["sides"]] == [
            ("A", "B", 1),
            ("B", "C", 1),
            ("C", "A", -1),
        ]


def test_pairs_have_the_sign_of_their_statements_on_the_day(blank: Page) -> None:
    edges = [
        side("a", "b", "ALLY_OF", 1, since(2020)),
        side("b", "c", "RIVAL_OF", -1, since(2024)),
        side("c", "d", "RIVAL_OF", -1, (None, None)),
        side("d", "e", "ALLY_OF", 1, since(2020)),
        side("e", "d", "DESIGNATES", -1, since(2021)),
        side("e", "f", "ALLY_OF", 1, since(2020), denied=True),
    ]
    signed = call(blank, TRIANGLES, "signedPairs", edges, "2022-06-01")
    assert [(pair["a"], pair["b"], pair["sign"], pair["undated"]) for pair in signed["pairs"]] == [
        ("a", "b", 1, False),
        ("c", "d", -1, True),
    ]
    assert [(pair["a"], pair["b"]) for pair in signed["mixed"]] == [("d", "e")]


def test_years_have_the_pairs_of_one_day_each(blank: Page) -> None:
    edges = [
        side("a", "b", "ALLY_OF", 1, ("2019-01-01", "2021-12-31")),
        side("b", "c", "RIVAL_OF", -1, since(2021)),
        side("c", "d", "RIVAL_OF", -1, (None, None)),
        side("b", "a", "RIVAL_OF", -1, ("2020-01-01", "2020-12-31")),
    ]
    read = call(blank, TRIANGLES, "signedYears", edges, "2020-02-29", "2023-11-14", 240)
    held = {year["day"]: [tuple(read["pairs"][n]) for n in year["places"]] for year in read["years"]}
    ally, rivals, undated = ("a", "b", 1), ("b", "c", -1), ("c", "d", -1)
    assert held == {
        "2019-02-28": [ally, undated],
        "2020-02-29": [undated],  # a and b have both signs
        "2021-02-28": [ally, rivals, undated],
        "2022-02-28": [rivals, undated],
        "2023-02-28": [rivals, undated],
    }
    fewer = call(blank, TRIANGLES, "signedYears", edges, "2022-06-01", "2023-11-14", 2)
    assert [year["day"] for year in fewer["years"]] == ["2019-06-01", "2022-06-01"]
    assert call(blank, TRIANGLES, "signedYears", edges[2:3], "2022-06-01", "2023-11-14", 9)["years"] == []


def test_a_tension_names_the_statements_of_its_days_alone(blank: Page) -> None:
    edges = [
        side(*ALLIES, ("2000-01-01", "2004-12-31"), since(2010)),
        side(*FRIENDS, ("2001-01-01", None)),
        side(*RIVALS, ("2002-01-01", None)),
    ]
    (tension,) = call(blank, TRIANGLES, "unbalanced", edges, "2012-01-01", "2012-01-01", NAME)
    assert [s["statements"] for s in tension["sides"]] == [["ab1"], ["bc0"], ["ca0"]]


def test_of_many_tensions_the_first_are_told_and_all_are_counted(blank: Page) -> None:
    names = [f"{n:02}|x" for n in range(12)]
    edges = [side(a, b, "RIVAL_OF", -1, OPEN) for n, a in enumerate(names) for b in names[n + 1 :]]
    found = call(blank, TRIANGLES, "unbalanced", edges, TODAY, TODAY, NAME, 50)
    assert (len(found), {t["total"] for t in found}) == (50, {220})
    assert [t["actors"] for t in found] == sorted(t["actors"] for t in found)


SPELLING = "browser/network/spelling.js"


@pytest.mark.parametrize(
    "filters",
    [
        {"hidden": ["LEADS", "OWNS"]},
        {"sources": ["a b", "ü,&=#"], "confidence": 0.35},
        {"on": days("2022-11"), "known": days("2023-02-01"), "undated": False, "stances": ["denied"]},
    ],
)
def test_a_link_brings_the_filter_back(blank: Page, filters: dict[str, Any]) -> None:
    ids = ["states:RUS", "x:a,b&c=d#e%|ü"]
    within = {"actors": ids[::-1], "steps": 2}
    link = "#" + call(blank, SPELLING, "spell", ids, FILTER | filters, within)
    read = call(blank, SPELLING, "readLink", link)
    assert (read["ids"], read["within"]) == (ids, within)
    said = read["filter"]
    shown = {**said, "on": days(said["on"]), "known": days(said["known"])}
    assert shown == FILTER | filters
    assert Filter.read(shown) == Filter.read(FILTER | filters)


@pytest.mark.parametrize(
    ("link", "read"),
    [
        ("#show=a,b", {"ids": ["a", "b"], "filter": None, "within": None}),
        ("#show=", None),
        ("#show=%", None),
        ("#other=a", None),
        ("#show=a&evil=1", None),
    ],
)
def test_a_link_says_actors_or_nothing(blank: Page, link: str, read: Any) -> None:
    assert call(blank, SPELLING, "readLink", link) == read


SPANS = "panels/time/spans.js"


def day_number(text: str) -> int:
    """A day as the strip of time counts it."""
    return (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("first", "last", "most", "unit", "number"),
    [
        ("2023-01-05", "2023-01-25", 40, "day", 21),
        ("2022-11-05", "2023-03-25", 40, "month", 5),
        ("2012-11-05", "2023-03-25", 150, "month", 125),
        ("2012-11-05", "2023-03-25", 60, "month", 42),
        ("1816-03-01", "2026-11-30", 210, "year", 106),
        ("1816-03-01", "2026-11-30", 230, "year", 211),
        ("0100-01-01", "2026-11-30", 100, "year", 78),
    ],
)
def test_bins_cover_the_days_and_are_no_more_than_there_is_room_for(
    blank: Page, first: str, last: str, most: int, unit: str, number: int
) -> None:
    days_ = [call(blank, SPANS, "dayOf", text) for text in (first, last)]
    bins = call(blank, SPANS, "binsOf", *days_, most)
    assert (bins["unit"], len(bins["edges"]) - 1) == (unit, number)
    assert bins["edges"][0] <= days_[0] < bins["edges"][1]
    assert bins["edges"][-2] <= days_[1] < bins["edges"][-1]


@pytest.mark.parametrize(
    "text", ["2014", "2014-02", "2014-02-28", "2014..2016", "2014-03..2016", "2014-03-02..2016-02", "1899-12-31"]
)
def test_a_span_of_days_is_spelled_as_the_filter_reads_it(blank: Page, text: str) -> None:
    read = days(text)
    assert read
    assert call(blank, SPANS, "spell", day_number(read["first"]), day_number(read["last"])) == text


BINS = {"edges": [day_number(f"{year}-01-01") for year in range(2018, 2026)], "unit": "year"}


def test_what_begins_holds_and_ends_is_counted_and_what_is_imprecise_is_spread(blank: Page) -> None:
    statements = [
        STATEMENT | {"since": "2020-05-03", "since_precision": "day", "until": "2022-01-01", "until_precision": "day"},
        STATEMENT | {"since": "2021-01-01", "since_precision": "year"},
        STATEMENT | {"since": "2010-01-01", "until": "2018-12-31", "until_precision": "year"},
        STATEMENT | {"since": None, "until": "2019-06-30", "until_precision": "month"},
        UNDATED,
    ]
    counted = call(blank, SPANS, "countBins", statements, BINS)
    rounded = {name: [round(n, 2) for n in counted[name]] for name in ("begins", "ends", "holds")}
    assert rounded == {
        "begins": [0, 0, 1, 1, 0, 0, 0],
        "ends": [1, 1, 0, 0, 1, 0, 0],
        "holds": [2, 1, 1, 2, 2, 1, 1],
    }
    assert (counted["dated"], counted["undated"]) == (4, 1)
    halves = {"edges": [day_number("2021-01-01"), day_number("2021-07-01"), day_number("2022-01-01")], "unit": "month"}
    soft = call(blank, SPANS, "countBins", [statements[1]], halves)["begins"]
    assert sum(soft) == pytest.approx(1)
    assert soft[0] == pytest.approx(181 / 365)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.dates(datetime.date(2015, 1, 1), datetime.date(2027, 1, 1)), st.integers(0, 2000)), max_size=8
    )
)
def test_of_exact_dates_as_many_hold_as_overlap(blank: Page, spells: list[tuple[datetime.date, int]]) -> None:
    ends = [(first, first + datetime.timedelta(length)) for first, length in spells]
    statements = [
        {"since": str(a), "since_precision": "day", "until": str(b), "until_precision": "day"} for a, b in ends
    ]
    counted = call(blank, SPANS, "countBins", statements, BINS)
    for n, year in enumerate(range(2018, 2025)):
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        assert counted["holds"][n] == pytest.approx(sum(a <= last and b >= first for a, b in ends))
        assert counted["begins"][n] == pytest.approx(sum(first <= a <= last for a, _ in ends))
        assert counted["ends"][n] == pytest.approx(sum(first <= b <= last for _, b in ends))


@pytest.mark.parametrize(
    ("span", "by", "end", "result"),
    [
        ("2020", 1, "both", "2021"),
        ("2020", -9, "both", "2018"),
        ("2020..2022", 9, "both", "2022..2024"),
        ("2020", 2, "last", "2020..2022"),
        ("2020", -1, "first", "2019..2020"),
        ("2020..2022", 5, "first", "2022"),
        ("2020..2022", -5, "last", "2020"),
        ("2020-05-03", 1, "both", "2021"),
    ],
)
def test_days_move_by_bins_and_stay_within_them(blank: Page, span: str, by: int, end: str, result: str) -> None:
    read = days(span)
    assert read
    first, last = call(blank, SPANS, "moved", BINS, [day_number(read["first"]), day_number(read["last"])], by, end)
    assert call(blank, SPANS, "spell", first, last) == result


CONTRADICTIONS = "browser/network/contradictions.js"


@pytest.mark.parametrize(
    ("edges", "against"),
    [
        ([side(*ALLIES, OPEN), side("a", "b", "RIVAL_OF", -1, OPEN)], 2),
        ([side(*ALLIES, ("2000-01-01", "2009-12-31")), side("a", "b", "RIVAL_OF", -1, since(2010))], 0),
        ([side(*ALLIES, ("2000-01-01", "2010-01-01")), side("b", "a", "RIVAL_OF", -1, since(2010))], 2),
        ([side(*ALLIES, OPEN), side(*ALLIES, since(2010), denied=True)], 2),
        ([side(*ALLIES, OPEN), side("a", "b", "RIVAL_OF", -1, OPEN, denied=True)], 0),
        ([side("a", "b", "SUPPLIES", 1, OPEN), side("b", "a", "SUPPLIES", 1, OPEN, denied=True)], 0),
        ([side(*ALLIES, OPEN), side("a", "c", "RIVAL_OF", -1, OPEN)], 0),
        ([side(*ALLIES, OPEN), side("a", "b", "LINKED_TO", 0, OPEN)], 0),
    ],
)
def test_what_contradicts_at_the_same_time_is_marked(blank: Page, edges: list[Any], against: int) -> None:
    numbered = [edge | {"id": f"{n}"} for n, edge in enumerate(edges)]
    assert len(call(blank, CONTRADICTIONS, "contradicted", numbered)) == against
    unsure = [edge | {"statements": [s | {"confidence": 0.4} for s in edge["statements"]]} for edge in numbered]
    denials = any(edge["denied"] for edge in edges)
    assert len(call(blank, CONTRADICTIONS, "contradicted", unsure)) == (against if denials else 0)


KNOCKOUT = "panels/trust/knockout.js"


def test_what_falls_without_a_source(blank: Page) -> None:
    def of(edge: dict[str, Any], *sources: str) -> dict[str, Any]:
        said = [STATEMENT | {"id": f"{edge['id']}{source}", "source": source} for source in sources]
        return edge | {"statements": said}

    edges = [of(side(*ALLIES), "one", "two"), of(side(*FRIENDS), "one"), of(side(*RIVALS), "two")]
    triples = {"__function": "(edges) => (edges.length === 3 ? [{actors: ['a', 'b', 'c']}] : [])"}
    fall = call(blank, KNOCKOUT, "fallOf", edges, ["one", "two"], "one", triples)
    assert fall == {
        "edges": 1,
        "pairs": [["b", "c"]],
        "triples": [{"actors": ["a", "b", "c"]}],
        "risen": [],
        "statements": 2,
        "alone": 1,
    }
    quantity = {"__function": "(n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`"}
    assert call(blank, KNOCKOUT, "fallWords", fall, NAME, quantity) == "1 edge, 1 triangle, B – C fall"
    back = call(blank, KNOCKOUT, "fallOf", edges, ["two"], "one", triples)
    assert back == fall, "what is off is counted as if it were on"
    nothing = call(blank, KNOCKOUT, "fallOf", edges, ["one", "two"], "three", triples)
    assert call(blank, KNOCKOUT, "fallWords", nothing, NAME, quantity) == "nothing falls"
    assert call(blank, KNOCKOUT, "single", edges) == ["bc", "ca"]


@pytest.mark.parametrize(
    ("spells", "lines"),
    [
        ([("2000", "2001"), ("2002", None), ("2003", "2004")], [0, 0, 1]),
        ([(None, "2001"), ("2001", "2002"), ("2002", "2003")], [0, 1, 0]),
        ([], []),
    ],
)
def test_no_spell_lies_over_another(blank: Page, spells: list[Any], lines: list[int]) -> None:
    given_spells = [{"since": since_, "until": until} for since_, until in spells]
    assert call(blank, "panels/evidence/lanes.js", "stacked", given_spells) == lines


@pytest.mark.parametrize(("steps", "near"), [(0, "a"), (1, "ab"), (2, "abc"), (3, "abcd"), (9, "abcd")])
def test_who_is_within_some_steps(blank: Page, steps: int, near: str) -> None:
    edges = [{"source": a, "target": b} for a, b in ("ab", "cb", "cd", "xy", "ab")]
    assert sorted(call(blank, "browser/network/within.js", "within", edges, ["a"], steps)) == sorted(near)


SLICES = """
async (module) => {
  const {patch} = await import(module), there = new Map();
  const known = ({data}) => ({length: 1, data: (more) => more ? Object.assign(data, more) : data});
  const cy = {
    batch: (work) => work(), remove: () => {}, elements: () => ({filter: () => []}), destroyed: () => false,
    getElementById: (id) => there.has(id) ? known(there.get(id)) : {length: 0},
    add: (some) => some.forEach((element) => there.set(element.data.id, element)),
  };
  const wanted = (name, n) => Array.from({length: n}, (_, i) => ({group: "nodes", data: {id: `${name}${i}`}}));
  const frame = () => new Promise((done) => requestAnimationFrame(() => done(there.size)));
  patch(cy, wanted("a", 1000));
  const sizes = [there.size, await frame(), await frame()];
  patch(cy, wanted("b", 10));
  sizes.push(there.size, await frame(), await frame());
  return sizes;
}
"""


def test_many_newcomers_come_slice_by_slice_and_give_way_to_what_is_wanted_next(blank: Page) -> None:
    source = (EXPLORER / PATCH).read_text("utf-8")
    module = "data:text/javascript;base64," + base64.b64encode(source.encode()).decode()
    assert blank.evaluate(SLICES, module) == [300, 600, 900, 910, 910, 910]
