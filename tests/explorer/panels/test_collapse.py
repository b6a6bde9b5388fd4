"""Actors collapsed into one node: what is drawn in their place, and that nothing is lost or moved by it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.explorer.screen import MINISTRY, PRIGOZHIN, PUTIN, WAGNER, Screen

PERSONS = "group|kind|person"
STATE = """
() => ({
  nodes: Object.fromEntries(cy.nodes().map((node) => [node.id(), node.position()])),
  groups: faultlines.canvas().groups ?? {},
})
"""
CHOOSE_RIVALS = """
(id) => void cy.getElementById(id).connectedEdges('[type = "RIVAL_OF"]').filter((edge) => edge.visible())
  .connectedNodes().filter((node) => node.id() !== id).select()
"""
STAR = """
(id) => {
  const {nodes, edges} = faultlines.canvas();
  const own = Object.entries(edges).filter(([, edge]) => [edge.source, edge.target].includes(id));
  faultlines.commit("Star", {nodes, edges: Object.fromEntries(own)});
}
"""
ANSWER = """
() => {
  const actor = (n) => ({
    id: `s:${n}`, name: `Actor ${n}`, mixed: false, kind: n % 2 ? 'vessel' : 'aircraft', countries: [], degree: 0,
    x: 200 * (n % 60), y: 4000 + 150 * Math.floor(n / 60),
  });
  const nodes = Array.from({length: 3000}, (_, n) => actor(n));
  dash_clientside.faultlines.apply({serial: 0, label: "Add an answer", nodes, edges: []});
}
"""


def drawn(screen: Screen) -> Any:
    """Which nodes are drawn and where, and who stands together."""
    return screen.page.evaluate(STATE)


def collapse_persons(screen: Screen) -> Screen:
    """All persons as one node, by the card."""
    screen.page.keyboard.press("o")
    screen.page.locator(".collapse-choices button", has_text="persons").click()
    screen.until(f"cy.getElementById('{PERSONS}').length === 1")
    return screen.settled()


def test_a_kind_collapses_and_opens_and_nothing_else_moves(screen: Screen) -> None:
    page = screen.page
    before = drawn(screen)
    persons = page.evaluate("() => Object.values(faultlines.canvas().nodes).filter((a) => a.kind === 'person').length")
    lines = page.evaluate("() => cy.edges(':visible').length")
    total = page.locator("[data-count=RIVAL_OF]").inner_text()

    after = drawn(collapse_persons(screen))
    assert len(after["nodes"]) == len(before["nodes"]) - persons + 1
    assert all(before["nodes"][key] == place for key, place in after["nodes"].items() if key != PERSONS)
    assert after["nodes"][PERSONS] in before["nodes"].values(), "it stands where one of them stood"
    expect(page.locator("#inspector-body h2")).to_have_text(f"{persons} persons")
    expect(page.locator(".collapsed-words")).to_have_text(f"{persons} actors as 1 node")
    expect(page.locator("[data-count=RIVAL_OF]")).to_have_text(total)
    kinds = page.evaluate(
        "() => cy.edges().map((e) => ['type', 'denied', 'source', 'target'].map((name) => e.data(name)).join())"
    )
    assert len(kinds) == len(set(kinds)), "one line for each type, direction and denial"
    assert page.evaluate("() => cy.edges(':visible').length") < lines

    page.locator("#inspector-body [data-act=open-group]").click()
    screen.until(f"cy.getElementById('{PERSONS}').length === 0")
    screen.settled()
    assert drawn(screen) == before
    page.keyboard.press("Control+z")
    screen.settled()
    assert drawn(screen) == after
    page.keyboard.press("Control+z")
    screen.settled()
    assert drawn(screen) == before


def test_a_gathered_edge_leads_to_its_pairs_and_they_to_their_evidence(screen: Screen) -> None:
    page = screen.page
    page.evaluate(CHOOSE_RIVALS, WAGNER)
    page.keyboard.press("c")
    edge = "cy.edges('[type = \"RIVAL_OF\"][gathered > 1]')[0]"
    screen.until(f"Boolean({edge})")
    screen.settled()
    page.evaluate(f"() => void {edge}.emit('tap')")
    expect(page.locator("#inspector-body h2")).to_contain_text("pairs in one line")
    page.locator("#inspector-body .steps button").first.click()
    expect(page.locator("#inspector-body .evidence .card").first).to_be_visible()


def test_what_is_selected_collapses_by_key_and_survives_a_reload(screen: Screen) -> None:
    page = screen.page
    page.evaluate(f"() => {{ for (const id of {[PUTIN, PRIGOZHIN, WAGNER]}) cy.getElementById(id).select() }}")
    page.keyboard.press("c")
    screen.until("cy.getElementById('group|picked|1').length === 1")
    collapsed = drawn(screen.settled())
    page.keyboard.press("t")
    expect(page.locator(".table-count")).to_contain_text("3 of them collapsed")
    row = page.locator("#table-actors .ag-row", has=page.get_by_text("Vladimir Putin", exact=True))
    row.click()
    expect(page.locator("#inspector-body h2")).to_have_text("Vladimir Putin")
    assert page.evaluate("() => faultlines.selected()") == ["group|picked|1"]
    page.keyboard.press("Escape")

    page.reload()
    page.locator("body[data-health=ok]").wait_for()
    screen.until("window.cy?.getElementById('group|picked|1').length === 1")
    assert drawn(screen.settled()) == collapsed

    page.evaluate("() => void cy.getElementById('group|picked|1').emit('dbltap')")
    screen.until("cy.getElementById('group|picked|1').length === 0")
    assert {PUTIN, PRIGOZHIN, WAGNER, MINISTRY} <= set(drawn(screen.settled())["nodes"])


def test_leaves_collapse_by_the_menu_and_pictures_say_so(screen: Screen) -> None:
    page = screen.page
    page.evaluate(STAR, WAGNER)
    screen.settled()
    leaves = page.evaluate("(id) => faultlines.leafCount(id)", WAGNER)
    assert leaves > 1
    page.evaluate("(id) => void faultlines.showMenu(cy.getElementById(id))", WAGNER)
    page.locator("#menu button", has_text=f"Collapse the {leaves} tied to it alone").click()
    screen.until(f"Object.values(faultlines.canvas().groups)[0]?.members.length === {leaves}")
    screen.settled()
    page.keyboard.press("x")
    with page.expect_download() as waiting:
        page.locator("[data-form=svg]").click()
    sheet = Path(waiting.value.path()).read_text("utf-8")
    assert f"{leaves} of them collapsed into 1 node" in sheet
    assert f">{leaves}</text>" in sheet, "the node says how many it is"


def test_who_is_pinned_stays_when_all_are_arranged(screen: Screen) -> None:
    page = screen.page
    before = drawn(screen)["nodes"]
    screen.click(PUTIN)
    page.keyboard.press("i")
    screen.until(f"cy.getElementById('{PUTIN}').data('pinned') === 1")
    page.evaluate("() => { faultlines.actions.order(); document.querySelector('[data-order=circle]').click() }")
    screen.until(f"Math.abs(faultlines.canvas().nodes['{WAGNER}'].x - {before[WAGNER]['x']}) > 1")
    after = drawn(screen.settled())["nodes"]
    assert after[PUTIN] == before[PUTIN]
    page.reload()
    page.locator("body[data-health=ok]").wait_for()
    screen.until(f"window.cy?.getElementById('{PUTIN}').data('pinned') === 1")
    assert {key: [round(x, 1) for x in place.values()] for key, place in drawn(screen)["nodes"].items()} == {
        key: [round(x, 1) for x in place.values()] for key, place in after.items()
    }


def test_above_three_thousand_nodes_fewer_are_offered(screen: Screen) -> None:
    page = screen.page
    page.evaluate(ANSWER)
    offer = page.locator("#notice button", has_text="Collapse by kind")
    expect(page.locator("#notice")).to_contain_text("nodes are drawn")
    offer.click()
    screen.until("cy.nodes().length === 5 && cy.nodes('[group > 1000]').length === 2")
