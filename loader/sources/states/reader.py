"""States and territories by ISO 3166-1: a library's codes, names in many scripts."""

from collections.abc import Iterator

from cypher.schema import Kind
from loader.catalogue.manifest import Manifest
from loader.model.countries import codes, names_of
from loader.model.record import Record
from loader.model.row import Location
from loader.model.text import distinct
from loader.reading.input import AuditedInput, Reading


def read(manifest: Manifest, files: AuditedInput) -> Iterator[Reading]:
    """A record for each entry of ISO 3166-1."""
    for number, (alpha_2, alpha_3, official) in enumerate(codes(), 1):
        names = [*names_of(alpha_2, alpha_3), *official]
        yield (
            Location("ISO 3166-1", number),
            Record(
                source=manifest.id,
                key=alpha_3,
                name=names[0],
                kind=Kind.STATE,
                names=distinct([*names, alpha_3]),
                countries=(alpha_3,),
                identifiers=(f"iso3:{alpha_3}",),
            ),
        )
