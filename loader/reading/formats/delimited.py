"""Delimited text (CSV, TSV) to rows, line numbers kept; what can't be trusted is rejected with its line."""

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Literal

from cypher.errors import InputError
from cypher.regular import open_regular
from loader.catalogue.part import Part
from loader.model.row import Location, Progress, Rejected, Row
from loader.reading.formats.header import SHOWN, RowValidator, raw_text, read_header

LONGEST_FIELD = 1_000_000
"""Characters: past this a field is a quotation mark that nobody closed."""
LONGEST_LINE = 32_000_000
"""Bytes: past this a file has no lines; it bounds the memory that one line can take."""
LONGEST_ROW = 4_000_000
"""Bytes of a row that goes on over several lines."""
SUBSTITUTE = "\x1a"
HEAD = 4096
BLOCK = 1 << 18
"""Bytes that are read and decoded at once."""
SWALLOWED = "a quoted field goes on over lines that are rows by themselves: a stray quotation mark, or `quotes: none`"
EVERY = 1 << 20
"""Bytes between two notes on how far the reading is."""
TABBED = (".tsv", ".tab")


def read_delimited(path: Path, part: Part, shown: Path | None = None) -> Iterator[Row | Rejected | Progress]:
    """The rows of a delimited file; InputError, naming the file as `shown`, when it is not what the manifest says.

    A row of another width, with a NUL or a broken quotation mark is Rejected with its line.
    """
    shown = shown or path
    reject_strange(path, part, shown)
    csv.field_size_limit(LONGEST_FIELD)
    with open_regular(path, shown) as file:
        yield from read_delimited_rows(LineReader(file, shown, part.encoding, part.skip), shown, part)


def delimiter_of(part: Part, path: Path) -> str:
    """What stands between fields."""
    return part.delimiter or ("\t" if path.suffix.lower() in TABBED else ",")


def is_quoted(part: Part, delimiter: str) -> bool:
    """Whether fields may stand in quotes: formats with tabs between fields mostly have no quotes at all."""
    return part.quotes == "double" or (part.quotes is None and delimiter != "\t")


def read_delimited_rows(lines: "LineReader", path: Path, part: Part) -> Iterator[Row | Rejected | Progress]:
    """The rows of a stream of lines."""
    delimiter = delimiter_of(part, path)
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if is_quoted(part, delimiter) else csv.QUOTE_NONE
    reader = csv.reader(lines, delimiter=delimiter, strict=True, quoting=quoting)
    columns = part.columns
    judge = RowValidator(part, columns, path, None) if columns else None
    reported, good, any_row = 0, 0, False
    name, of_row = path.name, lines.of_row
    while True:
        of_row.clear()
        lines.plain, lines.before = True, lines.bytes
        try:
            values = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            any_row = True
            if good == 0 and "new-line character" in str(error):
                value = of_row[0][1][:SHOWN]
                raise InputError("CR alone ends its lines", file=path, line=of_row[0][0], value=value) from None
            yield from broken(lines, path, error)
            continue
        start = of_row[0][0]
        if lines.bytes - reported >= EVERY:
            yield Progress(lines.bytes - reported)
            reported = lines.bytes
        if not values:
            continue
        if len(of_row) > 1 and swallowed(lines, len(columns or values), delimiter):
            if columns is None:
                raise InputError(SWALLOWED, file=path, line=start, value=of_row[0][1][:SHOWN].rstrip())
            any_row = True
            yield from reject_lines(lines, path, SWALLOWED)
            continue
        if columns is None or judge is None:
            columns = read_header(values, part, path, start)
            judge = RowValidator(part, columns, path, start)
            continue
        any_row = True
        origin = Location(name, start)
        if len(values) != len(columns):
            if part.columns and len(of_row) == 1 and (other := judge.resaved(origin, of_row[0][1], columns, delimiter)):
                yield other
                continue
            text = delimiter.join(values)[:SHOWN]
            words = f"{len(values)} columns where {len(columns)} are expected"
            if good == 0:
                raise InputError(f"wrong columns: {words}", file=path, line=start, value=text)
            if not lines.whole:
                raise InputError(f"cut off in the middle of a row: {words}", file=path, line=start, value=text)
            if len(of_row) > 1:
                yield from reject_lines(lines, path, words)
            else:
                yield Rejected(origin=origin, reason=words, value=raw_text(values))
            continue
        plain = lines.plain
        if not plain and any("\x00" in text for _, text in of_row):
            yield Rejected(origin=origin, reason="a NUL character", value=raw_text(values))
            continue
        good += 1
        fields = dict(zip(columns, map(str.strip, values), strict=True))
        yield Row(origin, fields) if plain and judge.easy else judge.row(origin, fields, plain=plain)
    yield Progress(lines.bytes - reported)
    if columns is None:
        raise InputError("nothing in it", file=path)
    if not any_row and not part.optional:
        raise InputError("a header and no rows", file=path)


