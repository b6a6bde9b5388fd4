"""Neighbours in likeness: in common they raise a score, a tie of the two lowers it; lists and denials do neither."""

from __future__ import annotations

import pytest

from cypher.decisions.between import between_pairs
from cypher.decisions.compare import compare_pair
from cypher.likeness.beside import OTHER_YEARS, SHARED_NEIGHBOURS, TIED, Between, weigh_neighbours, weigh_years
from loader.matching.likely import likely_pairs
from tests.loader.conftest import Folder, Loads

HEAD = "key,name,kind,identifiers\n"
TIES = "subject,type,object,said_by,evidence\n"
COMMON = "x,Council,other,wikidata:Q9\n"


@pytest.mark.parametrize(
    ("first", "second", "common", "tied", "reason"),
    [
        ("a,leads,x,s,e\n", "b,leads,x,s,e\n", 1, False, "1 neighbour in common"),
        ("a,leads,x,s,e\n", "b,part-of,x,s,e\nb,leads,x,s,e\n", 1, False, "1 neighbour in common"),
        ("x,designates,a,s,e\n", "x,designates,b,s,e\n", 0, False, None),
        ("a,leads,x,s,e\n", "x,rival-of,z,s,e\n", 0, False, None),
        ("a,leads,x,s,e\n", "b,leads,x,s,e\nb,leads,one:a,s,e\n", 1, True, "a source ties one to the other"),
    ],
    ids=["common", "two ties to one", "listed by one", "only one is tied", "tied to each other"],
)
def test_what_stands_between_two_records_is_weighed(
    source: Folder, loads: Loads, first: str, second: str, common: int, tied: bool, reason: str | None
) -> None:
    source("one", actors=f"{HEAD}a,Anna Lindqvist,person,\n{COMMON}", statements=TIES + first)
    source("two", actors=f"{HEAD}b,Anna Lindkvist,person,\nz,Zeta,other,\n{COMMON}", statements=TIES + second)
    for name in ("one", "two"):
        loads(name)
    pair = ("one:a", "two:b")
    assert between_pairs(loads.graph, [pair]) == {pair: Between(common, tied)}
    (likely,) = likely_pairs(loads.graph, least=0.0)
    assert (likely.record, likely.proposed_record) == pair
    assert likely.reason == "; ".join(filter(None, ("another spelling", reason)))
    compared = compare_pair(loads.graph, *pair)
    assert compared["likeness"] == {"score": likely.score, "reason": likely.reason}
    assert compared["neighbours"]["total"] >= common


def test_a_tie_that_is_withdrawn_or_denied_says_nothing(source: Folder, loads: Loads) -> None:
    actors = f"{HEAD}a,Anna Lindqvist,person,\nz,Zeta,other,\n{COMMON}"
    source("one", actors=actors, statements=f"{TIES}a,leads,x,s,e\n")
    source(
        "two",
        actors=f"{HEAD}b,Anna Lindkvist,person,\n{COMMON}",
        statements="subject,type,object,said_by,evidence,stance\nb,leads,x,s,e,asserted\nb,leads,one:a,s,e,denied\n",
    )
    for name in ("one", "two"):
        loads(name)
    pair = ("one:a", "two:b")
    assert between_pairs(loads.graph, [pair]) == {pair: Between(1, tied=False)}
    source("one", actors=actors, statements=f"{TIES}a,leads,z,s,e\n")
    assert loads("one").difference.statements.withdrawn == 1
    assert between_pairs(loads.graph, [pair]) == {pair: Between(0, tied=False)}


def test_weights_raise_a_little_and_lower_much() -> None:
    assert weigh_neighbours(Between(3, tied=False), 0.8, "r") == (
        round(0.8 + 0.2 * SHARED_NEIGHBOURS, 3),
        "r; 3 neighbours in common",
    )
    assert weigh_neighbours(Between(3, tied=True), 0.8, "r") == (
        round(0.8 * TIED, 3),
        "r; a source ties one to the other",
    )
    assert weigh_neighbours(Between(0, tied=False), 0.8, "r") == (0.8, "r")
    assert weigh_years(["1961"], ["1962"], 0.8, "r") == (0.8, "r")
    assert weigh_years(["1961"], [], 0.8, "r") == (0.8, "r")
    assert weigh_years(["1961", "1965"], ["1963"], 0.8, "r")[0] == round(0.8 * OTHER_YEARS, 3)
    assert weigh_years(["1961", "1965"], ["1965"], 0.8, "r")[0] > 0.8
