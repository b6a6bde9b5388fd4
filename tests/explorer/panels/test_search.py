"""Search as you type."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.explorer.screen import WAGNER, Screen

KIM = "wagner-2023:kim-jong-un"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("prigozhin", "Yevgeny Prigozhin"),
        ("prigozin", "Yevgeny Prigozhin"),
        ("Пригожин", "Yevgeny Prigozhin"),
        ("김정은", "Kim Jong Un"),
        ("erdoğan", "Recep Tayyip Erdogan"),
        ("north ko", "North Korea"),
    ],
)
def test_finds_in_any_script_and_forgives_typos(screen: Screen, typed: str, found: str) -> None:
    screen.page.keyboard.press("/")
    screen.page.keyboard.type(typed)
    expect(screen.page.locator("#hits .hit-name").first).to_have_text(found)


def test_a_match_shows_kind_countries_and_degree(screen: Screen) -> None:
    screen.page.keyboard.press("/")
    screen.page.keyboard.type("North Korea")
    expect(screen.page.locator("#hits .hit-about").first).to_have_text("state · North Korea · 8 statements")


def test_enter_adds_to_the_canvas_and_centres_on_it(screen: Screen) -> None:
    assert "Iceland" not in screen.names()
    screen.page.keyboard.press("/")
    screen.page.keyboard.type("iceland")
    screen.page.keyboard.press("Enter")
    expect(screen.body.locator("h2")).to_have_text("Iceland")
    screen.settled()
    assert "Iceland" in screen.names()
    x, y = screen.places()["states:ISL"]
    stage = screen.page.locator(".network").bounding_box()
    assert stage
    assert abs(x - stage["width"] / 2) < stage["width"] / 5
    assert abs(y - stage["height"] / 2) < stage["height"] / 5
    expect(screen.page.locator("#search")).to_have_value("")


def test_arrow_keys_choose_another_match(screen: Screen) -> None:
    screen.page.keyboard.press("/")
    screen.page.keyboard.type("wagner")
    expect(screen.page.locator("#hits [role=option]").nth(1)).to_be_visible()
    screen.page.keyboard.press("ArrowDown")
    second = screen.page.locator("#hits [role=option]").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    name = second.locator(".hit-name").inner_text()
    screen.page.keyboard.press("Enter")
    expect(screen.body.locator("h2")).to_have_text(name)


def test_an_actor_that_is_there_is_only_centred_on(screen: Screen) -> None:
    before = screen.names()
    screen.page.locator("#search").fill("ЧВК Вагнер")
    screen.page.locator("#hits .hit").first.click()
    expect(screen.body.locator("h2")).to_have_text("Wagner Group")
    screen.settled()
    assert screen.names() == before
    assert screen.page.evaluate("() => faultlines.selected()") == [WAGNER]
    expect(screen.page.get_by_role("button", name="Undo")).to_be_disabled()


def test_nothing_found_says_so(screen: Screen) -> None:
    screen.page.locator("#search").fill("qqqqzzzz")
    expect(screen.page.locator("#hits")).to_have_text("No actor is called “qqqqzzzz”")
    screen.page.keyboard.press("Escape")
    expect(screen.page.locator("#hits")).to_be_empty()
