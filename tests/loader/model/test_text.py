"""Text and names keep every script, in one normal form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.model.text import distinct, tidy

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
    assert set(names) == {tidy(text) for text in texts if tidy(text)}
    assert len(set(names)) == len(names)
