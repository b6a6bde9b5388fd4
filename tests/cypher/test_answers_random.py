"""On small random graphs the library's analytical queries answer what trying everything answers."""

import datetime
import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher.graph import Graph
from tests.cypher import brute, small
from tests.cypher import brute_answers as tried
from tests.cypher.small import Said
from tests.cypher.test_queries_random import spans

ACTORS = [f"test:{letter}" for letter in "abcdef"]
HOLDERS = [f"test:{letter}" for letter in "abcdefgh"]
DAYS = [datetime.date(2020, 1, 1), datetime.date(2021, 6, 15), datetime.date(2022, 12, 31)]
LEARNT = [datetime.datetime(2023, 1, day, hour, tzinfo=datetime.UTC) for day, hour in ((1, 0), (5, 23), (9, 12))]
OWN = {"SUPPLIES": {"goods": ["rockets", "money"]}, "DESIGNATES": {"programme": ["X", "Y"]}}
OWN["OWNS"] = {"share": [0.2, 0.25, 0.3, 0.5, 0.6], "direct": [True, True, False]}  # type: ignore[dict-item]
SOMETIMES = st.sampled_from([None, None, *DAYS])
actors = st.sampled_from(ACTORS)
some_types = st.none() | st.lists(st.sampled_from(sorted(brute.SIGNS)), min_size=2, unique=True)
thorough = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def statements(draw: st.DrawFn, favoured: tuple[str, ...], among: int = len(ACTORS)) -> Said:
    """One statement, often of a favoured type, with properties that may be missing; live, denied or withdrawn."""
    kind = draw(st.sampled_from(sorted(brute.SIGNS)) | st.sampled_from(favoured) | st.sampled_from(favoured))
    names = st.sampled_from(ACTORS[:among])
    perhaps: dict[str, Any] = {name: draw(st.none() | st.sampled_from(v)) for name, v in OWN.get(kind, {}).items()}
    start, end = draw(spans(SOMETIMES))
    perhaps |= {"confidence": draw(st.sampled_from([None, 0.2, 0.5, 0.9])), "valid_from": start}
    perhaps |= {"valid_to": end, "said_at": draw(SOMETIMES), "recorded_at": draw(st.sampled_from(LEARNT))}
    perhaps |= {"source": draw(st.sampled_from(["one", "two"])), "said_by": draw(st.sampled_from(["P", "Q"]))}
    perhaps["stance"] = draw(st.sampled_from(["asserted", "asserted", "announced"]))
    standing = draw(st.sampled_from(["", "", "", "", "", "", "DENIED", "WITHDRAWN"]))
    if standing:
        perhaps["type"], kind = kind, standing
    if standing == "WITHDRAWN":
        perhaps |= {"withdrawn_at": draw(st.sampled_from(LEARNT)), "said_until": draw(SOMETIMES), "why": "ended"}
    more = {name: value for name, value in perhaps.items() if value is not None}
    return Said(draw(names), kind, draw(names), more)


def several(*favoured: str, least: int = 8, most: int = 18, among: int = len(ACTORS)) -> st.SearchStrategy[list[Said]]:
    """A small graph's statements."""
    return st.lists(statements(favoured, among), min_size=least, max_size=most)


@pytest.fixture(scope="module")
def graph(wide_graph: Graph) -> Graph:
    """The session's graph with types of every sign and direction."""
    return wide_graph


def fill(graph: Graph, said: list[Said]) -> brute.Numbered:
    """Write the statements; every actor is there, named as its id."""
    small.clear(graph)
    small.write(graph, said, [{"id": actor, "name": actor} for actor in ACTORS], sources=["one", "two"])
    return brute.number(said)


