"""Identifiers that join records into one actor: the form of each scheme, its check digit, its one normal form.

What fails joins nothing: `N/A`, a run of noughts or a wrong check digit would make one actor of strangers. It is kept
as it is written, under a scheme of its own (`imo-as-written`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from urllib.parse import urlsplit

from stdnum import imo, lei
from stdnum.exceptions import InvalidChecksum, ValidationError

from cypher.schema import STATE_SCHEMES, STRONG_SCHEMES
from loader.model.countries import known_codes
from loader.model.states import identifier_of

AS_WRITTEN = "-as-written"
WIKIDATA = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/|wd:)?(Q[1-9]\d{0,11})", re.I | re.A)
SHIP = re.compile(r"(?:IMO)?(?: ?(?:No\.?|Nr\.?|Number))?[ :.#-]*([1-9]\d{6})", re.I | re.A)
ENTITY = re.compile(r"[A-Z0-9]{18}\d{2}", re.I | re.A)
COUNTED = re.compile(r"0*([1-9]\d{0,9})", re.A)
EU = re.compile(r"EU\.[1-9]\d{0,7}\.\d{1,4}|[1-9]\d{0,7}", re.I | re.A)
UN = re.compile(r"([A-Z]{2})([ei])\.(\d{1,4})", re.I | re.A)
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})", re.A)
FORM, CHECK = "not of its form", "wrong check digit"


def wikidata_form(text: str) -> str | None:
    """Q and a number, also out of the item's address."""
    return written[1].upper() if (written := WIKIDATA.fullmatch(text)) else None


def ship_form(text: str) -> str | None:
    """The seven digits of an IMO number, the last of which checks the others: IMO 9289518 is 9289518."""
    written = SHIP.fullmatch(text)
    return imo.validate(written[1]) if written else None


def lei_form(text: str) -> str | None:
    """The twenty letters and digits of ISO 17442, the last two of which check the others."""
    return lei.validate(text.upper()) if ENTITY.fullmatch(text) else None


def country_form(text: str) -> str | None:
    """A code of ISO 3166-1 alpha-3."""
    return text.upper() if text.upper() in known_codes() else None


def ofac_form(text: str) -> str | None:
    """The number of an entry on OFAC's lists."""
    return written[1] if (written := COUNTED.fullmatch(text)) else None


def eu_form(text: str) -> str | None:
    """A reference such as EU.39.56, or the number of an entry."""
    return text.upper() if EU.fullmatch(text) else None


def un_form(text: str) -> str | None:
    """A reference such as QDi.001, or the number of an entry."""
    if written := UN.fullmatch(text):
        return f"{written[1].upper()}{written[2].lower()}.{int(written[3]):03}" if int(written[3]) else None
    return ofac_form(text)


def domain_form(text: str) -> str | None:
    """A host's name in lower case and ASCII, without www., also out of an address."""
    try:
        host = urlsplit(text if "://" in text else f"//{text}").hostname or ""
        plain = host.rstrip(".").encode("idna").decode("ascii").lower().removeprefix("www.")
    except ValueError:
        return None
    return plain if HOST.fullmatch(plain) else None


FORMS: dict[str, Callable[[str], str | None]] = {
    "wikidata": wikidata_form,
    "imo": ship_form,
    "lei": lei_form,
    "iso3": country_form,
    "ofac": ofac_form,
    "eu": eu_form,
    "un": un_form,
    "domain": domain_form,
    **{scheme: partial(identifier_of, scheme) for scheme in STATE_SCHEMES},
}
if FORMS.keys() != STRONG_SCHEMES:
    raise TypeError("each scheme that joins records has a form, and no other")


@lru_cache(maxsize=20_000)
def normal(identifier: str) -> tuple[str, str | None]:
    """`scheme:value` in its normal form; else as it is written under a scheme that joins nothing, and why."""
    scheme, _, value = identifier.partition(":")
    form = FORMS.get(scheme)
    if form is None:
        return identifier, None
    reason = FORM
    try:
        if (plain := form(value.strip())) is not None:
            return f"{scheme}:{plain}", None
    except InvalidChecksum:
        reason = CHECK
    except ValidationError:
        pass
    return f"{scheme}{AS_WRITTEN}:{value}", f"an identifier kept as written, which joins nothing: {scheme}, {reason}"
