"""The line that a person types on: colours, completion, history, and when a statement is finished."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import completion_is_selected
from prompt_toolkit.formatted_text import StyleAndTextTuples, split_lines
from prompt_toolkit.history import FileHistory, History
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style

from cypher.editing.colours import coloured
from cypher.editing.completion import ActorSearch, complete, no_actors
from cypher.editing.lexer import is_finished
from cypher.editing.vocabulary import Vocabulary
from cypher.shell.talk import CommandWord

PROMPT = "faultlines> "
STYLE = Style.from_dict(
    {
        "prompt": "bold",
        "code.keyword": "ansiblue bold",
        "code.function": "ansiblue",
        "code.string": "ansigreen",
        "code.number": "ansiyellow",
        "code.atom": "ansiyellow",
        "code.comment": "ansibrightblack italic",
        "code.parameter": "ansimagenta",
        "code.label": "ansicyan",
        "code.type": "ansicyan",
        "bottom-toolbar": "noreverse ansibrightblack",
    }
)


class ShellLexer(Lexer):
    """The colours of a statement."""

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        """The pieces of each line."""
        pieces = [(f"class:code.{colour}" if colour else "", text) for colour, text in coloured(document.text)]
        lines = [*split_lines(pieces)]
        return lambda number: lines[number] if number < len(lines) else []


class ShellCompleter(Completer):
    """What may stand at the cursor: in a statement by the live schema, after a colon the shell's commands."""

    def __init__(
        self,
        vocabulary: Callable[[], Vocabulary],
        parameters: Callable[[], Iterable[str]],
        commands: Callable[[str], Iterable[CommandWord]],
        actors: ActorSearch = no_actors,
    ) -> None:
        self.vocabulary = vocabulary
        self.parameters = parameters
        self.commands = commands
        self.actors = actors

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterator[Completion]:
        """The candidates, best first."""
        text = document.text
        if text.lstrip().startswith(":"):
            for words in self.commands(document.text_before_cursor.lstrip()):
                yield Completion(words.insert, -words.replaced, display=words.insert, display_meta=words.meaning)
            return
        cursor = document.cursor_position
        completion = complete(
            text,
            cursor,
            self.vocabulary(),
            self.parameters(),
            actors=self.actors,
            explicit=event.completion_requested,
        )
        for suggestion in completion.suggestions:
            name = f":q {suggestion.name}" if suggestion.kind == "query" else suggestion.insert
            yield Completion(
                name,
                completion.start - cursor,
                display=suggestion.name,
                display_meta=suggestion.meaning[:60] or suggestion.kind,
            )


def sends(text: str) -> bool:
    """Whether Enter sends the text: a command, or a statement with a semicolon or an empty line at its end."""
    return not text.strip() or text.lstrip().startswith(":") or text.endswith("\n") or is_finished(text)


def keys() -> KeyBindings:
    """Enter sends what is finished and begins a new line otherwise; a chosen candidate is taken first."""
    bindings = KeyBindings()

    @bindings.add("enter", filter=~completion_is_selected)
    def enter(event: KeyPressEvent) -> None:
        if sends(event.current_buffer.text):
            event.current_buffer.validate_and_handle()
        else:
            event.current_buffer.newline(copy_margin=False)

    @bindings.add("enter", filter=completion_is_selected)
    def take(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    return bindings


def owned_history(path: Path) -> History:
    """The history in a file that only its owner reads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_APPEND, 0o600))
    path.chmod(0o600)
    return FileHistory(str(path))


def session(
    history: History,
    completer: Completer,
    toolbar: Callable[[], str],
    *,
    source: Input | None = None,
    target: Output | None = None,
) -> PromptSession[str]:
    """The line itself."""
    return PromptSession(
        [("class:prompt", PROMPT)],
        multiline=True,
        prompt_continuation=lambda width, number, wrapped: " " * (width - 2) + "· ",
        lexer=ShellLexer(),
        completer=completer,
        complete_while_typing=True,
        key_bindings=keys(),
        history=history,
        style=STYLE,
        bottom_toolbar=toolbar,
        input=source,
        output=target,
    )
