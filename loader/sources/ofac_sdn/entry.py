"""What OFAC's lists say of one entry, from a row with the columns of sdn.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import structs

from cypher.schema import Kind
from loader.catalogue.manifest import Manifest
from loader.model.birth_years import birth_years
from loader.model.countries import country_code
from loader.model.record import Record
from loader.model.row import Location, Progress, Rejected, Row, RowError, Skipped, Tie
from loader.model.statement import Statement
from loader.model.text import distinct, letters_lost, spelled, tidy, weak_only
from loader.reading.formats.header import raw_text
from loader.reading.input import Reading

AUTHORITY = "authorities:us-ofac"
SDN = ("list of Specially Designated Nationals", "SDN list")
LISTS = {"ofac-consolidated": ("Consolidated Sanctions List of those not on the SDN list", "Consolidated list")}
"""What a list is called in a sentence and in a locator, by source."""
PAGE = "https://sanctionssearch.ofac.treas.gov/Details.aspx?id={}"
KINDS = {"individual": Kind.PERSON, "": Kind.ORGANIZATION, "vessel": Kind.VESSEL, "aircraft": Kind.AIRCRAFT}
PROGRAMME = re.compile(r"[A-Z0-9][A-Za-z0-9 ./()-]*")
ALIAS = re.compile(r"(?:alt\. )?[afn]\.k\.a\. '(.+)'")
LINK = re.compile(r"Linked To: (.+)", re.DOTALL)
IMO = re.compile(r"Vessel Registration Identification (?:IMO )?(\d{7})")
COUNTRY = re.compile(r"(?:alt\. )?(?:nationality|citizen) (.+)")
BORN = re.compile(r"(?:alt\. )?DOB (.+)")
WEIGHT = re.compile(r"[\d,.]+")
LINKS = (Tie("LINKED_TO", "subject"),)
WHOLE = (Tie("DESIGNATES", "object"), *LINKS)
"""What a row of sdn.csv states beside its record; of this, a remark states the links."""
OF_VESSELS = ("Call_Sign", "Vess_type", "Tonnage", "GRT", "Vess_flag", "Vess_owner")
SAFE = re.compile(
    r"(Aircraft (Model|Operator|Tail|Manufacture)|(alt\. )?Former Vessel Flag|Organization Type|Member of"
    r"|Executive Order \d+ Directive Determination)"
)
"""The remarks that are shown: none of them can hold a birth date, a passport or a tax number."""


@dataclass
class Beside:
    """What the other three files say of the listed, by their number."""

    names: dict[str, list[str]] = field(default_factory=dict)
    weak: dict[str, list[str]] = field(default_factory=dict)
    countries: dict[str, list[str]] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)


def read_row(manifest: Manifest, row: Row, beside: Beside, listed: Mapping[str, str | None]) -> Iterator[Reading]:
    """What one row of sdn.csv says."""
    fields = row.fields
    number = fields["ent_num"]
    about = f"{manifest.id}:{number}" if number.isdecimal() else None
    try:
        remarks = remarks_of(fields["Remarks"] + beside.remarks.get(number, ""))
        record = to_record(manifest, fields, remarks, beside)
        programmes = programmes_of(fields["Program"]) if "Program" in fields else []
    except RowError as error:
        yield Rejected(origin=row.origin, reason=str(error), value=raw_text(fields.values()), record=about, ties=WHOLE)
        return
    yield row.origin, record
    yield from unknown_countries(row.origin, places_of(fields, remarks, beside))
    for programme in programmes:
        yield row.origin, designation(manifest, number, programme)
    named = {bare(link[1]): link[1] for remark in remarks if (link := LINK.fullmatch(remark))}
    for name in named.values():
        yield from linked(manifest, row, record, name, listed)


def to_record(manifest: Manifest, fields: Mapping[str, str], remarks: list[str], beside: Beside) -> Record:
    """The listed actor; RowError says what is wrong with its row."""
    number, name = fields["ent_num"], spelled(fields["SDN_Name"])
    check_kind(fields)
    if not number.isdecimal():
        raise RowError(f"ent_num is {number!r}, no number")
    if not name:
        raise RowError("SDN_Name is empty")
    if letters_lost(name):
        raise RowError(f"SDN_Name is {name!r}: question marks in place of letters")
    kind = KINDS.get(fields["SDN_Type"])
    if kind is None:
        raise RowError(f"SDN_Type is {fields['SDN_Type']!r}, not individual, vessel, aircraft or nothing")
    aliases = [match[1] for remark in remarks if (match := ALIAS.fullmatch(remark))]
    # The native files have weak aliases in the remarks, all others in alt.csv.
    weak = [*beside.weak.get(number, ()), *aliases]
    names = [name, *beside.names.get(number, ())]
    if kind is Kind.PERSON:
        names += [spoken(text) for text in names]
        weak += [spoken(text) for text in weak]
    places = places_of(fields, remarks, beside)
    imo = [match[1] for remark in remarks if (match := IMO.fullmatch(remark))] if kind is Kind.VESSEL else []
    # In the order of the alphabet: each format has its own.
    shown = sorted({remark.removeprefix("alt. ") for remark in remarks if SAFE.match(remark)})
    details = [fields["Title"], fields["Vess_type"], *shown]
    return Record(
        source=manifest.id,
        key=number,
        name=name,
        kind=kind,
        names=distinct([*names, *weak]),
        countries=distinct([code for text in places if (code := country_code(text))]),
        identifiers=distinct([f"ofac:{number}", *(f"imo:{digits}" for digits in imo)]),
        description="; ".join(dict.fromkeys(tidy(text) for text in details if text)) or None,
        url=PAGE.format(number),
        weak_names=weak_only(weak, names),
        birth_years=birth_years(match[1] for remark in remarks if (match := BORN.fullmatch(remark))),
    )


def check_kind(fields: Mapping[str, str]) -> None:
    """Raise RowError where a row says of an actor what is only said of another kind: its columns have moved."""
    kind = fields["SDN_Type"]
    if fields["Title"] and kind != "individual":
        raise RowError(f"Title is {fields['Title']!r}, and SDN_Type is {kind or 'empty'!r}: only individuals have one")
    for column in OF_VESSELS:
        if fields[column] and kind not in ("vessel", "aircraft"):
            raise RowError(
                f"{column} is {fields[column]!r}, and SDN_Type is {kind or 'empty'!r}: only vessels have one"
            )
    for column in ("Tonnage", "GRT"):
        if fields[column] and not WEIGHT.fullmatch(fields[column]):
            raise RowError(f"{column} is {fields[column]!r}, no number")


def places_of(fields: Mapping[str, str], remarks: list[str], beside: Beside) -> list[str]:
    """The countries that a row, its remarks and its addresses name."""
    countries = [match[1] for remark in remarks if (match := COUNTRY.fullmatch(remark))]
    return [*countries, *beside.countries.get(fields["ent_num"], ()), fields["Vess_flag"]]


def unknown_countries(origin: Location, places: list[str]) -> Iterator[Skipped]:
    """The names that no table of countries has: the actor is stated without them, and it is counted."""
    for name in dict.fromkeys(places):
        if name and country_code(name) is None:
            yield Skipped(origin, "a country's name that no table knows", name)


def spoken(name: str) -> str:
    """A person's name with the family name last: "PUTIN, Vladimir Vladimirovich" is also said the other way."""
    family, comma, forename = name.partition(", ")
    return f"{forename} {family}" if comma else name


