"""Proofs of a lower bound, and the checker that believes nothing but them.

A contradiction of two camps is a set of ties that touches each node an even number of times and whose signs multiply to
minus: every split breaks one of them. Where there may be more camps, it is such a set with a single minus, or nodes so
much at odds with each other that they do not fit into the camps there may be, which is tried in all ways. When no tie
carries more contradictions, by their weights, than it weighs, any split costs at least the sum of the weights, and
being whole, at least that sum rounded up.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cypher.balance.ties import SignedTie
from cypher.errors import FaultlinesError


class FalseProof(FaultlinesError):
    """A certificate that does not prove what it claims."""


@dataclass(frozen=True)
class Contradiction:
    """Ties of which every split breaks one, and how much of the bound rests on them."""

    ties: tuple[int, ...]
    weight: Fraction


@dataclass(frozen=True)
class Packing:
    """Contradictions that together overload no tie."""

    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True)
class Fork:
    """Two proofs, for a tie that is kept and for one that is broken: one of the two is the case."""

    tie: int
    kept: Proof
    broken: Proof


Proof = Packing | Fork
LARGEST = 20
"""So many groups at odds with each other are tried in all ways at most."""
IMPOSSIBLE = 1 << 60
"""The bound of a case that contradicts itself."""


def proven(
    ties: Sequence[SignedTie],
    proof: Proof,
    kept: frozenset[int] = frozenset(),
    broken: frozenset[int] = frozenset(),
    most: int | None = 2,
) -> int:
    """What a proof shows every split into at most so many camps to cost at least; FalseProof when it shows nothing."""
    if isinstance(proof, Fork):
        if not 0 <= proof.tie < len(ties) or proof.tie in kept | broken:
            raise FalseProof(f"no case can be made of tie {proof.tie}")
        whole = proven(ties, proof.kept, kept | {proof.tie}, broken, most)
        return min(whole, proven(ties, proof.broken, kept, broken | {proof.tie}, most))
    load: dict[int, Fraction] = defaultdict(Fraction)
    for part in proof.contradictions:
        if part.weight <= 0 or len(set(part.ties)) < len(part.ties) or not all(0 <= n < len(ties) for n in part.ties):
            raise FalseProof("a contradiction needs a weight above zero and each of its ties once")
        if most == 2:
            check_two_camps(ties, part.ties, broken)
        else:
            check_more_camps(ties, part.ties, broken, most)
        if kept.union(broken).issuperset(part.ties):
            return IMPOSSIBLE
        for n in part.ties:
            load[n] += part.weight
    if over := [n for n, much in load.items() if n not in kept | broken and much > ties[n].weight]:
        raise FalseProof(f"tie {over[0]} carries more than it weighs")
    return sum(ties[n].weight for n in broken) + math.ceil(sum(part.weight for part in proof.contradictions))


def check_two_camps(ties: Sequence[SignedTie], numbers: Sequence[int], broken: frozenset[int]) -> None:
    """FalseProof unless every split into two camps breaks one of these, when those in `broken` have the other sign."""
    if not is_closed(ties, numbers):
        raise FalseProof("a contradiction must be closed: it touches each node an even number of times")
    if math.prod(-ties[n].sign if n in broken else ties[n].sign for n in numbers) != -1:
        raise FalseProof("the signs of a contradiction multiply to minus")


def check_more_camps(
    ties: Sequence[SignedTie], numbers: Sequence[int], broken: frozenset[int], most: int | None
) -> None:
    """FalseProof unless every split into at most so many camps, or any number of them, breaks one of these."""
    if broken.intersection(numbers):
        raise FalseProof("a contradiction rests on a tie that is broken in its case")
    odds = [n for n in numbers if ties[n].sign < 0]
    if len(odds) == 1 and is_closed(ties, numbers):
        return
    if most is None or fits(ties, numbers, most):
        raise FalseProof("a contradiction is closed with a single minus, or has too many nodes at odds with each other")


def fits(ties: Sequence[SignedTie], numbers: Sequence[int], most: int) -> bool:
    """Whether a split into at most so many camps keeps all of these ties; also true where there are too many to try."""
    group = {node: node for n in numbers for node in ties[n][:2]}

    def root(node: int) -> int:
        while group[node] != node:
            group[node] = group[group[node]]
            node = group[node]
        return node

    for n in numbers:
        if ties[n].sign > 0:
            group[root(ties[n].a)] = root(ties[n].b)
    against: dict[int, set[int]] = defaultdict(set)
    for n in numbers:
        a, b = root(ties[n].a), root(ties[n].b)
        if ties[n].sign < 0:
            if a == b:
                return False
            against[a].add(b)
            against[b].add(a)
    while easy := [node for node, others in against.items() if len(others) < most]:  # one camp is always left for these
        for node in easy:
            for other in against.pop(node):
                against[other].discard(node)
    if len(against) > LARGEST:
        return True
    order = sorted(against, key=lambda node: -len(against[node]))
    return can_colour(against, order, {}, most)


def can_colour(against: Mapping[int, set[int]], order: Sequence[int], camps: dict[int, int], most: int) -> bool:
    """Whether the rest of the nodes find camps without any that they are at odds with."""
    if len(camps) == len(order):
        return True
    node = order[len(camps)]
    taken = {camps[other] for other in against[node] if other in camps}
    for camp in range(min(max(camps.values(), default=-1) + 2, most)):
        if camp not in taken:
            camps[node] = camp
            if can_colour(against, order, camps, most):
                return True
            del camps[node]
    return False


def is_closed(ties: Sequence[SignedTie], numbers: Sequence[int]) -> bool:
    """Whether ties touch each node an even number of times."""
    return not any(times % 2 for times in Counter(node for n in numbers for node in ties[n][:2]).values())


def check(ties: Sequence[SignedTie], proofs: Sequence[Proof], most: int | None = 2) -> int:
    """What proofs of parts that have no tie in common show together; FalseProof when one of them shows nothing."""
    touched: set[int] = set()
    for proof in proofs:
        if touched & (mine := ties_of(proof)):
            raise FalseProof("two parts of the proof rest on the same tie")
        touched |= mine
    return sum(proven(ties, proof, most=most) for proof in proofs)


def ties_of(proof: Proof) -> set[int]:
    """Every tie that a proof speaks of."""
    if isinstance(proof, Fork):
        return {proof.tie} | ties_of(proof.kept) | ties_of(proof.broken)
    return {number for part in proof.contradictions for number in part.ties}


def contradictions_of(proof: Proof) -> list[Contradiction]:
    """Every contradiction in a proof, of all cases."""
    if isinstance(proof, Fork):
        return contradictions_of(proof.kept) + contradictions_of(proof.broken)
    return list(proof.contradictions)


def renumbered(proof: Proof, numbers: Sequence[int]) -> Proof:
    """The same proof about ties that have other numbers elsewhere."""
    if isinstance(proof, Fork):
        return Fork(numbers[proof.tie], renumbered(proof.kept, numbers), renumbered(proof.broken, numbers))
    return Packing(
        tuple(Contradiction(tuple(numbers[n] for n in part.ties), part.weight) for part in proof.contradictions)
    )
