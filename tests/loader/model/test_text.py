"""Text and names keep every script, in one normal form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.model.text import distinct, letters_lost, spelled, tidy

TEXTS = st.text()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Wagner \t Group\r\n", "Wagner Group"),
        ("ЧВК «Вагнер»", "ЧВК «Вагнер»"),
        ("김정은", "김정은"),
        ("Erdog\u0306an", "Erdoğan"),
        ("Na\x00me", "Name"),
        ("Erdog\x00\u0306an", "Erdoğan"),
        ("one\x0btwo\x0cthree\x1ffour", "one two three four"),
        ("one\u00a0two\u3000three", "one two three"),
        ("محمد بن سلمان", "محمد بن سلمان"),
    ],
)
def test_tidy(written: str, kept: str) -> None:
    assert tidy(written) == kept


@given(TEXTS)
def test_tidy_text_stays_as_it_is(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(TEXTS)
def test_no_letter_is_lost(text: str) -> None:
    letters = [c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] in "LN"]
    kept = [c for c in tidy(text) if unicodedata.category(c)[0] in "LN"]
    assert unicodedata.normalize("NFC", "".join(letters)) == unicodedata.normalize("NFC", "".join(kept))


@given(st.lists(TEXTS), st.randoms())
def test_names_are_each_kept_once_in_an_order_of_their_own(texts: list[str], chance: object) -> None:
    shuffled = list(texts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    names = distinct(texts)
    assert names == distinct(shuffled + texts)
    assert set(names) == {spelled(text) for text in texts if spelled(text)}
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "written",
    [
        *("Wagner Group", "Wagner\u200bGroup", "Wagner Group\u200e", "\ufeffWagner Group", "Wagner\u00a0Group"),
        *("Wag\u00adner Group", "Wagner  Group", "\u202eWagner Group\u202c", "\u2066Wagner\u2069 Group"),
        *("Wagner\ufe0f Group", "Wagner\u3164 Group", "Wag\u034fner Group", "Wag\u2060ner Group"),
    ],
)
def test_names_that_look_alike_are_one(written: str) -> None:
    assert spelled(written) == "Wagner Group"


def test_what_scripts_are_written_with_stays() -> None:
    assert spelled("حزب\u200cالله") == "حزب\u200cالله"
    assert spelled("حزب الله") == "حزب الله"
    assert spelled("क्\u200dष") == "क्\u200dष"
    assert spelled("\u200cAl\u200c Qaida\u200d") == "Al Qaida"
    assert spelled("Mu\u0308ller") == "Müller"
    assert spelled("\u202eprahC\u202c") == "prahC"
    assert spelled("\u200b\u200b") == ""


@given(TEXTS)
def test_a_spelled_name_stays_as_it_is(text: str) -> None:
    assert spelled(spelled(text)) == spelled(text)


@pytest.mark.parametrize("name", ["x?y", "Who?What Media", "Who?", "Why Not? Ltd", "Yahoo!?"])
def test_a_question_mark_is_not_a_lost_letter(name: str) -> None:
    assert not letters_lost(name)


@pytest.mark.parametrize("name", ["M?ller", "M?LLER", "Al-Qa?ida", "???", "Kot?? East", "中?国"])
def test_letters_lost_are_seen(name: str) -> None:
    assert letters_lost(name)
