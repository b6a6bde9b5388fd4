"""What a run changed, as rows for people: old and new side by side, and whether source, reader or identities did it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cypher.graph import Graph
from cypher.library.statements import Statements
from cypher.schema import RunStatus
from cypher.settings import Settings
from loader.history import versions
from loader.runs import journal, phases
from loader.runs.context import previewing
from loader.runs.job import Options
from loader.runs.phases import go_through
from loader.runs.planned import (
    COLUMNS,
    Change,
    decode_row,
    planned_changes,
    record_change,
    statement_changes,
    typed_change,
)
from loader.runs.run import held_job
from loader.spool import Spool, scratch_spool

statement = Statements(Path(__file__).with_name("queries"))


__all__ = ["COLUMNS", "SIDE_BY_SIDE", "changes", "side_by_side"]

SIDE_BY_SIDE = ("action", "because", "type", "subject", "object", "field", "old", "new")
"""The columns of differences as lines for the eye."""
LEFT_OUT = frozenset({"name", "names", "url", "locator"})
"""What a line on something that came or went does without; the other formats have it."""

HELD = (phases.READ, phases.STATE, phases.COMPARE, phases.ATTRIBUTION)
"""What accepting a held run would do: no limits, for it is a person who asks."""


def changes(settings: Settings, graph: Graph, run: str) -> Iterator[Change]:
    """The differences that a run made; of a held run those that accepting it would make. UsageError for no such run."""
    row = journal.revertible(graph, run)
    if row["status"] == RunStatus.HELD:
        with previewing(held_job(settings, graph, run, Options()), "diff") as context:
            go_through(HELD, context)
            yield from planned_changes(context.spool, graph)
        return
    with Spool(scratch_spool(settings, "diff")) as spool:
        versions.gather(spool, graph, row["source"], run)
        yield from done_changes(spool, graph)
        yield from identities(graph, row["source"], run)


def done_changes(spool: Spool, graph: Graph) -> Iterator[Change]:
    """What a run did, from the versions that it made and ended."""
    records = (
        "SELECT m.id, m.said, CASE WHEN e.live THEN e.said END FROM made_record m "
        "LEFT JOIN ended_record e ON e.id = m.id AND e.n = m.n - 1 "
        "UNION ALL SELECT e.id, NULL, e.said FROM ended_record e WHERE e.live "
        "AND NOT EXISTS (SELECT 1 FROM made_record m WHERE m.id = e.id AND m.n = e.n + 1)"
    )
    for key, new, old in spool.rows(records):
        yield record_change(key, decode_row(old), decode_row(new))
    statements = (
        "SELECT m.said, m.type, e.said FROM made_statement m "
        "LEFT JOIN ended_statement e ON e.id = m.id AND e.n = m.n - 1 "
        "UNION ALL SELECT NULL, e.type, e.said FROM ended_statement e "
        "WHERE NOT EXISTS (SELECT 1 FROM made_statement m WHERE m.id = e.id AND m.n = e.n + 1)"
    )
    for chunk in spool.chunks(statements):
        pairs = [(decode_row(old), typed_change(decode_row(new), name)) for new, name, old in chunk]
        yield from statement_changes(graph, pairs)


def identities(graph: Graph, source: str, run: str) -> Iterator[Change]:
    """Records that joined another source's actor, and those that wait for a person to decide."""
    for row in graph.stream(
        statement("joined-records"), {"source": source, "run": run}, name="run-identities", timeout=300
    ):
        yield {"because": "identities", "type": "record", "old": None, **row}


def side_by_side(change: Change) -> Iterator[Change]:
    """A difference as lines for the eye: what came or went in one, what changed with a line for each field."""
    old, new = change["old"], change["new"]
    about = f"{change['subject']} ({change['id']})" if change["type"] == "record" else change["subject"]
    head = {**{name: change[name] for name in SIDE_BY_SIDE[:5]}, "subject": about}
    if change["action"] != "changed":
        yield {**head, "field": None, "old": format_short(old), "new": format_short(new)}
        return
    old, new = old or {}, new or {}
    fields: list[Any] = sorted(old.keys() | new.keys())
    for field in fields or [None]:  # none when the same was said anew, as by another reader
        yield {**head, "field": field, "old": value_in_words(old.get(field)), "new": value_in_words(new.get(field))}
        head = dict.fromkeys(head)


def format_short(content: Change | str | None) -> str | None:
    """What is said, on one line."""
    if not isinstance(content, dict):
        return content
    return "; ".join(f"{key}: {value_in_words(value)}" for key, value in content.items() if key not in LEFT_OUT)


def value_in_words(value: object) -> str | None:
    """A value as people write it; a list with | between its texts."""
    if value is None:
        return None
    return " | ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
