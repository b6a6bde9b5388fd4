"""The routes of the console: each takes one JSON object from our own page and answers with one."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from shutil import rmtree
from typing import Any, Literal

import msgspec
from flask import Blueprint, Response, abort, current_app, request, send_file

from cypher.editing.completion import complete
from cypher.library.library import Library
from explorer.console.desk import EXTENSION, Desk, ended
from explorer.console.given import Given, fields, short, value
from explorer.posting import posted, protect

routes = Blueprint("console", __name__, url_prefix="/console")
LARGEST = 12_000_000
"""Bytes of a request: the text and its parameters, as the guard takes them."""
protect(routes, LARGEST)


class Asked(msgspec.Struct):
    """What the page says: who asks (a tab), which run, what."""

    client: str
    run: str = ""
    text: str = ""
    parameters: dict[str, Given] = {}
    mode: Literal["run", "explain", "profile"] = "run"
    cursor: int = 0
    asked: bool = True
    name: str = ""
    form: str = ""


def desk() -> Desk:
    """The desk of the app that answers this request."""
    found: Desk = current_app.extensions[EXTENSION]
    return found


def library() -> Library:
    """The named queries, also while the graph is away."""
    return desk().library()


def route(path: str) -> Callable[[Callable[[Asked], Any]], Callable[[], Response]]:
    """Declare a route; what goes wrong is said as the end of a run, with its place in the text."""
    return posted(routes, path, Asked, lambda error, asked: ended(error, asked.text))


def values(asked: Asked) -> dict[str, Any]:
    """The parameters' values."""
    return {name: value(name, given) for name, given in asked.parameters.items()}


@route("complete")
def completing(asked: Asked) -> dict[str, Any]:
    """What may stand at the cursor."""
    found = complete(asked.text, asked.cursor, desk().words.now(), asked.parameters, explicit=asked.asked)
    return {"start": found.start, "candidates": [asdict(suggestion) for suggestion in found.suggestions]}


@route("query")
def query(asked: Asked) -> dict[str, Any]:
    """A named query's text, with a field for each parameter."""
    found = library().find(asked.name)
    return {"text": short(found), "parameters": fields(found)}


@route("run")
def run(asked: Asked) -> dict[str, Any]:
    """The answer of a statement; it ends early when it is cancelled or when the browser has left."""
    return desk().run(asked.client, asked.run, asked.text, values(asked), asked.mode, left())


@route("cancel")
def cancel(asked: Asked) -> dict[str, Any]:
    """Cut off a statement that runs for this tab."""
    found = desk().cancel(asked.client, asked.run)
    return {"state": "cancelling" if found else "unknown", "message": "" if found else "It is not running here."}


@route("watch")
def watch(asked: Asked) -> dict[str, Any]:
    """Whether a statement goes on burning after its end, and what helps."""
    return desk().watch()


@route("restart")
def restart(asked: Asked) -> dict[str, Any]:
    """Restart the embedded server; only from this machine itself, so that no name of another site will do."""
    if not local(request.host) or "X-Forwarded-For" in request.headers:
        abort(403)
    return desk().restart()


@route("export")
def export(asked: Asked) -> Response:
    """Every row of a statement in a file; it is sent when it is whole."""
    form, path = desk().export(asked.client, asked.run, asked.text, values(asked), asked.form, left())
    file = path.open("rb")  # closed by the answer; the name may go at once
    rmtree(path.parent, ignore_errors=True)
    name = f"faultlines-{datetime.now(UTC):%Y%m%d-%H%M%S}.{form.suffix}"
    answer = send_file(file, mimetype="application/octet-stream", as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def left() -> Callable[[], bool]:
    """Tells whether the browser that asked has gone; a server that can't tell says no."""
    if (connection := request.environ.get("gunicorn.socket")) is not None:
        return lambda: hung_up(connection)
    found: Callable[[], bool] = request.environ.get("waitress.client_disconnected", lambda: False)
    return found


def hung_up(connection: socket.socket) -> bool:
    """Whether the other end of a connection has closed it."""
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def local(host: str) -> bool:
    """Whether a request names this machine by an address or as localhost."""
    name = host.rsplit(":", 1)[0].strip("[]") if not host.endswith("]") else host.strip("[]")
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name == "localhost"
    return True
