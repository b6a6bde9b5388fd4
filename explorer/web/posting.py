"""Routes that take one JSON object from a page of ours and answer with one."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import msgspec
from flask import Blueprint, Response, abort, request

from cypher.errors import FaultlinesError
from explorer.web.shapes import reject

Body = TypeVar("Body")
SMALL = 100_000
"""Bytes of a request that carries no text of a person's."""


class EmptyRequest(msgspec.Struct):
    """An empty body."""


def only_own_pages(routes: Blueprint, largest: int = SMALL) -> None:
    """Reject what does not come from our own page: another site can send neither the header nor JSON unasked."""

    def check() -> None:
        if request.headers.get("X-Faultlines") != routes.name or not request.is_json:
            abort(403)
        if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            abort(403)
        if (request.content_length or 0) > largest:
            abort(413)

    routes.before_request(check)


def failure_answer(error: FaultlinesError, body: object) -> dict[str, Any]:
    """A failure as an answer."""
    return {"failed": str(error)}


def json_route(
    routes: Blueprint,
    path: str,
    kind: type[Body],
    failed: Callable[[FaultlinesError, Body], dict[str, Any]] = failure_answer,
) -> Callable[[Callable[[Body], Any]], Callable[[], Response]]:
    """Declare a route: its function gets the body, and its failures become answers in words."""

    def declare(function: Callable[[Body], Any]) -> Callable[[], Response]:
        @routes.post(f"/{path}")
        @wraps(function)
        def answer() -> Response:
            try:
                body = msgspec.json.decode(request.get_data(), type=kind)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                reject(str(error))
            try:
                result = function(body)
            except FaultlinesError as error:
                result = failed(error, body)
            return result if isinstance(result, Response) else json_response(result)

        return answer

    return declare


def json_response(content: Any) -> Response:
    """An answer as JSON, kept by nobody on the way."""
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, default=str)
    return Response(body, mimetype="application/json", headers={"Cache-Control": "no-store"})
