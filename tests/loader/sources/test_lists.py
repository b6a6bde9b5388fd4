"""The lists of the United Nations and of the European Union: the samples, counted with lxml, and where the two meet."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from lxml import etree

from loader.catalogue.source import SHIPPED
from loader.model.identifiers import normal
from tests.loader.reads import Read, read

UN = SHIPPED / "un_sc" / "sample" / "consolidated.xml"
EU = SHIPPED / "eu_fsf" / "sample" / "FULL.xml"


def un_list(folder: Path) -> Read:
    return read(SHIPPED / "un_sc", {"individuals": UN}, folder / "un")


def eu_list(folder: Path) -> Read:
    return read(SHIPPED / "eu_fsf", {"entities": EU}, folder / "eu")


def test_each_listing_of_the_united_nations_has_its_committee_and_day(tmp_path: Path) -> None:
    result = un_list(tmp_path)
    assert {(said.subject, said.object, said.own["programme"], said.valid_from) for said in result.statements} == {
        ("authorities:un-1988-committee", "un-sc:TAi.900", "Taliban", "2001-02-23"),
        ("authorities:un-1718-committee", "un-sc:KPe.900", "DPRK", "2016-03-02"),
    }
    jane = result.records["un-sc:TAi.900"]
    assert (jane.name, jane.names) == ("JANE EXAMPLE DOE", ("Abu Example", "JANE EXAMPLE DOE", "Jane Roe"))
    assert (jane.countries, jane.description) == (("AFG", "PAK"), "Minister of Examples")
    assert result.records["un-sc:KPe.900"].countries == ("PRK",)
    assert result.skipped == {"a country that no table knows": 1}
    assert "1900" not in result.shown


def test_a_regime_that_nobody_knows_rejects_the_listing_and_no_more(tmp_path: Path) -> None:
    result = un_list(tmp_path)
    (rejected,) = result.rejected
    assert rejected[2].startswith("{UN_LIST_TYPE} is 'Atlantis', not one of")
    assert "un-sc:ATe.001" in result.records
    assert result.rows == (3, 2, 1, 0)


def test_each_programme_of_the_european_union_is_a_designation(tmp_path: Path) -> None:
    result = eu_list(tmp_path)
    listed = Counter(
        (f"eu-fsf:{entry.get('euReferenceNumber')}", regulation.get("programme"), entry.get("designationDate"))
        for entry in etree.parse(EU).getroot()
        for regulation in entry.iter("{*}regulation")
    )
    assert Counter((said.object, said.key, said.valid_from) for said in result.statements) == listed
    jane = result.records["eu-fsf:EU.900001.1"]
    assert jane.names == ("Doe, Jane", "Jane Doe", "Джейн Доу")
    assert jane.countries == ("AFG",)
    assert result.skipped == {"a country that no table knows": 1}
    assert "1900" not in result.shown


def test_only_a_whole_reference_of_the_united_nations_joins(tmp_path: Path) -> None:
    european, united = eu_list(tmp_path), un_list(tmp_path)
    assert european.records["eu-fsf:EU.900002.2"].identifiers == ("eu:EU.900002.2",)
    shared = {
        normal(text)[0] for record in european.records.values() for text in record.identifiers if text.startswith("un:")
    }
    assert {name for name, record in united.records.items() if shared & set(map(first_normal, record.identifiers))} == {
        "un-sc:TAi.900",
        "un-sc:KPe.900",  # behind which the United Nations write a space
    }


def first_normal(text: str) -> str:
    return normal(text)[0]
