"""A manifest alone reads what others publish: tiny files in the formats of real data sets, written by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from cypher.errors import InputError
from loader.catalogue.manifest import read_manifest
from tests.loader.reads import Read, manifest, read
from tests.loader.sheets import xlsx

ENDS = """
    actors:
      - {key: "{from}", name: "{from}", kind: organization}
      - {key: "{to}", name: "{to}", kind: organization}
    statements:
      - subject: "{from}"
        object: "{to}"
        said_by: x
        evidence: a tie
        type: {from: "{sign}", map: {1: ally-of, -1: rival-of}}
"""


def reading(folder: Path, text: str, **files: str | bytes | Path) -> Read:
    """What the source with this manifest reads in these files, given by their part."""
    where = manifest(folder, "tiny", text)
    paths = {}
    for part, content in files.items():
        path = content if isinstance(content, Path) else folder / f"{part}.csv"
        if isinstance(content, str | bytes):
            path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        paths[part] = path
    return read(where, paths, folder / "spool.sqlite")


def test_an_edge_list_whose_ends_are_only_names(tmp_path: Path) -> None:
    text = f"parts:\n  ties:\n    file: ties.csv{ENDS}"
    found = reading(
        tmp_path, text, ties="from,to,sign\nGavev,Kotun,1\nGavev,Ove: East,-1\nKotun,Kotun,1\nOve: East,Kotun,2\n"
    )
    assert found.records.keys() == {"tiny:Gavev", "tiny:Kotun", "tiny:Ove: East"}
    assert found.edges == {
        ("ALLY_OF", "tiny:Gavev", "tiny:Kotun"): 1,
        ("RIVAL_OF", "tiny:Gavev", "tiny:Ove: East"): 1,
    }
    assert [(line, reason) for _, line, reason, _ in found.rejected] == [
        (4, "both ends are the same record: tiny:Kotun"),
        (5, "{sign} is '2', not one of 1, -1"),
    ]
    assert found.rows == (4, 2, 2, 0)


def test_an_arms_register(tmp_path: Path) -> None:
    text = """
said_by: the register
parts:
  deals:
    file: register.csv
    encoding: iso-8859-1
    skip: 3
    actors:
      - {key: "{Supplier}", name: "{Supplier}", kind: state, identifiers: "iso3:{Supplier:country?}"}
      - {key: "{Recipient}", name: "{Recipient}", kind: state, identifiers: "iso3:{Recipient:country?}"}
    statements:
      subject: "{Supplier}"
      object: "{Recipient}"
      type: supplies
      key: "{Designation}, ordered {Ordered}"
      evidence: "{Supplier} supplies {Delivered} {Designation} to {Recipient}."
      goods: "{Designation}"
      quantity: "{Delivered}{column 6}"
      valid: "{Year(s) of delivery}"
"""
    register = (
        "Transfers of everything, 'not specified'\n\"one, quote\nSource: the register\n"
        "Recipient,Supplier,Ordered, ,Delivered, ,Designation,Year(s) of delivery\n"
        "Türkiye,Russia,2017,,4,?,Système 400,2019; 2020\n"
        "Finland,Soviet Union,1978,?,2,,Tank,1979\n"
        "Finland,Russia,2003,?,2,,Gun,2004; 2006\n"
    ).encode("iso-8859-1")
    found = reading(tmp_path, text, deals=register)
    assert found.records["tiny:Türkiye"].identifiers == ("iso3:TUR",)
    assert found.records["tiny:Soviet Union"].identifiers == ()
    deal = next(said for said in found.statements if said.object == "tiny:Türkiye")
    assert (deal.valid_from, deal.valid_to, deal.valid_to_precision) == ("2019-01-01", "2020-12-31", "year")
    assert deal.own == {"goods": "Système 400", "quantity": "4?"}
    assert [(line, reason[:40]) for _, line, reason, _ in found.rejected] == [
        (7, "valid is '2004; 2006': the years have a ")
    ]


def test_dyad_years_with_floats_for_integers(tmp_path: Path) -> None:
    block = '{subject: "{a}", object: "{b}", type: ally-of, evidence: "A treaty.", valid: "{year}"'
    text = f"""