@thorough
@given(said=several("ALLY_OF", "OWNS"), one=actors, other=actors, on=SOMETIMES, since=SOMETIMES, until=SOMETIMES)
def test_who(
    graph: Graph,
    said: list[Said],
    one: str,
    other: str,
    on: datetime.date | None,
    since: datetime.date | None,
    until: datetime.date | None,
) -> None:
    numbered = fill(graph, said)
    tied, _ = brute.walked(numbered, designations=False)
    without = [one, other]
    left, right = (brute.neighbours(tied, actor, None, None, on, without) for actor in (one, other))
    rows = graph.ask("common-neighbours", a=one, b=other, on=on)
    assert {row["neighbour"]: (row["a_types"], row["b_types"], row["statements"]) for row in rows} == {
        name: (sorted(set(left[name])), sorted(set(right[name])), len(left[name]) + len(right[name]))
        for name in (left.keys() & right.keys() if one != other else ())
    }

    rows = graph.ask("ego", actor=one, since=since, until=until)
    assert brute.ids(rows) == tried.ego(numbered, one, since, until)

    every = [statement for _, statement in brute.plain(numbered)]
    rows = graph.ask("hubs", limit=100, ever=True)
    assert len(rows) == len(ACTORS)
    assert [row["degree"] for row in rows] == sorted((row["degree"] for row in rows), reverse=True)
    for row in rows:
        near = [statement for statement in every if row["actor"] in tried.ends(statement)]
        assert row["neighbours"] == len({tried.ends(statement) for statement in near})
        signs = [brute.SIGNS[statement.type] for statement in near]
        assert (row["plus"], row["minus"]) == (signs.count(1), signs.count(-1))
    alone = {row["actor"] for row in graph.ask("loners")}
    assert alone == {row["actor"] for row in rows if row["degree"] == 0}


@thorough
@given(
    said=several("RIVAL_OF", "OWNS", "ALLY_OF"),
    one=actors,
    other=actors,
    on=SOMETIMES,
    sure=st.sampled_from([0.0, 0.5, 0.9]),
    longest=st.integers(1, 3),
    designations=st.booleans(),
)
def test_paths(
    graph: Graph,
    said: list[Said],
    one: str,
    other: str,
    on: datetime.date | None,
    sure: float,
    longest: int,
    designations: bool,
) -> None:
    numbered = fill(graph, said)
    expected = tried.signed_paths(numbered, one, other, on, sure, longest, designations=designations)
    asked = {"from": one, "to": other, "on": on, "sure": sure, "longest": longest, "limit": 2_000}
    asked["designations"] = designations
    rows = graph.ask("signed-paths", **asked)
    assert {tuple(row["statements"]) for row in rows} == expected.keys()
    assert len(rows) == len(expected)
    known = dict(numbered)
    for row in rows:
        actors, sign, start, stop, least = expected[tuple(row["statements"])]
        assert (tuple(row["actors"]), row["polarity"], row["held_from"], row["held_to"]) == (actors, sign, start, stop)
        assert row["together"] == (start is None or stop is None or start <= stop)
        assert row["types"] == [known[key].type for key in row["statements"]]
        assert known[row["weakest"]].more.get("confidence", 1.0) == least
        assert row["weakest_confidence"] == known[row["weakest"]].more.get("confidence")
    assert [row["length"] for row in rows] == sorted(row["length"] for row in rows)
    foes = graph.ask("signed-paths", polarity=-1, **asked)
    assert foes == [row for row in rows if row["polarity"] == -1]

    rows = graph.ask("owners", actor=one, on=on, longest=longest + 1)
    chains = tried.owners(numbered, one, on, longest + 1)
    assert {tuple(row["actors"]) for row in rows} == chains.keys()
    for row in rows:
        share, behind = chains[tuple(row["actors"])]
        assert row["share"] == (share if share is None else pytest.approx(share))
        assert (set(row["statements"]), row["steps"]) == (behind, len(row["actors"]) - 1)


