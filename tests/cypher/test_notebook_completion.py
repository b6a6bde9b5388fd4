"""Completion of a notebook's questions, as IPython and Jupyter's kernel ask for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

import faultlines
from cypher.graph import Graph
from tests.cypher import small
from tests.cypher.small import Said


@pytest.fixture
def session(graph: Graph) -> Iterator[InteractiveShell]:
    """A session of IPython with a connection to a small graph named `graph`, and something else named `other`."""
    small.write(graph, [Said("one:wagner", "SUPPLIES", "two:other")], [{"id": "two:other", "name": "Two words"}])
    shell = InteractiveShell.instance()
    try:
        with faultlines.connect() as first, faultlines.connect() as connection:
            shell.user_ns |= {"graph": connection, "first": first, "other": "text"}
            yield shell
    finally:
        InteractiveShell.clear_instance()


def offered(session: InteractiveShell, code: str) -> list[str]:
    """The whole texts that candidates make of a cell with the cursor at its end, or at `¦`."""
    cursor = code.find("¦") if "¦" in code else len(code)
    code = code.replace("¦", "")
    with provisionalcompleter():
        candidates = list(session.Completer.completions(code, cursor))
    return [code[: candidate.start] + candidate.text for candidate in candidates]


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ('graph.rows("common-n', 'graph.rows("common-neighbours'),
        ("x = graph.describe('tensi", "x = graph.describe('tensions"),
        ('graph.frame("suppliers", act', 'graph.frame("suppliers", actor='),
        ('graph.frame("suppliers", actor="one', 'graph.frame("suppliers", actor="one:wagner'),
        (
            'graph.frame("tensions", actors=["one:wagner", "two',
            'graph.frame("tensions", actors=["one:wagner", "two:other',
        ),
        ('graph.frame("tensions", ever=True, kind="ves', 'graph.frame("tensions", ever=True, kind="vessel'),
        ('graph.frame("MATCH (a:Act', 'graph.frame("MATCH (a:Actor'),
        ("graph.frame('''MATCH (a:Actor)\nWHERE a.li", "graph.frame('''MATCH (a:Actor)\nWHERE a.live"),
        ("graph.rows(\"MATCH (a:Actor {id: 'two", "graph.rows(\"MATCH (a:Actor {id: 'two:other"),
        ("first = 1\ngraph.draw(\n    'betw", "first = 1\ngraph.draw(\n    'between"),
        ('[graph.rows("tensi¦") for _ in "x"]', '[graph.rows("tensions'),
        ('graph.rows("goods", actor="x"); graph.rows("tensi', 'graph.rows("goods", actor="x"); graph.rows("tensions'),
    ],
)
def test_the_best_candidate(session: InteractiveShell, code: str, first: str) -> None:
    assert offered(session, code)[0] == first


@pytest.mark.parametrize("code", ['other.rows("tensi', 'unknown.rows("tensi', 'graph.tension("tensi', 'print("tensi'])
def test_nothing_is_offered_elsewhere(session: InteractiveShell, code: str) -> None:
    assert not any(text.endswith("tensions") for text in offered(session, code))


def test_after_a_question_python_is_completed_as_ever(session: InteractiveShell) -> None:
    assert any(text.endswith(".describe") for text in offered(session, 'graph.rows("tensions")\ngraph.desc'))


def test_one_completion_serves_all_connections(session: InteractiveShell) -> None:
    names = [getattr(matcher, "matcher_identifier", "") for matcher in session.Completer.custom_matchers]
    assert names.count("faultlines") == 1
    assert offered(session, 'first.rows("tensi')[0] == 'first.rows("tensions'
