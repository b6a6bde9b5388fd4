"""Countries become ISO 3166-1 alpha-3 codes by the tables of two libraries: pycountry's and Unicode CLDR's (babel)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import pycountry
from babel import Locale

LANGUAGES = ("en", "ru", "uk", "zh", "zh_Hant", "ko", "ja", "ar", "fa", "he", "tr", "fr", "de", "es", "pt", "hi")
"""The languages in which names are kept: those in which the sources of this field are written."""

ALSO = {
    "TUR": ("Turkey",),
    "CZE": ("Czech Republic",),
    "PRK": ("DPRK",),
    "KOR": ("ROK",),
    "USA": ("USA", "US"),
    "GBR": ("UK", "Great Britain"),
    "ARE": ("UAE",),
    "PSE": ("Palestine", "Palestinian", "West Bank", "Region: Gaza", "Gaza"),
    "CPV": ("Cape Verde",),
    "SWZ": ("Swaziland",),
    "MKD": ("Macedonia", "FYROM"),
    "CIV": ("Ivory Coast",),
    "TLS": ("East Timor",),
    "MAC": ("Macau",),
    "COD": ("DR Congo", "Zaire"),
    "COG": ("Congo Republic",),
    "VAT": ("Vatican",),
    "VCT": ("Saint Vincent",),
    "MMR": ("Burma",),
    "BFA": ("Upper Volta",),
    "BEN": ("Dahomey",),
    "ZWE": ("Rhodesia", "Southern Rhodesia"),
    "LKA": ("Ceylon",),
    "KHM": ("Kampuchea",),
    "IRN": ("Persia",),
}
"""Names in common use that neither table has."""

BEYOND = {"XK": "XKX"}
"""Codes in use that ISO 3166-1 leaves to its users: Kosovo."""

BRACKETED = re.compile(r"([^()]+)\(([^()]+)\)\s*")
SILENT = frozenset({"the", "of", "and"})


def codes() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Alpha-2, alpha-3 and pycountry's names of every entry, Kosovo beside them."""
    for entry in pycountry.countries:
        fields = dict(entry)
        names = tuple(fields[key] for key in ("name", "common_name", "official_name") if key in fields)
        yield fields["alpha_2"], fields["alpha_3"], names
    for alpha_2, alpha_3 in BEYOND.items():
        yield alpha_2, alpha_3, ()


def names_of(alpha_2: str, alpha_3: str) -> list[str]:
    """The names of a country in our languages, English first, and those in common use."""
    translated = [locale.territories.get(alpha_2, "") for locale in locales()]
    return [name for name in (*translated, *ALSO.get(alpha_3, ())) if name]


@cache
def names_of_code(alpha_3: str) -> list[str]:
    """Every name of a country that is, the one in English first."""
    alpha_2, names = next((two, names) for two, three, names in codes() if three == alpha_3)
    return [*names_of(alpha_2, alpha_3), *names]


def from_alpha_2(text: str) -> str | None:
    """The alpha-3 code of an alpha-2 code; None when there is no such code."""
    return by_alpha_2().get(text.strip().upper())


@cache
def by_alpha_2() -> dict[str, str]:
    """From every alpha-2 code to its alpha-3 code."""
    return {alpha_2: alpha_3 for alpha_2, alpha_3, _ in codes()}


@cache
def known_codes() -> frozenset[str]:
    """Every alpha-3 code, those of countries that are no more included."""
    gone = (dict(entry).get("alpha_3", "") for entry in pycountry.historic_countries)
    return frozenset((*by_alpha_2().values(), *gone)) - {""}


def country_code(text: str) -> str | None:
    """The alpha-3 code of a country as sources write it ("Korea, North"); None when no table knows it.

    Of a name with another in brackets both have to be the country's: "North Korea (DPRK)", not "Hamas (Palestine)".
    """
    table = country_table()
    if (code := table.get(key(text))) or not (bracketed := BRACKETED.fullmatch(text)):
        return code
    outside, inside = (table.get(key(part)) for part in bracketed.groups())
    return outside if outside == inside else None


def from_alpha_3(text: str) -> str | None:
    """The alpha-3 code in capitals; None when there is no such code: what looks like one in COW's list is another's."""
    code = text.strip().upper()
    return code if code in known_codes() else None


def named_country(text: str) -> str | None:
    """The alpha-3 code of a country by its name; None for a code, which means another country in another list."""
    code = country_code(text)
    return None if code == text.strip().upper() and text.strip() not in ALSO.get(code, ()) else code


@cache
def locales() -> tuple[Locale, ...]:
    """CLDR's tables of our languages."""
    return tuple(Locale.parse(language) for language in LANGUAGES)


@cache
def country_table() -> dict[str, str]:
    """From every name, in whatever order of words, to its code."""
    table: dict[str, str] = {}
    for alpha_2, alpha_3, names in codes():
        for name in (*names, *names_of(alpha_2, alpha_3), alpha_3):
            for form in (name, *re.split(r"[()]", name)):
                table.setdefault(key(form), alpha_3)
    table.pop("", None)
    return table


def key(text: str) -> str:
    """A name's words without case, accents, punctuation and order."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    # An accent is dropped, a vowel sign is not: without it टोंगा (Tonga) reads as टोगो (Togo).
    letters = (letter for letter in plain if not unicodedata.combining(letter))
    words = "".join(letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in letters).split()
    return " ".join(sorted([word for word in words if word not in SILENT] or words))
