"""What the source says now against what it said before: created, changed, withdrawn; spooled before any write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from cypher.graph import Graph, Row
from cypher.library.statements import Statements
from cypher.schema import DENIED
from loader.catalogue.manifest import Manifest
from loader.catalogue.source import Source
from loader.spool import Spool

statement = Statements(Path(__file__).with_name("queries"))


Example = tuple[str, str, str]
"""One difference to show: the action, record or type, the id or the two ends."""
FIRST = 10
"""How many differences of each kind are shown."""
UNREAD = "SELECT record FROM refused WHERE record IS NOT NULL AND describes"
"""The records whose own rows were rejected: nobody knows whether they have changed."""
GOING = "SELECT id FROM plan_record WHERE action = 'withdrawn'"
CHUNK = 20_000
"""Statements in one answer: about 2 MB of text, 0.1 s."""

STATEMENTS = """
MATCH ()-[r:{type}]->() WHERE r.source = $source AND r.statement > $after
WITH r ORDER BY r.source, r.statement LIMIT $chunk
RETURN collect(r.statement + r.hash + substring(r.id, 33)) AS found, max(r.statement) AS last
"""
ENDS = """
UNWIND $ids AS id MATCH ()-[r:{type} {{id: id}}]->()
RETURN r.statement AS id, r.subject_record AS subject, r.object_record AS object
"""


class Known(Protocol):
    """What is asked about what other sources say, and this one said before: a graph, or what is to become one."""

    def read(
        self, cypher: str, parameters: Mapping[str, Any], *, timeout: float | None = None, name: str = "query"
    ) -> list[Row]:
        """The rows of one of the questions of this module or of identity."""


@dataclass
class Counts:
    """What one run does to records or to statements."""

    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0


@dataclass
class Difference:
    """What a run means to do, and what keeps it from doing so."""

    actors: Counts = field(default_factory=Counts)
    statements: Counts = field(default_factory=Counts)
    rejected: int = 0
    skipped: int = 0
    kept: int = 0
    waiting: int = 0
    """Statements rejected for an actor that another source may describe one day."""
    held: list[str] = field(default_factory=list)
    withdrawals_held: str | None = None

    @property
    def settled(self) -> bool:
        """Whether the same input would do the same, whatever other sources say in the meantime."""
        return not self.kept and not self.waiting

    @property
    def writes(self) -> int:
        """How many records and statements are to be written."""
        return sum(c.created + c.changed + c.withdrawn for c in (self.actors, self.statements))


def read_state(spool: Spool, graph: Graph, source: str) -> None:
    """Put what the graph holds of a source into the spool, in chunks."""
    after = ""
    while True:
        row = graph.read(
            statement("state-records"),
            {"source": source, "after": after, "chunk": CHUNK},
            name="state-records",
            timeout=300,
        )
        entries = row[0]["found"]
        spool.add("known_record", entries)
        if len(entries) < CHUNK:
            break
        after = row[0]["last"]
    for name in (*graph.edge_types(), DENIED):
        text = STATEMENTS.format(type=name)
        after = ""
        while True:
            row = graph.read(
                text, {"source": source, "after": after, "chunk": CHUNK}, name="state-statements", timeout=300
            )
            entries = row[0]["found"]
            spool.add("known_statement", [(entry[:32], entry[32:64], int(entry[64:]), name) for entry in entries])
            if len(entries) < CHUNK:
                break
            after = row[0]["last"]


def compare(spool: Spool, graph: Known, source: Source) -> Difference:
    """Plan every write of a run in the spool; nothing is written to the graph."""
    difference = Difference()
    difference.waiting = check_ends(spool, graph, source)
    plan_record_changes(spool, source.manifest)
    difference.kept = keep_referenced(spool, graph, but=source.id)
    plan_statement_changes(spool, graph, source)
    count_plan(spool, difference)
    return difference


def check_ends(spool: Spool, graph: Known, source: Source) -> int:
    """Refuse and protect statements that name an actor which nobody describes; how many lack another source's."""
    own = f"{source.id}:"
    spool.run(
        "INSERT OR IGNORE INTO outside SELECT subject FROM read_statement WHERE substr(subject, 1, ?) <> ? "
        "UNION SELECT object FROM read_statement WHERE substr(object, 1, ?) <> ?",
        (len(own), own, len(own), own),
    )
    spool.run("CREATE TABLE described (id TEXT PRIMARY KEY) WITHOUT ROWID")
    for chunk in spool.chunks("SELECT id FROM outside"):
        rows = graph.read(
            statement("live-records"), {"ids": [row[0] for row in chunk]}, name="live-records", timeout=300
        )
        spool.add("described", [(row["id"],) for row in rows])
    # A record that stays live although this input has no good row for it may still be named.
    stays = "SELECT id FROM known_record WHERE live"
    if source.manifest.reads == "snapshot":
        stays += f" AND id IN ({UNREAD})"
    spool.run(f"INSERT OR IGNORE INTO described {stays}")
    bad = (
        "NOT EXISTS (SELECT 1 FROM read_record r WHERE r.id = s.{end}) "
        "AND NOT EXISTS (SELECT 1 FROM described d WHERE d.id = s.{end})"
    )
    bad_subject, bad_object = bad.format(end="subject"), bad.format(end="object")
    spool.run(
        "CREATE TABLE endless AS SELECT s.rowid AS place, s.file, s.line, s.id, "  # noqa: S608
        f"CASE WHEN {bad_subject} THEN s.subject ELSE s.object END AS missing "
        f"FROM read_statement s WHERE ({bad_subject}) OR ({bad_object})"
    )
    if not spool.number("SELECT EXISTS (SELECT 1 FROM endless)"):
        return 0
    outside = "(NOT s.subject IN (SELECT id FROM described) AND s.subject IN (SELECT id FROM outside)) "
    outside += "OR (NOT s.object IN (SELECT id FROM described) AND s.object IN (SELECT id FROM outside))"
    waiting = spool.number(f"SELECT count(*) FROM read_statement s WHERE {outside}")  # noqa: S608
    spool.run(
        "INSERT INTO refused SELECT file, line, missing, ?, NULL, 0, id FROM endless",
        ("names an actor that is not described",),
    )
    spool.run("DELETE FROM read_statement WHERE rowid IN (SELECT place FROM endless)")
    return waiting


