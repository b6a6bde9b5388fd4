"""A graph of an older faultlines brought to this version's schema, one numbered step after the other.

Each step may be run again: one that was interrupted begins anew, and those before it are not repeated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cypher.errors import SchemaMismatch
from cypher.file_lock import exclusive
from cypher.graph import Graph, fold_actors
from cypher.library.statements import Statements
from cypher.nodes import ACTOR_NAMES, names_index, node_constraints
from cypher.settings import Settings
from cypher.upkeep.backup import back_up
from cypher.upkeep.downtime import Tell, wait_for_loads

statement = Statements(Path(__file__).with_name("queries"))
BATCH = 5_000


@dataclass(frozen=True)
class UpgradeStep:
    """What leads from the version before to this one."""

    version: int
    purpose: str
    run: Callable[[Graph, Tell], None]


def fold_every_name(graph: Graph, tell: Tell) -> None:
    """Index names without stop words, and keep the folded forms of those that have accents or vowel signs."""
    graph.insist(f"DROP INDEX {ACTOR_NAMES} IF EXISTS")
    graph.insist(names_index())
    after, done = "", 0
    while rows := graph.read(statement("actors-after"), {"after": after, "limit": BATCH}, name="upgrade"):
        named = [(row["actor"], row["names"]) for row in rows]
        graph.write(partial(fold_actors, named=named), name="upgrade")
        after, done = rows[-1]["actor"], done + len(rows)
        tell(f"  {done:,} actors")


def index_labels(graph: Graph, tell: Tell) -> None:
    """Make the constraints and indexes of labels that are new."""
    for text in node_constraints():
        graph.insist(text)


STEPS = (
    UpgradeStep(3, "Search folds accents and vowel signs, and leaves no word out", fold_every_name),
    UpgradeStep(4, "A person decides which records are one actor", index_labels),
    UpgradeStep(5, "Views of the canvas are saved in the graph", index_labels),
)


def pending(graph: Graph) -> list[UpgradeStep]:
    """The steps that this graph needs; SchemaMismatch where none lead from its version to ours."""
    version = graph.schema_version()
    graph.refuse_schema(version)
    if version is None:
        return []
    if version + 1 < STEPS[0].version:
        raise SchemaMismatch(
            f"the graph has schema {version}, which no release wrote: load its sources into a new data folder "
            "(FAULTLINES_HOME)"
        )
    return [step for step in STEPS if step.version > version]


def upgrade(
    settings: Settings,
    *,
    folder: Path | None,
    dry_run: bool = False,
    wait: float = 0.0,
    tell: Tell = lambda text: None,
) -> list[UpgradeStep]:
    """Take the graph to this version's schema after a backup in the folder (None makes none); the steps it needed."""
    with Graph.connect(settings) as graph:
        steps = pending(graph)
    if dry_run or not steps:
        return steps
    with exclusive(settings.home / "upgrade.lock"):
        if folder is not None:
            tell(f"The backup is {back_up(settings, folder, wait=wait, tell=tell)}")
        wait_for_loads(settings, wait, tell)  # those that began when the graph was back from its backup
        with Graph.connect(settings) as graph:
            for step in pending(graph):
                tell(f"{step.version}: {step.purpose}")
                step.run(graph, tell)
                graph.note_schema(step.version)
            graph.apply_schema()
    return steps
