"""`faultlines source new` writes a manifest that reads the file it was made from, whatever the file is."""

from __future__ import annotations

import csv
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher.errors import FaultlinesError, InputError, UsageError
from cypher.settings import Settings
from loader.catalogue.source import find_source
from loader.draft.folder import new_source
from loader.draft.head import read_head
from loader.draft.manifest import draft_manifest
from loader.reading.check import CheckReport, check_input
from tests.conftest import Faultlines
from tests.loader.sheets import xlsx

DEALS = (
    "Arms register of an institute\n"
    "Figures are estimates; see the notes\n\n"
    "Supplier;Recipient;Ordered;Weapon;Value\n"
    "Türkei;Ukraine;2019;Drohne;1,5\n"
    "Türkei;Ukraine;2021;Drohne;2,5\n"
    "Germany;Côte d'Ivoire;2020;Lastwagen;3,5\n"
)
PEOPLE = [
    {
        "id": "p1",
        "full_name": "Ann",
        "type": "Individual",
        "nationality": "France",
        "aliases": ["A", "Annie"],
        "dob": "1970",
    },
    {"id": "p2", "full_name": "Acme", "type": "Company", "nationality": "Russia", "aliases": []},
    {"id": "p3", "full_name": "Bob", "type": "Robot", "nationality": "Georgia", "home": {"page": "https://b.example"}},
]


RIVALS = (
    "tssr_id,rivalry,ccode1,ccode2,start,end,spatial\n"
    "1,Austria-France,220.0,300.0,1494.0,1918.0,1.0\n"
    "2,Britain-France,200.0,220.0,1494.0,1716.0,\n"
)


