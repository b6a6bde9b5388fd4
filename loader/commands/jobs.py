"""The commands of scheduled loads: the service, what it does, how the sources are, and what can be asked of it."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn

import click

from cypher.errors import GraphDown
from cypher.export import print_rows
from cypher.settings import Settings
from loader.commands import options

if TYPE_CHECKING:
    from cypher.graph import Graph
    from cypher.queries.rows import JobsRow, RunsRow
    from cypher.scheduling.health import SourceHealth

# For start-up time, functions import what only they use: a command that ends at once loads none of it.

UNHEALTHY = 5
"""The exit code of `jobs health` when a source is failing, late or held."""
DEAD = "No scheduler is running: start one with `faultlines jobs run`"


@click.group()
def jobs() -> None:
    """Load sources on schedule, and show their health."""


@jobs.command("run")
@click.option(
    "--workers", type=click.IntRange(1, 32), default=2, show_default=True, help="The number of concurrent loads."
)
@click.option(
    "--grace",
    type=click.FloatRange(0),
    default=60,
    show_default=True,
    help="Seconds that running loads get to finish when the scheduler is stopped.",
)
def run_jobs(workers: int, grace: float) -> None:
    """Run the scheduler until it is stopped (Ctrl-C, SIGTERM)."""
    from cypher import log
    from loader.jobs import notices
    from loader.jobs.service import Service

    settings = Settings.read()
    if settings.webhook_url:
        notices.signing_key(settings)
    log.set_up(settings)
    Service(settings, workers=workers, grace=grace).run()


@jobs.command("list")
@options.as_form
def list_jobs(form: str) -> None:
    """List each source with its schedule, health, last success and next load."""
    with connected() as graph:
        rows = judged_jobs(graph)
        alive = any(row["alive"] for row in graph.ask("schedulers"))
    print_rows([brief_row(row, health) for row, health in rows], form, BRIEF)
    if not alive and any(row["schedule"] for row, _ in rows):
        click.echo(DEAD, err=True)


@jobs.command("show")
@click.argument("source")
@click.option("--runs", "count", default=10, show_default=True, help="How many of its last runs to show.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def show_job(source: str, count: int, form: str) -> None:
    """Show SOURCE: its health, schedule, last runs and requests."""
    from cypher.errors import UsageError

    with connected() as graph:
        judged = {row["source"]: (row, health) for row, health in judged_jobs(graph)}
        if source not in judged:
            raise UsageError(f"the graph has no source {source!r}: faultlines jobs list shows them")
        runs = [last_run(row) for row in graph.ask("runs", source=source, limit=count)]
        requests = graph.ask("requests", source=source, limit=5)
    row, health = judged[source]
    if form == "json":
        print_rows([full_row(row, health) | {"runs": runs, "requests": requests}], "json")
        return
    for name, value in full_row(row, health).items():
        if value is not None:
            click.echo(f"{name:<13} {value}")
    click.echo()
    print_rows(runs, "table", RUNS)
    if requests:
        click.echo()
        print_rows(requests, "table", ("kind", "run", "asked_at", "asked_by", "status", "answer"))


@jobs.command("health")
@click.option("--scheduler", is_flag=True, help="Report only whether a scheduler is live: exit code 0 or 1.")
@click.option(
    "--notify", is_flag=True, help="Tell the webhook too, also of a dead scheduler and of a graph that is down."
)
@options.as_form
def tell_health(scheduler: bool, notify: bool, form: str) -> None:
    """Report the health of each source; the exit code is 5 when one is failing, late or held.

    It is also 5 when a source has a schedule that no scheduler has ever taken.
    """
    settings = Settings.read()
    if notify:
        tell_webhook(settings)
    with connected() as graph:
        alive = [row for row in graph.ask("schedulers") if row["alive"]]
        if scheduler:
            click.echo("\n".join(row["id"] for row in alive) or DEAD)
            sys.exit(0 if alive else 1)
        rows = judged_jobs(graph)
    print_rows([full_row(row, health) for row, health in rows], form, HEALTH if form in ("table", "csv") else ())
    never = [] if alive else never_scheduled(settings, rows)
    if never:
        click.echo(f"{', '.join(never)}: scheduled, but no scheduler has ever run. {DEAD}", err=True)
    sys.exit(UNHEALTHY if never or any(health.state.unhealthy for _, health in rows) else 0)


def never_scheduled(settings: Settings, rows: list[tuple[JobsRow, SourceHealth]]) -> list[str]:
    """The sources whose schedules no scheduler, and no `load --if-due`, has ever brought into the graph."""
    from loader.catalogue.survey import survey

    return sorted(survey(settings).schedules.keys() - {row["source"] for row, _ in rows if row["schedule"]})


def tell_webhook(settings: Settings) -> None:
    """Tell the webhook how graph, scheduler and sources are, as far as that is news; GraphDown when the graph is."""
    from loader.jobs import notices, watch

    if settings.webhook_url:
        notices.signing_key(settings)
    now = datetime.now(UTC)
    try:
        with connected() as graph:
            watch.note_graph(settings, None, now)
            watch.note_schedulers(graph, settings, now)
            notices.observe(graph, settings, graph.ask("jobs"), now)
            notices.deliver(graph, settings, now)
    except GraphDown as down:
        watch.note_graph(settings, down, now)
        raise


@jobs.command("trigger")
@click.argument("source")
@click.option("--wait", type=click.FloatRange(0), default=0, help="Seconds to wait for the result.")
def trigger_job(source: str, wait: float) -> None:
    """Ask the scheduler to load SOURCE now."""
    ask_scheduler("run", source, wait, f"faultlines load {source}")


@jobs.command("pause")
@click.argument("source")
def pause_job(source: str) -> None:
    """Pause the schedule of SOURCE until it is resumed."""
    set_paused(source, paused=True)


@jobs.command("resume")
@click.argument("source")
def resume_job(source: str) -> None:
    """Resume the schedule of SOURCE; missed times are made up for once."""
    set_paused(source, paused=False)


BRIEF = ("source", "state", "why", "schedule", "next", "last_success")
HEALTH = ("source", "state", "why", "paused", "last_success", "next", "retry", "rejected")
RUNS = ("run", "status", "started", "seconds", "read", "created", "changed", "withdrawn", "rejected", "error")


def connected() -> Graph:
    """The graph, with its schema."""
    from cypher.graph import Graph

    graph = Graph.connect(Settings.read())
    graph.ensure_schema()
    return graph


def judged_jobs(graph: Graph) -> list[tuple[JobsRow, SourceHealth]]:
    """Every source with its health of this moment."""
    from cypher.scheduling.health import judge_health

    now = datetime.now(UTC)
    return [(row, judge_health(row, now)) for row in graph.ask("jobs")]


def full_row(row: JobsRow, health: SourceHealth) -> dict[str, Any]:
    """A source and its health."""
    from cypher.scheduling.schedule import from_json

    schedule = from_json(row["schedule"])
    return {
        "source": row["source"],
        "state": health.state.value,
        "why": health.why,
        "paused": health.paused,
        "paused_by": row["paused_by"],
        "schedule": schedule and schedule.cron,
        "timezone": schedule and schedule.timezone,
        "next": health.next_start,
        "retry": health.retry_at,
        "last_success": row["success_ended"],
        "last_run": row["last_run"],
        "held_run": row["held_run"],
        "running": row["running_run"],
        "rejected": row["rejected"],
    }


def brief_row(row: JobsRow, health: SourceHealth) -> dict[str, Any]:
    """A source on one line."""
    full = full_row(row, health)
    zone = f" {full['timezone']}" if full["schedule"] and full["timezone"] != "UTC" else ""
    when = f"{full['schedule']}{zone}" if full["schedule"] else None
    return {**full, "schedule": when, "state": f"{full['state']}{', paused' if health.paused else ''}"}


def last_run(row: RunsRow) -> dict[str, Any]:
    """A run on one line."""
    ended, counts = row["ended_at"], (row["records"], row["statements"])
    return {
        "run": row["id"],
        "status": row["status"],
        "started": row["started_at"],
        "seconds": round((ended - row["started_at"]).total_seconds(), 1) if ended else None,
        "rejected": row["rejected"],
        "error": row["error"],
        **{name: sum(counted[name] or 0 for counted in counts) for name in ("read", "created", "changed", "withdrawn")},
    }


def ask_scheduler(kind: str, source: str, wait: float, otherwise: str) -> None:
    """Ask for something, and wait for the result; exits 1 when it was rejected, 75 when nobody answers in time."""
    from cypher.scheduling.requests import RequestKind, create_request, find_request
    from loader.jobs.once import LATER

    with connected() as graph:
        request = create_request(graph, RequestKind(kind), source)
        if not any(row["alive"] for row in graph.ask("schedulers")):
            click.echo(f"{DEAD}, or do it at once: {otherwise}", err=True)
        until = time.monotonic() + wait
        row = find_request(graph, request)
        while row and row["status"] in ("asked", "taken") and time.monotonic() < until:
            time.sleep(0.5)
            row = find_request(graph, request)
    status = row["status"] if row else "asked"
    click.echo((row and row["answer"]) or f"{source}: {kind} is {status}")
    sys.exit({"done": 0, "refused": 1}.get(status, LATER if wait else 0))


def load_when_due(settings: Settings, source: str, *, as_json: bool) -> NoReturn:
    """Load a source when it is due, say what came of it, and exit with the code that says so."""
    from cypher import log
    from cypher.graph import Graph
    from loader.jobs.once import LATER, load_if_due

    log.set_up(settings)
    try:
        with Graph.connect(settings) as graph:
            looked = load_if_due(settings, graph, source, datetime.now(UTC))
    except GraphDown as down:
        click.echo(f"Error: {down}", err=True)
        sys.exit(LATER)
    run, error = (looked.report.run, looked.report.error) if looked.report else (None, None)
    outcome = {"source": source, "status": looked.status, "run": run, "error": error}
    click.echo(json.dumps(outcome, ensure_ascii=False) if as_json else looked.words)
    sys.exit(looked.exit_code)


def set_paused(source: str, *, paused: bool) -> None:
    """Pause a source's schedule, or let it go on."""
    from cypher.errors import UsageError
    from cypher.scheduling.requests import whoever
    from loader.jobs import claims

    with connected() as graph:
        if not claims.pause(graph, source, paused=paused, by=whoever()):
            raise UsageError(f"the graph has no source {source!r}: faultlines jobs list shows them")
    click.echo(f"{source} is {'paused' if paused else 'scheduled again'}")


commands: list[click.Command] = [jobs]
