"""Birth years: read from every list that has them, kept with the record, weighed in likeness, shown nowhere else."""

from __future__ import annotations

from pathlib import Path

from cypher.decisions.compare import compare_pair
from cypher.library.library import Library
from cypher.screening.matches import match_name
from loader.catalogue.places import SHIPPED
from loader.matching.likely import likely_pairs
from loader.matching.listed import ListedName
from loader.matching.screening import screen_names
from loader.model.record import Record
from tests.loader.conftest import Folder, Loads
from tests.loader.native import line
from tests.loader.reads import read

OFAC = SHIPPED / "ofac_sdn"
COLUMNS = "key,name,kind,countries,birth_years\n"


def test_every_list_that_has_them_gives_them(tmp_path: Path) -> None:
    native = tmp_path / "sdn.csv"
    row = [
        "9000002",
        "DOE, Jane",
        "individual",
        "IRAN",
        *[""] * 7,
        "DOB 12 May 1900; alt. DOB 1902 to 1903; POB 1999, Exampleville.",
    ]
    native.write_bytes((line(row) + "\r\n\x1a\r\n").encode())
    years = {
        part: read(OFAC, {part: path}, tmp_path / part).records["ofac-sdn:9000002"].birth_years
        for part, path in (
            ("sdn", native),
            ("xml", OFAC / "sample" / "sdn.xml"),
            ("advanced", OFAC / "sample" / "sdn_advanced.xml"),
        )
    }
    assert years == {"sdn": ("1900", "1902", "1903"), "xml": ("1900",), "advanced": ("1900",)}
    for folder, part, file, key in (
        ("ofac_consolidated", "xml", "consolidated.xml", "ofac-consolidated:9000006"),
        ("un_sc", "individuals", "consolidated.xml", "un-sc:TAi.900"),
        ("eu_fsf", "entities", "FULL.xml", "eu-fsf:EU.900001.1"),
        ("opensanctions", "entities", "entities.ftm.json", "opensanctions:NK-example1"),
    ):
        records = read(SHIPPED / folder, {part: SHIPPED / folder / "sample" / file}, tmp_path / folder).records
        assert records[key].birth_years == ("1900",), folder
        assert "1900" not in (records[key].description or "")


def test_a_record_without_them_has_the_hash_that_it_had() -> None:
    plain = Record(source="s", key="k", name="N", kind="person", weak_names=("W",))  # type: ignore[arg-type]
    assert plain.hash == "7aa7cc5278109226df6ca8e9096eef37"
    assert Record(source="s", key="k", name="N", kind="person").hash == "bdd0a603074ca7d62d68e4dce021c2f4"  # type: ignore[arg-type]


def test_they_tell_persons_apart_and_stay_where_they_are(source: Folder, loads: Loads) -> None:
    source("one", actors=COLUMNS + "a,Anna Lindqvist,person,SWE,12 May 1961\nb,Bo Holmgren,person,SWE,1950 to 1951\n")
    source("two", actors=COLUMNS + "a,Anna Lindkvist,person,SWE,1961\nb,Bo Holmgren,person,SWE,1970\n")
    source("three", actors="key,name,kind,countries\na,Anna Lindqvist,person,SWE\n")
    for name in ("one", "two", "three"):
        loads(name)
    graph = loads.graph
    pairs = {(pair.record, pair.proposed_record): pair for pair in likely_pairs(graph, least=0.0)}
    alike, apart = pairs["one:a", "two:a"], pairs["one:b", "two:b"]
    assert "both born 1961" in alike.reason
    assert "born 1950–1951 against 1970" in apart.reason
    unknown = next(pair for ends, pair in pairs.items() if "three:a" in ends)
    assert "born" not in unknown.reason
    assert apart.score < 0.7 < alike.score

    compared = compare_pair(graph, "one:b", "two:b")
    assert (compared["a"]["birth_years"], compared["b"]["birth_years"]) == (["1950", "1951"], ["1970"])
    assert compared["likeness"] == {"score": apart.score, "reason": apart.reason}

    listed = [ListedName(2, "Bo Holmgren", "person", "SWE", ("1970",))]
    scores = {match.match.actor: match.match.score for match in screen_names(graph, listed, least=0.0)}
    assert scores["two:b"] > scores["one:b"]
    assert {match.score for match in match_name(graph, "Bo Holmgren", "person")} == {1.0}


def test_no_named_query_gives_them() -> None:
    assert [query.name for query in Library.load() if "birth_years" in query.text] == []
