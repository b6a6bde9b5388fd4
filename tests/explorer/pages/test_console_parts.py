"""The console's parts by themselves: cells, fields, places in a text, drawings, plans, and who may speak to it."""

from __future__ import annotations

import datetime
import json
import math
from typing import Any
from urllib.parse import parse_qs

import pytest
from flask.testing import FlaskClient

from cypher.errors import Cancelled, QueryError, StatementRejected, UsageError
from cypher.export.cells import drawn_value
from cypher.guard.plan import Plan
from cypher.guard.text import examine
from cypher.library.library import Library
from cypher.settings import Settings
from cypher.values import Node, Path, Relationship
from explorer.app import create_app
from explorer.bounds import MOST
from explorer.network.filter import EVERYTHING
from explorer.network.requests import handle
from explorer.page import pages
from explorer.pages.console.cells import display_cell, json_view
from explorer.pages.console.drawing import SOME, drawable_parts
from explorer.pages.console.plan import plan_tree
from explorer.pages.console.routes import is_local
from explorer.pages.console.session import run_failure
from explorer.parameters import ParameterField, field_value, permalink, query_fields, value_field
from explorer.web.bundles import manifest

OURS = {"X-Faultlines": "console"}
PUTIN = Node("4:a:1", ("Actor", "Person"), {"id": "w:putin", "name": "Vladimir Putin"})
RUSSIA = Node("4:a:2", ("Actor", "State"), {"id": "states:RUS", "name": "Russia"})
RECORD = Node("4:a:3", ("Record",), {"id": "w:record"})
LEADS = Relationship("5:a:1", "LEADS", "4:a:1", "4:a:2", {"id": "s:1"})


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        (None, None),
        (True, True),
        (7, 7),
        (2**60, str(2**60)),
        (math.inf, "inf"),
        ("<b>x</b>", "<b>x</b>"),
        (datetime.date(2023, 1, 20), "2023-01-20"),
        (["a", 1], '["a", 1]'),
        ("x" * 3000, "x" * 1999 + "…"),
        (PUTIN, "(:Actor:Person Vladimir Putin)"),
        (Path((PUTIN, RUSSIA), (LEADS,)), "(:Actor:Person Vladimir Putin)-[:LEADS]->(:Actor:State Russia)"),
    ],
)
def test_cells(what: Any, shown: Any) -> None:
    assert display_cell(what) == shown


def test_json_shows_the_first_rows_and_says_how_many_are_left() -> None:
    text, rest = json_view(["n"], [[n] for n in range(503)]).rsplit("\n", 1)
    assert json.loads(text)[-1] == {"n": 499}
    assert rest == "// 3 more rows: export them as JSON"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ({"kind": "text", "value": "null"}, "null"),
        ({"kind": "number", "value": "0.5"}, 0.5),
        ({"kind": "date", "value": "2023-01-20"}, datetime.date(2023, 1, 20)),
        ({"kind": "json", "value": '["a", null]'}, ["a", None]),
    ],
)
def test_fields_are_read_by_their_kind(given: ParameterField, meant: Any) -> None:
    assert field_value("x", given) == meant
    assert value_field(meant) == given


@pytest.mark.parametrize(
    ("kind", "text"), [("number", "ten"), ("number", "true"), ("date", "20.1.2023"), ("json", "{")]
)
def test_a_field_that_is_not_of_its_kind_is_named(kind: Any, text: str) -> None:
    with pytest.raises(UsageError, match=r"^\$on is not"):
        field_value("on", {"kind": kind, "value": text})


def test_a_named_query_has_a_field_for_each_parameter() -> None:
    query = Library.load().find("suppliers")
    assert query_fields(query)["actor"] == {"kind": "actor", "value": "wagner-2023:wagner-group"}
    told = query_fields(query, {"actor": "states:RUS", "on": "2023-01-20"})
    assert (told["actor"]["value"], told["on"]) == ("states:RUS", {"kind": "date", "value": "2023-01-20"})


