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


EXPRESSIONS = {
    "ask('size')[0]['nodes'] + 1": "",
    "ask('size')[0]['edges']": 'has no key "edges"',
    "ask('pulse')[0]['schema'] + 1": "None",
    "ask('pulse')[0]['statements'].lower()": '"int" has no attribute "lower"',
    "ask('a-query-of-ones-own')[0]['anything'].lower()": "",
    "graph.ask('search', text='x')[0]['name']": "",
    "graph.ask('search', text='x')[0]['nom']": 'has no key "nom"',
    "graph.graph_reader().ask('search', text='x')[0]['nom']": 'has no key "nom"',
}
"""Ways to ask, of the graph and of the explorer, and what mypy says of each."""
PANEL = """from cypher.queries.rows import Ask
from explorer import graph


def panel(ask: Ask) -> None:
"""


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What mypy says of a panel with a line for each expression."""
    path = tmp_path_factory.mktemp("rows") / "panel.py"
    path.write_text(PANEL + "".join(f"    print({expression})\n" for expression in EXPRESSIONS), "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = [line.split(":", 2) for line in done.stdout.splitlines() if "panel.py:" in line]
    assert said, done.stdout + done.stderr
    first = PANEL.count("\n") + 1
    return {
        expression: "".join(words for _, line, words in said if int(line) == number)
        for number, expression in enumerate(EXPRESSIONS, first)
    }


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_panel_that_asks_for_what_a_query_does_not_have_is_found(complaints: dict[str, str], expression: str) -> None:
    expected = EXPRESSIONS[expression]
    assert (complaints[expression] == "") == (not expected), complaints[expression]
    assert expected in complaints[expression]
