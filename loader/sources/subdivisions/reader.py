"""The subdivisions of ISO 3166-2: what is part of which state, and what is part of what within it."""

from collections.abc import Iterator

import pycountry

from cypher.schema import Kind
from loader.catalogue.manifest import Manifest
from loader.model.countries import from_alpha_2
from loader.model.record import Record
from loader.model.row import Location
from loader.reading.fields import identity_of, whole_statement
from loader.reading.input import AuditedInput, Reading


def read(manifest: Manifest, files: AuditedInput) -> Iterator[Reading]:
    """A record for each entry, and the statement of what it is part of."""
    types = manifest.edge_types()
    entries = {entry.code: entry for entry in pycountry.subdivisions}
    for number, (code, entry) in enumerate(sorted(entries.items()), 1):
        state = from_alpha_2(entry.country_code)
        countries = (state,) if state else ()
        yield (
            Location("ISO 3166-2", number),
            Record(
                source=manifest.id,
                key=code,
                name=entry.name,
                kind=Kind.OTHER,
                countries=countries,
                description=f"{entry.type}, {code}",
            ),
        )
        whole = entry.parent_code if entry.parent_code in entries else state and f"states:{state}"
        if not whole:
            continue
        fields = {
            "subject": code,
            "object": whole,
            "type": "part-of",
            "evidence": f"{entry.name} ({entry.type}) is {code} in ISO 3166-2.",
        }
        yield Location("ISO 3166-2", number), whole_statement(identity_of(manifest, fields, types), fields, manifest)
