"""The words that a statement may use: labels, types and properties of the live graph, functions, named queries."""

from __future__ import annotations

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
from cypher.library.statements import Statements

statement = Statements(Path(__file__).with_name("queries"))

FRESH = 60.0
"""Seconds after which the graph is asked anew for its words."""
PLUMBING = (("DESCRIBES", "Record → Actor"), ("HAS", "Record → Identifier"), ("OF", "version → Record, Run → Source"))


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


def words(properties: Iterable[schema.Property]) -> tuple[Word, ...]:
    """Declared properties as words."""
    return tuple(Word(prop.name, f"{prop.type}: {prop.meaning}") for prop in properties)


def declared(library: Library | None = None) -> Vocabulary:
    """What the schema declares and the library holds; needs no graph."""
    kinds = tuple(Word(kind.label, f"an actor that is a {kind}") for kind in schema.Kind if kind.label)
    actor = next(label for label in nodes.LABELS if label.name == "Actor")
    properties = {label.name: words(label.properties) for label in nodes.LABELS}
    properties |= {kind.name: words(actor.properties) for kind in kinds}
    fields = words(schema.STATEMENT)
    properties |= {t.name: fields + words(t.properties) for t in schema.EDGE_TYPES}
    own = words(schema.OWN_PROPERTIES)
    properties[schema.DENIED] = (Word("type", "string: the type that is denied"), *fields, *own)
    properties[schema.WITHDRAWN] = (*words(schema.WITHDRAWAL), *fields, *own)
    return Vocabulary(
        labels=tuple(Word(label.name, label.meaning) for label in nodes.LABELS) + kinds,
        types=(
            *(Word(t.name, t.meaning) for t in schema.EDGE_TYPES),
            Word(schema.DENIED, "somebody says that it is not so"),
            Word(schema.WITHDRAWN, "a version that its source changed or dropped"),
            *(Word(name, meaning) for name, meaning in PLUMBING),
        ),
        properties=MappingProxyType(properties),
        keys=tuple(dict.fromkeys(word for words in properties.values() for word in words)),
        queries=tuple(Word(query.name, query.purpose) for query in library or ()),
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
