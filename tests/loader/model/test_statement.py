"""How statements and records are known again, and when they count as unchanged."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher import schema
from cypher.schema import Kind, Precision, Stance
from loader.model.record import Record
from loader.model.statement import Statement

WORDS = st.text(min_size=1, max_size=20)
SAID = {"source": "s", "type": "ALLY_OF", "subject": "s:a", "object": "s:b", "said_by": "x", "evidence": "e"}
RECORD = {"source": "s", "key": "k", "name": "n", "kind": Kind.PERSON}


def said(**changes: Any) -> Statement:
    """A statement that differs from the plain one by these fields."""
    return Statement(**(SAID | changes))


@given(WORDS, WORDS, WORDS, WORDS)
def test_symmetric_statements_are_the_same_from_both_ends(one: str, other: str, speaker: str, key: str) -> None:
    forth = said(subject=one, object=other, said_by=speaker, key=key, symmetric=True)
    back = said(subject=other, object=one, said_by=speaker, key=key, symmetric=True)
    assert (forth.statement, forth.hash) == (back.statement, back.hash)


@given(WORDS, WORDS)
def test_directed_statements_are_not(one: str, other: str) -> None:
    assert (said(subject=one, object=other).statement == said(subject=other, object=one).statement) == (one == other)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("source", "t"),
        ("type", "RIVAL_OF"),
        ("subject", "s:c"),
        ("object", "s:c"),
        ("said_by", "y"),
        ("key", "2"),
        ("denied", True),
    ],
)
def test_another_statement(field: str, value: object) -> None:
    assert said(**{field: value}).statement != said().statement


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("evidence", "f"),
        ("url", "https://example.org"),
        ("locator", "P1"),
        ("valid_from", "2023-01-01"),
        ("valid_from_precision", Precision.DAY),
        ("valid_to", "2023-01-01"),
        ("valid_to_precision", Precision.DAY),
        ("stance", Stance.ANNOUNCED),
        ("confidence", 0.5),
        ("inferred", True),
        ("own", {"goods": "shells"}),
    ],
)
def test_another_version_of_the_same_statement(field: str, value: object) -> None:
    assert said(**{field: value}).statement == said().statement
    assert said(**{field: value}).hash != said().hash


def test_every_field_of_a_statement_is_in_its_hash() -> None:
    """A field that is added later can't be forgotten: the two tables above name them all."""
    names = {field.name for field in msgspec.structs.fields(Statement)} - {"symmetric"}
    tables = (test_another_statement, test_another_version_of_the_same_statement)
    tried = {case[0] for table in tables for mark in table.pytestmark for case in mark.args[1]}  # type: ignore[attr-defined]
    assert tried == names


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5, unique_by=lambda pair: pair[0]))
def test_own_properties_have_no_order(pairs: list[tuple[str, str]]) -> None:
    assert said(own=dict(pairs)).hash == said(own=dict(reversed(pairs))).hash


@given(WORDS, WORDS)
def test_fields_do_not_run_into_each_other(one: str, other: str) -> None:
    split = said(said_by=one + other, key="")
    assert split.statement != said(said_by=one, key=other).statement


@given(WORDS, WORDS)
def test_another_key_is_another_statement(one: str, other: str) -> None:
    assert (said(key=one).statement == said(key=other).statement) == (one == other)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("source", "t"),
        ("key", "l"),
        ("name", "m"),
        ("kind", Kind.STATE),
        ("names", ("n", "m")),
        ("countries", ("RUS",)),
        ("identifiers", ("wikidata:Q1",)),
        ("description", "d"),
        ("url", "https://example.org"),
        ("weak_names", ("n",)),
        ("birth_years", ("1961",)),
    ],
)
def test_every_field_of_a_record_is_in_its_hash(field: str, value: object) -> None:
    assert Record(**(RECORD | {field: value})).hash != Record(**RECORD).hash
    marks = test_every_field_of_a_record_is_in_its_hash.pytestmark  # type: ignore[attr-defined]
    assert {case[0] for case in marks[0].args[1]} == {f.name for f in msgspec.structs.fields(Record)} - {"called"}


def test_how_many_rows_call_it_what_is_no_content() -> None:
    assert Record(**(RECORD | {"called": (("n", 2),)})).hash == Record(**RECORD).hash


FULL = SAID | {
    "type": "OWNS",
    "evidence": "Évidence",
    "key": "k",
    "url": "https://example.org",
    "locator": "p. 3",
    "valid_from": "2023-01-01",
    "valid_from_precision": Precision.DAY,
    "valid_to": "2024",
    "valid_to_precision": Precision.YEAR,
    "stance": Stance.ANNOUNCED,
    "confidence": 0.25,
    "inferred": True,
    "own": {"share": 0.5, "direct": True},
}


@pytest.mark.parametrize(
    ("fields", "statement", "content"),
    [
        (
            SAID | {"subject": "s:b", "object": "s:a", "symmetric": True},
            "82dcb8ac70cf578752b518306c503676",
            "03ca563a340bcc3dd18aadae2670d103",
        ),
        (FULL, "df414bd6a07f6eb552c0e589355e87ae", "150c4e40e81cdc8d5e77e0e7400d32e6"),
        (FULL | {"denied": True}, "8699ffd65e38315bad81fb32e1749cd3", "150c4e40e81cdc8d5e77e0e7400d32e6"),
        (
            SAID | {"symmetric": True, "own": {"obligation": "entente"}, "inferred": False, "confidence": 1.0},
            "82dcb8ac70cf578752b518306c503676",
            "0a53ae75d3f2f1a66b92603e136e98b9",
        ),
    ],
)
def test_what_stands_in_graphs_already_is_known_again(fields: dict[str, Any], statement: str, content: str) -> None:
    """These hashes are in people's graphs: were they others, every statement would look changed."""
    again = Statement(**fields)
    assert (again.statement, again.hash) == (statement, content)


@pytest.mark.parametrize(
    ("fields", "content"),
    [
        ({}, "f8663b8cdc5bcda21f84c091fc7e2902"),
        (
            {
                "kind": Kind.VESSEL,
                "names": ("a", "b"),
                "countries": ("RUS",),
                "identifiers": ("imo:1",),
                "description": "d",
                "url": "u",
            },
            "26f9e047f04a4f825a2cd642e810cda7",
        ),
    ],
)
def test_records_that_stand_in_graphs_already_are_unchanged(fields: dict[str, Any], content: str) -> None:
    assert Record(**(RECORD | fields)).hash == content


def test_every_field_is_declared_with_its_role() -> None:
    roles = {*schema.CONTENT, *schema.IDENTITY, "symmetric", "own"}
    assert roles == set(Statement.__struct_fields__) == {*schema.FIELDS, "own"}
    assert set(schema.CONTENT) <= {prop.name for prop in schema.STATEMENT}
