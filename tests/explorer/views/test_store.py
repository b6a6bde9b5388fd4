"""Views in the graph: what is kept of them, what has changed since, who may open and change them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient

from cypher.decisions.decide import decide
from cypher.decisions.partition import DecisionKind
from cypher.errors import UsageError
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from cypher.settings import Settings
from explorer.network.filter import EVERYTHING, Filter
from explorer.views.difference import ViewDifference, find_difference
from explorer.views.store import Owner, Views, ViewState
from loader.catalogue.source import find_source
from loader.commands.input import matched_input
from loader.history.revert import revert
from loader.runs.job import Options
from loader.runs.run import load_source
from tests.loader.conftest import elsewhere

HEAD = "subject,type,object,said_by,evidence\n"
FIRST = HEAD + "a,supplies,b,x,Rifles.\nb,rival-of,c,x,Foes.\na,leads,c,x,Leads.\n"
SECOND = HEAD + "a,supplies,b,x,Drones.\na,leads,c,x,Leads.\na,ally-of,c,x,Friends.\n"
ACTORS = "key,name,kind,identifiers\na,Alpha,state,\nb,Beta,state,\nc,Gamma,organization,\n"
STATE = ViewState(places={f"gazette:{key}": (n * 100.0, 0.0) for n, key in enumerate("abc")}, parts={"filter": None})


class Gazette:
    """A source of one's own, which can say something else."""

    def __init__(self, settings: Settings, graph: Graph, folder: Path) -> None:
        self.settings, self.graph, self.folder = elsewhere(settings, folder / "home"), graph, folder

    def say(self, statements: str, actors: str = ACTORS, name: str = "gazette", rank: int = 50) -> str:
        """Load an edition; the run's id."""
        place = self.folder / "sources" / name
        place.mkdir(parents=True, exist_ok=True)
        for part, text in (("actors", actors), ("statements", statements)):
            (place / f"{part}.csv").write_text(text, "utf-8")
        parts = {part: {"file": f"{part}.csv"} for part in ("actors", "statements")}
        said = {"title": name, "publisher": "nobody", "rank": rank, "parts": parts, "limit": {"share": 1}}
        (place / "manifest.yaml").write_text(yaml.safe_dump(said), "utf-8")
        source = find_source(self.settings, name)
        return str(load_source(self.settings, self.graph, source, matched_input(source, ()), Options()).run)

    def revert(self, run: str) -> None:
        """Take a run back."""
        revert(self.settings, self.graph, run, Options())


@pytest.fixture
def gazette(settings: Settings, graph: Graph, tmp_path: Path) -> Gazette:
    """The source, loaded once."""
    source = Gazette(settings, graph, tmp_path)
    source.say(FIRST)
    return source


@pytest.fixture
def views(gazette: Gazette) -> Callable[..., Views]:
    """The views as one person sees them; without a name as where nobody logs in."""

    def of(name: str | None = None, *, everything: bool = False) -> Views:
        return Views(gazette.graph, gazette.graph.ask, Owner(name, name is None or everything))

    return of


def difference(views: Views, view: str) -> ViewDifference:
    """What has changed since a view was saved."""
    row = views.find(view)
    return find_difference(views.ask, row["actors"], row["statements"], row["compared"])


def told(found: ViewDifference) -> list[tuple[str, str, str, str]]:
    """The changes in short."""
    return sorted((c.kind, c.said["subject"][-1], c.said["object"][-1], c.said["run"]) for c in found.changes)


def test_a_view_says_what_a_load_and_its_revert_changed(gazette: Gazette, views: Callable[..., Views]) -> None:
    graph, mine = gazette.graph, views()
    before, held = graph_fingerprint(graph), graph.ask("pulse")
    view = mine.save(STATE, " What I saw ", "Since Monday.", shared=False)
    assert (graph_fingerprint(graph), graph.ask("pulse")) == (before, held)
    assert graph.ask("search", text="What I saw") == []
    row = mine.find(view)
    assert (row["name"], row["notes"], row["owner"], len(row["statements"])) == ("What I saw", "Since Monday.", None, 3)
    places = {actor: list(place) for actor, place in STATE.places.items()}
    assert json.loads(row["state"]) == {"places": places, "parts": {"filter": None}}
    assert difference(mine, view) == ViewDifference()

    run = gazette.say(SECOND)
    found = difference(mine, view)
    assert told(found) == [("changed", "a", "b", run), ("new", "a", "c", run), ("withdrawn", "b", "c", run)]
    assert found.counts(EVERYTHING) == {"new": 1, "changed": 1, "withdrawn": 1}
    assert found.counts(Filter(hidden=("ALLY_OF",))) == {"changed": 1, "withdrawn": 1}
    assert found.counts(Filter(undated=False)) == {}

    gazette.revert(run)
    assert difference(mine, view) == ViewDifference(), "what a revert restores is as it was, in a new version"


