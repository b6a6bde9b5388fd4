"""Each format gives the same rows with the numbers of their lines, and rejects what can't be trusted."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from cypher.errors import InputError
from loader.catalogue.part import Part
from loader.catalogue.template import SEVERAL
from loader.model.row import Rejected, Row
from loader.reading.formats import sheet
from loader.reading.formats.opening import format_of, open_rows
from tests.loader.sheets import ods, xlsx

HEAD = ["key", "name", "kind"]
TABLE = [["007", "Alpha", "person"], ["2", "Бета, B", "state"]]
Writer = Callable[[Path, Sequence[Sequence[str]]], Path]


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    path.write_text("\n".join(",".join(f'"{text}"' for text in row) for row in rows) + "\n", "utf-8")
    return path


def write_tsv(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    path.write_text("".join("\t".join(row) + "\r\n" for row in rows), "utf-8")
    return path


def write_utf16(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    path.write_text("".join("\t".join(row) + "\r\n" for row in rows), "utf-16")
    return path


def write_jsonl(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    head, *body = rows
    path.write_text("".join(json.dumps(dict(zip(head, row, strict=True))) + "\n" for row in body), "utf-8")
    return path


def write_parquet(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    head, *body = rows
    parquet.write_table(pa.table({name: [row[n] for row in body] for n, name in enumerate(head)}), path)
    return path


FORMATS: list[tuple[str, Writer, dict[str, Any], int]] = [
    ("t.csv", write_csv, {}, 2),
    ("t.tsv", write_tsv, {}, 2),
    ("t.txt", write_utf16, {"encoding": "utf-16", "delimiter": "\t"}, 2),
    ("t.jsonl", write_jsonl, {}, 1),
    ("t.parquet", write_parquet, {}, 1),
    ("t.xlsx", lambda path, rows: xlsx(path, {"One": rows}), {}, 2),
    ("t.ods", lambda path, rows: ods(path, "One", rows), {}, 2),
]


def rows_of(path: Path, **part: Any) -> list[Row | Rejected]:
    """The rows of a file."""
    described = Part(file=path.name, **part)
    return [row for row in open_rows(path, described, path) if isinstance(row, Row | Rejected)]


@pytest.mark.parametrize(("name", "write", "part", "first"), FORMATS, ids=[case[0] for case in FORMATS])
def test_every_format_gives_the_same_rows(
    tmp_path: Path, name: str, write: Writer, part: dict[str, Any], first: int
) -> None:
    rows = rows_of(write(tmp_path / name, [HEAD, *TABLE]), **part)
    assert [list(row.fields.values()) for row in rows if isinstance(row, Row)] == TABLE
    assert [list(row.fields) for row in rows if isinstance(row, Row)] == [HEAD, HEAD]
    assert [row.origin.line for row in rows] == [first, first + 1]
    assert {row.origin.file for row in rows} <= {name, f"{name}#One"}


@pytest.mark.parametrize(
    ("name", "form", "found"),
    [
        ("a.CSV", None, "delimited"),
        ("a.XLSX", None, "sheet"),
        ("a.ndjson", None, "jsonl"),
        ("a.parquet", None, "parquet"),
        ("a", None, "delimited"),
        ("a.csv", "jsonl", "jsonl"),
    ],
)
def test_the_name_says_the_format_unless_the_manifest_does(name: str, form: Any, found: str) -> None:
    assert format_of(Part(file="x", format=form), name) == found


@pytest.mark.parametrize(
    ("text", "part", "rows"),
    [
        ("about\nmore\na,b\n1,2\n", {"skip": 2}, [{"a": "1", "b": "2"}]),
        ("1,2\n", {"columns": ["a", "b"]}, [{"a": "1", "b": "2"}]),
        (
            "\ufeffID,x,ID,,\n1,2,3,4,5\n",
            {"number_unnamed": True},
            [{"ID": "1", "x": "2", "ID.2": "3", "column 4": "4", "column 5": "5"}],
        ),
        ("a;b\n01;2,0\n", {"delimiter": ";"}, [{"a": "01", "b": "2,0"}]),
        ("a,b\n2.0,-3.\n,x\n", {"integers": ["a"]}, [{"a": "2", "b": "-3."}, {"a": "", "b": "x"}]),
        ("a,b\nn/a,2\n", {"null_values": "n/a"}, [{"a": "", "b": "2"}]),
        ("a,b\n1,2\n\n3,4\n", {}, [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]),
    ],
)
def test_what_a_part_says_of_delimited_text(tmp_path: Path, text: str, part: dict[str, Any], rows: Any) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text, "utf-8")
    assert [row.fields for row in rows_of(path, **part) if isinstance(row, Row)] == rows


@pytest.mark.parametrize(
    ("text", "part", "reason"),
    [
        ("a,b\n012,x\n12,y\n", {"patterns": {"a": r"\d{3}"}}, "a is '12': its leading zeros are lost"),
        ("a,b\n1,x\n1.5,y\n", {"integers": ["a"]}, "a is '1.5', which is not a whole number"),
        ("a,b\n1,x\n2,MÃ¼ller\n", {}, "b is UTF-8 that somebody read as Latin-1"),
        ("a,b\n1,x\n2,M\ufffdller\n", {}, "b has a character that was lost"),
    ],
)
def test_a_row_that_the_part_does_not_believe(tmp_path: Path, text: str, part: dict[str, Any], reason: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text, "utf-8")
    good, bad = rows_of(path, **part)
    assert isinstance(good, Row)
    assert isinstance(bad, Rejected)
    assert (bad.origin.line, bad.reason.startswith(reason)) == (3, True)


def test_utf8_is_no_latin1(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,x\n2,Müller\n3,Muñoz\n", "utf-8")
    assert [type(row) for row in rows_of(path, encoding="iso-8859-1")] == [Row, Rejected, Rejected]
    path.write_text("a,b\n1,x\n2,Müller\n3,Muñoz\n", "iso-8859-1")
    assert [row.fields["b"] for row in rows_of(path, encoding="iso-8859-1") if isinstance(row, Row)] == [
        *("x", "Müller", "Muñoz")
    ]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ('{"a": 1.50, "b": true, "c": null}', {"a": "1.50", "b": "true", "c": ""}),
        ('{"a": {"b": {"c": 7}}, "d": ["x", "y|z", null]}', {"a.b.c": "7", "d": f"x{SEVERAL}y|z"}),
        ('{"a": "\\u0411"}', {"a": "Б"}),
        ('{"a": 12345678901234567890}', {"a": "12345678901234567890"}),
    ],
)
def test_json_keeps_what_is_written(tmp_path: Path, line: str, fields: dict[str, str]) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(line + "\n", "utf-8")
    assert [row.fields for row in rows_of(path) if isinstance(row, Row)] == [fields]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"a": 1', "no JSON: "),
        ('{"a": 1, "a": 2}', "the field 'a' occurs twice"),
        ('{"a.b": 1, "a": {"b": 2}}', "the field a.b occurs twice"),
        ('{"a": NaN}', "NaN is no JSON number"),
        ('{"a": [[1]]}', "a is a list of lists"),
        ('{"a": "x\\u0000"}', "a has a control character"),
        ('{"a": "\\ud800"}', "a has half a character"),
        ("[1]", "a JSON array in place of JSON lines"),
        ("7", "no JSON object"),
        ('{"a":' * 20 + "1" + "}" * 20, "nested more than 8 deep"),
        ('{"a":' * 50_000, "nested too deep"),
    ],
)
def test_a_line_that_is_no_object(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"a": 1}\n' + line + '\n{"a": 3}\n', "utf-8")
    one, bad, other = rows_of(path)
    assert isinstance(one, Row)
    assert isinstance(bad, Rejected)
    assert (bad.origin.line, reason in bad.reason, other.origin.line) == (2, True, 3)
    path.write_text(line + "\n", "utf-8")
    with pytest.raises(InputError, match=r"."):
        rows_of(path)


def test_parquet_types_become_text(tmp_path: Path) -> None:
    import datetime
    import decimal

    path = tmp_path / "t.parquet"
    table = pa.table(
        {
            "day": [datetime.date(2023, 1, 26)],
            "at": pa.array([datetime.datetime(2023, 1, 26)], pa.timestamp("ms")),  # noqa: DTZ001
            "n": pa.array([7], pa.int64()),
            "x": [1.5],
            "money": [decimal.Decimal("1.50")],
            "none": pa.array([None], pa.string()),
            "names": [["A", "B"]],
            "in": [{"side": "x"}],
        }
    )
    parquet.write_table(table, path)
    (row,) = rows_of(path)
    assert isinstance(row, Row)
    assert row.fields == {
        "day": "2023-01-26",
        "at": "2023-01-26",
        "n": "7",
        "x": "1.5",
        "money": "1.50",
        "none": "",
        "names": f"A{SEVERAL}B",
        "in.side": "x",
    }


def test_parquet_numbers_its_rows_over_groups(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    parquet.write_table(pa.table({"a": [str(n) for n in range(25)]}), path, row_group_size=10)
    assert [(row.origin.line, row.fields["a"]) for row in rows_of(path) if isinstance(row, Row)] == [
        (n + 1, str(n)) for n in range(25)
    ]


@pytest.mark.parametrize("name", ["t.parquet", "t.xlsx", "t.ods", "t.xls", "t.xlsb"])
@pytest.mark.parametrize("content", [b"", b"key,name\n", b"PK\x03\x04 and no more", b"PAR1 nothing PAR1"])
def test_what_is_no_workbook_and_no_parquet(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=name):
        rows_of(path)


def test_the_sheet_is_the_only_one_or_named(tmp_path: Path) -> None:
    rows = [HEAD, *TABLE]
    empty = xlsx(tmp_path / "empty.xlsx", {"Notes": [], "Data": rows})
    assert len(rows_of(empty)) == 2
    two = xlsx(tmp_path / "two.xlsx", {"Notes": [["read me"]], "Data": rows})
    with pytest.raises(InputError, match=r"several sheets: name one in the part's `sheet`: Notes, Data"):
        rows_of(two)
    assert {row.origin.file for row in rows_of(two, sheet="Data")} == {"two.xlsx#Data"}
    with pytest.raises(InputError, match="there is no sheet 'data', only Notes, Data"):
        rows_of(two, sheet="data")


def test_rows_of_a_sheet_keep_their_numbers(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "t.xlsx", {"One": [[], ["About"], [], HEAD, [], TABLE[0], [7.0, 1.25, True]]})
    first, second = rows_of(path, skip=2)
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert (first.origin.line, list(first.fields.values())) == (6, TABLE[0])
    assert (second.origin.line, list(second.fields.values())) == (7, ["7", "1.25", "true"])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["#REF!", "A", "person"], "a formula failed in A3"),
        ([1234567890123456.0, "A", "person"], "a sheet keeps fifteen digits"),
        (["1", "A", "person", "more"], "4 columns where 3 are expected"),
    ],
)
def test_a_cell_that_lost_something(tmp_path: Path, row: list[Any], reason: str) -> None:
    good, bad = rows_of(xlsx(tmp_path / "t.xlsx", {"One": [HEAD, TABLE[0], row]}))
    assert isinstance(good, Row)
    assert isinstance(bad, Rejected)
    assert (bad.origin.line, reason in bad.reason) == (3, True)


def test_a_workbook_has_a_largest_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = xlsx(tmp_path / "t.xlsx", {"One": [HEAD, *([["0" * 1000, "A", "person"]] * 200)]})
    assert len(rows_of(path)) == 200
    monkeypatch.setattr(sheet, "UNPACKED", 100_000)
    with pytest.raises(InputError, match="save it as CSV"):
        rows_of(path)


SWALLOWING = [
    "id,a,b,title",
    "1,A,B,plain",
    '2,A,C,"Abu Ali spoke',
    "3,A,D,plain three",
    '4,A,E,the end"',
    "5,A,F,five",
]


def test_a_tab_file_has_no_quotes(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("\n".join(SWALLOWING).replace(",", "\t") + "\n", "utf-8")
    rows = rows_of(path)
    assert [(row.origin.line, row.fields["title"]) for row in rows if isinstance(row, Row)] == [
        (2, "plain"),
        (3, '"Abu Ali spoke'),
        (4, "plain three"),
        (5, 'the end"'),
        (6, "five"),
    ]
    assert len(rows) == 5


@pytest.mark.parametrize("quoted", ['4,A,E,the end"', '4,A,"E, F",the end"', '4,"A",E,the end"', '4,A,E,"the end"'])
@pytest.mark.parametrize("between", ["3,A,D,plain three", '3,A,"D, x",plain three'])
def test_a_stray_quote_swallows_no_row(tmp_path: Path, between: str, quoted: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text("\n".join([*SWALLOWING[:3], between, quoted, SWALLOWING[5]]) + "\n", "utf-8")
    rows = rows_of(path)
    assert {row.origin.line for row in rows} == {2, 3, 4, 5, 6}, "every line is accounted for"
    assert not [row for row in rows if isinstance(row, Row) and "spoke" in row.fields["title"]]
    read = [row.origin.line for row in rows if isinstance(row, Row)]
    assert (read[0], read[-1]) == (2, 6)


def test_a_field_over_several_lines_is_read_where_none_is_a_row_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('id,a,b,title\n1,A,B,"one\ntwo, with a comma\n\nthree"\n2,A,C,"x ""y"" z"\n', "utf-8")
    first, second = rows_of(path)
    assert isinstance(first, Row)
    assert first.fields["title"] == "one\ntwo, with a comma\n\nthree"
    assert second.origin.line == 6


def test_a_row_of_another_width_gives_back_all_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('id,a,b,title\n1,A,B,t\n2,A,"B\nC\nD"\n3,A,B,t\n', "utf-8")
    assert [(row.origin.line, type(row)) for row in rows_of(path)] == [
        *((2, Row), (3, Rejected), (4, Rejected), (5, Rejected), (6, Row))
    ]


def test_quotes_may_be_letters_in_any_file(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("\n".join(SWALLOWING) + "\n", "utf-8")
    assert len([row for row in rows_of(path, quotes="none") if isinstance(row, Row)]) == 5
