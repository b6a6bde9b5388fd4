"""The general reader: what each column takes, and why a row is rejected."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from cypher.schema import Kind, Precision, Stance
from loader.catalogue.manifest import Manifest, read_manifest
from loader.model.row import Rejected, RowError
from loader.model.statement import Statement
from loader.reading.fields import identity_of, to_record, whole_statement
from loader.reading.input import AuditedInput
from loader.reading.reader import read_table

ACTOR = {"key": "a", "name": "Alpha", "kind": "person"}
SAID = {"subject": "a", "type": "supplies", "object": "b", "said_by": "x", "evidence": "e"}


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    """A manifest with nothing in it but what has to be, and a type of its own."""
    path = tmp_path / "manifest.yaml"
    path.write_text(
        "title: t\npublisher: p\nparts:\n  actors: {file: actors.csv}\n  statements: {file: statements.csv}\n"
        "types:\n  MET: {screen: met, symmetric: true, properties: {times: integer, cost: float, open: boolean}}\n",
        "utf-8",
    )
    return read_manifest(path, "tiny")


def statement(manifest: Manifest, fields: Mapping[str, str]) -> Statement:
    """The statement in a row."""
    types = manifest.edge_types()
    return whole_statement(identity_of(manifest, fields, types), fields, manifest)


def test_a_record_with_everything(manifest: Manifest) -> None:
    record = to_record(
        manifest,
        ACTOR
        | {"names": "Альфа | Alpha |  Al ", "countries": "RUS|PRK|RUS", "identifiers": "Wikidata:Q1 | ofac:7"}
        | {"description": " two\n lines ", "url": "https://example.org/a"},
    )
    assert record.id == "tiny:a"
    assert record.kind is Kind.PERSON
    assert record.names == ("Al", "Alpha", "Альфа")
    assert record.countries == ("PRK", "RUS")
    assert record.identifiers == ("ofac:7", "wikidata:Q1")
    assert record.description == "two lines"


def test_a_record_does_not_depend_on_the_order_of_what_it_lists(manifest: Manifest) -> None:
    one = to_record(manifest, ACTOR | {"names": "A|B|C", "countries": "RUS|PRK", "identifiers": "un:1|eu:2"})
    other = to_record(manifest, ACTOR | {"names": "C|A|B|A", "countries": "PRK|RUS", "identifiers": "eu:2|un:1"})
    assert one.hash == other.hash


def test_a_statement_with_everything(manifest: Manifest) -> None:
    said = statement(
        manifest,
        SAID
        | {"object": "states:RUS", "valid_from": "2022-11", "valid_to": "2022", "confidence": "0.9", "inferred": "yes"}
        | {"stance": "announced", "goods": "shells", "locator": "P 1", "url": "http://example.org"},
    )
    assert (said.subject, said.type, said.object) == ("tiny:a", "SUPPLIES", "states:RUS")
    assert (said.valid_from, said.valid_from_precision) == ("2022-11-01", Precision.MONTH)
    assert (said.valid_to, said.valid_to_precision) == ("2022-12-31", Precision.YEAR)
    assert (said.confidence, said.inferred, said.stance) == (0.9, True, Stance.ANNOUNCED)
    assert said.own == {"goods": "shells"}


def test_a_denial_is_a_statement_of_its_own(manifest: Manifest) -> None:
    denied = statement(manifest, SAID | {"stance": "denied"})
    assert (denied.edge, denied.type, denied.stance) == ("DENIED", "SUPPLIES", "asserted")
    assert denied.statement != statement(manifest, SAID).statement


def test_declared_types_carry_their_own_properties(manifest: Manifest) -> None:
    said = statement(manifest, SAID | {"type": "met", "times": "3", "cost": "1.5", "open": "no"})
    assert (said.type, said.own) == ("MET", {"times": 3, "cost": 1.5, "open": False})
    assert said.statement == statement(manifest, SAID | {"type": "met", "subject": "b", "object": "a"}).statement


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"key": ""}, "key is empty"),
        ({"name": "  "}, "name is empty"),
        ({"kind": "ghost"}, "kind is 'ghost', not one of person"),
        ({"countries": "RU"}, "'RU' is no ISO 3166-1 alpha-3 code"),
        ({"countries": "Ruritania"}, "no country is called that"),
        ({"countries": "XYZ"}, "'XYZ' is no ISO"),
        ({"key": "1.2E+15"}, "a spreadsheet has made a number of it"),
        ({"name": "#NAME?"}, "a spreadsheet's fault"),
        ({"name": "???"}, "neither a letter nor a digit"),
        ({"identifiers": "Q7747"}, "'Q7747' is no identifier"),
        ({"identifiers": "wikidata:"}, "no identifier"),
        ({"identifiers": "passport number:AB 123"}, "no identifier"),
        ({"url": "javascript:alert(1)"}, "url is 'javascript:alert.1.', no http"),
        ({"url": "example.org"}, "no http"),
    ],
)
def test_why_an_actor_is_rejected(manifest: Manifest, changes: dict[str, str], reason: str) -> None:
    with pytest.raises(RowError, match=reason):
        to_record(manifest, ACTOR | changes)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"subject": ""}, "subject is empty"),
        ({"type": ""}, "type is empty"),
        ({"type": "befriends"}, "no relationship type: 'befriends'"),
        ({"type": "SUPPLIES"}, "no relationship type"),
        ({"object": "a"}, "both ends are the same record: tiny:a"),
        ({"object": "tiny:a"}, "both ends are the same record"),
        ({"said_by": ""}, "said_by is empty"),
        ({"evidence": ""}, "evidence is empty"),
        ({"valid_from": "soon"}, "valid_from is 'soon': no date"),
        ({"valid_to": "2023-02-30"}, "valid_to is '2023-02-30'"),
        ({"valid_from": "2023-01-02", "valid_to": "2023-01-01"}, "valid_to 2023-01-01 lies before valid_from"),
        ({"stance": "maybe"}, "stance is 'maybe'"),
        ({"confidence": "high"}, "confidence is 'high', no float"),
        ({"confidence": "1.1"}, "lies between 0 and 1"),
        ({"confidence": "nan"}, "confidence is 'nan'"),
        ({"inferred": "perhaps"}, "neither true nor false"),
        ({"programme": "TCO"}, "supplies has no programme"),
        ({"type": "met", "times": "9" * 30}, "no integer"),
        ({"type": "met", "cost": "inf"}, "no float"),
        ({"type": "met", "open": "ajar"}, "no boolean"),
    ],
)
def test_why_a_statement_is_rejected(manifest: Manifest, changes: dict[str, str], reason: str) -> None:
    with pytest.raises(RowError, match=reason):
        statement(manifest, SAID | changes)


@pytest.mark.parametrize(
    ("row", "protects"),
    [
        ("a,supplies,b,x,", True),
        ("a,supplies,b,x,e\x00", False),
        ("a,befriends,b,x,e", False),
        (",supplies,b,x,e", False),
    ],
)
def test_what_a_rejected_row_protects(manifest: Manifest, tmp_path: Path, row: str, protects: bool) -> None:
    path = tmp_path / "statements.csv"
    path.write_text(f"subject,type,object,said_by,evidence\nc,supplies,d,x,e\n{row}\n", "utf-8")
    (rejected,) = [
        said for said in read_table(manifest, AuditedInput({"statements": path})) if isinstance(said, Rejected)
    ]
    assert rejected.origin.line == 3
    assert rejected.statement == (statement(manifest, SAID).statement if protects else None)
    assert rejected.keyless is not protects


@pytest.mark.parametrize(
    "share", ["75", "150", "-5", "25-50", "75%", "0,255", "1_000", "５０", "nan", "inf", "1e999", "0x1"]
)
def test_a_share_that_is_none_rejects_its_row(manifest: Manifest, share: str) -> None:
    with pytest.raises(RowError, match="share is"):
        statement(manifest, {**SAID, "type": "owns", "share": share})


@pytest.mark.parametrize(("share", "value"), [("0", 0.0), ("0.5", 0.5), ("1", 1.0), ("1e-3", 0.001), (".25", 0.25)])
def test_a_share_lies_between_none_and_all(manifest: Manifest, share: str, value: float) -> None:
    assert statement(manifest, {**SAID, "type": "owns", "share": share}).own == {"share": value}


@pytest.mark.parametrize("confidence", ["85", "-0.1", "nan", "０.5", "1_0"])
def test_a_confidence_that_is_none_rejects_its_row(manifest: Manifest, confidence: str) -> None:
    with pytest.raises(RowError, match="confidence is"):
        statement(manifest, {**SAID, "confidence": confidence})


def test_a_quantity_below_nothing_rejects_its_row(manifest: Manifest) -> None:
    assert statement(manifest, {**SAID, "type": "supplies", "quantity": "4?"}).own == {"quantity": "4?"}
    with pytest.raises(RowError, match="quantity is '-4': it is at least 0"):
        statement(manifest, {**SAID, "type": "supplies", "quantity": "-4"})
