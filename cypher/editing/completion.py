"""What may stand at the cursor: a pure function of the text, the cursor and the vocabulary; for shell and browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from cypher.editing.context import CLAUSES, LABEL_MARKS, Context, Variable, read_context
from cypher.editing.lexer import Token, spoken, tokens
from cypher.editing.vocabulary import ACTOR_LABELS, Signature, Vocabulary, Word

Role = Literal[
    "label",
    "type",
    "property",
    "variable",
    "parameter",
    "function",
    "procedure",
    "keyword",
    "query",
    "column",
    "value",
    "actor",
    "quantifier",
]
BARE = re.compile(r"[^\W\d]\w*")
LONGEST = 20_000
"""Characters before the cursor that are looked at: a statement is shorter, and a pasted book must not hold up a key."""
MOST = 60
"""Suggestions that a list shows."""
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
QUANTIFIERS = (
    ("{1,3}", "one to three times"),
    ("{2}", "exactly twice"),
    ("{0,3}", "up to three times, or not at all"),
    ("+", "once or more often"),
    ("*", "any number of times, or not at all"),
)
"""How often a step of a path may be repeated; those with an end first."""
ActorSearch = Callable[[str], Iterable[Word]]
"""Finds actors by what has been typed of an id or a name: words named by ids."""
KEYWORDS = tuple(dict.fromkeys(", ".join([*FOLLOWS.values(), EXPRESSIONS]).split(", ")))
"""Words for reading; those that write are not offered."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may stand at the cursor: what is shown, what is inserted, what it means."""

    name: str
    kind: Role
    insert: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """The suggestions for the text between `start` and the cursor, best first."""

    start: int
    suggestions: tuple[Suggestion, ...] = ()


def no_actors(typed: str) -> Iterable[Word]:
    """The search of a place that has no graph."""
    return ()


def complete(
    text: str,
    cursor: int,
    vocabulary: Vocabulary,
    parameters: Iterable[str] = (),
    *,
    actors: ActorSearch = no_actors,
    explicit: bool = True,
) -> Completion:
    """What may stand at the cursor; unless `explicit`, nothing is offered where anything may begin.

    `actors` is asked only where the id of an actor stands.
    """
    offset = max(0, cursor - LONGEST)
    pieces = list(tokens(text[offset:cursor]))
    before = [token for token in pieces if not token.silent]
    last = pieces[-1] if pieces else None
    if last and last.open and last.kind == "string":
        if is_actor_id(read_context(before[:-1])):
            words = actors(last.text[1:])
            return Completion(offset + last.start + 1, tuple(actor_suggestion(word, last.text[0]) for word in words))
        values = value_words(before[:-1], vocabulary)
        inside = [Suggestion(word.name, "value", word.name, word.meaning) for word in values]
        return Completion(offset + last.start + 1, ranked(inside, last.text[1:]))
    if last and last.open and last.kind == "comment":
        return Completion(cursor)
    typed = last if last and (last.kind in ("word", "parameter") or (last.kind == "quoted" and last.open)) else None
    context = read_context(before[:-1] if typed else before)
    context.variables |= named_later(text, cursor, context)
    here = CursorPlace(context, typed.name if typed else "", typed, vocabulary, tuple(parameters), actors)
    suggestions = list(here.suggestions())
    start = offset + typed.start if typed else cursor
    if here.prefix:
        start -= len(here.prefix)
    if not explicit and not here.typed and here.open:
        return Completion(cursor)
    return Completion(start, ranked(suggestions, here.prefix + here.typed.removeprefix("$")))


def named_later(text: str, cursor: int, context: Context) -> dict[str, Variable]:
    """The variables of the statement that are named after the cursor."""
    following = takewhile(lambda token: token.text != ";", spoken(text[cursor : cursor + LONGEST]))
    whole = read_context([*context.tokens, *(token for token in following if not token.open)])
    return {name: variable for name, variable in whole.variables.items() if name not in context.variables}


