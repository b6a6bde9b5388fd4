"""What has to be true of every graph after every load, and what two graphs are compared by."""

from __future__ import annotations

from collections import Counter
from typing import Any

from cypher.fingerprint import hashed_members
from cypher.graph import Graph
from cypher.schema import DENIED

ENDS = """
MATCH (s:Actor)-[e]->(o:Actor) WHERE type(e) <> 'WITHDRAWN' AND NOT (
  EXISTS { MATCH (r:Record {id: e.subject_record}) WHERE r.live AND (r)-[:DESCRIBES]->(s) } AND
  EXISTS { MATCH (r:Record {id: e.object_record}) WHERE r.live AND (r)-[:DESCRIBES]->(o) })
RETURN type(e) AS type, e.source AS source, e.subject_record AS subject, e.object_record AS object
"""
STATEMENTS = """
MATCH (s:Actor)-[e]->(o:Actor) WHERE type(e) <> 'WITHDRAWN'
WITH e.statement AS statement, count(e) AS versions, collect(e.id) AS ids WHERE versions > 1
RETURN statement, ids
"""
DESCRIBED = "MATCH (r:Record) WHERE COUNT { (r)-[:DESCRIBES]->(:Actor) } <> 1 RETURN r.id AS record"
SHOWN = """
MATCH (a:Actor)
OPTIONAL MATCH (a)<-[:DESCRIBES]-(r:Record)
WITH a, collect(r) AS all, [r IN collect(r) WHERE r.live] AS live
WITH a, live, CASE WHEN size(live) > 0 THEN live ELSE all END AS shown
WHERE a.live <> (size(live) > 0)
   OR NOT a.name IN [r IN shown | r.name]
   OR NOT a.kind IN [r IN shown | r.kind]
   OR any(r IN shown WHERE any(name IN r.names WHERE NOT name IN a.names))
   OR any(name IN a.names WHERE none(r IN shown WHERE name IN r.names))
   OR any(c IN a.countries WHERE none(r IN shown WHERE c IN r.countries))
   OR COLLECT { UNWIND labels(a) AS label RETURN label ORDER BY label = 'Actor' DESC, label }
      <> CASE a.kind WHEN 'other' THEN ['Actor']
         ELSE ['Actor', toUpper(left(a.kind, 1)) + substring(a.kind, 1)] END
RETURN a.id AS actor, a.name AS name, labels(a) AS labels, a.live AS live
"""
WITHDRAWN = """
MATCH ()-[w:WITHDRAWN]->() WHERE w.type IS NULL OR w.why IS NULL OR w.withdrawn_at IS NULL OR w.withdrawn_run IS NULL
   OR w.withdrawn_at < w.recorded_at
RETURN w.id AS id
"""
CHECKS = {
    "statements whose ends are not live records of these actors": ENDS,
    "statements that stand in two versions": STATEMENTS,
    "records that describe no actor or several": DESCRIBED,
    "actors that don't show what their records say": SHOWN,
    "withdrawn statements without reason or time": WITHDRAWN,
}


def always_true(graph: Graph) -> None:
    """Fail when a plain pattern could lie: MODEL.md's "always true", and what follows from it."""
    found = {what: graph.read(text) for what, text in CHECKS.items()}
    assert not any(found.values()), {what: rows[:5] for what, rows in found.items() if rows}


def content(graph: Graph) -> Counter[str]:
    """What the graph says today, without versions and history: live records, live statements, who is whom."""
    found: Counter[str] = Counter()
    for kind, said in hashed_members(graph):
        if kind in ("actor", "version", "WITHDRAWN") or (kind == "record" and not said["live"]):
            continue
        if isinstance(said, dict):
            numbers = {"n"} if kind == "record" else {"id"}
            said = sorted((key, value) for key, value in said.items() if key not in numbers)
        found[f"{kind} {said}"] += 1
    rows = graph.read(
        "MATCH (a:Actor {live: true}) "
        "RETURN COLLECT { MATCH (a)<-[:DESCRIBES]-(r {live: true}) RETURN r.id ORDER BY r.id } AS ids"
    )
    return found + Counter(f"actor {row['ids']}" for row in rows)


def edges(graph: Graph, kind: str = "", source: str | None = None) -> set[tuple[str, str, str]]:
    """The live statements as (subject record, type, object record); denials as DENIED."""
    rows = graph.read(
        "MATCH (:Actor)-[e]->(:Actor) WHERE type(e) <> 'WITHDRAWN' AND ($source IS NULL OR e.source = $source) "
        "RETURN e.subject_record AS subject, type(e) AS type, e.object_record AS object",
        {"source": source},
    )
    return {(r["subject"], r["type"], r["object"]) for r in rows if kind in ("", r["type"])}


def withdrawn(graph: Graph) -> set[tuple[str, str, str, str]]:
    """The withdrawn versions as (subject record, type, object record, why)."""
    rows = graph.read(
        "MATCH (:Actor)-[w:WITHDRAWN]->(:Actor) "
        "RETURN w.subject_record AS subject, w.type AS type, w.object_record AS object, w.why AS why"
    )
    return {(r["subject"], r["type"], r["object"], r["why"]) for r in rows}


def partition(graph: Graph) -> set[frozenset[str]]:
    """Which records are one actor."""
    rows = graph.read("MATCH (a:Actor) RETURN COLLECT { MATCH (a)<-[:DESCRIBES]-(r) RETURN r.id } AS records")
    return {frozenset(row["records"]) for row in rows}


def size(graph: Graph) -> Counter[str]:
    """How many nodes of each label and relationships of each type there are, apart from runs."""
    nodes = graph.read("MATCH (n) WHERE NOT n:Run UNWIND labels(n) AS label RETURN label AS what, count(*) AS count")
    ties = graph.read("MATCH (n)-[r]->() WHERE NOT n:Run RETURN type(r) AS what, count(*) AS count")
    return Counter({row["what"]: row["count"] for row in (*nodes, *ties)})


def strings(value: Any) -> list[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in strings(one)]
    return []


def every_text(graph: Graph) -> str:
    """All strings of all properties of all nodes and relationships, one to a line."""
    rows = graph.read("MATCH (n) RETURN properties(n) AS said UNION ALL MATCH ()-[r]->() RETURN properties(r) AS said")
    return "\n".join(text for row in rows for text in strings(row["said"]))


__all__ = ["DENIED", "always_true", "content", "edges", "every_text", "partition", "size", "withdrawn"]
