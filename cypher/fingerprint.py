"""One number that is equal for two graphs when they say the same: records, who is whom, statements, versions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from cypher.graph import Graph, statement
from cypher.schema import DENIED, WITHDRAWN

TIMEOUT = 3600.0
MODULUS = 1 << 256
CLOCKS = frozenset(
    {"recorded_at", "recorded_run", "withdrawn_at", "withdrawn_run", "replaced_at", "replaced_run"}
    | {"said_at", "said_until", "because", "withdrawn_because", "counted"}
)
"""What depends on when, by which run and why something was learnt: it does not count."""

# A type can't be a parameter of a plan that reads no more than its relationships, so it stands in the text.
STATEMENTS = "MATCH ()-[e:{type}]->() RETURN properties(e) AS said"


def graph_fingerprint(graph: Graph) -> str:
    """Sixty-four hexadecimal digits that stand for what the graph says; order, actor ids, runs and clocks don't count.

    A multiset is hashed as the sum of its members' SHA-256 modulo 2^256, so that it needs no order and no memory.
    """
    total = 0
    for kind, content in hashed_members(graph):
        text = json.dumps([kind, content], sort_keys=True, ensure_ascii=False, default=str)
        total = (total + int.from_bytes(sha256(text.encode()).digest())) % MODULUS
    return f"{total:064x}"


def hashed_members(graph: Graph) -> Iterator[tuple[str, Any]]:
    """Everything that counts, one by one."""
    for row in graph.stream(statement("fingerprint-records"), name="fingerprint", timeout=TIMEOUT):
        yield "record", {**timeless(row["said"]), "identifiers": row["identifiers"]}
    for row in graph.stream(statement("fingerprint-versions"), name="fingerprint", timeout=TIMEOUT):
        yield "version", timeless(row["said"])
    for row in graph.stream(statement("fingerprint-actors"), name="fingerprint", timeout=TIMEOUT):
        yield "actor", row["records"]
    for name in (*graph.edge_types(), DENIED, WITHDRAWN):
        for row in graph.stream(STATEMENTS.format(type=name), name="fingerprint", timeout=TIMEOUT):
            yield name, timeless(row["said"])


def timeless(properties: dict[str, Any]) -> dict[str, Any]:
    """What is said, without clocks and runs."""
    return {key: value for key, value in properties.items() if key not in CLOCKS}