said_by: the treaty series
parts:
  states:
    file: states.csv
    integers: [code, from]
    actors: {{key: "{{code}}", name: "{{name}}", names: ["{{name}}", "{{abb}}"], kind: state}}
  alliances:
    file: alliances.csv
    integers: [a, b, year, defense, neutral]
    statements:
      - {block}, when: {{defense: 1}}, key: "defence {{year}}", obligation: defence}}
      - {block}, when: {{neutral: 1}}, key: "neutrality {{year}}", obligation: neutrality}}
"""
    found = reading(
        tmp_path,
        text,
        states="abb,code,name,from\nUSA,2.0,United States,1816.0\nCAN,20.0,Canada,1920.0\nCAN,20.0,Canada,1940.0\n",
        alliances="a,b,year,defense,neutral\n2.0,20.0,1949.0,1.0,0.0\n20.0,2.0,1949.0,1.0,0.0\n2.0,20.0,1950.0,1.0,1.0\n2.0,20.0,1951.0,0.0,0.0\n",
    )
    assert found.records.keys() == {"tiny:2", "tiny:20"}
    assert sorted((said.valid_from, said.own["obligation"]) for said in found.statements) == [
        ("1949-01-01", "defence"),
        ("1950-01-01", "defence"),
        ("1950-01-01", "neutrality"),
    ]
    assert found.skipped == {
        "none of the manifest's `when` holds for a row of alliances.csv": 1,
        "the same record again": 1,
        "the same statement again": 1,
    }
    assert found.rows == (7, 6, 0, 1)


def test_events_without_a_header_keep_their_zeros(tmp_path: Path) -> None:
    text = """
said_by: the feed
reads: increment
types: {EVENT: {screen: event, properties: {code: string}}}
parts:
  events:
    file: events.csv
    delimiter: "\\t"
    columns: [id, day, one, one_name, two, two_name, code]
    patterns: {code: '\\d{3,4}'}
    dates: ymd
    skip_when: [{rule: nobody else is named, when: {two: ""}}]
    actors:
      - {key: "{one}", name: "{one_name}", kind: other}
      - {key: "{two}", name: "{two_name}", kind: other}
    statements:
      {subject: "{one}", object: "{two}", type: event, key: "{id}", code: "{code}", evidence: "e", valid: "{day}"}
"""
    events = (
        "1\t20190121\tUSA\tUNITED STATES\tRUS\tRUSSIA\t012\n2\t20190121\tUSA\tWASHINGTON\tRUS\tMOSCOW\t0211\n"
        "3\t20190121\tUSA\tUNITED STATES\t\t\t010\n4\t20190121\tUSA\tUNITED STATES\tRUS\tMOSCOW\t12\n"
    )
    found = reading(tmp_path, text, events=events)
    assert sorted(str(said.own["code"]) for said in found.statements) == ["012", "0211"]
    assert {said.valid_from for said in found.statements} == {"2019-01-21"}
    usa = found.records["tiny:USA"]
    assert (usa.name, usa.names) == ("UNITED STATES", ("UNITED STATES", "WASHINGTON"))
    assert found.records["tiny:RUS"].name == "MOSCOW", "of equally frequent names the one that sorts first"
    assert found.skipped == {"nobody else is named": 1}
    assert [(line, reason) for _, line, reason, _ in found.rejected] == [
        (4, "code is '12': its leading zeros are lost")
    ]
    lines = events.splitlines(keepends=True)
    again = reading(tmp_path, text, events="".join(reversed(lines)))
    assert again.content == found.content, "what is gathered does not depend on the order of the rows"


def test_relations_with_a_bom_and_repeated_columns(tmp_path: Path) -> None:
    text = """
