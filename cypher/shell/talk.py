"""What the shell does with a line: runs a statement, or one of its own commands."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import click

from cypher.editing.lexer import split_statements
from cypher.editing.vocabulary import LiveVocabulary, listed_values
from cypher.errors import UsageError
from cypher.library.library import Library
from cypher.library.parameter import Parameter, check_date, meant, shown
from cypher.library.query import Query

PAIR = re.compile(r'(?P<name>\w+)="(?P<text>[^"]*)"(?!\S)|\S+')
"""A word of :q; what has spaces stands in quotes: actor="Wagner Group"."""
VALUE = re.compile(r'(?:^|\s)(?P<name>\w+)=(?P<quote>"?)(?P<text>(?<=")[^"]*|[^\s"]*)\Z')
"""The value that is being typed at the end of :q, in quotes or not."""
Run = Callable[[str, Mapping[str, Any], str], None]
"""Runs a statement with its parameters and prints the answer in a form."""


@dataclass(frozen=True, slots=True)
class CommandWord:
    """What may stand at the end of a command's line, in the place of its last `replaced` characters."""

    insert: str
    replaced: int
    meaning: str = ""


class Shell:
    """The shell between two lines: its parameters, its form, and what it may ask."""

    def __init__(
        self,
        run: Run,
        library: Library,
        words: LiveVocabulary,
        forms: tuple[str, ...],
        check: Callable[[Query, Mapping[str, Any]], Mapping[str, Any]] = lambda query, typed: typed,
        evaluate: Callable[[str, Mapping[str, Any]], Any] = lambda text, parameters: text,
    ) -> None:
        self.run = run
        self.check = check
        self.evaluate = evaluate
        self.library = library
        self.words = words
        self.forms = forms
        self.form = forms[0]
        self.parameters: dict[str, Any] = {}
        self.left = False

    def take(self, text: str) -> None:
        """Do what a text says: one command, or its statements one after the other."""
        text = text.strip()
        if text.startswith(":"):
            name, _, rest = text[1:].partition(" ")
            self.command(name)(self, rest.strip())
            return
        for statement in split_statements(text):
            self.run(statement, self.parameters, self.form)

    def command(self, name: str) -> Callable[[Shell, str], None]:
        """The command of that name; UsageError with the closest one when there is none."""
        command = COMMANDS.get(name.lower())
        if command is None:
            raise UsageError(f"no command is called :{name}{meant(name, COMMANDS)}; :help lists them")
        return command

    def offered(self, text: str) -> Iterator[CommandWord]:
        """What may stand at the end of a command's line."""
        name, space, rest = text[1:].partition(" ")
        query = self.library.queries.get(rest.split(" ")[0]) if name == "q" else None
        value = VALUE.search(rest)
        if query and value:
            parameter = next((p for p in query.parameters if p.name == value["name"]), None)
            if parameter:
                yield from self.offered_values(parameter, value["text"], len(value["quote"] + value["text"]))
            return
        if name == "param" and " " in rest:
            parameter_name, _, typed = rest.partition(" ")
            known = (p for query in self.library for p in query.parameters if p.name == parameter_name)
            if parameter := next(known, None):
                yield from self.offered_values(parameter, typed, len(typed), quoting=False)
            return
        typed = text.rpartition(" ")[2]
        for word, meaning in self.command_words(name if space else "", rest):
            if word.startswith(typed):
                yield CommandWord(word, len(typed), meaning)

    def command_words(self, name: str, rest: str) -> Iterator[tuple[str, str]]:
        """The words of a command, with their meanings: the commands themselves where it has no name yet."""
        if not name:
            yield from ((f":{command}", function.__doc__ or "") for command, function in COMMANDS.items())
        elif name in ("q", "queries") and " " not in rest:
            yield from ((query.name, query.purpose) for query in self.library)
        elif name == "q" and (query := self.library.queries.get(rest.split(" ")[0])):
            yield from ((f"{parameter.name}=", parameter.meaning) for parameter in query.parameters)
        elif name == "format":
            yield from ((form, "") for form in self.forms)
        elif name == "param":
            yield from ((parameter, "") for parameter in self.parameters)
            yield from ((word.name, word.meaning) for word in self.words.now().parameters)

    def offered_values(
        self, parameter: Parameter, typed: str, replaced: int, *, quoting: bool = True
    ) -> Iterator[CommandWord]:
        """What a parameter may be given, as far as it can be listed; of a list the entry after the last comma."""
        before, comma, typed = typed.rpartition(",") if parameter.type.startswith("list<") else ("", "", typed)
        for word in listed_values(parameter, self.words, typed):
            value = f"{before}{comma}{word.name}"
            yield CommandWord(f'"{value}"' if quoting and " " in value else value, replaced, word.meaning)

    def param(self, words: str) -> None:
        """:param NAME VALUE sets a parameter: JSON, a date or a text; NAME => EXPRESSION what Cypher makes of it."""
        name, _, text = words.partition(" ")
        expression = text.strip().startswith("=>")
        text = text.strip().removeprefix("=>").strip()
        if not name.isidentifier():
            raise UsageError("write :param NAME VALUE, such as :param actor wagner-2023:wagner-group")
        if text:
            value = typed_value(text)
            self.parameters[name] = self.evaluate(text, self.parameters) if expression and value == text else value
        elif self.parameters.pop(name, None) is None:
            raise UsageError(f"there is no parameter {name}")

    def params(self, words: str) -> None:
        """:params lists the parameters; :params clear forgets them all."""
        if words == "clear":
            self.parameters.clear()
        for name, value in self.parameters.items():
            click.echo(f"{name}  {json.dumps(value, ensure_ascii=False, default=str)}")

    def queries(self, words: str) -> None:
        """:queries lists the named queries, :queries NAME shows one."""
        if words:
            click.echo(self.library.find(words).text.rstrip())
            return
        for folder, inside in groupby(self.library, key=lambda query: query.folder):
            click.secho(folder, bold=True)
            for query in inside:
                takes = " ".join(p.name if p.required else f"[{p.name}]" for p in query.parameters)
                click.echo(f"  {query.name} {takes}".rstrip())

    def named(self, words: str) -> None:
        """:q NAME KEY=VALUE … runs a named query; what is not given comes from the parameters that are set."""
        if not words:
            raise UsageError("write :q NAME KEY=VALUE …; :queries lists the names")
        name, _, rest = words.partition(" ")
        pairs = [f"{m['name']}={m['text']}" if m["name"] else m[0] for m in PAIR.finditer(rest)]
        query = self.library.find(name)
        names = {word.partition("=")[0] for word in pairs}
        kept = {p.name: self.parameters[p.name] for p in query.parameters if p.name in self.parameters.keys() - names}
        typed = query.read([*pairs, *(f"{name}={shown(value)}" for name, value in kept.items())])
        self.run(query.text, self.check(query, typed), self.form)

    def format(self, words: str) -> None:
        """:format NAME prints answers from now on so; without a name it says how."""
        if words and words not in self.forms:
            raise UsageError(
                f"no format is called {words!r}{meant(words, self.forms)}; there are {', '.join(self.forms)}"
            )
        self.form = words or self.form
        click.echo(f"Answers are printed as {self.form}", err=True)

    def schema(self, words: str) -> None:
        """:schema lists labels and relationship types with their properties."""
        known = self.words.now()
        for title, entries in (("Labels", known.labels), ("Relationship types", known.types)):
            click.secho(title, bold=True)
            for word in entries:
                names = ", ".join(prop.name for prop in known.properties.get(word.name, ()))
                click.echo(f"  {word.name}" + (f"  ({names})" if names else ""))

    def help(self, words: str) -> None:
        """:help shows this."""
        click.echo("A statement ends with a semicolon or an empty line. Ctrl-C cuts off what runs, Ctrl-D leaves.")
        for function in dict.fromkeys(COMMANDS.values()):
            click.echo(f"  {function.__doc__}")

    def leave(self, words: str) -> None:
        """:exit leaves."""
        self.left = True


COMMANDS: dict[str, Callable[[Shell, str], None]] = {
    "help": Shell.help,
    "param": Shell.param,
    "params": Shell.params,
    "queries": Shell.queries,
    "q": Shell.named,
    "format": Shell.format,
    "schema": Shell.schema,
    "exit": Shell.leave,
}


def typed_value(text: str) -> Any:
    """A value as a person writes it: JSON, a date, else the text itself."""
    try:
        return json.loads(text)
    except ValueError:
        pass
    try:
        return check_date(text)
    except (TypeError, ValueError):
        return text
