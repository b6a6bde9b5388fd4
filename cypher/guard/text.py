"""Layer 1: judges a statement by its text, before the server hears of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from cypher.errors import StatementRejected
from cypher.guard import costs, grammar, rules
from cypher.guard.grammar import END, Misread, SyntaxNode, TooSlow
from cypher.guard.parameters import check_parameters
from cypher.library.library import Library

Mode = Literal["run", "explain", "profile"]
PREFIXES = {"EXPLAIN": "explain", "PROFILE": "profile"}
DIGITS = frozenset("0123456789abcdefABCDEF")
OPENING, CLOSING = frozenset({"(", "[", "{"}), frozenset({")", "]", "}"})


@dataclass(frozen=True)
class ExaminedStatement:
    """A statement that may be sent: its text as the server is to read it, without EXPLAIN or PROFILE, and its tree."""

    text: str
    mode: Mode
    parameters: dict[str, Any]
    writes: bool
    tree: SyntaxNode
    notices: tuple[str, ...] = ()
    """What was read otherwise than it was written, to be told."""
    reach: int = 0
    """The most steps of a path that SHORTEST or ANY looks for."""

    @property
    def sent(self) -> str:
        """The text with the version of the grammar that it was judged by."""
        return f"CYPHER 5 {self.text}"


def examine(
    text: str, parameters: Mapping[str, Any] | None = None, *, write: bool = False, size: int = costs.SIZE
) -> ExaminedStatement:
    """The statement, when it may be sent; StatementRejected (layer 1) says why not.

    `size` is the number of nodes and relationships in the graph.
    What is sent is what was judged: escapes decoded, so that the server has nothing left to decode.
    """
    if len(text) > rules.TEXT:
        raise rejection(f"it has {len(text):,} characters; the limit is {rules.TEXT:,}: pass long lists as a parameter")
    values = check_parameters(parameters or {})
    mode, query = unwrap(decode(text))
    tree = parse(query)
    bounded, notices = bound_paths(tree, query)
    if notices:
        query, tree = bounded, parse(bounded)
    writes = check_rules(tree, write)
    check_shape(tree)
    reach = check_selectors(tree)
    try:
        costs.check_costs(tree, values, size)
    except StatementRejected:
        if query not in shipped():
            raise
    return ExaminedStatement(query, mode, values, writes, tree, notices, reach)


def parse(text: str) -> SyntaxNode:
    """The statement's tree; refused is what is no Cypher."""
    try:
        return grammar.parse_statement(text)
    except Misread as error:
        raise rejection(f"it is not valid Cypher for Neo4j 5: {error}") from None
    except TooSlow:
        raise rejection("it takes too long to parse: write it simpler") from None


def bound_paths(tree: SyntaxNode, text: str) -> tuple[str, tuple[str, ...]]:
    """The text with a longest length for each path that has none, and what is to be told about it.

    Paths that are the shortest of their kind end by themselves and stay as they are.
    """
    edits: list[tuple[int, int, str]] = []
    notices: list[str] = []
    stack = [tree]
    while stack:
        node = stack.pop()
        if node.rule in ("shortestPathPattern", "shortestPathExpression") or any(
            part.text.upper() != "ALL" for part in node.parts("selector")
        ):
            continue
        if node.rule in ("pathLength", "quantifier"):
            words = [part.token for part in node.walk() if part.token is not None]
            if bound := open_bound([word.text for word in words], node.rule == "quantifier"):
                edits.append((words[0].start, words[-1].stop + 1, bound[0]))
                notices.append(
                    f"line {words[0].line}: a path without a longest length was followed for {bound[1]} steps; "
                    f"write *..{rules.STEPS} for more"
                )
        stack += node.children
    for start, stop, bound_text in sorted(edits, reverse=True):
        text = text[:start] + bound_text + text[stop:]
    return text, tuple(dict.fromkeys(sorted(notices)))


