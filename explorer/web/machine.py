"""What monitoring reads of this machine: the build, this process, the disk, and the last backup."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import psutil
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from cypher.engine.home import Home
from cypher.errors import FaultlinesError
from cypher.settings import Settings
from cypher.upkeep.backup import backups, read_notes


@dataclass(frozen=True, eq=False)
class Machine(Collector):
    """Figures that need no graph."""

    settings: Settings
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def collect(self) -> Iterator[Metric]:
        """Every figure."""
        yield InfoMetricFamily("faultlines_build", "This version", {"version": metadata.version("faultlines")})
        home = next(path for path in (self.settings.home, *self.settings.home.parents) if path.exists())
        disk = GaugeMetricFamily("faultlines_disk_free_bytes", "Bytes that are free where the data folder is")
        disk.add_metric([], shutil.disk_usage(home).free)
        yield disk
        yield from self.graph()
        yield from self.last_backup()

    def graph(self) -> Iterator[Metric]:
        """How large the embedded graph is on the disk, and in memory while it serves; nothing for one elsewhere."""
        if self.settings.neo4j_uri:
            return
        home = Home(self.settings)
        size = GaugeMetricFamily("faultlines_graph_store_bytes", "Bytes of the embedded graph on the disk")
        size.add_metric([], stored_bytes(home.path / "data"))
        yield size
        if serving := home.serving():
            with suppress(psutil.Error):
                memory = GaugeMetricFamily("faultlines_graph_memory_bytes", "Resident memory of the embedded server")
                memory.add_metric([], serving.process.memory_info().rss)
                yield memory

    def last_backup(self) -> Iterator[Metric]:
        """How old and large the last backup is, and how many inputs it lacks; nothing where none is to be made."""
        folder = self.settings.backup_folder
        if folder is None:
            return
        age = GaugeMetricFamily("faultlines_backup_age_seconds", "Seconds since the last backup; +Inf for none")
        size = GaugeMetricFamily("faultlines_backup_size_bytes", "Bytes of the last backup's dump")
        lacking = GaugeMetricFamily("faultlines_backup_lacking_inputs", "Inputs that the last backup lacks")
        try:
            notes = read_notes(backups(folder)[-1])
        except (IndexError, FaultlinesError):
            age.add_metric([], float("inf"))
            yield age
            return
        age.add_metric([], (self.clock() - datetime.fromisoformat(notes.made_at)).total_seconds())
        size.add_metric([], notes.size)
        lacking.add_metric([], len(notes.lacks))
        yield from (age, size, lacking)


def stored_bytes(folder: Path) -> int:
    """Bytes of all files below a folder; a file that goes meanwhile counts nothing."""
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):
            total += path.stat().st_size if path.is_file() else 0
    return total
