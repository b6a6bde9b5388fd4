"""Backups and restores: what is on disk, what is refused, and that no moment to be cut off at loses a graph."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import psutil
import pytest

from cypher import engine
from cypher.engine import conf
from cypher.engine.home import ADOPT, BACK, KEEPING, Home, Serving
from cypher.engine.jars import fetch_jars
from cypher.engine.tool import neo4j_admin
from cypher.errors import EngineError, FaultlinesError, GraphAway, GraphDown, UsageError
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from cypher.settings import Settings
from cypher.upkeep.backup import DUMP, NOTES, Backup, back_up, backups, copy_input, lacking, read_notes, thin_out
from cypher.upkeep.downtime import downtime, uninterrupted, wait_for_loads
from cypher.upkeep.proof import Contents
from cypher.upkeep.restore import Restorable, find_backup, kept_graphs, look_at_backup, restore_backup, undo_restore
from cypher.upkeep.verify import differences, verify_backup
from loader.catalogue.source import find_source
from loader.runs.job import Options
from loader.runs.run import load_shipped_sources, load_source
from tests.conftest import Faultlines

KINDS = ("databases", "transactions")
INPUT = b"key,name,kind\n"
HASH = sha256(INPUT).hexdigest()


def store(root: Path, text: str) -> None:
    """A graph's files, as far as renames are concerned."""
    for kind in KINDS:
        folder = root / "data" / kind / "neo4j"
        folder.mkdir(parents=True)
        (folder / "file").write_text(text)


def stored(root: Path) -> set[str]:
    """What the graph's files say."""
    return {path.read_text() for kind in KINDS for path in (root / "data" / kind / "neo4j").glob("file")}


@pytest.mark.parametrize(("how", "served", "kept"), [(ADOPT, "new", set()), (KEEPING, "new", {"old"})])
@pytest.mark.parametrize("cut", range(6))
def test_a_change_of_graphs_goes_on_where_it_was_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, served: str, kept: set[str], cut: int
) -> None:
    home = Home(Settings(home=tmp_path))
    home.make()
    store(home.path, "old")
    store(home.staging, "new")
    home.stage(how)
    adopt_cut_off(home, monkeypatch, cut)
    home.adopt()
    assert (stored(home.path), stored(home.replaced)) == ({served}, kept)
    if kept:
        home.stage(BACK)
        adopt_cut_off(home, monkeypatch, cut)
        home.adopt()
        assert (stored(home.path), stored(home.replaced)) == ({"old"}, set())
    assert not home.staged_file.exists()
    home.adopt()
    assert len(stored(home.path)) == 1


