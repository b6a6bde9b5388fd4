"""One address: asked with what is known of it, streamed to a file, hashed while it comes."""

from __future__ import annotations

import gzip
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote

import httpcore
import httpx

from cypher.errors import FetchError
from cypher.settings import Settings, bytes_of
from loader.catalogue.origin import SourceLocation, format_location
from loader.catalogue.pattern import EndlessPatternError, pattern_of
from loader.fetch.files import IncomingFile
from loader.fetch.network import Deadline, Stream, Transport
from loader.fetch.site import REDIRECTS, followed
from loader.fetch.unpack import GZIP, ZIP, first_bytes

HEALING = frozenset({408, 425, 429, *range(500, 600)}) - {501, 505}
GONE = frozenset({404, 410})
ENDED = (GZIP, *ZIP)
"""How files begin whose own end shows whether they are whole."""
LONGEST_POINTER = 65536
"""Bytes of a text that says where the newest edition is."""
PAGE, PAGE_HEAD = (b"<!doctype html", b"<html"), 1024
PATIENCE = 86400.0
"""No Retry-After is believed beyond a day."""


class Missing(FetchError):
    """Nothing is at that address."""


@dataclass(frozen=True)
class Tags:
    """What a publisher says of an edition, by which it is asked whether there is a newer one."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The conditions of a request."""
        conditions = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        # A tag with a byte beyond ASCII can't be sent back as it came: the edition is fetched again instead.
        return {name: value for name, value in conditions.items() if value and value.isascii() and value.isprintable()}


@dataclass(frozen=True)
class Download:
    """What came from an address; without a file when nothing is new."""

    address: str
    tags: Tags
    name: str
    file: Path | None
    sha256: str | None
    size: int
    gzipped: bool


def download_origin(
    settings: Settings, origin: SourceLocation, known: Tags, draft: IncomingFile, now: datetime
) -> Download:
    """Fetch what an address has; FetchError says what went wrong and whether it may heal."""
    deadline = Deadline(settings.fetch_total)
    wait = httpx.Timeout(settings.fetch_wait)
    headers = {"User-Agent": "faultlines", "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}
    with (
        network_errors(origin, deadline),
        httpx.Client(transport=Transport(settings, deadline), timeout=wait, trust_env=False) as client,
    ):
        client.headers = httpx.Headers(headers)
        first = httpx.URL(origin.address or "")
        if origin.pointer is None:
            return request(settings, client, origin, first, known, draft, now)
        with IncomingFile(settings) as note:
            came = request(settings, client, origin, first, known, note, now)
            if came.file is None:
                return came
            there = followed(origin, httpx.URL(came.address), pointed(origin.pointer, came), [], "points")
        edition = request(settings, client, origin, there, Tags(), draft, now)
        # Whether there is a newer edition is for the pointer to say.
        return replace(edition, tags=came.tags)


def request(
    settings: Settings,
    client: httpx.Client,
    origin: SourceLocation,
    here: httpx.URL,
    known: Tags,
    draft: IncomingFile,
    now: datetime,
) -> Download:
    """What an address has, wherever on the same site it redirects to."""
    been: list[httpx.URL] = []
    while True:
        been.append(here)
        with client.stream("GET", here, headers=known.headers(), follow_redirects=False) as answer:
            if answer.status_code not in REDIRECTS:
                return received(settings, answer, known, draft, now)
            here = followed(origin, here, answer.headers.get("location"), been)


def pointed(pattern: str, came: Download) -> str:
    """The address of the newest edition that a text names; FetchError when it names none."""
    assert came.file is not None  # noqa: S101
    with came.file.open("rb") as file:
        packed = file.read(LONGEST_POINTER + 1)
    if len(packed) > LONGEST_POINTER:
        raise FetchError(f"it is longer than {LONGEST_POINTER:,} bytes, and no pointer to an edition", heals=False)
    try:
        text = gzip.decompress(packed) if came.gzipped else packed
        address = pattern_of(pattern).found(text[:LONGEST_POINTER].decode("utf-8-sig"))
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, EndlessPatternError):
        address = ""
    if not address:
        raise FetchError(f"it names no address like {pattern} (from: pointer)", heals=True)
    return address


