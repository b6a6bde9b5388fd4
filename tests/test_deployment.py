"""The compose file and the Dockerfile, checked without a Docker daemon."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

import faultlines

ROOT = Path(__file__).resolve().parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def test_one_engine_of_one_version() -> None:
    assert SERVICES["neo4j"]["image"] == "neo4j:5.26-community"


@pytest.mark.parametrize("name", ["neo4j", "explorer"])
def test_services_that_stay_have_a_health_check_and_start_again(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_explorer_waits_for_the_load_and_the_load_for_neo4j() -> None:
    assert SERVICES["explorer"]["depends_on"]["load"]["condition"] == "service_completed_successfully"
    assert SERVICES["load"]["depends_on"]["neo4j"]["condition"] == "service_healthy"


def test_no_password_stands_in_the_file() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    said = re.findall(r"(?:NEO4J_AUTH: neo4j/|PASSWORD: )(\S+)", text)
    assert said
    assert all(value.startswith("${FAULTLINES_NEO4J_PASSWORD:?") for value in said)


def test_ports_are_open_to_this_machine_only() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert ports == ["127.0.0.1:8050:8050"]


def test_every_volume_is_declared() -> None:
    named = {volume.split(":")[0] for service in SERVICES.values() for volume in service["volumes"]}
    assert named == set(COMPOSE["volumes"])


def commands() -> list[list[str]]:
    """Every faultlines command in the two files, as its words."""
    image = re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    assert image is not None
    found = [yaml.safe_load(image[1]), SERVICES["explorer"]["command"]]
    for line in SERVICES["load"]["command"][0].split(";"):
        words = shlex.split(line)
        assert words[0] == "faultlines"
        found.append(words[1:])
    return found


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_commands_are_understood(words: list[str]) -> None:
    command = faultlines.commands.commands[words[0]]
    with click.Context(faultlines.commands) as parent:
        command.make_context(words[0], list(words[1:]), parent=parent)


def test_dockerfile_copies_what_is_there_and_all_that_the_wheel_needs() -> None:
    copied = {
        name for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE) for name in line.split()
    }
    assert all((ROOT / name).exists() for name in copied)
    assert {"cypher", "loader", "explorer", "faultlines.py", "pyproject.toml", "requirements.txt"} <= copied


def test_image_runs_as_nobody_in_particular() -> None:
    assert re.search(r"^USER (?!root)", DOCKERFILE, re.MULTILINE)
