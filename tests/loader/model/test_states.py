"""States of today and of the past: one table of codes, by year where several states had one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from loader.catalogue.places import SHIPPED
from loader.catalogue.template import template
from loader.model.countries import by_alpha_2, country_code
from loader.model.identifiers import normal
from loader.model.row import RowError
from loader.model.states import SCHEMES, all_codes, historic_states, holder_of, periods, state_named, successions
from tests.loader.reads import read


@pytest.mark.parametrize(
    ("scheme", "code", "year", "state"),
    [
        ("cow", "365", 1970, "SUN"),
        ("cow", "365", 1991, "SUN"),
        ("cow", "365", 1992, "RUS"),
        ("gw", "365", 1900, "russian-empire"),
        ("cow", "365", None, None),
        ("cow", "345", 1900, "SRB"),
        ("cow", "345", 1970, "YUG"),
        ("cow", "345", 1999, "SCG"),
        ("cow", "345", 2010, "SRB"),
        ("gw", "340", 2010, "SRB"),
        ("gw", "345", 1999, "SCG"),
        ("cow", "260", 1970, "west-germany"),
        ("gw", "260", 2000, "DEU"),
        ("cow", "255", 1860, "prussia"),
        ("cow", "255", 2000, "DEU"),
        ("cow", "265", 1970, "DDR"),
        ("cow", "678", None, "north-yemen"),
        ("gw", "678", 1980, "north-yemen"),
        ("gw", "678", 1990, "YEM"),
        ("cow", "680", None, "YMD"),
        ("cow", "816", 1970, "VDR"),
        ("cow", "816", 1977, "VNM"),
        ("cow", "817", None, "south-vietnam"),
        ("cow", "511", None, "zanzibar"),
        ("cow", "640", 1900, "ottoman-empire"),
        ("cow", "640", 1950, "TUR"),
        ("cow", "315", None, "CSK"),
        ("cow", "2", None, "USA"),
        ("cow", "999", 1950, None),
        ("cameo", "ROM", None, "ROU"),
        ("cameo", "tmp", None, "TLS"),
        ("cameo", "WSB", None, "PSE"),
        ("cameo", "AFR", None, None),
        ("fips", "RS", None, "RUS"),
        ("fips", "CH", None, "CHN"),
        ("fips", "YI", None, "SCG"),
        ("m49", "4", None, "AFG"),
        ("m49", "810", None, "SUN"),
        ("iso3166-3", "BUMM", None, "MMR"),
        ("iso3166-3", "YUCS", None, "YUG"),
    ],
)
def test_a_code_is_a_state_s(scheme: str, code: str, year: int | None, state: str | None) -> None:
    assert holder_of(scheme, code, year) == state


def test_every_key_is_a_state() -> None:
    today = {*by_alpha_2().values()}
    keys = today | historic_states().keys()
    assert {held.state for held in all_codes()} <= keys
    assert {end for row in successions() for end in (row.successor, row.state)} <= keys
    assert not today & historic_states().keys()
    assert {held.scheme for held in all_codes()} == {*SCHEMES}
    assert {held.state for held in all_codes() if held.scheme == "iso3" and held.state in today} == today


def test_no_year_of_a_code_is_left_out_or_given_twice() -> None:
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for state, scheme, code, since, until in periods():
        assert holder_of(scheme, code, since) == holder_of(scheme, code, until) == state
        spans.setdefault((scheme, code), []).append((since, until))
    for parts in spans.values():
        assert (parts[0][0], parts[-1][1]) == (0, 9999)
        assert all(after[0] == before[1] + 1 for before, after in pairwise(parts))


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Soviet Union", "SUN"),
        ("Russia", "RUS"),
        ("Yugoslavia", "YUG"),
        ("East Germany (GDR)", "DDR"),
        ("Germany", "DEU"),
        ("North Yemen", "north-yemen"),
        ("South Yemen", "YMD"),
        ("Yemen", "YEM"),
        ("South Vietnam", "south-vietnam"),
        ("North Vietnam", "VDR"),
        ("Viet Nam", "VNM"),
        ("DR Congo", "COD"),
        ("Congo", "COG"),
        ("Palestine", "PSE"),
        ("North Korea (DPRK)", "PRK"),
        ("Vatican (Holy See)", "VAT"),
        ("Macedonia (FYROM)", "MKD"),
        ("Hamas (Palestine)", None),
        ("Viet Cong (South Vietnam)", None),
    ],
)
def test_a_name_is_a_state_s(name: str, state: str | None) -> None:
    assert state_named(name) == state


def test_no_name_of_the_past_is_one_of_today() -> None:
    names = [name for names in historic_states().values() for name in names]
    assert [name for name in names if country_code(name)] == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("cow:2", "cow:2"),
        ("cow:365@1970", "cow:365@1918"),
        ("cow:365@1918", "cow:365@1918"),
        ("cow:345@2010", "cow:345@1878"),
        ("m49:4", "m49:004"),
        ("fips:rs", "fips:RS"),
        ("cow:365", "cow-as-written:365"),
    ],
)
def test_a_code_joins_with_its_year(written: str, kept: str) -> None:
    assert normal(written)[0] == kept


def test_templates_name_states_by_code_and_year() -> None:
    fields = {"code": "365", "year": "1970-05-01", "name": "Soviet Union", "none": "AFR"}
    assert template("states:{code:cow:year}").fill(fields) == "states:SUN"
    assert template("{name:state}").fill(fields) == "SUN"
    assert template("{none:cameo?}").fill(fields) == ""
    assert {hole.column for hole in template("{code:cow:year}").holes} == {"code", "year"}
    with pytest.raises(RowError, match="code is '365': several states had this code of Correlates of War"):
        template("{code:cow}").fill(fields)
    with pytest.raises(RowError, match="none is 'AFR': no code of CAMEO"):
        template("{none:cameo}").fill(fields)


def test_states_of_the_past_are_actors_of_their_own(tmp_path: Path) -> None:
    result = read(SHIPPED / "states", {}, tmp_path / "spool")
    identifiers = [text for record in result.records.values() for text in record.identifiers]
    assert len(identifiers) == len({*identifiers})
    assert not any("as-written" in text for text in identifiers)
    union = result.records["states:SUN"]
    assert {"iso3:SUN", "iso3166-3:SUHH", "m49:810", "cow:365@1918", "gw:365@1918"} == {*union.identifiers}
    assert union.description == (
        "Historic state or territory: ISO 3166-1 alpha-3 SUN –1992; ISO 3166-3 SUHH –1992; M49 810 –1991; "
        "Correlates of War 365 1918–1991; Gleditsch and Ward 365 1918–1991"
    )
    followed = {(said.subject, said.object, said.valid_from) for said in result.statements}
    assert ("states:RUS", "states:SUN", "1991-12-26") in followed
    assert not any(said.object == "states:SUN" and said.subject == "states:EST" for said in result.statements)
    assert not result.rejected
