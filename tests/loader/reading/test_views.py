"""Views: SQL over the parts of a source, within limits; each row of a file is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from cypher.errors import InputError
from loader.catalogue.source import open_source
from loader.reading import views
from tests.loader.reads import Read, manifest, read

HEAD = """
said_by: the book
types:
  MET: {screen: met, symmetric: true, properties: {times: {type: integer, minimum: 1}}}
"""
MEETINGS = """
parts:
  meetings: {file: meetings.csv, integers: [year], skip_when: [{rule: not held, when: {state: cancelled}}]}
  people: {file: people.csv}
views:
  pairs:
    sql: |
      SELECT m.guest, p.name AS host, count(*) AS times, min(m.year::INT) AS first, list(m.state) AS states,
             list(m._row) || [any_value(p._row)] AS _rows
      FROM meetings m JOIN people p ON p.id = m.host
      GROUP BY ALL
    actors:
      - {key: "{guest}", name: "{guest}", kind: person}
      - {key: "{host}", name: "{host}", kind: person}
    statements:
      subject: "{host}"
      object: "{guest}"
      type: met
      valid_from: "{first}"
      times: "{times}"
      evidence: "Met {times} times, from line {row} on."
"""
TABLE = (
    "host,guest,year,state\n1,Ann,2001.0,held\n1,Ann,2003,held\n2,Ann,x,held\n9,Eve,2004,held\n1,Bob,2005,cancelled\n"
)
PEOPLE = "id,name\n1,Zed\n2,Yan\n"


def reading(folder: Path, text: str, **files: str) -> Read:
    """What a source with this manifest reads in these files."""
    paths = {}
    for part, content in files.items():
        paths[part] = folder / f"{part}.csv"
        paths[part].write_text(content, "utf-8")
    return read(manifest(folder, "book", HEAD + text), paths, folder / "spool")


def rejection(folder: Path, sql: str) -> str:
    """Why a file is rejected with this view."""
    with pytest.raises(InputError) as caught:
        reading(folder, one(sql), t="a,b\n1,2\n3,4\n")
    return str(caught.value)


def one(sql: str) -> str:
    """A manifest of one part and this view."""
    block = 'actors: {key: "{a}", name: "N{a}", kind: person}'
    return f"parts: {{t: {{file: t.csv}}}}\nviews:\n  v:\n    sql: {sql!r}\n    {block}\n"


def test_a_view_joins_sums_and_names_the_rows_behind_it(tmp_path: Path) -> None:
    result = reading(tmp_path, MEETINGS, meetings=TABLE, people=PEOPLE)
    assert {name: record.name for name, record in result.records.items()} == {"book:Ann": "Ann", "book:Zed": "Zed"}
    (statement,) = result.statements
    assert (statement.own, statement.valid_from) == ({"times": 2}, "2001-01-01")
    assert statement.evidence == "Met 2 times, from line 2 on."
    assert [(line, reason) for _, line, reason, _ in result.rejected] == [
        (4, "year is 'x', which is not a whole number")
    ]
    assert result.skipped == {
        "not held": 1,
        "no view has this row of meetings": 1,  # line 5: nobody has the number 9
        "no view has this row of people": 1,
    }
    assert result.rows == (7, 3, 1, 3)


def test_views_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    folder = manifest(
        tmp_path,
        "book",
        'parts: {t: {file: t.csv}}\nviews: {second: {actors: {key: "{a}", name: "N{a}", kind: person}}}',
    )
    (folder / "views.sql").write_text(
        "-- a step\nCREATE VIEW first AS SELECT * FROM t WHERE b > '2';\n\n"
        "CREATE VIEW second AS\nSELECT a, _row FROM first;\n"
    )
    (tmp_path / "t.csv").write_text("a,b\n1,2\n3,4\n")
    before = open_source(folder).version
    result = read(folder, {"t": tmp_path / "t.csv"}, tmp_path / "spool")
    assert [*result.records] == ["book:3"]
    assert result.rows == (2, 1, 0, 1)
    (folder / "views.sql").write_text((folder / "views.sql").read_text() + "\n")
    assert open_source(folder).version != before


def test_a_rejected_row_of_a_view_rejects_the_rows_behind_it(tmp_path: Path) -> None:
    nameless = "SELECT NULL AS a, list(_row) AS _rows FROM t WHERE a IN ('1', '2')"
    sql = f"{nameless} UNION ALL SELECT a, [_row] FROM t WHERE a = '3'"
    result = reading(tmp_path, one(sql), t="a,b\n1,2\n2,2\n3,4\n")
    assert result.rows == (3, 1, 2, 0)
    assert [(line, reason) for _, line, reason, _ in result.rejected] == [(2, "name is empty")]


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELECT a, b FROM t", "the view v has no _rows"),
        ("SELECT b, _row FROM t", "the view v has no a"),
        ("SELECT a, NULL AS _rows FROM t", "has a row without _rows"),
        ("SELECT a, 17 AS _row FROM t", "_rows has 17, which is no row's _row"),
        ("SELECT a, _row FROM nothing", "the view v: Catalog Error"),
        ("SELECT a, _row FROM t; SELECT 1", "the view v is not one SELECT"),
        ("CREATE TABLE x AS SELECT 1", "the view v is not one SELECT"),
        ("COPY t TO '/tmp/x.csv'", "the view v is not one SELECT"),
        ("SET threads = 4", "the view v is not one SELECT"),
        ("SELECT content AS a, 1 AS _row FROM read_text('/etc/hostname')", "the view v: Permission Error"),
        ("SELECT * FROM read_csv('http://127.0.0.1:9/x')", "the view v:"),
        ("SELECT (a || 'x')::INT AS a, _row FROM t", "the view v: Conversion Error"),
    ],
)
def test_a_view_that_can_t_be_asked_rejects_the_file(tmp_path: Path, sql: str, words: str) -> None:
    assert words in rejection(tmp_path, sql)


def test_a_view_has_limits_of_time_and_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "SECONDS", 0.5)
    endless = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) AS a, 1 AS _row FROM r"
    assert "takes more than 0.5 s" in rejection(tmp_path, endless)
    monkeypatch.setattr(views, "SECONDS", 30.0)
    monkeypatch.setattr(views, "CONFIG", {**views.CONFIG, "memory_limit": "64MB"})
    large = "SELECT list(range::VARCHAR || repeat('x', 100)) AS a, 1 AS _row FROM range(10000000)"
    assert "needs more than 64MB" in rejection(tmp_path, large)


def test_documents_name_the_columns_of_their_tables(tmp_path: Path) -> None:
    text = """