said_by: the list
types: {LINKED_TO: {screen: linked-to}}
parts:
  parties:
    file: parties.csv
    actors:
      key: "{Ref.2}"
      name: "{Name}"
      kind: {from: "{Sub}", map: {3: organization, 4: person}}
      identifiers: "ofac:{Ref.2}"
  relations:
    file: relations.csv
    skip_when: [{rule: in the interest of, when: {Type: [92122, 92123]}}]
    statements:
      subject: "{From}"
      object: "{To}"
      key: "{ID}"
      evidence: as listed
      type: {from: "{Type}", map: {15001: supplies, 15003: linked-to, 91725: leads}}
"""
    found = reading(
        tmp_path,
        text,
        parties="\ufeffRef,Sub,Ref,Name\n1,3,10,Alpha\n2,4,20,Beta\n",
        relations="\ufeffID,From,To,Type\n1,20,10,91725\n2,10,20,92122\n3,10,20,15001\n4,10,20,777\n",
    )
    assert found.records["tiny:10"].identifiers == ("ofac:10",)
    assert found.edges == {("LEADS", "tiny:20", "tiny:10"): 1, ("SUPPLIES", "tiny:10", "tiny:20"): 1}
    assert found.skipped == {"in the interest of": 1}
    assert [(line, reason) for _, line, reason, _ in found.rejected] == [
        (5, "{Type} is '777', not one of 15001, 15003, 91725")
    ]


ENTITIES = """
parts:
  entities:
    file: entities.jsonl
    actors:
      when: {schema: [Person, Company]}
      key: "{id}"
      name: "{caption}"
      names: "{properties.name}"
      kind: {from: "{schema}", map: {Person: person, Company: organization}}
      countries: "{properties.country:iso2}"
      description: "{properties.notes:first}"
    statements:
      when: {schema: Ownership}
      subject: "{properties.owner}"
      object: "{properties.asset}"
      type: owns
      key: "{id}"
      said_by: "{datasets:first}"
      evidence: as listed
      valid_from: "{properties.startDate}"
