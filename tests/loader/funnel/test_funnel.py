"""A feed becomes Parquet and sums of it: each row is accounted for, and a sum opens those behind it."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from cypher.errors import InputError, UsageError
from cypher.feed_rows import FeedSum, rows_behind, summed_by
from cypher.settings import Settings
from loader.catalogue.places import SHIPPED
from loader.catalogue.source import Source, open_source
from loader.commands.funnel import funnel
from loader.funnel.rows import FeedCounts
from loader.funnel.run import funnel_of, funnel_rows
from tests.loader.reads import read

FOLDER = SHIPPED / "gdelt_events"
SAMPLE = FOLDER / "sample" / "export.CSV"
LINES = SAMPLE.read_text("utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES]


@pytest.fixture
def gdelt() -> Source:
    """The source that is funnelled."""
    return open_source(FOLDER)


def summed(source: Source, folder: Path, *paths: Path, add: bool = False) -> FeedCounts:
    """The counts of a whole funnel."""
    *_, counts = funnel_rows(Settings(home=folder / "home"), source, paths, folder / "out", add=add)
    return counts


def later(path: Path) -> Path:
    """The sample a month later, packed as the publisher packs it."""
    text = "".join("\t".join([row[0], "20240301", *row[2:]]) + "\n" for row in ROWS)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("20240301120000.export.CSV", text)
    return path


def test_rows_of_several_files_are_summed_by_month(gdelt: Source, tmp_path: Path) -> None:
    packed = tmp_path / "again.export.CSV.gz"
    packed.write_bytes(gzip.compress(SAMPLE.read_bytes()))
    counts = summed(gdelt, tmp_path, SAMPLE, later(tmp_path / "later.zip"), packed)
    assert (counts.rows, counts.rejected, counts.kept) == (51, 0, 42)
    expected: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for month, times in (("2024-02", 2), ("2024-03", 1)):
        for row in ROWS:
            if row[5] and row[15] and row[5] != row[15]:
                for place, number in enumerate((1, int(row[31]), int(row[32]))):
                    expected[row[5], row[15], month][place] += number * times
    paths = {"months": tmp_path / "out" / "by_month.parquet", "known": tmp_path / "out" / "actors.parquet"}
    result = read(FOLDER, paths, tmp_path / "spool")
    stated: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for said in result.statements:
        first, second, month = str(said.key).split(" ")
        words = said.evidence.partition(": ")[2].split(" ")
        for place, number in enumerate(map(int, (words[0], words[2], words[4]))):
            stated[first, second, month][place] += number
    assert stated == expected
    assert len(result.statements) == 18
    assert {"gdelt-events:USA", "gdelt-events:FRAGOV", "gdelt-events:nai"} <= result.records.keys()
    assert not result.rejected


def test_files_added_later_give_the_sums_of_all(gdelt: Source, tmp_path: Path) -> None:
    second = later(tmp_path / "later.zip")
    for place, batches in (("once", [(SAMPLE, second)]), ("twice", [(SAMPLE,), (second,)])):
        for paths in batches:
            summed(gdelt, tmp_path / place, *paths, add=True)
    once, twice = (
        read(FOLDER, {"months": place / "by_month.parquet", "known": place / "actors.parquet"}, tmp_path / f"of-{name}")
        for name in ("once", "twice")
        for place in [tmp_path / name / "out"]
    )
    assert once.content == twice.content
    assert not [
        path for path in (tmp_path / "twice" / "out").rglob("*") if "draft" in path.parts or "spill" in path.name
    ]


def test_a_sum_opens_the_rows_behind_it(gdelt: Source, tmp_path: Path) -> None:
    summed(gdelt, tmp_path, SAMPLE)
    paths = {"months": tmp_path / "out" / "by_month.parquet", "known": tmp_path / "out" / "actors.parquet"}
    statements = read(FOLDER, paths, tmp_path / "spool").statements
    fight = next(said for said in statements if str(said.locator).endswith("RUS UKR 2024-02 rival-of"))
    assert fight.evidence == (
        "CAMEO 19 in 2024-02: 4 events, 19 mentions, 5 sources. "
        "https://news.example/front https://news.example/raid https://news.example/village"
    )
    assert str(fight.locator).startswith("faultlines funnel rows gdelt-events ")
    by, values = funnel_of(gdelt).by, ("RUS", "UKR", "2024-02", "rival-of")
    assert FeedSum.read(str(fight.locator)) == FeedSum("gdelt-events", values)
    assert summed_by(tmp_path / "out") == list(by)
    columns, rows = rows_behind(tmp_path / "out", by, values, 10)
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    assert [(row["event"], row["code"], row["day"], row["link"]) for row in found] == [
        (900000001, "190", "2024-02-28", "https://news.example/front"),
        (900000004, "190", "2024-02-28", "https://news.example/brief"),
        (900000003, "193", "2024-02-28", "https://news.example/village"),
        (900000002, "195", "2024-02-28", "https://news.example/raid"),
    ]
    with pytest.raises(UsageError, match="known by a, b, month, type"):
        rows_behind(tmp_path / "out", by, ["RUS"], 10)
    with pytest.raises(UsageError, match="there are no rows in"):
        rows_behind(tmp_path / "nowhere", by, values, 10)


def test_rows_that_are_none_are_rejected_and_counted(gdelt: Source, tmp_path: Path) -> None:
    path = tmp_path / "export.CSV"
    wrong = "\t".join([*ROWS[0][:26], "19x", *ROWS[0][27:]])
    path.write_text("\n".join([*LINES, "half\ta row", wrong, LINES[0].replace("front", '"front')]) + "\n", "utf-8")
    counts = summed(gdelt, tmp_path, path)
    assert (counts.rows, counts.rejected, counts.kept) == (20, 2, 15)


def test_a_file_that_cannot_be_read_leaves_nothing(gdelt: Source, tmp_path: Path) -> None:
    path = tmp_path / "export.CSV"
    path.write_bytes(SAMPLE.read_bytes().replace(b"front", b"fr\xff\xfent"))
    counts = summed(gdelt, tmp_path, path)
    assert counts.rejected == 2
    with pytest.raises(UsageError, match="has rows already"):
        summed(gdelt, tmp_path, SAMPLE)


def test_no_view_reaches_other_files(gdelt: Source, tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere" / "secret.txt"
    secret.parent.mkdir()
    secret.write_text("secret", "utf-8")
    views = dict(gdelt.manifest.views)
    views["kept"] = views["kept"].model_copy(update={"sql": f"SELECT content AS a FROM read_text('{secret}')"})
    bent = replace(gdelt, manifest=gdelt.manifest.model_copy(update={"views": views}))
    with pytest.raises(InputError, match="kept"):
        summed(bent, tmp_path, SAMPLE)
    assert not list((tmp_path / "out").rglob("*.parquet"))


def test_a_source_without_a_funnel(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not say how its rows are summed"):
        summed(open_source(SHIPPED / "cow_alliances"), tmp_path, SAMPLE)


def test_the_commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FAULTLINES_HOME", str(tmp_path))
    result = CliRunner().invoke(funnel, ["run", "gdelt-events", str(SAMPLE)])
    place = tmp_path / "funnels" / "gdelt-events" / "by_month.parquet"
    assert result.stdout == (
        f"17 rows = 14 kept + 0 rejected + 3 left out\nfaultlines load gdelt-events --file {place}\n"
    )
    values = ["RUS", "UKR", "2024-02", "rival-of"]
    rows = list(csv.DictReader(io.StringIO(CliRunner().invoke(funnel, ["rows", "gdelt-events", *values]).stdout)))
    assert [row["code"] for row in rows] == ["190", "190", "193", "195"]
