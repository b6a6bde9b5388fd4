"""Every row that is handed out comes back stated, rejected or skipped; else the run fails and names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cypher.errors import InputError
from loader.catalogue.part import Part
from loader.catalogue.source import SHIPPED
from loader.model.row import Location
from loader.reading.ledger import ISSUED, REJECTED, SKIPPED, STATED, RowAudit, RowCounts
from tests.loader.native import Listed, beside, native
from tests.loader.reads import Read, manifest, read

READER = """
from loader.model.record import Record
from loader.model.row import {imported}
from loader.reading.input import rows_of

def read(manifest, given):
    for row in rows_of(manifest, given, "list"):
        if isinstance(row, Row) and row.fields["key"] != "c":
            yield row.origin, Record(source=manifest.id, key=row.fields["key"], name="N", kind="person")
        {otherwise}
"""


def reading(folder: Path, imported: str, otherwise: str, text: str) -> Read:
    """What a reader of one's own makes of a list."""
    where = manifest(folder, "tiny", "parts: {list: {file: list.csv}}")
    (where / "reader.py").write_text(READER.format(imported=imported, otherwise=otherwise), "utf-8")
    (folder / "list.csv").write_text(text, "utf-8")
    return read(where, {"list": folder / "list.csv"}, folder / "spool.sqlite")


def test_a_reader_that_loses_a_row_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lost this row: it neither stated, rejected nor skipped it") as caught:
        reading(tmp_path, "Row", "pass", "key\na\nb\nc\nd\n")
    assert (caught.value.file, caught.value.line) == ("list.csv", 4)


def test_a_reader_that_loses_a_rejected_row_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lost this row") as caught:
        reading(tmp_path, "Row", "pass", "key\na\nb\nx,y\nd\n")
    assert caught.value.line == 4


def test_rows_read_are_stated_rejected_and_skipped(tmp_path: Path) -> None:
    otherwise = "else:\n            yield Skipped(row.origin, 'not c') if isinstance(row, Row) else row"
    found = reading(tmp_path, "Row, Skipped", otherwise, "key\na\nb\nc\nx,y\nd\n")
    assert found.rows == (5, 3, 1, 1)
    assert found.skipped == {"not c": 1}


def test_what_counts_when_several_things_become_of_a_row() -> None:
    ledger = RowAudit()
    marks = ledger.marks.setdefault("f", bytearray(8))
    for line, end in enumerate([STATED, STATED | SKIPPED, STATED | REJECTED, SKIPPED, REJECTED], 1):
        marks[line] = ISSUED
        ledger.note(Location("f", line), end)
    ledger.note(Location("a library's table", 7), STATED)
    assert ledger.rows() == RowCounts(read=5, stated=2, rejected=2, skipped=1)
    assert ledger.lost() is None
    marks[6] = ISSUED
    assert ledger.lost() == Location("f", 6)


def ofac(folder: Path, sdn: Path, **others: Path) -> Read:
    """What OFAC's reader makes of its files."""
    return read(SHIPPED / "ofac_sdn", {"sdn": sdn, **others}, folder / "spool.sqlite")


def test_ofac_accounts_for_the_rows_of_all_four_files(tmp_path: Path) -> None:
    sdn = native(tmp_path, Listed(1, "DOE, John", remarks="nationality Ruritania."), Listed(2, "ROE, Jane"))
    alt = beside(sdn, "alt", [(1, 10, "aka", "JD", ""), (9, 11, "aka", "NOBODY", "")])
    add = beside(sdn, "add", [(1, 1, "", "", "Russia", ""), (2, 2, "", "", "undetermined", "")])
    found = ofac(tmp_path, sdn, alt=alt, add=add)
    assert found.rows == (6, 5, 1, 0)
    assert found.skipped == {"a country's name that no table knows": 2}
    assert [(file, line, reason) for file, line, reason, _ in found.rejected] == [
        ("alt.csv", 2, "ent_num is '9', which is not on the list")
    ]
    assert found.records["ofac-sdn:1"].countries == ("RUS",)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (Listed(3, "SHIP", kind="", title="Minister"), "Title is 'Minister'"),
        (Listed(3, "MAN", flag="Panama"), "Vess_flag is 'Panama'"),
        ('3,"SHIP","vessel","SDGT",-0- ,-0- ,-0- ,"heavy",-0- ,-0- ,-0- ,-0- ', "Tonnage is 'heavy', no number"),
    ],
)
def test_ofac_rejects_columns_that_have_moved(tmp_path: Path, row: Listed | str, reason: str) -> None:
    found = ofac(tmp_path, native(tmp_path, Listed(1, "DOE, John"), row))
    ((_, line, said, _),) = found.rejected
    assert (line, said.startswith(reason)) == (2, True)
    assert found.protected == {"ofac-sdn:3"}


def test_a_part_needs_no_more_than_its_file() -> None:
    assert Part(file="x.csv").needs() == set()


