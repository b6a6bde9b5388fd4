"""The page of the loads in a real browser: what it says of each source, and what a person can ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from cypher.graph import Graph
from tests.explorer import loads
from tests.explorer.screen import EMPTY, opened


@dataclass
class Loads:
    """The page of the loads."""

    page: Page
    url: str

    def card(self, source: str) -> Locator:
        """The card of a source."""
        return self.page.locator(f".job[data-source={source}]")

    def asked(self, graph: Graph) -> list[tuple[str, str, str | None]]:
        """What has been asked of the scheduler."""
        return [(row["kind"], row["source"], row["run"]) for row in reversed(graph.ask("requests"))]


@pytest.fixture(scope="module")
def planted(connected: Graph) -> Graph:
    """A graph with a source in each state, and no scheduler."""
    connected.command(EMPTY)
    loads.plant(connected)
    return connected


@pytest.fixture(scope="module")
def jobs(browser: Browser, explorer_url: str, planted: Graph) -> Iterator[Loads]:
    """The page, opened once; an error in the page's own code fails the last test."""
    with opened(browser, explorer_url, "jobs") as page:
        yield Loads(page, explorer_url)


def test_each_source_has_its_state_and_the_sick_come_first(jobs: Loads) -> None:
    states = jobs.page.locator(".jobs-list > .job > header .state:first-child").all_inner_texts()
    assert [state for state in states if state] == ["failing", "held", "late", "never", "loaded"]
    expect(jobs.page.locator(".jobs-head h2")).to_have_text("3 sources need a person")
    assert len({mark.inner_html() for mark in jobs.page.locator(".jobs-head .state-mark").all()}) == 5
    expect(jobs.card("b-failing").locator(".job-why")).to_contain_text("answered 404 Not Found <img src=x")
    expect(jobs.card("c-held").locator(".job-why")).to_contain_text("409 of 4,100 statements would be withdrawn")
    expect(jobs.card("d-late").locator(".job-why")).to_contain_text("was due")
    over = jobs.page.locator(".jobs-over")
    expect(over.locator("summary").first).to_have_text("1 source is paused")
    expect(jobs.card("f-paused")).to_be_hidden()
    over.locator("summary").first.click()
    expect(jobs.card("f-paused")).to_be_visible()
    expect(jobs.card("f-paused").locator("header .badges")).to_contain_text("paused")
    expect(jobs.card("f-paused").locator(".facts")).to_contain_text("paused by maria@desk")
    expect(jobs.card("a-fresh").locator(".facts")).to_contain_text("Every 15th minute of every hour")
    expect(jobs.card("e-never")).to_contain_text("No run yet")
    assert jobs.page.title() == "Loads · faultlines"


def test_charts_tell_each_run(jobs: Loads) -> None:
    card = jobs.card("a-fresh")
    expect(card.locator(".spark").first.locator(".run")).to_have_count(30)
    assert "a-fresh-30" in (card.locator(".spark title").nth(29).text_content() or "")
    assert "18,400 created" in (card.locator(".spark").last.locator("title").first.text_content() or "")
    expect(jobs.card("b-failing").locator(".run-failed .cross")).to_have_count(1)


def test_refused_rows_are_counted_by_reason_also_when_the_same_input_came_again(jobs: Loads) -> None:
    card = jobs.card("a-fresh")
    card.locator("summary", has_text="14 rows rejected").click()
    expect(card.locator(".reasons li").first).to_contain_text("no such date: …")
    expect(card.locator(".reasons .number")).to_have_text(["9", "5"])
    expect(card.locator(".job-more code")).to_have_text("faultlines rejects list --run a-fresh-21")


def test_a_dead_scheduler_is_said_with_the_command_and_what_is_asked_for_waits(jobs: Loads, planted: Graph) -> None:
    alarm = jobs.page.locator(".jobs-alarm")
    expect(alarm).to_contain_text("No scheduler has ever run here")
    expect(alarm.locator("code")).to_have_text("faultlines jobs run")
    loads.beat(planted, alive=False)
    expect(alarm).to_contain_text("No scheduler is live")
    expect(alarm).to_contain_text("last was heard of 1 hour ago")
    jobs.card("b-failing").get_by_role("button", name="Run now").click()
    expect(jobs.card("b-failing").locator(".job-asked")).to_contain_text("waits: no scheduler is live")
    expect(jobs.card("b-failing").get_by_role("button", name="Run now")).to_be_disabled()
    assert jobs.asked(planted) == [("run", "b-failing", None)]


