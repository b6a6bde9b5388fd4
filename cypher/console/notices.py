"""What the server says beside an answer: names that the graph does not have, which else make a silent empty answer."""

from __future__ import annotations

import re

from neo4j import ResultSummary

from cypher import nodes, schema
from cypher.library.parameter import meant

MISSING = re.compile(r"The (property|label|relationship type) `(.+?)` does not exist", re.DOTALL)
KNOWN = {
    "property": frozenset(
        prop.name
        for group in (
            schema.STATEMENT,
            schema.WITHDRAWAL,
            schema.OWN_PROPERTIES,
            nodes.RECORD_PROPERTIES,
            *(label.properties for label in nodes.LABELS),
        )
        for prop in group
    ),
    "label": frozenset({*(label.name for label in nodes.LABELS), *filter(None, (kind.label for kind in schema.Kind))}),
    "relationship type": frozenset(
        {*schema.BY_NAME, schema.DENIED, schema.WITHDRAWN, "DESCRIBES", "HAS", "OF", "PROPOSED"}
    ),
}
"""What may be in a graph; that a graph has none of it yet is no slip."""


def notices_of(summary: ResultSummary) -> list[str]:
    """The server's notices in words: ``property `program` does not exist; did you mean programme?``."""
    notices = (
        notice_words(status.status_description) for status in summary.gql_status_objects if status.is_notification
    )
    return list(dict.fromkeys(filter(None, notices)))


def notice_words(description: str) -> str:
    """One notice in words; nothing for a name that the model has, though this graph does not have it yet."""
    match = MISSING.search(description)
    if match is None:
        return description.partition(": ")[2].strip() or description.strip()
    kind, name = match.groups()
    return "" if name in KNOWN[kind] else f"{kind} `{name}` does not exist{meant(name, KNOWN[kind])}"
