"""Paths on the screen: by keys, with options, step by step to their evidence and back, and what helps without one."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.explorer.screen import PRIGOZHIN, PUTIN, WAGNER, Screen

NORTH_KOREA = "states:PRK"


def test_a_path_is_traced_by_keys_and_stepped_through(screen: Screen) -> None:
    page, body = screen.page, screen.body
    screen.click(PUTIN)
    expect(body.locator("h2")).to_have_text("Vladimir Putin")
    page.keyboard.press("p")
    expect(body.locator("h2")).to_have_text("Vladimir Putin to …")
    screen.click(WAGNER)
    expect(body.locator("h2")).to_have_text("Vladimir Putin to Wagner Group")
    paths = body.locator(".paths .path")
    page.keyboard.press(".")
    page.keyboard.press(".")
    expect(paths.nth(1)).to_have_attribute("aria-current", "true")
    expect(body.locator(".path-place")).to_have_text(f"2 / {paths.count()}")
    screen.until("cy.edges().filter(e => e.data('trace')).length > 1")
    page.keyboard.press(",")
    expect(paths.first).to_have_attribute("aria-current", "true")
    names = body.locator(".way b").all_inner_texts()
    body.locator(".through button", has_text="Russian Armed Forces").click()
    expect(body.locator(".chip")).to_have_text(["Russian Armed Forces"])
    expect(body.locator(".way b", has_text="Russian Armed Forces")).to_have_count(0)
    assert "Russian Armed Forces" in names
    body.locator(".paths .pill.link").first.click()
    expect(body.locator(".card").first).to_be_visible()
    page.get_by_role("button", name="Back to what was shown before").click()
    expect(body.locator("h2")).to_have_text("Vladimir Putin to Wagner Group")


def test_options_change_the_paths_and_what_helps_is_named(screen: Screen) -> None:
    page, body = screen.page, screen.body
    values = {"avoided": ["DESIGNATES", "SUPPLIES"], "confidence": 0.5}
    choice = {"kind": "paths", "from": PRIGOZHIN, "to": NORTH_KOREA, "values": values}
    page.evaluate("choice => faultlines.choose(choice)", choice)
    expect(body.locator(".nothing")).to_contain_text("No path of at most 6 steps")
    expect(body.locator(".lifts")).to_contain_text("with a confidence below 50%")
    body.locator(".lifts button", has_text="with supplies").click()
    expect(body.locator(".paths .path").first).to_be_visible()
    body.locator(".path-form summary").click()
    body.get_by_label("supplies", exact=True).uncheck()
    expect(body.locator(".nothing")).to_be_visible()
    expect(body.get_by_label("supplies", exact=True)).to_be_focused()
    avoid = body.get_by_role("combobox", name="Avoid")
    avoid.press_sequentially("united sta")
    expect(body.locator(".path-form .actor-match").first).to_contain_text("United States")
    avoid.press("Enter")
    expect(body.locator(".chip")).to_have_text(["United States"])
    page.get_by_role("button", name="Swap the ends").click()
    expect(body.locator("h2")).to_have_text("North Korea to Yevgeny Prigozhin")
