"""Expanding an actor: what was there stays to the pixel, what comes covers nothing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from cypher.graph import Graph
from explorer.network.filter import EVERYTHING
from explorer.network.requests import handle
from tests.explorer.screen import WAGNER, Screen

HUB = "test:hub"
MANY = """
MERGE (hub:Actor {id: $hub}) SET hub.name = 'Hub', hub.names = ['Hub'], hub.kind = 'organization', hub.live = true
WITH hub UNWIND range(1, 60) AS n
MERGE (spoke:Actor {id: 'test:spoke-' + n})
SET spoke.name = 'A spoke with a long name ' + n, spoke.names = ['Spoke ' + n], spoke.kind = 'person', spoke.live = true
MERGE (hub)-[s:SUPPLIES {id: 'test-' + n + ':1'}]->(spoke)
SET s.statement = 'test-' + n, s.source = 'test', s.said_by = 'test', s.evidence = 'test', s.stance = 'asserted'
"""
CROWD = """
([hub, number]) => {
  const wide = Math.ceil(Math.sqrt(number)), nodes = {}, old = faultlines.canvas();
  for (let n = 0; n < number; n++) {
    const id = n === Math.floor(number / 2) ? hub : `crowd-${n}`;
    const x = (n % wide) * 140, y = Math.floor(n / wide) * 110;
    nodes[id] = {id, name: id, kind: "other", countries: [], degree: 1, x, y};
  }
  faultlines.commit("Crowd", {nodes, edges: {}});
  return faultlines.settled().then(() => faultlines.actions.fit());
}
"""
COVERED = """
([old]) => {
  const box = n => n.renderedBoundingBox({includeLabels: false, includeOverlays: false, includeUnderlays: false});
  const was = new Set(old), all = cy.nodes().map(n => [n.id(), box(n)]), bad = [];
  for (const [id, a] of all) if (!was.has(id)) for (const [other, b] of all)
    if (id !== other && a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2) bad.push([id, other]);
  return bad;
}
"""


@pytest.fixture
def hub(network: Graph) -> Any:
    """An actor with sixty neighbours."""
    network.command(MANY, {"hub": HUB})
    yield HUB
    network.command("MATCH (n:Actor) WHERE n.id STARTS WITH 'test:' DETACH DELETE n")


@pytest.mark.parametrize("number", [10, 200, 1000])
def test_nothing_moves_and_nothing_is_covered(screen: Screen, hub: str, number: int) -> None:
    screen.page.evaluate(CROWD, [hub, number])
    before, view = screen.places(), screen.page.evaluate("() => [cy.zoom(), cy.pan('x'), cy.pan('y')]")
    assert len(before) == number
    screen.page.mouse.dblclick(*screen.at(hub))
    screen.until(f"cy.nodes().length === {number + 25}")
    screen.settled()
    after = screen.places()
    assert {actor: after[actor] for actor in before} == before
    assert screen.page.evaluate("() => [cy.zoom(), cy.pan('x'), cy.pan('y')]") == view
    assert screen.page.evaluate(COVERED, [list(before)]) == []
    expect(screen.page.locator("#notice")).to_contain_text("25 neighbours added, 35 more")


def test_next_25_brings_the_rest_step_by_step(screen: Screen, hub: str) -> None:
    screen.page.evaluate(CROWD, [hub, 10])
    screen.page.mouse.dblclick(*screen.at(hub))
    for number, button in ((35, "Next 25"), (60, "Next 10")):
        screen.until(f"cy.nodes().length === {number}")
        screen.page.locator("#notice").get_by_role("button", name=button).click()
    screen.until("cy.nodes().length === 70")
    expect(screen.page.locator("#notice")).to_contain_text("10 neighbours added")


def test_counts_are_shown_before_anything_is_fetched(screen: Screen) -> None:
    screen.click(WAGNER)
    steps = screen.body.locator(".steps .step")
    expect(steps.filter(has_text="rival of")).to_contain_text("3")
    expect(steps.filter(has_text="supplied by")).to_have_count(0)  # it ended in 2022


def test_expands_by_type_and_direction(screen: Screen) -> None:
    screen.page.evaluate(f"() => faultlines.removeActors('Test', id => id !== '{WAGNER}')")
    screen.until("cy.nodes().length === 1")
    screen.click(WAGNER)
    screen.body.get_by_role("button", name="Expand led by: 1 neighbour").click()
    screen.until("cy.nodes().length === 2")
    assert screen.names() == {"Wagner Group", "Yevgeny Prigozhin"}


def test_one_chooses_whom_an_expansion_brings(screen: Screen) -> None:
    screen.page.evaluate(f"() => faultlines.removeActors('Test', id => id !== '{WAGNER}')")
    screen.until("cy.nodes().length === 1")
    screen.click(WAGNER)
    screen.body.get_by_text("Choose which").click()
    screen.body.get_by_label("Kind").select_option("state")
    screen.body.get_by_label("Country").fill("ukr")
    screen.body.get_by_role("button", name="Expand all").click()
    screen.until("cy.nodes().length === 2")
    assert screen.names() == {"Wagner Group", "Ukraine"}


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({"kind": "person"}, {"Yevgeny Prigozhin"}),
        ({"country": "UKR"}, {"Ukraine"}),
        ({"since": "2023-01-20"}, {"US Department of the Treasury", "Yevgeny Prigozhin"}),
        ({"kind": "vessel"}, set()),
    ],
)
def test_the_graph_brings_those_that_are_chosen(network: Graph, chosen: dict[str, str], names: set[str]) -> None:
    wish: Any = {"serial": 1, "do": "expand", "actor": WAGNER, "present": {WAGNER: (0.0, 0.0)}, **chosen}
    assert {node["name"] for node in handle(network.ask, wish, EVERYTHING)["nodes"]} == names


@pytest.mark.parametrize("sort", ["statements", "busy", "newest", "surest"])
def test_any_order_brings_the_same_in_the_end(network: Graph, sort: str) -> None:
    wish: Any = {"serial": 1, "do": "expand", "actor": WAGNER, "present": {WAGNER: (0.0, 0.0)}}
    some = handle(network.ask, {**wish, "sort": sort}, EVERYTHING)
    assert {node["id"] for node in some["nodes"]} == {
        node["id"] for node in handle(network.ask, wish, EVERYTHING)["nodes"]
    }


def test_the_menu_offers_the_same(screen: Screen) -> None:
    screen.page.evaluate(f"() => faultlines.removeActors('Test', id => id !== '{WAGNER}')")
    screen.until("cy.nodes().length === 1")
    screen.click(WAGNER, button="right")
    menu = screen.page.locator("#menu")
    menu.get_by_role("button", name="Expand led by: 1 neighbour").click()
    screen.until("cy.nodes().length === 2")
    assert screen.names() == {"Wagner Group", "Yevgeny Prigozhin"}
    expect(menu).to_be_hidden()


def test_edges_among_newcomers_come_along(screen: Screen) -> None:
    screen.page.evaluate(f"() => faultlines.removeActors('Test', id => id !== '{WAGNER}')")
    screen.until("cy.nodes().length === 1")
    screen.page.keyboard.press("e")
    screen.click(WAGNER)
    screen.page.keyboard.press("e")
    screen.until("cy.nodes().length === 6")
    screen.settled()
    among = {(e["source"], e["target"]) for e in screen.edges("RIVAL_OF") if WAGNER not in (e["source"], e["target"])}
    assert among == {
        ("wagner-2023:russian-ministry-of-defence", "wagner-2023:yevgeny-prigozhin"),
        ("wagner-2023:russian-armed-forces", "wagner-2023:yevgeny-prigozhin"),
    }
