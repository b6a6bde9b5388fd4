"""Alliances and rivalries: years become spells, checked against plain csv; each row is accounted for."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cypher.graph import Graph
from loader.catalogue.places import SHIPPED
from loader.model.statement import Statement
from tests.loader.conftest import Loads
from tests.loader.reads import Read, read

COW = {
    "cow_defense": "defence",
    "cow_neutral": "neutrality",
    "cow_nonagg": "non-aggression",
    "cow_entente": "entente",
}
ATOP = {
    "atop_defense": "defence",
    "atop_offense": "offence",
    "atop_neutral": "neutrality",
    "atop_nonagg": "non-aggression",
    "atop_consul": "consultation",
}
Spell = tuple[str, str, str, str, str | None]


def sample(tmp_path: Path, source: str, **files: str) -> Read:
    """What a shipped source reads in its sample."""
    folder = SHIPPED / source
    return read(folder, {part: folder / "sample" / name for part, name in files.items()}, tmp_path / "spool")


def stated(statements: list[Statement]) -> set[Spell]:
    """Ends, obligation and years of alliances."""
    return {
        (
            *ends(said),
            str(said.own["obligation"]),
            str(said.valid_from)[:4],
            str(said.valid_to)[:4] if said.valid_to else None,
        )
        for said in statements
    }


def ends(said: Statement) -> tuple[str, str]:
    """The codes of a pair in order, as the key of an alliance has them."""
    first, second = said.key.split()[-2].split("-")
    return first, second


def spells(path: Path, columns: Mapping[str, str]) -> set[Spell]:
    """The same, counted year by year with plain csv."""
    years: dict[tuple[int, int, str], set[int]] = defaultdict(set)
    with path.open(newline="", encoding="utf-8") as file:
        rows = [{column: int(float(text)) for column, text in row.items()} for row in csv.DictReader(file)]
    for row in rows:
        first, second = sorted((row["ccode1"], row["ccode2"]))
        for column, name in columns.items():
            if row[column]:
                years[first, second, name].add(row["year"])
    final = max(row["year"] for row in rows if any(row[column] for column in columns))
    runs: set[Spell] = set()
    for (first, second, name), held in years.items():
        for year in held:
            if year - 1 not in held:
                last = next(end for end in range(year, final + 1) if end + 1 not in held)
                runs.add((str(first), str(second), name, str(year), None if last == final else str(last)))
    return runs


def test_cow_dyad_years_become_spells(tmp_path: Path) -> None:
    result = sample(tmp_path, "cow_alliances", members="cow_alliance.csv")
    assert stated(result.statements) == spells(SHIPPED / "cow_alliances/sample/cow_alliance.csv", COW)
    assert stated(result.statements) == {
        ("2", "20", "defence", "2009", "2010"),
        ("2", "20", "defence", "2012", None),
        ("2", "20", "entente", "2009", "2009"),
        ("220", "255", "non-aggression", "1925", "1925"),
    }
    assert result.skipped == {"no obligation": 1}
    assert result.rows == (8, 7, 0, 1)


def test_atop_says_when_only_one_side_is_bound(tmp_path: Path) -> None:
    result = sample(tmp_path, "atop", dyads="atop_alliance.csv")
    assert stated(result.statements) == spells(SHIPPED / "atop/sample/atop_alliance.csv", ATOP)
    evidence = {(ends(said), said.own["obligation"]): said.evidence for said in result.statements}
    assert evidence[("2", "200"), "defence"].endswith("2016 to 2018, in some years by one side only.")
    assert "one side" not in evidence[("2", "200"), "consultation"]
    assert result.rows == (11, 9, 0, 2)


def test_rivalries_to_the_book_s_last_year_are_open(tmp_path: Path) -> None:
    result = sample(tmp_path, "strategic_rivalries", tss="tss_rivalries.csv", td="td_rivalries.csv")
    assert pairs(result) >= {
        ("PRT", "venice", "1498", "1513"),
        ("RUS", "UKR", "2014", None),
        ("IND", "PAK", "1947", None),
    }
    assert {said.evidence for said in result.statements} >= {
        "Strategic rivalry Russia-Ukraine: spatial, interventionary.",
        "Strategic rivalry Portugal-Venice: positional; a principal rivalry.",
        "Strategic rivalry France-Germany 1: spatial, positional.",
    }
    assert result.rows == (5, 5, 0, 0)


def test_one_of_two_books_is_enough(tmp_path: Path) -> None:
    result = sample(tmp_path, "strategic_rivalries", td="td_rivalries.csv")
    assert {said.said_by for said in result.statements} == {"Thompson and Dreyer"}


def pairs(result: Read) -> set[tuple[str, str, str, str | None]]:
    """The states of each statement and its years."""
    return {
        (
            said.subject.rpartition(":")[2],
            said.object.rpartition(":")[2],
            str(said.valid_from)[:4],
            str(said.valid_to)[:4] if said.valid_to else None,
        )
        for said in result.statements
    }


def test_a_spell_that_outlives_a_state_goes_on_with_the_next(tmp_path: Path) -> None:
    path = tmp_path / "cow_alliance.csv"
    lines = [f"{pair},{year},1,0,0,0" for pair in ("2,365", "345,365") for year in range(1989, 1995)]
    path.write_text("\n".join(["ccode1,ccode2,year," + ",".join(COW), *lines]), "utf-8")
    result = read(SHIPPED / "cow_alliances", {"members": path}, tmp_path / "spool")
    assert pairs(result) == {
        ("USA", "SUN", "1989", "1991"),
        ("USA", "RUS", "1992", None),
        ("YUG", "SUN", "1989", "1991"),
        ("SCG", "RUS", "1992", "2005"),
    }
    assert result.rows == (12, 12, 0, 0)


def test_rivals_are_the_states_of_their_years(tmp_path: Path) -> None:
    path = tmp_path / "tss_rivalries.csv"
    head = "tssr_id,rivalry,ccode1,ccode2,start,end,positional,spatial,ideological,interventionary,principal,aprin"
    lines = [
        "1,Germany-Russia,255.0,365.0,1865.0,1945.0,1.0,,,,,",
        "2,Oman-S. Yemen,679.0,698.0,1967.0,1982.0,1.0,,,,,",
        "3,Saudi Arabia-Yemen 1,670.0,679.0,1931.0,1934.0,,1.0,,,,",
        "4,Iran-Yemen,630.0,679.0,2011.0,2020.0,,1.0,,,,",
        "5,Serbia-Turkey,345.0,640.0,1878.0,1918.0,,1.0,,,,",
        "6,Nobody,999.0,640.0,1950.0,1960.0,,1.0,,,,",
    ]
    path.write_text("\n".join([head, *lines]), "utf-8")
    result = read(SHIPPED / "strategic_rivalries", {"tss": path}, tmp_path / "spool")
    assert pairs(result) == {
        ("prussia", "russian-empire", "1865", "1870"),
        ("DEU", "russian-empire", "1871", "1917"),
        ("DEU", "SUN", "1918", "1945"),
        ("YMD", "OMN", "1967", "1982"),
        ("SAU", "north-yemen", "1931", "1934"),
        ("IRN", "YEM", "2011", None),
        ("SRB", "ottoman-empire", "1878", "1918"),
        ("unknown code 999", "TUR", "1950", "1960"),
    }


def test_every_code_is_one_state(tmp_path: Path) -> None:
    result = read(SHIPPED / "cow_states", {}, tmp_path / "spool")
    assert len({name.partition("@")[0] for name in result.records}) == 218
    known = {text for record in result.records.values() for text in record.identifiers}
    assert len(known) == len(result.records)
    assert not any("as-written" in text for text in known)
    by_code = {name.rpartition(":")[2]: record for name, record in result.records.items()}
    assert by_code["365"].countries == ("RUS",)
    assert by_code["365@1918"].countries == ("SUN",)
    assert by_code["345"].countries == ("SRB",)
    assert by_code["679"].countries == ("YEM",)
    assert by_code["305"].countries == ("AUT",)
    assert by_code["900"].countries == ("AUS",)


ROW = st.fixed_dictionaries(
    {
        "ccode1": st.sampled_from([2, 20, 200]),
        "ccode2": st.sampled_from([220, 255]),
        "year": st.integers(1990, 1999),
        **{column: st.integers(0, 1) for column in COW},
    }
)


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(ROW, min_size=1, max_size=40), turned=st.lists(st.booleans(), min_size=40, max_size=40))
def test_any_years_become_the_longest_runs(
    tmp_path_factory: Any, rows: list[dict[str, int]], turned: list[bool]
) -> None:
    folder = tmp_path_factory.mktemp("spells")
    path = folder / "cow_alliance.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["ccode1", "ccode2", "year", *COW])
        writer.writeheader()
        writer.writerow({"ccode1": 2, "ccode2": 220, "year": 1989, **dict.fromkeys(COW, 1)})
        for row, turn in zip(rows, turned, strict=False):
            writer.writerow(row | {"ccode1": row["ccode2"], "ccode2": row["ccode1"]} if turn else row)
    result = read(SHIPPED / "cow_alliances", {"members": path}, folder / "spool")
    assert stated(result.statements) == spells(path, COW)
    assert result.rows[0] == len(rows) + 1
    assert result.rows[0] == sum(result.rows[1:])


def test_alliances_are_those_of_states(loads: Loads, graph: Graph) -> None:
    loads("states")
    path = SHIPPED / "cow_alliances" / "sample" / "cow_alliance.csv"
    assert loads("cow-alliances", path).difference.statements.created == 4
    rows = graph.read(
        "MATCH (:Actor {id: 'states:USA'})-[r:ALLY_OF]-(b:Actor) "
        "RETURN b.id AS ally, r.obligation AS obligation, r.valid_from AS since, r.valid_to AS until "
        "ORDER BY since, obligation"
    )
    assert [
        (row["ally"], row["obligation"], row["since"].year, row["until"] and row["until"].year) for row in rows
    ] == [
        ("states:CAN", "defence", 2009, 2010),
        ("states:CAN", "entente", 2009, 2009),
        ("states:CAN", "defence", 2012, None),
    ]
    assert loads("cow-alliances", path).same
