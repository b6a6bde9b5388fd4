"""A bulk load ends in the graph that the same sources make when they are loaded one after another."""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import Phase, given
from hypothesis import settings as told
from hypothesis import strategies as st

from cypher import engine
from cypher.engine.home import ADOPT, Home
from cypher.errors import EngineError, InputError, UsageError
from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from cypher.settings import Settings
from cypher.upkeep.staging import import_graph
from loader.bulk.files import BETWEEN, ImportFiles, joined
from loader.bulk.run import load_bulk, write_bulk
from loader.catalogue.source import find_source
from loader.runs.job import Options
from loader.runs.outcome import Outcome
from loader.runs.run import load_needed, load_source
from tests.conftest import Faultlines
from tests.loader.conftest import elsewhere
from tests.loader.truth import always_true

READER = '''
"""Says everything that stands in a file of JSON."""
import json
from cypher.schema import Kind
from loader.model.record import Record
from loader.model.row import Location
from loader.model.statement import Statement

def read(manifest, given):
    said = json.loads(given.parts["texts"].read_text("utf-8"))
    at = Location("texts.json", 1)
    for n, text in enumerate(said):
        others = tuple(said[n + 1 : n + 4])
        yield at, Record(source=manifest.id, key=f"{n}{text}", name=text or "-", kind=list(Kind)[n % 6],
                         names=(text, *others), countries=("RUS",) * (n % 2), identifiers=(f"x:{text}", f"y:{n}"),
                         description=text, url=text or None)
    ends = [f"{manifest.id}:{n}{text}" for n, text in enumerate(said)]
    own = ({}, {"share": 0.1}, {"share": 1, "direct": False}, {"direct": True})
    for n, text in enumerate(said):
        yield at, Statement(source=manifest.id, type="SUPPLIES", subject=ends[n], object=ends[n - 1], said_by=text,
                            evidence=text, url=text or None, locator=text, key=str(n), own={"goods": text})
        yield at, Statement(source=manifest.id, type="OWNS", subject=ends[n], object=ends[n - 1], said_by="x",
                            evidence="x", key=str(n), inferred=(None, True, False)[n % 3], own=own[n % 4],
                            confidence=(None, 1e-7, 0.1, 1.0)[n % 4])
'''
NASTY = (
    "",
    " ",
    '"',
    '""',
    "'",
    ",",
    "\\",
    '\\"',
    "a\nb",
    "a\r\nb",
    "\r",
    "\x00",
    "\x1f",
    "\u2028",
    "\ufeff",
    "%s",
    "null",
)
STATES = "key,name,kind,identifiers,countries\nrus,Russia,state,iso3:RUS,RUS\nusa,America,state,iso3:USA|x:1,\n"
FIRST = (
    "key,name,kind,identifiers,names\na,Alpha,person,wikidata:Q1|ofac:1,Альфа|Aleph\nb,Beta,vessel,imo:9074729|x:9,\n"
    "c,Gamma one,person,ofac:3,\nd,Gamma two,person,ofac:3,\ne,Owner,organization,imo:9289518,\n"
    'f,A; b,other,,"say ""so"""\n'
)
SECOND = (
    "key,name,kind,identifiers,names,countries\na,Alfa,person,wikidata:Q1,Alpha|A.,RUS|PRK\nb,Boat,vessel,imo:9074729,,\n"
    "c,Gamma,person,ofac:3,,\ne,Ship,vessel,imo:9289518,,\nx,Xi,organization,,,\ny,Eta,person,ofac:1|wikidata:Q1,,\n"
)
SAID = (
    "key,subject,type,object,said_by,evidence,valid_from,valid_to,stance,confidence,goods,weight,grade,sure\n"
    ",a,ally-of,x,x,They are allies.,2001-02,2003,,0.5,,,,\n,x,ally-of,a,x,They are allies.,2001-02,2003,,0.5,,,,\n"
    ",one:a,supplies,x,x,He supplies it.,,,announced,,rifles,,,\n,x,rival-of,c,x,They are not.,,,denied,,,,,\n"
    ",states:prk,rival-of,x,x,Nobody describes it.,,,,,,,,\n,base:rus,rival-of,x,y,It is.,1999-12-31,,,,,,,\n"
    "1,b,tied-to,x,x,Tied.,,,,,,1,2,yes\n2,b,tied-to,x,x,Tied.,,,,,,0.5,,no\n3,b,tied-to,b,x,Tied.,,,,,,,,\n"
)
TIED = {"TIED_TO": {"screen": "tied-to", "properties": {"weight": "float", "grade": "integer", "sure": "boolean"}}}
SOURCES: dict[str, dict[str, Any]] = {
    "base": {"actors": STATES, "rank": 1},
    "one": {"actors": FIRST, "needs": ["base"], "rank": 90},
    "two": {"actors": SECOND, "statements": SAID, "needs": ["one", "base"], "types": TIED, "rank": 10},
    "odd": {"needs": ["two"], "parts": {"texts": {"file": "texts.json"}}, "published": "2024-02-29"},
}
"""Each builds on the one before, and some of their actors are one."""
THINGS = {
    "actors": "MATCH (a:Actor) UNWIND labels(a) AS label WITH a, label ORDER BY label "
    "RETURN a.id AS id, collect(label) AS labels, properties(a) AS said",
    "identifiers": "MATCH (i:Identifier) RETURN properties(i) AS said, COUNT { (i)<-[:HAS]-() } AS held",
    "proposals": "MATCH (r)-[p:PROPOSED]->(a) RETURN r.id AS record, p.identifier AS identifier, a.id AS actor, "
    "p.proposed_at IS NOT NULL AND p.proposed_run = r.recorded_run AS dated",
    "sources": "MATCH (s:Source) RETURN s {.*, touched: 0, recorded_at: 0, last_run: 0, runs: 0} AS said",
    "types": "MATCH (t:EdgeType) RETURN properties(t) AS said",
    "schema": "SHOW INDEXES YIELD name, type, state, entityType, labelsOrTypes, properties, owningConstraint",
    "runs": "MATCH (r:Run {status: 'done'})-[:OF]->(s) RETURN r.source AS source, r.input AS input, r.files AS files, "
    "r.created AS created, r.rejected AS rejected, r.records_created AS records, r.said_at AS said_at",
    "clocks": "MATCH (n:Record)-[:DESCRIBES]->()-[e {source: n.source}]-() RETURN DISTINCT n.source AS source, "
    "n.said_at AS said_at, e.said_at AS then, e.recorded_at = n.recorded_at AS at_once, "
    "valueType(e.recorded_at) AS type, e.recorded_run = n.recorded_run AS one_run",
}