"""


def test_entities_in_json_lines(tmp_path: Path) -> None:
    lines = [
        {"id": "p", "caption": "P", "schema": "Person", "properties": {"name": ["P", "П|Q"], "country": ["ru", "gb"]}},
        {"id": "c", "caption": "C", "schema": "Company", "properties": {"notes": ["one", "two"]}},
        {"id": "o", "schema": "Ownership", "datasets": ["list"], "properties": {"owner": ["p"], "asset": ["c"]}},
        {"id": "q", "schema": "Ownership", "datasets": ["list"], "properties": {"owner": ["p", "c"], "asset": ["c"]}},
        {"id": "a", "schema": "Address"},
    ]
    path = tmp_path / "entities.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    found = reading(tmp_path, ENTITIES, entities=path)
    assert found.records["tiny:p"].names == ("P", "П|Q")
    assert found.records["tiny:p"].countries == ("GBR", "RUS")
    assert found.records["tiny:c"].description == "one"
    assert found.edges == {("OWNS", "tiny:p", "tiny:c"): 2}
    assert [(line, reason) for _, line, reason, _ in found.rejected] == [(4, "both ends are the same record: tiny:c")]
    assert found.rows == (5, 3, 1, 1)


def test_the_same_rows_in_every_format(tmp_path: Path) -> None:
    rows = [["from", "to", "sign"], ["A", "B", "1"], ["A", "C", "-1"], ["B", "C", "1"]]
    text = f"parts:\n  ties:\n    file: ties.csv{ENDS}"
    expected = reading(tmp_path, text, ties="".join(",".join(row) + "\n" for row in rows)).content
    book = xlsx(tmp_path / "ties.xlsx", {"Ties": [rows[0], *([*row[:2], int(row[2])] for row in rows[1:])]})
    assert reading(tmp_path, text, ties=book).content == expected
    table = tmp_path / "ties.parquet"
    parquet.write_table(pa.table({"from": ["A", "A", "B"], "to": ["B", "C", "C"], "sign": [1, -1, 1]}), table)
    assert reading(tmp_path, text, ties=table).content == expected
    lines = tmp_path / "ties.jsonl"
    lines.write_text("".join(json.dumps(dict(zip(rows[0], row, strict=True))) + "\n" for row in rows[1:]), "utf-8")
    assert reading(tmp_path, text, ties=lines).content == expected


def test_a_part_of_any_name_that_has_our_columns(tmp_path: Path) -> None:
    text = "parts:\n  people: {file: people.csv}\n  said: {file: said.csv}\n"
    found = reading(
        tmp_path,
        text,
        people="key,name,kind,countries\na,A,person,Russia | Côte d'Ivoire\nb,B,person,PRK\n",
        said="subject,type,object,said_by,evidence,valid\na,ally-of,b,x,e,c. 2005 – 2007\n",
    )
    assert found.records["tiny:a"].countries == ("CIV", "RUS")
    (said,) = found.statements
    assert (said.valid_from, said.valid_to, said.evidence) == (
        *("2005-01-01", "2007-12-31"),
        "e (dates as written: c. 2005 – 2007)",
    )


def test_a_line_of_json_with_a_field_that_nobody_reads_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    lines = [{"key": "a", "name": "A", "kind": "person"}, {"key": "b", "name": "B", "kind": "person", "title": "Dr"}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    found = reading(tmp_path, "parts: {people: {file: people.jsonl}}", people=path)
    assert [(line, reason) for _, line, reason, _ in found.rejected] == [(2, "title is unknown")]


def test_a_column_that_is_not_there_rejects_the_file(tmp_path: Path) -> None:
    text = f"parts:\n  ties:\n    file: ties.csv{ENDS}"
    with pytest.raises(InputError, match="wrong columns: from is missing, sign is missing"):
        reading(tmp_path, text, ties="source,to,weight\nA,B,1\n")


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("actors: {key: a, name: b}", "parts.p.actors: kind is missing"),
        ("actors: {key: a, name: b, kind: state, colour: red}", "parts.p.actors: colour is unknown"),
        ("statements: {subject: a, object: b, type: c, evidence: d}", "parts.p.statements: said_by is missing"),
        ("actors: {key: 'a{', name: b, kind: state}", "has an unmatched brace"),
        ("patterns: {a: '('}", "is not a regular expression"),
        ("encoding: klingon", "unknown encoding"),
        ("skip_when: [{rule: r, when: {a: yes}}]", "put it in quotes"),
        ("delimiter: ab", "parts.p.delimiter"),
    ],
)
def test_a_bent_mapping_names_itself(tmp_path: Path, part: str, words: str) -> None:
    path = tmp_path / "manifest.yaml"
    path.write_text(f"title: t\npublisher: p\nparts:\n  p:\n    file: f.csv\n    {part}\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_manifest(path, "tiny")
    assert words in str(caught.value)


def test_a_fault_of_ours_is_no_rejected_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> str:
        raise ValueError(f"a fault in the code that reads {text}")

    monkeypatch.setattr("loader.reading.fields.tidy", broken)
    with pytest.raises(ValueError, match="a fault in the code"):
        reading(tmp_path, f"parts:\n  ties:\n    file: ties.csv{ENDS}", ties="from,to,sign\nGavev,Kotun,1\n")


REGISTER = """
said_by: x
parts:
  register:
    file: register.csv
    actors:
      - {key: "{owner}", name: "{owner}", kind: person}
      - {key: "{company}", name: "{company}", kind: organization}
    statements:
      - {subject: "{owner}", object: "{company}", type: owns, evidence: e, share: "{percentage:percent}"}
