"""A schedule stands in the manifest or in the settings, reaches the graph with a load, and changes no reader."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from cypher.errors import InputError, UsageError
from cypher.graph import Graph
from cypher.scheduling.health import HealthState, judge_health
from cypher.scheduling.requests import RequestKind, create_request, find_request
from cypher.scheduling.schedule import Schedule
from cypher.settings import Settings
from loader.catalogue.manifest import read_manifest
from loader.catalogue.source import find_source, schedule_of
from tests.loader.conftest import Folder, Loads

ACTORS = "key,name,kind\na,Alpha,state\n"
NIGHTLY = {"cron": "0 6 * * *", "timezone": "Europe/Berlin", "jitter": "5m", "deadline": "2h"}


def test_the_manifest_says_when(source: Folder, mine: Settings) -> None:
    source("tiny", actors=ACTORS, schedule=NIGHTLY)
    assert schedule_of(mine, find_source(mine, "tiny")) == Schedule("0 6 * * *", "Europe/Berlin", 300, 7200)
    source("tiny", actors=ACTORS, schedule="@daily")
    assert schedule_of(mine, find_source(mine, "tiny")) == Schedule("0 0 * * *")


def test_the_settings_win(source: Folder, mine: Settings) -> None:
    source("tiny", actors=ACTORS, schedule="@daily")
    tiny = find_source(mine, "tiny")
    assert schedule_of(mine.model_copy(update={"schedules": {"tiny": "0 7 * * *"}}), tiny) == Schedule("0 7 * * *")
    assert schedule_of(mine.model_copy(update={"schedules": {"tiny": False}}), tiny) is None


def test_a_bent_schedule_is_refused_where_it_stands(
    source: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = source("tiny", actors=ACTORS, schedule="0 25 * * *")
    with pytest.raises(InputError, match=r"manifest.yaml.*schedule.*no cron expression: '0 25 \* \* \*' \(bad hour\)"):
        read_manifest(folder / "manifest.yaml", "tiny")
    (tmp_path / "faultlines.toml").write_text('[schedules]\ntiny = "0 6 * *"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"schedules.*tiny: no cron expression"):
        Settings.read()


@pytest.mark.parametrize("when", ["0 6 * * *", NIGHTLY, {"cron": "@daily"}])
def test_when_a_source_is_loaded_is_no_part_of_its_reader(source: Folder, mine: Settings, when: object) -> None:
    folder = source("tiny", actors=ACTORS, rank=3)
    before = find_source(mine, "tiny").version
    text = (folder / "manifest.yaml").read_text("utf-8")
    lines = text.splitlines(keepends=True)
    entry = yaml.safe_dump({"schedule": when, "from": "files/*.csv"})
    for place in (0, len(lines)):
        (folder / "manifest.yaml").write_text("".join([*lines[:place], entry, *lines[place:]]), "utf-8")
        assert find_source(mine, "tiny").version == before
    source("tiny", actors=ACTORS, rank=4)
    assert find_source(mine, "tiny").version != before


def test_a_load_publishes_the_schedule(loads: Loads, source: Folder, graph: Graph, mine: Settings) -> None:
    source("tiny", actors=ACTORS, schedule=NIGHTLY)
    loads("tiny")
    (row,) = graph.ask("jobs")
    assert row["schedule"] == Schedule("0 6 * * *", "Europe/Berlin", 300, 7200).as_json()
    assert (row["source"], row["last_status"], row["success_run"]) == ("tiny", "done", "tiny-1")
    since = row["scheduled_at"]
    loads("tiny")
    assert graph.ask("jobs")[0]["scheduled_at"] == since
    source("tiny", actors=ACTORS)
    loads("tiny")
    assert graph.ask("jobs")[0]["schedule"] == row["schedule"], "one who knows of no schedule takes none away"
    source("tiny", actors=ACTORS, schedule="@daily")
    loads("tiny")
    assert graph.ask("jobs")[0]["scheduled_at"] > since


def test_a_row_for_each_source_says_how_it_is(loads: Loads, source: Folder, graph: Graph) -> None:
    many = "".join(f"k{n},Name {n},state\n" for n in range(30))
    source("good", actors=ACTORS)
    source("held", actors="key,name,kind\n" + many, limit={})
    source("bad", actors=ACTORS)
    for name in ("good", "held", "bad"):
        loads(name)
    source("held", actors=ACTORS, limit={})
    assert loads("held").status == "held"
    source("bad", actors="something,else\n")
    with pytest.raises(InputError):
        loads("bad")
    rows = graph.ask("jobs")
    states = {health.source: health.state for health in (judge_health(row, rows[0]["success_ended"]) for row in rows)}
    assert states == {"good": HealthState.FRESH, "held": HealthState.HELD, "bad": HealthState.FAILING}
    held = next(row for row in rows if row["source"] == "held")
    assert (held["held_run"], held["success_run"], held["last_run"]) == ("held-2", "held-1", "held-2")
    assert "would withdraw" in held["held_why"]


def test_what_a_person_asks_for_is_kept(loads: Loads, source: Folder, graph: Graph) -> None:
    source("tiny", actors=ACTORS)
    with pytest.raises(UsageError, match="has no source 'tiny'"):
        create_request(graph, RequestKind.RUN, "tiny")
    loads("tiny")
    with pytest.raises(UsageError, match="no run 'tiny-9' of tiny"):
        create_request(graph, RequestKind.ACCEPT, "tiny", run="tiny-9")
    request = create_request(graph, RequestKind.RUN, "tiny", by="somebody")
    assert find_request(graph, request) == {"id": request, "status": "asked", "taken_by": None, "answer": None}
    (row,) = graph.ask("requests", source="tiny")
    assert (row["id"], row["kind"], row["asked_by"], row["status"]) == (request, "run", "somebody", "asked")
    assert graph.ask("requests", source="other") == []


def test_a_due_time_has_one_run(loads: Loads, source: Folder, graph: Graph) -> None:
    due = datetime(2026, 1, 2, 6, tzinfo=UTC)
    source("tiny", actors="bad\n")
    with pytest.raises(InputError):
        loads("tiny", due=due)
    source("tiny", actors=ACTORS)
    loads("tiny", due=due)
    with pytest.raises(UsageError, match="already been loaded for this due time, by tiny-2"):
        loads("tiny", due=due)
    loads("tiny", due=datetime(2026, 1, 3, 6, tzinfo=UTC))
    assert [row["id"] for row in graph.ask("runs", source="tiny")] == ["tiny-3", "tiny-2", "tiny-1"]