@dataclass(slots=True)
class CursorPlace:
    """The cursor's place in a statement."""

    context: Context
    typed: str
    token: Token | None
    vocabulary: Vocabulary
    parameters: tuple[str, ...]
    actors: ActorSearch = no_actors
    prefix: str = ""  # what belongs to the name but stands before the word: `db.index.`
    open: bool = False  # whether anything may begin here

    @property
    def last(self) -> Token | None:
        """The token before the word that is being typed."""
        return self.context.tokens[-1] if self.context.tokens else None

    def suggestions(self) -> Iterator[Suggestion]:
        """Everything that may stand here, unranked."""
        frame, last = self.context.frame, self.last
        text = last.text if last else ""
        if self.token and self.token.kind == "parameter":
            yield from self.parameter_names()
        elif text == "." and last:
            yield from self.dotted()
        elif frame.naming and text in (*LABEL_MARKS, "("):
            yield from self.labels()
        elif text == "{" and ends_step(self.context.tokens[:-1]):
            yield from (Suggestion(f"{name[1:]}", "quantifier", name[1:], m) for name, m in QUANTIFIERS if "{" in name)
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
        outer = next((frame for frame in self.context.frames[-2::-1] if frame.kind in ("root", "block")), None)
        return outer is not None and outer.clause == "MATCH"

    def dotted(self) -> Iterator[Suggestion]:
        """What follows a dot: a property of a variable, or the rest of a function's name."""
        tokens = self.context.tokens
        if self.context.frame.kind == "projection" and len(tokens) > 1 and tokens[-2].text in ("{", ","):
            yield from self.properties(self.labels_of(self.context.frame.variable))
            return
        n = len(tokens) - 1
        while n >= 1 and tokens[n].text == "." and tokens[n - 1].kind in ("word", "quoted"):
            n -= 2
        first = tokens[n + 1] if n + 1 < len(tokens) else None
        if first is not None and first.name in self.context.variables:
            yield from self.properties(self.labels_of(first.name))
            return
        self.prefix = "".join(token.text for token in tokens[n + 1 :])
        before = tokens[n].upper if n >= 0 else ""
        callables = self.procedures() if before == "CALL" else self.functions()
        suggestions = [item for item in callables if item.name.lower().startswith(self.prefix.lower())]
        if suggestions:
            yield from suggestions
            return
        self.prefix = ""
        yield from self.properties(set())

    def labels(self) -> Iterator[Suggestion]:
        """Labels, or the types of a relationship."""
        frame = self.context.frame
        about = self.context.variables.get(frame.variable, Variable())
        typed = frame.kind == "relationship" or (frame.kind != "node" and about.kind == "relationship")
        kind: Role = "type" if typed else "label"
        return self.words(self.vocabulary.types if typed else self.vocabulary.labels, kind)

    def labels_of(self, variable: str) -> set[str]:
        """The labels or types that a variable is known to have."""
        return self.context.variables.get(variable, Variable()).labels

    def properties(self, labels: set[str]) -> Iterator[Suggestion]:
        """The properties of some labels or types; all that there are when none is known."""
        known = {word.name: word for label in sorted(labels) for word in self.vocabulary.properties.get(label, ())}
        return self.words(known.values() or self.vocabulary.keys, "property")

    def variables(self, kind: str = "") -> Iterator[Suggestion]:
        """The variables of the statement, of one kind when told so."""
        for name, known in self.context.variables.items():
            if not kind or known.kind in (kind, ""):
                meaning = " ".join([known.kind, *sorted(known.labels)])
                yield Suggestion(name, "variable", quoted(name), meaning.strip())

    def functions(self) -> Iterator[Suggestion]:
        """The functions that may be called."""
        return calls(self.vocabulary.functions, "function")

    def procedures(self) -> Iterator[Suggestion]:
        """The procedures that may be called."""
        return calls(self.vocabulary.procedures, "procedure")

    def parameter_names(self) -> Iterator[Suggestion]:
        """Parameters that are set, then those that the named queries take."""
        yield from (Suggestion(f"${name}", "parameter", f"${name}") for name in self.parameters)
        for word in self.vocabulary.parameters:
            yield Suggestion(f"${word.name}", "parameter", f"${word.name}", word.meaning)

    def yields(self, procedure: str) -> Iterator[Suggestion]:
        """The columns of the procedure that is called, and what may follow them."""
        for called in self.vocabulary.procedures:
            if called.name == procedure:
                yield from self.words(called.yields, "column")
        if self.last and self.last.upper != "YIELD" and self.last.text != ",":
            yield from keywords("YIELD")

    def anything(self, last: Token | None) -> Iterator[Suggestion]:
        """Where anything may begin: variables, functions, keywords, and at the start whole queries."""
        if not self.typed and ends_step(self.context.tokens):
            self.open = True
            yield from (Suggestion(name, "quantifier", name, meaning) for name, meaning in QUANTIFIERS)
            return
        if not self.typed and is_actor_id(self.context):
            self.open = True
            for word in self.actors(""):
                actor = actor_suggestion(word, "'")
                yield Suggestion(f"'{actor.name}'", "actor", f"'{actor.insert}'", actor.meaning)
        values = value_words(self.context.tokens, self.vocabulary)
        for word in values:
            yield Suggestion(f"'{word.name}'", "value", f"'{word.name}'", word.meaning)
        self.open = self.open or not values
        frame = self.context.frame
        clause = frame.clause or next((f.clause for f in self.context.frames[::-1] if f.clause), "")
        if last is None or last.text == ";":
            yield from keywords("", only=True)
            yield from self.words(self.vocabulary.queries, "query")
            return
        if clause == "MATCH":
            yield from keywords(clause if last.upper not in CLAUSES else last.upper, only=True)
        yield from self.variables()
        yield from (Suggestion(f"${name}", "parameter", f"${name}") for name in self.parameters)
        if clause != "MATCH" or frame.kind not in ("root", "block"):
            yield from self.functions()
        if frame.kind in ("root", "block") or clause == "WHERE":
            yield from keywords(clause if last.upper not in CLAUSES else last.upper)

    def words(self, words: Iterable[Word], kind: Role) -> Iterator[Suggestion]:
        """Words of the vocabulary as suggestions."""
        for word in words:
            yield Suggestion(word.name, kind, word.name if kind == "query" else quoted(word.name), word.meaning)


