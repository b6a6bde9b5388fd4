"""Which pairs of records are proposed for their names: of two sources, undecided, the likeliest first, with why."""

from __future__ import annotations

from typing import Any

from loader.matching.likely import LikelyPair, Pairs


def record(key: str, name: str, kind: str = "person", **more: Any) -> dict[str, Any]:
    return {
        "id": key,
        "name": name,
        "names": [name],
        "kind": kind,
        "countries": None,
        "birth_years": None,
        "actor": key,
        "identifiers": [],
        **more,
    }


def likely(*sources: list[dict[str, Any]], decided: Any = (), within: bool = False) -> list[LikelyPair]:
    pairs = Pairs(within=within)
    for rows in sources:
        pairs.add_source(rows)
    return sorted(pairs.likely(decided, 0.7, lambda records: None), key=lambda pair: pair.place)


def test_records_of_two_sources_with_like_names() -> None:
    (pair,) = likely(
        [record("one:a", "Anna Lindqvist"), record("one:b", "Lindqvist Anna")],
        [record("two:a", "A. Lindqvist"), record("two:b", "Anna Lindqvist", "vessel"), record("two:c", "Bo Ek")],
    )[:1]
    assert (pair.record, pair.proposed_record, pair.kind) == ("one:a", "two:a", "person")
    assert pair.reason == "an initial"


def test_records_of_one_source_only_where_they_are_asked_for() -> None:
    rows = [record("one:a", "Anna Lindqvist"), record("one:b", "Lindqvist, Anna")]
    assert likely(rows) == []
    (pair,) = likely(rows, within=True)
    assert (pair.record, pair.proposed_record, pair.score) == ("one:a", "one:b", 1.0)


def test_each_pair_is_listed_once_under_its_best_names() -> None:
    rows = [record("one:a", "Lindqvist", names=["Lindqvist", "Anna Lindqvist", "Анна Линдквист"])]
    (pair,) = likely(rows, [record("two:a", "LINDQVIST Anna", names=["LINDQVIST Anna", "Anna Lindkvist"])])
    assert pair.score > 0.9
    assert (pair.matched, pair.proposed_matched) == ("Anna Lindqvist", "LINDQVIST Anna")


def test_by_names_tell_less_and_what_many_are_called_less_still() -> None:
    rows = [record("one:a", "Anna Ek", names=["Anna Ek", "Abu Ali"])]
    (pair,) = likely(rows, [record("two:a", "Bo Holm", names=["Bo Holm", "Abu Ali"])])
    assert (pair.score, pair.matched, pair.proposed_matched) == (0.75, "Abu Ali", "Abu Ali")
    others = [record(f"two:{n}", "Anna Ek") for n in range(4)]
    assert {pair.reason for pair in likely(rows, others)} == {"the same words; 5 are called so"}
    assert {pair.score for pair in likely(rows, others)} == {0.85}


def test_what_a_person_has_decided_is_left_out_or_comes_last() -> None:
    rows = [record("one:a", "Anna Lindqvist"), record("one:b", "Bo Ekström")]
    others = [record("two:a", "Anna Lindqvist"), record("two:b", "Bo Ekstrom")]
    assert [pair.record for pair in likely(rows, others)] == ["one:a", "one:b"]
    decided = {"first": "two:a", "second": "one:a", "kind": "different"}
    assert [pair.record for pair in likely(rows, others, decided=[decided])] == ["one:b"]
    unsure = decided | {"kind": "unsure"}
    assert [(pair.record, pair.unsure) for pair in likely(rows, others, decided=[unsure])] == [
        ("one:b", False),
        ("one:a", True),
    ]


def test_records_of_one_actor_are_no_proposal() -> None:
    assert likely([record("one:a", "Anna Ek")], [record("two:a", "Anna Ek", actor="one:a")]) == []


def test_countries_and_identifiers_weigh() -> None:
    def pair(first: dict[str, Any], second: dict[str, Any]) -> LikelyPair:
        (found_pair,) = likely([record("one:a", "Anna Ek", **first)], [record("two:a", "Ana Ek", **second)])
        return found_pair

    plain = pair({}, {})
    shared = pair({"identifiers": ["opensanctions:7"]}, {"identifiers": ["opensanctions:7"]})
    assert shared.score > plain.score
    assert shared.reason == "another spelling; both have opensanctions:7"
    here = pair({"countries": ["SWE"]}, {"countries": ["SWE", "NOR"]})
    assert (here.score > plain.score, here.reason) == (True, "another spelling; both SWE")
    there = pair({"countries": ["SWE"]}, {"countries": ["NOR"]})
    assert (there.score < plain.score, there.reason) == (True, "another spelling; SWE against NOR")


def test_another_number_in_a_scheme_with_one_for_each_tells_two_apart() -> None:
    ships = [record("one:a", "Silver Heron", "vessel", identifiers=["imo:9074729"])]
    assert likely(ships, [record("two:a", "Silver Heron", "vessel", identifiers=["imo:9289518"])]) == []
    assert likely(ships, [record("two:a", "Silver Heron", "vessel", identifiers=["ofac:1"])])
