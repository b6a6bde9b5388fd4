"""Whether two versions of a record may speak of one actor: by their names, however these are spelt and ordered."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from loader.model.countries import key

SPELT, SHORT, ALONE = 0.75, 0.85, 0.9
"""How like two words are that are spellings of one; short words need more (Iran, Iraq), and a name of one word does
(Austria, Australia)."""
LETTERS = 5
"""Words of fewer letters are short."""


def names_agree(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of some names may be another spelling, or a longer or shorter form, of one of the others."""
    forms = {key(name) for name in others}
    return any(forms_agree(form, other) for form in {key(name) for name in some} for other in forms)


@lru_cache(maxsize=20_000)
def forms_agree(form: str, other: str) -> bool:
    """Whether each word of the shorter form has its like in the longer one."""
    if form == other:
        return True
    few, many = sorted((form.split(), other.split()), key=lambda words: (len(words), words))
    if not few:
        return False
    least = ALONE if len(many) == 1 else SPELT
    left = list(many)
    for word in sorted(few, key=len, reverse=True):
        partner = next((candidate for candidate in left if candidate == word), None) or next(
            (candidate for candidate in left if words_alike(word, candidate, least)), None
        )
        if partner is None:
            return False
        left.remove(partner)
    return True


def words_alike(word: str, other: str, least: float) -> bool:
    """Whether one word is an initial of the other, or both are spellings of one."""
    shorter, longer = sorted((word, other), key=lambda text: (len(text), text))
    if len(shorter) == 1 and shorter.isalpha():
        return longer.startswith(shorter)
    if not (shorter.isalpha() and longer.isalpha()):
        return False
    if len(shorter) < LETTERS:
        least = max(least, SHORT)
    return SequenceMatcher(None, shorter, longer, autojunk=False).ratio() >= least