def write_sources(folder: Path, texts: list[str]) -> None:
    """Write the folders of the sources."""
    for name, said in SOURCES.items():
        manifest = {"title": name, "publisher": "nobody", "said_by": "nobody", "parts": {}} | said
        place = folder / name
        place.mkdir(parents=True)
        for part in ("actors", "statements"):
            if part in said:
                manifest["parts"][part] = {"file": f"{part}.csv"}
                place.joinpath(f"{part}.csv").write_text(manifest.pop(part), "utf-8", newline="")
        place.joinpath("manifest.yaml").write_text(yaml.safe_dump(manifest, allow_unicode=True), "utf-8")
    folder.joinpath("odd", "texts.json").write_text(json.dumps(texts), "utf-8")
    folder.joinpath("odd", "reader.py").write_text(READER, "utf-8")


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Any text, and the worst."""
    found: list[str] = []

    @told(max_examples=150, phases=[Phase.generate], database=None, deadline=None)
    @given(st.text(max_size=40))
    def draw(text: str) -> None:
        found.append(text.replace(BETWEEN, ""))

    draw()
    return [*NASTY, *found, "long " * 1000]


@dataclass
class Imported:
    """A graph of its own that was filled in bulk."""

    settings: Settings
    graph: Graph
    outcomes: list[Outcome]
    said: list[str]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> Iterator[Imported]:
    """The sources in a graph that was empty; a first load was stopped by hand."""
    folder = tmp_path_factory.mktemp("bulk")
    write_sources(folder / "sources", texts)
    settings = Settings(home=folder / "own", heap="512m", sources=[folder / "sources"])
    source = find_source(settings, "odd")
    said: list[str] = []

    def stop(point: str) -> None:
        if point == "imported":
            raise KeyboardInterrupt

    try:
        with pytest.raises(KeyboardInterrupt):
            load_bulk(settings, source, source.shipped_input(), Options(hook=stop), said.append)
        served = engine.status(settings).pid
        assert served
        assert not Home(settings).staging.exists()
        assert not (settings.home / "bulk").exists()
        outcomes = load_bulk(settings, source, source.shipped_input(), Options(), said.append)
        assert engine.status(settings).pid not in (served, None)
        with Graph.connect(settings) as graph:
            yield Imported(settings, graph, outcomes, said)
    finally:
        engine.stop(settings)


@pytest.fixture
def online(imported: Imported, settings: Settings, graph: Graph, tmp_path: Path) -> Graph:
    """The same sources, loaded one after another into a graph that serves."""
    mine = elsewhere(settings, tmp_path / "home").model_copy(update={"sources": imported.settings.sources})
    source = find_source(mine, "odd")
    list(load_needed(mine, graph, source, Options()))
    load_source(mine, graph, source, source.shipped_input(), Options())
    return graph


def rows(graph: Graph, text: str) -> list[str]:
    """Rows that can be compared: in order, lists of labels and texts as they are."""
    return sorted(json.dumps(row, default=str, sort_keys=True) for row in graph.read(text))


def test_the_graph_is_the_same(imported: Imported, online: Graph) -> None:
    always_true(imported.graph)
    for what, text in THINGS.items():
        there, here = rows(imported.graph, text), rows(online, text)
        if what == "schema":  # the session's graph may still have those of types that earlier tests declared
            here = [row for row in here if row in there]
        assert there == here, what
    assert graph_fingerprint(imported.graph) == graph_fingerprint(online)
    assert imported.graph.schema_version() == online.schema_version()
    meetings = {r["id"]: r["name"] for r in imported.graph.read("MATCH (a:Actor) RETURN a.id AS id, a.name AS name")}
    assert (meetings["one:a"], meetings["one:b"]) == ("Alfa", "Boat")
    assert {"two:a", "two:b"}.isdisjoint(meetings)
    assert {"two:c", "two:e", "two:y"} <= meetings.keys()


def test_a_load_that_was_stopped_is_known(imported: Imported) -> None:
    assert imported.said[0] == "Starting the graph"
    assert [outcome.run for outcome in imported.outcomes] == ["base-2", "one-2", "two-2", "odd-2"]
    first, *_ = imported.graph.read("MATCH (r:Run {id: 'odd-1'}) RETURN r.status AS status, r.error AS error")
    assert first == {"status": "failed", "error": "stopped by hand"}


def test_the_next_load_is_an_ordinary_one(imported: Imported, tmp_path: Path) -> None:
    graph, settings = imported.graph, imported.settings
    before = graph_fingerprint(graph)
    for name in ("base", "one", "odd"):
        source = find_source(settings, name)
        assert load_source(settings, graph, source, source.shipped_input(), Options()).same
    source = find_source(settings, "two")
    again = load_source(settings, graph, source, source.shipped_input(), Options())
    assert (again.difference.writes, again.difference.statements.unchanged) == (0, 6)
    assert graph_fingerprint(graph) == before
    changed = tmp_path / "statements.csv"
    changed.write_text(SAID.replace("He supplies it.", "He did supply it.").replace(",1,2,yes", ",1,3,yes"), "utf-8")
    given = source.match([source.folder / "actors.csv", changed])
    outcome = load_source(settings, graph, source, given, Options(older=True))
    statements, actors = outcome.difference.statements, outcome.difference.actors
    assert (statements.changed, statements.created, actors.changed) == (2, 0, 0)
    always_true(graph)


def test_a_filled_graph_is_refused(imported: Imported) -> None:
    source = find_source(imported.settings, "base")
    served = engine.status(imported.settings).pid
    with pytest.raises(UsageError, match="the graph is not empty"):
        load_bulk(imported.settings, source, source.shipped_input(), Options(), print)
    assert engine.status(imported.settings).pid == served


def test_a_staged_graph_is_adopted_wherever_that_was_cut_short(tmp_path: Path) -> None:
    for moved in range(3):
        home = Home(Settings(home=tmp_path / str(moved)))
        kinds = ("databases", "transactions")
        for n, kind in enumerate(kinds):
            for root, what in ((home.path, "old"), (home.staging, "new")):
                place = root / "data" / kind / "neo4j"
                place.mkdir(parents=True)
                place.joinpath(what).touch()
            if n < moved:
                (home.path / "data" / kind / "neo4j" / "old").unlink()
                (home.path / "data" / kind / "neo4j").rmdir()
                (home.staging / "data" / kind / "neo4j").rename(home.path / "data" / kind / "neo4j")
        home.adopt()
        assert home.staging.exists(), "nothing is adopted that was not finished"
        home.stage(ADOPT)
        home.adopt()
        for kind in kinds:
            assert [path.name for path in (home.path / "data" / kind / "neo4j").iterdir()] == ["new"]
        assert not home.staging.exists()
        assert not home.staged_file.exists()
        home.adopt()


def test_what_stands_between_texts_stands_in_none(tmp_path: Path) -> None:
    assert joined(()) is None
    assert joined(("a", "b")) == f"a{BETWEEN}b"
    for texts in ((f"a{BETWEEN}b",), (BETWEEN,), ("a", f"b{BETWEEN}")):
        with pytest.raises(InputError, match=r"U\+FDD0"):
            joined(texts)


def test_a_long_value_widens_the_buffer(tmp_path: Path) -> None:
    with ImportFiles(tmp_path) as files:
        files.nodes("n", "N", ("id:ID(n)",), [["1"], ["2\n"], [""]])
        assert not [text for text in files.arguments() if "buffer" in text]
        files.nodes("n", "N", ("id:ID(n)",), [["x" * 3_000_000]])
    assert files.arguments() == [
        *("database", "import", "full", "neo4j", "--array-delimiter=U+FDD0"),
        *("--multiline-fields-format=v2", "--multiline-fields=n-lines.csv", "--read-buffer-size=6000000"),
        "--nodes=N=n-header.csv,n.csv,n-lines.csv",
    ]


def test_files_that_can_t_be_imported_are_named(settings: Settings, tmp_path: Path) -> None:
    mine = Settings(home=tmp_path / "home", heap="512m")
    tmp_path.joinpath("h.csv").write_text("id:ID(n),day:date\nx,nonsense\n", "utf-8")
    with pytest.raises(EngineError, match=r"exit code 70.*Text cannot be parsed to a Date"):
        import_graph(mine, tmp_path, ["database", "import", "full", "neo4j", "--nodes=N=h.csv"], print)


def test_the_command_line_says_what_goes_together(faultlines: Faultlines, tmp_path: Path) -> None:
    for arguments, words in (
        (("--bulk", "--dry-run"), "cannot be combined with --bulk"),
        (("--into", str(tmp_path / "x")), "--bulk needs --into FOLDER"),
        (("--bulk", "--into", str(tmp_path / "x")), "takes none for the embedded one"),
    ):
        done = faultlines("load", "states", *arguments, HOME=str(tmp_path / "home"))
        assert (done.returncode, words in done.stderr) == (2, True), done.stderr


KILLED = """
import os, signal, sys
from pathlib import Path
from cypher.settings import Settings
from cypher.upkeep.staging import import_graph
from loader.bulk.run import load_bulk
from loader.runs.run import Options
from loader.catalogue.source import find_source

