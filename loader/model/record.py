"""What one source says of one actor."""

from hashlib import blake2b
from operator import attrgetter

import msgspec

from cypher.schema import Kind

Text = str | None


class Record(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One source's own account of an actor; `key` is the source's, `identifiers` are `scheme:value`."""

    source: str
    key: str
    name: str
    kind: Kind
    names: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    description: Text = None
    url: Text = None
    weak_names: tuple[str, ...] = ()
    """Those of its names of which the source itself says that they tell little: others are called so too."""
    birth_years: tuple[str, ...] = ()
    """The years in which a person may have been born: to tell persons apart, and for nothing else."""
    called: tuple[tuple[str, int], ...] = ()
    """Of a record that is gathered from many rows: how many of them give it each of its names. It is no content."""

    @property
    def id(self) -> str:
        """`source:key`, unique in the graph."""
        return f"{self.source}:{self.key}"

    @property
    def hash(self) -> str:
        """The same for the same content, however its rows were ordered."""
        content = content_of(self)
        if self.birth_years:
            return content_hash((*content, self.weak_names, self.birth_years))
        return content_hash((*content, self.weak_names) if self.weak_names else content)


LATER = ("weak_names", "birth_years", "called")
content_of = attrgetter(*(name for name in Record.__struct_fields__ if name not in LATER))
"""What a change of makes a new version of a record, beside its weak names and birth years."""


def content_hash(content: object) -> str:
    """Thirty-two hexadecimal digits that stand for this content."""
    return blake2b(msgspec.json.encode(content), digest_size=16).hexdigest()
