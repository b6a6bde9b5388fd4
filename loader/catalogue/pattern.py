"""A manifest's regular expressions: bounded when they are compiled, and timed when they are matched."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache

import regex

LONGEST = 1000
"""Characters of a pattern."""
MOST_STEPS = 1_000_000
"""Its characters times what its repetitions repeat: a compiled pattern has them one by one."""
SECONDS = 1.0
"""Seconds of the processor for one value: past this a pattern tries out what nobody waits for."""
REPEATS = re.compile(r"\{0*(\d{1,18})")


class EndlessPatternError(Exception):
    """A pattern that takes too long for a value."""


class Pattern:
    """A regular expression that a whole value has to match."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise ValueError(f"a pattern of more than {LONGEST:,} characters")
        if len(text) * math.prod(max(int(count), 1) for count in REPEATS.findall(text)) > MOST_STEPS:
            raise ValueError(f"{text!r} repeats too much")
        try:
            self.compiled = regex.compile(text)
        except (regex.error, RecursionError, OverflowError, ValueError) as error:
            words = "too many groups in groups" if isinstance(error, RecursionError) else error
            raise ValueError(f"{text!r} is not a regular expression: {words}") from None
        self.text = text

    def matches(self, value: str) -> bool:
        """Whether all of a value matches; EndlessPatternError when finding out takes too long."""
        return self.match(self.compiled.fullmatch, value) is not None

    def found(self, value: str) -> str:
        """The first group of the first match in a value, or all of the match; EndlessPatternError as above."""
        match = self.match(self.compiled.search, value)
        return "" if match is None else (match[1] or "" if self.compiled.groups else match[0]).strip()

    def match(self, method: Callable[..., regex.Match[str] | None], value: str) -> regex.Match[str] | None:
        """What a method of the expression finds in a value within the time."""
        try:
            return method(value, timeout=SECONDS)
        except TimeoutError:
            raise EndlessPatternError(f"the pattern {self.text!r} takes more than {SECONDS:g} s for it") from None


@lru_cache(maxsize=200)
def pattern_of(text: str) -> Pattern:
    """The pattern that is written; ValueError when it is none, or one without bounds."""
    return Pattern(text)