"""


def test_percentages_become_shares(tmp_path: Path) -> None:
    rows = "owner,company,percentage\nI,A,12.5\nI,B,75\nI,C,50 %\nI,D,100%\nI,E,\nI,F,150\nI,G,-5\nI,H,25-50\n"
    found = reading(tmp_path, REGISTER, register=rows)
    shares = {said.object.removeprefix("tiny:"): said.own.get("share") for said in found.statements}
    assert shares == {"A": 0.125, "B": 0.75, "C": 0.5, "D": 1.0, "E": None}
    assert [(line, reason) for _, line, reason, _ in found.rejected] == [
        (7, "share is '1.50': it lies between 0 and 1; a percentage is mapped as {column:percent}"),
        (8, "share is '-0.05': it lies between 0 and 1"),
        (9, "percentage is '25-50', which is not a percentage"),
    ]


DATED = """
said_by: x
parts:
  ties:
    file: ties.csv
    actors:
      - {key: "{from}", name: "{from}", kind: organization}
      - {key: "{to}", name: "{to}", kind: organization}
    statements:
      - {subject: "{from}", object: "{to}", type: owns, evidence: e, valid_from: {from: "{since}", split: ";"}}
"""


def test_a_date_field_is_split(tmp_path: Path) -> None:
    found = reading(tmp_path, DATED, ties="from,to,since\nA,B,2014; 2014-03-01\nA,C,2014; 2016\nA,D,\n")
    assert [(said.object, said.valid_from) for said in found.statements] == [
        ("tiny:B", "2014-03-01"),
        ("tiny:D", None),
    ]
    assert [(line, reason) for _, line, reason, _ in found.rejected] == [
        (3, "valid_from is '2014 | 2016': several dates that contradict each other")
    ]


def test_a_field_that_holds_one_text_is_not_split(tmp_path: Path) -> None:
    wrong = DATED.replace("evidence: e", 'evidence: {from: "{since}", split: ";"}')
    with pytest.raises(InputError, match="evidence takes a single text: it cannot be split"):
        reading(tmp_path, wrong, ties="from,to,since\nA,B,2014\n")


OWNERS = """
said_by: x
parts:
  rows:
    file: rows.csv
    actors:
      - {key: "{owner}", name: "{owner}", kind: organization}
      - {key: "{asset}", name: "{asset}", kind: organization}
    statements:
      - {subject: "{owner}", object: "{asset}", type: owns, key: "{n}", evidence: "row {n}"}
"""


def test_names_that_look_alike_are_one_actor(tmp_path: Path) -> None:
    owners = [
        "Müller AG",
        "Mu\u0308ller AG",
        "Wagner Group",
        "Wagner\u200bGroup",
        "Wagner Group\u200e",
        "\ufeffWagner Group",
    ]
    owners += [
        "Wagner\u00a0Group",
        "Wag\u00adner Group",
        "\u202eprahC\u202c",
        "W\u0430gner Group",
        "حزب\u200cالله",
        "\u200b",
    ]
    rows = "".join(f"{n},{owner},T{n}\n" for n, owner in enumerate(owners))
    found = reading(tmp_path, OWNERS, rows=f"n,owner,asset\n{rows}")
    kept = {record.name for record in found.records.values() if not record.name.startswith("T")}
    assert kept == {"Müller AG", "Wagner Group", "prahC", "W\u0430gner Group", "حزب\u200cالله"}
    assert {line for _, line, _, _ in found.rejected} == {13}


FTM = """
said_by: x
parts:
  entities:
    file: entities.jsonl
    format: jsonl
    actors:
      - {when: {schema: Company}, key: "{id}", name: "{caption}", kind: organization, countries: "{country:iso2}"}
    statements:
      - when: {schema: Ownership}
        subject: "{owner}"
        object: "{asset}"
        type: owns
        key: "{id}"
        evidence: e
        valid_from: "{since}"