def adopt_cut_off(home: Home, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Adopt, killed before one of the renames or removals; or not, when there are fewer."""
    left = after

    def counted(work: object) -> object:
        def step(*arguments: object, **options: object) -> object:
            nonlocal left
            if left == 0:
                raise KeyboardInterrupt
            left -= 1
            return work(*arguments, **options)  # type: ignore[operator]

        return step

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", counted(Path.rename))
        patch.setattr(shutil, "rmtree", counted(shutil.rmtree))
        try:
            home.adopt()
        except KeyboardInterrupt:
            assert stored(home.path) <= {"old", "new"}


def made(folder: Path, day: int, *inputs: str) -> Path:
    """A backup of some day, with these inputs."""
    path = folder / f"faultlines-202406{day:02}T060000Z"
    path.mkdir(parents=True)
    (path / DUMP).write_bytes(b"dump")
    digest = sha256(b"dump").hexdigest()
    notes = Backup(f"2024-06-{day:02}T06:00:00+00:00", "1", "5.26.25", 2, digest, 4, inputs, None)
    (path / NOTES).write_text(json.dumps(notes.__dict__))
    for name in inputs:
        kept = folder / "archive" / name[:2] / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(name)
    return path


def test_the_last_backups_stay_with_their_inputs(tmp_path: Path) -> None:
    first, second, third = made(tmp_path, 1, "aa1", "bb2"), made(tmp_path, 2, "bb2"), made(tmp_path, 3, "cc3")
    (tmp_path / "of somebody else").mkdir()
    assert thin_out(tmp_path, 3) == []
    assert thin_out(tmp_path, 2) == [first]
    assert backups(tmp_path) == [second, third]
    assert {path.name for path in (tmp_path / "archive").glob("??/*")} == {"bb2", "cc3"}
    assert (tmp_path / "of somebody else").exists()


def test_what_a_path_means(tmp_path: Path) -> None:
    first, second = made(tmp_path / "all", 1), made(tmp_path / "all", 2)
    assert find_backup(first) == (first / DUMP, read_notes(first))
    assert find_backup(tmp_path / "all")[0] == second / DUMP
    assert find_backup(first / DUMP) == (first / DUMP, None)
    alone = tmp_path / "alone"
    alone.mkdir()
    with pytest.raises(UsageError, match="not a backup"):
        find_backup(alone)
    (alone / "other.dump").touch()
    assert find_backup(alone) == (alone / "other.dump", None)
    (first / NOTES).write_text("{}")
    with pytest.raises(UsageError, match="can't be read"):
        find_backup(first)


def test_a_damaged_input_is_not_copied(tmp_path: Path) -> None:
    path = tmp_path / HASH
    path.write_bytes(INPUT + b"x")
    there = tmp_path / "there" / HASH
    assert not copy_input(path, there)
    assert not list(there.parent.iterdir())


def test_a_damaged_copy_is_copied_again(tmp_path: Path) -> None:
    path, there = tmp_path / HASH, tmp_path / "there" / HASH
    path.write_bytes(INPUT)
    there.parent.mkdir()
    there.write_bytes(INPUT[:-1])
    assert copy_input(path, there)
    assert there.read_bytes() == INPUT
    path.unlink()
    assert copy_input(path, there), "it is there already"


def test_a_backup_that_has_lost_an_input_is_restored_only_when_told(tmp_path: Path, faultlines: Faultlines) -> None:
    path = made(tmp_path / "all", 1, HASH)
    settings = Settings(home=tmp_path / "home")
    assert look_at_backup(settings, path).lacks == (HASH,), "its content is another than its name says"
    with pytest.raises(EngineError, match=rf"nothing was restored: 1 input is .*{HASH[:12]}.*--incomplete"):
        restore_backup(settings, look_at_backup(settings, path))
    assert not (tmp_path / "home" / "graph" / "data").exists()
    done = faultlines("graph", "restore", str(path), "--dry-run", HOME=str(settings.home))
    assert (done.returncode, done.stderr) == (1, "")
    assert "0 of 1 inputs" in done.stdout
    assert HASH[:12] in done.stdout
    sound = settings.home / "archive" / HASH[:2] / HASH
    sound.parent.mkdir(parents=True)
    sound.write_bytes(INPUT)
    assert look_at_backup(settings, path).lacks == (), "the data folder has it"
    assert look_at_backup(settings, path, alone=True).lacks == (HASH,)


def test_what_differs_from_a_backup_is_named(tmp_path: Path) -> None:
    path = made(tmp_path / "all", 1)
    notes = replace(read_notes(path), counts={"nodes": 2, "relationships": 1}, fingerprint="ab", lacks=("cc",))
    saved = Restorable(path / DUMP, notes, ())
    counts, fingerprint = differences(saved, Contents({"nodes": 1, "relationships": 1}, "cd", 3, {"cc": "tiny"}))[:2]
    assert "its counts is {'nodes': 1" in counts
    assert "its fingerprint is cd, not ab" in fingerprint
    whole = Restorable(path / DUMP, replace(notes, lacks=()), ())
    assert differences(whole, Contents({"nodes": 2, "relationships": 1}, "ab", 3, {})) == []


def test_the_backups_of_a_folder_are_listed(tmp_path: Path, faultlines: Faultlines) -> None:
    assert "No backup" in faultlines("graph", "backup", "list", str(tmp_path)).stdout
    made(tmp_path, 1)
    made(tmp_path, 2, HASH)
    listed = json.loads(faultlines("graph", "backup", "list", str(tmp_path), "--json").stdout)
    assert [(Path(row["path"]).name, row["archive"]) for row in listed] == [
        ("faultlines-20240601T060000Z", []),
        ("faultlines-20240602T060000Z", [HASH]),
    ]
    assert "2024-06-02T06:00:00" in faultlines("graph", "backup", "list", str(tmp_path)).stdout


@pytest.mark.parametrize("arguments", [[], ["PATH", "--undo"], ["--undo", "--discard"]])
def test_a_restore_is_of_one_thing(tmp_path: Path, faultlines: Faultlines, arguments: list[str]) -> None:
    given = [str(tmp_path) if argument == "PATH" else argument for argument in arguments]
    done = faultlines("graph", "restore", *given, HOME=str(tmp_path / "home"))
    assert done.returncode == UsageError.exit_code
    assert "--undo or --discard" in done.stderr


def test_without_a_restore_there_is_nothing_to_undo(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no restore to undo"):
        undo_restore(Settings(home=tmp_path))


def test_a_damaged_dump_is_not_restored(tmp_path: Path) -> None:
    path = made(tmp_path / "all", 1)
    (path / DUMP).write_bytes(b"dumb")
    with pytest.raises(EngineError, match="its checksum differs"):
        look_at_backup(Settings(home=tmp_path / "home"), path)
    assert not (tmp_path / "home" / "graph" / "data").exists()


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_with_a_server_elsewhere_the_commands_are_named(tmp_path: Path, faultlines: Faultlines, command: str) -> None:
    done = faultlines("graph", command, str(tmp_path), NEO4J_URI="bolt://127.0.0.1:9", HOME=str(tmp_path / "none"))
    assert done.returncode == UsageError.exit_code
    assert f"neo4j-admin database dump neo4j --to-path={tmp_path}" in done.stderr
    assert f"neo4j-admin database load neo4j --from-path={tmp_path} --overwrite-destination=true" in done.stderr
    assert not (tmp_path / "none").exists()


def test_no_graph_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no graph"):
        back_up(Settings(home=tmp_path / "home"), tmp_path / "backups")
    assert not (tmp_path / "backups").exists()


def test_a_ctrl_c_waits_for_the_end_of_a_start() -> None:
    steps = []
    before = signal.getsignal(signal.SIGINT)

    def hurried() -> None:
        with uninterrupted():
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGTERM)
            steps.append("done")

    with pytest.raises(KeyboardInterrupt):
        hurried()
    assert steps == ["done"]
    assert signal.getsignal(signal.SIGINT) is before


def test_a_graph_that_is_away_says_why_and_for_how_long(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    home = Home(settings)
    home.make()
    home.leave("for a backup", 20)
    with pytest.raises(GraphAway, match="stopped for a backup; it should be back in about 20 s"):
        engine.locate(settings)
    note = json.loads(home.away_file.read_text())
    home.away_file.write_text(json.dumps(note | {"pid": 2**22 + 1}))  # beyond the greatest pid: whoever it was is dead
    with pytest.raises(GraphDown, match="faultlines graph start"):
        engine.locate(settings)
    home.away_file.write_text("{")
    assert home.away() is None


def test_during_a_downtime_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(home=tmp_path)
    home = Home(settings)
    home.make()
    serving = [Serving(psutil.Process(), 1, ready=True)]
    monkeypatch.setattr(Home, "serving", lambda home: serving[0] if serving else None)
    monkeypatch.setattr("cypher.upkeep.downtime.end_process", lambda process: serving.clear())
    monkeypatch.setattr("cypher.upkeep.downtime.start", lambda settings: None)
    with downtime(settings, home, lambda text: None, "for a restore"), pytest.raises(GraphAway, match="for a restore"):
        engine.locate(settings)
    assert not home.away_file.exists()


def test_loads_that_run_are_waited_for(settings: Settings, graph: Graph) -> None:
    told: list[str] = []
    wait_for_loads(settings, 0, told.append)
    graph.command("CREATE (:Source {id: 'tiny', holder: 'h:1:1', held_until: datetime() + duration({seconds: 60})})")
    with pytest.raises(UsageError, match=r"tiny is being loaded.*--wait"):
        wait_for_loads(settings, 0, told.append)

    def let_go(text: str) -> None:
        told.append(text)
        graph.command("MATCH (s:Source) SET s.held_until = datetime() - duration({seconds: 1})")

    wait_for_loads(settings, 30, let_go)
    assert told == ["Waiting for the load of tiny"]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Settings]:
    """A data folder of this test's own, with a space in its name."""
    settings = Settings(home=tmp_path / "own data", heap="512m", page_cache="64m")
    yield settings
    engine.stop(settings)


def test_a_backup_under_a_writer_restores_to_its_own_fingerprint(
    own: Settings, tmp_path: Path, faultlines: Faultlines
) -> None:
    """What is written while the backup is made, before the graph stops and after, is in it or is not, as a whole."""
    engine.start(own)
    with Graph.connect(own) as graph:
        graph.ensure_schema()
        graph.command(
            "CREATE (s:Source {id: 'tiny', last_run: 'tiny-1'})<-[:OF]-(:Run {id: 'tiny-1', archived: $files})",
            {"files": [f"actors={HASH}=actors.csv"]},
        )
    over = threading.Event()
    writer = threading.Thread(target=keep_writing, args=(own, over))
    writer.start()
    env = {"HOME": str(own.home), "HEAP": own.heap, "PAGE_CACHE": own.page_cache}
    try:
        done = faultlines("graph", "backup", str(tmp_path / "backups"), **env)
    finally:
        over.set()
        writer.join()
    assert done.returncode == 1, "an input is missing"
    assert f"1 archived input that the graph needs is missing or damaged: {HASH[:12]} of tiny" in done.stderr
    (path,) = backups(tmp_path / "backups")
    notes = read_notes(path)
    assert notes.lacks == (HASH,)
    assert notes.counts
    assert notes.counts["nodes"] > 10
    assert not (Home(own).path / "proof").exists()
    notes_file = path / NOTES
    whole = notes_file.read_text().replace(HASH, "")
    assert verify_backup(own, path) == [f"when it was made, {lacking(notes.lacks, {HASH: 'tiny'})}"]
    notes_file.write_text(whole.replace(str(notes.fingerprint), "0" * 64))
    assert any("its fingerprint is" in fault for fault in verify_backup(own, path))


def keep_writing(settings: Settings, over: threading.Event) -> None:
    """Write small transactions until it is over, through the graph's absence."""
    while not over.is_set():
        try:
            with Graph.connect(settings) as graph:
                while not over.is_set():
                    graph.command("CREATE (:Record {id: randomUUID()})-[:DESCRIBES]->(:Actor {id: randomUUID()})")
        except FaultlinesError:
            over.wait(0.1)


@pytest.mark.long
def test_a_graph_that_is_down_is_backed_up(own: Settings, tmp_path: Path) -> None:
    home, jars = Home(own), fetch_jars(own)
    home.make()
    conf.write_conf(home.path, own, 0)
    (tmp_path / "nodes.csv").write_text(":ID,name\n" + "".join(f"{n},node {n}\n" for n in range(100)))
    nodes = f"--nodes=Thing={tmp_path / 'nodes.csv'}"
    neo4j_admin(own, jars, home.path, ["database", "import", "full", "neo4j", nodes], "import")
    kept = own.home / "archive" / HASH[:2] / HASH
    kept.parent.mkdir(parents=True)
    kept.write_bytes(INPUT)
    (own.home / "rejects").mkdir()
    (own.home / "rejects" / "tiny-1.csv").write_text("refused")

    path = back_up(own, tmp_path / "backups")

    assert {file.name for file in path.iterdir()} == {DUMP, NOTES, "rejects"}
    assert (tmp_path / "backups" / "archive" / HASH[:2] / HASH).read_bytes() == INPUT
    notes = read_notes(path)
    assert (notes.archive, notes.size, notes.lacks) == ((HASH,), (path / DUMP).stat().st_size, ())
    assert notes.counts == {"nodes": 100, "relationships": 0}
    assert not (home.path / "copy").exists()
    assert engine.status(own).running is False


def said(settings: Settings) -> str:
    """The fingerprint of a graph that runs."""
    with Graph.connect(settings) as graph:
        return graph_fingerprint(graph)


def change(settings: Settings) -> str:
    """Take something out of the graph; the fingerprint after it."""
    with Graph.connect(settings) as graph:
        graph.command("MATCH (a:Actor) WITH a LIMIT 20 DETACH DELETE a")
    return said(settings)


@pytest.mark.long
def test_a_restored_graph_says_the_same(own: Settings, tmp_path: Path, faultlines: Faultlines) -> None:
    engine.start(own)
    with Graph.connect(own) as graph:
        assert list(load_shipped_sources(own, graph, Options()))
    before = said(own)
    env = {"HOME": str(own.home), "HEAP": own.heap, "PAGE_CACHE": own.page_cache}
    folder = tmp_path / "backups"
    for _ in range(2):
        done = faultlines("graph", "backup", str(folder), "--keep", "1", **env)
        assert done.returncode == 0, done.stderr
        assert "again after" in done.stderr
    assert len(backups(folder)) == 1
    assert change(own) != before

    refused = faultlines("graph", "restore", str(folder), **env)
    assert refused.returncode != 0
    shutil.rmtree(own.home / "archive")
    done = faultlines("graph", "restore", str(folder), "--yes", **env)
    assert done.returncode == 0, done.stderr
    assert said(own) == before
    assert not Home(own).replaced.exists()
    assert "is kept in" in done.stderr
    undone = faultlines("graph", "restore", "--undo", "--yes", **env)
    assert undone.returncode == 0, undone.stderr
    assert said(own) != before
    assert faultlines("graph", "restore", "--undo", "--yes", **env).returncode == 0
    assert said(own) == before
    assert len(kept_graphs(own)) == 1
    assert faultlines("graph", "restore", "--discard", **env).stdout.startswith("Removed")
    assert kept_graphs(own) == []
    with Graph.connect(own) as graph:  # the inputs are back too, and known again
        source = find_source(own, "wagner-2023")
        assert load_source(own, graph, source, source.shipped_input(), Options()).difference.writes == 0
    assert len(list((own.home / "archive").glob("??/*"))) == len(read_notes(backups(folder)[0]).archive)

    # A backup that is not what it says is no reason to lose the graph.
    changed = change(own)
    notes = backups(folder)[0] / NOTES
    notes.write_text(notes.read_text().replace('"nodes": ', '"nodes": 1'))
    done = faultlines("graph", "restore", str(folder), "--yes", **env)
    assert done.returncode == 1
    assert "the graph is as it was" in done.stderr
    assert said(own) == changed

    # Into a data folder that never had a graph: with a password of its own.
    notes.write_text(notes.read_text().replace('"nodes": 1', '"nodes": '))
    fresh = Settings(home=tmp_path / "fresh", heap="512m", page_cache="64m")
    restore_backup(fresh, look_at_backup(fresh, folder))
    assert not engine.status(fresh).running
    with engine.running(fresh):
        assert said(fresh) == before

    # What is no whole dump is not even staged.
    (tmp_path / "half.dump").write_bytes((backups(folder)[0] / DUMP).read_bytes()[:1000])
    with pytest.raises(EngineError, match="neo4j-admin could not load"):
        restore_backup(own, look_at_backup(own, tmp_path / "half.dump"))
    assert said(own) == changed


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("word", ["Stopping Neo4j", "Neo4j answers again", "Loading"])
def test_a_cut_off_command_leaves_a_graph_that_answers(
    own: Settings, tmp_path: Path, surroundings: dict[str, str], number: signal.Signals, word: str
) -> None:
    engine.start(own)
    with Graph.connect(own) as graph:
        graph.ensure_schema()
        graph.command("CREATE (:Kept)")
    folder = tmp_path / "backups"
    command = ["backup", str(folder)]
    if word == "Loading":
        now = datetime.now(UTC) - timedelta(days=1)
        command = ["restore", str(back_up(own, folder, now=now)), "--yes"]
    before = set(folder.glob("*"))
    env = {"HOME": str(own.home), "HEAP": own.heap, "PAGE_CACHE": own.page_cache}
    with subprocess.Popen(
        [str(Path(sys.executable).with_name("faultlines")), "graph", *command],
        env=surroundings | {f"FAULTLINES_{name}": value for name, value in env.items()},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if word in line:
                running.send_signal(number)
                break
        rest = running.stderr.read()
        assert running.wait(120) == 130, rest
    assert set(folder.glob("faultlines-*")) == {path for path in before if path.name.startswith("faultlines")}
    assert not list(folder.glob(".faultlines-*"))
    with Graph.connect(own) as graph:
        assert graph.read("MATCH (k:Kept) RETURN count(k) AS n") == [{"n": 1}]
    assert not (Home(own).path / "copy").exists()
    assert not Home(own).staging.exists()
