"""What the product ships, loaded for real: the report's 33 statements, and the actors in which sources meet."""

from __future__ import annotations

from datetime import date

import pytest

from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from loader.runs.run import SHIPPED
from tests.loader.conftest import Loads
from tests.loader.truth import edges, every_text, partition, size

US, PRK, RUS, UKR, CHN, TUR = (f"states:{code}" for code in ("USA", "PRK", "RUS", "UKR", "CHN", "TUR"))
TREASURY, COUNCIL, HOUSE = (f"authorities:{key}" for key in ("us-treasury", "un-security-council", "white-house"))
PUTIN, PRIGOZHIN, KIM, KIRBY, ERDOGAN, WAGNER, NETWORK, MOD, FORCES, KREMLIN, NSC = (
    f"wagner-2023:{key}"
    for key in (
        *("vladimir-putin", "yevgeny-prigozhin", "kim-jong-un", "john-kirby", "recep-tayyip-erdogan", "wagner-group"),
        *("wagner-support-network", "russian-ministry-of-defence", "russian-armed-forces", "kremlin"),
        "us-national-security-council",
    )
)
REPORT = {
    (PRK, "SUPPLIES", WAGNER),
    (PRK, "SUPPLIES", RUS),
    (PRIGOZHIN, "LEADS", WAGNER),
    (PRIGOZHIN, "ALLY_OF", PUTIN),
    (WAGNER, "RIVAL_OF", FORCES),
    (WAGNER, "RIVAL_OF", MOD),
    (PRIGOZHIN, "RIVAL_OF", MOD),
    (PRIGOZHIN, "RIVAL_OF", FORCES),
    (PUTIN, "LEADS", FORCES),
    (PUTIN, "ALLY_OF", MOD),
    (PUTIN, "RIVAL_OF", PRIGOZHIN),
    (PUTIN, "DENIED", PRIGOZHIN),
    (TREASURY, "DESIGNATES", WAGNER),
    (TREASURY, "DESIGNATES", NETWORK),
    (US, "RIVAL_OF", PRK),
    (US, "DESIGNATES", PRK),
    (COUNCIL, "DESIGNATES", PRK),
    (US, "DESIGNATES", RUS),
    (CHN, "SUPPLIES", PRK),
    (CHN, "SUPPLIES", RUS),
    (RUS, "RIVAL_OF", UKR),
    (WAGNER, "RIVAL_OF", UKR),
    (PUTIN, "ALLY_OF", KIM),
    (KIRBY, "PART_OF", NSC),
    (NSC, "PART_OF", HOUSE),
    (HOUSE, "PART_OF", US),
    (TREASURY, "PART_OF", US),
    (KIM, "LEADS", PRK),
    (PUTIN, "LEADS", RUS),
    (MOD, "PART_OF", RUS),
    (KREMLIN, "PART_OF", RUS),
    (FORCES, "PART_OF", MOD),
    (ERDOGAN, "LEADS", TUR),
}
CARRIED: list[tuple[str, str, str, dict[str, object]]] = [
    (PRK, "SUPPLIES", WAGNER, {"valid_from": date(2022, 11, 1), "valid_from_precision": "month", "confidence": 0.9}),
    (PRK, "SUPPLIES", WAGNER, {"valid_to": date(2022, 12, 31), "valid_to_precision": "month", "locator": "P1, P2, P5"}),
    (PRIGOZHIN, "LEADS", WAGNER, {"valid_from": None, "valid_to": None, "inferred": None}),
    (PUTIN, "ALLY_OF", MOD, {"inferred": True, "confidence": 0.7}),
    (PUTIN, "RIVAL_OF", PRIGOZHIN, {"said_by": "Sky News", "confidence": 0.2, "stance": "asserted"}),
    (PUTIN, "DENIED", PRIGOZHIN, {"said_by": "Kremlin", "type": "RIVAL_OF", "stance": "asserted"}),
    (
        TREASURY,
        "DESIGNATES",
        WAGNER,
        {"valid_from": date(2023, 1, 26), "programme": "TCO", "said_at": date(2023, 1, 20)},
    ),
    (TREASURY, "DESIGNATES", NETWORK, {"stance": "announced", "confidence": 0.7}),
    (RUS, "RIVAL_OF", UKR, {"valid_from": date(2022, 2, 24), "valid_from_precision": "day"}),
    (WAGNER, "RIVAL_OF", UKR, {"valid_from": date(2022, 1, 1), "valid_from_precision": "year"}),
]
"""Subject, type and object of a statement, and some of what it carries."""
MEETING = {
    frozenset({PUTIN, "ofac-sample:35096"}),
    frozenset({PRIGOZHIN, "ofac-sample:21171"}),
    frozenset({WAGNER, "ofac-sample:22543"}),
    frozenset({KIM, "ofac-sample:20157"}),
}


