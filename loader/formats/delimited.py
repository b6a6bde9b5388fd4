"""Delimited text (CSV, TSV) to rows, line numbers kept; what can't be trusted is refused with its line."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cypher.errors import InputError
from loader.formats.header import SHOWN, Judge, header, raw_text
from loader.part import Part
from loader.row import Origin, Passed, Refused, Row

LONGEST_FIELD = 1_000_000
"""Characters: past this a field is a quotation mark that nobody closed."""
LONGEST_LINE = 32_000_000
"""Bytes: past this a file has no lines; it bounds the memory that one line can take."""
SUBSTITUTE = b"\x1a"
HEAD = 4096
EVERY = 1 << 20
"""Bytes between two notes on how far the reading is."""
TABBED = (".tsv", ".tab")


def read_delimited(path: Path, part: Part, shown: Path | None = None) -> Iterator[Row | Refused | Passed]:
    """The rows of a delimited file; InputError, naming the file as `shown`, when it is not what the manifest says.

    A row of another width, with a NUL or a broken quotation mark is Refused with its line.
    """
    shown = shown or path
    refuse_strange(path, part, shown)
    csv.field_size_limit(LONGEST_FIELD)
    with path.open("rb") as file:
        yield from read_rows(Lines(file, shown, part.encoding, part.skip), shown, part)


def delimiter_of(part: Part, path: Path) -> str:
    """What stands between fields."""
    return part.delimiter or ("\t" if path.suffix.lower() in TABBED else ",")


def read_rows(lines: "Lines", path: Path, part: Part) -> Iterator[Row | Refused | Passed]:
    """The rows of a stream of lines."""
    delimiter = delimiter_of(part, path)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    columns = part.columns
    judge = Judge(part, columns, path, None) if columns else None
    told, good, any_row = 0, 0, False
    while True:
        lines.of_row.clear()
        lines.plain = True
        try:
            values = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            any_row = True
            if good == 0 and "new-line character" in str(error):
                value = lines.of_row[0][1][:SHOWN]
                raise InputError("CR alone ends its lines", file=path, line=lines.of_row[0][0], value=value) from None
            yield from broken(lines, path, error)
            continue
        start = lines.of_row[0][0]
        origin = Origin(path.name, start)
        if lines.bytes - told >= EVERY:
            yield Passed(lines.bytes - told)
            told = lines.bytes
        if not values:
            continue
        if columns is None or judge is None:
            columns = header(values, part, path, start)
            judge = Judge(part, columns, path, start)
            continue
        any_row = True
        if len(values) != len(columns):
            text = delimiter.join(values)[:SHOWN]
            words = f"{len(values)} columns where {len(columns)} are expected"
            if good == 0:
                raise InputError(f"wrong columns: {words}", file=path, line=start, value=text)
            if not lines.whole:
                raise InputError(f"cut off in the middle of a row: {words}", file=path, line=start, value=text)
            yield Refused(origin=origin, reason=words, value=raw_text(values))
            continue
        if not lines.plain and any("\x00" in text for _, text in lines.of_row):
            yield Refused(origin=origin, reason="a NUL character", value=raw_text(values))
            continue
        good += 1
        said = map(str.strip, values)
        yield judge.row(origin, dict(zip(columns, said, strict=True)), plain=lines.plain)
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


class Lines:
    """The decoded lines of a binary file after the first `skip`, counting bytes; leaves out a closing 0x1A."""

    def __init__(self, file: IO[bytes], path: Path, encoding: str, skip: int = 0) -> None:
        self.file, self.path, self.encoding, self.skip = file, path, encoding, skip
        self.bytes = 0
        self.number = 0
        self.whole = True
        """Whether the last line ends with a line end."""
        self.over = False
        """Whether the file has been read to its end."""
        self.plain = True
        """Whether the row that is being read is ASCII without # or NUL; whoever reads rows sets it anew."""
        self.of_row: list[tuple[int, str]] = []
        """The lines of the row that is being read, with their numbers; whoever reads rows empties it."""

    def __iter__(self) -> Iterator[str]:
        encoding = self.encoding
        lines = iter(lambda: self.file.readline(LONGEST_LINE), b"")
        if is_wide(encoding):
            lines, encoding = self.recoded(), "utf-8"
        for raw in lines:
            self.number += 1
            self.bytes += len(raw)
            self.whole = raw.endswith(b"\n")
            if len(raw) >= LONGEST_LINE and not self.whole:
                reason = f"a line of more than {LONGEST_LINE:,} bytes"
                raise InputError(reason, file=self.path, line=self.number, value=raw[:60])
            if self.number <= self.skip or raw.rstrip(b"\r\n") == SUBSTITUTE:
                continue
            if self.number == 1 and raw.startswith(codecs.BOM_UTF8) and "utf-8" in encoding:
                raw = raw[len(codecs.BOM_UTF8) :]
            try:
                text = raw.decode(encoding.removesuffix("-sig"))
            except UnicodeDecodeError as error:
                bad = error.object[max(0, error.start - 10) : error.end + 10]
                raise InputError(
                    f"wrong encoding: not {self.encoding} at byte {error.start} of the line",
                    file=self.path,
                    line=self.number,
                    value=bad,
                ) from None
            if not text.isascii() or "#" in text or "\x00" in text:
                self.plain = False
            self.of_row.append((self.number, text))
            yield text
        self.over = True

    def recoded(self) -> Iterator[bytes]:
        """The lines of a file whose letters take two or four bytes, in UTF-8."""
        text = io.TextIOWrapper(self.file, self.encoding, newline="\n")
        try:
            while line := text.readline(LONGEST_LINE // 4):
                yield line.encode("utf-8")
        except UnicodeError as error:
            words = f"wrong encoding: not {self.encoding}: {error}"
            raise InputError(words, file=self.path, line=self.number + 1) from None
        finally:
            text.detach()


def is_wide(encoding: str) -> bool:
    """Whether a letter takes at least two bytes, so that bytes can't be cut into lines."""
    return codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))


def refuse_strange(path: Path, part: Part, shown: Path) -> None:
    """Raise InputError for a file that is empty, a web page, a workbook, of another encoding or cut off."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, size - HEAD))
        tail = file.read()
    if not head.strip(b"\x1a\r\n\t \xef\xbb\xbf"):
        raise InputError("the file is empty", file=shown)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not is_wide(part.encoding):
        raise InputError(f"wrong encoding: UTF-16 where {part.encoding} is expected", file=shown, line=1)
    if head.startswith(codecs.BOM_UTF8) and not codecs.lookup(part.encoding).name.startswith("utf"):
        raise InputError(f"wrong encoding: UTF-8 where {part.encoding} is expected", file=shown, line=1)
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"\x1f\x8b")):
        raise InputError("a workbook, an archive or Parquet in place of text", file=shown, line=1)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise InputError("a web page or XML in place of rows", file=shown, line=1, value=head[:60])
    if part.closing == "1a-with-crlf" and b"\r\n" in head and tail.rstrip(b"\r\n")[-1:] != SUBSTITUTE:
        raise InputError("cut off: an edition with CRLF line ends closes with the byte 0x1A", file=shown)
