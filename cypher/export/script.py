"""A Cypher script that makes the nodes and relationships of an answer in any Neo4j."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from typing import Any, TextIO

from cypher.export.form import Rows
from cypher.export.spool import copy_text, spooled
from cypher.values import Node, Relationship

MARK, ELEMENT = "_Exported", "_element"
"""A label and a property for the time of the script, by which relationships find their ends."""


def write_script(columns: Sequence[str], rows: Rows, out: TextIO) -> None:
    """Statements for cypher-shell or Neo4j Browser, one a line: an index, nodes, relationships, then cleaning up."""
    with spooled(rows, statement) as (nodes, ties):
        out.write(f"CREATE INDEX faultlines_exported IF NOT EXISTS FOR (n:{MARK}) ON (n.{ELEMENT});\n")
        out.write("CALL db.awaitIndexes(300);\n")
        copy_text(nodes, out)
        copy_text(ties, out)
        out.write(f"MATCH (n:{MARK}) REMOVE n:{MARK}, n.{ELEMENT};\n")
        out.write("DROP INDEX faultlines_exported IF EXISTS;\n")


def statement(file: TextIO, element: Node | Relationship) -> None:
    """The statement that makes one."""
    if isinstance(element, Node):
        labels = "".join(f":{name(label)}" for label in (MARK, *element.labels))
        file.write(f"CREATE ({labels} {literal({**element.properties, ELEMENT: element.element})});\n")
    else:
        ends = ", ".join(
            f"({end}:{MARK} {literal({ELEMENT: element_id})})"
            for end, element_id in (("a", element.start), ("b", element.end))
        )
        file.write(f"MATCH {ends} CREATE (a)-[:{name(element.type)} {literal(element.properties)}]->(b);\n")


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