def test_it_looks_again_by_itself(jobs: Loads, planted: Graph) -> None:
    loads.beat(planted)
    expect(jobs.page.locator(".jobs-alarm")).to_be_hidden()
    expect(jobs.card("b-failing").locator(".job-asked")).to_contain_text("the scheduler will start it")
    planted.command("MATCH (q:Request) SET q.status = 'done', q.ended_at = datetime(), q.answer = $a", {"a": "loaded"})
    loads.run(planted, "b-failing", 10, loads.datetime.now(loads.UTC), 2)
    expect(jobs.card("b-failing").locator("header .state")).to_have_text("loaded")
    expect(jobs.card("b-failing").locator(".job-asked")).to_contain_text("A run: loaded")
    expect(jobs.card("b-failing").locator(".job-why")).to_have_count(0)


def test_a_held_run_shows_what_it_would_change_and_is_accepted_only_when_asked_twice(
    jobs: Loads, planted: Graph
) -> None:
    card = jobs.card("c-held")
    card.locator("summary").click()
    rows = card.locator(".differences tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(f"Office of Foreign Assets Control designates {loads.HOSTILE}")
    expect(rows.first.locator(".old")).to_contain_text("programme: RUSSIA-EO14024")
    expect(rows.last.locator(".pill")).to_have_text("our reader")
    expect(card.locator(".differences-room")).to_contain_text("the first 2 of 412")
    card.get_by_role("button", name="Accept …").click()
    card.get_by_role("button", name="No", exact=True).click()
    card.get_by_role("button", name="Drop …").click()
    expect(card.locator(".decide")).to_contain_text("Discard c-held-2?")
    card.get_by_role("button", name="No", exact=True).click()
    assert len(jobs.asked(planted)) == 1
    card.get_by_role("button", name="Accept …").click()
    card.get_by_role("button", name="Yes, accept").click()
    expect(card.locator(".job-asked")).to_contain_text("Accepting is requested")
    assert jobs.asked(planted)[1:] == [("accept", "c-held", "c-held-2")]
    expect(card.locator(".differences tbody tr")).to_have_count(2)  # stays open over a look


def test_a_schedule_is_paused_and_resumed(jobs: Loads, planted: Graph) -> None:
    jobs.card("a-fresh").get_by_role("button", name="Pause").click()
    expect(jobs.card("a-fresh").locator(".job-asked")).to_contain_text("A pause is requested")
    jobs.card("f-paused").get_by_role("button", name="Resume").click()
    expect(jobs.card("f-paused").locator(".job-asked")).to_contain_text("Resuming is requested")
    assert jobs.asked(planted)[2:] == [("pause", "a-fresh", None), ("resume", "f-paused", None)]


def test_a_failure_is_said(jobs: Loads) -> None:
    jobs.page.route("**/jobs/ask", lambda route: route.abort())
    jobs.card("e-never").get_by_role("button", name="Run now").click()
    expect(jobs.page.locator(".jobs-alarm")).to_contain_text("The explorer does not answer")
    jobs.page.unroute("**/jobs/ask")


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, "{}", 403),
        ({"X-Faultlines": "jobs"}, "{}", 403),
        ({"X-Faultlines": "jobs", "Content-Type": "text/plain"}, "{}", 403),
        ({"X-Faultlines": "jobs", "Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"}, "{}", 403),
        ({"X-Faultlines": "jobs", "Content-Type": "application/json"}, '{"kind": "delete", "source": "x"}', 400),
        ({"X-Faultlines": "jobs", "Content-Type": "application/json"}, '{"kind": "run", "source": "nowhere"}', 200),
    ],
)
def test_another_site_can_ask_for_nothing(
    jobs: Loads, planted: Graph, headers: dict[str, str], body: str, status: int
) -> None:
    before = jobs.asked(planted)
    asking = HTTPConnection(jobs.url.removeprefix("http://"), timeout=30)
    asking.request("POST", "/jobs/ask", body, headers)
    answer = asking.getresponse()
    text = answer.read().decode()
    asking.close()
    assert answer.status == status
    assert jobs.asked(planted) == before
    assert status != 200 or "has no source" in json.loads(text)["failed"]


def test_on_a_phone_nothing_is_wider_than_the_screen(jobs: Loads) -> None:
    jobs.page.set_viewport_size({"width": 390, "height": 844})
    assert jobs.page.evaluate("() => document.documentElement.scrollWidth") == 390
    for part in (".jobs-head", ".job", ".differences-room", ".spark"):
        box = jobs.page.locator(part).first.bounding_box()
        assert box
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 390
