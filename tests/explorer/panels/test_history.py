"""Undo and redo of everything that changes the canvas."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.explorer.screen import PRIGOZHIN, PUTIN, WAGNER, Screen


def state(screen: Screen) -> Any:
    """Who is where."""
    return screen.page.evaluate(
        "() => Object.fromEntries(Object.values(faultlines.canvas().nodes).map(n => [n.id, [n.x, n.y]]))"
    )


def test_every_action_can_be_undone_and_redone(screen: Screen) -> None:
    page = screen.page
    states = [state(screen)]

    page.locator("#search").fill("iceland")  # add
    page.locator("#hits .hit").first.click()
    screen.until("cy.nodes().length === 21")
    states.append(state(screen))

    screen.settled()
    page.keyboard.press("f")
    screen.click(PUTIN)  # remove
    page.keyboard.press("Delete")
    screen.until("cy.nodes().length === 20")
    states.append(state(screen))

    screen.settled()  # move
    x, y = screen.at(WAGNER)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    screen.until(f"Math.abs(faultlines.canvas().nodes['{WAGNER}'].x - {states[-1][WAGNER][0]}) > 5")
    states.append(state(screen))

    page.keyboard.press("Escape")  # expand
    page.mouse.dblclick(*screen.at(PRIGOZHIN))
    screen.until("cy.nodes().length === 21")
    states.append(state(screen))

    page.get_by_role("button", name="Arrange").click()  # arrange
    screen.until(f"Math.abs(faultlines.canvas().nodes['{WAGNER}'].x - {states[-1][WAGNER][0]}) > 1")
    screen.settled()
    states.append(state(screen))

    screen.click(WAGNER)  # keep only
    page.keyboard.press("k")
    screen.until("cy.nodes().length === 1")
    states.append(state(screen))

    for expected in reversed(states[:-1]):
        page.keyboard.press("Control+z")
        screen.settled()
        assert state(screen) == expected
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    for expected in states[1:]:
        page.keyboard.press("Control+Shift+z")
        screen.settled()
        assert state(screen) == expected
    expect(page.get_by_role("button", name="Redo")).to_be_disabled()


def test_nothing_done_is_nothing_to_undo(screen: Screen) -> None:
    for name in ("Undo", "Redo"):
        expect(screen.page.get_by_role("button", name=name)).to_be_disabled()


def test_the_screen_shows_what_the_history_says(screen: Screen) -> None:
    before = screen.places()
    screen.click(PUTIN)
    screen.page.keyboard.press("Delete")
    screen.until("cy.nodes().length === 19")
    screen.page.get_by_role("button", name="Undo").click()
    screen.until("cy.nodes().length === 20")
    screen.settled()
    assert screen.places() == before
    expect(screen.page.locator("#notice")).to_have_text("Undone: Remove Vladimir Putin")


def test_keys_do_nothing_while_somebody_types(screen: Screen) -> None:
    screen.click(PUTIN)
    screen.page.locator("#search").fill("f?k")
    screen.page.locator("#search").press("Backspace")
    screen.settled()
    assert len(screen.names()) == 20
    expect(screen.page.get_by_role("dialog")).to_have_count(0)


def test_arrow_keys_walk_from_actor_to_actor(screen: Screen) -> None:
    screen.page.locator(".network").focus()
    screen.page.keyboard.press("ArrowRight")
    screen.until("cy.nodes(':selected').length === 1")
    first = screen.page.evaluate("() => faultlines.selected()[0]")
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        screen.page.keyboard.press(key)
    assert screen.page.evaluate("() => faultlines.selected().length") == 1
    assert first
