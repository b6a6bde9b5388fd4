"""Routes that take one JSON object from a page of ours and answer with one."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import msgspec
from flask import Blueprint, Response, abort, request

from cypher.errors import FaultlinesError

Asked = TypeVar("Asked")
SMALL = 100_000
"""Bytes of a request that carries no text of a person's."""


def protect(routes: Blueprint, largest: int = SMALL) -> None:
    """Refuse what does not come from our own page: another site can send neither the header nor JSON unasked."""

    def check() -> None:
        if request.headers.get("X-Faultlines") != routes.name or not request.is_json:
            abort(403)
        if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            abort(403)
        if (request.content_length or 0) > largest:
            abort(413)

    routes.before_request(check)


def in_words(error: FaultlinesError, asked: object) -> dict[str, Any]:
    """A failure as an answer."""
    return {"failed": str(error)}


def posted(
    routes: Blueprint,
    path: str,
    kind: type[Asked],
    failed: Callable[[FaultlinesError, Asked], dict[str, Any]] = in_words,
) -> Callable[[Callable[[Asked], Any]], Callable[[], Response]]:
    """Declare a route: its function gets what was asked, and its failures become answers in words."""

    def declare(function: Callable[[Asked], Any]) -> Callable[[], Response]:
        @routes.post(f"/{path}")
        @wraps(function)
        def answer() -> Response:
            try:
                asked = msgspec.json.decode(request.get_data(), type=kind)
            except msgspec.MsgspecError:
                abort(400)
            try:
                found = function(asked)
            except FaultlinesError as error:
                found = failed(error, asked)
            return found if isinstance(found, Response) else told(found)

        return answer

    return declare


def told(found: Any) -> Response:
    """An answer as JSON, kept by nobody on the way."""
    body = json.dumps(found, ensure_ascii=False, allow_nan=False, default=str)
    return Response(body, mimetype="application/json", headers={"Cache-Control": "no-store"})