OWN = """
from loader.model.statement import Statement
from loader.model.row import Row
from loader.reading.input import rows_of

def read(manifest, given):
    for row in rows_of(manifest, given, "list"):
        if isinstance(row, Row):
            yield row.origin, Statement(source=manifest.id, type="OWNS", subject="tiny:a", object="tiny:b",
                said_by="x", evidence="e", key=row.fields["key"], own={"share": float(row.fields["share"])})
"""


def test_a_reader_of_ones_own_states_no_share_beyond_all(tmp_path: Path) -> None:
    where = manifest(tmp_path, "tiny", "parts: {list: {file: list.csv}}")
    (where / "reader.py").write_text(OWN, "utf-8")
    (tmp_path / "list.csv").write_text("key,share\na,0.5\nb,75\n", "utf-8")
    found = read(where, {"list": tmp_path / "list.csv"}, tmp_path / "spool.sqlite")
    assert [said.own for said in found.statements] == [{"share": 0.5}]
    assert [(line, reason.split(":")[0]) for _, line, reason, _ in found.rejected] == [(3, "share is '75.0'")]
    assert found.rows == (2, 1, 1, 0)


def test_identifiers_that_are_none_are_kept_as_text_and_counted(tmp_path: Path) -> None:
    where = manifest(tmp_path, "tiny", "parts: {actors: {file: actors.csv}}")
    ships = {
        "a": "imo:0000000",
        "b": "imo:IMO 9289518|imo:9289518",
        "c": "imo:9289519",
        "d": "IMO:N/A",
        "e": "mmsi:N/A",
    }
    rows = "".join(f"{key},Ship,vessel,{identifiers}\n" for key, identifiers in ships.items())
    (tmp_path / "actors.csv").write_text(f"key,name,kind,identifiers\n{rows}", "utf-8")
    found = read(where, {"actors": tmp_path / "actors.csv"}, tmp_path / "spool.sqlite")
    assert {record.key: record.identifiers for record in found.records.values()} == {
        "a": ("imo-as-written:0000000",),
        "b": ("imo:9289518",),
        "c": ("imo-as-written:9289519",),
        "d": ("imo-as-written:N/A",),
        "e": ("mmsi:N/A",),
    }
    about = "an identifier kept as written, which joins nothing: imo, "
    assert found.skipped == {f"{about}not of its form": 2, f"{about}wrong check digit": 1}
    assert found.rows == (5, 5, 0, 0)


SPELLS = "subject,type,object,said_by,evidence,valid_from,valid_to\n"


def spells(folder: Path, rows: str) -> Read:
    """What rows of statements without keys say."""
    where = manifest(folder, "tiny", "parts: {statements: {file: statements.csv}}")
    (folder / "statements.csv").write_text(SPELLS + rows, "utf-8")
    return read(where, {"statements": folder / "statements.csv"}, folder / "spool.sqlite")


def test_two_spells_of_one_pair_are_two_statements(tmp_path: Path) -> None:
    first, second = "a,ally-of,b,x,e,1914,1918\n", "b,ally-of,a,x,e,1939,1945\n"
    alone = spells(tmp_path, first)
    both = spells(tmp_path, second + first + first)
    assert {(said.valid_from, said.key) for said in both.statements} == {
        ("1914-01-01", ""),
        ("1939-01-01", "1939-01-01"),
    }
    assert len({said.statement for said in both.statements}) == 2
    assert alone.content[1] < both.content[1], "a further spell leaves the first as it was"
    assert both.rejected == []


@pytest.mark.parametrize(
    "rows", ["a,ally-of,b,x,e,,\na,ally-of,b,x,f,,\n", "a,owns,b,x,e,1914,\na,owns,b,x,e,1914,1918\n"]
)
def test_two_rows_with_one_start_contradict_each_other(tmp_path: Path, rows: str) -> None:
    found = spells(tmp_path, rows + "a,leads,b,x,e,,\n")
    assert [said.type for said in found.statements] == ["LEADS"]
    assert [line for _, line, _, _ in found.rejected] == [2, 3]


def test_a_key_too_long_for_the_index_rejects_its_row(tmp_path: Path) -> None:
    where = manifest(tmp_path, "tiny", "parts: {actors: {file: actors.csv}}")
    long, longest = "ж" * 4001, "x" * (8000 - len("tiny:"))
    text = f"key,name,kind\na,Alpha,person\n{long},Beta,person\n{longest},Gamma,person\n{longest}x,Delta,person\n"
    (tmp_path / "actors.csv").write_text(text, "utf-8")
    found = read(where, {"actors": tmp_path / "actors.csv"}, tmp_path / "spool.sqlite")
    assert sorted(record.name for record in found.records.values()) == ["Alpha", "Gamma"]
    assert [(line, reason.rpartition(" and has ")[2]) for _, line, reason, _ in found.rejected] == [
        (3, "8,007 bytes: the graph's index holds 8,000"),
        (5, "8,001 bytes: the graph's index holds 8,000"),
    ]
    assert found.rows == (4, 2, 2, 0)
