"""The app as an object: what importing does, how panels are found, what a taken port says."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import ClientsideFunction, Dash
from playwright.sync_api import Page, expect
from plotly.utils import PlotlyJSONEncoder

from cypher import schema
from cypher.errors import UsageError
from cypher.graph import Graph
from cypher.settings import Settings
from explorer import pages as pages_package
from explorer import panels as panels_package
from explorer.app import create_app
from explorer.graph import health_of
from explorer.ids import Id
from explorer.network.palette import PAINTS
from explorer.network.stylesheet import stylesheet
from explorer.page import pages
from explorer.panel import inspectors, panels
from explorer.serving.server import listen, listening_address
from explorer.web.bundles import EXPLORER
from tests.explorer.screen import COLD


def test_two_apps_in_one_process_have_all_callbacks(settings: Settings) -> None:
    one, other = create_app(settings), create_app(settings)
    one._setup_server()  # type: ignore[no-untyped-call]
    other._setup_server()  # type: ignore[no-untyped-call]
    assert one.callback_map.keys() == other.callback_map.keys()
    assert len(one.callback_map) > 10


def test_every_script_is_known_before_the_first_request(settings: Settings) -> None:
    """A worker's first requests come side by side: none of them may find the app half made."""
    app = create_app(settings)
    known = {path for paths in app.registered_paths.values() for path in paths}
    assert any("react-dom" in path for path in known)
    assert any("dash_renderer" in path for path in known)


def test_the_inspector_says_something_before_the_graph_has_answered(settings: Settings) -> None:
    app = create_app(settings)
    with app.server.app_context():
        assert "Press / to search in any script." in json.dumps(app.layout(), cls=PlotlyJSONEncoder)


def test_importing_connects_to_nothing() -> None:
    code = "import sys, explorer.app, explorer.panel as p; p.panels(); print('neo4j' in sys.modules, len(p.panels()))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=".")
    assert found.stdout.split()[1] == str(len(panels()))


def test_every_choice_has_an_inspector() -> None:
    assert set(inspectors()) == {
        "actor",
        "pair",
        "rows",
        "tension",
        "paths",
        "several",
        "group",
        "gathered",
        "overview",
        "questions",
        "question",
        "views",
        "view",
        "trust",
        "notes",
        "camps",
    }


def drawn_ids(app: Dash) -> list[str]:
    """The ids of everything that the frame and the pages show."""
    with app.server.app_context():
        drawn = [app.layout(), *(page.draw() for page in pages())]
    text = json.dumps(drawn, cls=PlotlyJSONEncoder)
    return re.findall(r'"id": "([^"]+)"', text)


def test_ids_are_unique(settings: Settings) -> None:
    ids = drawn_ids(create_app(settings))
    assert len(ids) == len(set(ids)) > 40
    assert set(Id) <= set(ids)


def test_scripts_speak_of_known_ids(settings: Settings) -> None:
    pattern = re.compile(r"""(?:getElementById|setStore|setProps)\("([a-z-]+)\"""")
    scripts = [*EXPLORER.glob("browser/**/*.js"), *EXPLORER.glob("pages/*/*.js"), *EXPLORER.glob("panels/*/*.js")]
    spoken = {name for script in scripts for name in pattern.findall(script.read_text("utf-8"))}
    of_dash = {"_dash-config"}
    assert spoken - set(drawn_ids(create_app(settings))) - of_dash == set()
    assert len(spoken) > 15


def test_callbacks_of_the_browser_are_provided(settings: Settings) -> None:
    named = {f.function_name for part in panels() for _, _, f in part.callbacks if isinstance(f, ClientsideFunction)}
    provided = {
        name
        for path in EXPLORER.glob("panels/*/*.js")
        for name in re.findall(r'provide\("(\w+)"', path.read_text("utf-8"))
    }
    assert named == provided


def test_the_stylesheet_draws_every_type_and_kind() -> None:
    for scheme in PAINTS:
        rules: dict[str, dict[str, Any]] = {}
        for rule in stylesheet(scheme):
            rules.setdefault(rule["selector"], {}).update(rule["style"])
        for kind in schema.EDGE_TYPES:
            look = kind.look
            assert rules[f'edge[type = "{kind.name}"]']["line-color"] == (
                look.light if scheme == "light" else look.dark
            )
        shapes = {rules[f'node[kind = "{kind}"]']["shape"] for kind in schema.Kind}
        assert len(shapes) == len(schema.Kind)


@pytest.mark.parametrize(
    ("version", "statements", "state"),
    [
        (schema.VERSION, 33, "ok"),
        (schema.VERSION, 0, "empty"),
        (None, 0, "empty"),
        (schema.VERSION + 1, 33, "schema"),
        (schema.VERSION - 1, 33, "schema"),
    ],
)
def test_health_is_judged(version: int | None, statements: int, state: str) -> None:
    health = health_of(version, statements)
    assert health["state"] == state
    assert bool(health["fix"]) == (state != "ok")


def test_a_taken_port_names_the_option() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"port {port} on 127\.0\.0\.1 is in use: .*--port {port + 1}"):
            listen("127.0.0.1", port)


def test_a_free_port_is_named() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert listening_address(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"


PANEL = """
from dash import Input, Output, html
from explorer.panel import Panel
panel = Panel("weather", "over")

@panel.layout
def layout():
    return html.Div("No rain", id="weather")
"""
PAGE = """
from dash import html
from flask import Blueprint
from explorer.page import Page, page_header
routes = Blueprint("almanac", __name__, url_prefix="/almanac")
page = Page("almanac", "/almanac", "Almanac", "clock", routes=routes)

@page.layout
def layout():
    return html.Div([page_header("Almanac"), html.Main("Full moon")], className="room")
"""


@pytest.fixture
def extended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A panel and a page in folders of their own, and nothing else changed."""
    for package, name, file, text in (
        (panels_package, "weather", "panel", PANEL),
        (pages_package, "almanac", "page", PAGE),
    ):
        folder = tmp_path / package.__name__ / name
        folder.mkdir(parents=True)
        (folder / "__init__.py").touch()
        (folder / f"{file}.py").write_text(text, "utf-8")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder.parent)])
    forget_parts()
    yield
    forget_parts()
    for name in [name for name in sys.modules if {"weather", "almanac"} & set(name.split("."))]:
        del sys.modules[name]


def forget_parts() -> None:
    """Have the folders of panels and pages read again."""
    for known in (panels, pages, inspectors):
        known.cache_clear()


def test_a_new_panel_and_a_new_page_are_found_by_their_folders(
    extended: None, network: Graph, serve: Callable[[Settings], str], settings: Settings, page: Page
) -> None:
    url = serve(settings)
    page.goto(url)
    page.locator("body[data-health=ok]").wait_for(timeout=COLD)
    expect(page.locator(".stage #weather")).to_have_text("No rain")
    page.locator(".header a[data-page='/almanac']").click()
    expect(page.locator("#page-almanac main")).to_have_text("Full moon")
    expect(page).to_have_title("Almanac · faultlines")
