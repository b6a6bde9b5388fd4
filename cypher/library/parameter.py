"""What a query may be given: typed parameters, checked strictly, from Python or from a command line."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from cypher.errors import UsageError

REFERENCES = ("actor", "source", "type", "run")
"""Types of parameters whose values name something in the graph; to the server they are strings."""
FOLDED = "name"
"""The type of a name as somebody types it: a string without capitals, accents and vowel signs to the server."""
DECLARED = re.compile(r"(?P<type>[a-z<>]+)(?:\((?P<within>[^()]+)\))?")
LIMIT, LARGEST_LIMIT = "limit", 100_000
"""The parameter that bounds an answer, and what it is at most in a head that doesn't say so itself."""
RANGE = re.compile(r"(?P<least>-?[0-9.]*?)\.\.(?P<most>-?[0-9.]*)")


@dataclass(frozen=True, slots=True)
class Domain:
    """Which values a parameter takes: what they refer to, which there are, their bounds, whether they are folded."""

    refers: str = ""
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    folds: bool = False

    def check(self, where: str, value: Any) -> None:
        """Raise UsageError for a value, or one of a list, that is not within."""
        for entry in value if isinstance(value, list) else [value]:
            if self.choices and str(entry) not in self.choices:
                raise UsageError(
                    f"{where} is one of {', '.join(self.choices)}, not {entry!r}{meant(str(entry), self.choices)}"
                )
            if self.least is not None and entry < self.least:
                raise UsageError(f"{where} is at least {number_words(self.least)}, not {entry}")
            if self.most is not None and entry > self.most:
                raise UsageError(f"{where} is at most {number_words(self.most)}, not {entry}")


def number_words(number: float) -> str:
    """A bound as it is written."""
    return str(int(number)) if number == int(number) else f"{number:g}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query wants to be told: name, type, default and an example; `declared` is the type as the head has it."""

    name: str
    type: str
    meaning: str
    required: bool
    default: Any = None
    example: Any = None
    declared: str = ""
    domain: Domain = Domain()


def read_type(declared: str, name: str = "") -> tuple[str, Domain]:
    """A declared type as the type of the values and their domain: `string(in|out)`, `integer(1..6)`, `list<actor>`.

    A `limit` has an upper bound of its own: what is collected on the way to it fills the memory that all share.
    """
    kind, domain = read_declared(declared)
    if name == LIMIT and kind == "integer" and domain.most is None and not domain.choices:
        return kind, replace(domain, most=LARGEST_LIMIT)
    return kind, domain


def read_declared(declared: str) -> tuple[str, Domain]:
    """A declared type and its domain, as they are written."""
    match = DECLARED.fullmatch(declared)
    if not match:
        raise ValueError(declared)
    kind, within = match["type"], match["within"]
    if kind == FOLDED:
        return "string", Domain(folds=True)
    refers = next((name for name in REFERENCES if kind in (name, f"list<{name}>")), "")
    kind = kind.replace(refers, "string") if refers else kind
    if within is None:
        return kind, Domain(refers)
    if bounds := RANGE.fullmatch(within):
        least, most = (float(bounds[end]) if bounds[end] else None for end in ("least", "most"))
        return kind, Domain(refers, (), least, most)
    return kind, Domain(refers, tuple(within.split("|")))


def exactly(kind: type) -> Callable[[Any], Any]:
    """A check that lets only values of that very type pass."""

    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(value)
        return value

    return check


def check_string(value: Any) -> str:
    """A text that can be written as UTF-8."""
    text = str(exactly(str)(value))
    text.encode("utf-8")
    return text


def check_integer(value: Any) -> int:
    """A whole number of at most 64 bits, all that the server takes."""
    number = int(exactly(int)(value))
    if not -(2**63) <= number < 2**63:
        raise ValueError(value)
    return number


def check_float(value: Any) -> float:
    """A number that is no boolean."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)


def check_date(value: Any) -> datetime.date:
    """A date, or the ISO text of one."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return datetime.date.fromisoformat(value)
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None and value.time() == datetime.time():
            return value.date()  # as pandas and NumPy have days
        raise TypeError(value)
    if isinstance(value, datetime.date):
        return value
    raise TypeError(value)


def check_datetime(value: Any) -> datetime.datetime:
    """A point in time with its zone, or the ISO text of one."""
    moment = datetime.datetime.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(moment, datetime.datetime) or moment.tzinfo is None:
        raise TypeError(value)
    return moment


def check_list(inner: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    """A check for a list, tuple or set whose items all pass."""

    def check(value: Any) -> list[Any]:
        if not isinstance(value, list | tuple | set | frozenset):
            raise TypeError(value)
        return [inner(item) for item in value]

    return check


CHECKS: dict[str, Callable[[Any], Any]] = {
    "string": check_string,
    "integer": check_integer,
    "float": check_float,
    "boolean": exactly(bool),
    "date": check_date,
    "datetime": check_datetime,
    "map": exactly(dict),
    "any": lambda value: value,
    "list<string>": check_list(check_string),
    "list<integer>": check_list(check_integer),
    "list<map>": check_list(exactly(dict)),
    "list<any>": check_list(lambda value: value),
    "list<list<any>>": check_list(check_list(lambda value: value)),
}


def read_value(kind: str, text: str, where: str) -> Any:
    """A value from a command line: as JSON, or as it stands; lists also separated by commas."""
    if kind == "string":
        return text
    if text == "null":
        return None
    try:
        if kind in ("date", "datetime"):
            return CHECKS[kind](text)
        if kind.startswith("list<") and not text.lstrip().startswith("["):
            words = [word.strip() for word in text.split(",") if word.strip()]
            return CHECKS[kind](words if kind == "list<string>" else [int(word) for word in words])
        return CHECKS[kind](json.loads(text))
    except (TypeError, ValueError, RecursionError):
        form = {"date": " (YYYY-MM-DD)", "datetime": " (ISO 8601, with a zone)"}.get(kind, "")
        raise UsageError(f"{where} must be of type {kind}{form}, not {text!r}") from None


def shown(value: Any) -> str:
    """A value as a person writes it on the command line."""
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value) if isinstance(value, str | datetime.date) else json.dumps(value, ensure_ascii=False)


def meant(name: str, known: Iterable[str]) -> str:
    """The question whether the closest known name was meant, or nothing."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]}?" if close else ""
