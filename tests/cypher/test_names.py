"""Names that mix alphabets are marked, and none turns the text around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.names import folded, folded_names, isolate, mixed_script


@pytest.mark.parametrize("name", ["W\u0430gner Group", "Газпр\u006fм", "\u0391lpha"])
def test_a_word_of_two_alphabets_is_marked(name: str) -> None:
    assert mixed_script(name)


@pytest.mark.parametrize(
    "name", ["Wagner Group", "Вагнер", "Wagner (Вагнер)", "Müller", "東京タワー", "A股", "محمد", "Rosneft-Роснефть"]
)
def test_a_name_of_several_scripts_is_not(name: str) -> None:
    assert not mixed_script(name)


def test_names_from_right_to_left_stand_by_themselves() -> None:
    assert isolate("Wagner") == "Wagner"
    assert isolate("Вагнер") == "Вагнер"
    assert isolate("محمد 5") == "\u2068محمد 5\u2069"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Zoë Müller-Łęcki", "zoe muller lecki"),
        ("O'Brien & Co., Ltd.", "o brien co ltd"),
        ("İstanbul Straße", "istanbul strasse"),
        ("Алёна Шойгу", "алена шоигу"),
        ("Οδυσσεύς", "οδυσσευσ"),
        ("مُحَمَّد بن سَلْمَان", "محمد بن سلمان"),
        ("أحمـــد", "احمد"),
        ("علی کریمی", "علي كريمي"),
        ("می\u200cخواهم", "ميخواهم"),
        ("בִּנְיָמִין נְתַנְיָהוּ", "בנימין נתניהו"),
        ('צה"ל', "צה ל"),
        ("が 김정은 हिन्दी", "が 김정은 हिन्दी"),
        ("...", ""),
    ],
)
def test_a_name_is_searched_for_without_accents_and_vowel_signs(name: str, plain: str) -> None:
    assert folded(name) == plain


@given(st.text(max_size=40))
def test_what_is_folded_stays_so_and_is_made_of_words(name: str) -> None:
    plain = folded(name)
    assert folded(plain) == plain
    assert plain == " ".join(plain.split())
    assert not set(plain) & set('+-&|!(){}[]^"~*?:\\/')


@given(st.lists(st.text(alphabet="abc ABC-,éم\u064f'", min_size=1, max_size=8), min_size=1, max_size=4))
def test_folded_names_are_kept_only_where_the_index_would_miss_them(names: list[str]) -> None:
    kept = folded_names(names)
    assert kept in (None, [folded(name) for name in names])
    if kept is None:
        assert not set("é\u064f'") & set("".join(names))


def test_plain_names_need_no_second_form() -> None:
    assert folded_names(["PUTIN, Vladimir Vladimirovich", "Путин (Владимир)"]) is None
