"""The ten tasks of docs/tasks.md, each as a stranger does it: by what stands on the screen, in five steps at most."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from cypher.graph import Graph
from cypher.settings import Settings
from docs.rooms import ROOT
from tests.explorer.screen import PRIGOZHIN, PUTIN, WAGNER, Screen
from tests.explorer.views.test_store import Gazette

KIM = "wagner-2023:kim-jong-un"
ACTORS = """key,name,kind,countries,identifiers
p,Vladimir Putin,person,RUS,ofac:35096
ru,Ruritania,organization,,
el,Elbonia,organization,,
k,Kim Jong Un,person,PRK,ofac:20157
t,Treasury of Elbonia,organization,,
a,Anna Adler,person,RUS,
b,Boris Baum,person,RUS,
c,Carl Cook,person,PRK,
"""
BEFORE = """subject,type,object,said_by,evidence,valid_from,valid_to
ru,ally-of,el,Gazette,They signed a treaty.,2010-01-01,2018-12-31
ru,rival-of,el,Gazette,They fell out.,2020-01-01,
t,ally-of,ru,Gazette,They met.,2021-01-01,
"""
AFTER = """t,designates,a,Gazette,She is listed.,2023-01-10,
t,designates,b,Gazette,He is listed.,2023-01-11,
t,designates,c,Gazette,He is listed too.,2023-02-11,
a,ally-of,b,Gazette,They are partners.,2023-01-12,
p,ally-of,k,Gazette,They met.,2023-01-12,
"""


def form_of(screen: Screen, question: str, **actors: str) -> Locator:
    """The form of a question, its actors filled in by search."""
    screen.page.locator(".network").focus()
    screen.page.keyboard.press("q")
    screen.body.get_by_role("button", name=question).first.click()
    form = screen.page.locator(".question-form form")
    for name, text in actors.items():
        field = form.get_by_role("combobox", name=name, exact=True)
        field.press_sequentially(text)
        field.press("Enter")  # before the matches are there
        expect(field).not_to_have_value(text)
        expect(field).to_have_value(re.compile(text, re.IGNORECASE))
    return form


def ask(form: Locator) -> None:
    """Press the button below."""
    form.get_by_role("button", name="Ask").click()


def drawn(screen: Screen) -> int:
    """How many edges are drawn."""
    number: int = screen.settled().page.evaluate("() => cy.edges().filter(e => e.visible()).length")
    return number


def test_each_task_takes_at_most_five_steps() -> None:
    text = (ROOT / "docs" / "tasks.md").read_text("utf-8")
    tasks = text.split("\n## ")[1:]
    assert len(tasks) == 10
    assert all(len(re.findall(r"\n\d\. ", task)) <= 5 for task in tasks)


def test_1_who_supplies_wagner_and_who_says_so(screen: Screen) -> None:
    screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    form = form_of(screen, "Who supplies actor, directly", actor="wagner")
    form.get_by_label("when").select_option("at any time")
    ask(form)
    screen.body.locator(".answer", has_text="North Korea").get_by_role("button", name="Evidence").first.click()
    screen.body.get_by_role("button", name="Copy citation").first.click()
    expect(screen.page.locator("#notice")).to_have_text("Copied")
    assert "according to" in screen.page.evaluate("() => navigator.clipboard.readText()").lower()


def test_2_was_anyone_already_listed_supplied_by_north_korea(screen: Screen) -> None:
    form = form_of(screen, "supply those whom", supplier="north korea", authority="united sta")
    form.get_by_label("already").select_option("already then")
    form.get_by_label("when").select_option("at any time")
    ask(form)
    expect(screen.body.locator(".nothing")).to_contain_text("no dates show that it was after the listing")
    form.get_by_label("already").select_option("before or after")
    ask(form)
    expect(screen.body.locator(".answer", has_text="Wagner Group").first).to_be_visible()


def test_3_who_near_prigozhin_quarrels_with_the_ministry(screen: Screen) -> None:
    form = form_of(screen, "steps of", actor="prigozhin", other="ministry of def")
    ask(form)
    answer = screen.body.locator(".answer", has_text="Wagner Group")
    expect(answer).to_contain_text("2023-01")
    expect(answer).to_contain_text("US NSC")


def test_4_as_known_on_a_day_and_as_in_force_then(screen: Screen) -> None:
    page, now = screen.page, drawn(screen)
    page.locator("#known").fill("2023-01-19")
    page.locator("#known").press("Enter")
    screen.until(f"cy.edges().filter(e => e.visible()).length < {now}")
    page.locator("#known").fill("")
    page.locator("#known").press("Enter")
    page.locator("#on").fill("2023-01-19")
    page.locator("#on").press("Enter")
    screen.until(f"![0, {now}].includes(cy.edges().filter(e => e.visible()).length)")


def test_6_from_putin_to_kim_without_part_of(screen: Screen) -> None:
    page, body = screen.page, screen.body
    screen.click(PUTIN)
    expect(body.locator("h2")).to_have_text("Vladimir Putin")
    page.keyboard.press("p")
    screen.click(KIM)
    expect(body.locator("h2")).to_have_text("Vladimir Putin to Kim Jong Un")
    body.locator(".path-form summary").click()
    body.get_by_label("part-of", exact=True).uncheck()
    expect(body.locator(".paths")).not_to_contain_text("part of")
    expect(body.locator(".paths .path").first).to_be_visible()
    page.locator(".network").focus()
    page.keyboard.press(".")
    screen.until("cy.edges('[?trace]').length > 0")
    assert "PART_OF" not in screen.page.evaluate("() => cy.edges('[?trace]').map(e => e.data('type'))")
    body.locator(".paths .pill.link").first.click()
    expect(body.locator(".card").first).to_be_visible()


def test_9_printed_with_legend_and_sources(screen: Screen) -> None:
    page = screen.page
    page.locator(".network").focus()
    page.keyboard.press("x")
    page.locator("#sheet-title").fill("Who stands with Wagner")
    with page.context.expect_page() as opened:
        page.locator("[data-form=print]").click()
    printed = opened.value
    expect(printed.locator("h1")).to_have_text("Who stands with Wagner")
    expect(printed.locator("figure svg")).to_be_visible()
    expect(printed.locator("ol li").first).to_contain_text("according to")


@pytest.fixture(scope="module")
def gazette(network: Graph, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Gazette:
    """A source of one's own: who fell out, and in a later edition who was listed."""
    source = Gazette(settings, network, tmp_path_factory.mktemp("gazette"))
    source.say(BEFORE, ACTORS)
    return source


