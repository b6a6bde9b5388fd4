"""Files that say little and decode to much are rejected in one line, before they cost memory or time."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from cypher.errors import InputError, UsageError
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from cypher.settings import Settings
from loader.catalogue.part import Part
from loader.draft.folder import new_source
from loader.fetch.packed import single_file
from loader.model.row import Rejected, Row
from loader.reading.formats import confined, decoder, delimited
from loader.reading.formats.header import MOST_COLUMNS
from loader.reading.formats.opening import open_rows
from tests.conftest import Faultlines
from tests.loader.conftest import Folder, Loads
from tests.loader.sheets import MAIN, RELATIONS, cell, packed, xlsx

HEAD = f'<row r="1">{cell("A1", "key")}{cell("B1", "name")}</row>'
LONG = "x" * 1_000_000
MEMORY = "needs more than 256 MB to decode: rejected"
REAL = MEMORY.replace("256", "1,024")


def sheet_of(path: Path, rows: str, shared: str | None = None, head: str = HEAD) -> Path:
    """A workbook whose sheet has these rows, and one shared string."""
    with zipfile.ZipFile(xlsx(path, {"One": []})) as archive:
        parts = {name: archive.read(name).decode("utf-8").partition("?>")[2] for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = f"<worksheet {MAIN}><sheetData>{head}{rows}</sheetData></worksheet>"
    if shared is not None:
        parts["xl/sharedStrings.xml"] = f"<sst {MAIN}><si><t>{shared}</t></si></sst>"
        link = f'<Relationship Id="s" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        relations = "xl/_rels/workbook.xml.rels"
        parts[relations] = parts[relations].replace("</Relationships>", link)
    return packed(path, parts)


def citing(path: Path, times: int) -> Path:
    """A workbook that cites one long shared string many times."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, times + 2))
    return sheet_of(path, rows, LONG)


def table(path: Path, values: Any) -> Path:
    """A Parquet file of one column."""
    parquet.write_table(pa.table({"key": values}), path, compression="zstd")
    return path


def same_text(count: int) -> pa.DictionaryArray:
    """One long text, many times."""
    return pa.DictionaryArray.from_arrays(pa.array([0] * count, pa.int32()), pa.array([LONG]))


BOMBS: list[tuple[str, Callable[[Path], Path], str]] = [
    (
        "far cell.xlsx",
        lambda path: sheet_of(path, f'<row r="1048576">{cell("XFD1048576", 1)}</row>'),
        MEMORY,
    ),
    (
        "farther than any sheet.xlsx",
        lambda path: sheet_of(path, f'<row r="99999999999">{cell("ZZZZZZ99999999999", 1)}</row>'),
        "no workbook, or damaged",
    ),
    (
        "one row beyond the last.xlsx",
        lambda path: sheet_of(path, f'<row r="4000000000">{cell("A4000000000", 1)}</row>', head=""),
        "no workbook, or damaged: a sheet has 1,048,576 rows",
    ),
    ("shared 1,000 times.xlsx", lambda path: citing(path, 1000), MEMORY),
    ("shared 30 times.xlsx", lambda path: citing(path, 30), "more than 16 MB of rows in a file of this size"),
    ("dictionary.parquet", lambda path: table(path, same_text(1500)), MEMORY),
    ("nothing but rows.parquet", lambda path: table(path, pa.nulls(100_000, pa.int8())), "more than 16 MB of rows"),
    ("lists.parquet", lambda path: table(path, pa.array([["y" * 100] * 200_000] * 40)), MEMORY),
]


def all_rows(path: Path, **part: Any) -> list[Row | Rejected]:
    """The rows of a file."""
    return [row for row in open_rows(path, Part(file=path.name, **part), path) if isinstance(row, Row | Rejected)]


@pytest.mark.parametrize(("name", "write", "reason"), BOMBS, ids=[bomb[0] for bomb in BOMBS])
def test_what_decodes_to_too_much_is_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, write: Any, reason: str
) -> None:
    monkeypatch.setattr(confined, "MEMORY", 256 << 20)
    monkeypatch.setattr(confined, "ROWS_AT_LEAST", 16 << 20)
    monkeypatch.setattr(confined, "RATIO", 1)
    path = write(tmp_path / name)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(InputError, match=reason) as caught:
        for _ in open_rows(path, Part(file=name), path):
            pass
    assert caught.value.file == path


def test_a_cell_far_down_is_a_row_with_its_number(tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "t.xlsx", f'<row r="1048576">{cell("A1048576", "x")}</row>')
    (row,) = all_rows(path)
    assert (row.origin.line, isinstance(row, Row) and row.fields) == (1048576, {"key": "x", "name": ""})


