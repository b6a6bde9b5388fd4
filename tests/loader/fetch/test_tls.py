"""Over TLS the name that was asked for is what counts, although an address that was judged before is connected to."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from cypher.errors import FetchError
from loader.fetch.network import trusted_certificates
from tests.loader.fetch.conftest import Fetch
from tests.loader.fetch.publisher import Publisher, answer
from tests.loader.fetch.test_fetch import LIST, said
from tests.loader.fetch.test_site import Names

CERTIFICATE = Path(__file__).with_name("lists.example.pem")
"""For lists.example, signed by itself, and its key: for these tests alone."""


@pytest.fixture
def secure(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """A publisher over TLS; every name leads to it."""
    monkeypatch.setattr("loader.fetch.network.socket.getaddrinfo", Names("127.0.0.1", "127.0.0.1"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    trusted_certificates.cache_clear()
    with Publisher(context) as publisher:
        publisher.says("/a.csv", answer(body=LIST))
        yield publisher
    trusted_certificates.cache_clear()


def test_a_certificate_that_is_believed(secure: Publisher, get: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    address = f"https://lists.example:{secure.port}"
    assert said(get(f"{address}/a.csv")) == LIST
    secure.says("/down", answer("302 Found", Location=f"http://lists.example:{secure.port}/a.csv"))
    with pytest.raises(FetchError, match="from https down to http"):
        get(f"{address}/down")


@pytest.mark.parametrize(("host", "believes"), [("other.example", True), ("lists.example", False)])
def test_one_that_is_not(
    secure: Publisher, get: Fetch, monkeypatch: pytest.MonkeyPatch, host: str, believes: bool
) -> None:
    if believes:
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with pytest.raises(FetchError, match="certificate is not trusted") as raised:
        get(f"https://{host}:{secure.port}/a.csv")
    assert not raised.value.heals
    assert not secure.asked
