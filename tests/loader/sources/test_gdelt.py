"""Events of GDELT by pair, root code and day, checked against plain csv; what a spreadsheet did to rows is named."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from cypher.errors import InputError
from cypher.graph import Graph
from loader.catalogue.input import Input
from loader.catalogue.pattern import pattern_of
from loader.catalogue.places import SHIPPED
from loader.catalogue.source import open_source
from loader.reading.check import check_input
from loader.runs.rejects import kept_runs
from tests.loader.conftest import Loads
from tests.loader.reads import Read, read

FOLDER = SHIPPED / "gdelt_events"
SAMPLE = FOLDER / "sample" / "export.CSV"
EDITION = "20240228120000"
ROWS = [line.split("\t") for line in SAMPLE.read_text("utf-8").splitlines()]
DAY, FIRST, SECOND, CODE, ROOT, MENTIONS, SOURCES, ADDED, LINK = 1, 5, 15, 26, 28, 31, 32, 59, 60


@pytest.fixture
def sample(tmp_path: Path) -> Read:
    """What is read in the sample."""
    return read(FOLDER, {"events": SAMPLE}, tmp_path / "spool")


def codes(said: Any) -> tuple[str, str, str, str]:
    """Pair, root code and day of a statement, by its key."""
    first, second, root, day = said.key.split(" ")[:4]
    return first, second, root, day.replace("-", "")


def test_each_pair_root_and_day_is_counted(sample: Read) -> None:
    sums: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in ROWS:
        if row[FIRST] and row[SECOND] and row[FIRST] != row[SECOND]:
            for place, count in enumerate((1, int(row[MENTIONS]), int(row[SOURCES]))):
                sums[row[FIRST], row[SECOND], row[ROOT], row[DAY]][place] += count
    stated: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for said in sample.statements:
        words = said.evidence.partition(": ")[2].split(" ")
        for place, count in enumerate(map(int, (words[0], words[2], words[4]))):
            stated[codes(said)][place] += count
    assert stated == sums
    assert len(sums) == 9
    assert sample.rows == (17, 14, 0, 3)
    assert sample.skipped == {"no first actor": 1, "no second actor": 1, "an actor towards itself": 1}


def test_codes_have_their_meaning(sample: Read) -> None:
    meant = Counter((said.type, *codes(said)[:3]) for said in sample.statements)
    assert meant == {
        ("RIVAL_OF", "RUS", "UKR", "19"): 1,
        ("RIVAL_OF", "UKR", "RUS", "19"): 1,
        ("SUPPLIES", "USA", "UKR", "07"): 1,
        ("COOPERATES_WITH", "ROM", "UKR", "07"): 1,
        ("DESIGNATES", "USA", "RUS", "16"): 2,
        ("DISPUTES_WITH", "USA", "RUS", "16"): 1,
        ("COOPERATES_WITH", "FRAGOV", "AFR", "04"): 1,
        ("DISPUTES_WITH", "COP", "CVL", "17"): 1,
        ("COOPERATES_WITH", "IGOUNO", "nai", "02"): 1,
    }
    fight = next(said for said in sample.statements if codes(said)[:3] == ("RUS", "UKR", "19"))
    assert fight.evidence == (
        "Fighting (CAMEO 19) on 2024-02-28: 4 events, 19 mentions, 5 sources. "
        "https://news.example/front https://news.example/raid https://news.example/village"
    )
    assert (fight.url, fight.valid_from, fight.valid_to) == ("https://news.example/front", "2024-02-28", "2024-02-28")
    aid = next(said for said in sample.statements if said.type == "SUPPLIES")
    assert aid.own["goods"] == "humanitarian aid, military aid"
    assert {name: record.name for name, record in sample.records.items()}.items() >= {
        "gdelt-events:ROM": "Romania",
        "gdelt-events:FRAGOV": "France, government",
        "gdelt-events:COP": "Police (no country named)",
    }.items()
    assert sample.records["gdelt-events:ROM"].identifiers == ("iso3:ROU",)
    assert sample.records["gdelt-events:FRAGOV"].countries == ("FRA",)


def test_two_exports_are_two_statements_of_a_pair(sample: Read, tmp_path: Path) -> None:
    later = tmp_path / "20240228121500.export.CSV"
    later.write_text(SAMPLE.read_text("utf-8").replace(EDITION, "20240228121500"), "utf-8")
    again = read(FOLDER, {"events": later}, tmp_path / "later")
    assert not {said.statement for said in again.statements} & {said.statement for said in sample.statements}


def changed(place: int, value: str, row: int = 0) -> str:
    """The sample with one value of one row in place of its own."""
    rows = [list(fields) for fields in ROWS]
    rows[row][place] = value
    return "".join("\t".join(fields) + "\n" for fields in rows)


DAMAGE = {
    "leading zeros": (changed(CODE, "72", 5), "EventCode is '72': its leading zeros are lost"),
    "a day as a date": (changed(DAY, "28.02.2024"), "SQLDATE is '28.02.2024': a code or number turned into a date"),
    "a shortened number": (changed(ADDED, "2.02E+13"), "DATEADDED is '2.02E+13': a number shortened to a power of ten"),
    "a decimal comma": (changed(34, "-1,25"), "AvgTone is '-1,25': a comma in place of the decimal point"),
    "marks of thousands": (changed(0, "900.000.001"), "GLOBALEVENTID is '900.000.001': a number with marks between"),
    "no such root": (changed(ROOT, "25"), "EventRootCode is '25', which does not match"),
    "another root": (changed(ROOT, "18"), "EventCode 190 is not of the root 18"),
    "no such code": (changed(CODE, "199"), "EventCode 199 is none of CAMEO"),
    "no such day": (changed(DAY, "20240231"), "2024-02-31"),
}


@pytest.mark.parametrize(("text", "reason"), DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_row_is_rejected_alone_and_says_how(text: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "export.CSV"
    path.write_text(text, "utf-8")
    result = read(FOLDER, {"events": path}, tmp_path / "spool")
    assert [reason in why for _, _, why, _ in result.rejected] == [True], result.rejected
    assert sum(result.rows[1:]) == result.rows[0] == 17


@pytest.mark.parametrize(("put", "first", "side"), [([""], "EventCode", "right"), ([], "IsRootEvent", "left")])
def test_columns_that_moved(put: list[str], first: str, side: str, tmp_path: Path) -> None:
    rows = [list(fields) for fields in ROWS]
    rows[2] = [*rows[2][:20], *put, *rows[2][20:-1]] if put else [*rows[2][:19], *rows[2][20:], "x"]
    path = tmp_path / "export.CSV"
    path.write_text("".join("\t".join(fields) + "\n" for fields in rows), "utf-8")
    result = read(FOLDER, {"events": path}, tmp_path / "spool")
    assert [(line, reason) for _, line, reason, _ in result.rejected] == [
        (3, f"from before {first} on, values stand 1 column too far to the {side}")
    ]


def spreadsheet() -> str:
    """The sample as a spreadsheet saves it: codes as numbers, long numbers shortened, semicolons, a header."""
    columns = open_source(FOLDER).manifest.parts["events"].columns or ()
    rows = [[text.lstrip("0") or text if text.isdecimal() else text for text in row] for row in ROWS]
    lines = [columns, *([*row[:ADDED], "2.02E+13", row[LINK]] for row in rows)]
    return "".join(";".join(line) + "\r\n" for line in lines)


def test_a_file_that_a_spreadsheet_saved_is_rejected_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "20240228120000.export.csv"
    path.write_text(spreadsheet(), "utf-8")
    report = check_input(open_source(FOLDER), Input({"events": path}))
    assert (report.rows["rejected"], report.rows["stated"], report.records) == (18, 0, 0)
    assert report.rejected_whole
    first = "separated by … in place of …, as a spreadsheet saves it; "
    short = "DATEADDED is …: a number shortened to a power of ten"
    lost = "".join(
        f"{name} is …: its leading zeros are lost; " for name in ("EventCode", "EventBaseCode", "EventRootCode")
    )
    with_zeros = sum(row[CODE].startswith("0") for row in ROWS)
    assert {reason.reason: reason.count for reason in report.rejected} == {
        first + lost + short: with_zeros,
        first + short: len(ROWS) - with_zeros,
        first + "the names of the columns in place of a row": 1,
    }


def test_the_rows_of_a_rejected_file_are_kept_with_their_reasons(loads: Loads, tmp_path: Path) -> None:
    loads("states")
    path = tmp_path / "20240228120000.export.csv"
    path.write_text(spreadsheet(), "utf-8")
    with pytest.raises(InputError, match="18 rows rejected and 0 understood"):
        loads("gdelt-events", path)
    ((_, _, kept),) = kept_runs(loads.settings, "gdelt-events")
    assert len(list(csv.DictReader(io.StringIO(kept.read_text("utf-8"))))) == 18


def test_countries_are_the_states(loads: Loads, graph: Graph) -> None:
    loads("states")
    assert loads("gdelt-events", SAMPLE).difference.statements.created == 10
    rows = graph.read(
        "MATCH (a:Actor {id: 'states:USA'})-[r]->(b:Actor) WHERE r.source = 'gdelt-events' "
        "RETURN type(r) AS type, b.id AS other, r.events AS events ORDER BY type, other, r.valid_from"
    )
    assert [(row["type"], row["other"], row["events"]) for row in rows] == [
        ("DESIGNATES", "states:RUS", None),
        ("DESIGNATES", "states:RUS", None),
        ("DISPUTES_WITH", "states:RUS", 1),
        ("SUPPLIES", "states:UKR", None),
    ]
    assert loads("gdelt-events", SAMPLE).same


def test_the_newest_export_is_where_the_pointer_says() -> None:
    origin = open_source(FOLDER).manifest.parts["events"].origin
    assert origin is not None
    base = "1 0a http://data.gdeltproject.org/gdeltv2"
    lines = [f"{base}/{EDITION}.{kind}.zip" for kind in ("gkg.csv", "export.CSV")]
    assert pattern_of(origin.pointer or "").found("\n".join(lines)) == lines[1].split(" ")[2]
