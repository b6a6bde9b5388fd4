"""The app as an object: what importing does, how panels are found, what a taken port says."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder

from cypher import schema
from cypher.errors import UsageError
from cypher.settings import Settings
from explorer.app import ASSETS, create_app
from explorer.graph import judged
from explorer.ids import Id
from explorer.panel import inspectors, panels
from explorer.serve import address, listen
from explorer.stylesheet import PAINTS, stylesheet


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
    assert "Press / to search in any script." in json.dumps(create_app(settings).layout(), cls=PlotlyJSONEncoder)


def test_importing_connects_to_nothing() -> None:
    code = "import sys, explorer.app, explorer.panel as p; p.panels(); print('neo4j' in sys.modules, len(p.panels()))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=".")
    assert found.stdout.split()[1] == str(len(panels()))


def test_every_choice_has_an_inspector() -> None:
    assert set(inspectors()) == {"actor", "pair", "tension", "paths", "several", "overview"}


def test_ids_are_unique() -> None:
    assert len(set(Id)) == len(Id.__members__)


def test_scripts_speak_of_known_ids() -> None:
    pattern = re.compile(r"""(?:getElementById|fl\.store|fl\.set|faultlines\.set|faultlines\.store)\("([a-z-]+)\"""")
    spoken = {
        found
        for script in (*ASSETS.glob("*.js"), *ASSETS.glob("console/*.js"))
        for found in pattern.findall(script.read_text())
    }
    assert spoken - set(Id) == set()
    assert len(spoken) > 15


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
    health = judged(version, statements)
    assert health["state"] == state
    assert bool(health["mend"]) == (state != "ok")


def test_a_taken_port_names_the_option() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"port {port} on 127\.0\.0\.1 is taken: .*--port {port + 1}"):
            listen("127.0.0.1", port)


def test_a_free_port_is_named() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert address(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"
