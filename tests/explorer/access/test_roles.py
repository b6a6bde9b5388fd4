"""Every route and every callback has a role, and the server asks for it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from cypher.settings import Settings
from explorer.access.roles import CALLBACKS, DUTIES, ROUTES, UNATTENDED, Role, callback_key
from explorer.app import create_app
from tests.explorer.access.conftest import LogIn

VALUES = {
    "path": "console",
    "name": "none.js",
    "filename": "none.js",
    "package_name": "dash",
    "fingerprinted_path": "x.js",
}


@pytest.fixture(scope="module")
def app(settings: Settings) -> Dash:
    """The explorer with all its routes and callbacks."""
    return create_app(settings)


def callbacks(app: Dash) -> dict[str, Any]:
    """The callbacks of the server, by their first output."""
    return {callback_key(name): (name, entry) for name, entry in app.callback_map.items() if "callback" in entry}


def address(rule: Rule) -> str:
    """An address that a rule matches."""
    path: str = rule.rule
    for argument in rule.arguments:
        for kind in ("path:", "string:", ""):
            path = path.replace(f"<{kind}{argument}>", VALUES[argument])
    return path


def test_every_route_is_declared_and_every_declaration_has_a_route(app: Dash) -> None:
    rules = {rule.rule for rule in app.server.url_map.iter_rules()}
    assert rules == set(ROUTES)


def test_every_callback_is_declared_and_every_declaration_has_a_callback(app: Dash) -> None:
    assert set(callbacks(app)) == set(CALLBACKS)


def test_what_pages_ask_by_themselves_is_a_route_or_a_callback() -> None:
    assert {*ROUTES, *CALLBACKS} >= UNATTENDED
    assert set(DUTIES) == set(Role)


def test_nothing_but_what_is_public_is_answered_without_a_login(app: Dash, visitor: FlaskClient) -> None:
    for rule in app.server.url_map.iter_rules():
        for method in rule.methods or ():
            answer = visitor.open(address(rule), method=method, headers={"X-Faultlines": "console"}, json={})
            if ROUTES[rule.rule] is None:
                assert answer.status_code not in (401, 500), (method, rule)
            elif rule.rule in ("/", "/<path:path>", "/account", "/account/password"):
                assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/login"), (method, rule)
            else:
                assert answer.status_code == 401, (method, rule)
                assert answer.headers["X-Faultlines-Login"] == "/login"


@pytest.mark.parametrize("path", ["/nothing", "/login/", "/LOGIN", "/login/../console", "/healthz/x"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"])
def test_what_is_no_route_takes_a_login_too(visitor: FlaskClient, path: str, method: str) -> None:
    assert visitor.open(path, method=method).status_code in (303, 308, 401, 404, 405)
    assert visitor.open(path, method=method).get_data(as_text=True).find("_dash-config") == -1


@pytest.mark.parametrize(("name", "role"), [("rita", Role.READER), ("ana", Role.ANALYST), ("adam", Role.ADMIN)])
def test_each_route_asks_for_its_role(app: Dash, log_in: LogIn, name: str, role: Role) -> None:
    client = log_in(name)
    for rule in app.server.url_map.iter_rules():
        needed = ROUTES[rule.rule]
        if needed is None or rule.rule in ("/account/password", "/_dash-update-component"):
            continue
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        answer = client.open(address(rule), method=method, data="{", headers={"X-Faultlines": "none"})
        # What passes the gate is rejected behind it, since it says nothing that a route understands.
        refused = answer.status_code == 403 and b"Only an" in answer.data
        assert refused is not role.covers(needed), (rule, answer.status_code, answer.data[:100])


@pytest.mark.parametrize("name", ["rita", "ana"])
def test_each_callback_asks_for_its_role(monkeypatch: pytest.MonkeyPatch, app: Dash, log_in: LogIn, name: str) -> None:
    client = log_in(name)
    for key, (output, _) in callbacks(app).items():
        body = {"output": output, "outputs": [], "inputs": [], "changedPropIds": []}
        monkeypatch.setitem(CALLBACKS, key, Role.ADMIN)
        answer = client.post("/_dash-update-component", json=body)
        assert (answer.status_code, json.loads(answer.data)) == (403, {"failed": "Only an admin may do this."})
        monkeypatch.setitem(CALLBACKS, key, Role.READER)
        assert client.post("/_dash-update-component", json=body).status_code == 400, "it passes, and is no real request"


def test_what_is_not_declared_takes_an_admin(monkeypatch: pytest.MonkeyPatch, log_in: LogIn) -> None:
    monkeypatch.delitem(ROUTES, "/_dash-layout")
    assert log_in("ana").get("/_dash-layout").status_code == 403
    assert log_in("adam").get("/_dash-layout").status_code == 200
    body = {"output": "unknown.children", "outputs": [], "inputs": []}
    assert log_in("ana").post("/_dash-update-component", json=body).status_code == 403


def test_a_role_covers_those_before_it() -> None:
    assert [[role.covers(needed) for needed in Role] for role in Role] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]
