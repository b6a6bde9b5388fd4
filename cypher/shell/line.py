"""The line that a person types on: colours, completion, history, and when a statement is finished."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import ClassVar

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import completion_is_selected
from prompt_toolkit.history import FileHistory, History
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import PygmentsLexer
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style
from pygments.lexer import inherit
from pygments.lexers.graph import CypherLexer
from pygments.token import Name

from cypher.completion import complete
from cypher.scan import tokens
from cypher.vocabulary import Vocabulary

PROMPT = "faultlines> "
STYLE = Style.from_dict(
    {
        "prompt": "bold",
        "pygments.keyword": "ansiblue bold",
        "pygments.literal.string": "ansigreen",
        "pygments.literal.number": "ansiyellow",
        "pygments.comment": "ansibrightblack italic",
        "pygments.name.variable": "ansimagenta",
        "bottom-toolbar": "noreverse ansibrightblack",
    }
)


class Colours(CypherLexer):  # type: ignore[misc]
    """Cypher with its parameters, which Pygments does not know."""

    tokens: ClassVar = {"root": [(r"\$\w+", Name.Variable), inherit]}


class Candidates(Completer):
    """What may stand at the cursor: in a statement by the live schema, after a colon the shell's commands."""

    def __init__(
        self,
        vocabulary: Callable[[], Vocabulary],
        parameters: Callable[[], Iterable[str]],
        commands: Callable[[str], Iterable[tuple[str, str]]],
    ) -> None:
        self.vocabulary = vocabulary
        self.parameters = parameters
        self.commands = commands

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterator[Completion]:
        """The candidates, best first."""
        text = document.text
        if text.lstrip().startswith(":"):
            before = document.text_before_cursor.lstrip()
            typed = before.rpartition(" ")[2]
            for name, meaning in self.commands(before):
                if name.startswith(typed):
                    yield Completion(name, -len(typed), display_meta=meaning)
            return
        found = complete(
            text, document.cursor_position, self.vocabulary(), self.parameters(), asked=event.completion_requested
        )
        for candidate in found.candidates:
            name = f":q {candidate.name}" if candidate.kind == "query" else candidate.insert
            yield Completion(
                name,
                found.start - document.cursor_position,
                display=candidate.name,
                display_meta=candidate.meaning[:60] or candidate.kind,
            )


def finished(text: str) -> bool:
    """Whether Enter sends the text: a command, or a statement with a semicolon or an empty line at its end."""
    if not text.strip() or text.lstrip().startswith(":"):
        return True
    if text.endswith("\n"):
        return True
    found = [token for token in tokens(text) if not token.text.startswith("//")]
    return bool(found) and found[-1].text == ";"


def statements(text: str) -> list[str]:
    """The statements of a text, parted by semicolons outside texts, names and comments."""
    found, start = [], 0
    for token in tokens(text):
        if token.text == ";" and token.kind == "mark":
            found.append(text[start : token.start].strip())
            start = token.end
    found.append(text[start:].strip())
    return [part for part in found if any(not token.text.startswith("//") for token in tokens(part))]


def keys() -> KeyBindings:
    """Enter sends what is finished and begins a new line otherwise; a chosen candidate is taken first."""
    bindings = KeyBindings()

    @bindings.add("enter", filter=~completion_is_selected)
    def enter(event: KeyPressEvent) -> None:
        if finished(event.current_buffer.text):
            event.current_buffer.validate_and_handle()
        else:
            event.current_buffer.newline(copy_margin=False)

    @bindings.add("enter", filter=completion_is_selected)
    def take(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    return bindings


def kept(path: Path) -> History:
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
        lexer=PygmentsLexer(Colours),
        completer=completer,
        complete_while_typing=True,
        key_bindings=keys(),
        history=history,
        style=STYLE,
        bottom_toolbar=toolbar,
        input=source,
        output=target,
    )
