"""Time and trust on the screen: the strip sets the filter and moves nothing, a source falls, a pair has its ribbon."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.explorer.screen import PRIGOZHIN, PUTIN, Screen


def test_the_strip_sets_the_days_and_moves_nothing(screen: Screen) -> None:
    page = screen.page
    before = screen.places()
    page.locator(".time-fold").click()
    end = page.locator(".time-end.first")
    end.focus()
    page.keyboard.press("Home")
    expect(page.locator(".time-words")).to_contain_text("In force on 20")
    screen.until("cy.edges().some(e => e.data('undated'))")
    expect(page.locator("#on")).not_to_have_value("")
    expect(end).to_be_focused()
    page.keyboard.press("Shift+End")
    page.keyboard.press("Delete")
    expect(page.locator("#on")).to_have_value("")
    chart = page.locator(".time-chart")
    box = chart.bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 20, steps=4)
    screen.until("cy.edges().some(e => e.data('undated'))")
    expect(page.locator("#on")).to_have_value("")
    page.mouse.up()
    moment = page.locator("#on")
    expect(moment).not_to_have_value("")
    page.keyboard.down("Shift")
    page.mouse.click(box["x"] + box["width"] - 5, box["y"] + 20)
    page.keyboard.up("Shift")
    screen.until("document.querySelector('#on').value.includes('..')")
    expect(page.locator("#on-error, .mantine-TextInput-error")).to_have_count(0)
    assert screen.settled().places() == before
    expect(page.locator(".time .edition")).to_have_count(1)
    known = page.locator(".time-end.known")
    known.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".time-known-words")).to_have_text("As known on 2023-01-20")
    expect(page.locator("#known")).to_have_value("2023-01-20")
    expect(page.locator("#known:not([data-dash-is-loading])")).to_be_attached()
    known.press("Delete")
    expect(page.locator("#known")).to_have_value("")
    page.locator(".time-undated input").uncheck()
    screen.until("!cy.edges().some(e => e.data('uncertain'))")
    assert screen.settled().places() == before


def test_playing_goes_on_by_itself_and_folding_ends_it(screen: Screen) -> None:
    page = screen.page
    page.locator(".time-fold").click()
    play = page.locator(".time-play")
    play.click()
    expect(play).to_have_attribute("aria-label", "Pause")
    first = page.locator("#on").input_value()
    screen.until(f"document.querySelector('#on').value > '{first}'")
    page.get_by_role("button", name="Fold").click()
    expect(page.locator(".time-card")).to_be_hidden()
    page.locator(".time-fold").click()
    expect(page.locator(".time-play")).to_have_attribute("aria-label", "Play")


def test_a_source_is_knocked_out(screen: Screen) -> None:
    page, body = screen.page, screen.body
    page.keyboard.press("s")
    card = body.locator(".trust .source")
    expect(card).to_have_count(1)
    expect(card.locator(".fall")).to_contain_text("2 triangles")
    body.locator(".trust .single input").click()
    screen.until("cy.edges('.single').length > 10")
    body.get_by_role("switch").first.click()
    expect(body.get_by_role("switch").first).to_be_checked()
    page.keyboard.press("Escape")  # out of the switch
    page.keyboard.press("Escape")
    screen.until("cy.edges('.single').length === 0")


def test_a_pair_has_its_ribbon_and_its_contradiction(screen: Screen) -> None:
    screen.page.evaluate("() => faultlines.setProps('on', {value: '2023-01-20'})")
    screen.until("cy.edges().some(e => e.data('contra'))")
    screen.page.evaluate("([a, b]) => faultlines.choose({kind: 'pair', a, b})", [PUTIN, PRIGOZHIN])
    lanes = screen.body.locator(".dyad .lane")
    expect(lanes).to_have_count(2)
    expect(lanes.filter(has_text="rival-of").locator(".spell.denied")).to_have_count(1)
    expect(lanes.filter(has_text="ally-of")).to_contain_text("1 not dated")
