"""A name taken apart: its words in Latin letters, what each of them weighs, its legal form, its numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from cypher.likeness.words import (
    COMMON,
    HONORIFICS,
    KEPT_FORMS,
    LEGAL,
    LOOKALIKES,
    NUMBERS,
    PARTICLES,
    ROMAN,
    SAME_WORDS,
    SHIPS,
    SILENT,
    TENS,
    WRITTEN_OUT,
)

PERSON, VESSEL = "person", "vessel"
APOSTROPHES = re.compile("['’‘`´ʼʻ]")
CAPITAL_WITHIN = re.compile(r"(?<=[a-z])(?=[A-Z][A-Za-z])")
DOTTED = re.compile(r"\b(?:[A-Za-z]\.){1,}[A-Za-z]?\b\.?(?![a-z])")
ARABIC = re.compile("[\u0621-\u064a]")
ARTICLE = re.compile("\\bال(?=[\u0621-\u064a]{2})")
SHIP = re.compile(r"^\s*(?:m|s|f)\s*[/.]\s*(?:v|t|s|f|y)\b\.?", re.I)
ORDINAL_END = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)\b")
LEET = re.compile(r"(?=[a-z0-9]*[a-z])(?=[a-z0-9]*[0-9])[a-z0-9]+")
BY_SIGN = ("CJK", "HANGUL")
FORMS = {tuple(form.split()): family for family, forms in LEGAL.items() for form in forms.split(",")}
MOST_WORDS = 30
"""Of a longer name the words beyond are not compared."""
LONGEST_FORM = max(map(len, FORMS))
LIGHT, LESS, INITIAL = 0.15, 0.5, 0.5
"""What a particle, a word that many names share, and an initial weigh; any other word weighs 1."""


class NameForm(NamedTuple):
    """A name for comparison."""

    words: tuple[str, ...]
    """In their order, without titles and legal forms."""
    weights: tuple[float, ...]
    families: frozenset[str]
    """Those of its legal forms."""
    signs: str
    """The whole name, where it is written in signs that each stand for a syllable or a word; else empty."""
    compact: str
    """All words as one, but for legal forms."""


@lru_cache(maxsize=50_000)
def name_form(name: str, kind: str) -> NameForm:
    """A name taken apart, as names of its kind are built."""
    signs = "" if name.isascii() else signs_of(name)
    latin = name if name.isascii() else in_latin(name)
    words = person_words(latin) if kind == PERSON else other_words(latin, kind)
    families: frozenset[str] = frozenset()
    whole = "".join(words)
    if kind == PERSON:
        words = [word for word in words if word not in HONORIFICS] or words
    elif kind == VESSEL:
        words = [word for word in words if word not in SHIPS] or words
    else:
        words, families = without_legal_forms(words)
        whole = "".join(words)
        words = [part for word in words for part in WRITTEN_OUT.get(word, (word,))]
        words = [word for word in words if word not in SILENT] or words
    words = [SAME_WORDS.get(word, word) for word in words]
    if kind == PERSON:
        words = joined_servant(words)
    words = words[:MOST_WORDS]
    weigh = weight_in_person if kind == PERSON else weight_elsewhere
    return NameForm(tuple(words), tuple(map(weigh, words)), families, signs, whole)


def in_latin(name: str) -> str:
    """A name in ASCII; Arabic writes its article onto the word, and u and o as w."""
    plain = anyascii(ARTICLE.sub("ال ", unicodedata.normalize("NFC", name)))
    return plain.replace("w", "u") if ARABIC.search(name) else plain


def signs_of(name: str) -> str:
    """The signs of a name that is written in Chinese characters or Hangul alone."""
    signs = [letter for letter in name if unicodedata.category(letter)[0] in "LMN"]
    return "".join(signs) if signs and all(unicodedata.name(s, "").startswith(BY_SIGN) for s in signs) else ""


def person_words(latin: str) -> list[str]:
    """The words of a person's name; digits within a word are letters that somebody did not want to be found."""
    plain = APOSTROPHES.sub("", CAPITAL_WITHIN.sub(" ", latin)).lower()
    plain = LEET.sub(lambda match: match[0].translate(LOOKALIKES), plain)
    return re.findall(r"[a-z]+|[0-9]+", plain)


