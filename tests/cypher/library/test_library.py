"""The heads of named queries are read strictly, their parameters bound strictly."""

import datetime
from pathlib import Path

import pytest

from cypher.errors import InputError, UsageError
from cypher.library.library import Library
from cypher.library.parameter import read_type
from cypher.library.query import Query, read_query

GOOD = """\
// Actors of a kind,
// on two lines.
//
// Parameters
//   kind: string — the kind. Example: "person"
//   on: date = null — in force on that date. Example: 2023-01-20
//   names: list<string> = [] — among these.
//   limit: integer(0..) = 25 — at most this many.
// Columns
//   actor: string — the actor's id
//   dates: list<date>? — its dates
// Scan: because it must,
//   and that is that.

// A note that is no part of the head, with $nothing.
MATCH (a:Actor {kind: $kind}) WHERE a.name <> '$text' AND a.name IN $names AND a.from = $on
RETURN a.id AS actor, [] AS dates LIMIT $limit
"""


@pytest.fixture
def query(tmp_path: Path) -> Query:
    return read(tmp_path, GOOD)


def read(folder: Path, text: str, name: str = "by-kind") -> Query:
    path = folder / f"{name}.cypher"
    path.write_text(text, "utf-8")
    return read_query(path, "who")


def test_a_head_says_everything(query: Query) -> None:
    assert (query.name, query.folder, query.purpose) == ("by-kind", "who", "Actors of a kind, on two lines.")
    assert [(p.name, p.type, p.required, p.default, p.example) for p in query.parameters] == [
        ("kind", "string", True, None, "person"),
        ("on", "date", False, None, datetime.date(2023, 1, 20)),
        ("names", "list<string>", False, [], None),
        ("limit", "integer", False, 25, None),
    ]
    assert [(c.name, c.type, c.optional) for c in query.columns] == [
        ("actor", "string", False),
        ("dates", "list<date>", True),
    ]
    assert query.scan == "because it must, and that is that."
    assert query.text == GOOD


@pytest.mark.parametrize(
    ("fault", "old", "new", "line", "words"),
    [
        ("no purpose", "// Actors of a kind,\n// on two lines.\n", "", 1, "what the query answers"),
        ("unknown type", "kind: string", "kind: text", 5, "not a type of parameter"),
        ("no meaning", ' — the kind. Example: "person"', "", 5, "a parameter is"),
        ("no example", ' Example: "person"', "", 5, "needs an Example"),
        ("bad example", '"person"', "person", 5, "not of type string"),
        ("bad date", "2023-01-20", "2023-13-40", 6, "not of type date"),
        ("bad question", "//\n// Parameters", "//\n// asks: Which, {when}?\n// Parameters", 14, "no parameter"),
        ("bad default", "= 25", '= "25"', 8, "not of type integer"),
        ("beyond the range", "= 25", "= -1", 8, "at least 0"),
        ("boolean for a number", "= 25", "= true", 8, "not of type integer"),
        ("parameter twice", "names: list<string> = []", "kind: list<string> = []", 7, "occurs twice"),
        ("column twice", "dates: list<date>", "actor: list<date>", 11, "occurs twice"),
        ("column's type", "list<date>", "dates", 11, "not a type of column"),
        ("no columns", GOOD[GOOD.index("// Columns") : GOOD.index("\n// A note")], "", 8, "names no Columns"),
        ("sections turned round", "// Columns\n", "// Columns\n// Parameters\n", 10, "in this order"),
        ("section twice", "// Columns\n", "// Columns\n// Columns\n", 10, "in this order"),
        ("indentation", "//   limit:", "//  limit:", 8, "neither purpose"),
        ("empty line inside", "// Columns\n", "//\n// Columns\n", 9, "only after the purpose"),
        ("undeclared", "LIMIT $limit", "SKIP $skip LIMIT $limit", 13, "used but not declared: 'skip'"),
        ("unused", "LIMIT $limit", "", 13, "declared but not used: 'limit'"),
        ("no statement", GOOD[GOOD.index("\n// A note") :], "", 13, "no statement follows"),
    ],
)
def test_a_bad_head_is_refused_with_file_and_line(
    tmp_path: Path, fault: str, old: str, new: str, line: int, words: str
) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert (Path(str(caught.value.file)).name, caught.value.line) == ("by-kind.cypher", line)
    assert words in str(caught.value)


@pytest.mark.parametrize("name", ["By-Kind", "by_kind", "by--kind", "1st", "bý"])
def test_a_file_is_named_like_a_query(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="lower-case letters"):
        read(tmp_path, GOOD, name)


def test_a_file_is_text(tmp_path: Path) -> None:
    (tmp_path / "odd.cypher").write_bytes(b"// \xff\n")
    with pytest.raises(InputError, match="UTF-8"):
        read_query(tmp_path / "odd.cypher", "who")


def test_lines_may_end_as_on_windows(tmp_path: Path) -> None:
    (tmp_path / "by-kind.cypher").write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert read_query(tmp_path / "by-kind.cypher", "who").text == GOOD


