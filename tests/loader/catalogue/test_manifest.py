"""Manifests are read strictly: each wrong entry names itself and its file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher import log
from cypher.errors import InputError
from cypher.schema import Sign
from loader.catalogue.manifest import Limit, Manifest, read_manifest
from loader.catalogue.part import RENAMED, SkipRule

LEAST = "title: t\npublisher: p\n"


def manifest(folder: Path, text: str, source: str = "tiny") -> Manifest:
    """The manifest with this text."""
    path = folder / "manifest.yaml"
    path.write_text(text, "utf-8")
    return read_manifest(path, source)


def test_what_is_not_said(tmp_path: Path) -> None:
    found = manifest(tmp_path, LEAST)
    assert (found.reads, found.why_gone, found.rank, found.limit) == ("snapshot", "retracted", 50, Limit())
    assert found.edge_types().keys() >= {"ally-of", "rival-of", "supplies", "designates"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("publisher: p\n", "title: Field required"),
        (LEAST + "colour: red\n", "colour: Extra inputs are not permitted .is 'red'."),
        (LEAST + "reads: sometimes\n", "reads: .* .is 'sometimes'."),
        (LEAST + "disappearance: lost\n", "disappearance: .* .is 'lost'."),
        (LEAST + "reliability: G\n", "reliability: .* .is 'G'."),
        (LEAST + "confidence: 2\n", "confidence: .* .is 2."),
        (LEAST + "published: soon\n", "published: .* .is 'soon'."),
        (LEAST + "limit: {share: 3}\n", "limit.share: .* .is 3."),
        (LEAST + "limit: {least: -1}\n", "limit.least: .* .is -1."),
        (LEAST + "parts: {a: {}}\n", "parts.a.file: Field required"),
        (LEAST + "parts: {a: {file: a.csv, colums: [x]}}\n", "parts.a.colums: Extra inputs"),
        (LEAST + "parts: {a: {file: a.csv, format: telepathy}}\n", "parts.a.format: .* .is 'telepathy'."),
        (LEAST + "types: {knows: {screen: knows}}\n", "'knows' is not a valid relationship type"),
        (LEAST + "types: {DENIED: {screen: x}}\n", "'DENIED' is not a valid"),
        (LEAST + "types: {SUPPLIES: {screen: supplies, sign: '-'}}\n", "SUPPLIES is one of the core types"),
        (LEAST + "types: {MET: {screen: met, sign: maybe}}\n", "types.MET.sign: .* .is 'maybe'."),
        (LEAST + "types: {MET: {screen: met, properties: {hash: string}}}\n", "MET: 'hash' can't be a property"),
        (LEAST + "types: {MET: {screen: met, properties: {Place: string}}}\n", "MET: 'Place' can't be a property"),
        (LEAST + "reads: sometimes\ncolour: red\n", "reads: .*; colour: "),
        ("- title\n- publisher\n", "a manifest consists of entries like"),
        ("title: [\n", "manifest.yaml:2: not valid YAML"),
        ("", "a manifest consists of entries like"),
    ],
)
def test_a_wrong_entry_names_itself(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        manifest(tmp_path, text)
    assert str(tmp_path / "manifest.yaml") in str(caught.value)


@pytest.mark.parametrize("name", ["Tiny", "tiny_one", "-tiny", "tiny source", "tiny:one", ""])
def test_a_source_has_a_plain_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="lower-case letters, digits and hyphens"):
        manifest(tmp_path, LEAST, name)


def test_declared_types(tmp_path: Path) -> None:
    said = (
        "types: {MET: {screen: met, symmetric: true}, AIDS: {screen: aids, sign: +}, HURTS: {screen: hurts, sign: −}}\n"
    )
    types = manifest(tmp_path, LEAST + said).edge_types()
    assert [types[name].sign for name in ("met", "aids", "hurts")] == [Sign.NONE, Sign.PLUS, Sign.MINUS]
    assert [types[name].symmetric for name in ("met", "aids", "hurts")] == [True, False, False]


@pytest.mark.parametrize(
    ("live", "most"),
    [(0, 0), (1, 0), (2, 1), (3, 1), (19, 9), (20, 10), (40, 20), (209, 20), (210, 21), (1000, 100)],
)
def test_the_limit_is_a_tenth_and_at_least_twenty_but_never_more_than_half(live: int, most: int) -> None:
    assert Limit().most(live) == most


@given(live=st.integers(0, 10**7), percent=st.integers(0, 100), least=st.integers(0, 1000))
def test_a_limit_beyond_half_is_a_share_that_a_person_set(live: int, percent: int, least: int) -> None:
    most = Limit(share=percent / 100, least=least).most(live)
    exact = live * percent // 100
    assert exact <= most <= max(exact, live // 2)
    assert most == exact or most <= least


def test_a_property_has_a_type_and_a_range(tmp_path: Path) -> None:
    text = (
        "title: t\npublisher: p\ntypes:\n  HOLDS:\n    screen: holds\n"
        "    properties: {share: float, seats: {type: integer, minimum: 0, maximum: 9}}\n"
    )
    path = tmp_path / "manifest.yaml"
    path.write_text(text, "utf-8")
    share, seats = read_manifest(path, "tiny").edge_types()["holds"].properties
    assert (share.minimum, share.maximum) == (0, 1)
    assert (seats.type, seats.minimum, seats.maximum) == ("integer", 0, 9)


FORMER = {
    "nothing": ("'-0-'", "null_values", ("-0-",)),
    "shapes": ("{a: x+}", "patterns", {"a": "x+"}),
    "closing": ("1a-with-crlf", "final_byte", "1a-with-crlf"),
    "leave_out": ("[{rule: r, when: {a: x}}]", "skip_when", (SkipRule(rule="r", when={"a": ["x"]}),)),
    "numbered": ("true", "number_unnamed", True),
}


def test_every_former_name_is_tested() -> None:
    assert {old: new for old, (_, new, _) in FORMER.items()} == RENAMED


@pytest.mark.parametrize("old", FORMER)
def test_a_former_name_is_still_read_with_one_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, old: str
) -> None:
    text, new, value = FORMER[old]
    log.LOGGER.propagate = True
    for _ in range(2):
        found = manifest(tmp_path, f"{LEAST}parts: {{p: {{file: a.csv, {old}: {text}}}}}\n")
        assert getattr(found.parts["p"], new) == value
    warnings = [record.getMessage() for record in caplog.records]
    assert warnings == [f"{tmp_path / 'manifest.yaml'}: parts.p.{old} is now called {new}"]


@pytest.mark.parametrize("old", FORMER)
def test_both_names_at_once_are_an_error(tmp_path: Path, old: str) -> None:
    text, new, _ = FORMER[old]
    with pytest.raises(InputError, match=f"parts.p: {old} is the former name of {new}: keep only {new}"):
        manifest(tmp_path, f"{LEAST}parts: {{p: {{file: a.csv, {old}: {text}, {new}: {text}}}}}\n")
