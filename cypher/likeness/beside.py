"""What stands beside the names of two records, weighed and said: identifiers, countries, birth years, neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Self

from cypher.names import quantity

EXACT_SCHEMES = frozenset({"wikidata", "imo", "lei", "iso3"})
"""Schemes in which an actor has one number: where two records have another one each, they speak of two actors."""
SHARED_IDENTIFIER, SHARED_COUNTRY, SHARED_YEAR, SHARED_NEIGHBOURS = 0.3, 0.1, 0.15, 0.1
"""What share of the doubt that is left these take away."""
OTHER_COUNTRIES, OTHER_IDENTIFIER, OTHER_YEARS, TIED = 0.85, 0.6, 0.6, 0.7
"""What these leave of a score."""
NAMES = 20
"""So many names of a record are compared."""
NEAR = 1
"""Years that may lie between two sources' words on one birth: lists name the year of a document, or the year before."""


class Described(NamedTuple):
    """What a record says that tells one actor from another."""

    id: str
    name: str
    kind: str
    actor: str
    countries: tuple[str, ...]
    identifiers: tuple[str, ...]
    birth_years: tuple[str, ...] = ()

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Self:
        """The record of a row."""
        years = tuple(row["birth_years"] or ())
        countries, identifiers = tuple(row["countries"] or ()), tuple(row["identifiers"])
        return cls(row["id"], row["name"], row["kind"], row["actor"], countries, identifiers, years)


def telling_names(row: Mapping[str, Any]) -> list[str]:
    """The names of a record that are compared: the one that it shows first, none that its source calls weak."""
    weak = row.get("weak_names", ())
    others = (name for name in row["names"] if name not in weak)
    return list(dict.fromkeys((row["name"], *others)))[:NAMES]


class Between(NamedTuple):
    """What the graph says between two actors: how many both are tied to, and whether one is tied to the other."""

    common: int
    tied: bool


def weighed(record: Described, other: Described, score: float, reason: str) -> tuple[float, str]:
    """The score with what countries, identifiers and birth years say, and the reason with theirs."""
    reasons = [reason]
    if both := sorted(set(record.identifiers) & set(other.identifiers)):
        score += (1 - score) * SHARED_IDENTIFIER
        reasons.append(f"both have {', '.join(both)}")
    if against := sorted(contradicting(record.identifiers, other.identifiers)):
        score *= OTHER_IDENTIFIER
        reasons.append(f"another {', '.join(against)}")
    score, reason = weigh_countries(record.countries, other.countries, score, "; ".join(reasons))
    return weigh_years(record.birth_years, other.birth_years, score, reason)


def weigh_countries(countries: Sequence[str], others: Sequence[str], score: float, reason: str) -> tuple[float, str]:
    """The score, not yet rounded, with what countries say, where both are known: one in common, or none."""
    if countries and others:
        if both := sorted(set(countries) & set(others)):
            score += (1 - score) * SHARED_COUNTRY
            reason = f"{reason}; both {', '.join(both)}"
        else:
            score *= OTHER_COUNTRIES
            reason = f"{reason}; {', '.join(countries)} against {', '.join(others)}"
    return score, reason


def weigh_years(years: Iterable[str], others: Iterable[str], score: float, reason: str) -> tuple[float, str]:
    """The score with what birth years say, where both are known: one in common, or all of them too far apart."""
    first, second = sorted(set(years)), sorted(set(others))
    if first and second:
        if both := sorted({*first} & {*second}):
            score += (1 - score) * SHARED_YEAR
            reason = f"{reason}; both born {year_span(both)}"
        elif min(abs(int(year) - int(other)) for year in first for other in second) > NEAR:
            score *= OTHER_YEARS
            reason = f"{reason}; born {year_span(first)} against {year_span(second)}"
    return round(score, 3), reason


def weigh_neighbours(between: Between, score: float, reason: str) -> tuple[float, str]:
    """The score with what the graph says between two actors: nobody has a tie with himself."""
    if between.tied:
        score *= TIED
        reason = f"{reason}; a source ties one to the other"
    elif between.common:
        score += (1 - score) * SHARED_NEIGHBOURS
        reason = f"{reason}; {quantity(between.common, 'neighbour')} in common"
    return round(score, 3), reason


def year_span(years: list[str]) -> str:
    """Years in a reason: one, or from the first to the last."""
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"


def contradicting(identifiers: Iterable[str], others: Iterable[str]) -> set[str]:
    """The schemes in which both have a number, and not the same."""
    values: dict[str, set[str]] = {}
    for identifier in identifiers:
        values.setdefault(identifier.partition(":")[0], set()).add(identifier)
    other_values: dict[str, set[str]] = {}
    for identifier in others:
        other_values.setdefault(identifier.partition(":")[0], set()).add(identifier)
    return {
        scheme
        for scheme in values.keys() & other_values.keys() & EXACT_SCHEMES
        if not values[scheme] & other_values[scheme]
    }
