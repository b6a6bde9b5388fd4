"""Damaged files, one fault each: the file as a whole is rejected, or the row is, with file, line and value."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cypher.errors import InputError
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from cypher.settings import Settings
from loader.catalogue.input import Input
from loader.catalogue.source import open_source as read_folder
from loader.reading.stage import stage_input
from loader.spool import Spool
from tests.loader.conftest import Folder, Loads

BAD = Path(__file__).parents[2] / "bad"
GOOD = (BAD / "nothing-wrong.csv").read_text("utf-8")

WHOLE_FILES = [
    ("empty.csv", None, "the file is empty", None),
    ("header-only.csv", None, "a header and no rows", None),
    (
        "wrong-columns.csv",
        1,
        "wrong columns: key is missing, kind is missing, name is missing, "
        "id is unknown, sort is unknown, title is unknown",
        "id,title,sort",
    ),
    ("missing-column.csv", 1, "wrong columns: kind is missing", "key,name"),
    ("nameless-column.csv", 1, "a column in the header has no name", "key,name,kind,"),
    ("column-twice.csv", 1, "a column name occurs twice in the header", "name"),
    ("cut-off.csv", 6, "cut off in the middle of a row: 2 columns where 3 are expected", "e,Epsi"),
    ("cut-off-in-quotes.csv", 6, "cut off in the middle of a row", 'e,"Epsi'),
    ("unclosed-quote.csv", 4, "a quotation mark is never closed", 'c,"Gamma,state\n'),
    (
        "web-page.csv",
        1,
        "a web page or XML in place of rows",
        b"<!DOCTYPE html>\n<html><body><h1>503 Service Unavailable</h1>",
    ),
    ("utf-16.csv", 1, "wrong encoding: UTF-16 where utf-8-sig is expected", None),
    ("latin-1.csv", 5, "wrong encoding: not utf-8-sig at byte 3 of the line", b"d,M\xfcller,perso"),
]
"""File, line, reason, value: these fail before anything is written."""

SINGLE_ROWS = [
    ("nul.csv", [(5, "a NUL character", "d,Del\0ta,person", None)], 4),
    ("broken-quote.csv", [(5, "broken quotation mark", 'd,"Del"ta,person', None)], 4),
    (
        "broken-quote-over-lines.csv",
        [(4, "broken quotation mark", 'c,"Gamma,state', None), (5, "broken quotation mark", 'd,"Delta,person', None)],
        3,
    ),
    ("swapped-columns.csv", [(5, "kind is 'Delta', not one of person", "d,person,Delta", "tiny:d")], 4),
    ("other-width.csv", [(5, "4 columns where 3 are expected", "d,Delta,person,Russia", None)], 4),
    ("nameless.csv", [(5, "name is empty", "d,,person", "tiny:d")], 4),
    ("keyless.csv", [(5, "key is empty", ",Delta,person", None)], 4),
    (
        "two-rows-under-one-key.csv",
        [(line, "two rows say different things under one key", "tiny:b", "tiny:b") for line in (3, 7)],
        4,
    ),
]
"""File, rejected rows (line, reason, value, the record that is protected), records understood: the load goes on."""

Reading = Callable[[Path], tuple[int, list[tuple[int, str, str, str | None]], dict[str, int]]]


@pytest.fixture
def reading(source: Folder, tmp_path: Path) -> Reading:
    """Reads a file as the actors of a tiny source: records understood, rows rejected, rows skipped by rule."""
    tiny = read_folder(source("tiny", actors=GOOD))

    def read(path: Path) -> tuple[int, list[tuple[int, str, str, str | None]], dict[str, int]]:
        with Spool(tmp_path / "spool.sqlite") as spool:
            stage_input(spool, tiny, Input({"actors": path}), lambda count: None)
            rejected: Any = list(spool.rows("SELECT line, reason, value, record FROM refused ORDER BY line"))
            skipped: Any = dict(spool.rows("SELECT rule, count FROM skipped"))
            return spool.number("SELECT count(*) FROM read_record"), rejected, skipped

    return read


@pytest.mark.parametrize(("name", "line", "reason", "value"), WHOLE_FILES, ids=[case[0] for case in WHOLE_FILES])
def test_rejected_as_a_whole(reading: Reading, name: str, line: int | None, reason: str, value: object) -> None:
    with pytest.raises(InputError) as caught:
        reading(BAD / name)
    error = caught.value
    assert (error.file, error.line, error.value) == (BAD / name, line, value)
    assert error.reason == reason
    assert name in str(error)


@pytest.mark.parametrize(("name", "rejected", "understood"), SINGLE_ROWS, ids=[case[0] for case in SINGLE_ROWS])
def test_rejected_row_by_row(
    reading: Reading, name: str, rejected: list[tuple[int, str, str, str | None]], understood: int
) -> None:
    records, rows, skipped = reading(BAD / name)
    assert [(line, value, record) for line, _, value, record in rows] == [(li, va, re) for li, _, va, re in rejected]
    assert all(row[1].startswith(case[1]) for row, case in zip(rows, rejected, strict=True)), rows
    assert records == understood
    lines = len((BAD / name).read_bytes().splitlines())
    assert records + len(rows) + sum(skipped.values()) == lines - 1, "rows read = stated + rejected + skipped"


def test_a_repeated_row_is_skipped_by_a_named_rule(reading: Reading) -> None:
    assert reading(BAD / "repeated-row.csv") == (5, [], {"the same record again": 1})


def test_every_bad_file_has_its_case() -> None:
    others = {"nothing-wrong.csv", "repeated-row.csv", "no-closing-1a.csv", "closing-1a.csv"}
    assert {path.name for path in BAD.iterdir()} == {case[0] for case in (*WHOLE_FILES, *SINGLE_ROWS)} | others


@pytest.mark.parametrize("quoted", [False, True])
def test_a_field_of_ten_megabytes_is_one_rejected_row(reading: Reading, tmp_path: Path, quoted: bool) -> None:
    mark = '"' if quoted else ""
    huge = tmp_path / "huge.csv"
    huge.write_text(GOOD + f"f,{mark}{'x' * 10_000_000}{mark},person\ng,Eta,person\n", "utf-8")
    records, rejected, _ = reading(huge)
    assert records == 6
    (row,) = rejected
    assert row[0] == 7
    assert "too long" in row[1]
    assert row[2].startswith("f,")
    assert len(row[2]) <= 200


def test_a_quote_that_swallows_many_rows_is_a_fault_of_the_file(reading: Reading, tmp_path: Path) -> None:
    swallowing = tmp_path / "swallowing.csv"
    many = "".join(f"k{n},Name {n},person\n" for n in range(60_000))
    swallowing.write_text(GOOD + 'f,"Zeta,person\n' + many + 'g,"Eta",person\n', "utf-8")
    with pytest.raises(InputError, match="not closed within 1,000,000 characters") as caught:
        reading(swallowing)
    assert caught.value.line == 7


def test_line_numbers_count_lines_not_rows(reading: Reading, tmp_path: Path) -> None:
    long = tmp_path / "long.csv"
    long.write_text('key,name,kind\n\na,"Al\npha",person\n\nb,Beta,nobody\n', "utf-8")
    records, rejected, _ = reading(long)
    assert (records, [row[0] for row in rejected]) == (1, [6])


def test_more_rejected_than_understood_is_a_fault_of_the_file(reading: Reading, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(GOOD + "".join(f"k{n},Name {n},ghost\n" for n in range(21)), "utf-8")
    with pytest.raises(InputError, match="21 rows rejected and 5 understood") as caught:
        reading(bad)
    assert caught.value.line == 7
    assert "ghost" in str(caught.value)


@pytest.mark.parametrize("name", [case[0] for case in WHOLE_FILES])
def test_nothing_is_written_for_a_bad_file(loads: Loads, source: Folder, graph: Graph, name: str) -> None:
    source("tiny", actors=GOOD)
    loads("tiny")
    before = graph_fingerprint(graph)
    with pytest.raises(InputError):
        loads("tiny", BAD / name)
    assert graph_fingerprint(graph) == before
    run = graph.ask("runs", source="tiny")[0]
    assert run["status"] == "failed"
    assert name in run["error"]
    assert loads("tiny").same, "the last load still counts"


@pytest.mark.parametrize(("name", "rejected", "understood"), SINGLE_ROWS, ids=[case[0] for case in SINGLE_ROWS])
def test_the_load_goes_on_and_protects(
    loads: Loads, source: Folder, graph: Graph, name: str, rejected: list[Any], understood: int
) -> None:
    source("tiny", actors=GOOD)
    loads("tiny")
    outcome = loads("tiny", BAD / name)
    assert outcome.difference.rejected == len(rejected)
    assert outcome.difference.actors.read == outcome.difference.actors.unchanged == understood
    assert outcome.difference.actors.withdrawn == 0
    assert len(graph.read("MATCH (r:Record) WHERE r.live RETURN r.id")) == 5
    keyless = any(record is None for *_, record in rejected)
    assert outcome.status == ("held" if keyless else "done")
    assert outcome.rejects is not None
    assert outcome.rejects.stat().st_mode & 0o777 == 0o600
    kept = outcome.rejects.read_text("utf-8")
    assert kept.startswith("file,line,reason,value\n")
    assert all(f"{name},{line}," in kept for line, *_ in rejected)


def test_a_repeated_row_changes_nothing(loads: Loads, source: Folder) -> None:
    source("tiny", actors=GOOD)
    loads("tiny")
    outcome = loads("tiny", BAD / "repeated-row.csv")
    assert (outcome.status, outcome.difference.skipped, outcome.difference.actors.unchanged) == ("done", 1, 5)
    assert outcome.rejects is None


def test_an_edition_with_crlf_closes_with_1a(listing: Loads) -> None:
    with pytest.raises(InputError, match="closes with the byte 0x1A"):
        listing("ofac-sdn", BAD / "no-closing-1a.csv")
    assert listing("ofac-sdn", BAD / "closing-1a.csv").difference.actors.created == 3


def test_what_the_graph_keeps_of_a_failure_holds_no_value_of_the_file(
    mine: Settings, listing: Loads, tmp_path: Path
) -> None:
    wrong = tmp_path / "sdn.csv"
    wrong.write_text('7,"DOE, John","individual","DOB 01 Jan 1960; Passport A123456"\n', "utf-8")
    with pytest.raises(InputError, match="DOB 01 Jan 1960"):
        listing("ofac-sdn", wrong)
    error = listing.graph.ask("runs", source="ofac-sdn")[0]["error"]
    assert error == "sdn.csv:1: wrong columns: 4 columns where 12 are expected"
