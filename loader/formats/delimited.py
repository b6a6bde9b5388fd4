"""Delimited text (CSV, TSV) to rows, line numbers kept; what can't be trusted is refused with its line."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cypher.errors import InputError
from loader.manifest import Part
from loader.row import Origin, Passed, Refused, Row

LONGEST_FIELD = 1_000_000
"""Characters: past this a field is a quotation mark that nobody closed."""
SUBSTITUTE = b"\x1a"
HEAD = 4096
EVERY = 1 << 20
"""Bytes between two notes on how far the reading is."""


def read_delimited(path: Path, part: Part) -> Iterator[Row | Refused | Passed]:
    """The rows of a delimited file; InputError for a file that is not what the manifest says.

    A row of another width, with a NUL or a broken quotation mark is Refused with its line.
    """
    refuse_strange(path, part)
    csv.field_size_limit(LONGEST_FIELD)
    with path.open("rb") as file:
        lines = Lines(file, path, part.encoding)
        yield from read_rows(lines, path, part)


def read_rows(lines: "Lines", path: Path, part: Part) -> Iterator[Row | Refused | Passed]:
    """The rows of a stream of lines."""
    reader = csv.reader(lines, delimiter=part.delimiter, strict=True)
    columns = part.columns
    told, good = 0, 0
    broken: Refused | None = None
    while True:
        start = reader.line_num + 1
        origin = Origin(path.name, start)
        try:
            values = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            broken = Refused(origin=origin, reason=f"broken quotation mark or field too long ({error})")
            yield broken
            continue
        if lines.bytes - told >= EVERY:
            yield Passed(lines.bytes - told)
            told = lines.bytes
        if not values:
            continue
        if columns is None:
            columns = header(values, path, start)
            continue
        if len(values) != len(columns):
            text = part.delimiter.join(values)[:200]
            if good == 0:
                raise InputError(
                    f"wrong columns: {len(values)} where {len(columns)} are expected", file=path, line=start, value=text
                )
            yield Refused(origin=origin, reason=f"{len(values)} columns where {len(columns)} are expected", value=text)
            continue
        if any("\x00" in value for value in values):
            yield Refused(origin=origin, reason="a NUL character", value=values[0][:200])
            continue
        good += 1
        said = ("" if value.strip() == part.nothing else value.strip() for value in values)
        yield Row(origin, dict(zip(columns, said, strict=True)))
    yield Passed(lines.bytes - told)
    if columns is None:
        raise InputError("nothing in it", file=path)
    if broken and not lines.whole:
        words = f"cut off in the middle of a row: {broken.reason}"
        raise InputError(words, file=path, line=broken.origin.line, value=broken.value or None)


def header(values: list[str], path: Path, line: int) -> tuple[str, ...]:
    """The column names of a header row; InputError when one stands twice or is empty."""
    names = tuple(value.strip() for value in values)
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError("a column's name stands twice in the header", file=path, line=line, value=", ".join(twice))
    return names


class Lines:
    """The decoded lines of a binary file, counting bytes; leaves out a closing 0x1A."""

    def __init__(self, file: IO[bytes], path: Path, encoding: str) -> None:
        self.file, self.path, self.encoding = file, path, encoding
        self.bytes = 0
        self.number = 0
        self.whole = True
        """Whether the last line ends with a line end."""

    def __iter__(self) -> Iterator[str]:
        for raw in self.file:
            self.number += 1
            self.bytes += len(raw)
            if raw.rstrip(b"\r\n") == SUBSTITUTE:
                continue
            self.whole = raw.endswith(b"\n")
            encoding = self.encoding if self.number == 1 else self.encoding.removesuffix("-sig")
            try:
                yield raw.decode(encoding)
            except UnicodeDecodeError as error:
                bad = error.object[max(0, error.start - 10) : error.end + 10]
                raise InputError(
                    f"wrong encoding: not {self.encoding} at byte {error.start} of the line",
                    file=self.path,
                    line=self.number,
                    value=bad,
                ) from None


def refuse_strange(path: Path, part: Part) -> None:
    """Raise InputError for a file that is empty, a web page, of another encoding or cut off."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, size - HEAD))
        tail = file.read()
    if not head.strip(b"\x1a\r\n\t \xef\xbb\xbf"):
        raise InputError("the file is empty", file=path)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and "16" not in part.encoding:
        raise InputError(f"wrong encoding: UTF-16 where {part.encoding} is expected", file=path, line=1)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise InputError("a web page or XML in place of rows", file=path, line=1, value=head[:60])
    if part.closing == "1a-with-crlf" and b"\r\n" in head and tail.rstrip(b"\r\n")[-1:] != SUBSTITUTE:
        raise InputError("cut off: an edition with CRLF line ends closes with the byte 0x1A", file=path)
