"""Decodes one workbook, Parquet file or document for another process: a script that limits its own memory and time.

It reads one request from standard input and writes frames to standard output, each of a length (four bytes, big-endian)
and MessagePack. Of ours it imports at most its neighbour `documents`, so that it starts quickly and a file can harm
nothing but this process.
"""

from __future__ import annotations

import datetime
import os
import re
import signal
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import IO, Any

import msgspec

Frame = list[Any]
Request = dict[str, Any]
FRAME = 1 << 20
"""Bytes of rows that are sent at once."""
LARGEST_FRAME = 64 << 20
ROWS = 2000
"""Rows that are Python objects at one time, and at most in one frame."""
LONGEST_ROW = 16_000_000
"""Bytes: past this one row is no row of a table."""
ROW_COST = 256
"""Bytes that a row counts beside its values: nobody writes ten million empty rows."""
LAST_ROW = 1 << 20
"""Rows of a sheet, in each of the formats."""
LARGEST_GROUP = 2 << 30
"""Bytes of one group of rows of a Parquet file, unpacked: past this its writer has to make smaller groups."""
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET, SHEET_ID = re.compile(rb"<(?:\w+:)?sheet [^>]*>"), re.compile(rb'\br:id="([^"]+)"')
RELATION, TARGET = re.compile(rb"<(?:\w+:)?Relationship [^>]*>"), re.compile(rb'\bTarget="([^"]+)"')
CELL, FAILED, PLACE = re.compile(rb"<c [^>]*>"), re.compile(rb'\bt="e"'), re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
PIECE = 1 << 20
"""Bytes of a sheet's XML that are searched at one time."""
PANIC = "PanicException"
"""What calamine raises where it did not expect a damage: a BaseException whose class nobody can import."""
SENT = frozenset({str, float, bool, type(None)})
"""Types that MessagePack has, whatever the value."""
DATETIME, DATE, TIME, DECIMAL, DURATION, UNREADABLE = range(1, 7)
"""What an extension type stands for; its data is text."""
encode = msgspec.msgpack.Encoder().encode


class UndecodableError(Exception):
    """Why a file is rejected as a whole, and from which row on nothing could be read."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


def main() -> None:
    """Answer the request on standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked ends this process
    request = msgspec.msgpack.decode(sys.stdin.buffer.read())
    os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"
    try:
        frames = ANSWERS[request["kind"]](request)
        confine(request["memory"], request["seconds"])
        for frame in frames:
            send(frame)
        send(["end"])
    except BrokenPipeError:
        os._exit(1)
    except MemoryError:
        send(["memory"])
    except UndecodableError as error:
        send(["error", str(error), error.line])
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != PANIC:
            raise
        send(["error", f"{request['what']}, or damaged: {' '.join(str(error).split())[:200]}", None])


