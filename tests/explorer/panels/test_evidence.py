"""Evidence one click away: statements of a pair, records of an actor, the query behind them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from cypher.graph import Graph
from tests.explorer.screen import MINISTRY, PRIGOZHIN, PUTIN, WAGNER, Screen

NORTH_KOREA = "states:PRK"
WITHDRAW = """
MATCH (a:Actor {id: $a}), (b:Actor {id: $b})
CREATE (a)-[:WITHDRAWN {id: 'test-gone:1', statement: 'test-gone', type: 'SUPPLIES', source: 'wagner-2023',
  said_by: 'Somebody', evidence: 'No longer said', stance: 'asserted', why: 'retracted', confidence: 0.6,
  url: 'javascript:alert(1)', recorded_at: datetime('2023-01-21'), withdrawn_at: datetime('2023-02-01')}]->(b)
"""


LIST = """
MATCH (a:Actor {id: $a}), (b:Actor {id: $b})
CREATE (a)-[:DESIGNATES {id: 'test-listed:1', statement: 'test-listed', source: 'test-list', said_by: 'The list',
  evidence: 'Entry 7', stance: 'asserted', recorded_run: 'test-list-1', recorded_at: datetime('2023-02-01'),
  said_at: date('2022-12-28')}]->(b)
WITH a UNWIND [[1, '2022-12-28'], [2, '2023-01-26']] AS run
CREATE (:Run {id: 'test-list-' + run[0], source: 'test-list', n: run[0], status: 'done', reads: 'snapshot',
  started_at: datetime('2023-02-01'), said_at: date(run[1])})
