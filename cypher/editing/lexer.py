"""The tolerant lexer: takes any text apart without loss, finished or not; for colours, completion and splitting.

Whether a text is Cypher, and what it may do, the server's own grammar says (`cypher.guard.grammar`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

Kind = Literal["space", "comment", "string", "quoted", "parameter", "number", "word", "mark"]
TOKEN = re.compile(
    r"""
    (?P<space>(?:(?!\x85)\s|\A\ufeff)+)
    |(?P<comment>//[^\r\n]*|/\*.*?(?:\*/|\Z))
    |(?P<string>'(?:\\.|[^'\\])*(?:'|\\?\Z)|"(?:\\.|[^"\\])*(?:"|\\?\Z))
    |(?P<quoted>`(?:[^`]|``)*(?:`|\Z))
    |(?P<parameter>\$(?:`(?:[^`]|``)*`|\w*))
    |(?P<number>0[xXoO][\da-fA-F_]+|(?:\d[\d_]*(?:\.\d[\d_]*)?|(?<!\.)\.\d[\d_]*)(?:[eE][+-]?\d+)?(?:[fFdD]\b)?)
    |(?P<word>[^\W\d][\w$]*)
    |(?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
"""Space, comments, names and strings are those of the server's grammar; a byte order mark at the start is space."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the next one begins."""
        return self.start + len(self.text)

    @property
    def upper(self) -> str:
        """The text in capitals when it is a bare word."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def name(self) -> str:
        """The text without the quotes of a name."""
        if self.kind != "quoted":
            return self.text
        return self.text[1 : None if self.open else -1].replace("``", "`")

    @property
    def open(self) -> bool:
        """Whether its closing sign is still to come; after a line's comment that is the end of the line."""
        if self.kind == "quoted":
            return self.text.count("`") % 2 == 1
        if self.kind == "string":
            body = re.sub(r"\\.", "", self.text, flags=re.DOTALL)
            return len(body) < 2 or body[-1] != body[0]
        return self.kind == "comment" and (self.text[:2] == "//" or len(self.text) < 4 or self.text[-2:] != "*/")

    @property
    def silent(self) -> bool:
        """Whether it says nothing: space, or a comment that ends."""
        return self.kind == "space" or (self.kind == "comment" and (self.text[:2] == "//" or not self.open))


def tokens(text: str) -> Iterator[Token]:
    """All of the text, piece by piece: joined they are the text."""
    for match in TOKEN.finditer(text):
        yield Token(cast(Kind, match.lastgroup), match.group(), match.start())


def spoken(text: str) -> Iterator[Token]:
    """The tokens without space and comments."""
    return (token for token in tokens(text) if not token.silent)


def split_statements(text: str) -> list[str]:
    """The statements of a text, parted by semicolons outside strings, names and comments."""
    parts: list[list[Token]] = [[]]
    for token in tokens(text):
        if token.text == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return [
        "".join(token.text for token in part).removeprefix("\ufeff").strip()
        for part in parts
        if any(not token.silent for token in part)
    ]


def is_finished(text: str) -> bool:
    """Whether a text ends with a semicolon outside strings, names and comments."""
    words = [*spoken(text)]
    return bool(words) and words[-1].text == ";"
