"""Java for servers that live for minutes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cypher.engine import conf
from cypher.settings import Settings

FIRST_COMPILER = "-XX:TieredStopAtLevel=1"
"""Java's second compiler costs half of the CPU time of a short-lived server, which never earns it back."""
USUAL = conf.java_command


def quick(jars: Path, settings: Settings, *, leaves: bool = False) -> list[str]:
    """The product's command line, with the first compiler alone."""
    program, *options = USUAL(jars, settings, leaves=leaves)
    return [program, FIRST_COMPILER, *options]


def quicken(patch: pytest.MonkeyPatch) -> None:
    """Start every Java of this process with the first compiler alone."""
    patch.setattr(conf, "java_command", quick)


@contextmanager
def unhurried() -> Iterator[None]:
    """Start Java as the product does, for the length of the block."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conf, "java_command", USUAL)
        yield
