"""Where in a statement the cursor stands, for completion: tokens, brackets, variables; never for judging safety."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

TOKEN = re.compile(
    r"""
    (?P<space>\s+|//[^\n]*\n|/\*.*?\*/)
    |(?P<unfinished>//[^\n]*|/\*.*|'(?:\\.|[^'\\])*\Z|"(?:\\.|[^"\\])*\Z)
    |(?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    |(?P<quoted>`(?:[^`]|``)*`)
    |(?P<quoting>`[^`]*\Z)
    |(?P<parameter>\$\w*)
    |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<word>[^\W\d]\w*)
    |(?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
CLAUSE_WORDS = "MATCH WHERE RETURN WITH UNWIND CALL YIELD ORDER SKIP OFFSET LIMIT UNION SET CREATE MERGE DELETE FOREACH"
CLAUSES = frozenset(CLAUSE_WORDS.split())
OTHER_WORDS = (
    "AND OR XOR NOT IN IS AS BY CASE WHEN THEN ELSE END CONTAINS STARTS ENDS DISTINCT ON ALL OPTIONAL SHORTEST"
)
OPERATORS = frozenset(OTHER_WORDS.split())
BLOCKS = frozenset({"EXISTS", "COUNT", "COLLECT", "CALL"})
LABEL_MARKS = frozenset(":|&!%")

Bracket = Literal["root", "node", "relationship", "call", "scope", "list", "map", "projection", "block"]
CLOSING = {
    ")": ("node", "call", "scope", "relationship"),
    "]": ("relationship", "list"),
    "}": ("map", "projection", "block"),
}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text, white space and comments left out."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def upper(self) -> str:
        """The text in capitals when it is a bare word."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def name(self) -> str:
        """The text without the quotes of a name."""
        return self.text.strip("`").replace("``", "`") if self.kind in ("quoted", "quoting") else self.text


@dataclass(slots=True)
class Variable:
    """What is known of a variable: whether it is a node or a relationship, and its labels or types."""

    kind: Literal["node", "relationship", ""] = ""
    labels: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Frame:
    """An open bracket, with what has been read in it."""

    kind: Bracket
    variable: str = ""
    labels: set[str] = field(default_factory=set)
    naming: bool = False  # labels or types are being named
    key: bool = True  # in a map: a key stands here, not a value
    clause: str = ""
    procedure: str = ""


@dataclass(slots=True)
class Scan:
    """A text read up to some point."""

    tokens: list[Token]
    frames: list[Frame]
    variables: dict[str, Variable]

    @property
    def frame(self) -> Frame:
        """The innermost open bracket."""
        return self.frames[-1]


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text."""
    for found in TOKEN.finditer(text):
        kind = found.lastgroup or "mark"
        if kind != "space":
            yield Token(kind, found.group(), found.start(), found.end())


def scan(found: list[Token]) -> Scan:
    """Brackets, clauses and variables of some tokens."""
    seen = Scan(found, [Frame("root")], {})
    for n, token in enumerate(found):
        read(seen, n, token)
    return seen


def read(seen: Scan, n: int, token: Token) -> None:
    """Take one token."""
    frame, before = seen.frame, seen.tokens[n - 1] if n else None
    if token.text == ";":
        seen.frames[:] = [Frame("root")]
        seen.variables.clear()
    elif token.text in ("(", "[", "{"):
        seen.frames.append(opened(seen, n, token, before))
    elif token.text in (")", "]", "}") and frame.kind in CLOSING[token.text]:
        seen.frames.pop()
    elif token.kind in ("word", "quoted"):
        word(seen, n, token, before)
    elif frame.kind in ("map", "projection"):
        frame.key = token.text == "," or (frame.key and token.text != ":")
    elif token.text == ":":
        frame.naming = True
    elif token.text not in LABEL_MARKS:
        frame.naming = False


def opened(seen: Scan, n: int, token: Token, before: Token | None) -> Frame:
    """The frame of an opening bracket."""
    frame = seen.frame
    last = before.upper if before else ""
    if token.text == "(":
        if frame.naming and before and before.text in LABEL_MARKS:
            kind: Bracket = "relationship" if frame.kind == "relationship" else "node"
            return Frame(kind, frame.variable, frame.labels, naming=True)
        if last == "CALL":
            return Frame("scope")
        called = before is not None and before.kind == "word" and last not in CLAUSES | OPERATORS | BLOCKS
        adjacent = before is not None and before.kind == "word" and before.end == token.start
        return Frame("call" if called or (adjacent and last not in CLAUSES | OPERATORS) else "node")
    if token.text == "[":
        return Frame("relationship" if before and before.text == "-" else "list")
    if last in BLOCKS or (before and before.text == ")" and scoped(seen.tokens, n)):
        return Frame("block", clause="MATCH" if last != "CALL" and last in BLOCKS else "")
    if frame.kind in ("node", "relationship"):
        return Frame("map", frame.variable, frame.labels)
    if before and before.kind in ("word", "quoted") and last not in CLAUSES | OPERATORS:
        return Frame("projection", before.name)
    return Frame("map")


def scoped(found: list[Token], n: int) -> bool:
    """Whether the bracket that closes before token n belongs to CALL (…)."""
    depth = 0
    for i in range(n - 1, 0, -1):
        depth += (found[i].text == ")") - (found[i].text == "(")
        if depth == 0:
            return found[i - 1].upper == "CALL"
    return False


def word(seen: Scan, n: int, token: Token, before: Token | None) -> None:
    """Take a name or a keyword."""
    frame, last = seen.frame, before.text if before else ""
    dotted = last == "." and before is not None and before.end == token.start
    if frame.naming:
        if last in LABEL_MARKS or last == "(":
            frame.labels.add(token.name)
            about = seen.variables.get(frame.variable)
            if about:
                about.labels.add(token.name)
            return
        frame.naming = False
    if frame.kind in ("root", "block", "scope") and token.upper in CLAUSES and not dotted:
        frame.clause = token.upper
        frame.procedure = "" if token.upper == "CALL" else frame.procedure
        return
    if frame.clause == "CALL" and (last == "." or (before and before.upper == "CALL")):
        frame.procedure += ("." if last == "." else "") + token.name
        return
    if frame.kind in ("node", "relationship") and last in ("(", "["):
        frame.variable = token.name
        kind: Literal["node", "relationship"] = "node" if frame.kind == "node" else "relationship"
        seen.variables.setdefault(token.name, Variable()).kind = kind
    elif before and before.upper == "AS":
        source = seen.tokens[n - 2] if n > 1 else None
        known = seen.variables.get(source.name, Variable()) if source else Variable()
        plain = n < 3 or seen.tokens[n - 3].text != "."
        seen.variables[token.name] = Variable(known.kind, set(known.labels)) if plain else Variable()
    elif named(seen, n, token):
        seen.variables.setdefault(token.name, Variable())
    elif frame.kind not in ("map", "projection") and not dotted and token.name in seen.variables:
        frame.variable = token.name


def named(seen: Scan, n: int, token: Token) -> bool:
    """Whether a word names something new: `p = (…)`, `YIELD x`, `[x IN …`, `any(x IN …`."""
    following = seen.tokens[n + 1] if n + 1 < len(seen.tokens) else None
    if token.upper in OPERATORS or following is None:
        return seen.frame.clause == "YIELD" and token.upper not in OPERATORS
    path = following.text == "=" and seen.frame.clause == "MATCH"
    walked = following.upper == "IN" and seen.tokens[n - 1].text in ("[", "(")
    return path or walked or seen.frame.clause == "YIELD"
