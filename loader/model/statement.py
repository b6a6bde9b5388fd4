"""What a source says of two actors, and how one saying of it is known again."""

from operator import attrgetter

import msgspec

from cypher.schema import DENIED, Precision, Stance
from loader.model.record import Text, content_hash

Value = str | float | bool | int


class Statement(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One sourced statement: subject and object are record ids, dates ISO days, `own` the type's own properties.

    `key` is what the source itself tells statements apart by that agree in type, ends and speaker.
    """

    source: str
    type: str
    subject: str
    object: str
    said_by: str
    evidence: str
    key: str = ""
    denied: bool = False
    symmetric: bool = False
    url: Text = None
    locator: Text = None
    valid_from: Text = None
    valid_from_precision: Precision | None = None
    valid_to: Text = None
    valid_to_precision: Precision | None = None
    stance: Stance = Stance.ASSERTED
    confidence: float | None = None
    inferred: bool | None = None
    own: dict[str, Value] = {}

    @property
    def ends(self) -> tuple[str, str]:
        """Subject and object, sorted where the type has no direction."""
        if self.symmetric and self.object < self.subject:
            return self.object, self.subject
        return self.subject, self.object

    @property
    def statement(self) -> str:
        """The statement across its versions."""
        return content_hash((self.source, self.type, *self.ends, self.said_by, self.key, self.denied))

    @property
    def edge(self) -> str:
        """The relationship type under which it is stored: a denial has one of its own."""
        return DENIED if self.denied else self.type

    @property
    def hash(self) -> str:
        """The same for the same content, whichever end of a symmetric statement came first."""
        return content_hash((*content_of(self), sorted(self.own.items()) if self.own else ()))


KNOWN_BY = frozenset({"source", "type", "subject", "object", "said_by", "key", "denied", "symmetric"})
"""The fields by which a statement is known again; all others are its content."""
CONTENT = tuple(name for name in Statement.__struct_fields__ if name not in KNOWN_BY and name != "own")
"""The fields that change a statement's hash, in the order of the hash and of the writer's rows."""
content_of = attrgetter(*CONTENT)
"""The values of a statement's CONTENT."""