"""


@pytest.fixture
def listed(network: Graph) -> Iterator[None]:
    """A listing without a date on two editions of a list."""
    network.command(LIST, {"a": MINISTRY, "b": NORTH_KOREA})
    yield
    network.command("MATCH ()-[r:DESIGNATES {id: 'test-listed:1'}]->() DELETE r")
    network.command("MATCH (run:Run {source: 'test-list'}) DELETE run")


@pytest.fixture
def withdrawn(network: Graph) -> Iterator[None]:
    """A statement that its source has taken back, with an address that must not be followed."""
    network.command(WITHDRAW, {"a": NORTH_KOREA, "b": WAGNER})
    yield
    network.command("MATCH ()-[r:WITHDRAWN {id: 'test-gone:1'}]->() DELETE r")


@pytest.fixture
def weak(network: Graph) -> Iterator[None]:
    """A name of Wagner that each of its sources calls weak."""
    about = "MATCH (:Actor {id: $a})<-[:DESCRIBES]-(r:Record) "
    network.command(about + "SET r.weak_names = [name IN r.names WHERE name <> 'Wagner Group'][..1]", {"a": WAGNER})
    yield
    network.command(about + "REMOVE r.weak_names", {"a": WAGNER})


def test_a_name_that_its_source_calls_weak_says_so(weak: None, screen: Screen) -> None:
    screen.page.evaluate("(actor) => faultlines.choose({kind: 'actor', actor})", WAGNER)
    expect(screen.body.locator(".pill.name").first).to_be_visible()
    expect(screen.body.locator(".pill.name [title*='weak alias']").first).to_have_text("weak")


def test_an_edge_shows_who_says_what_and_when_it_held(screen: Screen) -> None:
    screen.click_edge(NORTH_KOREA, WAGNER)
    card = screen.body.locator(".card")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("North Korea supplies Wagner Group")
    expect(card).to_contain_text("US NSC")
    expect(card).to_contain_text("2022-11 – 2022-12")
    expect(card).to_contain_text("90%")
    expect(card).to_contain_text("rockets")
    expect(card).to_contain_text("P1")
    citation = card.get_by_role("button", name="Copy citation").get_attribute("data-copy")
    assert citation is not None
    assert "US NSC" in citation
    assert "2022-11 – 2022-12" in citation


def test_an_undated_listing_says_which_editions_of_the_list_had_it(listed: None, screen: Screen) -> None:
    screen.page.evaluate("([a, b]) => faultlines.choose({kind: 'pair', a, b})", [MINISTRY, NORTH_KOREA])
    card = screen.body.locator(".card")
    expect(card).to_contain_text("on the list by 2022-12-28, at least until 2023-01-26")
    citation = card.get_by_role("button", name="Copy citation").get_attribute("data-copy")
    assert "(on the list by 2022-12-28, at least until 2023-01-26), according to" in (citation or "")


def test_a_citation_is_copied(screen: Screen) -> None:
    screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.click_edge(NORTH_KOREA, WAGNER)
    screen.body.get_by_role("button", name="Copy citation").click()
    expect(screen.page.locator("#notice")).to_have_text("Copied")
    assert "North Korea supplies Wagner Group" in screen.page.evaluate("() => navigator.clipboard.readText()")


def test_denials_stand_beside_what_they_deny(screen: Screen) -> None:
    screen.page.evaluate("([a, b]) => faultlines.choose({kind: 'pair', a, b})", [PUTIN, PRIGOZHIN])
    expect(screen.body.locator(".card")).to_have_count(3)
    denied = screen.body.locator(".card.denied")
    expect(denied).to_have_count(1)
    expect(denied).to_contain_text("Denied by")
    expect(denied).to_contain_text("Kremlin")


def test_denied_and_doubtful_edges_are_faint(screen: Screen) -> None:
    between = [e for e in screen.edges("RIVAL_OF") if {e["source"], e["target"]} == {PUTIN, PRIGOZHIN}]
    assert sorted((e["denied"], e["faint"]) for e in between) == [(0, 1), (1, 0)]


def test_what_was_withdrawn_is_marked_and_its_unsafe_link_is_text(withdrawn: None, screen: Screen) -> None:
    screen.click_edge(NORTH_KOREA, WAGNER)
    expect(screen.body.locator(".card")).to_have_count(2)
    gone = screen.body.locator(".card.withdrawn")
    expect(gone).to_contain_text("2023-02-01: retracted by the source")
    expect(gone).to_contain_text("javascript:alert(1)")
    expect(gone.locator("a")).to_have_count(0)


def test_an_actor_shows_names_identifiers_and_records(screen: Screen) -> None:
    screen.click(PRIGOZHIN)
    expect(screen.body.locator("h2")).to_have_text("Yevgeny Prigozhin")
    expect(screen.body).to_contain_text("Евгений Пригожин")
    expect(screen.body).to_contain_text("ofac:21171")
    expect(screen.body.locator(".record")).to_have_count(1)
    expect(screen.body.locator(".eyebrow")).to_have_text("person")


def test_the_query_behind_is_there_to_copy(screen: Screen) -> None:
    screen.click_edge(NORTH_KOREA, WAGNER)
    expect(screen.body.locator(".card")).to_have_count(1)
    screen.page.get_by_role("button", name="Query behind this").click()
    dialog = screen.page.get_by_role("dialog")
    expect(dialog.locator("code", has_text="evidence").first).to_be_visible()
    expect(dialog).to_contain_text("MATCH")
    text = dialog.get_by_role("button", name="Copy").first.get_attribute("data-copy")
    assert text is not None
    assert text.startswith(":params {`a`: ")
    assert "states:PRK" in text


def test_paths_between_two_actors_with_their_polarity(screen: Screen) -> None:
    screen.page.locator("#on").fill("2022-11-15")
    screen.page.locator("#on").press("Enter")
    screen.until("cy.edges(`[type = 'LEADS']`).some(e => e.data('undated'))")
    screen.page.evaluate("([from, to]) => faultlines.choose({kind: 'paths', from, to})", [NORTH_KOREA, PRIGOZHIN])
    first = screen.body.locator(".paths .path").first
    expect(first).to_contain_text("North Korea")
    expect(first).to_contain_text("Wagner Group")
    expect(first.locator(".sign")).to_have_text("+")
    expect(screen.body.locator(".paths > li").first).to_contain_text("1 of 2 steps not dated; the rest held 2022-11")
    first.click()
    expect(first).to_have_attribute("aria-current", "true")
    screen.until("cy.edges().filter(e => e.data('trace')).length > 0")
    traced = screen.page.evaluate("() => cy.nodes().filter(n => n.data('trace')).map(n => n.id())")
    assert set(traced) == {NORTH_KOREA, WAGNER, PRIGOZHIN}
    screen.page.keyboard.press("Escape")
    screen.until("cy.edges().filter(e => e.data('trace')).length === 0")


def test_no_path_takes_a_designation_or_passes_an_authority(screen: Screen) -> None:
    authorities = {edge["source"] for edge in screen.edges("DESIGNATES")}
    assert len(authorities) > 1
    screen.page.evaluate("([from, to]) => faultlines.choose({kind: 'paths', from, to})", [NORTH_KOREA, WAGNER])
    expect(screen.body.locator("h2")).to_have_text("North Korea to Wagner Group")
    expect(screen.body).to_contain_text("Designations are no ties")
    asked = screen.body.locator(".path").evaluate_all("all => all.map(e => JSON.parse(e.dataset.request).actors)")
    assert asked
    assert not authorities & {actor for actors in asked for actor in actors[1:-1]}


def test_evidence_keeps_what_the_filter_leaves_out_in_a_fold(screen: Screen) -> None:
    screen.page.evaluate("([a, b]) => faultlines.choose({kind: 'pair', a, b})", [PUTIN, PRIGOZHIN])
    expect(screen.body.locator(".card")).to_have_count(3)
    screen.page.evaluate("() => faultlines.setProps('on', {value: '2023-01-20'})")
    screen.page.evaluate("() => faultlines.setProps('stances', {value: ['denied']})")
    expect(screen.body.locator(".left-out summary")).to_have_text("2 statements that the filter leaves out")
    expect(screen.body.locator(".evidence > .card")).to_have_count(1)
    expect(screen.body.locator(".evidence > .card.denied")).to_have_count(1)


def test_what_has_ended_is_marked(screen: Screen) -> None:
    screen.page.evaluate("([a, b]) => faultlines.choose({kind: 'pair', a, b})", [NORTH_KOREA, WAGNER])
    expect(screen.body.locator(".card .pill.past")).to_have_text("ended")
    expect(screen.body.locator("h2 + p")).to_have_text("1 ended, by 1 speaker")


def test_a_citation_quotes_nobody_and_comes_in_three_forms(screen: Screen) -> None:
    screen.page.evaluate("([a, b]) => faultlines.choose({kind: 'pair', a, b})", [NORTH_KOREA, WAGNER])
    copies = screen.body.locator(".card [data-copy]")
    expect(copies).to_have_count(3)
    text, bibtex, csl = copies.evaluate_all("all => all.map(e => e.dataset.copy)")
    assert "according to US NSC, as summarised by White House: North Korea Is Arming Russia in Ukraine" in text
    assert not set('“”„«»"') & set(text)
    assert bibtex.startswith("@misc{wagner-2023:")
    assert json.loads(csl)[0]["issued"] == {"date-parts": [[2023, 1, 20]]}
    assert screen.body.locator("blockquote, q").count() == 0


def test_shift_click_of_two_actors_asks_for_paths(screen: Screen) -> None:
    screen.click(PUTIN)
    screen.page.keyboard.down("Shift")
    screen.click(WAGNER)
    screen.page.keyboard.up("Shift")
    expect(screen.body.locator("h2")).to_have_text("Vladimir Putin to Wagner Group")


NAMES = """
CREATE (a:Actor {id: 'test:cohen', name: 'בנימין כהן', names: ['בנימין כהן', 'prahC'], kind: 'person', live: true})
CREATE (b:Actor {id: 'test:wagner', name: 'W\u0430gner', names: ['W\u0430gner'], kind: 'organization', live: true})
CREATE (a)-[:LEADS {id: 'test-leads:1', statement: 'test-leads', source: 'wagner-2023', said_by: 'دار النشر',
  evidence: 'Said', stance: 'asserted', recorded_at: datetime('2023-01-21')}]->(b)
"""


@pytest.fixture
def foreign(network: Graph) -> Iterator[None]:
    """Two actors whose names run from right to left, or mix alphabets."""
    network.command(NAMES)
    yield
    network.command("MATCH (a:Actor) WHERE a.id STARTS WITH 'test:' DETACH DELETE a")


def test_names_keep_their_direction_and_mixed_alphabets_are_marked(foreign: None, screen: Screen) -> None:
    screen.page.goto(f"{screen.url}/#show=test%3Acohen,test%3Awagner")
    expect(screen.body.locator(".evidence h2 bdi").first).to_have_text("בנימין כהן")
    sentence = screen.body.locator(".card .sentence bdi")
    expect(sentence).to_have_count(2)
    expect(sentence.last.locator(".mixed")).to_have_text("mixed alphabets")
    expect(screen.body.locator(".card dd bdi")).to_have_text("دار النشر")
    labels = screen.settled().page.evaluate("() => cy.nodes().map(n => n.data('label'))")
    assert "W\u0430gner ⚠" in labels
