"""Which names a request may ask for: a page whose own name leads to 127.0.0.1 could read the whole graph otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from explorer.web.prefix import Application

HOST = re.compile(r"(?P<name>[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?", re.IGNORECASE | re.ASCII)
ANSWER = b"this explorer is not known by that name: add it to the setting allowed_hosts\n"


class HostMiddleware:
    """Answers 421 to whatever asks for a host that is not ours, before anything else looks at the request.

    Ours are the loopback names, the address that is listened on, and `allowed`. Who listens on every address (0.0.0.0,
    ::) answers to each address in numbers too: only a name can be made to lead elsewhere.
    """

    def __init__(self, application: Application, listening: str, allowed: Iterable[str]) -> None:
        self.application = application
        self.names = {normal(name) for name in ("localhost", listening, *allowed)}
        address = address_in(listening)
        self.every = address is not None and address.is_unspecified

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if self.knows(environ.get("HTTP_HOST", "")):
            return self.application(environ, start)
        start("421 Misdirected Request", [("Content-Type", "text/plain"), ("Content-Length", str(len(ANSWER)))])
        return [ANSWER]

    def knows(self, host: str) -> bool:
        """Whether a Host header names this explorer."""
        match = HOST.fullmatch(host)
        if match is None:
            return False
        name = normal(match["name"])
        address = address_in(name)
        return name in self.names or (address is not None and (self.every or address.is_loopback))


def normal(name: str) -> str:
    """A name or an address as it is compared."""
    plain = name.lower().removesuffix(".").removeprefix("[").removesuffix("]")
    address = address_in(plain)
    return plain if address is None else str(address)


def address_in(name: str) -> IPv4Address | IPv6Address | None:
    """The address that the name is; None for a name."""
    try:
        return ip_address(name)
    except ValueError:
        return None
