"""Likeness of names on a list of pairs of which somebody has said whether they match, beside rapidfuzz alone.

python -m benchmarks.likeness PAIRS.csv: columns schema, name1, name2, is_match (true or false). The least score from
which names match is chosen on every other row; precision and recall are those of the rows between.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import fuzz, utils

from benchmarks.ground import keep
from cypher.likeness.score import LEAST, likeness

Pairs = list[dict[str, str]]
KINDS = {"Person": "person", "Vessel": "vessel", "Airplane": "aircraft"}
USAGE = "python -m benchmarks.likeness PAIRS.csv"


def main() -> None:
    """Measure and keep the figures."""
    if len(sys.argv) != 2:
        raise SystemExit(USAGE)
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    chosen, judged = pairs[::2], pairs[1::2]
    figures: dict[str, object] = {}
    alone = best_score(by_rapidfuzz, chosen)
    figures["rapidfuzz alone"] = row(by_rapidfuzz, judged, alone)
    figures["faultlines"] = row(by_words, judged, best_score(by_words, chosen))
    figures["faultlines as shipped"] = row(by_words, judged, LEAST)
    recall = measures(by_rapidfuzz, judged, alone)[1]
    scores = sorted({by_words(pair) for pair in judged}, reverse=True)
    least = next(value for value in scores if measures(by_words, judged, value)[1] >= recall)
    figures["faultlines at that recall of rapidfuzz"] = row(by_words, judged, least)
    keep("likeness", figures)


def best_score(score: Callable[[dict[str, str]], float], pairs: Pairs) -> float:
    """The least score that does best on these pairs."""
    return max(sorted({score(pair) for pair in pairs}), key=lambda value: measures(score, pairs, value)[2])


def row(score: Callable[[dict[str, str]], float], pairs: Pairs, least: float) -> dict[str, object]:
    """The figures of one way to compare names."""
    precision, recall, both = (round(value, 3) for value in measures(score, pairs, least))
    return {
        "pairs": len(pairs),
        "matches": sum(map(matches, pairs)),
        "least score": round(least, 3),
        "precision": precision,
        "recall": recall,
        "F1": both,
    }


def by_words(pair: dict[str, str]) -> float:
    """Our likeness."""
    return likeness(pair["name1"], pair["name2"], KINDS.get(pair["schema"], "organization")).score


def by_rapidfuzz(pair: dict[str, str]) -> float:
    """That of rapidfuzz, of words in alphabetical order."""
    return fuzz.token_sort_ratio(pair["name1"], pair["name2"], processor=utils.default_process)


def matches(pair: dict[str, str]) -> bool:
    """Whether somebody has said that the names match."""
    return pair["is_match"] == "true"


def measures(score: Callable[[dict[str, str]], float], pairs: Pairs, least: float) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    right = sum(matches(pair) for pair in pairs if score(pair) >= least)
    claimed = sum(score(pair) >= least for pair in pairs)
    true = sum(map(matches, pairs))
    precision, recall = right / max(claimed, 1), right / max(true, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


if __name__ == "__main__":
    main()
