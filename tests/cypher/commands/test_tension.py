"""Which pairs count for the tension of a day, the answer in words and as JSON, and its certificate checked again."""

import csv
import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cypher.balance.ties import Allowance
from cypher.commands.tension import COLUMNS
from cypher.errors import UsageError
from cypher.graph import Graph
from cypher.notebook import Notebook
from cypher.tension.measure import FaultLines, measure_tension, one_day
from cypher.tension.objects import as_object, proven_by
from cypher.tension.pairs import Mixed, Weighing
from cypher.tension.words import in_words
from cypher.tension.worth import find_worth
from cypher.tension.years import days_of_years
from tests.cypher import small
from tests.cypher.small import Said

A, B, C, D, E, F = (f"test:{letter}" for letter in "abcdef")
DAY = datetime.date(2023, 6, 1)
SPRING = {"valid_from": datetime.date(2023, 3, 1), "valid_to": datetime.date(2023, 5, 31)}
YEAR = {"valid_from": datetime.date(2023, 1, 1), "valid_to": datetime.date(2023, 12, 31)}
SAID = [
    Said(A, "ALLY_OF", B, {**YEAR, "confidence": 0.9}),
    Said(A, "SUPPLIES", B, {"source": "second"}),
    Said(B, "ALLY_OF", C, {"valid_from": datetime.date(2023, 2, 1), "confidence": 0.7}),
    Said(C, "RIVAL_OF", A),
    Said(D, "ALLY_OF", A, SPRING),
    Said(D, "RIVAL_OF", B, YEAR),
    Said(D, "RIVAL_OF", C, {**YEAR, "confidence": 0.3}),
    Said(E, "ALLY_OF", F),
    Said(F, "RIVAL_OF", E, {"source": "second"}),
    Said(F, "LEADS", E, {"source": "third"}),
    Said(C, "DENIED", D, {"type": "ALLY_OF"}),
    Said(E, "WITHDRAWN", A, {"type": "RIVAL_OF", "why": "ended", "withdrawn_at": small.WHEN}),
    Said(E, "LINKED_TO", A),
]


@pytest.fixture
def strained(graph: Graph) -> Graph:
    """Three who can't all be at peace, a mixed pair, and what does not count."""
    small.write(graph, SAID)
    return graph


def lines_of(graph: Graph, day: datetime.date = DAY, **more: Any) -> FaultLines:
    """The fault lines of a day."""
    options = {name: more.pop(name) for name in ("weighing", "mixed") if name in more}
    return measure_tension(graph, one_day(graph, day, **more), **options)


def pairs_in(lines: FaultLines) -> dict[str, int]:
    """The signs of pairs, by the letters of their actors."""
    return {f"{pair.a[-1]}{pair.b[-1]}": pair.sign for pair in lines.network.pairs}


def test_a_pair_counts_when_it_holds_on_the_day_and_agrees_with_itself(strained: Graph) -> None:
    lines = lines_of(strained)
    assert pairs_in(lines) == {"ab": 1, "ac": -1, "bc": 1, "bd": -1}
    assert [(pair.a, pair.b) for pair in lines.network.mixed] == [(E, F)]
    assert (lines.balance.lower, lines.balance.upper) == (1, 1)
    assert [pair.undated for pair in lines.network.pairs] == [False, True, False, False]
    spring = lines_of(strained, datetime.date(2023, 4, 1))
    assert pairs_in(spring) == {"ab": 1, "ac": -1, "ad": 1, "bc": 1, "bd": -1}
    assert spring.balance.upper == 1
    assert [pair.b for pair in spring.frustrated] == [B]


def test_every_part_of_the_filter_decides(strained: Graph) -> None:
    assert pairs_in(lines_of(strained, undated=False)) == {"ab": 1, "bc": 1, "bd": -1}
    assert pairs_in(lines_of(strained, sources=["second"])) == {"ab": 1, "ef": -1}
    assert pairs_in(lines_of(strained, types=["ally-of"], confidence=0.8)) == {"ab": 1, "ef": 1}
    assert pairs_in(lines_of(strained, known=datetime.date(2023, 1, 1))) == {}
    with pytest.raises(UsageError, match="did you mean second"):
        lines_of(strained, sources=["secnd"])
    with pytest.raises(UsageError, match="that has a sign"):
        lines_of(strained, types=["linked-to"])


