"""What happens to files on their way from a publisher to a reader, each damage by a seeded chance."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pyarrow as pa
from pyarrow import parquet

from tests.loader.native import line
from tests.loader.sheets import xlsx

Table = list[list[str]]
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
HUGE = 10_000_000
PAGE = b"<!DOCTYPE html>\n<html><body><h1>503 Service Unavailable</h1></body></html>\n"


def write(path: Path, rows: Sequence[Sequence[str]], *, native: bool) -> None:
    """The rows in the format of the file's name, or as OFAC writes them."""
    head, *body = rows
    match path.suffix:
        case ".csv" if native:
            text = "".join(line(row) + "\r\n" for row in rows) + "\x1a\r\n"
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
        case ".csv":
            written = io.StringIO()
            csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
            path.write_text(written.getvalue(), "utf-8")
        case ".jsonl":
            objects = (dict(zip(head, row, strict=False)) for row in body)
            path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects), "utf-8")
        case ".xlsx":
            xlsx(path, {"One": rows})
        case _:
            columns = [[row[n] if n < len(row) else None for row in body] for n in range(len(head))]
            parquet.write_table(pa.Table.from_arrays([pa.array(one, pa.string()) for one in columns], head), path)


def somewhere(chance: Random, data: bytes) -> int:
    """A place within the data, not at its ends."""
    return chance.randrange(1, max(2, len(data) - 1))


def put_in(chance: Random, data: bytes, more: bytes) -> bytes:
    at = somewhere(chance, data)
    return data[:at] + more + data[at:]


def cut_anywhere(chance: Random, data: bytes) -> bytes:
    return data[: somewhere(chance, data)]


def bit_flipped(chance: Random, data: bytes) -> bytes:
    at = somewhere(chance, data)
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def block_zeroed(chance: Random, data: bytes) -> bytes:
    at = somewhere(chance, data)
    size = min(64, len(data) - at)
    return data[:at] + bytes(size) + data[at + size :]


def block_lost(chance: Random, data: bytes) -> bytes:
    at = somewhere(chance, data)
    return data[:at] + data[at + chance.randrange(1, 200) :]


def halves_swapped(chance: Random, data: bytes) -> bytes:
    at = somewhere(chance, data)
    return data[at:] + data[:at]


def lines(data: bytes) -> list[bytes]:
    """The lines with their ends."""
    return data.splitlines(keepends=True)


def some_line(chance: Random, found: list[bytes]) -> int:
    """A line that is neither the first nor the last two."""
    return chance.randrange(1, len(found) - 2)


def line_gone(chance: Random, data: bytes) -> bytes:
    found = lines(data)
    del found[some_line(chance, found)]
    return b"".join(found)


def cut_at_a_line_end(chance: Random, data: bytes) -> bytes:
    found = lines(data)
    return b"".join(found[: 1 + some_line(chance, found)])


def line_twice(chance: Random, data: bytes) -> bytes:
    found = lines(data)
    at = some_line(chance, found)
    return b"".join([*found[: at + 1], *found[at:]])


def lines_joined(chance: Random, data: bytes) -> bytes:
    found = lines(data)
    at = some_line(chance, found)
    found[at] = found[at].rstrip(b"\r\n")
    return b"".join(found)


def line_broken(chance: Random, data: bytes) -> bytes:
    found = lines(data)
    at = some_line(chance, found)
    found[at] = put_in(chance, found[at].rstrip(b"\r\n"), b"\n") + b"\n"
    return b"".join(found)


def quote_lost(chance: Random, data: bytes) -> bytes:
    at = chance.choice([place.start() for place in re.finditer(b'"', data)])
    return data[:at] + data[at + 1 :]


def recoded(encoding: str) -> Callable[[Random, bytes], bytes]:
    """The text in another encoding, what it does not have as question marks."""
    return lambda chance, data: data.decode("utf-8").encode(encoding, "replace")


def mojibake(chance: Random, data: bytes) -> bytes:
    return data.decode("latin-1").encode("utf-8")


def marks_for_letters(chance: Random, data: bytes) -> bytes:
    return re.sub(r"[^\x00-\x7f]", chance.choice("?\ufffd"), data.decode("utf-8")).encode("utf-8")


def huge_field(chance: Random, data: bytes) -> bytes:
    found = lines(data)
    at = some_line(chance, found)
    place = chance.choice([mark.start() for mark in re.finditer(b'"', found[at])])
    found[at] = found[at][: place + 1] + b"x" * HUGE + found[at][place + 1 :]
    return b"".join(found)


def control_character(chance: Random, data: bytes) -> bytes:
    return put_in(chance, data, bytes([chance.choice([1, 7, 8, 11, 12, 26, 27, 28, 30, 31, 127])]))


