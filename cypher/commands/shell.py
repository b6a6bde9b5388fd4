"""The command `faultlines shell`."""

from __future__ import annotations

import sys
from threading import Thread
from typing import TYPE_CHECKING

import click

from cypher.editing.lexer import is_finished
from cypher.errors import FaultlinesError
from cypher.export import FORMS
from cypher.settings import Settings

if TYPE_CHECKING:
    from cypher.graph import Graph
    from cypher.shell.talk import Shell

# For start-up time, functions import what only they use: a command that ends at once loads none of it.


SHOWN = tuple(name for name, form in FORMS.items() if not form.binary)
"""The formats that a terminal can show."""


@click.command()
@click.option(
    "--format", "form", type=click.Choice(SHOWN), default=SHOWN[0], show_default=True, help="The format of answers."
)
@click.option("--limit", type=click.IntRange(min=1), default=10_000, show_default=True, help="Rows of an answer.")
def shell(form: str, limit: int) -> None:
    """Query the graph in Cypher, line by line: completion, history, parameters, named queries; reads only."""
    from cypher.graph import Graph

    settings = Settings.read()
    with Graph.connect(settings) as graph:
        graph.check_schema()
        made = make(graph, settings, limit)
        made.form = form
        if sys.stdin.isatty() and sys.stdout.isatty():
            talk(made, settings, graph)
        else:
            read_script(made)


def make(graph: Graph, settings: Settings, limit: int) -> Shell:
    """The shell over a graph."""
    from cypher.console.run import Console
    from cypher.editing.vocabulary import LiveVocabulary
    from cypher.guard import rules
    from cypher.shell.ask import Asker
    from cypher.shell.talk import Shell

    words = LiveVocabulary(lambda: graph, lambda name: name.lower() in rules.FUNCTIONS | rules.PROCEDURES)
    asker = Asker(Console(graph, settings), settings.query_timeout, limit)
    return Shell(asker.ask, graph.library, words, SHOWN, graph.check_references, asker.evaluate)


def talk(shell: Shell, settings: Settings, graph: Graph) -> None:
    """Line by line with a person, until Ctrl-D or :exit; a failure is said, and the shell goes on."""
    from cypher.shell.line import ShellCompleter, owned_history, session

    # Read beside the first prompt: the first key must not wait for it.
    Thread(target=shell.words.now, daemon=True).start()
    completer = ShellCompleter(shell.words.now, lambda: shell.parameters, shell.offered, shell.words.find_actors)

    def toolbar() -> str:
        set_ = f" · {len(shell.parameters)} parameters" if shell.parameters else ""
        return f" reads only · {shell.form}{set_} · :help"

    line = session(owned_history(settings.home / "shell-history"), completer, toolbar)
    click.echo("faultlines: a statement ends with a semicolon or an empty line; :help for more.")
    while not shell.left:
        try:
            shell.take(line.prompt())
        except KeyboardInterrupt:
            continue
        except EOFError:
            break
        except FaultlinesError as error:
            click.secho(f"Error: {error}", fg="red", err=True)


def read_script(shell: Shell) -> None:
    """From a pipe: commands on lines of their own, statements up to their semicolons; the first failure ends it."""
    waiting: list[str] = []
    for line in sys.stdin:
        if line.startswith(":") and not "".join(waiting).strip():
            shell.take(line)
            if shell.left:
                return
            continue
        waiting.append(line)
        if ";" in line and is_finished("".join(waiting)):
            shell.take("".join(waiting))
            waiting.clear()
    shell.take("".join(waiting))