def test_mixed_pairs_may_follow_the_majority(strained: Graph) -> None:
    lines = lines_of(strained, mixed=Mixed.MAJORITY)
    assert pairs_in(lines)["ef"] == 1
    assert lines.network.mixed == []


def test_pairs_may_weigh_by_confidence(strained: Graph) -> None:
    lines = lines_of(strained, weighing=Weighing.CONFIDENCE)
    written = as_object(lines)
    assert {f"{pair.a[-1]}{pair.b[-1]}": pair.weight for pair in lines.network.pairs} == {
        "ab": 100,
        "ac": 100,
        "bc": 70,
        "bd": 100,
    }
    assert (written["lower"], written["upper"], [p["b"] for p in written["frustrated"]]) == (0.7, 0.7, [C])
    assert proven_by(written) == 70


def test_a_contradiction_says_who_when_and_on_whose_word(strained: Graph) -> None:
    (cycle,) = as_object(lines_of(strained))["contradictions"]
    assert cycle == {
        "actors": [A, B, C],
        "names": ["a", "b", "c"],
        "signs": [1, 1, -1],
        "statements": [["s0000:1", "s0001:1"], ["s0002:1"], ["s0003:1"]],
        "sources": ["second", "test"],
        "held_from": "2023-02-01",
        "held_to": "2023-12-31",
        "undated": 1,
    }


def test_a_claim_has_its_price(strained: Graph) -> None:
    spring = lines_of(strained, datetime.date(2023, 4, 1))
    written = as_object(spring, find_worth(spring, Allowance(10)))
    assert [(p["a"], p["b"], p["optima"], p["price_lower"], p["price_upper"]) for p in written["frustrated"]] == [
        (A, B, "every", 1, 1)
    ]
    assert written["statements"] == {"s0000:1": "every", "s0001:1": "every"}
    assert [(s["source"], s["upper"], s["falls_at_least"], s["falls_at_most"]) for s in written["sources"]] == [
        ("test", 0, 1, 1),
        ("second", 1, 0, 0),
        ("third", 1, 0, 0),
    ]


def test_a_merge_has_its_price_too(graph: Graph) -> None:
    first, other = {"subject_record": "test:a"}, {"subject_record": "other:a"}
    small.write(graph, [Said(A, "ALLY_OF", B, first), Said(A, "RIVAL_OF", C, other), Said(B, "ALLY_OF", C)])
    lines = lines_of(graph)
    worth = find_worth(lines, Allowance(10))
    assert lines.balance.upper == 1
    assert [(fall.without, fall.upper, fall.at_least, fall.at_most) for fall in worth.merges] == [(A, 0, 1, 1)]
    assert "  If a were not one actor it falls by 1." in "\n".join(in_words(lines, worth)).replace(
        "\u2068", ""
    ).replace("\u2069", "")


