"""A statement's fields are declared once: one line more in the schema, and the whole way of a statement knows it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from docs.rooms import ROOT
from tests.loader.conftest import Folder

NEXT = "    own: dict[str, Value] = {}\n"
DECLARED = '    remark: Annotated[Text, About("a remark of the source\'s own")] = None\n'
ACTORS = "key,name,kind\na,Alpha,state\nb,Beta,state\n"
STATEMENTS = "subject,type,object,said_by,evidence,remark\na,ally-of,b,us,They met.,{}\n"
CHILD = """
import json, sys
from pathlib import Path

from cypher.graph import Graph
from cypher.settings import Settings
from docs.make import model_page, sources_page
from loader.bulk.run import write_bulk
from loader.catalogue.source import find_source
from loader.commands.input import matched_input
from loader.history.changes import changes
from loader.history.revert import revert
from loader.runs.job import Options
from loader.runs.run import load_source

first, second, folder = map(Path, sys.argv[1:])
settings, live = Settings.read(), "MATCH ()-[s:ALLY_OF]->() RETURN s.remark AS remark"
said = {"docs": [page() for page in (model_page, sources_page)]}
tiny = find_source(settings, "tiny")
with Graph.connect(settings) as graph:
    given = matched_input(tiny, [first, first.with_name("actors.csv")])
    write_bulk(settings, tiny, given, Options(), folder)
    said["imported"] = [path.read_text("utf-8") for path in sorted(folder.glob("ally_of*.csv"))]
    said["loaded"] = []
    for file in (first, second):
        given = matched_input(tiny, [file, first.with_name("actors.csv")])
        outcome = load_source(settings, graph, tiny, given, Options())
        said["loaded"] += [[outcome.difference.statements.changed, *(row["remark"] for row in graph.read(live))]]
    said["different"] = [[row["old"], row["new"]] for row in changes(settings, graph, outcome.run)]
    said["withdrawn"] = [row["remark"] for row in graph.read("MATCH ()-[s:WITHDRAWN]->() RETURN s.remark AS remark")]
    revert(settings, graph, outcome.run, Options())
    said["reverted"] = [row["remark"] for row in graph.read(live)]
print(json.dumps(said))
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The project as it is, but for one more field in the declaration."""
    root = tmp_path / "root"
    root.joinpath("cypher").mkdir(parents=True)
    for name in ("loader", "explorer", "docs", "faultlines.py", "README.md", "pyproject.toml"):
        root.joinpath(name).symlink_to(ROOT / name)
    for path in (ROOT / "cypher").iterdir():
        root.joinpath("cypher", path.name).symlink_to(path)
    schema = root / "cypher" / "schema.py"
    text = schema.read_text("utf-8")
    assert text.count(NEXT) == 1
    schema.unlink()
    schema.write_text(text.replace(NEXT, DECLARED + NEXT), "utf-8")
    return root


def test_a_field_that_is_declared_is_everywhere(
    root: Path, mine: Settings, graph: Graph, source: Folder, surroundings: dict[str, str], tmp_path: Path
) -> None:
    folder = source("tiny", actors=ACTORS, statements=STATEMENTS.format("first"))
    second = tmp_path / "statements-2.csv"
    second.write_text(STATEMENTS.format("second"), "utf-8")
    where = engine.locate(mine)
    env = surroundings | {
        "PYTHONPATH": str(root),
        "FAULTLINES_HOME": str(mine.home),
        "FAULTLINES_SOURCES": str(tmp_path / "sources"),
        "FAULTLINES_NEO4J_URI": str(where.uri),
        "FAULTLINES_NEO4J_USER": where.user,
        "FAULTLINES_NEO4J_PASSWORD": where.password,
    }
    arguments = [str(folder / "statements.csv"), str(second), str(tmp_path / "bulk")]
    command = [sys.executable, "-W", "error", "-c", CHILD, *arguments]
    done = subprocess.run(command, env=env, cwd=root, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    model, sources = said["docs"]
    assert "| `remark` | string |  | a remark of the source's own |" in model
    assert "remark" in sources
    header, rows = sorted(said["imported"], key=lambda text: "first" in text)
    assert "remark:string" in header
    assert "first" in rows
    assert said["loaded"] == [[0, "first"], [1, "second"]], "read from the file, hashed, compared and written"
    assert said["different"] == [[{"remark": "first"}, {"remark": "second"}]]
    assert said["withdrawn"] == ["first"]
    assert said["reverted"] == ["first"]
