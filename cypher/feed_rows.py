"""The rows that a sum of a feed stands for: in Parquet beside the graph, found by what the sum's statement says."""

from __future__ import annotations

import json
import shlex
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from cypher.errors import UsageError

if TYPE_CHECKING:
    import duckdb

COMMAND = ("faultlines", "funnel", "rows")
"""How the locator of a sum begins: it is the command that prints its rows."""
BY = "by.json"
"""The file beside the rows that names the columns by which they are summed."""
MEMORY = "1200MB"
"""Of DuckDB; what does not fit goes to a folder for it, beside the rows."""


@dataclass(frozen=True, slots=True)
class FeedSum:
    """A sum by its source and its values in the columns by which rows are summed."""

    source: str
    values: tuple[str, ...]

    @classmethod
    def read(cls, locator: str | None) -> Self | None:
        """The sum that a statement's locator names; None for any other locator."""
        try:
            first, second, third, source, *values = shlex.split(locator or "")
        except ValueError:
            return None
        is_folder = source.replace("-", "").replace("_", "").isalnum()
        return cls(source, tuple(values)) if (first, second, third) == COMMAND and values and is_folder else None


def funnel_folder(home: Path, source: str) -> Path:
    """Where the rows of a source lie unless another folder is named."""
    return home / "funnels" / source


def rows_in(folder: Path) -> list[Path]:
    """The files of a folder that have its rows."""
    return sorted((folder / "rows").glob("*.parquet"))


def note_summed_by(folder: Path, by: Sequence[str]) -> None:
    """Note the columns by which the rows of a folder are summed."""
    (folder / BY).write_text(json.dumps(list(by)), "utf-8")


def summed_by(folder: Path) -> list[str]:
    """The columns by which the rows of a folder are summed; none when there are no rows, or none that say so."""
    try:
        by = json.loads((folder / BY).read_text("utf-8")) if rows_in(folder) else []
    except (OSError, ValueError):
        return []
    return by if isinstance(by, list) and all(isinstance(column, str) for column in by) else []


def in_quotes(name: str) -> str:
    """A name in SQL."""
    return '"' + name.replace('"', '""') + '"'


def text_literal(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def confined_database(folder: Path, *reached: Path, memory: str = MEMORY) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database that reaches no files but those in some folders, and no network."""
    # For start-up time: a page that opens no rows needs no DuckDB.
    import duckdb

    with tempfile.TemporaryDirectory(prefix="spill-", dir=folder) as spill, duckdb.connect(":memory:") as database:
        folders = ", ".join(text_literal(str(path.resolve())) for path in (folder, Path(spill), *reached))
        for setting in (
            f"memory_limit = '{memory}'",
            f"temp_directory = {text_literal(spill)}",
            "preserve_insertion_order = false",
            "autoinstall_known_extensions = false",
            "autoload_known_extensions = false",
            f"allowed_directories = [{folders}]",
            "enable_external_access = false",
            "lock_configuration = true",
        ):
            database.execute(f"SET {setting}")
        yield database


def rows_behind(
    folder: Path, by: Sequence[str], values: Sequence[str], most: int, memory: str = MEMORY
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and the first rows behind a sum; UsageError without rows, or for values that are not of a sum."""
    if len(values) != len(by):
        raise UsageError(f"a sum is known by {', '.join(by)}: give these {len(by)}")
    if not rows_in(folder):
        raise UsageError(f"there are no rows in {folder}: faultlines funnel run SOURCE FILE … keeps them")
    with confined_database(folder, memory=memory) as database:
        where = " AND ".join(f"{in_quotes(column)} = ?" for column in by)
        files = text_literal(str(folder / "rows" / "*.parquet"))
        result = database.execute(
            f"SELECT * FROM read_parquet({files}) WHERE {where} ORDER BY ALL LIMIT {int(most)}",  # noqa: S608
            list(values),
        )
        return [column[0] for column in result.description or ()], result.fetchall()