def send(frame: Frame) -> None:
    """Write one frame."""
    data = encode(frame)
    if len(data) > LARGEST_FRAME:
        raise UndecodableError(f"its head is larger than {LARGEST_FRAME >> 20} MB")
    sys.stdout.buffer.write(len(data).to_bytes(4, "big"))
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def confine(memory: int, seconds: int) -> None:
    """Limit what this process may take from now on, as far as the platform can; elsewhere the one who asked watches."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limits = {resource.RLIMIT_CPU: seconds}
    with suppress(OSError), open("/proc/self/statm", "rb") as file:
        limits[resource.RLIMIT_AS] = int(file.read().split()[0]) * resource.getpagesize() + memory
    for what, limit in limits.items():
        _, hard = resource.getrlimit(what)
        limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, hard))


def row_frames(rows: Iterator[tuple[int, Any, str | None]], most: int) -> Iterator[Frame]:
    """Rows in frames; a row that is too long has no values. UndecodableError when all of them are too much."""
    batch: list[msgspec.Raw] = []
    total = size = 0
    for number, values, failed in rows:
        row = encode([number, values, failed] if failed else [number, values])
        if len(row) > LONGEST_ROW:
            row = encode([number, None])
        size += len(row)
        total += len(row) + ROW_COST
        if total > most:
            raise UndecodableError(f"more than {most >> 20:,} MB of rows in a file of this size", number)
        batch.append(msgspec.Raw(row))
        if size >= FRAME or len(batch) >= ROWS:
            yield ["rows", batch]
            batch, size = [], 0
    if batch:
        yield ["rows", batch]


def portable(value: Any) -> Any:
    """A value as MessagePack can carry it, so that it comes out as what it was."""
    if type(value) in SENT or isinstance(value, bytes):
        return value
    match value:
        case int():
            return value if -(1 << 63) <= value < 1 << 64 else str(value)
        case datetime.datetime():
            return extension(DATETIME, value.isoformat())
        case datetime.date():
            return extension(DATE, value.isoformat())
        case datetime.time():
            return extension(TIME, value.isoformat())
        case datetime.timedelta():
            return extension(DURATION, f"{value.days} {value.seconds} {value.microseconds}")
        case Decimal():
            return extension(DECIMAL, str(value))
        case dict():
            return {str(key): portable(inner) for key, inner in value.items()}
        case list() | tuple():
            return [portable(inner) for inner in value]
        case _:
            return value if isinstance(value, msgspec.msgpack.Ext) else str(value)


def extension(code: int, text: str) -> msgspec.msgpack.Ext:
    """A value of one of the types that MessagePack lacks."""
    return msgspec.msgpack.Ext(code, text.encode("utf-8", "replace"))


def sheet_frames(request: Request) -> Iterator[Frame]:
    """The name of a workbook's chosen sheet, then its rows."""
    from python_calamine import CalamineWorkbook

    return sheet_answer(request, CalamineWorkbook)


def sheet_answer(request: Request, workbook: Any) -> Iterator[Frame]:
    """The frames of a sheet."""
    path = request["path"]
    reject_unpacked(path, request["unpacked"])
    with workbook.from_path(path) as book:
        sheet = book.get_sheet_by_name(chosen_sheet(book, request["sheet"]))
        yield ["sheet", sheet.name]
        failed = failed_formulas(path, book.sheet_names.index(sheet.name))
        rows = ((number, values, failed.get(number)) for number, values in numbered_rows(sheet))
        yield from row_frames(rows, request["most"])


def survey_frames(request: Request) -> Iterator[Frame]:
    """The sheets of a workbook that have something in them, the fullest of them, then its first rows."""
    from python_calamine import CalamineWorkbook

    return survey_answer(request, CalamineWorkbook)


def survey_answer(request: Request, workbook: Any) -> Iterator[Frame]:
    """The frames of a survey."""
    reject_unpacked(request["path"], request["unpacked"])
    with workbook.from_path(request["path"]) as book:
        sizes: dict[str, int] = {}
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.height:
                sizes[name] = sheet.height * sheet.width
        if not sizes:
            raise UndecodableError("nothing in it")
        fullest = max(sizes, key=sizes.__getitem__)
        yield ["sheets", list(sizes), fullest]
        first = (row for row, _ in zip(numbered_rows(book.get_sheet_by_name(fullest)), range(request["rows"])))  # noqa: B905
        yield from row_frames(((number, values, None) for number, values in first), request["most"])


