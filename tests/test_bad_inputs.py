"""No input of any kind ends a command in a traceback: bad files, manifests and settings, given to every command."""

from __future__ import annotations

import csv
import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import pyarrow as pa
import pytest
import yaml
from pyarrow import parquet

import faultlines as front_door
from cypher.settings import Settings
from loader.catalogue.columns import RECORD_COLUMNS, STATEMENT_COLUMNS
from loader.catalogue.manifest import Manifest
from loader.catalogue.part import Part
from tests.conftest import Faultlines
from tests.loader.sheets import xlsx

GOOD = "key,name,kind\na,Alpha,person\nb,Beta,organization\n"
MANIFEST = {"title": "Tiny", "publisher": "nobody", "parts": {"actors": {"file": "actors.csv"}}}
CODES = (0, 1, 2, 3, 4, 5)
"""What a command may end with when nobody stops it."""


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs a command in this process, by the front door; what is no exit fails the test with its traceback."""
    monkeypatch.setenv("FAULTLINES_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FAULTLINES_SOURCES", str(tmp_path / "sources"))
    monkeypatch.setenv("FAULTLINES_NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.chdir(tmp_path)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["faultlines", *arguments])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            front_door.main()
        out, err = capfd.readouterr()
        code = ended.value.code or 0
        assert isinstance(code, int)
        assert code in CODES, (arguments, err)
        assert "Traceback" not in out + err
        return Ended(code, out, err)

    yield run
    for number, handler in handlers.items():
        signal.signal(number, handler)
    forget_help(front_door.commands)


def forget_help(command: click.Command) -> None:
    """Let commands make their option for help anew: what one was asked within stays in it, and in the pages of docs."""
    command._help_option = None
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        forget_help(inner)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The manifest of a source that is well."""
    return well(tmp_path / "sources" / "tiny")


def well(folder: Path) -> Path:
    """The manifest of a source that is well, in a folder."""
    folder.mkdir(parents=True)
    (folder / "actors.csv").write_text(GOOD)
    (folder / "manifest.yaml").write_text(yaml.safe_dump(MANIFEST))
    return folder / "manifest.yaml"


