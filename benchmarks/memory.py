"""The loader's peak memory for 100 k, 1 M and 3 M statements, each in a process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ground import generate, keep, server, wipe
from cypher.graph import Graph
from cypher.settings import Settings
from loader.catalogue.source import open_source
from loader.runs.job import Options
from loader.runs.run import load_source

SIZES = (100_000, 1_000_000, 3_000_000)


def main() -> None:
    """Measure and keep the ratio; called with a folder, load the source in it and print this process's peak."""
    if len(sys.argv) > 1:
        print(peak(Path(sys.argv[1])))
        return
    figures: dict[str, object] = {}
    peaks = []
    with server() as (_, graph), TemporaryDirectory() as folder:
        for size in SIZES:
            source = generate(Path(folder) / "bench", size, size // 4)
            command = [sys.executable, "-m", "benchmarks.memory", str(source.folder)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            peaks.append(int(done.stdout))
            figures[f"{size:,} statements (MB)"] = round(peaks[-1] / 1024)
            if size != SIZES[-1]:
                wipe(graph)
    keep(
        "memory",
        {**figures, "1 M / 100 k": round(peaks[1] / peaks[0], 2), "3 M / 100 k": round(peaks[2] / peaks[0], 2)},
    )


def peak(folder: Path) -> int:
    """This process's peak resident memory in KB after loading the source in a folder."""
    settings, source = Settings.read(), open_source(folder)
    with Graph.connect(settings) as graph:
        load_source(settings, graph, source, source.shipped_input(), Options())
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