def test_a_long_row_is_rejected_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table(tmp_path / "t.parquet", ["a", "y" * (decoder.LONGEST_ROW + 1), "c"])
    first, second, third = all_rows(path)
    assert [row.origin.line for row in (first, second, third)] == [1, 2, 3]
    assert isinstance(second, Rejected)
    assert "a row of more than" in second.reason


@pytest.mark.parametrize("limit", ["memory", "seconds"])
def test_limits_hold_where_the_platform_keeps_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    without = tmp_path / "decoder.py"
    text = Path(decoder.__file__).read_text("utf-8")
    without.write_text(text.replace("        import resource\n", "        raise ImportError\n"), "utf-8")
    monkeypatch.setattr(decoder, "__file__", str(without))
    monkeypatch.setattr(confined, "KEEPS_LIMITS", False)
    monkeypatch.setattr(confined, "MEMORY" if limit == "memory" else "SECONDS", (64 << 20) if limit == "memory" else 0)
    path = table(tmp_path / "t.parquet", same_text(1500))
    with pytest.raises(InputError, match=r"needs more than (64 MB|0 s) to decode: rejected"):
        all_rows(path)


def test_seconds_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "SECONDS", 1)
    path = tmp_path / "t.parquet"
    group = pa.table({"key": pa.array([7] * 1_000_000, pa.int32())})
    with parquet.ParquetWriter(path, group.schema) as writer:
        for _ in range(100):  # many times more rows than any machine decodes in that time, in a few kilobytes
            writer.write_table(group)
    with pytest.raises(InputError, match=r"needs more than 1 s to decode: rejected"):
        for _ in confined.decoded("parquet", path, path, "no Parquet", most=1 << 40):
            pass