def test_an_actor_that_became_part_of_another_is_named(gazette: Gazette, views: Callable[..., Views]) -> None:
    actors = "key,name,kind,identifiers\nq,Alfa,state,\nr,Rho,state,\n"
    gazette.say(HEAD + "q,rival-of,r,y,Old foes.\n", actors, "almanac", 60)
    state = ViewState(places={**STATE.places, "almanac:q": (0.0, 300.0)}, parts={})
    mine = views()
    view = mine.save(state, "Before", "", shared=False)
    decide(gazette.graph, DecisionKind.SAME, "gazette:a", "almanac:q", by="tester")
    found = difference(mine, view)
    (merger,) = found.merged
    assert (merger["name"], merger["now"], merger["now_name"], merger["by"]) == ("Alfa", "gazette:a", "Alpha", "tester")
    assert found.changes == []
    assert found.counts(EVERYTHING) == {"merged": 1}


def test_the_same_canvas_has_the_same_link(gazette: Gazette, views: Callable[..., Views]) -> None:
    mine = views()
    link = mine.link(STATE)
    assert mine.link(STATE) == link
    assert mine.listed() == []
    assert mine.link(ViewState(places=STATE.places, parts={})) != link
    gazette.say(SECOND)
    assert mine.link(STATE) != link, "something else is seen now"


def test_views_are_changed_and_all_of_it_can_be_undone(views: Callable[..., Views]) -> None:
    mine = views()
    view = mine.save(STATE, "One", "", shared=False)
    before = mine.change(view, "Two", "Notes.", shared=True)
    assert before == {"name": "One", "notes": "", "shared": False}
    copy = mine.copy(view, "Two (copy)")
    assert [row["name"] for row in mine.listed()] == ["Two (copy)", "Two"]
    mine.delete(copy, deleted=True)
    assert [row["id"] for row in mine.listed(deleted=True)] == [copy]
    mine.delete(copy, deleted=False)
    assert len(mine.listed()) == 2

    less = ViewState(places={"gazette:a": (1.0, 2.0)}, parts={})
    mine.replace(view, less)
    assert mine.find(view)["actors"] == ["gazette:a"]
    mine.replace(view, None)
    assert len(mine.find(view)["actors"]) == len(mine.find(view)["statements"]) == 3


def test_a_view_is_its_owners_until_it_is_shared(views: Callable[..., Views]) -> None:
    rita, anna = views("rita"), views("anna")
    view = rita.save(STATE, "Rita's", "", shared=False)
    assert [row["mine"] for row in rita.listed()] == [True]
    assert anna.listed() == []
    with pytest.raises(UsageError, match="no such view, or it is not shared"):
        anna.find(view)
    rita.change(view, "Rita's", "", shared=True)
    assert [row["mine"] for row in anna.listed()] == [False]
    assert anna.find(view)["owner"] == "rita"
    for forbidden in (lambda: anna.change(view, "x", "", shared=True), lambda: anna.delete(view, deleted=True)):
        with pytest.raises(UsageError, match="Only its owner"):
            forbidden()
    views("boss", everything=True).delete(view, deleted=True)
    assert rita.listed() == []
    assert [row["id"] for row in rita.listed(deleted=True)] == [view]
    own = anna.copy(anna.link(STATE), "From a link")
    assert anna.find(own)["owner"] == "anna"


WRONG: dict[str, tuple[str, Any, int]] = {
    "an id that is none": ("open", {"id": "../secrets"}, 400),
    "no actors": ("link", {"view": {"places": {}, "parts": {}}}, 400),
    "a place at infinity": ("link", {"view": {"places": {"a": [1e300, 0]}, "parts": {}}}, 400),
    "more than a view": ("link", {"view": {"places": {"a": [0, 0]}, "parts": {}, "owner": "me"}}, 400),
    "no name": ("save", {"view": {"places": {"a": [0, 0]}, "parts": {}}, "name": ""}, 400),
    "too much": ("link", {"view": {"places": {"a": [0, 0]}, "parts": {"x": "x" * 2_100_000}}}, 413),
}


@pytest.mark.parametrize(("route", "body", "status"), WRONG.values(), ids=WRONG)
def test_a_wrong_request_is_rejected(client: FlaskClient, route: str, body: Any, status: int) -> None:
    assert client.post(f"/views/{route}", json=body, headers={"X-Faultlines": "views"}).status_code == status


def test_a_view_that_is_not_there_is_said_in_words(client: FlaskClient, gazette: Gazette) -> None:
    answer = client.post("/views/open", json={"id": "0" * 32}, headers={"X-Faultlines": "views"})
    assert answer.get_json() == {"failed": "There is no such view, or it is not shared with you."}
    large = {"view": {"places": {"a": [0, 0]}, "parts": {"x": "x" * 1_100_000}}}
    answer = client.post("/views/link", json=large, headers={"X-Faultlines": "views"})
    assert "too large" in answer.get_json()["failed"]
