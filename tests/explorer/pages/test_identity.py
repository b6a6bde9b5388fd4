"""The page on which a person decides whether two records are one actor, in a real browser over real loads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from cypher.decisions.compare import compare_pair
from cypher.decisions.history import history
from cypher.errors import UsageError
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from cypher.settings import Settings
from loader.catalogue.source import find_source
from loader.commands.input import matched_input
from loader.runs.job import Options
from loader.runs.run import load_source
from tests.explorer.screen import COLD, EMPTY, opened
from tests.loader.conftest import elsewhere

HEAD = "key,name,birth_years,kind,countries,identifiers\n"
SAID = "subject,type,object,said_by,evidence\n"
GAZETTE = f"""{HEAD}a,Aleksei Petrov,12 May 1961,person,RUS,wikidata:Q1
b,Beta,,organization,RUS,wikidata:Q2
c,Gamma,,organization,,wikidata:Q3
"""
EARLY = f"""{HEAD}q,"<b>Petrov</b>, Alexey",1960 to 1961,person,RUS,
r,Beta Ltd,,organization,RUS,wikidata:Q2
s,Gamma & Co,,organization,,
"""
LATE = EARLY.replace("RUS,\n", "RUS,wikidata:Q1\n").replace("Co,,organization,,", "Co,,organization,,wikidata:Q3")
A, B, Q, R = "gazette:a", "gazette:b", "almanac:q", "almanac:r"
ACTOR_OF = "MATCH (:Record {id: $id})-[:DESCRIBES]->(a:Actor) RETURN a.id AS id"


def actor_of(graph: Graph, record: str) -> str:
    """The actor that a record describes."""
    (row,) = graph.read(ACTOR_OF, {"id": record})
    return str(row["id"])


@pytest.fixture(scope="module")
def doubtful(connected: Graph, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Two sources, of which one gained identifiers that the other's actors have: two records wait, one has joined."""
    connected.command(EMPTY)
    folder = tmp_path_factory.mktemp("doubtful")
    mine = elsewhere(settings, folder / "home")

    def load(name: str, actors: str, statements: str, rank: int) -> None:
        place = folder / "sources" / name
        place.mkdir(parents=True, exist_ok=True)
        (place / "actors.csv").write_text(actors, "utf-8")
        (place / "statements.csv").write_text(SAID + statements, "utf-8")
        parts = {part: {"file": f"{part}.csv"} for part in ("actors", "statements")}
        manifest = {"title": f"The {name}", "publisher": "nobody", "rank": rank, "parts": parts, "limit": {"share": 1}}
        (place / "manifest.yaml").write_text(yaml.safe_dump(manifest), "utf-8")
        source = find_source(mine, name)
        load_source(mine, connected, source, matched_input(source, ()), Options())

    load("gazette", GAZETTE, "a,leads,b,x,Director.\n", 50)
    load("almanac", EARLY, "q,rival-of,r,x,Dispute.\n", 60)
    load("almanac", LATE, "q,rival-of,r,x,Dispute.\n", 60)
    return connected


@pytest.fixture(scope="module")
def identity(browser: Browser, explorer_url: str, doubtful: Graph) -> Iterator[Page]:
    """The page, opened once; an error in the page's own code fails the last test."""
    with opened(browser, explorer_url, "identity") as page:
        yield page


def ready(page: Page, a: str, b: str) -> None:
    """Wait until these two are compared, and everything is read."""
    expect(page.locator(".compared-table thead th .mono")).to_have_text([a, b])
    page.locator("body[data-identity=ready]").wait_for(timeout=COLD)


def test_the_records_stand_side_by_side(identity: Page, doubtful: Graph) -> None:
    expect(identity.locator(".pairs h2")).to_have_text("2 pairs to decide")
    ready(identity, Q, A)
    table = identity.locator(".compared-table")
    expect(table.locator("tr", has_text="Name").first).to_contain_text("<b>Petrov</b>, Alexey")
    expect(table.locator("tr", has_text="Identifiers").locator(".common")).to_have_text(["= wikidata:Q1"] * 2)
    common = identity.locator(".in-common")
    expect(common).to_contain_text("Both have wikidata:Q1.")
    expect(common).to_contain_text("Both are tied to 1 actor: Beta")
    born = table.locator("tr", has_text="Born")
    expect(born.locator("li")).to_have_text(["1960", "= 1961", "= 1961"])
    alike = compare_pair(doubtful, Q, A)["likeness"]
    assert alike["reason"].endswith("both have wikidata:Q1; both RUS; both born 1961; 1 neighbour in common")
    expect(common.locator("p").first).to_have_text(f"Likeness {alike['score']:.2f}: {alike['reason']}")


def test_a_key_decides_and_undo_brings_everything_back(identity: Page, doubtful: Graph) -> None:
    before = graph_fingerprint(doubtful)
    identity.locator(".deciding textarea").fill("the same photograph")
    identity.locator(".deciding textarea").press("Tab")
    identity.keyboard.press("s")
    told = identity.locator("[data-identity-decided]")
    expect(told).to_contain_text(f"{Q} and {A} are the same; 1 record and 1 statement moved.")
    expect(identity.locator(".pairs h2")).to_have_text("1 pair to decide")
    assert actor_of(doubtful, Q) == actor_of(doubtful, A)
    assert history(doubtful)[0]["reason"] == "the same photograph"
    told.get_by_role("button", name="Undo").click()
    expect(told).to_contain_text("is undone")
    expect(identity.locator(".pairs h2")).to_have_text("2 pairs to decide")
    expect(identity.locator(".decision.undone")).to_have_count(1)
    assert graph_fingerprint(doubtful) == before


def test_what_is_different_is_not_proposed_again_and_what_is_unsure_comes_last(identity: Page) -> None:
    ready(identity, Q, A)
    identity.keyboard.press("u")
    expect(identity.locator(".pair-item").last).to_contain_text("looked at, unsure")
    expect(identity.locator(".pair-item").last).to_contain_text("Petrov")
    identity.locator(".pair-item", has_text="Petrov").click()
    ready(identity, Q, A)
    identity.get_by_role("button", name="Different").click()
    expect(identity.locator("[data-identity-decided]")).to_contain_text("are different")
    expect(identity.locator(".pair-item")).to_have_count(1)
    expect(identity.locator(".pair-item")).to_contain_text("Gamma & Co")


def test_what_a_rule_has_joined_is_parted(identity: Page, explorer_url: str, doubtful: Graph) -> None:
    identity.goto(f"{explorer_url}/identity?a={R}&b={B}")
    identity.locator("body[data-identity=ready]").wait_for(timeout=COLD)
    expect(identity.locator(".in-common")).to_contain_text("Both describe one actor now.")
    assert actor_of(doubtful, R) == actor_of(doubtful, B)
    identity.keyboard.press("d")
    expect(identity.locator("[data-identity-decided]")).to_contain_text("are different; 1 record and 1 statement moved")
    assert actor_of(doubtful, R) != actor_of(doubtful, B)


def test_what_is_no_pair_is_said(doubtful: Graph) -> None:
    assert compare_pair(doubtful, Q, A)["identifiers"] == ["wikidata:Q1"]
    for first, second in ((Q, "nobody:1"), (Q, Q)):
        with pytest.raises(UsageError, match=r"there is no record|are the same record"):
            compare_pair(doubtful, first, second)
