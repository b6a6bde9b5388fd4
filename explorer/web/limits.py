"""What no request may do: send more than a page of ours ever does, or write what it sent into the log."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

from dash.exceptions import DependencyException
from flask import Flask, Response, request

LARGEST = 16 << 20
"""Bytes of a request's body: a canvas of 5,000 actors takes less than a tenth of it."""
LINE = 300
"""Characters of a line in the log that tell of a failure."""
LOG = logging.getLogger(__name__)


def limit_requests(app: Flask) -> None:
    """Bound what a request sends and leaves behind."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST
    app.register_error_handler(DependencyException, no_such_script)
    app.log_exception = log_failure  # type: ignore[method-assign, assignment]


def no_such_script(error: Exception) -> Response:
    """The answer to who asks for a script that no component has."""
    return Response("there is no such script\n", 404, mimetype="text/plain")


def log_failure(failure: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
    """A failure with its traceback, each line cut off where it may repeat what was sent."""
    lines = [line for text in traceback.format_exception(*failure) for line in text.splitlines()]
    shown = "\n".join(line if len(line) <= LINE else f"{line[:LINE]} …" for line in lines[-60:])
    LOG.error("failed: %s %s\n%s", request.method, request.path[:LINE], shown)
