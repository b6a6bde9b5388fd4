"""What the library says about histories: listings that come and go, runs, stale sources, decisions that wait."""

import datetime
import json
import re
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from cypher.console.run import Console
from cypher.errors import UsageError
from cypher.graph import Graph
from cypher.library.repeat import GIVEN
from cypher.notebook import Notebook
from tests.cypher import small
from tests.cypher.small import Said

X, A, B, C = "test:x", "test:a", "test:b", "test:c"
RUNS = {n: datetime.datetime(2023, n, 5, 9, tzinfo=datetime.UTC) for n in (1, 2, 3)}
SAID = {n: datetime.date(2023, n, 1) for n in (1, 2, 3)}


def version(
    statement: str, n: int, brought: int, taken: int | None = None, why: str = "", **more: Any
) -> dict[str, Any]:
    """What a version of a statement carries that run `brought` wrote and run `taken` withdrew."""
    said: dict[str, Any] = {"statement": statement, "id": f"{statement}:{n}", "source": "test", **more}
    said |= {"recorded_at": RUNS[brought], "recorded_run": f"test-{brought}", "said_at": SAID[brought]}
    if taken:
        said |= {"type": "DESIGNATES", "why": why, "withdrawn_at": RUNS[taken], "withdrawn_run": f"test-{taken}"}
        said["said_until"] = SAID[taken]
    return said


HISTORY = [
    # Listed in January, still listed.
    Said(X, "DESIGNATES", A, version("stays", 1, 1, programme="P")),
    # Reworded in February.
    Said(X, "WITHDRAWN", A, version("reworded", 1, 1, 2, "changed", programme="Q")),
    Said(X, "DESIGNATES", A, version("reworded", 2, 2, programme="Q")),
    # Dropped in February, back in March.
    Said(X, "WITHDRAWN", B, version("back", 1, 1, 2, "ended", programme="P")),
    Said(X, "DESIGNATES", B, version("back", 2, 3, programme="P")),
    # Dropped in February, back and dropped again in March: one run apart.
    Said(X, "WITHDRAWN", C, version("gone", 1, 1, 2, "ended", programme="P")),
    Said(X, "WITHDRAWN", C, version("gone", 2, 2, 3, "retracted", programme="P")),
    # New in March, with a last day.
    Said(X, "DESIGNATES", C, version("short", 1, 3, programme="R", valid_to=datetime.date(2023, 4, 1))),
    # Said to come; to end, too; and a denial that was withdrawn: no listings.
    Said(X, "DESIGNATES", B, version("to come", 1, 3, valid_to=datetime.date(2023, 4, 1), stance="announced")),
    Said(X, "WITHDRAWN", B, version("denied", 1, 1, 3, "ended", denied=True)),
]


@pytest.fixture
def history(graph: Graph) -> Graph:
    """Three runs of a list."""
    small.write(graph, HISTORY)
    for n, at in RUNS.items():
        graph.command(
            "MATCH (s:Source {id: 'test'}) CREATE (:Run {id: $id, source: 'test', n: $n, status: 'done', "
            "reads: 'snapshot', started_at: $at, ended_at: $at, said_at: $said})-[:OF]->(s)",
            {"id": f"test-{n}", "n": n, "at": at, "said": SAID[n]},
        )
    return graph


