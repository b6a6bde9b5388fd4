"""The names that are compared: those of a kind that share something rare, and only those asked for."""

from __future__ import annotations

import random

import pytest

from cypher.likeness.blocks import LARGEST, MOST, NameIndex
from cypher.likeness.score import LEAST, likeness

SYLLABLES = ["ba", "ko", "ri", "du", "ne", "lo", "sha", "vi", "mu", "ter", "gan", "pol", "kry", "zen", "haf", "dor"]


def made_up(chance: random.Random, words: int) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(words))


@pytest.fixture(scope="module")
def index() -> NameIndex:
    chance = random.Random(5)
    index = NameIndex()
    for owner in range(3_000):
        index.add(owner, made_up(chance, 2), "person")
    index.add(3_000, "Anna Lindqvist", "person")
    index.add(3_000, "Анна Линдквист", "person")
    index.add(3_001, "Lindqvist Shipping AB", "organization")
    index.add(3_002, "Forum for Harbour Development", "organization")
    index.add(3_003, "Silver Heron", "other")
    for owner in range(3_004, 3_004 + LARGEST + 1):
        index.add(owner, f"Mohammed {made_up(chance, 1)}", "person")
    return index


@pytest.mark.parametrize(
    ("name", "kind", "owners"),
    [
        ("LINDQVIST, Anna", "person", {3_000}),
        ("Ana Lindkvist", "person", {3_000}),
        ("A. Lindqvist", "person", {3_000}),
        ("Lindqvist Shipping", "", {3_001}),
        ("Lindqvist Shipping", "person", set()),
        ("FHD", "organization", {3_002}),
        ("MV Silver Heron", "vessel", {3_003}),
        ("Silver Herons", "other", {3_003}),
    ],
)
def test_spellings_are_found(index: NameIndex, name: str, kind: str, owners: set[int]) -> None:
    assert {like.owner for like in index.like(name, kind)} == owners


def test_only_owners_from_a_number_on_are_found(index: NameIndex) -> None:
    assert {like.name for like in index.like("Anna Lindqvist", "person", above=3_000)} == {
        "Anna Lindqvist",
        "Анна Линдквист",
    }
    assert list(index.like("Anna Lindqvist", "person", above=3_001)) == []


def test_what_is_found_has_the_score_that_a_comparison_gives(index: NameIndex) -> None:
    for like in index.like("Anna M. Lindquist", "person"):
        assert (like.score, like.reason) == likeness("Anna M. Lindquist", like.name, "person")
        assert like.score >= LEAST
    assert not list(index.like("Anna Lindquist", "person", least=0.99))


def test_few_names_are_missed_of_those_that_a_comparison_with_all_finds(index: NameIndex) -> None:
    chance = random.Random(7)
    alike = reached = 0
    for owner in chance.sample(range(3_000), 60):
        name = index.names[owner]
        place = chance.randrange(1, len(name))
        wrong = name[:place] + chance.choice("aeioulrst") + name[place + 1 :]
        owners = {like.owner for like in index.like(wrong, "person")}
        matches = {n for n in range(3_000) if likeness(wrong, index.names[n], "person").score >= 0.85}
        if len(matches) <= MOST:
            alike += len(matches)
            reached += len(matches & owners)
    assert alike > 50
    assert reached >= 0.95 * alike


def test_a_name_that_hundreds_share_is_not_compared_with_them_all(index: NameIndex) -> None:
    assert len(list(index.like("Mohammed", "person"))) <= MOST
    (same,) = {like.owner for like in index.like(index.names[-1], "person", least=0.99)}
    assert same == index.owners[-1]
