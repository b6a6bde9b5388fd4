"""Facts in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cypher.names import quantity
from explorer.network import words


@pytest.mark.parametrize(
    ("start", "from_precision", "end", "to_precision", "told"),
    [
        (date(2022, 11, 1), "month", date(2022, 12, 31), "month", "2022-11 – 2022-12"),
        (date(2023, 1, 1), "month", None, None, "since 2023-01"),
        (date(2022, 1, 1), "year", None, None, "since 2022"),
        (date(2023, 1, 26), "day", None, None, "since 2023-01-26"),
        (date(2023, 1, 1), "month", date(2023, 1, 31), "month", "2023-01"),
        (None, None, date(2023, 1, 31), "day", "until 2023-01-31"),
        (None, None, None, None, "no date given"),
    ],
)
def test_dates_are_no_more_exact_than_known(
    start: Any, from_precision: Any, end: Any, to_precision: Any, told: str
) -> None:
    row = {
        "valid_from": start,
        "valid_from_precision": from_precision,
        "valid_to": end,
        "valid_to_precision": to_precision,
        "on_list_by": None,
        "on_list_until": None,
    }
    assert words.held_dates(row) == told


@pytest.mark.parametrize(
    ("claims", "until", "shown"),
    [
        ("DESIGNATES", date(2023, 1, 26), "on the list by 2022-12-28, at least until 2023-01-26"),
        ("DESIGNATES", date(2022, 12, 28), "on the list of 2022-12-28"),
        ("LINKED_TO", date(2023, 1, 26), "no date given; in editions of 2022-12-28 to 2023-01-26"),
        ("LINKED_TO", date(2022, 12, 28), "no date given"),
    ],
)
def test_editions_say_when_an_undated_statement_was_in_them(claims: str, until: date, shown: str) -> None:
    dates = dict.fromkeys(("valid_from", "valid_from_precision", "valid_to", "valid_to_precision"))
    row = {**dates, "claims": claims, "on_list_by": date(2022, 12, 28), "on_list_until": until}
    assert words.held_dates(row) == shown


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        (" https://example.org ", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("ftp://example.org", False),
        ("https://", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_links(url: str | None, safe: bool) -> None:
    assert (words.safe_link(url) is not None) == safe


def side(start: str, end: str, sign: int) -> dict[str, Any]:
    """A side of a triangle."""
    return {"from": start, "to": end, "sign": sign, "types": ["LEADS" if sign > 0 else "RIVAL_OF"]}


def test_a_line_says_why_three_do_not_fit() -> None:
    assert words.why_unbalanced([side("Bob", "Ann", 1), side("Bob", "Cid", 1), side("Cid", "Ann", -1)]) == (
        "Bob leads Ann (+), Bob leads Cid (+), Cid is a rival of Ann (−): two ties that bind and one that divides."
    )
    three = [side("a", "b", -1), side("b", "c", -1), side("c", "a", -1)]
    assert words.why_unbalanced(three).endswith("three ties that divide.")
    assert words.side_verbs({"types": ["ALLY_OF", "PART_OF", "ALLY_OF"]}) == "is an ally of and is part of"


@pytest.mark.parametrize(
    ("since", "until", "undated", "dated", "told"),
    [
        ("2014-03", "", False, True, "held together 2014-03 – today"),
        ("1856", "1884-02-03", False, True, "held together 1856 – 1884-02-03"),
        ("", "1884", False, True, "held together until 1884"),
        ("", "", False, True, "held together, neither beginning nor end is dated"),
        ("2023-01", "", True, True, "not all dated: the dated sides held 2023-01 – today"),
        ("", "", True, True, "not dated"),
        ("", "", True, False, "not dated"),
    ],
)
def test_a_span_is_told_or_said_to_be_unknown(since: str, until: str, undated: bool, dated: bool, told: str) -> None:
    assert words.held_together({"since": since, "until": until, "undated": undated, "dated": dated}) == told


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (None, ""),
        (["RUS"], "Russian Federation"),
        (["PRK", "XKX"], "North Korea, XKX"),
        (["FRA", "DEU", "ITA", "ESP", "POL"], "France, Germany, Italy and 2 more"),
    ],
)
def test_countries_have_names(codes: list[str] | None, told: str) -> None:
    assert words.country_names(codes) == told


@pytest.mark.parametrize(("number", "told"), [(1, "1 path"), (0, "0 paths"), (13601, "13,601 paths")])
def test_numbers_have_nouns(number: int, told: str) -> None:
    assert quantity(number, "path") == told


def test_a_sentence_keeps_the_direction_of_a_name_to_the_name() -> None:
    row = {"subject_name": "بنيامين", "object_name": "Acme", "claims": "LEADS", "type": "LEADS"}
    assert words.sentence(row) == "\u2068بنيامين\u2069 leads Acme"
    assert "\u2068כהן\u2069 leads" in words.why_unbalanced(
        [side("כהן", "Ann", 1), side("b", "c", -1), side("c", "a", 1)]
    )
