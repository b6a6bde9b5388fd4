"""What monitoring reads of this machine, and that the alert rules speak of what there is."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml
from prometheus_client import CollectorRegistry, generate_latest

from cypher.settings import Settings
from cypher.upkeep.backup import DUMP, NAME, NOTES, Backup
from docs.rooms import ROOT
from explorer.web.machine import Machine

NOW = datetime(2026, 1, 2, 6, tzinfo=UTC)


def figures(settings: Settings) -> dict[str, float]:
    """The figures by name."""
    registry = CollectorRegistry()
    registry.register(Machine(settings, lambda: NOW))
    lines = generate_latest(registry).decode().splitlines()
    return {line.split()[0]: float(line.split()[1]) for line in lines if not line.startswith("#")}


def test_the_last_backup(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    assert not any("backup" in name for name in figures(settings)), "none is to be made"
    settings = settings.model_copy(update={"backup_folder": tmp_path})
    assert figures(settings)["faultlines_backup_age_seconds"] == float("inf")
    for hours, lacks in ((30, ()), (6, ("ab",))):
        made = NOW - timedelta(hours=hours)
        folder = tmp_path / made.strftime(NAME)
        folder.mkdir()
        notes = Backup(made.isoformat(), "0", "5", 3, "", 4096, (), None, None, lacks)
        (folder / NOTES).write_text(json.dumps(asdict(notes)))
        (folder / DUMP).touch()
    now = figures(settings)
    assert now["faultlines_backup_age_seconds"] == 6 * 3600
    assert (now["faultlines_backup_size_bytes"], now["faultlines_backup_lacking_inputs"]) == (4096, 1)
    assert now["faultlines_disk_free_bytes"] > 0


def test_the_alert_rules_ask_for_figures_that_there_are() -> None:
    rules = yaml.safe_load((ROOT / "deploy" / "alerts.yaml").read_text("utf-8"))["groups"][0]["rules"]
    known = (ROOT / "docs" / "operations.md").read_text("utf-8")
    code = "\n".join((ROOT / "explorer" / "web" / name).read_text("utf-8") for name in ("figures.py", "machine.py"))
    for rule in rules:
        (name,) = re.findall(r"faultlines_\w+", rule["expr"])
        assert f'"{name}"' in code, name
        assert name in known or name.removeprefix("faultlines_backup") in known
        assert rule["alert"]
        assert rule["annotations"]["summary"]
