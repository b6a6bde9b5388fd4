"""The compose file, the Dockerfile and the examples of deploy/, checked without a Docker daemon or a cluster."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Annotated, Any, Literal

import click
import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

import faultlines
from cypher.scheduling.schedule import parse_schedule

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
STAY = ("neo4j", "scheduler", "explorer")
Length = Annotated[str, Field(pattern=r"^(\d+(ms|s|m|h))+$")]
Words = Annotated[list[str], Field(min_length=1)]


class Strict(BaseModel):
    """A part of a compose file as the specification has it, of which we use these keys and no others."""

    model_config = ConfigDict(extra="forbid", strict=True)


class HealthCheck(Strict):
    """How a container is seen to be well."""

    test: Words
    interval: Length
    timeout: Length
    retries: Annotated[int, Field(gt=0)]
    start_period: Length


class Condition(Strict):
    """What a service waits for."""

    condition: Literal["service_started", "service_healthy", "service_completed_successfully"]


class Service(Strict):
    """One service."""

    image: str
    build: str | None = None
    entrypoint: Words | None = None
    command: Words | None = None
    environment: dict[str, str]
    secrets: list[str]
    volumes: list[Annotated[str, Field(pattern=r"^[a-z0-9]+:/[a-z/]+(:ro)?$")]]
    ports: list[str] = []
    read_only: bool = False
    tmpfs: list[str] = []
    cap_drop: list[str] = []
    security_opt: list[str] = []
    depends_on: dict[str, Condition] = {}
    healthcheck: HealthCheck | None = None
    restart: Literal["no", "always", "on-failure", "unless-stopped"]
    stop_grace_period: Length | None = None


class SecretFile(Strict):
    """A secret from a file."""

    file: str


class Compose(Strict):
    """The whole file; what begins with x- is the writer's own."""

    name: str
    x_faultlines: Annotated[dict[str, Any], Field(alias="x-faultlines")]
    services: dict[str, Service]
    secrets: dict[str, SecretFile]
    volumes: dict[str, None]


def test_the_file_is_one_of_the_specification() -> None:
    found = Compose.model_validate(COMPOSE)
    for name, service in found.services.items():
        assert set(service.depends_on) <= set(found.services), name
        assert set(service.secrets) <= set(found.secrets), name
        assert {volume.split(":")[0] for volume in service.volumes} <= set(found.volumes), name


def test_one_engine_of_one_version() -> None:
    assert SERVICES["neo4j"]["image"] == "neo4j:5.26-community"


@pytest.mark.parametrize("name", STAY)
def test_services_that_stay_have_a_health_check_and_start_again(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_the_scheduler_waits_for_the_load_and_everybody_for_neo4j() -> None:
    assert SERVICES["scheduler"]["depends_on"]["load"]["condition"] == "service_completed_successfully"
    for name in ("load", "scheduler", "explorer"):
        assert SERVICES[name]["depends_on"]["neo4j"]["condition"] == "service_healthy"


def test_no_password_stands_in_the_file_nor_in_an_environment() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    assert "NEO4J_AUTH:" not in text
    assert "${" not in text
    for name, service in SERVICES.items():
        said = {key: value for key, value in service["environment"].items() if "PASSWORD" in key or "AUTH" in key}
        assert set(said) <= {"FAULTLINES_NEO4J_PASSWORD_FILE"}, name
        assert service["secrets"] == ["neo4j_password"]
    assert COMPOSE["secrets"] == {"neo4j_password": {"file": "./secrets/neo4j_password"}}
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split() + (ROOT / ".gitignore").read_text("utf-8").split()
    assert ignored.count("secrets/") == 2


def test_neo4j_takes_its_password_from_the_file(tmp_path: Path) -> None:
    secret = tmp_path / "neo4j_password"
    secret.write_text('it\'s $HOME "quoted"\n')
    shell, flag, script, zero = SERVICES["neo4j"]["entrypoint"]
    script = script.replace("$$", "$").replace("/run/secrets/neo4j_password", shlex.quote(str(secret)))
    image = "exec tini -g -- /startup/docker-entrypoint.sh"
    assert image in script
    script = script.replace(image, "exec sh -c 'echo \"$NEO4J_AUTH $*\"' --")
    for words in (SERVICES["neo4j"]["command"], ["neo4j-admin", "database", "dump", "neo4j"]):
        done = subprocess.run([shell, flag, script, zero, *words], capture_output=True, text=True, check=True)
        assert done.stdout == f"neo4j/{secret.read_text().strip()} {' '.join(words)}\n"


def test_ports_are_open_to_this_machine_only() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert ports == ["127.0.0.1:8050:8050"]


@pytest.mark.parametrize("name", ["load", "scheduler", "explorer"])
def test_our_containers_can_change_nothing_but_their_data(name: str) -> None:
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"], service["tmpfs"]) == (True, ["ALL"], ["/tmp"])
    assert service["security_opt"] == ["no-new-privileges:true"]


def documents() -> list[dict[str, Any]]:
    """What the cluster is to hold."""
    return [one for one in yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text("utf-8")) if one]