TEXT = yaml.safe_dump(MANIFEST)
MANIFESTS: dict[str, bytes] = {
    "empty": b"",
    "a comment": b"# nothing\n",
    "Latin-1": TEXT.replace("Tiny", "Müller").encode("latin-1"),
    "UTF-16": TEXT.encode("utf-16"),
    "NUL": TEXT.encode() + b"\0",
    "bytes": bytes(range(256)),
    "a list": b"- a\n- b\n",
    "a text": b"just words\n",
    "a number": b"12\n",
    "no day": TEXT.encode() + b"published: 2023-02-30\n",
    "no time": TEXT.encode() + b"published: 2023-02-28T25:61:61Z\n",
    "no month": TEXT.encode() + b"published: 2023-13-01\n",
    "a long number": TEXT.encode() + b"rank: " + b"9" * 5000 + b"\n",
    "a long hexadecimal number": TEXT.encode() + b"rank: 0x" + b"f" * 50_000 + b"\n",
    "a long base of sixty": TEXT.encode() + b"rank: 1" + b":59" * 5000 + b"\n",
    "infinite": TEXT.encode() + b"rank: .inf\nconfidence: .nan\nlimit: {share: .nan, least: .inf}\n",
    "numbers for names": TEXT.encode() + b"1: 2\n",
    "nothing for a name": TEXT.encode() + b"~: 2\n",
    "a list for a name": TEXT.encode() + b"? [a, b]\n: 2\n",
    "a map for a name": TEXT.encode() + b"? {a: b}\n: 2\n",
    "a date for a name": TEXT.encode() + b"types: {2023-01-01: {screen: x}}\n",
    "a tab": b"title:\tx\n\tpublisher: y\n",
    "an open quote": b'title: "x\npublisher: y\n',
    "an open bracket": TEXT.encode() + b"needs: [a, b\n",
    "an object": TEXT.encode() + b"rank: !!python/object/apply:os.system [ls]\n",
    "a tag": TEXT.encode() + b"rank: !unknown 5\n",
    "a binary": TEXT.encode() + b"rank: !!binary 'no base 64!'\n",
    "a set": TEXT.encode() + b"needs: !!set {a, b}\n",
    "an ordered map": TEXT.encode() + b"needs: !!omap [a, b]\n",
    "a number that is none": TEXT.encode() + b"rank: !!int five\n",
    "a float that is none": TEXT.encode() + b"rank: !!float five\n",
    "a truth that is none": TEXT.encode() + b"rank: !!bool five\n",
    "a date that is none": TEXT.encode() + b"rank: !!timestamp five\n",
    "nothing that is something": TEXT.encode() + b"rank: !!null five\n",
    "two documents": TEXT.encode() + b"---\n" + TEXT.encode(),
    "an alias of nothing": TEXT.encode() + b"needs: *nobody\n",
    "an alias of itself": TEXT.encode() + b"needs: &needs [*needs]\n",
    "a map of itself": TEXT.encode() + b"types: &types {A: *types}\n",
    "aliases of aliases": TEXT.encode()
    + b"x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n"
    + b"".join(b"x%d: &x%d [%s]\n" % (n, n, b", ".join([b"*x%d" % (n - 1)] * 10)) for n in range(1, 12)),
    "merges of merges": TEXT.encode()
    + b"x0: &x0 {a: 1}\n"
    + b"".join(b"x%d: &x%d {<<: [%s]}\n" % (n, n, b", ".join([b"*x%d" % (n - 1)] * 10)) for n in range(1, 12)),
    "a merge of a text": TEXT.encode() + b"<<: text\n",
    "a long alias": b"title: &x '" + b"y" * 100_000 + b"'\npublisher: *x\nneeds: [" + b"*x, " * 1000 + b"]\n",
    "brackets in brackets": b"title: " + b"[" * 5000 + b"]" * 5000 + b"\n",
    "maps in maps": b"title: " + b"{a: " * 5000 + b"}" * 5000 + b"\n",
    "blocks in blocks": b"".join(b" " * n + b"a:\n" for n in range(1000)),
    "too long": TEXT.encode() + b"# " + b"x" * 2_000_000 + b"\n",
    "a directive": b"%YAML 9.9\n---\n" + TEXT.encode(),
    "a bad escape": b'title: "\\xZZ"\n',
    "a surrogate": b'title: "\\ud800"\npublisher: "\\udfff"\nparts: {actors: {file: "\\ud800.csv"}}\n',
    "an origin": TEXT.encode() + b"from: http://[::1\n",
    "an address without end": TEXT.encode() + b"from: 'https://a:99999999/x'\n",
    "a folder without end": TEXT.encode() + b"from: " + b"x" * 5000 + b"/\n",
    "a file without end": b"title: x\npublisher: y\nparts: {actors: {file: '" + b"x" * 5000 + b"'}}\n",
    "a file with NUL": b'title: x\npublisher: y\nparts: {actors: {file: "a\\0b"}}\n',
    "a file elsewhere": b"title: x\npublisher: y\nparts: {actors: {file: ../../../../etc/passwd}}\n",
    "a reader of nobody": TEXT.encode() + b"reader: nobody\n",
    "a reader elsewhere": TEXT.encode() + b"reader: ../../x\n",
    "a reader with NUL": TEXT.encode() + b'reader: "a\\0b"\n',
    "a schedule without end": TEXT.encode() + b"schedule: '" + b"* " * 5000 + b"'\n",
    "a schedule of nothing": TEXT.encode() + b"schedule: {cron: {a: b}, timezone: [], jitter: {}, deadline: x}\n",
    "a time zone elsewhere": TEXT.encode() + b"schedule: {cron: '0 6 * * *', timezone: ../../etc/passwd}\n",
    "a time zone with NUL": TEXT.encode() + b'schedule: {cron: "0 6 * * *", timezone: "a\\0b"}\n',
    "a time zone without end": TEXT.encode() + b"schedule: {cron: '0 6 * * *', timezone: '" + b"x" * 5000 + b"'}\n",
    "a long jitter": TEXT.encode() + b"schedule: {cron: '0 6 * * *', jitter: '" + b"9" * 5000 + b"'}\n",
    "a long rhythm": TEXT.encode() + b"expected: " + b"9" * 5000 + b" days\n",
    "a rhythm of ages": TEXT.encode() + b"expected: 99999999999 days\n",
}
WRONG: dict[str, Any] = {
    "nothing": None,
    "true": True,
    "a number": 12,
    "less than nothing": -1,
    "a fraction": 1.5,
    "an empty text": "",
    "a text": "{x",
    "a long text": "x" * 5000,
    "a list": [],
    "a list of lists": [[["x"]]],
    "a map": {},
    "a map of maps": {"x": {"y": {"z": None}}},
    "a map of lists": {"x": [1, None, {"y": []}]},
    "numbers for names": {1: {2: 3}},
}


