"""The commands of scheduled loads as a person types them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner

import faultlines
from cypher.errors import FaultlinesError
from cypher.graph import Graph
from cypher.lease import process_id
from cypher.scheduling.requests import RequestKind, create_request, find_request
from cypher.settings import Settings
from loader.commands.jobs import UNHEALTHY
from loader.jobs import requests
from loader.jobs.once import LATER
from tests.loader.conftest import Folder
from tests.loader.jobs.conftest import ACTORS

YEARLY = "0 0 1 1 *"
Keyboard = Callable[..., tuple[str, str]]


@pytest.fixture
def type_in(here: Settings) -> Keyboard:
    """Types a command; what it says on standard output and beside it."""
    here.sources[0].mkdir(parents=True, exist_ok=True)

    def typed(*words: str, code: int = 0) -> tuple[str, str]:
        done = CliRunner().invoke(faultlines.commands, words)
        ours = done.exception if isinstance(done.exception, FaultlinesError) else None
        assert (ours.exit_code if ours else done.exit_code) == code, done.output
        return done.stdout, f"{done.stderr}{ours or ''}"

    return typed


def test_a_source_from_its_first_load_to_its_mending(type_in: Keyboard, graph: Graph, source: Folder) -> None:
    source("tiny", actors=ACTORS)
    _, told = type_in("load", "tiny", "--if-due", code=2)
    assert "tiny has no schedule" in told
    source("tiny", actors=ACTORS, schedule=YEARLY)
    said, _ = type_in("load", "tiny", "--if-due", "--json")
    assert json.loads(said) == {"source": "tiny", "status": "done", "run": "tiny-1", "error": None}
    said, _ = type_in("load", "tiny", "--if-due", "--json")
    assert json.loads(said)["status"] == "not due"
    graph.command("MATCH (s:Source {id: 'tiny'}) SET s.settled_for = null, s.scheduled_at = datetime('2020-01-01')")
    graph.command("MATCH (r:Run) SET r.started_at = datetime('2020-01-01')")
    said, _ = type_in("jobs", "health", "--format", "json", code=UNHEALTHY)
    (row,) = json.loads(said)
    assert (row["state"], row["schedule"]) == ("late", YEARLY)
    source("tiny", actors="bad\n", schedule=YEARLY)
    said, _ = type_in("load", "tiny", "--if-due", code=1)
    assert "a header and no rows" in said
    said, told = type_in("jobs", "list", "--format", "csv")
    assert "tiny,failing," in said
    assert "No scheduler is running" in told
    graph.command("MATCH (s:Source {id: 'tiny'}) SET s.settled_for = null, s.retry_at = datetime() + duration('P1D')")
    said, _ = type_in("load", "tiny", "--if-due", code=LATER)
    assert "is tried again from" in said
    type_in("jobs", "pause", "tiny")
    said, _ = type_in("load", "tiny", "--if-due")
    assert "paused" in said
    type_in("jobs", "resume", "tiny")
    said, _ = type_in("jobs", "show", "tiny")
    assert "failing" in said
    assert "tiny-2" in said


def test_what_is_asked_of_a_scheduler_that_is_not_there(type_in: Keyboard, graph: Graph, source: Folder) -> None:
    source("tiny", actors=ACTORS, schedule=YEARLY)
    _, told = type_in("jobs", "trigger", "tiny", code=2)
    assert "the graph has no source 'tiny'" in told
    type_in("load", "tiny")
    said, told = type_in("jobs", "trigger", "tiny")
    assert "tiny: run is asked" in said
    assert "faultlines load tiny" in told
    said, _ = type_in("jobs", "health", "--scheduler", code=1)
    assert "No scheduler is running" in said
    assert [row["kind"] for row in graph.ask("requests", source="tiny")] == ["run"]


def test_a_request_is_taken_once_and_passes_on(type_in: Keyboard, graph: Graph, source: Folder) -> None:
    source("tiny", actors=ACTORS)
    type_in("load", "tiny")
    request = create_request(graph, RequestKind.RUN, "tiny")
    assert requests.take_request(graph, "far-away:1:1", ["tiny"], ["tiny"], loads=True) is None, "it is being loaded"
    assert requests.take_request(graph, "far-away:1:1", ["tiny"], [], loads=False) is None, (
        "there is no place for a load"
    )
    assert requests.take_request(graph, "far-away:1:1", ["other"], [], loads=True) is None, "another one's source"
    taken = requests.take_request(graph, "far-away:1:1", ["tiny"], [], loads=True)
    assert taken is not None
    assert taken.id == request
    assert requests.take_request(graph, process_id(), ["tiny"], [], loads=True) is None
    requests.take_over_requests(graph, process_id())
    again = requests.take_request(graph, process_id(), ["tiny"], [], loads=True)
    assert again is not None, "it is dead by its heartbeat"
    requests.answer_request(graph, "far-away:1:1", taken, "late", done=True)
    requests.answer_request(graph, process_id(), again, "tiny-2: done", done=True)
    found = find_request(graph, request)
    assert found is not None
    assert (found["status"], found["answer"]) == ("done", "tiny-2: done")
