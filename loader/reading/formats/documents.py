"""XML and JSON documents to rows, a unit at a time; runs within the decoding process and needs nothing of ours.

A row is an element of XML or a value of JSON at the path that a part's `each` names. It is read as soon as the smallest
element or object that has all of it is complete, and then forgotten: a document may be as long as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import IO, Any

Fields = dict[str, Any]
DocumentRow = tuple[int, Fields | None, str | None]
"""The line on which a row begins, its fields, and why it is none."""
PIECE = 1 << 16
"""Bytes of a line that are parsed at once."""
ESCAPE = 12
"""Bytes of a letter that JSON writes as two escapes."""
DEEPEST = 8
"""Levels of elements or objects below a row: past this nobody's columns have names that can be written down."""
MOST_LEVELS = 256
MOST_FIELDS = 16_384
UP = "../"
OWN = "text()"
"""The field that has a row's own text."""
ANY = "*"
"""A step that stands for every element of XML."""
NAME = "name()"
"""The field that has the name of a row's element, where the last step stands for every element."""
LIST = "[]"
MARK = b"\xef\xbb\xbf"
HALF = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
"""An escape for one half of a letter without the other."""


CHOSEN = re.compile(r"([^\[\].]+)\[(@?[^\[\]=.]+)=([^\[\]]*)\]\.")
"""At the beginning of a column: inner elements of one name, as far as an attribute or a text of theirs is this one."""


class DocumentError(Exception):
    """Why a document can't be read any further, and the line."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


class Lines:
    """The pieces of a file with the number of the line that each is of."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.number = 0
        self.bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        whole = True
        while piece := self.file.readline(PIECE):
            if not piece.endswith(b"\n"):
                piece += self.rest_of_escape(piece)
            self.number += whole
            self.bytes += len(piece)
            whole = piece.endswith(b"\n")
            yield piece

    def rest_of_escape(self, piece: bytes) -> bytes:
        """What follows on a piece that may end between the two escapes of one letter: nobody is to see half of it."""
        rest = bytearray()
        while b"\\" in (piece[-ESCAPE:] + rest)[-ESCAPE:] and len(rest) < PIECE and (byte := self.file.readline(1)):
            rest += byte
            if byte == b"\n":
                break
        return bytes(rest)


class RowPlaces:
    """The line of each row, every row on a line of its own: where several begin on one line, they are counted on."""

    def __init__(self) -> None:
        self.last = 0

    def next(self, line: int) -> int:
        """The line of a row that begins on this one."""
        self.last = max(line, self.last + 1)
        return self.last


class RowFields:
    """The fields of one row; what stands there several times is a list."""

    def __init__(self, unreadable: Callable[[str], Any]) -> None:
        self.values: Fields = {}
        self.unreadable = unreadable

    def add(self, path: str, value: Any) -> None:
        """Take a value under a path."""
        if path not in self.values:
            self.values[path] = value
        elif isinstance(before := self.values[path], list):
            before.append(value)
        else:
            self.values[path] = [before, value]

    def refuse(self, path: str, reason: str) -> None:
        """Note that there is something under a path which no field can hold."""
        self.values[path] = self.unreadable(reason)


def levels_up(columns: list[str]) -> int:
    """How many levels above a row the columns lie that begin with `../`."""
    return max((column.count(UP) for column in columns), default=0)


def paths_to(columns: Iterable[str]) -> frozenset[str]:
    """The paths of columns and of all that they stand in."""
    pieces = (column.split(".") for column in columns)
    return frozenset(".".join(steps[:end]) for steps in pieces for end in range(1, len(steps) + 1))


def wanted_above(columns: list[str]) -> dict[int, frozenset[str]]:
    """By level above a row, the columns that lie there and all that they stand in."""
    levels = {column.count(UP) for column in columns}
    return {
        level: paths_to(column[level * len(UP) :] for column in columns if column.count(UP) == level)
        for level in levels
    }


def with_above(fields: RowFields, ancestors: list[Fields], columns: list[str]) -> tuple[Fields | None, str | None]:
    """The fields of a row with those columns of what it stands in, the nearest of its ancestors last."""
    for column in columns:
        level = column.count(UP)
        there = ancestors[-level].get(column[level * len(UP) :])
        if there is not None:
            fields.values[column] = there
    if len(fields.values) > MOST_FIELDS:
        return None, f"{len(fields.values):,} fields, more than {MOST_FIELDS:,}"
    return fields.values, None