@pytest.mark.parametrize(
    ("since", "clock", "expected"),
    [
        (
            "2023-01-01",
            "said",
            {"reworded:2": "changed", "back:2": "again", "short:1": "new", "to come:1": "new"},
        ),
        ("2023-02-02", "said", {"back:2": "again", "short:1": "new", "to come:1": "new"}),
        ("2023-02-05", "recorded", {"reworded:2": "changed", "back:2": "again", "short:1": "new", "to come:1": "new"}),
        ("2023-02-06", "recorded", {"back:2": "again", "short:1": "new", "to come:1": "new"}),
        ("2023-03-06", "recorded", {}),
        ("2000-01-01", "valid", {}),
    ],
)
def test_new_designations(history: Graph, since: str, clock: str, expected: dict[str, str]) -> None:
    rows = history.ask("new-designations", authority=X, since=since, clock=clock)
    assert {row["id"]: row["news"] for row in rows} == expected
    days = [row["day"] for row in rows]
    assert days == sorted(days, reverse=True)
    for until in set(days):
        some = history.ask("new-designations", authority=X, since=since, until=until, clock=clock, kind="organization")
        assert [row["id"] for row in some] == [row["id"] for row in rows if row["day"] <= until]
    assert history.ask("new-designations", authority=X, since=since, clock=clock, kind="person") == []


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2023-01-01", [("short:1", "over", "2023-04-01", 0), ("gone:2", "retracted", "2023-03-01", 0)]),
        ("2023-03-02", [("short:1", "over", "2023-04-01", 0)]),
        ("2023-04-02", []),
    ],
)
def test_delistings(history: Graph, since: str, expected: list[tuple[str, str, str, int]]) -> None:
    rows = history.ask("delistings", authority=X, since=since)
    assert [(row["id"], row["how"], str(row["day"]), row["remaining"]) for row in rows] == expected


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (1, {(f"{name}:1", "created", None) for name in ("stays", "reworded", "back", "gone", "denied")}),
        (2, {("reworded:2", "changed", "reworded:1"), ("back:1", "ended", None), ("gone:1", "ended", None)}),
        (3, {("back:2", "returned", "back:1"), ("short:1", "created", None), ("to come:1", "created", None)}),
    ],
)
def test_run_changes(history: Graph, run: int, expected: set[tuple[str, str, str | None]]) -> None:
    more = {2: {("gone:2", "returned", "gone:1")}, 3: {("gone:2", "retracted", None), ("denied:1", "ended", None)}}
    rows = history.ask("run-changes", run=f"test-{run}")
    assert {(row["id"], row["change"], row["before"]) for row in rows} == expected | more.get(run, set())
    assert {row["id"] for row in rows if row["denied"]} == {"denied:1"} - ({"denied:1"} if run == 2 else set())


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2023-01-31", {"stays:1", "reworded:1", "back:1", "gone:1", "denied:1"}),
        ("2023-02-01", {"stays:1", "reworded:2", "gone:2", "denied:1"}),
        ("2023-03-01", {"stays:1", "reworded:2", "back:2", "short:1", "to come:1"}),
    ],
)
def test_each_day_has_its_own_graph(history: Graph, day: str, known: set[str]) -> None:
    by_said = history.ask("as-known", actor=X, known=day)
    assert {row["id"] for row in by_said} == known
    later = datetime.date.fromisoformat(day) + datetime.timedelta(days=4)  # the runs came four days after
    assert {row["id"] for row in history.ask("as-known", actor=X, known=later, clock="recorded")} == known


def test_withdrawn_by_day_and_reason(history: Graph) -> None:
    rows = history.ask("withdrawn", source="test", since="2023-03-05")
    assert {(row["id"], row["denied"]) for row in rows} == {("gone:2", False), ("denied:1", True)}
    assert {row["id"] for row in history.ask("withdrawn", source="test", why="changed")} == {"reworded:1"}


@pytest.mark.parametrize(
    ("before", "clock", "stale"),
    [
        ("2023-03-01", "said", [("silent", None)]),
        ("2023-03-02", "said", [("silent", None), ("test", "2023-03-01")]),
        ("2023-03-05", "recorded", [("silent", None)]),
        ("2023-03-06", "recorded", [("silent", None), ("test", "2023-03-05")]),
    ],
)
def test_stale_sources(history: Graph, before: str, clock: str, stale: list[tuple[str, str | None]]) -> None:
    history.command("CREATE (:Source {id: 'silent', title: 'Never read', rank: 1})")
    history.command("CREATE (:Run {id: 'test-4', source: 'test', n: 4, status: 'failed'})")
    rows = history.ask("stale-sources", before=before, clock=clock)
    assert [(row["source"], row["last"] and str(row["last"])) for row in rows] == stale
    assert [row["failed_since"] for row in rows if row["source"] == "test"] == [1] * (len(stale) - 1)