"""


def test_lists_in_ends_are_several_statements_and_an_unknown_country_is_left_out(tmp_path: Path) -> None:
    lines = [
        {"id": "A", "schema": "Company", "caption": "Alpha", "country": ["ru"]},
        {"id": "B", "schema": "Company", "caption": "Beta", "country": ["ru", "suhh"]},
        {"id": "C", "schema": "Company", "caption": "Gamma", "country": "suhh"},
        {"id": "O2", "schema": "Ownership", "owner": ["A", "C"], "asset": ["B"], "since": ["2014-03"]},
        {"id": "O3", "schema": "Ownership", "owner": ["C"], "asset": ["B"], "since": ["2014", "2014-03-01"]},
        {"id": "O5", "schema": "Ownership", "owner": [], "asset": ["B"]},
    ]
    found = reading(tmp_path, FTM, entities="\n".join(map(json.dumps, lines)))
    assert {record.key: record.countries for record in found.records.values()} == {
        "A": ("RUS",),
        "B": ("RUS",),
        "C": (),
    }
    assert sorted((said.key, said.subject, said.object, said.valid_from) for said in found.statements) == [
        ("O2", "tiny:A", "tiny:B", "2014-03-01"),
        ("O2", "tiny:C", "tiny:B", "2014-03-01"),
        ("O3", "tiny:C", "tiny:B", "2014-03-01"),
    ]
    assert found.skipped == {"a country that no table knows": 2}
    assert [(line, reason) for _, line, reason, _ in found.rejected] == [(6, "subject is empty")]


def test_a_map_names_another_sources_record(tmp_path: Path) -> None:
    text = OWNERS.replace('object: "{asset}"', 'object: {from: "{asset}", map: {AUS: "states:AUT", T: "T: own"}}')
    found = reading(tmp_path, text, rows="n,owner,asset\n1,A,AUS\n2,A,T\n")
    assert [said.object for said in found.statements] == ["states:AUT", "tiny:T: own"]


def test_a_column_that_nobody_reads_rejects_no_row(tmp_path: Path) -> None:
    found = reading(tmp_path, OWNERS, rows="n,owner,asset,note\n1,A,B,#N/A\n2,A,C,MÃ¼ller\n3,A,#N/A,x\n")
    assert len(found.statements) == 2
    assert {line for _, line, _, _ in found.rejected} == {4}
    table = xlsx(tmp_path / "rows.xlsx", {"s": [["n", "owner", "asset", "note"], ["1", "A", "B", 10.0**17]]})
    assert len(reading(tmp_path, OWNERS, rows=table).statements) == 1


OWNED = """
said_by: x
parts:
  rows:
    file: rows.csv
    {part}
    actors:
      - {{key: "{{one}}", name: "{{one}}", kind: organization, names: {{from: "{{alias}}", split: ";"}}}}
      - {{key: "{{two}}", name: "{{two}}", kind: organization}}
    statements:
      {{subject: "{{one}}", object: "{{two}}", type: owns, key: "{{n}}", evidence: {evidence}}}
