"""When a source is due: a cron expression in a time zone, with jitter and a deadline; pure, `now` is always given.

Daylight saving is handled as Debian's cron does: what falls into the hour that spring leaves out is due right after it,
what falls into the hour that autumn repeats is due once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any
from zoneinfo import ZoneInfo

DEADLINE = 3600
"""Seconds after which a load is ended, unless the schedule says otherwise."""
NICKNAMES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
}
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
LENGTH = re.compile(r"(\d+) ?([smhd]?)")
MOST_JITTER = 86_400
SHIFT = timedelta(hours=3)
"""Farther from a change of the clocks than this, the hour by the wall names one moment."""


@dataclass(frozen=True)
class Schedule:
    """A cron expression (five fields, or six with seconds first), its time zone, jitter and deadline in seconds."""

    cron: str
    timezone: str = "UTC"
    jitter: int = 0
    deadline: int = DEADLINE

    def after(self, now: datetime) -> Iterator[datetime]:
        """The due times after a moment, in UTC; without end unless the expression names no further day."""
        last = now
        for due in self._ticks(now):
            if due > last:
                last = due
                yield due

    def last(self, now: datetime) -> datetime | None:
        """The latest due time that is not after a moment."""
        return next(self.before(now), None)

    def before(self, now: datetime) -> Iterator[datetime]:
        """The due times up to a moment, backwards, in UTC."""
        # Near a change of the clocks the iterator can't be told which of two equal hours is meant: begin past both.
        far = self._shifts(now) and len(self.cron.split()) == 5
        for due in self._ticks(now + (SHIFT if far else timedelta(seconds=1)), back=True):
            if due <= now:
                yield due

    def delay(self, due: datetime, seed: str) -> timedelta:
        """How much later than due a source begins: another for each source and time, the same on every machine."""
        if not self.jitter:
            return timedelta()
        drawn = blake2b(f"{seed} {due.timestamp():.0f}".encode(), digest_size=8).digest()
        return timedelta(seconds=int.from_bytes(drawn) % (self.jitter + 1))

    def begun(self, now: datetime, since: datetime, seed: str) -> datetime | None:
        """The latest due time after `since` whose jitter is over; None when nothing has come due."""
        for due in self.before(now):
            if due <= since:
                return None
            if due + self.delay(due, seed) <= now:
                return due
        return None

    def next_start(self, now: datetime, seed: str) -> datetime | None:
        """When the source begins next, its jitter included."""
        best: datetime | None = None
        for due in self.after(now - timedelta(seconds=self.jitter)):
            if best is not None and due >= best:
                break
            start = due + self.delay(due, seed)
            if start > now and (best is None or start < best):
                best = start
        return best

    def explain(self) -> str:
        """When it is due, in words, with the time zone where that matters: `At 06:00 every day, Europe/Berlin`."""
        from cronsim import CronSim

        hour, day, month, weekday = self.cron.split()[-4:]
        zone = "" if hour == day == month == weekday == "*" else f", {self.timezone}"
        return CronSim(self.cron, datetime(2024, 1, 1, tzinfo=UTC)).explain() + zone

    def as_json(self) -> str:
        """The schedule as the graph keeps it."""
        return json.dumps(asdict(self))

    def _ticks(self, start: datetime, *, back: bool = False) -> Iterator[datetime]:
        from cronsim import CronSim

        for tick in CronSim(self.cron, start.astimezone(ZoneInfo(self.timezone)), reverse=back):
            yield tick.astimezone(UTC)

    def _shifts(self, now: datetime) -> bool:
        zone = ZoneInfo(self.timezone)
        return len({(now + step).astimezone(zone).utcoffset() for step in (-SHIFT, timedelta(), SHIFT)}) > 1


def parse_schedule(value: object) -> Schedule:
    """A schedule as people write it: the expression alone, or a map; ValueError says what is wrong with it."""
    entries: dict[str, Any] = dict(value) if isinstance(value, Mapping) else {"cron": value}
    unknown = sorted(entries.keys() - {"cron", "timezone", "jitter", "deadline"})
    if unknown:
        raise ValueError(f"a schedule has cron, timezone, jitter and deadline, not {', '.join(map(str, unknown))}")
    jitter = seconds(entries.get("jitter", 0), "jitter")
    deadline = seconds(entries.get("deadline", DEADLINE), "deadline")
    if jitter > MOST_JITTER:
        raise ValueError("jitter is at most a day")
    if deadline < 1:
        raise ValueError("a deadline is at least a second")
    return Schedule(cron_of(entries.get("cron")), zone_of(entries.get("timezone", "UTC")), jitter, deadline)


def from_json(text: str | None) -> Schedule | None:
    """The schedule that the graph keeps; None when there is none, or one that this version does not understand."""
    try:
        return parse_schedule(json.loads(text)) if text else None
    except ValueError:
        return None


def cron_of(value: object) -> str:
    """A cron expression in capital letters where it has names; ValueError when it is none, or names no day at all."""
    from cronsim import CronSim, CronSimError

    if not isinstance(value, str):
        raise ValueError(f'a cron expression is a text like "0 6 * * *", not {value!r}')
    text = NICKNAMES.get(value.strip().lower(), " ".join(value.split()).upper())
    try:
        next(CronSim(text, datetime(2024, 1, 1, tzinfo=UTC)))
    except (CronSimError, StopIteration) as error:
        why = str(error) or "no day is ever due"
        raise ValueError(f"no cron expression: {value!r} ({why[0].lower()}{why[1:]})") from None
    return text


def zone_of(value: object) -> str:
    """The name of a time zone; ValueError when there is no such zone."""
    try:
        ZoneInfo(str(value))
    except (OSError, ValueError, KeyError):
        raise ValueError(f'no time zone: {value!r} (write for example "Europe/Berlin")') from None
    return str(value)


def seconds(value: object, what: str) -> int:
    """A length of time: a number of seconds, or a text like 90s, 15m, 2h, 1d."""
    match = LENGTH.fullmatch(str(value).strip()) if isinstance(value, int | str) and value is not True else None
    if match is None:
        raise ValueError(f"a {what} is a number of seconds or a text like 90s, 15m, 2h, not {value!r}")
    return int(match[1]) * UNITS[match[2] or "s"]
