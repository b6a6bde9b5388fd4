"""Text as it is kept: one normal form, no control characters, nothing else touched."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

CONTROL = dict.fromkeys((*range(9), *range(14, 28), 127))
"""What is neither text nor white space."""
WORD = re.compile(r"([^\W\d_]+)\?([^\W\d_]+)")
JOINERS = frozenset("\u200c\u200d")
"""The two format characters that some scripts are written with: they stay between letters."""
WIDTHLESS = "\u200b"
"""A space that is not seen: it parts words as a space does, but in scripts that write none."""
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | set(map(chr, range(0xFE00, 0xFE10)))
"""Letters and marks that nobody sees either: joiners of graphemes, fillers, variation selectors."""
SPACELESS = ("THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


def tidy(text: str) -> str:
    """The text in Unicode's NFC with runs of white space as one space; every script stays as it is."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(unicodedata.normalize("NFC", text.translate(CONTROL)).split())


def spelled(name: str) -> str:
    """A name or key as it is kept: tidy, and without characters that nobody sees or that turn its direction."""
    return tidy(name if name.isascii() else seen(name))


def seen(text: str) -> str:
    """The text in NFC without characters that nobody sees or that turn its direction; white space stays as it is."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", "".join(visible(text, place) for place in range(len(text))))


def visible(name: str, place: int) -> str:
    """The letter at a place, or what stands for it where it is a format character."""
    letter = name[place]
    if letter in UNSEEN:
        return ""
    if unicodedata.category(letter) != "Cf":
        return letter
    before, after = name[place - 1 : place] if place else "", name[place + 1 : place + 2]
    if letter in JOINERS:
        return letter if is_letter(before) and is_letter(after) else ""
    if letter == WIDTHLESS:
        return "" if unicodedata.name(before or " ", "").startswith(SPACELESS) else " "
    return ""


def is_letter(text: str) -> bool:
    """Whether it is one letter or a mark upon one."""
    return bool(text) and unicodedata.category(text)[0] in "LM"


def letters_lost(name: str) -> bool:
    """Whether a name went through an encoding that did not have its letters: M?ller, ?????; not Who?What, x?y."""
    return "?" in name and ("??" in name or any(map(is_lost, WORD.finditer(name))))


def is_lost(word: re.Match[str]) -> bool:
    """Whether the question mark within a word stands in place of a letter: no new word begins behind it."""
    before, after = word[1], word[2]
    several = len(before) + len(after) > 2 or not word[0].isascii()
    named = before[0].isupper() and after[0].islower()
    return (several or named) and (after[0].islower() or not (after[0].isupper() and before[-1].islower()))


def distinct(texts: list[str]) -> tuple[str, ...]:
    """The texts that say something, each once, in an order that does not depend on the file's."""
    return tuple(sorted({spelled(text) for text in texts} - {""}))


def weak_only(weak: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """The weak names that are not among the others too."""
    return tuple(sorted({*distinct([*weak])} - {*distinct([*others])}))


def most_common(counts: Counter[str]) -> str | None:
    """What is said most often, of equals the one that sorts first; None of nothing."""
    return min(counts, key=lambda text: (-counts[text], text), default=None)
