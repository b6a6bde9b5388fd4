"""OFAC's native files, made of rows written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

NOTHING = "-0- "


@dataclass(frozen=True)
class Listed:
    """One row of sdn.csv."""

    number: int | str
    name: str
    kind: str = "individual"
    programmes: Sequence[str] = ("SDGT",)
    title: str = ""
    remarks: str = ""
    vessel_type: str = ""
    flag: str = ""

    @property
    def fields(self) -> list[str]:
        """The twelve fields, as OFAC writes them."""
        middle = [self.title, "", self.vessel_type, "", "", self.flag, ""]
        return [str(self.number), self.name, self.kind, "] [".join(self.programmes), *middle, self.remarks]


def line(fields: Iterable[str]) -> str:
    """A row: text in quotes, numbers bare, nothing as -0- with a space."""
    written = (NOTHING if text == "" else text if text.isdecimal() else f'"{text}"' for text in fields)
    return ",".join(written)


def native(folder: Path, *listed: Listed | str, name: str = "sdn.csv", crlf: bool = True) -> Path:
    """An sdn.csv of these rows; a row given as text is written as it stands."""
    folder.mkdir(parents=True, exist_ok=True)
    return write(folder / name, [one if isinstance(one, str) else line(one.fields) for one in listed], crlf=crlf)


def beside(sdn: Path, part: str, rows: Iterable[Sequence[object]]) -> Path:
    """A further file beside an sdn.csv: alt, add or sdn_comments."""
    return write(sdn.with_name(f"{part}.csv"), [line(map(str, row)) for row in rows], crlf=True)


def write(path: Path, lines: list[str], *, crlf: bool) -> Path:
    """The lines as an edition with CRLF, which closes with 0x1A, or with LF, which does not."""
    text = "".join(f"{one}\r\n" for one in lines) + "\x1a\r\n" if crlf else "\n".join(lines)
    path.write_bytes(text.encode("utf-8"))
    return path
