"""Parquet as pandas and others write it: `check` and `load` read every type alike, with pandas and without."""

from __future__ import annotations

import datetime
import decimal
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from cypher.graph import Graph
from loader.catalogue.part import Part
from loader.catalogue.template import SEVERAL
from loader.model.row import Rejected, Row
from loader.reading.formats.opening import open_rows
from tests.conftest import WITHOUT_EXTRAS
from tests.loader.conftest import Folder, Loads

NANO = 1_674_691_200_000_000_000
"""The first moment of 2023-01-26 UTC in nanoseconds."""
HOUR = 3_600_000_000_000
DAY = datetime.date(2023, 1, 26)
STRUCT = pa.struct([("at", pa.timestamp("ns")), ("side", pa.string())])
TYPES: dict[str, tuple[Any, str]] = {
    "midnight": (pa.array([NANO], pa.timestamp("ns")), "2023-01-26"),
    "nanosecond": (pa.array([NANO + 1], pa.timestamp("ns")), "2023-01-26"),
    "moment": (pa.array([NANO + HOUR + 1], pa.timestamp("ns")), "2023-01-26T01:00:00"),
    "zone": (pa.array([NANO - HOUR], pa.timestamp("ns", "Europe/Berlin")), "2023-01-26"),
    "utc": (pa.array([NANO + HOUR], pa.timestamp("ns", "UTC")), "2023-01-26T01:00:00+00:00"),
    "offset": (pa.array([NANO], pa.timestamp("ns", "+02:00")), "2023-01-26T02:00:00+02:00"),
    "seconds": (pa.array([NANO // 10**9], pa.timestamp("s")), "2023-01-26"),
    "nothing": (pa.array([None], pa.timestamp("ns")), ""),
    "date32": (pa.array([DAY], pa.date32()), "2023-01-26"),
    "date64": (pa.array([DAY], pa.date64()), "2023-01-26"),
    "time": (pa.array([HOUR + 1], pa.time64("ns")), "01:00:00"),
    "duration": (pa.array([HOUR], pa.duration("ns")), "1:00:00"),
    "money": (pa.array([decimal.Decimal("1.50")], pa.decimal128(9, 2)), "1.50"),
    "large": (pa.array([decimal.Decimal(10**40)], pa.decimal256(50)), str(10**40)),
    "category": (pa.array(["Russia"]).dictionary_encode(), "Russia"),
    "days": (pa.array([NANO], pa.timestamp("ns")).dictionary_encode(), "2023-01-26"),
    "numbers": (pa.array([7]).dictionary_encode(), "7"),
    "large_text": (pa.array(["Бета"], pa.large_string()), "Бета"),
    "view": (pa.array(["Бета"], pa.string_view()), "Бета"),
    "bytes": (pa.array(["Бета".encode()], pa.large_binary()), "Бета"),
    "null": (pa.nulls(1), ""),
    "missing": (pa.array([None], pa.int64()), ""),
    "half": (pa.array([1.5], pa.float32()).cast(pa.float16()), "1.5"),
    "unsigned": (pa.array([2**64 - 1], pa.uint64()), str(2**64 - 1)),
    "truth": (pa.array([True]), "true"),
    "names": (pa.array([["A", None, "B"]]), f"A{SEVERAL}B"),
    "large_list": (pa.array([["A", "B"]], pa.large_list(pa.large_string())), f"A{SEVERAL}B"),
    "moments": (pa.array([[NANO, NANO]], pa.list_(pa.timestamp("ns"))), f"2023-01-26{SEVERAL}2023-01-26"),
    "empty": (pa.array([[]], pa.list_(pa.string())), ""),
    "categories": (pa.array([["A"]], pa.list_(pa.dictionary(pa.int32(), pa.string()))), "A"),
}


def rows_of(path: Path, **part: Any) -> list[Row | Rejected]:
    """The rows of a file."""
    return [row for row in open_rows(path, Part(file=path.name, **part), path) if isinstance(row, Row | Rejected)]


@pytest.mark.parametrize("name", TYPES)
def test_every_type_becomes_text(tmp_path: Path, name: str) -> None:
    values, text = TYPES[name]
    parquet.write_table(pa.table({"key": ["a"], name: values}), tmp_path / "t.parquet")
    (row,) = rows_of(tmp_path / "t.parquet")
    assert isinstance(row, Row), row
    assert row.fields == {"key": "a", name: text}


def test_objects_have_fields_of_their_own(tmp_path: Path) -> None:
    values = pa.array([{"at": NANO, "side": "x"}, None], STRUCT)
    parquet.write_table(pa.table({"key": ["a", "b"], "in": values}), tmp_path / "t.parquet")
    first, second = rows_of(tmp_path / "t.parquet")
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert first.fields == {"key": "a", "in.at": "2023-01-26", "in.side": "x"}
    assert second.fields == {"key": "b", "in": ""}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (pa.array([1, 300_000_000_000_000, 2], pa.timestamp("s")), "that can't be read"),
        (pa.array([1, 2, 3], pa.timestamp("s", "Nowhere/Nothing")), "that can't be read"),
        (pa.array([1, 9_000_000, 2], pa.date32()), "that can't be read"),
    ],
)
def test_what_python_has_no_value_for_rejects_its_row(tmp_path: Path, values: Any, reason: str) -> None:
    parquet.write_table(pa.table({"key": ["a", "b", "c"], "at": values}), tmp_path / "t.parquet")
    rows = rows_of(tmp_path / "t.parquet")
    assert [row.origin.line for row in rows] == [1, 2, 3]
    assert isinstance(rows[1], Rejected)
    assert reason in rows[1].reason


def test_pandas_itself_wrote_it(
    surroundings: dict[str, str], loads: Loads, graph: Graph, source: Folder, tmp_path: Path
) -> None:
    path = written_by_pandas(tmp_path / "rows.parquet")
    folder = source("tiny", parts={"rows": MAPPED})
    command = [str(Path(sys.executable).with_name("faultlines")), "check", "tiny", "--file", str(path), "--json"]
    for hidden in ("", str(WITHOUT_EXTRAS)):
        env = surroundings | {"PYTHONPATH": hidden, "FAULTLINES_SOURCES": str(tmp_path / "sources")}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        report = json.loads(done.stdout)
        assert (report["records"], report["rejections"], report["rejected_whole"]) == (2, 0, None)
    loads("tiny", path)
    rows = graph.read("MATCH (r:Record {source: 'tiny'}) RETURN r.key AS key, r.description AS about ORDER BY key")
    assert [dict(row) for row in rows] == [
        {"key": "a", "about": "2023-01-26 | Berlin | 1.50"},
        {"key": "b", "about": "2023-01-27T12:00:00 | |"},
    ]
    assert folder.is_dir()


MAPPED = {
    "file": "rows.parquet",
    "actors": {"key": "{key}", "name": "{name}", "kind": "other", "description": "{at} | {city} | {money}"},
}


def written_by_pandas(path: Path) -> Path:
    """What pandas makes of times, categories and decimals."""
    import pandas

    frame = pandas.DataFrame(
        {
            "key": ["a", "b"],
            "name": pandas.Categorical(["Alpha", "Beta"]),
            "at": pandas.to_datetime(["2023-01-26", "2023-01-27T12:00:00"], format="ISO8601").astype("datetime64[ns]"),
            "zone": pandas.to_datetime(["2023-01-26", "2023-01-27"]).tz_localize("Europe/Berlin"),
            "city": ["Berlin", None],
            "money": [decimal.Decimal("1.50"), None],
        }
    )
    frame.to_parquet(path)
    return path
