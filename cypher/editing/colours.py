"""What each piece of a text is, for colours: a keyword, a label, a type …; the browser's editor tells the same apart.

The editor colours line by line while one types (`explorer/editor/cypher.js`); it shares the words with this module, and
a test compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cypher.editing.lexer import Kind, Token, tokens

Name = Literal["atom", "function", "keyword", "label", "property", "type", "variable"]
Colour = Literal["", "comment", "number", "parameter", "string"] | Name
PLAIN: dict[Kind, Colour] = {
    "space": "",
    "comment": "comment",
    "string": "string",
    "number": "number",
    "parameter": "parameter",
}
FILE = Path(__file__).with_name("words.json")
WORDS = {name: frozenset(words) for name, words in json.loads(FILE.read_bytes()).items()}
KEYWORDS, ALSO_FUNCTIONS, ATOMS = WORDS["keywords"], WORDS["also_functions"], WORDS["atoms"]
"""`also_functions` are keywords that are functions before a bracket."""


@dataclass(slots=True)
class Painter:
    """The tokens of a text, and what stands before the next: open brackets, the last sign, whether labels are named."""

    tokens: list[Token]
    brackets: list[Literal["label", "type", "map"]] = field(default_factory=list)
    last: str = ""
    naming: bool = False

    def paint(self, n: int) -> Colour:
        """The colour of a token."""
        token = self.tokens[n]
        if token.kind in ("word", "quoted"):
            return self.word(n)
        if token.kind == "mark":
            self.mark(token.text)
            return ""
        if not token.silent:
            self.last = token.kind
        return PLAIN[token.kind]

    def mark(self, sign: str) -> None:
        """Take a sign."""
        if sign in "([{":
            self.brackets.append("type" if sign == "[" and self.last == "-" else "map" if sign == "{" else "label")
        elif sign in ")]}" and self.brackets:
            self.brackets.pop()
        if sign not in "|&!%":
            self.naming = sign == ":" and self.brackets[-1:] != ["map"]
        self.last = sign

    def word(self, n: int) -> Name:
        """The colour of a name or keyword."""
        last, self.last = self.last, "word"
        if self.naming and last != "word":
            return "type" if self.brackets[-1:] == ["type"] else "label"
        self.naming = False
        later = self.text(n + 2 if n + 1 < len(self.tokens) and self.tokens[n + 1].kind == "space" else n + 1)
        if last == ".":
            return "function" if later == "(" else "property"
        if self.brackets[-1:] == ["map"] and later == ":":
            return "property"
        low = self.tokens[n].text.lower()
        if low in ATOMS:
            return "atom"
        if low in KEYWORDS and not (low in ALSO_FUNCTIONS and self.text(n + 1) == "("):
            return "keyword"
        return "function" if self.called(n) else "variable"

    def called(self, n: int) -> bool:
        """Whether a bracket follows a name, or a name of several parts: `date.truncate(`."""
        while self.text(n + 1) == "." and n + 2 < len(self.tokens) and self.tokens[n + 2].kind == "word":
            n += 2
        return self.text(n + 1) == "("

    def text(self, n: int) -> str:
        """The text of a token; empty behind the last."""
        return self.tokens[n].text if n < len(self.tokens) else ""


def coloured(text: str) -> Iterator[tuple[Colour, str]]:
    """All of the text, piece by piece, each with its colour."""
    painter = Painter([*tokens(text)])
    return ((painter.paint(n), token.text) for n, token in enumerate(painter.tokens))
