"""Identifiers that join records: one normal form each, and nothing that anybody could write by mistake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.schema import STRONG_SCHEMES
from loader.model.identifiers import FORMS, normal

JUNK = [
    "N/A",
    "n/a",
    "0",
    "00",
    "0000000",
    "-",
    "none",
    "unknown",
    "null",
    "1e6",
    "tbd",
    "?",
    "９２８９５１８",
    "1111111.5",
]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("imo:9289518", "imo:9289518"),
        ("imo:IMO 9289518", "imo:9289518"),
        ("imo:imo9289518", "imo:9289518"),
        ("imo:IMO No. 9289518", "imo:9289518"),
        ("lei:213800kud8lajwsq9d15", "lei:213800KUD8LAJWSQ9D15"),
        ("wikidata:q42", "wikidata:Q42"),
        ("wikidata:https://www.wikidata.org/wiki/Q42", "wikidata:Q42"),
        ("iso3:rus", "iso3:RUS"),
        ("ofac:0021171", "ofac:21171"),
        ("un:qdi.1", "un:QDi.001"),
        ("eu:eu.39.56", "eu:EU.39.56"),
        ("domain:https://www.Treasury.gov/about", "domain:treasury.gov"),
        ("domain:xn--bcher-kva.example", "domain:xn--bcher-kva.example"),
        ("domain:bücher.example", "domain:xn--bcher-kva.example"),
        ("mmsi:N/A", "mmsi:N/A"),
    ],
)
def test_one_normal_form(written: str, kept: str) -> None:
    assert normal(written) == (kept, None)
    assert normal(kept) == (kept, None)


@pytest.mark.parametrize("value", JUNK)
@pytest.mark.parametrize("scheme", sorted(STRONG_SCHEMES))
def test_junk_joins_nothing(scheme: str, value: str) -> None:
    kept, reason = normal(f"{scheme}:{value}")
    assert kept == f"{scheme}-as-written:{value}"
    assert reason == f"an identifier kept as written, which joins nothing: {scheme}, not of its form"


@pytest.mark.parametrize("identifier", ["imo:9289519", "imo:9074720", "lei:213800KUD8LAJWSQ9D16"])
def test_a_wrong_check_digit_joins_nothing(identifier: str) -> None:
    kept, reason = normal(identifier)
    assert kept.partition(":")[0].endswith("-as-written")
    assert reason is not None
    assert reason.endswith("wrong check digit")


@pytest.mark.parametrize(
    "identifier", ["imo:1", "imo:0912681", "imo:912681", "wikidata:P31", "iso3:XXX", "domain:10.0.0.1"]
)
def test_what_is_none_joins_nothing(identifier: str) -> None:
    assert normal(identifier)[1] is not None


@given(st.sampled_from(sorted(FORMS)), st.text(max_size=24))
def test_any_text_has_one_form_that_stays(scheme: str, value: str) -> None:
    kept, reason = normal(f"{scheme}:{value}")
    assert (kept.partition(":")[0] == scheme) is (reason is None)
    assert normal(kept) == (kept, None)
