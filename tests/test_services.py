"""The examples of deploy/ at work: each command line with the environment that systemd or cron gives, and no other."""

from __future__ import annotations

import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cypher import engine
from cypher.engine.home import Home
from cypher.settings import Settings
from tests.events import await_event
from tests.units import Unit, cron_jobs, unit_of

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
COMMAND = str(Path(sys.executable).with_name("faultlines"))
SMALL = {"FAULTLINES_HEAP": "512m", "FAULTLINES_PAGE_CACHE": "64m", "FAULTLINES_QUERY_TIMEOUT": "300"}
"""For the tests' machine; everything else is as the examples have it."""


class Machine:
    """A machine whose /var is a folder, and on which the examples are installed."""

    def __init__(self, root: Path, settings: Settings) -> None:
        self.var = root / "var"
        self.home, self.backups = self.var / "lib" / "faultlines", self.var / "lib" / "faultlines-backups"
        for folder in (self.home, self.backups, self.var / "cache"):
            folder.mkdir(parents=True)
        (self.var / "cache" / "faultlines").symlink_to(settings.cache)  # where Neo4j was downloaded to before
        (self.home / "faultlines.toml").write_text(self.here((DEPLOY / "faultlines.toml").read_text("utf-8")))
        self.settings = Settings(home=self.home, heap="512m", page_cache="64m")

    def here(self, text: str) -> str:
        """A text with the paths of this machine."""
        return text.replace("/usr/local/bin/faultlines", shlex.quote(COMMAND)).replace("/var/", f"{self.var}/")

    def unit(self, name: str) -> tuple[list[str], dict[str, str]]:
        """The command line and the environment of a service."""
        base, at, instance = name.partition("@")
        unit: Unit = unit_of(DEPLOY / f"{base}{at}.service", instance)
        words = [self.here(word) for word in unit.words]
        environment = {key: self.here(value) for key, value in unit.environment.items()}
        given_by_systemd = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            "USER": "faultlines",
            "LOGNAME": "faultlines",
            "HOME": "/nonexistent",
            "SHELL": "/usr/sbin/nologin",
        }
        return [COMMAND, *words[1:]], given_by_systemd | environment | SMALL

    def run(self, name: str) -> subprocess.CompletedProcess[str]:
        """A service that ends by itself, as systemd would run it."""
        words, environment = self.unit(name)
        return subprocess.run(words, env=environment, cwd="/", capture_output=True, text=True, check=False)

    @contextmanager
    def service(self, name: str, **changes: str) -> Iterator[subprocess.Popen[str]]:
        """A service that stays."""
        words, environment = self.unit(name)
        environment |= changes
        with subprocess.Popen(words, env=environment, cwd="/", stderr=subprocess.PIPE, text=True) as process:
            try:
                yield process
            finally:
                process.terminate()


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[Machine]:
    """The machine of this module, with nothing running."""
    machine = Machine(tmp_path_factory.mktemp("machine"), settings)
    yield machine
    engine.stop(machine.settings)


@pytest.fixture
def graph_service(machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The service of the graph, when it has told systemd that it is ready: its pid."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices:
        notices.bind(str(tmp_path / "notify"))
        notices.settimeout(180)
        monkeypatch.setitem(SMALL, "NOTIFY_SOCKET", str(tmp_path / "notify"))
        with machine.service("faultlines-graph") as process:
            assert notices.recv(100) == b"READY=1"
            monkeypatch.delitem(SMALL, "NOTIFY_SOCKET")
            yield process.pid
            process.terminate()
            assert process.wait(90) == 0
    assert not engine.status(machine.settings).running


def test_the_services_of_systemd_do_their_work(machine: Machine, graph_service: int) -> None:
    loaded = machine.run("faultlines-load@wagner-2023")
    assert (loaded.returncode, loaded.stderr) == (0, ""), "the schedule in the settings is found, and due at once"
    again = machine.run("faultlines-load@wagner-2023")
    assert (again.returncode, "not due" in again.stdout) == (0, True)
    looked = machine.run("faultlines-watch")
    assert looked.returncode == 0, looked.stderr
    with machine.service("faultlines-jobs") as jobs:
        assert await_event(jobs, "scheduler started")
        jobs.send_signal(signal.SIGTERM)
        assert jobs.wait(60) == 0
    with machine.service("faultlines-explorer", FAULTLINES_PORT="0") as explorer:  # 8050 may be taken here
        assert await_event(explorer, "explorer started")["workers"] == 3
        explorer.send_signal(signal.SIGTERM)
        assert explorer.wait(60) == 0
    serving = Home(machine.settings).serving()
    assert serving is not None
    assert serving.process.ppid() == graph_service


def test_the_lines_of_cron_do_their_work(machine: Machine) -> None:
    jobs = cron_jobs(DEPLOY / "crontab")
    for job in jobs:
        environment = {name: machine.here(value) for name, value in job.environment.items()} | SMALL
        words = [f"{name}={value}" for name, value in environment.items()]
        given_by_cron = [f"HOME={machine.home}", "LOGNAME=faultlines", "SHELL=/bin/sh", "PATH=/usr/bin:/bin"]
        shell = ["/bin/sh", "-c", machine.here(job.command)]
        done = subprocess.run(
            ["env", "-i", *given_by_cron, *words, *shell],
            cwd=machine.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (job.command, done.stderr)
    assert engine.status(machine.settings).ready, "the first line has started it, and it came back after the backup"
    assert len(list(machine.backups.glob("faultlines-*/neo4j.dump"))) == 1
    engine.stop(machine.settings)
