"""Cytoscape JSON: the nodes and relationships of an answer, as Cytoscape, Cytoscape.js and NetworkX read them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TextIO

from cypher.export.cells import exact
from cypher.export.form import Rows, claimed
from cypher.export.spool import copy_text, spooled
from cypher.values import Node, Relationship


def element(value: Node | Relationship) -> dict[str, Any]:
    """One element: what Cytoscape and NetworkX (`value`, `key`) need, then its properties.

    A property whose name is taken is called `source_property`.
    """
    if isinstance(value, Node):
        data: dict[str, Any] = {"id": value.element, "value": value.element, "labels": list(value.labels)}
    else:
        ends = {"source": value.start, "target": value.end}
        data = {"id": value.element, "key": value.element, **ends, "interaction": value.type}
    for name, item in exact(claimed(value)).items():
        data[f"{name}_property" if name in data else name] = item
    return {"data": data}


def write_cytoscape(columns: Sequence[str], rows: Rows, out: TextIO) -> None:
    """One network."""
    written = {"nodes": False, "edges": False}

    def write_element(file: TextIO, value: Node | Relationship) -> None:
        part = "nodes" if isinstance(value, Node) else "edges"
        file.write((",\n" if written[part] else "\n") + json.dumps(element(value), ensure_ascii=False, default=str))
        written[part] = True

    with spooled(rows, write_element) as (nodes, ties):
        out.write('{"format_version": "1.0", "generated_by": "faultlines", "data": {"name": "faultlines"}, ')
        out.write('"directed": true, "multigraph": true, "elements": {"nodes": [')
        copy_text(nodes, out)
        out.write('\n], "edges": [')
        copy_text(ties, out)
        out.write("\n]}}\n")