def reject_unpacked(path: str, most: int) -> None:
    """Raise UndecodableError for a workbook that unpacks to more than a table is worth."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            if sum(member.file_size for member in packed.infolist()) > most:
                raise UndecodableError(f"a workbook of more than {most >> 20} MB unpacked: save it as CSV")


def chosen_sheet(book: Any, wanted: str | None) -> str:
    """The sheet that is asked for, else the only one that has something in it."""
    names: list[str] = book.sheet_names
    if wanted is not None:
        if wanted not in names:
            raise UndecodableError(f"there is no sheet {wanted!r}, only {', '.join(names)}")
        return wanted
    filled = [name for name in names if len(names) == 1 or book.get_sheet_by_name(name).height]
    if not filled:
        raise UndecodableError("nothing in it")
    if len(filled) > 1:
        raise UndecodableError(f"several sheets: name one in the part's `sheet`: {', '.join(filled)}")
    return filled[0]


def numbered_rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """Each row that says something with its number; UndecodableError for one beyond what a sheet has."""
    if sheet.end and sheet.end[0] >= LAST_ROW:
        raise UndecodableError(f"no workbook, or damaged: a sheet has {LAST_ROW:,} rows", sheet.end[0] + 1)
    for number, values in enumerate(sheet.iter_rows(), 1):
        if any(value != "" and value is not None for value in values):
            yield number, values if SENT.issuperset(map(type, values)) else [portable(value) for value in values]


def failed_formulas(path: str, place: int) -> dict[int, str]:
    """The rows of an xlsx sheet in which a formula failed, with the cell: calamine reads such a cell as empty."""
    if not zipfile.is_zipfile(path):
        return {}
    failures: dict[int, str] = {}
    with zipfile.ZipFile(path) as packed:
        names = set(packed.namelist())
        if not {WORKBOOK, RELATIONS} <= names:
            return {}
        sheets = [SHEET_ID.search(tag) for tag in SHEET.findall(packed.read(WORKBOOK))]
        wanted = sheets[place][1] if place < len(sheets) and sheets[place] else b""  # type: ignore[index]
        targets = [
            TARGET.search(tag) for tag in RELATION.findall(packed.read(RELATIONS)) if b'"' + wanted + b'"' in tag
        ]
        for target in filter(None, targets):
            name = target[1].decode("utf-8", "replace").lstrip("/")
            name = name if name in names else f"xl/{name}"
            if name in names:
                with packed.open(name) as sheet:
                    for tag in tags(sheet):
                        if FAILED.search(tag) and (cell := PLACE.search(tag)):
                            failures.setdefault(int(cell[2]), (cell[1] + cell[2]).decode("ascii"))
    return failures


def tags(sheet: IO[bytes]) -> Iterator[bytes]:
    """The cells' tags of a sheet's XML, read a piece at a time."""
    rest = b""
    while piece := sheet.read(PIECE):
        text = rest + piece
        end = text.rfind(b"<c ")
        yield from CELL.findall(text, 0, max(end, 0))
        rest = text[max(end, 0) :][-PIECE:]
    yield from CELL.findall(rest)


def parquet_frames(request: Request) -> Iterator[Frame]:
    """The columns of a Parquet file and how many rows it says it has, then its rows."""
    import pyarrow as pa
    from pyarrow import parquet

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    return parquet_answer(request, pa, parquet)


def parquet_answer(request: Request, pa: Any, parquet: Any) -> Iterator[Frame]:
    """The frames of a Parquet file."""
    with parquet.ParquetFile(request["path"], page_checksum_verification=True) as file:
        yield ["columns", file.schema_arrow.names, file.metadata.num_rows]
        yield from row_frames(parquet_rows(file, pa), request["most"])


def parquet_rows(file: Any, pa: Any) -> Iterator[tuple[int, Sequence[Any], None]]:
    """The rows of a Parquet file with their numbers."""
    number, meta = 0, file.metadata
    try:
        for group in range(meta.num_row_groups):
            if meta.row_group(group).total_byte_size > LARGEST_GROUP:
                raise UndecodableError(f"a group of rows of more than {LARGEST_GROUP >> 30} GB", number + 1)
            for batch in file.iter_batches(batch_size=ROWS, row_groups=[group], use_threads=False):
                for values in zip(*(column_values(column, pa) for column in batch.columns), strict=True):
                    number += 1
                    yield number, values, None
    except (pa.ArrowException, OSError, OverflowError, UnicodeDecodeError) as error:
        if isinstance(error, MemoryError):
            raise
        reason = f"no Parquet, or damaged: {' '.join(str(error).split())[:200]}"
        raise UndecodableError(reason, number + 1 if number else None) from None


def column_values(column: Any, pa: Any) -> Sequence[Any]:
    """A column's values as MessagePack can carry them; nanoseconds end at microseconds, with pandas and without."""
    wanted = plain_type(column.type, pa)
    if wanted != column.type:
        with suppress(pa.ArrowNotImplementedError):
            column = column.cast(wanted, safe=False)
    try:
        values = column.to_pylist()
    except (pa.ArrowException, UnicodeDecodeError):
        raise
    except (ValueError, OverflowError, LookupError, ImportError):
        values = [scalar_value(scalar, pa) for scalar in column]
    kinds = pa.types
    of_type = column.type
    if kinds.is_string(of_type) or kinds.is_floating(of_type) or kinds.is_boolean(of_type) or kinds.is_integer(of_type):
        return values  # type: ignore[no-any-return]
    return [portable(value) for value in values]


