"""The table beside the canvas: what is in view, the selection both ways, names before ids, also for screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Locator, expect

from cypher.graph import Graph
from explorer.bounds import MOST
from explorer.network.filter import Days, Filter
from tests.explorer.screen import PRIGOZHIN, PUTIN, WAGNER, Screen
from tests.explorer.test_axe import AXE, RUN
from tests.explorer.test_js import EDGE, ENDED, STATEMENT, UNDATED, A, B, blank, call

__all__ = ["blank"]
ROWS = "panels/table/rows.js"
OWN = {"X-Faultlines": "table"}


def seen(**by: list[dict[str, Any]]) -> dict[str, Any]:
    """The statements that are drawn of an edge, by how they stand."""
    parts = {name: by.get(name, []) for name in ("held", "undated", "ended", "ahead")}
    return {"by": parts, "seen": next(filter(None, parts.values()), [])}


@pytest.mark.parametrize(
    ("change", "drawn", "row"),
    [
        (
            {},
            seen(held=[STATEMENT]),
            {"since": "2022", "until": "", "standing": "holds", "tied": True, "confidence": 0.8},
        ),
        ({}, seen(ended=[ENDED]), {"since": "2022", "until": "2023-01", "standing": "ended", "tied": False}),
        ({}, seen(held=[STATEMENT, ENDED]), {"until": "", "statements": 2, "sources": "a"}),
        ({}, seen(undated=[UNDATED]), {"since": "", "standing": "not dated", "tied": True}),
        ({"denied": True}, seen(held=[STATEMENT]), {"standing": "denied", "tied": False}),
        ({"denied": True}, seen(ended=[ENDED]), {"standing": "denied, ended"}),
        ({}, seen(held=[STATEMENT | {"stands": False}]), {"standing": "withdrawn since, holds"}),
        ({}, seen(held=[STATEMENT | {"confidence": None, "source": "b"}]), {"confidence": None, "sources": "b"}),
        ({"type": "IS_COUSIN_OF"}, seen(held=[STATEMENT]), {"type": "is-cousin-of", "from": "<a>"}),
    ],
)
def test_an_edge_as_a_row(blank: Any, change: dict[str, Any], drawn: dict[str, Any], row: dict[str, Any]) -> None:
    names = {"__function": "id => `<${id}>`"}
    made = call(blank, ROWS, "edgeRow", EDGE | change, drawn, names)
    assert {name: made[name] for name in row} == row


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        ([], ""),
        ([UNDATED], "2022-02-01 published"),
        ([UNDATED, STATEMENT], "2022 in force"),
        ([STATEMENT, STATEMENT | {"since": "2021-03-01", "since_precision": "month"}], "2021-03 in force"),
    ],
)
def test_when_an_actor_is_first_seen(blank: Any, statements: list[dict[str, Any]], words: str) -> None:
    assert call(blank, ROWS, "firstSeen", statements) == words


def test_pairs_and_degrees_count_each_neighbour_once(blank: Any) -> None:
    actors = [A, B, A | {"id": "c", "countries": ["RUS"]}]
    ties = [("a", "b", True), ("b", "a", True), ("a", "c", False), ("c", "b", True), ("c", "c", True), ("a", "z", True)]
    edges = [{"fromId": a, "toId": b, "tied": tied} for a, b, tied in ties]
    pairs = call(blank, ROWS, "tiedPairs", ["a", "b", "c"], edges)
    assert pairs == [[0, 1], [1, 2]]
    figures = {
        "betweenness": [0, 1, 0],
        "pagerank": [0.2, 0.6, 0.2],
        "programmes": {"b": ["TCO", "DPRK"]},
        "countries": {},
    }
    rows = call(blank, ROWS, "actorRows", actors, {"a": [STATEMENT]}, pairs, figures)
    assert [row["degree"] for row in rows] == [1, 2, 1]
    assert (rows[1]["programmes"], rows[2]["countries"], rows[1]["betweenness"]) == ("TCO, DPRK", "RUS", 1)
    assert rows[0]["first"] == "2022 in force"
    assert call(blank, ROWS, "actorRows", actors, {}, pairs, None)[0]["pagerank"] is None


BODY: dict[str, Any] = {"actors": ["a", "b"], "pairs": [[0, 1]], "countries": ["RUS"], "filter": {}}


@pytest.mark.parametrize(
    "change",
    [
        {"actors": "ab"},
        {"actors": ["x"] * (MOST + 1)},
        {"pairs": [[0, 2]]},
        {"pairs": [[0]]},
        {"pairs": [[0, -1]]},
        {"pairs": [[0, 1]] * 50_001},
        {"filter": {"confidence": 2}},
        {"filter": None},
        {"countries": [1]},
    ],
)
def test_a_wrong_request_for_figures_is_400(client: FlaskClient, change: dict[str, Any]) -> None:
    assert client.post("/table/figures", json=BODY | change, headers=OWN).status_code == 400


def test_figures_are_for_our_own_pages(client: FlaskClient) -> None:
    assert client.post("/table/figures", json=BODY).status_code == 403


@pytest.mark.parametrize(
    ("seen", "programmes"),
    [
        (Filter(), ["TCO"]),
        (Filter(on=Days.read("2023-01-26")), ["TCO"]),
        (Filter(on=Days.read("2023-01-25")), None),
        (Filter(hidden=("DESIGNATES",)), None),
    ],
)
def test_programmes_are_those_that_the_filter_has(network: Graph, seen: Filter, programmes: list[str] | None) -> None:
    rows = network.ask("canvas-programmes", actors=[WAGNER, "nobody"], filter=seen.parameters())
    assert {row["actor"]: row["programmes"] for row in rows} == ({WAGNER: programmes} if programmes else {})


@pytest.fixture(scope="module")
def table(browser: Browser, explorer_url: str, network: Graph) -> Iterator[Screen]:
    """The explorer with its table open: opening the page has not loaded the table's library."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(15_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if "Security Policy" in message.text else None)
    libraries: list[str] = []
    page.on("request", lambda request: libraries.append(request.url) if "ag_grid" in request.url else None)
    screen = Screen(page, explorer_url).open()
    assert not libraries
    page.keyboard.press("t")
    screen.page.locator("#table-panel-actors .ag-cell[col-id=pagerank]", has_text="%").first.wait_for()
    assert all(address.startswith(explorer_url) for address in libraries)
    yield screen
    context.close()
    assert not errors, f"errors in the page: {errors}"


