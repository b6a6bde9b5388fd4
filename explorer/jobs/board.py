"""How every source is, as the page shows it: pure, from the rows of the named queries and the moment."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypedDict

from cypher.scheduling.health import Health, State, judge
from cypher.scheduling.schedule import from_json

Row = Mapping[str, Any]
ORDER = (State.FAILING, State.HELD, State.LATE, State.NEVER, State.FRESH)
ANSWERED = timedelta(minutes=10)
"""How long the answer to a request stays on the page."""
BEGIN = "faultlines jobs run"


class Board(TypedDict):
    """The whole page."""

    now: str
    cards: list[dict[str, Any]]
    schedulers: int
    beat: str | None
    begin: str


def board(
    jobs: Iterable[Row], history: Iterable[Row], requests: Iterable[Row], schedulers: Iterable[Row], now: datetime
) -> Board:
    """Every source, those that need a person first, and whether anything is loaded by itself."""
    runs, asked = by_source(history), by_source(requests)
    judged = [(row, judge(row, now)) for row in jobs]
    judged.sort(key=lambda one: (ORDER.index(one[1].state), one[0]["source"]))
    found = list(schedulers)
    return {
        "now": now.isoformat(),
        "cards": [
            card(row, health, runs.get(row["source"], []), asked.get(row["source"], []), now) for row, health in judged
        ],
        "schedulers": sum(bool(row["alive"]) for row in found),
        "beat": stamp(max((row["beat_at"] for row in found), default=None)),
        "begin": BEGIN,
    }


def card(row: Row, health: Health, runs: list[Row], asked: list[Row], now: datetime) -> dict[str, Any]:
    """One source."""
    return {
        "source": row["source"],
        "title": row["title"] or row["source"],
        "state": health.state.value,
        "why": health.why,
        "paused": health.paused,
        "paused_by": row["paused_by"],
        "schedule": schedule.explain() if (schedule := from_json(row["schedule"])) else None,
        "next": stamp(health.next_start),
        "retry": stamp(health.retry_at),
        "success": stamp(row["success_ended"]),
        "success_run": row["success_run"],
        "failed": {"run": row["last_run"], "at": stamp(row["last_ended"])} if row["last_status"] == "failed" else None,
        "running": {"run": row["running_run"], "since": stamp(row["running_since"])} if row["running_run"] else None,
        "held": {"run": row["held_run"], "since": stamp(row["held_since"])} if row["held_run"] else None,
        "rejected": refused(runs),
        "runs": [run(one) for one in reversed(runs)],
        "asked": [request(one) for one in asked if recent(one, now)],
    }


def run(row: Row) -> dict[str, Any]:
    """One run as a column of the charts."""
    return {
        "id": row["id"],
        "status": row["status"],
        "at": stamp(row["started_at"]),
        "seconds": row["seconds"],
        "error": row["error"],
        **{name: row[name] or 0 for name in ("read", "created", "changed", "withdrawn", "rejected")},
    }


def refused(runs: list[Row]) -> dict[str, Any] | None:
    """The refused rows of the last run that read its input to the end, by reason, the most frequent first.

    A run that found the same input again refuses the same rows: the reasons stand with the run that read them.
    """
    last = next((one for one in runs if one["status"] in ("done", "held", "reverted", "dropped")), None)
    if last is None or not last["rejected"]:
        return None
    explained = next((one for one in runs if one["reasons"] and one["rejected"] == last["rejected"]), last)
    reasons = read_reasons(explained["reasons"])
    return {
        "run": explained["id"],
        "rows": last["rejected"],
        "reasons": sorted(reasons.items(), key=lambda item: (-item[1], item[0]))[:20],
    }


def read_reasons(text: str | None) -> dict[str, int]:
    """Rows by reason as the graph keeps them; nothing when there is nothing that this version understands."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(reason): int(rows) for reason, rows in found.items()} if isinstance(found, dict) else {}


def request(row: Row) -> dict[str, Any]:
    """What somebody asked for, and what came of it."""
    return {
        "id": row["id"],
        "kind": row["kind"],
        "run": row["run"],
        "at": stamp(row["asked_at"]),
        "status": row["status"],
        "answer": row["answer"],
    }


def recent(row: Row, now: datetime) -> bool:
    """Whether a request still matters: it waits, or has just been answered."""
    return row["ended_at"] is None or now - row["ended_at"] < ANSWERED


def by_source(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows under their source, in their order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["source"], []).append(row)
    return found


def stamp(moment: datetime | None) -> str | None:
    """A moment as the browser reads it."""
    return None if moment is None else moment.isoformat()
