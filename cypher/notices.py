"""What the server says beside an answer: unknown names, cartesian products, what is deprecated."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from neo4j import NotificationDisabledClassification as Kind
from neo4j import ResultSummary

from cypher import nodes, schema
from cypher.library.parameter import meant

# Notices are said beside the answer, not by the driver's log too; nor is a connection news that was cut on purpose.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

SESSION: Mapping[str, Any] = MappingProxyType(
    {
        "notifications_min_severity": "INFORMATION",
        "notifications_disabled_classifications": (Kind.HINT, Kind.SECURITY, Kind.TOPOLOGY),
    }
)
"""The options of a session whose notices are read: all kinds but those that say nothing of the answer."""
MISSING = re.compile(r"The (property|label|relationship type) `(.+?)` does not exist", re.DOTALL)
DEPRECATED = re.compile(r"^01N0[0-2]$")
PRODUCT = "03N90"
"""The server's number for a cartesian product."""
WORDS = {
    PRODUCT: "patterns that nothing connects are combined, each row with each (a cartesian product); "
    "connect them by a relationship or a condition"
}
"""Our words where the server's are long."""
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
    notices = []
    for status in summary.gql_status_objects:
        if not status.is_notification or (status.gql_status == PRODUCT and not multiplies(summary.plan)):
            continue
        notices.append(WORDS.get(status.gql_status) or notice_words(status.gql_status, status.status_description))
    return list(dict.fromkeys(filter(None, notices)))


def multiplies(plan: Mapping[str, Any] | None) -> bool:
    """Whether a plan combines more than one row with others; unknown without a plan, which counts as yes.

    The server also speaks of a product where both sides are one actor, found by its id.
    """
    if plan is None:
        return True
    rows = (plan.get("args") or {}).get("EstimatedRows")
    if str(plan["operatorType"]).startswith("CartesianProduct") and (rows is None or rows > 1):
        return True
    return any(multiplies(child) for child in plan.get("children") or ())


def notice_words(number: str, description: str) -> str:
    """One notice in words; nothing for a name that the model has, though this graph does not have it yet."""
    match = MISSING.search(description)
    if match is not None:
        kind, name = match.groups()
        return "" if name in KNOWN[kind] else f"{kind} `{name}` does not exist{meant(name, KNOWN[kind])}"
    text = description.partition(": ")[2].strip() or description.strip()
    if DEPRECATED.match(number):
        text = text.partition(". ")[2] or text  # "feature deprecated without replacement. id is deprecated and …"
    return text.rstrip(".")
