"""A load whose manifest says where its files come from."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cypher import engine
from cypher.errors import FetchError
from cypher.graph import Graph
from cypher.settings import Settings
from loader.catalogue.source import find_source
from loader.commands.input import matched_input
from loader.runs.job import Options
from loader.runs.outcome import Outcome
from loader.runs.run import load_needed, load_source
from tests.conftest import Faultlines
from tests.loader.conftest import Folder
from tests.loader.fetch.publisher import Publisher, answer
from tests.loader.fetch.test_fetch import LIST, MONDAY, OTHER
from tests.loader.truth import always_true

PARTS = {"actors": {"file": "actors.csv"}}


def load_fetched(settings: Settings, graph: Graph, name: str = "tiny") -> Outcome:
    """Load a source as the command does, without files."""
    source = find_source(settings, name)
    try:
        return load_source(settings, graph, source, matched_input(source, (), settings), Options())
    finally:
        always_true(graph)


def test_what_is_fetched_is_loaded(mine: Settings, graph: Graph, publisher: Publisher, source: Folder) -> None:
    mine = mine.model_copy(update={"fetch_private": ["127.0.0.0/8"]})
    address = publisher.says("/list", answer(body=LIST, ETag='"1"', Last_Modified=MONDAY))
    source("tiny", **{"from": address}, parts=PARTS)
    first = load_fetched(mine, graph)
    assert (first.status, first.difference.actors.created) == ("done", 1)
    (run,) = graph.read("MATCH (r:Run) RETURN r.said_at AS day, r.files AS files, r.archived AS archived")
    assert (run["day"], run["files"]) == (date(2024, 6, 3), ["actors=actors.csv"])
    assert len(list((mine.home / "archive").glob("??/*"))) == 1
    publisher.says("/list", answer("304 Not Modified"))
    assert load_fetched(mine, graph).same
    # Nothing new at the publisher is no proof that the graph has it.
    graph.command("MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType DETACH DELETE n")
    assert load_fetched(mine, graph).difference.actors.created == 1
    publisher.says("/list", answer("500 Down"))
    with pytest.raises(FetchError):
        load_fetched(mine, graph)
    publisher.says("/list", answer(body=OTHER, ETag='"2"'))
    third = load_fetched(mine, graph)
    assert (third.difference.actors.created, third.difference.actors.withdrawn) == (1, 1)


def test_one_answer_without_a_date_locks_nothing(
    mine: Settings, graph: Graph, publisher: Publisher, source: Folder
) -> None:
    """The day of a fetch is no publication date: what comes later with a true one is not older for it."""
    mine = mine.model_copy(update={"fetch_private": ["127.0.0.0/8"]})
    source("tiny", **{"from": publisher.says("/list", answer(body=LIST, Last_Modified=MONDAY))}, parts=PARTS)
    load_fetched(mine, graph)
    publisher.says("/list", answer(body=LIST + OTHER.splitlines(keepends=True)[1]))
    assert load_fetched(mine, graph).status == "done"
    assert [run["said_at"] for run in graph.ask("runs", source="tiny")] == [None, date(2024, 6, 3)]
    publisher.says("/list", answer(body=OTHER, Last_Modified="Tue, 04 Jun 2024 08:00:00 GMT"))
    assert load_fetched(mine, graph).status == "done"


def test_what_a_source_builds_on_is_fetched_too(
    mine: Settings, graph: Graph, publisher: Publisher, source: Folder
) -> None:
    mine = mine.model_copy(update={"fetch_private": ["127.0.0.0/8"]})
    source("ground", **{"from": publisher.says("/ground", answer(body=LIST))}, parts=PARTS)
    source("tiny", actors=OTHER.decode(), needs=["ground"])
    (needed,) = load_needed(mine, graph, find_source(mine, "tiny"), Options())
    assert (needed.source, needed.difference.actors.created) == ("ground", 1)


def test_at_the_keyboard(
    faultlines: Faultlines, mine: Settings, graph: Graph, publisher: Publisher, source: Folder, tmp_path: Path
) -> None:
    where = engine.locate(mine)
    settings = {
        "HOME": str(mine.home),
        "NEO4J_URI": where.uri,
        "NEO4J_USER": where.user,
        "NEO4J_PASSWORD": where.password,
        "SOURCES": str(mine.sources[0]),
    }
    address = publisher.says("/list?key=secret", answer(body=LIST, Last_Modified=MONDAY))
    source("tiny", **{"from": address}, parts=PARTS)
    refused = faultlines("fetch", "tiny", **settings)
    assert refused.returncode == 1
    assert "Error: tiny: http://127.0.0.1" in refused.stderr
    assert "fetch_private" in refused.stderr
    settings["FETCH_PRIVATE"] = "127.0.0.0/8, ::1"
    fetched = faultlines("fetch", "tiny", "--json", **settings)
    said = json.loads(fetched.stdout)
    assert (said["source"], said["same"], said["parts"]["actors"]["size"]) == ("tiny", False, len(LIST))
    again = faultlines("fetch", "tiny", **settings)
    assert "actors: actors.csv, 28 bytes, of 2024-06-03" in again.stdout
    assert "tiny: nothing new" in again.stdout
    checked = faultlines("check", "tiny", **settings)
    assert "1 rows read = 1 stated" in checked.stdout
    loaded = faultlines("load", "tiny", **settings)
    assert (loaded.returncode, "Run tiny-1: done" in loaded.stdout) == (0, True), loaded.stderr
    assert "secret" not in loaded.stdout + loaded.stderr + again.stdout
