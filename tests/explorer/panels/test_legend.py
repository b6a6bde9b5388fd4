"""The legend is the filter."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from cypher import schema
from tests.explorer.screen import PUTIN, WAGNER, Screen

PICTURE = "() => cy.edges().filter(e => e.visible()).map(e => [e.id(), e.data('statements'), e.data('undated')]).sort()"


def test_every_type_has_a_line_and_its_count(screen: Screen) -> None:
    rows = screen.page.locator(".legend-row")
    assert [row.inner_text().split("\n")[0] for row in rows.all()] == [
        *(t.screen for t in schema.EDGE_TYPES),
        "succeeded",
    ]
    expect(screen.page.locator("[data-count=RIVAL_OF]")).to_have_text("7")
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


def ask_for(screen: Screen, field: str, text: str) -> None:
    """Type into a date field and leave it."""
    screen.page.locator(field).fill(text)
    screen.page.locator(field).press("Enter")


def test_a_date_keeps_what_was_in_force(screen: Screen) -> None:
    ask_for(screen, "#on", "2022-11-15")
    screen.until("cy.edges(`[type = 'RIVAL_OF'][?denied]`).every(e => !e.visible())")
    shown = {(e["source"], e["target"]): e for e in screen.edges("SUPPLIES") if e["shown"]}
    assert shown[("states:PRK", WAGNER)]["statements"] == 1
    assert shown[("states:PRK", WAGNER)]["ended"] == 0
    expect(screen.page.locator(".banner")).to_have_count(0)


def test_a_month_or_a_year_keeps_what_was_in_force_on_some_day_of_it(screen: Screen) -> None:
    for text in ("2022-11", "2022"):
        ask_for(screen, "#on", text)
        screen.until("cy.edges(`[type = 'RIVAL_OF'][?denied]`).every(e => !e.visible())")
        (supplies,) = [e for e in screen.edges("SUPPLIES") if (e["source"], e["target"]) == ("states:PRK", WAGNER)]
        assert (supplies["shown"], supplies["statements"]) == (True, 1)
        ask_for(screen, "#on", "")
        screen.until("cy.edges(`[type = 'RIVAL_OF'][?denied]`).some(e => e.visible())")


@pytest.mark.parametrize("text", ["31/12/2018", "05/06/2022", "2018-02-30", "2022-13-45", "20221115", "today"])
@pytest.mark.parametrize("field", ["#on", "#known"])
def test_what_is_no_date_is_red_and_changes_nothing(screen: Screen, field: str, text: str) -> None:
    before = screen.page.evaluate(PICTURE)
    ask_for(screen, field, text)
    error = screen.page.locator(".legend .mantine-TextInput-error")
    expect(error).to_have_text(f"'{text}' is no date: write YYYY-MM-DD, YYYY-MM or YYYY")
    expect(screen.page.locator(field)).to_have_attribute("aria-invalid", "true")
    assert screen.settled().page.evaluate(PICTURE) == before
    ask_for(screen, field, "2022-11")
    expect(error).to_have_count(0)


def test_a_long_ago_day_shows_what_is_not_dated_apart_or_not_at_all(screen: Screen) -> None:
    ask_for(screen, "#on", "1914-08-01")
    screen.until("cy.edges(`[type = 'LEADS']`).every(e => !e.visible() || e.data('undated'))")
    leads = screen.page.locator("[data-count=LEADS]")
    expect(leads).to_have_text("0 + 4?")
    army = [e for e in screen.edges("LEADS") if e["source"] == PUTIN and e["shown"]]
    assert army
    assert {(e["undated"], e["statements"]) for e in army} == {(1, 0)}
    screen.page.get_by_label("and what is not dated").uncheck()
    screen.until("cy.edges().every(e => !e.visible())")
    expect(leads).to_have_text("0")


def test_what_has_ended_is_thin_and_not_counted(screen: Screen) -> None:
    (ended,) = [e for e in screen.edges("SUPPLIES") if (e["source"], e["target"]) == ("states:PRK", WAGNER)]
    assert (ended["shown"], ended["ended"], ended["statements"]) == (True, 1, 0)
    expect(screen.page.locator("[data-count=SUPPLIES]")).to_have_text("2")
    counted = sum(e["statements"] for e in screen.edges("SUPPLIES"))
    assert counted == 2


def test_sources_that_say_nothing_leave_no_tension(screen: Screen) -> None:
    screen.page.evaluate("() => faultlines.setProps('sources', {value: ['states']})")
    expect(screen.page.locator(".banner")).to_have_count(0)
    expect(screen.page.locator(".triangle")).to_have_count(0)
    screen.until("cy.edges().every(e => !e.visible())")


def test_a_banner_says_when_its_sides_held_together(screen: Screen) -> None:
    expect(screen.page.locator(".banner .span")).to_have_text("not all dated: the dated sides held 2023-01 – today")
    expect(screen.page.locator(".triangle")).to_have_count(2)


def test_a_hidden_type_takes_its_tensions_along(screen: Screen) -> None:
    screen.page.locator(".legend-row[data-type=RIVAL_OF]").click()
    expect(screen.page.locator(".banner")).to_have_count(0)


def test_a_link_opens_the_canvas_under_its_filter(screen: Screen) -> None:
    screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask_for(screen, "#on", "2022-11")
    screen.page.locator(".legend-row[data-type=LEADS]").click()
    screen.until("cy.edges(`[type = 'LEADS']`).every(e => !e.visible())")
    screen.until("cy.edges(`[type = 'RIVAL_OF'][?denied]`).every(e => !e.visible())")
    before = screen.page.evaluate(PICTURE)
    screen.page.get_by_role("button", name="Copy a link").click()
    expect(screen.page.locator("#notice")).to_have_text("Copied")
    link = screen.page.evaluate("() => navigator.clipboard.readText()")
    assert "/?view=" in link
    screen.page.goto("about:blank")
    screen.page.goto(link)
    screen.page.locator("body[data-health=ok]").wait_for()
    expect(screen.page.locator("#on")).to_have_value("2022-11")
    screen.until(f"JSON.stringify(({PICTURE})()) === {json.dumps(json.dumps(before, separators=(',', ':')))}")


def test_a_pointer_over_an_edge_makes_no_doubt_look_sure(screen: Screen) -> None:
    looks = """() => cy.edges().filter(e => e.visible()).map(e =>
      [e.id(), ...["width", "opacity", "line-color", "line-style"].map(name => e.style(name))])"""
    before = screen.page.evaluate(looks)
    screen.page.evaluate("() => void cy.elements().addClass('near')")
    assert screen.page.evaluate(looks) == before
    screen.page.evaluate("() => void cy.edges().select()")
    assert screen.page.evaluate(looks) == before