@thorough
@given(
    said=several("SUPPLIES", "DESIGNATES", least=10, most=20),
    one=actors,
    some=st.lists(actors, max_size=4),
    at_least=st.integers(1, 3),
    on=SOMETIMES,
)
def test_supply_and_lists(
    graph: Graph, said: list[Said], one: str, some: list[str], at_least: int, on: datetime.date | None
) -> None:
    numbered = fill(graph, said)
    goods = tried.supplied(numbered, on)
    rows = graph.ask("common-suppliers", actors=some, at_least=at_least, on=on)
    by_supplier = {s: {t for giver, t in goods if giver == s and t in some} for s, _ in goods}
    assert {row["supplier"]: set(row["supplied"]) for row in rows} == {
        s: taken for s, taken in by_supplier.items() if len(taken) >= at_least
    }
    for row in rows:
        assert set(row["statements"]) == {k for t in row["supplied"] for k in goods[row["supplier"], t]}

    listed = tried.listings(numbered, on)
    listing = brute.authorities(numbered, one, on)
    targets = {target for target, under in listed.items() if listing & {authority for authority, _ in under}} - listing
    rows = graph.ask("suppliers-of-designated", authority=one, on=on)
    assert {(r["supplier"], r["target"]): (sorted(r["statements"]), r["listed"]) for r in rows} == {
        (s, t): (sorted(keys), s in targets) for (s, t), keys in goods.items() if t in targets
    }

    rows = graph.ask("goods", actor=one, on=on)
    assert {(row["id"], row["direction"], row["partner"]) for row in rows} == {
        (key, "gives" if s == one else "gets", t if s == one else s)
        for (s, t), keys in goods.items()
        for key in keys
        if one in (s, t)
    }

    rows = graph.ask("listed-under", authority=one, on=on)
    designating = {k: s for k, s in brute.plain(numbered, on) if s.type == "DESIGNATES" and s.subject in listing}
    assert brute.ids(rows) == designating.keys()
    under = {key for key, s in designating.items() if s.more.get("programme") == "X"}
    assert brute.ids(graph.ask("listed-under", authority=one, on=on, programme="X")) == under

    rows = graph.ask("co-designated", actor=one, on=on)
    common = {t: len(listed[t] & {(a, p) for a, p in listed.get(one, ()) if a != t}) for t in listed if t != one}
    assert {row["other"]: row["common"] for row in rows} == {t: n for t, n in common.items() if n}
    tied = {
        name
        for _, s in brute.plain(numbered, on)
        if s.type != "DESIGNATES" and one in tried.ends(s)
        for name in s[:3:2]
    }
    assert {row["other"] for row in rows if row["tied"]} == {t for t, n in common.items() if n} & tied


@thorough
@given(said=several("OWNS", "OWNS", "DESIGNATES", least=12, most=24), one=actors, on=SOMETIMES)
def test_fifty_percent(graph: Graph, said: list[Said], one: str, on: datetime.date | None) -> None:
    check_fifty_percent(graph, fill(graph, said), one, on)


def check_fifty_percent(graph: Graph, said: brute.Numbered, authority: str, on: datetime.date | None) -> None:
    rows = graph.ask("fifty-percent", authority=authority, on=on)
    assert {row["actor"]: (row["steps"], row["share"], set(row["owners"]), row["unknown"]) for row in rows} == (
        tried.fifty_percent(said, authority, on)
    )


@st.composite
def holdings(draw: st.DrawFn) -> list[Said]:
    """A list and who owns whom: mostly chains and cycles of halves, with ends, without shares, of several owners."""
    ends = st.sampled_from([None, None, None, *DAYS])
    listed = [
        Said("test:x", "DESIGNATES", draw(st.sampled_from(HOLDERS)), known(valid_to=draw(ends), valid_from=draw(ends)))
        for _ in range(draw(st.integers(1, 2)))
    ]
    owned = [
        Said(
            draw(st.sampled_from(HOLDERS)),
            "OWNS",
            draw(st.sampled_from(HOLDERS)),
            known(share=draw(st.sampled_from([None, 0.1, 0.25, 0.25, 0.4, 0.5, 0.5, 1.0])), valid_to=draw(ends)),
        )
        for _ in range(draw(st.integers(8, 22)))
    ]
    chain = draw(st.permutations(HOLDERS)) if draw(st.booleans()) else []
    return listed + owned + [Said(above, "OWNS", below, {"share": 0.5}) for above, below in itertools.pairwise(chain)]


def known(**values: Any) -> dict[str, Any]:
    """Those that have a value."""
    return {name: value for name, value in values.items() if value is not None}


@thorough
@given(said=holdings(), on=st.sampled_from([None, *DAYS, datetime.date(2023, 6, 1)]))
def test_fifty_percent_goes_on_until_nobody_new_is_blocked(
    graph: Graph, said: list[Said], on: datetime.date | None
) -> None:
    small.clear(graph)
    small.write(graph, said, [{"id": actor, "name": actor} for actor in (*HOLDERS, "test:x")])
    check_fifty_percent(graph, brute.number(said), "test:x", on)


