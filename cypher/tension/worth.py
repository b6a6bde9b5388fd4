"""The price of a claim: what hangs on a pair, on a statement, on a source, on the merge of records to one actor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cypher.balance.prices import Breaks, Price, find_prices
from cypher.balance.proof import ties_of
from cypher.balance.solve import solve
from cypher.balance.ties import Allowance
from cypher.queries.rows import SignedStatementsRow
from cypher.tension.measure import FaultLines
from cypher.tension.pairs import Mixed, signed_pairs

Change = tuple[str, list[SignedStatementsRow]]
"""What is taken away, and the statements as they are without it."""


@dataclass(frozen=True)
class Fall:
    """The bracket of the tension without a source or a merge, and by how much it falls; below zero where it rises."""

    without: str
    lower: int
    upper: int
    at_least: int
    at_most: int


@dataclass(frozen=True)
class Worth:
    """For each pair which best splits break it; for those that the camps contradict what keeping them costs."""

    breaks: list[Breaks] = field(default_factory=list)
    prices: dict[int, Price] = field(default_factory=dict)
    sources: list[Fall] = field(default_factory=list)
    merges: list[Fall] = field(default_factory=list)

    def of_statements(self, lines: FaultLines) -> dict[str, Breaks]:
        """The statements whose pair some best split breaks, by their ids: in every one, or in some."""
        return {
            row["id"]: breaks
            for pair, breaks in zip(lines.network.pairs, self.breaks, strict=False)
            if breaks in ("every", "some")
            for row in pair.statements
            if row["sign"] == pair.sign
        }


def find_worth(lines: FaultLines, allowance: Allowance, mixed: Mixed = Mixed.APART) -> Worth:
    """What hangs on what, as far as there is time; what there was no time for is lacking."""
    priced = find_prices(lines.balance, allowance.share(0.4))
    sources = falls(lines, list(without_sources(lines)), allowance.share(0.5), mixed)
    merges = falls(lines, list(without_merges(lines)), allowance, mixed)
    return Worth(priced.breaks, priced.prices, sources, merges)


def all_statements(lines: FaultLines) -> list[SignedStatementsRow]:
    """Every statement behind a pair, mixed ones included."""
    return [row for pair in [*lines.network.pairs, *lines.network.mixed] for row in pair.statements]


def without_sources(lines: FaultLines) -> Iterator[Change]:
    """The statements without each source."""
    rows = all_statements(lines)
    for source in sorted({row["source"] for row in rows}):
        yield source, [row for row in rows if row["source"] != source]


def without_merges(lines: FaultLines) -> Iterator[Change]:
    """The statements with each actor of several records taken apart, where the proof passes it."""
    rows = all_statements(lines)
    records: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        records[row["subject"]].add(row["subject_record"])
        records[row["object"]].add(row["object_record"])
    passed = {number for proof in lines.balance.proofs for number in ties_of(proof)}
    actors = {end for number in passed for end in (lines.network.pairs[number].a, lines.network.pairs[number].b)}
    for actor in sorted(actors):
        if len(records[actor]) > 1:
            yield actor, [without_merge(row, actor) for row in rows]


def without_merge(row: SignedStatementsRow, actor: str) -> SignedStatementsRow:
    """A statement about the record that it names, where it is about this actor."""
    if actor not in (row["subject"], row["object"]):
        return row
    changed = row.copy()
    if row["subject"] == actor:
        changed["subject"] = row["subject_record"]
    if row["object"] == actor:
        changed["object"] = row["object_record"]
    return changed


def falls(lines: FaultLines, changes: Sequence[Change], allowance: Allowance, mixed: Mixed) -> list[Fall]:
    """The tension after each change, those by which it falls most first."""
    rows = []
    for place, (without, statements) in enumerate(changes):
        if allowance.over:
            break
        lower, upper = tension_of(lines, statements, allowance.share(1 / (len(changes) - place)), mixed)
        rows.append(Fall(without, lower, upper, lines.balance.lower - upper, lines.balance.upper - lower))
    return sorted(rows, key=lambda row: (-row.at_most, -row.at_least, row.without))


def tension_of(
    lines: FaultLines, statements: Iterable[SignedStatementsRow], allowance: Allowance, mixed: Mixed
) -> tuple[int, int]:
    """The bracket of the tension of other statements."""
    actors, ties = signed_pairs(statements, lines.weighing, mixed).numbered()
    balance = solve(len(actors), ties, allowance.seconds, allowance.stop)
    return balance.lower, balance.upper
