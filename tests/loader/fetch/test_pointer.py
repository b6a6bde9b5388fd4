"""A text at an address that says where the newest edition is."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cypher.errors import FetchError, InputError
from tests.loader.fetch.conftest import Fetch
from tests.loader.fetch.publisher import Publisher, answer

LIST = b"key,name,kind\na,Alpha,state\n"
LIKE = r"https?://\S+\.actors\.csv\.zip"


def zipped(name: str, body: bytes = LIST) -> bytes:
    """A zip of one file."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return held.getvalue()


def editions(publisher: Publisher, edition: str) -> bytes:
    """What says where two files of an edition are."""
    base = publisher.address("/lists")
    return f"17 0a1b {base}/{edition}.other.csv.zip\n42 2c3d {base}/{edition}.actors.csv.zip\n".encode()


def pointing(address: str) -> dict[str, str]:
    """An origin that a pointer stands at."""
    return {"address": address, "pointer": LIKE}


def test_the_newest_edition_is_fetched_once(publisher: Publisher, get: Fetch) -> None:
    origin = pointing(publisher.says("/latest.txt", answer(body=editions(publisher, "20240228120000"), ETag='"1"')))
    publisher.says("/lists/20240228120000.actors.csv.zip", answer(body=zipped("20240228120000.actors.csv")))
    came = get(origin)
    assert came.input.parts["actors"].read_bytes() == LIST
    assert came.input.names["actors"] == Path("20240228120000.actors.csv")
    publisher.says("/latest.txt", answer("304 Not Modified"))
    assert get(origin).same
    assert ["latest" in head for head in publisher.asked] == [True, False, True]
    assert 'if-none-match: "1"' in publisher.asked[-1].lower()
    body = gzip.compress(editions(publisher, "20240228121500"))
    publisher.says("/latest.txt", answer(body=body, ETag='"2"', Content_Encoding="gzip"))
    publisher.says("/lists/20240228121500.actors.csv.zip", answer(body=zipped("20240228121500.actors.csv", LIST * 2)))
    assert get(origin).input.names["actors"] == Path("20240228121500.actors.csv")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"nothing here\n", "names no address like"),
        (b"http://elsewhere.example/1.actors.csv.zip\n", "points to .*another site"),
        (b"\xff\xfe\x00\n", "names no address like"),
        (b" " * 70_000, "no pointer to an edition"),
    ],
    ids=["none", "another site", "no text", "too long"],
)
def test_a_pointer_to_nowhere_is_named(publisher: Publisher, get: Fetch, text: bytes, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        get(pointing(publisher.says("/latest.txt", answer(body=text))))


@pytest.mark.parametrize("origin", [{"folder": ".", "pointer": LIKE}, {"address": "http://a.example", "pointer": "("}])
def test_a_wrong_pointer_is_refused_with_the_manifest(get: Fetch, origin: Any) -> None:
    with pytest.raises(InputError, match="from"):
        get(origin)