class XmlRows:
    """The elements of an XML document at one path below its root element."""

    def __init__(
        self,
        each: str,
        above: list[str],
        etree: Any,
        unreadable: Callable[[str], Any],
        columns: list[str] | None = None,
        chosen: Iterable[str] = (),
    ) -> None:
        self.steps = each.split("/")
        self.kept = None if columns is None else paths_to(columns)
        self.chosen = chosen_by(chosen)
        self.above, self.wanted = above, wanted_above(above)
        self.unit = len(self.steps) - levels_up(above)
        """How many of the steps lead to what is kept until it is complete."""
        self.etree, self.unreadable = etree, unreadable
        self.places = RowPlaces()
        self.begins: dict[Any, int] = {}
        self.met: dict[str, None] = {}
        self.depth = self.matched = 0
        """Levels of elements that are open, and how many of the steps lead there."""

    def read(self, lines: Lines) -> Iterator[DocumentRow]:
        """The rows; DocumentError for what is no XML, or declares what nobody resolves."""
        parser = self.etree.XMLPullParser(
            ("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for piece in lines:
                parser.feed(piece)
                yield from self.events(parser, lines.number)
            parser.close()
        except self.etree.XMLSyntaxError as error:
            raise DocumentError(f"no XML, or damaged: {' '.join(error.msg.split())[:200]}", lines.number) from None
        yield from self.events(parser, lines.number)

    def events(self, parser: Any, line: int) -> Iterator[DocumentRow]:
        """The rows that are complete with what has been read."""
        for event, element in parser.read_events():
            if event == "start":
                self.depth += 1
                if (self.depth <= len(self.steps) + 1 and self.matched == self.depth - 2) or self.depth == 1:
                    self.began(element, line)
                elif self.depth > MOST_LEVELS:
                    raise DocumentError(f"elements in elements, more than {MOST_LEVELS} deep", line)
                continue
            self.depth -= 1
            if self.depth and self.depth == self.matched:
                if self.matched == self.unit:
                    yield from self.rows(element, self.steps[self.unit :], [])
                    self.begins.clear()
                self.matched -= 1
            if self.matched < self.unit:
                forget(element)

    def began(self, element: Any, line: int) -> None:
        """Note where an element begins; DocumentError for a document that declares something of its own."""
        if self.depth == 1:
            if element.getroottree().docinfo.internalDTD is not None:
                raise DocumentError("a document type declaration (DTD), which nobody resolves: rejected", line)
            return
        name = local_name(element.tag)
        if self.depth == 2 and len(self.met) < DEEPEST:
            self.met[name] = None
        if self.steps[self.matched] in (name, ANY):
            self.matched += 1
            if self.matched == len(self.steps):
                self.begins[element] = line

    def rows(self, element: Any, steps: list[str], ancestors: list[Fields]) -> Iterator[DocumentRow]:
        """The rows that an element is or holds."""
        if not steps:
            fields = RowFields(self.unreadable)
            self.spread(fields, element, "", 0, self.kept)
            if self.steps[-1] == ANY:
                fields.values[NAME] = local_name(element.tag)
            yield (self.places.next(self.begins[element]), *with_above(fields, ancestors, self.above))
            return
        own = RowFields(self.unreadable)
        self.spread(own, element, "", 0, self.wanted.get(len(steps), frozenset()))
        for child in element:
            if self.is_element(child) and steps[0] in (local_name(child.tag), ANY):
                yield from self.rows(child, steps[1:], [*ancestors, own.values])

    def is_element(self, node: Any) -> bool:
        """Whether a node is an element; DocumentError for an entity, whose text nobody has."""
        if node.tag is self.etree.Entity:
            raise DocumentError(f"the entity {node.text[:40]}, which nobody resolves: rejected")
        return isinstance(node.tag, str)

    def spread(
        self, fields: RowFields, element: Any, path: str, depth: int, wanted: frozenset[str] | None = None
    ) -> None:
        """Put the attributes, texts and inner elements of an element under its path; only the `wanted`, if any are."""
        if depth > DEEPEST:
            return fields.refuse(path, f"nested more than {DEEPEST} deep")
        before = f"{path}." if path else ""
        for name, value in element.attrib.items():
            if wanted is None or f"{before}@{local_name(name)}" in wanted:
                fields.add(f"{before}@{local_name(name)}", value)
        text, inner = element.text or "", False
        for child in element:
            if self.is_element(child):
                inner = True
                if wanted is None or before + local_name(child.tag) in wanted:
                    self.spread(fields, child, before + local_name(child.tag), depth + 1, wanted)
                for name, text in self.chosen.get(local_name(child.tag), ()) if not depth else ():
                    if text in self.texts(child, name):
                        self.spread(fields, child, f"{local_name(child.tag)}[{name}={text}]", depth + 1)
            if tail := child.tail:
                text += tail
        if (text and not text.isspace()) or not (inner or element.attrib):
            fields.add(path or OWN, text)
        return None

    def texts(self, element: Any, name: str) -> list[str]:
        """The texts of an attribute or of inner elements of a name."""
        if name.startswith("@"):
            return [value for key, value in element.attrib.items() if local_name(key) == name[1:]]
        inner = [child for child in element if self.is_element(child) and local_name(child.tag) == name]
        return [(child.text or "").strip() for child in inner]


def chosen_by(columns: Iterable[str]) -> dict[str, set[tuple[str, str]]]:
    """By the name of inner elements, what is asked of those that some column is about."""
    chosen: dict[str, set[tuple[str, str]]] = {}
    for column in columns:
        if match := CHOSEN.match(column):
            chosen.setdefault(match[1], set()).add((match[2], match[3]))
    return chosen


def forget(element: Any) -> None:
    """Free what a complete element holds, and those before it; what follows it the parser may still be writing."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


@lru_cache(maxsize=10_000)
def local_name(tag: str) -> str:
    """The name of an element or an attribute without its namespace."""
    return tag.rpartition("}")[2]


class JsonRows:
    """The values of a JSON document at one path."""

    def __init__(self, each: str, above: list[str], parser: Any, unreadable: Callable[[str], Any]) -> None:
        self.steps = json_steps(each)
        self.above, self.wanted = above, wanted_above(above)
        self.parser, self.unreadable = parser, unreadable
        ends = [place for place, step in enumerate(self.steps) if step != LIST]
        up = levels_up(above)
        if up > len(ends):
            raise DocumentError(f"{UP * up}… is above the whole document")
        # An array is no level: `../` of a value in a list is the object that holds the list.
        self.unit = self.steps[: ends[-up]] if up else self.steps
        self.places = RowPlaces()
        self.begins: list[int] = []
        self.met: dict[str, None] = {}

    def read(self, lines: Lines) -> Iterator[DocumentRow]:
        """The rows; DocumentError for what is no JSON."""
        events = self.parser.sendable_list()
        coroutine = self.parser.basic_parse_coro(events)
        walk = JsonWalk(self, lines)
        try:
            for piece in lines:
                if lines.bytes == len(piece):
                    piece = piece.removeprefix(MARK)
                if b"\\u" in piece and HALF.search(piece):
                    walk.halved = lines.bytes
                coroutine.send(piece)
                yield from walk.rows(events)
                events.clear()
            coroutine.close()
        except UnicodeDecodeError:
            raise DocumentError("half a character (a surrogate): no text", lines.number) from None
        except self.parser.common.JSONError as error:
            text = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else str(error)
            words = text.strip().splitlines()[0] if text.strip() else "cut off"
            raise DocumentError(f"no JSON, or damaged: {words}", lines.number) from None
        yield from walk.rows(events)

    def rows_of(
        self, value: Any, steps: tuple[str, ...], ancestors: list[Fields], begins: Iterator[int], fault: str | None
    ) -> Iterator[DocumentRow]:
        """The rows that a value is or holds."""
        if not steps:
            line = self.places.next(next(begins))
            if fault or isinstance(value, list):
                yield line, None, fault or "a list, and no row"
                return
            fields = RowFields(self.unreadable)
            self.spread(fields, value, "" if isinstance(value, dict) else OWN, 0)
            yield (line, *with_above(fields, ancestors, self.above))
        elif steps[0] == LIST:
            for element in value if isinstance(value, list) else ():
                yield from self.rows_of(element, steps[1:], ancestors, begins, fault)
        elif isinstance(value, dict) and steps[0] in value:
            fields = RowFields(self.unreadable)
            wanted = self.wanted.get(sum(step != LIST for step in steps), frozenset())
            self.spread(fields, {key: value[key] for key in wanted if key in value}, "", 0)
            yield from self.rows_of(value[steps[0]], steps[1:], [*ancestors, fields.values], begins, fault)

    def spread(self, fields: RowFields, value: Any, path: str, depth: int) -> None:
        """Put a value, or all that is in it, under its path."""
        if depth > DEEPEST:
            return fields.refuse(path, f"nested more than {DEEPEST} deep")
        if isinstance(value, dict):
            for key, inner in value.items():
                self.spread(fields, inner, f"{path}.{key}" if path else key, depth + 1)
        elif isinstance(value, list):
            for inner in value:
                if isinstance(inner, list):
                    return fields.refuse(path, "a list of lists, which no column can hold")
                self.spread(fields, inner, path, depth)
            if not value:
                fields.values.setdefault(path, "")
        else:
            fields.add(path, value)
        return None


class JsonWalk:
    """The way through a JSON document: where it stands, and the unit that is being built."""

    def __init__(self, wanted: JsonRows, lines: Lines) -> None:
        self.wanted, self.lines = wanted, lines
        self.path: list[str] = []
        self.held: list[Any] = []
        """The objects and arrays of the unit that are not complete."""
        self.keys: list[str] = []
        """The field of each of these objects that comes next."""
        self.halved = self.first = 0
        """How far the file was read when half a letter was seen last, and when the unit began."""
        self.begins: list[int] = []

    def rows(self, events: list[tuple[str, Any]]) -> Iterator[DocumentRow]:
        """The rows that are complete with what has been read."""
        for event, value in events:
            match event:
                case "map_key":
                    self.path[-1] = value
                    if self.held:
                        self.keys[-1] = value
                        if value in self.held[-1]:
                            self.held[-1][value] = self.wanted.unreadable(f"the field {value!r} occurs twice")
                case "start_map" | "start_array":
                    self.begin()
                    if self.held or tuple(self.path) == self.wanted.unit:
                        self.held.append({} if event == "start_map" else [])
                        self.keys.append("")
                    self.path.append(LIST if event == "start_array" else "")
                    if len(self.path) > MOST_LEVELS:
                        raise DocumentError(f"values in values, more than {MOST_LEVELS} deep", self.lines.number)
                case "end_map" | "end_array":
                    self.path.pop()
                    if self.held:
                        self.keys.pop()
                        yield from self.complete(self.held.pop())
                case _:
                    self.begin()
                    if self.held or tuple(self.path) == self.wanted.unit:
                        yield from self.complete(json_text(value))

    def begin(self) -> None:
        """Note where a unit and a row begin."""
        path = tuple(self.path)
        if len(path) == 1 and len(self.wanted.met) < DEEPEST:
            self.wanted.met[path[0]] = None
        if path == self.wanted.unit:
            self.first, self.begins = self.lines.bytes, []
        if path == self.wanted.steps:
            self.begins.append(self.lines.number)

    def complete(self, value: Any) -> Iterator[DocumentRow]:
        """Put a value where it belongs; the rows of a unit that is complete."""
        if not self.held:
            steps = self.wanted.steps[len(self.wanted.unit) :]
            half = "half a character (a surrogate)" if self.halved >= self.first else None
            yield from self.wanted.rows_of(value, steps, [], iter(self.begins), half)
        elif isinstance(self.held[-1], list):
            self.held[-1].append(value)
        else:
            self.held[-1].setdefault(self.keys[-1], value)


def json_steps(each: str) -> tuple[str, ...]:
    """The keys and arrays of a path such as `data.items[]`."""
    steps: list[str] = []
    for step in each.split("."):
        name = step.rstrip(LIST)
        steps += [name] if name else []
        steps += [LIST] * step.count(LIST)
    return tuple(steps)


def json_text(value: Any) -> str:
    """A value that is no object and no array, as text; nothing for null."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