@thorough
@given(
    said=several("RIVAL_OF", "ALLY_OF", "LEADS", least=8, most=20, among=5),
    one=actors,
    other=actors,
    on=SOMETIMES,
    kinds=some_types,
    designations=st.booleans(),
)
def test_tensions(
    graph: Graph,
    said: list[Said],
    one: str,
    other: str,
    on: datetime.date | None,
    kinds: list[str] | None,
    designations: bool,
) -> None:
    numbered = fill(graph, said)
    for name, first in (("enemies-of-allies", 1), ("enemies-of-enemies", -1)):
        rows = graph.ask(name, actor=one, on=on, types=kinds, designations=designations)
        assert {(row["enemy"], row["through"]): row["own_sign"] for row in rows} == (
            tried.second_hand(numbered, one, first, on, kinds, designations=designations)
        )

    for steps in (0, 1, 2, 3):
        rivals = graph.ask("rivals-within", actor=one, other=other, steps=steps, on=on, designations=designations)
        assert {row["rival"]: (row["steps"], set(row["statements"])) for row in rivals} == (
            tried.rivals_within(numbered, one, other, steps, on, designations=designations)
        )

    rows = graph.ask("contradictions")
    expected = tried.contradictions(numbered)
    assert {(row["kind"], frozenset((row["a"], row["b"]))) for row in rows} == expected.keys()
    assert len(rows) == sum(map(len, expected.values()))
    for row in rows:
        both = (set(row["pro"]), set(row["contra"]))
        assert both in expected[row["kind"], frozenset((row["a"], row["b"]))]

    disputes = {actor: [0, 0] for actor in ACTORS}
    for _, statement in numbered:
        for actor in tried.ends(statement) if statement.type == "DENIED" and len(tried.ends(statement)) == 2 else ():
            disputes[actor][0] += 1
    for kind, pair in expected:
        for actor in pair if kind == "both signs" else ():
            disputes[actor][1] += 1
    rows = graph.ask("most-contradicted")
    assert {row["actor"]: [row["denials"], row["mixed"]] for row in rows} == {
        a: n for a, n in disputes.items() if any(n)
    }

    rows = graph.ask("bridges", a=one, c=other, on=on)
    assert {row["actor"]: (row["role"], row["brokered"], set(row["in_a"]), set(row["in_c"])) for row in rows} == (
        tried.bridges(numbered, one, other, on)
    )


@thorough
@given(
    said=several("RIVAL_OF", "ALLY_OF", least=8, most=20, among=4),
    one=actors,
    other=actors,
    on=SOMETIMES,
    day=st.sampled_from([*DAYS, *(learnt.date() for learnt in LEARNT)]),
    clock=st.sampled_from(["said", "recorded"]),
)
def test_time(
    graph: Graph, said: list[Said], one: str, other: str, on: datetime.date | None, day: datetime.date, clock: str
) -> None:
    numbered = fill(graph, said)
    assert brute.ids(graph.ask("as-known", actor=one, known=day, clock=clock, on=on)) == (
        tried.known(numbered, one, day, clock, on or brute.EVER)
    )

    rows = graph.ask("changed-sides", before=DAYS[0], after=DAYS[2])
    changed = {}
    for pair in tried.signs(numbered, brute.EVER):
        (before, keys), (after, later) = (tried.held_on(numbered, *pair, day) for day in (DAYS[0], DAYS[2]))
        if before and after and before != after:
            changed[pair] = (before, after, keys, later)
    assert {
        frozenset((r["a"], r["b"])): (
            *(r["sign_before"], r["sign_after"]),
            *(set(r["statements_before"]), set(r["statements_after"])),
        )
        for r in rows
    } == changed

    rows = graph.ask("pair-timeline", a=one, b=other)
    for row, then in itertools.pairwise(rows):
        assert row["until"] + tried.DAY == then["since"]
    if rows:
        assert rows[0]["since"] is rows[-1]["until"] is None
    for row in rows:
        for day in {row["since"] or row["until"] or DAYS[0], row["until"] or row["since"] or DAYS[2]}:
            assert tried.held_on(numbered, one, other, day) == (row["sign"], set(row["statements"]))
    sure = [statement for _, statement in brute.plain(numbered) if tried.counts(statement)]
    assert bool(rows) == any(tried.ends(statement) == {one, other} for statement in sure)

    events = {
        (key, event, statement.more[name])
        for key, statement in brute.plain(numbered)
        for event, name in (("begins", "valid_from"), ("ends", "valid_to"))
        if one in tried.ends(statement) and name in statement.more
    }
    rows = graph.ask("timeline", actor=one)
    assert {(row["id"], row["event"], row["day"]) for row in rows} == events
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)
    within = graph.ask("timeline", actor=one, since=DAYS[1], until=DAYS[1])
    assert within == [row for row in rows if row["day"] == DAYS[1]]


