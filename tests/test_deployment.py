"""The compose file, the Dockerfile and the examples of deploy/, checked without a Docker daemon or a cluster."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib import metadata, resources
from pathlib import Path
from threading import Thread
from typing import Any

import click
import jsonschema
import kubernetes_validate
import pytest
import yaml

import faultlines
from cypher.engine.lock import NEO4J
from cypher.scheduling.schedule import parse_schedule
from cypher.settings import Settings
from loader.catalogue.survey import survey
from tests.units import cron_jobs, unit_of

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
SCHEDULED = "wagner-2023"
"""The source that the examples name."""
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
STAY = ("neo4j", "scheduler", "explorer")
SCHEMA = "builtin_schemas/vendor/compose-spec.json"
COMPOSE_SPEC = json.loads(resources.files("check_jsonschema").joinpath(SCHEMA).read_text("utf-8"))
KUBERNETES = "1.28"
"""The oldest version that the manifest is for."""
EXACT = re.compile(r"[a-z0-9]+:[0-9]+\.[0-9]+\.[0-9]+(-[a-z0-9]+)*(@sha256:[0-9a-f]{64})?")
"""An image of one exact version, by its digest once `make pin` has asked for it."""


def test_the_file_is_one_of_the_specification() -> None:
    jsonschema.validate(COMPOSE, COMPOSE_SPEC)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**COMPOSE, "services": {"a": {"image": "b", "ports_": []}}}, COMPOSE_SPEC)
    for name, service in SERVICES.items():
        assert set(service.get("depends_on", {})) <= set(SERVICES), name
        assert set(service["secrets"]) <= set(COMPOSE["secrets"]), name
        for volume in service["volumes"]:
            place, _, _ = volume.partition(":")
            assert (ROOT / place).exists() if place.startswith("./") else place in COMPOSE["volumes"], volume


def test_one_engine_of_one_version() -> None:
    assert SERVICES["neo4j"]["image"].partition("@")[0] == f"neo4j:{NEO4J}-community"


def images() -> list[str]:
    """Every image that is named, for building and for running."""
    built = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    return [*built, *(service["image"] for service in SERVICES.values()), *(one["image"] for one in containers())]


def test_images_are_of_exact_versions_and_ours_is_of_this_one() -> None:
    for image in images():
        assert EXACT.fullmatch(image), image
    ours = {image.partition("@")[0] for image in images() if image.startswith("faultlines")}
    assert ours == {f"faultlines:{metadata.version('faultlines')}"}


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


def units() -> list[Path]:
    """The unit files of systemd."""
    return sorted(path for path in DEPLOY.iterdir() if path.suffix in {".service", ".timer"})


def in_deploy() -> Iterator[list[str]]:
    """Every faultlines command in the examples, as its words."""
    for path in units():
        if path.suffix == ".service":
            yield unit_of(path, SCHEDULED).words[1:]
    for job in cron_jobs(DEPLOY / "crontab"):
        yield shlex.split(job.command)[1:]
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
    scripts = (SERVICES["load"]["command"][0], SERVICES["watch"]["entrypoint"][2])
    found += [shlex.split(line) for script in scripts for line in re.findall(r"faultlines ([^;]+)", script)]
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


def test_the_crontab_is_one_for_cron_d_and_replaces_nobodys_own() -> None:
    jobs = cron_jobs(DEPLOY / "crontab")
    assert len(jobs) == 4
    for job in jobs:
        assert job.when == "@reboot" or parse_schedule(job.when)
        assert job.user == "faultlines"
        assert job.command.startswith("/"), "cron's PATH is /usr/bin:/bin"
        assert "%" not in job.command
    install = "install -m 644 deploy/crontab /etc/cron.d/faultlines"
    for path in (DEPLOY / "crontab", ROOT / "docs" / "operations.md"):
        assert install in path.read_text("utf-8")
        assert not re.search(r"crontab (-u \S+ )?deploy/", path.read_text("utf-8"))


@pytest.mark.parametrize("name", ["faultlines.toml", "containers.toml"])
def test_the_source_that_the_examples_name_has_a_schedule(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "faultlines.toml").write_text((DEPLOY / name).read_text("utf-8"))
    monkeypatch.setenv("FAULTLINES_HOME", str(tmp_path))
    settings = Settings.read()
    assert set(survey(settings).schedules) == {SCHEDULED}
    named = [words[1] for words in in_deploy() if words[0] == "load"]
    assert len(named) == 3
    assert set(named) == {SCHEDULED}


def test_containers_have_their_settings_and_sources_where_they_are_read() -> None:
    assert "WORKDIR /etc/faultlines" in DOCKERFILE
    for name in ("load", "scheduler", "watch", "explorer"):
        volumes = SERVICES[name]["volumes"]
        assert "./deploy/containers.toml:/etc/faultlines/faultlines.toml:ro" in volumes
        assert "./deploy/sources:/etc/faultlines/sources:ro" in volumes
    (settings,) = [one["data"] for one in documents() if one["kind"] == "ConfigMap"]
    assert settings["faultlines.toml"] == (DEPLOY / "containers.toml").read_text("utf-8")
    for pod in pods():
        (volume,) = [volume["projected"] for volume in pod["volumes"] if volume["name"] == "settings"]
        (source,) = volume["sources"]
        assert {item["key"]: item["path"] for item in source["configMap"]["items"]} == {
            "faultlines.toml": "faultlines.toml",
            "README.md": "sources/README.md",
        }
        for container in pod["containers"]:
            assert {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}[
                "settings"
            ] == "/etc/faultlines"


KNOWN = {
    "Unit": {"Description", "After", "Wants", "OnFailure"},
    "Service": {
        *("Type", "User", "StateDirectory", "StateDirectoryMode", "CacheDirectory", "Environment", "ExecStart"),
        *("SuccessExitStatus", "Restart", "RestartSec", "TimeoutStartSec", "TimeoutStopSec", "KillMode"),
        *("NoNewPrivileges", "ProtectSystem", "ProtectHome", "PrivateTmp"),
    },
    "Timer": {"OnCalendar", "RandomizedDelaySec", "AccuracySec", "Persistent"},
    "Install": {"WantedBy"},
}
"""What systemd 247, the oldest that we think of, knows of what we use."""


@pytest.mark.parametrize("path", units(), ids=lambda path: path.name)
def test_units_have_the_sections_and_keys_that_systemd_knows(path: Path) -> None:
    unit = unit_of(path)
    for section, values in unit.sections.items():
        assert set(values) <= KNOWN[section], section
    assert ("Timer" in unit.sections) is (path.suffix == ".timer")
    names = {unit.name for unit in map(unit_of, units())}
    for key in ("After", "Wants", "OnFailure"):
        ours = [name for name in unit.sections["Unit"].get(key, "").split() if name.startswith("faultlines")]
        assert set(ours) <= names


@pytest.mark.parametrize("path", [path for path in units() if path.suffix == ".service"], ids=lambda path: path.name)
def test_services_write_where_systemd_lets_them(path: Path) -> None:
    unit = unit_of(path)
    service = unit.sections["Service"]
    assert service["ProtectSystem"] == "strict"
    written = [unit.environment["FAULTLINES_HOME"], unit.environment["FAULTLINES_CACHE"]]
    if path.name == "faultlines-jobs.service":
        written.append(tomllib.loads((DEPLOY / "faultlines.toml").read_text("utf-8"))["backup_folder"])
    assert [place for place in written if place not in unit.writable] == []


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


@pytest.mark.parametrize("one", documents(), ids=lambda one: f"{one['kind']} {one['metadata']['name']}")
@pytest.mark.parametrize("version", [KUBERNETES, kubernetes_validate.latest_version()])
def test_the_cluster_takes_every_document(one: dict[str, Any], version: str) -> None:
    kubernetes_validate.validate(one, version, strict=True)


def test_the_clusters_documents_belong_together() -> None:
    for one in documents():
        if one["kind"] == "Deployment":
            assert one["spec"]["selector"]["matchLabels"] == one["spec"]["template"]["metadata"]["labels"]
    for job in [one["spec"] for one in documents() if one["kind"] == "CronJob"]:
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


@pytest.mark.parametrize(
    ("container", "ended", "told"),
    [
        *(("load", *codes) for codes in ((0, 0), (3, 0), (1, 1), (2, 2), (75, 75))),
        *(("watch", *codes) for codes in ((0, 0), (1, 0), (5, 0), (2, 2))),
    ],
)
def test_the_cronjobs_take_what_the_webhook_is_told_of_for_no_failure(container: str, ended: int, told: int) -> None:
    shell, flag, script = next(one["command"] for one in containers() if one["name"] == container)
    script = re.sub(r"^faultlines [^|]+", f"(exit {ended}) ", script)
    assert subprocess.run([shell, flag, script], check=False).returncode == told
