"""Where in a statement the cursor stands: open brackets, the clause, the variables that are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from cypher.editing.lexer import Token

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
class Context:
    """A text read up to some point."""

    tokens: list[Token]
    frames: list[Frame]
    variables: dict[str, Variable]

    @property
    def frame(self) -> Frame:
        """The innermost open bracket."""
        return self.frames[-1]


def read_context(tokens: list[Token]) -> Context:
    """What some tokens, without space and comments, leave open and name."""
    context = Context(tokens, [Frame("root")], {})
    for n, token in enumerate(tokens):
        take(context, n, token)
    return context


def take(context: Context, n: int, token: Token) -> None:
    """Take one token."""
    frame, before = context.frame, context.tokens[n - 1] if n else None
    if token.text == ";":
        context.frames[:] = [Frame("root")]
        context.variables.clear()
    elif token.text in ("(", "[", "{"):
        context.frames.append(open_bracket(context, n, token, before))
    elif token.text in (")", "]", "}") and frame.kind in CLOSING[token.text]:
        context.frames.pop()
    elif token.kind in ("word", "quoted"):
        take_word(context, n, token, before)
    elif frame.kind in ("map", "projection"):
        frame.key = token.text == "," or (frame.key and token.text != ":")
    elif token.text == ":":
        frame.naming = True
    elif token.text not in LABEL_MARKS:
        frame.naming = False


def open_bracket(context: Context, n: int, token: Token, before: Token | None) -> Frame:
    """The frame of an opening bracket."""
    frame = context.frame
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
    if last in BLOCKS or (before and before.text == ")" and closes_scope(context.tokens, n)):
        return Frame("block", clause="MATCH" if last != "CALL" and last in BLOCKS else "")
    if frame.kind in ("node", "relationship"):
        return Frame("map", frame.variable, frame.labels)
    if before and before.kind in ("word", "quoted") and last not in CLAUSES | OPERATORS:
        return Frame("projection", before.name)
    return Frame("map")


def closes_scope(tokens: list[Token], n: int) -> bool:
    """Whether the bracket that closes before token n belongs to CALL (…)."""
    depth = 0
    for i in range(n - 1, 0, -1):
        depth += (tokens[i].text == ")") - (tokens[i].text == "(")
        if depth == 0:
            return tokens[i - 1].upper == "CALL"
    return False


def take_word(context: Context, n: int, token: Token, before: Token | None) -> None:
    """Take a name or a keyword."""
    frame, last = context.frame, before.text if before else ""
    dotted = last == "." and before is not None and before.end == token.start
    if frame.naming:
        if last in LABEL_MARKS or last == "(":
            frame.labels.add(token.name)
            about = context.variables.get(frame.variable)
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
        context.variables.setdefault(token.name, Variable()).kind = kind
    elif before and before.upper == "AS":
        source = context.tokens[n - 2] if n > 1 else None
        known = context.variables.get(source.name, Variable()) if source else Variable()
        plain = n < 3 or context.tokens[n - 3].text != "."
        context.variables[token.name] = Variable(known.kind, set(known.labels)) if plain else Variable()
    elif introduces(context, n, token):
        context.variables.setdefault(token.name, Variable())
    elif frame.kind not in ("map", "projection") and not dotted and token.name in context.variables:
        frame.variable = token.name


def introduces(context: Context, n: int, token: Token) -> bool:
    """Whether a word names something new: `p = (…)`, `YIELD x`, `[x IN …`, `any(x IN …`."""
    following = context.tokens[n + 1] if n + 1 < len(context.tokens) else None
    if token.upper in OPERATORS or following is None:
        return context.frame.clause == "YIELD" and token.upper not in OPERATORS
    path = following.text == "=" and context.frame.clause == "MATCH"
    walked = following.upper == "IN" and context.tokens[n - 1].text in ("[", "(")
    return path or walked or context.frame.clause == "YIELD"
