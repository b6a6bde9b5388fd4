"""States of today and of the past: the codes by which lists know them, and the years in which each held.

`state_codes.csv` is the one table behind the source `states`, identifiers, templates and views. A code that several
states had one after another (365 of the Correlates of War) says who is meant only together with a year.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from loader.model.countries import country_code, key, names_of_code

FOLDER = Path(__file__).parent
YEAR = re.compile(r"(\d{4})(?!\d)")
BY_YEAR = "@"
"""Between a code that several states had and a year: `cow:365@1970` is the Soviet Union."""
EVER, NEVER = 0, 9999
"""Before the first year and after the last one in which a code is looked up."""
SCHEMES = {
    "iso3": "ISO 3166-1 alpha-3",
    "iso3166-3": "ISO 3166-3",
    "m49": "M49",
    "cow": "Correlates of War",
    "gw": "Gleditsch and Ward",
    "cameo": "CAMEO",
    "fips": "FIPS 10-4",
}
NUMBERS = {"m49": 3, "cow": 1, "gw": 1}
"""Schemes of numbers, and how many digits each has at least."""


class StateCode(NamedTuple):
    """The years in which a state had a code; None where they are open."""

    state: str
    scheme: str
    code: str
    first: int | None
    last: int | None

    @property
    def years(self) -> str:
        """The years as people write them."""
        return f"{self.first or ''}–{self.last or ''}" if self.first or self.last else ""


class Succession(NamedTuple):
    """A state that followed on another in its territory or in a part of it, and when."""

    successor: str
    state: str
    date: str


def rows_of_table(name: str) -> list[dict[str, str]]:
    """The rows of one of our tables."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def all_codes() -> tuple[StateCode, ...]:
    """Every code that a state has or had."""
    return tuple(
        StateCode(row["state"], row["scheme"], row["code"], year(row["first"]), year(row["last"]))
        for row in rows_of_table("state_codes.csv")
    )


def year(text: str) -> int | None:
    """The year at the beginning of a text; None where there is none."""
    return int(written[1]) if (written := YEAR.match(text.strip())) else None


@cache
def holders() -> Mapping[tuple[str, str], tuple[StateCode, ...]]:
    """Who had each code, in the order of years."""
    table: dict[tuple[str, str], list[StateCode]] = {}
    for held in all_codes():
        table.setdefault((held.scheme, held.code), []).append(held)
    return {code: tuple(sorted(rows, key=lambda held: held.first or EVER)) for code, rows in table.items()}


@cache
def codes_of(state: str) -> tuple[StateCode, ...]:
    """The codes that a state has or had."""
    return tuple(held for held in all_codes() if held.state == state)


def spelled_code(scheme: str, text: str) -> str:
    """A code as our table has it: 004 of M49 is 4 too, and letters are capitals."""
    text = text.strip()
    if scheme in NUMBERS and text.isascii() and text.isdecimal():
        return text.lstrip("0").zfill(NUMBERS[scheme])
    return text.upper()


def holder_of(scheme: str, code: str, when: int | None = None) -> str | None:
    """The state that has or had a code, in that year where several had it; None where nobody can say.

    Before its first holder's years a code is that one's, and in a gap it is still his who had it last.
    """
    held = holders().get((scheme, spelled_code(scheme, code)), ())
    if len({row.state for row in held}) == 1:
        return held[0].state
    if not held or when is None:
        return None
    return next((row.state for row in reversed(held) if (row.first or EVER) <= when), held[0].state)


def is_shared(scheme: str, code: str) -> bool:
    """Whether several states had a code, so that a year has to say which is meant."""
    return len({row.state for row in holders().get((scheme, spelled_code(scheme, code)), ())}) > 1


def identifier_of(scheme: str, text: str) -> str | None:
    """A code as an identifier: alone where one state has it, else with the first year of who is meant (`365@1918`)."""
    code, _, when = text.partition(BY_YEAR)
    state = holder_of(scheme, code, year(when))
    if state is None or (when and not year(when)):
        return None
    code = spelled_code(scheme, code)
    if not is_shared(scheme, code):
        return code
    return f"{code}{BY_YEAR}{min(row.first or EVER for row in holders()[scheme, code] if row.state == state)}"


def periods() -> list[tuple[str, str, str, int, int]]:
    """State, scheme and code with the years in which the code is looked up for it: without a gap for each code."""
    rows = []
    for (scheme, code), held in holders().items():
        turns = [row for place, row in enumerate(held) if not place or held[place - 1].state != row.state]
        begins = [EVER, *((row.first or EVER) for row in turns[1:])]
        ends = [*(begin - 1 for begin in begins[1:]), NEVER]
        spans = zip(turns, begins, ends, strict=True)
        rows += [(row.state, scheme, code, begin, end) for row, begin, end in spans]
    return rows


@cache
def historic_states() -> Mapping[str, tuple[str, ...]]:
    """The names of states and territories that are no more, by their keys."""
    return {
        row["key"]: (row["name"], *(name for text in row["names"].split("|") if (name := text.strip())))
        for row in rows_of_table("historic_states.csv")
    }


@cache
def successions() -> tuple[Succession, ...]:
    """Who followed on whom."""
    return tuple(Succession(row["successor"], row["state"], row["date"]) for row in rows_of_table("successions.csv"))


@cache
def historic_names() -> Mapping[str, str]:
    """From the names of states that are no more to their keys."""
    return {key(name): state for state, names in historic_states().items() for name in names}


def state_named(text: str) -> str | None:
    """The key of a state of today or of the past by its name; None when no table knows it."""
    return historic_names().get(key(text)) or country_code(text)


def name_of(state: str) -> str:
    """The name under which a state is shown."""
    return historic_states()[state][0] if state in historic_states() else names_of_code(state)[0]
