"""The embedded Neo4j as a person meets it: by the command line, and by signals."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import neo4j
import psutil
import pytest
from neo4j.exceptions import Neo4jError

from cypher import engine
from cypher.engine import classes
from cypher.engine.home import Home
from cypher.engine.jars import fetch_jars
from cypher.errors import EngineError, GraphDown, UsageError
from cypher.settings import Settings
from tests.conftest import Faultlines


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A data folder of this module's own, with a space and a letter of another script in its name."""
    settings = Settings(home=tmp_path_factory.mktemp("own data ж"), heap="512m", page_cache="64m")
    yield settings
    engine.stop(settings)


@pytest.fixture
def up(own: Settings) -> engine.Status:
    """The module's graph, running."""
    try:
        return engine.start(own)
    except engine.AlreadyRunning as running:
        return running.status


@pytest.fixture
def down(own: Settings) -> None:
    """The module's graph, stopped, with its files in place."""
    if (Home(own).path / "data" / "databases").exists():
        engine.stop(own)
    else:
        with engine.running(own):
            pass


def status_of(faultlines: Faultlines, settings: Settings) -> dict[str, Any]:
    done = faultlines("graph", "status", "--json", HOME=str(settings.home))
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def is_over(pid: int | None) -> bool:
    return pid is not None and (not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)


def until(holds: Callable[[], bool], within: float = 30) -> None:
    """Return as soon as something holds."""
    tick = threading.Event()
    for _ in range(int(within / 0.05)):
        if holds():
            return
        tick.wait(0.05)
    raise TimeoutError(f"not within {within} s")


def ask(settings: Settings, text: str) -> list[list[Any]]:
    where = engine.locate(settings)
    with neo4j.GraphDatabase.driver(where.uri, auth=(where.user, where.password)) as driver:
        return [record.values() for record in driver.execute_query(text, database_=where.database).records]


def test_of_two_starts_one_wins_and_the_other_names_it(own: Settings, faultlines: Faultlines) -> None:
    before = status_of(faultlines, own)
    assert before["running"] is False
    assert before["pid"] is None

    with ThreadPoolExecutor() as pool:
        starts = [
            pool.submit(faultlines, "graph", "start", HOME=str(own.home), HEAP=own.heap, PAGE_CACHE=own.page_cache)
            for _ in range(2)
        ]
        done = sorted((start.result() for start in starts), key=lambda each: each.returncode)

    assert [each.returncode for each in done] == [0, 1], [each.stderr for each in done]
    after = status_of(faultlines, own)
    assert after["running"] is True
    assert f"pid {after['pid']}" in done[0].stdout
    assert f"already running: pid {after['pid']}" in done[1].stderr
    assert {"running", "pid", "uri", "user", "password_file", "database", "version", "home"} <= after.keys()
    servers = [process for process in psutil.process_iter() if Home(own).serves(process)]
    assert [server.pid for server in servers] == [after["pid"]]


def test_password_is_for_this_user_alone(own: Settings, up: engine.Status) -> None:
    assert up.password_file is not None
    assert stat.S_IMODE(os.stat(up.password_file).st_mode) == 0o600
    with neo4j.GraphDatabase.driver(str(up.uri), auth=("neo4j", "neo4j")) as driver:
        with pytest.raises(Neo4jError) as refusal:
            driver.verify_connectivity()
        assert refusal.value.code == "Neo.ClientError.Security.Unauthorized"
    assert Path(up.password_file).read_text().strip() not in " ".join(psutil.Process(up.pid).cmdline())


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("server.http.enabled", "false"),
        ("server.https.enabled", "false"),
        ("dbms.security.auth_enabled", "true"),
        ("dbms.security.allow_csv_import_from_file_urls", "false"),
        ("dbms.usage_report.enabled", "false"),
        ("server.memory.pagecache.size", "64.00MiB"),
        ("db.memory.transaction.max", "204.00MiB"),
        ("db.transaction.timeout", "10m"),
    ],
)
def test_setting_is_in_force(own: Settings, up: engine.Status, setting: str, value: str) -> None:
    assert ask(own, f"SHOW SETTINGS '{setting}' YIELD value") == [[value]]


