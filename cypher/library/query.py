"""A named query: one .cypher file, what its head says, and how its parameters are bound; knows no server."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cypher.errors import InputError, UsageError
from cypher.library.fragment import FOLDER, Fragments, Text, named
from cypher.library.head import Column, Head
from cypher.library.parameter import CHECKS, REFERENCES, Parameter, meant, read_value, shown
from cypher.library.question import Sentence
from cypher.library.repeat import GIVEN
from cypher.names import folded

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Query:
    """One named query: a .cypher file and what its head says."""

    name: str
    folder: str
    purpose: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    body: str
    path: Path
    scan: str | None = None
    access: str = "read"
    repeats: bool = False
    empty: str | None = None
    question: Sentence = ()

    def bind(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Every parameter's value, checked and with defaults; UsageError for a missing, unknown or ill-typed one."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                takes = f"it takes {', '.join(known)}" if known else "it takes none"
                raise UsageError(f"{self.name} has no parameter {name!r}{meant(name, known)}; {takes}")
        bound = {}
        for parameter in self.parameters:
            if parameter.name in values:
                bound[parameter.name] = self._checked(parameter, values[parameter.name])
            elif parameter.required:
                raise UsageError(
                    f"{self.name} needs {parameter.name} ({parameter.type}): {parameter.meaning} "
                    f"Write for example {parameter.name}={shown(parameter.example)}"
                )
            else:
                bound[parameter.name] = parameter.default
        return {**bound, **GIVEN} if self.repeats else bound

    def bounds(self) -> dict[str, int]:
        """The upper bounds of whole numbers, by the names of their parameters."""
        return {
            p.name: int(p.domain.most) for p in self.parameters if p.type == "integer" and p.domain.most is not None
        }

    def references(self, bound: Mapping[str, Any]) -> dict[str, list[str]]:
        """What bound parameters name in the graph, by kind: actors, sources, types, runs."""
        references: dict[str, list[str]] = {kind: [] for kind in REFERENCES}
        for parameter in self.parameters:
            value = bound.get(parameter.name)
            if parameter.domain.refers and value is not None:
                references[parameter.domain.refers] += value if isinstance(value, list) else [value]
        return references

    def led_on(self, bound: Mapping[str, Any], actors: Mapping[str, str]) -> dict[str, Any]:
        """Bound parameters with other actors in the places of some."""
        changed = dict(bound)
        for parameter in self.parameters:
            value = bound.get(parameter.name)
            if parameter.domain.refers == "actor" and value is not None:
                changed[parameter.name] = (
                    list(dict.fromkeys(actors.get(actor, actor) for actor in value))
                    if isinstance(value, list)
                    else actors.get(value, value)
                )
        return changed

    def examples(self) -> dict[str, Any]:
        """The documented example of every parameter that has one and no default, so that the query can be tried."""
        return {p.name: p.example for p in self.parameters if p.required}

    def read(self, words: Iterable[str]) -> dict[str, Any]:
        """The bound parameters of a command line's `key=value` words."""
        known = {parameter.name: parameter for parameter in self.parameters}
        values: dict[str, Any] = {}
        for word in words:
            name, equals, text = word.partition("=")
            if not equals:
                raise UsageError(f"{word!r} is not a parameter: write key=value")
            if name in values:
                raise UsageError(f"{name} is given twice")
            values[name] = read_value(known[name].type, text, f"{self.name}: {name}") if name in known else text
        return self.bind(values)

    def _checked(self, parameter: Parameter, value: Any) -> Any:
        if value is None:
            if parameter.required or parameter.default is not None:
                raise UsageError(f"{self.name}: {parameter.name} can't be null")
            return None
        try:
            checked = CHECKS[parameter.type](value)
        except (TypeError, ValueError):
            raise UsageError(f"{self.name}: {parameter.name} must be of type {parameter.type}, not {value!r}") from None
        parameter.domain.check(f"{self.name}: {parameter.name}", checked)
        return folded(checked) if parameter.domain.folds else checked


def read_folder(folder: Path, fragments: Fragments) -> Iterator[Query]:
    """The queries in a folder and the folders in it."""
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder of queries")
    for path in sorted(folder.rglob("*.cypher")):
        inside = path.relative_to(folder).parts[:-1]
        if FOLDER not in inside:
            yield read_query(path, inside[0] if inside else folder.name, fragments)


def read_query(path: Path, folder: str, fragments: Fragments | None = None) -> Query:
    """A query that reads, from its file; InputError names file and line of what is wrong with it."""
    query = read_statement(path, folder, fragments, examples=True)
    if query.access == "write":
        raise InputError("a named query only reads: it can't have access: write", file=path)
    return query


def read_statement(path: Path, folder: str, fragments: Fragments | None = None, *, examples: bool = False) -> Query:
    """A statement of any access from its file, its fragments put in; without `examples` its parameters need none."""
    if not NAME.fullmatch(path.stem):
        raise InputError(
            "a query's name consists of lower-case letters and digits, joined by hyphens", file=path, value=path.stem
        )
    head, lines, text = Head.split(path, examples=examples)
    if head.arguments:
        raise head.wrong(head.last, "only a fragment has Arguments")
    body, needs = (fragments or Fragments(())).expand(Text(text, path, head.last + 1, named(head)))
    access = head.options.get("access", "read")
    if not head.columns and access == "read":
        raise head.wrong(head.last, "the head names no Columns")
    head.check_parameters(text, needs)
    shown = [line for line in lines if not line.startswith("// uses:")]
    return Query(
        name=path.stem,
        folder=folder,
        purpose=" ".join(head.purpose),
        parameters=tuple(head.parameters),
        columns=tuple(head.columns),
        text="\n".join([*shown, body]),
        body=body.strip(),
        path=path,
        scan=" ".join(head.scan) or None,
        access=access,
        repeats="repeat" in head.options,
        empty=head.options.get("empty"),
        question=head.question(),
    )
