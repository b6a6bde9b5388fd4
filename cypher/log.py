"""One line for each thing that happened, on standard error: for the eye, or one JSON object with FAULTLINES_LOG=json.

log.set_up(settings)
log.event("run ended", source="ofac-sdn", run="ofac-sdn-4", status="done", seconds=3.2)
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal, TextIO

from cypher.settings import Settings

Form = Literal["text", "json"]
LOGGER = logging.getLogger("faultlines")
FACTS = "faultlines_facts"
"""The attribute of a record that carries the facts of an event."""


def set_up(settings: Settings, stream: TextIO | None = None) -> logging.Handler:
    """Send what happens to standard error in the form that the settings say; once more replaces what was set before."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(LogFormatter(settings.log))
    LOGGER.handlers[:] = [handler]
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    return handler


def event(what: str, *, level: int = logging.INFO, **facts: Any) -> None:
    """Log that something happened; facts that are None are left out."""
    LOGGER.log(level, "%s", what, extra={FACTS: {name: value for name, value in facts.items() if value is not None}})


class LogFormatter(logging.Formatter):
    """A record as one line, whatever its text holds."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form

    def format(self, record: logging.LogRecord) -> str:
        """The line: time, level, what happened, facts; a traceback as one of the facts."""
        facts = dict(getattr(record, FACTS, {}))
        if record.exc_info:
            facts["trace"] = self.formatException(record.exc_info)
        at = datetime.fromtimestamp(record.created, UTC)
        level, what = record.levelname.lower(), record.getMessage()
        return line_as_json(at, level, what, facts) if self.form == "json" else line_as_text(at, level, what, facts)


def line_as_json(at: datetime, level: str, what: str, facts: Mapping[str, Any]) -> str:
    """One JSON object: at, level and event before the facts; what JSON does not know is written as text."""
    head = {"at": at.isoformat(timespec="milliseconds"), "level": level, "event": what}
    return json.dumps({**head, **{name: json_value(value) for name, value in facts.items()}}, ensure_ascii=False)


def line_as_text(at: datetime, level: str, what: str, facts: Mapping[str, Any]) -> str:
    """A line for the eye: `2026-01-31T06:00:03Z run ended  source=ofac-sdn seconds=3.2`."""
    mark = "" if level == "info" else f"{level}: "
    details = " ".join(f"{name}={quoted_word(value)}" for name, value in facts.items())
    return f"{at:%Y-%m-%dT%H:%M:%SZ} {mark}{' '.join(what.split())}{'  ' if details else ''}{details}"


def quoted_word(value: Any) -> str:
    """A value in a line: as it is when it is one word, else quoted as JSON does."""
    text = str(json_value(value))
    return (
        text if text and text.isprintable() and not set(text) & set(" \"'=") else json.dumps(text, ensure_ascii=False)
    )


def json_value(value: Any) -> Any:
    """A value as JSON has it; seconds to the millisecond."""
    if isinstance(value, float):
        return round(value, 3) if abs(value) != float("inf") and value == value else str(value)
    return value if isinstance(value, str | int | bool | list | dict) else str(value)
