"""What a rejected row keeps from withdrawal: what this very row would have said, and nothing that others say."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher.graph import Graph
from loader.runs.outcome import Outcome
from tests.loader.conftest import Folder, Loads
from tests.loader.native import Listed, beside, native
from tests.loader.truth import edges, withdrawn

NAMES = {1: "DOE", 2: "ROE", 3: "FLEET", 4: "COMPANY"}
NOBODY = 0
LIVE = "MATCH (r:Record {source: 'ofac-sdn'}) WHERE r.live RETURN collect(toInteger(r.key)) AS found"
EMPTY = "MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType DETACH DELETE n"


def linked(number: int, *targets: int, kind: str = "individual", programmes: tuple[str, ...] = ("SDGT",)) -> Listed:
    """A row whose remarks name others on the list, or nobody."""
    remarks = "; ".join(f"Linked To: {NAMES.get(target, 'NOBODY')}" for target in targets)
    return Listed(number, NAMES[number], kind, programmes, remarks=f"{remarks}." if remarks else "")


def load(loads: Loads, *files: Path, source: str = "ofac-sdn") -> Outcome:
    """Load an edition; where so much goes from so little, a person accepts it."""
    outcome = loads(source, *files)
    return loads.accept(str(outcome.run)) if outcome.difference.held else outcome


def live(graph: Graph) -> set[int]:
    """The numbers of those that are listed."""
    return set(graph.read(LIVE)[0]["found"])


def links(graph: Graph) -> set[tuple[int, int]]:
    """Who is linked to whom."""
    found = edges(graph, "LINKED_TO")
    return {(int(subject.partition(":")[2]), int(target.partition(":")[2])) for subject, _, target in found}


def test_a_rejected_remark_keeps_nobody_who_was_dropped(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    load(listing, native(tmp_path / "1", linked(1, 2), linked(2, 3), linked(3)))
    outcome = load(listing, native(tmp_path / "2", linked(2, NOBODY), linked(3)))
    assert outcome.difference.rejected == 1
    assert live(graph) == {2, 3}
    assert links(graph) == {(2, 3)}
    assert ("ofac-sdn:1", "LINKED_TO", "ofac-sdn:2", "ended") in withdrawn(graph)


def test_who_was_dropped_goes_though_a_remark_still_names_him(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    load(listing, native(tmp_path / "1", linked(1), linked(2, 1, 3), linked(3)))
    outcome = load(listing, native(tmp_path / "2", linked(2, 1), linked(3)))
    assert outcome.difference.rejected == 1
    assert (live(graph), links(graph)) == ({2, 3}, {(2, 3)})


@pytest.mark.parametrize(
    ("part", "row"),
    [
        ("alt", (1, 10, "aka", "JD", "")),
        ("add", (1, 1, "", "", "Russia", "")),
        ("sdn_comments", (1, "Linked To: ROE.")),
    ],
)
def test_a_row_of_another_file_keeps_nobody_who_was_dropped(
    listing: Loads, graph: Graph, tmp_path: Path, part: str, row: tuple[object, ...]
) -> None:
    for folder in ("1", "2"):
        sdn = native(tmp_path / folder, *([linked(1)] if folder == "1" else []), linked(2))
        other = beside(sdn, part, [row])
        outcome = load(listing, sdn, other)
    assert (outcome.status, outcome.difference.rejected) == ("done", 1)
    assert live(graph) == {2}


def test_a_broken_row_keeps_its_record_its_listings_and_its_links(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    load(listing, native(tmp_path / "1", linked(1, 2), linked(2, 3), linked(3)))
    load(listing, native(tmp_path / "2", linked(1), linked(2, kind="ghost"), linked(3)))
    assert (live(graph), links(graph)) == ({1, 2, 3}, {(2, 3)})
    listings = {target for _, _, target in edges(graph, "DESIGNATES")}
    assert listings == {"ofac-sdn:1", "ofac-sdn:2", "ofac-sdn:3"}


def test_a_rejected_statement_keeps_no_actor_whose_row_is_gone(loads: Loads, source: Folder, graph: Graph) -> None:
    head = "subject,type,object,said_by,evidence\n"
    source("tiny", actors="key,name,kind\na,A,state\nb,B,state\nc,C,state\n", statements=f"{head}a,rival-of,b,x,e\n")
    loads("tiny")
    source(
        "tiny", actors="key,name,kind\nb,B,state\nc,C,state\n", statements=f"{head}a,rival-of,b,x,e\nb,ally-of,c,x,e\n"
    )
    outcome = load(loads, source="tiny")
    assert (outcome.difference.rejected, outcome.difference.actors.withdrawn) == (1, 1)
    assert edges(graph) == {("tiny:b", "ALLY_OF", "tiny:c")}


def test_a_rejected_actor_keeps_no_statement_that_another_row_made(loads: Loads, source: Folder, graph: Graph) -> None:
    head = "subject,type,object,said_by,evidence\n"
    actors = "key,name,kind\na,A,state\nb,B,state\nc,C,state\n"
    source("tiny", actors=actors, statements=f"{head}a,rival-of,b,x,e\na,ally-of,c,x,e\n")
    loads("tiny")
    source("tiny", actors=actors.replace("a,A,state", "a,A,nation"), statements=f"{head}a,ally-of,c,x,e\n")
    outcome = load(loads, source="tiny")
    assert (outcome.difference.rejected, outcome.difference.actors.withdrawn) == (1, 0)
    assert edges(graph) == {("tiny:a", "ALLY_OF", "tiny:c")}


@dataclass
class Edition:
    """Who is listed, whose row is broken, and whom their remarks name."""

    links: dict[int, set[int]] = field(default_factory=dict)
    broken: set[int] = field(default_factory=set)

    @property
    def rows(self) -> list[Listed]:
        """The rows of sdn.csv."""
        return [
            linked(number, *sorted(targets), kind="ghost" if number in self.broken else "individual")
            for number, targets in sorted(self.links.items())
        ]


@dataclass
class Expected:
    """The list in plain Python."""

    live: set[int] = field(default_factory=set)
    links: set[tuple[int, int]] = field(default_factory=set)

    def after(self, edition: Edition) -> Expected:
        """What stands after one more edition."""
        live = {number for number in edition.links if number not in edition.broken or number in self.live}
        links = {(a, b) for a, targets in edition.links.items() if a not in edition.broken for b in targets & live}
        unclear = {
            a for a, targets in edition.links.items() if a in edition.broken or not targets <= edition.links.keys()
        }
        links |= {(a, b) for a, b in self.links if a in unclear and {a, b} <= live}
        return Expected(live, links)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """An edition with at least one row that can be read."""
    numbers = draw(st.lists(st.sampled_from(list(NAMES)), min_size=1, unique=True))
    broken = set(draw(st.lists(st.sampled_from(numbers), max_size=len(numbers) - 1, unique=True)))
    targets = {
        number: draw(st.sets(st.sampled_from([NOBODY, *(one for one in NAMES if one != number)]), max_size=3))
        for number in numbers
    }
    return Edition(targets, broken)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(said=st.lists(editions(), min_size=2, max_size=3))
def test_editions_with_rejected_rows(loads: Loads, graph: Graph, tmp_path: Path, said: list[Edition]) -> None:
    graph.command(EMPTY)
    loads("authorities")
    expected = Expected()
    for edition in said:
        load(loads, native(tmp_path, *edition.rows, name="sdn.csv"))
        expected = expected.after(edition)
        assert live(graph) == expected.live
        assert links(graph) == expected.links
        assert {int(target.partition(":")[2]) for _, _, target in edges(graph, "DESIGNATES")} == expected.live
