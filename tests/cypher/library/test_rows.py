"""The types of the rows are those of the heads, and mypy holds callers to them."""

import subprocess
import sys
from pathlib import Path

import pytest

from cypher.library.library import Library
from cypher.library.rows import MODULE, module

ROOT = Path(__file__).parents[3]


def test_the_types_are_current() -> None:
    assert MODULE.read_text("utf-8") == module(Library.load()), "run `make docs`"


@pytest.mark.parametrize(
    ("expression", "complaint"),
    [
        ("ask('size')[0]['nodes'] + 1", ""),
        ("ask('size')[0]['edges']", 'has no key "edges"'),
        ("ask('pulse')[0]['schema'] + 1", "None"),
        ("ask('pulse')[0]['statements'].lower()", '"int" has no attribute "lower"'),
        ("ask('a-query-of-ones-own')[0]['anything'].lower()", ""),
    ],
)
def test_a_panel_that_asks_for_what_a_query_does_not_have_is_found(
    tmp_path: Path, expression: str, complaint: str
) -> None:
    said = judged(
        tmp_path, f"from cypher.queries.rows import Ask\n\n\ndef panel(ask: Ask) -> None:\n    print({expression})\n"
    )
    assert (said == "") == (not complaint), said
    assert complaint in said


@pytest.mark.parametrize("ask", ["ask", "graph_reader().ask"])
def test_the_explorer_asks_with_the_types_of_the_queries(tmp_path: Path, ask: str) -> None:
    text = "from explorer.graph import ask, graph_reader\n\nprint({}('search', text='x')[0]['{}'])\n"
    assert judged(tmp_path, text.format(ask, "name")) == ""
    assert 'has no key "nom"' in judged(tmp_path, text.format(ask, "nom"))


def judged(folder: Path, text: str) -> str:
    """What mypy finds wrong with a module; nothing when it is sound."""
    path = folder / "panel.py"
    path.write_text(text, "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode else ""
