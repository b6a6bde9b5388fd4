"""States and territories by ISO 3166-1: codes by pycountry, names in many scripts by Unicode CLDR (babel)."""

from collections.abc import Iterator

import pycountry
from babel import Locale

from cypher.schema import Kind
from loader.manifest import Manifest
from loader.record import Record
from loader.row import Origin
from loader.source import Input, Said
from loader.text import distinct

LANGUAGES = ("en", "ru", "uk", "zh", "zh_Hant", "ko", "ja", "ar", "fa", "he", "tr", "fr", "de", "es", "pt", "hi")
"""The languages in which names are kept: those in which the sources of this field are written."""

ALSO = {"TUR": ("Turkey",), "CZE": ("Czech Republic",), "PRK": ("DPRK",), "KOR": ("ROK",), "USA": ("USA", "US")}
"""Names in common use that neither table has."""


def read(manifest: Manifest, given: Input) -> Iterator[Said]:
    """A record for each entry of ISO 3166-1."""
    locales = [Locale.parse(language) for language in LANGUAGES]
    for number, entry in enumerate(pycountry.countries, 1):
        fields = dict(entry)
        code = fields["alpha_3"]
        translated = [locale.territories.get(fields["alpha_2"], "") for locale in locales]
        own = [fields[key] for key in ("name", "common_name", "official_name") if key in fields]
        shown = translated[0] or own[0]
        yield (
            Origin("ISO 3166-1", number),
            Record(
                source=manifest.id,
                key=code,
                name=shown,
                kind=Kind.STATE,
                names=distinct([shown, *own, *translated, *ALSO.get(code, ()), code]),
                countries=(code,),
                identifiers=(f"iso3:{code}",),
            ),
        )
