"""The lessons leave no query out, and what they show is what the shipped network answers today."""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from cypher.graph import Graph
from cypher.library.library import Library
from cypher.library.page import QUESTIONS
from cypher.settings import Settings
from docs import lessons, notebook
from docs.results import ask, load_later, load_sample
from tests.cypher import small

SNIPPETS = [
    pytest.param(snippet, id=f"{folder}-{number}")
    for folder in QUESTIONS
    for number, snippet in enumerate(re.findall(r"```cypher\n(.*?)```", lessons.lesson(folder), re.DOTALL))
]
NOTHING_YET = {
    "loners",
    "mixed-pairs",
    "changed-sides",
    "withdrawn",
    "delistings",
    "owners",
    "fifty-percent",
    "proposals",
    "armed-both-sides",
    "allies-turned-rivals",
    "against-own-alliance",
}
"""Queries that the shipped network has no row for, once or always; the lesson says why."""


@pytest.fixture(scope="module")
def shipped(connected: Graph, settings: Settings) -> Iterator[Graph]:
    """The network of `faultlines demo`."""
    from loader.runs.job import Options
    from loader.runs.run import load_shipped_sources

    small.empty(connected)
    assert [outcome.status.value for outcome in load_shipped_sources(settings, connected, Options())] == ["done"] * 4
    yield connected
    small.empty(connected)


@pytest.mark.parametrize(
    "example", [pytest.param(example, id=example.key[:60]) for example in lessons.examples() if not example.network]
)
def test_the_answer_is_todays(shipped: Graph, example: lessons.Example) -> None:
    assert lessons.answers()[example.key] == ask(shipped, example), "run `make results`"


def test_no_answer_is_left_over() -> None:
    assert lessons.answers().keys() == {example.key for example in lessons.examples()}


def test_every_query_has_its_place() -> None:
    for query in Library.load():
        page = lessons.page(f"queries/{query.folder}.md")
        assert page.count(f"\n### {query.name}\n") == 1
        assert f"(queries/{query.folder}.md#{query.name})" in lessons.page("queries.md")


def test_an_answer_without_rows_is_explained() -> None:
    assert {
        example.name
        for example in lessons.examples()
        if not (example.network or lessons.answers()[example.key]["count"])
    } == NOTHING_YET


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_what_is_to_be_typed_finds_something(shipped: Graph, snippet: str) -> None:
    assert shipped.read(snippet, name="lesson")


def test_the_query_of_ones_own_works_as_written(shipped: Graph, tmp_path: Path) -> None:
    (text,) = re.findall(r"```cypher\n(// Actors whose.*?)```", lessons.OWN, re.DOTALL)
    (tmp_path / "letters.cypher").write_text(text, "utf-8")
    query = Library.load([tmp_path]).find("letters")
    names = [row["name"] for row in shipped.read(query.text, query.bind({"letters": "Wag"}))]
    assert "Wagner Group" in names


def test_the_notebook_tells_what_it_told(shipped: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "")  # with the extra
    kept = notebook.outputs(nbformat.read(notebook.NOTEBOOK, as_version=4))
    assert len(kept) == 9
    assert notebook.outputs(notebook.run()) == kept, "run `make results`"


def test_nothing_private_is_shown() -> None:
    shown = (lessons.ANSWERS.read_text("utf-8") + notebook.NOTEBOOK.read_text("utf-8")).lower()
    assert not re.search(r"passport|\bdob\b|birth|tax id", shown)


# Last, for it changes the network.


@pytest.fixture(scope="module")
def changed(shipped: Graph, settings: Settings) -> Graph:
    """The network after the exercise."""
    load_later(settings, shipped)
    return shipped


@pytest.mark.parametrize(
    "example",
    [pytest.param(example, id=example.key[:60]) for example in lessons.examples() if example.network == lessons.LATER],
)
def test_the_answer_after_the_exercise_is_todays(changed: Graph, example: lessons.Example) -> None:
    assert lessons.answers()[example.key] == ask(changed, example), "run `make results`"


def test_the_exercise_is_the_one_that_is_told() -> None:
    text = lessons.lesson("time")
    assert "sed -i '/^39757,/d' later/*.csv" in text
    assert "--as-of 2023-02-28" in text


@pytest.mark.parametrize("sample", lessons.SAMPLES)
def test_the_answers_on_a_sample_are_todays(connected: Graph, sample: str) -> None:
    load_sample(connected, sample)
    asked = [example for example in lessons.examples() if example.network == sample]
    assert len(asked) > 10
    for example in asked:
        assert lessons.answers()[example.key] == ask(connected, example), f"{example.key}: run `make results`"


@pytest.mark.parametrize("sample", lessons.SAMPLES)
def test_every_exercise_has_its_answer_folded(sample: str) -> None:
    _, exercises = lessons.lesson(sample).split("## Exercises")
    answers = re.findall(r"<details><summary>Answer</summary>\n(.*?)</details>", exercises, re.DOTALL)
    assert len(answers) == len(re.findall(r"^\*\*\d+\.\*\*", exercises, re.MULTILINE)) == 5
    assert all("```query" in answer for answer in answers)
