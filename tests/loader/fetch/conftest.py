"""A publisher on loopback, and sources that come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cypher.settings import Settings
from loader.catalogue.source import open_source
from loader.fetch import Fetched, fetch
from tests.loader.conftest import Folder
from tests.loader.fetch.publisher import Publisher

Fetch = Callable[..., Fetched]


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """A server of this test's own."""
    with Publisher() as running:
        yield running


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """Settings that let loopback be fetched from."""
    return Settings(
        home=tmp_path / "home",
        sources=[tmp_path / "sources"],
        fetch_private=["127.0.0.0/8"],
        fetch_wait=5,
        fetch_total=20,
    )


@pytest.fixture
def get(here: Settings, source: Folder) -> Fetch:
    """Fetches the one part, `actors`, of a source from somewhere: `get(address)`."""

    def run(
        origin: Any, *, settings: Settings = here, again: bool = False, now: Any = None, **manifest: Any
    ) -> Fetched:
        parts = {"parts": {"actors": {"file": "actors.csv"}}}
        folder = source("tiny", **{"from": origin}, **(parts | manifest))
        return fetch(settings, open_source(folder), again=again, now=now)

    return run
