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
SHOWN = 200
"""Characters of a refused line that are kept."""


def read_delimited(path: Path, part: Part, shown: Path | None = None) -> Iterator[Row | Refused | Passed]:
    """The rows of a delimited file; InputError, naming the file as `shown`, when it is not what the manifest says.

    A row of another width, with a NUL or a broken quotation mark is Refused with its line.
    """
    shown = shown or path
    refuse_strange(path, part, shown)
    csv.field_size_limit(LONGEST_FIELD)
    with path.open("rb") as file:
        yield from read_rows(Lines(file, shown, part.encoding), shown, part)


def read_rows(lines: "Lines", path: Path, part: Part) -> Iterator[Row | Refused | Passed]:
    """The rows of a stream of lines."""
    reader = csv.reader(lines, delimiter=part.delimiter, strict=True)
    columns = part.columns
    told, good, any_row = 0, 0, False
    while True:
        lines.of_row.clear()
        try:
            values = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            any_row = True
            yield from broken(lines, path, error)
            continue
        start = lines.of_row[0][0]
        origin = Origin(path.name, start)
        if lines.bytes - told >= EVERY:
            yield Passed(lines.bytes - told)
            told = lines.bytes
        if not values:
            continue
        if columns is None:
            columns = header(values, path, start)
            continue
        any_row = True
        if len(values) != len(columns):
            text = part.delimiter.join(values)[:SHOWN]
            words = f"{len(values)} columns where {len(columns)} are expected"
            if good == 0:
                raise InputError(f"wrong columns: {words}", file=path, line=start, value=text)
            if not lines.whole:
                raise InputError(f"cut off in the middle of a row: {words}", file=path, line=start, value=text)
            yield Refused(origin=origin, reason=words, value=text)
            continue
        if any("\x00" in text for _, text in lines.of_row):
            yield Refused(origin=origin, reason="a NUL character", value=part.delimiter.join(values)[:SHOWN])
            continue
        good += 1
        said = [value.strip() for value in values]
        if part.nothing:
            said = ["" if value == part.nothing else value for value in said]
        yield Row(origin, dict(zip(columns, said, strict=True)))
    yield Passed(lines.bytes - told)
    if columns is None:
        raise InputError("nothing in it", file=path)
    if not any_row and not part.optional:
        raise InputError("a header and no rows", file=path)


def broken(lines: "Lines", path: Path, error: csv.Error) -> Iterator[Refused]:
    """Refuse each line that a broken row took in; InputError when it took in the rest of the file, or near so."""
    first, last = lines.of_row[0], lines.of_row[-1]
    if lines.over:
        end = "a quotation mark is never closed" if lines.whole else "cut off in the middle of a row"
        raise InputError(end, file=path, line=first[0], value=first[1][:SHOWN])
    if "field limit" in str(error) and len(lines.of_row) > 1:
        reason = f"a quotation mark is not closed within {LONGEST_FIELD:,} characters, up to line {last[0]}"
        raise InputError(reason, file=path, line=first[0], value=first[1][:SHOWN])
    for number, text in lines.of_row:
        yield Refused(
            origin=Origin(path.name, number),
            reason=f"broken quotation mark or field too long ({error})",
            value=text[:SHOWN].rstrip("\r\n"),
        )


def header(values: list[str], path: Path, line: int) -> tuple[str, ...]:
    """The column names of a header row; InputError when one stands twice or is empty."""
    names = tuple(value.strip() for value in values)
    if "" in names:
        raise InputError("a column of the header has no name", file=path, line=line, value=",".join(names)[:SHOWN])
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
        self.over = False
        """Whether the file has been read to its end."""
        self.of_row: list[tuple[int, str]] = []
        """The lines of the row that is being read, with their numbers; whoever reads rows empties it."""

    def __iter__(self) -> Iterator[str]:
        for raw in self.file:
            self.number += 1
            self.bytes += len(raw)
            if raw.rstrip(b"\r\n") == SUBSTITUTE:
                continue
            self.whole = raw.endswith(b"\n")
            encoding = self.encoding if self.number == 1 else self.encoding.removesuffix("-sig")
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError as error:
                bad = error.object[max(0, error.start - 10) : error.end + 10]
                raise InputError(
                    f"wrong encoding: not {self.encoding} at byte {error.start} of the line",
                    file=self.path,
                    line=self.number,
                    value=bad,
                ) from None
            self.of_row.append((self.number, text))
            yield text
        self.over = True


def refuse_strange(path: Path, part: Part, shown: Path) -> None:
    """Raise InputError for a file that is empty, a web page, of another encoding or cut off."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, size - HEAD))
        tail = file.read()
    if not head.strip(b"\x1a\r\n\t \xef\xbb\xbf"):
        raise InputError("the file is empty", file=shown)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and "16" not in part.encoding:
        raise InputError(f"wrong encoding: UTF-16 where {part.encoding} is expected", file=shown, line=1)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise InputError("a web page or XML in place of rows", file=shown, line=1, value=head[:60])
    if part.closing == "1a-with-crlf" and b"\r\n" in head and tail.rstrip(b"\r\n")[-1:] != SUBSTITUTE:
        raise InputError("cut off: an edition with CRLF line ends closes with the byte 0x1A", file=shown)
