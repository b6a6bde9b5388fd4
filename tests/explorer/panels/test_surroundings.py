"""What is within some steps of an actor: a filter that follows the others, the canvas, undo, views and links."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import expect

from tests.explorer.screen import MINISTRY, PRIGOZHIN, WAGNER, Screen

CHIP = "#within-chip"
SURROUNDINGS = """
([start, steps]) => {
  let reached = cy.getElementById(start);
  for (let step = 0; step < steps; step++) {
    const ways = reached.connectedEdges().filter(edge => edge.visible() && !edge.data("denied"));
    reached = reached.union(ways.connectedNodes());
  }
  return reached.map(node => node.id()).sort();
}
"""


def shown(screen: Screen) -> list[str]:
    """Who is drawn."""
    ids: list[str] = screen.settled().page.evaluate("() => cy.nodes().map(n => n.id()).sort()")
    return ids


def narrow(screen: Screen, actor: str, steps: int) -> list[str]:
    """Show only what is within some steps of an actor, by its menu; who that must be, read off the whole canvas."""
    wanted: list[str] = screen.settled().page.evaluate(SURROUNDINGS, [actor, steps])
    screen.click(actor, button="right")
    name = "Show only what is within " + ("1 step" if steps == 1 else f"{steps} steps")
    screen.page.locator("#menu").get_by_role("button", name=name).click()
    expect(screen.page.locator(CHIP)).to_be_visible()
    return wanted


def canvas(screen: Screen) -> Any:
    """How many actors the canvas holds, and how far it is shown."""
    return screen.page.evaluate(
        "() => [Object.keys(faultlines.canvas().nodes).length, faultlines.canvas().within ?? null]"
    )


def test_it_hides_and_takes_nothing_away(screen: Screen) -> None:
    page, chip = screen.page, screen.page.locator(CHIP)
    everybody = shown(screen)
    places = page.evaluate("() => Object.fromEntries(cy.nodes().map(n => [n.id(), n.position()]))")
    wanted = narrow(screen, PRIGOZHIN, 1)
    assert shown(screen) == wanted
    assert PRIGOZHIN in wanted
    assert 1 < len(wanted) < len(everybody)
    assert canvas(screen) == [len(everybody), {"actors": [PRIGOZHIN], "steps": 1}]
    expect(chip).to_contain_text(f"Within a step of Yevgeny Prigozhin: {len(wanted)} of {len(everybody)}")

    chip.get_by_role("button", name="Within 2 steps").click()
    expect(chip).to_contain_text("Within 2 steps of Yevgeny Prigozhin")
    assert set(shown(screen)) > set(wanted)
    page.keyboard.press("Control+z")
    expect(chip).to_contain_text("Within a step")
    assert shown(screen) == wanted

    chip.get_by_role("button", name="Show the whole canvas").click()
    expect(chip).to_be_hidden()
    assert shown(screen) == everybody
    assert page.evaluate("() => Object.fromEntries(cy.nodes().map(n => [n.id(), n.position()]))") == places
    page.keyboard.press("Control+z")
    assert shown(screen) == wanted


def test_it_follows_the_other_filters_and_the_canvas(screen: Screen) -> None:
    page, chip = screen.page, screen.page.locator(CHIP)
    everybody = len(shown(screen))
    narrow(screen, PRIGOZHIN, 2)
    before = shown(screen)
    for type_ in ("ALLY_OF", "LEADS"):
        page.locator(f".legend-row[data-type={type_}]").click()
    screen.until('!cy.edges(\'[type = "ALLY_OF"], [type = "LEADS"]\').some(edge => edge.visible())')
    fewer = shown(screen)
    assert set(fewer) < set(before)
    joined = page.evaluate("() => cy.edges(':visible').connectedNodes().map(n => n.id()).sort()")
    assert set(fewer) == {*joined, PRIGOZHIN}
    for type_ in ("ALLY_OF", "LEADS"):
        page.locator(f".legend-row[data-type={type_}]").click()
    screen.until(f"cy.nodes().length === {len(before)}")
    assert shown(screen) == before

    page.locator("#search").fill("iceland")
    page.locator("#hits .hit").first.click()
    expect(page.locator("#notice")).to_contain_text("1 not within 2 steps of Yevgeny Prigozhin")
    expect(chip).to_contain_text(f"of {everybody + 1}")
    assert shown(screen) == before
    page.locator("#notice").get_by_role("button", name="Show all").click()
    screen.until(f"cy.nodes().length === {everybody + 1}")

    narrow(screen, MINISTRY, 1)
    page.evaluate("id => faultlines.choose({kind: 'actor', actor: id})", MINISTRY)
    screen.click(MINISTRY)
    page.keyboard.press("Delete")
    expect(chip).to_be_hidden()
    screen.until(f"cy.nodes().length === {everybody}")


def test_it_comes_back_after_a_reload_by_a_view_and_by_a_link(screen: Screen) -> None:
    page = screen.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    everybody = len(shown(screen))
    wanted = narrow(screen, WAGNER, 1)
    assert shown(screen) == wanted
    screen.until("(sessionStorage.getItem('faultlines-view') ?? '').includes('within')")
    page.reload()
    screen.until(f"window.cy?.nodes().length === {len(wanted)}")
    assert shown(screen) == wanted
    assert canvas(screen)[0] == everybody

    page.get_by_role("button", name="Copy a link").click()
    expect(page.locator("#notice")).to_have_text("Copied")
    other = Screen(page.context.new_page(), screen.url)
    other.page.goto(page.evaluate("() => navigator.clipboard.readText()"))
    other.until(f"window.cy?.nodes().length === {len(wanted)}")
    assert shown(other) == wanted

    ids = ",".join(quote(actor, safe="") for actor in page.evaluate("() => Object.keys(faultlines.canvas().nodes)"))
    third = Screen(page.context.new_page(), screen.url).open()
    third.page.goto(f"{screen.url}/#show={ids}&within={quote(WAGNER, safe='')},1")
    third.until(f"window.cy?.nodes().length === {len(wanted)}")
    assert shown(third) == wanted
    assert canvas(third)[0] == everybody


def test_table_and_exports_take_what_is_shown(screen: Screen) -> None:
    page = screen.page
    wanted = narrow(screen, WAGNER, 1)
    shown(screen)
    page.get_by_role("button", name="Table").click()
    expect(page.locator(".table-count")).to_have_text(f"{len(wanted)} actors")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Export").click()
    with page.expect_request("**/export/**") as posted, page.expect_download() as waiting:
        page.locator("[data-form=svg]").click()
    body = posted.value.post_data_json
    assert body is not None
    assert sorted(body["actors"]) == wanted
    assert body["within"] == {"actors": [WAGNER], "steps": 1}
    assert "only what is within 1 step of" in Path(waiting.value.path()).read_text("utf-8")
