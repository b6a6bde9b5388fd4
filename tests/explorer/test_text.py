"""People's texts are texts: nothing of them becomes part of the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from cypher.graph import Graph
from tests.explorer.screen import Screen

EVIL = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>'
WRITE = """
CREATE (a:Actor {id: 'test:evil', name: 'Evil ' + $evil, names: ['Evil ' + $evil, $evil], kind: 'person', live: true})
CREATE (b:Actor {id: 'test:other', name: 'Other', names: ['Other'], kind: 'organization', live: true})
CREATE (r:Record {id: 'evil:1', source: 'evil', name: $evil, names: [$evil], kind: 'person', live: true,
  description: $evil, url: 'javascript:window.hurt=1'})-[:DESCRIBES]->(a)
CREATE (a)-[:SUPPLIES {id: 'evil:1', statement: 'evil', source: 'evil', said_by: $evil, evidence: $evil,
  stance: 'asserted', url: 'data:text/html,' + $evil, locator: $evil, goods: $evil}]->(b)
"""


@pytest.fixture
def evil(network: Graph) -> Iterator[None]:
    """An actor whose every text is an attack."""
    network.command(WRITE, {"evil": EVIL})
    yield
    network.command("MATCH (n) WHERE n.id STARTS WITH 'test:' OR n.id = 'evil:1' DETACH DELETE n")


def test_attacks_in_texts_stay_texts(evil: None, screen: Screen) -> None:
    screen.page.locator("#search").fill("Evil")
    expect(screen.page.locator("#hits .hit-name").first).to_contain_text(EVIL)
    screen.page.locator("#hits .hit").first.click()
    expect(screen.body.locator("h2")).to_have_text(f"Evil {EVIL}")
    screen.settled()
    screen.page.evaluate("() => faultlines.expand('test:evil')")
    screen.until("cy.getElementById('test:other').length === 1")
    screen.page.evaluate("() => faultlines.choose({kind: 'pair', a: 'test:evil', b: 'test:other'})")
    expect(screen.body.locator(".card")).to_contain_text(EVIL)
    screen.page.evaluate("() => void faultlines.showMenu(cy.getElementById('test:evil'))")
    expect(screen.page.locator("#menu .menu-title")).to_contain_text(EVIL)
    assert screen.page.evaluate("() => window.hurt === undefined")
    assert screen.page.locator("img").count() == 0
    links = screen.page.evaluate("() => [...document.links].map(a => a.protocol)")
    assert set(links) <= {"http:", "https:"}


@pytest.mark.parametrize("typed", ['"', "\\", "a AND OR NOT", "*:*", "(((", "name:x~", "/.*/", "-", "   "])
def test_search_takes_any_text(screen: Screen, typed: str) -> None:
    screen.page.locator("#search").fill(typed + "wagner")
    expect(screen.page.locator("#hits")).not_to_be_empty()
    expect(screen.page.locator("#trouble")).to_be_hidden()
