"""What is seen is had again: after a reload, from a saved view, by a link; and what has changed since is marked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Request, expect

from cypher.graph import Graph
from cypher.settings import Settings
from tests.explorer.screen import COLD, WAGNER, Screen
from tests.explorer.views.test_store import Gazette

ACTORS = "key,name,kind,identifiers\np,Vladimir Putin,person,ofac:35096\nk,Kim Jong Un,person,ofac:20157\n"
SAID = "subject,type,object,said_by,evidence\np,ally-of,k,Gazette,They met.\n"

SEEN = """
() => ({
  places: Object.values(faultlines.canvas().nodes).map(n => [n.id, Math.round(n.x), Math.round(n.y)].join()).sort(),
  edges: cy.edges().filter(e => e.visible()).map(e => e.id()).sort(),
  selected: faultlines.selected(),
  camera: [cy.zoom(), cy.pan().x, cy.pan().y].map(value => Math.round(value * 20) / 20),
})
"""


def seen(screen: Screen) -> dict[str, Any]:
    """What a person sees of the canvas."""
    state: dict[str, Any] = screen.settled().page.evaluate(SEEN)
    return state


def arrange(screen: Screen) -> None:
    """A canvas of one's own: an actor more, one moved, a type hidden, a date, one chosen, another part in view."""
    page = screen.page
    page.locator("#search").fill("iceland")
    page.locator("#hits .hit").first.click()
    screen.until("cy.nodes().length === 21")
    page.locator(".legend-row[data-type=LEADS]").click()
    page.locator("#on").fill("2022-06")
    page.locator("#on").press("Enter")
    screen.until("!cy.edges('[type = \"LEADS\"]').visible() && cy.edges('[?undated]').length > 0")
    page.evaluate("id => faultlines.choose({kind: 'actor', actor: id})", WAGNER)
    page.evaluate("id => { cy.elements().unselect(); cy.getElementById(id).select(); }", WAGNER)
    expect(screen.body.locator("h2")).to_contain_text("Wagner Group")
    page.evaluate("() => void cy.viewport({zoom: 0.8, pan: {x: 333, y: 244}})")


