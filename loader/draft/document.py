"""Which elements of an XML document, or values of a JSON document, are rows: what stands there more than once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from io import BytesIO

from loader.catalogue.part import Format
from loader.reading.formats.documents import LIST, local_name

Steps = tuple[str, ...]
DECLARES = (b"<!DOCTYPE", b"<!ENTITY")


def is_document(start: bytes) -> bool:
    """Whether a text that may be JSON lines is one document: an array, or an object on several lines or with a list."""
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text.startswith((b"[", b"{")):
        return False
    line, _, rest = text.partition(b"\n")
    try:
        first = json.loads(line)
    except ValueError:
        return True
    return isinstance(first, list) or (not rest.strip() and each_of_json(start) is not None)


def guess_each(form: Format, start: bytes) -> str | None:
    """The path to the rows of a document, by its beginning; None where nothing stands there twice."""
    return each_of_xml(start) if form == "xml" else each_of_json(start)


def each_of_xml(start: bytes) -> str | None:
    """The outermost elements with something in them that stand there more than once; of several the most frequent."""
    # For start-up time: lxml takes a while.
    from lxml import etree

    if any(word in start for word in DECLARES):
        return None
    parser = etree.XMLPullParser(("start", "end"), resolve_entities=False, no_network=True, load_dtd=False)
    counts: Counter[tuple[str, ...]] = Counter()
    path: list[str] = []
    try:
        parser.feed(start)
        for event, element in parser.read_events():
            if event == "start":
                path.append(local_name(element.tag) if isinstance(element.tag, str) else "")
                continue
            if len(path) > 1 and (element.attrib or len(element)):
                counts[*path[1:]] += 1
            path.pop()
    except etree.XMLSyntaxError:
        pass
    several = [steps for steps, count in counts.items() if count > 1]
    return "/".join(outermost(several, counts)) if several else None


def each_of_json(start: bytes) -> str | None:
    """The outermost array of objects; of several the longest."""
    # For start-up time: ijson takes a while.
    import ijson

    counts: Counter[tuple[str, ...]] = Counter()
    path: list[str] = []
    try:
        for event, value in ijson.basic_parse(BytesIO(start.removeprefix(b"\xef\xbb\xbf"))):
            if event == "map_key":
                path[-1] = value
            elif event in ("end_map", "end_array"):
                path.pop()
            elif event in ("start_map", "start_array"):
                if event == "start_map" and path and path[-1] == LIST:
                    counts[tuple(path)] += 1
                path.append(LIST if event == "start_array" else "")
    except ijson.JSONError:
        pass
    if not counts:
        return None
    return "".join(step if step == LIST else f".{step}" for step in outermost(counts, counts)).removeprefix(".")


def outermost(paths: Iterable[Steps], counts: Mapping[Steps, int]) -> Steps:
    """The shortest of some paths; of several the one where most stands."""
    return min(paths, key=lambda path: (len(path), -counts[path]))
