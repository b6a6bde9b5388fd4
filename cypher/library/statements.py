"""The program's own statements: .cypher files in a folder beside the code that sends them, read once each by name.

statement = Statements(Path(__file__).with_name("queries"))
tx.run(statement("renew-lease"), {"source": source, …})
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cypher.errors import UsageError
from cypher.library.fragment import FOLDER, Fragments
from cypher.library.library import SHIPPED
from cypher.library.parameter import meant
from cypher.library.query import Query, read_statement


class Statements:
    """A folder of statements, which may write; each file is read when it is first asked for, and kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fragments = Fragments((folder / FOLDER, SHIPPED / FOLDER))
        self.known: dict[str, Query] = {}

    def __call__(self, name: str) -> str:
        """The text to send: expanded, without its head."""
        return self.find(name).body

    def find(self, name: str) -> Query:
        """The statement with what its head says; UsageError when there is none of that name."""
        if name not in self.known:
            path = self.folder / f"{name}.cypher"
            if not path.is_file():
                names = [other.stem for other in self.folder.glob("*.cypher")]
                raise UsageError(f"{self.folder} has no statement {name!r}{meant(name, names)}")
            self.known[name] = read_statement(path, self.folder.parent.name, self.fragments)
        return self.known[name]

    def __iter__(self) -> Iterator[Query]:
        return (self.find(path.stem) for path in sorted(self.folder.glob("*.cypher")))
