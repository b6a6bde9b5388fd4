"""The parties of OFAC's sdn_advanced.xml in the columns of sdn.csv, and what its numbers stand for.

The format is the Advanced Sanctions Data Model of the United Nations: parties, places, documents, ties and entries
stand apart and name each other, and the words for kinds, by number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loader.catalogue.template import SEVERAL
from loader.model.dates import Day, begin_day
from loader.model.row import Location, Row, RowError

KINDS = {"individual": "individual", "entity": "", "vessel": "vessel", "aircraft": "aircraft"}
UNSAID = "unknown"
"""The kind within a kind of party that has none."""
COLUMNS = {
    "title": "Title",
    "vessel call sign": "Call_Sign",
    "vessel type": "Vess_type",
    "vessel tonnage": "Tonnage",
    "vessel gross registered tonnage": "GRT",
    "vessel flag": "Vess_flag",
    "vessel owner": "Vess_owner",
}
"""The columns of sdn.csv in which features stand; all others are remarks."""
NATIONALITIES = {"nationality country": "nationality", "citizenship country": "citizen"}
PLACE = "location"
BIRTH = "birthdate"
IMO = "vessel registration identification"
CAPITALS = ("last name", "maiden name", "entity name", "vessel name", "aircraft name")
"""The parts of a Latin name that sdn.csv writes in capitals, and that come first."""
SPACELESS = ("chinese", "japanese", "korean")
LATIN = "latin"
PROGRAMME = "program"
SDN_LIST = "sdn list"
TIES: dict[str, tuple[str, bool]] = {
    "providing support to": ("SUPPLIES", False),
    "acting for or on behalf of": ("ACTS_FOR", False),
    "owned or controlled by": ("OWNS", True),
    "leader or official of": ("LEADS", False),
}
"""The type of a tie by its kind, and whether its direction is the other one; every other kind links without more."""
LINKED = ("LINKED_TO", False)
GROUPS = "Identity.NamePartGroups.MasterNamePartGroup.NamePartGroup."
NAME = "DocumentedNamePart.NamePartValue"
DETAIL = "FeatureVersion.VersionDetail"


@dataclass
class Party:
    """What the file says of a party, as far as sdn.csv has columns for it."""

    origin: Location
    kind: str
    name: str = ""
    others: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def row(self, number: str) -> Row:
        """The party as a row of sdn.csv that says nothing of programmes."""
        columns = {column: texts[0] for column, texts in self.columns.items()}
        columns["Title"] = "; ".join(self.columns.get("Title", ()))
        name = self.name or next(iter(self.others), "")
        fields = {"ent_num": number, "SDN_Name": name, "SDN_Type": self.kind, "Remarks": "; ".join(self.remarks)}
        return Row(self.origin, dict.fromkeys(COLUMNS.values(), "") | columns | fields)


@dataclass
class Tables:
    """What the numbers of the file stand for, and the parties."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    wholes: dict[str, str] = field(default_factory=dict)
    """The kind of party to which a kind within it belongs."""
    places: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    identities: dict[str, str] = field(default_factory=dict)
    documents: dict[str, list[str]] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)

    def word(self, kind: str, number: str) -> str:
        """What a number of one kind stands for, without case; nothing where nobody says it."""
        return self.texts.get((kind, number), "").strip().casefold()

    def keep_value(self, row: Row) -> None:
        """Keep a reference value."""
        kind, number = row.fields.get("name()", ""), row.fields.get("@ID", "")
        described, text = row.fields.get("@Description", ""), row.fields.get("text()", "")
        # What stands in an area's code is the code.
        self.texts[kind, number] = (described or text) if kind == "AreaCode" else (text or described)
        if kind == "PartySubType":
            self.wholes[number] = row.fields.get("@PartyTypeID", "")

    def keep_place(self, row: Row) -> None:
        """Keep a place's country."""
        countries = listed(row.fields, "LocationCountry.@CountryID"), listed(row.fields, "LocationAreaCode.@AreaCodeID")
        for kind, numbers in zip(("Country", "AreaCode"), countries, strict=True):
            for number in numbers:
                if text := self.texts.get((kind, number)):
                    self.places.setdefault(row.fields.get("@ID", ""), text)

    def keep_document(self, row: Row) -> None:
        """Keep a ship's number; all other documents stay unread."""
        if self.word("IDRegDocType", row.fields.get("@IDRegDocTypeID", "")) == IMO:
            text = f"Vessel Registration Identification {row.fields.get('IDRegistrationNo', '')}"
            self.documents.setdefault(row.fields.get("@IdentityID", ""), []).append(text)

    def keep_party(self, row: Row) -> None:
        """Keep a party and what the numbers of its name's parts mean; RowError for a kind that nobody knows."""
        number, subtype = row.fields.get("@ID", ""), row.fields.get("@PartySubTypeID", "")
        word = self.word("PartySubType", subtype)
        if word in ("", UNSAID):
            word = self.word("PartyType", self.wholes.get(subtype, ""))
        if not number.isdecimal() or number in self.parties:
            raise RowError(f"Profile has the ID {number!r}, " + ("twice" if number in self.parties else "no number"))
        if word not in KINDS:
            raise RowError(f"PartySubTypeID is {subtype!r} ({word}), not one of {', '.join(KINDS)}")
        party = self.parties[number] = Party(row.origin, KINDS[word])
        for identity in listed(row.fields, "Identity.@ID"):
            party.remarks += self.documents.get(identity, ())
        party.remarks += listed(row.fields, "../Comment")
        kinds = listed(row.fields, GROUPS + "@NamePartTypeID")
        self.groups |= zip(listed(row.fields, GROUPS + "@ID"), kinds, strict=False)

    def keep_name(self, row: Row) -> None:
        """Keep a name of a party."""
        party = self.party(row.fields.get("../../../@ID", ""))
        scripts = {self.word("Script", number) for number in listed(row.fields, f"{NAME}.@ScriptID")}
        latin = scripts <= {LATIN, ""}
        name = self.whole_name(row.fields, scripts)
        if row.fields.get("../@LowQuality") == "true":
            party.weak.append(name)
        elif row.fields.get("../@Primary") == "true" and latin and not party.name:
            party.name = name
        else:
            party.others.append(name)

    def whole_name(self, fields: Mapping[str, str], scripts: set[str]) -> str:
        """A name as sdn.csv writes it: the family name in capitals, a comma, the others; elsewhere as it stands."""
        texts, groups = listed(fields, NAME), listed(fields, f"{NAME}.@NamePartGroupID")
        if not scripts <= {LATIN, ""}:
            return ("" if any(script.startswith(SPACELESS) for script in scripts) else " ").join(texts)
        kinds = [self.word("NamePartType", self.groups.get(group, "")) for group in groups]
        parts = list(zip(texts, kinds, strict=True)) if len(texts) == len(kinds) else [(text, "") for text in texts]
        first = " ".join(text.upper() for text, kind in parts if kind in CAPITALS)
        others = " ".join(text for text, kind in parts if kind not in CAPITALS)
        return ", ".join(text for text in (first, others) if text)

    def keep_feature(self, row: Row) -> None:
        """Keep a feature of a party: in its column, as one of its countries or as a remark."""
        party, kind = self.party(row.fields.get("../@ID", "")), row.fields.get("@FeatureTypeID", "")
        word = self.word("FeatureType", kind)
        numbers = listed(row.fields, "FeatureVersion.VersionLocation.@LocationID")
        countries = [country for number in numbers if (country := self.places.get(number))]
        references = listed(row.fields, f"{DETAIL}.@DetailReferenceID")
        details = [text for number in references if (text := self.texts.get(("DetailReference", number)))]
        texts = listed(row.fields, DETAIL) or details or countries
        if word == PLACE:
            party.countries += countries
        elif word == BIRTH:
            ends = (listed(row.fields, f"FeatureVersion.DatePeriod.{end}.Year") for end in ("Start.From", "End.To"))
            party.remarks += [f"DOB {first} to {last}" for first, last in zip(*ends, strict=False)]
        elif word in COLUMNS:
            party.columns.setdefault(COLUMNS[word], []).extend(texts)
        else:
            what = NATIONALITIES.get(word) or self.texts.get(("FeatureType", kind), "").strip()
            party.remarks += [f"{what} {text}" for text in texts]

    def party(self, number: str) -> Party:
        """The party of a number; RowError when there is none."""
        if number not in self.parties:
            raise RowError(f"a party {number!r}, which is not on the list")
        return self.parties[number]


def listed(fields: Mapping[str, str], column: str) -> list[str]:
    """The values of a column that may hold several."""
    return [text for text in fields.get(column, "").split(SEVERAL) if text]


def first_listing(fields: Mapping[str, str]) -> Day | None:
    """The day of an entry's first event; RowError for a day that is none."""
    years, *others = (listed(fields, f"../EntryEvent.Date.{part}") for part in ("Year", "Month", "Day"))
    parts = zip(years, *others, strict=True) if all(len(texts) == len(years) for texts in others) else zip(years)
    days = [begin_day("-".join(part.zfill(2) for part in date)) for date in parts]
    return min(days, key=lambda day: day.iso, default=None)
