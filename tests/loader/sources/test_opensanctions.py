"""Entities of FollowTheMoney become actors and ties; those of other publishers are known by their identifiers."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from loader.catalogue.source import SHIPPED
from tests.loader.reads import Read, read

FOLDER = SHIPPED / "opensanctions"
SAMPLE = FOLDER / "sample" / "entities.ftm.json"
ENDS = {"Ownership": ("owner", "asset"), "Directorship": ("director", "organization"), "Family": ("person", "relative")}
TYPES = {"Ownership": "OWNS", "Directorship": "LEADS", "Family": "FAMILY_OF"}


@pytest.fixture
def result(tmp_path: Path) -> Read:
    """What the sample says."""
    return read(FOLDER, {"entities": SAMPLE}, tmp_path / "spool")


def test_ties_are_those_of_plain_json(result: Read) -> None:
    rows = [json.loads(text) for text in SAMPLE.read_text("utf-8").splitlines()]
    ties = Counter(
        (TYPES[row["schema"]], *(f"opensanctions:{row['properties'][end][0]}" for end in ENDS[row["schema"]]))
        for row in rows
        if row["schema"] in ENDS
    )
    assert (
        Counter((said.type, said.subject, said.object) for said in result.statements if said.type != "DESIGNATES")
        == ties
    )
    (owns,) = [said for said in result.statements if said.type == "OWNS"]
    assert (owns.own, owns.said_by) == ({"share": 0.49}, "ext_ru_egrul, ua_war_sanctions")
    assert (owns.valid_from, owns.valid_to) == ("2019-05-24", "2023-12-21")


def test_each_authority_is_one_that_is_known(result: Read) -> None:
    listed = {(said.subject, said.object, said.valid_from) for said in result.statements if said.type == "DESIGNATES"}
    assert listed == {
        ("authorities:us-ofac", "opensanctions:NK-example1", "2023-11-02"),
        ("opensanctions:issuer-ua-nsdc", "opensanctions:NK-example2", None),
        ("opensanctions:issuer-ua-sbu", "opensanctions:NK-example2", None),
    }
    assert result.skipped["an authority that no table knows"] == 1
    assert result.records["opensanctions:issuer-ua-sbu"].countries == ("UKR",)
    evidence = {said.evidence for said in result.statements}
    assert "Office of Foreign Assets Control lists the actor under Example, as us_ofac_sdn has it." in evidence


def test_other_publishers_know_them(result: Read) -> None:
    jane = result.records["opensanctions:NK-example1"]
    assert set(jane.identifiers) == {"ofac:9000002", "eu:EU.900001.1", "un:9000001"}
    assert jane.names == ("DOE, Jane", "Jane Doe", "Jane Roe")
    assert (jane.countries, result.skipped["a country that no table knows"]) == (("RUS",), 1)
    assert "1900" not in result.shown


def test_each_row_is_accounted_for(result: Read) -> None:
    assert result.rows == (10, 8, 0, 2)
    assert result.skipped["neither an actor nor a tie that is read"] == 1
