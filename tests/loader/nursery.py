"""A process that has everything imported and forks a child for each load, which may kill itself at a point.

Run as a script, it reads one JSON object a line: `home`, `uri`, `user`, `password`, `sources`, `source`, `files`,
`options`, `batch`, `at` (the number or the name of the point to die at; null to run to the end), `after` (seconds
after which to die), `how` (the signal), `pid` (whom to send it to; null for the child itself), `room` (bytes that a
file may have). It answers with one line: the exit code and the points that were passed.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

import neo4j
from pydantic import SecretStr

import loader.runs.writer
import loader.spool
from cypher.errors import FaultlinesError
from cypher.graph import Graph
from cypher.settings import Settings
from loader.catalogue.source import find_source
from loader.commands.input import matched_input
from loader.runs.job import Options
from loader.runs.run import accept_held, load_source

FAILED = 7
"""The exit code of a load that failed in words."""


def main() -> None:
    """Fork for each line, and answer when the child is gone."""
    for line in sys.stdin:
        asked = json.loads(line)
        passed = Path(asked["home"]).parent / "passed"
        passed.write_text("")
        child = os.fork()
        if child == 0:
            code = 1
            try:
                code = work(asked, passed)
            finally:
                os._exit(code)
        if asked.get("after") is not None:
            time.sleep(asked["after"])
            os.kill(asked["pid"] or child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        answer = {"exit": os.waitstatus_to_exitcode(status), "points": passed.read_text().splitlines()}
        print(json.dumps(answer), flush=True)


def work(asked: dict[str, Any], passed: Path) -> int:
    """Load, noting every point that is passed; die where it is asked."""
    loader.runs.writer.BATCH = asked["batch"]
    if asked.get("room"):
        # As on a full disk, for which one would have to mount one; a cache of eight pages, so that little is much.
        loader.spool.PRAGMAS = (*loader.spool.PRAGMAS, "cache_size = 8")
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["room"], asked["room"]))
    settings = Settings(
        home=Path(asked["home"]),
        neo4j_uri=asked["uri"],
        neo4j_user=asked["user"],
        neo4j_password=SecretStr(asked["password"]),
        sources=[Path(path) for path in asked["sources"]],
    )
    if asked["pid"]:
        # Who has lost the server waits 15 s for it, twice: here it does not come back by itself.
        driver = neo4j.GraphDatabase.driver
        neo4j.GraphDatabase.driver = lambda uri, **how: driver(uri, **how | {"max_transaction_retry_time": 0.5})  # type: ignore[method-assign]
    points = 0

    def hook(point: str) -> None:
        nonlocal points
        with passed.open("a") as file:
            file.write(point + "\n")
        if asked["at"] in (points, point):
            os.kill(asked["pid"] or os.getpid(), getattr(signal, asked["how"]))
            time.sleep(asked.get("pause", 0))
        points += 1

    source = find_source(settings, asked["source"])
    options = Options(hook=hook, **asked["options"])
    try:
        with Graph.connect(settings) as graph:
            if asked.get("accept"):
                accept_held(settings, graph, asked["accept"], options)
            else:
                load_source(
                    settings, graph, source, matched_input(source, [Path(path) for path in asked["files"]]), options
                )
    except FaultlinesError as error:
        print(error, file=sys.stderr, flush=True)
        return FAILED
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    main()