def test_no_process_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def noting(*arguments: Any, **options: Any) -> Any:
        started.append(real(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noting)
    path = table(tmp_path / "t.parquet", [str(n) for n in range(100_000)])
    rows = open_rows(path, Part(file=path.name), path)
    next(rows)
    rows.close()  # type: ignore[attr-defined]
    assert [process.returncode is not None for process in started] == [True]


def test_columns_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(",".join(f"c{n}" for n in range(300_000)) + "\n" + "," * 299_999 + "\n")
    for part in ({}, {"number_unnamed": True}):
        with pytest.raises(InputError, match=r"300,000 columns, more than 16,384"):
            all_rows(path, **part)
    wide = table(tmp_path / "t.parquet", ["x"])
    parquet.write_table(pa.table({f"c{n}": [1] for n in range(MOST_COLUMNS + 1)}), wide)
    with pytest.raises(InputError, match=r"16,385 columns, more than 16,384"):
        all_rows(wide)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{" + ",".join('"a":1' for _ in range(500_000)) + "}", "the field 'a' occurs twice"),
        ("{" + ",".join(f'"a{n // 2}":1' for n in range(200_000)) + "}", "the field 'a0' occurs twice"),
        ("{" + ",".join(f'"a{n}":1' for n in range(20_000)) + "}", "20,000 fields, more than 16,384"),
        ('{"a":' * 300_000 + "1" + "}" * 300_000, "nested too deep"),
        ('{"a":' + "[" * 500_000 + "]" * 500_000 + "}", "nested too deep"),
        ('{"a":"' + "x" * 5_000_000 + '"}', "more than 4,000,000 characters in one line"),
    ],
)
def test_a_line_of_json_has_bounds(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(f'{{"a":1}}\n{line}\n{{"a":{"9" * 10_000}}}\n')
    first, second, third = all_rows(path)
    assert isinstance(second, Rejected)
    assert (second.origin.line, reason in second.reason) == (2, True)
    assert isinstance(first, Row)
    assert isinstance(third, Row)
    assert third.fields == {"a": "9" * 10_000}


def test_columns_of_all_json_lines_are_counted(faultlines: Faultlines, source: Folder, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    lines = ({"key": str(n), "name": "N", **{f"{n}_{m}": 1 for m in range(1000)}} for n in range(20))
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    source(
        "tiny", parts={"rows": {"file": "rows.jsonl", "actors": {"key": "{key}", "name": "{name}", "kind": "other"}}}
    )
    done = faultlines("check", "tiny", "--file", str(path), SOURCES=str(tmp_path / "sources"))
    assert "its rows have more than 16,384 different columns" in done.stderr
    assert done.returncode == 1


def test_a_row_over_many_lines_has_bounds(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n" + '"x\n",' * (delimited.LONGEST_ROW // 4) + "\n")
    with pytest.raises(InputError, match="a row of more than 4,000,000 bytes"):
        all_rows(path)


def test_a_pattern_without_end_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n" + "a" * 30_000 + "!,2\n")
    with pytest.raises(InputError, match=r"t\.csv:3: a: the pattern '\(1\|\(a\+\)\+\$\)' takes more than 1 s"):
        all_rows(path, patterns={"a": "(1|(a+)+$)"})


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("a{100000000}", "repeats too much"),
        ("((a{500}){500}){500}", "repeats too much"),
        ("(" * 480 + ")" * 480, "is not a regular expression"),
        ("a" * 1001, "a pattern of more than 1,000 characters"),
        ("a{99999999999999999999}", "repeats too much"),
        ("(", "is not a regular expression"),
    ],
)
def test_a_pattern_has_bounds(pattern: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Part(file="t.csv", patterns={"a": pattern})


@pytest.mark.parametrize(
    "encoding", ["bz2", "zlib", "punycode", "idna", "undefined", "unicode_escape", "x\0y", "rot13"]
)
def test_a_codec_is_no_encoding(encoding: str) -> None:
    with pytest.raises(ValueError, match="unknown encoding"):
        Part(file="t.csv", encoding=encoding)


@pytest.mark.parametrize("name", ["far cell.xlsx", "dictionary.parquet"])
def test_nothing_is_lost_by_a_bomb(loads: Loads, source: Folder, graph: Graph, tmp_path: Path, name: str) -> None:
    folder = source("tiny", actors="key,name,kind\na,Alpha,person\n")
    loads("tiny")
    before = graph_fingerprint(graph)
    path = next(write for called, write, _ in BOMBS if called == name)(tmp_path / f"actors{Path(name).suffix}")
    with pytest.raises(InputError, match=REAL):
        loads("tiny", path)
    assert graph_fingerprint(graph) == before
    run = graph.ask("runs", source="tiny")[0]
    assert (run["status"], REAL in run["error"]) == ("failed", True)
    assert loads("tiny").same
    assert folder.is_dir()


@pytest.mark.parametrize("name", ["far cell.xlsx", "dictionary.parquet"])
def test_check_and_a_draft_say_it_in_one_line(
    faultlines: Faultlines, source: Folder, tmp_path: Path, name: str
) -> None:
    path = next(write for called, write, _ in BOMBS if called == name)(tmp_path / f"actors{Path(name).suffix}")
    source("tiny", parts={"actors": {"file": path.name}})
    sources = str(tmp_path / "sources")
    for arguments in (["check", "tiny", "--file"], ["source", "new", "other", "--from"]):
        done = faultlines(*arguments, str(path), SOURCES=sources)
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
        assert f"{path}: {REAL}" in done.stderr
    assert not (tmp_path / "sources" / "other").exists()


def test_a_zip_of_too_many_members(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "t.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(250):
            archive.writestr(f"{n}/{'folder/' * 3000}member.csv", "")
    with pytest.raises(InputError, match="the zip's list of members is longer than 4 MB"):
        single_file(settings, path, tmp_path)


def irregular(tmp_path: Path) -> dict[str, Path]:
    """What has the name of a file and is none."""
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "device.csv").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.csv"))
    return {words: tmp_path / f"{words}.csv" for words in ("folder", "pipe", "device", "socket")}


def test_only_files_are_read(settings: Settings, tmp_path: Path, faultlines: Faultlines, source: Folder) -> None:
    source("tiny", actors="key,name,kind\na,Alpha,person\n")
    sources = str(tmp_path / "sources")
    for words, path in irregular(tmp_path).items():
        for suffix in (".csv", ".jsonl", ".xlsx", ".parquet"):
            with pytest.raises(InputError, match=f"a {words}, no file"):
                list(open_rows(path, Part(file=f"t{suffix}"), path.with_suffix(suffix)))
        with pytest.raises(UsageError, match=f"a {words}, no file"):
            new_source(settings, "other", path, tmp_path)
        done = faultlines("check", "tiny", "--file", str(path), SOURCES=sources, timeout=60)
        assert (done.returncode, f"{path}: a {words}, no file" in done.stderr) == (2, True)


def test_the_decoder_needs_nothing_of_ours() -> None:
    text = "import sys, runpy; runpy.run_path(sys.argv[1], run_name='x'); print(*sys.modules)"
    command = [sys.executable, "-P", "-c", text, decoder.__file__]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert not {"cypher", "loader", "explorer", "pydantic"} & set(names)