def pods() -> list[dict[str, Any]]:
    """The specifications of its pods."""
    found = []
    for one in documents():
        if one["kind"] == "CronJob":
            found.append(one["spec"]["jobTemplate"]["spec"]["template"]["spec"])
        elif one["kind"] == "Deployment":
            found.append(one["spec"]["template"]["spec"])
    return found


def containers() -> list[dict[str, Any]]:
    """The containers of its pods."""
    return [container for pod in pods() for container in pod["containers"]]


def in_deploy() -> Iterator[list[str]]:
    """Every faultlines command in the examples, as its words."""
    texts = [path.read_text("utf-8") for path in sorted(DEPLOY.iterdir()) if path.suffix != ".yaml"]
    for text in texts:
        for line in re.findall(r"^(?:ExecStart=/usr/local/bin/|\*\S* .* {2,})faultlines (.+)$", text, re.MULTILINE):
            yield shlex.split(line.replace("%i", "ofac-sdn"))
    for one in containers():
        if "args" in one:
            yield one["args"]
        if "command" in one:
            yield shlex.split(one["command"][2].split("||")[0])[1:]
        probe = one.get("livenessProbe", {}).get("exec")
        if probe:
            yield probe["command"][1:]


def commands() -> list[list[str]]:
    """Every faultlines command in the compose file, the Dockerfile and the examples."""
    image = re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    assert image is not None
    found = [yaml.safe_load(image[1]), *in_deploy()]
    for service in SERVICES.values():
        for key in ("command", "healthcheck"):
            said = service.get(key, [])
            words = said["test"][1:] if isinstance(said, dict) else said
            if words and words[0] == "faultlines":
                found.append(words[1:])
            elif key == "command" and words and words[0] in faultlines.commands.commands:
                found.append(words)
    for line in SERVICES["load"]["command"][0].split(";"):
        words = shlex.split(line)
        assert words[0] == "faultlines"
        found.append(words[1:])
    return found


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_commands_are_understood(words: list[str]) -> None:
    understood(faultlines.commands, words)


def understood(command: click.Command, words: list[str]) -> None:
    """Parse a command line down to the command that would run; click raises where it makes no sense."""
    with click.Context(command) as parent:
        while isinstance(command, click.Group):
            name, *words = words
            command = command.commands[name]
        command.make_context(name, list(words), parent=parent)


def test_every_service_says_what_it_runs() -> None:
    assert len(commands()) >= 11
    assert {"jobs run", "serve --host 0.0.0.0 --port 8050 --workers 3"} <= {" ".join(words) for words in commands()}


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_explorers_health_check_tells_ready_from_not(status: int, code: int) -> None:
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    kind, python, flag, text = SERVICES["explorer"]["healthcheck"]["test"]
    assert (kind, python) == ("CMD", "python")
    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.handle_request, daemon=True).start()
        text = text.replace("8050", str(server.server_port))
        done = subprocess.run([sys.executable, flag, text], capture_output=True, check=False)
    assert (min(done.returncode, 1), asked) == (code, ["/readyz"])


def test_dockerfile_copies_what_is_there_and_all_that_the_wheel_needs() -> None:
    copied = {
        name for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE) for name in line.split()
    }
    assert all((ROOT / name).exists() for name in copied)
    assert {"cypher", "loader", "explorer", "faultlines.py", "pyproject.toml", "requirements.txt"} <= copied


def test_dockerfile_is_written_in_its_own_words() -> None:
    text = re.sub(r"\\\n", " ", DOCKERFILE)
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    known = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "ENTRYPOINT", "CMD"}
    assert {line.split()[0] for line in lines} <= known
    assert lines[0].startswith("FROM ")
    for line in lines:
        if line.startswith("RUN "):
            subprocess.run(["sh", "-n", "-c", line.removeprefix("RUN ")], check=True)


