"""Nodes and relationships of an answer, each once, in two files on disk: for formats that want all nodes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from tempfile import TemporaryFile
from typing import TextIO

from cypher.export.form import Rows
from cypher.values import Node, Relationship, elements

Writer = Callable[[TextIO, Node | Relationship], None]


class ElementSpool:
    """Two files being filled; ids are kept as eight bytes each, the elements are not kept."""

    def __init__(self, write: Writer, nodes: TextIO, ties: TextIO) -> None:
        self.write, self.nodes, self.ties = write, nodes, ties
        self.seen: set[bytes] = set()
        self.missing: dict[bytes, str] = {}

    def take(self, rows: Rows) -> None:
        """Write every node and relationship of the rows, the first time that it comes."""
        for row in rows:
            for value in row:
                for element in elements(value):
                    self.add(element)
        for key, name in self.missing.items():
            if key not in self.seen:
                self.write(self.nodes, Node(name, (), {}))

    def add(self, element: Node | Relationship) -> None:
        """Write one, unless it was there."""
        kind = "n" if isinstance(element, Node) else "r"
        if (key := element_digest(kind, element.element)) in self.seen:
            return
        self.seen.add(key)
        if isinstance(element, Relationship):
            for end in (element.start, element.end):
                if (known := element_digest("n", end)) not in self.seen:
                    self.missing[known] = end
            self.write(self.ties, element)
        else:
            self.missing.pop(key, None)
            self.write(self.nodes, element)


def element_digest(kind: str, element: str) -> bytes:
    """An id as a few bytes."""
    return blake2b(f"{kind}{element}".encode(), digest_size=8).digest()


@contextmanager
def spooled(rows: Rows, write: Writer) -> Iterator[tuple[TextIO, TextIO]]:
    """The nodes and the relationships of the rows, as two files to be read; ends that no row holds have no data."""
    with (
        TemporaryFile("w+", encoding="utf-8", newline="") as nodes,
        TemporaryFile("w+", encoding="utf-8", newline="") as ties,
    ):
        ElementSpool(write, nodes, ties).take(rows)
        nodes.seek(0)
        ties.seek(0)
        yield nodes, ties


def copy_text(source: TextIO, out: TextIO) -> None:
    """All that is in a file, piece by piece."""
    while part := source.read(1 << 16):
        out.write(part)
