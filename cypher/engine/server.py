"""The embedded Neo4j as a process that outlives the command which started it: one for each data folder."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import LiteralString

import psutil

from cypher.content import replace_private
from cypher.engine import conf
from cypher.engine.home import DATABASE, Home
from cypher.engine.jars import Report, fetch_jars
from cypher.engine.lock import NEO4J
from cypher.engine.tool import ADMIN
from cypher.errors import EngineError, GraphAway, GraphDown, UsageError
from cypher.file_lock import exclusive
from cypher.settings import Settings

START = 180.0  # seconds; 5-15 are usual, recovery of a large graph takes longer
STOP = 60.0  # seconds; 3 are usual, a checkpoint of a large graph takes longer
SERVER = "org.neo4j.server.CommunityEntryPoint"
USER = "neo4j"
MENDING = "start it with: faultlines graph start"
RESTART = 20.0  # seconds in which it usually stops and starts
TAKEN = "already in use"
"""What Neo4j says of a port that somebody else took first."""
PORTS = 5  # tried one after the other


@dataclass(frozen=True)
class Connection:
    """Where a graph answers, and to whom."""

    uri: str
    user: str
    password: str
    database: str

    def __repr__(self) -> str:
        return f"Connection({self.uri!r}, {self.user!r}, database={self.database!r})"


@dataclass(frozen=True)
class Status:
    """How the graph of a data folder is."""

    running: bool
    ready: bool
    pid: int | None
    uri: str | None
    user: str
    password_file: str | None
    database: str
    version: str | None
    home: str
    embedded: bool

    def as_dict(self) -> dict[str, object]:
        """The same, for JSON."""
        return asdict(self)


class Detached(subprocess.Popen[bytes]):
    """A process that outlives the one which started it: to forget it is no mistake."""

    def __del__(self) -> None:
        """Say nothing."""


class AlreadyRunning(EngineError):
    """The data folder is served by another process."""

    def __init__(self, status: Status) -> None:
        self.status = status
        super().__init__(f"The graph of {status.home} is already running: pid {status.pid}, {status.uri}")


class PortTaken(EngineError):
    """Another program took the port between its choice and the server's start."""


def locate(settings: Settings) -> Connection:
    """The graph to talk to: the one that the settings name, else the data folder's own; GraphDown when it is away."""
    if settings.neo4j_uri:
        password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
        return Connection(settings.neo4j_uri, settings.neo4j_user, password, settings.neo4j_database)
    home = Home(settings)
    serving = home.serving()
    if (serving is None or not serving.ready) and (away := home.away()):
        raise GraphAway(f"The graph is stopped {away[0]}; it should be back in about {away[1]:.0f} s")
    if serving is None:
        raise GraphDown(f"The graph is not running; {MENDING}")
    if not serving.ready:
        raise GraphDown(f"The graph is still starting (pid {serving.process.pid})")
    return Connection(address_of(serving.port), USER, home.password(), DATABASE)


def status(settings: Settings) -> Status:
    """How the graph is, without changing anything."""
    if settings.neo4j_uri:
        return remote_status(settings, settings.neo4j_uri)
    home = Home(settings)
    serving = home.serving()
    return Status(
        running=serving is not None,
        ready=serving is not None and serving.ready,
        pid=serving.process.pid if serving else None,
        uri=address_of(serving.port) if serving else None,
        user=USER,
        password_file=str(home.password_file) if home.password_file.exists() else None,
        database=DATABASE,
        version=NEO4J,
        home=str(settings.home),
        embedded=True,
    )


def remote_status(settings: Settings, uri: str) -> Status:
    """How a server elsewhere is."""
    where = locate(settings)
    version = ask_version(where)
    up = version is not None
    return Status(up, up, None, uri, where.user, None, where.database, version, str(settings.home), embedded=False)


def start(settings: Settings, report: Report = lambda there, total: None) -> Status:
    """Start the graph of the data folder and return when it answers; AlreadyRunning when it does already.

    Where another process keeps it running (`faultlines graph run`), that one starts it.
    """
    refuse_elsewhere(settings)
    home = Home(settings)
    home.make()
    refuse_running(settings, home)
    if (keeper := home.keeper()) and keeper.pid != os.getpid():
        wait_for_keeper(home, keeper)
        return status(settings)
    jars = fetch_jars(settings, report)
    with exclusive(home.lock_file):
        refuse_running(settings, home)
        if stray := home.unknown():
            end_process(stray)
        launch(settings, home, jars)
    return status(settings)