def test_image_runs_as_nobody_in_particular() -> None:
    assert re.search(r"^USER (?!root)", DOCKERFILE, re.MULTILINE)


def test_the_crontab_has_five_fields_that_cron_reads_and_a_command() -> None:
    lines = [line for line in (DEPLOY / "crontab").read_text("utf-8").splitlines() if line and line[0] != "#"]
    jobs = [line for line in lines if not re.match(r"^[A-Z_]+=", line)]
    assert len(jobs) == 2
    for line in jobs:
        *fields, command = line.split(None, 5)
        assert parse_schedule(" ".join(fields)).cron == "*/15 * * * *"
        assert command.endswith("--if-due")
        assert "%" not in command


def units() -> list[Path]:
    """The unit files of systemd."""
    return sorted(path for path in DEPLOY.iterdir() if path.suffix in {".service", ".timer"})


@pytest.mark.parametrize("path", units(), ids=lambda path: path.name)
def test_units_have_the_sections_and_keys_that_systemd_knows(path: Path) -> None:
    unit = ConfigParser(interpolation=None, strict=False, delimiters=("=",), comment_prefixes=("#",))
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(path, "utf-8")
    known = {
        "Unit": {"Description", "After", "Wants"},
        "Service": {
            *("Type", "User", "StateDirectory", "Environment", "ExecStart", "SuccessExitStatus", "Restart"),
            *("RestartSec", "TimeoutStopSec", "NoNewPrivileges", "ProtectSystem", "ProtectHome", "PrivateTmp"),
        },
        "Timer": {"OnCalendar", "RandomizedDelaySec", "Persistent"},
        "Install": {"WantedBy"},
    }
    for section in unit.sections():
        assert set(unit[section]) <= known[section], section
    assert ("Timer" in unit) is (path.suffix == ".timer")
    if "Service" in unit:
        assert unit["Service"]["ExecStart"].startswith("/")


def test_systemd_finds_nothing_wrong_where_it_is_there_to_ask(tmp_path: Path) -> None:
    judge = shutil.which("systemd-analyze") or sys.executable
    for path in units():
        text = path.read_text("utf-8")
        assert text.count("/usr/local/bin/faultlines") == (path.suffix == ".service")
        (tmp_path / path.name).write_text(text.replace("/usr/local/bin/faultlines", sys.executable))
    if judge != sys.executable:
        paths = [str(tmp_path / path.name) for path in units()]
        done = subprocess.run([judge, "verify", *paths], capture_output=True, text=True, check=False)
        assert [line for line in done.stderr.splitlines() if "faultlines" in line] == []
        assert done.returncode == 0


def test_the_clusters_documents_are_whole_and_belong_together() -> None:
    kinds = {"PersistentVolumeClaim": "v1", "CronJob": "batch/v1", "Deployment": "apps/v1", "Service": "v1"}
    assert {one["kind"] for one in documents()} == set(kinds)
    for one in documents():
        assert set(one) == {"apiVersion", "kind", "metadata", "spec"}
        assert one["apiVersion"] == kinds[one["kind"]]
        if one["kind"] == "Deployment":
            assert one["spec"]["selector"]["matchLabels"] == one["spec"]["template"]["metadata"]["labels"]
    (job,) = [one["spec"] for one in documents() if one["kind"] == "CronJob"]
    assert parse_schedule(job["schedule"])
    assert job["concurrencyPolicy"] == "Forbid"
    assert job["jobTemplate"]["spec"]["template"]["spec"]["restartPolicy"] == "Never"
    for pod in pods():
        volumes = {volume["name"] for volume in pod["volumes"]}
        for container in pod["containers"]:
            assert {mount["name"] for mount in container["volumeMounts"]} <= volumes
            assert container["securityContext"]["readOnlyRootFilesystem"] is True
            assert not [one for one in container["env"] if one["name"].endswith("PASSWORD")]
        assert pod["securityContext"]["runAsNonRoot"] is True


@pytest.mark.parametrize(("ended", "told"), [(0, 0), (3, 0), (1, 1), (2, 2), (75, 75)])
def test_the_cronjob_takes_a_held_run_for_no_failure(ended: int, told: int) -> None:
    shell, flag, script = next(one["command"] for one in containers() if "command" in one)
    script = re.sub(r"^faultlines [^|]+", f"(exit {ended}) ", script)
    assert subprocess.run([shell, flag, script], check=False).returncode == told
