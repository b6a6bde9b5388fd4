"""OFAC's classic sdn.xml in the columns of the native files, so that both formats say the same of each entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from loader.catalogue.template import SEVERAL
from loader.model.row import Progress, Rejected, Row, RowError
from loader.reading.formats.header import raw_text

NUMBER = "../../uid"
TYPES = {"Individual": "individual", "Entity": "", "Vessel": "vessel", "Aircraft": "aircraft"}
VESSEL = {
    "vesselInfo.callSign": "Call_Sign",
    "vesselInfo.vesselType": "Vess_type",
    "vesselInfo.tonnage": "Tonnage",
    "vesselInfo.grossRegisteredTonnage": "GRT",
    "vesselInfo.vesselFlag": "Vess_flag",
    "vesselInfo.vesselOwner": "Vess_owner",
}
PLACES = {
    "nationalityList.nationality.country": "nationality",
    "citizenshipList.citizenship.country": "citizen",
    "dateOfBirthList.dateOfBirthItem.dateOfBirth": "DOB",
}
CATEGORIES = ("strong", "weak")
LINKS = re.compile(r"(^|; )\((Linked To: .+)\)$", re.DOTALL)
"""The links at the end of the remarks, which sdn.csv has without parentheses."""
KINDS_OF_NAME = re.compile(r"[afn]\.k\.a\.")


def entry_row(row: Row | Rejected | Progress, more: Mapping[str, list[str]]) -> Row | Rejected | Progress:
    """An entry as a row of sdn.csv; `more` has what its inner elements say as remarks, by number."""
    if not isinstance(row, Row):
        return row
    fields = row.fields
    number = fields.get("uid", "")
    try:
        if fields.get("sdnType", "") not in TYPES:
            raise RowError(f"sdnType is {fields.get('sdnType', '')!r}, not one of {', '.join(TYPES)}")
        remarks = [f"{word} {country}" for path, word in PLACES.items() for country in texts(fields, path)] + more.get(
            number, []
        )
        own = LINKS.sub(r"\1\2", fields.get("remarks", ""))
        return Row(
            row.origin,
            {
                "ent_num": number,
                "SDN_Name": name_of(fields),
                "SDN_Type": TYPES[fields["sdnType"]],
                "Program": "] [".join(texts(fields, "programList.program")),
                "Title": fields.get("title", ""),
                **{column: fields.get(path, "") for path, column in VESSEL.items()},
                "Remarks": "; ".join([*remarks, *([own] if own else [])]),
            },
        )
    except RowError as error:
        return Rejected(origin=row.origin, reason=str(error), value=raw_text([number, name_of(fields)]))


def alias_row(row: Row | Rejected | Progress) -> Row | Rejected | Progress:
    """An alias as a row of alt.csv, with its category; a weak one stands in the remarks of sdn.csv."""
    if not isinstance(row, Row):
        return row
    fields = row.fields
    category, kind = fields.get("category", ""), fields.get("type", "")
    values = {"ent_num": fields.get(NUMBER, ""), "alt_name": name_of(fields), "category": category, "type": kind}
    if category not in CATEGORIES or not KINDS_OF_NAME.fullmatch(kind) or not values["alt_name"]:
        reason = f"an alias of type {kind!r} and category {category!r}"
        return Rejected(origin=row.origin, reason=reason, value=raw_text(values.values()))
    return Row(row.origin, values)


def identity_row(row: Row | Rejected | Progress) -> Row | Rejected | Progress:
    """A number or another detail of an entry as a remark of sdn.csv."""
    if not isinstance(row, Row):
        return row
    remark = f"{row.fields.get('idType', '')} {row.fields.get('idNumber', '')}".strip()
    return Row(row.origin, {"ent_num": row.fields.get(NUMBER, ""), "remarks": remark})


def address_rows(row: Row) -> Iterator[tuple[str, str]]:
    """The number of an entry with each country of its addresses."""
    for country in texts(row.fields, "addressList.address.country"):
        yield row.fields.get("uid", ""), country


def name_of(fields: Mapping[str, str]) -> str:
    """A name as the native files write it: the family name, a comma, the others."""
    return ", ".join(text for text in (fields.get("lastName", ""), fields.get("firstName", "")) if text)


def texts(fields: Mapping[str, str], path: str) -> list[str]:
    """The texts of a list."""
    return [text for text in fields.get(path, "").split(SEVERAL) if text]
