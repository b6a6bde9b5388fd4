"""What may be said in the graph: relationship types with their signs and looks, and a statement's fields.

Declared once: the writer's Cypher, hashes, columns of files, the legend's colours and docs/model.md come from here.
"""

import re
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Annotated, Literal, get_type_hints

import msgspec

VERSION = 5
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
class Look:
    """How an edge of a type is drawn: colours for light and dark, line and arrow told apart without colour."""

    light: str
    dark: str
    line: Literal["solid", "dashed", "dotted"] = "solid"
    arrow: Literal["none", "triangle", "tee", "diamond", "vee", "circle", "square", "chevron", "triangle-tee"] = "none"
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
    Look("#0b5351", "#5eead4", "solid", "none"),
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
    Look("#d4351c", "#ef5a4c", "solid", "tee", arrow_at_source=True),
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
    Look("#1d6fd1", "#6cb2ff", "solid", "triangle"),
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
    Look("#b45309", "#fbbf24", "dashed", "triangle-tee"),
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


Text = str | None
Value = str | float | bool | int


@dataclass(frozen=True, slots=True)
class About:
    """What the declaration of a statement's field says beside its name, its Python type and its default."""

    meaning: str
    type: PropertyType = "string"
    role: Literal["identity", "content", "type"] = "content"
    """A statement is known again by its identity; content changes the hash of a version; its type says the rest."""
    column: Literal["needed", "optional"] | None = "optional"
    """Whether files have it as a column, and manifests may map one to it."""
    stored: str | None = ""
    """Its property in the graph where that is called otherwise; None for what is no property."""
    required: bool = False


class StatementFields(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """The fields of a statement. Dates are ISO days; content is hashed in this order, so add at the end.

    From here come `Statement` and its hash, the columns of files, what is written, imported, reverted and shown as
    different, and the page on the graph. `own` holds the type's own properties.
    """

    source: Annotated[str, About("who published it", role="identity", column=None, required=True)]
    type: Annotated[str, About("the relationship type", role="identity", column="needed", stored=None)]
    subject: Annotated[
        str, About("the record at the subject's end", "string", "identity", "needed", "subject_record", True)
    ]
    object: Annotated[
        str, About("the record at the object's end", "string", "identity", "needed", "object_record", True)
    ]
    said_by: Annotated[str, About("who says it", role="identity", required=True)]
    evidence: Annotated[str, About("in our own words, what is said", column="needed", required=True)]
    key: Annotated[str, About("what else the source tells its statements apart by", role="identity", stored=None)] = ""
    denied: Annotated[bool, About("said not to be so", "boolean", role="identity", column=None, stored=None)] = False
    symmetric: Annotated[bool, About("its type has no direction", "boolean", "type", column=None, stored=None)] = False
    url: Annotated[Text, About("where it is said")] = None
    locator: Annotated[Text, About("which page, paragraph, line or row")] = None
    valid_from: Annotated[Text, About("the first day on which it held in the world", "date")] = None
    valid_from_precision: Annotated[Precision | None, About("day, month or year", column=None)] = None
    valid_to: Annotated[Text, About("the last day on which it held in the world", "date")] = None
    valid_to_precision: Annotated[Precision | None, About("day, month or year", column=None)] = None
    stance: Annotated[Stance, About("asserted or announced", required=True)] = Stance.ASSERTED
    confidence: Annotated[float | None, About("0–1; absent when unknown", "float")] = None
    inferred: Annotated[bool | None, About("true when concluded from what is said", "boolean")] = None
    own: dict[str, Value] = {}


FIELDS: dict[str, About] = {
    name: hint.__metadata__[0]
    for name, hint in get_type_hints(StatementFields, include_extras=True).items()
    if hasattr(hint, "__metadata__")
}
"""The fields of a statement in the order of their declaration."""
IDENTITY = tuple(name for name, about in FIELDS.items() if about.role == "identity")
"""The fields by which a statement is known again."""
CONTENT = tuple(name for name, about in FIELDS.items() if about.role == "content")
"""The fields that change a statement's hash, in the order of the hash."""
STORED = {name: about.stored or name for name, about in FIELDS.items() if about.stored is not None}
"""The fields that are properties in the graph, each with the property's name."""

STATEMENT: tuple[Property, ...] = (
    Property("statement", "string", "the statement across its versions", True),
    Property("id", "string", "this version: `statement:n`, n counting its versions", True),
    Property("hash", "string", "of all content; equal hash = unchanged", True),
    *(Property(prop, FIELDS[name].type, FIELDS[name].meaning, FIELDS[name].required) for name, prop in STORED.items()),
    Property("recorded_at", "datetime", "when this version entered the graph", True),
    Property("recorded_run", "string", "the run that brought this version", True),
    Property("said_at", "date", "the publication date of the input that first carried this version"),
    Property("because", "string", "reader when our reader's change made this version; absent when the source said so"),
)
"""What every relationship between actors carries: its fields, and what a run adds to them."""

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

STATE_SCHEMES = frozenset({"iso3166-3", "m49", "cow", "gw", "cameo", "fips"})
"""Schemes whose codes are those of states: ISO 3166-3, M49, Correlates of War, Gleditsch and Ward, CAMEO, FIPS 10-4."""

STRONG_SCHEMES = frozenset({"wikidata", "iso3", "ofac", "eu", "un", "lei", "imo", "domain"}) | STATE_SCHEMES
"""Identifier schemes that join records of different sources into one actor."""

HIDDEN_SCHEMES = frozenset({"passport", "tax", "national-id", "birth-date"})
"""What is never kept: a reader that gives one of these is rejected."""