"""


def register(part: str = "optional: false", evidence: str = '"e"') -> str:
    """The manifest of a register of owners."""
    return OWNED.format(part=part, evidence=evidence)


@pytest.mark.parametrize(
    "evidence",
    [
        '{from: "Listed. {note}", always: true}',
        '{always: "Listed. {note}"}',
        '[{from: "Listed.{gap}", always: true}, "{note}"]',
    ],
)
def test_words_that_always_stand(tmp_path: Path, evidence: str) -> None:
    rows = "n,one,two,alias,note,gap\n1,A,B,,,\n2,A,C,,seen,\n"
    found = reading(tmp_path, register(evidence=evidence), rows=rows)
    assert sorted(said.evidence for said in found.statements) in (
        ["Listed.", "Listed. seen"],
        ["Listed.", "Listed.; seen"],
    )
    found = reading(tmp_path, register(evidence='"Listed. {note}"'), rows=rows)
    assert [said.evidence for said in found.statements] == ["Listed. seen"]
    assert [(line, reason) for _, line, reason, _ in found.rejected] == [(2, "evidence is empty")]


@pytest.mark.parametrize(("field", "column"), [("subject", "one"), ("object", "two"), ("key", "one")])
def test_who_it_is_is_never_made_of_constant_words(tmp_path: Path, field: str, column: str) -> None:
    text = register().replace(f'{field}: "{{{column}}}"', f'{field}: {{always: "x {{{column}}}"}}', 1)
    with pytest.raises(InputError, match=f"{field} stands only when all its columns do, not always"):
        reading(tmp_path, text, rows="n,one,two,alias\n")


NOBODY = ["null", "NULL", "None", "n/a", "N/A", "NaN", "-", "--", "unknown", "?", " null "]


@pytest.mark.parametrize("text", NOBODY)
def test_what_names_nobody_is_no_actor(tmp_path: Path, text: str) -> None:
    rows = f'n,one,two,alias\n1,A,"{text}",{text};Al\n2,B,"{text}",\n3,A,B,\n'
    found = reading(tmp_path, register(), rows=rows)
    assert found.records.keys() == {"tiny:A", "tiny:B"}
    assert found.records["tiny:A"].names == ("A", "Al")
    assert found.edges == {("OWNS", "tiny:A", "tiny:B"): 1}
    assert {line for _, line, _, _ in found.rejected} == {2, 3}
    named = "parts: {actors: {file: actors.csv}, statements: {file: statements.csv}}\nsaid_by: x\n"
    found = reading(
        tmp_path,
        named,
        actors=f'key,name,kind,names\na,A,person,{text}|Al\nb,"{text}",person,\n"{text}",C,person,\n',
        statements=f'subject,type,object,evidence\na,owns,"{text}",e\n',
    )
    assert {key: record.names for key, record in found.records.items()} == {"tiny:a": ("A", "Al")}
    assert not found.statements
    assert len(found.rejected) == 3


@pytest.mark.parametrize("part", ["null_values: [x]", "null_values: X"])
def test_what_names_nobody_is_configured(tmp_path: Path, part: str) -> None:
    found = reading(tmp_path, register(part), rows="n,one,two,alias\n1,x,B,\n2,Null,NA,\n")
    assert found.records.keys() == {"tiny:B", "tiny:Null", "tiny:NA"}
    assert found.edges == {("OWNS", "tiny:Null", "tiny:NA"): 1}


@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["A", "B", *NOBODY]), st.sampled_from(["C", "D", *NOBODY])), min_size=1, max_size=6
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_no_statement_of_nobody(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    text = "".join(f"{n},{one},{two},\n" for n, (one, two) in enumerate(rows))
    found = reading(tmp_path, register(), rows=f"n,one,two,alias\nx,A,C,\n{text}")
    named = [pair for pair in rows if not {*pair} & {*NOBODY}]
    assert len(found.statements) == len(named) + 1
    assert {record.name for record in found.records.values()} <= {"A", "B", "C", "D"}
    assert {line - 3 for _, line, _, _ in found.rejected} == {n for n, pair in enumerate(rows) if {*pair} & {*NOBODY}}


UNREAD = [
    "[[1], [2]]",
    '{"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": 1}}}}}}}}}',
    "NaN",
    '"x\\u0000"',
    '"\\ud800"',
    '1, "note": 2',
]


@pytest.mark.parametrize("value", UNREAD)
def test_what_nobody_reads_in_an_object_rejects_no_row(tmp_path: Path, value: str) -> None:
    lines = (
        f'{{"id": "A", "schema": "Company", "caption": "Alpha", "note": {value}}}\n'
        f'{{"id": "B", "schema": "Company", "caption": "Beta", "country": {value.replace("note", "country")}}}\n'
        '{"id": "C", "schema": "Company", "caption": "Gamma"}\n'
    )
    found = reading(tmp_path, FTM, entities=lines)
    # An object has no text of its own: where a column is read that is one, there is nothing to be read.
    read = {2} if not value.startswith("{") else set()
    assert {line for _, line, _, _ in found.rejected} == read
    assert found.records.keys() == {"tiny:A", "tiny:C"} | ({"tiny:B"} if not read else set())


def test_a_list_of_objects_is_more_than_a_column(tmp_path: Path) -> None:
    lines = (
        '{"id": "A", "schema": "Company", "caption": "Alpha"}\n'
        '{"id": "B", "schema": "Company", "caption": "Beta", "owned": [{"id": "C"}]}\n'
    )
    found = reading(tmp_path, FTM, entities=lines)
    assert [(line, reason) for _, line, reason, _ in found.rejected] == [
        (2, "owned is a list of objects, which no column can hold")
    ]