def hook(point):
    if point == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

settings = Settings(home=Path(sys.argv[1]), heap="512m", sources=[Path(sys.argv[2])])
source = find_source(settings, "two")
load_bulk(settings, source, source.shipped_input(), Options(hook=hook), print)
"""
WHOLE = frozenset({"staged", "started"})
"""From here on the next start brings the new graph."""


@pytest.mark.long
@pytest.mark.parametrize("point", ["files", "imported", "stopped", "staged", "started"])
def test_a_bulk_load_that_is_killed_leaves_all_or_nothing(settings: Settings, tmp_path: Path, point: str) -> None:
    write_sources(tmp_path / "sources", [])
    mine = Settings(home=tmp_path / "own", heap="512m", sources=[tmp_path / "sources"])
    source = find_source(mine, "two")
    command = [sys.executable, "-c", KILLED, str(mine.home), str(tmp_path / "sources"), point]
    try:
        assert subprocess.run(command, check=False, cwd=Path(__file__).parents[3]).returncode == -signal.SIGKILL
        with suppress(engine.AlreadyRunning):
            engine.start(mine)
        with Graph.connect(mine) as graph:
            graph.ensure_schema()
            found = {row["id"] for row in graph.read("MATCH (r:Record) RETURN r.id AS id")}
            assert len(found) == (14 if point in WHOLE else 0)
            always_true(graph)
            done = {row["id"] for row in graph.read("MATCH (r:Run {status: 'done'}) RETURN r.id AS id")}
            assert done == ({"base-1", "one-1", "two-1"} if point in WHOLE else set())
        if point not in WHOLE:
            outcomes = load_bulk(mine, source, source.shipped_input(), Options(), print)
            assert outcomes[-1].difference.statements.created == 6
        with Graph.connect(mine) as graph:
            always_true(graph)
            assert graph.read("MATCH ()-[e:TIED_TO]->() RETURN sum(e.weight) AS weight") == [{"weight": 1.5}]
            again = load_source(mine, graph, source, source.shipped_input(), Options())
            assert (again.difference.writes, again.difference.statements.unchanged) == (0, 6)
    finally:
        engine.stop(mine)


def test_files_for_a_graph_elsewhere(mine: Settings, graph: Graph, tmp_path: Path) -> None:
    write_sources(tmp_path / "sources", [])
    source, folder = find_source(mine, "two"), tmp_path / "files"
    command = write_bulk(mine, source, source.shipped_input(), Options(), folder)
    assert command[:4] == ["neo4j-admin", "database", "import", "full"]
    assert shlex.join(command) in (folder / "import.sh").read_text("utf-8")
    assert not graph.read("MATCH (n:Actor|Record) RETURN n.id")
    runs = graph.read("MATCH (r:Run) RETURN r.id AS id, r.status AS status ORDER BY id")
    assert runs == [{"id": f"{name}-1", "status": "dropped"} for name in ("base", "one", "two")]
    there = Settings(home=tmp_path / "there", heap="512m")
    import_graph(there, folder, command[1:], lambda count: None)
    with pytest.raises(UsageError, match="is not empty: name a new folder"):
        write_bulk(mine, source, source.shipped_input(), Options(), folder)
    with pytest.raises(UsageError, match="it is managed elsewhere"):
        load_bulk(mine, source, source.shipped_input(), Options(), print)
    load_source(mine, graph, find_source(mine, "base"), find_source(mine, "base").shipped_input(), Options())
    with pytest.raises(UsageError, match="the graph is not empty"):
        write_bulk(mine, source, source.shipped_input(), Options(), tmp_path / "more")
