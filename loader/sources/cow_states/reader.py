"""States by their codes in the Correlates of War: a record for each code and for each state that had it."""

from collections.abc import Iterator

from cypher.schema import Kind
from loader.catalogue.manifest import Manifest
from loader.model.countries import known_codes
from loader.model.record import Record
from loader.model.row import Location
from loader.model.states import holders, identifier_of, name_of
from loader.reading.input import AuditedInput, Reading


def read(manifest: Manifest, files: AuditedInput) -> Iterator[Reading]:
    """The state that had a code last under the code alone, those before it with the year in which they got it."""
    for number, ((scheme, code), held) in enumerate(holders().items(), 1):
        if scheme != "cow":
            continue
        for state in dict.fromkeys(row.state for row in held):
            since = "" if state == held[-1].state else f"@{next(row.first for row in held if row.state == state)}"
            known = identifier_of(scheme, f"{code}@{next(row.first for row in held if row.state == state) or ''}")
            yield (
                Location("state_codes.csv", number),
                Record(
                    source=manifest.id,
                    key=f"{code}{since}",
                    name=name_of(state),
                    kind=Kind.STATE,
                    names=(name_of(state),),
                    countries=(state,) if state in known_codes() else (),
                    identifiers=(f"cow:{known}",),
                ),
            )
