"""`faultlines check` reads without a graph and says what a load would make of a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Faultlines
from tests.loader.native import Listed, native
from tests.loader.reads import manifest

TIES = """
said_by: x
parts:
  ties:
    file: ties.csv
    actors:
      - {key: "{from}", name: "{from}", kind: organization}
    statements:
      - {subject: "{from}", object: "states:{to:country}", type: rival-of, evidence: e}
"""


@pytest.fixture
def check(faultlines: Faultlines, tmp_path: Path) -> Any:
    """The real command, with nothing that runs."""

    def run(*arguments: str | Path, code: int = 0) -> tuple[str, str]:
        (tmp_path / "sources").mkdir(exist_ok=True)
        home = str(tmp_path / "home")
        done = faultlines("check", *map(str, arguments), HOME=home, SOURCES=str(tmp_path / "sources"))
        assert done.returncode == code, (done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        assert not (tmp_path / "home").exists(), "nothing is kept"
        return done.stdout, done.stderr

    return run


def test_what_is_understood_rejected_skipped_and_left_over(check: Any, tmp_path: Path) -> None:
    manifest(tmp_path, "tiny", TIES)
    path = tmp_path / "ties.csv"
    path.write_text("from,to,note\nA,Russia,n1\nA,Ruritania,\nB,Nowhere,\nB,Serbia,n2\n", "utf-8")
    said = json.loads(check("tiny", "--file", path, "--json")[0])
    assert said["believed"] is True
    assert said["rows"] == {"read": 4, "stated": 2, "rejected": 2, "skipped": 0}
    assert (said["records"], said["statements"], said["elsewhere"]) == (2, {"RIVAL_OF": 2}, {"states": 2})
    (reason,) = said["rejected"]
    assert (reason["reason"], reason["count"]) == ("to is …: no country is called that", 2)
    assert [(one["file"], one["line"]) for one in reason["examples"]] == [("ties.csv", 3), ("ties.csv", 4)]
    assert said["left_over"] == [{"part": "ties", "column": "note", "rows": 2, "example": "n1"}]
    text, _ = check("tiny", "--file", path)
    assert "4 rows read = 2 stated + 2 rejected + 0 skipped" in text
    assert "ties.csv:3: A,Ruritania," in text
    check("tiny", "--file", path, "--strict", code=1)


def test_a_column_of_its_type_is_not_left_over(check: Any, tmp_path: Path) -> None:
    text = "said_by: x\nparts: {actors: {file: actors.csv}, statements: {file: statements.csv}}\n"
    folder = manifest(tmp_path, "tiny", text)
    (folder / "actors.csv").write_text("key,name,kind\na,A,organization\nb,B,organization\n", "utf-8")
    (folder / "statements.csv").write_text("subject,type,object,evidence,share\na,owns,b,e,0.5\n", "utf-8")
    assert "Left over" not in check("tiny")[0]


def test_a_file_that_is_rejected_as_a_whole(check: Any, tmp_path: Path) -> None:
    manifest(tmp_path, "tiny", TIES)
    path = tmp_path / "ties.csv"
    path.write_text("source,target\nA,Russia\n", "utf-8")
    _, told = check("tiny", "--file", path, code=1)
    assert "A load would reject the file" in told
    assert "from is missing" in told
    assert json.loads(check("tiny", "--file", path, "--json", code=1)[0])["believed"] is False


def test_a_snapshot_may_not_name_an_actor_that_it_does_not_describe(check: Any, tmp_path: Path) -> None:
    manifest(tmp_path, "tiny", "parts: {actors: {file: actors.csv}, statements: {file: statements.csv}}")
    (tmp_path / "actors.csv").write_text("key,name,kind\na,A,person\nb,B,person\n", "utf-8")
    (tmp_path / "statements.csv").write_text(
        "subject,type,object,said_by,evidence\na,ally-of,b,x,e\na,ally-of,c,x,e\n", "utf-8"
    )
    files = [text for part in ("actors", "statements") for text in ("--file", tmp_path / f"{part}.csv")]
    said = json.loads(check("tiny", *files, "--json")[0])
    assert [(one["reason"], one["count"]) for one in said["rejected"]] == [("names an actor that is not described", 1)]


def test_ofac_says_what_it_leaves_out(check: Any, tmp_path: Path) -> None:
    sdn = native(tmp_path / "in", Listed(1, "DOE, John", remarks="nationality Ruritania; Linked To: NOBODY."))
    said = json.loads(check("ofac-sdn", "--file", sdn, "--json")[0])
    assert [(one["reason"], one["examples"][0]["value"]) for one in said["skipped"]] == [
        ("a country's name that no table knows", "Ruritania")
    ]
    assert [one["reason"] for one in said["rejected"]] == ["no such name on the list"]


def test_a_column_that_no_row_has_is_named(check: Any, tmp_path: Path) -> None:
    text = """
parts:
  people:
    file: people.jsonl
    actors: {key: "{id}", name: "{name}", kind: person, names: "{alias}", countries: "{land:country?}"}
"""
    manifest(tmp_path, "tiny", text)
    path = tmp_path / "people.jsonl"
    path.write_text('{"id": "a", "name": "A", "alais": "B"}\n{"id": "b", "name": "B"}\n', "utf-8")
    assert "Named in the manifest, and in no row: people.alias, people.land" in check("tiny", "--file", path)[0]
    assert json.loads(check("tiny", "--file", path, "--json")[0])["absent"] == ["people.alias", "people.land"]
    path.write_text('{"id": "a", "name": "A", "alias": "B"}\n{"id": "b", "name": "B", "land": "Iran"}\n', "utf-8")
    assert "in no row" not in check("tiny", "--file", path)[0]
