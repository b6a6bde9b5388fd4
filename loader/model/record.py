"""What one source says of one actor."""

from hashlib import blake2b

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

    @property
    def id(self) -> str:
        """`source:key`, unique in the graph."""
        return f"{self.source}:{self.key}"

    @property
    def hash(self) -> str:
        """The same for the same content, however its rows were ordered."""
        return content_hash(self)


def content_hash(content: object) -> str:
    """Thirty-two hexadecimal digits that stand for this content."""
    return blake2b(msgspec.json.encode(content), digest_size=16).hexdigest()
