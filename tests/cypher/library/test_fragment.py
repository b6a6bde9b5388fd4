"""Fragments are put in where they are called, and what is wrong with one is said with its file and line."""

from pathlib import Path

import pytest

from cypher.errors import InputError
from cypher.library.fragment import Fragments
from cypher.library.library import Library
from cypher.library.query import Query, read_query

IN_FORCE = """\
// Whether a statement held on the day asked for.
//
// Arguments
//   r — the statement
// Parameters
//   on: date — the day
($on IS NULL OR coalesce(@r.valid_from <= $on, true))
"""
OF_SOURCE = """\
// The statements of a source, with a further condition.
//
// uses: in-force
// Arguments
//   source — whose
//   condition = true — what else must hold
// Parameters
//   on: date — the day
MATCH (s)-[r]->(o)
WHERE r.source = @source AND @in-force(r)
  AND @condition
"""
QUERY = """\
// What a source says.
//
// uses: of-source, in-force
// Parameters
//   source: string — whose. Example: "a"
//   on: date = null — on that day.
// Columns
//   id: string — the id
CALL () {
  @of-source($source, type(r) IN ['A, (', 'B'] AND @in-force(r)) // not @here
  RETURN r
}
RETURN r.id + '@in-force(r)' AS id
"""
EXPANDED = """\
// What a source says.
//
// Parameters
//   source: string — whose. Example: "a"
//   on: date = null — on that day.
// Columns
//   id: string — the id
CALL () {
  MATCH (s)-[r]->(o)
  WHERE r.source = $source AND ($on IS NULL OR coalesce(r.valid_from <= $on, true))
    AND type(r) IN ['A, (', 'B'] AND ($on IS NULL OR coalesce(r.valid_from <= $on, true)) // not @here
  RETURN r
}
RETURN r.id + '@in-force(r)' AS id
"""


def read(folder: Path, query: str = QUERY, **fragments: str) -> Query:
    (folder / "fragments").mkdir(exist_ok=True)
    texts = {"in-force": IN_FORCE, "of-source": OF_SOURCE} | {k.replace("_", "-"): v for k, v in fragments.items()}
    for name, text in texts.items():
        (folder / "fragments" / f"{name}.cypher").write_text(text, "utf-8")
    (folder / "what.cypher").write_text(query, "utf-8")
    return read_query(folder / "what.cypher", "who", Fragments([folder / "fragments"]))


def test_fragments_are_put_in_with_their_arguments(tmp_path: Path) -> None:
    query = read(tmp_path)
    assert query.text == EXPANDED
    assert EXPANDED.endswith(query.body + "\n")


def test_an_argument_may_be_left_out_when_it_has_a_default(tmp_path: Path) -> None:
    query = read(tmp_path, QUERY.replace(", type(r) IN ['A, (', 'B'] AND @in-force(r)", "").replace(", in-force", ""))
    assert "  AND true //" in query.text


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("of-source, in-force", "of-source", 10, "not named in the head's `uses`: 'in-force'"),
        ("of-source, in-force", "of-source, in-force, in-froce", 9, "did you mean in-force?"),
        ("AND @in-force(r)) //", ") //", 9, "named in `uses`, but not called: 'in-force'"),
        ("@of-source($source, ", "@of-source(), (", 10, "needs the argument source"),
        ("@of-source($source, ", "@of-source($source, true, ", 10, "takes at most 2 arguments, not 3"),
        ("@in-force(r)) //", "@in-force(r) //", 10, "no closing bracket"),
        ("$source, type", "@source, type", 10, "no argument of that name is declared: '@source'"),
        ("$source, type", "$source + @, type", 10, "@ begins"),
        ("on: date = null", "on: string = null", 8, "a fragment needs it to be of type date, not string: 'on'"),
        ("//   on: date = null — on that day.\n", "", 7, "used but not declared: 'on'"),
        ("// Parameters\n", "// Arguments\n//   r — it\n// Parameters\n", 10, "only a fragment has Arguments"),
        ("uses: of-source, in-force", "uses: of-source\n// uses: in-force", 4, "an option occurs twice"),
    ],
)
def test_a_wrong_call_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in QUERY
    with pytest.raises(InputError) as caught:
        read(tmp_path, QUERY.replace(old, new, 1))
    assert (Path(str(caught.value.file)).name, caught.value.line) == ("what.cypher", line)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("// Whether a statement held on the day asked for.\n", "", 1, "first line"),
        ("@r.valid_from", "@s.valid_from", 7, "no argument of that name is declared: '@s'"),
        ("@r.valid_from", "r.valid_from", 6, "declared but not used: '@r'"),
        ("//   on: date — the day\n", "//   on: day — the day\n", 6, "not a type of parameter"),
        ("// Parameters\n//   on: date — the day\n", "", 4, "used but not declared: 'on'"),
        ("//   r — the statement\n", "//   r — one\n//   r — two\n", 5, "an argument occurs twice"),
        ("//   r — the statement\n", "//   r = q — one\n//   s — two\n", 5, "without a default follows"),
        ("//   r — the statement\n", "//   r: the statement\n", 4, "an argument is"),
        ("//   on: date — the day\n", "//   on: date — the day\n// Columns\n//   a: string — a\n", 8, "no columns"),
        ("($on", "@of-source($on", 7, "not named in the head's `uses`"),
    ],
)
def test_a_wrong_fragment_is_refused_with_its_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in IN_FORCE
    with pytest.raises(InputError) as caught:
        read(tmp_path, in_force=IN_FORCE.replace(old, new, 1))
    assert (Path(str(caught.value.file)).name, caught.value.line) == ("in-force.cypher", line)
    assert words in str(caught.value)


def test_a_fragment_that_leads_back_to_itself_is_refused(tmp_path: Path) -> None:
    back = IN_FORCE.replace("//\n", "//\n// uses: of-source\n", 1) + "AND @of-source('a')\n"
    with pytest.raises(InputError, match="of-source → in-force → of-source") as caught:
        read(tmp_path, in_force=back)
    assert Path(str(caught.value.file)).name == "in-force.cypher"
    itself = IN_FORCE.replace("//\n", "//\n// uses: in-force\n", 1) + "AND @in-force(r)\n"
    with pytest.raises(InputError, match="in-force → in-force"):
        read(tmp_path, in_force=itself)


def test_every_fragment_that_ships_is_called_more_than_once() -> None:
    from cypher.library.library import SHIPPED

    texts = [path.read_text("utf-8") for path in SHIPPED.rglob("*.cypher")]
    for fragment in Fragments([SHIPPED / "fragments"]):
        assert sum(text.count(f"@{fragment.name}(") for text in texts) > 1, fragment.name


def test_a_persons_own_query_calls_ours_and_its_own(tmp_path: Path) -> None:
    read(tmp_path)
    assert Library.load([tmp_path]).find("what").text == EXPANDED
