"""Text as it is kept: one normal form, no control characters, nothing else touched."""

import re
import unicodedata

CONTROL = dict.fromkeys((*range(9), *range(14, 28), 127))
"""What is neither text nor white space."""
LOST = re.compile(r"\?\?|[^\W\d_]\?[^\W\d_]")


def tidy(text: str) -> str:
    """The text in Unicode's NFC with runs of white space as one space; every script stays as it is."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(unicodedata.normalize("NFC", text.translate(CONTROL)).split())


def letters_lost(name: str) -> bool:
    """Whether a name went through an encoding that did not have its letters: M?ller, ?????."""
    return "?" in name and LOST.search(name) is not None


def distinct(texts: list[str]) -> tuple[str, ...]:
    """The texts that say something, each once, in an order that does not depend on the file's."""
    return tuple(sorted({tidy(text) for text in texts} - {""}))
