"""The legend is the filter."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cypher import schema
from tests.explorer.screen import Screen


def test_every_type_has_a_line_and_its_count(screen: Screen) -> None:
    rows = screen.page.locator(".legend-row")
    assert [row.inner_text().split("\n")[0] for row in rows.all()] == [t.screen for t in schema.EDGE_TYPES]
    expect(screen.page.locator("[data-count=RIVAL_OF]")).to_have_text("9")
    expect(screen.page.locator("[data-count=OWNS]")).to_have_text("0")


@pytest.mark.parametrize("kind", [schema.ALLY_OF, schema.RIVAL_OF, schema.SUPPLIES, schema.DESIGNATES], ids=str)
def test_a_click_hides_a_type_and_shows_it_again(screen: Screen, kind: schema.EdgeType) -> None:
    row = screen.page.locator(f".legend-row[data-type={kind.name}]")
    row.click()
    expect(row).to_have_attribute("aria-pressed", "false")
    screen.until(f"cy.edges(`[type = '{kind.name}']`).every(e => !e.visible())")
    assert any(e["shown"] for e in screen.edges("LEADS"))
    row.click()
    screen.until(f"cy.edges(`[type = '{kind.name}']`).every(e => e.visible())")


def test_types_are_told_apart_without_colour() -> None:
    looks = [(t.look.line, t.look.arrow, t.look.arrow_at_source) for t in schema.EDGE_TYPES]
    assert len(set(looks)) == len(looks)


def test_colours_of_the_canvas_are_those_of_the_schema(screen: Screen) -> None:
    for kind in (schema.ALLY_OF, schema.RIVAL_OF, schema.SUPPLIES, schema.DESIGNATES):
        drawn = screen.page.evaluate(
            "t => cy.edges(`[type = '${t}']`)[0].style('line-color').match(/\\d+/g).slice(0, 3).map(Number)", kind.name
        )
        assert drawn == [int(kind.look.light[i : i + 2], 16) for i in (1, 3, 5)]


def test_confidence_hides_what_is_less_sure(screen: Screen) -> None:
    screen.page.evaluate("() => faultlines.setProps('confidence', {value: 0.9})")
    screen.until("cy.edges(`[type = 'SUPPLIES']`).filter(e => e.visible()).length === 1")
    expect(screen.page.locator("#confidence-shown")).to_have_text("at least 90 %")


def test_a_date_keeps_what_was_in_force(screen: Screen) -> None:
    date = screen.page.locator("#on")
    date.fill("2022-11-15")
    date.press("Enter")
    screen.until("cy.edges(`[type = 'DESIGNATES']`).filter(e => e.visible()).length === 3")
    shown = {(e["source"], e["target"]) for e in screen.edges("SUPPLIES") if e["shown"]}
    assert ("states:PRK", "wagner-2023:wagner-group") in shown
    expect(screen.page.locator(".banner")).to_have_count(0)
