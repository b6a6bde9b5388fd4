"""The pure functions of the browser's code, called in the browser with a table of cases."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from explorer.web.bundles import EXPLORER

CALL = """
async ([module, name, args]) => {
  const revive = (value) => (value?.__function ? new Function(`return ${value.__function}`)() : value);
  const result = (await import(module))[name](...args.map(revive));
  return result === undefined ? null : result;
}
"""
NOW = 1_700_000_000_000
STATEMENT = {
    "id": "s",
    "confidence": 0.8,
    "since": "2022-01-01",
    "until": "2023-01-01",
    "source": "a",
    "announced": False,
}
FILTER = {"hidden": [], "confidence": 0, "on": None, "sources": []}
EDGE = {"id": "e", "source": "a", "target": "b", "type": "SUPPLIES", "denied": False, "statements": [STATEMENT]}
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
        (ELEMENTS, "passes", [STATEMENT, FILTER], True),
        (ELEMENTS, "passes", [STATEMENT, FILTER | {"confidence": 0.9}], False),
        (ELEMENTS, "passes", [STATEMENT | {"confidence": None}, FILTER | {"confidence": 0.9}], True),
        (ELEMENTS, "passes", [STATEMENT, FILTER | {"on": "2022-06-01"}], True),
        (ELEMENTS, "passes", [STATEMENT, FILTER | {"on": "2023-06-01"}], False),
        (ELEMENTS, "passes", [STATEMENT, FILTER | {"on": "2021-06-01"}], False),
        (ELEMENTS, "passes", [STATEMENT, FILTER | {"sources": ["b"]}], False),
        (ELEMENTS, "nodeSize", [0], 38),
        (ELEMENTS, "nodeSize", [1_000_000], 56),
        (GEOMETRY, "isInside", [{"x": 2, "y": 2}, CORNERS], True),
        (GEOMETRY, "isInside", [{"x": 9, "y": 9}, CORNERS], False),
        (GEOMETRY, "isInside", [{"x": 5, "y": 0}, CORNERS], True),
        (GEOMETRY, "isInside", [{"x": 2, "y": 2}, None], False),
    ],
    ids=str,
)
def test_functions(blank: Page, path: str, name: str, args: list[Any], result: Any) -> None:
    assert call(blank, path, name, *args) == result


def test_the_outline_is_the_same_whichever_way_round_the_corners_are_named(blank: Page) -> None:
    outline = call(blank, GEOMETRY, "around", CORNERS, 4)
    assert outline.startswith("M ")
    assert outline.endswith(" Z")
    assert outline == call(blank, GEOMETRY, "around", [CORNERS[0], CORNERS[2], CORNERS[1]], 4)


@pytest.mark.parametrize(
    ("change", "filters", "looks"),
    [
        ({}, {}, {"statements": 1, "hidden": 0, "faint": 0, "denied": 0}),
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
    (edge,) = call(blank, ELEMENTS, "elementsOf", canvas, filters, None, None, glyph)["edges"]
    assert {name: edge[name] for name in looks} == looks


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
