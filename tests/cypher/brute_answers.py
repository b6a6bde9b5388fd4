"""The answers of the library's analytical queries, computed from plain lists without a graph, by trying everything."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count, pairwise, permutations, product
from math import prod
from typing import Any

from tests.cypher import brute
from tests.cypher.brute import MINUS, PLUS, SIGNS, SYMMETRIC, Numbered, When, in_force, plain, sides
from tests.cypher.small import Said

Day = datetime.date | None
DAY = datetime.timedelta(days=1)


def ends(one: Said) -> frozenset[str]:
    """The two actors of a statement."""
    return frozenset((one.subject, one.object))


def counts(one: Said, least: float = 0.5) -> bool:
    """Whether a statement is of a signed type and sure enough."""
    return one.type in SIGNS and SIGNS[one.type] != 0 and is_sure(one, least)


def is_sure(one: Said, least: float = 0.5) -> bool:
    """Whether a statement is as sure as a question asks by default; one of unknown confidence is."""
    confidence = one.more.get("confidence")
    return confidence is None or confidence >= least


def meets(one: Said, since: Day, until: Day) -> bool:
    """Whether a statement holds on some day of a span with open ends."""
    start, end = one.more.get("valid_from"), one.more.get("valid_to")
    return (None in (start, until) or start <= until) and (None in (end, since) or end >= since)


def signs(said: Numbered, on: When, types: list[str] | None = None) -> dict[frozenset[str], int]:
    """The sign of every pair that has statements which count: 1, -1, 0 when mixed."""
    some = [(key, one) for key, one in said if types is None or one.type in types]
    return {pair: sum(found) for pair, found in sides(some, None, on).items()}


def ego(said: Numbered, actor: str, since: Day, until: Day) -> set[str]:
    """The statements of a span among an actor and those it has a statement with in that span."""
    if since is until is None:
        since = until = datetime.datetime.now(datetime.UTC).date()
    held = [(key, one) for key, one in plain(said) if meets(one, since, until)]
    near = {actor}.union(*(ends(one) for _, one in held if actor in ends(one)))
    return {key for key, one in held if ends(one) <= near}


def chains(said: Numbered, start: str, end: str, longest: int) -> Iterator[tuple[str, ...]]:
    """Every sequence of different actors from start to end, whether or not there are statements."""
    between = sorted({name for _, one in said for name in ends(one)} - {start, end})
    for steps in range(longest if start != end else 0):
        for middle in permutations(between, steps):
            yield (start, *middle, end)


def signed_paths(
    said: Numbered, start: str, end: str, on: Day, sure: float, longest: int, *, designations: bool
) -> dict[tuple[str, ...], tuple[Any, ...]]:
    """For each chain of statements that count: actors, sign, the span in which all held, the least confidence."""
    walked, barred = brute.walked(said, designations)
    held = [(key, one) for key, one in plain(walked, on) if counts(one, sure)]
    by_pair: dict[frozenset[str], list[tuple[str, Said]]] = defaultdict(list)
    for key, one in held:
        by_pair[ends(one)].append((key, one))
    found = {}
    for actors in chains(said, start, end, longest):
        if barred & set(actors[1:-1]):
            continue
        for chain in product(*(by_pair.get(frozenset(step), []) for step in pairwise(actors))):
            starts = [one.more["valid_from"] for _, one in chain if "valid_from" in one.more]
            stops = [one.more["valid_to"] for _, one in chain if "valid_to" in one.more]
            found[tuple(key for key, _ in chain)] = (
                actors,
                prod(SIGNS[one.type] for _, one in chain),
                max(starts, default=None),
                min(stops, default=None),
                min(one.more.get("confidence", 1.0) for _, one in chain),
            )
    return found


def owners(said: Numbered, actor: str, on: Day, longest: int) -> dict[tuple[str, ...], tuple[float | None, set[str]]]:
    """For each chain of owners: the product of the largest shares, when all are known, and the statements."""
    held: dict[tuple[str, str], list[tuple[str, Said]]] = defaultdict(list)
    for key, one in plain(said, on):
        if one.type == "OWNS":
            held[one.subject, one.object].append((key, one))
    found = {}
    for start in {above for above, _ in held}:
        for chain in chains(said, start, actor, longest):
            steps = [held.get(step, []) for step in pairwise(chain)]
            if all(steps):
                shares = [max((one.more.get("share") or 0.0 for _, one in step), default=0.0) for step in steps]
                found[chain] = (prod(shares) if all(shares) else None, {key for step in steps for key, _ in step})
    return found


def supplied(said: Numbered, on: Day) -> dict[tuple[str, str], list[str]]:
    """The statements by supplier and supplied."""
    found = defaultdict(list)
    for key, one in plain(said, on):
        if one.type == "SUPPLIES":
            found[one.subject, one.object].append(key)
    return found


def listings(said: Numbered, on: Day) -> dict[str, set[tuple[str, str]]]:
    """The authorities and programmes by who is listed."""
    found = defaultdict(set)
    for _, one in plain(said, on):
        if one.type == "DESIGNATES":
            found[one.object].add((one.subject, one.more.get("programme", "")))
    return found


def fifty_percent(said: Numbered, authority: str, on: Day) -> dict[str, tuple[int, float, set[str], int]]:
    """Who is blocked by OFAC's rule: after how many rounds, the sum of the shares, owners, owners without a share."""
    day = on or datetime.datetime.now(datetime.UTC).date()
    listing = brute.authorities(said, authority, day)
    said = [(key, one) for key, one in said if one.more.get("stance") != "announced"]
    listed = {n for n, under in listings(said, day).items() if listing & {who for who, _ in under}} - listing
    shares: dict[str, dict[str, float | None]] = defaultdict(dict)
    for _, one in plain(said, day):
        if one.type == "OWNS" and one.more.get("direct", True) and one.more.get("confidence", 1.0) >= 0.5:
            known = [s for s in (shares[one.object].get(one.subject), one.more.get("share")) if s is not None]
            shares[one.object][one.subject] = max(known, default=None)
    blocked: dict[str, int] = {}

    def held(name: str) -> dict[str, float | None]:
        return {who: share for who, share in shares[name].items() if who in listed or who in blocked}

    def total(name: str) -> float:
        return round(sum(share for share in held(name).values() if share is not None), 6)

    for step in count(1):
        new = [n for n in list(shares) if n not in listed | blocked.keys() | listing and total(n) >= 0.5]
        if not new:
            break
        blocked |= dict.fromkeys(new, step)
    return {n: (step, total(n), set(held(n)), list(held(n).values()).count(None)) for n, step in blocked.items()}


