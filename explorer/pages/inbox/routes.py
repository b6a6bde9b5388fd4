"""What the inbox asks: the recent runs that changed something, the differences of one, and those of what is watched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from flask import Blueprint

from explorer.graph import graph_reader
from explorer.pages.inbox.changes import (
    ChangeEntry,
    concerns,
    identity_entries,
    record_entries,
    statement_entries,
    watched_entries,
)
from explorer.web.posting import json_route, only_own_pages

if TYPE_CHECKING:
    from cypher.queries.rows import RunsRow

routes = Blueprint("inbox", __name__, url_prefix="/inbox")
only_own_pages(routes)
RUNS = 200
"""Runs that are looked through for those that changed something."""
SHOWN = 60
"""Runs that are listed."""
CHANGES = 200
"""Differences of one kind that are listed of a run."""
WROTE = ("done", "reverted")
QUERIES = {"run-differences": statement_entries, "run-records": record_entries, "run-identities": identity_entries}
"""What is asked of a run, and what makes change entries of the answer."""
COUNTS = ("created", "changed", "withdrawn")
Days = Annotated[int, msgspec.Meta(ge=1, le=366)]
Name = Annotated[str, msgspec.Meta(max_length=500)]


class RecentRequest(msgspec.Struct):
    """How far back."""

    days: Days = 14


class RunRequest(msgspec.Struct):
    """A run whose differences are wanted; of a first load perhaps only which records joined others."""

    run: Name
    identities: bool = False


class WatchedRequest(msgspec.Struct):
    """Actors, and pairs of actors, that somebody watches."""

    actors: Annotated[list[Name], msgspec.Meta(max_length=200)]
    pairs: Annotated[list[tuple[Name, Name]], msgspec.Meta(max_length=200)]
    days: Days = 14


@json_route(routes, "recent", RecentRequest)
def recent_runs(body: RecentRequest) -> dict[str, Any]:
    """The recent runs that changed something, the latest first, and how many changed nothing."""
    ask = graph_reader().ask
    since = datetime.now(UTC) - timedelta(days=body.days)
    titles = {row["source"]: row["title"] for row in ask("jobs")}
    first = {row["run"] for row in ask("first-loads")}
    runs = [row for row in ask("runs", limit=RUNS) if row["started_at"] >= since and row["status"] in WROTE]
    changed = [row for row in runs if any(change_counts(row).values())]
    return {
        "runs": [
            {
                "run": row["id"],
                "source": row["source"],
                "title": titles.get(row["source"]) or row["source"],
                "at": row["started_at"].isoformat(),
                "status": row["status"],
                "counts": change_counts(row),
                "first": row["id"] in first,
                "created": {kind: row[kind]["created"] or 0 for kind in ("statements", "records")},
            }
            for row in changed[:SHOWN]
        ],
        "same": len(runs) - len(changed),
    }


@json_route(routes, "run", RunRequest)
def run_changes(body: RunRequest) -> dict[str, Any]:
    """The differences of a run."""
    ask = graph_reader().ask
    queries = ["run-identities"] if body.identities else list(QUERIES)
    rows_by_query = {query: ask(query, run=body.run, limit=CHANGES) for query in queries}
    changes = [entry for query in queries for entry in QUERIES[query](rows_by_query[query])]
    return {"changes": changes, "more": any(len(rows) == CHANGES for rows in rows_by_query.values())}


@json_route(routes, "watched", WatchedRequest)
def changes_watched(body: WatchedRequest) -> dict[str, Any]:
    """What changed lately of the actors and pairs that somebody watches."""
    pairs = {frozenset(pair) for pair in body.pairs}
    actors = set(body.actors)
    ids = sorted(actors | {actor for pair in pairs for actor in pair})
    since = (datetime.now(UTC) - timedelta(days=body.days)).date()
    ask = graph_reader().ask
    statements = ask("watched-differences", actors=ids, since=since, limit=1000)
    records = ask("watched-records", actors=ids, since=since, limit=1000)
    changes = [
        entry for entry in (*statement_entries(statements), *watched_entries(records)) if concerns(entry, pairs, actors)
    ]
    changes.sort(key=change_time, reverse=True)
    return {"changes": changes[: 2 * CHANGES], "more": len(changes) > 2 * CHANGES or len(statements) == 1000}


def change_time(entry: ChangeEntry) -> str:
    """What entries are sorted by."""
    return entry["at"] or ""


def change_counts(row: RunsRow) -> dict[str, int]:
    """How many statements and records a run created, changed and withdrew."""
    return {name: (row["statements"][name] or 0) + (row["records"][name] or 0) for name in COUNTS}
