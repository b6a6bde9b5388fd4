"""Fetches the engine's jars into the cache; a file is used only when it is, byte for byte, the locked one."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

from cypher.engine.lock import NEO4J, Jar, lock_digest, read_lock
from cypher.errors import EngineError
from cypher.file_lock import exclusive
from cypher.settings import Settings

Report = Callable[[int, int], None]  # bytes there, bytes in all
THREADS = 16  # 29 s for everything; one after another took over a minute
TRIES = 2


class GivenUp(Exception):
    """Raised in a download that nobody waits for any longer."""


def jar_folder(settings: Settings, jars: tuple[Jar, ...]) -> Path:
    """Where the cache keeps this set of jars."""
    return settings.cache / "engine" / f"{NEO4J}-{lock_digest(jars)}"


def fetch_jars(settings: Settings, report: Report = lambda there, total: None) -> Path:
    """The folder with every locked jar, checked; what is missing or damaged is downloaded."""
    jars = read_lock()
    folder = jar_folder(settings, jars)
    try:
        with exclusive(folder.with_name(f"{folder.name}.lock")):
            if folder.is_symlink():  # what is not ours is removed from it, wherever it leads
                raise EngineError(f"{folder} is a link: remove it, the engine has a folder of its own")
            folder.mkdir(parents=True, exist_ok=True)
            download_jars(settings, folder, missing_jars(folder, jars), sum(jar.size for jar in jars), report)
    except OSError as error:
        raise EngineError(f"The graph engine cannot be stored in {folder}: {error.strerror or error}") from error
    return folder


def missing_jars(folder: Path, jars: tuple[Jar, ...]) -> list[Jar]:
    """The jars that are not there or damaged, largest first; files of no jar are removed."""
    names = {jar.name for jar in jars}
    for stray in folder.iterdir():
        if stray.name not in names:
            shutil.rmtree(stray) if stray.is_dir() else stray.unlink()
    with ThreadPoolExecutor() as pool:
        whole = list(pool.map(lambda jar: jar.matches(folder / jar.name), jars))
    return sorted((jar for jar, there in zip(jars, whole, strict=True) if not there), key=lambda jar: -jar.size)


def download_jars(settings: Settings, folder: Path, jars: list[Jar], total: int, report: Report) -> None:
    """Bring those jars into the folder, sixteen at a time."""
    if not jars:
        return
    meter = Meter(total, total - sum(jar.size for jar in jars), report)
    with (
        tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as partial,
        ThreadPoolExecutor(THREADS) as pool,
    ):
        waiting = [pool.submit(download_jar, jar, folder, Path(partial), settings.maven, meter) for jar in jars]
        try:
            for done in as_completed(waiting):
                done.result()
        except BaseException:  # one has failed, or Ctrl-C: the others end at their next chunk
            meter.given_up = True
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def download_jar(jar: Jar, folder: Path, partial: Path, repository: str | None, meter: Meter) -> None:
    """Download one jar, check it, and put it in its place in one step."""
    from jgo.maven import MavenContext, PythonResolver

    for attempt in range(1, TRIES + 1):
        maven = MavenContext(
            resolver=PythonResolver(progress_callback=meter.watch),
            repo_cache=partial / f"{jar.name}.{attempt}",
            remote_repos={"chosen": repository} if repository else None,
            timeout=30,
        )
        component = maven.project(jar.group, jar.artifact).at_version(jar.version)
        try:
            path = component.artifact(packaging="jar", classifier=jar.classifier).resolve()
        except (OSError, RuntimeError) as error:
            if attempt == TRIES:
                raise EngineError(f"The graph engine's {jar.coordinates} can't be fetched: {error}") from error
            continue
        if jar.matches(path):
            os.replace(path, folder / jar.name)
            return meter.settle(jar)
    raise EngineError(
        f"The graph engine's {jar.coordinates} was fetched {TRIES} times and is not the file that faultlines "
        f"was tested with (sha256 {jar.sha256}); something between this machine and Maven Central changes it."
    )


class Meter:
    """Counts bytes over all threads."""

    def __init__(self, total: int, there: int, report: Report) -> None:
        self.total = total
        self.there = there
        self.report = report
        self.given_up = False
        self.lock = threading.Lock()
        self.coming: dict[str, int] = {}

    @contextmanager
    def watch(self, name: str, size: int) -> Iterator[Callable[[int], None]]:
        """What jgo calls for each file that it downloads."""
        self.coming[name] = 0

        def advance(count: int) -> None:
            if self.given_up:
                raise GivenUp
            with self.lock:
                self.coming[name] += count
                self.report(self.there + sum(self.coming.values()), self.total)

        yield advance

    def settle(self, jar: Jar) -> None:
        """A file is in its place."""
        with self.lock:
            self.coming.pop(jar.name, None)
            self.there += jar.size
            self.report(self.there + sum(self.coming.values()), self.total)