def wait_for_keeper(home: Home, keeper: psutil.Process) -> None:
    """Return when the process that keeps the server running has started it."""
    end_of_patience = time.monotonic() + START
    while time.monotonic() < end_of_patience:
        serving = home.serving()
        if serving and serving.ready:
            return
        if not keeper.is_running():
            break
        time.sleep(0.1)
    raise EngineError(f"`faultlines graph run` (pid {keeper.pid}) did not start the graph:\n{home.last_words()}")


def restart(settings: Settings, report: Report = lambda there, total: None) -> Status:
    """Stop the graph of the data folder and start it again, by whoever keeps it running."""
    refuse_elsewhere(settings)
    home = Home(settings)
    home.make()
    try:
        with exclusive(home.lock_file):
            serving = home.serving()
            if process := serving.process if serving else home.unknown():
                home.leave("for a restart", RESTART)
                end_process(process)
        try:
            return start(settings, report)
        except AlreadyRunning as other:
            return other.status
    finally:
        home.away_file.unlink(missing_ok=True)


def stop(settings: Settings) -> int | None:
    """Stop the graph of the data folder, and whoever keeps it running; its pid, or None when it was not running."""
    refuse_elsewhere(settings)
    home = Home(settings)
    if not home.path.is_dir():
        return None
    if (keeper := home.keeper()) and keeper.pid != os.getpid():
        serving = home.serving()
        end_process(keeper, within=STOP * 2)
        if serving and not home.serving():
            return serving.process.pid
    with exclusive(home.lock_file):
        serving = home.serving()
        process = serving.process if serving else home.unknown()
        if process:
            end_process(process)
        return process.pid if process else None


@contextmanager
def running(settings: Settings, report: Report = lambda there, total: None) -> Iterator[tuple[Status, bool]]:
    """A running graph for the length of the block, and whether it was started for it; if so, it is stopped after it."""
    if settings.neo4j_uri:
        yield status(settings), False
        return
    try:
        started = start(settings, report)
    except AlreadyRunning as other:
        yield other.status, False
        return
    ours = Home(settings).keeper() is None  # else it was away for a backup, and its service has started it
    try:
        yield started, ours
    finally:
        if ours:
            stop(settings)


def admin(settings: Settings, arguments: list[str], report: Report = lambda there, total: None) -> int:
    """Run Neo4j's own neo4j-admin on the data folder; its exit code."""
    refuse_elsewhere(settings)
    home = Home(settings)
    home.make()
    jars = fetch_jars(settings, report)
    if not (home.path / "conf" / "neo4j.conf").exists():
        conf.write_conf(home.path, settings, home.choose_port())
    command = [*conf.java_command(jars, settings), ADMIN, *arguments]
    return subprocess.run(command, env=conf.environment(home.path), check=False).returncode


def refuse_elsewhere(settings: Settings) -> None:
    """Nothing is started or stopped when the graph is a server elsewhere."""
    if settings.neo4j_uri:
        raise UsageError(
            f"The graph is the server at {settings.neo4j_uri} (FAULTLINES_NEO4J_URI); it is managed elsewhere"
        )


def refuse_running(settings: Settings, home: Home) -> None:
    """One server for each data folder."""
    serving = home.serving()
    if serving and serving.ready:
        raise AlreadyRunning(status(settings))


def launch(settings: Settings, home: Home, jars: Path) -> None:
    """Start the server process and wait until Bolt answers; what doesn't come up is ended."""
    serving = home.serving()
    if serving:  # its start was killed before it was ready
        end_process(serving.process)
    password = home.password()
    set_password(settings, home, jars, password)
    home.adopt()
    for attempt in range(PORTS):
        try:
            launch_on(
                settings,
                home,
                jars,
                Connection(address_of(home.choose_port(another=attempt > 0)), USER, password, DATABASE),
            )
        except PortTaken:
            continue
        return
    raise EngineError(f"Every port that was tried was taken by another program first:\n{home.last_words()}")


