"""How a text is encoded: as its first bytes say, else so that it has the letters of a language."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from loader.draft.letter_frequency import KANA, MARKS, WORD, letter_frequency, pairs_of

BYTES = 1 << 20
SAMPLE = 500
"""Lines from which an encoding is guessed."""
FIRST = 20
"""Lines of which a person is shown the one with most letters beyond ASCII."""
SHOWN = 80
"""Letters of a line that a person is shown."""
MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class EncodingCandidate(NamedTuple):
    """An encoding, the languages that are written in it, and how seldom it is met."""

    encoding: str
    languages: tuple[str, ...]
    seldom: float
    """A logarithm, like all that weighs against a reading; it decides where a file says next to nothing."""


WESTERN = ("ca", "da", "de", "es", "fi", "fr", "is", "it", "nb", "nl", "pt", "sv")
CENTRAL = ("cs", "hr", "hu", "pl", "ro", "sk", "sl")
CYRILLIC = ("be", "bg", "mk", "ru", "sr", "uk")
CANDIDATES = (
    EncodingCandidate("cp1252", WESTERN, 0),
    EncodingCandidate("iso-8859-1", WESTERN, 1),
    EncodingCandidate("cp1250", CENTRAL, 3),
    EncodingCandidate("cp1251", CYRILLIC, 3),
    EncodingCandidate("iso-8859-2", CENTRAL, 4),
    EncodingCandidate("koi8-r", CYRILLIC, 4),
    EncodingCandidate("koi8-u", CYRILLIC, 4),
    EncodingCandidate("gb18030", ("zh",), 4),
    EncodingCandidate("cp932", ("ja",), 4),
    EncodingCandidate("cp949", ("ko",), 4),
    EncodingCandidate("big5", ("zh_Hant",), 5),
    EncodingCandidate("cp1253", ("el",), 5),
    EncodingCandidate("cp1254", ("tr",), 5),
    EncodingCandidate("cp1255", ("he",), 5),
    EncodingCandidate("cp1256", ("ar", "fa"), 5),
    EncodingCandidate("cp1257", ("et", "lt", "lv"), 5),
    EncodingCandidate("cp850", WESTERN, 5),
    EncodingCandidate("cp852", CENTRAL, 5),
    EncodingCandidate("cp866", CYRILLIC, 5),
)
SINGLE = 14.0
"""Against a word of one letter: in another encoding that is often a sign."""
MIXED = 8.0
"""Against a Latin letter beside one of another script."""
BACKWARDS = 3.0
"""Against a capital behind a small letter."""


def encoding_of(path: Path, start: bytes) -> tuple[str, str | None]:
    """How a text is encoded, and when that is a guess, what a person has to look at; the whole file is read."""
    for mark, encoding in MARKED:
        if start.startswith(mark):
            return encoding, None
    if b"\0" in start and decodes(path, wide := width_of(start)):
        texts = start.decode(wide, "replace").split("\n")[:FIRST]
        return wide, look_at(max(texts, key=lambda text: sum(letter > "\x7f" for letter in text)), [])
    if decodes(path, "utf-8"):
        return "utf-8-sig", None
    lines = lines_beyond_ascii(path)
    if 2 * sum(decode_with(line, "utf-8") is not None for line in lines) > len(lines):
        return "utf-8-sig", None  # with a damaged line, as whoever reads it is told
    order = [name for likely in ranked_candidates(b"".join(lines)) for name in likely]
    encoding = next(name for name in order if decodes(path, name))
    line = max(lines[:FIRST], key=lambda line: sum(byte > 0x7F for byte in line))
    text = line.decode(encoding)
    return encoding, look_at(text, [name for name in order if decode_with(line, name) not in (None, text)])


def look_at(line: str, others: list[str]) -> str:
    """What a person has to look at: the line from shortly before its first letter beyond ASCII."""
    first = next((place for place, letter in enumerate(line) if not letter.isascii()), 0)
    shown = "".join(letter if letter.isprintable() else " " for letter in line[max(0, first - SHOWN // 2) :][:SHOWN])
    instead = f" (if not, try {' or '.join(others[:2])})" if others else ""
    return f"guessed; does this line read well: {shown.strip()}{instead}"


def width_of(start: bytes) -> str:
    """Which UTF-16 a text without a mark is, if it is one: in tables most letters have a byte of zeros."""
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def ranked_candidates(sample: bytes) -> list[list[str]]:
    """The encodings that a text can have, the likeliest first, those beside each other in which it reads the same."""
    same: dict[str, list[str]] = {}
    against: dict[str, float] = {}
    for candidate in CANDIDATES:
        if (text := decode_with(sample, candidate.encoding)) is None:
            continue
        same.setdefault(text, []).append(candidate.encoding)
        against[text] = min(against.get(text, float("inf")), candidate.seldom + strangeness(text, candidate.languages))
    return [same[text] for text in sorted(same, key=against.__getitem__)]


def strangeness(text: str, languages: tuple[str, ...]) -> float:
    """What speaks against a text in these languages, by its words that are not ASCII."""
    return sum(strange(word, languages) for word in dict.fromkeys(WORD.findall(text)) if not word.isascii())


def strange(word: str, languages: tuple[str, ...]) -> float:
    """What speaks against a word in the language that it suits best."""
    if len(word) == 1 and word not in MARKS:
        return SINGLE
    pairs = [pair for pair in pairs_of(word) if not pair.isascii()]
    unlikely = min(-letter_frequency(language).likelihood(pairs) for language in languages)
    beside = [*pairwise(word)]
    mixed = sum({alphabet(first), alphabet(second)} == {"Latin", "other"} for first, second in beside)
    backwards = sum(first.islower() and second.isupper() for first, second in beside)
    return unlikely + MIXED * mixed + BACKWARDS * backwards


def alphabet(letter: str) -> str | None:
    """Whether a letter is Latin or of another alphabet; None for signs, and for what stands beside Latin letters."""
    if not letter.isalpha() or letter >= KANA:
        return None
    return "Latin" if letter < "\u0250" else "other"


def decode_with(data: bytes, encoding: str) -> str | None:
    """A text in an encoding; None when it is none."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def lines_beyond_ascii(path: Path) -> list[bytes]:
    """Lines with letters beyond ASCII, evenly from the whole file."""
    lines: list[bytes] = []
    step = 1
    for number, line in enumerate(beyond_ascii(path)):
        if number % step:
            continue
        lines.append(line)
        if len(lines) == 2 * SAMPLE:
            lines, step = lines[::2], 2 * step
    return lines


def beyond_ascii(path: Path) -> Iterator[bytes]:
    """The lines of a file that are not ASCII."""
    with path.open("rb") as file:
        yield from (line for line in iter(lambda: file.readline(BYTES), b"") if not line.isascii())


def decodes(path: Path, encoding: str) -> bool:
    """Whether every byte of a file is text in this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while piece := file.read(BYTES):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