def test_proposals(graph: Graph) -> None:
    small.write(graph, [Said(A, "ALLY_OF", B)])
    propose = (
        "MATCH (r:Record {id: $r}) MATCH (a:Actor {id: $a}) "
        "CREATE (r)-[:PROPOSED {identifier: 'lei:1', proposed_at: $at}]->(a)"
    )
    for own, other in ((A, B), (A, A)):  # the second has been settled by a merge
        graph.command(propose, {"r": own, "a": other, "at": RUNS[1]})
    (row,) = graph.ask("proposals")
    assert (row["record"], row["own"], row["proposed"], row["identifier"]) == (A, A, B, "lei:1")
    assert row["proposed_at"] == RUNS[1]


def test_limits_keep_what_comes_first(history: Graph) -> None:
    for name, given in {
        "new-designations": {"authority": X, "since": "2023-01-01"},
        "delistings": {"authority": X, "since": "2023-01-01"},
        "listed-under": {"authority": X},
        "as-known": {"actor": X, "known": "2023-03-01"},
        "withdrawn": {"source": "test"},
        "hubs": {},
        "timeline": {"actor": X},
    }.items():
        everything = history.ask(name, **given)
        assert len(everything) > 1
        assert history.ask(name, **given, limit=1) == everything[:1]


@pytest.mark.parametrize(
    ("shares", "blocked"),
    [
        ({(A, B): 0.5}, {B}),
        ({(A, B): 0.49}, set()),
        ({(A, B): 0.6, (B, C): 0.6}, {B, C}),
        ({(A, B): 0.3, (A, C): 0.3, (B, C): 0.3}, set()),
        ({(A, B): 0.6, (A, C): 0.3, (B, C): 0.2}, {B, C}),
    ],
)
def test_the_fifty_percent_rule(graph: Graph, shares: dict[tuple[str, str], float], blocked: set[str]) -> None:
    owned = [Said(above, "OWNS", below, {"share": share}) for (above, below), share in shares.items()]
    small.write(graph, [Said(X, "DESIGNATES", A), *owned])
    assert {row["actor"] for row in graph.ask("fifty-percent", authority=X)} == blocked


CHAIN = [f"test:n{step}" for step in range(8)]


@pytest.fixture
def chain(graph: Graph) -> Graph:
    """A list with one entry, which owns a company that owns a company, and so on; the last owns the first back."""
    owned = [
        Said(above, "OWNS", below, {"share": 0.5}) for above, below in zip(CHAIN, CHAIN[1:] + CHAIN[:1], strict=True)
    ]
    over = Said(CHAIN[0], "OWNS", "test:over", {"share": 1.0, "valid_to": datetime.date(2020, 1, 1)})
    small.write(graph, [Said(X, "DESIGNATES", CHAIN[0]), *owned, over, Said(CHAIN[3], "OWNS", CHAIN[2])])
    return graph


BLOCKED = [(name, step, 0.5, int(name == CHAIN[2])) for step, name in enumerate(CHAIN[1:], start=1)]


def test_whoever_is_owned_by_the_blocked_is_found_to_the_end_of_the_chain(chain: Graph) -> None:
    rows = chain.ask("fifty-percent", authority=X)
    assert [(row["actor"], row["steps"], row["share"], row["unknown"]) for row in rows] == BLOCKED
    assert chain.ask("fifty-percent", authority=X, limit=3) == rows[:3]
    assert Notebook(chain).rows("fifty-percent", authority=X) == rows
    early = chain.ask("fifty-percent", authority=X, on=datetime.date(2019, 1, 1))
    assert {row["actor"] for row in early} == {*CHAIN[1:], "test:over"}


