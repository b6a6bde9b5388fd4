"""Starting Neo4j with and without the archive of its classes, and the first questions that a visitor asks."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.ground import keep, timed
from cypher import engine
from cypher.engine import classes
from cypher.graph import Graph
from cypher.settings import Settings
from explorer.serving.server import ask_first
from loader.runs.job import Options
from loader.runs.run import load_shipped_sources

ROUNDS = 3


def measure(settings: Settings) -> dict[str, float]:
    """Seconds of one start, of a visitor's first questions, and of the same again."""
    took: dict[str, float] = {}
    with timed(took, "start until it answers (s)"):
        engine.start(settings)
    try:
        with Graph.connect(settings) as graph:
            for name in ("first questions (s)", "the same again (s)"):
                with timed(took, name):
                    ask_first(graph)
    finally:
        engine.stop(settings)
    return took


def main() -> None:
    """Measure and keep the figures: `python -m benchmarks.start [ROUNDS]`, the median of the rounds."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with_archive = classes.archive_options
    ways = {"without": lambda jars, *, leaves: [], "with the archive": with_archive}
    found: dict[str, list[dict[str, float]]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory(prefix="faultlines-bench-", ignore_cleanup_errors=True) as folder:
        settings = Settings(home=Path(folder), heap="1g")
        with engine.running(settings), Graph.connect(settings) as graph:
            list(load_shipped_sources(settings, graph, Options()))
        for _ in range(rounds):
            for name, options in ways.items():
                classes.archive_options = options  # type: ignore[assignment]
                found[name].append(measure(settings))
    figures: dict[str, object] = {
        name: {what: round(median(one[what] for one in rows), 2) for what in rows[0]} for name, rows in found.items()
    }
    keep("start", figures)


if __name__ == "__main__":
    main()
