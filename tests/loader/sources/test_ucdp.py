"""External support: actor-years become spells, checked year by year against plain csv."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from cypher.graph import Graph
from loader.catalogue.places import SHIPPED
from loader.model.statement import Statement
from tests.loader.conftest import Loads
from tests.loader.reads import Read, read
from tests.loader.sheets import xlsx

FOLDER = SHIPPED / "ucdp_external_support"
SAMPLE = FOLDER / "sample" / "ucdp-esd-ay.csv"
LAST = 1990
KINDS = {
    "ext_x": "troops as a warring party",
    "ext_w": "weapons",
    "ext_t": "training and expertise",
    "ext_f": "funding",
}
Year = tuple[str, str, str, int, str]


def rows() -> list[dict[str, str]]:
    """The sample by plain csv."""
    with SAMPLE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def sample(tmp_path: Path) -> Read:
    """What is read in the sample."""
    return read(FOLDER, {"years": SAMPLE}, tmp_path / "spool")


def own(record: str) -> str:
    """The source's own id of a record."""
    return record.rpartition(":")[2].partition("@")[0]


def years(said: Statement) -> Iterator[int]:
    """The years of a spell; an open one ends with the data."""
    return iter(range(int(str(said.valid_from)[:4]), int(str(said.valid_to)[:4]) + 1 if said.valid_to else LAST + 1))


def opponent(said: Statement) -> str:
    """The id of the opponent, which the key has."""
    return str(said.key).partition("against ")[2].partition(" ")[0]


def test_each_supporter_party_opponent_and_year_is_stated_once(sample: Read) -> None:
    expected: set[Year] = set()
    for row in rows():
        ids, names = row["ext_id"].split(","), row["ext_name"].split(",")
        kinds = [name for column, name in KINDS.items() if row[column] == "1"]
        if row["ext_sup"] == "1" and len(ids) == len(names):
            for supporter in ids:
                for kind in kinds if len(ids) == 1 and kinds else [""]:
                    expected.add((supporter, row["actor_id"], row["oppo_id"], int(row["year"]), kind))
    support = [said for said in sample.statements if said.type in ("SUPPLIES", "SUPPORTS")]
    stated = [
        (own(said.subject), own(said.object), opponent(said), year, str((said.own or {}).get("goods") or ""))
        for said in support
        for year in years(said)
    ]
    assert Counter(stated) == Counter(expected)
    assert Counter(said.type for said in support) == {"SUPPLIES": 5, "SUPPORTS": 3}


def test_no_supply_is_made_of_what_several_gave(sample: Read) -> None:
    several = next(said for said in sample.statements if own(said.subject) == "3")
    assert several.type == "SUPPORTS"
    assert several.evidence == (
        "Government of United States of America supports UNITA against Government of Angola, 1986 to 1987: one of "
        "several supporters, who together gave funding, troops as a warring party, weapons."
    )
    unknown = next(said for said in sample.statements if own(said.subject) == "57")
    assert unknown.evidence.endswith("1986 to 1986: the kind of support is unknown.")
    notes = sorted(said.evidence.partition("; ")[2] for said in sample.statements if own(said.subject) == "5")
    assert notes == [
        "in some years both sides were supported.",
        "in some years both sides were supported.",
        "in some years by elements of it.",
    ]


def test_lists_of_other_lengths_reject_their_row(sample: Read) -> None:
    assert [(line, reason) for _, line, reason, _ in sample.rejected] == [
        (6, "ext_id has 1 entries and ext_name 2: nobody knows whose name is whose")
    ]
    assert sample.rows == (12, 11, 1, 0)


def test_parties_are_rivals_once(sample: Read) -> None:
    rivals = [said for said in sample.statements if said.type == "RIVAL_OF"]
    assert [(*sorted((own(said.subject), own(said.object))), [*years(said)], said.valid_to) for said in rivals] == [
        ("567", "99", [1984, 1985, 1986, 1987, 1988], "1988-12-31"),
        ("567", "99", [1990], None),
    ]
    assert rivals[0].evidence == "Armed conflict, in the data from 1984 to 1988: 4 of its years active."


def test_a_workbook_says_the_same(sample: Read, tmp_path: Path) -> None:
    table = rows()
    cells = [[float(text) if text.isdecimal() else text for text in row.values()] for row in table]
    path = xlsx(tmp_path / "ucdp-esd-ay-181.xlsx", {"Sheet1": [[*table[0]], *cells]})
    assert read(FOLDER, {"years": path}, tmp_path / "sheet").content == sample.content


def test_governments_are_states(loads: Loads, graph: Graph) -> None:
    loads("states")
    assert loads("ucdp-external-support", SAMPLE).difference.statements.created == 10
    rows = graph.read(
        "MATCH (a:Actor)-[r:SUPPLIES|SUPPORTS]->(:Actor {name: 'UNITA'}) RETURN DISTINCT a.id AS id, type(r) AS type "
        "ORDER BY id, type"
    )
    assert [(row["id"], row["type"]) for row in rows] == [
        ("states:USA", "SUPPORTS"),
        ("states:ZAF", "SUPPLIES"),
        ("states:ZAF", "SUPPORTS"),
    ]
    soviet = graph.read("MATCH (a:Actor)-[:SUPPORTS]->(b:Actor {id: 'states:AGO'}) RETURN a.id AS id")
    assert [row["id"] for row in soviet] == ["states:SUN"]
    assert loads("ucdp-external-support", SAMPLE).same
