"""What monitoring reads of this machine."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest

from cypher.settings import Settings
from cypher.upkeep.backup import DUMP, NAME, NOTES, Backup
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


def test_the_embedded_graph_on_the_disk(tmp_path: Path) -> None:
    store = tmp_path / "graph" / "data" / "databases" / "neo4j"
    store.mkdir(parents=True)
    (store / "neostore").write_bytes(b"12345")
    (store / "gone").symlink_to(tmp_path / "nowhere")
    now = figures(Settings(home=tmp_path))
    assert now["faultlines_graph_store_bytes"] == 5
    assert "faultlines_graph_memory_bytes" not in now, "it does not run"
    assert "faultlines_graph_store_bytes" not in figures(Settings(home=tmp_path, neo4j_uri="bolt://127.0.0.1:9"))
