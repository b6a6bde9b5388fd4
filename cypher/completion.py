"""What may stand at the cursor: a pure function of the text, the cursor and the vocabulary; for shell and browser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from cypher.scan import CLAUSES, LABEL_MARKS, Scan, Token, Variable, scan, tokens
from cypher.vocabulary import Called, Vocabulary, Word

Kind = Literal[
    "label", "type", "property", "variable", "parameter", "function", "procedure", "keyword", "query", "column"
]
BARE = re.compile(r"[^\W\d]\w*")
LONGEST = 20_000
"""Characters before the cursor that are looked at: a statement is shorter, and a pasted book must not hold up a key."""
MOST = 60
"""Candidates that a list shows."""
STARTS = "MATCH, OPTIONAL MATCH, CALL, UNWIND, WITH, RETURN"
FOLLOWS = {
    "": f"{STARTS}, EXPLAIN, PROFILE",
    "MATCH": "WHERE, RETURN, WITH, MATCH, OPTIONAL MATCH, UNWIND, CALL, SHORTEST, ALL SHORTEST, ANY",
    "WHERE": "AND, OR, NOT, XOR, IN, STARTS WITH, ENDS WITH, CONTAINS, IS NULL, IS NOT NULL, EXISTS",
    "RETURN": "DISTINCT, AS, ORDER BY, SKIP, LIMIT, UNION, UNION ALL",
    "WITH": "DISTINCT, AS, WHERE, ORDER BY, SKIP, LIMIT, MATCH, OPTIONAL MATCH, RETURN, UNWIND",
    "UNWIND": "AS, MATCH, OPTIONAL MATCH, WITH, RETURN",
    "CALL": "YIELD, RETURN",
    "YIELD": "AS, WHERE, RETURN, WITH, MATCH",
    "ORDER": "BY, ASC, DESC, SKIP, LIMIT",
    "LIMIT": "UNION, UNION ALL, MATCH, RETURN",
    "UNION": f"ALL, {STARTS}",
}
"""What usually follows in a clause: named first, before the other keywords."""
EXPRESSIONS = "CASE, WHEN, THEN, ELSE, END, COUNT, COLLECT, TRUE, FALSE, NULL, ALL, NONE, SINGLE"
KEYWORDS = tuple(dict.fromkeys(", ".join([*FOLLOWS.values(), EXPRESSIONS]).split(", ")))
"""Words for reading; those that write are not offered."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may stand at the cursor: what is shown, what is inserted, what it means."""

    name: str
    kind: Kind
    insert: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """The candidates for the text between `start` and the cursor, best first."""

    start: int
    candidates: tuple[Candidate, ...] = ()


def complete(
    text: str, cursor: int, vocabulary: Vocabulary, parameters: Iterable[str] = (), *, asked: bool = True
) -> Completion:
    """What may stand at the cursor; unless `asked` for, nothing is offered where anything may begin."""
    offset = max(0, cursor - LONGEST)
    before = list(tokens(text[offset:cursor]))
    last = before[-1] if before else None
    if last and last.kind == "unfinished":
        return Completion(cursor)
    typed = last if last and last.end == cursor - offset and last.kind in ("word", "parameter", "quoting") else None
    seen = scan(before[:-1] if typed else before)
    seen.variables |= later(text, cursor, seen)
    here = Place(seen, typed.name if typed else "", typed, vocabulary, tuple(parameters))
    found = list(here.candidates())
    start = offset + typed.start if typed else cursor
    if here.prefix:
        start -= len(here.prefix)
    if not asked and not here.typed and here.open:
        return Completion(cursor)
    return Completion(start, ranked(found, here.prefix + here.typed.removeprefix("$")))


def later(text: str, cursor: int, seen: Scan) -> dict[str, Variable]:
    """The variables of the statement that are named after the cursor."""
    if text.find(";", cursor) >= 0:
        text = text[: text.find(";", cursor)]
    rest = scan([*seen.tokens, *(t for t in tokens(text[cursor : cursor + LONGEST]) if t.kind != "unfinished")])
    return {name: known for name, known in rest.variables.items() if name not in seen.variables}