def test_the_command_line_and_the_console_ask_until_nobody_new_is_found(
    chain: Graph, faultlines: Callable[..., "subprocess.CompletedProcess[str]"]
) -> None:
    done = faultlines("query", "fifty-percent", f"authority={X}", "--format", "json")
    assert [row["actor"] for row in json.loads(done.stdout)] == CHAIN[1:]
    query = chain.library.find("fifty-percent")
    given = {name: value for name, value in query.bind({"authority": X, "limit": 5}).items() if name not in GIVEN}
    with Console(chain) as console:
        for text in (query.text, f"// {query.purpose}\n{query.body};"):
            with console.run(text, given) as run:
                assert run.columns[:2] == ("actor", "name")
                assert [row[0] for row in run] == CHAIN[1:6]
        assert console.plan(query.text, given).operator


USA, TREASURY, OFAC = "test:usa", "test:treasury", "test:ofac"
PARTS = [Said(OFAC, "PART_OF", TREASURY), Said(TREASURY, "PART_OF", USA), Said("test:army", "PART_OF", USA)]


@pytest.mark.parametrize("authority", [USA, TREASURY, OFAC])
def test_a_question_about_an_authority_includes_its_parts_and_what_it_is_part_of(graph: Graph, authority: str) -> None:
    day = datetime.date(2023, 1, 26)
    listed = [
        Said(OFAC, "DESIGNATES", A, {"valid_from": day}),
        Said(USA, "DESIGNATES", B),
        Said("test:eu", "DESIGNATES", C),
    ]
    owned = [Said(A, "OWNS", "test:shell", {"share": 0.5})]
    supplied = [
        Said(
            "test:early",
            "SUPPLIES",
            A,
            {"valid_from": day - datetime.timedelta(9), "valid_to": day - datetime.timedelta(2)},
        ),
        Said("test:late", "SUPPLIES", A, {"valid_from": day + datetime.timedelta(2)}),
        Said("test:when", "SUPPLIES", A),
    ]
    small.write(graph, [*PARTS, *listed, *owned, *supplied])
    rows = graph.ask("suppliers-of-designated", authority=authority, ever=True)
    assert {(row["supplier"], row["already_designated"]) for row in rows} == {
        ("test:early", False),
        ("test:late", True),
        ("test:when", None),
    }
    assert [row["listed_by"] for row in rows] == [["ofac"]] * 3
    assert {row["supplier"] for row in graph.ask("suppliers-of-designated", authority=authority)} == {
        "test:late",
        "test:when",
    }
    under = graph.ask("listed-under", authority=authority)
    assert {(row["target"], row["listed_by"], row["undated"]) for row in under} == {
        (A, "ofac", False),
        (B, "usa", True),
    }
    (row,) = graph.ask("fifty-percent", authority=authority)
    assert (row["actor"], row["listed_by"], row["undated"]) == ("test:shell", ["ofac"], 1)


