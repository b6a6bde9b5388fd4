"""Who lists what others don't, who arms whom in the wake of it, whose alliances and supplies turn."""

import datetime

from cypher.graph import Graph
from tests.cypher import small
from tests.cypher.small import Said

US, EU, OFAC = "test:us", "test:eu", "test:ofac"
X, Y, Z, GIVER, OTHER = (f"test:{name}" for name in ("x", "y", "z", "giver", "other"))


def day(year: int, month: int = 1, number: int = 1) -> datetime.date:
    """A day."""
    return datetime.date(year, month, number)


def test_one_list_follows_another_days_later_or_not_at_all(graph: Graph) -> None:
    small.write(
        graph,
        [
            Said(OFAC, "PART_OF", US),
            Said(OFAC, "DESIGNATES", X, {"programme": "A", "valid_from": day(2020, 1, 1)}),
            Said(OFAC, "DESIGNATES", X, {"programme": "B", "valid_from": day(2021, 1, 1)}),
            Said(EU, "DESIGNATES", X, {"said_at": day(2020, 1, 31)}),
            Said(US, "DESIGNATES", Y, {"valid_from": day(2020, 1, 1)}),
            Said(OFAC, "DESIGNATES", Z, {"valid_from": day(2020, 1, 1)}),
            Said(EU, "DESIGNATES", Z, {"valid_from": day(2019, 12, 1), "valid_to": day(2019, 12, 31)}),
        ],
    )
    rows = graph.ask("listing-lag", authority=US, other=EU)
    assert [(row["target"], row["lag"], row["missing"], row["programmes"]) for row in rows] == [
        (Y, None, True, []),
        (Z, None, True, []),
        (X, 30, False, ["A", "B"]),
    ]
    assert rows[2]["statements"] == ["s0001:1", "s0002:1", "s0003:1"]
    assert {row["target"] for row in graph.ask("listing-lag", authority=US, other=EU, missing=True)} == {Y, Z}
    assert graph.ask("listing-lag", authority=US, other=EU, ever=True)[0]["target"] == Y
    assert {row["target"]: row["lag"] for row in graph.ask("listing-lag", authority=US, other=EU, ever=True)} == {
        X: 30,
        Y: None,
        Z: -31,
    }


def test_the_wake_parts_supplies_by_the_day_of_the_listing(graph: Graph) -> None:
    small.write(
        graph,
        [
            Said(US, "DESIGNATES", X, {"valid_from": day(2020)}),
            Said(GIVER, "SUPPLIES", X, {"goods": "late", "valid_from": day(2021), "valid_to": day(2021, 6)}),
            Said(GIVER, "SUPPLIES", X, {"goods": "on and on", "valid_from": day(2019), "valid_to": day(2022)}),
            Said(GIVER, "SUPPLIES", X, {"goods": "early", "valid_from": day(2018), "valid_to": day(2019)}),
            Said(GIVER, "SUPPLIES", X, {"goods": "some time"}),
            Said(GIVER, "SUPPLIES", X, {"goods": "rumour", "valid_from": day(2021), "confidence": 0.2}),
            Said(OTHER, "SUPPLIES", X, {"valid_to": day(2010)}),
        ],
    )
    first, second = graph.ask("wake", authority=US)
    assert (first["supplier"], first["after"], first["before"], first["undated"]) == (GIVER, 2, 1, 1)
    assert (set(first["goods_after"]), first["last"], first["listed"]) == ({"late", "on and on"}, day(2022), day(2020))
    assert (second["supplier"], second["after"], second["before"]) == (OTHER, 0, 1)
    assert [row["supplier"] for row in graph.ask("wake", authority=US, after=True)] == [GIVER]


def test_both_sides_are_armed_while_they_are_at_odds(graph: Graph) -> None:
    small.write(
        graph,
        [
            Said(X, "RIVAL_OF", Y, {"valid_from": day(1980), "valid_to": day(1988)}),
            Said(GIVER, "SUPPLIES", X, {"goods": "tanks", "valid_from": day(1981), "valid_to": day(1982)}),
            Said(GIVER, "SUPPLIES", Y, {"goods": "guns", "valid_from": day(1987), "valid_to": day(1990)}),
            Said(OTHER, "SUPPLIES", X, {"valid_from": day(1981), "valid_to": day(1982)}),
            Said(OTHER, "SUPPLIES", Y, {"valid_from": day(1995)}),
        ],
    )
    (row,) = graph.ask("armed-both-sides", ever=True)
    assert (row["supplier"], {row["a"], row["b"]}, row["statements"]) == (
        GIVER,
        {X, Y},
        ["s0000:1", "s0001:1", "s0002:1"],
    )
    assert (row["goods_a"], row["goods_b"]) == (["tanks"], ["guns"])
    assert graph.ask("armed-both-sides") == []
    assert graph.ask("armed-both-sides", ever=True, supplier=OTHER) == []


