"""Actors whose names are like one that somebody asks for, with what is known of them; nothing is joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nsmallest
from pathlib import Path
from typing import Any, NamedTuple

from cypher.graph import Graph, Row
from cypher.library.statements import Statements
from cypher.likeness.beside import weigh_countries, weigh_years
from cypher.likeness.form import in_latin
from cypher.likeness.score import LEAST, likeness

statement = Statements(Path(__file__).with_name("queries"))

EVIDENCE = 3
"""So many statements on an actor are shown."""
CANDIDATES = 200
"""So many actors that the search finds are compared with a name, for each way of writing it."""
SECONDS = 20.0
OTHER = "other"
WEAK = "a weak alias, says its source"


class Hit(NamedTuple):
    """An actor's name that is like one that is asked for."""

    actor: str
    matched: str
    score: float
    reason: str


class ActorMatch(NamedTuple):
    """An actor with a name like one that is asked for."""

    score: float
    reason: str
    actor: str
    actor_name: str
    matched: str
    """The actor's name that is like it."""
    kind: str
    countries: list[str]
    sources: list[str]
    """Those that have this very name for it."""
    records: list[str]
    designated_by: list[str]
    evidence: list[str]
    """What is said of it, designations first."""


def match_name(
    graph: Graph,
    name: str,
    kind: str = "",
    country: str | None = None,
    years: Sequence[str] = (),
    least: float = LEAST,
    most: int = 20,
) -> list[ActorMatch]:
    """The actors whose names are likest among those that the search finds, as written and in Latin letters.

    `kind` is empty, or one of `Kind`; `country` is an ISO 3166-1 alpha-3 code; in one of `years` the person was born.
    """
    kinds = [kind, OTHER] if kind and kind != OTHER else None
    spellings = dict.fromkeys((name, in_latin(name)))
    answers = (graph.ask("search", text=text, kinds=kinds, limit=CANDIDATES) for text in spellings)
    actors = list(dict.fromkeys(row["actor"] for rows in answers for row in rows))
    candidates = graph.read(statement("names-of"), {"actors": actors}, timeout=SECONDS, name="names-of")
    hits = [hit for row in candidates if (hit := likest(row, name, kind)).score >= least]
    about = about_actors(graph, hits, SECONDS)
    matches = (actor_match(hit, country, about[hit.actor], years) for hit in hits if hit.actor in about)
    sure = (match for match in matches if match.score >= least)
    return nsmallest(most, sure, key=lambda match: (-match.score, match.actor))


def likest(actor: Row, name: str, kind: str) -> Hit:
    """Which of an actor's names is likest to one, and how like."""
    compared = actor["kind"] if actor["kind"] != OTHER else kind or OTHER
    alike = ((likeness(name, own, compared), own) for own in actor["names"])
    (score, reason), matched = max(alike, key=lambda pair: pair[0].score)
    return Hit(actor["id"], matched, score, reason)


def about_actors(graph: Graph, hits: Iterable[Hit], seconds: float) -> dict[str, Row]:
    """What is known of the actors that were hit, by their ids."""
    actors = sorted({hit.actor for hit in hits})
    rows = graph.read(statement("about"), {"actors": actors, "most": EVIDENCE}, timeout=seconds, name="about")
    return {row["actor"]: row for row in rows}


def actor_match(hit: Hit, country: str | None, about: Row, years: Sequence[str] = ()) -> ActorMatch:
    """A hit with what is known of the actor; `years` are those in which whoever is asked for may have been born."""
    known = {year for record in about["records"] for year in record["birth_years"]}
    placed = weigh_countries([country] if country else [], about["countries"] or [], hit.score, hit.reason)
    score, reason = weigh_years(years, known, *placed)
    bearing: list[dict[str, Any]] = [r for r in about["records"] if hit.matched in r["names"]] or about["records"]
    if bearing and all(hit.matched in record["weak_names"] for record in bearing):
        reason = f"{reason}; {WEAK}"
    return ActorMatch(
        score=score,
        reason=reason,
        actor=hit.actor,
        actor_name=about["actor_name"],
        matched=hit.matched,
        kind=about["kind"],
        countries=about["countries"] or [],
        sources=sorted({record["source"] for record in bearing}),
        records=[record["id"] for record in bearing],
        designated_by=about["designated_by"],
        evidence=about["evidence"],
    )
