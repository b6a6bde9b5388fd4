"""Compresses texts on their way to the browser; what never changes under its name is compressed once and kept."""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Response, request

SMALL = 1_000
"""Bytes below which compressing saves nothing."""
TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml")
KEPT = 64
"""Files that are kept compressed: all of Dash's and ours are about 30, 1.4 MB."""


def compress(response: Response) -> Response:
    """Send a text compressed to a browser that takes it so."""
    if (
        response.status_code != 200
        or "Content-Encoding" in response.headers
        or not (response.mimetype or "").startswith(TEXTS)
        or request.accept_encodings.quality("gzip") <= 0
    ):
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < SMALL:
        return response
    response.set_data(
        packed_once(body) if "max-age=31536000" in response.headers.get("Cache-Control", "") else pack(body)
    )
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    if etag := response.get_etag()[0]:
        response.set_etag(f"{etag}-gzip", weak=True)
    return response


def pack(body: bytes, level: int = 5) -> bytes:
    """The bytes compressed; the same input gives the same output."""
    return gzip.compress(body, level, mtime=0)


@lru_cache(KEPT)
def packed_once(body: bytes) -> bytes:
    """The bytes compressed as far as it goes."""
    return pack(body, 9)
