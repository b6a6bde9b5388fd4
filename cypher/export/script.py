"""A Cypher script that makes the nodes and relationships of an answer in any Neo4j."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Sequence
from typing import Any, TextIO

from cypher.export.form import Rows
from cypher.export.spool import copy, spooled
from cypher.values import Node, Relationship

MARK, ELEMENT = "_Exported", "_element"
"""A label and a property for the time of the script, by which relationships find their ends."""


def write(columns: Sequence[str], rows: Rows, out: TextIO) -> None:
    """Statements for cypher-shell or Neo4j Browser, one a line: an index, nodes, relationships, then cleaning up."""
    with spooled(rows, statement) as (nodes, ties):
        out.write(f"CREATE INDEX faultlines_exported IF NOT EXISTS FOR (n:{MARK}) ON (n.{ELEMENT});\n")
        out.write("CALL db.awaitIndexes(300);\n")
        copy(nodes, out)
        copy(ties, out)
        out.write(f"MATCH (n:{MARK}) REMOVE n:{MARK}, n.{ELEMENT};\n")
        out.write("DROP INDEX faultlines_exported IF EXISTS;\n")


def statement(file: TextIO, element: Node | Relationship) -> None:
    """The statement that makes one."""
    if isinstance(element, Node):
        labels = "".join(f":{name(label)}" for label in (MARK, *element.labels))
        file.write(f"CREATE ({labels} {literal({**element.properties, ELEMENT: element.element})});\n")
    else:
        ends = ", ".join(
            f"({end}:{MARK} {literal({ELEMENT: found})})" for end, found in (("a", element.start), ("b", element.end))
        )
        file.write(f"MATCH {ends} CREATE (a)-[:{name(element.type)} {literal(element.properties)}]->(b);\n")


def name(text: str) -> str:
    """A label, type or key in backticks."""
    return "`" + text.replace("`", "``") + "`"


TIMES = ((datetime.datetime, "datetime"), (datetime.date, "date"), (datetime.time, "time"))


def literal(value: Any) -> str:
    """A value as Cypher: JSON's numbers and texts, in ASCII on one line, mean the same in both; dates are functions."""
    if isinstance(value, dict):
        inner = (f"{name(key)}: {literal(item)}" for key, item in value.items() if item is not None)
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    for kind, function in TIMES:
        if isinstance(value, kind):
            local = "local" if getattr(value, "tzinfo", 0) is None else ""
            return f"{local}{function}('{value.isoformat()}')"
    if isinstance(value, float) and not math.isfinite(value):
        return "0.0 / 0.0" if math.isnan(value) else f"{'-' if value < 0 else ''}1.0 / 0.0"
    return json.dumps(value)
