"""How like names are: what makes one of two spellings, what makes two, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.likeness.form import name_form
from cypher.likeness.score import LEAST, likeness

PERSON, FIRM, SHIP = "person", "organization", "vessel"


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("Smirnov, Pyotr", "Pyotr Smirnov", PERSON),
        ("Пётр Смирнов", "Pyotr Smirnov", PERSON),
        ("Dr. Anna Lindqvist", "Anna Lindqvist", PERSON),
        ("ANNA LINDKVIST", "Anna Lindqvist", PERSON),
        ("A. Lindqvist", "Anna Lindqvist", PERSON),
        ("AnnaLindqvist", "Anna Lindqvist", PERSON),
        ("Anna Maria Lindqvist", "Anna Lindqvist", PERSON),
        ("Ann4 L1ndqvist", "Anna Lindqvist", PERSON),
        ("Bill Harrowgate", "William Harrowgate", PERSON),
        ("Yusuf bin Khalid al-Omari", "Youssef ibn Khaled el Omari", PERSON),
        ("يوسف الحربي", "Yusuf al-Harbi", PERSON),
        ("Abdul Rahman Siddiq", "Abdulrahman Siddiq", PERSON),
        ("朴智恩", "朴智恩", PERSON),
        ("Nordwind GmbH", "Nordwind Gesellschaft mit beschränkter Haftung", FIRM),
        ("ООО «Северный ветер»", "Severnyy Veter LLC", FIRM),
        ("Brown & Sons Ltd.", "Brown and Sons Limited", FIRM),
        ("2nd Forge Battalion", "Second Forge Battalion", FIRM),
        ("Battalion Twenty-One", "Battalion 21", FIRM),
        ("H.T.R. Shipping", "HTR Shipping Co.", FIRM),
        ("The Harbour Trust", "Harbor Trust", FIRM),
        ("FHD", "Forum for Harbour Development", FIRM),
        ("M/V Silver Heron", "SILVER HERON", SHIP),
        ("Sea Breeze Line", "Seabreeze Line", FIRM),
        ("Sea Breze Line", "Seabreeze Line", FIRM),
    ],
)
def test_spellings_of_one_name(first: str, second: str, kind: str) -> None:
    assert likeness(first, second, kind).score >= LEAST
    assert likeness(first, second, kind).score == likeness(second, first, kind).score


@pytest.mark.parametrize(
    ("first", "second", "kind", "reason"),
    [
        ("Pyotr Smirnov", "Pavel Smirnov", PERSON, "pyotr against pavel"),
        ("Anna Lindqvist", "Anna Lindberg", PERSON, "lindqvist against lindberg"),
        ("Smirnov", "Pyotr Ivanovich Smirnov Volkov", PERSON, "in one of them alone"),
        ("Omar bin Abdullah al-Harbi", "Abdullah bin Omar al-Harbi", PERSON, "father and son turned round"),
        ("朴智恩", "朴智永", PERSON, "other signs"),
        ("Bank of Arcadia", "Bank of Illyria", FIRM, "arcadia against illyria"),
        ("Nordwind Shipping GmbH", "Nordwind Mining GmbH", FIRM, "shipping against mining"),
        ("Harbour Fund 3", "Harbour Fund 4", FIRM, "3 against 4"),
        ("Silver Heron 1", "Silver Heron 2", SHIP, "1 against 2"),
        ("Heron", "Herod", SHIP, "heron against herod"),
        ("Limited", "Gesellschaft", FIRM, "against"),
        ("…", "Anna", PERSON, "no words to compare"),
    ],
)
def test_names_of_two(first: str, second: str, kind: str, reason: str) -> None:
    judged = likeness(first, second, kind)
    assert judged.score < LEAST, judged
    assert reason in judged.reason


def test_a_reason_says_what_differs() -> None:
    assert likeness("Smirnov Pyotr", "Pyotr Smirnov", PERSON).reason == "the same words in another order"
    assert likeness("Bill Harrowgate", "William Harowgate", PERSON).reason == "a short form; another spelling"
    assert likeness("Nordwind AG", "Nordwind GmbH", FIRM).reason == "the same words; another legal form"
    assert (
        likeness("Nordwind AG", "Nordwind GmbH", FIRM).score < likeness("Nordwind AG", "Nordwind SA", FIRM).score == 1
    )


def test_titles_and_legal_forms_stay_where_nothing_else_is() -> None:
    assert name_form("Doctor", PERSON).words == ("doctor",)
    assert name_form("Limited", FIRM).words == ("limited",)
    assert name_form("Dr. Anna Lind", PERSON).words == ("anna", "lind")


def test_words_run_together_are_compared_by_their_letters() -> None:
    assert "joined" not in likeness("T-Rubber", "Trober", FIRM).reason
    exact, close = (likeness(name, "Seabreeze Line", FIRM).score for name in ("Sea Breeze Line", "Sea Breze Line"))
    assert exact > close


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from([PERSON, FIRM, SHIP, "state", "other"]))
def test_any_two_texts_have_a_score_whichever_comes_first(first: str, second: str, kind: str) -> None:
    judged = likeness(first, second, kind)
    assert 0 <= judged.score <= 1
    assert judged.score == likeness(second, first, kind).score


def test_endless_names_are_compared_as_well() -> None:
    many = [f"{first}{second}{third}" for first in "bdfg" for second in "aeiou" for third in "klmnprst"]
    assert likeness(" ".join(many), " ".join([*many, "vor"]), PERSON).score > LEAST
    other = likeness(" ".join(many), " ".join(reversed(many)), PERSON)
    assert other.score < LEAST
    assert len(other.reason) < 100
