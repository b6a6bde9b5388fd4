"""The explorer served by several processes, under a prefix: what they share, and how they stop."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from cypher import engine
from cypher.console.gate import at_a_time
from cypher.console.watch import statement
from cypher.graph import Graph
from cypher.settings import Settings
from tests.events import await_event
from tests.explorer.pages.test_console import LONG, OURS, running
from tests.explorer.screen import COLD, Screen
from tests.explorer.web.test_probes import get, samples

PLACES = at_a_time(Settings(neo4j_uri=None))
EACH = min(4, PLACES)
"""Statements that run at a time on this machine: of all, and of one tab."""


class Served:
    """A running `faultlines serve --workers 2`."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address
        self.host = re.sub(r"^http://|/.*$", "", address)
        self.said: list[str] = []
        assert process.stderr is not None
        self.reader = threading.Thread(target=self.said.extend, args=(process.stderr,), daemon=True)
        self.reader.start()

    def post(self, what: str, body: dict[str, str]) -> HTTPConnection:
        """Ask something of the console, on a connection of its own."""
        asking = HTTPConnection(self.host, timeout=60)
        asking.request("POST", f"/under/console/{what}", json.dumps(body), OURS)
        return asking

    def events(self) -> list[dict[str, object]]:
        """What it has logged."""
        return [json.loads(line) for line in self.said if line.startswith("{")]


@pytest.fixture(scope="module")
def served(surroundings: dict[str, str], server: engine.Status, network: Graph) -> Iterator[Served]:
    """Two workers under a prefix, logging JSON."""
    environment = surroundings | {"FAULTLINES_URL_PREFIX": "/under", "FAULTLINES_LOG": "json"}
    with subprocess.Popen(
        [str(Path(sys.executable).with_name("faultlines")), "serve", "--workers", "2", "--port", "0"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        served = Served(process, await_event(process, "explorer started")["address"])
        try:
            yield served
        finally:
            process.terminate()
            process.wait(40)


def test_every_address_of_the_page_stands_under_the_prefix(served: Served, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    screen = Screen(page, served.address).open()
    page.get_by_role("link", name="Console").click()
    page.locator("body[data-console=ready]").wait_for(timeout=COLD)
    assert page.url == f"{served.address}/console"
    page.locator(".console .cm-content").click()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".console .outcome")).to_contain_text("rows")
    page.get_by_role("link", name="Back to the network").click()
    assert screen.settled().names()
    outside = [address for address in asked if address.startswith("http") and not address.startswith(served.address)]
    assert not outside


def test_a_proxy_may_take_the_prefix_off(served: Served) -> None:
    for path in ("/under/healthz", "/healthz", "/under/readyz"):
        assert get(f"http://{served.host}{path}")[0] == 200
    assert 'src="/under/' in get(f"http://{served.host}/")[1]


def test_figures_are_those_of_all_workers(served: Served) -> None:
    key = ("faultlines_query_seconds_count", (("query", "pulse"),))
    before = samples(get(f"{served.address}/metrics")[1]).get(key, 0)
    for _ in range(12):
        get(f"{served.address}/readyz")
    assert samples(get(f"{served.address}/metrics")[1])[key] == before + 12


def test_a_few_at_a_time_over_all_workers_and_hanging_up_ends_them(served: Served, network: Graph) -> None:
    asking = [served.post("run", {"client": "tab", "run": f"r{n}", "text": LONG}) for n in range(6)]
    assert running_of(network, EACH)
    one = served.post("run", {"client": "another", "run": "r", "text": LONG})
    assert running_of(network, min(EACH + 1, PLACES)), "another tab has a limit of its own"
    for connection in (*asking, one):
        connection.close()
    assert running(network, False)


def running_of(network: Graph, wanted: int) -> bool:
    """Wait until so many statements of people run on the server."""
    return any(len(network.read(statement("running"), {"run": None})) == wanted for _ in range(3_000))


def test_a_worker_that_is_killed_is_replaced_and_holds_no_place(served: Served, network: Graph) -> None:
    asking = [served.post("run", {"client": "tab", "run": f"k{n}", "text": LONG}) for n in range(EACH)]
    assert running_of(network, EACH)
    before = psutil.Process(served.process.pid).children()
    for worker in before:
        worker.kill()
    psutil.wait_procs(before, 20)
    for connection in asking:
        connection.close()
    after = served.post("run", {"client": "tab", "run": "after", "text": "RETURN 1 AS one"})
    assert json.loads(after.getresponse().read())["state"] == "done"
    after.close()
    assert running(network, False)


def test_it_stops_when_told_and_what_it_logged_is_json(served: Served) -> None:
    served.process.terminate()
    assert served.process.wait(40) == 0
    served.reader.join(10)
    assert not [line for line in served.said if not line.startswith("{")]
    requests = [event for event in served.events() if event["event"] == "request"]
    (run,) = [event for event in requests if event["path"] == "/console/run" and event["status"] == 200][-1:]
    assert run["seconds"] is not None
    assert not [event for event in requests if event["path"] == "/healthz"]
