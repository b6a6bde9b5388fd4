"""No request sends more than it may, and none writes what it sent into the log."""

from __future__ import annotations

import logging

import pytest
from flask.testing import FlaskClient

from explorer.web.limits import LARGEST

UPDATE = "/_dash-update-component"


@pytest.mark.parametrize("path", [UPDATE, "/console/run", "/inbox/recent", "/inbox/run"])
def test_a_body_beyond_the_limit_is_413(client: FlaskClient, path: str) -> None:
    headers = {"X-Faultlines": path.split("/")[1]}
    answer = client.post(path, data=b" " * (LARGEST + 1), content_type="application/json", headers=headers)
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["dash/none.js", "nothing/none.js", "dash/../../secret.js", "%2e%2e/x.js"])
def test_a_script_that_no_component_has_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(f"/_dash-component-suites/{path}").status_code == 404


def test_what_was_sent_is_not_written_into_the_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def repeat(body: object) -> None:
        raise RuntimeError(f"can't do {body}")

    monkeypatch.setattr("explorer.pages.inbox.routes.graph_reader", lambda: repeat("x" * 80_000))
    bodies = [(UPDATE, {"output": "x" * 3_000_000, "outputs": [], "inputs": []}), ("/inbox/recent", {"days": 3})]
    for path, body in bodies:
        with caplog.at_level(logging.DEBUG):
            answer = client.post(path, json=body, headers={"X-Faultlines": "inbox"})
        assert answer.status_code >= 400
    written = sum(len(logging.Formatter().format(record)) for record in caplog.records)
    assert 0 < written < 30_000
