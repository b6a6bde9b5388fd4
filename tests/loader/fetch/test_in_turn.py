"""Increments are taken one after another: each again until it is loaded, then the one behind it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cypher.errors import FetchError, InputError, UsageError
from cypher.settings import Settings
from loader.archive.fetched import note_loaded
from loader.catalogue.source import open_source
from loader.fetch import Fetched, input_of
from loader.runs.job import Options
from loader.runs.run import load_source
from tests.loader.conftest import Folder, Loads
from tests.loader.fetch.conftest import Fetch
from tests.loader.fetch.publisher import Publisher, answer

NOW = datetime(2024, 2, 28, 12, 7, tzinfo=UTC)


def deliver(folder: Path, name: str, key: str) -> None:
    """Put a file into a folder that has rested there."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"key,name,kind\n{key},{key.upper()},state\n", "utf-8")
    os.utime(path, (0, 0))


def name_of(fetched: Fetched) -> str:
    """What the edition is called."""
    return fetched.input.names["actors"].name


def loaded(here: Settings, fetched: Fetched) -> None:
    """Note it as loaded."""
    note_loaded(here, "tiny", {part: str(entry.sha256) for part, entry in fetched.parts.items()})


def test_files_of_a_folder_come_in_turn(get: Fetch, here: Settings, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    origin = {"folder": str(inbox), "match": "*.csv", "settle": 0}
    for name in ("20240103", "20240101", "20240102"):
        deliver(inbox, f"{name}.csv", name[-1])
    names = []
    for _ in range(3):
        came = get(origin, reads="increment")
        assert get(origin, reads="increment").same, "until it is loaded, it is the same"
        names.append(name_of(came))
        loaded(here, came)
    assert names == ["20240101.csv", "20240102.csv", "20240103.csv"]
    assert get(origin, reads="increment").same
    deliver(inbox, "20240104.csv", "4")
    assert name_of(get(origin, reads="increment")) == "20240104.csv"
    assert name_of(get(origin, reads="increment", again=True)) == "20240101.csv"


def address_of(publisher: Publisher, moment: str, body: bytes | None) -> None:
    """Let the edition of a moment be there, or not."""
    status = "200 OK" if body else "404 Not Found"
    publisher.says(f"/{moment}.csv", answer(status, body=body or b""))


def test_addresses_with_a_moment_come_in_turn(publisher: Publisher, get: Fetch, here: Settings) -> None:
    origin = {"address": publisher.address("/{date:%Y%m%d%H%M%S}.csv"), "every": 15}

    def at(minutes: int) -> Fetched:
        return get(origin, reads="increment", now=NOW + timedelta(minutes=minutes))

    address_of(publisher, "20240228120000", None)
    with pytest.raises(FetchError, match="the latest edition is not there yet") as caught:
        at(0)
    assert caught.value.heals
    for place, moment in enumerate(("20240228120000", "20240228121500", "20240228124500")):
        address_of(publisher, moment, f"key,name,kind\na{place},A,state\n".encode())
    address_of(publisher, "20240228123000", None)
    address_of(publisher, "20240228130000", None)
    first = at(0)
    assert (name_of(first), at(60).same) == ("20240228120000.csv", True)
    names = []
    for _ in range(2):
        loaded(here, first)
        first = at(60)
        names.append(name_of(first))
    assert names == ["20240228121500.csv", "20240228124500.csv"], "what was left out is passed over"
    loaded(here, first)
    assert at(60).same


def test_a_load_brings_the_next_one(loads: Loads, tmp_path: Path, source: Folder) -> None:
    for key in ("1", "2"):
        deliver(tmp_path / "inbox", f"2024010{key}.csv", f"k{key}")
    origin = {"folder": str(tmp_path / "inbox"), "match": "*.csv", "settle": 0}
    turn = open_source(source("turn", **{"from": origin}, reads="increment", parts={"actors": {"file": "actors.csv"}}))
    outcomes = [
        load_source(loads.settings, loads.graph, turn, input_of(loads.settings, turn), Options()) for _ in range(3)
    ]
    assert [(outcome.difference.actors.created, outcome.same) for outcome in outcomes] == [
        (1, False),
        (1, False),
        (0, True),
    ]


@pytest.mark.parametrize(
    "origin",
    [
        {"address": "http://a.example/{date:%Y}.csv"},
        {"address": "http://a.example/list.csv", "every": 15},
        {"folder": ".", "every": 15},
        {"address": "http://a.example/{date:%Y}.csv", "every": 0},
    ],
)
def test_a_wrong_rhythm_is_refused_with_the_manifest(get: Fetch, origin: Any) -> None:
    with pytest.raises(InputError, match="from"):
        get(origin)


def test_editions_in_turn_are_of_one_part(get: Fetch, tmp_path: Path) -> None:
    parts = {"actors": {"file": "actors.csv"}, "statements": {"file": "statements.csv"}}
    with pytest.raises(UsageError, match="one after another: of one part"):
        get(f"{tmp_path}/", reads="increment", parts=parts)
