"""Names that mix alphabets are marked, and none turns the text around it."""

import pytest

from cypher.names import isolate, mixed_script


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