def row(table: Screen, name: str) -> Locator:
    """The row of an actor in view."""
    return table.page.locator("#table-panel-actors .ag-row", has=table.page.get_by_text(name, exact=True))


def cell(table: Screen, name: str, column: str) -> Locator:
    """One cell of an actor's row."""
    return row(table, name).locator(f"[col-id={column}]")


def test_names_come_first_and_ids_are_hidden(table: Screen) -> None:
    heads = table.page.locator("#table-panel-actors .ag-header-cell-text")
    expect(heads.first).to_have_text("Name")
    assert "Id" not in heads.all_inner_texts()
    expect(cell(table, "Wagner Group", "kind")).to_have_text("organization")
    expect(cell(table, "Wagner Group", "programmes")).to_have_text("TCO")
    expect(cell(table, "Vladimir Putin", "countries")).to_have_text("Russian Federation")
    expect(
        table.page.get_by_role("treegrid", name="Actors in view").or_(
            table.page.get_by_role("grid", name="Actors in view")
        )
    ).to_have_count(1)


def test_a_row_is_selected_and_centred_on_the_canvas(table: Screen) -> None:
    row(table, "Wagner Group").click()
    table.until(f"faultlines.selected().join() === '{WAGNER}'")
    expect(table.body.locator("h2")).to_have_text("Wagner Group")
    stage = table.page.locator(".network").bounding_box()
    x, y = table.at(WAGNER)
    assert stage
    assert stage["x"] < x < stage["x"] + stage["width"]
    assert stage["y"] < y < stage["y"] + stage["height"]
    cell(table, "Yevgeny Prigozhin", "kind").press("Enter")
    table.until(f"faultlines.selected().join() === '{PRIGOZHIN}'")


