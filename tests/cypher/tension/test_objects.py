"""The JSON of fault lines without a graph: a network is enough, and its certificate is checked as a stranger would."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest

from cypher.balance.proof import FalseProof
from cypher.commands.tension import check_file
from cypher.errors import FaultlinesError, UsageError
from cypher.tension.measure import FaultLines, fault_lines
from cypher.tension.objects import as_object, proven_by
from cypher.tension.pairs import Mixed, network_rows, signed_pairs
from cypher.tension.words import camps_words, in_words

DAY = datetime.date(1914, 7, 28)


def lines_of(*edges: tuple[str, str, int], mixed: Mixed = Mixed.APART, most: int | None = 2) -> FaultLines:
    """The fault lines of an undirected network."""
    network = networkx.MultiGraph()
    for a, b, sign in edges:
        network.add_edge(a, b, sign=sign)
    return fault_lines(DAY, signed_pairs(network_rows(network), mixed=mixed), most=most)


def everybody(count: int) -> FaultLines:
    """Everybody at odds with everybody: the proof of the tension distinguishes cases."""
    return lines_of(*((f"{a:02}", f"{b:02}", -1) for a in range(count) for b in range(a)))


def test_nothing_is_no_tension() -> None:
    written = as_object(lines_of())
    assert (written["nodes"], written["edges"], written["lower"], written["upper"]) == (0, 0, 0, 0)
    assert proven_by(written) == 0


def test_the_sign_of_the_sum_is_a_choice() -> None:
    edges = [("a", "b", 1), ("a", "b", 1), ("b", "a", -1), ("a", "c", 1), ("c", "a", -1), ("a", "a", -1)]
    apart = lines_of(*edges)
    assert (len(apart.network.pairs), len(apart.network.mixed)) == (0, 2)
    majority = lines_of(*edges, mixed=Mixed.MAJORITY)
    assert [(pair.a, pair.b, pair.sign) for pair in majority.network.pairs] == [("a", "b", 1)]
    assert [(pair.a, pair.b) for pair in majority.network.mixed] == [("a", "c")]


def test_parts_have_camps_of_their_own() -> None:
    lines = lines_of(("a", "b", 1), ("b", "c", -1), ("x", "y", -1))
    assert lines.parts == [[["a", "b"], ["c"]], [["x"], ["y"]]]
    assert lines.camps == [["a", "b", "x"], ["c", "y"]]
    assert lines.unstated == 0.7


@pytest.mark.parametrize(("most", "tension", "camps"), [(2, 2, 2), (3, 1, 3), (4, 0, 4), (None, 0, 4)])
def test_there_may_be_more_camps(most: int | None, tension: int, camps: int, tmp_path: Path) -> None:
    rivals = [(a, b, -1) for n, a in enumerate("abcd") for b in "abcd"[:n]]
    lines = lines_of(*rivals, ("x", "y", -1), most=most)
    written = json.loads(json.dumps(as_object(lines)))
    assert (written["lower"], written["upper"], written["most_camps"]) == (tension, tension, most)
    assert (len(written["camps"]), len(written["frustrated"])) == (camps, tension)
    assert proven_by(written) == tension
    assert any(camps_words(most) in line for line in in_words(lines))
    (tmp_path / "t.json").write_text(json.dumps(written), "utf-8")
    check_file(tmp_path / "t.json")
    if most == 3:
        for other in (2, 4, None, "any", True, 1):  # proven for other camps than it was made for
            with pytest.raises(FalseProof):
                proven_by({**written, "most_camps": other})


@pytest.mark.parametrize("count", [5, 9])
def test_a_certificate_outlives_its_way_through_a_file(count: int, tmp_path: Path) -> None:
    lines = everybody(count)
    file = tmp_path / "tension.json"
    file.write_text(json.dumps(as_object(lines)), "utf-8")
    assert proven_by(json.loads(file.read_text("utf-8"))) == lines.balance.lower == lines.balance.upper
    check_file(file)


def cases(certificate: list[dict[str, Any]]) -> dict[str, Any]:
    """A packing somewhere in a certificate."""
    proof = certificate[0]
    while "pair" in proof:
        proof = proof["kept"]
    return proof


TAMPERING: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("weight", lambda part: part.update(weight="7/2")),
    ("sign", lambda part: part["pairs"][0].update(sign=1)),
    ("pair", lambda part: part["pairs"].pop()),
    ("actor", lambda part: part["pairs"][0].update(a="somebody")),
    ("worth", lambda part: part["pairs"][0].update(weight=9)),
    ("number", lambda part: part.update(weight="much")),
    ("zero", lambda part: part.update(weight="1/0")),
    ("gone", lambda part: part.pop("pairs")),
]


@pytest.mark.parametrize("change", [change for _, change in TAMPERING], ids=[name for name, _ in TAMPERING])
def test_a_tampered_certificate_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    written = json.loads(json.dumps(as_object(everybody(5))))
    change(cases(written["certificate"])["contradictions"][0])
    with pytest.raises(FalseProof):
        proven_by(written)


def test_what_is_no_answer_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "tension.json"
    for text in ("[]", "{}", "no", '{"lower": "x", "weighing": "pairs"}'):
        file.write_text(text, "utf-8")
        with pytest.raises(UsageError, match="is no answer of"):
            check_file(file)
    file.write_text(json.dumps({**as_object(everybody(5)), "lower": 5}), "utf-8")
    with pytest.raises(FaultlinesError, match="proves 4, not 5"):
        check_file(file)
