"""What may be in the graph: labels, relationship types, their properties, signs and looks, declared once.

Constraints, indexes, the writer's Cypher, the legend's colours and docs/model.md all come from here.
"""

import re
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Literal

VERSION = 2
"""The schema's version, kept in the graph as (:Meta {id: 'schema'}).version."""

NEO4J_AT_LEAST = (5, 26)


class Sign(IntEnum):
    """Whether a relationship type ties its two ends together or sets them apart."""

    MINUS = -1
    NONE = 0
    PLUS = 1


class Kind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    STATE = "state"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    OTHER = "other"

    @property
    def label(self) -> str | None:
        """The second label of an actor of this kind."""
        return None if self is Kind.OTHER else self.value.capitalize()


class Stance(StrEnum):
    """How a statement is made: said to be so, or said to come."""

    ASSERTED = "asserted"
    ANNOUNCED = "announced"


class WithdrawalReason(StrEnum):
    """Why a version of a statement no longer stands."""

    CHANGED = "changed"
    ENDED = "ended"
    RETRACTED = "retracted"
    REVERTED = "reverted"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class RunStatus(StrEnum):
    """Where a run of a source stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    HELD = "held"
    DROPPED = "dropped"
    REVERTED = "reverted"


PropertyType = Literal["string", "strings", "float", "integer", "boolean", "date", "datetime"]


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its name, its type, what it means."""

    name: str
    type: PropertyType
    meaning: str
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """One node label, its key and its properties."""

    name: str
    meaning: str
    properties: tuple[Property, ...]
    key: str = "id"
    indexes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """How an edge of a type is drawn: colours for light and dark, line and arrow told apart without colour."""

    light: str
    dark: str
    line: Literal["solid", "dashed", "dotted"] = "solid"
    arrow: Literal["none", "triangle", "tee", "diamond", "vee", "circle", "square", "chevron"] = "none"
    arrow_at_source: bool = False


@dataclass(frozen=True, slots=True)
class EdgeType:
    """One relationship type between actors."""

    name: str
    screen: str
    meaning: str
    sign: Sign
    symmetric: bool
    look: Look
    forward: str = ""
    backward: str = ""
    properties: tuple[Property, ...] = field(default=())


SHARE = Property("share", "float", "the share held, 0–1, when known", minimum=0, maximum=1)

GREY = Look("#6b7280", "#9ca3af", "solid", "vee")

# (:Actor)-[:ALLY_OF]-(:Actor)
ALLY_OF = EdgeType(
    "ALLY_OF",
    "ally-of",
    "formal alliance, declared partnership, close political alliance",
    Sign.PLUS,
    True,
    Look("#15803d", "#4ade80", "solid", "none"),
    "ally of",
    "ally of",
    (Property("obligation", "string", "what the alliance obliges to: defence, neutrality, non-aggression, entente"),),
)

# (:Actor)-[:RIVAL_OF]-(:Actor)
RIVAL_OF = EdgeType(
    "RIVAL_OF",
    "rival-of",
    "enmity, armed conflict, strategic or factional rivalry",
    Sign.MINUS,
    True,
    Look("#dc2626", "#f87171", "solid", "tee", arrow_at_source=True),
    "rival of",
    "rival of",
)

# (:Actor)-[:SUPPLIES]->(:Actor)
SUPPLIES = EdgeType(
    "SUPPLIES",
    "supplies",
    "arms, materiel, money or services from subject to object",
    Sign.PLUS,
    False,
    Look("#b45309", "#fbbf24", "solid", "triangle"),
    "supplies",
    "supplied by",
    (
        Property("goods", "string", "what is supplied"),
        Property("quantity", "string", "how much of it, in the source's words", minimum=0),
    ),
)

# (:Actor)-[:DESIGNATES]->(:Actor)
DESIGNATES = EdgeType(
    "DESIGNATES",
    "designates",
    "an authority puts the object on a sanctions or terrorism list",
    Sign.MINUS,
    False,
    Look("#7c3aed", "#a78bfa", "dashed", "diamond"),
    "designates",
    "designated by",
    (
        Property("programme", "string", "the programme under which the object is listed"),
        Property("status", "string", "the listing's status"),
    ),
)

# (:Actor)-[:LEADS]->(:Actor)
LEADS = EdgeType(
    "LEADS",
    "leads",
    "a person commands or heads an organisation or a state",
    Sign.PLUS,
    False,
    Look("#475569", "#cbd5e1", "solid", "chevron"),
    "leads",
    "led by",
)

# (:Actor)-[:PART_OF]->(:Actor)
PART_OF = EdgeType(
    "PART_OF",
    "part-of",
    "an organisation belongs to a larger one or to a state; a person serves in one",
    Sign.PLUS,
    False,
    Look("#94a3b8", "#64748b", "dotted", "circle"),
    "part of",
    "has part",
)