def launch_on(settings: Settings, home: Home, jars: Path, where: Connection) -> None:
    """Start the server process at an address; PortTaken when another program took the port meanwhile."""
    port = int(where.uri.rpartition(":")[2])
    conf.write_conf(home.path, settings, port)
    home.log.unlink(missing_ok=True)
    with home.console.open("wb") as console:
        server = Detached(
            [*conf.java_command(jars, settings, leaves=True), SERVER, home.mark, f"--config-dir={home.path / 'conf'}"],
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=subprocess.STDOUT,
            cwd=home.path,
            env=conf.environment(home.path),
            start_new_session=True,
        )
    try:
        process = psutil.Process(server.pid)
        home.remember(process, port, ready=False)
        wait_for_answer(home, server, where)
        home.remember(process, port, ready=True)
    except BaseException:
        server.kill()
        server.wait()
        raise


def address_of(port: int) -> str:
    """Where the embedded server answers."""
    return f"bolt://127.0.0.1:{port}"


def set_password(settings: Settings, home: Home, jars: Path, password: str) -> None:
    """Give the password to a Neo4j that has no users yet; it doesn't appear on a command line."""
    if (home.path / "data" / "dbms" / "auth.ini").exists() or (home.path / "data" / "databases" / "system").exists():
        return
    arguments = home.path / "password.arguments"
    replace_private(arguments, f"dbms\nset-initial-password\n{password}\n".encode())
    try:
        command = [*conf.java_command(jars, settings), ADMIN, f"@{arguments}"]
        done = subprocess.run(
            command, env=conf.environment(home.path), stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    finally:
        arguments.unlink()
    if done.returncode:
        output = (done.stderr or done.stdout).decode(errors="replace").strip()
        raise EngineError(f"Neo4j did not accept its initial password (exit code {done.returncode}):\n{output}")


def wait_for_answer(home: Home, server: Detached, where: Connection) -> None:
    """Return when an authenticated query is answered, by this folder's server and no other on the same port."""
    end_of_patience = time.monotonic() + START
    while time.monotonic() < end_of_patience:
        if server.poll() is not None:
            if TAKEN in home.last_words():
                raise PortTaken
            raise EngineError(f"Neo4j exited during startup (exit code {server.returncode}):\n{home.last_words()}")
        if (folder := ask_home(where)) and Path(folder) == home.path:
            return
        time.sleep(0.1)
    raise EngineError(f"Neo4j did not answer within {START:.0f} s:\n{home.last_words()}")


def ask_version(where: Connection) -> str | None:
    """The version of the Neo4j that answers there, asked once; None when none does."""
    answer = ask_once(where, "RETURN 1 AS answer")
    return answer and answer[1]


def ask_home(where: Connection) -> str | None:
    """The folder of the Neo4j that answers there, asked once; None when none does."""
    answer = ask_once(where, "SHOW SETTINGS 'server.directories.neo4j_home' YIELD value")
    return answer and answer[0]


def ask_once(where: Connection, text: LiteralString) -> tuple[str, str] | None:
    """The one value that answers a statement, and the version that gives it; None when nobody answers."""
    import neo4j  # here, because it takes as long as all the rest of the command line
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        with neo4j.GraphDatabase.driver(
            where.uri, auth=(where.user, where.password), connection_timeout=2, max_transaction_retry_time=0
        ) as driver:
            answer = driver.execute_query(text, database_=where.database)
            return str(answer.records[0][0]), str(answer.summary.server.agent).partition("/")[2]
    except (DriverError, Neo4jError, ValueError, IndexError):
        return None


def end_process(process: psutil.Process, *, within: float = STOP) -> None:
    """End a server, or who keeps it running: asked first, made to when it doesn't."""
    for ask in (process.terminate, process.kill):
        try:
            ask()
        except psutil.NoSuchProcess:
            return
        if is_gone(process, within=within):
            return
    raise EngineError(f"The graph can't be stopped: pid {process.pid} does not end")


def is_gone(process: psutil.Process, *, within: float) -> bool:
    """Whether a process ends in time; one that only waits for its parent to notice is gone."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            process.wait(0.1)  # returns at once for a child that ended, and so frees its pid
            return True
        except psutil.TimeoutExpired:
            if process.status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
    return False
