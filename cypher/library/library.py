"""All named queries, by name: those that ship and a person's own; knows no server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import MappingProxyType

from cypher.errors import InputError, UsageError
from cypher.library.fragment import FOLDER, Fragments
from cypher.library.parameter import meant
from cypher.library.query import Query, read_folder

SHIPPED = Path(__file__).parents[1] / "queries"
PROGRAM = SHIPPED / "program"
"""What only the explorer, the scheduler and the console ask: found by name like the others, listed nowhere."""


class Library:
    """Named queries: `queries` are all of them by name, iterating gives those for people."""

    def __init__(self, queries: Iterable[Query]) -> None:
        by_name: dict[str, Query] = {}
        for query in queries:
            twin = by_name.setdefault(query.name, query)
            if twin is not query:
                raise InputError(f"a query of that name already exists: {twin.path}", file=query.path)
        self.queries = MappingProxyType(dict(sorted(by_name.items(), key=lambda item: (item[1].folder, item[0]))))
        self.listed = tuple(query for query in self.queries.values() if query.path.parent != PROGRAM)

    @classmethod
    def load(cls, folders: Iterable[Path] = ()) -> Library:
        """The product's queries and those in a person's own folders."""
        ours = SHIPPED / FOLDER
        return cls(
            query
            for folder in (SHIPPED, *folders)
            for query in read_folder(folder, Fragments(dict.fromkeys((folder / FOLDER, ours))))
        )

    def find(self, name: str) -> Query:
        """The query of that name; UsageError with the closest name when there is none."""
        query = self.queries.get(name)
        if query is None:
            names = [query.name for query in self.listed]
            raise UsageError(f"no query is called {name!r}{meant(name, names)}; faultlines queries lists them")
        return query

    def __iter__(self) -> Iterator[Query]:
        return iter(self.listed)

    def __len__(self) -> int:
        return len(self.listed)
