"""Aliases that a publisher itself calls weak: marked in every format, kept in the graph, and no reason to propose."""

from __future__ import annotations

from pathlib import Path

from cypher.screening.matches import WEAK, match_name
from loader.catalogue.places import SHIPPED
from loader.matching.likely import likely_pairs
from tests.loader.conftest import Folder, Loads
from tests.loader.native import line
from tests.loader.reads import manifest, read

OFAC = SHIPPED / "ofac_sdn"


def test_each_format_of_ofac_marks_the_same_alias(tmp_path: Path) -> None:
    native = tmp_path / "sdn.csv"
    row = ["9000001", "EXAMPLE SHIPPING LTD.", "", "IRAN] [SDGT", *[""] * 7, "a.k.a. 'ESL'; Linked To: DOE, Jane."]
    native.write_bytes((line(row) + "\r\n\x1a\r\n").encode())
    files = {"sdn": native, "xml": OFAC / "sample" / "sdn.xml", "advanced": OFAC / "sample" / "sdn_advanced.xml"}
    records = [
        read(OFAC, {part: path}, tmp_path / f"spool-{part}").records["ofac-sdn:9000001"] for part, path in files.items()
    ]
    assert {record.weak_names for record in records} == {("ESL",)}
    assert all({*record.weak_names} < {*record.names} for record in records)


def test_a_weak_alias_of_a_person_is_weak_in_both_orders(tmp_path: Path) -> None:
    native = tmp_path / "sdn.csv"
    row = ["9000002", "DOE, Jane", "individual", "IRAN", *[""] * 7, "a.k.a. 'ROE, Abu'; a.k.a. 'DOE, Jane'."]
    native.write_bytes((line(row) + "\r\n\x1a\r\n").encode())
    record = read(OFAC, {"sdn": native}, tmp_path / "spool").records["ofac-sdn:9000002"]
    assert record.weak_names == ("Abu ROE", "ROE, Abu")


def test_the_lists_of_un_and_eu_say_which_aliases_are_weak(tmp_path: Path) -> None:
    united = read(
        SHIPPED / "un_sc", {"individuals": SHIPPED / "un_sc" / "sample" / "consolidated.xml"}, tmp_path / "un"
    )
    assert united.records["un-sc:TAi.900"].weak_names == ("Abu Example",)
    assert "Abu Example" in united.records["un-sc:TAi.900"].names
    european = read(SHIPPED / "eu_fsf", {"entities": SHIPPED / "eu_fsf" / "sample" / "FULL.xml"}, tmp_path / "eu")
    assert european.records["eu-fsf:EU.900002.2"].weak_names == ("EW",)


def test_of_inner_elements_a_column_may_choose_those_that_say_something(tmp_path: Path) -> None:
    folder = manifest(
        tmp_path,
        "own",
        """
        parts:
          people:
            file: people.xml
            each: person
            actors:
              key: "{@id}"
              name: "{@id}"
              kind: person
              names: "{alias.name}"
              weak_names: ["{alias[@good=no].name}", "{alias[kind=by name].name}"]
        """,
    )
    file = tmp_path / "people.xml"
    file.write_text(
        "<l><person id='a'><alias good='no'><name>B</name></alias><alias good='yes'><name>C</name></alias>"
        "<alias><kind>by name</kind><name>D</name></alias></person></l>"
    )
    (record,) = read(folder, {"people": file}, tmp_path / "spool").records.values()
    assert (record.names, record.weak_names) == (("B", "C", "D", "a"), ("B", "D"))


def test_a_weak_name_alone_changes_the_hash_and_nothing_else_does(tmp_path: Path) -> None:
    hashes = set()
    for weak in ("", "B"):
        folder = manifest(tmp_path, "own", "parts: {actors: {file: actors.csv}}")
        file = tmp_path / "actors.csv"
        file.write_text(f"key,name,kind,names,weak_names\na,A,person,B,{weak}\n")
        (record,) = read(folder, {"actors": file}, tmp_path / f"spool{weak}").records.values()
        hashes.add(record.hash)
    assert len(hashes) == 2


def test_a_weak_alias_is_kept_and_proposes_nobody(loads: Loads, source: Folder) -> None:
    source("one", actors="key,name,kind,weak_names\na,Anna Lindqvist,person,Abu Ali Hassan\n")
    source("two", actors="key,name,kind,names,weak_names\nb,Bo Holmgren,person,Abu Ali Hassan,\n")
    for name in ("one", "two"):
        loads(name)
    (kept,) = loads.graph.read("MATCH (r:Record {id: 'one:a'})-[:DESCRIBES]->(a) RETURN r.weak_names, a.names, a.id")
    assert kept == {
        "r.weak_names": ["Abu Ali Hassan"],
        "a.names": ["Abu Ali Hassan", "Anna Lindqvist"],
        "a.id": "one:a",
    }
    assert likely_pairs(loads.graph) == []
    reasons = {match.actor: match.reason for match in match_name(loads.graph, "Abu Ali Hassan")}
    assert reasons == {"one:a": f"the same words; {WEAK}", "two:b": "the same words"}
    source("one", actors="key,name,kind,names\na,Anna Lindqvist,person,Abu Ali Hassan\n")
    assert loads("one").difference.actors.changed == 1
    (pair,) = likely_pairs(loads.graph)
    assert (pair.matched, pair.proposed_matched) == ("Abu Ali Hassan", "Abu Ali Hassan")
