"""A run's archived input once more: what it rejected may be understood by a corrected manifest or reader."""

from __future__ import annotations

from dataclasses import replace

from cypher.errors import UsageError
from cypher.graph import Graph
from cypher.settings import Settings
from loader.archive import store
from loader.catalogue.source import find_source
from loader.runs import journal
from loader.runs.job import Options
from loader.runs.outcome import Outcome
from loader.runs.run import load_source


def replay(settings: Settings, graph: Graph, run: str, options: Options) -> Outcome:
    """Load the input of a run again as a new run of the same date; UsageError when a newer one was loaded since.

    A source that is read as an increment never withdraws, so that its older inputs can be replayed at any time.
    """
    graph.ensure_schema()
    row = journal.replayable(graph, run)
    source = find_source(settings, row["source"])
    increment = source.manifest.reads == "increment"
    if row["newer"] and not increment:
        raise UsageError(
            f"{row['newer']} has loaded another input of {source.id} since: replay that one, "
            f"for {run} would bring back what the source no longer says"
        )
    files = store.restored(settings, row["archived"])
    older = increment or row["taken_back"]
    return load_source(settings, graph, source, files, replace(options, as_of=row["said_at"], older=older))
