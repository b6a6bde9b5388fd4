"""OFAC's lists beside the SDN list: the sample, counted with lxml, and an entry that stands on both."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from cypher.errors import InputError
from loader.catalogue.source import SHIPPED, open_source
from tests.loader.native import line
from tests.loader.reads import manifest, read

FOLDER = SHIPPED / "ofac_consolidated"
SAMPLE = FOLDER / "sample" / "consolidated.xml"


def test_each_programme_of_an_entry_is_a_designation(tmp_path: Path) -> None:
    result = read(FOLDER, {"xml": SAMPLE}, tmp_path / "spool")
    entries = list(etree.parse(SAMPLE).getroot().iter("{*}sdnEntry"))
    programmes = Counter(
        (f"ofac-consolidated:{entry.findtext('{*}uid')}", text.text)
        for entry in entries
        for text in entry.iter("{*}program")
    )
    listed = [said for said in result.statements if said.type == "DESIGNATES"]
    assert Counter((said.object, said.key) for said in listed) == programmes
    assert len(result.records) == len(entries) == 3
    assert {said.locator.partition(",")[0] for said in listed if said.locator} == {"Consolidated list"}
    shipping = result.records["ofac-consolidated:9000001"]
    assert shipping.identifiers == ("ofac:9000001",)
    assert shipping.description == "Executive Order 13662 Directive Determination - Subject to Directive 1"
    assert "1900" not in result.shown
    assert "000000" not in repr(result.records)


def test_links_behind_another_remark_are_read(tmp_path: Path) -> None:
    result = read(FOLDER, {"xml": SAMPLE}, tmp_path / "spool")
    assert result.edges["LINKED_TO", "ofac-consolidated:9000005", "ofac-consolidated:9000001"] == 1
    assert [(reason, value) for *_, reason, value in result.rejected] == [
        ("no such name on the list", "Linked To: NOBODY (LISTED)")
    ]


def test_the_native_files_are_those_of_the_other_list(tmp_path: Path) -> None:
    path = tmp_path / "cons_prim.csv"
    path.write_bytes((line(["9000006", "DOE, John", "individual", "NS-PLC", *[""] * 8]) + "\r\n\x1a\r\n").encode())
    (tmp_path / "cons_alt.csv").write_bytes((line(["9000006", "1", "aka", "ROE, John", ""]) + "\r\n\x1a\r\n").encode())
    files = open_source(FOLDER).match([path]).parts
    assert files.keys() == {"sdn", "alt"}
    result = read(FOLDER, files, tmp_path / "spool")
    assert result.records["ofac-consolidated:9000006"].names == ("DOE, John", "John DOE", "John ROE", "ROE, John")


def test_a_source_takes_parts_types_and_reader_of_another_but_not_its_address(tmp_path: Path) -> None:
    manifest(
        tmp_path,
        "model",
        """
        types: {KNOWS: {screen: knows}}
        parts:
          people: {file: people.csv, delimiter: ";", from: "https://example.org/people.csv", columns: [id, name]}
          others: {file: others.csv}
        """,
    )
    own = open_source(manifest(tmp_path, "own", "{like: model, parts: {people: {file: mine.csv}}}")).manifest
    assert {name: (part.file, part.delimiter, part.columns) for name, part in own.parts.items()} == {
        "people": ("mine.csv", ";", ("id", "name"))
    }
    assert own.types.keys() == {"KNOWS"}
    assert not own.fetches
    assert open_source(manifest(tmp_path, "whole", "like: model")).manifest.parts.keys() == {"people", "others"}


def test_a_change_of_the_other_manifest_is_a_change_of_the_reader(tmp_path: Path) -> None:
    folder = manifest(tmp_path, "own", "like: model")
    versions = set()
    for mark in (";", "|"):
        manifest(tmp_path, "model", f"parts: {{people: {{file: people.csv, delimiter: '{mark}'}}}}")
        versions.add(open_source(folder).version)
    assert len(versions) == 2


@pytest.mark.parametrize(("like", "words"), [("nobody", "there is no other source"), ("own", "no other source")])
def test_a_source_like_none_is_rejected(tmp_path: Path, like: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        open_source(manifest(tmp_path, "own", f"like: {like}"))


def test_a_source_is_not_like_one_that_is_like_a_third(tmp_path: Path) -> None:
    manifest(tmp_path, "second", "like: ofac-sdn")
    with pytest.raises(InputError, match="second is itself like ofac-sdn: name that one"):
        open_source(manifest(tmp_path, "third", "like: second"))