def test_what_a_first_reading_brings_is_no_news_and_a_listing_counts_once(history: Graph) -> None:
    """A second source carries what the first one carries, and a listing that nobody had."""
    at = datetime.datetime(2023, 3, 6, tzinfo=datetime.UTC)
    history.command("CREATE (:Run {id: 'other-1', source: 'other', n: 1, status: 'done', said_at: date('2023-03-06')})")
    history.command("CREATE (:Run {id: 'other-2', source: 'other', n: 2, status: 'done', said_at: date('2023-03-09')})")
    new = [
        (A, "Q", "other-1", 6, {}),
        (B, "P", "other-2", 9, {}),
        (C, "S", "other-1", 6, {}),
        (C, "T", "other-2", 9, {}),
    ]
    new.append((B, "U", "other-1", 6, {"valid_from": datetime.date(2023, 3, 3)}))
    for number, (target, programme, run, day, more) in enumerate(new):
        history.command(
            "MATCH (x:Actor {id: $x}) MATCH (t:Actor {id: $t}) CREATE (x)-[r:DESIGNATES]->(t) SET r = $all",
            {
                "x": X,
                "t": target,
                "all": {"statement": f"o{number}", "id": f"o{number}:1", "source": "other", "programme": programme}
                | {"recorded_at": at, "recorded_run": run, "said_at": datetime.date(2023, 3, day), "stance": "asserted"}
                | more,
            },
        )
    rows = history.ask("new-designations", authority=X, since="2023-02-15")
    assert {row["id"]: row["sources"] for row in rows} == {
        "back:2": ["other", "test"],  # test had it again in March, other from its second reading on
        "short:1": ["test"],
        "to come:1": ["test"],
        "o3:1": ["other"],
        "o4:1": ["other"],  # of a first reading, but dated
    }


def test_the_editions_of_a_list_bound_what_is_not_dated(history: Graph) -> None:
    rows = {row["id"]: row for row in history.ask("listed-under", authority=X, ever=True)}
    assert (str(rows["stays:1"]["on_list_by"]), str(rows["stays:1"]["on_list_until"])) == ("2023-01-01", "2023-03-01")
    assert str(rows["reworded:2"]["on_list_by"]) == "2023-01-01", "another wording was there before"
    assert str(rows["back:2"]["on_list_by"]) == "2023-03-01", "between, it was not on the list"
    certain = {
        day: {r["id"] for r in history.ask("designations", actor=A, on=day, undated=False)}
        for day in ("2014-01-01", "2023-02-15", "2024-01-01")
    }
    assert certain == {"2014-01-01": set(), "2023-02-15": {"stays:1", "reworded:2"}, "2024-01-01": set()}
    assert {r["id"] for r in history.ask("designations", actor=A, on="2014-01-01")} == {"stays:1", "reworded:2"}
    assert bounds(history, A) == {
        "stays:1": ("2023-01-01", "2023-03-01"),
        "reworded:1": (None, None),  # no longer said
        "reworded:2": ("2023-01-01", "2023-03-01"),
    }
    assert bounds(history, C)["short:1"] == (None, None), "it has a date of its own"


def test_an_older_edition_read_later_bounds_only_what_it_had(history: Graph) -> None:
    history.command(
        "UNWIND [[4, 'done', '2022-12-01'], [5, 'reverted', '2023-09-01']] AS run CREATE (:Run {source: 'test', "
        "n: run[0], id: 'test-' + toString(run[0]), status: run[1], reads: 'snapshot', said_at: date(run[2])})"
    )
    small.write(history, [Said(X, "DESIGNATES", B, version("late", 1, 3) | {"recorded_run": "test-4"})])
    history.command("MATCH ()-[r:DESIGNATES {id: 'late:1'}]->() SET r.said_at = date('2022-12-01')")
    assert bounds(history, A)["stays:1"] == ("2022-12-01", "2023-03-01")
    assert bounds(history, B)["late:1"] == ("2022-12-01", "2022-12-01"), "no newer edition was read after it"


@pytest.mark.parametrize("reads", ["increment", None])
def test_what_is_published_only_once_is_not_on_later_editions(history: Graph, reads: str | None) -> None:
    history.command("MATCH (run:Run {source: 'test'}) SET run.reads = $reads", {"reads": reads})
    assert set(bounds(history, A).values()) == {(None, None)}
    assert not history.ask("designations", actor=A, on="2023-02-15", undated=False)


def bounds(graph: Graph, actor: str) -> dict[str, tuple[str | None, str | None]]:
    """By statement, since and until when the editions of its list prove what the authority says of an actor."""
    rows = graph.ask("evidence", a=X, b=actor)
    return {row["id"]: (str(row["on_list_by"] or "") or None, str(row["on_list_until"] or "") or None) for row in rows}