def test_an_ally_that_arms_the_enemy_comes_first(graph: Graph) -> None:
    small.write(
        graph,
        [
            Said(X, "RIVAL_OF", Y),
            Said(Z, "RIVAL_OF", Y),
            Said(X, "ALLY_OF", GIVER),
            Said(GIVER, "SUPPLIES", Y, {"goods": "guns"}),
            Said(OTHER, "SUPPLIES", Y),
            Said(X, "SUPPLIES", Y),
        ],
    )
    rows = graph.ask("enemies-armed", actor=X)
    assert [(row["supplier"], row["own_sign"], row["enemy"], row["goods"]) for row in rows] == [
        (GIVER, 1, Y, ["guns"]),
        (OTHER, None, Y, []),
    ]
    assert rows[0]["undated"] == 2


def test_allies_who_became_rivals(graph: Graph) -> None:
    small.write(
        graph,
        [
            Said(X, "ALLY_OF", Y, {"valid_from": day(1950), "valid_to": day(1960), "obligation": "defence"}),
            Said(Y, "RIVAL_OF", X, {"valid_from": day(1963)}),
            Said(X, "RIVAL_OF", Y, {"valid_from": day(1970)}),
            Said(X, "ALLY_OF", Y, {"valid_from": day(1990)}),
            Said(Z, "ALLY_OF", Y, {"valid_from": day(1950)}),
            Said(Z, "RIVAL_OF", Y),
        ],
    )
    (row,) = graph.ask("allies-turned-rivals")
    assert (row["a"], row["b"], row["allied_from"], row["allied_until"]) == (X, Y, day(1950), day(1960))
    assert (row["rivals_from"], row["gap"], row["obligations"]) == (day(1963), 1096, ["defence"])
    assert row["statements"] == ["s0000:1", "s0001:1"]
    assert graph.ask("allies-turned-rivals", actor=Z) == []


def test_an_authority_lists_its_own_allies(graph: Graph) -> None:
    actors = [
        {"id": US, "name": "us", "kind": "state", "countries": ["USA"], "identifiers": ["iso3:USA"]},
        {"id": Y, "name": "y", "kind": "state", "countries": ["TUR"]},
        {"id": OFAC, "name": "ofac", "countries": ["USA"]},
        {"id": X, "name": "x", "kind": "person", "countries": ["TUR"]},
    ]
    small.write(
        graph,
        [
            Said(US, "ALLY_OF", Y, {"obligation": "defence", "valid_from": day(1952)}),
            Said(OFAC, "DESIGNATES", X, {"programme": "A"}),
            Said(OFAC, "DESIGNATES", GIVER, {"programme": "B"}),
            Said(OFAC, "DESIGNATES", OTHER),
            Said(GIVER, "PART_OF", Y),
        ],
        actors,
    )
    rows = graph.ask("against-own-alliance", authority=OFAC)
    assert [(row["target"], row["how"], row["ally"], row["bound"], row["programmes"]) for row in rows] == [
        (GIVER, "part of it", Y, US, ["B"]),
        (X, "of its country", Y, US, ["A"]),
    ]
    assert rows[1]["obligations"] == ["defence"]
    assert graph.ask("against-own-alliance", authority=OFAC, on="1950-01-01") == []


def test_support_that_began_and_that_ended(graph: Graph) -> None:
    small.write(
        graph,
        [
            Said(GIVER, "SUPPLIES", X, {"valid_from": day(2021, 5), "goods": "drones"}),
            Said(GIVER, "SUPPLIES", Y, {"valid_to": day(2021, 3)}),
            Said(GIVER, "SUPPLIES", Z),
            Said(OTHER, "SUPPLIES", Z, {"valid_from": day(2000), "valid_to": day(2021, 2)}),
            Said(OTHER, "SUPPLIES", Z, {"valid_from": day(2021, 6)}),
        ],
    )
    rows = graph.ask("support-changes", before="2021-01-01", after="2022-01-01")
    assert [(row["change"], row["supplier"], row["target"], row["day"], row["goods"]) for row in rows] == [
        ("new", GIVER, X, day(2021, 5), ["drones"]),
        ("ended", GIVER, Y, day(2021, 3), []),
    ]
