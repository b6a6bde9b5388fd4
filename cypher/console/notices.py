"""What the server says beside an answer: names that the graph does not have, which else make a silent empty answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cypher import nodes, schema
from cypher.library.parameter import meant

MISSING = re.compile(r"the missing (property name|label name|relationship type) is: (.+?)\)?$")
KINDS = {"property name": "property", "label name": "label", "relationship type": "relationship type"}
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


def notices_of(notifications: Iterable[Mapping[str, Any]] | None) -> list[str]:
    """The server's notices in words: ``property `program` does not exist; did you mean programme?``."""
    told = filter(None, map(notice_words, notifications or ()))
    return list(dict.fromkeys(told))


def notice_words(notification: Mapping[str, Any]) -> str:
    """One notice in words; nothing for a name that the model has, though this graph does not have it yet."""
    description = str(notification.get("description") or notification.get("title") or "").strip()
    match = MISSING.search(description)
    if match is None:
        return description
    kind, name = KINDS[match[1]], match[2]
    return "" if name in KNOWN[kind] else f"{kind} `{name}` does not exist{meant(name, KNOWN[kind])}"
