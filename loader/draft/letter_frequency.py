"""How likely letters are in the names of a language, by Unicode CLDR's tables (babel)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import log

from babel import Locale

WORD = re.compile(r"(?:[^\W\d_]|[^\x00-\x7f])+")
"""Letters, and all that is beyond ASCII: a wrong encoding makes signs of letters."""
MARKS = frozenset("“”‘’„–—…«»·•§°№€£©®™±×²½¼¾¡¿\u00a0\u00ad、。・ー")
"""Signs that people do write."""
EDGE = " "
"""Stands for what is before a word and behind it."""
OLDER = str.maketrans("șț", "şţ")
"""Romanian letters as the encodings of one byte have them."""
KANA = "\u3040"
"""The first letter of the scripts that have hundreds of letters and more: the tables show a part of them."""
FEW = 40
"""A letter that is met no more often says little of what stands behind it."""
BESIDE, ALONE, UNSEEN = 0.9, 0.09, 0.01
"""What counts: how often a letter is behind another, how often it is there at all, that the tables lack it."""


@dataclass(frozen=True)
class LetterPairs:
    """How often letters are in the names of a language, and how often one stands behind another."""

    counts: Counter[str]
    pairs: Counter[str]
    total: int
    many: bool
    """Whether there are many more letters than the tables show."""

    def likelihood(self, pairs: Iterable[str]) -> float:
        """How likely the second letter of each pair is behind the first, as a logarithm."""
        return sum(log(self.chance(*pair)) for pair in pairs)

    def chance(self, first: str, second: str) -> float:
        """How likely one letter is behind another."""
        beside = self.pairs[first + second] / (self.counts[first] + FEW)
        return BESIDE * beside + ALONE * self.counts[second] / self.total + UNSEEN * self.unseen(second)

    def unseen(self, letter: str) -> float:
        """How likely a letter is that the tables lack."""
        if letter in MARKS:
            return 0.01
        if not letter.isprintable():
            return 1e-8
        if not letter.isalpha():
            return 1e-6
        return 1 / 400 if self.many and letter >= KANA else 1e-3


@cache
def letter_frequency(language: str) -> LetterPairs:
    """The letters in what a language calls countries, languages, scripts and currencies."""
    locale = Locale.parse(language)
    tables = (locale.territories, locale.languages, locale.scripts, locale.currencies)
    names = " ".join(name for table in tables for name in table.values())
    pairs = Counter(pair for word in WORD.findall(names) for pair in pairs_of(word))
    counts = Counter[str]()
    for pair, count in pairs.items():
        counts[pair[0]] += count
    return LetterPairs(counts, pairs, counts.total(), max(counts) >= KANA)


def pairs_of(word: str) -> list[str]:
    """Each letter of a word with the one before it, small."""
    small = "".join(letter.lower()[0] for letter in word).translate(OLDER)
    return [first + second for first, second in zip(EDGE + small, small + EDGE, strict=True)]
