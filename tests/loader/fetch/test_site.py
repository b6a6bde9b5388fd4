"""Where a fetch may go: the same site, and never onto this machine or its private networks by itself."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import Any

import pytest
from httpx import URL

from cypher.errors import FetchError
from cypher.settings import Settings
from loader.catalogue.origin import SourceLocation
from loader.fetch.network import Allowed
from loader.fetch.site import followed
from tests.loader.fetch.conftest import Fetch
from tests.loader.fetch.publisher import Publisher, answer
from tests.loader.fetch.test_fetch import LIST, said

BARRED = [
    *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::"),
    *("fec0::1", "feff::1", "::127.0.0.1", "::10.0.0.1", "192.0.0.1", "192.0.0.170", "64:ff9b:1::a00:1", "100::1"),
]
OPEN = ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", BARRED)
def test_what_is_near_is_barred(address: str) -> None:
    assert not Allowed().allows(ip_address(address))


@pytest.mark.parametrize("address", OPEN)
def test_what_is_public_is_open(address: str) -> None:
    assert Allowed().allows(ip_address(address))


def test_a_named_network_is_open() -> None:
    assert Allowed(("10.1.0.0/16",)).allows(ip_address("10.1.2.3"))
    assert Allowed(("10.1.0.0/16",)).allows(ip_address("::ffff:10.1.2.3"))
    assert not Allowed(("10.1.0.0/16",)).allows(ip_address("10.2.2.3"))


def test_a_public_address_of_this_machine_is_barred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loader.fetch.network.own_addresses", lambda: {"8.8.8.8"})
    assert not Allowed().allows(ip_address("8.8.8.8"))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "0x7f.1", "127.1"])
def test_this_machine_is_not_fetched_from_unless_allowed(
    publisher: Publisher, get: Fetch, host: str, here: Settings
) -> None:
    publisher.says("/a.csv", answer(body=LIST))
    with pytest.raises(FetchError, match="fetch_private") as raised:
        get(publisher.address("/a.csv", host), settings=here.model_copy(update={"fetch_private": []}))
    assert not raised.value.heals
    assert not publisher.asked


REAL = socket.getaddrinfo


class Names:
    """A name server that says each time something else."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, *how: Any, **more: Any) -> list[Any]:
        if host[0].isdigit():  # an address is none to ask for
            return REAL(host, port, *how, **more)
        self.asked.append(host)
        address = self.answers.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]


def test_a_name_that_means_something_else_the_second_time(
    publisher: Publisher, get: Fetch, monkeypatch: pytest.MonkeyPatch, here: Settings
) -> None:
    names = Names("127.0.0.1", "169.254.169.254")
    monkeypatch.setattr("loader.fetch.network.socket.getaddrinfo", names)
    publisher.says("/a.csv", answer(body=LIST))
    assert said(get(publisher.address("/a.csv", "lists.example"))) == LIST
    assert names.asked == ["lists.example"]  # asked once; the judged address itself was connected to
    assert f"host: lists.example:{publisher.port}" in publisher.asked[0].lower()
    with pytest.raises(FetchError, match=r"lists.example is 169.254.169.254: on this machine or a private network"):
        get(publisher.address("/a.csv", "lists.example"))


