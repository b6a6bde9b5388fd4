"""Nodes and relationships of an answer, each once, in files on disk: for formats that want all nodes first."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import blake2b
from tempfile import TemporaryFile
from typing import BinaryIO, TextIO

from cypher.export.form import Rows
from cypher.values import Node, Relationship, elements, node_key

Writer = Callable[[TextIO, Node | Relationship], None]
"""Writes an element that is known by its key: `element`, `start` and `end` are keys, not the server's ids."""


class ElementSpool:
    """Files being filled; of nodes their keys are kept, of relationships eight bytes each, the elements are not.

    A relationship may come before its ends, so it waits on disk until the keys of all nodes are known.
    """

    def __init__(self, write: Writer, nodes: TextIO, waiting: BinaryIO) -> None:
        self.write, self.nodes, self.waiting = write, nodes, waiting
        self.seen: set[bytes] = set()
        self.taken: set[bytes] = set()
        self.keys: dict[str, str] = {}
        self.missing: dict[str, None] = {}

    def take(self, rows: Rows) -> None:
        """Take every node and relationship of the rows, the first time that it comes."""
        for row in rows:
            for value in row:
                for element in elements(value):
                    self.add(element)
        for element_id in self.missing:
            if element_id not in self.keys:
                self.add_node(Node(element_id, (), {}))

    def add(self, element: Node | Relationship) -> None:
        """Take one, unless it was there."""
        if isinstance(element, Node):
            if element.element not in self.keys:
                self.add_node(element)
            return
        if (digest := digest_of(element.element)) not in self.seen:
            self.seen.add(digest)
            self.missing |= {end: None for end in (element.start, element.end) if end not in self.keys}
            pickle.dump(element, self.waiting)

    def add_node(self, node: Node) -> None:
        """Write a node under its key."""
        self.keys[node.element] = key = self.key_of(node_key(node), node.element)
        self.write(self.nodes, replace(node, element=key))

    def key_of(self, key: str, element: str) -> str:
        """A key that no other element has: our own id, else the server's."""
        digest = digest_of(key)
        if digest in self.taken:
            return element
        self.taken.add(digest)
        return key

    def write_ties(self, ties: TextIO) -> None:
        """Write the relationships that waited, between the keys of their ends."""
        self.waiting.seek(0)
        self.taken.clear()
        for _ in range(len(self.seen)):
            tie: Relationship = pickle.load(self.waiting)  # noqa: S301 - written above, in a file without a name
            key = self.key_of(tie.id, tie.element)
            self.write(ties, replace(tie, element=key, start=self.keys[tie.start], end=self.keys[tie.end]))


def digest_of(text: str) -> bytes:
    """A text as a few bytes."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


@contextmanager
def spooled(rows: Rows, write: Writer) -> Iterator[tuple[TextIO, TextIO]]:
    """The nodes and the relationships of the rows, as two files to be read; ends that no row holds have no data."""
    with (
        TemporaryFile("w+", encoding="utf-8", newline="") as nodes,
        TemporaryFile("w+", encoding="utf-8", newline="") as ties,
        TemporaryFile() as waiting,
    ):
        spool = ElementSpool(write, nodes, waiting)
        spool.take(rows)
        spool.write_ties(ties)
        nodes.seek(0)
        ties.seek(0)
        yield nodes, ties


def copy_text(source: TextIO, out: TextIO) -> None:
    """All that is in a file, piece by piece."""
    while part := source.read(1 << 16):
        out.write(part)