def plan_record_changes(spool: Spool, manifest: Manifest) -> None:
    """Plan which records are created, changed, come back or go."""
    spool.run(
        "INSERT INTO plan_record (action, id, n, body) "
        "SELECT CASE WHEN k.id IS NULL THEN 'created' WHEN k.live THEN 'changed' ELSE 'returned' END, "
        "r.id, coalesce(k.n, 0) + 1, r.rowid "
        "FROM read_record r LEFT JOIN known_record k ON k.id = r.id "
        "WHERE k.id IS NULL OR NOT k.live OR k.hash <> r.hash ORDER BY r.id"
    )
    if manifest.reads == "snapshot":
        spool.run(
            "INSERT INTO plan_record (action, id, n) SELECT 'withdrawn', k.id, k.n FROM known_record k "  # noqa: S608
            "WHERE k.live AND NOT EXISTS (SELECT 1 FROM read_record r WHERE r.id = k.id) "
            f"AND k.id NOT IN ({UNREAD})"
        )


def plan_statement_changes(spool: Spool, graph: Known, source: Source) -> None:
    """Plan which statements are created, changed or withdrawn, with the number of each version."""
    spool.run(
        "INSERT INTO plan_statement (action, type, id, n, body, subject, object) "
        "SELECT CASE WHEN k.id IS NULL THEN 'created' ELSE 'changed' END, coalesce(k.type, ''), "
        "s.id, coalesce(k.n, 0) + 1, s.rowid, s.subject, s.object "
        "FROM read_statement s LEFT JOIN known_statement k ON k.id = s.id WHERE k.id IS NULL OR k.hash <> s.hash"
    )
    next_versions(spool, graph, source.id)
    if source.manifest.reads != "snapshot":
        return
    spool.run(
        "INSERT INTO plan_statement (action, type, id, n) SELECT 'withdrawn', k.type, k.id, k.n FROM known_statement k "
        "WHERE NOT EXISTS (SELECT 1 FROM read_statement s WHERE s.id = k.id) "
    )
    for (name,) in list(spool.rows("SELECT DISTINCT type FROM plan_statement WHERE action = 'withdrawn'")):
        gone = list(spool.rows("SELECT id, n FROM plan_statement WHERE action = 'withdrawn' AND type = ?", (name,)))
        for start in range(0, len(gone), CHUNK):
            ids = [f"{key}:{n}" for key, n in gone[start : start + CHUNK]]
            rows = graph.read(ENDS.format(type=name), {"ids": ids}, name="ends", timeout=300)
            spool.run("CREATE INDEX IF NOT EXISTS plan_statement_id ON plan_statement (id)")
            spool.db.executemany(
                "UPDATE plan_statement SET subject = ?, object = ? WHERE id = ? AND action = 'withdrawn'",
                [(row["subject"], row["object"], row["id"]) for row in rows],
            )
    spool.run(
        "DELETE FROM plan_statement AS p WHERE action = 'withdrawn' AND ("  # noqa: S608
        "id IN (SELECT statement FROM refused WHERE statement IS NOT NULL) OR EXISTS ("
        "SELECT 1 FROM protected_tie t WHERE t.type = p.type AND "
        "((t.record = p.subject AND t.side = 'subject') OR (t.record = p.object AND t.side = 'object')))) "
        f"AND subject NOT IN ({GOING}) AND object NOT IN ({GOING})"
    )