# (:Actor)-[:OWNS]->(:Actor)
OWNS = EdgeType(
    "OWNS",
    "owns",
    "owns or controls",
    Sign.PLUS,
    False,
    Look("#57534e", "#d6d3d1", "solid", "square"),
    "owns",
    "owned by",
    (SHARE, Property("direct", "boolean", "whether the ownership is direct")),
)

EDGE_TYPES: tuple[EdgeType, ...] = (ALLY_OF, RIVAL_OF, SUPPLIES, DESIGNATES, LEADS, PART_OF, OWNS)
"""The types that are always there; a source's manifest may declare further ones."""

# (:Actor)-[:DENIED {type: 'RIVAL_OF'}]->(:Actor)
DENIED = "DENIED"
# (:Actor)-[:WITHDRAWN {type: 'SUPPLIES', why: 'ended'}]->(:Actor)
WITHDRAWN = "WITHDRAWN"

BY_NAME: dict[str, EdgeType] = {t.name: t for t in EDGE_TYPES}
BY_SCREEN: dict[str, EdgeType] = {t.screen: t for t in EDGE_TYPES}

TYPE_NAME = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
"""What a relationship type's name may look like; anything else never reaches a statement's text."""


def declared_types(name: str, screen: str, sign: Sign, symmetric: bool, meaning: str = "") -> EdgeType:
    """A further type, as a source's manifest declares it; ValueError when its name or meaning is invalid."""
    if not TYPE_NAME.fullmatch(name) or name in (DENIED, WITHDRAWN, "DESCRIBES", "HAS", "OF", "PROPOSED"):
        raise ValueError(f"{name!r} is not a valid relationship type: write it like LINKED_TO")
    core = BY_NAME.get(name)
    if core is not None:
        if (core.sign, core.symmetric) != (sign, symmetric):
            raise ValueError(f"{name} is one of the core types: its sign and direction cannot be changed")
        return core
    words = screen.replace("-", " ")
    return EdgeType(name, screen, meaning, sign, symmetric, GREY, words, words if symmetric else f"{words} (incoming)")


STATEMENT: tuple[Property, ...] = (
    Property("statement", "string", "the statement across its versions", True),
    Property("id", "string", "this version: `statement:n`, n counting its versions", True),
    Property("hash", "string", "of all content; equal hash = unchanged", True),
    Property("source", "string", "who published it", True),
    Property("subject_record", "string", "the record at the subject's end", True),
    Property("object_record", "string", "the record at the object's end", True),
    Property("said_by", "string", "who says it", True),
    Property("evidence", "string", "in our own words, what is said", True),
    Property("url", "string", "where it is said"),
    Property("locator", "string", "which page, paragraph, line or row"),
    Property("valid_from", "date", "the first day on which it held in the world"),
    Property("valid_to", "date", "the last day on which it held in the world"),
    Property("valid_from_precision", "string", "day, month or year"),
    Property("valid_to_precision", "string", "day, month or year"),
    Property("recorded_at", "datetime", "when this version entered the graph", True),
    Property("recorded_run", "string", "the run that brought this version", True),
    Property("said_at", "date", "the publication date of the input that first carried this version"),
    Property("confidence", "float", "0–1; absent when unknown"),
    Property("stance", "string", "asserted or announced", True),
    Property("inferred", "boolean", "true when concluded from what is said"),
    Property("because", "string", "reader when our reader's change made this version; absent when the source said so"),
)
"""What every relationship between actors carries."""

WITHDRAWAL: tuple[Property, ...] = (
    Property("type", "string", "the type it had", True),
    Property("why", "string", "changed, ended, retracted or reverted", True),
    Property("withdrawn_at", "datetime", "when it was withdrawn", True),
    Property("withdrawn_run", "string", "the run that withdrew it", True),
    Property("said_until", "date", "the publication date of the input that no longer carried it"),
    Property("withdrawn_because", "string", "reader when our reader's change withdrew it; absent otherwise"),
)

OWN_PROPERTIES: tuple[Property, ...] = tuple({p.name: p for t in EDGE_TYPES for p in t.properties}.values())
"""The properties that belong to single types: goods, quantity, programme, status, obligation, share, direct."""