def open_bound(words: list[str], braces: bool) -> tuple[str, int] | None:
    """What `*`, `*2..`, `+`, `{2,}` become with a longest length, and that length; None where they have one."""
    inside = [word for word in words if word not in ("{", "}", "*", "+")]
    if inside and inside[-1] not in ("..", ","):
        return None
    low = int(inside[0]) if inside and inside[0].isdecimal() else int(words[0] == "+" or not braces)
    most = max(low, rules.OPEN_STEPS)
    return (f"{{{low},{most}}}" if braces else f"*{low}..{most}"), most


def check_selectors(tree: SyntaxNode) -> int:
    """The most steps that SHORTEST or ANY looks for; refused are forms of them that no time limit ends.

    The server looks at the clock between rows alone, and such a search gives a row when it has found a path: one that
    must be long, or fulfil a condition of its own, may not be found in a lifetime.
    """
    reach = 0
    for node in tree.walk():
        selectors = node.parts("selector")
        if not selectors or selectors[0].text.upper() == "ALL":
            continue
        quantifiers = [part for part in node.walk() if part.rule in ("quantifier", "pathLength")]
        what = f"line {node.line}: {' '.join(token.token.text for token in selectors[0].walk() if token.token)}"
        if len(quantifiers) > 1:
            raise rejection(f"{what} looks along one repeated part of a path only; here are {len(quantifiers)}")
        for part in quantifiers:
            low, high = limits_of(part)
            if low > 1:
                raise rejection(f"{what} looks for paths of any length up to a longest one; {low} is a shortest one")
            reach = max(reach, high)
        outer = [part for part in node.walk() if part.rule == "parenthesizedPath" and not part.parts("quantifier")]
        if any(part.parts("expression") for part in outer):
            raise rejection(f"{what} takes no condition on the whole path: put it into a WHERE after the pattern")
    return reach


def limits_of(node: SyntaxNode) -> tuple[int, int]:
    """The shortest and the longest length of `*2..5`, `{2,5}`, `{3}`, `+`."""
    words = [part.token.text for part in node.walk() if part.token is not None]
    inside = [word for word in words if word not in ("{", "}", "*", "+")]
    low = int(inside[0]) if inside and inside[0].isdecimal() else int(words[0] == "+")
    high = int(inside[-1]) if inside and inside[-1].isdecimal() else rules.STEPS
    return low, high


@cache
def shipped() -> frozenset[str]:
    """The named queries that ship: they are written for bounds that sizes alone don't show, and tested for them."""
    return frozenset(unwrap(decode(query.text))[1] for query in Library.load().queries.values())


def rejection(reason: str) -> StatementRejected:
    """A refusal by this layer."""
    return StatementRejected(1, reason)


def decode(text: str) -> str:
    r"""The text with its \uXXXX escapes decoded as the server does it, before anything else is looked at.

    A backslash after a backslash begins no escape. The server takes any sign of a hexadecimal number that Java knows;
    here it is four digits. What decodes to the beginning of another escape is rejected: it would be decoded twice.
    """
    chars, at, escaped = [], 0, False
    while at < len(text):
        char, step = text[at], 1
        if not escaped and char == "\\" and text[at + 1 : at + 2] == "u":
            digits = text[at + 2 : at + 6]
            if len(digits) != 4 or not DIGITS.issuperset(digits):
                raise rejection(f"\\u is followed by {digits!r} and not by four hexadecimal digits")
            char, step = chr(int(digits, 16)), 6
            if char == "\\":
                raise rejection("\\u005c is an escaped backslash: write \\\\")
        else:
            escaped = not escaped and char == "\\"
        chars.append(char)
        at += step
    try:
        return "".join(chars).encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise rejection("it contains a lone surrogate") from None


def unwrap(text: str) -> tuple[Mode, str]:
    """The mode, and the one statement without EXPLAIN, PROFILE, CYPHER 5 and the closing semicolon."""
    tokens = grammar.grammar_tokens(text)
    if len(tokens) > rules.TOKENS:
        raise rejection(f"it has {len(tokens):,} tokens; the limit is {rules.TOKENS:,}")
    check_nesting(tokens)
    mode: Mode = "run"
    while (word := tokens[0].text.upper()) in PREFIXES or word == "CYPHER":
        if word == "CYPHER":
            if tokens[1].text != "5":
                raise rejection("CYPHER 5 is the only supported option of CYPHER")
            tokens = tokens[2:]
        elif mode != "run":
            raise rejection("EXPLAIN and PROFILE are allowed once")
        else:
            mode = "explain" if word == "EXPLAIN" else "profile"
            tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-2].text == ";":
        del tokens[-2]
    if tokens[0].type == END:
        raise rejection("it contains no statement")
    if other := next((token for token in tokens if token.text == ";"), None):
        raise rejection(f"only one statement is run at a time; a second one begins after line {other.line}")
    return mode, text[tokens[0].start : tokens[-2].stop + 1]