def test_only_this_machine_can_reach_it(up: engine.Status) -> None:
    listening = [c.laddr for c in psutil.Process(up.pid).net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    assert [f"bolt://{address.ip.removeprefix('::ffff:')}:{address.port}" for address in listening] == [up.uri]


@pytest.mark.parametrize("address", ["file:///x.csv", "http://127.0.0.1:1/x.csv", "http://[::1]:1/x.csv"])
def test_load_csv_reads_nothing(own: Settings, up: engine.Status, address: str) -> None:
    with pytest.raises(Neo4jError, match=r"block|is false"):
        ask(own, f"LOAD CSV FROM '{address}' AS row RETURN row")


def test_starts_again_after_kill_9(own: Settings, up: engine.Status, faultlines: Faultlines) -> None:
    ask(own, "MERGE (:Kept {by: 'the store'})")
    os.kill(up.pid or 0, signal.SIGKILL)
    psutil.Process(up.pid).wait(10)
    assert status_of(faultlines, own)["running"] is False
    with pytest.raises(GraphDown, match="faultlines graph start"):
        engine.locate(own)

    again = engine.start(own)

    assert again.pid != up.pid
    assert ask(own, "MATCH (k:Kept) RETURN k.by") == [["the store"]]


@pytest.mark.long
def test_a_start_that_was_killed_half_way_is_cleared_away(own: Settings, up: engine.Status) -> None:
    Home(own).state_file.unlink()
    with pytest.raises(GraphDown):
        engine.locate(own)
    again = engine.start(own)
    assert again.pid != up.pid
    assert is_over(up.pid)


def test_a_pid_that_now_belongs_to_another_program_is_no_server(tmp_path: Path) -> None:
    home = Home(Settings(home=tmp_path))
    home.make()
    home.remember(psutil.Process(), 7687, ready=True)
    assert home.serving() is None


def test_a_process_can_borrow_the_running_graph(own: Settings, up: engine.Status) -> None:
    with engine.running(own) as (status, started):
        assert (status.pid, started) == (up.pid, False)
    assert engine.status(own).running


def test_a_server_elsewhere_is_where_the_graph_is(tmp_path: Path, own: Settings, up: engine.Status) -> None:
    where = engine.locate(own)
    elsewhere = Settings(
        home=tmp_path, neo4j_uri=where.uri, neo4j_password=where.password, neo4j_database=where.database
    )
    assert engine.locate(elsewhere) == where
    assert engine.status(elsewhere).version == "5.26.25"
    with engine.running(elsewhere) as (status, started):
        assert (status.running, started) == (True, False)
    assert engine.status(elsewhere.model_copy(update={"neo4j_uri": "bolt://127.0.0.1:9"})).running is False


def test_stop_ends_it_and_says_so(own: Settings, up: engine.Status, faultlines: Faultlines) -> None:
    done = faultlines("graph", "stop", HOME=str(own.home))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"pid {up.pid}" in done.stdout
    assert is_over(up.pid)
    assert "not running" in faultlines("graph", "stop", HOME=str(own.home)).stdout
    assert "not running" in faultlines("graph", "status", HOME=str(own.home)).stdout


def test_the_classes_that_a_stopped_server_left_are_taken_by_the_next(own: Settings, down: None) -> None:
    with engine.running(own) as (status, _):
        mapped = {Path(one.path).name for one in psutil.Process(status.pid).memory_maps()}
    assert {"classes.jsa", f"{fetch_jars(own).name}.jsa"} <= mapped


def test_a_jar_that_names_others_comes_after_them(tmp_path: Path) -> None:
    for name in ("stax-ex-1.8.jar", "jaxb-runtime-2.3.jar", "asm-9.jar", "notes.txt"):
        tmp_path.joinpath(name).touch()
    names = [Path(one).name for one in classes.class_path(tmp_path).split(os.pathsep)]
    assert names == ["asm-9.jar", "stax-ex-1.8.jar", "jaxb-runtime-2.3.jar"]


@pytest.mark.long
def test_what_a_block_started_it_stops(own: Settings) -> None:
    with engine.running(own) as (status, started):
        assert started
        assert ask(own, "RETURN 1") == [[1]]
    assert is_over(status.pid)


def test_admin_is_neo4j_admin_and_keeps_its_exit_code(own: Settings, down: None, faultlines: Faultlines) -> None:
    done = faultlines("graph", "admin", "database", "info", "--format=json", "neo4j", HOME=str(own.home))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["databaseName"] == "neo4j"
    wrong = faultlines("graph", "admin", "database", "dump", "--nonsense", HOME=str(own.home))
    assert wrong.returncode == 64
    assert "USAGE" in wrong.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_start_leaves_nothing(
    own: Settings, down: None, surroundings: dict[str, str], number: signal.Signals
) -> None:
    home = Home(own)
    home.state_file.unlink(missing_ok=True)
    with subprocess.Popen(
        [str(Path(sys.executable).with_name("faultlines")), "graph", "start"],
        env=surroundings | {"FAULTLINES_HOME": str(own.home), "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
    ) as start:
        until(home.state_file.exists)
        start.send_signal(number)
        assert start.wait(30) == 130
    assert home.unknown() is None
    assert not engine.status(own).running


@pytest.mark.long
def test_a_home_of_any_letters_in_the_poorest_locale(
    own: Settings, down: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.setenv(name, "C")
    with engine.running(own):
        assert ask(own, "RETURN 1") == [[1]]


HOLD = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    fcntl.lockf(file, fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_folder_that_another_neo4j_holds_is_refused_with_its_log(
    own: Settings, down: None, faultlines: Faultlines
) -> None:
    store_lock = Home(own).path / "data" / "databases" / "store_lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store_lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        done = faultlines("graph", "start", HOME=str(own.home), HEAP=own.heap)
        holder.communicate()
    assert done.returncode == 1
    assert "store_lock" in done.stderr
    assert "Traceback" not in done.stderr
    assert not engine.status(own).running


def test_what_java_says_is_passed_on(tmp_path: Path, faultlines: Faultlines) -> None:
    done = faultlines("graph", "start", HOME=str(tmp_path), HEAP="1k")
    assert done.returncode == 1
    assert "heap" in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path, faultlines: Faultlines) -> None:
    (tmp_path / "file").write_text("")
    done = faultlines("graph", "start", HOME=str(tmp_path / "file"))
    assert done.returncode == 1
    assert "FAULTLINES_HOME" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_lost_password_is_said(tmp_path: Path) -> None:
    home = Home(Settings(home=tmp_path))
    (home.path / "data" / "databases").mkdir(parents=True)
    with pytest.raises(EngineError, match="put it back"):
        home.password()


@pytest.mark.parametrize("command", ["start", "stop", "admin"])
def test_with_a_server_elsewhere_nothing_is_started(tmp_path: Path, faultlines: Faultlines, command: str) -> None:
    done = faultlines("graph", command, HOME=str(tmp_path / "none"), NEO4J_URI="bolt://127.0.0.1:9")
    assert done.returncode == UsageError.exit_code
    assert "bolt://127.0.0.1:9" in done.stderr
    assert not (tmp_path / "none").exists()


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(engine.Connection("bolt://127.0.0.1:9", "neo4j", "secret", "neo4j"))


def test_the_copy_of_a_stopped_folder_gets_a_port_of_its_own(own: Settings, up: engine.Status, tmp_path: Path) -> None:
    engine.stop(own)
    copied = own.model_copy(update={"home": tmp_path / "copy"})
    shutil.copytree(own.home, copied.home)
    try:
        there = engine.start(copied)
        here = engine.start(own)
        assert here.uri == up.uri, "a folder keeps its port"
        assert there.uri != here.uri
        ask(copied, "CREATE (:OnlyInTheCopy)")
        assert ask(own, "MATCH (n:OnlyInTheCopy) RETURN n") == []
    finally:
        engine.stop(copied)


def test_a_port_that_a_copys_server_took_meanwhile_is_left_to_it(
    own: Settings, up: engine.Status, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have the same password: what answers first on that port is not taken for the server that was started."""
    copied = own.model_copy(update={"home": tmp_path / "copy"})
    shutil.copytree(own.home, copied.home)
    (Home(copied).path / "data" / "databases" / "store_lock").unlink()
    choose = Home.choose_port

    def chosen(home: Home, *, another: bool = False) -> int:
        return choose(home, another=True) if another else int(str(up.uri).rpartition(":")[2])

    monkeypatch.setattr(Home, "choose_port", chosen)
    try:
        there = engine.start(copied)
        assert there.uri != up.uri
        assert there.pid != up.pid
        assert ask(copied, "SHOW SETTINGS 'server.directories.neo4j_home' YIELD value") == [[str(Home(copied).path)]]
    finally:
        engine.stop(copied)


def test_a_copy_at_the_path_of_a_folder_that_was_moved_does_not_take_its_server(
    up: engine.Status, own: Settings, tmp_path: Path
) -> None:
    moved = own.home.with_name("moved")
    own.home.rename(moved)
    try:
        shutil.copytree(moved, own.home)
        with pytest.raises(GraphDown):
            engine.locate(own)
        shutil.rmtree(own.home)
    finally:
        moved.rename(own.home)
    assert engine.status(own).pid == up.pid
