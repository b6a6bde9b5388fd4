"""What publishers answer, and what becomes of it."""

from __future__ import annotations

import gzip
import io
import random
import resource
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from cypher.errors import FetchError, InputError, UsageError
from cypher.settings import Settings
from loader.archive.fetched import read_known
from tests.loader.fetch.conftest import Fetch
from tests.loader.fetch.publisher import Publisher, answer

LIST = b"key,name,kind\na,Alpha,state\n"
OTHER = b"key,name,kind\nb,Beta,state\n"
MONDAY = "Mon, 03 Jun 2024 08:00:00 GMT"
NOW = datetime(2024, 6, 5, 12, tzinfo=UTC)


def zipped(**members: bytes) -> bytes:
    """A zip of these files."""
    return zipped_by(zipfile.ZIP_DEFLATED, **members)


def zipped_by(method: int, **members: bytes) -> bytes:
    """A zip of these files, packed by this method."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return held.getvalue()


def bomb(size: int) -> bytes:
    """A gzip file that swells to so many bytes of nothing."""
    held = io.BytesIO()
    with gzip.open(held, "wb", compresslevel=9) as file:
        piece = bytes(1 << 20)
        for _ in range(size >> 20):
            file.write(piece)
    return held.getvalue()


def said(fetched: Any, part: str = "actors") -> bytes:
    """The bytes of a fetched part."""
    content: bytes = fetched.input.parts[part].read_bytes()
    return content


def drafts(settings: Settings) -> list[Path]:
    """What is left of fetches on their way."""
    return list((settings.home / "archive" / "incoming").glob("*"))


def test_a_file_goes_into_the_archive(publisher: Publisher, get: Fetch, here: Settings) -> None:
    address = publisher.says("/sdn/actors.csv?key=secret", answer(body=LIST, ETag='"1"', Last_Modified=MONDAY))
    fetched = get(address)
    assert said(fetched) == LIST
    assert fetched.input.parts["actors"].name == sha256(LIST).hexdigest()
    assert (fetched.input.names["actors"], fetched.input.dated["actors"]) == (Path("actors.csv"), date(2024, 6, 3))
    part = read_known(here, "tiny")["actors"]
    assert (part.etag, part.modified, part.size) == ('"1"', MONDAY, len(LIST))
    assert part.address == publisher.address("/sdn/actors.csv?…")
    assert "secret" not in (here.home / "fetched" / "tiny.json").read_text()
    assert not fetched.same
    assert not drafts(here)


def test_nothing_new_is_not_sent_again(publisher: Publisher, get: Fetch, here: Settings) -> None:
    address = publisher.says("/a.csv", answer(body=LIST, ETag='"1"', Last_Modified=MONDAY))
    get(address)
    assert "if-none-match" not in publisher.asked[-1].lower()
    publisher.says("/a.csv", answer("304 Not Modified", ETag='"1"'))
    fetched = get(address)
    assert 'if-none-match: "1"' in publisher.asked[-1].lower()
    assert f"if-modified-since: {MONDAY}".lower() in publisher.asked[-1].lower()
    assert fetched.same
    assert said(fetched) == LIST
    assert fetched.input.dated["actors"] == date(2024, 6, 3)
    publisher.says("/a.csv", answer(body=OTHER, ETag='"2"'))
    assert not get(address).same
    assert read_known(here, "tiny")["actors"].modified is None


@pytest.mark.parametrize("lost", ["the archived file", "the notes", "the address", "asked again"])
def test_no_conditions_when_the_answer_would_be_of_no_use(
    publisher: Publisher, get: Fetch, here: Settings, lost: str
) -> None:
    address = publisher.says("/a.csv", answer(body=LIST, ETag='"1"'))
    first = get(address)
    match lost:
        case "the archived file":
            first.input.parts["actors"].write_bytes(b"damaged")
        case "the notes":
            (here.home / "fetched" / "tiny.json").write_text("{")
        case "the address":
            address = publisher.says("/b.csv", answer(body=LIST, ETag='"1"'))
    fetched = get(address, again=lost == "asked again")
    assert "if-none-match" not in publisher.asked[-1].lower()
    assert said(fetched) == (LIST if lost != "the archived file" else said(first))


STATUSES = {
    "404 Not Found": (False, None),
    "403 Forbidden": (False, None),
    "410 Gone": (False, None),
    "304 Not Modified": (False, None),
    "206 Partial Content": (False, None),
    "500 Internal Server Error": (True, None),
    "502 Bad Gateway": (True, None),
    "501 Not Implemented": (False, None),
    "408 Request Timeout": (True, None),
}


@pytest.mark.parametrize(("status", "heals"), [(status, found[0]) for status, found in STATUSES.items()], ids=STATUSES)
def test_an_answer_without_a_file(publisher: Publisher, get: Fetch, here: Settings, status: str, heals: bool) -> None:
    address = publisher.says("/a.csv?key=secret", answer(status, b"sorry"))
    with pytest.raises(FetchError, match=status) as raised:
        get(address)
    assert raised.value.heals is heals
    assert "secret" not in str(raised.value)
    assert not drafts(here)


AFTER = {
    "120": 120,
    "Wed, 05 Jun 2024 12:00:30 GMT": 30,
    "Wed, 05 Jun 2024 11:00:00 GMT": 0,
    "99999999999": 86400,
    "soon": None,
    "": None,
}


@pytest.mark.parametrize(("header", "seconds"), AFTER.items(), ids=AFTER)
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_retry_after(publisher: Publisher, get: Fetch, status: str, header: str, seconds: float | None) -> None:
    address = publisher.says("/a.csv", answer(status, Retry_After=header))
    with pytest.raises(FetchError) as raised:
        get(address, now=NOW)
    assert raised.value.heals
    assert raised.value.retry_after == seconds


HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
BROKEN = {
    "cut off": (answer(body=LIST, Content_Length="1000"), "broke off"),
    "more than announced": (answer(body=LIST, Content_Length="10"), "more than the announced 10 bytes"),
    "a chunk cut off": (CHUNKED + b"1f\r\nkey,name", "broke off"),
    "no last chunk": (CHUNKED + b"3\r\nkey\r\n", "broke off"),
    "two lengths": (HEAD + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nkeyed", "not HTTP"),
    "a length that is none": (HEAD + b"Content-Length: many\r\n\r\nkey", "not HTTP"),
    "no HTTP": (b"220 ready\r\n\r\n", "not HTTP"),
    "nothing": (b"", "broke off"),
    "a redirect to no address": (answer("302 Found", Location="http://127.0.0.1:x/"), "not HTTP"),
    "half a head": (b"HTTP/1.1 200 OK\r\nContent-", "broke off"),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_a_broken_answer_is_not_taken(
    publisher: Publisher, get: Fetch, here: Settings, case: tuple[bytes, str]
) -> None:
    body, words = case
    with pytest.raises(FetchError, match=words) as raised:
        get(publisher.says("/a.csv", body))
    assert raised.value.heals
    assert not drafts(here)
    assert not read_known(here, "tiny")


UNMEASURED = HEAD + b"\r\n"


def test_an_answer_without_length_is_taken_where_it_ends_by_itself(
    publisher: Publisher, get: Fetch, here: Settings
) -> None:
    with pytest.raises(FetchError, match="neither its length nor where it ends"):
        get(publisher.says("/a.csv", UNMEASURED + LIST))
    assert not drafts(here)
    assert said(get(publisher.says("/a.csv.gz", UNMEASURED + gzip.compress(LIST)))) == LIST
    assert said(get(publisher.says("/a.zip", UNMEASURED + zipped(**{"a.csv": LIST})))) == LIST
    with pytest.raises(FetchError, match="cut off"):
        get(publisher.says("/b.csv.gz", UNMEASURED + gzip.compress(LIST * 99)[:60]))


@pytest.mark.parametrize("page", [b"<!DOCTYPE html><title>Log in</title>", b"\xef\xbb\xbf \n<HTML lang=en>", b"<html>"])
def test_a_page_that_asks_for_a_login_is_no_list(publisher: Publisher, get: Fetch, here: Settings, page: bytes) -> None:
    with pytest.raises(FetchError, match=r"a web page \(text/html\).*login") as raised:
        get(publisher.says("/a.csv", answer(body=page, Content_Type="text/html")))
    assert raised.value.heals
    assert not drafts(here)
    assert not read_known(here, "tiny")


@pytest.mark.parametrize("tag", ['ETag: "\u00e9"', 'ETag: "\x80\xff"', "Last-Modified: \u00e9"])
def test_a_tag_beyond_ascii_does_not_end_the_fetching(publisher: Publisher, get: Fetch, tag: str) -> None:
    body = HEAD + tag.encode("latin-1") + b"\r\nContent-Length: %d\r\n\r\n%s" % (len(LIST), LIST)
    address = publisher.says("/a.csv", body)
    for _ in range(3):
        assert said(get(address)) == LIST


def test_what_a_publisher_says_moves_no_cursor(publisher: Publisher, get: Fetch) -> None:
    with pytest.raises(FetchError) as raised:
        get(publisher.says("/a.csv", answer("404 \x1b]0;own\x07\x9b2J")))
    assert "404" in str(raised.value)
    assert str(raised.value).isprintable()


def test_what_is_fetched_is_for_this_user_alone(publisher: Publisher, get: Fetch, here: Settings) -> None:
    get(publisher.says("/a.csv", answer(body=LIST)))
    (kept,) = [path for path in (here.home / "archive").glob("??/*") if len(path.name) == 64]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    kept.write_bytes(b"rotten")
    assert said(get(publisher.says("/b.csv", answer(body=LIST)))) == LIST


def test_chunks_are_joined(publisher: Publisher, get: Fetch) -> None:
    body = b"".join(b"%x\r\n%s\r\n" % (1, bytes([letter])) for letter in LIST)
    assert said(get(publisher.says("/a.csv", CHUNKED + body + b"0\r\n\r\n"))) == LIST


DRIPS = {
    "the head": (HEAD, b"X-A: b\r\n"),
    "the body": (answer(Content_Length="1000000"), b"a"),
    "a body without end": (HEAD + b"\r\n", b"a"),
    "chunks": (CHUNKED, b"1\r\na\r\n"),
}


@pytest.mark.parametrize("case", DRIPS.values(), ids=DRIPS)
def test_a_slow_drip_ends_at_the_total(
    publisher: Publisher, get: Fetch, here: Settings, case: tuple[bytes, bytes]
) -> None:
    settings = here.model_copy(update={"fetch_total": 0.4})
    with pytest.raises(FetchError, match=r"within 0.4 s \(fetch_total\)") as raised:
        get(publisher.drips("/a.csv", *case, pause=0.02), settings=settings)
    assert raised.value.heals
    assert not drafts(here)


@pytest.mark.parametrize("first", [b"", HEAD, answer(body=LIST, Content_Length="1000")])
def test_silence_ends_at_the_wait(publisher: Publisher, get: Fetch, here: Settings, first: bytes) -> None:
    with pytest.raises(FetchError, match="fetch_wait") as raised:
        get(publisher.drips("/a.csv", first, b"", 60), settings=here.model_copy(update={"fetch_wait": 0.2}))
    assert raised.value.heals


def test_a_server_that_is_away_may_come_back(publisher: Publisher, get: Fetch) -> None:
    address = publisher.address("/a.csv")
    publisher.close()
    with pytest.raises(FetchError, match="no connection") as raised:
        get(address)
    assert raised.value.heals


@contextmanager
def room(size: int) -> Iterator[None]:
    """A disk on which no file may have more bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_full_disk(publisher: Publisher, get: Fetch, here: Settings, pack: Any) -> None:
    address = publisher.says("/list", answer(body=pack(random.Random(1).randbytes(20_000).hex().encode())))
    with pytest.raises(FetchError, match="it cannot be stored in") as raised, room(25_000):
        get(address)
    assert not raised.value.heals
    assert not drafts(here)
    assert get(address).input.size == 40_000