def remarks_of(text: str) -> list[str]:
    """The single remarks of a row."""
    return [remark for part in text.split(";") if (remark := part.strip().removesuffix("."))]


def programmes_of(text: str) -> list[str]:
    """The programmes of a row, joined on the list as `A] [B] [C`; RowError for anything else."""
    programmes = [part.strip() for part in text.strip("[] ").split("] [")]
    for programme in programmes:
        if not PROGRAMME.fullmatch(programme):
            raise RowError(f"Program is {text!r}, no list of programmes")
    return programmes


def designation(manifest: Manifest, number: str, programme: str) -> Statement:
    """OFAC lists the actor of that number under one programme."""
    return Statement(
        source=manifest.id,
        type="DESIGNATES",
        subject=AUTHORITY,
        object=f"{manifest.id}:{number}",
        said_by="OFAC",
        key=programme,
        evidence=f"On OFAC's {LISTS.get(manifest.id, SDN)[0]} under the programme {programme}.",
        url=PAGE.format(number),
        locator=f"{LISTS.get(manifest.id, SDN)[1]}, ent_num {number}",
        confidence=1.0,
        own={"programme": programme, "status": "listed"},
    )


def linked(
    manifest: Manifest, row: Row, record: Record, name: str, listed: Mapping[str, str | None]
) -> Iterator[Reading]:
    """The link that a remark names, or the reason why it can't be drawn."""
    number = listed.get(bare(name), "")
    target = f"{manifest.id}:{number}"
    if number and target != record.id:
        yield (
            row.origin,
            Statement(
                source=manifest.id,
                type="LINKED_TO",
                subject=record.id,
                object=target,
                said_by="OFAC",
                evidence=f"OFAC's remarks say: linked to {tidy(name)}.",
                url=record.url,
                locator=f"{LISTS.get(manifest.id, SDN)[1]}, ent_num {record.key}, remarks",
            ),
        )
        return
    reason = "both ends are the same record" if number else "no such name on the list"
    if number is None:
        reason = "several on the list have this name"
    value = f"Linked To: {tidy(name)}"
    yield Rejected(origin=row.origin, reason=reason, value=value, record=record.id, describes=False, ties=LINKS)


def bare(name: str) -> str:
    """A name's letters and digits."""
    return re.sub(r"[\W_]+", "", name.casefold())


def names_on_list(rows: Iterable[Row | Rejected | Progress]) -> tuple[dict[str, str | None], set[str]]:
    """From every listed name, without case and punctuation, to its number, None where two share it; and all numbers."""
    by_name: dict[str, str | None] = {}
    numbers = set()
    for row in rows:
        if isinstance(row, Row):
            name, number = bare(row.fields["SDN_Name"]), row.fields["ent_num"]
            by_name[name] = number if by_name.get(name, number) == number else None
            numbers.add(number)
        elif isinstance(row, Rejected) and (readable := number_of(row)):
            numbers.add(readable)
    return by_name, numbers


def number_of(row: Rejected) -> str | None:
    """The number with which a rejected row begins, if that can still be read."""
    match = re.match(r"(\d+)\b", row.value)
    return match[1] if match else None


def protecting(
    manifest: Manifest, row: Rejected | Progress, *, describes: bool, ties: tuple[Tie, ...]
) -> Rejected | Progress:
    """A rejected row whose first field still is a number protects what it says of that listed actor."""
    if isinstance(row, Progress):
        return row
    about = f"{manifest.id}:{number}" if (number := number_of(row)) else None
    return structs.replace(row, record=about, describes=describes, ties=ties)