def test_the_command_prints_one_object_whose_certificate_can_be_checked(
    strained: Graph, faultlines: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "tension.json"
    done = faultlines("tension", "--on", "2023-06-01", "--format", "json", "--output", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    written = json.loads(file.read_text("utf-8"))
    assert (written["nodes"], written["edges"], written["lower"], written["upper"]) == (4, 4, 1, 1)
    assert sorted(written["camps"], key=len)[1]
    assert {actor for side in written["camps"] for actor in side} == {A, B, C, D}
    done = faultlines("tension", "--check", str(file))
    assert (done.returncode, done.stdout) == (0, "The certificate proves that every split contradicts at least 1.\n")
    file.write_text(json.dumps({**written, "lower": 2}), "utf-8")
    done = faultlines("tension", "--check", str(file))
    assert (done.returncode, done.stderr) == (1, "Error: the certificate proves 1, not 2\n")


def test_the_command_says_it_in_words(strained: Graph, faultlines: Callable[..., Any]) -> None:
    done = faultlines("tension", "--on", "2023-06-01")
    assert done.stderr == ""
    assert done.stdout.splitlines()[:3] == [
        "On 2023-06-01: 4 actors, 4 pairs with a sign, 1 mixed pair apart.",
        "Tension 1 of 4: no split into two camps does better; proven, and the proof checked.",
        "On undated statements alone, which may hold any day: 1 of 4 pairs.",
    ]
    done = faultlines("tension", "--on", "2023-06-01", "--format", "csv")
    assert done.stdout.splitlines()[0] == ",".join(COLUMNS)
    assert len(done.stdout.splitlines()) == 2
    done = faultlines("tension", "--source", "nobody")
    assert (done.returncode, done.stdout) == (2, "")


def test_the_tension_over_the_years(strained: Graph, faultlines: Callable[..., Any]) -> None:
    done = faultlines("tension", "--on", "2022-04-01", "--until", "2024-12-31", "--format", "csv")
    assert done.stderr == ""
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert [(row["on"], row["edges"], row["lower"], row["upper"]) for row in rows] == [
        ("2022-04-01", "2", "0", "0"),
        ("2023-04-01", "5", "1", "1"),
        ("2024-04-01", "3", "1", "1"),
    ]
    assert faultlines("tension", "--on", "2023-01-01", "--until", "2022-01-01").returncode == 2


def test_the_tension_of_each_year(strained: Graph, faultlines: Callable[..., Any]) -> None:
    done = faultlines("tension", "--years", "2022-2024", "--on", "1999-04-01", "--format", "json")
    rows = json.loads(done.stdout)
    assert [(row["year"], row["edges"], row["lower"], row["upper"]) for row in rows] == [
        (2022, 2, 0, 0),
        (2023, 5, 1, 1),
        (2024, 3, 1, 1),
    ]
    assert all(row["first_camp"] + row["second_camp"] == row["nodes"] for row in rows)
    frame = Notebook(strained).tension_years(2022, 2024, on="1999-04-01")
    assert frame[["edges", "upper"]].to_dict("index") == {
        row["year"]: {"edges": row["edges"], "upper": row["upper"]} for row in rows
    }
    middle = Notebook(strained).tension_years(2023, 2023, camps=None)
    assert [str(day) for day in days_of_years(2023, 2024)] == ["2023-07-01", "2024-07-01"]
    assert list(middle["camps"]) == [3]
    for words in (["--years", "2024-2022"], ["--years", "2022"], ["--years", "2022-2024", "--until", "2024-01-01"]):
        assert faultlines("tension", *words).returncode == 2
    with pytest.raises(UsageError, match="no years in order"):
        Notebook(strained).tension_years(2024, 2022)


MANIFEST = """\
title: Highland tribes
publisher: K. E. Read
said_by: Read 1954
parts:
  ties:
    file: tribes.csv
    actors: [{key: "{from}", name: "{from}", kind: other}, {key: "{to}", name: "{to}", kind: other}]
    statements:
      - {subject: "{from}", object: "{to}", type: {from: "{sign}", map: {1: ally-of, -1: rival-of}}, evidence: "{sign}"}
"""


def test_an_edge_list_with_signs_loads_by_nine_lines(
    graph: Graph, faultlines: Callable[..., Any], tmp_path: Path
) -> None:
    folder = tmp_path / "tribes"
    folder.mkdir()
    folder.joinpath("manifest.yaml").write_text(MANIFEST, "utf-8")
    edges = tmp_path / "tribes.csv"
    edges.write_text("from,to,sign\nGavev,Kotun,1\nKotun,Ove,-1\nOve,Gavev,-1\nOve,Alika,1\nAlika,Gavev,1\n", "utf-8")
    done = faultlines("load", "tribes", "--file", str(edges), SOURCES=str(tmp_path))
    assert done.returncode == 0, done.stderr
    done = faultlines("tension", "--source", "tribes", "--format", "json")
    written = json.loads(done.stdout)
    assert (written["nodes"], written["edges"], written["lower"], written["upper"]) == (4, 5, 1, 1)
    assert MANIFEST.count("\n") <= 10
