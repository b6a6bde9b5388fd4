"""Fetching the engine from a small Maven repository on this machine, with faults of every kind."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cypher.engine import jars, lock
from cypher.engine.lock import Jar
from cypher.errors import EngineError
from cypher.settings import Settings

CONTENT = {"first": b"first jar" * 5_000, "second": b"second jar" * 40_000, "third": b"third"}
LOCKED = tuple(
    Jar("example.group", name, "1.0", "", hashlib.sha256(content).hexdigest(), len(content))
    for name, content in CONTENT.items()
)


class Repository:
    """What the server has, and what it was asked for."""

    def __init__(self) -> None:
        self.files = {f"/example/group/{jar.artifact}/1.0/{jar.name}": CONTENT[jar.artifact] for jar in LOCKED}
        self.asked: list[str] = []
        self.url = ""

    def path(self, name: str) -> str:
        return f"/example/group/{name}/1.0/{name}-1.0.jar"

    def asked_for(self) -> set[str]:
        return {path.split("/")[3] for path in self.asked if path.endswith(".jar")}


@pytest.fixture
def repository() -> Iterator[Repository]:
    shelf = Repository()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shelf.asked.append(self.path)
            content = shelf.files.get(self.path)
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *arguments: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        shelf.url = f"http://127.0.0.1:{server.server_port}"
        yield shelf
        server.shutdown()
        thread.join()


@pytest.fixture
def own(tmp_path: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(jars, "read_lock", lambda: LOCKED)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    return Settings(cache=tmp_path / "cache", maven=repository.url)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name.split("-")[0]: path.read_bytes() for path in folder.iterdir()}


def test_first_fetch_brings_every_jar_and_counts_to_the_end(own: Settings, tmp_path: Path) -> None:
    reports: list[tuple[int, int]] = []
    folder = jars.fetch_jars(own, lambda there, total: reports.append((there, total)))
    total = sum(map(len, CONTENT.values()))
    assert contents(folder) == CONTENT
    assert reports[-1] == (total, total)
    assert [there for there, _ in reports] == sorted(there for there, _ in reports)
    assert not (tmp_path / "nobody").exists(), "nothing is kept in the home folder"


def test_second_fetch_asks_for_nothing(own: Settings, repository: Repository) -> None:
    jars.fetch_jars(own)
    repository.asked.clear()
    reports: list[int] = []
    jars.fetch_jars(own, lambda there, total: reports.append(there))
    assert repository.asked == []
    assert reports == []


@pytest.mark.parametrize(
    ("fault", "damaged"),
    [
        ("one byte is another", b"X" + CONTENT["second"][1:]),
        ("cut off", CONTENT["second"][:1000]),
        ("empty", b""),
        ("gone", None),
    ],
)
def test_damaged_jar_is_fetched_again(own: Settings, repository: Repository, fault: str, damaged: bytes | None) -> None:
    folder = jars.fetch_jars(own)
    path = folder / "second-1.0.jar"
    path.unlink() if damaged is None else path.write_bytes(damaged)
    repository.asked.clear()
    assert contents(jars.fetch_jars(own)) == CONTENT
    assert repository.asked_for() == {"second"}


def test_what_an_interrupted_fetch_brought_is_kept(own: Settings, repository: Repository) -> None:
    kept = repository.files.pop(repository.path("third"))
    with pytest.raises(EngineError, match=r"example\.group:third:1\.0"):
        jars.fetch_jars(own)
    repository.files[repository.path("third")] = kept
    repository.asked.clear()
    brought = contents(jars.jar_folder(own, LOCKED)).keys()
    assert contents(jars.fetch_jars(own)) == CONTENT
    assert repository.asked_for() == CONTENT.keys() - brought


def test_a_file_that_is_not_the_locked_one_is_refused(own: Settings, repository: Repository) -> None:
    repository.files[repository.path("first")] = CONTENT["first"][:-1] + b"!"
    with pytest.raises(EngineError, match="is not the file that faultlines"):
        jars.fetch_jars(own)
    assert not list(own.cache.rglob("first-1.0.jar"))


def test_no_repository_is_said(own: Settings) -> None:
    away = own.model_copy(update={"maven": "http://127.0.0.1:9"})
    with pytest.raises(EngineError, match="can't be fetched"):
        jars.fetch_jars(away)


def test_strangers_leave_the_folder(own: Settings) -> None:
    folder = jars.fetch_jars(own)
    (folder / "stranger.jar").write_bytes(b"on the class path")
    assert contents(jars.fetch_jars(own)) == CONTENT


def test_a_cache_that_is_a_file_is_said(own: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError, match="cannot be stored"):
        jars.fetch_jars(own.model_copy(update={"cache": tmp_path / "file"}))


def test_lock_is_whole() -> None:
    locked = lock.read_lock()
    assert {(jar.group, jar.artifact) for jar in locked} >= set(lock.ROOTS)
    assert len({jar.name for jar in locked}) == len(locked) > 200
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in locked)
    assert list(locked) == sorted(locked)