@dataclass(slots=True)
class Place:
    """The cursor's place in a statement."""

    seen: Scan
    typed: str
    token: Token | None
    vocabulary: Vocabulary
    parameters: tuple[str, ...]
    prefix: str = ""  # what belongs to the name but stands before the word: `db.index.`
    open: bool = False  # whether anything may begin here

    @property
    def last(self) -> Token | None:
        """The token before the word that is being typed."""
        return self.seen.tokens[-1] if self.seen.tokens else None

    def candidates(self) -> Iterator[Candidate]:
        """Everything that may stand here, unranked."""
        frame, last = self.seen.frame, self.last
        text = last.text if last else ""
        if self.token and self.token.kind == "parameter":
            yield from (Candidate(f"${name}", "parameter", f"${name}") for name in self.parameters)
        elif text == "." and last:
            yield from self.dotted()
        elif frame.naming and text in (*LABEL_MARKS, "("):
            yield from self.labels()
        elif frame.kind == "map" and frame.key and text in ("{", ","):
            if frame.variable or frame.labels:
                yield from self.properties(self.labels_of(frame.variable) | frame.labels)
        elif frame.kind == "map" and frame.key:
            return
        elif frame.clause == "CALL" and last and last.upper == "CALL":
            yield from self.procedures()
        elif frame.clause == "YIELD":
            yield from self.yields(frame.procedure)
        elif last and last.upper == "AS":
            return
        elif frame.kind == "node" and text == "(" and frame.clause == "" and self.pattern():
            yield from self.variables("node")
        elif frame.kind == "relationship" and text == "[":
            yield from self.variables("relationship")
        else:
            yield from self.anything(last)

    def pattern(self) -> bool:
        """Whether the open bracket is a node of a pattern, not a group of an expression."""
        outer = next((frame for frame in self.seen.frames[-2::-1] if frame.kind in ("root", "block")), None)
        return outer is not None and outer.clause == "MATCH"

    def dotted(self) -> Iterator[Candidate]:
        """What follows a dot: a property of a variable, or the rest of a function's name."""
        found = self.seen.tokens
        if self.seen.frame.kind == "projection" and len(found) > 1 and found[-2].text in ("{", ","):
            yield from self.properties(self.labels_of(self.seen.frame.variable))
            return
        n = len(found) - 1
        while n >= 1 and found[n].text == "." and found[n - 1].kind in ("word", "quoted"):
            n -= 2
        first = found[n + 1] if n + 1 < len(found) else None
        if first is not None and first.name in self.seen.variables:
            yield from self.properties(self.labels_of(first.name))
            return
        self.prefix = "".join(token.text for token in found[n + 1 :])
        before = found[n].upper if n >= 0 else ""
        named = self.procedures() if before == "CALL" else self.functions()
        candidates = [candidate for candidate in named if candidate.name.lower().startswith(self.prefix.lower())]
        if candidates:
            yield from candidates
            return
        self.prefix = ""
        yield from self.properties(set())

    def labels(self) -> Iterator[Candidate]:
        """Labels, or the types of a relationship."""
        frame = self.seen.frame
        about = self.seen.variables.get(frame.variable, Variable())
        typed = frame.kind == "relationship" or (frame.kind != "node" and about.kind == "relationship")
        kind: Kind = "type" if typed else "label"
        return self.words(self.vocabulary.types if typed else self.vocabulary.labels, kind)

    def labels_of(self, variable: str) -> set[str]:
        """The labels or types that a variable is known to have."""
        return self.seen.variables.get(variable, Variable()).labels

    def properties(self, labels: set[str]) -> Iterator[Candidate]:
        """The properties of some labels or types; all that there are when none is known."""
        known = {word.name: word for label in sorted(labels) for word in self.vocabulary.properties.get(label, ())}
        return self.words(known.values() or self.vocabulary.keys, "property")

    def variables(self, kind: str = "") -> Iterator[Candidate]:
        """The variables of the statement, of one kind when told so."""
        for name, known in self.seen.variables.items():
            if not kind or known.kind in (kind, ""):
                meaning = " ".join([known.kind, *sorted(known.labels)])
                yield Candidate(name, "variable", quoted(name), meaning.strip())

    def functions(self) -> Iterator[Candidate]:
        """The functions that may be called."""
        return calls(self.vocabulary.functions, "function")

    def procedures(self) -> Iterator[Candidate]:
        """The procedures that may be called."""
        return calls(self.vocabulary.procedures, "procedure")

    def yields(self, procedure: str) -> Iterator[Candidate]:
        """The columns of the procedure that is called, and what may follow them."""
        for called in self.vocabulary.procedures:
            if called.name == procedure:
                yield from self.words(called.yields, "column")
        if self.last and self.last.upper != "YIELD" and self.last.text != ",":
            yield from keywords("YIELD")

    def anything(self, last: Token | None) -> Iterator[Candidate]:
        """Where anything may begin: variables, functions, keywords, and at the start whole queries."""
        self.open = True
        frame = self.seen.frame
        clause = frame.clause or next((f.clause for f in self.seen.frames[::-1] if f.clause), "")
        if last is None or last.text == ";":
            yield from keywords("", only=True)
            yield from self.words(self.vocabulary.queries, "query")
            return
        if clause == "MATCH":
            yield from keywords(clause if last.upper not in CLAUSES else last.upper, only=True)
        yield from self.variables()
        yield from (Candidate(f"${name}", "parameter", f"${name}") for name in self.parameters)
        if clause != "MATCH" or frame.kind not in ("root", "block"):
            yield from self.functions()
        if frame.kind in ("root", "block") or clause == "WHERE":
            yield from keywords(clause if last.upper not in CLAUSES else last.upper)

    def words(self, found: Iterable[Word], kind: Kind) -> Iterator[Candidate]:
        """Words of the vocabulary as candidates."""
        for word in found:
            yield Candidate(word.name, kind, word.name if kind == "query" else quoted(word.name), word.meaning)


