"""Whether two versions of a record may speak of one actor."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loader.model.likeness import names_agree

WORDS = ("Pavel", "Ivan", "Abdul", "Harun", "Testov", "Mahmud", "Северный", "флот", "Группа", "東方", "海運")
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PUTIN, Vladimir Vladimirovich", "Vladimir Putin"),
        ("Abdul HARUN", "Abdul Haroun"),
        ("J. Doe", "John Doe"),
        ("Müller", "Muller"),
        ("Müller", "MÜLLER"),
        ("Wagner Group", "The Wagner Group, PMC"),
        ("Abu Bakr al-Baghdadi", "al-Baghdadi, Abou Baker"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert names_agree([one], [other])
    assert names_agree([other], [one])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdul HARUN", "Pavel TESTOV"),
        ("Abdul HARUN", "Abdul TESTOV"),
        ("Ibrahim Harun", "Abdul Harun"),
        ("Iran", "Iraq"),
        ("Austria", "Australia"),
        ("Person 1", "Person 11"),
        ("Brigade 5", "Brigade 6"),
        ("Alpha Trading Ltd", "Omega Trading Ltd"),
        ("", "Alpha"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert not names_agree([one], [other])
    assert not names_agree([other], [one])


@given(words=names, data=st.data(), others=st.lists(names.map(" ".join), max_size=3))
def test_order_case_and_further_names_do_not_matter(words: list[str], data: st.DataObject, others: list[str]) -> None:
    again = data.draw(st.permutations(words))
    assert names_agree([*others, " ".join(words)], [", ".join(again).upper()])


@given(some=names, others=names)
def test_names_without_a_common_word_are_two(some: list[str], others: list[str]) -> None:
    assume(not {*some} & {*others})
    assert not names_agree([" ".join(some)], [" ".join(others)])


@given(some=st.lists(st.text(max_size=30), max_size=4), others=st.lists(st.text(max_size=30), max_size=4))
def test_it_does_not_matter_which_version_came_first(some: list[str], others: list[str]) -> None:
    assert names_agree(some, others) == names_agree(others, some)
