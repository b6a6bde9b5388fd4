"""The front door: joins the commands of the three packages, shows them all in `demo`, and opens to notebooks."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

import cypher.commands.group
import explorer.commands
import loader.commands.doctor
import loader.commands.group
import loader.commands.load
from cypher import engine, log
from cypher.engine.progress import shown_progress
from cypher.errors import FaultlinesError, signal_in
from cypher.settings import Settings

if TYPE_CHECKING:
    from cypher.doctor import Finding
    from cypher.ogm import ReadingGraph
    from explorer.widget.notebook import DrawingNotebook

INTERRUPTED = 130  # as a shell says it: 128 and the number of SIGINT
BROKEN_PIPE = 141  # the same of SIGPIPE

TRY = """
  [bold]{address}[/bold]

  Three things to try:
    1. Click the outlined triangle: why Putin, Prigozhin and the Ministry of Defence can't all be at peace.
    2. Press / and type [bold]вагнер[/bold] or [bold]wagnr[/bold]: any script, and a slip of the finger, will do.
    3. Double-click an actor to see whom it is tied to, then click a line to read who says so.

  Ctrl-C ends it."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="faultlines")
def commands() -> None:
    """Who is allied with, rivals, supplies and designates whom, who says so, and since when."""


@commands.command()
@click.option("--host", help="The address to listen on; 127.0.0.1 by default.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; 8050 by default, 0 for a free one.")
@click.option("--browser/--no-browser", help="Open the page in a browser too.")
@click.option("--world", is_flag=True, help="Load more to get lost in: a century of alliances, 5,000 provinces.")
def demo(host: str | None, port: int | None, browser: bool, world: bool) -> None:
    """Start the graph, load what faultlines ships with, and open the explorer."""
    from explorer.access.gate import check_start
    from explorer.serving.server import listen, run_server

    settings = Settings.read()
    host, port = host or settings.host, settings.port if port is None else port
    listen(host, port).close()  # a taken port is said before 123 MB are fetched
    check_start(settings.model_copy(update={"host": host}))
    console = Console(stderr=True, soft_wrap=True)

    def ready(address: str) -> None:
        console.print(TRY.format(address=address))
        if browser:
            click.launch(address)

    console.print("Starting the graph")
    with shown_progress(console) as report, engine.running(settings, report) as (status, started):
        console.print(f"Neo4j {status.version or ''} {'is up' if started else 'was up already'}: {status.uri}")
        loader.commands.load.show_shipped_loads(settings, console, world=world)
        with suppress(KeyboardInterrupt):
            run_server(settings, host, port, ready)
        console.print("\nStopping the explorer" + (" and Neo4j" if started else ""))


for command in [*cypher.commands.group.commands, *loader.commands.group.commands, *explorer.commands.commands]:
    commands.add_command(command)


def check_users(settings: Settings) -> Iterator[Finding]:
    """What `doctor` says of who may log in to the explorer."""
    from explorer import doctor

    yield from doctor.check_users(settings)


loader.commands.doctor.further_checks.append(check_users)


def connect() -> DrawingNotebook:
    """The graph for a notebook: the official driver, and answers as rows, data frames, networks and drawings."""
    from explorer.widget.notebook import DrawingNotebook

    notebook = DrawingNotebook.connect()
    if "IPython" in sys.modules:
        from cypher.notebook_completion import complete_questions

        complete_questions()
    return notebook


def py2neo_graph() -> ReadingGraph:
    """The graph as a py2neo Graph, for reading; `faultlines.Actor` is an OGM class to go with it."""
    from cypher import ogm

    return ogm.py2neo_graph()


def __getattr__(name: str) -> Any:
    """The OGM classes, when they are first asked for: py2neo takes its time to import."""
    if name in ("Actor", "Record", "Source"):
        from cypher import ogm

        return getattr(ogm, f"{name}Object")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def is_service(words: list[str]) -> bool:
    """Whether a command line is one of those that log instead of talking to a person."""
    starts = (["serve"], ["jobs", "run"], ["graph", "run"])
    return any(words[: len(start)] == start for start in starts) or (words[:1] == ["load"] and "--if-due" in words)


def report_failure(error: FaultlinesError) -> None:
    """Say what went wrong: one event of a service that logs as JSON, else a line for the person."""
    if log.logs_json():
        log.event("failed", level=logging.ERROR, error=str(error))
    else:
        click.echo(f"Error: {error}", err=True)


def interrupt(number: int, frame: FrameType | None) -> None:
    """End as on Ctrl-C, so that what was started is stopped; a connection on which the driver waits is cut first."""
    if sessions := sys.modules.get("cypher.sessions"):
        sessions.cut_connection(frame)
    raise KeyboardInterrupt


def words_of(error: OSError) -> str:
    """What the system has against a file, with its name where it says so."""
    words = error.strerror or str(error) or type(error).__name__
    return words if error.filename is None else f"{error.filename}: {words}"


def main() -> None:
    """Run a command; what goes wrong is one message and an exit code."""
    signal.signal(signal.SIGTERM, interrupt)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, interrupt)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, interrupt)
    if is_service(sys.argv[1:]):
        log.take_over(log.form_of_service())
    try:
        sys.exit(commands.main(standalone_mode=False, prog_name="faultlines"))
    except (Exception, KeyboardInterrupt) as error:
        code = exit_code_of(error)
        if code is None:
            raise
        sys.exit(code)


def exit_code_of(error: BaseException) -> int | None:
    """The exit code for what ended a command, told in one message; None for a fault of ours."""
    if isinstance(error, click.Abort) or signal_in(error):
        click.echo(err=True)
        return INTERRUPTED
    match error:
        case FaultlinesError():
            report_failure(error)
            return error.exit_code
        case click.ClickException():
            error.show()
            return error.exit_code
        case BrokenPipeError():  # `faultlines query … | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return BROKEN_PIPE
        case OSError():  # a name that is too long, a folder that may not be read, a full disk
            report_failure(FaultlinesError(words_of(error)))
            return FaultlinesError.exit_code
        case _:
            return None


if __name__ == "__main__":
    main()
