"""Fault lines as one JSON object, and the proof in such an object checked again, without the graph and any solver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from cypher.balance.proof import Contradiction, FalseProof, Fork, Packing, Proof, check
from cypher.balance.ties import SignedTie
from cypher.tension.measure import FaultLines, corners
from cypher.tension.pairs import Pair, shared_days
from cypher.tension.worth import Fall, Worth


def as_object(lines: FaultLines, worth: Worth | None = None) -> dict[str, Any]:
    """What `faultlines tension --format json` prints."""
    balance = lines.balance
    return {
        "on": lines.day.isoformat(),
        "nodes": len(lines.actors),
        "edges": len(lines.network.pairs),
        "negative": sum(pair.sign < 0 for pair in lines.network.pairs),
        "weighing": lines.weighing.value,
        "most_camps": lines.most,
        "lower": in_unit(lines, balance.lower),
        "upper": in_unit(lines, balance.upper),
        "proven": balance.closed,
        "seconds": round(balance.seconds, 3),
        "parts": len(lines.parts),
        "undated": sum(pair.undated for pair in lines.network.pairs),
        "unstated": round(lines.unstated, 4),
        "frustrated": frustrated_objects(lines, worth),
        "camps": lines.camps,
        "mixed": [mixed_object(lines, pair) for pair in lines.network.mixed],
        "contradictions": [cycle_object(lines, pairs) for pairs in lines.contradictions],
        "certificate": [proof_object(lines, proof) for proof in balance.proofs],
    } | (worth_object(lines, worth) if worth else {})


def frustrated_objects(lines: FaultLines, worth: Worth | None = None) -> list[dict[str, Any]]:
    """The pairs that contradict the camps, the dearest first, with what keeping each would cost when that is known."""
    rows = []
    for number in lines.balance.broken:
        price = worth.prices.get(number) if worth else None
        row = pair_object(lines, lines.network.pairs[number])
        row["optima"] = worth.breaks[number] if worth else None
        row["price_lower"] = in_unit(lines, price.lower) if price else None
        row["price_upper"] = in_unit(lines, price.upper) if price else None
        rows.append(row)
    return sorted(rows, key=lambda row: (-(row["price_lower"] or 0), row["a_name"], row["b_name"], row["a"], row["b"]))


def worth_object(lines: FaultLines, worth: Worth) -> dict[str, Any]:
    """What hangs on statements, on sources, and on merges of records to one actor."""
    return {
        "statements": worth.of_statements(lines),
        "sources": [{"source": fall.without, **fall_object(lines, fall)} for fall in worth.sources],
        "merges": [
            {"actor": fall.without, "name": lines.name(fall.without), **fall_object(lines, fall)}
            for fall in worth.merges
        ],
    }


def fall_object(lines: FaultLines, fall: Fall) -> dict[str, Any]:
    """The tension without something, and by how much it falls."""
    return {
        "lower": in_unit(lines, fall.lower),
        "upper": in_unit(lines, fall.upper),
        "falls_at_least": in_unit(lines, fall.at_least),
        "falls_at_most": in_unit(lines, fall.at_most),
    }


def in_unit(lines: FaultLines, weight: int) -> float | int:
    """A weight as people count it."""
    return weight if lines.unit == 1 else weight / lines.unit


def pair_object(lines: FaultLines, pair: Pair) -> dict[str, Any]:
    """A pair, with the statements behind its sign."""
    return {
        "a": pair.a,
        "b": pair.b,
        "a_name": lines.name(pair.a),
        "b_name": lines.name(pair.b),
        "sign": pair.sign,
        "weight": in_unit(lines, pair.weight),
        "types": sorted({row["type"] for row in pair.statements}),
        "statements": [row["id"] for row in pair.statements],
        "sources": pair.sources,
        "undated": pair.undated,
    }


def mixed_object(lines: FaultLines, pair: Pair) -> dict[str, Any]:
    """A pair without a sign, with the statements of both."""
    return {
        "a": pair.a,
        "b": pair.b,
        "a_name": lines.name(pair.a),
        "b_name": lines.name(pair.b),
        "plus": [row["id"] for row in pair.statements if row["sign"] > 0],
        "minus": [row["id"] for row in pair.statements if row["sign"] < 0],
    }


def cycle_object(lines: FaultLines, pairs: Sequence[Pair]) -> dict[str, Any]:
    """A contradiction in a round, and the days around the one asked for on which all that is dated in it held."""
    first, last = shared_days(pairs)
    return {
        "actors": corners(pairs),
        "names": [lines.name(actor) for actor in corners(pairs)],
        "signs": [pair.sign for pair in pairs],
        "statements": [[row["id"] for row in pair.statements] for pair in pairs],
        "sources": sorted({source for pair in pairs for source in pair.sources}),
        "held_from": first and first.isoformat(),
        "held_to": last and last.isoformat(),
        "undated": sum(pair.undated for pair in pairs),
    }


def proof_object(lines: FaultLines, proof: Proof) -> dict[str, Any]:
    """A proof about pairs of actors; `weight` counts in the unit in which every pair weighs a whole number."""
    pairs = lines.network.pairs
    if isinstance(proof, Fork):
        return {
            "pair": tie_object(pairs[proof.tie]),
            "kept": proof_object(lines, proof.kept),
            "broken": proof_object(lines, proof.broken),
        }
    return {
        "contradictions": [
            {
                "weight": str(part.weight),
                "pairs": [tie_object(pairs[number]) for number in part.ties],
                "sources": sorted({source for number in part.ties for source in pairs[number].sources}),
            }
            for part in proof.contradictions
        ]
    }


def tie_object(pair: Pair) -> dict[str, Any]:
    """A pair as a proof speaks of it."""
    return {
        "a": pair.a,
        "b": pair.b,
        "sign": pair.sign,
        "weight": pair.weight,
        "statements": [row["id"] for row in pair.statements],
    }


def proven_by(written: Mapping[str, Any]) -> int:
    """The bound that the certificate of such an object proves for the pairs it names; FalseProof when it does not."""
    ties: dict[tuple[str, str], int] = {}
    listed: list[SignedTie] = []
    actors: dict[str, int] = {}

    def number(pair: Mapping[str, Any]) -> int:
        a, b = sorted((str(pair["a"]), str(pair["b"])))
        ends = actors.setdefault(a, len(actors)), actors.setdefault(b, len(actors))
        tie = SignedTie(*ends, pair["sign"], pair["weight"])
        place = ties.setdefault((a, b), len(listed))
        if place == len(listed):
            listed.append(tie)
        if (
            listed[place] != tie
            or tie.a == tie.b
            or tie.sign not in (1, -1)
            or type(tie.weight) is not int
            or tie.weight < 1
        ):
            raise FalseProof(f"{a} and {b} have no one sign and whole weight throughout the proof")
        return place

    def read(proof: Mapping[str, Any]) -> Proof:
        if "pair" in proof:
            return Fork(number(proof["pair"]), read(proof["kept"]), read(proof["broken"]))
        return Packing(
            tuple(
                Contradiction(tuple(number(pair) for pair in part["pairs"]), Fraction(part["weight"]))
                for part in proof["contradictions"]
            )
        )

    most = written.get("most_camps", 2)
    if most is not None and (type(most) is not int or most < 2):
        raise FalseProof(f"this is no number of camps: {most!r}")
    try:
        proofs = [read(proof) for proof in written["certificate"]]
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, ZeroDivisionError) as error:
        raise FalseProof(f"this is no certificate of faultlines: {error}") from None
    return check(listed, proofs, most)
