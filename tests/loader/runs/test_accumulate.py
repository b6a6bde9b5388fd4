"""What a feed says of an actor accumulates over its inputs, in whatever order, pieces and accidents they come."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from tests.loader.conftest import Folder, Killer, Loads
from tests.loader.truth import edges

NAMES = {"CAN": ("CANADA", "NOVA SCOTIA", "OTTAWA"), "USA": ("UNITED STATES", "TEXAS"), "RUS": ("RUSSIA", "MOSCOW")}
Event = tuple[str, str, str, str]
"""Who does something to whom, each with the name that the row gives."""
EMPTY = "MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType DETACH DELETE n"
FEED: dict[str, Any] = {
    "said_by": "the feed",
    "reads": "increment",
    "types": {"EVENT": {"screen": "event"}},
    "limit": {},
    "parts": {
        "events": {
            "file": "events.csv",
            "actors": [
                {"key": "{one}", "name": "{one_name}", "kind": "other"},
                {"key": "{two}", "name": "{two_name}", "kind": "other"},
            ],
            "statements": {"subject": "{one}", "object": "{two}", "type": "event", "key": "{id}", "evidence": "e"},
        }
    },
}
SHOWN = """
MATCH (r:Record {source: 'feed'}) RETURN r.key AS key, r.name AS name, r.names AS names, r.called AS called
"""


def events_of(folder: Path, numbered: list[tuple[int, Event]]) -> None:
    """Write an input of the feed."""
    rows = [",".join((str(number), *event)) for number, event in numbered]
    (folder / "events.csv").write_text("\n".join(["id,one,one_name,two,two_name", *rows, ""]), "utf-8")


def shown(graph: Graph) -> dict[str, tuple[str, list[str], list[str]]]:
    """Each actor's name, its names, and how often it is called what."""
    return {row["key"]: (row["name"], row["names"], row["called"]) for row in graph.read(SHOWN)}


def expected(events: list[Event]) -> dict[str, tuple[str, list[str], list[str]]]:
    """The same in plain Python, of all events."""
    counts: dict[str, Counter[str]] = {}
    for one, one_name, two, two_name in events:
        counts.setdefault(one, Counter())[one_name] += 1
        counts.setdefault(two, Counter())[two_name] += 1
    return {
        key: (
            min(called, key=lambda name: (-called[name], name)),
            sorted(called),
            [f"{called[name]} {name}" for name in sorted(called)],
        )
        for key, called in counts.items()
    }


@st.composite
def event(draw: st.DrawFn) -> Event:
    """One row of the feed."""
    one, two = draw(st.permutations(list(NAMES)))[:2]
    return one, draw(st.sampled_from(NAMES[one])), two, draw(st.sampled_from(NAMES[two]))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), events=st.lists(event(), min_size=2, max_size=12))
def test_pieces_in_any_order_say_what_the_whole_says(
    loads: Loads, source: Folder, graph: Graph, data: st.DataObject, events: list[Event]
) -> None:
    graph.command(EMPTY)
    folder = source("feed", **FEED)
    numbered = data.draw(st.permutations(list(enumerate(events))))
    cut = data.draw(st.integers(1, len(events) - 1))
    for part in (numbered[:cut], numbered[cut:]):
        events_of(folder, part)
        assert loads("feed").status == "done"
    assert shown(graph) == expected(events)
    assert len(edges(graph)) == len({(one, two) for one, _, two, _ in events})
    events_of(folder, numbered[:cut])
    assert loads("feed").difference.writes == 0, "an input that was loaded before is not counted again"
    assert shown(graph) == expected(events)


CANADA = [(n, ("CAN", "CANADA", "RUS", "RUSSIA")) for n in range(5)]
NOVA_SCOTIA = [(n, ("CAN", "NOVA SCOTIA", "USA", "TEXAS")) for n in range(5, 8)]


def test_an_input_that_calls_all_actors_otherwise_is_not_held(loads: Loads, source: Folder, graph: Graph) -> None:
    folder = source("feed", **FEED)
    events_of(folder, CANADA)
    loads("feed")
    events_of(folder, NOVA_SCOTIA)
    outcome = loads("feed")
    assert (outcome.status, outcome.difference.actors.changed) == ("done", 1)
    assert shown(graph)["CAN"] == ("CANADA", ["CANADA", "NOVA SCOTIA"], ["5 CANADA", "3 NOVA SCOTIA"])
    assert graph.read("MATCH (a:Actor {id: 'feed:CAN'}) RETURN a.name AS name") == [{"name": "CANADA"}]


def test_a_load_that_is_killed_counts_once(loads: Loads, kill: Killer, source: Folder, graph: Graph) -> None:
    folder = source("feed", **FEED)

    def history(at: int | None) -> tuple[str, int, dict[str, Any]]:
        graph.command(EMPTY)
        events_of(folder, CANADA)
        loads("feed")
        events_of(folder, NOVA_SCOTIA)
        answer = kill("feed", at=at)
        if at is not None:
            assert answer["exit"] == -9
            loads("feed")
        return graph_fingerprint(graph), len(answer["points"]), shown(graph)

    whole, points, names = history(None)
    assert names == expected([said for _, said in (*CANADA, *NOVA_SCOTIA)])
    for at in range(points - 1):
        assert history(at)[::2] == (whole, names), at


@pytest.mark.parametrize(("now", "status"), [("Alpha", "done"), ("Omega", "held")])
def test_an_actor_that_a_feed_describes_by_itself_counts(
    loads: Loads, source: Folder, graph: Graph, now: str, status: str
) -> None:
    head, rows = "key,name,kind,names\n", "a{n},{name} {n},person,{names}\n"
    for name, names in (("Alpha", "Other"), (now, "")):
        said = "".join(rows.format(n=n, name=name, names=names) for n in range(4))
        source("feed", actors=head + said, reads="increment", limit={})
        outcome = loads("feed")
    assert outcome.status == status
    assert shown(graph)["a1"] == ("Alpha 1", ["Alpha 1", "Other"], None)
