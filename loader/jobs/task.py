"""One load that is to be done, and how it ended; both travel between processes as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import uuid4

from cypher.scheduling.schedule import DEADLINE


class LoadEnd(StrEnum):
    """How a load ended."""

    DONE = "done"
    HELD = "held"
    FAILED = "failed"
    SETTLED = "settled"
    """Another process has had the due time's run."""
    STOPPED = "stopped"
    """Because the scheduler was stopped."""


@dataclass(frozen=True)
class Task:
    """A source to be loaded, or a held run of it to be accepted."""

    source: str
    due: datetime | None = None
    accept: str | None = None
    by: str | None = None
    """Who asked for it; None for the schedule."""
    wait: float = 0.0
    deadline: int = DEADLINE
    job: str = field(default_factory=lambda: uuid4().hex)
    """This attempt, so that its run can be found."""

    def as_json(self) -> str:
        """The task as one line."""
        return json.dumps(asdict(self) | {"due": self.due and self.due.isoformat()})

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The task that a line says."""
        fields = json.loads(text)
        return cls(**{**fields, "due": fields["due"] and datetime.fromisoformat(fields["due"])})


@dataclass(frozen=True)
class TaskReport:
    """How a load ended; `heals` when the same may go well later, not before `retry_after` seconds."""

    status: LoadEnd
    run: str | None = None
    same: bool = False
    error: str | None = None
    heals: bool = False
    retry_after: float | None = None

    def as_json(self) -> str:
        """The report as one line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The report that a line says."""
        fields = json.loads(text)
        return cls(**{**fields, "status": LoadEnd(fields["status"])})

    @property
    def words(self) -> str:
        """The report for people."""
        match self.status:
            case LoadEnd.DONE:
                return f"{self.run}: {'unchanged since the last load' if self.same else 'done'}"
            case LoadEnd.HELD:
                return f"{self.run} is held: {self.error}"
            case _:
                return self.error or self.status.value