def second_hand(
    said: Numbered, actor: str, first: int, on: Day, types: list[str] | None, *, designations: bool
) -> dict[tuple[str, str], int | None]:
    """Who is enemy of the actor's allies (first = 1) or enemies (-1), through whom, with the actor's own sign."""
    said, _ = brute.walked(said, designations)
    pairs = signs(said, on, types)
    near = {name for pair, sign in pairs.items() if actor in pair and sign == first for name in pair - {actor}}
    return {
        (enemy, through): pairs.get(frozenset((actor, enemy)))
        for through in near
        for pair, sign in pairs.items()
        if sign == -1 and through in pair and actor not in pair
        for enemy in pair - {through}
    }


def rivals_within(
    said: Numbered, actor: str, other: str, steps: int, on: Day, *, designations: bool
) -> dict[str, tuple[int, set[str]]]:
    """Who within some steps of the actor is at odds with the other: how far away, by which statements."""
    walk, authorities = brute.walked(said, designations)
    held = [(key, one) for key, one in plain(walk, on) if is_sure(one)]
    against = [(key, one) for key, one in held if one.type in MINUS and other in ends(one)]
    distance = {actor: 0}
    rim = {actor}
    for step in range(1, steps + 1 if actor != other else 0):
        onward = {name for name in rim if name == actor or name not in authorities}
        rim = {name for _, one in held if ends(one) & onward for name in ends(one)} - distance.keys() - {other}
        distance |= dict.fromkeys(rim, step)
    return {
        name: (distance[name], {key for key, one in against if name in ends(one)})
        for name in distance
        if actor != other and any(name in ends(one) for _, one in against)
    }


