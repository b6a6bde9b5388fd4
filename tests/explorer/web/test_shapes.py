"""Whatever a browser sends to a callback is answered: by the callback where it fits, else by 400 in one line."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from cypher.settings import Settings
from explorer.app import create_app
from explorer.bounds import MOST
from explorer.web.shapes import UPDATE


@pytest.fixture(scope="module")
def app(settings: Settings) -> Dash:
    """The explorer without a server."""
    return create_app(settings)


@pytest.fixture(scope="module")
def client(app: Dash) -> FlaskClient:
    """Who sends requests; a failure in a callback is raised here and not answered by 500."""
    app.server.testing = True
    return app.server.test_client()


def outputs_of(name: str) -> Any:
    """The outputs as Dash's renderer writes them."""
    names = name.strip(".").split("...") if name.startswith("..") else [name]
    parts = [dict(zip(("id", "property"), text.rsplit(".", 1), strict=True)) for text in names]
    return parts if name.startswith("..") else parts[0]


def send(client: FlaskClient, app: Dash, name: str, values: dict[str, Any]) -> TestResponse:
    """A callback's request, with these values by `id.property` and nothing for its other parts."""
    known = app.callback_map[name]
    body = {
        "output": name,
        "outputs": outputs_of(name),
        "changedPropIds": [f"{part['id']}.{part['property']}" for part in known["inputs"]],
        **{
            kind: [{**part, "value": values.get(f"{part['id']}.{part['property']}")} for part in known[kind]]
            for kind in ("inputs", "state")
        },
    }
    return client.post(UPDATE, data=json.dumps(body), content_type="application/json")


def callback(app: Dash, part: str) -> str:
    """The callback of the server whose first input is this part, as `id.property`."""
    (name,) = [name for name in served(app) if "{id}.{property}".format(**app.callback_map[name]["inputs"][0]) == part]
    return name


def served(app: Dash) -> list[str]:
    """The callbacks that the server answers; the others run in the browser."""
    return sorted(name for name, known in app.callback_map.items() if known.get("callback") is not None)


OPEN = {"serial": 1, "do": "relayout", "present": {"a": [0, 0], "b": [1, 1]}, "links": [["a", "b"]]}
REQUESTS: dict[str, Any] = {
    "no request": None,
    "a number": 3,
    "a list": [OPEN],
    "nothing": {},
    "no serial": {**OPEN, "serial": None},
    "another do": {**OPEN, "do": "explode"},
    "do a list": {**OPEN, "do": ["open"]},
    "a place at the end of the world": {**OPEN, "present": {"a": [1e308, 1e308]}},
    "a place that is no number": {**OPEN, "present": {"a": ["x", 0]}},
    "a place with one number": {**OPEN, "present": {"a": [0]}},
    "a place that is nothing": {**OPEN, "present": {"a": None}},
    "places in a list": {**OPEN, "present": [[0, 0]]},
    "too many places": {**OPEN, "present": {str(n): [0, 0] for n in range(2 * MOST + 1)}},
    "a long id": {**OPEN, "present": {"x" * 9_000: [0, 0]}},
    "links to nothing": {**OPEN, "links": [["a"]]},
    "links that are text": {**OPEN, "links": "ab"},
    "no links": {"serial": 1, "do": "relayout", "present": {}},
    "a view of text": {**OPEN, "do": "add", "actor": "a", "view": "middle"},
    "no actor": {**OPEN, "do": "add"},
    "an actor that is a number": {**OPEN, "do": "add", "actor": 7},
    "a type that is no name": {**OPEN, "do": "expand", "actor": "a", "type": "x`) DETACH DELETE n //"},
    "a direction": {**OPEN, "do": "expand", "actor": "a", "direction": "up"},
    "no path": {**OPEN, "do": "path", "actors": []},
    "an answer of nobody": {**OPEN, "do": "result", "actors": None},
    "too many actors": {**OPEN, "do": "result", "actors": ["a"] * (MOST + 1)},
    "nothing to restore": {**OPEN, "do": "restore", "places": {}},
    "no places to restore": {**OPEN, "do": "restore"},
    "too much to restore": {**OPEN, "do": "restore", "places": {str(n): [0, 0] for n in range(MOST + 1)}},
    "restored at the end of the world": {**OPEN, "do": "restore", "places": {"a": [-1e300, 0]}},
}


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS)
def test_a_wrong_request_changes_nothing(client: FlaskClient, app: Dash, request_: Any) -> None:
    answer = send(client, app, callback(app, "request.data"), {"request.data": request_})
    if answer.status_code == 200:  # said on the canvas
        assert "lacks" in answer.get_json()["response"]["change"]["data"]["notice"]
        return
    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert len(answer.text.splitlines()) == 1