def entries() -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Each entry of a manifest and of its part, with each wrong value."""
    for name, value in WRONG.items():
        for field, info in Manifest.model_fields.items():
            entry = info.alias or field
            if entry not in ("id", "text_hash"):
                yield f"{entry}: {name}", entry, {**MANIFEST, entry: value}
        for field, info in Part.model_fields.items():
            entry = info.alias or field
            part = {"file": "actors.csv", entry: value}
            yield f"part {entry}: {name}", entry, {**MANIFEST, "parts": {"actors": part}}
        for field in sorted(RECORD_COLUMNS):
            block = {"key": "{key}", "name": "{name}", "kind": "other", field: value}
            part = {"file": "actors.csv", "actors": block}
            yield f"actors {field}: {name}", field, {**MANIFEST, "parts": {"actors": part}}
        for field in sorted(STATEMENT_COLUMNS):
            block = {"subject": "{key}", "object": "{name}", "type": "ally-of", "evidence": "x", field: value}
            part = {"file": "actors.csv", "statements": block}
            yield f"statements {field}: {name}", field, {**MANIFEST, "parts": {"actors": part}}


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_bad_manifest(run: Run, tiny: Path, tmp_path: Path, name: str) -> None:
    well(tmp_path / "sources" / "sound")
    tiny.write_bytes(MANIFESTS[name])
    for arguments in (["check", "tiny"], ["fetch", "tiny"]):
        ended = run(*arguments)
        assert len(ended.err.splitlines()) <= 2, ended.err
    ended = run("check", "tiny")
    if ended.code == 1:
        assert str(tiny.parent) in ended.err or "Error: tiny: " in ended.err, ended.err
    assert run("check", "sound").code == 0
    assert "sound" in run("sources").out


def test_bad_entries_of_a_manifest(run: Run, tiny: Path) -> None:
    count = 0
    for name, entry, manifest in entries():
        tiny.write_text(yaml.safe_dump(manifest))
        ended = run("check", "tiny")
        assert ended.code == 0 or "tiny" in ended.err or "actors.csv" in ended.err, (name, entry, ended.err)
        count += 1
    assert count > 500


def irregular(path: Path) -> Iterator[str]:
    """What is no file, in a file's place, one after the other."""
    path.unlink(missing_ok=True)
    path.mkdir()
    yield "a folder, no file"
    path.rmdir()
    os.mkfifo(path)
    yield "a pipe, no file"
    path.unlink()
    path.symlink_to("/dev/zero")
    yield "a device, no file"
    path.unlink()
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(path.parent)  # a socket's name may be no longer than a hundred bytes
        try:
            listener.bind(path.name)
        finally:
            os.chdir(here)
    yield "a socket, no file"
    path.unlink()


def test_a_manifest_that_is_no_file(run: Run, tiny: Path, tmp_path: Path) -> None:
    well(tmp_path / "sources" / "sound")
    for words in irregular(tiny):
        for command in ("check", "load", "fetch"):
            ended = run(command, "tiny")
            assert (ended.code, ended.err) == (1, f"Error: {tiny}: {words}\n")
        assert run("check", "sound").code == 0
        listed = run("sources")
        assert f"tiny can't be read: {tiny}: {words}" in listed.err
        assert "sound" in listed.out
    tiny.symlink_to(tmp_path / "nowhere")
    assert run("check", "sound").code == 0
    assert run("sources").code == 0
    assert run("check", "tiny").code in (1, 2)


def test_a_shipped_file_that_is_none(run: Run, tiny: Path) -> None:
    for words in irregular(tiny.with_name("actors.csv")):
        ended = run("check", "tiny")
        assert (ended.code, words in ended.err) == (2, True)


def leaves(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Each command that does something, with the words that lead to it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, (*path, name))
        else:
            yield (*path, name), command


