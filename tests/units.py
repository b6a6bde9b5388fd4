"""The units of systemd and the lines of cron as these read them, for tests that run what they would run."""

from __future__ import annotations

import re
import shlex
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

PLACES = {"%S": "/var/lib", "%C": "/var/cache"}


@dataclass(frozen=True)
class CronJob:
    """A line of a file in /etc/cron.d."""

    when: str
    user: str
    command: str
    environment: dict[str, str]
    """What the lines before it set, and nothing else but HOME, LOGNAME, SHELL and PATH."""


@dataclass(frozen=True)
class Unit:
    """A unit, its specifiers filled in."""

    name: str
    sections: dict[str, dict[str, str]]

    @property
    def words(self) -> list[str]:
        """The command line."""
        return shlex.split(self.sections["Service"]["ExecStart"])

    @property
    def environment(self) -> dict[str, str]:
        """What the unit sets."""
        return dict(word.split("=", 1) for word in shlex.split(self.sections["Service"]["Environment"]))

    @property
    def writable(self) -> set[str]:
        """The folders that ProtectSystem=strict leaves writable."""
        service = self.sections["Service"]
        ours = {"StateDirectory": "/var/lib", "CacheDirectory": "/var/cache"}
        made = {f"{root}/{name}" for key, root in ours.items() for name in service.get(key, "").split()}
        return made | set(service.get("ReadWritePaths", "").split())


def cron_jobs(path: Path) -> list[CronJob]:
    """The lines of a file for /etc/cron.d."""
    environment: dict[str, str] = {}
    jobs = []
    for line in path.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if setting := re.fullmatch(r"([A-Z_]+)=(.*)", line):
            environment[setting[1]] = setting[2]
            continue
        fields = line.split(None, 2 if line.startswith("@") else 6)
        jobs.append(CronJob(" ".join(fields[:-2]), fields[-2], fields[-1], dict(environment)))
    return jobs


def unit_of(path: Path, instance: str = "") -> Unit:
    """A unit; ConfigParser rejects a key that stands twice."""
    parser = ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    text = path.read_text("utf-8").replace("%i", instance)
    for specifier, place in PLACES.items():
        text = text.replace(specifier, place)
    parser.read_string(text)
    return Unit(path.name, {name: dict(parser[name]) for name in parser.sections()})
