"""The list of names that is screened: any table that sources come in, read strictly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cypher.errors import InputError
from cypher.schema import Kind
from loader.catalogue.part import Part
from loader.model.birth_years import birth_years
from loader.model.countries import country_code, from_alpha_2
from loader.model.row import Rejected, Row
from loader.model.text import spelled
from loader.reading.formats.opening import open_rows

COLUMNS = ("name", "kind", "country", "birth_year")
KINDS = tuple(kind.value for kind in Kind)


class ListedName(NamedTuple):
    """A name of the list, with what stands beside it."""

    line: int
    name: str
    kind: str
    country: str | None
    birth_years: tuple[str, ...] = ()


class NameList(NamedTuple):
    """The names of a list, and its columns that say nothing that could be compared."""

    names: list[ListedName]
    unread: tuple[str, ...]


def read_names(path: Path) -> NameList:
    """The names of a list; InputError, with file, line and value, for anything in it that can't be believed."""
    names: list[ListedName] = []
    unread: tuple[str, ...] = ()
    for row in rows_of(path):
        if not names:
            if "name" not in row.fields:
                columns = ", ".join(row.fields)
                raise InputError(f"no column `name` among {columns}", file=path)
            unread = tuple(column for column in row.fields if column not in COLUMNS)
        names.append(listed_name(path, row))
    return NameList(names, unread)


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a list; InputError for the first that is rejected."""
    for row in open_rows(path, Part(file=path.name), path):
        if isinstance(row, Rejected):
            raise InputError(row.reason, file=path, line=row.origin.line, value=row.value)
        if isinstance(row, Row):
            yield row


def listed_name(path: Path, row: Row) -> ListedName:
    """What a row says."""
    line, fields = row.origin.line, row.fields
    name = spelled(fields["name"])
    if not name:
        raise InputError("no name", file=path, line=line, value=fields["name"])
    kind = fields.get("kind", "").lower()
    if kind and kind not in KINDS:
        raise InputError(f"kind is none of {', '.join(KINDS)}", file=path, line=line, value=fields["kind"])
    country = fields.get("country", "")
    code = country_code(country) or from_alpha_2(country) if country else None
    if country and code is None:
        raise InputError("not a country", file=path, line=line, value=country)
    born = fields.get("birth_year", "")
    years = birth_years([born])
    if born.strip() and not years:
        raise InputError("no year of birth", file=path, line=line, value=born)
    return ListedName(line, name, kind, code, years)
