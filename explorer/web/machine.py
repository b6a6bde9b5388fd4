"""What monitoring reads of this machine: the build, this process, the disk, and the last backup."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata

from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

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
        yield from self.last_backup()

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
