"""OFAC's sdn_advanced.xml says of each entry what sdn.xml says, and has days of listing and kinds of tie."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from cypher.schema import RunStatus
from loader.catalogue.source import SHIPPED, open_source
from tests.loader.conftest import Loads
from tests.loader.reads import Read, read

FOLDER = SHIPPED / "ofac_sdn"
SAMPLE = FOLDER / "sample" / "sdn_advanced.xml"
SHIPPING, JANE, STAR = (f"ofac-sdn:900000{digit}" for digit in (1, 2, 3))


@pytest.fixture
def advanced(tmp_path: Path) -> Read:
    return read(FOLDER, {"advanced": SAMPLE}, tmp_path / "advanced")


def test_both_formats_of_xml_describe_the_same_actors_but_for_names_in_other_scripts(
    advanced: Read, tmp_path: Path
) -> None:
    classic = read(FOLDER, {"xml": FOLDER / "sample" / "sdn.xml"}, tmp_path / "classic")
    assert advanced.records.keys() == classic.records.keys()
    assert set(advanced.records[JANE].names) - set(classic.records[JANE].names) == {"Доу Джейн"}
    for key in (SHIPPING, STAR):
        assert advanced.records[key].hash == classic.records[key].hash
    listed, before = (
        {(said.statement, said.object, said.key) for said in result.statements if said.type == "DESIGNATES"}
        for result in (advanced, classic)
    )
    assert listed == before
    assert "ofac-sdn:9000004" in advanced.protected
    assert "1900" not in advanced.shown
    assert "000000'" not in repr(advanced.records)


def test_each_programme_is_dated_by_the_first_entry_on_its_list(advanced: Read) -> None:
    listed = {(said.object, said.key): said for said in advanced.statements if said.type == "DESIGNATES"}
    assert {ends: said.valid_from for ends, said in listed.items()} == {
        (SHIPPING, "IRAN"): "2012-12-10",
        (SHIPPING, "SDGT"): "2012-12-10",
        (JANE, "IRAN"): "2013-05-09",
        (STAR, "IRAN"): "2014-03-04",
    }
    assert "the day of the entry with all its programmes" in listed[SHIPPING, "SDGT"].evidence
    assert listed[STAR, "IRAN"].evidence.endswith("under the programme IRAN, listed on 2014-03-04.")
    assert {said.valid_from_precision for said in listed.values()} == {"day"}


def test_ties_have_the_type_and_direction_of_their_kind(advanced: Read) -> None:
    ties = {(said.subject, said.type, said.object): said for said in advanced.statements if said.type != "DESIGNATES"}
    assert ties.keys() == {
        (SHIPPING, "SUPPLIES", STAR),
        (JANE, "ACTS_FOR", STAR),
        (JANE, "OWNS", SHIPPING),
        (JANE, "LEADS", SHIPPING),
        (STAR, "LINKED_TO", SHIPPING),
    }
    assert ties[SHIPPING, "SUPPLIES", STAR].evidence == (
        "OFAC's list has the tie “Providing support to” from EXAMPLE SHIPPING LTD. to EXAMPLE STAR. Fuel."
    )
    assert "“Family member of” from EXAMPLE STAR to" in ties[STAR, "LINKED_TO", SHIPPING].evidence


def test_every_element_is_accounted_for(advanced: Read) -> None:
    root = etree.parse(SAMPLE).getroot()
    names = ("Location", "IDRegDocument", "Profile", "DocumentedName", "Feature", "SanctionsMeasure")
    rows = sum(1 for name in (*names, "ProfileRelationship") for _ in root.iter(f"{{*}}{name}"))
    rows += sum(1 for values in root.iterfind("{*}ReferenceValueSets/*/*"))
    assert advanced.rows[0] == rows
    assert advanced.skipped == {
        "a measure, and no programme": 1,
        "an entry on another list": 1,
        "a tie that is over, without its day": 1,
        "a country's name that no table knows": 1,
    }
    assert Counter(reason for *_, reason, _ in advanced.rejected) == {
        "PartySubTypeID is '9' (spacecraft), not one of individual, entity, vessel, aircraft": 1,
        "a party '9000004', which is not on the list": 1,
        "a party '9000009', which is not on the list": 1,
    }


def test_the_former_namespace_is_read_too(advanced: Read, tmp_path: Path) -> None:
    older = tmp_path / "sdn_advanced_2019.xml"
    older.write_text(re.sub('xmlns="[^"]*"', 'xmlns="http://www.un.org/sanctions/1.0"', SAMPLE.read_text("utf-8")))
    source = open_source(FOLDER)
    assert source.match([older]).parts == {"advanced": older}
    assert read(FOLDER, {"advanced": older}, tmp_path / "older").content == advanced.content


def test_the_other_lists_of_a_file_are_those_of_the_consolidated_source(tmp_path: Path) -> None:
    folder = SHIPPED / "ofac_consolidated"
    path = tmp_path / "cons_advanced.xml"
    path.write_bytes(SAMPLE.read_bytes())
    assert open_source(folder).match([path]).parts == {"advanced": path}
    result = read(folder, {"advanced": path}, tmp_path / "spool")
    assert {(said.object, said.key, said.valid_from) for said in result.statements if said.type == "DESIGNATES"} == {
        ("ofac-consolidated:9000001", "IRAN", "2010-07-01")
    }


def test_the_formats_differ_in_what_only_one_of_them_says(loads: Loads) -> None:
    for name in ("states", "authorities"):
        loads(name)
    loads("ofac-sdn", FOLDER / "sample" / "sdn.xml", as_of=date(2023, 1, 26))
    then = loads("ofac-sdn", SAMPLE, as_of=date(2023, 1, 27))
    assert then.status is RunStatus.HELD
    difference = then.difference
    assert (difference.actors.created, difference.actors.withdrawn, difference.actors.changed) == (0, 0, 1)
    assert (difference.statements.created, difference.statements.changed) == (4, 5)