def test_a_right_request_is_answered(client: FlaskClient, app: Dash) -> None:
    answer = send(client, app, callback(app, "request.data"), {"request.data": OPEN})
    assert answer.status_code == 200
    assert answer.get_json()["response"]["change"]["data"]["moves"].keys() == {"a", "b"}


CHOICES: dict[str, Any] = {
    "an unknown kind": {"kind": "everything"},
    "a kind that is a list": {"kind": ["actor"]},
    "no actor": {"kind": "actor"},
    "no pair": {"kind": "pair", "a": "x"},
    "no ends": {"kind": "paths"},
    "no triple": {"kind": "tension"},
    "actors that are one": {"kind": "several", "actors": "abc"},
    "a text": "actor",
}


@pytest.mark.parametrize("choice", CHOICES.values(), ids=CHOICES)
def test_a_wrong_choice_is_400(client: FlaskClient, app: Dash, choice: Any) -> None:
    assert send(client, app, callback(app, "choice.data"), {"choice.data": choice}).status_code == 400


FILTERS = [
    {"hidden": "ALLY_OF"},
    {"hidden": ["x y"]},
    {"confidence": "high"},
    {"confidence": 7},
    {"sources": {"a": 1}},
    {"on": "2020"},
    {"on": {"text": 3, "first": "", "last": ""}},
    {"stances": [None]},
    {"undated": "yes"},
    [],
    0,
]


@pytest.mark.parametrize("seen", FILTERS)
def test_a_wrong_filter_is_400(client: FlaskClient, app: Dash, seen: Any) -> None:
    values = {"request.data": OPEN, "filter.data": seen}
    assert send(client, app, callback(app, "request.data"), values).status_code == 400


ENVELOPES: dict[str, Any] = {
    "no JSON": b"{",
    "bytes": b"\xff\xfe",
    "a list": b"[]",
    "nothing": b"{}",
    "an unknown callback": b'{"output": "x.y", "outputs": {"id": "x", "property": "y"}, "inputs": []}',
    "inputs that are text": b'{"output": "change.data", "outputs": [], "inputs": "x"}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("body", ENVELOPES.values(), ids=ENVELOPES)
def test_a_wrong_envelope_is_400(client: FlaskClient, body: bytes) -> None:
    answer = client.post(UPDATE, data=body, content_type="application/json")
    assert (answer.status_code, len(answer.text.splitlines())) == (400, 1)


def test_the_parts_of_a_callback_are_its_own(client: FlaskClient, app: Dash) -> None:
    name = callback(app, "request.data")
    whole = {"output": name, "outputs": outputs_of(name), "changedPropIds": []}
    wrong: list[dict[str, Any]] = [
        {"inputs": [], "state": []},
        {"inputs": [{"id": "request", "property": "data"}], "state": []},
        {"inputs": [{"id": "filter", "property": "data"}], "state": [{"id": "request", "property": "data"}]},
        {"inputs": [{"id": {"a": 1}, "property": "data"}], "state": []},
    ]
    for parts in wrong:
        answer = client.post(UPDATE, data=json.dumps(whole | parts), content_type="application/json")
        assert answer.status_code == 400
    other = {**whole, "outputs": {"id": "x", "property": "y"}, "inputs": [{"id": "request", "property": "data"}]}
    assert client.post(UPDATE, data=json.dumps(other), content_type="application/json").status_code == 400


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["kind", "actor", "actors", "do", "serial", "present", "links", "state", "name", "on", "text"]
            )
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_value_ends_in_a_failure(client: FlaskClient, app: Dash, data: st.DataObject) -> None:
    """Any JSON in any part of any callback of the server."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    name = data.draw(st.sampled_from(served(app)))
    known = app.callback_map[name]
    parts = [f"{part['id']}.{part['property']}" for kind in ("inputs", "state") for part in known[kind]]
    values = {part: data.draw(JSON) for part in parts}
    assert send(client, app, name, values).status_code in (200, 204, 400)
