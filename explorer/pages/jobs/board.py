"""How every source is, as the page shows it: pure, from the rows of the named queries and the moment."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypedDict

from cypher.scheduling.health import HealthState, SourceHealth, judge_health
from cypher.scheduling.rhythm import edition_words
from cypher.scheduling.schedule import from_json
from explorer.access.roles import ANYBODY, Role, Visitor, lacking

Row = Mapping[str, Any]
ORDER = (HealthState.FAILING, HealthState.HELD, HealthState.LATE, HealthState.OLD, HealthState.NEVER, HealthState.FRESH)
SHOWN_AFTER_END = timedelta(minutes=10)
"""How long the answer to a request stays on the page."""
BEGIN = "faultlines jobs run"


class Board(TypedDict):
    """The whole page."""

    now: str
    cards: list[dict[str, Any]]
    schedulers: int
    beat: str | None
    begin: str
    decides: str
    looks: str


def board(
    jobs: Iterable[Row],
    history: Iterable[Row],
    requests: Iterable[Row],
    schedulers: Iterable[Row],
    now: datetime,
    visitor: Visitor = ANYBODY,
) -> Board:
    """Every source, those that need a person first, and whether anything is loaded by itself.

    `decides` and `looks` say why its visitor may not ask for anything, or see what is not accepted; "" where they may.
    """
    runs, requested = by_source(history), by_source(requests)
    sources = [(row, judge_health(row, now)) for row in jobs]
    sources.sort(key=lambda pair: (ORDER.index(pair[1].state), pair[0]["source"]))
    heartbeats = list(schedulers)
    return {
        "now": now.isoformat(),
        "cards": [
            source_card(row, health, runs.get(row["source"], []), requested.get(row["source"], []), now)
            | ({} if visitor.may(Role.ANALYST) else {"rejected": None})
            for row, health in sources
        ],
        "schedulers": sum(bool(row["alive"]) for row in heartbeats),
        "beat": iso_moment(max((row["beat_at"] for row in heartbeats), default=None)),
        "begin": BEGIN,
        "decides": "" if visitor.may(Role.ADMIN) else lacking(Role.ADMIN),
        "looks": "" if visitor.may(Role.ANALYST) else lacking(Role.ANALYST),
    }


def source_card(row: Row, health: SourceHealth, runs: list[Row], requests: list[Row], now: datetime) -> dict[str, Any]:
    """One source."""
    return {
        "source": row["source"],
        "title": row["title"] or row["source"],
        "state": health.state.value,
        "why": health.why,
        "paused": health.paused,
        "over": is_over(row, health),
        "paused_by": row["paused_by"],
        "schedule": schedule.explain() if (schedule := from_json(row["schedule"])) else None,
        "next": iso_moment(health.next_start),
        "retry": iso_moment(health.retry_at),
        "edition": edition_words(row["edition"], row["expected"], now.date()) if row["success_run"] else None,
        "expected": row["expected"],
        "success": iso_moment(row["success_ended"]),
        "success_run": row["success_run"],
        "failed": {"run": row["last_run"], "at": iso_moment(row["last_ended"])}
        if row["last_status"] == "failed"
        else None,
        "running": {"run": row["running_run"], "since": iso_moment(row["running_since"])}
        if row["running_run"]
        else None,
        "held": {"run": row["held_run"], "since": iso_moment(row["held_since"])} if row["held_run"] else None,
        "rejected": rejected_rows(runs),
        "runs": [run_column(run) for run in reversed(runs)],
        "asked": [request_entry(entry) for entry in requests if still_matters(entry, now)],
    }


def is_over(row: Row, health: SourceHealth) -> bool:
    """Whether nothing goes on with a source and nobody has to decide: it is paused, as one whose folder is gone is."""
    return health.paused and health.state is not HealthState.HELD and not row["running_run"]


def run_column(row: Row) -> dict[str, Any]:
    """One run as a column of the charts."""
    return {
        "id": row["id"],
        "status": row["status"],
        "at": iso_moment(row["started_at"]),
        "seconds": row["seconds"],
        "error": row["error"],
        **{name: row[name] or 0 for name in ("read", "created", "changed", "withdrawn", "rejected")},
    }


def rejected_rows(runs: list[Row]) -> dict[str, Any] | None:
    """The rejected rows of the last run that read its input to the end, by reason, the most frequent first.

    A run that found the same input again rejects the same rows: the reasons stand with the run that read them.
    """
    last = next((run for run in runs if run["status"] in ("done", "held", "reverted", "dropped")), None)
    if last is None or not last["rejected"]:
        return None
    explained = next((run for run in runs if run["reasons"] and run["rejected"] == last["rejected"]), last)
    reasons = read_reasons(explained["reasons"])
    return {
        "run": explained["id"],
        "rows": last["rejected"],
        "reasons": sorted(reasons.items(), key=lambda item: (-item[1], item[0]))[:20],
    }


def read_reasons(text: str | None) -> dict[str, int]:
    """Rows by reason as the graph keeps them; nothing when there is nothing that this version understands."""
    try:
        reasons = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(reason): int(rows) for reason, rows in reasons.items()} if isinstance(reasons, dict) else {}


def request_entry(row: Row) -> dict[str, Any]:
    """What somebody asked for, and what came of it."""
    return {
        "id": row["id"],
        "kind": row["kind"],
        "run": row["run"],
        "by": row["asked_by"],
        "at": iso_moment(row["asked_at"]),
        "status": row["status"],
        "answer": row["answer"],
    }


def still_matters(row: Row, now: datetime) -> bool:
    """Whether a request still matters: it waits, or has just been answered."""
    return row["ended_at"] is None or now - row["ended_at"] < SHOWN_AFTER_END


def by_source(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows under their source, in their order."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["source"], []).append(row)
    return grouped


def iso_moment(moment: datetime | None) -> str | None:
    """A moment as the browser reads it."""
    return None if moment is None else moment.isoformat()
