"""Names as people see them: which mix alphabets within a word, and how one is kept from turning the text around it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+")
ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})
"""Alphabets whose letters look like each other's: а of Wаgner may be Cyrillic."""
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


@lru_cache(maxsize=20_000)
def mixed_script(name: str) -> bool:
    """Whether a word of the name has letters of two alphabets that look alike."""
    return not name.isascii() and any(len(alphabets(word)) > 1 for word in WORD.findall(name))


def alphabets(word: str) -> set[str]:
    """Those of the alphabets that look alike from which a word has letters."""
    return {unicodedata.name(letter, "").partition(" ")[0] for letter in word} & ALIKE


def isolate(name: str) -> str:
    """The name for a screen: one that is read from right to left keeps its direction to itself."""
    if name.isascii() or not any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in name):
        return name
    return f"{FIRST_STRONG_ISOLATE}{name}{POP_ISOLATE}"