class Drafts:
    """Sources made from files, in a folder that the settings know."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(home=folder / "home", sources=[folder / "sources"])

    def __call__(self, file: Path, name: str = "mine") -> tuple[str, CheckReport]:
        """The manifest made from a file, and what a check of the file says."""
        made = new_source(self.settings, name, file, None)
        source = find_source(self.settings, name)
        return made.manifest.read_text("utf-8"), check_input(source, source.match([file]))


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    """Sources in a folder of this test."""
    return Drafts(tmp_path)


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """A file of a test."""
    path = folder / name
    path.write_text(text, encoding)
    return path


def told(report: CheckReport) -> tuple[str | None, dict[str, int], int, dict[str, int]]:
    """What matters of a report."""
    return report.rejected_whole, report.rows, report.records, report.statements


def all_stated(rows: int) -> dict[str, int]:
    """Every row is stated."""
    return {"read": rows, "stated": rows, "rejected": 0, "skipped": 0}


def test_our_own_columns(drafts: Drafts, tmp_path: Path) -> None:
    actors = written(tmp_path, "a.csv", "key,name,kind,countries\na,Ann,person,FRA\nb,Bob,person,\n")
    text, report = drafts(actors)
    assert '  actors:\n    file: "a.csv"\n' in text
    assert told(report) == (None, all_stated(2), 2, {})
    ties = written(tmp_path, "s.csv", "subject,object,type,evidence\nstates:FRA,states:RUS,rival-of,e\n")
    assert told(drafts(ties, "ties")[1]) == (None, all_stated(1), 0, {"RIVAL_OF": 1})


def test_edge_list_with_foreign_names(drafts: Drafts, tmp_path: Path) -> None:
    rows = "src,source,target,relation,since,link\n1,Ann,Bob,ally,2001,https://a.example\n2,Bob,Cem,trade,2003,\n"
    text, report = drafts(written(tmp_path, "edges_2024-02-01.csv", rows))
    assert told(report) == (None, all_stated(2), 3, {"ALLY_OF": 1, "LINKED_TO": 1})
    assert 'file: "edges.csv"' in text
    assert '"trade": linked-to  # EDIT' in text
    assert 'valid_from: "{since}"' in text
    assert 'url: "{link}"' in text
    assert [one.column for one in report.left_over] == ["src"]


def test_semicolons_in_latin_1_below_a_preamble(drafts: Drafts, tmp_path: Path) -> None:
    text, report = drafts(written(tmp_path, "deals.csv", DEALS, "iso-8859-1"))
    assert told(report) == (None, all_stated(3), 4, {"SUPPLIES": 3})
    assert 'delimiter: ";"\n    skip: 3\n' in text
    assert 'encoding: "cp1252"  # EDIT: guessed; does this line read well: Türkei;Ukraine;2019;Drohne;1,5' in text
    assert text.count("kind: state") == 2
    assert 'goods: "{Weapon}"' in text
    assert 'key: "{Ordered}"' in text, "the years tell two orders apart"


def test_cyrillic_that_is_not_utf_8(drafts: Drafts, tmp_path: Path) -> None:
    rows = "id,имя,страна\n1,Пригожин Евгений,Россия\n2,Уткин Дмитрий,Беларусь\n"
    text, report = drafts(written(tmp_path, "people.csv", rows, "koi8-r"))
    assert told(report) == (None, all_stated(2), 2, {})
    assert 'encoding: "koi8-r"  # EDIT: guessed; does this line read well: 1,Пригожин Евгений,Россия (if not, ' in text
    assert 'name: "{имя}"' in text


def test_json_lines_of_actors(drafts: Drafts, tmp_path: Path) -> None:
    text, report = drafts(written(tmp_path, "people.jsonl", "".join(json.dumps(one) + "\n" for one in PEOPLE)))
    assert told(report) == (None, all_stated(3), 3, {})
    assert '"Individual": person\n' in text
    assert '"Robot": other  # EDIT' in text
    assert 'names: [{from: "{aliases}"}]' in text
    assert '"dob"  (personal:' in text
    assert "{dob}" not in text


def test_workbook_with_rows_above_its_header(drafts: Drafts, tmp_path: Path) -> None:
    table = [["A list"], [], ["Name", "Country", "Code"], ["Acme", "France", 7], ["Bolt", "Serbia", 8]]
    file = xlsx(tmp_path / "list.xlsx", {"Notes": [["Read me"]], "Data": table})
    text, report = drafts(file)
    assert told(report) == (None, all_stated(2), 2, {})
    assert 'skip: 2\n    sheet: "Data"  # EDIT: the fullest of Notes, Data' in text
    assert 'key: "{Code}"' in text


def test_parquet(drafts: Drafts, tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    path = tmp_path / "owners.parquet"
    parquet.write_table(pa.table({"owner": ["Ann", "Bob"], "company": ["Acme", "Bolt"], "share": [0.5, 1.0]}), path)
    assert told(drafts(path)[1]) == (None, all_stated(2), 4, {"OWNS": 2})


def test_dates_that_can_be_read_in_two_ways_wait_for_a_person(drafts: Drafts, tmp_path: Path) -> None:
    rows = "from,to,start\nAnn,Bob,01/02/2005\nBob,Cem,03/04/2006\n"
    text, report = drafts(written(tmp_path, "edges.csv", rows))
    assert told(report)[:2] == (None, all_stated(2))
    assert '# valid_from: "{start}"  # EDIT' in text
    clear, report = drafts(written(tmp_path, "clear.csv", rows.replace("03/04", "13/04")), "clear")
    assert told(report)[:2] == (None, all_stated(2))
    assert "dates: dmy\n" in clear


def test_a_file_without_header(drafts: Drafts, tmp_path: Path) -> None:
    text, report = drafts(written(tmp_path, "list.csv", "11,Ann\n12,Bob\n13,Cem\n"))
    assert told(report) == (None, all_stated(3), 3, {})
    assert 'columns: ["column 1", "column 2"]  # EDIT' in text


@pytest.mark.parametrize(
    ("name", "file", "into", "words"),
    [
        ("My_List", "a.csv", None, "lower-case letters, digits and hyphens"),
        ("taken", "a.csv", None, "already exists"),
        ("states", "a.csv", None, "the source states already exists"),
        ("mine", "none.csv", None, "no such file:"),
    ],
)
def test_what_can_not_be(drafts: Drafts, tmp_path: Path, name: str, file: str, into: Path | None, words: str) -> None:
    written(tmp_path, "a.csv", "name\nAnn\n")
    (tmp_path / "sources" / "taken").mkdir(parents=True)
    with pytest.raises(UsageError, match=words):
        new_source(drafts.settings, name, tmp_path / file, into)
    assert [*(tmp_path / "sources").rglob("*")] == [tmp_path / "sources" / "taken"]


def test_nothing_is_written_for_what_is_no_table(drafts: Drafts, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing stands in it more than once"):
        drafts(written(tmp_path, "a.json", "[1, 2]"))
    assert not (tmp_path / "sources").exists()


def test_typed_in_and_checked_as_it_says(faultlines: Faultlines, tmp_path: Path) -> None:
    file = written(tmp_path, "ties.csv", "from,to\nAnn,Bob\n")
    where: dict[str, Any] = {"HOME": str(tmp_path / "home")}
    done = faultlines("source", "new", "my-ties", "--from", str(file), "--into", str(tmp_path / "own"), **where)
    assert done.returncode == 0, done.stderr
    assert f"FAULTLINES_SOURCES={tmp_path / 'own'} faultlines check my-ties --file {file}" in done.stdout
    done = faultlines("check", "my-ties", "--file", str(file), SOURCES=str(tmp_path / "own"), **where)
    assert (done.returncode, "1 rows read = 1 stated" in done.stdout) == (0, True), done.stderr


def test_a_new_source_is_found_without_any_setting(faultlines: Faultlines, tmp_path: Path) -> None:
    file = written(tmp_path, "ties.csv", "from,to\nAnn,Bob\n")
    home = tmp_path / "home"
    done = faultlines("source", "new", "my-ties", "--from", str(file), HOME=str(home))
    assert (done.returncode, (home / "sources" / "my_ties" / "manifest.yaml").is_file()) == (0, True), done.stderr
    assert f"  faultlines check my-ties --file {file}" in done.stdout
    done = faultlines("check", "my-ties", "--file", str(file), HOME=str(home))
    assert (done.returncode, "1 rows read = 1 stated" in done.stdout) == (0, True), done.stderr


def test_a_guess_is_shown_with_a_line_read_by_it(faultlines: Faultlines, tmp_path: Path) -> None:
    file = written(tmp_path, "people.csv", "1,Пригожин Евгений\n2,Уткин Дмитрий\n", "cp1251")
    done = faultlines(
        "source", "new", "people", "--from", str(file), "--into", str(tmp_path / "own"), HOME=str(tmp_path)
    )
    assert (
        "  encoding cp1251: guessed; does this line read well: 1,Пригожин Евгений (if not, try koi8-r or "
        in done.stdout
    )
    assert "  columns: the first row looks like data: name the columns in their order\n" in done.stdout


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_table_gives_a_manifest_that_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    names = data.draw(
        st.lists(st.one_of(TEXT, st.sampled_from(["source", "target", "type", "{a", "x:iso3"])), min_size=2, max_size=5)
    )
    row = st.lists(TEXT, min_size=len(names), max_size=len(names))
    folder = tmp_path_factory.mktemp("any")
    file = folder / "any.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([names, *data.draw(st.lists(row, min_size=1, max_size=4))])
    drafts = Drafts(folder)
    with suppress(FaultlinesError):
        new_source(drafts.settings, "any", file, None)
    if (folder / "sources").exists():
        source = find_source(drafts.settings, "any")
        assert "wrong columns" not in str(check_input(source, source.match([file])).rejected_whole)
    else:
        with pytest.raises(InputError):
            draft_manifest(read_head(file), "any.csv", "any")


def test_whole_numbers_with_a_point_are_ids_and_years(drafts: Drafts, tmp_path: Path) -> None:
    text, report = drafts(written(tmp_path, "tss_2020.csv", RIVALS))
    assert told(report) == (None, all_stated(2), 3, {"RIVAL_OF": 2})
    made = yaml.safe_load(text)["parts"]["rows"]
    assert made["integers"] == ["ccode1", "ccode2", "start", "end"]
    assert made["statements"][0]["valid_from"] == "{start}"
    assert made["statements"][0]["valid_to"] == "{end}"


def test_the_type_of_a_tie_is_told_by_the_files_name(drafts: Drafts, tmp_path: Path) -> None:
    _, report = drafts(written(tmp_path, "alliances-2023.csv", "state1,state2\nAlpha,Beta\n"))
    assert report.statements == {"ALLY_OF": 1}


def test_a_pair_that_stands_twice_is_one_alliance(drafts: Drafts, tmp_path: Path) -> None:
    rows = "state1,state2,year\n2,20,1990.0\n20,2,1990.0\n2,20,1991.0\n"
    _, report = drafts(written(tmp_path, "alliances.csv", rows))
    assert told(report) == (None, all_stated(3), 2, {"ALLY_OF": 2})
    assert [(one.reason, one.count) for one in report.skipped] == [("the same statement again", 1)]
