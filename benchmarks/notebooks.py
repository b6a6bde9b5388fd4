"""Answers in a notebook: graphs beside the bare driver's rows; the peak memory of tables, each in its own process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from benchmarks.ground import keep, server
from benchmarks.ui import fill
from cypher.graph import Graph
from cypher.notebook import Notebook

ACTORS, ROUNDS, ROWS = 20_000, 5, 200_000
NETWORK = "MATCH (a:Actor)-[r:!(DESCRIBES|PROPOSED)]->(b:Actor) RETURN a, r, b"
TABLE = (
    f"UNWIND range(1, {ROWS}) AS n RETURN n, 'actor ' + n AS name, n * 1.5 AS half, date('2020-01-01') AS day, "
    "['a', 'b'] AS names"
)
MEASURE = """
import faultlines
import {imported}
peak = lambda: int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]) / 1024
with faultlines.connect() as graph:
    before = peak()
    answer = {asked}
    print(before, peak())
"""
TABLES = {
    "rows one by one": ("polars", "sum(1 for _ in graph.stream({text!r}, timeout=300))"),
    "arrow": ("pyarrow", "graph.arrow({text!r}, timeout=300)"),
    "polars": ("polars", "graph.polars({text!r}, timeout=300)"),
    "pandas": ("pandas", "graph.frame({text!r}, timeout=300)"),
}
"""What is imported beforehand, and how the table is asked for."""


def main() -> None:
    """Measure and keep the figures: `python -m benchmarks.notebooks`."""
    with server() as (settings, graph):
        fill(graph, ACTORS)
        graph.command("CALL db.awaitIndexes(300)")
        os.environ["FAULTLINES_HOME"] = str(settings.home)
        figures: dict[str, object] = {f"a network of {ACTORS:,} actors": networks(graph)}
        print(figures)
        figures[f"a table of {ROWS:,} rows"] = {name: memory(*how) for name, how in TABLES.items()}
        print(figures)
    keep("notebooks", figures)


def networks(graph: Graph) -> dict[str, object]:
    """How long a graph takes, as a multiple of the bare driver's rows."""
    notebook = Notebook(graph)
    ways: dict[str, Callable[[], object]] = {
        "bare driver": lambda: bare(graph),
        "network": lambda: notebook.network(NETWORK, timeout=300),
        "networkx": lambda: notebook.networkx(NETWORK, timeout=300),
        "igraph": lambda: notebook.igraph(NETWORK, timeout=300),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, ask in ways.items():
            began = perf_counter()
            ask()
            seconds[name].append(perf_counter() - began)
    least = median(seconds["bare driver"])
    others = {name: median(taken) / least for name, taken in seconds.items() if name != "bare driver"}
    return {"bare driver (s)": round(least, 2)} | {
        f"{name}, times the bare driver": round(ratio, 2) for name, ratio in others.items()
    }


def bare(graph: Graph) -> int:
    """The rows as the official driver gives them."""
    with graph.driver.session() as session:
        return len(list(session.run(NETWORK)))


def memory(imported: str, asked: str) -> str:
    """How much a process grows by an answer, and to what."""
    text = MEASURE.format(imported=imported, asked=asked.format(text=TABLE))
    answer = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True).stdout
    before, after = map(float, answer.split())
    return f"{after - before:.0f} MB more, {after:.0f} in all"


if __name__ == "__main__":
    main()