ENDED = {"valid_from": datetime.date(1991, 5, 1), "valid_to": datetime.date(1999, 5, 1)}


def test_what_has_ended_is_neither_listed_nor_counted_without_a_day(graph: Graph) -> None:
    over = [Said(X, kind, A, ENDED) for kind in ("DESIGNATES", "OWNS", "SUPPLIES", "LEADS", "RIVAL_OF", "PART_OF")]
    small.write(graph, [*over, Said(A, "ALLY_OF", B, ENDED), Said(B, "RIVAL_OF", X, ENDED)])
    asked: dict[str, dict[str, Any]] = {
        "designations": {"actor": A},
        "listed-under": {"authority": X},
        "co-designated": {"actor": A},
        "owners": {"actor": A},
        "paths": {"from": X, "to": A},
        "signed-paths": {"from": X, "to": A},
        "common-suppliers": {"actors": [A], "at_least": 1},
        "goods": {"actor": A},
        "suppliers": {"actor": A},
        "recipients": {"actor": X},
        "suppliers-of-designated": {"authority": X},
        "enemies-of-allies": {"actor": A},
        "enemies-of-enemies": {"actor": X},
        "rivals-within": {"actor": A, "other": X, "steps": 0},
        "claims": {"actor": A},
        "single-sourced": {"source": "test"},
        "source-statements": {"source": "test"},
        "between": {"actors": [X, A]},
        "common-neighbours": {"a": X, "b": A},
        "ego": {"actor": A},
        "neighbours": {"actor": A},
        "step-counts": {"actor": A},
        "bridges": {"a": X, "c": B},
    }
    nothing = {"co-designated", "enemies-of-enemies", "rivals-within", "bridges"}
    for name, given in asked.items():
        assert history_of(graph, name, given) == [], name
        if name not in nothing:
            assert history_of(graph, name, {**given, "ever": True}), name
            on = {"since": "1995-01-01", "until": "1995-01-01"} if name == "ego" else {"on": "1995-01-01"}
            assert history_of(graph, name, {**given, **on}), name
    assert {(row["plus"], row["minus"], row["neighbours"]) for row in graph.ask("hubs")} == {(0, 0, 0)}
    assert graph.ask("fifty-percent", authority=X) == []
    assert len(graph.ask("tensions")) == 0
    assert len(graph.ask("mixed-pairs")) == 1
    assert graph.ask("mixed-pairs", ever=False) == []