LARGE = {
    "announced": answer(body=LIST, Content_Length=str(1 << 30)),
    "not announced": HEAD + b"\r\n" + bytes(3000),
    "chunked": CHUNKED + b"bb8\r\n" + bytes(3000) + b"\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("body", LARGE.values(), ids=LARGE)
def test_too_much_is_not_taken(publisher: Publisher, get: Fetch, here: Settings, body: bytes) -> None:
    with pytest.raises(FetchError, match="fetch_size") as raised:
        get(publisher.says("/a.csv", body), settings=here.model_copy(update={"fetch_size": "2k"}))
    assert not raised.value.heals
    assert not drafts(here)


PACKED = {
    "gzip on the way": answer(body=gzip.compress(LIST), Content_Encoding="gzip"),
    "a gzip file": answer(body=gzip.compress(LIST)),
    "a gzip file, gzip on the way": answer(body=gzip.compress(gzip.compress(LIST)), Content_Encoding="gzip"),
    "two gzips in a row": answer(body=gzip.compress(LIST[:9]) + gzip.compress(LIST[9:])),
    "a zip of one": answer(body=zipped(**{"x/list.csv": LIST, "__MACOSX/._list.csv": b"-", "x/.DS_Store": b"-"})),
    "a zip of many": answer(body=zipped(**{"actors_2024.csv": LIST, "readme.txt": b"-"})),
    "a zip, gzip on the way": answer(body=gzip.compress(zipped(**{"a.csv": LIST})), Content_Encoding="gzip"),
}


@pytest.mark.parametrize("body", PACKED.values(), ids=PACKED)
def test_what_is_packed_is_unpacked(publisher: Publisher, get: Fetch, here: Settings, body: bytes) -> None:
    fetched = get(publisher.says("/list", body))
    assert said(fetched) == LIST
    assert fetched.input.names["actors"].suffix == ".csv"
    assert not drafts(here)


DAMAGED = {
    "cut off": (gzip.compress(LIST * 99)[:60], "gzip file is cut off", True),
    "another sum": (gzip.compress(LIST)[:-8] + bytes(8), "gzip file is damaged", False),
    "damaged inside": (gzip.compress(LIST)[:10] + b"\xff" * 40, "gzip file is damaged", False),
    "packed three times": (gzip.compress(gzip.compress(gzip.compress(LIST))), "too many times", False),
    "a zip cut off": (zipped(**{"a.csv": LIST * 99})[:80], "zip file is damaged", False),
    "a zip damaged inside": (zipped(**{"a.csv": LIST}).replace(b"Alpha", b"Omega"), "", False),
    "a zip of others": (zipped(**{"b.csv": LIST, "c.csv": LIST}), "the zip has no actors.csv", False),
    "a zip of two that fit": (zipped(**{"actors_1.csv": LIST, "actors_2.csv": LIST}), "name one", False),
    "a zip packed by bzip2": (zipped_by(zipfile.ZIP_BZIP2, **{"a.csv": LIST}), "neither stored nor deflated", False),
    "a zip packed by LZMA": (zipped_by(zipfile.ZIP_LZMA, **{"a.csv": LIST}), "neither stored nor deflated", False),
    "an empty zip": (zipped(), "the zip has no actors.csv", False),
}
DAMAGED["a zip damaged inside"] = (
    DAMAGED["a zip of others"][0][:40] + b"\xff\xff" + DAMAGED["a zip of others"][0][42:],
    "the zip has no",
    False,
)


@pytest.mark.parametrize("case", DAMAGED.values(), ids=DAMAGED)
def test_damaged_packing_is_refused(
    publisher: Publisher, get: Fetch, here: Settings, case: tuple[bytes, str, bool]
) -> None:
    body, words, heals = case
    with pytest.raises(FetchError, match=words) as raised:
        get(publisher.says("/list", answer(body=body)))
    assert raised.value.heals is heals
    assert not drafts(here)


BOMBS = {
    "gzip": (lambda: bomb(80 << 20), "over 250 times its size"),
    "gzip on the way": (lambda: bomb(2 << 20), "over 250 times its size"),
    "zip": (lambda: zipped(**{"a.csv": bytes(2 << 20)}), "over 250 times its size"),
    "larger than allowed": (lambda: gzip.compress(bytes(3 << 20)), "unpacks to more than 2m"),
    "a zip that says so": (lambda: zipped(**{"a.csv": bytes(3 << 20)}), "unpacks to more than 2m"),
}


@pytest.mark.parametrize("case", BOMBS.items(), ids=BOMBS)
def test_bombs_do_not_go_off(
    publisher: Publisher, get: Fetch, here: Settings, case: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, (make, words) = case
    if name != "gzip":  # the others are suspected sooner, and so are quicker to make
        monkeypatch.setattr("loader.fetch.unpack.UNSUSPECTED", 1 << 20)
    coding = {"Content_Encoding": "gzip"} if "way" in name else {}
    settings = here.model_copy(update={"fetch_unpacked": "2m"}) if "2m" in words else here
    with pytest.raises(FetchError, match=words) as raised:
        get(publisher.says("/list", answer(body=make(), **coding)), settings=settings)
    assert not raised.value.heals
    assert not drafts(here)


def test_a_zip_that_lies_about_its_size(publisher: Publisher, get: Fetch, here: Settings) -> None:
    body = zipped(**{"a.csv": bytes(3 << 20)})
    true, false = (3 << 20).to_bytes(4, "little"), (100).to_bytes(4, "little")
    with pytest.raises(FetchError, match=r"damaged|unpacks"):
        get(publisher.says("/list", answer(body=body.replace(true, false))), settings=here)
    assert not drafts(here)


def test_another_packing_is_not_guessed(publisher: Publisher, get: Fetch) -> None:
    with pytest.raises(FetchError, match="'br'"):
        get(publisher.says("/a.csv", answer(body=b"x", Content_Encoding="br")))


def test_a_member_is_named(publisher: Publisher, get: Fetch) -> None:
    address = publisher.says("/all.zip", answer(body=zipped(**{"x/one.csv": LIST, "x/two.csv": OTHER})))
    assert said(get({"address": address, "member": "two.csv"})) == OTHER
    assert said(get({"address": address, "member": "x/one*"})) == LIST
    with pytest.raises(FetchError, match=r"no file in the zip is called three.csv; there are: x/one.csv, x/two.csv"):
        get({"address": address, "member": "three.csv"})


TWO = {"actors": {"file": "actors.csv"}, "more": {"file": "more.csv", "optional": True}}


def test_one_zip_has_several_parts_and_is_fetched_once(publisher: Publisher, get: Fetch) -> None:
    both = zipped(**{"actors.csv": LIST, "more.csv": OTHER})
    address = publisher.says("/all.zip", answer(body=both, ETag='"1"'))
    fetched = get(address, parts=TWO)
    assert (said(fetched), said(fetched, "more"), len(publisher.asked)) == (LIST, OTHER, 1)
    publisher.says("/all.zip", answer("304 Not Modified"))
    assert get(address, parts=TWO).same
    publisher.says("/all.zip", answer(body=zipped(**{"actors.csv": LIST})))
    assert get(address, parts=TWO).input.parts.keys() == {"actors"}
    publisher.says("/all.zip", answer(body=LIST))
    with pytest.raises(FetchError, match="one file and no zip"):
        get(address, parts=TWO)


def test_each_part_has_its_own_address(publisher: Publisher, get: Fetch) -> None:
    parts = {
        "actors": {"file": "actors.csv", "from": publisher.says("/a", answer(body=LIST))},
        "more": {"file": "more.csv", "optional": True, "from": publisher.says("/m", answer("404 Not Found"))},
    }
    assert get(None, parts=parts).input.parts.keys() == {"actors"}
    publisher.says("/m", answer(body=OTHER))
    assert said(get(None, parts=parts), "more") == OTHER
    publisher.says("/m", answer("500 Down"))
    with pytest.raises(FetchError, match="500"):
        get(None, parts=parts)


def test_a_workbook_is_no_zip_to_take_apart(publisher: Publisher, get: Fetch) -> None:
    body = zipped(**{"xl/workbook.xml": b"<x/>"})
    parts = {"actors": {"file": "actors.xlsx"}}
    assert said(get(publisher.says("/a.xlsx", answer(body=body)), parts=parts)) == body


BENT: dict[str, Any] = {
    "another scheme": "ftp://example.org/a.csv",
    "a file's address": "file:///etc/passwd",
    "no host": "https:///a.csv",
    "two ways": {"address": "https://example.org", "file": "a.csv"},
    "no way": {"member": "a.csv"},
    "a pattern of an address": {"address": "https://example.org", "match": "*.csv"},
    "hosts of a folder": {"folder": ".", "hosts": ["example.org"]},
    "what nobody knows": {"address": "https://example.org", "often": True},
}


@pytest.mark.parametrize("origin", BENT.values(), ids=BENT)
def test_a_bent_origin_is_refused_with_the_manifest(get: Fetch, origin: Any) -> None:
    with pytest.raises(InputError, match="from"):
        get(origin)


def test_a_source_that_does_not_say_where(get: Fetch) -> None:
    with pytest.raises(UsageError, match="does not say where its files come from"):
        get(None)


def test_what_killed_fetches_left_is_swept(publisher: Publisher, get: Fetch, here: Settings) -> None:
    left = here.home / "archive" / "incoming" / "999999999-x.part"
    left.parent.mkdir(parents=True)
    left.write_text("half")
    get(publisher.says("/a.csv", answer(body=LIST)))
    assert not drafts(here)