def received(settings: Settings, answer: httpx.Response, known: Tags, draft: IncomingFile, now: datetime) -> Download:
    """The body of an answer in the draft; FetchError for any answer but 200 and 304."""
    status, headers = answer.status_code, answer.headers
    address = str(answer.url)
    if status == 304 and known.headers():
        tags = Tags(headers.get("etag") or known.etag, headers.get("last-modified") or known.modified)
        return Download(address, tags, "", None, None, 0, False)
    if status != 200:
        refuse_status(answer, now)
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip"):
        raise FetchError(f"it is packed as {encoding!r}, although only gzip was asked for", heals=False)
    most = bytes_of(settings.fetch_size)
    length = int(headers["content-length"]) if headers.get("content-length", "").isdigit() else None
    reject_large_answer(length or 0, settings)
    assert isinstance(answer.stream, httpx.SyncByteStream)  # noqa: S101
    for piece in answer.stream:  # as it came; iter_raw would close before a surplus is seen
        draft.write(piece)
        if draft.size > most:
            reject_large_answer(draft.size, settings)
    stream = answer.extensions["network_stream"].get_extra_info("faultlines")
    if length is not None and isinstance(stream, Stream) and stream.surplus(length):
        raise FetchError(f"it sent more than the announced {length:,} bytes", heals=True)
    draft.close()
    reject_endless(draft, headers)
    reject_page(draft.path, headers.get("content-type", ""))
    tags = Tags(headers.get("etag"), headers.get("last-modified"))
    name = unquote(answer.url.path.rpartition("/")[2])
    return Download(address, tags, name, draft.path, draft.close(), draft.size, encoding.endswith("gzip"))


def reject_endless(draft: IncomingFile, headers: httpx.Headers) -> None:
    """Raise FetchError for an answer that breaks off unnoticed: it has no length, no chunks, and no end of its own."""
    measured = "content-length" in headers or "transfer-encoding" in headers
    if not measured and not first_bytes(draft.path).startswith(ENDED):
        raise FetchError(
            "it says neither its length nor where it ends, so that nobody can tell whether it came whole: "
            "download it, and load it with --file",
            heals=True,
        )


def reject_page(path: Path, content_type: str) -> None:
    """Raise FetchError for a web page in place of a file, such as one that asks for a login, though it says 200."""
    with path.open("rb") as file:
        beginning = file.read(PAGE_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if beginning.startswith(PAGE):
        kind = f" ({content_type})" if content_type else ""
        raise FetchError(f"it is a web page{kind}, perhaps one that asks for a login, and no file of data", heals=True)


def reject_large_answer(size: int, settings: Settings) -> None:
    """Raise FetchError for more than one address may send."""
    if size > bytes_of(settings.fetch_size):
        raise FetchError(
            f"it sends more than {settings.fetch_size}: if that is expected, raise the setting fetch_size", heals=False
        )


def refuse_status(answer: httpx.Response, now: datetime) -> None:
    """Raise FetchError for an answer that brings no file."""
    status = answer.status_code
    words = f"the server answered {status} {answer.reason_phrase}".rstrip()
    if status in GONE:
        raise Missing(words, heals=False)
    after = retry_after(answer.headers.get("retry-after"), now) if status in HEALING else None
    if after is not None:
        words += f", and asks to come back in {after:.0f} s"
    raise FetchError(words, heals=status in HEALING, retry_after=after)


def retry_after(header: str | None, now: datetime) -> float | None:
    """Seconds until a server wants to be asked again: it gives them, or a date."""
    if not header:
        return None
    if header.strip().isdigit():
        return min(float(header), PATIENCE)
    date = parsed(header)
    return min(max((date - now).total_seconds(), 0.0), PATIENCE) if date else None


def parsed(text: str | None) -> datetime | None:
    """A date of HTTP; None when it is none."""
    try:
        date = parsedate_to_datetime(text or "")
    except (ValueError, TypeError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


@contextmanager
def network_errors(origin: SourceLocation, deadline: Deadline) -> Iterator[None]:
    """What goes wrong on the way, as a FetchError that names the address."""
    place = format_location(origin.address or "")
    try:
        yield
    except FetchError as error:
        kind = Missing if isinstance(error, Missing) else FetchError
        raise kind(f"{place}: {error}", heals=error.heals, retry_after=error.retry_after) from error
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        words = deadline.words if deadline.is_over else "no more data arrived (fetch_wait)"
        raise FetchError(f"{place}: {words}", heals=True) from error
    except (httpcore.ConnectError, httpx.ConnectError) as error:
        if bad := certificate(error):
            raise FetchError(f"{place}: its certificate is not trusted: {bad}", heals=False) from error
        raise FetchError(f"{place}: no connection: {error}", heals=True) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, httpx.TransportError) as error:
        raise FetchError(f"{place}: the answer broke off or is not HTTP: {error}", heals=True) from error
    except httpx.InvalidURL as error:
        raise FetchError(f"{place}: no address: {error}", heals=False) from error


def certificate(error: BaseException | None) -> str | None:
    """What is wrong with a certificate, when that was the cause."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_message
        error = error.__cause__ or error.__context__
    return None
