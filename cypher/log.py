"""One line for each thing that happened, on standard error: for the eye, or one JSON object with FAULTLINES_LOG=json.

log.set_up(settings)
log.event("run ended", source="ofac-sdn", run="ofac-sdn-4", status="done", seconds=3.2)
"""

from __future__ import annotations

import io
import json
import logging
import os
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal, TextIO

from cypher.errors import FaultlinesError
from cypher.settings import Settings

Form = Literal["text", "json"]
LOGGER = logging.getLogger("faultlines")
FACTS = "faultlines_facts"
"""The attribute of a record that carries the facts of an event."""


def set_up(settings: Settings, stream: TextIO | None = None) -> logging.Handler:
    """Send what happens to standard error in the form that the settings say; once more replaces what was set before."""
    beneath = sys.stderr.beneath if isinstance(sys.stderr, PrintedEvents) else sys.stderr
    handler = logging.StreamHandler(stream or beneath)
    handler.setFormatter(LogFormatter(settings.log))
    LOGGER.handlers[:] = [handler]
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    return handler


def take_over(form: Form) -> None:
    """Make everything that this process says an event: what libraries log, warnings, and failures in threads.

    As JSON also what is printed to standard error: each line of it is an event, so that no other line stands there.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LogFormatter(form))
    for logger in (LOGGER, logging.getLogger()):
        logger.handlers[:] = [handler]
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    logging.getLogger("neo4j").setLevel(logging.CRITICAL + 1)  # what it has to say is said in our words
    logging.captureWarnings(True)
    sys.excepthook = lambda kind, error, trace: LOGGER.critical("failed", exc_info=(kind, error, trace))
    threading.excepthook = lambda failure: LOGGER.error("a thread failed", exc_info=failure.exc_value)
    if form == "json":
        sys.stderr = PrintedEvents(sys.stderr)


def form_of_service() -> Form:
    """The form that the settings say, or, when these can't be read, that the environment does."""
    try:
        return Settings.read().log
    except FaultlinesError:
        return "json" if os.environ.get("FAULTLINES_LOG", "").strip() == "json" else "text"


def logs_json() -> bool:
    """Whether all that this process says is JSON."""
    return isinstance(sys.stderr, PrintedEvents)


class PrintedEvents(io.TextIOBase):
    """Standard error as a logger: each line that is printed becomes an event."""

    def __init__(self, beneath: TextIO) -> None:
        self.beneath, self.rest, self.own = beneath, "", threading.local()

    def write(self, text: str) -> int:
        """Take a piece of text; what a failing log handler says goes beneath as it is, lest it goes round."""
        if getattr(self.own, "busy", False):
            return self.beneath.write(text)
        *lines, self.rest = (self.rest + text).split("\n")
        self.own.busy = True
        try:
            for line in filter(str.strip, lines):
                LOGGER.warning("%s", line.strip())
        finally:
            self.own.busy = False
        return len(text)

    def flush(self) -> None:
        """What is beneath; a line is an event when it ends."""
        self.beneath.flush()

    def fileno(self) -> int:
        """That of what is beneath."""
        return self.beneath.fileno()


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
