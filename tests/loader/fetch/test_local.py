"""Files of this machine: named, or the newest of a folder that is watched."""

from __future__ import annotations

import gzip
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cypher.errors import FetchError
from loader.fetch.files import IncomingFile
from tests.loader.fetch.conftest import Fetch
from tests.loader.fetch.test_fetch import LIST, OTHER, TWO, said

LATER = datetime.now(UTC) + timedelta(hours=1)
"""An hour from now every file of a test has rested."""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """The folder that is watched."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def put(path: Path, body: bytes = LIST, day: str = "2024-06-01") -> Path:
    """A file that was last changed on a day."""
    path.write_bytes(body)
    then = datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()
    os.utime(path, (then, then))
    return path


def test_a_file_beside_the_manifest(get: Fetch, tmp_path: Path) -> None:
    put(tmp_path / "list.csv")
    fetched = get("../../list.csv", now=LATER)
    assert (said(fetched), fetched.input.dated["actors"]) == (LIST, date(2024, 6, 1))
    assert get(str(tmp_path / "list.csv"), now=LATER).same
    with pytest.raises(FetchError, match="no such file:") as raised:
        get("missing.csv", now=LATER)
    assert raised.value.heals


def test_the_newest_that_matches(get: Fetch, inbox: Path) -> None:
    put(inbox / "actors_1.csv", b"-", "2024-01-01")
    put(inbox / "actors_2.csv", LIST, "2024-03-01")
    put(inbox / "other.csv", b"-", "2024-09-01")
    for unfinished in ("actors_3.csv.part", ".actors_4.csv", "actors_5.csv~", "actors_6.csv.crdownload"):
        put(inbox / unfinished, b"-", "2024-09-01")
    assert said(get(f"{inbox}/", now=LATER)) == LIST
    assert said(get(f"{inbox}/actors_1*", now=LATER)) == b"-"
    assert said(get({"folder": str(inbox), "match": "OTHER.*"}, now=LATER)) == b"-"
    with pytest.raises(FetchError, match=r"no file in .*inbox matches nothing\*") as raised:
        get(f"{inbox}/nothing*", now=LATER)
    assert raised.value.heals
    with pytest.raises(FetchError, match="can't be read"):
        get(f"{inbox}/missing/", now=LATER)


def test_a_date_in_the_name_says_which_is_newest(get: Fetch, inbox: Path) -> None:
    put(inbox / "actors_2024-05-02.csv", LIST, "2024-06-01")
    put(inbox / "actors_2024-05-01.csv", OTHER, "2024-06-20")  # copied in later
    fetched = get(f"{inbox}/", now=LATER)
    assert (said(fetched), fetched.input.names["actors"].name) == (LIST, "actors_2024-05-02.csv")


def test_a_file_still_being_written_is_not_taken(get: Fetch, inbox: Path) -> None:
    put(inbox / "actors.csv")
    soon = datetime.now(UTC) + timedelta(seconds=3)  # the time of the change is set back, that of the entry is not
    with pytest.raises(FetchError, match="may still be written to") as raised:
        get(f"{inbox}/", now=soon)
    assert raised.value.heals
    assert raised.value.retry_after == pytest.approx(7, abs=2)
    assert said(get(f"{inbox}/", now=soon + timedelta(seconds=10))) == LIST
    assert said(get({"folder": str(inbox), "settle": 0}, now=soon)) == LIST
    assert said(get(f"{inbox}/", now=soon - timedelta(days=2))) == LIST  # the clock was set back


def test_a_file_that_changes_while_it_is_read(get: Fetch, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(inbox / "actors.csv")

    write = IncomingFile.write

    def slow(draft: IncomingFile, piece: bytes) -> None:
        write(draft, piece)
        path.write_bytes(LIST + OTHER)

    monkeypatch.setattr(IncomingFile, "write", slow)
    with pytest.raises(FetchError, match="changed while it was read") as raised:
        get(str(path), now=LATER)
    assert raised.value.heals


def test_the_parts_of_one_edition(get: Fetch, inbox: Path) -> None:
    put(inbox / "actors_0501.csv", LIST, "2024-05-01")
    put(inbox / "MORE_0501.csv", OTHER, "2024-05-01")
    fetched = get(f"{inbox}/", parts=TWO, now=LATER)
    assert (said(fetched), said(fetched, "more")) == (LIST, OTHER)
    put(inbox / "actors_0502.csv", LIST, "2024-05-02")
    assert get(f"{inbox}/", parts=TWO, now=LATER).input.parts.keys() == {"actors"}
    needed = {**TWO, "more": {"file": "more.csv"}}
    with pytest.raises(FetchError, match=r"actors_0502.csv is there, more_0502.csv beside it is not") as raised:
        get(f"{inbox}/", parts=needed, now=LATER)
    assert raised.value.heals


def test_a_packed_file(get: Fetch, inbox: Path) -> None:
    put(inbox / "actors.csv.gz", gzip.compress(LIST))
    fetched = get(f"{inbox}/", now=LATER)
    assert (said(fetched), fetched.input.names["actors"].name) == (LIST, "actors.csv")
