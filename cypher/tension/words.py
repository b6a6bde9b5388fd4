"""Fault lines in words: for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from cypher.names import isolate, quantity
from cypher.tension.measure import FaultLines, corners, is_round
from cypher.tension.objects import in_unit
from cypher.tension.pairs import Pair, shared_days
from cypher.tension.worth import Worth

NAMES = 40
"""So many actors of a camp are named."""
LISTED = 20
"""So many pairs and contradictions are listed; JSON has all."""
SIGNS = {1: "+", -1: "−"}


def in_words(lines: FaultLines, worth: Worth | None = None) -> Iterator[str]:
    """What `faultlines tension` prints, line by line."""
    network = lines.network
    apart = f", {quantity(len(network.mixed), 'mixed pair')} apart" if network.mixed else ""
    yield (
        f"On {lines.day}: {quantity(len(lines.actors), 'actor')}, "
        f"{quantity(len(network.pairs), 'pair')} with a sign{apart}."
    )
    if not network.pairs:
        yield "Nothing has a sign here: there is no tension to measure."
        return
    yield verdict(lines)
    if undated := sum(pair.undated for pair in network.pairs):
        yield f"On undated statements alone, which may hold any day: {undated:,} of {len(network.pairs):,} pairs."
    yield f"{lines.unstated:.0%} of the pairs between these actors have no statement."
    yield from camp_lines(lines)
    if lines.frustrated:
        yield ""
        yield "Pairs that contradict these camps:"
        yield from cut(list(pair_lines(lines, worth)))
    if worth and (rows := list(fall_lines(lines, worth))):
        yield ""
        yield "What hangs on sources and merges:"
        yield from cut(rows)
    if lines.contradictions:
        yield ""
        yield f"{quantity(len(lines.contradictions), 'contradiction')} without a common pair, each settled by itself:"
        yield from cut([cycle_line(lines, pairs) for pairs in lines.contradictions])


def verdict(lines: FaultLines) -> str:
    """The bracket, and what stands behind it."""
    balance = lines.balance
    low, high = (f"{in_unit(lines, end):,}" for end in (balance.lower, balance.upper))
    of_all = f"of {sum(pair.weight for pair in lines.network.pairs) / lines.unit:,.10g}"
    if not balance.upper:
        return f"Balanced: {camps_words(lines.most)} explain every pair."
    if balance.closed:
        into = camps_words(lines.most)
        return f"Tension {high} {of_all}: no split into {into} does better; proven, and the proof checked."
    return (
        f"Tension between {low} and {high} {of_all}: the lower end is proven, the upper one is the best split met "
        f"in {balance.seconds:.0f} s."
    )


def camps_words(most: int | None) -> str:
    """How many camps there may be."""
    if most is None:
        return "any number of camps"
    return "two camps" if most == 2 else f"at most {most} camps"


def camp_lines(lines: FaultLines) -> Iterator[str]:
    """The camps of the largest connected part."""
    camps = lines.parts[0]
    yield ""
    number = "two" if lines.most == 2 else f"{len(camps):,}"
    if len(lines.parts) == 1:
        yield f"The {number} camps:"
    else:
        rest = quantity(len(lines.parts) - 1, "other part")
        actors = quantity(sum(map(len, camps)), "actor")
        yield f"The {number} camps of the largest connected part ({actors}; {rest} have their own):"
    for side in camps[:LISTED]:
        more = f" and {len(side) - NAMES} more" if len(side) > NAMES else ""
        yield f"  {len(side):>4}  {', '.join(isolate(lines.name(actor)) for actor in side[:NAMES])}{more}"
    if len(camps) > LISTED:
        yield f"  … and {len(camps) - LISTED:,} smaller ones (--format json)"


def pair_lines(lines: FaultLines, worth: Worth | None) -> Iterator[str]:
    """The pairs that contradict the camps, the dearest first."""
    prices = worth.prices if worth else {}
    for number in sorted(lines.balance.broken, key=lambda n: (-prices[n].lower if n in prices else 0, n)):
        words = ""
        if worth and (price := prices.get(number)):
            low, high = in_unit(lines, price.lower), in_unit(lines, price.upper)
            if price.upper == 0:
                words = "; another split as good keeps it"
            else:
                words = f"; keeping it costs {f'{low:,}' if low == high else f'{low:,} to {high:,}'} more"
        yield pair_line(lines, lines.network.pairs[number]) + words


def fall_lines(lines: FaultLines, worth: Worth) -> Iterator[str]:
    """By how much the tension falls without a source or a merge, for those where it moves for sure."""
    merges = [(f"If {isolate(lines.name(fall.without))} were not one actor", fall) for fall in worth.merges]
    for words, fall in [*((f"Without {fall.without}", fall) for fall in worth.sources), *merges]:
        low, high = in_unit(lines, fall.at_least), in_unit(lines, fall.at_most)
        if low > 0:
            yield f"  {words} it falls by {f'{low:,}' if low == high else f'{low:,} to {high:,}'}."
        elif high < 0:
            yield f"  {words} it rises by {f'{-high:,}' if low == high else f'{-high:,} to {-low:,}'}."


def pair_line(lines: FaultLines, pair: Pair) -> str:
    """A pair with its types and sources."""
    types = ", ".join(sorted({row["type"].lower().replace("_", "-") for row in pair.statements}))
    a, b = isolate(lines.name(pair.a)), isolate(lines.name(pair.b))
    return f"  {SIGNS[pair.sign]} {a}, {b}: {types} ({', '.join(pair.sources)})"


def cycle_line(lines: FaultLines, pairs: Sequence[Pair]) -> str:
    """A contradiction: in a round who, and the signs between them; or mutual rivals. Since when all of it held."""
    if not is_round(pairs):
        names = ", ".join(isolate(lines.name(actor)) for actor in corners(pairs))
        return f"  {names}: each a rival of each ({held_words(pairs)})"
    steps = [
        f"{isolate(lines.name(actor))} {SIGNS[pair.sign]}" for actor, pair in zip(corners(pairs), pairs, strict=True)
    ]
    return f"  {' '.join(steps)} {isolate(lines.name(corners(pairs)[0]))} ({held_words(pairs)})"


def held_words(pairs: Sequence[Pair]) -> str:
    """When all that is dated in a contradiction held."""
    first, last = shared_days(pairs)
    open_sides = sum(pair.undated for pair in pairs)
    if open_sides == len(pairs):
        return "not dated"
    dates = " ".join(word for word in (f"from {first}" if first else "", f"to {last}" if last else "") if word)
    return f"held {dates}, {open_sides} undated" if open_sides else f"held {dates}"


def cut(rows: list[str]) -> list[str]:
    """The first rows, and how many more there are."""
    more = [f"  … and {len(rows) - LISTED:,} more (--format json)"] if len(rows) > LISTED else []
    return [*(shorten(row, 400, placeholder=" …") if len(row) > 400 else row for row in rows[:LISTED]), *more]