def repacked(change: Callable[[str, bytes], bytes | None]) -> Callable[[Random, bytes], bytes]:
    """A workbook whose parts are changed within a zip that is whole."""

    def pack(chance: Random, data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            chosen = chance.choice(old.namelist())
            for name in old.namelist():
                text = old.read(name)
                kept = change(str(chance.randrange(len(text))), text) if name == chosen else text
                if kept is not None:
                    new.writestr(name, kept)
        return out.getvalue()

    return pack


def some_row(chance: Random, table: Table) -> int:
    return chance.randrange(1, len(table))


def cells_swapped(chance: Random, table: Table) -> Table:
    row = table[some_row(chance, table)]
    pairs = [(a, b) for a in range(len(row)) for b in range(a) if row[a] != row[b]]
    a, b = chance.choice(pairs)
    row[a], row[b] = row[b], row[a]
    return table


def columns_swapped(chance: Random, table: Table) -> Table:
    a, b = chance.sample(range(len(table[0])), 2)
    for row in table[1:]:
        row[a], row[b] = row[b], row[a]
    return table


def cell_lost(chance: Random, table: Table) -> Table:
    row = table[some_row(chance, table)]
    del row[chance.randrange(len(row))]
    row.append("")
    return table


def row_short(chance: Random, table: Table) -> Table:
    table[some_row(chance, table)].pop()
    return table


def row_long(chance: Random, table: Table) -> Table:
    table[some_row(chance, table)].append("more")
    return table


def cell_emptied(chance: Random, table: Table) -> Table:
    row = table[some_row(chance, table)]
    row[chance.choice([n for n, text in enumerate(row) if text])] = ""
    return table


def each_cell(change: Callable[[str], str]) -> Callable[[Random, Table], Table]:
    """The table with a change to each of its cells."""
    return lambda chance, table: [[change(text) for text in row] for row in table]


def zeros_lost(text: str) -> str:
    return text.lstrip("0") if text.isdecimal() and text.startswith("0") else text


def date_rewritten(text: str) -> str:
    return DAY.sub(r"\2/\3/\1", text)


def scientific(text: str) -> str:
    return f"{int(text):.2E}" if text.isdecimal() and len(text) > 4 else text


def formula_failed(chance: Random, table: Table) -> Table:
    row = table[some_row(chance, table)]
    place = chance.choice([n for n, text in enumerate(row) if text])
    row[place] = chance.choice(["#NAME?", "#REF!", "#N/A", "#######"])
    return table


def key_twice(chance: Random, table: Table) -> Table:
    a, b = chance.sample(range(1, len(table)), 2)
    table[a][0] = table[b][0]
    return table


def header_lost(chance: Random, table: Table) -> Table:
    return table[1:]


def header_twice(chance: Random, table: Table) -> Table:
    table.insert(some_row(chance, table), list(table[0]))
    return table


def column_lost(chance: Random, table: Table) -> Table:
    at = chance.randrange(len(table[0]))
    return [[text for n, text in enumerate(row) if n != at] for row in table]


def name_twice(chance: Random, table: Table) -> Table:
    a, b = chance.sample(range(len(table[0])), 2)
    table[0][a] = table[0][b]
    return table


def cell_cut(chance: Random, table: Table) -> Table:
    row = table[some_row(chance, table)]
    place = chance.choice([n for n, text in enumerate(row) if len(text) > 3])
    row[place] = row[place][:3]
    return table


def total_row(chance: Random, table: Table) -> Table:
    return [*table, ["Total", str(len(table) - 1), *[""] * (len(table[0]) - 2)]]


BYTES: dict[str, Callable[[Random, bytes], bytes]] = {
    "cut anywhere": cut_anywhere,
    "a bit flipped": bit_flipped,
    "a NUL": lambda chance, data: put_in(chance, data, b"\0"),
    "a block of zeros": block_zeroed,
    "a block lost": block_lost,
    "halves swapped": halves_swapped,
    "garbage behind": lambda chance, data: data + chance.randbytes(300),
    "twice": lambda chance, data: data + data,
    "empty": lambda chance, data: b"",
    "a web page": lambda chance, data: PAGE,
}
LINES: dict[str, Callable[[Random, bytes], bytes]] = {
    "a line gone": line_gone,
    "cut at a line end": cut_at_a_line_end,
    "a line twice": line_twice,
    "two lines joined": lines_joined,
    "a line broken": line_broken,
    "a quote more": lambda chance, data: put_in(chance, data, b'"'),
    "a quote less": quote_lost,
    "UTF-16": recoded("utf-16"),
    "UTF-16 without a mark": recoded("utf-16-le"),
    "UTF-32": recoded("utf-32"),
    "Latin-1": recoded("latin-1"),
    "Windows-1251": recoded("cp1251"),
    "UTF-8 read as Latin-1": mojibake,
    "marks for letters": marks_for_letters,
    "a byte order mark": lambda chance, data: b"\xef\xbb\xbf" + data,
    "a control character": control_character,
    "ten megabytes in a field": huge_field,
    "CR alone ends lines": lambda chance, data: data.replace(b"\r\n", b"\n").replace(b"\n", b"\r"),
    "the other line ends": lambda chance, data: (
        data.replace(b"\r\n", b"\n") if b"\r" in data else data.replace(b"\n", b"\r\n")
    ),
    "semicolons": lambda chance, data: data.replace(b",", b";"),
}
PACKED: dict[str, Callable[[Random, bytes], bytes]] = {
    "a part of the workbook gone": repacked(lambda at, text: None),
    "a part of the workbook cut": repacked(lambda at, text: text[: int(at)]),
    "a part of the workbook empty": repacked(lambda at, text: b""),
    "a tag of the workbook changed": repacked(lambda at, text: text.replace(b"sheet", b"shoot", 1 + int(at) % 3)),
    "numbers of the workbook changed": repacked(lambda at, text: re.sub(rb"\d+", b"99999999999", text)),
}
CELLS: dict[str, Callable[[Random, Table], Table]] = {
    "two cells swapped": cells_swapped,
    "two columns swapped": columns_swapped,
    "a cell lost": cell_lost,
    "a row too short": row_short,
    "a row too long": row_long,
    "a cell emptied": cell_emptied,
    "leading zeros lost": each_cell(zeros_lost),
    "dates rewritten": each_cell(date_rewritten),
    "scientific notation": each_cell(scientific),
    "a formula failed": formula_failed,
    "a key twice": key_twice,
    "no header": header_lost,
    "the header again": header_twice,
    "a column lost": column_lost,
    "a column's name twice": name_twice,
    "a cell cut": cell_cut,
    "a row of totals": total_row,
}
