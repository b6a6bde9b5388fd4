"""`faultlines source new` for documents, known formats, edge lists without header, signs, kinds, years."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cypher.errors import InputError
from loader.catalogue.source import SHIPPED
from loader.draft.head import read_head
from tests.loader.draft.test_draft import Drafts


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_an_xml_document(drafts: Drafts) -> None:
    text, report = drafts(SHIPPED / "ofac_sdn" / "sample" / "sdn.xml")
    assert 'each: "sdnEntry"  # EDIT' in text
    assert 'key: "{uid}"' in text
    assert report.rows["stated"] == 4


def test_a_json_document_on_several_lines_and_on_one(drafts: Drafts, tmp_path: Path) -> None:
    document = {"meta": {"n": 2}, "data": {"items": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]}}
    for name, indent in (("several", 1), ("one", None)):
        path = written(tmp_path, f"{name}.json", json.dumps(document, indent=indent))
        text, report = drafts(path, name)
        assert 'each: "data.items[]"  # EDIT' in text
        assert report.rows["stated"] == 2
    assert read_head(written(tmp_path, "array.json", '[{"id": "a"}, {"id": "b"}]')).part.each == "[]"
    assert read_head(written(tmp_path, "lines.json", '{"id": "a"}\n{"id": "b"}\n')).part.each is None


def test_a_document_in_which_nothing_is_repeated_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "one.xml", "<a><b>1</b></a>")
    with pytest.raises(InputError, match="nothing stands in it more than once"):
        read_head(path)


def test_entities_of_follow_the_money_are_read_like_the_source_that_reads_them(drafts: Drafts) -> None:
    text, report = drafts(SHIPPED / "opensanctions" / "sample" / "entities.ftm.json")
    assert "like: opensanctions" in text
    assert report.rows["rejected"] == 0
    assert report.records


def test_an_edge_list_without_header_and_with_signs(drafts: Drafts, tmp_path: Path) -> None:
    text, report = drafts(written(tmp_path, "tribes.csv", "Gavev,Kotun,1\nGavev,Ove,-1\nKotun,Gavev,1\nOve,Kotun,0\n"))
    assert '"-1": rival-of  # EDIT: what a minus means' in text
    assert (report.rows["stated"], report.rows["skipped"]) == (3, 1)
    assert set(report.statements) == {"ALLY_OF", "RIVAL_OF"}


def test_columns_of_kinds_are_not_taken_for_names(drafts: Drafts, tmp_path: Path) -> None:
    table = (
        "source_type,source_name,target_type,target_name,relation,years\n"
        "person,Ann,company,Acme,owner,2005; 2006; 2007\ncompany,Acme,company,Beta,owner,2008\n"
    )
    text, report = drafts(written(tmp_path, "ties.csv", table))
    assert 'from: "{source_type}"' in text
    assert 'valid: "{years}"  # EDIT' in text
    assert report.rows["stated"] == 2
    (alone, _) = drafts(written(tmp_path, "actors.csv", "type,label,id\nperson,Ann,1\ncompany,Acme,2\n"), "alone")
    assert 'name: "{label}"' in alone


def test_a_row_for_each_pair_and_year_becomes_spells(drafts: Drafts, tmp_path: Path) -> None:
    years = "".join(f"2.0,20.0,{year}.0,1.0\n" for year in (1949, 1950, 1951, 1960))
    text, report = drafts(written(tmp_path, "alliance.csv", f"ccode1,ccode2,year,defense\n{years}"))
    assert "spells:" in text
    assert "type: ally-of  # EDIT" in text
    assert """as in WHERE "defense" = '1'""" in text
    assert report.statements == {"ALLY_OF": 2}
    assert report.rows["stated"] == 4