def value_words(before: list[Token], vocabulary: Vocabulary) -> tuple[Word, ...]:
    """The texts that may stand after some tokens: values of the property that is named there, or names of indexes."""
    at = before_list(before)
    if at > 0 and before[at].text == "(" and at == len(before) - 1:
        first = at
        while first > 0 and (before[first - 1].kind == "word" or before[first - 1].text == "."):
            first -= 1
        return vocabulary.values.get("".join(token.text for token in before[first:at]).removeprefix("CALL"), ())
    place = compared_property(before)
    return vocabulary.values.get(before[place].name, ()) if place is not None else ()


def before_list(tokens: list[Token]) -> int:
    """The place of the token before a value, or before the list that the value stands in."""
    at = len(tokens) - 1
    while at > 0 and (tokens[at].kind == "string" or tokens[at].text in (",", "[")):
        at -= 1
    return at


def compared_property(tokens: list[Token]) -> int | None:
    """The place of the property whose value comes next: `{kind:`, `a.kind =`, `a.kind IN [`; None for anything else."""
    at = before_list(tokens)
    inside = at < len(tokens) - 1
    different = at > 1 and tokens[at].text == ">" and tokens[at - 1].text == "<"
    at -= different
    if at < 1 or (tokens[at].upper != "IN" if inside else not different and tokens[at].text not in (":", "=", "IN")):
        return None
    if tokens[at].text == ":" and not (at > 1 and tokens[at - 2].text in ("{", ",")):
        return None  # a label
    return at - 1 if tokens[at - 1].kind in ("word", "quoted") else None


