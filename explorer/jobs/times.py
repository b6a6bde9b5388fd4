"""A schedule in words, for the commonest; any other as its cron expression."""

from __future__ import annotations

import re

from cypher.scheduling.schedule import Schedule, from_json

DAYS = ("Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
NAMES = {"SUN": 0, "MON": 1, "TUE": 2, "WED": 3, "THU": 4, "FRI": 5, "SAT": 6}
EVERY = re.compile(r"\*/(\d+)")
NUMBER = re.compile(r"\d+")


def in_words(text: str | None) -> str | None:
    """The schedule that the graph keeps, in words; None when there is none."""
    schedule = from_json(text)
    return None if schedule is None else f"{told(schedule)}{zone(schedule)}"


def told(schedule: Schedule) -> str:
    """When it is due, without the time zone."""
    fields = schedule.cron.split()
    if len(fields) != 5 or fields[3] != "*":
        return f"cron {schedule.cron}"
    minute, hour, day, _, weekday = fields
    if (hour, day, weekday) == ("*", "*", "*"):
        if minute == "*":
            return "every minute"
        if found := EVERY.fullmatch(minute):
            return f"every {found[1]} minutes"
        if NUMBER.fullmatch(minute):
            return f"hourly, {int(minute)} past"
    if not NUMBER.fullmatch(minute):
        return f"cron {schedule.cron}"
    if (found := EVERY.fullmatch(hour)) and (day, weekday) == ("*", "*"):
        return f"every {found[1]} hours, {int(minute)} past"
    if not NUMBER.fullmatch(hour):
        return f"cron {schedule.cron}"
    at = f"{int(hour):02}:{int(minute):02}"
    if (day, weekday) == ("*", "*"):
        return f"daily at {at}"
    if day == "*" and (weekday in NAMES or weekday in "01234567"):
        return f"{DAYS[NAMES.get(weekday, int(weekday) if weekday.isdigit() else 0)]} at {at}"
    if day == "*" and weekday in ("1-5", "MON-FRI"):
        return f"weekdays at {at}"
    if weekday == "*" and NUMBER.fullmatch(day):
        return f"monthly on day {int(day)} at {at}"
    return f"cron {schedule.cron}"


def zone(schedule: Schedule) -> str:
    """The time zone, where an hour is named in it."""
    named = schedule.cron.split()[1:2] not in (["*"], [])
    return f" {schedule.timezone}" if named else ""
