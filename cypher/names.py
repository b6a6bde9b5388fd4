"""Names as people see and type them: mixed alphabets, directions, and the form in which they are searched for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
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


def quantity(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: `1 statement`, `13,601 statements`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def isolate(name: str) -> str:
    """The name for a screen: one that is read from right to left keeps its direction to itself."""
    if name.isascii() or not any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in name):
        return name
    return f"{FIRST_STRONG_ISOLATE}{name}{POP_ISOLATE}"


ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff]")
"""Accents of Latin, Greek and Cyrillic letters, points of Hebrew, vowel signs and the tatweel of Arabic."""
SPELLINGS = str.maketrans(
    {
        **dict(zip("øłđðħŧıŋĸſ", "olddhtinqs", strict=True)),
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ς": "σ",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ە": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ٱ": "ا",
        "ٲ": "ا",
    }
)
"""Letters that Unicode does not take apart, but that are written for one another in names."""
ASCII_BETWEEN = re.compile(r"[^a-z0-9]+")
TOKENS_BETWEEN = re.compile(r"[\s,;()/\"«»“”-]+")
"""Some of what the index takes as the end of a word: words between these stand in the index as they are."""


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """The words of the name as it is searched for: without capitals, accents, vowel signs and variants of a letter."""
    if name.isascii():
        return ASCII_BETWEEN.sub(" ", name.lower()).strip()
    plain = without_accents(without_accents(name).lower()).translate(SPELLINGS)
    return " ".join(unicodedata.normalize("NFC", "".join(map(searched, plain))).split())


def without_accents(text: str) -> str:
    """The text with its letters taken apart and without their accents."""
    return ACCENTS.sub("", unicodedata.normalize("NFKD", text))


def searched(sign: str) -> str:
    """A letter, mark or digit as it is, nothing for what only says how its neighbours are drawn, else a space."""
    category = unicodedata.category(sign)
    return sign if category[0] in "LMN" else "" if category == "Cf" else " "


def folded_names(names: Iterable[str]) -> list[str] | None:
    """The folded forms of the names, place by place; None when the index finds the same words in the names."""
    pairs = [(name, folded(name)) for name in names]
    alike = all(TOKENS_BETWEEN.sub(" ", name.lower()).strip() == plain for name, plain in pairs)
    return None if alike else [plain for _, plain in pairs]