def broken(lines: "LineReader", path: Path, error: csv.Error) -> Iterator[Rejected]:
    """Reject each line that a broken row took in; InputError when it took in the rest of the file, or near so."""
    first, last = lines.of_row[0], lines.of_row[-1]
    if lines.over:
        end = "a quotation mark is never closed" if lines.whole else "cut off in the middle of a row"
        raise InputError(end, file=path, line=first[0], value=first[1][:SHOWN])
    if "field limit" in str(error) and len(lines.of_row) > 1:
        reason = f"a quotation mark is not closed within {LONGEST_FIELD:,} characters, up to line {last[0]}"
        raise InputError(reason, file=path, line=first[0], value=first[1][:SHOWN])
    yield from reject_lines(lines, path, f"broken quotation mark or field too long ({error})")


def swallowed(lines: "LineReader", width: int, delimiter: str) -> bool:
    """Whether one of a row's further lines would be a row by itself, so that a stray quote may have taken it in."""
    return any(width in widths(text, delimiter) for _, text in lines.of_row[1:])


def widths(line: str, delimiter: str) -> set[int]:
    """How many fields a line has by itself, with quotes and without."""
    counts = {line.count(delimiter) + 1}
    with suppress(csv.Error):
        counts.update(len(values) for values in csv.reader([line], delimiter=delimiter))
    return counts


def reject_lines(lines: "LineReader", path: Path, reason: str) -> Iterator[Rejected]:
    """Reject each line that a row took in."""
    for number, text in lines.of_row:
        yield Rejected(origin=Location(path.name, number), reason=reason, value=text[:SHOWN].rstrip("\r\n"))


class LineReader:
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
        self.before = 0
        """Bytes before the row that is being read; whoever reads rows sets it anew."""
        self.of_row: list[tuple[int, str]] = []
        """The lines of the row that is being read, with their numbers; whoever reads rows empties it."""

    def __iter__(self) -> Iterator[str]:
        of_row = self.of_row
        for block in self.blocks():
            text = self.decoded(block)
            plain = is_plain(text)
            if len(of_row) > 1 and self.bytes - self.before > LONGEST_ROW:
                reason = f"a row of more than {LONGEST_ROW:,} bytes: a quotation mark that nobody closed"
                raise InputError(reason, file=self.path, line=of_row[0][0], value=of_row[0][1][:SHOWN])
            every = self.number >= self.skip and SUBSTITUTE not in text
            for line in io.StringIO(text, newline="\n"):
                self.number += 1
                if not every and (self.number <= self.skip or line.rstrip("\r\n") == SUBSTITUTE):
                    continue
                if not plain and not is_plain(line):
                    self.plain = False
                of_row.append((self.number, line))
                yield line
        self.over = True

    def blocks(self) -> Iterator[bytes]:
        """Whole lines, many at a time; the last one alone when it has no end."""
        read = self.recoded() if is_wide(self.encoding) else iter(lambda: self.file.read(BLOCK), b"")
        rest = b""
        for piece in read:
            end = piece.rfind(b"\n") + 1
            if end:
                yield rest + piece[:end]
                rest = piece[end:]
            else:
                rest += piece
            if len(rest) >= LONGEST_LINE:
                reason = f"a line of more than {LONGEST_LINE:,} bytes"
                raise InputError(reason, file=self.path, line=self.number + 1, value=rest[:60])
        if rest:
            self.whole = False
            yield rest

    def decoded(self, block: bytes) -> str:
        """The text of a block; InputError names the line that is not of this encoding."""
        encoding = "utf-8" if is_wide(self.encoding) else self.encoding.removesuffix("-sig")
        self.bytes += len(block)
        if not self.number and "utf-8" in self.encoding:
            block = block.removeprefix(codecs.BOM_UTF8)
        try:
            return block.decode(encoding)
        except UnicodeDecodeError as error:
            before = block.count(b"\n", 0, error.start)
            start = block.rfind(b"\n", 0, error.start) + 1
            raise InputError(
                f"wrong encoding: not {self.encoding} at byte {error.start - start} of the line",
                file=self.path,
                line=self.number + before + 1,
                value=block[max(start, error.start - 10) : error.end + 10],
            ) from None

    def recoded(self) -> Iterator[bytes]:
        """The pieces of a file whose letters take two or four bytes, in UTF-8."""
        text = io.TextIOWrapper(self.file, self.encoding, newline="\n")
        try:
            while piece := text.read(BLOCK):
                yield piece.encode("utf-8")
        except UnicodeError as error:
            words = f"wrong encoding: not {self.encoding}: {error}"
            raise InputError(words, file=self.path, line=self.number + 1) from None
        finally:
            text.detach()


def is_plain(text: str) -> bool:
    """Whether a text is ASCII without what a spreadsheet's fault begins with, and without NUL."""
    return text.isascii() and "#" not in text and "\x00" not in text


def is_wide(encoding: str) -> bool:
    """Whether a letter takes at least two bytes, so that bytes can't be cut into lines."""
    return codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))


def reject_strange(path: Path, part: Part, shown: Path) -> None:
    """Raise InputError for a file that is empty, a web page, a workbook, of another encoding or cut off."""
    with open_regular(path, shown) as file:
        size = file.seek(0, 2)
        file.seek(0)
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
    if part.final_byte == "1a-with-crlf" and b"\r\n" in head and tail.rstrip(b"\r\n")[-1:] != SUBSTITUTE.encode():
        raise InputError("cut off: an edition with CRLF line ends closes with the byte 0x1A", file=shown)
