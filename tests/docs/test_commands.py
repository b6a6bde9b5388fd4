"""Every command on a page is one that the command line takes: its name, its options, its choices."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

import faultlines
from cypher.errors import UsageError
from cypher.library.library import Library

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(?:sh|console)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
LIBRARY = Library.load()
OPTION_OF_FILE = ("does not exist", "No such file")
"""What is said of a file that only the reader has."""


def commands_of(text: str) -> list[str]:
    """The commands of the blocks of a page, lines that go on joined; comments, pipes and what follows them left out."""
    lines = "\n".join(BLOCK.findall(text)).replace("\\\n", " ").splitlines()
    return [line.strip().removeprefix("$ ") for line in lines if re.match(r"\s*(?:\$ )?faultlines(?: |$)", line)]


def words_of(line: str) -> list[str]:
    """A command's words, up to what the shell takes for itself."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
    lexer.whitespace_split = True
    words = list(lexer)
    end = next((n for n, word in enumerate(words) if set(word) <= set("|&;<>")), len(words))
    return words[1:end]


def complaint(words: list[str]) -> str:
    """What the command line has against a command's words; nothing when it takes them."""
    command: click.Command = faultlines.commands
    context = click.Context(command, info_name="faultlines")
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        if isinstance(inner := command.get_command(context, words[0]), click.Command):
            command, words = inner, words[1:]
            continue
        break
    if "--help" in words or "-h" in words or "--version" in words:
        return ""
    try:
        taken = command.make_context("faultlines", list(words), parent=context)
        if command.name == "query":
            LIBRARY.find(taken.params["name"]).read(taken.params["parameters"])
    except click.exceptions.NoArgsIsHelpError:
        return ""
    except UsageError as error:
        return str(error)
    except click.ClickException as error:
        message = error.format_message()
        return "" if any(part in message for part in OPTION_OF_FILE) else message
    return ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("faultlines cypher 'RETURN 1' --nope", "No such option"),
        ("faultlines query serch text=a | head", "did you mean search"),
        ("faultlines query search txt=a", "did you mean text"),
        ("faultlines cypher 'RETURN 1; x' --format csv > a.csv", ""),
    ],
)
def test_what_is_typed_wrong_is_found(line: str, words: str) -> None:
    assert words in complaint(words_of(line))
    assert bool(words) == bool(complaint(words_of(line)))


PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "commands.md"], ids=lambda page: page.name)
def test_commands_on_a_page_are_taken_as_typed(page: Path) -> None:
    wrong = {line: why for line in commands_of(page.read_text("utf-8")) if (why := complaint(words_of(line)))}
    assert not wrong
