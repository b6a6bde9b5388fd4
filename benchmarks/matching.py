"""How long names take to be compared: the records of two sources with each other, and a list with all actors.

Names are generated; a fifth of the second source's are misspelt names of the first. Neo4j has no part in it: what is
measured is the comparison, each in a process of its own.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from time import perf_counter
from typing import Any

from benchmarks.ground import keep

RECORDS, NAMES = 100_000, 10_000
GIVEN = [
    "Mohammed",
    "Ahmed",
    "Ali",
    "Hassan",
    "Hussein",
    "Ivan",
    "Pyotr",
    "Sergei",
    "Dmitry",
    "Vladimir",
    "Anna",
    "Maria",
    "Elena",
    "Olga",
    "John",
    "James",
    "Robert",
    "William",
    "Kim",
    "Park",
    "Li",
    "Wang",
    "Chen",
    "Jose",
    "Juan",
    "Carlos",
    "Luis",
    "Pedro",
    "Abdul",
    "Omar",
    "Khalid",
    "Yusuf",
    "Ibrahim",
    "Mustafa",
]
BEGINNINGS = [
    "b",
    "d",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "z",
    "sh",
    "kh",
    "ch",
    "th",
    "br",
    "dr",
    "gr",
    "kr",
    "st",
    "tr",
]
VOWELS, ENDS = ["a", "e", "i", "o", "u", "ai", "ou"], ["ov", "in", "ani", "son", "ez", "ko", "", "r", "n"]
TRADES, FORMS = ["Trading", "Shipping", "Bank", "Group", "Industries", "Holdings"], ["Ltd", "LLC", "JSC", "GmbH", "Co"]


def main() -> None:
    """Measure and keep the figures."""
    figures: dict[str, object] = {}
    for what in ("proposals", "match"):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.matching", what], capture_output=True, text=True, check=True
        )
        figures |= {name: float(value) for name, value in (line.split("\t") for line in done.stdout.splitlines())}
    keep("matching", figures)


def names(count: int, seed: int) -> list[tuple[str, str]]:
    """Names of persons and firms, each with its kind; surnames recur, given names are few."""
    chance = random.Random(seed)
    surnames = [surname(chance) for _ in range(count // 5)]
    return [person(chance, surnames) if chance.random() < 0.75 else firm(chance) for _ in range(count)]


def surname(chance: random.Random) -> str:
    """A made-up surname."""
    syllables = range(chance.randint(2, 3))
    return "".join(chance.choice(BEGINNINGS) + chance.choice(VOWELS) for _ in syllables) + chance.choice(ENDS)


def person(chance: random.Random, surnames: list[str]) -> tuple[str, str]:
    """A person's name."""
    words = chance.sample(GIVEN, 2 if chance.random() < 0.4 else 1)
    return " ".join([*words, chance.choice(surnames).title()]), "person"


def firm(chance: random.Random) -> tuple[str, str]:
    """A firm's name."""
    return f"{surname(chance).title()} {chance.choice(TRADES)} {chance.choice(FORMS)}", "organization"


def misspelt(name: str, chance: random.Random) -> str:
    """The name with a slip, in another order, with an initial, with a word more, or in capitals."""
    words = name.split()
    longest = max(range(len(words)), key=lambda place: len(words[place]))
    match chance.randrange(5):
        case 0:
            place = chance.randrange(1, len(words[longest]))
            words[longest] = words[longest][:place] + chance.choice("aeioulrst") + words[longest][place + 1 :]
        case 1:
            chance.shuffle(words)
        case 2:
            words[0] = f"{words[0][0]}."
        case 3:
            words.insert(1, "Mikhail")
        case _:
            return name.upper()
    return " ".join(words)


def two_sources() -> Iterator[tuple[str, int, str, str]]:
    """Source, number, name and kind of each record."""
    chance = random.Random(2)
    first, other = names(RECORDS, 1), names(RECORDS, 3)
    for number, (name, kind) in enumerate(first):
        yield "one", number, name, kind
    for number, (name, kind) in enumerate(other):
        if number % 5 == 0:
            name, kind = first[number]
            name = misspelt(name, chance)
        yield "two", number, name, kind


def record(source: str, number: int, name: str, kind: str) -> dict[str, Any]:
    """A record as the graph gives it."""
    return {
        "id": f"{source}:{number}",
        "name": name,
        "names": [name],
        "kind": kind,
        "countries": None,
        "actor": f"{source}:{number}",
        "identifiers": [],
    }


def measure(what: str) -> None:
    """Print the figures of one comparison, a line each."""
    start = perf_counter()
    rows = list(two_sources())
    print(f"{what}: making {len(rows):,} names (s)", round(perf_counter() - start, 1), sep="\t", file=sys.stderr)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = perf_counter()
    if what == "proposals":
        proposals(rows)
    else:
        screen(rows)
    print(f"{what}: whole (s)", round(perf_counter() - start, 1), sep="\t")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what}: peak (MB)", round(peak), sep="\t")
    print(f"{what}: of that before it begins, the list of names in it (MB)", round(memory), sep="\t")


def proposals(rows: list[tuple[str, int, str, str]]) -> None:
    """Compare the records of two sources."""
    from loader.matching.likely import Pairs

    pairs = Pairs(within=False)
    for source in ("one", "two"):
        pairs.add_source(record(*row) for row in rows if row[0] == source)
    alike = misspellings = 0
    for pair in pairs.likely([], 0.7, lambda records: None):
        alike += 1
        number = pair.record.partition(":")[2]
        misspellings += int(number) % 5 == 0 and pair.proposed_record == f"two:{number}"
    print(f"proposals: {RECORDS:,} records against {RECORDS:,}, pairs alike", alike, sep="\t")
    print("proposals: misspellings proposed (%)", round(100 * misspellings / (RECORDS // 5), 1), sep="\t")


def screen(rows: list[tuple[str, int, str, str]]) -> None:
    """Compare a list of names with all actors."""
    from loader.matching.listed import ListedName
    from loader.matching.screening import Screen

    actors = Screen({"id": f"{source}:{n}", "names": [name], "kind": kind} for source, n, name, kind in rows)
    start = perf_counter()
    chance = random.Random(4)
    right = 0
    for place in range(NAMES):
        source, number, name, kind = rows[place * 7]
        hits = actors.hits(ListedName(place, misspelt(name, chance), kind, None), 0.7, 5)
        right += any(hit.actor == f"{source}:{number}" for hit in hits)
    print(f"match: {NAMES:,} names against {len(rows):,} (s)", round(perf_counter() - start, 1), sep="\t")
    print("match: misspellings that lead to their actor (%)", round(100 * right / NAMES, 1), sep="\t")


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