RECORD_PROPERTIES: tuple[Property, ...] = (
    Property("id", "string", "`source:key`", True),
    Property("source", "string", "who published it", True),
    Property("key", "string", "the source's own key", True),
    Property("hash", "string", "of all content", True),
    Property("n", "integer", "which version of the record this is, from 1", True),
    Property("name", "string", "the source's name for it", True),
    Property("names", "strings", "all its names, every script", True),
    Property("kind", "string", "person, organization, state, vessel, aircraft or other", True),
    Property("countries", "strings", "ISO 3166-1 alpha-3 codes"),
    Property("description", "string", "what the source says of it, without birth dates, passport and tax numbers"),
    Property("url", "string", "the source's page on it"),
    Property("live", "boolean", "whether the source still publishes it", True),
    Property("said_at", "date", "the publication date of the input that first carried this version"),
    Property("recorded_at", "datetime", "when this version entered the graph", True),
    Property("recorded_run", "string", "the run that brought this version", True),
    Property("withdrawn_at", "datetime", "when the source was found to have dropped it"),
    Property("withdrawn_run", "string", "the run that found it dropped"),
    Property("because", "string", "reader when our reader's change made this version; absent when the source said so"),
    Property("withdrawn_because", "string", "reader when our reader's change dropped it; absent otherwise"),
)

LABELS: tuple[Label, ...] = (
    Label(
        "Actor",
        "a person, organisation, state, vessel, aircraft … after identity resolution",
        (
            Property("id", "string", "the id of the record that first made it", True),
            Property("name", "string", "of the highest-ranked source, then the smallest record id", True),
            Property("names", "strings", "all names of all its records", True),
            Property("kind", "string", "what it is", True),
            Property("countries", "strings", "ISO 3166-1 alpha-3 codes of its live records"),
            Property("live", "boolean", "whether some record of it is still published", True),
        ),
    ),
    # (:Record)-[:DESCRIBES]->(:Actor), (:Record)-[:HAS]->(:Identifier), (:Record)-[:PROPOSED]->(:Actor)
    Label(
        "Record", "what one source says of an actor", RECORD_PROPERTIES, indexes=(("source", "key"), ("withdrawn_at",))
    ),
    # (:RecordVersion)-[:OF]->(:Record)
    Label(
        "RecordVersion",
        "what a record said before it changed",
        (Property("id", "string", "`record:n`", True), *RECORD_PROPERTIES[1:]),
    ),
    Label(
        "Identifier",
        "a public number or code: `scheme:value`",
        (
            Property("id", "string", "`scheme:value`", True),
            Property("scheme", "string", "wikidata, iso3, ofac, eu, un, lei, imo, domain …", True),
            Property("value", "string", "the number or code", True),
        ),
    ),
    Label(
        "Source",
        "a publication",
        (
            Property("id", "string", "its folder's name", True),
            Property("title", "string", "its title", True),
            Property("publisher", "string", "who publishes it", True),
            Property("url", "string", "where"),
            Property("licence", "string", "on which terms"),
            Property("reliability", "string", "Admiralty code A–F"),
            Property("rank", "integer", "the smaller, the sooner its name is shown", True),
            Property("schedule", "string", "when it is loaded by itself: JSON of cron, timezone, jitter, deadline"),
            Property("scheduled_at", "datetime", "since when that schedule counts"),
            Property(
                "paused", "boolean", "true after a revert, or when asked for, until a person resumes its schedule"
            ),
            Property("paused_by", "string", "who asked for it"),
            Property("claimed_for", "datetime", "the due time that was taken last"),
            Property("claimed_by", "string", "the process that took it, as `host:pid:start`"),
            Property("settled_for", "datetime", "the due time that was dealt with last"),
            Property("attempts", "integer", "how often the present due time was tried in vain"),
            Property("retry_at", "datetime", "when it is tried again"),
            Property("told", "string", "the state that the webhook was notified of last"),
        ),
    ),
    # (:Run)-[:OF]->(:Source)
    Label(
        "Run",
        "one run of one source",
        (
            Property("id", "string", "`source-n`", True),
            Property("source", "string", "the source", True),
            Property("status", "string", "running, done, failed, held, dropped or reverted", True),
            Property("started_at", "datetime", "when it began", True),
            Property("ended_at", "datetime", "when it ended"),
            Property("said_at", "date", "the publication date of its input"),
            Property("input", "string", "sha256 of the input"),
            Property("fingerprint", "string", "of the input, the manifest and the reader"),
            Property("due", "datetime", "the due time that it was begun for; absent when a person began it"),
            Property("job", "string", "the attempt of a scheduler that began it"),
            Property("error", "string", "what went wrong, in words"),
            Property("differences", "string", "of a held run what it would change: JSON of total and the first rows"),
            Property("reasons", "string", "how many rows it rejected, by reason: JSON, without values of rows"),
            Property("reverts", "string", "the run that this run reverted"),
            Property("reverted_by", "string", "the run that reverted this one"),
        ),
        indexes=(("source", "n"), ("source", "due"), ("started_at",)),
    ),
    Label(
        "Scheduler",
        "a process of `faultlines jobs run`",
        (
            Property("id", "string", "`host:pid:start`", True),
            Property("started_at", "datetime", "when it began", True),
            Property("beat_at", "datetime", "its last heartbeat", True),
            Property("version", "string", "of faultlines", True),
        ),
    ),
    Label(
        "Request",
        "what a person asks of the scheduler",
        (
            Property("id", "string", "a random number", True),
            Property("kind", "string", "run, accept, drop, pause or resume", True),
            Property("source", "string", "of which source", True),
            Property("run", "string", "of which run: accept and drop"),
            Property("asked_at", "datetime", "when", True),
            Property("asked_by", "string", "who", True),
            Property("status", "string", "asked, taken, done or refused", True),
            Property("taken_by", "string", "the scheduler that carries it out"),
            Property("ended_at", "datetime", "when it was carried out"),
            Property("answer", "string", "what came of it, in words"),
        ),
        indexes=(("status", "asked_at"), ("asked_at",)),
    ),
    Label(
        "Notice",
        "a notice to the webhook about a source",
        (
            Property("id", "string", "a random number", True),
            Property("source", "string", "of which source", True),
            Property("at", "datetime", "when it was noticed", True),
            Property("body", "string", "what is sent: JSON", True),
            Property("status", "string", "waiting, delivered or given up", True),
            Property("next_at", "datetime", "when it is sent, or sent again"),
            Property("attempts", "integer", "how often it was sent", True),
            Property("taken_by", "string", "the scheduler that sends it at the moment"),
            Property("taken_until", "datetime", "until when others leave it to that one"),
            Property("error", "string", "why it was not delivered the last time"),
        ),
        indexes=(("status", "at"),),
    ),
    Label(
        "Turn",
        "what schedulers do besides loads: `tidy`, `backup`",
        (
            Property("id", "string", "what", True),
            Property("done_for", "datetime", "the due time for which it was taken last", True),
        ),
    ),
    Label(
        "EdgeType",
        "a relationship type between actors: its sign and direction",
        (
            Property("name", "string", "the type", True),
            Property("screen", "string", "its name in files and on the screen", True),
            Property("sign", "integer", "1, -1 or 0", True),
            Property("symmetric", "boolean", "stored once, matched without an arrow", True),
        ),
        key="name",
    ),
    Label(
        "Written",
        "one statement of a person's own that wrote (`faultlines cypher --write`)",
        (
            Property("id", "string", "the run's number", True),
            Property("at", "datetime", "when", True),
            Property("who", "string", "the user and the machine", True),
            Property("statement", "string", "the statement, as it ran", True),
            Property("parameters", "strings", "the names of its parameters; not their values", True),
            Property("counts", "strings", "what it changed: `nodes_created: 3`", True),
        ),
    ),
    Label("Meta", "the schema's version", (Property("version", "integer", "the version", True),)),
)