@pytest.mark.parametrize(
    ("given", "bound"),
    [
        ({"kind": "person"}, {"kind": "person", "on": None, "names": [], "limit": 25}),
        (
            {"kind": "x", "on": "2023-01-20", "names": ("a",), "limit": 1},
            {"kind": "x", "on": datetime.date(2023, 1, 20), "names": ["a"], "limit": 1},
        ),
        (
            {"kind": "x", "on": datetime.date(2020, 2, 29)},
            {"kind": "x", "on": datetime.date(2020, 2, 29), "names": [], "limit": 25},
        ),
    ],
)
def test_parameters_are_bound(query: Query, given: dict[str, object], bound: dict[str, object]) -> None:
    assert query.bind(given) == bound


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "needs kind (string): the kind. Write for example kind=person"),
        ({"kind": None}, "can't be null"),
        ({"kind": 3}, "must be of type string"),
        ({"kind": "\ud800"}, "must be of type string"),
        ({"kind": "x", "limit": "3"}, "must be of type integer"),
        ({"kind": "x", "limit": True}, "must be of type integer"),
        ({"kind": "x", "limit": 2**63}, "must be of type integer"),
        ({"kind": "x", "limit": None}, "can't be null"),
        ({"kind": "x", "on": "20 January"}, "must be of type date"),
        ({"kind": "x", "on": "20230120"}, "must be of type date"),
        ({"kind": "x", "on": datetime.datetime(2023, 1, 20, tzinfo=datetime.UTC)}, "must be of type date"),
        ({"kind": "x", "names": "a"}, "must be of type list<string>"),
        ({"kind": "x", "names": [1]}, "must be of type list<string>"),
        ({"kind": "x", "limits": 3}, "has no parameter 'limits'; did you mean limit?; it takes kind, on, names, limit"),
    ],
)
def test_what_does_not_fit_is_refused(query: Query, given: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        query.bind(given)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        (["kind=person"], {"kind": "person", "on": None, "names": [], "limit": 25}),
        (["kind=a=b, c", "limit=3"], {"kind": "a=b, c", "on": None, "names": [], "limit": 3}),
        (["kind=", "names=a, b,,c"], {"kind": "", "on": None, "names": ["a", "b", "c"], "limit": 25}),
        (["kind=7", 'names=["a, b"]'], {"kind": "7", "on": None, "names": ["a, b"], "limit": 25}),
        (["kind=x", "on=2023-01-20"], {"kind": "x", "on": datetime.date(2023, 1, 20), "names": [], "limit": 25}),
        (["kind=x", "on=null"], {"kind": "x", "on": None, "names": [], "limit": 25}),
        (["kind=null"], {"kind": "null", "on": None, "names": [], "limit": 25}),
    ],
)
def test_a_command_line_is_read_by_the_types(query: Query, words: list[str], bound: dict[str, object]) -> None:
    assert query.read(words) == bound


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["person"], "write key=value"),
        (["kind=x", "kind=y"], "given twice"),
        (["kind=x", "limit=many"], "limit must be of type integer, not 'many'"),
        (["kind=x", "on=soon"], r"on must be of type date (YYYY-MM-DD), not 'soon'"),
        (["kind=x", "names=[1]"], "names must be of type list<string>"),
        (["kind=x", "nmaes=a"], "did you mean names?"),
    ],
)
def test_a_command_line_that_makes_no_sense_is_refused(query: Query, words: list[str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        query.read(words)
    assert message in str(caught.value)


def test_a_persons_own_folder_sits_beside_ours(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "deeper").mkdir(parents=True)
    read(folder, GOOD)
    read(folder / "deeper", GOOD, "another")
    library = Library.load([folder])
    assert {library.find("by-kind").folder, library.find("another").folder} == {"mine", "deeper"}
    assert len(library) == len(Library.load()) + 2


def test_two_queries_of_one_name_are_refused(tmp_path: Path) -> None:
    read(tmp_path, GOOD, "search")
    with pytest.raises(InputError, match=r"search\.cypher: a query of that name already exists"):
        Library.load([tmp_path])


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a folder of queries"):
        Library.load([tmp_path / "nowhere"])


@pytest.mark.parametrize(("name", "meant"), [("serch", "; did you mean search?"), ("zzzzzz", ""), ("", "")])
def test_an_unknown_name_suggests_the_closest(name: str, meant: str) -> None:
    with pytest.raises(UsageError) as caught:
        Library.load().find(name)
    assert str(caught.value) == f"no query is called {name!r}{meant}; faultlines queries lists them"


@pytest.mark.parametrize(
    ("declared", "kind", "good", "bad"),
    [
        ("string(said|recorded)", "string", "said", "sayd"),
        ("integer(1..6)", "integer", 6, 7),
        ("integer(-1|1)", "integer", -1, 0),
        ("integer(0..)", "integer", 0, -1),
        ("float(..1)", "float", 1.0, 1.5),
        ("list<string>(a|b)", "list<string>", ["a", "b"], ["a", "c"]),
    ],
)
def test_a_type_may_name_its_values(declared: str, kind: str, good: object, bad: object) -> None:
    found, domain = read_type(declared)
    assert found == kind
    domain.check("x", good)
    with pytest.raises(UsageError, match="x is "):
        domain.check("x", bad)


@pytest.mark.parametrize("kind", ["actor", "source", "type", "run"])
def test_a_type_may_refer_to_what_the_graph_knows(kind: str) -> None:
    assert [(found, domain.refers) for found, domain in map(read_type, (kind, f"list<{kind}>"))] == [
        ("string", kind),
        ("list<string>", kind),
    ]
