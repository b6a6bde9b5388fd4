"""What a path argues: whether it ties or divides its ends, when all of it held, and its weakest step."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from explorer.network.elements import edge_type
from explorer.network.filter import Filter
from explorer.network.paths import Ways
from explorer.network.supposed import NOTHING, Supposed, SupposedTie, is_supposed
from explorer.network.words import show_date

if TYPE_CHECKING:
    from cypher.queries.rows import Ask

LIKELY = 0.5
"""A statement of less confidence has no sign."""
STATEMENTS = 20_000
"""Statements that are read among the actors of the paths shown."""
Span = tuple[datetime.date, datetime.date]
OPEN: Span = (datetime.date.min, datetime.date.max)
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """One step of a path: what is said of it, its sign (0 without one or with both), how sure it is, when it held."""

    origin: str
    target: str
    types: tuple[str, ...]
    back: bool
    sign: int
    mixed: bool
    confidence: float | None
    spans: list[Span]
    supposed: bool = False

    @classmethod
    def of(cls, origin: str, target: str, rows: Sequence[Mapping[str, Any]]) -> Step:
        """The step that some statements make."""
        signs = {row["sign"] for row in rows if row["sign"] and rated(row) >= LIKELY}
        confidences = [row["confidence"] for row in rows]
        known = [value for value in confidences if value is not None]
        surest = sorted(rows, key=lambda row: (-rated(row), row["id"]))
        types = tuple(dict.fromkeys(row["type"] for row in surest))
        return cls(
            origin,
            target,
            types,
            back=bool(surest) and surest[0]["subject"] != origin,
            sign=next(iter(signs)) if len(signs) == 1 else 0,
            mixed=len(signs) > 1,
            confidence=max(known) if len(known) == len(confidences) and known else None,
            spans=joined_spans(row_span(row) for row in rows if row["valid_from"] or row["valid_to"]),
            supposed=any(is_supposed(row["id"]) for row in rows),
        )


@dataclass(frozen=True)
class ArguedPath:
    """A path with what it comes to."""

    actors: tuple[str, ...]
    steps: list[Step]
    since: str
    until: str
    never: bool
    undated: int

    @property
    def polarity(self) -> int | None:
        """The product of the signs; none when a step has no sign, or both."""
        product = 1
        for step in self.steps:
            product *= step.sign
        return product or None

    @property
    def weakest(self) -> int | None:
        """Which step is the least sure; None when none is rated, all are equally sure, or there is but one."""
        rates = [(step.confidence, n) for n, step in enumerate(self.steps) if step.confidence is not None]
        alike = len(rates) == len(self.steps) and len({rate for rate, _ in rates}) == 1
        return None if not rates or alike or len(self.steps) == 1 else min(rates)[1]

    def held(self) -> str:
        """When all of it held, in words."""
        dated = len(self.steps) - self.undated
        if not dated:
            return "not dated"
        if self.never:
            return "no common time"
        span = f"{self.since or '…'} – {self.until or 'today'}" if self.since or self.until else ""
        if self.since and self.since == self.until:
            span = self.since
        if self.undated:
            rest = f"; the rest held {'together ' if dated > 1 else ''}{span}" if span else ""
            return f"{self.undated} of {len(self.steps)} steps not dated{rest}"
        return f"all held {span}" if span else "all held, without beginning or end"


def argue(
    ask: Ask, chains: Iterable[tuple[str, ...]], seen: Filter, ways: Ways, supposed: Supposed = NOTHING
) -> list[ArguedPath]:
    """The paths with the statements that the filter and the ways let through, and with what is supposed."""
    chains = list(chains)
    actors = sorted({actor for chain in chains for actor in chain})
    parameters = ways.parameters(seen)
    rows = ask("canvas-statements", actors=actors, filter=parameters, limit=STATEMENTS) if actors else []
    by_pair: dict[frozenset[str], list[Mapping[str, Any]]] = {}
    stated = (row for row in rows if row["passes"] and not row["denied"] and tie_of(row) not in supposed.doubted)
    for row in (*stated, *supposed.rows(actors)):
        if row["type"] not in ways.avoided:
            by_pair.setdefault(frozenset((row["subject"], row["object"])), []).append(row)
    return [argument(chain, by_pair, seen, along=ways.along) for chain in chains]


def argument(
    chain: tuple[str, ...],
    by_pair: Mapping[frozenset[str], Sequence[Mapping[str, Any]]],
    seen: Filter,
    *,
    along: bool,
) -> ArguedPath:
    """What one path comes to."""
    steps, behind = [], []
    for origin, target in pairwise(chain):
        rows = by_pair.get(frozenset((origin, target)), ())
        taken = [row for row in rows if not along or row["subject"] == origin or edge_type(row["type"]).symmetric]
        steps.append(Step.of(origin, target, taken))
        behind += taken
    dated = [step.spans for step in steps if step.spans]
    common = [OPEN]
    for spans in dated:
        common = meeting_spans(common, spans)
    first, last = seen.span
    then = [span for span in common if span[0] <= last and span[1] >= first]
    since, until = (then or common or [OPEN])[-1]
    return ArguedPath(
        chain,
        steps,
        since="" if since == datetime.date.min else date_words(since, behind, "valid_from"),
        until="" if until == datetime.date.max else date_words(until, behind, "valid_to"),
        never=bool(dated) and not common,
        undated=sum(not step.spans for step in steps),
    )


def tie_of(row: Mapping[str, Any]) -> SupposedTie:
    """The edge that a statement belongs to."""
    return SupposedTie.of(row["type"], row["subject"], row["object"])


def rated(row: Mapping[str, Any]) -> float:
    """How sure a statement is; one that is not rated is taken as it is said."""
    confidence = row["confidence"]
    return 1.0 if confidence is None else float(confidence)


def row_span(row: Mapping[str, Any]) -> Span:
    """From the first to the last day of a statement; what is not said is open."""
    return (row["valid_from"] or datetime.date.min, row["valid_to"] or datetime.date.max)


def date_words(day: datetime.date, rows: Iterable[Mapping[str, Any]], end: str) -> str:
    """A day no more exact than those who say it."""
    order = ("year", "month", "day")
    precisions = [row[f"{end}_precision"] or "day" for row in rows if row[end] == day]
    return show_date(day, min(precisions, key=order.index, default="day"))


def joined_spans(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap or follow on each other as one."""
    joined: list[Span] = []
    for since, until in sorted(spans):
        if joined and (joined[-1][1] == datetime.date.max or since <= joined[-1][1] + DAY):
            joined[-1] = (joined[-1][0], max(joined[-1][1], until))
        else:
            joined.append((since, until))
    return joined


def meeting_spans(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The days that lie in spans of both."""
    pairs = [(max(a[0], b[0]), min(a[1], b[1])) for a in some for b in others]
    return sorted(pair for pair in pairs if pair[0] <= pair[1])
