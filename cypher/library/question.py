"""What a query asks, as a sentence whose blanks are its parameters: `Who supplies {actor}, {on: today}?`

{actor}                                 a parameter, to be filled in
{on: today}                             one that may stay empty, and the words for that
{already: at any time|already then}     a boolean, and the words for false and true
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cypher.library.parameter import Parameter

BLANK = re.compile(r"\{(?P<name>[a-z][a-z0-9_]*)(?:: (?P<words>[^{}]+))?\}")


@dataclass(frozen=True, slots=True)
class Blank:
    """A parameter in a sentence; `words` say that it is empty, or stand for false and true."""

    parameter: Parameter
    words: tuple[str, ...] = ()


Sentence = tuple[str | Blank, ...]


def read_sentence(text: str, parameters: Iterable[Parameter]) -> Sentence:
    """The parts of a question; ValueError says why it is none: every needed parameter has its blank, none has two."""
    known = {parameter.name: parameter for parameter in parameters}
    parts: list[str | Blank] = []
    end = 0
    for match in BLANK.finditer(text):
        name, words = match["name"], tuple(match["words"].split("|")) if match["words"] else ()
        if name not in known:
            raise ValueError(f"{{{name}}} is no parameter, or has two blanks")
        parameter = known.pop(name)
        needed = 2 if parameter.type == "boolean" else 1 if parameter.default is None and not parameter.required else 0
        if len(words) != needed:
            raise ValueError(f"the blank of {name} needs {('no words', 'the words for nothing', 'two words')[needed]}")
        parts += [text[end : match.start()], Blank(parameter, words)]
        end = match.end()
    parts.append(text[end:])
    if "{" in (rest := "".join(part for part in parts if isinstance(part, str))) or "}" in rest:
        raise ValueError("a blank is {name}, {name: words} or {name: words|words}")
    if lacking := [name for name, parameter in known.items() if parameter.required]:
        raise ValueError(f"{', '.join(lacking)} must be told, and has no blank")
    return tuple(part for part in parts if part)
