"""The words that a statement may use: labels, types and properties of the live graph, functions, named queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic
from types import MappingProxyType
from typing import Any

from cypher import nodes, schema
from cypher.errors import FaultlinesError
from cypher.graph import Graph
from cypher.library.library import Library
from cypher.library.parameter import Parameter
from cypher.library.statements import Statements

statement = Statements(Path(__file__).with_name("queries"))

sources = Statements(Path(__file__).parents[1] / "statements")

FRESH = 60.0
"""Seconds after which the graph is asked anew for its words."""
ACTORS, LONGEST_NAME = 10, 200
"""Actors that are offered at once, and characters of an id or a name that are looked for."""
PLUMBING = (("DESCRIBES", "Record → Actor"), ("HAS", "Record → Identifier"), ("OF", "version → Record, Run → Source"))

ACTOR_LABELS = frozenset({"Actor", *(kind.label for kind in schema.Kind if kind.label)})
FULLTEXT = "db.index.fulltext.queryNodes"
FIRST = ("name", "kind", "countries", "said_by", "evidence", "valid_from", "valid_to", "confidence", "source", "url")
"""Properties that people ask for, before the others."""
LAST = frozenset(
    {
        "statement", "hash", "subject_record", "object_record", "recorded_run", "because", "folded", "withdrawn_run",
        "withdrawn_because",
    }
)  # fmt: skip
"""Properties by which the program keeps its books, after the others."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word and what it means."""

    name: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A function or procedure: its signature and, for a procedure, what it yields."""

    name: str
    signature: str = ""
    meaning: str = ""
    yields: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words; `properties` by label or type, `keys` for what has neither."""

    labels: tuple[Word, ...] = ()
    types: tuple[Word, ...] = ()
    properties: Mapping[str, tuple[Word, ...]] = field(default_factory=lambda: MappingProxyType({}))
    keys: tuple[Word, ...] = ()
    functions: tuple[Signature, ...] = ()
    procedures: tuple[Signature, ...] = ()
    queries: tuple[Word, ...] = ()
    values: Mapping[str, tuple[Word, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Texts that a property may have, by its name, and the indexes that a procedure of that name may be told."""
    parameters: tuple[Word, ...] = ()
    """The parameters of the named queries, those that most of them take first."""


def words(properties: Iterable[schema.Property]) -> tuple[Word, ...]:
    """Declared properties as words: those that people ask for first, the program's own last."""
    return people_first(Word(prop.name, f"{prop.type}: {prop.meaning}") for prop in properties)


def people_first(words: Iterable[Word]) -> tuple[Word, ...]:
    """Properties in the order in which people want them."""
    places = {name: place for place, name in enumerate(FIRST)}
    return tuple(sorted(words, key=lambda word: (word.name in LAST, places.get(word.name, len(places)))))


def parameters_of(library: Library | None) -> tuple[Word, ...]:
    """The parameters of the named queries, each name once, the most frequent first."""
    named = [parameter for query in library or () for parameter in query.parameters]
    meanings = {parameter.name: f"{parameter.declared}: {parameter.meaning}" for parameter in reversed(named)}
    return tuple(Word(name, meanings[name]) for name, _ in Counter(p.name for p in named).most_common())


def declared(library: Library | None = None) -> Vocabulary:
    """What the schema declares and the library holds; needs no graph."""
    kinds = tuple(Word(kind.label, f"an actor that is a {kind}") for kind in schema.Kind if kind.label)
    actor = next(label for label in nodes.LABELS if label.name == "Actor")
    properties = {label.name: words(label.properties) for label in nodes.LABELS}
    properties |= {kind.name: words(actor.properties) for kind in kinds}
    fields = words(schema.STATEMENT)
    properties |= {t.name: words((*schema.STATEMENT, *t.properties)) for t in schema.EDGE_TYPES}
    own = words(schema.OWN_PROPERTIES)
    properties[schema.DENIED] = (Word("type", "string: the type that is denied"), *fields, *own)
    properties[schema.WITHDRAWN] = (*words(schema.WITHDRAWAL), *fields, *own)
    labels = [Word(label.name, label.meaning) for label in nodes.LABELS]
    return Vocabulary(
        labels=(labels[0], *kinds, *labels[1:]),
        types=(
            *(Word(t.name, t.meaning) for t in schema.EDGE_TYPES),
            Word(schema.DENIED, "somebody says that it is not so"),
            Word(schema.WITHDRAWN, "a version that its source changed or dropped"),
            *(Word(name, meaning) for name, meaning in PLUMBING),
        ),
        properties=MappingProxyType(properties),
        keys=people_first({word.name: word for words in reversed(properties.values()) for word in words}.values()),
        queries=tuple(Word(query.name, query.purpose) for query in library or ()),
        values=MappingProxyType(
            {
                "kind": tuple(Word(kind.value, "a kind of actor") for kind in schema.Kind),
                "stance": tuple(Word(stance.value, "how a statement is made") for stance in schema.Stance),
                "type": tuple(Word(t.name, t.meaning) for t in schema.EDGE_TYPES),
                FULLTEXT: (Word(nodes.ACTOR_NAMES, "the names of actors"),),
            }
        ),
        parameters=parameters_of(library),
    )


def live(graph: Graph, allowed: Callable[[str], bool]) -> Vocabulary:
    """What the graph knows at this moment, with the declared meanings; of functions and procedures those allowed."""
    known = declared(graph.library)
    types = with_others(known.types, graph.read(statement("relationship-types"), name="words"))
    fields = known.properties[schema.WITHDRAWN][len(schema.WITHDRAWAL) :]
    further = {word.name: fields for word in types if schema.TYPE_NAME.fullmatch(word.name)}
    return Vocabulary(
        labels=with_others(known.labels, graph.read(statement("labels"), name="words")),
        types=types,
        properties=MappingProxyType(further | dict(known.properties)),
        keys=with_others(known.keys, graph.read(statement("property-keys"), name="words")),
        functions=called(graph.read(statement("functions"), name="words"), allowed),
        procedures=called(graph.read(statement("procedures"), name="words"), allowed),
        queries=known.queries,
        values=MappingProxyType(
            dict(known.values)
            | {
                "source": tuple(
                    Word(row["id"], "a source") for row in graph.read(sources("known-sources"), name="words")
                )
            }
        ),
        parameters=known.parameters,
    )


def with_others(known: tuple[Word, ...], rows: Iterable[Mapping[str, str]]) -> tuple[Word, ...]:
    """The declared words, then those that only the graph knows."""
    names = {word.name for word in known}
    return known + tuple(Word(name) for row in rows for name in row.values() if name not in names)


def called(rows: Iterable[Mapping[str, Any]], allowed: Callable[[str], bool]) -> tuple[Signature, ...]:
    """Functions or procedures of the server that may be called, each name once."""
    signatures = {
        row["name"]: Signature(
            row["name"],
            row["signature"],
            row["description"] or "",
            tuple(Word(part["name"], part["description"]) for part in row.get("yields") or ()),
        )
        for row in rows
        if allowed(row["name"])
    }
    return tuple(signatures[name] for name in sorted(signatures))


class LiveVocabulary:
    """The vocabulary of a graph, kept for a minute; the declared words while the graph is unreachable."""

    def __init__(self, graph: Callable[[], Graph], allowed: Callable[[str], bool]) -> None:
        self.graph = graph
        self.allowed = allowed
        self.lock = Lock()
        self.known: Vocabulary | None = None
        self.read_at = 0.0

    def now(self) -> Vocabulary:
        """The words as last read; only one caller waits for the graph, the others get what is known."""
        fresh = self.known is not None and monotonic() - self.read_at < FRESH
        if fresh or not self.lock.acquire(blocking=self.known is None):
            return self.known or declared()
        try:
            self.known = live(self.graph(), self.allowed)
        except FaultlinesError:
            self.known = self.known or declared(Library.load())
        finally:
            self.read_at = monotonic()
            self.lock.release()
        return self.known

    def find_actors(self, typed: str) -> tuple[Word, ...]:
        """Actors whose id begins with what has been typed, then those that are called so; none while the graph is away.

        A text that is longer than an id or a name may be finds nothing.
        """
        if len(typed) > LONGEST_NAME:
            return ()
        try:
            graph = self.graph()
            rows = graph.read(statement("actors-by-id"), {"start": typed, "limit": ACTORS}, name="actors-by-id")
            if len(rows) < ACTORS and typed.strip():
                rows += [dict(row) for row in graph.ask("search", text=typed, limit=ACTORS)]
        except FaultlinesError:
            return ()
        words = {row["actor"]: Word(row["actor"], f"{row['name']}, {row['kind']}") for row in reversed(rows)}
        return tuple(words[actor] for actor in dict.fromkeys(row["actor"] for row in rows))[:ACTORS]


def listed_values(parameter: Parameter, words: LiveVocabulary, typed: str) -> tuple[Word, ...]:
    """What a named query's parameter may be, as far as it can be listed, that begins with what has been typed.

    Actors are also found by their names.
    """
    refers, choices = parameter.domain.refers, parameter.domain.choices
    if refers == "actor":
        return words.find_actors(typed)
    known = words.now()
    if refers == "type":
        listed = known.types
    elif parameter.type == "boolean":
        listed = (Word("true"), Word("false"))
    else:
        listed = tuple(Word(choice) for choice in choices) or known.values.get(refers, ())
    return tuple(word for word in listed if word.name.lower().startswith(typed.lower()))
