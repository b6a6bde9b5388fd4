"""Facts in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

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
    }
    assert words.held_dates(row) == told


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


def triple(signs: tuple[int, int, int]) -> dict[str, Any]:
    """A row of `tensions`."""
    row: dict[str, Any] = {"a": "a", "b": "b", "c": "c", "a_name": "Ann", "b_name": "Bob", "c_name": "Cid"}
    for pair, sign in zip(("ab", "bc", "ca"), signs, strict=True):
        row |= {f"{pair}_sign": sign, f"{pair}_types": ["LEADS" if sign > 0 else "RIVAL_OF"], pair: [pair]}
    return row


def test_a_line_says_why_three_do_not_fit() -> None:
    statements = {"ab": {"subject": "b", "object": "a"}}
    assert words.why_unbalanced(words.sides(triple((1, 1, -1)), statements)) == (
        "Bob leads Ann (+), Bob leads Cid (+), Cid is a rival of Ann (−): two ties that bind and one that divides."
    )
    assert words.why_unbalanced(words.sides(triple((-1, -1, -1)), {})).endswith("three ties that divide.")


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
    assert words.quantity(number, "path") == told


def test_a_citation_names_who_what_where_and_which() -> None:
    row = {
        "said_by": "Kremlin",
        "evidence": "No quarrel",
        "standing": "denied",
        "subject_name": "Ann",
        "object_name": "Bob",
        "claims": "RIVAL_OF",
        "type": "DENIED",
        "valid_from": None,
        "valid_from_precision": None,
        "valid_to": None,
        "valid_to_precision": None,
        "publisher": "Press",
        "source_title": "News",
        "locator": "P16",
        "url": None,
        "confidence": None,
        "source": "wagner-2023",
        "id": "x:1",
        "recorded_at": date(2023, 1, 21),
    }
    assert words.citation(row) == (
        "Kremlin: “No quarrel” [denied]. Ann is a rival of Bob (no date given). Press, News, P16. "
        "confidence not rated. faultlines wagner-2023/x:1, recorded 2023-01-21."
    )
