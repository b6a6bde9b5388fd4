"""How like two names are, from 0 to 1, word by word, whatever their order, with the reason in words."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from cypher.likeness.form import PERSON, VESSEL, NameForm, name_form, single_letters, sounds
from cypher.likeness.words import COMMON, SHORT_FORMS

LEAST = 0.7
"""From this likeness on two names may be those of one actor; chosen on half of a public list of pairs."""
AGAINST, EXTRA, EXTRA_ELSEWHERE = 2.0, 0.15, 0.6
"""What a word weighs that has its opposite in the other name, and one that the name of a person, or another, lacks."""
SOUND, SHORT_SOUND, SHORT, INITIAL_OF = 0.9, 0.75, 0.85, 0.85
"""How like two words are that sound alike, of which two consonants sound alike, that are a name and its short form, a
name and its initial."""
JOINED, ABBREVIATED = 0.95, 0.8
"""How like words are to the one that they make together, and a name to its abbreviation."""
JOINS = 0.8
"""How like the words as one have to be to that one."""
OTHER_FAMILY, TURNED_ROUND = 0.85, 0.6
"""What another legal form, and father and son turned round, leave of a score."""
SHOWN = 6
"""So many words that differ are named in a reason."""
NOBODY: set[int] = set()
CALLED: dict[str, set[int]] = {}
for number, names in enumerate(SHORT_FORMS):
    for called in names:
        CALLED.setdefault(called, set()).add(number)


class Likeness(NamedTuple):
    """How like two names are, and why."""

    score: float
    reason: str


class WordPair(NamedTuple):
    """A word of each name that stand for each other, how like they are, and what they are to each other."""

    first: int
    second: int
    alike: float
    how: str


def likeness(first: str, second: str, kind: str) -> Likeness:
    """How like two names are, as names of that kind are built."""
    return compare_forms(name_form(first, kind), name_form(second, kind), kind)


def compare_forms(first: NameForm, second: NameForm, kind: str) -> Likeness:
    """How like two names are that were taken apart."""
    if first.signs and second.signs:
        return compare_signs(first.signs, second.signs)
    if first.words == second.words or first.compact == second.compact:
        return with_families(1.0, ["the same words"], first, second)
    if not (first.words and second.words):
        return Likeness(0.0, "no words to compare")
    pairs = paired(first, second, kind)
    score, reasons = weigh(first, second, pairs, kind)
    if kind == PERSON and score >= LEAST and turned_round(first, second):
        score, reasons = score * TURNED_ROUND, [*reasons, "father and son turned round"]
    if kind != PERSON and score < ABBREVIATED and is_abbreviated(first, second):
        score, reasons = ABBREVIATED, ["one abbreviates the other"]
    return with_families(score, reasons, first, second)


def compare_signs(first: str, second: str) -> Likeness:
    """How like two names are in which each sign is a word: another sign is another name."""
    if first == second:
        return Likeness(1.0, "the same signs")
    common = OSA.normalized_similarity(first, second)
    return Likeness(round(0.8 * common, 3), "other signs")


def paired(first: NameForm, second: NameForm, kind: str) -> list[WordPair]:
    """The words of both names that stand for each other, the likest first, each word at most once."""
    pairs = []
    for place, word in enumerate(first.words):
        for other, candidate in enumerate(second.words):
            alike, how = word_likeness(word, candidate, kind)
            if alike:
                pairs.append(WordPair(place, other, alike, how))
    pairs.sort(key=lambda pair: (-pair.alike, -min(first.weights[pair.first], second.weights[pair.second])))
    left, right, chosen = set(range(len(first.words))), set(range(len(second.words))), []
    for pair in pairs:
        if pair.first in left and pair.second in right:
            left.discard(pair.first)
            right.discard(pair.second)
            chosen.append(pair)
    return chosen


@lru_cache(maxsize=200_000)
def word_likeness(word: str, other: str, kind: str) -> tuple[float, str]:
    """How like two words are, 0 where they are no spellings of one, and what they are to each other."""
    if word == other:
        return 1.0, ""
    shorter, longer = sorted((word, other), key=len)
    if shorter.isdigit() or longer.isdigit():
        return 0.0, ""
    if len(shorter) == 1:
        return (INITIAL_OF, "an initial") if kind == PERSON and longer.startswith(shorter) else (0.0, "")
    if kind != PERSON and word in COMMON and other in COMMON:
        return 0.0, ""
    if kind == PERSON and CALLED.get(word, NOBODY) & CALLED.get(other, NOBODY):
        return SHORT, "a short form"
    alike = max(spelt_alike(word, other, kind), heard_alike(word, other))
    return (alike, "another spelling") if alike else (0.0, "")


def spelt_alike(word: str, other: str, kind: str) -> float:
    """How like two words are by their letters, 0 where too many differ; the first letter is seldom mistaken."""
    length = max(len(word), len(other))
    most = errors_allowed(length - (2 if kind == VESSEL else 0))
    if word[0] != other[0]:
        most = min(most, 1)
    distance = OSA.distance(word, other, score_cutoff=most) if most else 1
    return 1 - distance / length if distance <= most else 0.0


def errors_allowed(length: int) -> int:
    """How many letters may differ in words of that length."""
    return 0 if length < 4 else 1 if length < 6 else 2 if length < 12 else 3


def heard_alike(word: str, other: str) -> float:
    """How like two words are by their consonants as they are heard, 0 where these differ."""
    sound = sounds(word)
    if sound != sounds(other):
        return 0.0
    if len(sound) > 2 or single_letters(word) == single_letters(other):
        return SOUND
    return SHORT_SOUND if len(sound) == 2 and word[0] == other[0] else 0.0


def weigh(first: NameForm, second: NameForm, pairs: list[WordPair], kind: str) -> tuple[float, list[str]]:
    """The score of the words that stand for each other against those that stand against each other."""
    reasons = sorted({pair.how for pair in pairs if pair.how})
    good = weight = 0.0
    for pair in pairs:
        share = (first.weights[pair.first] + second.weights[pair.second]) / 2
        good += share * pair.alike
        weight += share
    taken, other_taken = {pair.first for pair in pairs}, {pair.second for pair in pairs}
    left = [place for place in range(len(first.words)) if place not in taken]
    right = [place for place in range(len(second.words)) if place not in other_taken]
    joined = [*joined_words(first, left, second, right, kind), *joined_words(second, right, first, left, kind)]
    if joined:
        good, weight = good + JOINED * sum(joined), weight + len(joined)
        reasons.append("words joined or parted")
    lone = sum(first.weights[place] for place in left)
    other = sum(second.weights[place] for place in right)
    words = words_shown([first.words[place] for place in left]), words_shown([second.words[place] for place in right])
    if left and right:
        reasons.append(f"{words[0]} against {words[1]}")
    elif left or right:
        reasons.append(f"{words[0] or words[1]} in one of them alone")
    missing = EXTRA if kind == PERSON else EXTRA_ELSEWHERE
    total = weight + AGAINST * min(lone, other) + missing * abs(lone - other)
    return (good / total if total else 0.0), reasons or ["the same words in another order"]


def words_shown(words: list[str]) -> str:
    """Words in a reason: all of them, or the first ones."""
    return " ".join(words if len(words) <= SHOWN else [*words[:SHOWN], "…"])


def joined_words(whole: NameForm, left: list[int], parted: NameForm, right: list[int], kind: str) -> list[float]:
    """How like words left over of one name are to several neighbours of the other's in one; they are taken out.

    They are compared by their letters: what merely sounds alike when it is run together is another name.
    """
    joined: list[float] = []
    if len(right) < 2:
        return joined
    for place in tuple(left):
        for start, end in stretches(len(right)):
            together = "".join(parted.words[part] for part in right[start:end])
            alike = spelt_alike(whole.words[place], together, kind) if len(together) > 3 else 0.0
            if alike >= JOINS:
                left.remove(place)
                del right[start:end]
                joined.append(alike)
                break
    return joined


@cache
def stretches(count: int) -> list[tuple[int, int]]:
    """The beginnings and ends of all runs of two, three or four among so many words."""
    return [(start, start + length) for length in (2, 3, 4) for start in range(count - length + 1)]


def turned_round(first: NameForm, second: NameForm) -> bool:
    """Whether the father in one name is the son in the other: Omar bin Abdullah, Abdullah bin Omar."""
    return any(son != father and (father, son) in lineage(second) for son, father in lineage(first))


def lineage(form: NameForm) -> set[tuple[str, str]]:
    """The words before and after each `bin`."""
    words = form.words
    return {(words[n - 1], words[n + 1]) for n in range(1, len(words) - 1) if words[n] == "bin"}


def is_abbreviated(first: NameForm, second: NameForm) -> bool:
    """Whether one name is the initials of the words of the other."""
    few, many = sorted((first, second), key=lambda form: len(form.words))
    return len(few.words) == 1 and len(many.words) > 2 and few.compact == "".join(word[0] for word in many.words)


def with_families(score: float, reasons: list[str], first: NameForm, second: NameForm) -> Likeness:
    """The score with what the legal forms say."""
    families = first.families - {"company"}, second.families - {"company"}
    if families[0] and families[1] and not families[0] & families[1]:
        score, reasons = score * OTHER_FAMILY, [*reasons, "another legal form"]
    return Likeness(round(score, 3), "; ".join(reasons))
