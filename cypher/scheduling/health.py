"""Whether a source is healthy, from its schedule and its runs as the graph keeps them; pure, `now` is always given.

It needs no scheduler: a source whose scheduler has died becomes late by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from cypher.scheduling.rhythm import edition_words, is_outdated
from cypher.scheduling.schedule import Schedule, from_json

PATIENCE = timedelta(minutes=15)
"""How long after its due time a source may be without its run before it is late; less where it is due oftener."""
LEAST = timedelta(minutes=1)


class HealthState(StrEnum):
    """How a source is."""

    FRESH = "fresh"
    LATE = "late"
    FAILING = "failing"
    HELD = "held"
    OLD = "old"
    NEVER = "never"

    @property
    def unhealthy(self) -> bool:
        """Whether a person has to look; an old edition may be the newest that there is."""
        return self in (HealthState.LATE, HealthState.FAILING, HealthState.HELD)


@dataclass(frozen=True)
class SourceHealth:
    """How a source is, why in words, when it begins next, and when it is tried again after a failure."""

    source: str
    state: HealthState
    why: str
    paused: bool = False
    next_start: datetime | None = None
    retry_at: datetime | None = None


def judge_health(row: Mapping[str, Any], now: datetime) -> SourceHealth:
    """The health of a source from its row of the query `jobs`."""
    schedule = from_json(row["schedule"])
    state, why = state_of(row, schedule, now)
    upcoming = schedule.next_start(now, row["source"]) if schedule and not row["paused"] else None
    retry = row["retry_at"] if row["retry_at"] and row["retry_at"] > now and not row["paused"] else None
    return SourceHealth(row["source"], state, why, bool(row["paused"]), upcoming, retry)


def state_of(row: Mapping[str, Any], schedule: Schedule | None, now: datetime) -> tuple[HealthState, str]:
    """The state and its reason: a failure before what waits for a person, that before what did not come."""
    if row["last_status"] == "failed":
        return HealthState.FAILING, row["last_error"] or "the last run failed"
    if row["held_run"]:
        return HealthState.HELD, row["held_why"] or "the last run waits for a person"
    missed = missed_time(row, schedule, now)
    if missed:
        last = f"the last success began {clock(row['success_started'])}" if row["success_run"] else "never loaded"
        return HealthState.LATE, f"was due {clock(missed)}; {last}"
    if not row["success_run"]:
        return HealthState.NEVER, "never loaded"
    if is_outdated(row["edition"], row["expected"], now.date()):
        return HealthState.OLD, edition_words(row["edition"], row["expected"], now.date())
    return HealthState.FRESH, f"loaded {clock(row['success_ended'] or row['success_started'])}"


def missed_time(row: Mapping[str, Any], schedule: Schedule | None, now: datetime) -> datetime | None:
    """The due time by which a run should have begun and has not; none while the source is paused."""
    if schedule is None or row["paused"] or not row["scheduled_at"]:
        return None
    running = row["running_since"]
    if running and now - running > timedelta(seconds=schedule.deadline) + PATIENCE:
        running = None  # whoever ran it is gone
    begun = latest_time(row["success_started"], running, row["scheduled_at"])
    for due in schedule.before(now):
        if due <= begun:
            return None
        if now - due > patience(schedule, due):
            return due
    return None


def patience(schedule: Schedule, due: datetime) -> timedelta:
    """How long a run may be waited for: until the next is due, but a minute at least, and PATIENCE at most."""
    following = next(schedule.after(due), None)
    gap = following - due if following else PATIENCE
    return min(PATIENCE, max(gap, LEAST)) + timedelta(seconds=schedule.jitter)


def latest_time(*moments: datetime | None) -> datetime:
    """The latest of those that are there."""
    return max(filter(None, moments))


def clock(moment: datetime) -> str:
    """A moment for people, in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
