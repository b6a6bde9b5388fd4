"""Reading a workbook and a Parquet file in a process with limits, against reading them in this one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

import msgspec
import pyarrow as pa
from pyarrow import parquet

from benchmarks.ground import keep
from loader.catalogue.part import Part
from loader.reading.formats import decoder
from loader.reading.formats.confined import extension
from loader.reading.formats.opening import open_rows
from tests.loader.sheets import xlsx

ROWS = 100_000
COLUMNS = ("key", "name", "kind", "names", "countries", "description")
TIMES = 5
READERS = {"xlsx": "loader.reading.formats.sheet.decoded", "parquet": "loader.reading.formats.parquet.decoded"}


def main() -> None:
    """Measure and keep the figures."""
    rows = [[f"a{n}", f"Actor number {n}", "organization", f"No {n}", "RUS", f"What row {n} says"] for n in range(ROWS)]
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="faultlines-bench-") as folder:
        files = [xlsx(Path(folder, "t.xlsx"), {"One": [COLUMNS, *rows]}), Path(folder, "t.parquet")]
        columns = [pa.array([row[place] for row in rows]) for place in range(len(COLUMNS))]
        parquet.write_table(pa.Table.from_arrays(columns, COLUMNS), files[1])
        for path in files:
            form = path.suffix.removeprefix(".")
            pairs = []
            for _ in range(TIMES):
                with patch(READERS[form], here):
                    alone = seconds(path)
                pairs.append((alone, seconds(path)))
            alone, confined = (min(times) for times in zip(*pairs, strict=True))
            figures[form] = {
                "rows": ROWS,
                "in this process (s)": round(alone, 2),
                "with limits (s)": round(confined, 2),
                "ratio": round(confined / alone, 2),
            }
    keep("decode", figures)


def seconds(path: Path) -> float:
    """How long reading a file takes."""
    start = perf_counter()
    if sum(1 for _ in open_rows(path, Part(file=path.name), path)) < ROWS:
        raise SystemExit(f"{path.name} lost rows")
    return perf_counter() - start


def here(kind: str, path: Path, shown: Path, what: str, **options: Any) -> Iterator[list[Any]]:
    """The frames of a file, decoded in this process."""
    request = {"kind": kind, "path": str(path), "what": what, "most": 1 << 40, **options}
    decode = msgspec.msgpack.Decoder(list[Any], ext_hook=extension).decode
    for frame in decoder.ANSWERS[kind](request):
        yield decode(decoder.encode(frame))


if __name__ == "__main__":
    main()
