"""Every kind of run goes through the same phases: what is shown and passed, in order."""

from __future__ import annotations

from collections.abc import Callable

from cypher.graph import Graph
from loader.history.changes import changes
from loader.history.replay import replay
from loader.history.revert import revert
from loader.runs.job import Options
from loader.runs.outcome import Outcome
from tests.loader.conftest import Folder, Loads

FIRST = "key,name,kind\na,Alpha,state\nb,Beta,state\nc,Gamma,state\n"
SECOND = "key,name,kind\na,Alpha the First,state\nb,Beta,state\nd,Delta,state\n"
KEYLESS = "key,name,kind\na,Alpha,state\n,Nameless,state\n"

READ = "begun archived read… read compare… state diff identity"
WRITTEN = "records statements withdrawn-statements"


class Trail:
    """A Watch and a hook that note in one list what they are told: `read…` is shown, `read` is passed."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def phase(self, name: str, total: int | None = None) -> None:
        """A phase is shown."""
        self.steps.append(f"{name}…")

    def advance(self, count: int) -> None:
        """How far it is does not matter here."""

    def passed(self, point: str) -> None:
        """A point is passed."""
        self.steps.append(point.replace(" ", "-"))


def trail_of(work: Callable[[Options], Outcome]) -> tuple[str, Outcome]:
    """What a run showed and passed, and how it ended."""
    trail = Trail()
    outcome = work(Options(watch=trail, hook=trail.passed))
    return " ".join(trail.steps), outcome


def test_every_run_is_made_of_the_same_phases(loads: Loads, source: Folder, graph: Graph) -> None:
    settings = loads.settings

    def load(options: Options, *, dry_run: bool = False) -> Outcome:
        return loads("tiny", watch=options.watch, hook=options.hook, dry_run=dry_run)

    def preview(options: Options) -> Outcome:
        return load(options, dry_run=True)

    source("tiny", actors=FIRST)
    steps, _ = trail_of(load)
    assert steps == f"hash… {READ} cause open write… create-records {WRITTEN} withdrawn-records done"
    assert trail_of(load)[0] == "hash… begun"
    assert trail_of(preview)[0] == "hash…"

    source("tiny", actors=SECOND)
    assert trail_of(preview)[0] == "hash… read… read compare… state diff"
    steps, second = trail_of(load)
    changed = f"change-records {WRITTEN} withdraw-records withdrawn-records done"
    assert steps == f"hash… {READ} cause open write… create-records {changed}"
    run = str(second.run)

    steps, reverted = trail_of(lambda options: revert(settings, graph, run, options))
    assert (steps, reverted.status) == (f"begun compare… planned open write… {changed}", "done")
    steps, _ = trail_of(lambda options: replay(settings, graph, run, options))
    assert steps == f"hash… {READ} cause open write… {changed}"

    source("tiny", actors=FIRST, limit={"share": 0, "least": 0})
    steps, held = trail_of(load)
    assert (steps, held.status) == (f"hash… {READ} cause held", "held")
    would = list(changes(settings, graph, str(held.run)))
    assert {(one["action"], one["id"]) for one in would} == {
        ("changed", "tiny:a"),
        ("created", "tiny:c"),
        ("withdrawn", "tiny:d"),
    }
    accepted = READ.replace(" archived", "")
    steps, _ = trail_of(lambda options: loads.accept(str(held.run), watch=options.watch, hook=options.hook))
    assert steps == f"hash… {accepted} cause open write… {changed}"

    source("tiny", actors=KEYLESS)
    steps, waiting = trail_of(load)
    nothing = f"open write… {WRITTEN} withdrawn-records"
    assert (steps, waiting.status, len(waiting.reasons)) == (f"hash… {READ} {nothing} held", "held", 1)
    _, would_wait = trail_of(preview)
    assert (would_wait.run, would_wait.reasons) == (None, waiting.reasons)
