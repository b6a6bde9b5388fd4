"""States and territories of today and of the past: codes of many lists, names in many scripts, who followed on whom."""

from collections.abc import Iterator, Sequence

from cypher.schema import Kind
from loader.catalogue.manifest import Manifest
from loader.model.countries import codes, known_codes, names_of
from loader.model.record import Record
from loader.model.row import Location
from loader.model.states import (
    BY_YEAR,
    SCHEMES,
    StateCode,
    codes_of,
    historic_states,
    identifier_of,
    is_shared,
    name_of,
    successions,
)
from loader.model.text import distinct
from loader.reading.fields import identity_of, whole_statement
from loader.reading.input import AuditedInput, Reading


def read(manifest: Manifest, files: AuditedInput) -> Iterator[Reading]:
    """A record for each entry of ISO 3166-1 and for each state that is no more; who followed on whom."""
    for number, (alpha_2, alpha_3, official) in enumerate(codes(), 1):
        names = [*names_of(alpha_2, alpha_3), *official, alpha_3]
        yield Location("ISO 3166-1", number), state(manifest, alpha_3, names)
    for number, (key, called) in enumerate(historic_states().items(), 2):
        own = (key,) if key in known_codes() else ()
        yield Location("historic_states.csv", number), state(manifest, key, [*called, *own])
    types = manifest.edge_types()
    for number, row in enumerate(successions(), 2):
        fields = {
            "subject": row.successor,
            "object": row.state,
            "type": "succeeded",
            "valid_from": row.date,
            "evidence": f"{name_of(row.successor)} followed on {name_of(row.state)}.",
        }
        known = identity_of(manifest, fields, types)
        yield Location("successions.csv", number), whole_statement(known, fields, manifest)


def state(manifest: Manifest, key: str, names: list[str]) -> Record:
    """The record of a state."""
    held = codes_of(key)
    return Record(
        source=manifest.id,
        key=key,
        name=names[0],
        kind=Kind.STATE,
        names=distinct(names),
        countries=(key,) if key in known_codes() else (),
        identifiers=distinct([identifier(row) for row in held]),
        description=described(key, held),
    )


def identifier(row: StateCode) -> str:
    """A code as what joins records; one that several states had says which of them is meant."""
    year = f"{BY_YEAR}{row.first}" if is_shared(row.scheme, row.code) else ""
    return f"{row.scheme}:{identifier_of(row.scheme, row.code + year)}"


def described(key: str, held: Sequence[StateCode]) -> str | None:
    """The codes of a state that is no more, or that a state shares with others, and the years of each."""
    historic = key in historic_states()
    shown = [row for row in held if historic or is_shared(row.scheme, row.code)]
    codes = "; ".join(f"{SCHEMES[row.scheme]} {row.code} {row.years}".strip() for row in shown)
    return f"{'Historic state or territory' if historic else 'Codes by year'}: {codes}" if codes else None