def test_what_is_selected_on_the_canvas_is_selected_in_the_table(table: Screen) -> None:
    table.page.evaluate("id => { cy.elements().unselect(); cy.getElementById(id).select(); }", PUTIN)
    expect(row(table, "Vladimir Putin")).to_have_attribute("aria-selected", "true")
    expect(table.page.locator("#table-panel-actors .ag-row-selected")).to_have_count(1)
    table.page.get_by_role("tab", name="Edges").click()
    edge = table.page.locator("#table-panel-edges .ag-row").first
    edge.click()
    table.until("cy.edges(':selected').length === 1")
    expect(table.body.locator(".eyebrow")).to_have_text("Evidence")
    table.page.get_by_role("tab", name="Actors").click()


def test_the_table_follows_the_filter(table: Screen) -> None:
    before = cell(table, "Wagner Group", "degree").inner_text()
    table.page.evaluate("() => faultlines.setProps('hidden', {data: ['LEADS', 'PART_OF', 'SUPPLIES', 'DESIGNATES']})")
    expect(cell(table, "Wagner Group", "degree")).not_to_have_text(before)
    expect(cell(table, "Wagner Group", "programmes")).to_have_text("")
    table.page.evaluate("() => faultlines.setProps('hidden', {data: []})")
    expect(cell(table, "Wagner Group", "degree")).to_have_text(before)
    expect(cell(table, "Wagner Group", "programmes")).to_have_text("TCO")


def test_find_and_columns(table: Screen) -> None:
    table.page.locator("#table-find").fill("prig")
    expect(table.page.locator("#table-panel-actors .ag-center-cols-container .ag-row")).to_have_count(1)
    table.page.locator("#table-find").press("Enter")
    table.until(f"faultlines.selected().join() === '{PRIGOZHIN}'")
    table.page.locator("#table-find").fill("")
    table.page.locator(".table-columns summary").click()
    box = table.page.get_by_role("checkbox", name="Betweenness")
    box.uncheck()
    expect(table.page.locator("#table-panel-actors .ag-header-cell[col-id=betweenness]")).to_have_count(0)
    box.check()
    expect(table.page.locator("#table-panel-actors .ag-header-cell[col-id=betweenness]")).to_have_count(1)
    table.page.locator(".table-columns summary").click()


def test_the_canvas_gets_its_room_back(table: Screen) -> None:
    small = table.page.locator(".stage").bounding_box()
    table.page.locator("#table-find").press("Escape")
    expect(table.page.locator("#table")).to_be_hidden()
    expect(table.page.locator(".header [data-act=table]")).to_be_focused()
    large = table.page.locator(".stage").bounding_box()
    assert small
    assert large
    assert large["height"] > small["height"] + 200
    assert table.page.evaluate("() => cy.height()") == round(large["height"])
    table.page.keyboard.press("t")
    expect(table.page.get_by_role("tab", name="Actors")).to_be_focused()


def test_axe_finds_nothing(browser: Browser, explorer_url: str, network: Graph) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True, color_scheme="dark")
    screen = Screen(context.new_page(), explorer_url).open()
    screen.page.keyboard.press("t")
    screen.page.locator("#table-panel-actors .ag-cell[col-id=pagerank]", has_text="%").first.wait_for()
    screen.page.evaluate(AXE)
    violations = screen.page.evaluate(RUN)
    context.close()
    assert not violations, "\n".join(violations)
