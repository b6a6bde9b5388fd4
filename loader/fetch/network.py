"""The way out: each name is looked up once, its address judged, and that very address connected to."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import httpcore
import httpx
import psutil

from cypher.errors import FetchError
from cypher.settings import Settings

NAT64 = ip_network("64:ff9b::/96")
COMPATIBLE = ip_network("::/96")
"""IPv4 addresses written as IPv6 before there were mapped ones; the last two are the unspecified and loopback."""
LOCAL = (ip_network("fec0::/10"), ip_network("192.0.0.0/24"), ip_network("64:ff9b:1::/48"), ip_network("100::/64"))
"""Networks that the registries keep for local use, and that Python's `is_global` has called global in some versions."""
Address = IPv4Address | IPv6Address


class Deadline:
    """The moment at which a whole answer has to be there."""

    def __init__(self, seconds: float) -> None:
        self.at = time.monotonic() + seconds
        self.words = f"it did not arrive within {seconds:g} s (fetch_total)"

    @property
    def is_over(self) -> bool:
        """Whether it has come."""
        return time.monotonic() >= self.at

    def left(self, wait: float | None) -> float:
        """Seconds that one step may take; FetchError when none are left."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise FetchError(self.words, heals=True)
        return left if wait is None else min(left, wait)


@dataclass(frozen=True)
class Allowed:
    """Which addresses may be connected to: public ones, and the networks that a person has named."""

    networks: tuple[str, ...] = ()

    def allows(self, address: Address) -> bool:
        """Whether that address is neither this machine nor a private network, or is named."""
        if any(address in network for network in map(ip_network, self.networks) if network.version == address.version):
            return True
        if (inner := embedded(address)) is not None:
            return self.allows(inner)
        if any(address in network for network in LOCAL if network.version == address.version):
            return False
        return address.is_global and not address.is_multicast and str(address) not in own_addresses()


def embedded(address: Address) -> Address | None:
    """The IPv4 address that an IPv6 one stands for."""
    if isinstance(address, IPv4Address):
        return None
    if address in NAT64 or (address in COMPATIBLE and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def own_addresses() -> set[str]:
    """The addresses of this machine."""
    return {entry.address.partition("%")[0] for addresses in psutil.net_if_addrs().values() for entry in addresses}


def look_up(host: str, port: int, seconds: float) -> list[Address]:
    """The addresses of a host; FetchError when it has none, or nobody says so in time."""
    answer: list[Any] = []

    def ask() -> None:
        try:
            answer.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answer.append(error)

    asking = threading.Thread(target=ask, daemon=True)  # the system's own look-up knows no limit
    asking.start()
    asking.join(seconds)
    if not answer:
        raise FetchError(f"{host} could not be resolved within {seconds:g} s", heals=True)
    if isinstance(answer[0], Exception):
        raise FetchError(f"{host} does not resolve: {answer[0]}", heals=True)
    return [ip_address(str(entry[4][0]).partition("%")[0]) for entry in answer[0]]


class Stream(httpcore.NetworkStream):
    """A connection that ends at the deadline, however slowly it drips, and counts what came."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.stream, self.deadline = stream, deadline
        self.head = b""
        """What came until the end of the head."""
        self.came = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next piece."""
        piece = self.stream.read(max_bytes, self.deadline.left(timeout))
        if b"\r\n\r\n" not in self.head:
            self.head += piece
        self.came += len(piece)
        return piece

    def surplus(self, length: int) -> bool:
        """Whether more came, or is still coming, than a head and a body of that length."""
        end = self.head.find(b"\r\n\r\n")
        if self.head.startswith(b"HTTP/1.1 1") or end < 0:
            return False
        with suppress(httpcore.NetworkError, httpcore.TimeoutException):
            self.read(1, timeout=0.2)
        return self.came > end + 4 + length

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send."""
        self.stream.write(buffer, self.deadline.left(timeout))

    def close(self) -> None:
        """Close."""
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Stream:
        """The same connection with TLS, for the name that was asked for."""
        return Stream(self.stream.start_tls(ssl_context, server_hostname, self.deadline.left(timeout)), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the connection tells of itself; `is_readable` is asked of one that may be dead."""
        return self if info == "faultlines" else self.stream.get_extra_info(info)


class Backend(httpcore.NetworkBackend):
    """Connects to judged addresses alone: what a name means can't change between the look and the leap."""

    def __init__(self, allowed: Allowed | None, deadline: Deadline) -> None:
        self.allowed, self.deadline = allowed, deadline
        self.inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> Stream:
        """A connection to the first address of the host that may be reached and answers."""
        addresses = look_up(host, port, self.deadline.left(timeout))
        open_to = [address for address in addresses if self.allowed is None or self.allowed.allows(address)]
        if not open_to:
            refuse_private(host, addresses)
        for address in open_to:
            try:
                inner = self.inner.connect_tcp(
                    str(address), port, self.deadline.left(timeout), local_address, socket_options
                )
                return Stream(inner, self.deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if address == open_to[-1]:
                    raise
        raise AssertionError("unreachable")

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Any = None) -> Stream:
        """None are used."""
        raise FetchError("a socket of this machine is no address", heals=False)


def refuse_private(host: str, addresses: list[Address]) -> None:
    """Raise FetchError for a host that is on this machine or its private networks."""
    which = f"{host} is {addresses[0]}" if str(addresses[0]) != host.strip("[]") else host
    raise FetchError(
        f"{which}: on this machine or a private network; if that is intended, name the network in the setting "
        f"fetch_private (FAULTLINES_FETCH_PRIVATE={addresses[0]})",
        heals=False,
    )


@cache
def trusted_certificates() -> ssl.SSLContext:
    """The certificates that are believed: certifi's, or those of SSL_CERT_FILE. Reading them takes 0.2 s."""
    return httpx.create_ssl_context()


class Transport(httpx.BaseTransport):
    """httpx over connections to judged addresses."""

    def __init__(self, settings: Settings, deadline: Deadline) -> None:
        allowed = Allowed(tuple(settings.fetch_private))
        if settings.fetch_proxy:
            self.allowed: Allowed | None = allowed
            proxy = httpx.Proxy(settings.fetch_proxy)
            self.pool: httpcore.ConnectionPool = httpcore.HTTPProxy(
                proxy_url=str(proxy.url),
                proxy_auth=proxy.raw_auth,
                ssl_context=trusted_certificates(),
                network_backend=Backend(None, deadline),  # the proxy is where the person said
            )
            return
        self.allowed = None
        self.pool = httpcore.ConnectionPool(
            ssl_context=trusted_certificates(), network_backend=Backend(allowed, deadline)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        if self.allowed:  # the proxy looks names up; what is plainly no public address it isn't asked for
            self.check_host(request.url.host)
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        outgoing = httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        answer = self.pool.handle_request(outgoing)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=Body(answer.stream), extensions=answer.extensions
        )

    def check_host(self, host: str) -> None:
        """Raise FetchError when a host is written as an address that may not be reached, or is this machine."""
        try:
            address = ip_address(host)
        except ValueError:
            if not host.rstrip(".").endswith("localhost"):
                return
            address = ip_address("127.0.0.1")
        if self.allowed and not self.allowed.allows(address):
            refuse_private(host, [address])

    def close(self) -> None:
        """Close every connection."""
        self.pool.close()


class Body(httpx.SyncByteStream):
    """The body of an answer, as it comes."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def __iter__(self) -> Any:
        return iter(self.stream)

    def close(self) -> None:
        """Let go of the connection."""
        self.stream.close()
