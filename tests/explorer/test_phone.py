"""The same on a phone: 390 by 844, by touch."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.explorer.screen import PUTIN, Screen


def test_nothing_is_wider_than_the_phone(phone: Screen) -> None:
    assert phone.page.evaluate("() => document.documentElement.scrollWidth") == 390
    box = phone.page.locator(".network").bounding_box()
    assert box
    assert box["width"] == 390
    assert box["height"] > 500


def test_the_whole_network_is_in_view(phone: Screen) -> None:
    stage = phone.page.locator(".network").bounding_box()
    assert stage
    assert all(0 < x < stage["width"] and 0 < y < stage["height"] for x, y in phone.places().values())


def test_a_tap_opens_the_sheet_and_the_handle_closes_it(phone: Screen) -> None:
    sheet = phone.page.locator("#inspector")
    phone.page.touchscreen.tap(*phone.at(PUTIN))
    expect(phone.body.locator("h2")).to_have_text("Vladimir Putin")
    expect(sheet).to_have_class("inspector open")
    phone.page.get_by_role("button", name="Show or hide details").tap()
    expect(sheet).to_have_class("inspector")


def test_the_legend_unfolds(phone: Screen) -> None:
    expect(phone.page.locator("#legend-card")).to_be_hidden()
    phone.page.get_by_role("button", name="Legend", exact=True).tap()
    expect(phone.page.locator("#legend-card")).to_be_visible()
    phone.page.locator(".legend-row[data-type=RIVAL_OF]").tap()
    phone.until("cy.edges(`[type = 'RIVAL_OF']`).every(e => !e.visible())")


def test_search_adds_by_touch(phone: Screen) -> None:
    phone.page.locator("#search").tap()
    phone.page.locator("#search").fill("iceland")
    phone.page.locator("#hits .hit").first.tap()
    expect(phone.body.locator("h2")).to_have_text("Iceland")
