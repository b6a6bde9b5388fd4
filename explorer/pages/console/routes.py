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
from cypher.errors import UsageError
from cypher.library.library import Library
from explorer.access.roles import Role, current_visitor, is_withheld
from explorer.bounds import Number, Short
from explorer.pages.console.session import EXTENSION, ConsoleSession, run_failure
from explorer.parameters import ParameterField, field_value, query_fields, short_text
from explorer.web.posting import json_route, only_own_pages

routes = Blueprint("console", __name__, url_prefix="/console")
LARGEST = 12_000_000
"""Bytes of a request: the text and its parameters, as the guard takes them."""
only_own_pages(routes, LARGEST)


class ConsoleRequest(msgspec.Struct):
    """What the page says: who asks (a tab), which run, what."""

    client: Short
    run: Short = ""
    text: str = ""
    parameters: dict[str, ParameterField] = {}
    mode: Literal["run", "explain", "profile"] = "run"
    cursor: Number = 0
    asked: bool = True
    name: Short = ""
    form: Short = ""


def console_session() -> ConsoleSession:
    """The console of the app that answers this request."""
    held: ConsoleSession = current_app.extensions[EXTENSION]
    return held


def named_queries() -> Library:
    """The named queries, also while the graph is unreachable."""
    return console_session().library()


def console_route(path: str) -> Callable[[Callable[[ConsoleRequest], Any]], Callable[[], Response]]:
    """Declare a route; what goes wrong is said as the end of a run, with its place in the text."""
    return json_route(routes, path, ConsoleRequest, lambda error, body: run_failure(error, body.text))


def check_statement(text: str) -> None:
    """UsageError for a reader's own statement: theirs are the named queries, but those about rejected rows."""
    if current_visitor().may(Role.ANALYST):
        return
    for query in named_queries().queries.values():
        if short_text(query).strip() == text.strip():
            if is_withheld(query):
                raise UsageError(f"{query.name} tells of what is not accepted: only an analyst or an admin may ask it")
            return
    raise UsageError("only an analyst or an admin may ask a statement of their own: take a query from the sidebar")


def parameter_values(body: ConsoleRequest) -> dict[str, Any]:
    """The parameters' values."""
    return {name: field_value(name, field) for name, field in body.parameters.items()}


@console_route("complete")
def complete_text(body: ConsoleRequest) -> dict[str, Any]:
    """What may stand at the cursor."""
    words = console_session().words
    completion = complete(
        body.text, body.cursor, words.now(), body.parameters, actors=words.find_actors, explicit=body.asked
    )
    return {"start": completion.start, "candidates": [asdict(suggestion) for suggestion in completion.suggestions]}


@console_route("query")
def named_query(body: ConsoleRequest) -> dict[str, Any]:
    """A named query's text, with a field for each parameter."""
    query = named_queries().find(body.name)
    return {"text": short_text(query), "parameters": query_fields(query)}


@console_route("run")
def run_statement(body: ConsoleRequest) -> dict[str, Any]:
    """The answer of a statement; it ends early when it is cancelled or when the browser has left."""
    check_statement(body.text)
    return console_session().run(body.client, body.run, body.text, parameter_values(body), body.mode, browser_gone())


@console_route("cancel")
def cancel_statement(body: ConsoleRequest) -> dict[str, Any]:
    """Cut off a statement that runs for this tab."""
    cancelling = console_session().cancel(body.client, body.run)
    return {
        "state": "cancelling" if cancelling else "unknown",
        "message": "" if cancelling else "It is not running here.",
    }


@console_route("watch")
def runaway_status(body: ConsoleRequest) -> dict[str, Any]:
    """Whether a statement keeps running after its end, and what helps."""
    status = console_session().watch()
    return status | {"restart": status["restart"] and current_visitor().may(Role.ADMIN)}


@console_route("restart")
def restart_graph(body: ConsoleRequest) -> dict[str, Any]:
    """Restart the embedded server; where nobody logs in, only from this machine itself."""
    by = current_visitor().name
    if by is None and (not is_local(request.host) or "X-Forwarded-For" in request.headers):
        abort(403)
    return console_session().restart(by)


@console_route("export")
def export_rows(body: ConsoleRequest) -> Response:
    """Every row of a statement in a file; it is sent when it is whole."""
    check_statement(body.text)
    form, path = console_session().export(
        body.client, body.run, body.text, parameter_values(body), body.form, browser_gone()
    )
    file = path.open("rb")  # closed by the answer; the name may go at once
    rmtree(path.parent, ignore_errors=True)
    name = f"faultlines-{datetime.now(UTC):%Y%m%d-%H%M%S}.{form.suffix}"
    answer = send_file(file, mimetype="application/octet-stream", as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def browser_gone() -> Callable[[], bool]:
    """Tells whether the browser that asked has gone; a server that can't tell says no."""
    if (connection := request.environ.get("gunicorn.socket")) is not None:
        return lambda: hung_up(connection)
    disconnected: Callable[[], bool] = request.environ.get("waitress.client_disconnected", lambda: False)
    return disconnected


def hung_up(connection: socket.socket) -> bool:
    """Whether the other end of a connection has closed it."""
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def is_local(host: str) -> bool:
    """Whether a request names this machine by an address or as localhost."""
    name = host.rsplit(":", 1)[0].strip("[]") if not host.endswith("]") else host.strip("[]")
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name == "localhost"
    return True