@pytest.mark.usefixtures("gazette")
def test_5_who_changed_sides(screen: Screen) -> None:
    form = form_of(screen, "Who changed sides")
    for name, day in (("before", "2015-01-01"), ("after", "2023-01-01")):
        form.get_by_label(name).fill(day)
    ask(form)
    answer = screen.body.locator(".answer", has_text="Ruritania")
    expect(answer).to_contain_text("Elbonia")
    answer.get_by_role("button", name="Evidence").first.click()
    expect(screen.body.locator(".dyad .lane")).to_have_count(2)
    expect(screen.body.locator(".dyad")).to_contain_text("Gazette")


def test_8_saved_closed_and_opened_next_week(screen: Screen, gazette: Gazette) -> None:
    page = screen.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".network").focus()
    page.keyboard.press("v")
    page.get_by_label("Name").fill("The lists")
    page.get_by_role("button", name="Save this view").click()
    expect(screen.body.locator(".view-item")).to_have_count(1)
    run = gazette.say(BEFORE + AFTER, ACTORS)
    screen.open()
    page.locator(".network").focus()
    page.keyboard.press("v")
    page.get_by_title("Open this view").first.click()
    expect(page.locator("#since")).to_contain_text("Changed since")
    expect(screen.body.locator(".view-changes")).to_contain_text(f"run {run}")
    page.get_by_role("button", name="Copy a link").click()
    expect(page.locator("#notice")).to_have_text("Copied")
    assert "?view=" in page.evaluate("() => navigator.clipboard.readText()")


def test_10_persons_designated_in_a_month_by_country_sorted_by_degree(screen: Screen, gazette: Gazette) -> None:
    gazette.say(BEFORE + AFTER, ACTORS)
    page = screen.page
    form = form_of(screen, "added to its list", authority="treasury of elb")
    values: dict[str, Any] = {"since": "2023-01-01", "until": "2023-01-31"}
    for name, day in values.items():
        form.get_by_label(name).fill(day)
    form.locator("summary").click()
    form.get_by_label("clock").select_option("valid")
    form.get_by_label("kind").select_option("person")
    ask(form)
    expect(screen.body.locator(".answer")).to_have_count(2)
    page.evaluate("() => faultlines.removeActors('Clear', () => true)")
    screen.settled()
    screen.body.get_by_role("button", name="Draw").click()
    screen.until("cy.nodes().length >= 2")
    page.locator(".network").focus()
    page.keyboard.press("o")
    page.locator("[data-order=country]").click()
    screen.settled()
    page.keyboard.press("t")
    page.get_by_role("columnheader", name="Degree").click()
    expect(page.locator(".table-panel .ag-row").first).to_be_visible()
    assert {"Anna Adler", "Boris Baum"} <= screen.names()
    assert "Carl Cook" not in screen.names()
    assert {PRIGOZHIN, WAGNER}.isdisjoint(screen.places())


def test_7_what_falls_without_one_source(screen: Screen, gazette: Gazette) -> None:
    gazette.say(BEFORE + AFTER, ACTORS)
    screen.open()
    now = drawn(screen)
    screen.page.locator(".network").focus()
    screen.page.keyboard.press("s")
    sources = screen.body.locator(".trust .source")
    expect(sources).to_have_count(2)
    expect(sources.locator(".fall").filter(has_text="triangles")).to_have_count(1)
    screen.body.get_by_role("switch").first.click()
    screen.until(f"cy.edges().filter(e => e.visible()).length < {now}")