parts: {t: {file: t.xml, each: e/i, columns: ["text()", ../@n]}}
views:
  v:
    sql: |
      SELECT "../@n" AS n, string_agg("text()", ' ' ORDER BY _row) AS name, list(_row) AS _rows FROM t GROUP BY ALL
    actors: {key: "{n}", name: "{name}", kind: person}
"""
    folder = manifest(tmp_path, "book", text)
    (tmp_path / "t.xml").write_text("<r><e n='1'><i>Ann</i><i>Lee</i></e><e n='2'><i>Bob</i></e></r>")
    result = read(folder, {"t": tmp_path / "t.xml"}, tmp_path / "spool")
    assert {name: record.name for name, record in result.records.items()} == {"book:1": "Ann Lee", "book:2": "Bob"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("views: {V: {sql: SELECT 1}}", "lower-case letters, digits and underscores"),
        ("parts: {v: {file: v.csv}}\nviews: {v: {sql: SELECT 1}}", "v is the name of a part"),
        ("views: {v: {actors: {key: x, name: x, kind: person}}}", "views.v.sql"),
        ("views: {v: {sql: SELECT 1, actors: {key: x, name: x}}}", "views.v.actors: kind is missing"),
    ],
)
def test_a_manifest_whose_views_are_wrong_is_rejected(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words.replace("(", r"\(")):
        open_source(manifest(tmp_path, "book", text))