def contradictions(said: Numbered) -> dict[tuple[str, frozenset[str]], list[tuple[set[str], set[str]]]]:
    """By kind and pair: the statements on the one side and on the other."""
    found: dict[tuple[str, frozenset[str]], list[tuple[set[str], set[str]]]] = defaultdict(list)
    by_claim: dict[tuple[Any, ...], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for key, one in plain(said):
        for other, denial in said:
            if denial.type != "DENIED" or denial.more["type"] != one.type or not overlap(one, denial):
                continue
            same = (one.subject, one.object) == (denial.subject, denial.object)
            if same or (one.type in SYMMETRIC and ends(one) == ends(denial)):
                place = ends(one) if one.type in SYMMETRIC else (one.subject, one.object)
                pro, contra = by_claim[one.type, place]
                pro.add(key)
                contra.add(other)
    for (_, place), both in by_claim.items():
        found["denied", frozenset(place)].append(both)
    sure = [(key, one) for key, one in plain(said) if counts(one)]
    for pair in {ends(one) for _, one in sure}:
        ties = [(k, one) for k, one in sure if ends(one) == pair and one.type in PLUS]
        divides = [(k, one) for k, one in sure if ends(one) == pair and one.type in MINUS]
        meeting = [(k, m) for k, one in ties for m, other in divides if overlap(one, other)]
        if meeting:
            found["both signs", pair].append(({k for k, _ in meeting}, {m for _, m in meeting}))
    return found


def overlap(one: Said, other: Said) -> bool:
    """Whether the spans of two statements meet, each end that is not said being open."""
    return meets(one, other.more.get("valid_from"), other.more.get("valid_to"))


def bridges(said: Numbered, a: str, c: str, on: Day) -> dict[str, tuple[str, int, set[str], set[str]]]:
    """Brokers between two camps: role, pairs brokered, the members tied to on each side."""
    pairs = signs(said, on)

    def tied(one: str, other: str) -> bool:
        return pairs.get(frozenset((one, other))) == 1

    names = {name for pair in pairs for name in pair}
    if a == c:
        return {}
    camp_a = {a} | {n for n in names - {a, c} if tied(n, a) and not tied(n, c)}
    camp_c = {c} | {n for n in names - {a, c} if tied(n, c) and not tied(n, a)}
    found = {}
    for n in names:
        in_a, in_c = {m for m in camp_a if m != n and tied(m, n)}, {m for m in camp_c if m != n and tied(m, n)}
        brokered = sum(not tied(p, q) for p in in_a for q in in_c)
        if brokered:
            found[n] = ("gatekeeper" if n in camp_a | camp_c else "liaison", brokered, in_a, in_c)
    return found


def held_on(said: Numbered, a: str, b: str, day: datetime.date) -> tuple[int | None, set[str]]:
    """The sign of a pair on a day and the statements behind it."""
    held = {key: SIGNS[one.type] for key, one in plain(said, day) if counts(one) and ends(one) == {a, b}}
    return (sum(set(held.values())) if held else None), set(held)


def known(said: Numbered, actor: str, day: datetime.date, clock: str, on: When) -> set[str]:
    """The versions about an actor that were known at the end of a day."""
    found = set()
    for key, one in said:
        more = one.more
        learnt, gone = more["recorded_at"].date(), more.get("withdrawn_at") and more["withdrawn_at"].date()
        if clock == "said":
            learnt = more.get("said_at") or learnt
            gone = more.get("said_until") or gone
        if (
            actor in ends(one)
            and len(ends(one)) == 2
            and in_force(one, on)
            and learnt <= day
            and not (gone and gone <= day)
        ):
            found.add(key)
    return found


def claim(one: Said) -> tuple[str, Any]:
    """What a statement or a denial is about: type and actors, in order where the type has a direction."""
    kind = one.more.get("type", one.type)
    return kind, ends(one) if kind in SYMMETRIC else (one.subject, one.object)


def folded(said: Iterable[tuple[str, Said]]) -> dict[tuple[str, Any], list[tuple[str, Said]]]:
    """Statements by what they claim."""
    found = defaultdict(list)
    for key, one in said:
        found[claim(one)].append((key, one))
    return found
