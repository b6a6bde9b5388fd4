"""What a run did, read back from the graph into a spool: versions that it made, versions that it ended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cypher.graph import Graph
from cypher.library.statements import Statements
from cypher.schema import DENIED
from loader.spool import Spool, batches

statement = Statements(Path(__file__).with_name("queries"))


TIMEOUT = 3600.0
# All of a source's statements or records lie side by side in an index: what is read is this source, not the graph.
STATEMENTS = """
MATCH ()-[e:{type}]->() WHERE e.source = $source AND e.statement >= '' AND e.recorded_run = $run
RETURN properties(e) AS said
"""


def gather(spool: Spool, graph: Graph, source: str, run: str) -> None:
    """Put every version that a run made or ended into the spool."""
    spool.script("versions")
    parameters = {"source": source, "run": run}
    for name in (*graph.edge_types(), DENIED):
        live = graph.stream(STATEMENTS.format(type=name), parameters, name="run-statements", timeout=TIMEOUT)
        for batch in batches(live, 5000):
            spool.add("made_statement", [made_statement(row["said"], name) for row in batch])
    ended = graph.stream(statement("withdrawn-versions"), parameters, name="run-withdrawn", timeout=TIMEOUT)
    for batch in batches(ended, 5000):
        versions = [row["said"] for row in batch]
        spool.add("made_statement", [made_statement(version) for version in versions if version["recorded_run"] == run])
        spool.add(
            "ended_statement", [ended_statement(version) for version in versions if version["withdrawn_run"] == run]
        )
    for text in (statement("run-records"), statement("record-versions")):
        for batch in batches(graph.stream(text, parameters, name="run-records", timeout=TIMEOUT), 5000):
            versions = [row["said"] for row in batch]
            spool.add("made_record", [made_record(version) for version in versions if version["recorded_run"] == run])
            spool.add("ended_record", [row for version in versions for row in ended_record(version, run)])
    spool.script("versions-indexes")


def version_of(properties: dict[str, Any]) -> tuple[str, int]:
    """The statement and the number of a version."""
    statement, _, n = properties["id"].partition(":")
    return statement, int(n)


def edge(properties: dict[str, Any]) -> str:
    """The relationship type under which a withdrawn version was stored."""
    return DENIED if properties.get("denied") else str(properties["type"])


def made_statement(properties: dict[str, Any], name: str | None = None) -> tuple[Any, ...]:
    """A version that the run made; `ended_by` is the run that ended it since."""
    return (
        *version_of(properties),
        name or edge(properties),
        properties.get("withdrawn_run"),
        version_as_text(properties),
    )


def ended_statement(properties: dict[str, Any]) -> tuple[Any, ...]:
    """A version that the run ended."""
    return *version_of(properties), edge(properties), properties["why"], version_as_text(properties)


def made_record(properties: dict[str, Any]) -> tuple[Any, ...]:
    """A record's version that the run made; `ended_by` is the run that dropped or replaced it since."""
    return (
        properties["id"],
        properties["n"],
        properties.get("withdrawn_run") or properties.get("replaced_run"),
        version_as_text(properties),
    )


def ended_record(properties: dict[str, Any], run: str) -> Iterator[tuple[Any, ...]]:
    """A record's version that the run replaced (`live` says whether it was live) or dropped."""
    if properties.get("withdrawn_run") == run:
        yield properties["id"], properties["n"], True, properties.get("replaced_run"), version_as_text(properties)
    elif properties.get("replaced_run") == run:
        yield properties["id"], properties["n"], "withdrawn_run" not in properties, None, version_as_text(properties)


def version_as_text(properties: dict[str, Any]) -> str:
    """Properties as JSON, dates in ISO form."""
    return json.dumps(properties, ensure_ascii=False, default=lambda value: value.isoformat())
