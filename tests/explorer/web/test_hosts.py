"""The explorer answers to its own names only, whatever is asked for."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from cypher.settings import Settings
from explorer.app import create_app
from explorer.web.hosts import HostMiddleware

ROUTES = ("/", "/console", "/healthz", "/metrics", "/_dash-layout", "/bundles/none.js", "/console/run", "/nothing")


def knows(host: str, listening: str = "127.0.0.1", allowed: tuple[str, ...] = ()) -> bool:
    """Whether an explorer that listens there answers to the header."""
    return HostMiddleware(lambda environ, start: [], listening, allowed).knows(host)


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8050", "localhost.", "127.0.0.1:8050", "127.8.9.1", "[::1]:8050", "[0:0:0:0:0:0:0:1]"],
)
def test_loopback_is_known(host: str) -> None:
    assert knows(host)


@pytest.mark.parametrize(
    "host",
    [
        *(
            "",
            "evil.example",
            "evil.example:8050",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "10.0.0.5",
            "[::2]",
        ),
        *("localhost@evil.example", "localhost, evil.example", "localhost evil", "localhost:1:2", "localhost:", "::1"),
        *(
            "127.1",
            "2130706433",
            "0x7f000001",
            "loc\u0430lhost",
            "localhost\n",
            "[::1",
            "http://localhost",
            "localhost/",
        ),
    ],
)
def test_whatever_else_is_not(host: str) -> None:
    assert not knows(host)


def test_the_address_that_is_listened_on_and_allowed_names_are_known() -> None:
    assert knows("10.0.0.5:8050", "10.0.0.5")
    assert knows("Graph.Example.org:443", allowed=("graph.example.org",))
    assert not knows("example.org", allowed=("graph.example.org",))
    assert not knows("10.0.0.6", "10.0.0.5")


@pytest.mark.parametrize("listening", ["0.0.0.0", "::"])
def test_who_listens_everywhere_is_known_by_numbers_and_by_no_name(listening: str) -> None:
    assert knows("10.0.0.5:8050", listening)
    assert knows("[fd00::5]:8050", listening)
    assert not knows("evil.example", listening)


@given(st.text(max_size=40))
def test_any_header_is_judged(host: str) -> None:
    assert knows(host) in (True, False)


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_every_route_rejects_another_name(client: FlaskClient, path: str, method: str) -> None:
    answer = client.open(path, method=method, headers={"Host": "evil.example:8050"})
    assert (answer.status_code, answer.mimetype) == (421, "text/plain")
    assert "allowed_hosts" in answer.get_data(as_text=True)


def test_a_prefix_changes_nothing(settings: Settings) -> None:
    client = create_app(settings.model_copy(update={"url_prefix": "/under"})).server.test_client()
    assert client.get("/under/healthz", headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/under/healthz").status_code == 200
