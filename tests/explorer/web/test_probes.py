"""What looks after the explorer: alive, ready, and figures that Prometheus can read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from explorer.app import create_app
from explorer.graph import EXTENSION
from explorer.serving.server import warm_up
from tests.explorer.proxy import Proxy

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture
def client(settings: Settings) -> Iterator[FlaskClient]:
    """The explorer without a server."""
    app = create_app(settings).server
    yield app.test_client()
    app.extensions[EXTENSION].connected().close()


def get(address: str) -> tuple[int, str]:
    """Status and text of an answer."""
    try:
        with urlopen(address, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def samples(text: str) -> Samples:
    """Every figure, by name and labels."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_alive_ready_and_not_ready_with_the_reason(
    serve: Callable[[Settings], str], settings: Settings, proxy: Proxy, network: Graph
) -> None:
    address = serve(elsewhere(settings, proxy.port))
    assert get(f"{address}/healthz") == (200, "alive\n")
    assert get(f"{address}/readyz") == (200, "ready\n")
    proxy.shut()
    status, words = get(f"{address}/readyz")
    assert status == 503
    assert words.startswith(f"not ready: no Neo4j answers at bolt://127.0.0.1:{proxy.port}")
    assert get(f"{address}/healthz") == (200, "alive\n")
    assert samples(get(f"{address}/metrics")[1])["faultlines_graph_up", ()] == 0
    proxy.open()
    assert get(f"{address}/readyz") == (200, "ready\n")


def elsewhere(settings: Settings, port: int) -> Settings:
    """The session's graph behind a door."""
    password = SecretStr(engine.locate(settings).password)
    return settings.model_copy(update={"neo4j_uri": f"bolt://127.0.0.1:{port}", "neo4j_password": password})


def test_what_every_visitor_asks_first_is_asked_before(
    settings: Settings, network: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    ask = Graph._ask
    monkeypatch.setattr(Graph, "_ask", lambda graph, name, **given: asked.add(name) or ask(graph, name, **given))
    warm_up(settings)
    assert {
        "pulse",
        "opening",
        "canvas-statements",
        "canvas-balance",
        "counts",
        "search",
        "actor",
        "canvas-neighbours",
    } <= asked


def test_a_graph_that_is_away_is_not_waited_for(settings: Settings, proxy: Proxy) -> None:
    proxy.shut()
    warm_up(elsewhere(settings, proxy.port))


def test_figures_of_runs_and_queries(network: Graph, client: FlaskClient) -> None:
    client.get("/readyz")
    found = samples(client.get("/metrics").text)
    assert found["faultlines_graph_up", ()] == 1
    assert found["faultlines_runs", (("source", "wagner-2023"), ("status", "done"))] == 1
    assert found["faultlines_rows_total", (("source", "wagner-2023"), ("what", "created"))] == 33
    assert found["faultlines_run_seconds_count", (("source", "wagner-2023"),)] == 1
    assert found["faultlines_source_state", (("source", "wagner-2023"), ("state", "fresh"))] == 1
    assert found["faultlines_source_state", (("source", "wagner-2023"), ("state", "late"))] == 0
    assert 0 < found["faultlines_source_age_seconds", (("source", "wagner-2023"),)] < 3600
    assert found["faultlines_source_paused", (("source", "wagner-2023"),)] == 0
    assert found["faultlines_schedulers", ()] == 0
    assert found["faultlines_query_seconds_count", (("query", "pulse"),)] == 1
    assert found["faultlines_query_seconds_bucket", (("le", "20.0"), ("query", "pulse"))] == 1
    assert found["faultlines_query_seconds_sum", (("query", "pulse"),)] > 0


@pytest.mark.parametrize(
    ("version", "status", "words"), [(99, 503, "written by a newer faultlines"), (0, 503, "an older faultlines")]
)
def test_a_graph_of_another_schema_is_not_ready(
    graph: Graph, client: FlaskClient, version: int, status: int, words: str
) -> None:
    graph.command("MATCH (m:Meta {id: 'schema'}) SET m.before = m.version, m.version = $v", {"v": version})
    try:
        answer = client.get("/readyz")
    finally:
        graph.command("MATCH (m:Meta {id: 'schema'}) SET m.version = m.before REMOVE m.before")
    assert answer.status_code == status
    assert words in answer.text


def test_an_empty_graph_is_ready_for_its_first_load(graph: Graph, client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (200, "ready: the graph has no statements yet\n")