def calls(found: Iterable[Called], kind: Kind) -> Iterator[Candidate]:
    """Functions or procedures as candidates; what is inserted opens the bracket."""
    for called in found:
        yield Candidate(called.name, kind, f"{called.name}(", called.signature or called.meaning)


def keywords(clause: str, *, only: bool = False) -> Iterator[Candidate]:
    """The keywords for reading, those that usually follow in a clause first."""
    likely = FOLLOWS[clause].split(", ") if clause in FOLLOWS else []
    for keyword in dict.fromkeys(likely if only else (*likely, *KEYWORDS)):
        yield Candidate(keyword, "keyword", keyword)


def quoted(name: str) -> str:
    """A name as it stands in a statement."""
    return name if BARE.fullmatch(name) else f"`{name.replace('`', '``')}`"


def ranked(found: list[Candidate], typed: str) -> tuple[Candidate, ...]:
    """Candidates that fit what has been typed: its own beginning first, then the beginning of a part, then anywhere."""
    low = typed.lower()
    fits = [(fit(candidate.name.lstrip("$"), typed, low), n, candidate) for n, candidate in enumerate(found)]
    best = sorted((rank, n, candidate.name) for rank, n, candidate in fits if rank is not None)
    names: dict[tuple[str, str], Candidate] = {}
    for _, n, _ in best:
        candidate = found[n]
        names.setdefault((candidate.name, candidate.kind), candidate)
        if len(names) == MOST:
            break
    return tuple(names.values())


def fit(name: str, typed: str, low: str) -> int | None:
    """How well a name fits: 0 the best, None not at all; one that is already whole is no candidate's rival."""
    if not low:
        return 0
    lower = name.lower()
    if lower.startswith(low):
        return 0 if name.startswith(typed) else 1
    at = lower.find(low)
    if at < 0 or len(low) < 2:
        return None
    starts = not lower[at - 1].isalnum() or (name[at].isupper() and name[at - 1].islower())
    return 2 if starts else 3
