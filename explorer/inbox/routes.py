"""What the inbox asks: the recent runs that changed something, the differences of one, and those of what is watched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import msgspec
from flask import Blueprint

from explorer.graph import reader
from explorer.inbox.letters import Letter, about, of_identities, of_records, of_statements, of_watched
from explorer.posting import posted, protect

routes = Blueprint("inbox", __name__, url_prefix="/inbox")
protect(routes)
RUNS = 200
"""Runs that are looked through for those that changed something."""
SHOWN = 60
"""Runs that are listed."""
LETTERS = 200
"""Differences of one kind that are listed of a run."""
WROTE = ("done", "reverted")
QUERIES = {"run-differences": of_statements, "run-records": of_records, "run-identities": of_identities}
"""What is asked of a run, and what makes letters of the answer."""
COUNTS = ("created", "changed", "withdrawn")
Days = Annotated[int, msgspec.Meta(ge=1, le=366)]
Name = Annotated[str, msgspec.Meta(max_length=500)]


class Recent(msgspec.Struct):
    """How far back."""

    days: Days = 14


class Opened(msgspec.Struct):
    """A run whose differences are wanted."""

    run: Name


class Watched(msgspec.Struct):
    """Actors, and pairs of actors, that somebody watches."""

    actors: Annotated[list[Name], msgspec.Meta(max_length=200)]
    pairs: Annotated[list[tuple[Name, Name]], msgspec.Meta(max_length=200)]
    days: Days = 14


@posted(routes, "recent", Recent)
def recent(asked: Recent) -> dict[str, Any]:
    """The recent runs that changed something, the latest first, and how many changed nothing."""
    ask = reader().ask
    since = datetime.now(UTC) - timedelta(days=asked.days)
    titles = {row["source"]: row["title"] for row in ask("jobs")}
    runs = [row for row in ask("runs", limit=RUNS) if row["started_at"] >= since and row["status"] in WROTE]
    changed = [row for row in runs if any(counts(row).values())]
    return {
        "runs": [
            {
                "run": row["id"],
                "source": row["source"],
                "title": titles.get(row["source"]) or row["source"],
                "at": row["started_at"].isoformat(),
                "status": row["status"],
                "counts": counts(row),
            }
            for row in changed[:SHOWN]
        ],
        "same": len(runs) - len(changed),
    }


@posted(routes, "run", Opened)
def opened(asked: Opened) -> dict[str, Any]:
    """The differences of a run."""
    ask = reader().ask
    found = {query: ask(query, run=asked.run, limit=LETTERS) for query in QUERIES}
    letters = [letter for query, letters_of in QUERIES.items() for letter in letters_of(found[query])]
    return {"letters": letters, "more": any(len(rows) == LETTERS for rows in found.values())}


@posted(routes, "watched", Watched)
def watched(asked: Watched) -> dict[str, Any]:
    """What changed lately of the actors and pairs that somebody watches."""
    pairs = {frozenset(pair) for pair in asked.pairs}
    actors = set(asked.actors)
    ids = sorted(actors | {actor for pair in pairs for actor in pair})
    since = (datetime.now(UTC) - timedelta(days=asked.days)).date()
    ask = reader().ask
    statements = ask("watched-differences", actors=ids, since=since, limit=1000)
    records = ask("watched-records", actors=ids, since=since, limit=1000)
    letters = [one for one in (*of_statements(statements), *of_watched(records)) if about(one, pairs, actors)]
    letters.sort(key=latest, reverse=True)
    return {"letters": letters[: 2 * LETTERS], "more": len(letters) > 2 * LETTERS or len(statements) == 1000}


def latest(letter: Letter) -> str:
    """What letters are sorted by."""
    return letter["at"] or ""


def counts(row: dict[str, Any]) -> dict[str, int]:
    """How many statements and records a run created, changed and withdrew."""
    return {name: (row["statements"][name] or 0) + (row["records"][name] or 0) for name in COUNTS}
