"""Which of many names are worth comparing with one: those that share rare words, sounds, beginnings or ends."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from heapq import nlargest
from itertools import combinations
from math import log
from typing import NamedTuple

from cypher.likeness.form import LIGHT, NameForm, name_form, sounds
from cypher.likeness.score import LEAST, compare_forms

MOST = 12
"""How many names one name is compared with."""
LARGEST = 300
"""A key that more names share tells too little."""
WORDS = 6
"""So many words of a name are paired, the longest ones."""
BUCKETS = 64
BITS = 32
MASK = (1 << BITS) - 1
WEAK = 0.5
"""How much a key tells that is but a part of a word, beside one that is a word as it is heard."""
ANY, OTHER = "", "other"
KINDS = ("person", "organization", "state", "vessel", "aircraft", OTHER)


class LikeName(NamedTuple):
    """A name that is like the one asked for, and whose it is."""

    owner: int
    name: str
    score: float
    reason: str


class NameIndex:
    """Names that are asked for those like another. Memory grows by some 500 bytes a name, whatever is asked."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.kinds: list[str] = []
        self.owners = array("L")
        self.entries = [array("Q") for _ in range(BUCKETS)]
        self.sorted = True

    def add(self, owner: int, name: str, kind: str) -> None:
        """One more name; those of one owner follow each other, and owners ascend."""
        number = len(self.names)
        self.names.append(name)
        self.kinds.append(kind)
        self.owners.append(owner)
        keys = keys_of(name_form(name, kind or OTHER), kind or OTHER)
        for key in (*keys.strong, *keys.weak):
            self.entries[key % BUCKETS].append(key << BITS | number)
        self.sorted = False

    def like(self, name: str, kind: str = ANY, least: float = LEAST, above: int = 0) -> Iterator[LikeName]:
        """The names of owners from `above` on that are like one: of its kind, where both kinds are known."""
        if not self.sorted:
            self.entries = [array("Q", sorted(bucket)) for bucket in self.entries]
            self.sorted = True
        first = bisect_left(self.owners, above)
        for number in self.candidates(name, kind, first):
            compared = self.kinds[number] if self.kinds[number] not in (ANY, OTHER) else kind or OTHER
            score, reason = compare_forms(name_form(name, compared), name_form(self.names[number], compared), compared)
            if score >= least:
                yield LikeName(self.owners[number], self.names[number], score, reason)

    def bearers(self, name: str, kind: str) -> int:
        """How many owners have a name of the same words, so that it tells less of who they are."""
        key = hash((kind, same_words(name_form(name, kind)))) & MASK
        bucket = self.entries[key % BUCKETS]
        start = bisect_left(bucket, key << BITS)
        end = bisect_left(bucket, (key + 1) << BITS, start)
        return len({self.owners[entry & MASK] for entry in bucket[start : min(end, start + LARGEST)]})

    def candidates(self, name: str, kind: str, first: int) -> list[int]:
        """The numbers of the names that share most with one, rare keys telling more than common ones."""
        total = len(self.names) + 1
        least = log(total / LARGEST)
        weights: dict[int, float] = {}
        for other in KINDS if kind in (ANY, OTHER) else (kind, OTHER):
            form = name_form(name, other if kind in (ANY, OTHER) else kind)
            for keys, share in zip(keys_of(form, other), (1.0, WEAK), strict=True):
                for key in keys:
                    bucket = self.entries[key % BUCKETS]
                    start = bisect_left(bucket, key << BITS | first)
                    end = bisect_left(bucket, (key + 1) << BITS, start)
                    if start < end <= start + LARGEST:
                        weight = share * log(total / (end - start))
                        for entry in bucket[start:end]:
                            number = entry & MASK
                            weights[number] = weights.get(number, 0.0) + weight
        return nlargest(MOST, (n for n, weight in weights.items() if weight >= least), key=weights.__getitem__)


class NameKeys(NamedTuple):
    """What one name has in common with others: what tells much by itself, and what does with more of it."""

    strong: set[int]
    weak: set[int]


def telling_words(form: NameForm) -> list[str]:
    """The words of a name but for particles, unless it has no others."""
    return [word for word, weight in zip(form.words, form.weights, strict=True) if weight > LIGHT] or list(form.words)


def same_words(form: NameForm) -> str:
    """What names of the same words have in common."""
    return f"={' '.join(sorted(telling_words(form)))}"


def keys_of(form: NameForm, kind: str) -> NameKeys:
    """What another name of a kind has in common with this one when both are spellings of one name: rarely nothing."""
    words = telling_words(form)
    heard = [sound if len(sound := sounds(word)) > 1 else word for word in words]
    longest = sorted(sorted(set(heard), key=lambda sound: (len(sound), sound))[-WORDS:])
    strong = [same_words(form), f"+{sounds(form.compact)}", *heard]
    strong += [f"{word}&{other}" for word, other in combinations(longest, 2)]
    if form.signs:
        strong.append(f"#{form.signs}")
    if len(form.words) > 2:
        strong.append(f".{''.join(word[0] for word in form.words)}")
    elif len(form.words) == 1:
        strong.append(f".{form.compact}")
    starts = sorted({word[:3] for word in words})[:WORDS]
    weak = [f"{start}*{end}" for start, end in combinations(starts, 2)]
    weak += [f"<{word[:4]}" for word in words if len(word) > 5]
    weak += [f">{word[-4:]}" for word in words if len(word) > 5]
    return NameKeys({hash((kind, text)) & MASK for text in strong}, {hash((kind, text)) & MASK for text in weak})
