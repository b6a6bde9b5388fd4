"""Templates make fields of columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.catalogue.template import SEVERAL, template
from loader.model.row import RowError

ROW = {"a": "A", "b": "", "n": "7", "a:02": "own", "land": "Korea, North", "code": "kp", "list": f"x{SEVERAL}y"}
ROW |= {"iso": "prk", "cow": "AUS"}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("plain", "plain"),
        ("{a}-{n}", "A-7"),
        ("{a}{b}", "A"),
        ("x{b}", ""),
        ("{n:03}", "007"),
        ("{a:02}", "own"),
        ("{{a}}", "{a}"),
        ("{land:country}", "PRK"),
        ("{land:iso3?}", ""),
        ("{iso:iso3}", "PRK"),
        ("{cow:iso3}", "AUS"),
        ("{cow:country?}", ""),
        ("states:{code:iso2}", "states:PRK"),
        ("iso3:{a:iso3?}", ""),
        ("{list:first}", "x"),
        ("{nowhere}", ""),
    ],
)
def test_what_a_template_makes(text: str, made: str) -> None:
    assert template(text).fill(ROW) == made


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{a:iso3}", "a is 'A': no ISO 3166-1 alpha-3 code"),
        ("{land:iso3}", "land is 'Korea, North': no ISO 3166-1 alpha-3 code; names are read by {column:country}"),
        ("{a:country}", "a is 'A': no country is called that"),
        ("{cow:country}", "cow is 'AUS': no country is called that"),
        ("{a:iso2}", "a is 'A': no ISO 3166-1 alpha-2 code"),
        ("{a:03}", "a is 'A', which is not a whole number"),
        ("{list}", "list holds several values where one is expected: 'x | y'"),
    ],
)
def test_why_a_template_makes_nothing(text: str, reason: str) -> None:
    with pytest.raises(RowError, match=r".") as caught:
        template(text).fill(ROW)
    assert str(caught.value) == reason


@given(a=st.text(max_size=5), b=st.text(max_size=5))
def test_constant_words_stand_alone_only_if_they_always_do(a: str, b: str) -> None:
    found, fields = template("Listed. {a}{b}"), {"a": a.replace(SEVERAL, ""), "b": b.replace(SEVERAL, "")}
    whole = "Listed. " + fields["a"] + fields["b"]
    assert found.fill(fields, always=True) == whole
    assert found.fill(fields) == (whole if fields["a"] or fields["b"] else "")


@pytest.mark.parametrize("text", ["{", "}", "a{b", "{a}}", "{}"])
def test_braces_have_partners(text: str) -> None:
    with pytest.raises(ValueError, match="unmatched brace"):
        template(text)


def test_a_whole_template_needs_every_column() -> None:
    assert template("{a}/{b}").fill(ROW) == "A/"
    assert template("{a}/{b}").fill(ROW, whole=True) == ""


@pytest.mark.parametrize(("text", "foreign"), [("states:{a}", True), ("{a}:x", False), ("x {a}: y", False)])
def test_another_sources_record_is_named_by_the_template_itself(text: str, foreign: bool) -> None:
    assert template(text).is_foreign is foreign


@given(st.text(), st.text())
def test_what_a_row_says_is_never_taken_for_a_template(a: str, b: str) -> None:
    if SEVERAL not in a + b and a and b:
        assert template("{a}|{b}").fill({"a": a, "b": b}) == f"{a}|{b}"
