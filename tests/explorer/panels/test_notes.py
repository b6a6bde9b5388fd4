"""Notes and hypotheses: written, supposed, undone, kept by a reload and in views; paths and triangles are recounted."""

from __future__ import annotations

from playwright.sync_api import expect

from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from tests.explorer.screen import COLD, MINISTRY, PRIGOZHIN, PUTIN, Screen

NORTH_KOREA = "states:PRK"
ICELAND = "states:ISL"


def test_notes_are_written_changed_moved_deleted_and_all_is_undone(screen: Screen) -> None:
    page, body = screen.page, screen.body
    note = page.locator(".note")
    screen.click(PUTIN)
    expect(body.locator("h2")).to_have_text("Vladimir Putin")
    page.keyboard.press("m")
    expect(page.get_by_role("textbox", name="Note on Vladimir Putin")).to_be_focused()
    page.keyboard.type("Ask <b>who</b> pays")
    page.keyboard.press("Control+Enter")
    expect(note.locator(".note-text")).to_have_text("Ask <b>who</b> pays")
    expect(body.locator(".own")).to_contain_text("Ask <b>who</b> pays")
    note.locator("button").click()
    page.keyboard.type("?")
    page.keyboard.press("Control+Enter")
    expect(note).to_have_text("Ask <b>who</b> pays?")
    note.locator("button").focus()
    page.keyboard.press("ArrowRight")
    screen.until("faultlines.canvas().own.notes[0].at[0] > 40")
    page.keyboard.press("Delete")
    expect(note).to_have_count(0)
    for words in ("Delete a note", "Move a note", "Change a note"):
        page.keyboard.press("Control+z")
        expect(page.locator("#notice")).to_have_text(f"Undone: {words}")
    expect(note).to_have_text("Ask <b>who</b> pays")
    page.reload()
    page.locator("body[data-health=ok]").wait_for(timeout=COLD)
    expect(note).to_have_text("Ask <b>who</b> pays")

    box = page.locator(".network").bounding_box()
    assert box
    page.mouse.click(box["x"] + 500, box["y"] + 90, button="right")
    expect(page.get_by_role("textbox", name="Note on the canvas")).to_be_focused()
    page.keyboard.press("Escape")
    expect(note).to_have_count(1)
    page.evaluate("id => faultlines.removeActors('Remove', other => other === id)", PUTIN)
    expect(note).to_have_count(0)
    page.evaluate("() => faultlines.actions.undo()")
    expect(note).to_have_count(1)


def test_what_is_supposed_recounts_paths_and_triangles_lives_in_views_and_in_no_graph(
    screen: Screen, network: Graph
) -> None:
    page, body = screen.page, screen.body
    before = graph_fingerprint(network)
    page.evaluate("choice => faultlines.choose(choice)", {"kind": "paths", "from": PRIGOZHIN, "to": ICELAND})
    expect(body.locator(".nothing")).to_contain_text("No path")
    page.locator(".network").focus()
    page.keyboard.press("h")
    form = body.locator(".suppose-form")  # the form of paths, which was there before, has a field of this name too
    form.get_by_role("combobox", name="From", exact=True).fill("prigozhin")
    body.locator(".actor-match").first.click()
    form.locator("select").select_option("SUPPLIES")
    form.get_by_role("combobox", name="To", exact=True).fill("iceland")
    body.locator(".actor-match", has_text="Iceland").first.click()
    body.get_by_role("button", name="Suppose", exact=True).click()
    screen.until("cy.edges('[?supposed]').length === 1 && cy.edges('[?supposed]').visible()")
    screen.settled()
    assert page.evaluate("() => cy.edges('[?supposed]').style('label')") == "supposed supplies"
    expect(body.locator(".own-list")).to_contain_text("Supposed: 1 edge")
    page.get_by_role("button", name="Back to what was shown before").click()
    expect(body.locator(".paths .path").first).to_be_visible()
    expect(body.locator(".supposed-line")).to_have_text("Without what is supposed on this canvas there is no path.")
    expect(body.locator(".paths .pill.link").first).to_contain_text("supposed")
    body.locator(".paths .pill.link").first.click()
    expect(body).to_contain_text("No source says anything of these two.")

    screen.until("document.querySelectorAll('#outline .triangle').length > 0")
    number = page.evaluate("() => document.querySelectorAll('#outline .triangle').length")
    page.evaluate("choice => faultlines.choose(choice)", {"kind": "pair", "a": PRIGOZHIN, "b": MINISTRY})
    switch = body.locator(".doubts input")
    expect(switch.first).to_be_visible()
    for n in range(switch.count()):
        switch.nth(n).check()
        expect(switch.nth(n)).to_be_focused()
    screen.until(f"document.querySelectorAll('#outline .triangle').length < {number}")
    screen.until("cy.edges('[?doubted]').length > 0 && cy.edges('[?doubted]').style('label').includes('supposed not')")
    page.locator(".network").focus()
    page.keyboard.press("h")
    expect(body.locator(".supposed-line")).to_contain_text(f"with what is supposed, {number} without it")

    page.keyboard.press("v")
    page.get_by_label("Name").fill("What if")
    page.get_by_role("button", name="Save this view").click()
    expect(body.locator(".view-item")).to_have_count(1)
    page.evaluate("() => sessionStorage.clear()")
    other = Screen(page.context.new_page(), screen.url).open()
    other.until("cy.edges('[?supposed], [?doubted]').length === 0")
    other.page.keyboard.press("v")
    other.page.get_by_title("Open this view").click()
    other.until("cy.edges('[?supposed]').length === 1 && cy.edges('[?doubted]').length > 0")
    other.page.keyboard.press("Control+z")
    other.until("cy.edges('[?supposed], [?doubted]').length === 0")
    other.page.keyboard.press("Control+Shift+z")
    other.until("cy.edges('[?supposed]').length === 1")
    assert graph_fingerprint(network) == before
