"""The lessons with commands whose answers they show: each prints what stands below it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from cypher.graph import Graph
from tests.conftest import Faultlines
from tests.cypher import small

DOCS = Path(__file__).parents[2] / "docs"
TEXT = "".join((DOCS / page).read_text("utf-8") for page in ("camps.md", "lessons/alliances.md"))
SHOWN = re.findall(r"```sh\n(faultlines (?:tension|centrality) [^\n]+)\n```\n\n```text\n(.*?)\n```", TEXT, re.DOTALL)
SECONDS = re.compile(r" +[\d.]+$", re.MULTILINE)
"""The last column of a table by year: it differs from run to run."""


@pytest.fixture(scope="module")
def powers(connected: Graph, faultlines: Faultlines) -> Iterator[Graph]:
    """The sources of the lessons."""
    small.empty(connected)
    for source in re.findall(r"^faultlines load (\S+)$", TEXT, re.MULTILINE):
        assert faultlines("load", source).returncode == 0
    yield connected
    small.empty(connected)


@pytest.mark.parametrize(("command", "shown"), SHOWN)
def test_a_command_prints_what_the_lesson_shows(
    powers: Graph, faultlines: Faultlines, command: str, shown: str
) -> None:
    done = faultlines(*shlex.split(command)[1:])
    printed = "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines())
    by_year = "--until" in command or "--years" in command
    assert (SECONDS.sub("", printed) if by_year else printed) == (SECONDS.sub("", shown) if by_year else shown)


def test_every_part_of_the_lessons_is_run() -> None:
    assert len(SHOWN) == 9
