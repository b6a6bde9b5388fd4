"""The sources on this machine's disk with their schedules; an invalid one is named, and spoils no other."""

from __future__ import annotations

from dataclasses import dataclass, field

from cypher.errors import InputError, UsageError
from cypher.scheduling.schedule import Schedule
from cypher.settings import Settings
from loader.catalogue.source import Source, folders, only_source, schedule_of


@dataclass(frozen=True)
class Catalogue:
    """The sources by id, their schedules, and what is wrong with those that can't be read."""

    sources: dict[str, Source] = field(default_factory=dict)
    schedules: dict[str, Schedule] = field(default_factory=dict)
    invalid: dict[str, str] = field(default_factory=dict)

    @property
    def known(self) -> set[str]:
        """Every source that has a folder here."""
        return self.sources.keys() | self.invalid.keys()


def survey(settings: Settings) -> Catalogue:
    """Every source that the settings lead to."""
    catalogue = Catalogue()
    for name, places in folders(settings).items():
        try:
            source = only_source(settings, name, places)
        except (InputError, UsageError, OSError, ValueError) as error:
            catalogue.invalid[name] = str(error)
            continue
        catalogue.sources[name] = source
        if schedule := schedule_of(settings, source):
            catalogue.schedules[name] = schedule
    return catalogue
