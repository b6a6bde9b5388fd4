"""What a manifest says of columns: negations, patterns, the last of a list, lists as statements, tables of codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cypher.errors import InputError
from loader.catalogue.part import Block, holds
from loader.catalogue.source import open_source
from loader.catalogue.template import SEVERAL, template
from loader.reading import mapped
from tests.loader.reads import Read, manifest, read

LINES = (
    '{"id": "a", "holders": ["b", "c"], "code": "19", "note": "see ofac-36 and ofac-173"}\n{"id": "b", "code": "07"}\n'
)
SOURCE = """
said_by: the register
tables: {codes: codes.csv}
types:
  HELD_BY: {screen: held-by, sign: none, properties: {share: float, rank: {type: integer, minimum: 1, maximum: 9}}}
parts:
  things:
    file: things.jsonl
    actors:
      - {key: "{id}", name: "Thing {id}", kind: organization, identifiers: "register:{note:re:ofac-(\\\\d+)}"}
      - {each: holders, key: "{holders}", name: "Holder {holders}", kind: organization}
    statements:
      each: holders
      subject: "{id}"
      object: "{holders}"
      type: held-by
      rank: {from: "{code}", map: codes.rank}
      evidence: "{holders} is one of the holders of {id} (line {row})."
"""


def reading(folder: Path, text: str = SOURCE, lines: str = LINES, codes: str = "code,rank\n19,4\n07,\n") -> Read:
    """What a source reads in JSON lines."""
    path = folder / "things.jsonl"
    path.write_text(lines, "utf-8")
    where = manifest(folder, "register", text)
    (where / "codes.csv").write_text(codes, "utf-8")
    return read(where, {"things": path}, folder / "spool")


def test_a_list_makes_several_statements(tmp_path: Path) -> None:
    result = reading(tmp_path)
    assert [(said.object, said.own, said.evidence) for said in result.statements] == [
        ("register:b", {"rank": 4}, "b is one of the holders of a (line 1)."),
        ("register:c", {"rank": 4}, "c is one of the holders of a (line 1)."),
    ]
    assert result.records["register:a"].identifiers == ("register:36",)
    assert result.records.keys() == {"register:a", "register:b", "register:c"}
    assert result.rows == (2, 2, 0, 0)


def test_a_row_whose_list_is_empty_is_skipped_by_name(tmp_path: Path) -> None:
    text = SOURCE.replace(
        '      - {key: "{id}", name: "Thing {id}"', '      - {when: {id: a}, key: "{id}", name: "Thing {id}"'
    )
    assert reading(tmp_path, text).skipped == {"holders is empty": 1}


def test_a_code_that_no_table_has_rejects_the_row(tmp_path: Path) -> None:
    rejected = reading(tmp_path, codes="code,rank\n07,1\n").rejected
    assert [(line, reason) for _, line, reason, _ in rejected] == [(1, "{code} is '19', not one of 07")] * 2
    assert [reason for *_, reason, _ in reading(tmp_path, codes="code,rank\n19,10\n").rejected] == [
        "rank is '10': it lies between 1 and 9"
    ] * 2


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ("code,rank\n1,2\n1,3\n", "a code or a column occurs twice"),
        ("code,rank\n1,2,3\n", "3 columns where 2 are expected"),
        ("code,level\n1,2\n", "map: 'codes.rank' is none of codes.level"),
        ("", "a code or a column occurs twice, or there is no column"),
    ],
)
def test_a_wrong_table_rejects_the_manifest(tmp_path: Path, codes: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        reading(tmp_path, codes=codes)
    with pytest.raises(InputError, match="no file of this folder"):
        open_source(manifest(tmp_path, "other", "tables: {t: ../t.csv}"))


def test_another_table_is_another_reader(tmp_path: Path) -> None:
    where = manifest(tmp_path, "register", SOURCE)
    (where / "codes.csv").write_text("code,rank\n1,2\n", "utf-8")
    before = open_source(where).version
    (where / "codes.csv").write_text("code,rank\n1,3\n", "utf-8")
    assert open_source(where).version != before


@pytest.mark.parametrize(
    ("when", "text", "holds_there"),
    [
        ({"not": ""}, "", False),
        ({"not": ""}, "x", True),
        ({"not": ["a", "b"]}, "b", False),
        ({"not": "*"}, "", True),
        ({"not": "*"}, "x", False),
        ({"matches": "1[89]|20"}, "19", True),
        ({"matches": "1[89]|20"}, "191", False),
        ({"matches": r"\d+", "not": "7"}, "7", False),
        ({"not": 7}, "7", False),
        (["a", "b"], "b", True),
        ("*", "", False),
    ],
)
def test_conditions(when: object, text: str, holds_there: bool) -> None:
    block = Block.model_validate({"when": {"x": when}, "name": "n"})
    assert holds(block.when, {"x": text}) is holds_there


@pytest.mark.parametrize("when", [{}, {"nott": "x"}, {"matches": "("}, {"matches": "(a{1000}){1000}"}])
def test_wrong_conditions_reject_the_manifest(when: object) -> None:
    with pytest.raises(ValueError, match=r"condition|regular|repeats"):
        Block.model_validate({"when": {"x": when}, "name": "n"})


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{list:last}", "c"),
        ("{list:first}", "a"),
        ("{note:re:ofac-(\\d+)}", "36"),
        ("{note:re:no-(\\d+)}", ""),
        ("{note:re:[a-z]+-\\d\\d}", "ofac-36"),
        ("{time:re:(\\d\\d):}", "12"),
        ("{a:re:b}", "own column"),
    ],
)
def test_templates(text: str, filled: str) -> None:
    fields = {"list": SEVERAL.join("abc"), "note": "see ofac-36", "time": "12:30", "a:re:b": "own column"}
    assert template(text).fill(fields) == filled


def test_an_expression_without_end_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="regular expression"):
        template("{x:re:(}")
    text = SOURCE.replace(r"{note:re:ofac-(\\d+)}", "{note:re:(a|aa)+b}")
    slow = f'{{"id": "a", "holders": ["b"], "code": "19", "note": "{"a" * 60}"}}\n'
    with pytest.raises(InputError, match="takes more than 1 s"):
        reading(tmp_path, text, slow)


def test_the_number_of_a_row_gives_way_to_a_column_of_that_name(tmp_path: Path) -> None:
    text = 'said_by: x\nparts: {things: {file: things.jsonl, actors: {key: "{row}", name: "Thing {row}", kind: other}}}'
    assert reading(tmp_path, text, '{"id": "a"}\n{"row": "x7"}\n').records.keys() == {"register:1", "register:x7"}
    assert mapped.NUMBER == "row"


def example(folder: Path, title: str) -> Path:
    """The source whose manifest the page shows under a title."""
    page = (Path(__file__).parents[3] / "docs/loading.md").read_text("utf-8")
    (text,) = [block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if f"title: {title}\n" in block]
    where = folder / "example"
    where.mkdir()
    (where / "manifest.yaml").write_text(text, "utf-8")
    (where / "codes.csv").write_text("code,level,word\n19,4,trust\n07,,nominee\n", "utf-8")
    return where


def test_the_register_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "things.jsonl"
    path.write_text(LINES + '{"id": "c", "holders": ["b"], "code": "07", "status": "closed"}\n', "utf-8")
    result = read(example(tmp_path, "Register of holdings"), {"things": path}, tmp_path / "spool")
    assert [(said.object, said.own) for said in result.statements] == [
        ("example:b", {"level": 4, "word": "trust"}),
        ("example:c", {"level": 4, "word": "trust"}),
    ]
    assert result.records["example:a"].identifiers == ("ofac:36",)
    assert result.skipped == {"closed": 1}


def test_the_view_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "alliance-years.csv"
    path.write_text("a,b,year\nFRA,DEU,1990\nFRA,DEU,1991.0\nFRA,DEU,1991\nFRA,DEU,1995\nXXX,DEU,1995\n", "utf-8")
    result = read(example(tmp_path, "Alliances by year"), {"years": path}, tmp_path / "spool")
    assert {(said.key, said.valid_from, said.valid_to) for said in result.statements} == {
        ("1990", "1990-01-01", "1991-12-31"),
        ("1995", "1995-01-01", "1995-12-31"),
    }
    assert result.rows == (5, 3, 1, 1)


def test_the_document_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "register.xml"
    path.write_text(
        "<r><entry><uid>7</uid><name>Seven</name><programs><program>A</program><program>B</program></programs>"
        "<akaList><aka><name>VII</name></aka></akaList></entry></r>",
        "utf-8",
    )
    result = read(example(tmp_path, "Register of sanctions"), {"entries": path}, tmp_path / "spool")
    assert [(said.object, said.own["programme"]) for said in result.statements] == [
        ("example:7", "A"),
        ("example:7", "B"),
    ]
    assert result.records["example:7"].names == ("Seven", "VII")
