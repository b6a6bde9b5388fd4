"""When the graph is down, empty or of another schema, the screen says so, and comes back by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pydantic import SecretStr

from cypher import engine, schema
from cypher.engine.home import Home
from cypher.graph import Graph
from cypher.settings import Settings
from explorer.graph import GraphReader
from explorer.panels.trouble.panel import trouble_page
from tests.explorer.proxy import Proxy
from tests.explorer.screen import EMPTY, PRIGOZHIN, PUTIN, Screen


@pytest.fixture
def behind_door(page: Page, serve: Callable[[Settings], str], settings: Settings, proxy: Proxy) -> Screen:
    """An explorer that reaches the graph through a door."""
    known = engine.locate(settings)
    away = settings.model_copy(
        update={
            "neo4j_uri": f"bolt://127.0.0.1:{proxy.port}",
            "neo4j_user": known.user,
            "neo4j_password": SecretStr(known.password),
            "query_timeout": 5.0,
        }
    )
    return Screen(page, serve(away))


def test_a_graph_that_goes_away_and_comes_back_keeps_the_canvas(
    behind_door: Screen, proxy: Proxy, network: Graph
) -> None:
    screen = behind_door.open()
    screen.click(PUTIN)
    screen.page.keyboard.press("Delete")
    screen.until("cy.nodes().length === 19")
    proxy.shut()
    trouble = screen.page.locator("#trouble")
    expect(trouble).to_be_visible()
    expect(trouble).to_contain_text("The graph does not answer")
    proxy.open()
    expect(trouble).to_be_hidden(timeout=30_000)
    assert len(screen.names()) == 19
    screen.settled().click(PRIGOZHIN)
    expect(screen.body.locator("h2")).to_have_text("Yevgeny Prigozhin")


def test_a_graph_that_is_away_for_a_backup_asks_for_patience(tmp_path: Path) -> None:
    """No command is offered that would start it in the middle of its backup."""
    settings = Settings(home=tmp_path)
    home = Home(settings)
    home.make()
    home.leave("for a backup", 20)
    health = GraphReader(lambda: Graph.connect(settings), "faultlines graph start").health()
    assert health == {
        "state": "away",
        "message": "The graph is stopped for a backup; it should be back in about 20 s.",
        "fix": "",
    }
    shown = str(trouble_page(health).to_plotly_json())
    assert "back in a moment" in shown
    assert "faultlines graph start" not in shown
    assert "This fixes it" not in shown


def test_a_graph_that_is_down_from_the_start(behind_door: Screen, proxy: Proxy, network: Graph) -> None:
    proxy.shut()
    screen = behind_door
    screen.page.goto(screen.url)
    expect(screen.page.locator("#trouble")).to_contain_text("The graph does not answer")
    expect(screen.page.locator("#trouble code")).to_contain_text("faultlines graph status")
    proxy.open()
    expect(screen.page.locator("#trouble")).to_be_hidden(timeout=30_000)
    screen.until("cy.nodes().length === 20")
    expect(screen.body.locator("h2")).to_have_text("Who stands with whom, and who says so")
    expect(screen.page.locator(".banner")).to_be_visible()


@pytest.fixture
def empty(network: Graph, faultlines: Callable[..., Any]) -> Iterator[Callable[[], None]]:
    """An empty graph, and the way to fill it."""
    network.command(EMPTY)

    def fill() -> None:
        assert faultlines("load", "wagner-2023").returncode == 0

    yield fill
    if not network.ask("pulse")[0]["statements"]:
        fill()


def test_an_empty_graph_names_the_command_that_fills_it(
    page: Page, explorer_url: str, empty: Callable[[], None]
) -> None:
    page.goto(explorer_url)
    expect(page.locator("#trouble")).to_contain_text("The graph is empty")
    expect(page.locator("#trouble code")).to_have_text("faultlines load wagner-2023")
    empty()
    expect(page.locator("#trouble")).to_be_hidden(timeout=30_000)
    Screen(page, explorer_url).until("cy.nodes().length === 20")


@pytest.mark.parametrize(("version", "said"), [(schema.VERSION + 1, "a newer faultlines"), (0, "an older faultlines")])
def test_a_graph_of_another_schema(page: Page, explorer_url: str, network: Graph, version: int, said: str) -> None:
    set_version = "MERGE (m:Meta {id: 'schema'}) SET m.version = $version"
    network.command(set_version, {"version": version})
    try:
        page.goto(explorer_url)
        expect(page.locator("#trouble")).to_contain_text("belongs to another version")
        expect(page.locator("#trouble")).to_contain_text(said)
    finally:
        network.command(set_version, {"version": schema.VERSION})
    expect(page.locator("#trouble")).to_be_hidden(timeout=30_000)
