"""Which address a redirect may lead to: the same site, and never from https to http."""

from __future__ import annotations

from httpx import URL, InvalidURL

from cypher.errors import FetchError
from loader.catalogue.origin import SourceLocation, format_location

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST = 5
PORTS = {"http": 80, "https": 443}


def followed(origin: SourceLocation, here: URL, location: str | None, been: list[URL], verb: str = "redirects") -> URL:
    """Where a redirect or a pointer leads; FetchError when that is elsewhere, goes in circles or gives TLS up."""
    if not location:
        raise FetchError(f"{format_location(str(here))} {verb} to nowhere", heals=False)
    try:
        there = here.join(location)
    except InvalidURL:
        raise FetchError(
            f"{format_location(str(here))} {verb} to something that is not an address", heals=False
        ) from None
    words = f"{format_location(str(here))} {verb} to {format_location(str(there))}"
    if there.scheme not in PORTS:
        raise FetchError(f"{words}, which is neither http nor https", heals=False)
    if here.scheme == "https" and there.scheme == "http":
        raise FetchError(f"{words}, from https down to http", heals=False)
    if not same_site(origin, there):
        raise FetchError(
            f"{words}, another site: if you trust it, name its host in the manifest (from: hosts), or the new address",
            heals=False,
        )
    if there in been or len(been) > MOST:
        raise FetchError(f"{words}, and so on without end", heals=False)
    return there


def same_site(origin: SourceLocation, there: URL) -> bool:
    """Whether an address is of the manifest's host, of one below it, or of a host that the manifest names."""
    first = URL(origin.address or "")
    host = there.host.lower().rstrip(".")
    if host in (named.lower() for named in origin.hosts):
        return True
    if port_of(there) != port_of(first) and (port_of(first), port_of(there)) != (80, 443):
        return False
    own = first.host.lower().rstrip(".").removeprefix("www.")
    return host == own or (host.endswith(f".{own}") and not own.replace(".", "").isdigit() and "." in own)


def port_of(url: URL) -> int:
    """The port of an address."""
    return url.port or PORTS[url.scheme]
