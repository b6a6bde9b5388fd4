"""GraphML and GEXF: the nodes and relationships of an answer for Gephi, yEd, igraph, NetworkX.

Both know an actor and a statement by their own ids. Neither has a type of dates: they are strings in ISO form, which
GraphML marks (`f:type="date"`), and a statement's first and last day are the `start` and `end` of its edge in GEXF.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from cypher.export.cells import plain_text
from cypher.export.form import Rows, claimed
from cypher.export.spool import copy_text, spooled
from cypher.values import Node, Relationship

# XML 1.0 has no way to write these.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

TAKEN = frozenset({"id", "source", "target", "labels", "type"})
DATES = frozenset({"date", "datetime"})
OURS = "https://faultlines.invalid/graphml"
"""The namespace of what GraphML itself has no word for; readers that don't know it pass over it."""
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Keys:
    """The properties seen so far, each with a number of its own and the type that holds all its values."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], tuple[int, str]] = {}

    def number(self, domain: str, name: str, value: Any) -> int:
        """The number of a property, whose type is widened to hold this value."""
        kind = kind_of(value)
        at, before = self.known.get((domain, name), (len(self.known), kind))
        if kind != before:
            kind = "double" if {kind, before} == {"long", "double"} else "string"
        self.known[domain, name] = at, kind
        return at


def kind_of(value: Any) -> str:
    """The type of a value: one of GraphML's, or `date` and `datetime`, which GraphML and GEXF have as strings."""
    if isinstance(value, datetime.datetime):
        return "datetime"
    for kind, types in (("boolean", bool), ("long", int), ("double", float), ("date", datetime.date)):
        if isinstance(value, types):
            return kind
    return "string"


def stated_properties(element: Node | Relationship) -> list[tuple[str, Any]]:
    """What is written of an element: its labels or type, and its properties that have a value.

    A property whose name means something to the format is called `id_property`: igraph refuses it otherwise.
    """
    own = ("labels", ":".join(element.labels)) if isinstance(element, Node) else ("type", element.type)
    properties = [own] if own[1] else []
    return properties + [
        (f"{name}_property" if name in TAKEN else name, value) for name, value in claimed(element).items()
    ]


def content(value: Any) -> str:
    """A value as the content of an element."""
    return escape(FORBIDDEN.sub("\ufffd", plain_text(value)))


def xml_attribute(value: str) -> str:
    """A text as a quoted attribute."""
    return quoteattr(FORBIDDEN.sub("\ufffd", value))


def write_graphml(columns: Sequence[str], rows: Rows, out: TextIO) -> None:
    """One directed graph; lists and maps as JSON, dates in ISO form."""
    keys = Keys()

    def write(file: TextIO, element: Node | Relationship) -> None:
        domain = "node" if isinstance(element, Node) else "edge"
        ends = (
            ""
            if isinstance(element, Node)
            else f" source={xml_attribute(element.start)} target={xml_attribute(element.end)}"
        )
        file.write(f"<{domain} id={xml_attribute(element.element)}{ends}>")
        for name, value in stated_properties(element):
            file.write(f'<data key="k{keys.number(domain, name, value)}">{content(value)}</data>')
        file.write(f"</{domain}>\n")

    with spooled(rows, write) as (nodes, ties):
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        out.write(f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:f="{OURS}">\n')
        for (domain, name), (number, kind) in keys.known.items():
            typed = f'"string" f:type="{kind}"' if kind in DATES else f'"{kind}"'
            out.write(f'<key id="k{number}" for="{domain}" attr.name={xml_attribute(name)} attr.type={typed}/>\n')
        out.write('<graph edgedefault="directed">\n')
        copy_text(nodes, out)
        copy_text(ties, out)
        out.write("</graph>\n</graphml>\n")


def write_gexf(columns: Sequence[str], rows: Rows, out: TextIO) -> None:
    """One directed graph of GEXF 1.3; a node's label is its name, and what is said of a time is drawn in that time."""
    keys, dated = Keys(), False

    def write(file: TextIO, element: Node | Relationship) -> None:
        nonlocal dated
        if isinstance(element, Node):
            domain, label, ends = "node", str(element.properties.get("name") or element.element), ""
        else:
            domain, label, days = "edge", element.type, span_attributes(element)
            ends = f" source={xml_attribute(element.start)} target={xml_attribute(element.end)}"
            ends += f" kind={xml_attribute(element.type)}{days}"  # Gephi joins parallel edges of one kind alone
            dated = dated or bool(days)
        file.write(f"<{domain} id={xml_attribute(element.element)}{ends} label={xml_attribute(label)}><attvalues>")
        for name, value in stated_properties(element):
            text = FORBIDDEN.sub("\ufffd", plain_text(value))
            file.write(f'<attvalue for="{keys.number(domain, name, value)}" value={xml_attribute(text)}/>')
        file.write(f"</attvalues></{domain}>\n")

    with spooled(rows, write) as (nodes, ties):
        time = 'mode="dynamic" timeformat="date" timerepresentation="interval"' if dated else 'mode="static"'
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
        out.write(f'<graph defaultedgetype="directed" {time}>\n')
        for domain in ("node", "edge"):
            out.write(f'<attributes class="{domain}">\n')
            for (of, name), (number, kind) in keys.known.items():
                if of == domain:
                    kind = "string" if kind in DATES else kind
                    out.write(f'<attribute id="{number}" title={xml_attribute(name)} type="{kind}"/>\n')
            out.write("</attributes>\n")
        for part, file in (("nodes", nodes), ("edges", ties)):
            out.write(f"<{part}>\n")
            copy_text(file, out)
            out.write(f"</{part}>\n")
        out.write("</graph>\n</gexf>\n")


def span_attributes(tie: Relationship) -> str:
    """The first and the last day of a statement as attributes; one that is open on a side has none there."""
    days = (("start", tie.properties.get("valid_from")), ("end", tie.properties.get("valid_to")))
    return "".join(f' {name}="{day}"' for name, day in days if DAY.fullmatch(str(day)))