def test_a_permalink_keeps_everything_behind_the_fragment() -> None:
    path, _, fragment = permalink("RETURN '&#=%' + $x\n", {"x": {"kind": "text", "value": "Вагнер & Co"}}).partition(
        "#"
    )
    assert path == "/console"
    said = parse_qs(fragment)
    assert said["q"] == ["RETURN '&#=%' + $x\n"]
    assert json.loads(said["p"][0])["x"]["value"] == "Вагнер & Co"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            StatementRejected(3, "it writes"),
            {"state": "refused", "layer": "layer 3: its plan", "message": "It writes", "at": None},
        ),
        (Cancelled(), {"state": "cancelled", "message": "Cancelled"}),
        (QueryError("no such thing"), {"state": "failed", "message": "no such thing"}),
    ],
)
def test_how_a_statement_ended(error: Any, told: dict[str, Any]) -> None:
    assert run_failure(error) == told


@pytest.mark.parametrize(
    "text",
    [
        "// head\nMATCH (n)\nRETRN n",
        "// head\n\nEXPLAIN MATCH (n)\nRETRN n",
        "CYPHER 5 /* why */ PROFILE\nMATCH (n)\nRETRN n",
    ],
)
def test_a_misread_word_is_found_in_the_text(text: str) -> None:
    with pytest.raises(StatementRejected) as refusal:
        examine(text)
    error = refusal.value
    assert run_failure(error, text)["at"] == text.index("RETRN")


def told_actors(name: str, **parameters: Any) -> list[dict[str, Any]]:
    """A graph in which every id that is asked for is a state."""
    if name == "by-element":
        return [{"element": e, "labels": ["Actor"], "properties": {"id": f"found:{e}"}} for e in parameters["elements"]]
    if name == "actors":
        known = [actor for actor in parameters["actors"] if not actor.startswith("http")]
        return [{"actor": a, "name": a, "kind": "state", "countries": [], "degree": 1} for a in known]
    return []


def test_nodes_ends_and_paths_are_drawn_and_the_rest_is_named() -> None:
    found = drawable_parts(
        told_actors, [[PUTIN, RECORD], [[{"deep": RUSSIA}], LEADS], [RECORD, Path((PUTIN, RUSSIA), (LEADS,))]]
    )
    assert found["actors"] == ["w:putin", "states:RUS"]
    assert found["skipped"] == ["Not drawn: 1 × Record. The canvas holds actors and what is said between them."]
    alone = drawable_parts(told_actors, [[LEADS]])
    assert alone["actors"] == ["found:4:a:1", "found:4:a:2"]
    gone = drawable_parts(told_actors, [[Relationship("5:a:2", "WITHDRAWN", "4:a:1", "4:a:2", {})]])
    assert "1 withdrawn statement" in gone["skipped"][0]


def test_ids_are_drawn_when_there_are_no_nodes() -> None:
    found = drawable_parts(
        told_actors, [["states:RUS", "https://example.org", 3, None], ["plain text", "states:PRK", 4, []]]
    )
    assert (found["actors"], found["named"]) == (["states:RUS", "states:PRK"], True)
    assert drawable_parts(told_actors, [[1, "x"]]) == {
        "actors": [],
        "named": False,
        "some": [],
        "skipped": [],
        "sketch": None,
        "links": {},
    }


def test_cells_lead_to_actors_and_to_the_evidence_of_pairs() -> None:
    rows = [[PUTIN, LEADS, "states:RUS", RECORD], [RUSSIA, 7, "plain: text", None]]
    links = drawable_parts(told_actors, rows)["links"]
    assert links[drawn_value(PUTIN)] == ["w:putin"]
    assert links[drawn_value(LEADS)] == ["w:putin", "states:RUS"]
    assert links["states:RUS"] == ["states:RUS"]
    assert drawn_value(RECORD) not in links
    namesake = Node("4:a:9", ("Actor", "Person"), {"id": "w:another", "name": "Vladimir Putin"})
    links = drawable_parts(told_actors, [[PUTIN, namesake, RUSSIA]])["links"]
    assert list(links) == [drawn_value(RUSSIA)], "actors of one name can't be told apart by it"
    assert drawable_parts(told_actors, [[LEADS]])["links"] == {drawn_value(LEADS): ["found:4:a:1", "found:4:a:2"]}


