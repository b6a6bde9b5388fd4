"""Decide which records are one actor: proposals, decisions, their history and undoing them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from cypher.export import print_rows
from cypher.names import quantity
from cypher.settings import Settings
from loader.commands import options

if TYPE_CHECKING:
    from cypher.decisions.decide import DecisionOutcome
    from cypher.decisions.moves import Advance
    from cypher.graph import Graph

# For start-up time, functions import what only they use: a command that ends at once loads none of it.

wait_option = click.option(
    "--wait", type=click.FloatRange(0), default=0, help="Seconds to wait for loads to end; none runs beside a decision."
)


def of_two_records(command: Callable[..., None]) -> Callable[..., None]:
    """What every decision takes: A, B, and its options."""
    for part in (
        options.as_json,
        wait_option,
        click.option("--reason", metavar="TEXT", help="Why; kept with the decision."),
        click.argument("second", metavar="B"),
        click.argument("first", metavar="A"),
    ):
        command = part(command)
    return command


@click.group()
def identity() -> None:
    """Decide which records are one actor. A and B are ids of records, or of actors with one record each."""


@identity.command("proposals")
@click.option("--limit", default=100, show_default=True, help="Maximum number to list.")
@click.option("--like", is_flag=True, help="Those whose names are like each other, the likest first, instead.")
@click.option("--source", "sources", multiple=True, help="With --like: only records of these sources; repeat it.")
@click.option("--within", is_flag=True, help="With --like: pairs of one source too.")
@click.option("--least", type=click.FloatRange(0, 1), help="With --like: the least score, from 0 to 1.  [default: 0.7]")
@options.as_form
@options.as_json
def list_proposals(
    limit: int, like: bool, sources: tuple[str, ...], within: bool, least: float | None, form: str, as_json: bool
) -> None:
    """List pairs that wait for a person: a record, the actor that it may be, and the identifier that says so."""
    if not like and (sources or within or least is not None):
        raise click.UsageError("--source, --within and --least go with --like")
    with opened_graph() as graph:
        rows: Sequence[Mapping[str, Any]] = (
            alike(graph, sources, within=within, least=least, limit=limit)
            if like
            else graph.ask("proposals", limit=limit)
        )
    print_rows(rows, "json" if as_json else form)


def alike(
    graph: Graph, sources: tuple[str, ...], *, within: bool, least: float | None, limit: int
) -> list[dict[str, Any]]:
    """The pairs whose names are like each other."""
    from cypher.likeness.score import LEAST
    from loader.commands.progress import progress_bar
    from loader.matching.likely import likely_pairs

    for source in sources:
        if not graph.knows_source(source):
            raise click.UsageError(f"nothing of a source {source!r} was ever loaded")
    least = LEAST if least is None else least
    with progress_bar(Console(stderr=True), "proposals") as bar:
        bar.phase("read records", None)
        pairs = likely_pairs(
            graph,
            sources=sources,
            within=within,
            least=least,
            limit=limit,
            begin=lambda records: bar.phase("compare records", records),
            advance=bar.advance,
        )
    return [pair._asdict() for pair in pairs]


@identity.command("same")
@of_two_records
def same_command(first: str, second: str, reason: str | None, wait: float, as_json: bool) -> None:
    """Decide that A and B are the same: one actor, which has the statements of both."""
    take_decision("same", first, second, reason, wait, as_json=as_json)


@identity.command("different")
@of_two_records
def different_command(first: str, second: str, reason: str | None, wait: float, as_json: bool) -> None:
    """Decide that A and B are different. If they are one actor by rule, A is taken out of it, with its statements."""
    take_decision("different", first, second, reason, wait, as_json=as_json)


@identity.command("unsure")
@of_two_records
def unsure_command(first: str, second: str, reason: str | None, wait: float, as_json: bool) -> None:
    """Note that nobody can tell yet whether A and B are the same; the graph stays as it is."""
    take_decision("unsure", first, second, reason, wait, as_json=as_json)


@identity.command("undo")
@click.argument("decision", metavar="ID")
@wait_option
@options.as_json
def undo_decision(decision: str, wait: float, as_json: bool) -> None:
    """Undo decision ID: the graph is as if it had not been taken; it stays in the history."""
    from cypher.decisions.decide import undo
    from cypher.scheduling.requests import whoever

    with opened_graph() as graph, counted_statements(decision) as advance:
        outcome = undo(graph, decision, by=whoever(), wait=wait, advance=advance)
    show_decision(outcome, f"{outcome.id} is undone", as_json=as_json)


@identity.command("history")
@click.argument("which", metavar="[ID]", required=False)
@click.option("--limit", default=200, show_default=True, help="Maximum number to list.")
@options.as_form
@options.as_json
def show_history(which: str | None, limit: int, form: str, as_json: bool) -> None:
    """List decisions, the latest first: all, one, or those on a record or an actor; undone ones are kept."""
    from cypher.decisions.history import history

    with opened_graph() as graph:
        rows = history(graph, which, limit)
    print_rows(rows, "json" if as_json else form)


@contextmanager
def opened_graph() -> Iterator[Graph]:
    """The graph, with its schema."""
    from cypher.graph import Graph

    with Graph.connect(Settings.read()) as graph:
        graph.ensure_schema()
        yield graph


@contextmanager
def counted_statements(title: str) -> Iterator[Advance]:
    """Tell how many statements have been moved, where that takes a while."""
    from loader.commands.progress import progress_bar

    with progress_bar(Console(stderr=True), title) as bar:
        bar.phase("move statements", None)
        yield bar.advance


def take_decision(kind: str, first: str, second: str, reason: str | None, wait: float, *, as_json: bool) -> None:
    """Take a decision and say what came of it."""
    from cypher.decisions.decide import WORDS, decide
    from cypher.decisions.partition import DecisionKind
    from cypher.scheduling.requests import whoever

    with opened_graph() as graph, counted_statements(f"{first}, {second}") as advance:
        outcome = decide(
            graph, DecisionKind(kind), first, second, by=whoever(), reason=reason, wait=wait, advance=advance
        )
    words = f"{outcome.id}: {outcome.first} and {outcome.second} {WORDS[outcome.kind]}"
    show_decision(outcome, words, as_json=as_json)


def show_decision(outcome: DecisionOutcome, words: str, *, as_json: bool) -> None:
    """What came of a decision."""
    if as_json:
        click.echo(json.dumps(asdict(outcome), ensure_ascii=False))
        return
    click.echo(words)
    if outcome.moved:
        click.echo(f"{quantity(outcome.moved, 'record')} and {quantity(outcome.statements, 'statement')} moved")
    for record, actor in zip((outcome.first, outcome.second), outcome.actors, strict=True):
        click.echo(f"  {record} describes {actor}")
    if outcome.in_doubt:
        click.echo(f"No identifier ties these to {outcome.actors[1]} any more: {', '.join(outcome.in_doubt)}")


commands: list[click.Command] = [identity]