STRONG_SCHEMES = frozenset({"wikidata", "iso3", "ofac", "eu", "un", "lei", "imo", "domain"})
"""Identifier schemes that join records of different sources into one actor."""

HIDDEN_SCHEMES = frozenset({"passport", "tax", "national-id", "birth-date"})
"""What is never kept: a reader that gives one of these is refused."""

ACTOR_NAMES = "actor_names"
"""The full-text index over every name of every actor."""


def type_constraints(name: str) -> list[str]:
    """The constraint and index that a relationship type needs before the first statement of that type is written."""
    if not TYPE_NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a relationship type")
    low = name.lower()
    return [
        f"CREATE CONSTRAINT {low}_id IF NOT EXISTS FOR ()-[r:{name}]-() REQUIRE r.id IS UNIQUE",
        f"CREATE INDEX {low}_statement IF NOT EXISTS FOR ()-[r:{name}]-() ON (r.source, r.statement)",
    ]


def node_constraints() -> list[str]:
    """The constraints and indexes of all nodes, the full-text index included."""
    found = []
    for label in LABELS:
        low = label.name.lower()
        found.append(
            f"CREATE CONSTRAINT {low}_{label.key} IF NOT EXISTS FOR (n:{label.name}) REQUIRE n.{label.key} IS UNIQUE"
        )
        for columns in label.indexes:
            name = f"{low}_{'_'.join(columns)}"
            on = ", ".join(f"n.{column}" for column in columns)
            found.append(f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label.name}) ON ({on})")
    found.append(
        f"CREATE FULLTEXT INDEX {ACTOR_NAMES} IF NOT EXISTS FOR (n:Actor) ON EACH [n.name, n.names] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: false}}"
    )
    return found


def schema_statements() -> list[str]:
    """Every schema command of the core, in order; all of them may be run again."""
    found = node_constraints()
    for name in (*BY_NAME, DENIED, WITHDRAWN):
        found += type_constraints(name)
    return found
