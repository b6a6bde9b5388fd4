"""OFAC's classic sdn.xml says of each entry what the native files say, under the same keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from cypher.errors import InputError, UsageError
from cypher.schema import RunStatus
from loader.catalogue.source import SHIPPED, open_source
from tests.loader.conftest import Loads
from tests.loader.native import line
from tests.loader.reads import manifest, read

FOLDER = SHIPPED / "ofac_sdn"
SAMPLE = FOLDER / "sample" / "sdn.xml"
NULL = ""
SDN: Sequence[Sequence[str]] = [
    ("9000001", "EXAMPLE SHIPPING LTD.", NULL, "IRAN] [SDGT", *[NULL] * 7,
     "Organization Type: Sea and coastal freight water transport; Tax ID No. 000000; a.k.a. 'ESL'; "
     "Linked To: DOE, Jane."),
    ("9000002", "DOE, Jane", "individual", "IRAN", "Director", *[NULL] * 6,
     "DOB 01 Jan 1900 to 31 Dec 1900; nationality Russia."),
    ("9000003", "EXAMPLE STAR", "vessel", "IRAN", NULL, "EXAM", "Crude Oil Tanker", "99,144", NULL, "Panama", NULL,
     "Vessel Registration Identification IMO 9074729; Linked To: EXAMPLE SHIPPING LTD.; Linked To: NOBODY LISTED."),
]  # fmt: skip
ALT = [("9000001", "11", "aka", "EXAMPLE LINES", NULL), ("9000002", "13", "fka", "ROE, Jane", NULL)]
ADD = [("9000001", "21", NULL, "Tehran", "Iran", NULL), ("9000001", "22", NULL, NULL, "Nowhere", NULL)]


def native_files(folder: Path) -> dict[str, Path]:
    """The same entries in the native files."""
    files = {}
    for part, rows in (("sdn", SDN), ("alt", ALT), ("add", ADD)):
        files[part] = folder / f"{part}.csv"
        files[part].write_bytes(("".join(line(row) + "\r\n" for row in rows) + "\x1a\r\n").encode())
    return files


def test_both_formats_say_the_same(tmp_path: Path) -> None:
    classic, plain = (
        read(FOLDER, {"xml": SAMPLE}, tmp_path / "spool"),
        read(FOLDER, native_files(tmp_path), tmp_path / "native"),
    )
    assert classic.content == plain.content
    assert len(classic.statements) == 6
    assert classic.records["ofac-sdn:9000001"].names == ("ESL", "EXAMPLE LINES", "EXAMPLE SHIPPING LTD.")
    assert classic.records["ofac-sdn:9000003"].identifiers == ("imo:9074729", "ofac:9000003")
    assert {reason for *_, reason, _ in classic.rejected} == {
        "no such name on the list",
        "sdnType is 'Spacecraft', not one of Individual, Entity, Vessel, Aircraft",
    }
    assert "ofac-sdn:9000004" in classic.protected
    assert classic.skipped == {"a country's name that no table knows": 1}
    assert classic.rows == (4 + 3 + 3, 8, 2, 0)
    assert "000000" not in repr(classic.records)


def test_the_counts_are_those_of_lxml(tmp_path: Path) -> None:
    result = read(FOLDER, {"xml": SAMPLE}, tmp_path / "spool")
    entries = [
        entry
        for entry in etree.parse(SAMPLE).getroot().iter("{*}sdnEntry")
        if entry.findtext("{*}sdnType") != "Spacecraft"
    ]
    programmes = Counter(
        (f"ofac-sdn:{entry.findtext('{*}uid')}", text.text) for entry in entries for text in entry.iter("{*}program")
    )
    assert Counter((said.object, said.key) for said in result.statements if said.type == "DESIGNATES") == programmes


def test_the_name_s_end_says_which_format_a_file_has(tmp_path: Path) -> None:
    source = open_source(FOLDER)
    for name in ("sdn.xml", "sdn_2024-05-07.xml", "SDN.XML"):
        path = tmp_path / name
        path.write_bytes(SAMPLE.read_bytes())
        assert source.match([path]).parts == {"xml": path}
    table = tmp_path / "sdn_2023.csv"
    table.write_text("1")
    assert source.match([table]).parts == {"sdn": table}
    names = tmp_path / "alt.csv"
    names.write_text("1")
    with pytest.raises(UsageError, match="also needs: sdn"):
        source.match([names])


def test_one_format_stands_for_the_other() -> None:
    stands_for = open_source(FOLDER).manifest.stands_for
    assert stands_for("alt", {"xml"})
    assert stands_for("xml", {"sdn"})
    assert not stands_for("alt", {"sdn"})


def test_a_format_that_stands_for_nothing_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no other part b"):
        open_source(manifest(tmp_path, "list", "parts: {a: {file: a.csv, instead_of: [b]}}"))


def test_either_format_may_follow_on_the_other(loads: Loads, tmp_path: Path) -> None:
    for name in ("states", "authorities"):
        loads(name)
    first = loads("ofac-sdn", SAMPLE, as_of=date(2023, 1, 26))
    table = native_files(tmp_path)["sdn"]
    then = loads("ofac-sdn", table, as_of=date(2023, 1, 27))
    assert (first.status, then.status) == (RunStatus.DONE, RunStatus.DONE)
    assert (first.difference.statements.created, then.difference.statements.unchanged) == (6, 6)
    assert (then.difference.actors.unchanged, then.difference.actors.changed) == (3, 0)
    assert loads("ofac-sdn", SAMPLE, as_of=date(2023, 1, 28)).status is RunStatus.DONE