def check_nesting(tokens: list[Any]) -> None:
    """Refuse brackets and CASEs that stand too deep inside one another: before a parser has to."""
    depth = 0
    for token in tokens:
        kind = grammar.symbol(token)
        if token.text in OPENING or kind == "CASE":
            depth += 1
            if depth > rules.DEPTH:
                raise rejection(f"line {token.line}: more than {rules.DEPTH} nested brackets")
        elif (token.text in CLOSING or kind == "END") and depth:
            depth -= 1


def check_rules(tree: SyntaxNode, write: bool) -> bool:
    """Whether it writes data; rejected is every rule of the grammar, function and procedure that is not allowed."""
    writes = False
    for node in tree.walk():
        if node.token is not None or node.rule in rules.READING:
            if node.rule == "functionName" and (name := dotted(node)) not in rules.FUNCTIONS:
                raise rejection(f"line {node.line}: the function {name} is not among those that only look at the graph")
            if node.rule == "callClause":
                check_procedure(node)
        elif node.rule in rules.WRITING:
            writes = True
            if not write:
                what = rules.WORDS.get(node.rule, "it writes")
                raise rejection(f"line {node.line}: {what}; only `faultlines cypher --write` may")
        else:
            raise rejection(f"line {node.line}: {rules.WORDS.get(node.rule) or unknown(node.rule)}")
    return writes


def unknown(rule: str) -> str:
    """Why a rule that has no words of its own is not allowed."""
    if rule.startswith(("show", "terminate")):
        return "it asks about the server (SHOW, TERMINATE); only its indexes and constraints are shown"
    if rule.startswith(("create", "drop", "alter", "rename", "grant", "deny", "revoke", "start", "stop", "enable")):
        return "it administers the server (users, rights, databases, indexes, constraints)"
    return f"{rule} is not allowed here"


def check_procedure(node: SyntaxNode) -> None:
    """Refuse a procedure that is not allowed, or not with these arguments."""
    name = dotted(node.parts("procedureName")[0])
    arguments = [argument.text for argument in node.parts("procedureArgument")]
    if name not in rules.PROCEDURES and (name, arguments) not in rules.CALLS:
        raise rejection(f"line {node.line}: the procedure {name} is not on the list of those that only read the graph")


def dotted(node: SyntaxNode) -> str:
    """A function's or procedure's whole name in small letters, its backticks taken off part by part."""
    parts = [part.text for part in node.walk() if part.rule == "symbolicNameString"]
    return ".".join(part[1:-1].replace("``", "`") if part.startswith("`") else part for part in parts).lower()


def check_shape(tree: SyntaxNode) -> None:
    """Refuse chains, clauses and patterns whose number alone would keep the server's planner busy."""
    clauses = relationships = xors = 0
    for node in tree.walk():
        chains = node.rule in rules.CHAINED or node.rule.startswith(("expression", "labelExpression"))
        if chains and len(node.children) > 2 * rules.CHAIN:
            raise rejection(f"line {node.line}: more than {rules.CHAIN} terms in one chain; use a list")
        clauses += node.rule == "clause"
        relationships += node.rule == "relationshipPattern"
        xors += node.token is not None and grammar.symbol(node.token) == "XOR"
    if xors > rules.XORS:
        raise rejection(f"it has {xors} XORs, and {rules.XORS} are read: write <> between what is true or false")
    if clauses > rules.CLAUSES:
        raise rejection(f"it has {clauses} clauses; the limit is {rules.CLAUSES}")
    if relationships > rules.RELATIONSHIPS:
        raise rejection(f"its patterns have {relationships} relationships; the limit is {rules.RELATIONSHIPS}")
