"""Asks the shipped network what the lessons and the notebook ask; `make results` runs it on a graph of its own."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import click

from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from docs.lessons import ANSWERS, DOCS, LATER, SAMPLES, Example, examples, lesson

LOAD = re.compile(r"^faultlines (load [^\n#]+)", re.MULTILINE)
SETTING = re.compile(r"^export (FAULTLINES_\w+)=(\S+)", re.MULTILINE)


def main() -> None:
    """Start a Neo4j in a temporary folder, load what ships, ask, and keep the answers."""
    from docs import notebook
    from loader.runs.job import Options
    from loader.runs.run import load_shipped_sources

    with tempfile.TemporaryDirectory() as home:
        os.environ["FAULTLINES_HOME"] = home  # for the notebook's own process
        settings = Settings(home=Path(home), neo4j_uri=None)
        with engine.running(settings), Graph.connect(settings) as graph:
            graph.ensure_schema()
            for _ in load_shipped_sources(settings, graph, Options()):
                pass
            answers = ask_all(graph)
            notebook.keep(notebook.run())
            load_later(settings, graph)
            answers |= ask_all(graph, LATER)
            for sample in SAMPLES:
                load_sample(graph, sample)
                answers |= ask_all(graph, sample)
    ANSWERS.write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", "utf-8")
    click.echo(
        f"{len(answers)} answers in {ANSWERS.name}, and the notebook; `make docs` puts the answers on their pages"
    )


def load_later(settings: Settings, graph: Graph) -> None:
    """The exercise of the sixth lesson: a later edition of OFAC's extract, in which one company is missing."""
    from loader.catalogue.source import find_source
    from loader.runs.job import Options
    from loader.runs.run import load_source

    source = find_source(settings, "ofac-sample")
    with tempfile.TemporaryDirectory() as folder:
        for path in source.folder.glob("*.csv"):
            lines = path.read_bytes().splitlines(keepends=True)
            text = b"".join(line for line in lines if not line.startswith(b"39757,"))
            Path(folder, path.name).write_bytes(text)
        given = source.match([Path(folder, "sdn.csv")])
        load_source(settings, graph, source, given, Options(as_of=date(2023, 2, 28)))


def load_sample(graph: Graph, sample: str) -> None:
    """Load what a lesson on a sample loads, by its own commands, into an empty graph."""
    graph.command("MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType DETACH DELETE n")
    told = {name: str(DOCS.parent / value) for name, value in SETTING.findall(lesson(sample))}
    for line in LOAD.findall(lesson(sample)):
        words = [str(Path(sys.executable).with_name("faultlines")), *shlex.split(line)]
        subprocess.run(words, env=os.environ | told, cwd=DOCS.parent, stdout=subprocess.DEVNULL, check=True)


def ask_all(graph: Graph, network: str = "") -> dict[str, Any]:
    """Each answer of the lessons: how many rows, and the first of them with the columns that are shown."""
    return {example.key: ask(graph, example) for example in examples() if example.network == network}


def ask(graph: Graph, example: Example) -> dict[str, Any]:
    """One answer as JSON."""
    query = graph.library.find(example.name)
    rows = list(graph.answer(query, query.read(example.words)))
    shown = [{name: row[name] for name in example.columns} for row in rows[: example.rows]]
    plain: dict[str, Any] = json.loads(json.dumps({"count": len(rows), "rows": shown}, default=str))
    return plain


if __name__ == "__main__":
    sys.exit(main())
