"""Completion at every tenth character of a long statement, with 200 labels and 200 types of 20 properties each."""

from __future__ import annotations

from statistics import median, quantiles
from time import perf_counter
from types import MappingProxyType

from benchmarks.ground import keep
from cypher.editing.completion import complete
from cypher.editing.vocabulary import Signature, Vocabulary, Word

TYPES, PROPERTIES, FUNCTIONS, PARTS = 200, 20, 300, 60
PART = (
    "MATCH (a{0}:Label{0} {{property_1: $p}})-[r{0}:TYPE_{0}]->(b{0}:Label1) "
    "WHERE r{0}.property_2 > 1 AND b{0}.property_3 IS NULL\n"
)


def vocabulary() -> Vocabulary:
    """A made-up schema, larger than any of ours."""
    properties = tuple(Word(f"property_{n}", "string: what it means") for n in range(PROPERTIES))
    labels = tuple(Word(f"Label{n}", "a label") for n in range(TYPES))
    types = tuple(Word(f"TYPE_{n}", "a type") for n in range(TYPES))
    return Vocabulary(
        labels=labels,
        types=types,
        properties=MappingProxyType({word.name: properties for word in (*labels, *types)}),
        keys=properties,
        functions=tuple(Signature(f"space.function_{n}", "signature") for n in range(FUNCTIONS)),
        queries=tuple(Word(f"query-{n}", "what it answers") for n in range(40)),
    )


def main() -> None:
    """Measure and keep the figures."""
    words = vocabulary()
    text = "".join(PART.format(n) for n in range(PARTS)) + "RETURN a1.property_1 AS x, count(r1) AS n"
    figures = {}
    for name, body in (("a statement of 700 characters", text[:700]), (f"one of {len(text):,} characters", text)):
        took = []
        for cursor in range(1, len(body) + 1, 10):
            start = perf_counter()
            complete(body, cursor, words, ["p"])
            took.append((perf_counter() - start) * 1000)
        figures[name] = {
            "median (ms)": round(median(took), 2),
            "p95 (ms)": round(quantiles(took, n=20)[18], 2),
            "longest (ms)": round(max(took), 2),
        }
    keep("completion", figures)


if __name__ == "__main__":
    main()
