"""What can go wrong, as one tree; the command line prints the message and exits with `exit_code`.

FaultlinesError             1
├── UsageError              2   a command, parameter or setting that makes no sense
├── InputError              1   a file that says something impossible: file, line, value
├── FetchError              1   an input that did not come: whether it may come later, and when to ask again
├── EngineError             1   the embedded Neo4j could not be fetched, started or stopped
└── GraphError              1   the graph did not answer as it should
    ├── GraphDown           1   nothing listens there, or it is still starting
    │   └── GraphAway       1   … for a backup, a restore or an import: it comes back by itself
    ├── SchemaMismatch      1   the graph belongs to another version of faultlines
    ├── QueryError          1   a query failed, or took longer than it may
    └── StatementRejected   4   a person's statement that is not run, or is cut off: by which layer, and why
        └── Cancelled       4   … because the person said so
"""

from __future__ import annotations

import re
import reprlib
from pathlib import Path
from typing import ClassVar

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
"""What could move a terminal's cursor, colour it, turn its text round or not be written; line ends and tabs stay."""


class Brief(reprlib.Repr):
    """The beginning of a value, however much of it there is."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel, self.maxstring, self.maxother, self.maxlong = 3, 300, 300, 60

    def repr_int(self, x: int, level: int) -> str:
        """A number; one of more digits than Python writes is known by its bits."""
        return super().repr_int(x, level) if x.bit_length() < 10_000 else f"a number of {x.bit_length():,} bits"


brief = Brief().repr


class FaultlinesError(Exception):
    """Any failure that has a message for the person at the keyboard.

    What a publisher or a file said may be part of it: control characters stand as `\\x1b`.
    """

    exit_code = 1

    def __init__(self, message: object = "") -> None:
        super().__init__(CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", str(message)))


class UsageError(FaultlinesError):
    """A command, parameter or setting that makes no sense."""

    exit_code = 2


class InputError(FaultlinesError):
    """A file that says something impossible; its text names file, line and value."""

    def __init__(
        self, reason: str, *, file: Path | str | None = None, line: int | None = None, value: object = None
    ) -> None:
        self.reason = reason
        self.file = file
        self.line = line
        self.value = value
        place = "" if file is None else f"{file}: " if line is None else f"{file}:{line}: "
        super().__init__(f"{place}{reason}" if value is None else f"{place}{reason}: {brief(value)}")


class FetchError(FaultlinesError):
    """An input that did not come; `heals` when it may come later by itself, not before `retry_after` seconds."""

    def __init__(self, reason: str, *, heals: bool, retry_after: float | None = None) -> None:
        self.heals, self.retry_after = heals, retry_after
        super().__init__(reason)


class EngineError(FaultlinesError):
    """The embedded Neo4j could not be fetched, started or stopped."""


class GraphError(FaultlinesError):
    """The graph did not answer as it should."""


class GraphDown(GraphError):
    """Nothing listens at the graph's address, or it is still starting."""


class GraphAway(GraphDown):
    """The graph is stopped for a backup, a restore or an import, and comes back by itself."""


class SchemaMismatch(GraphError):
    """The graph belongs to another version of faultlines."""


class QueryError(GraphError):
    """A query failed, or took longer than it may."""


class StatementRejected(GraphError):
    """A person's statement that is not run, or is cut off while it runs; `layer` says by what, `reason` why."""

    exit_code = 4
    layers: ClassVar[dict[int, str]] = {1: "its text", 2: "read access", 3: "its plan", 4: "the limits", 5: "the watch"}

    def __init__(self, layer: int, reason: str) -> None:
        self.layer, self.reason = layer, reason
        super().__init__(f"Rejected by layer {layer} ({self.layers[layer]}): {reason}")


class Cancelled(StatementRejected):
    """A statement that its person has cut off."""

    def __init__(self) -> None:
        super().__init__(4, "it was cancelled")


def signal_in(error: BaseException | None) -> KeyboardInterrupt | None:
    """The signal to end that an error is, or that it came of."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        error = waiting.pop()
        if isinstance(error, KeyboardInterrupt):
            return error
        if error is not None and id(error) not in seen:
            seen.add(id(error))
            waiting += [error.__cause__, error.__context__]
    return None
