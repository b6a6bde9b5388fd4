"""How often an edition comes, and when one is old."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cypher.scheduling.rhythm import age_words, days_between, edition_words, is_outdated, parse_rhythm

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("said", "days"),
    [("daily", 1), ("Weekly ", 7), ("quarterly", 92), ("10 days", 10), ("2 weeks", 14), ("1 day", 1), ("3months", 93)],
)
def test_a_rhythm_is_a_name_or_a_length(said: str, days: int) -> None:
    assert days_between(parse_rhythm(said)) == days


@pytest.mark.parametrize(
    "said", ["", "often", "0 days", "7", 7, None, "weekly or so", "-3 days", "P7D", "٣ days", True]
)
def test_anything_else_is_none(said: object) -> None:
    with pytest.raises(ValueError, match="a rhythm is daily, weekly"):
        parse_rhythm(said)


def test_a_rhythm_of_a_later_version_is_unknown() -> None:
    assert days_between("by the moon") is None
    assert not is_outdated(date(1990, 1, 1), "by the moon", TODAY)


@pytest.mark.parametrize(("rhythm", "days"), [("daily", 1), ("weekly", 7), ("10 days", 10), ("yearly", 366)])
def test_an_edition_is_old_a_day_after_the_next_was_due(rhythm: str, days: int) -> None:
    assert not is_outdated(TODAY - timedelta(days + 1), rhythm, TODAY)
    assert is_outdated(TODAY - timedelta(days + 2), rhythm, TODAY)


def test_without_a_rhythm_or_a_date_nothing_is_known_to_be_old() -> None:
    assert not is_outdated(date(1990, 1, 1), None, TODAY)
    assert not is_outdated(None, "daily", TODAY)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "of today"),
        (-1, "dated ahead"),
        (1, "1 day old"),
        (27, "27 days old"),
        (28, "4 weeks old"),
        (89, "12 weeks old"),
        (90, "3 months old"),
        (729, "24 months old"),
        (730, "2 years old"),
        (1432, "3 years old"),
    ],
)
def test_ages_have_words(days: int, words: str) -> None:
    assert age_words(days) == words


def test_an_edition_in_words() -> None:
    edition = date(2022, 12, 28)
    assert edition_words(edition, "weekly", TODAY) == "edition of 2022-12-28, 3 years old; expected weekly"
    assert edition_words(edition, "10 days", TODAY).endswith("; expected every 10 days")
    assert edition_words(edition, None, TODAY) == "edition of 2022-12-28, 3 years old"
    assert edition_words(None, "weekly", TODAY) == "the edition has no date"