def typed(command: click.Command, file: Path) -> list[str]:
    """The least that a command has to be given."""
    words: list[str] = []
    for parameter in command.params:
        value = "tiny"
        if isinstance(parameter.type, click.Path):
            value = str(file if parameter.type.file_okay else file.parent)
        elif isinstance(parameter.type, click.Choice):
            value = str(parameter.type.choices[0])
        if isinstance(parameter, click.Argument):
            words += ["1"] if isinstance(parameter.type, click.types.IntParamType) else [value]
        elif isinstance(parameter, click.Option) and parameter.required:
            words += [parameter.opts[0], value]
    return words


COMMANDS = dict(leaves(front_door.commands))
WITHOUT_SETTINGS = {("graph", "backup", "list")}
SETTINGS: dict[str, tuple[bytes, str]] = {
    "Latin-1": ("host = 'Müller'".encode("latin-1"), "faultlines.toml"),
    "UTF-16": ("host = 'x'".encode("utf-16"), "faultlines.toml"),
    "NUL": (b"host = 'x'\0", "faultlines.toml"),
    "bytes": (bytes(range(256)), "faultlines.toml"),
    "no TOML": (b"host: x\n", "line 1"),
    "an open quote": (b'host = "x\n', "faultlines.toml"),
    "a setting twice": (b"port = 1\nport = 2\n", "faultlines.toml"),
    "an unknown name": (b"hots = 'x'\n", "hots"),
    "a long number": (b"port = " + b"9" * 5000 + b"\n", "faultlines.toml"),
    "a long hexadecimal number": (b"port = 0x" + b"f" * 50_000 + b"\n", "port"),
    "no day": (b"host = 2023-02-30\n", "faultlines.toml"),
    "brackets in brackets": (b"sources = " + b"[" * 50_000 + b"]" * 50_000 + b"\n", "faultlines.toml"),
    "too long": (b"#" * 2_000_000, "more than 1,048,576 bytes"),
    "YAML": (b"sources:\n  - &a x\n  - *a\n", "faultlines.toml"),
    "a home of another kind": (b"home = 5\n", "home"),
    "a home of lists": (b"home = [['x']]\n", "home"),
    "a home with NUL": (b'home = "a\\u0000b"\n', "home"),
    "a home of nobody": (b'home = "~nobody-at-all/x"\n', "home"),
    "a password of no file": (b'neo4j_password_file = "/nowhere"\n', "/nowhere"),
    "a password without end": (b'neo4j_password_file = "/dev/zero"\n', "/dev/zero"),
    "a table for a text": (b"[host]\na = 1\n", "host"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_bad_settings(run: Run, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    content, words = SETTINGS[name]
    (tmp_path / "faultlines.toml").write_bytes(content)
    monkeypatch.delenv("FAULTLINES_HOME")
    for path, command in COMMANDS.items():
        if path in WITHOUT_SETTINGS:
            continue
        ended = run(*path, *typed(command, tmp_path / "sources" / "tiny" / "actors.csv"))
        assert (ended.code, len(ended.err.splitlines())) == (2, 1), (path, ended.err)
        assert words in ended.err, (path, ended.err)


def test_settings_with_a_mark_are_read(run: Run, tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "faultlines.toml").write_bytes(b"\xef\xbb\xbfport = 8051\r\n")
    assert run("check", "tiny").code == 0


def test_wrong_values_of_every_setting(run: Run, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAULTLINES_HOME")
    values = (
        "true",
        "-1",
        "1.5",
        "''",
        "'x\\u0000y'",
        "'{x'",
        "[]",
        "[[['x']]]",
        "{}",
        "{x = {y = [1, {}]}}",
        "nan",
        "1e400",
    )
    count = 0
    for name in Settings.model_fields:
        for value in values:
            (tmp_path / "faultlines.toml").write_text(f"{name} = {value}\n".replace("'", '"'))
            ended = run("sources")
            if ended.code == 2:
                assert (len(ended.err.splitlines()), name in ended.err) == (1, True), (name, value, ended.err)
            count += 1
    assert count > 400


def test_settings_that_are_no_file(run: Run, tiny: Path, tmp_path: Path) -> None:
    for words in irregular(tmp_path / "faultlines.toml"):
        ended = run("check", "tiny")
        assert (ended.code, ended.err) == (2, f"Error: {tmp_path / 'faultlines.toml'}: {words}\n")


NASTY = (
    "",
    " ",
    "\t",
    "9" * 5000,
    "-" + "9" * 5000,
    "0." + "9" * 5000,
    "1e999999999",
    "0x" + "f" * 5000,
    "nan",
    "inf",
    "９９",
    "²",
    "١٢٣",
    "2023-02-30",
    "99999999-01-01",
    "0000-00-00",
    "2023-99-99T99:99:99Z",
    "between " + "9" * 1000 + " and 2",
    "1/2/" * 1000,
    "2005;" * 2000,
    "c. " * 1000 + "2005",
    "a" * 100_000,
    "(" * 10_000,
    ":" * 10_000,
    "|" * 10_000,
    "{" * 1000 + "}" * 1000,
    "imo:" + "9" * 5000,
    "lei:" + "É" * 100,
    "wikidata:Q" + "9" * 5000,
    "domain:" + "a." * 5000,
    "states:" * 500,
    "\u202e\u200f\u0000\u0001",
    "\ufeff\ufffe\uffff",
    "e\u0301" * 5000,
    "\u0e33" * 5000,
    "😀" * 3000,
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "http://[::1",
    "http://" + "a" * 5000,
    "#REF!",
    "\\ud800",
    "\ud800",
)


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "xlsx", "parquet"])
@pytest.mark.parametrize("part", ["actors", "statements"])
def test_nasty_values_in_every_column(run: Run, tmp_path: Path, form: str, part: str) -> None:
    columns = sorted(RECORD_COLUMNS if part == "actors" else STATEMENT_COLUMNS)
    good = {"key": "a", "name": "Alpha", "kind": "person", "subject": "a", "object": "b", "type": "ally-of"}
    good |= {"said_by": "x", "evidence": "y"}
    rows = [{**dict.fromkeys(columns, ""), **{c: good.get(c, "") for c in columns}, "key": f"k{n}"} for n in range(300)]
    for number, (column, value) in enumerate((column, value) for column in columns for value in NASTY):
        rows.append({**rows[0], "key": f"n{number}", column: value})
    file = tmp_path / f"{part}.{form}"
    write(file, columns, rows, form)
    folder = tmp_path / "sources" / "tiny"
    folder.mkdir(parents=True)
    (folder / "manifest.yaml").write_text(yaml.safe_dump({**MANIFEST, "parts": {part: {"file": file.name}}}))
    ended = run("check", "tiny", "--file", str(file), "--json")
    assert ended.code in (0, 1)
    report = json.loads(ended.out)
    assert report["rows"]["read"] >= len(rows) or report["rejected_whole"]
    run("source", "new", "drafted", "--from", str(file))


def write(file: Path, columns: list[str], rows: list[dict[str, str]], form: str) -> None:
    """The rows in a format; what it can't hold is left out."""
    if form in ("csv", "tsv"):
        with file.open("w", encoding="utf-8", errors="replace", newline="") as out:
            writer = csv.DictWriter(out, columns, delimiter="," if form == "csv" else "\t")
            writer.writeheader()
            writer.writerows(rows)
    elif form == "jsonl":
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    elif form == "xlsx":
        plain = [[printable(row[column])[:30_000] for column in columns] for row in rows]
        xlsx(file, {"One": [columns, *plain]})
    else:
        parquet.write_table(pa.table({column: [printable(row[column]) for row in rows] for column in columns}), file)


def printable(text: str) -> str:
    """A text without what XML and UTF-8 have no sign for."""
    return "".join(letter for letter in text if letter.isprintable())


FILES: dict[str, bytes] = {
    "empty": b"",
    "one byte": b"x",
    "a line end": b"\n",
    "line ends": b"\r\n" * 1000,
    "carriage returns": GOOD.replace("\n", "\r").encode(),
    "NUL": b"\0" * 1000,
    "bytes": bytes(range(256)) * 10,
    "Latin-1": GOOD.replace("Alpha", "Müller").encode("latin-1"),
    "UTF-16": GOOD.encode("utf-16"),
    "UTF-16 without a mark": GOOD.encode("utf-16-le"),
    "UTF-32": GOOD.encode("utf-32"),
    "two marks": b"\xef\xbb\xbf" * 2 + GOOD.encode(),
    "a web page": b"<!doctype html><p>log in",
    "XML": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    "an open quote": GOOD.encode() + b'"x',
    "quotes": b'"' * 10_001,
    "commas": b"," * 100_000,
    "a header": b"key,name,kind\n",
    "columns twice": b"key,key,key\na,b,c\n",
    "no names": b",,\na,b,c\n",
    "a long line": b"key,name,kind\n" + b"x" * 40_000_000,
    "many columns": b",".join(b"c%d" % n for n in range(20_000)) + b"\n",
    "JSON": b'{"key": "a", "name": "b", "kind": "person"}\n',
    "a JSON array": b'[{"key": "a"}]\n',
    "JSON of no object": b"1\nnull\ntrue\n",
    "deep JSON": b'{"a":' * 100_000,
    "doubled JSON": b'{"key":1' + b',"key":1' * 100_000 + b"}\n",
    "JSON with half a letter": b'{"key": "\\ud800", "name": "\\udfff", "kind": "person"}\n',
    "JSON with an empty name": b'{"": {"": {"": []}}}\n',
    "JSON numbers": b'{"key": 1e999, "name": NaN, "kind": -Infinity}\n{"key": ' + b"9" * 10_000 + b"}\n",
    "gzip": b"\x1f\x8b\x08\x00 and no more",
    "a zip": b"PK\x03\x04 and no more",
    "an empty zip": b"PK\x05\x06" + bytes(18),
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "Parquet": b"PAR1" + bytes(100) + b"\xff\xff\xff\x7fPAR1",
    "little Parquet": b"PAR1PAR1",
}
SUFFIXES = (".csv", ".jsonl", ".xlsx", ".parquet", ".gz")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_bad_files(run: Run, tiny: Path, tmp_path: Path, suffix: str) -> None:
    for number, (name, content) in enumerate(FILES.items()):
        file = tmp_path / f"actors{suffix}"
        file.write_bytes(content)
        ended = run("check", "tiny", "--file", str(file))
        assert ended.code == 0 or file.name in ended.err, (name, ended.err)
        ended = run("source", "new", f"drafted-{number}", "--from", str(file))
        assert ended.code == 0 or file.name in ended.err, (name, ended.err)


NAMES = ("x" * 5000, "a\nb.csv", "-", "~nobody/x.csv", "x/" * 3000, "nul\udcff.csv", " ", "")


def test_names_of_no_file(run: Run, tiny: Path) -> None:
    for name in NAMES:
        assert run("check", "tiny", "--file", name).code in (1, 2)
        assert run("source", "new", "drafted", "--from", name).code in (1, 2)
        assert run("check", name).code == 2
        assert run("cypher", "--file", name).code in (1, 2)


def test_statements_that_are_no_file(run: Run, tmp_path: Path) -> None:
    for words in irregular(tmp_path / "statement.cypher"):
        ended = run("cypher", "--file", str(tmp_path / "statement.cypher"))
        assert (ended.code, words in ended.err) == (2, True)


QUERIES: dict[str, bytes] = {
    "empty": b"",
    "Latin-1": "// Müller\n".encode("latin-1"),
    "NUL": b"\0",
    "bytes": bytes(range(256)),
    "no head": b"RETURN 1",
    "a head": b"// About\n",
    "no parameter": b"// About\n// Parameters\n//   x: nothing(((\nRETURN 1 AS x\n",
    "too long": b"// x\n" * 1_000_000,
}


def test_bad_queries(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAULTLINES_QUERIES", str(tmp_path / "queries"))
    (tmp_path / "queries").mkdir()
    file = tmp_path / "queries" / "own.cypher"
    for content in QUERIES.values():
        file.write_bytes(content)
        for arguments in (["query", "own"], ["queries"]):
            run(*arguments)
    for words in irregular(file):
        assert words in run("query", "own").err


def test_by_the_installed_command(faultlines: Faultlines, tiny: Path, tmp_path: Path) -> None:
    tiny.write_bytes(MANIFESTS["no day"])
    done = faultlines("check", "tiny", SOURCES=str(tmp_path / "sources"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Error: {tiny}:")
    assert "'2023-02-30'" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    tiny.unlink()
    os.mkfifo(tiny)
    done = faultlines("check", "tiny", SOURCES=str(tmp_path / "sources"), timeout=60)
    assert (done.returncode, done.stderr) == (1, f"Error: {tiny}: a pipe, no file\n")
    tiny.unlink()
    tiny.write_text(TEXT)
    done = faultlines("check", "tiny", "--file", "x" * 5000, SOURCES=str(tmp_path / "sources"))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
