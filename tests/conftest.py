"""One Neo4j and one browser for each worker's session; a test that asks for `graph` begins with an empty one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from tests import java
from tests.cypher import small

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FIRST = (
    "test_attacks",
    "test_bulk",
    "test_faultlines",
    "test_server",
    "test_kills",
    "test_any_order",
    "test_console",
    "test_workers",
    "test_answers_random",
    "test_queries_random",
    "test_lessons",
    "test_run",
    "test_service",
    "test_notebook",
    "test_outages",
    "test_sequences",
    "test_mutations",
    "test_packaging",
)
"""Modules of more than ten seconds, the longest first: else one worker ends minutes after the other."""
WITHOUT_EXTRAS = Path(__file__).with_name("without_extras")
"""What hides the extra `notebook` from every Python that is started with this folder on its path."""
Faultlines = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put what takes long first where several workers share the modules."""
    if hasattr(config, "workerinput"):
        last = len(FIRST)
        order = {name: number for number, name in enumerate(FIRST)}
        items.sort(key=lambda item: order.get(item.path.stem, last))


@pytest.fixture(scope="session", autouse=True)
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An environment and a working folder without anybody's own settings; the engine's cache stays the person's."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("FAULTLINES_") and name != "FAULTLINES_CACHE"]:
            patch.delenv(name)
        patch.chdir(tmp_path_factory.mktemp("elsewhere"))
        patch.setenv("FAULTLINES_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("FAULTLINES_HEAP", "1g")
        patch.setenv("FAULTLINES_RUNAWAY_RESTART", "0")
        patch.setenv("PYTHONPATH", str(WITHOUT_EXTRAS))  # a quarter of a command's time would be pandas
        java.quicken(patch)
        yield dict(os.environ)


@pytest.fixture(scope="session")
def settings(surroundings: dict[str, str]) -> Settings:
    """The settings of the session's graph, running or not."""
    return Settings.read()


@pytest.fixture(scope="session")
def server(settings: Settings) -> Iterator[engine.Status]:
    """The session's Neo4j."""
    try:
        yield engine.start(settings)
    finally:
        engine.stop(settings)


@pytest.fixture(scope="session")
def connected(settings: Settings, server: engine.Status) -> Iterator[Graph]:
    """The session's connection, with the schema applied."""
    with Graph.connect(settings) as graph:
        graph.ensure_schema()
        yield graph


@pytest.fixture
def graph(connected: Graph) -> Graph:
    """An empty graph: the schema stays, the data goes."""
    small.empty(connected)
    return connected


@pytest.fixture(scope="session")
def faultlines(surroundings: dict[str, str]) -> Faultlines:
    """The real command line: `faultlines("graph", "status", HOME=…)` runs it with FAULTLINES_HOME set so."""

    def run(*arguments: str, timeout: float = 300, **changes: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("faultlines")), *arguments]
        env = surroundings | {f"FAULTLINES_{name}": value for name, value in changes.items()}
        return subprocess.run(
            command,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, without pytest's warnings about its event loop."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium that is there; else one that can be had; else a failure that says so."""
    browser = open_browser(playwright)
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of 1280 by 800; an error in the page's own code fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(15_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors, f"errors in the page: {errors}"


def open_browser(playwright: Playwright) -> Browser:
    """Launch what is found, or what could be installed."""
    for find in (found_chromium, apt_chromium):
        if path := find():
            return playwright.chromium.launch(executable_path=path, args=FLAGS)
    try:
        return playwright.chromium.launch(args=FLAGS)
    except Error:
        done = subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, text=True, check=False
        )
    if done.returncode:
        pytest.fail(
            "The browser tests need Chromium or Chrome: none is on the PATH, apt-get could not install it, and "
            f"Playwright could not download its own:\n{done.stderr or done.stdout}",
            pytrace=False,
        )
    return playwright.chromium.launch(args=FLAGS)


def found_chromium() -> str | None:
    """A Chromium or Chrome on the PATH."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


def apt_chromium() -> str | None:
    """Debian's Chromium, where we may install it."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return None
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", "--quiet", *arguments], env=env, capture_output=True, check=False)
    return found_chromium()
