"""Reads one attack: a line that says what it is, its parameters, an empty line, and the statement as it stands.

`⟦40×text⟧` is the text forty times, `⟦list 1000⟧` (a parameter) the numbers up to a thousand, `⟦deep 9⟧` nine lists in
one another.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REPEATED = re.compile(r"⟦(\d+)×(.*?)⟧", re.DOTALL)
MADE = re.compile(r"⟦(list|deep) (\d+)⟧")


@dataclass(frozen=True)
class Statement:
    """An attack, or something harmless that looks like one."""

    name: str
    text: str
    parameters: dict[str, Any]


def read(path: Path) -> Statement:
    """One file."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    parameters = next((line for line in head.splitlines() if line.startswith("// parameters: ")), "// parameters: {}")
    given = json.loads(parameters.removeprefix("// parameters: "))
    return Statement(path.stem, repeated(body.removesuffix("\n")), {name: made(value) for name, value in given.items()})


def folder(name: str) -> list[Statement]:
    """All files of a folder."""
    return [read(path) for path in sorted((HERE / name).glob("*.cypher"))]


def repeated(text: str) -> str:
    """The text with what is repeated written out."""
    return REPEATED.sub(lambda found: found[2] * int(found[1]), text)


def made(value: Any) -> Any:
    """A parameter's value, written out."""
    if isinstance(value, dict):
        return {key: made(item) for key, item in value.items()}
    if isinstance(value, str) and (found := MADE.fullmatch(value)):
        number = int(found[2])
        if found[1] == "list":
            return list(range(number))
        deep: Any = 1
        for _ in range(number):
            deep = [deep]
        return deep
    return repeated(value) if isinstance(value, str) else value
