"""The line of the shell: when Enter sends, what is completed, where the history lies."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from cypher.editing.vocabulary import LiveVocabulary, Word, declared
from cypher.library.library import Library
from cypher.shell.line import ShellCompleter, ShellLexer, owned_history, sends, session
from cypher.shell.talk import Shell


def find_actors(typed: str) -> tuple[Word, ...]:
    """The actors of a small world whose id or name holds what was typed."""
    world = (Word("wagner-2023:wagner-group", "Wagner Group"), Word("test:two words", "Two"))
    return tuple(word for word in world if typed.lower() in f"{word.name} {word.meaning}".lower())


@pytest.fixture
def shell() -> Shell:
    """A shell that asks nothing."""
    library = Library.load()
    words = LiveVocabulary(lambda: pytest.fail("the graph is not to be asked"), lambda name: True)
    words.known, words.read_at = declared(library), float("inf")
    words.find_actors = find_actors  # type: ignore[method-assign]
    return Shell(lambda text, parameters, form: None, library, words, ("table", "csv", "json"))


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    """Keys without a terminal."""
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield keys


def typed(keyboard: PipeInput, shell: Shell, keys: str) -> str:
    """What the line hands on for some keys; in a thread, since a browser's test leaves an event loop in this one."""
    keyboard.send_text(keys)
    candidates = ShellCompleter(shell.words.now, lambda: shell.parameters, shell.offered, shell.words.find_actors)
    return session(InMemoryHistory(), candidates, lambda: "", source=keyboard, target=DummyOutput()).prompt(
        in_thread=True
    )


@pytest.mark.parametrize(
    ("keys", "handed"),
    [
        ("RETURN 1;\r", "RETURN 1;"),
        ("MATCH (a)\rRETURN a;\r", "MATCH (a)\nRETURN a;"),
        ("MATCH (a)\rRETURN a\r\r", "MATCH (a)\nRETURN a\n"),
        ("RETURN 'a;\rb';\r", "RETURN 'a;\nb';"),
        ("RETURN 1; // done\r", "RETURN 1; // done"),
        (":params\r", ":params"),
        ("\x1b[200~MATCH (a)\n\nRETURN a;\x1b[201~\r", "MATCH (a)\n\nRETURN a;"),
    ],
)
def test_enter_sends_what_is_finished(keyboard: PipeInput, shell: Shell, keys: str, handed: str) -> None:
    assert typed(keyboard, shell, keys) == handed


def test_ctrl_c_and_ctrl_d_are_told(keyboard: PipeInput, shell: Shell) -> None:
    with pytest.raises(KeyboardInterrupt):
        typed(keyboard, shell, "MATCH\x03")
    with pytest.raises(EOFError):
        typed(keyboard, shell, "\x04")


def offered(shell: Shell, text: str) -> list[str]:
    """What the line would complete a text to."""
    candidates = ShellCompleter(shell.words.now, lambda: shell.parameters, shell.offered, shell.words.find_actors)
    found = candidates.get_completions(Document(text), CompleteEvent(completion_requested=True))
    return [text[: len(text) + one.start_position] + one.text for one in found]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("MATCH (a:Act", "MATCH (a:Actor"),
        ("MATCH (a:Actor)-[:SUP", "MATCH (a:Actor)-[:SUPPLIES"),
        ("tens", ":q tensions"),
        (":par", ":param"),
        (":q tens", ":q tensions"),
        (":q suppliers act", ":q suppliers actor="),
        (":format j", ":format json"),
        ("MATCH (a {id: $", "MATCH (a {id: $who"),
        ("MATCH (a:Actor {id: 'wagner gr", "MATCH (a:Actor {id: 'wagner-2023:wagner-group"),
        (":q suppliers actor=wag", ":q suppliers actor=wagner-2023:wagner-group"),
        (':q suppliers actor="wagner gr', ":q suppliers actor=wagner-2023:wagner-group"),
        (":q suppliers on=2023-01-01 actor=two", ':q suppliers on=2023-01-01 actor="test:two words"'),
        (":q tensions actors=a,wag", ":q tensions actors=a,wagner-2023:wagner-group"),
        (":q tensions kind=ves", ":q tensions kind=vessel"),
        (":q tensions types=LEADS,sup", ":q tensions types=LEADS,SUPPLIES"),
        (":param act", ":param actor"),
        (":param actor two w", ":param actor test:two words"),
    ],
)
def test_completes_statements_and_commands(shell: Shell, text: str, first: str) -> None:
    shell.parameters["who"] = "states:RUS"
    assert offered(shell, text)[0] == first


def test_an_open_text_is_not_finished() -> None:
    assert not sends("RETURN 'a;")
    assert sends("RETURN 'a';")
    assert sends("")


def test_the_history_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "home" / "shell-history"
    history = owned_history(path)
    history.store_string("RETURN 1;")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(owned_history(path).load_history_strings()) == ["RETURN 1;"]


def test_each_line_has_its_colours() -> None:
    line = ShellLexer().lex_document(Document("MATCH (a) /* x\ny */ RETURN $p"))
    assert line(0)[0] == ("class:code.keyword", "MATCH")
    assert line(0)[-1] == ("class:code.comment", "/* x")
    assert line(1)[0] == ("class:code.comment", "y */")
    assert line(1)[-1] == ("class:code.parameter", "$p")
    assert line(2) == []
