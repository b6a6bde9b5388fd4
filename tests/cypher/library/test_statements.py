"""The program's own statements are read by name from their folder, once, and may write."""

from pathlib import Path

import pytest

from cypher.errors import InputError, UsageError
from cypher.library.library import SHIPPED, Library
from cypher.library.statements import Statements
from docs.rooms import PACKAGES, ROOT

WRITE = """\
// Keeps a source for this process.
//
// access: write
// Parameters
//   source: string — the source's id
//   rows: list<map> — what is written
//   at: datetime = null — when
UNWIND $rows AS row
MATCH (s:Source {id: $source}) SET s.at = $at, s += row
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "lease" / "queries"
    folder.mkdir(parents=True)
    (folder / "renew.cypher").write_text(WRITE, "utf-8")
    return folder


def test_a_statement_is_its_text_without_the_head(folder: Path) -> None:
    statement = Statements(folder)
    assert statement("renew") == WRITE[WRITE.index("UNWIND") :].rstrip()
    assert statement.find("renew").access == "write"
    assert [query.name for query in statement] == ["renew"]
    (folder / "renew.cypher").unlink()
    assert statement("renew").startswith("UNWIND"), "read once"


def test_an_unknown_name_suggests_the_closest(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"no statement 'renow'; did you mean renew\?"):
        Statements(folder)("renow")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("access: write", "access: all", 3, "access is read or write"),
        ("// access: write\n", "", 6, "the head names no Columns"),
        ("list<map>", "list<maps>", 6, "not a type of parameter"),
        ("datetime = null", "datetime = 2023-01-20T10:00:00", 7, "not of type datetime"),
        ("s.at = $at, ", "", 7, "declared but not used: 'at'"),
    ],
)
def test_a_bad_head_is_refused_with_file_and_line(folder: Path, old: str, new: str, line: int, words: str) -> None:
    (folder / "renew.cypher").write_text(WRITE.replace(old, new), "utf-8")
    with pytest.raises(InputError) as caught:
        Statements(folder)("renew")
    assert (caught.value.file, caught.value.line) == (folder / "renew.cypher", line)
    assert words in str(caught.value)


FOLDERS = [path for package in PACKAGES for name in ("queries", "statements") for path in (ROOT / package).rglob(name)]


@pytest.mark.parametrize(
    "folder", [path for path in FOLDERS if path != SHIPPED], ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_statement_of_ours_can_be_read(folder: Path) -> None:
    assert {query.name for query in Statements(folder)} == {path.stem for path in folder.glob("*.cypher")}


def test_no_named_query_writes(folder: Path) -> None:
    text = WRITE.replace("source's id", 'source\'s id. Example: "a"').replace("written", "written. Example: []")
    (folder / "renew.cypher").write_text(text, "utf-8")
    with pytest.raises(InputError, match="only reads"):
        Library.load([folder])
