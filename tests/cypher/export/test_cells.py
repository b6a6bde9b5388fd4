"""What is printed is safe for whatever reads it: a terminal, a spreadsheet, a program."""

import csv
import datetime
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cypher.export import find_form, print_rows
from cypher.export.cells import table_cell

ROW: dict[str, Any] = {
    "name": '=cmd|"/c calc"!A1',
    "names": ["a, b", 'c"d'],
    "when": datetime.date(2023, 1, 20),
    "at": datetime.datetime(2023, 1, 30, 12, tzinfo=datetime.UTC),
    "maps": [{"count": 3, "on": datetime.date(2020, 1, 1)}],
    "share": 0.25,
    "number": -5,
    "sure": True,
    "nothing": None,
}


def printed(form: str, rows: list[dict[str, Any]], columns: list[str]) -> str:
    out = io.StringIO()
    find_form(form).write(columns, [[row[column] for column in columns] for row in rows], out)
    return out.getvalue()


def test_json_is_exact() -> None:
    (row,) = json.loads(printed("json", [ROW], list(ROW)))
    assert row == ROW | {
        "when": "2023-01-20",
        "at": "2023-01-30T12:00:00+00:00",
        "maps": [{"count": 3, "on": "2020-01-01"}],
    }
    assert printed("jsonl", [ROW, ROW], list(ROW)).count("\n") == 2


def test_csv_runs_nothing_in_a_spreadsheet() -> None:
    (row,) = csv.DictReader(io.StringIO(printed("csv", [ROW], list(ROW))))
    assert row["name"] == '\'=cmd|"/c calc"!A1'
    assert json.loads(row["names"]) == ROW["names"]
    assert (row["when"], row["number"], row["sure"], row["nothing"]) == ("2023-01-20", "-5", "true", "")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_csv_gives_back_any_text(text: str) -> None:
    rows = list(csv.reader(io.StringIO(printed("csv", [{"a": text, "b": "end"}], ["a", "b"]), newline="")))
    assert rows[0] == ["a", "b"]
    assert rows[1][0] in (text, f"'{text}")
    assert rows[1][1:] == ["end"]
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("\x1b[31mred\x07", "\ufffd[31mred\ufffd"),
        ("a\nb\tc", "a b c"),
        ("\u202egnissuf\u2066", "\ufffdgnissuf\ufffd"),
        ("می‌خواهم", "می‌خواهم"),
        ("[bold]x[/bold] :boom:", "[bold]x[/bold] :boom:"),
        (None, ""),
        (0.123456, "0.1235"),
        (["a", "b"], "a, b"),
        ([], ""),
        ([["a"]], '[["a"]]'),
        (True, "true"),
    ],
)
def test_a_table_cell_steers_no_terminal(value: object, shown: str) -> None:
    assert table_cell(value) == shown


@settings(deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=12), st.integers(1, 12))
def test_a_table_takes_any_text(texts: list[str], wide: int) -> None:
    rows = [{f"c{n}": text for n in range(wide)} for text in texts]
    written = printed("table", rows, [f"c{n}" for n in range(wide)])
    assert "\x1b" not in written
    assert len(written.splitlines()) >= len(texts)


def test_columns_stand_though_there_are_no_rows(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([], "csv", ["a", "b"])
    assert capsys.readouterr() == ("a,b\n", "")
    print_rows([], "table", ["a", "b"])
    assert capsys.readouterr() == ("", "No rows.\n")
    for form in ("table", "csv", "json", "jsonl"):
        print_rows([{"a": 1}], form)
        assert "a" in capsys.readouterr().out


def test_a_name_from_right_to_left_turns_nothing_around_it() -> None:
    assert "\u2068محمد 5\u2069" in printed("table", [{"name": "محمد 5", "n": 1}], ["name", "n"])
    assert "\u2068" not in printed("csv", [{"name": "محمد 5"}], ["name"])
    assert "\u2068" not in printed("table", [{"name": "Wagner"}], ["name"])