def next_versions(spool: Spool, graph: Known, source: str) -> None:
    """Go on counting the versions of statements that were withdrawn before and come back."""
    if not graph.read(statement("any-withdrawn"), {"source": source}, name="any-withdrawn"):
        return
    created = "SELECT id FROM plan_statement WHERE action = 'created'"
    spool.run("CREATE TABLE earlier (id TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID")
    for chunk in spool.chunks(created):
        parameters = {"source": source, "statements": [row[0] for row in chunk]}
        rows = graph.read(statement("earlier-versions"), parameters, name="earlier-versions", timeout=300)
        spool.add("earlier", [(row["statement"], row["n"]) for row in rows])
    spool.run(
        "UPDATE plan_statement SET n = (SELECT e.n + 1 FROM earlier e WHERE e.id = plan_statement.id) "
        "WHERE action = 'created' AND id IN (SELECT id FROM earlier)"
    )


def keep_referenced(spool: Spool, graph: Known, *, but: str | None = None) -> int:
    """Keep records live that a live statement of any source still names, but for one source's; the number kept.

    What a source itself says of a record goes with the record's row.
    """
    if not spool.number("SELECT EXISTS (SELECT 1 FROM plan_record WHERE action = 'withdrawn')"):
        return 0
    spool.run("CREATE TABLE named (record TEXT, statement TEXT)")
    for chunk in spool.chunks("SELECT id FROM plan_record WHERE action = 'withdrawn'"):
        parameters = {"ids": [row[0] for row in chunk], "but": but}
        rows = graph.read(statement("named-by"), parameters, name="named-by", timeout=300)
        spool.add("named", [(row["id"], row["statement"]) for row in rows])
    spool.run("CREATE INDEX IF NOT EXISTS plan_statement_id ON plan_statement (id)")
    spool.run(
        "INSERT OR IGNORE INTO kept SELECT record FROM named n WHERE NOT EXISTS "
        "(SELECT 1 FROM plan_statement p WHERE p.id = n.statement AND p.action = 'withdrawn')"
    )
    return spool.run("DELETE FROM plan_record WHERE action = 'withdrawn' AND id IN (SELECT id FROM kept)")


def count_plan(spool: Spool, difference: Difference) -> None:
    """Count what is planned."""
    for counts, what in ((difference.actors, "record"), (difference.statements, "statement")):
        planned = dict(spool.rows(f"SELECT action, count(*) FROM plan_{what} GROUP BY action"))  # noqa: S608
        counts.read = spool.number(f"SELECT count(*) FROM read_{what}")  # noqa: S608
        counts.created = planned.get("created", 0) + planned.get("returned", 0)
        counts.changed = planned.get("changed", 0) + planned.get("reused", 0)
        counts.withdrawn = planned.get("withdrawn", 0)
        counts.unchanged = counts.read - counts.created - counts.changed
    difference.rejected = spool.number("SELECT count(*) FROM refused")
    difference.skipped = spool.number("SELECT sum(count) FROM skipped")


def check_limits(spool: Spool, manifest: Manifest, difference: Difference) -> None:
    """Note what a person has to look at first; withdrawals that wait are taken out of the plan."""
    for counts, what, table in (
        (difference.actors, "records", "known_record WHERE live"),
        (difference.statements, "statements", "known_statement"),
    ):
        live = spool.number(f"SELECT count(*) FROM {table}")  # noqa: S608
        most = manifest.limit.most(live)
        changed = counts.changed
        if counts is difference.actors:
            # What a feed has more rows for, or another name: that its actors accumulate is what it is for.
            changed -= spool.number(
                "SELECT count(*) FROM plan_record WHERE action = 'changed' AND id IN (SELECT id FROM accumulated)"
            )
        # The only entry of a list may change, as any single one may; it does not go unseen.
        for number, verb, limit in ((counts.withdrawn, "withdraw", most), (changed, "change", max(most, 1))):
            if number > limit:
                difference.held.append(f"would {verb} {number:,} of {live:,} live {what}; the limit is {limit:,}")
    keyless = spool.number("SELECT count(*) FROM refused WHERE record IS NULL AND statement IS NULL")
    going = difference.actors.withdrawn + difference.statements.withdrawn
    if keyless and going and not difference.held:
        difference.withdrawals_held = f"{going:,} withdrawals are held: {keyless:,} rejected rows have no readable key"
        difference.actors.withdrawn = difference.statements.withdrawn = 0
        spool.script("hold-withdrawals")


def plan_waiting(spool: Spool) -> None:
    """Plan the withdrawals that waited, once all else is written."""
    spool.script("plan-waiting")


def examples(spool: Spool) -> tuple[Example, ...]:
    """The first differences of each kind."""
    differences: list[Example] = []
    for action in ("created", "changed", "withdrawn"):
        records = spool.rows("SELECT id FROM plan_record WHERE action = ? LIMIT ?", (action, FIRST))
        differences += [(action, "record", row[0]) for row in records]
        rows = spool.rows(
            "SELECT p.type, coalesce(p.subject, ''), coalesce(p.object, '') FROM plan_statement p "
            "WHERE p.action = ? LIMIT ?",
            (action, FIRST),
        )
        differences += [
            (action, f"statement {name}".strip(), f"{subject} → {target}") for name, subject, target in rows
        ]
    return tuple(differences)
