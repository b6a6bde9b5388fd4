"""Checks of inputs, sources, the scheduler and backups; each with its fix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from cypher import doctor
from cypher.content import all_archived, archived
from cypher.doctor import Check, Finding, FindingState, failure, ok, warning
from cypher.engine.home import Home
from cypher.errors import FaultlinesError
from cypher.graph import Graph
from cypher.scheduling import schedule
from cypher.scheduling.rhythm import edition_words, is_outdated
from cypher.settings import Settings
from cypher.upkeep.backup import backups, read_notes
from cypher.upkeep.proof import needed_inputs
from loader.archive.store import hash_file
from loader.catalogue.survey import survey

GRACE = timedelta(hours=2)
"""For a backup that is being made, or waits for a load."""
NAMED = 3
"""How many damaged files a message names."""


def check_archive(settings: Settings, *, quick: bool) -> Iterator[Finding]:
    """Every archived input is, byte for byte, the one that was loaded."""
    files = all_archived(settings.home)
    size = sum(path.stat().st_size for path in files)
    message = f"{len(files):,} inputs, {size:,} bytes"
    if missing := missing_inputs(settings, {path.name for path in files}):
        names = ", ".join(f"{sha256[:12]} of {source}" for sha256, source in list(missing.items())[:NAMED])
        yield failure(
            "archive",
            f"{len(missing)} inputs that the graph needs are missing: {names}",
            "restore them from a backup's folder `archive`, or load these sources again",
        )
    damaged = [] if quick else [path for path in files if hash_file(path) != path.name]
    if damaged:
        names = ", ".join(path.name[:12] for path in damaged[:NAMED])
        yield failure(
            "archive",
            f"{len(damaged)} of {message} are damaged: {names}",
            "delete them and restore a backup, or load these sources again; check the disk",
        )
    elif not missing:
        yield ok("archive", f"{message}, {'not read (--quick)' if quick else 'all match their hashes'}")


def missing_inputs(settings: Settings, kept: set[str]) -> dict[str, str]:
    """The inputs that the graph needs and that are not in the archive, each with a source that needs it."""
    try:
        with Graph.connect(settings) as graph:
            return {sha256: source for sha256, source in needed_inputs(graph).items() if sha256 not in kept}
    except FaultlinesError:
        return {}  # said by the check of the graph


def check_sources(settings: Settings) -> Iterator[Finding]:
    """The manifests."""
    catalogue = survey(settings)
    for name, reason in catalogue.invalid.items():
        yield failure(
            "sources", f"{name} is invalid: {reason}", "fix the manifest; the source cannot be loaded until then"
        )
    absent = [str(folder) for folder in settings.sources if not folder.is_dir()]
    if absent:
        yield failure("sources", f"no such folder: {', '.join(absent)}", "fix the setting sources")
    elif not catalogue.invalid:
        yield ok("sources", f"{len(catalogue.sources)} valid manifests")


def check_scheduler(settings: Settings) -> Iterator[Finding]:
    """Whether a scheduler is live where a source has a schedule."""
    try:
        scheduled = [*survey(settings).schedules]
        with Graph.connect(settings) as graph:
            if graph.schema_version() is None:
                return
            alive = [row["id"] for row in graph.ask("schedulers") if row["alive"]]
    except FaultlinesError:
        return  # reported by the checks of the graph and of the sources
    if alive:
        yield ok("scheduler", f"{', '.join(alive)} is live and loads {len(scheduled)} sources")
    elif scheduled:
        message = f"no scheduler is live, but {len(scheduled)} sources have a schedule: {', '.join(scheduled[:NAMED])}"
        yield failure("scheduler", message, "faultlines jobs run, or faultlines load SOURCE --if-due from cron")
    else:
        yield ok("scheduler", "none, and none needed: no source has a schedule")


def check_editions(settings: Settings) -> Iterator[Finding]:
    """Whether what was loaded is still what its publishers have, as far as manifests say how often an edition comes."""
    try:
        with Graph.connect(settings) as graph:
            if graph.schema_version() is None:
                return
            rows = [row for row in graph.ask("jobs") if row["success_run"]]
    except FaultlinesError:
        return  # said by the check of the graph
    today = datetime.now(UTC).date()
    old = [row for row in rows if is_outdated(row["edition"], row["expected"], today)]
    if old:
        says = "; ".join(f"{row['source']}: {edition_words(row['edition'], row['expected'], today)}" for row in old)
        yield warning("editions", says, "fetch the newest: faultlines load SOURCE --fetch; or correct `expected`")
    elif rows:
        known = sum(row["expected"] is not None for row in rows)
        yield ok("editions", f"none is known to be old; {known} of {len(rows)} sources say how often one comes")


def check_last_backup(settings: Settings, now: datetime | None = None) -> Iterator[Finding]:
    """Whether backups are made on schedule."""
    now = now or datetime.now(UTC)
    folder = settings.backup_folder
    if folder is None:
        if settings.backup_schedule is not None:
            yield failure("backup", "backup_schedule is set, but backup_folder is not", "set backup_folder")
        return
    if settings.neo4j_uri:
        message = "backups are of the embedded graph, and this one is elsewhere: none is made here"
        yield warning("backup", message, "back it up where it is, and remove backup_folder and backup_schedule")
        return
    plan = settings.backup_schedule
    due = schedule.parse_schedule(plan).last(now - GRACE) if plan is not None else None
    fix = f"faultlines jobs run makes them; at once: faultlines graph backup {folder}"
    paths = backups(folder) if folder.is_dir() else []
    if not paths:
        message = f"no backup in {folder}"
        if due is not None and first_start(settings, now) < due:
            yield failure("backup", f"{message}, one was due {due:%Y-%m-%d %H:%M}", fix)
        else:
            yield warning("backup", message, fix)
        return
    notes = read_notes(paths[-1])
    made = datetime.fromisoformat(notes.made_at)
    message = f"the last was made {made:%Y-%m-%d %H:%M}"
    lost = [sha256 for sha256 in notes.archive if not archived(folder, sha256).exists()]
    if lost or notes.lacks:
        names = ", ".join(sha256[:12] for sha256 in (*lost, *notes.lacks)[:NAMED])
        yield failure(
            "backup",
            f"{message}, and lacks {len(lost) + len(notes.lacks)} inputs that the graph needs: {names}",
            f"load these sources again, then: faultlines graph backup {folder}",
        )
    if due is not None and made < due:
        yield failure("backup", f"{message}, one was due {due:%Y-%m-%d %H:%M}", fix)
    else:
        yield ok("backup", message)


def first_start(settings: Settings, now: datetime) -> datetime:
    """When the embedded graph was started for the first time: its password is as old; now, when it never was."""
    try:
        return datetime.fromtimestamp(Home(settings).password_file.stat().st_mtime, UTC)
    except OSError:
        return now


def all_findings(settings: Settings, *, quick: bool = False, further: Iterable[Check] = ()) -> Iterator[Finding]:
    """Everything, in the order in which one thing rests on another; what others check stands last."""
    checks: tuple[Check, ...] = (
        *(check for check in doctor.CHECKS if not (quick and check is doctor.check_jars)),
        partial(check_archive, quick=quick),
        check_sources,
        check_scheduler,
        check_editions,
        check_last_backup,
        *further,
    )
    for check in checks:
        try:
            yield from check(settings)
        except OSError as error:
            name = getattr(check, "__name__", "archive")
            yield failure(
                name, f"cannot be checked: {error}", f"fix the permissions of {error.filename or settings.home}"
            )


def fix_findings(settings: Settings, findings: list[Finding]) -> list[str]:
    """Fix what is safe to fix: the permissions of secret files, and what the graph's schema lacks."""
    done = []
    for finding in findings:
        if finding.state is not FindingState.ERROR:
            continue
        if finding.fix and finding.fix.startswith("chmod 600 "):
            path = Path(finding.fix.removeprefix("chmod 600 "))
            path.chmod(0o600)
            done.append(f"{path.name} is readable by this user only")
        if finding.what == "schema" and finding.fix and "--fix" in finding.fix:
            with Graph.connect(settings) as graph:
                graph.apply_schema()
            done.append("the missing constraints and indexes are created")
    return done