def test_a_hedgehog_is_cut_and_says_so() -> None:
    rows = [[Node(f"4:a:{n}", ("Actor",), {"id": f"a:{n}"})] for n in range(MOST + 7)]
    found = drawable_parts(told_actors, rows)
    assert len(found["actors"]) == MOST
    assert found["skipped"] == [f"The first {MOST:,} can be drawn; 7 more are in the table."]
    assert found["sketch"] is None
    assert found["some"] == [f"a:{n}" for n in sorted(range(MOST), key=str)[:SOME]]


@pytest.mark.parametrize("replace", [True, False])
def test_an_answer_goes_to_the_canvas_as_one_step(replace: bool) -> None:
    wish: Any = {"serial": 1, "do": "result", "actors": ["a:1", "a:2"], "present": {"a:1": (5, 5)}, "replace": replace}
    change = handle(told_actors, wish, EVERYTHING)
    assert [node["id"] for node in change["nodes"]] == (["a:1", "a:2"] if replace else ["a:2"])
    assert change["replace"] is replace
    assert change["label"]


def test_a_plan_warns_where_everything_is_read() -> None:
    plan = Plan("ProduceResults", "n", 1.0, None, None, (Plan("AllNodesScan", "n", 9.0, None, None, ()),))
    found = plan_tree(plan)
    assert found["warns"] is None
    assert "Every node" in (found["children"][0]["warns"] or "")


@pytest.mark.parametrize("path", ["run", "cancel", "complete", "query", "watch", "restart", "export"])
def test_only_our_own_page_is_heard(client: FlaskClient, path: str) -> None:
    body = {"client": "x"}
    assert client.post(f"/console/{path}", json=body).status_code == 403
    assert client.post(f"/console/{path}", data=json.dumps(body), headers=OURS).status_code == 403
    crossing = OURS | {"Sec-Fetch-Site": "cross-site"}
    assert client.post(f"/console/{path}", json=body, headers=crossing).status_code == 403
    assert client.post(f"/console/{path}", json=["no object"], headers=OURS).status_code == 400


def test_a_restart_is_not_had_under_a_foreign_name(client: FlaskClient, settings: Settings) -> None:
    headers = OURS | {"Host": "rebound.example:8050"}
    assert client.post("/console/restart", json={"client": "x"}, headers=headers).status_code == 421
    allowing = create_app(settings.model_copy(update={"allowed_hosts": ["rebound.example"]})).server.test_client()
    assert allowing.post("/console/restart", json={"client": "x"}, headers=headers).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "[::1]:8050", "localhost", "localhost:8050"])
def test_names_of_this_machine(host: str) -> None:
    assert is_local(host)
    assert not is_local(f"a{host}")


def test_cancelling_what_does_not_run_says_so(client: FlaskClient) -> None:
    answer = client.post("/console/cancel", json={"client": "x", "run": "y"}, headers=OURS)
    assert answer.get_json()["state"] == "unknown"


def test_pages_have_paths_of_their_own(client: FlaskClient) -> None:
    paths = [page.path for page in pages()]
    assert "/console" in paths
    assert len(paths) == len(set(paths))
    for page in pages():
        scripts = [
            f"/bundles/{name}" for name in (manifest()["bundles"][page.name][kind] for kind in ("script", "style"))
        ]
        for address in (page.path, *page.libraries, *scripts):
            with client.get(address) as answer:
                assert answer.status_code == 200, address


def test_the_network_loads_nothing_of_the_pages(client: FlaskClient) -> None:
    index = client.get("/").get_data(as_text=True)
    for page in pages():
        assert f"bundles/{page.name}-" not in index
    assert "dash_ag_grid.min" not in index
