"""The lens on the camps: camps and cracks on the canvas, prices and proof beside it, by the filter, over a reload."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.explorer.screen import COLD, Screen

CRACKS = "() => cy.edges('.crack').map(e => [e.source().id(), e.target().id()].sort().join(' '))"
CAMPS = "() => ['camp-one', 'camp-two'].map(name => cy.nodes('.' + name).map(n => n.id()))"


def test_the_camps_are_coloured_and_the_pair_that_does_not_fit_is_a_crack(screen: Screen) -> None:
    page = screen.page
    page.keyboard.press("b")
    expect(screen.body.locator(".camps h2")).to_contain_text("3 of 24 pairs")
    expect(screen.body.locator(".camps")).to_contain_text("Proven: no division does better.")
    expect(screen.body.locator(".camps")).to_contain_text("Other divisions are as good; this is one of them.")
    cracks = {tuple(ends.split()) for ends in page.evaluate(CRACKS)}
    one, two = map(set, page.evaluate(CAMPS))
    assert len(cracks) == 3
    assert min(len(one), len(two)) > 0
    assert not one & two
    tied = {"+": False, "−": True}
    listed = screen.body.locator(".camps > ul .step")
    expect(listed).to_have_count(3)
    signs = listed.locator(".sign").all_inner_texts()
    assert sorted(tied[sign] for sign in signs) == sorted((a in one) == (b in one) for a, b in cracks)
    expect(listed.first).to_contain_text("another division keeps it")
    rounds = screen.body.locator(".camps details.contradiction")
    expect(rounds).to_have_count(3)
    rounds.first.locator("summary").click()
    expect(rounds.first.locator(".step")).to_have_count(3)
    rounds.first.locator(".step").first.click()
    expect(screen.body.locator(".card").first).to_be_visible()
    expect(page.locator("#camps-chip")).to_contain_text("3 of 24 pairs")


def test_the_table_says_on_which_side_each_stands(screen: Screen) -> None:
    page = screen.page
    page.keyboard.press("b")
    expect(page.locator("#camps-chip")).to_contain_text("3 of 24 pairs")
    page.locator(".network").focus()
    page.keyboard.press("t")
    table = page.locator("#table-panel-actors")
    expect(table.get_by_role("columnheader", name="Camp")).to_be_visible()
    one, two = page.evaluate(CAMPS)
    cells = table.locator(".ag-row [col-id=camp]")
    expect(cells.filter(has_text="1").first).to_be_visible()
    shown = cells.all_inner_texts()
    assert (shown.count("1"), shown.count("2")) == (len(one), len(two))
    page.locator("#camps-chip").get_by_role("button", name="No longer show the camps").click()
    expect(table.get_by_role("columnheader", name="Camp")).to_have_count(0)


def test_it_follows_the_filter_and_survives_a_reload(screen: Screen) -> None:
    page = screen.page
    page.keyboard.press("b")
    chip = page.locator("#camps-chip")
    expect(chip).to_contain_text("3 of 24 pairs")
    page.locator(".legend-row[data-type=RIVAL_OF]").click()
    expect(chip).to_contain_text("Two camps, no crack")
    assert page.evaluate(CRACKS) == []
    page.locator(".legend-row[data-type=RIVAL_OF]").click()
    expect(chip).to_contain_text("3 of 24 pairs")
    screen.until("(sessionStorage.getItem('faultlines-view') ?? '').includes('\"camps\":true')")
    page.reload()
    expect(chip).to_contain_text("3 of 24 pairs", timeout=COLD)
    screen.until("cy.edges('.crack').length > 0")
    chip.get_by_role("button", name="No longer show the camps").click()
    expect(chip).to_be_hidden()
    assert page.evaluate(CRACKS) == []
    assert page.evaluate(CAMPS) == [[], []]


def test_a_slider_over_the_years_takes_the_camps_to_one_of_them(screen: Screen) -> None:
    page = screen.page
    page.keyboard.press("b")
    years = screen.body.locator(".camps-years")
    slider = years.get_by_role("slider", name="Year")
    expect(slider).to_be_enabled()
    slider.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    last = page.evaluate("() => String(new Date().getUTCFullYear() - 1)")
    expect(page.locator("#on")).to_have_value(re.compile(f"^{last}-"))
    expect(screen.body.locator(".camps")).to_contain_text(f"On {last}-")
    words = years.locator("output")
    expect(words).to_have_text(re.compile(rf"^{last}: \d+ of \d+ pairs$"))
    shown = words.inner_text().removeprefix(f"{last}: ")
    expect(screen.body.locator(".camps h2")).to_contain_text(shown)
    expect(slider).to_be_focused()
    years.locator(".year").first.click()
    expect(words).to_have_text(re.compile(r"^20\d\d: \d+ of \d+ pairs?$"))
