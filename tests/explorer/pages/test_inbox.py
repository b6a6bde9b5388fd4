"""The inbox in a real browser over real loads: three groups, old and new, watching, and the way to the canvas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from cypher.graph import Graph
from cypher.settings import Settings
from loader.catalogue.source import find_source
from loader.commands.input import matched_input
from loader.runs.job import Options
from loader.runs.run import load_source
from tests.explorer.screen import COLD, EMPTY, Screen, opened
from tests.loader.conftest import elsewhere

HOSTILE = "<b>Gamma</b>"
ACTORS = "key,name,kind,identifiers\na,Alpha,state,wikidata:Q1\nb,Beta,state,\nc,{name},organization,\n"
HEAD = "subject,type,object,said_by,evidence\n"


@dataclass
class Inbox:
    """The inbox's page."""

    page: Page
    url: str

    def group(self, name: str) -> Locator:
        """One of the groups."""
        return self.page.locator(f".group-{name}")

    def change(self, words: str) -> Locator:
        """The changes with these words."""
        return self.page.locator(".change", has_text=words)

    def ready(self) -> None:
        """Wait until all that is fetched by itself is there."""
        self.page.locator("body[data-inbox=ready]").wait_for(timeout=COLD)


@pytest.fixture(scope="module")
def morning(connected: Graph, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """A graph after two sources were loaded, one of them again with changes, then again by another manifest."""
    connected.command(EMPTY)
    folder = tmp_path_factory.mktemp("morning")
    mine = elsewhere(settings, folder / "home")

    def say(name: str, actors: str, statements: str = "", **manifest: Any) -> None:
        place = folder / "sources" / name
        place.mkdir(parents=True, exist_ok=True)
        files = {"actors": actors, "statements": statements} if statements else {"actors": actors}
        for part, text in files.items():
            (place / f"{part}.csv").write_text(text, "utf-8")
        parts = {part: {"file": f"{part}.csv"} for part in files}
        said = {"title": f"The {name}", "publisher": "nobody", "rank": 50, "parts": parts, "limit": {"share": 1}}
        said |= manifest
        (place / "manifest.yaml").write_text(yaml.safe_dump(said), "utf-8")
        source = find_source(mine, name)
        load_source(mine, connected, source, matched_input(source, ()), Options())

    first = HEAD + "a,supplies,b,x,Rifles.\nb,rival-of,c,x,Foes.\n"
    say("gazette", ACTORS.format(name="Gamma"), first)
    second = HEAD + "a,supplies,b,x,Drones.\na,ally-of,c,x,Friends.\n"
    say("gazette", ACTORS.format(name=HOSTILE), second)
    say("gazette", ACTORS.format(name=HOSTILE), second, confidence=0.7)
    say("almanac", "key,name,kind,identifiers\nq,Alfa,state,wikidata:Q1\n", rank=60)
    return connected


@pytest.fixture(scope="module")
def inbox(browser: Browser, explorer_url: str, morning: Graph) -> Iterator[Inbox]:
    """The page, opened once; an error in the page's own code fails the last test."""
    with opened(browser, explorer_url, "inbox") as page:
        yield Inbox(page, explorer_url)


def test_differences_are_sorted_by_who_made_them(inbox: Inbox) -> None:
    titles = inbox.page.locator(".group-head h2").all_inner_texts()
    assert titles == ["Source changed", "Our reader changed", "Identities changed", "First loads"]
    runs = inbox.group("source").locator(".run-head .mono").all_inner_texts()
    assert runs == ["gazette-2"]
    assert inbox.group("reader").locator(".run-head .mono").all_inner_texts() == ["gazette-3"]
    expect(inbox.group("reader").locator(".field").first).to_contain_text("confidence: nothing → 0.7")
    joined = inbox.group("identities").locator(".change")
    expect(joined).to_contain_text("Alfa is now one actor with Alpha")


def test_a_first_load_is_one_line_until_it_is_opened(inbox: Inbox) -> None:
    lines = inbox.page.locator(".older")
    expect(lines).to_have_count(2)
    line = lines.filter(has_text="gazette-1")
    expect(line).to_contain_text("First load of The gazette: 2 statements, 3 actors")
    line.get_by_role("button", name="Show").click()
    expect(lines).to_have_count(1)
    expect(inbox.group("source").locator(".run-head .mono")).to_have_text(["gazette-2", "gazette-1"])
    expect(inbox.change("Foes.").first).to_be_visible()
    inbox.page.reload()
    inbox.ready()
    expect(lines).to_have_count(2)


def test_old_and_new_stand_side_by_side_and_text_is_text(inbox: Inbox) -> None:
    changed = inbox.group("source").locator(".change-changed")
    expect(changed).to_have_count(2)
    expect(changed.filter(has_text="supplies").locator("del")).to_have_text("Rifles.")
    expect(changed.filter(has_text="supplies").locator("ins")).to_have_text("Drones.")
    expect(changed.filter(has_text="name:").locator("ins").first).to_have_text(HOSTILE)
    dropped = inbox.group("source").locator(".change-withdrawn")
    expect(dropped).to_have_count(1)
    expect(dropped).to_contain_text(f"Beta is a rival of {HOSTILE}")


def test_what_was_read_is_no_longer_new(inbox: Inbox) -> None:
    expect(inbox.page.locator(".new-mark").first).to_be_visible()
    inbox.page.get_by_role("button", name="Mark all as read").click()
    expect(inbox.page.locator(".new-mark")).to_have_count(0)
    inbox.page.reload()
    inbox.ready()
    expect(inbox.page.locator(".new-mark")).to_have_count(0)


def test_a_tab_that_is_pressed_while_the_page_is_drawn_again_is_clicked(inbox: Inbox) -> None:
    page = inbox.page
    page.get_by_role("tab", name="Watched").hover()
    page.mouse.down()
    with page.expect_response("**/inbox/run"):
        page.get_by_label("How far back").dispatch_event("change")
    inbox.ready()
    page.mouse.up()
    expect(page.get_by_role("tab", name="Watched")).to_have_attribute("aria-selected", "true")
    page.get_by_role("tab", name="Everything").click()
    inbox.ready()


def test_a_change_that_is_pressed_while_a_run_arrives_is_clicked(inbox: Inbox) -> None:
    watch = inbox.change("Drones.").first.locator("[data-watch]")
    watch.hover()
    inbox.page.mouse.down()
    first = inbox.page.locator(".older", has_text="gazette-1")
    first.get_by_role("button", name="Show").dispatch_event("click")
    expect(inbox.change("Foes.")).to_have_count(2)
    inbox.page.mouse.up()
    expect(watch).to_have_attribute("aria-pressed", "true")
    watch.click()
    expect(watch).to_have_attribute("aria-pressed", "false")
    inbox.page.reload()
    inbox.ready()


def test_a_change_opens_the_canvas_with_its_pair(inbox: Inbox) -> None:
    page, screen = inbox.page, Screen(inbox.page, inbox.url)
    inbox.change("Friends.").first.get_by_role("link", name="Show Alpha and").click()
    expect(page.locator("#inspector-body .evidence")).to_contain_text("Friends.")
    screen.until("cy.nodes().length >= 2")
    assert {"Alpha", HOSTILE} <= screen.settled().names()
    assert page.url.rstrip("/") == inbox.url


def test_what_is_watched_on_the_canvas_stands_in_the_inbox(inbox: Inbox) -> None:
    page = inbox.page
    page.locator("#inspector-body .watch").click()
    expect(page.locator("#inspector-body .watch")).to_have_text("Watched")
    page.get_by_role("link", name="Inbox").click()
    page.get_by_role("tab", name="Watched (1)").click()
    inbox.ready()
    expect(page.locator(".inbox-watched a")).to_have_text(f"Alpha – {HOSTILE}")
    expect(page.locator(".change")).to_have_count(2)
    expect(inbox.group("source").locator(".change")).to_contain_text("Friends.")
    expect(inbox.group("reader").locator(".change")).to_contain_text("ally of")


def test_an_actor_is_watched_from_a_change_with_all_that_is_said_of_it(inbox: Inbox) -> None:
    page = inbox.page
    page.get_by_role("tab", name="Everything").click()
    inbox.ready()
    inbox.group("identities").locator("button.watch").click()
    page.get_by_role("tab", name="Watched (2)").click()
    inbox.ready()
    expect(inbox.group("identities").locator(".change")).to_contain_text("Alfa is now one actor with Alpha")
    expect(inbox.change("Drones.")).to_have_count(2)  # the source's change, and the reader's after it
    expect(inbox.change("Foes.")).to_have_count(0)
    page.get_by_role("button", name="Stop watching Alpha", exact=True).click()
    inbox.ready()
    expect(page.locator(".change")).to_have_count(2)


def test_an_address_opens_another_tab_on_the_canvas(inbox: Inbox) -> None:
    page = inbox.page.context.new_page()
    page.goto(f"{inbox.url}/#show=gazette%3Aa,gazette%3Ab")
    page.locator("body[data-health=ok]").wait_for(timeout=COLD)
    expect(page.locator("#inspector-body .evidence h2")).to_have_text("Alpha and Beta")
    page.close()


def test_watching_nothing_says_how_to_begin(inbox: Inbox) -> None:
    inbox.page.get_by_role("button", name="Stop watching").first.click()
    inbox.ready()
    expect(inbox.page.locator(".inbox-empty h2")).to_have_text("You watch nothing yet")


def test_on_a_phone_nothing_is_wider_than_the_screen(inbox: Inbox) -> None:
    inbox.page.set_viewport_size({"width": 390, "height": 844})
    inbox.page.get_by_role("tab", name="Everything").click()
    inbox.ready()
    assert inbox.page.evaluate("() => document.documentElement.scrollWidth") == 390
    for part in (".inbox-head", ".change", ".run-head", ".change-tools"):
        box = inbox.page.locator(part).first.bounding_box()
        assert box
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 390


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [("jobs", {}, 403), ("inbox", {"days": 0}, 400), ("inbox", {"days": 9999}, 400), ("inbox", {"days": 3}, 200)],
)
def test_only_our_own_page_is_answered(inbox: Inbox, name: str, body: dict[str, int], status: int) -> None:
    asking = HTTPConnection(inbox.url.removeprefix("http://"), timeout=30)
    asking.request(
        "POST", "/inbox/recent", json.dumps(body), {"X-Faultlines": name, "Content-Type": "application/json"}
    )
    answer = asking.getresponse()
    answer.read()
    asking.close()
    assert answer.status == status


def test_pictures_and_scripts_come_from_the_page_alone(inbox: Inbox) -> None:
    scripts = Path(__file__).parents[2] / "explorer" / "pages" / "inbox"
    assert not [path for path in scripts.glob("*.js") if "http" in path.read_text() or "innerHTML" in path.read_text()]
