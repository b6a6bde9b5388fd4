"""OFAC's native sdn.csv with alt.csv, add.csv and sdn_comments.csv (https://ofac.treasury.gov/media/29976/download),
or its sdn.xml, or its sdn_advanced.xml."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from loader.catalogue.manifest import Manifest
from loader.model.row import Merged, Progress, Rejected, Row, Tie
from loader.model.text import letters_lost
from loader.reading.formats.header import raw_text
from loader.reading.input import AuditedInput, Reading, rows_of
from loader.sources.ofac_sdn import classic
from loader.sources.ofac_sdn.advanced import read_advanced
from loader.sources.ofac_sdn.entry import LINKS, WHOLE, Beside, names_on_list, protecting, read_row

Keep = Callable[[Beside, Mapping[str, str]], None]


def read(manifest: Manifest, files: AuditedInput) -> Iterator[Reading]:
    """A record for each listed actor, a designation for each of its programmes, a link for each `Linked To`."""
    if "advanced" in files.parts:
        yield from read_advanced(manifest, files)
        return
    if "xml" in files.parts:
        yield from read_classic(manifest, files)
        return
    beside = Beside()
    listed, numbers = names_on_list(rows_of(manifest, files, "sdn"))
    for part, keep, ties in (("alt", keep_name, ()), ("add", keep_country, ()), ("comments", keep_remark, LINKS)):
        if part in files.parts:
            for row in rows_of(manifest, files, part):
                yield keep_row(manifest, row, keep, beside, numbers, ties)
    for row in rows_of(manifest, files, "sdn"):
        if isinstance(row, Row):
            yield from read_row(manifest, row, beside, listed)
        else:
            yield protecting(manifest, row, describes=True, ties=WHOLE)


def read_classic(manifest: Manifest, files: AuditedInput) -> Iterator[Reading]:
    """The same of sdn.xml."""
    beside, more = Beside(), dict[str, list[str]]()

    def entries() -> Iterator[Row | Rejected | Progress]:
        return (classic.entry_row(row, more) for row in rows_of(manifest, files, "xml"))

    listed, numbers = names_on_list(entries())
    for row in map(classic.alias_row, rows_of(manifest, files, "xml_names")):
        yield keep_row(manifest, row, keep_alias(more), beside, numbers, ())
    for row in map(classic.identity_row, rows_of(manifest, files, "xml_details")):
        yield keep_row(manifest, row, keep_detail(more), beside, numbers, LINKS)
    for source_row in rows_of(manifest, files, "xml"):
        if isinstance(source_row, Row):
            for number, country in classic.address_rows(source_row):
                beside.countries.setdefault(number, []).append(country)
        row = classic.entry_row(source_row, more)
        if isinstance(row, Row):
            yield from read_row(manifest, row, beside, listed)
        else:
            yield protecting(manifest, row, describes=True, ties=WHOLE)


def keep_alias(more: dict[str, list[str]]) -> Keep:
    """What keeps an alias of sdn.xml: a weak one as the remark that it is in sdn.csv."""

    def keep(beside: Beside, fields: Mapping[str, str]) -> None:
        if fields["category"] == "strong":
            keep_name(beside, fields)
        else:
            more.setdefault(fields["ent_num"], []).append(f"{fields['type']} '{fields['alt_name']}'")

    return keep


def keep_detail(more: dict[str, list[str]]) -> Keep:
    """What keeps a detail of sdn.xml as the remark that it is in sdn.csv."""
    return lambda beside, fields: more.setdefault(fields["ent_num"], []).append(fields["remarks"])


def keep_row(
    manifest: Manifest,
    row: Row | Rejected | Progress,
    keep: Keep,
    beside: Beside,
    numbers: set[str],
    ties: tuple[Tie, ...],
) -> Merged | Rejected | Progress:
    """Keep what a row of another file says of a listed actor; rejected when nobody has its number."""
    if not isinstance(row, Row):
        return protecting(manifest, row, describes=False, ties=ties)
    reason = ""
    if row.fields["ent_num"] not in numbers:
        reason = f"ent_num is {row.fields['ent_num']!r}, which is not on the list"
    elif letters_lost(alias := row.fields.get("alt_name", "")):
        reason = f"alt_name is {alias!r}: question marks in place of letters"
    if reason:
        rejected = Rejected(origin=row.origin, reason=reason, value=raw_text(row.fields.values()))
        return protecting(manifest, rejected, describes=False, ties=ties)
    keep(beside, row.fields)
    return Merged(row.origin)


def keep_name(beside: Beside, fields: Mapping[str, str]) -> None:
    """Keep an alias."""
    beside.names.setdefault(fields["ent_num"], []).append(fields["alt_name"])


def keep_country(beside: Beside, fields: Mapping[str, str]) -> None:
    """Keep an address's country."""
    beside.countries.setdefault(fields["ent_num"], []).append(fields["country"])


def keep_remark(beside: Beside, fields: Mapping[str, str]) -> None:
    """Keep the rest of a remark that was cut at 1,000 characters."""
    beside.remarks[fields["ent_num"]] = beside.remarks.get(fields["ent_num"], "") + fields["remarks"]
