"""How far a run is, on the terminal: phase, rate, remaining time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Task as RichTask
from rich.text import Text


class RateColumn(TextColumn):
    """Rows or bytes a second."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: RichTask) -> Text:
        """The rate, once it is known."""
        speed = task.finished_speed or task.speed
        unit = "bytes" if task.fields.get("bytes") else "rows"
        return Text(f"{speed:,.0f} {unit}/s" if speed else "", style="progress.data.speed")


class ProgressBar:
    """A Watch that draws a bar for each phase of one source's run."""

    def __init__(self, progress: Progress, source: str) -> None:
        self.progress, self.source = progress, source
        self.task: TaskID | None = None

    def phase(self, name: str, total: int | None = None) -> None:
        """Begin a phase's bar in place of the one before."""
        if self.task is not None:
            self.progress.remove_task(self.task)
        counted = name == "read"
        self.task = self.progress.add_task(f"{self.source}: {name}", total=total, bytes=counted)

    def advance(self, count: int) -> None:
        """Move the bar."""
        if self.task is not None:
            self.progress.advance(self.task, count)


@contextmanager
def progress_bar(console: Console, source: str) -> Iterator[ProgressBar]:
    """A bar that is drawn on the console while the run lasts, and gone afterwards."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), RateColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield ProgressBar(progress, source)
