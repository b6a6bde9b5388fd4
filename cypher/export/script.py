"""A Cypher script that makes the nodes and relationships of an answer in any Neo4j 5: by batches, without an index."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any, TextIO

from cypher.export.form import Rows
from cypher.export.spool import copy_text, spooled
from cypher.values import Node, Relationship

Frame = Callable[[str, str], str]
MARK, NUMBER = "_Exported", "_number"
"""A label and a property for the time of the script, by which relationships find their ends."""
BATCH = 10_000
"""Characters of a batch: the server plans a statement of 40,000 in seconds, and `faultlines cypher` waits for five."""
CLEAN = f"MATCH (n:{MARK}) REMOVE n:{MARK}, n.{NUMBER};\n"
ENDS = f"MATCH (n:{MARK}) WITH n ORDER BY n.{NUMBER} WITH collect(n) AS ends\n"
HEAD = """\
// Makes these nodes and relationships anew, in any Neo4j 5. Run it by cypher-shell, or by
// faultlines cypher --write --one-transaction --file SCRIPT
"""


def write_script(columns: Sequence[str], rows: Rows, out: TextIO) -> None:
    """Statements that end with semicolons: batches of nodes by their labels, then of ties by their type."""
    nodes, ties, numbers = Batches(node_frame), Batches(tie_frame), NodeNumbers()

    def write(file: TextIO, element: Node | Relationship) -> None:
        if isinstance(element, Node):
            row = literal({**element.properties, NUMBER: numbers.add(element.element)})
            nodes.add(file, "".join(f":{name(label)}" for label in element.labels), row)
        else:
            ends = f"{numbers.known[element.start]}, {numbers.known[element.end]}"
            ties.add(file, name(element.type), f"[{ends}, {literal(element.properties)}]")

    with spooled(rows, write) as (first, second):
        out.write(HEAD + CLEAN)
        copy_text(first, out)
        nodes.finish(out)
        copy_text(second, out)
        ties.finish(out)
        out.write(CLEAN)


class NodeNumbers:
    """The nodes by their keys, numbered as they come."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        self.following = count()

    def add(self, key: str) -> int:
        """The number of a new node."""
        self.known[key] = number = next(self.following)
        return number


class Batches:
    """Rows that wait for their batch to be full, by what a batch has in common."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.waiting: dict[str, list[str]] = {}
        self.sizes: dict[str, int] = {}

    def add(self, file: TextIO, common: str, row: str) -> None:
        """Let a row wait; a batch that it would overfill is written before."""
        rows = self.waiting.setdefault(common, [])
        size = self.sizes.get(common, 0) + len(row) + 2
        if rows and size > BATCH:
            file.write(self.frame(common, ",\n".join(rows)))
            rows.clear()
            size = len(row)
        rows.append(row)
        self.sizes[common] = size

    def finish(self, file: TextIO) -> None:
        """Write the batches that were not full."""
        for common, rows in self.waiting.items():
            file.write(self.frame(common, ",\n".join(rows)))


def node_frame(labels: str, rows: str) -> str:
    """The statement that makes nodes of the same labels."""
    return f"UNWIND [\n{rows}\n] AS row CREATE (n:{MARK}{labels}) SET n = row;\n"


def tie_frame(kind: str, rows: str) -> str:
    """The statement that makes relationships of one type; the nodes stand in the order of their numbers."""
    return (
        f"{ENDS}UNWIND [\n{rows}\n] AS row\nWITH ends[row[0]] AS a, ends[row[1]] AS b, row[2] AS properties "
        f"CREATE (a)-[r:{kind}]->(b) SET r = properties;\n"
    )


def name(text: str) -> str:
    """A label, type or key in backticks, on one line."""
    return "`" + text.translate(QUOTED) + "`"


def literal(value: Any) -> str:
    """A value as Cypher on one line; TypeError for what no property can hold."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, str):
        return "'" + value.translate(ESCAPES) + "'"
    if isinstance(value, dict):
        inner = (f"{name(key)}: {literal(item)}" for key, item in value.items() if item is not None)
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    for kind, function in TIMES:
        if isinstance(value, kind):
            local = "local" if getattr(value, "tzinfo", 0) is None else ""
            return f"{local}{function}('{value.isoformat()}')"
    raise TypeError(f"no literal of Cypher: {value!r}")


def number(value: float) -> str:
    """A floating-point number; infinities and NaN have no literal and are divisions."""
    if math.isfinite(value):
        return repr(value)
    return "0.0 / 0.0" if math.isnan(value) else f"{'-' if value < 0 else ''}1.0 / 0.0"


class Escapes(dict[int, str]):
    """For str.translate: what breaks a line, ends a string or can't be seen, as an escape that Cypher knows."""

    def __missing__(self, point: int) -> str:
        text = chr(point)
        if not text.isprintable():
            halves = memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H")
            text = "".join(f"\\u{half:04x}" for half in halves)
        self[point] = text
        return text


ESCAPES = Escapes({ord("\\"): "\\\\", ord("'"): "\\'", ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"})
QUOTED = Escapes({ord("\\"): "\\u005c", ord("`"): "``"})
TIMES = ((datetime.datetime, "datetime"), (datetime.date, "date"), (datetime.time, "time"))
