"""Dash's scripts come as one file: all of them, in their order, but those that load more from beside themselves."""

from __future__ import annotations

import gzip
import re

from flask.testing import FlaskClient

from explorer.web.bundles import YEAR
from explorer.web.scripts import LOCATES_ITSELF

SOURCES = re.compile(r'<script src="([^"]+)"></script>')


def scripts_of(client: FlaskClient) -> list[str]:
    """The addresses of the page's scripts."""
    return SOURCES.findall(client.get("/").get_data(as_text=True))


def body_of(client: FlaskClient, address: str) -> bytes:
    """What an address answers, unpacked."""
    with client.get(address, headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.status_code == 200
        assert set(answer.headers["Cache-Control"].split(", ")) >= {f"max-age={YEAR}"}
        body = answer.get_data()
        return gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body


def test_the_page_has_one_script_of_all_that_can_be_joined(client: FlaskClient) -> None:
    joined, *others = scripts_of(client)
    assert joined.startswith("/bundles/dash/dash-renderer-")
    body = body_of(client, joined)
    assert body.startswith(b";\n")
    assert LOCATES_ITSELF not in body
    parts = [body.index(part) for part in (b"ReactDOM", b"DashRenderer", b"dash_cytoscape", b"dash_html_components")]
    assert body.index(b"React=") < parts[0]
    assert all(LOCATES_ITSELF in body_of(client, other) for other in others)
    assert len(others) == len(set(others)) == 2


def test_another_name_is_not_found(client: FlaskClient) -> None:
    assert client.get("/bundles/dash/dash-renderer-0000000000000000.js").status_code == 404


def test_what_dash_asks_first_is_fetched_with_the_page(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    for path in ("/_dash-layout", "/_dash-dependencies"):
        assert f'<link rel="preload" as="fetch" crossorigin href="{path}">' in page