def test_a_reload_keeps_what_is_seen_and_a_new_tab_begins_afresh(screen: Screen) -> None:
    page = screen.page
    arrange(screen)
    before = seen(screen)
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if "..change.data" in (request.post_data or "") else None)
    page.reload()
    page.locator("body[data-health=ok]").wait_for(timeout=COLD)
    screen.until("cy.nodes(':selected').length === 1")
    expect(screen.body.locator("h2")).to_contain_text("Wagner Group")
    expect(page.locator(".legend-row[data-type=LEADS]")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#on")).to_have_value("2022-06")
    assert seen(screen) == before
    assert [request.post_data_json["inputs"][0]["value"]["do"] for request in asked] == ["restore"]
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()

    fresh = Screen(page.context.new_page(), screen.url).open()
    assert len(fresh.names()) == 20


def test_a_view_is_saved_opened_renamed_copied_deleted_and_all_is_undone(screen: Screen) -> None:
    page, undo = screen.page, screen.page.locator("#notice button")
    arrange(screen)
    before = seen(screen)
    page.locator(".network").focus()
    page.keyboard.press("v")
    expect(screen.body.locator(".views")).to_contain_text("No views yet")
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("Iceland")
    page.get_by_role("textbox", name="Notes").fill("Look at <b>this</b>.")
    page.get_by_role("button", name="Save this view").click()
    views = screen.body.locator(".view-item")
    expect(views).to_have_count(1)
    expect(views).to_contain_text("Look at <b>this</b>.")
    expect(views).to_contain_text("21 actors")

    page.locator(".legend-row[data-type=LEADS]").click()
    page.evaluate("() => faultlines.removeActors('Clear', () => true)")
    screen.until("cy.nodes().length === 0")
    page.get_by_title("Open this view").click()
    expect(screen.body.locator(".view-panel")).to_contain_text("Nothing has changed since")
    expect(page.locator("#notice")).to_contain_text("Opened Iceland")
    assert seen(screen) == before
    page.keyboard.press("Control+z")
    screen.until("cy.nodes().length === 0")
    expect(page.locator(".legend-row[data-type=LEADS]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Control+Shift+z")
    screen.until("cy.nodes().length === 21")
    expect(page.locator(".legend-row[data-type=LEADS]")).to_have_attribute("aria-pressed", "false")

    page.locator(".network").focus()
    page.keyboard.press("v")
    page.get_by_role("button", name="Rename, note, share: Iceland").click()
    page.keyboard.type("The north")
    page.keyboard.press("Enter")
    expect(views.locator(".view-name")).to_have_text("The north")
    page.get_by_role("button", name="Duplicate: The north").click()
    expect(views).to_have_count(2)
    page.get_by_role("button", name="Delete: The north", exact=True).click()
    expect(views.locator(".view-name")).to_have_text(["The north (copy)"])
    undo.click()
    expect(views.locator(".view-name")).to_have_text(["The north (copy)", "The north"])


def test_what_is_typed_stays_when_the_panel_is_drawn_anew(screen: Screen) -> None:
    page = screen.page
    page.locator(".network").focus()
    page.keyboard.press("v")
    form = page.locator(".view-form")
    form.get_by_label("Name").fill("Half a na")
    form.get_by_label("Notes").fill("Why")
    form.evaluate("form => form.dataset.old = 'yes'")
    page.locator(".legend-row[data-type=SUPPLIES]").click()
    page.locator(".view-form:not([data-old])").wait_for()
    expect(form.get_by_label("Name")).to_have_value("Half a na")
    expect(form.get_by_label("Notes")).to_have_value("Why")


def test_a_link_has_table_and_time_as_they_were(screen: Screen) -> None:
    page = screen.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("() => faultlines.actions.time()")
    page.get_by_role("button", name="A shorter time").click()
    page.keyboard.press("t")
    page.get_by_role("tab", name="Edges").click()
    table = page.locator("#table-panel-edges")
    table.get_by_role("columnheader", name="Since").click()
    page.locator(".table-columns summary").click()
    page.locator(".choice", has_text="Sources").locator("input").uncheck()
    page.locator("#table-find").fill("wagner")
    expect(page.locator(".table-count")).to_have_text(re.compile(r"^\d edges$|^1\d edges$"))
    rows = table.locator(".ag-row").all_inner_texts()
    page.get_by_role("button", name="Copy a link").click()
    expect(page.locator("#notice")).to_have_text("Copied")
    link = page.evaluate("() => navigator.clipboard.readText()")

    other = Screen(page.context.new_page(), screen.url)
    other.page.goto(link)
    shown = other.page.locator("#table-panel-edges")
    expect(shown.locator(".ag-row")).to_have_count(len(rows))
    expect(shown.get_by_role("columnheader", name="Since")).to_have_attribute("aria-sort", "ascending")
    expect(shown.get_by_role("columnheader", name="Sources")).to_have_count(0)
    expect(other.page.locator("#table-find")).to_have_value("wagner")
    expect(other.page.locator("#time")).to_have_class(re.compile("open"))
    assert seen(other) == seen(screen)
    assert sorted(shown.locator(".ag-row").all_inner_texts()) == sorted(rows)
    other.page.evaluate("() => faultlines.actions.table()")
    other.page.reload()
    other.page.locator("body[data-health=ok]").wait_for(timeout=COLD)
    expect(other.page.locator("#table")).to_be_hidden()


def test_a_link_shows_what_was_seen_and_marks_what_has_changed(
    screen: Screen, network: Graph, settings: Settings, tmp_path: Path
) -> None:
    page = screen.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    arrange(screen)
    before = seen(screen)
    page.get_by_role("button", name="Copy a link").click()
    expect(page.locator("#notice")).to_have_text("Copied")
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert re.fullmatch(re.escape(screen.url) + r"/\?view=[0-9a-f]{32}", link)

    other = Screen(page.context.new_page(), screen.url)
    other.page.goto(link)
    other.until("window.cy?.nodes().length === 21")
    expect(other.body.locator("h2")).to_contain_text("Wagner Group")
    assert seen(other) == before
    assert other.page.url == f"{screen.url}/"

    run = Gazette(settings, network, tmp_path).say(SAID, ACTORS)
    page.goto(link)
    line = page.locator("#since")
    expect(line).to_have_text(re.compile(r"Changed since \d+ \w+: 1 new"))
    expect(screen.body.locator(".view-changes li")).to_contain_text(f"run {run}")
    screen.until(
        "cy.edges('[mark = \"new\"]').length === 1 && cy.edges('[mark = \"new\"]').style('label').endsWith('new')"
    )
    screen.body.locator(".view-change").click()
    expect(screen.body.locator(".evidence .card", has_text="They met.")).to_be_visible()
    line.get_by_role("button", name="Changed since").click()
    expect(screen.body.locator(".view-panel")).to_be_visible()
    line.get_by_role("button", name="Take the marks off").click()
    screen.until("cy.edges('[?mark]').length === 0")
    expect(line).to_be_hidden()

    page.goto(f"{screen.url}/?view=nonsense")
    expect(page.locator("#notice")).to_contain_text("This link leads to no view")
    screen.until("window.cy?.nodes().length > 0")
