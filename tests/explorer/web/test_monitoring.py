"""Requests are counted, and what is asked for by alert rules and the dashboard is on the page /metrics."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml
from flask.testing import FlaskClient
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import Dashboard
from prometheus_client.parser import text_string_to_metric_families

from cypher.graph import Graph
from cypher.settings import Settings
from cypher.upkeep.backup import DUMP, NAME, NOTES, Backup
from docs.rooms import ROOT
from explorer.app import create_app
from explorer.graph import EXTENSION

BOARD: dict[str, Any] = json.loads((ROOT / "deploy" / "grafana.json").read_text("utf-8"))
ALERTS: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "alerts.yaml").read_text("utf-8"))
RULES: list[dict[str, Any]] = ALERTS["groups"][0]["rules"]
QUERIES = [rule["expr"] for rule in RULES] + [
    target["expr"] for panel in BOARD["panels"] for target in panel["targets"]
]
SCRAPED = {"instance", "job"}
"""Labels that Prometheus itself adds."""


@pytest.fixture
def client(settings: Settings, tmp_path: Path) -> Iterator[FlaskClient]:
    """The explorer without a server, on a machine with a backup."""
    made = datetime.now(UTC)
    folder = tmp_path / made.strftime(NAME)
    folder.mkdir()
    (folder / NOTES).write_text(json.dumps(asdict(Backup(made.isoformat(), "0", "5", 3, "", 9, (), None, None))))
    (folder / DUMP).touch()
    app = create_app(settings.model_copy(update={"backup_folder": tmp_path})).server
    yield app.test_client()
    app.extensions[EXTENSION].connected().close()


def labels_by_name(client: FlaskClient) -> dict[str, set[str]]:
    """Each figure on the page, with the names of its labels."""
    client.get("/readyz")
    names: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(client.get("/metrics").text):
        for sample in family.samples:
            names.setdefault(sample.name, set()).update(sample.labels)
    return names


def test_requests_are_counted_by_rule_and_by_known_methods_alone(network: Graph, client: FlaskClient) -> None:
    client.get("/readyz")
    client.get("/bundles/a-name")
    client.get("/bundles/another")
    client.open("/healthz", method="BREW")
    text = client.get("/metrics").text
    counted = {
        line.rpartition(" ")[0].removeprefix("faultlines_requests_total"): float(line.rpartition(" ")[2])
        for line in text.splitlines()
        if line.startswith("faultlines_requests_total")
    }
    assert counted == {
        '{method="GET",route="/readyz",status="200"}': 1,
        '{method="GET",route="/bundles/<path:name>",status="404"}': 2,
        '{method="other",route="none",status="405"}': 1,
    }
    assert 'faultlines_request_seconds_count{route="/readyz"} 1.0' in text


def test_a_request_that_fails_is_counted_too(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("no")

    monkeypatch.setitem(client.application.view_functions, "probes.healthz", fail)
    assert client.get("/healthz").status_code == 500
    assert 'route="/healthz",status="500"} 1.0' in client.get("/metrics").text


def test_the_heap_of_the_server_and_its_size(network: Graph, client: FlaskClient) -> None:
    values = {
        sample.name: sample.value
        for family in text_string_to_metric_families(client.get("/metrics").text)
        for sample in family.samples
    }
    assert 0 < values["faultlines_graph_heap_used_bytes"] < values["faultlines_graph_heap_max_bytes"] <= 1 << 30
    assert values["faultlines_graph_store_bytes"] > 1 << 20
    assert values["faultlines_graph_memory_bytes"] > 100 << 20


def test_every_query_of_alerts_and_dashboard_asks_for_what_there_is(network: Graph, client: FlaskClient) -> None:
    names = labels_by_name(client)
    selectors: list[promql_parser.VectorSelector] = []

    def walk(expression: promql_parser.Expr) -> None:
        """Gather every selector below an expression."""
        for part in ("expr", "lhs", "rhs", "vector_selector"):
            if (below := getattr(expression, part, None)) is not None:
                walk(below)
        for below in getattr(expression, "args", None) or ():
            walk(below)
        if isinstance(expression, promql_parser.VectorSelector):
            selectors.append(expression)

    for query in QUERIES:
        before = len(selectors)
        walk(promql_parser.parse(query))
        used = selectors[before:]
        assert len(used) == query.count("faultlines_"), query
        labels = set().union(*(names.get(selector.name, {"?"}) for selector in used))
        assert "?" not in labels, f"{query}: not on the page"
        for selector in used:
            assert {matcher.name for matcher in selector.matchers.matchers} <= names[selector.name], query
        grouped = {word.strip() for group in re.findall(r"by \(([^)]*)\)", query) for word in group.split(",")}
        assert grouped <= labels | SCRAPED, query


def test_the_alert_rules_are_as_prometheus_reads_them() -> None:
    assert set(ALERTS) == {"groups"}
    for rule in RULES:
        assert set(rule) <= {"alert", "expr", "for", "annotations"}
        assert re.fullmatch(r"Faultlines[A-Za-z]+", rule["alert"])
        assert re.fullmatch(r"\d+[smh]", rule.get("for", "1m"))
        assert rule["annotations"]["summary"]
        used = set(re.findall(r"\$labels\.(\w+)", rule["annotations"]["summary"]))
        grouped = re.search(r"by \(([^)]*)\)", rule["expr"])
        assert not used or used <= {word.strip() for word in grouped[1].split(",")} if grouped else not used


def test_the_dashboard_is_one_of_the_schema_that_it_names() -> None:
    """What Grafana's own model does not know does not come out of it again."""
    assert BOARD["schemaVersion"] == Dashboard().schema_version
    known = json.loads(json.dumps(Dashboard.from_json(BOARD), cls=JSONEncoder))
    assert lost(BOARD, known) == []
    assert lost(BOARD | {"tytle": "x"}, json.loads(json.dumps(Dashboard.from_json(BOARD), cls=JSONEncoder))) == [
        "tytle"
    ]
    assert len({panel["id"] for panel in BOARD["panels"]}) == len(BOARD["panels"])
    places = {
        (x, y)
        for grid in (panel["gridPos"] for panel in BOARD["panels"])
        for x in range(grid["x"], grid["x"] + grid["w"])
        for y in range(grid["y"], grid["y"] + grid["h"])
    }
    assert len(places) == sum(panel["gridPos"]["w"] * panel["gridPos"]["h"] for panel in BOARD["panels"])
    assert max(x for x, _ in places) == 23


def lost(before: object, after: object, where: str = "") -> list[str]:
    """The places of what is in a document and not, or not the same, in another."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            place
            for key, value in before.items()
            for place in lost(value, after.get(key, ...), f"{where}.{key}".strip("."))
        ]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [place for n, value in enumerate(before) for place in lost(value, after[n], f"{where}[{n}]")]
    return [] if before == after else [where]