def other_words(latin: str, kind: str) -> list[str]:
    """The words of any other name; letters with dots are one word, numbers in words are digits."""
    latin = SHIP.sub(" ", latin) if kind == VESSEL else latin
    latin = re.sub(r"(?<=[A-Za-z])/(?=[A-Za-z]\b)", "", latin).replace("&", " and ").replace("%", " percent")
    latin = DOTTED.sub(lambda match: f" {match[0].replace('.', '')} ", latin)
    plain = APOSTROPHES.sub("", CAPITAL_WITHIN.sub(" ", latin)).lower()
    words = re.findall(r"[a-z]+|[0-9]+", ORDINAL_END.sub("", plain))
    return with_numbers(words)


def with_numbers(words: list[str]) -> list[str]:
    """The words with numbers as digits: forty four and XLIV stay apart from names, 44 does not."""
    result: list[str] = []
    tens = 0
    for word in words:
        unit = NUMBERS.get(word, word if word.isdigit() else "")
        if tens:
            if unit and len(unit) == 1:
                result.append(str(tens + int(unit)))
                tens = 0
                continue
            result.append(str(tens))
            tens = 0
        if word in TENS:
            tens = TENS[word]
        else:
            result.append(unit.lstrip("0") or unit or ROMAN.get(word, word))
    if tens:
        result.append(str(tens))
    return result


def without_legal_forms(words: list[str]) -> tuple[list[str], frozenset[str]]:
    """The words but for legal forms, as long as any is left, and the families of those."""
    rest: list[str] = []
    families: set[str] = set()
    place = 0
    while place < len(words):
        for length in range(min(LONGEST_FORM, len(words) - place), 0, -1):
            form = tuple(words[place : place + length])
            if form in FORMS and (length > 1 or form[0] not in KEPT_FORMS or 0 < place == len(words) - 1):
                families.add(FORMS[form])
                place += length
                break
        else:
            rest.append(words[place])
            place += 1
    return (rest, frozenset(families)) if rest else (words, frozenset())


def joined_servant(words: list[str]) -> list[str]:
    """Abd al Rahman is Abdul Rahman."""
    return [word for place, word in enumerate(words) if not (word == "al" and place and words[place - 1] == "abdul")]


def weight_in_person(word: str) -> float:
    """How much a word tells of who a person is."""
    return LIGHT if word in PARTICLES else INITIAL if len(word) == 1 else 1.0


def weight_elsewhere(word: str) -> float:
    """How much a word tells of what an organisation, a ship or a place is."""
    return LIGHT if word in SILENT else LESS if word in COMMON else 1.0


SOUNDS = (
    *(("tsch", "c"), ("shch", "s"), ("sch", "s"), ("tch", "c"), ("dzh", "j"), ("dsh", "j"), ("kh", "h")),
    *(("gh", "g"), ("sh", "s"), ("ch", "c"), ("zh", "j"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ts", "s")),
    *(("tz", "s"), ("dj", "j"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("q", "k"), ("z", "s"), ("ou", "u")),
)
VOWELS = re.compile(r"[aeiouyj]+|(?<=[bcdfgjklmnpqrstvwxz])h")
TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)
def sounds(word: str) -> str:
    """The consonants of a word as they are heard, however it was written in Latin letters; digits as they are."""
    if word.isdigit():
        return word
    text = word
    for written, heard in SOUNDS:
        if written in text:
            text = text.replace(written, heard)
    return TWICE.sub(r"\1", VOWELS.sub("", text))


@lru_cache(maxsize=100_000)
def single_letters(word: str) -> str:
    """The word with each letter that is doubled but once."""
    return TWICE.sub(r"\1", word)
