"""OFAC's sdn_advanced.xml under the keys of the native files, with the day of each listing and the kind of each tie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Literal

from msgspec import structs

from loader.catalogue.manifest import Manifest
from loader.model.dates import Day
from loader.model.row import Location, Merged, Progress, Rejected, Row, RowError, Skipped, Tie
from loader.model.statement import Statement
from loader.model.text import tidy
from loader.reading.formats.header import raw_text
from loader.reading.input import AuditedInput, Reading, rows_of
from loader.sources.ofac_sdn.entry import LISTS, PAGE, SDN, Beside, designation, programmes_of, read_row
from loader.sources.ofac_sdn.parties import LINKED, PROGRAMME, SDN_LIST, TIES, Tables, first_listing

ENDS: tuple[Literal["subject", "object"], ...] = ("subject", "object")
DESIGNATION = (Tie("DESIGNATES", "object"),)
OF_TIES = tuple(Tie(type_, end) for type_ in ("SUPPLIES", "ACTS_FOR", "OWNS", "LEADS", "LINKED_TO") for end in ENDS)
LAST = "9999"
"""Behind every day."""
OF_PARTY = ("../../../@ID", "../@ID", "@ID")
"""Where an element of sdn_advanced.xml has its party's number."""


def read_advanced(manifest: Manifest, files: AuditedInput) -> Iterator[Reading]:
    """The same of sdn_advanced.xml, with the day of each listing, and the kind of each tie in place of a link."""
    tables = Tables()
    for part, keep in (
        ("advanced_values", tables.keep_value),
        ("advanced_places", tables.keep_place),
        ("advanced_documents", tables.keep_document),
        ("advanced", tables.keep_party),
        ("advanced_names", tables.keep_name),
        ("advanced_features", tables.keep_feature),
    ):
        for row in rows_of(manifest, files, part):
            yield keep_element(manifest, row, keep, describes=part == "advanced")
    for number, party in tables.parties.items():
        beside = Beside({number: party.others}, {number: party.weak}, {number: party.countries})
        yield from read_row(manifest, party.row(number), beside, {})
    yield from read_measures(manifest, files, tables)
    yield from read_ties(manifest, files, tables)


def keep_element(
    manifest: Manifest, row: Row | Rejected | Progress, keep: Callable[[Row], None], *, describes: bool
) -> Reading:
    """Keep what an element of sdn_advanced.xml says; rejected when it can't be kept."""
    if not isinstance(row, Row):
        return row
    try:
        keep(row)
    except RowError as error:
        number = next((text for name in OF_PARTY if (text := row.fields.get(name, ""))), "")
        about = f"{manifest.id}:{number}" if number else None
        value = raw_text(row.fields.values())
        return Rejected(origin=row.origin, reason=str(error), value=value, record=about, describes=describes)
    return Merged(row.origin)


def read_measures(manifest: Manifest, files: AuditedInput, tables: Tables) -> Iterator[Reading]:
    """A designation for each programme of a party, from the first day on which an entry of this list has it."""
    begins: dict[tuple[str, str], tuple[str, Day | None, Location]] = {}
    for row in rows_of(manifest, files, "advanced_measures"):
        if not isinstance(row, Row):
            yield row
            continue
        number = row.fields.get("../@ProfileID", "")
        entry_list = tables.word("List", row.fields.get("../@ListID", ""))
        if tables.word("SanctionsType", row.fields.get("@SanctionsTypeID", "")) != PROGRAMME:
            yield Skipped(row.origin, "a measure, and no programme")
        elif entry_list and (entry_list == SDN_LIST) is (manifest.id in LISTS):
            yield Skipped(row.origin, "an entry on another list")
        else:
            try:
                tables.party(number)
                programmes = programmes_of(tidy(row.fields.get("Comment", "")))
            except RowError as error:
                yield Rejected(
                    origin=row.origin,
                    reason=str(error),
                    value=raw_text(row.fields.values()),
                    record=f"{manifest.id}:{number}" if number else None,
                    describes=False,
                    ties=DESIGNATION,
                )
                continue
            yield Merged(row.origin)
            try:
                day = first_listing(row.fields)
            except RowError as error:
                day = None
                yield Skipped(row.origin, "a day of listing that is none", str(error))
            begin = (day.iso if day else LAST, day, row.origin)
            for programme in programmes:
                begins[number, programme] = min(begin, begins.get((number, programme), begin), key=itemgetter(0))
    several = Counter(number for number, _ in begins)
    for (number, programme), (_, day, origin) in begins.items():
        listed = designation(manifest, number, programme)
        if day:
            whose = "" if several[number] == 1 else ", which is the day of the entry with all its programmes"
            listed = structs.replace(
                listed,
                valid_from=day.iso,
                valid_from_precision=day.precision,
                evidence=f"{listed.evidence.removesuffix('.')}, listed on {day.iso}{whose}.",
            )
        yield origin, listed


def read_ties(manifest: Manifest, files: AuditedInput, tables: Tables) -> Iterator[Reading]:
    """The ties between parties: one statement for each type and pair."""
    ties: dict[tuple[str, str, str], tuple[Statement, Location]] = {}
    for row in rows_of(manifest, files, "advanced_ties"):
        if not isinstance(row, Row):
            yield row
            continue
        ends = row.fields.get("@From-ProfileID", ""), row.fields.get("@To-ProfileID", "")
        kind = row.fields.get("@RelationTypeID", "")
        words = tidy(tables.texts.get(("RelationType", kind), "")) or f"kind {kind}"
        type_, turned = TIES.get(words.casefold().rstrip(": "), LINKED)
        if row.fields.get("@Former") == "true":
            yield Skipped(row.origin, "a tie that is over, without its day", words)
            continue
        try:
            names = [tables.party(number).row(number).fields["SDN_Name"] for number in ends]
            if ends[0] == ends[1]:
                raise RowError("both ends are the same record")
        except RowError as error:
            about = f"{manifest.id}:{ends[0]}" if ends[0] else None
            value = raw_text(row.fields.values())
            yield Rejected(
                origin=row.origin, reason=str(error), value=value, record=about, describes=False, ties=OF_TIES
            )
            continue
        subject, object_ = reversed(ends) if turned else ends
        comment = tidy(row.fields.get("Comment", ""))
        evidence = f"OFAC's list has the tie “{words}” from {names[0]} to {names[1]}." + f" {comment}" * bool(comment)
        if (type_, subject, object_) in ties:
            before, origin = ties[type_, subject, object_]
            ties[type_, subject, object_] = structs.replace(before, evidence=f"{before.evidence} {evidence}"), origin
            yield Merged(row.origin)
            continue
        statement = Statement(
            source=manifest.id,
            type=type_,
            subject=f"{manifest.id}:{subject}",
            object=f"{manifest.id}:{object_}",
            said_by="OFAC",
            evidence=evidence,
            url=PAGE.format(ends[0]),
            locator=f"{LISTS.get(manifest.id, SDN)[1]}, ent_num {ends[0]}, ties",
        )
        ties[type_, subject, object_] = statement, row.origin
    yield from ((origin, statement) for statement, origin in ties.values())