def scalar_value(scalar: Any, pa: Any) -> Any:
    """A value; that it can't be read where Python has nothing like it, such as a year beyond 9999."""
    try:
        return scalar.as_py()
    except (pa.ArrowException, UnicodeDecodeError):
        raise
    except (ValueError, OverflowError, LookupError, ImportError) as error:
        return extension(UNREADABLE, f"a {scalar.type} that can't be read ({error})")


def plain_type(of_type: Any, pa: Any) -> Any:
    """The type whose values Python has: of what a category stands for, without nanoseconds."""
    kinds = pa.types
    if kinds.is_dictionary(of_type):
        return plain_type(of_type.value_type, pa)
    if kinds.is_timestamp(of_type) and of_type.unit == "ns":
        return pa.timestamp("us", of_type.tz)
    if kinds.is_duration(of_type) and of_type.unit == "ns":
        return pa.duration("us")
    if kinds.is_time64(of_type) and of_type.unit == "ns":
        return pa.time64("us")
    if kinds.is_float16(of_type):
        return pa.float32()
    if kinds.is_large_string(of_type):
        return pa.string()
    if kinds.is_list(of_type):
        return pa.list_(plain_type(of_type.value_type, pa))
    if kinds.is_large_list(of_type):
        return pa.large_list(plain_type(of_type.value_type, pa))
    if kinds.is_struct(of_type):
        return pa.struct([field.with_type(plain_type(field.type, pa)) for field in of_type])
    return of_type


def document_frames(request: Request) -> Iterator[Frame]:
    """The rows of an XML or JSON document, and after each piece how far the reading is."""
    sys.path.append(str(Path(__file__).parents[3]))
    # For start-up time, and since this is a script: our package is not on its path before.
    from loader.reading.formats import documents

    if request["kind"] == "xml":
        from lxml import etree

        return document_answer(
            request, documents, partial(documents.XmlRows, columns=request["columns"], chosen=request["chosen"]), etree
        )
    import ijson

    return document_answer(request, documents, documents.JsonRows, ijson)


def document_answer(request: Request, documents: Any, kind: Any, library: Any) -> Iterator[Frame]:
    """The frames of a document."""
    try:
        reader = kind(request["each"], request["above"], library, lambda reason: extension(UNREADABLE, reason))
        with open(request["path"], "rb") as file:
            lines = documents.Lines(file)
            for frame in row_frames(reader.read(lines), request["most"]):
                yield frame
                yield ["at", lines.bytes]
        yield ["met", list(reader.met)]
    except documents.DocumentError as error:
        raise UndecodableError(str(error), error.line) from None


ANSWERS: dict[str, Callable[[Request], Iterator[Frame]]] = {
    "sheet": sheet_frames,
    "survey": survey_frames,
    "parquet": parquet_frames,
    "xml": document_frames,
    "json": document_frames,
}

if __name__ == "__main__":
    main()