def test_a_redirect_to_a_private_address(publisher: Publisher, get: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loader.fetch.network.socket.getaddrinfo", Names("127.0.0.1", "10.0.0.7"))
    there = publisher.address("/b.csv", "inner.lists.example")
    publisher.says("/a.csv", answer("302 Found", Location=there))
    with pytest.raises(FetchError, match=r"inner\.lists\.example is 10\.0\.0\.7") as raised:
        get(publisher.address("/a.csv", "lists.example"))
    assert not raised.value.heals


def test_a_name_that_nobody_knows_may_heal(get: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*asked: Any, **how: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("loader.fetch.network.socket.getaddrinfo", unknown)
    with pytest.raises(FetchError, match=r"lists\.example does not resolve") as raised:
        get("http://lists.example/a.csv")
    assert raised.value.heals


def test_redirects_of_the_same_site_are_followed(publisher: Publisher, get: Fetch) -> None:
    publisher.says("/1", answer("301 Moved", Location="/2"))
    publisher.says("/2", answer("307 Temporary", Location=publisher.address("/actors_20240601.csv")))
    publisher.says("/actors_20240601.csv", answer(body=LIST))
    fetched = get(publisher.address("/1"))
    assert (said(fetched), fetched.input.names["actors"].name) == (LIST, "actors_20240601.csv")


ELSEWHERE = {
    "another host": ("http://example.org/a", "another site"),
    "another port": ("http://127.0.0.1:1/a", "another site"),
    "an address below": ("http://x.127.0.0.1/a", "another site"),
    "a loop": ("/a.csv", "without end"),
    "another scheme": ("file:///etc/passwd", "neither http nor https"),
    "nowhere": ("", "to nowhere"),
    "no address": ("http://[", "another site"),
}


@pytest.mark.parametrize("case", ELSEWHERE.values(), ids=ELSEWHERE)
def test_other_redirects_are_not(publisher: Publisher, get: Fetch, case: tuple[str, str]) -> None:
    location, words = case
    with pytest.raises(FetchError, match=words) as raised:
        get(publisher.says("/a.csv", answer("302 Found", Location=location)))
    assert not raised.value.heals
    assert len(publisher.asked) == 1


def test_redirects_end(publisher: Publisher, get: Fetch) -> None:
    for number in range(20):
        publisher.says(f"/{number}", answer("302 Found", Location=f"/{number + 1}"))
    with pytest.raises(FetchError, match="without end"):
        get(publisher.address("/0"))
    assert len(publisher.asked) < 10


def test_a_host_that_the_manifest_names_is_trusted(publisher: Publisher, get: Fetch) -> None:
    publisher.says("/1", answer("302 Found", Location=publisher.address("/2", "localhost")))
    publisher.says("/2", answer(body=LIST))
    with pytest.raises(FetchError, match="another site"):
        get(publisher.address("/1"))
    assert said(get({"address": publisher.address("/1"), "hosts": ["localhost"]})) == LIST


FIRST = "https://www.example.org/list"
STEPS = {
    "http up to https": ("http://www.example.org/list", "https://www.example.org/list", True),
    "https down to http": (FIRST, "http://www.example.org/list", False),
    "without www": (FIRST, "https://example.org/list", True),
    "a host below": (FIRST, "https://files.example.org/list", True),
    "a host beside, by its letters": (FIRST, "https://notexample.org/list", False),
    "the host as a part": (FIRST, "https://example.org.evil.test/list", False),
    "the host as a user": (FIRST, "https://www.example.org@evil.test/list", False),
    "another port": (FIRST, "https://www.example.org:8443/list", False),
    "the same port in full": (FIRST, "https://www.example.org:443/other", True),
    "without scheme": (FIRST, "//cdn.example.org/list", True),
    "without scheme, elsewhere": (FIRST, "//evil.test/list", False),
}


@pytest.mark.parametrize(("here", "there", "allowed"), STEPS.values(), ids=STEPS)
def test_the_same_site(here: str, there: str, allowed: bool) -> None:
    origin = SourceLocation(address=here)
    if allowed:
        assert followed(origin, URL(here), there, [URL(here)]).host.endswith("example.org")
    else:
        with pytest.raises(FetchError):
            followed(origin, URL(here), there, [URL(here)])


def test_no_proxy_of_the_environment_is_used(publisher: Publisher, get: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert said(get(publisher.says("/a.csv", answer(body=LIST)))) == LIST


def test_a_proxy_that_is_set_is_used(publisher: Publisher, get: Fetch, here: Settings) -> None:
    publisher.says("http://lists.example/a.csv", answer(body=LIST))
    proxied = here.model_copy(update={"fetch_proxy": publisher.address(""), "fetch_private": []})
    assert said(get("http://lists.example/a.csv", settings=proxied)) == LIST
    for private in ("http://127.0.0.1/a.csv", "http://localhost/a.csv", "http://x.localhost/a.csv"):
        with pytest.raises(FetchError, match="fetch_private"):
            get(private, settings=proxied)