def is_actor_id(context: Context) -> bool:
    """Whether the id of an actor comes next: of a node that is one, or of which nothing is known."""
    tokens, place = context.tokens, compared_property(context.tokens)
    if place is None or tokens[place].name != "id":
        return False
    if tokens[place + 1].text == ":":
        frames = context.frames
        if len(frames) < 2 or frames[-1].kind != "map" or frames[-2].kind != "node":
            return False
        labels = frames[-1].labels | context.variables.get(frames[-1].variable, Variable()).labels
    else:
        variable = (
            context.variables.get(tokens[place - 2].name) if place > 1 and tokens[place - 1].text == "." else None
        )
        if variable is None or variable.kind == "relationship":
            return False
        labels = variable.labels
    return not labels or bool(labels & ACTOR_LABELS)


def ends_step(tokens: list[Token]) -> bool:
    """Whether a step of a path has just ended, so that it may be repeated: `-[:ALLY_OF]->`, `((a)-->(b))`."""
    n = len(tokens) - 1
    if n >= 2 and tokens[n].text in (">", "-"):
        arrow = n - 1 if tokens[n].text == ">" else n
        return tokens[arrow].text == "-" and tokens[arrow - 1].text == "]"
    if n < 3 or tokens[n].text != ")" or tokens[n - 1].text != ")":
        return False
    depth = 0
    for at in range(n, -1, -1):
        depth += (tokens[at].text == ")") - (tokens[at].text == "(")
        if depth == 0:
            return tokens[at + 1].text == "(" and (
                at == 0 or tokens[at - 1].kind != "word" or tokens[at - 1].upper in CLAUSES
            )
    return False


def actor_suggestion(word: Word, quote: str) -> Suggestion:
    """An actor's id as it stands between quotes."""
    inside = word.name.replace("\\", "\\\\").replace(quote, f"\\{quote}")
    return Suggestion(word.name, "actor", inside, word.meaning)


def calls(signatures: Iterable[Signature], kind: Role) -> Iterator[Suggestion]:
    """Functions or procedures as suggestions; what is inserted opens the bracket."""
    for called in signatures:
        yield Suggestion(called.name, kind, f"{called.name}(", called.signature or called.meaning)


def keywords(clause: str, *, only: bool = False) -> Iterator[Suggestion]:
    """The keywords for reading, those that usually follow in a clause first."""
    likely = FOLLOWS[clause].split(", ") if clause in FOLLOWS else []
    for keyword in dict.fromkeys(likely if only else (*likely, *KEYWORDS)):
        yield Suggestion(keyword, "keyword", keyword)


def quoted(name: str) -> str:
    """A name as it stands in a statement."""
    return name if BARE.fullmatch(name) else f"`{name.replace('`', '``')}`"


def ranked(suggestions: list[Suggestion], typed: str) -> tuple[Suggestion, ...]:
    """Suggestions that fit what has been typed: its beginning first, then the beginning of a part, then anywhere."""
    low = typed.lower()
    fits = [(fit(suggestion.name.lstrip("$"), typed, low), n, suggestion) for n, suggestion in enumerate(suggestions)]
    best = sorted((rank, n, suggestion.name) for rank, n, suggestion in fits if rank is not None)
    names: dict[tuple[str, str], Suggestion] = {}
    for _, n, _ in best:
        suggestion = suggestions[n]
        names.setdefault((suggestion.name, suggestion.kind), suggestion)
        if len(names) == MOST:
            break
    return tuple(names.values())


def fit(name: str, typed: str, low: str) -> int | None:
    """How well a name fits: 0 the best, None not at all; one that is already whole is no suggestion's rival."""
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
