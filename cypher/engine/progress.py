"""Shows a download on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from cypher.engine.jars import Report
from cypher.engine.lock import NEO4J


@contextmanager
def shown_progress(console: Console) -> Iterator[Report]:
    """A report that draws a bar from its first call on: nothing appears when there is nothing to fetch."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=console,
    )
    task = bar.add_task(f"Fetching Neo4j {NEO4J} (once)")

    def report(there: int, total: int) -> None:
        if not bar.live.is_started:
            bar.start()
        bar.update(task, completed=there, total=total)

    try:
        yield report
    finally:
        if bar.live.is_started:
            bar.stop()
