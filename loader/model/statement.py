"""What a source says of two actors, and how one saying of it is known again."""

from operator import attrgetter

from msgspec.structs import replace

from cypher.schema import CONTENT, DENIED, IDENTITY, StatementFields
from loader.model.record import content_hash


class Statement(StatementFields, frozen=True, kw_only=True, array_like=True, gc=False):
    """One sourced statement: subject and object are record ids.

    `key` is what the source itself tells statements apart by that agree in type, ends and speaker.
    """

    @property
    def statement(self) -> str:
        """The statement across its versions; where the type has no direction, from both ends the same."""
        turned = self.symmetric and self.object < self.subject
        return content_hash(identity_of(replace(self, subject=self.object, object=self.subject) if turned else self))

    @property
    def edge(self) -> str:
        """The relationship type under which it is stored: a denial has one of its own."""
        return DENIED if self.denied else self.type

    @property
    def hash(self) -> str:
        """The same for the same content, whichever end of a symmetric statement came first."""
        return content_hash((*content_of(self), sorted(self.own.items()) if self.own else ()))


identity_of = attrgetter(*IDENTITY)
"""The values of a statement's IDENTITY."""
content_of = attrgetter(*CONTENT)
"""The values of a statement's CONTENT."""