@pytest.fixture
def report(loads: Loads) -> Graph:
    """The graph with the report and what it builds on."""
    for name in ("states", "authorities", "wagner-2023"):
        loads(name)
    return loads.graph


def test_the_report_says_what_its_33_statements_say(report: Graph) -> None:
    assert len(REPORT) == 33
    assert edges(report, source="wagner-2023") == REPORT


def test_the_report_s_tensions(report: Graph) -> None:
    assert report.ask("balance") == [{"balanced": 8, "unbalanced": 2, "undated": 2, "mixed": 0}]
    assert report.ask("balance", source="wagner-2023") == [{"balanced": 8, "unbalanced": 2, "undated": 2, "mixed": 0}]
    triples = {frozenset((row["a"], row["b"], row["c"])) for row in report.ask("tensions", source="wagner-2023")}
    assert triples == {frozenset((PUTIN, PRIGOZHIN, MOD)), frozenset((PUTIN, PRIGOZHIN, FORCES))}


def test_what_statements_carry(report: Graph) -> None:
    rows = report.read(
        "MATCH ()-[e {source: 'wagner-2023'}]->() "
        "RETURN e.subject_record AS subject, type(e) AS type, e.object_record AS object, properties(e) AS said"
    )
    found = {(row["subject"], row["type"], row["object"]): row["said"] for row in rows}
    wrong = {
        (*ends, key): found[ends].get(key)
        for *triple, said in CARRIED
        if (ends := (triple[0], triple[1], triple[2]))
        for key, value in said.items()
        if found[ends].get(key) != value
    }
    assert not wrong


def test_whatever_is_loaded_first_the_same_records_are_one_actor(loads: Loads, graph: Graph) -> None:
    for name in SHIPPED:
        loads(name)
    first = partition(graph)
    assert {found for found in first if len(found) > 1} == MEETING
    shown = {row["actor"]: row for row in graph.ask("actors", actors=[PUTIN, PRIGOZHIN, KIM, WAGNER])}
    assert {row["name"] for row in shown.values()} == {
        "Vladimir Putin",
        "Yevgeny Prigozhin",
        "Kim Jong Un",
        "Wagner Group",
    }
    number = graph_fingerprint(graph)
    texts = size(graph)

    graph.command("MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType DETACH DELETE n")
    for name in ("authorities", "ofac-sample", "states", "wagner-2023"):
        loads(name)
    assert partition(graph) == first
    assert graph_fingerprint(graph) == number
    assert size(graph) == texts
    names = {
        row["name"]
        for row in graph.read("MATCH (a:Actor)<-[:DESCRIBES]-(:Record {source: 'wagner-2023'}) RETURN a.name AS name")
    }
    assert names >= {"Vladimir Putin", "Yevgeny Prigozhin", "Kim Jong Un", "Wagner Group"}


def test_what_ships_loads_again_as_unchanged(loads: Loads, graph: Graph) -> None:
    for name in SHIPPED:
        loads(name)
    before, number = size(graph), graph_fingerprint(graph)
    assert [loads(name).same for name in SHIPPED] == [True] * 4
    assert (size(graph), graph_fingerprint(graph)) == (before, number)


def test_declared_types_carry_no_sign(loads: Loads, graph: Graph) -> None:
    loads("authorities")
    loads("ofac-sample")
    (row,) = graph.read("MATCH (t:EdgeType {name: 'LINKED_TO'}) RETURN t.sign AS sign, t.symmetric AS symmetric")
    assert row == {"sign": 0, "symmetric": False}
    assert ("ofac-sample:21171", "LINKED_TO", "ofac-sample:23943") in edges(graph)
    assert "DOB" not in every_text(graph)
