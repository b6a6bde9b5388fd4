"""Parquet: typed columns, written in groups of rows, so that any number of them takes little memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import pyarrow as pa
from pyarrow import parquet

from cypher.export.columns import Kinds, arrow_schema, groups, rebuilt, table_of_values, widened
from cypher.export.form import Rows


def write_parquet(columns: Sequence[str], rows: Rows, out: BinaryIO) -> None:
    """All rows, each column of the narrowest type that holds all its values; what fits none is JSON text.

    A type is guessed from the first group. Where a later value does not fit, what was written is written anew with the
    wider type, group by group.
    """
    with TemporaryDirectory() as folder:
        kinds: Kinds = dict.fromkeys(columns, "null")
        path, version = Path(folder) / "0", 0
        file = parquet.ParquetWriter(path, arrow_schema(kinds))
        for group in groups(columns, rows):
            wider = {column: widened(kinds[column], group[column]) for column in columns}
            if wider != kinds:
                file.close()
                version += 1
                later = Path(folder) / str(version)
                file = parquet.ParquetWriter(later, arrow_schema(wider))
                for before in written_tables(path, kinds, wider):
                    file.write_table(before)
                path.unlink()
                path, kinds = later, wider
            file.write_table(table_of_values(group, kinds))
        file.close()
        with path.open("rb") as whole:
            while part := whole.read(1 << 20):
                out.write(part)


def written_tables(path: Path, kinds: Kinds, wider: Kinds) -> Iterator[pa.Table]:
    """What a file holds, group by group, with wider types."""
    with parquet.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            yield rebuilt(file.read_row_group(number), kinds, wider)