@thorough
@given(said=several("ALLY_OF", "SUPPLIES", least=8, most=20, among=4), one=actors, on=SOMETIMES)
def test_sources(graph: Graph, said: list[Said], one: str, on: datetime.date | None) -> None:
    numbered = fill(graph, said)
    live = list(brute.plain(numbered))
    loops = [(key, s) for key, s in numbered if s.type in brute.SIGNS and s.subject == s.object]
    mine = [(key, s) for key, s in live if s.more["source"] == "one"]

    claims = tried.folded((key, s) for key, s in brute.plain(numbered, on) if one in tried.ends(s))
    denials = tried.folded((key, s) for key, s in numbered if s.type == "DENIED" and brute.in_force(s, on))
    rows = graph.ask("claims", actor=one, on=on)
    assert sorted(map(sorted, (row["statements"] for row in rows))) == sorted(
        sorted(key for key, _ in behind) for behind in claims.values()
    )
    known = dict(numbered)
    for row in rows:
        about = tried.claim(known[row["statements"][0]])
        behind = [s for _, s in claims[about]]
        assert row["sources"] == sorted({s.more["source"] for s in behind})
        assert row["said_by"] == sorted({s.more["said_by"] for s in behind})
        assert set(row["denied_by"]) == {s.more["said_by"] for _, s in denials.get(about, [])}
        assert row["confidence"] == max((s.more["confidence"] for s in behind if "confidence" in s.more), default=None)

    every = tried.folded(live)
    rows = graph.ask("single-sourced", source="one", ever=True)
    assert sorted(sorted(row["statements"]) for row in rows) == sorted(
        sorted(key for key, _ in behind)
        for behind in every.values()
        if {s.more["source"] for _, s in behind} == {"one"}
    )

    rows = graph.ask("source-statements", source="one", ever=True, limit=10_000)
    assert {row["id"] for row in rows} == {key for key, s in [*live, *loops] if s.more["source"] == "one"}

    for source in (None, "one"):
        rows = graph.ask("speakers", source=source)
        spoken = [s for _, s in numbered if s.type != "WITHDRAWN" and source in (None, s.more["source"])]
        assert {row["said_by"]: (row["statements"], row["denials"]) for row in rows} == {
            who: (
                sum(s.type != "DENIED" for s in spoken if s.more["said_by"] == who),
                sum(s.type == "DENIED" for s in spoken if s.more["said_by"] == who),
            )
            for who in {s.more["said_by"] for s in spoken}
        }

    rows = graph.ask("announced", source="one")
    assert {row["id"]: row["came"] for row in rows} == {
        key: any(other.more["stance"] == "asserted" for _, other in every[tried.claim(s)])
        for key, s in mine
        if s.more["stance"] == "announced"
    }

    rows = graph.ask("low-confidence", source="one", below=0.6)
    doubtful = [(k, s) for k, s in [*mine, *loops] if s.more["source"] == "one" and s.more.get("confidence", 1) < 0.6]
    assert brute.ids(rows) == {key for key, _ in doubtful}

    rows = graph.ask("completeness", source="one")
    whole = [s for _, s in [*mine, *loops] if s.more["source"] == "one"]
    assert {row["type"]: (row["statements"], row["dated"], row["announced"]) for row in rows} == {
        kind: (
            sum(s.type == kind for s in whole),
            sum(s.type == kind and ("valid_from" in s.more or "valid_to" in s.more) for s in whole),
            sum(s.type == kind and s.more["stance"] == "announced" for s in whole),
        )
        for kind in {s.type for s in whole}
    }
    gone = {key for key, s in numbered if s.type == "WITHDRAWN" and s.more["source"] == "two"}
    assert brute.ids(graph.ask("withdrawn", source="two")) == gone
