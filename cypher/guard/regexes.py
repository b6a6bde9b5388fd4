"""Regular expressions that people supply: only such as the server's backtracking matcher finishes on any text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cypher.errors import StatementRejected

LONGEST = 500
SUBJECT = 1000
"""Characters of the text that is matched, where nobody can tell."""
STEPS = 200_000_000
"""Ways to match: about a second."""
REPEATED = 100
ESCAPES = frozenset("dDwWsSbBhHvVntrfae")


@dataclass
class PatternReader:
    """The expression, character by character."""

    text: str
    subject: float
    at: int = 0

    def peek(self) -> str:
        """The next character, or nothing at the end."""
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        """The next character, gone past."""
        char = self.peek()
        self.at += 1
        return char


def cost(text: str | None, subject: float, line: int) -> float:
    """In how many ways a text may be tried; StatementRejected for too many, or an unknown expression."""
    if text is None:
        raise StatementRejected(1, f"line {line}: a regular expression must be a literal or a parameter")
    if len(text) > LONGEST:
        raise StatementRejected(
            1, f"line {line}: a regular expression of {len(text):,} characters; the limit is {LONGEST}"
        )
    reader = PatternReader(text, subject)
    while reader.text[reader.at : reader.at + 2] == "(?" and (end := text.find(")", reader.at)) > 0:
        if not set(text[reader.at + 2 : end]) <= set("iusmdx") or end == reader.at + 2:
            break
        if "x" in text[reader.at + 2 : end]:
            raise StatementRejected(1, f"line {line}: the flag (?x) of regular expressions is not supported")
        reader.at = end + 1
    try:
        ways, _, stars = alternatives(reader, 0)
        if reader.peek():
            raise ValueError("a ) too many")
    except ValueError as error:
        raise StatementRejected(1, f"line {line}: the regular expression is not supported: {error}") from None
    for turn in range(2, stars + 1):
        ways /= turn  # n places in order are n!/k! fewer
    if ways > STEPS:
        raise StatementRejected(
            1, f"line {line}: the regular expression could try {ways:.1g} ways on a text: use fewer *, + and ?"
        )
    return ways


def alternatives(reader: PatternReader, depth: int) -> tuple[float, bool, int]:
    """a|b|c: the ways, whether something inside repeats or branches, how many have no end."""
    if depth > 8:
        raise ValueError("groups are nested too deep")
    ways, free, stars = sequence(reader, depth)
    while reader.peek() == "|":
        reader.take()
        more, _, further = sequence(reader, depth)
        ways, free, stars = ways + more, True, max(stars, further)
    return ways, free, stars


def sequence(reader: PatternReader, depth: int) -> tuple[float, bool, int]:
    """ab*c."""
    ways, free, stars = 1.0, False, 0
    while reader.peek() not in ("", "|", ")"):
        begin = reader.at
        inner, loose, endless = atom(reader, depth)
        times, ends, most = quantifier(reader)
        if depth == 0 and not reader.peek() and reader.text[begin:] in (".*", ".+"):
            times = 1.0  # nothing stands behind it for whose sake it would be tried again
        if abs(inner) > 1 and ends:
            times *= abs(inner) ** min(most - 1, 100.0)
        if times > 1:
            if loose and times > 2 and separated(reader.text[begin : reader.at]):
                inner, loose = 1.0, False  # where one turn ends and the next begins is plain
            if loose and times > 2:
                raise ValueError("a repeated group holds repetitions or alternatives itself")
            if inner < 0 and (times > REPEATED or not ends):
                raise ValueError("a group may be repeated a bounded number of times only, such as (ab){1,20}")
            free, endless = True, endless + (not ends)
        ways, free, stars = ways * abs(inner) * times, free or loose, stars + endless
        if ways > 1e30:
            raise ValueError("the number of ways to match it has no bound")
    return ways, free, stars


def atom(reader: PatternReader, depth: int) -> tuple[float, bool, int]:
    """One character, class or group; a group's ways are negative, to be known as such."""
    char = reader.take()
    if char == "\\":
        escape(reader)
    elif char == "[":
        bracket(reader, 0)
    elif char == "(":
        if reader.peek() == "?":
            reader.take()
            if reader.take() != ":":
                raise ValueError("of the groups (?…) only (?:…) is supported, and flags at the beginning")
        ways, free, stars = alternatives(reader, depth + 1)
        if reader.take() != ")":
            raise ValueError("a ) is missing")
        return -ways, free, stars
    elif char in "*+?{":
        raise ValueError(f"{char} repeats nothing")
    return 1.0, False, 0


ITEM = r"(?:\[\^?[A-Za-z0-9 _.,'-]+\]|\\[dw]|[A-Za-z0-9])"
SEPARATED = re.compile(rf"\((?:\?:)?(?P<mark>[ ,;/_-]) ?(?P<items>(?:{ITEM}(?:[*+?]|\{{\d+(?:,\d*)?\}})?)+)\)[*+]?.*")


def separated(group: str) -> bool:
    """Whether a group such as `( [A-Z]+)` begins with a sign that nothing else in it matches.

    Repeated, it takes a text apart in one way only.
    """
    match = SEPARATED.fullmatch(group)
    return match is not None and not any(
        re.fullmatch(item, match["mark"], re.IGNORECASE) for item in re.findall(ITEM, match["items"])
    )


def escape(reader: PatternReader) -> None:
    """What follows a backslash."""
    char = reader.take()
    if char in ("p", "P"):
        if reader.take() != "{" or "}" not in reader.text[reader.at :]:
            raise ValueError("\\p needs a class in braces")
        reader.at = reader.text.index("}", reader.at) + 1
    elif not char or (char.isalnum() and char not in ESCAPES):
        raise ValueError(f"\\{char} is not taken")


def bracket(reader: PatternReader, depth: int) -> None:
    """[a-z]."""
    if depth > 3:
        raise ValueError("classes are nested too deep")
    if reader.peek() == "^":
        reader.take()
    if reader.peek() == "]":
        reader.take()
    while (char := reader.take()) != "]":
        if not char:
            raise ValueError("a ] is missing")
        if char == "\\":
            escape(reader)
        elif char == "[":
            bracket(reader, depth + 1)


def quantifier(reader: PatternReader) -> tuple[float, bool, float]:
    """How many ways a repetition has, whether it ends by itself, and how often it repeats at most."""
    char, ways, ends, most = reader.peek(), 1.0, True, 1.0
    if char == "?":
        reader.take()
        ways = 2
    elif char and char in "*+":
        reader.take()
        ways, ends = reader.subject, False
    elif char == "{":
        reader.take()
        close = reader.text.find("}", reader.at)
        low, comma, high = reader.text[reader.at : close].partition(",")
        if close < 0 or not low.isdecimal() or not (high.isdecimal() or not high):
            raise ValueError("{ is followed by no numbers")
        reader.at = close + 1
        most = float(high or low) if high or not comma else reader.subject
        ways, ends = max(1.0, most - float(low) + 1), bool(high) or not comma
        if ends and most > 1000:
            raise ValueError("it repeats more than 1,000 times")
        ways = max(ways, 2.0) if most > 1 else ways
    if reader.peek() in ("?", "+") and char and char in "?*+{":
        reader.take()
    if reader.peek() and reader.peek() in "*+{":
        raise ValueError("a repetition is repeated")
    return ways, ends, most