def history_of(graph: Graph, name: str, given: dict[str, Any]) -> list[Any]:
    """The rows of a query by its name."""
    return list(graph.ask(name, **given))


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        (
            "as-known",
            {"actor": X, "known": "2023-01-01", "clock": "sayd"},
            "one of said, recorded, .*did you mean said",
        ),
        ("neighbours", {"actor": X, "direction": "outwards"}, "direction is one of in, out, both"),
        ("neighbours", {"actor": X, "limit": -1}, "limit is at least 0"),
        ("paths", {"from": X, "to": A, "longest": 7}, "longest is at most 6"),
        ("signed-paths", {"from": X, "to": A, "polarity": 0}, "polarity is one of -1, 1"),
        ("low-confidence", {"source": "test", "below": 1.5}, "below is at most 1"),
        ("hubs", {"kind": "persn"}, "did you mean person"),
        ("neighbours", {"actor": "test:xx"}, "there is no actor 'test:xx'"),
        ("tensions", {"actors": [X, "test:aa"]}, "there is no actor 'test:aa'"),
        ("tensions", {"source": "tset"}, "there is no source 'tset'; did you mean test"),
        ("neighbours", {"actor": X, "types": ["ALY_OF"]}, "there is no type 'ALY_OF'; did you mean ALLY_OF"),
        ("neighbours", {"actor": X, "types": ["ally-of"]}, "did you mean ALLY_OF"),
        ("run-changes", {"run": "test-11"}, "there is no run 'test-11'; did you mean test-1"),
        ("fifty-percent", {"authority": "test:who"}, "there is no actor"),
    ],
)
def test_a_value_that_makes_no_sense_is_an_error_with_a_suggestion(
    history: Graph, name: str, given: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        history_of(history, name, given)
    with pytest.raises(UsageError, match=message):
        Notebook(history).rows(name, **given)


def test_what_is_cut_is_cut_after_ordering_and_the_number_is_told(
    graph: Graph, faultlines: Callable[..., "subprocess.CompletedProcess[str]"]
) -> None:
    names = [f"test:{letter}{n}" for n in range(7) for letter in "qp"]
    both = [Said(X, kind, name) for name in names for kind in ("ALLY_OF", "RIVAL_OF")]
    ways = [Said(end, "LEADS", name) for name in names for end in (A, B)]
    tense = [Said(C, "RIVAL_OF", A), *(Said(C, "ALLY_OF", name) for name in names)]
    small.write(graph, [*both, *ways, *tense])
    graph.command("MATCH (s:Source {id: 'test'}) CREATE (:Run {id: 'test-1', source: 'test', n: 1})-[:OF]->(s)")
    graph.command("MATCH ()-[r]->() WHERE r.statement IS NOT NULL SET r.recorded_run = 'test-1'")
    asked: dict[str, dict[str, Any]] = {
        "mixed-pairs": {},
        "tensions": {},
        "paths": {"from": A, "to": B, "longest": 2},
        "run-changes": {"run": "test-1"},
        "evidence": {"a": X, "b": names[0]},
        "between": {"actors": [X, *names]},
        "ego": {"actor": X},
        "neighbours": {"actor": A},
        "contradictions": {},
    }
    for name, given in asked.items():
        query = graph.library.find(name)
        whole = history_of(graph, name, {**given, "limit": 1000})
        assert len(whole) > 1
        some = history_of(graph, name, {**given, "limit": 1})
        assert some == whole[:1], name
        assert graph.total(query, query.bind({**given, "limit": 1}), 1) == len(whole), name
        assert graph.total(query, query.bind({**given, "limit": 1000}), len(whole)) == len(whole)
    notebook = Notebook(graph)
    assert notebook.frame("mixed-pairs", limit=3).attrs["cut"] == "3 of 14"
    assert notebook.frame("mixed-pairs").attrs["cut"] == ""
    done = faultlines("query", "mixed-pairs", "limit=3", "--format", "csv")
    assert done.stdout.count("\n") == 4
    assert done.stderr.endswith(" ms; 3 of 14: a larger limit gives the others.\n")
    done = faultlines("query", "suppliers", f"actor={A}", "--format", "json")
    assert done.stdout == "[]\n"
    assert re.fullmatch(r"0 rows in [\d,]+ ms\.\n", done.stderr)


def test_an_answer_without_rows_says_why(
    graph: Graph, faultlines: Callable[..., "subprocess.CompletedProcess[str]"]
) -> None:
    small.write(graph, [Said(A, "SUPPLIES", B, ENDED), Said(X, "DESIGNATES", A)])
    told = {
        ("suppliers", f"actor={B}"): "Nothing of it holds today; ever=true asks for any time.",
        ("suppliers", f"actor={B}", "on=2001-01-01"): "Nothing of it holds on 2001-01-01; ever=true asks for any time.",
        ("fifty-percent", f"authority={X}"): "No actor on this list is said to own half of another.",
        ("suppliers", f"actor={B}", "on=1995-01-01"): "",
        ("suppliers", f"actor={X}"): "",
    }
    for words, why in told.items():
        done = faultlines("query", *words, "--format", "json")
        *before, count = done.stderr.splitlines()
        assert (done.returncode, " ".join(before)) == (0, why)
        assert " in " in count
