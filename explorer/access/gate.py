"""The one place where every request is looked at: has its sender logged in, and may they do this?"""

from __future__ import annotations

import hmac
from typing import Any
from urllib.parse import urlencode, urlsplit

import msgspec
from flask import Flask, Response, current_app, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from cypher.errors import FaultlinesError, UsageError
from cypher.settings import Settings
from explorer.access.roles import ANYBODY, CALLBACKS, PAGES, PUBLIC, ROUTES, UNATTENDED, Role, callback_key, lacking
from explorer.access.sessions import EXTENSION, Access, is_loopback, session_key, sign_sessions
from explorer.access.users import UserFile
from explorer.web.posting import json_response
from explorer.web.prefix import address_of

UPDATE = "/_dash-update-component"
LOGIN_HEADER = "X-Faultlines-Login"
"""Where a page of ours leads its user when the session is over."""


class CallbackName(msgspec.Struct):
    """What of a callback's request says which one it is."""

    output: str = ""


def guard_requests(app: Flask, settings: Settings) -> None:
    """Let in who may; to be called before anything else looks at a request."""
    access = Access(settings)
    app.extensions[EXTENSION] = access
    sign_sessions(app, access)
    app.before_request(lambda: check_request(access))
    app.after_request(lambda response: keep_private(response))


def access_of() -> Access:
    """Who may come in to the app that answers this request."""
    access: Access = current_app.extensions[EXTENSION]
    return access


def check_request(access: Access) -> AnyResponse | None:
    """None lets a request pass; its visitor is kept."""
    rule = request.url_rule.rule if request.url_rule else ""
    needed = ROUTES.get(rule, Role.ADMIN)
    name = callback_name() if rule == UPDATE else rule
    try:
        if not access.needs_login():
            g.visitor = ANYBODY
            return check_token(access) if rule == "/metrics" else None
        if needed is PUBLIC or (rule == "/metrics" and has_token(access)):
            return None
        visitor = access.visitor(attended=name not in UNATTENDED)
    except FaultlinesError as error:
        return None if needed is PUBLIC else failed(str(error), 503)
    if visitor is None:
        return lead_to_login(rule)
    g.visitor = visitor
    if rule == UPDATE:
        needed = CALLBACKS.get(name, Role.ADMIN)
    return None if visitor.may(needed) else failed(lacking(needed), 403)


def callback_name() -> str:
    """Which callback a request asks for; "" for none."""
    try:
        return callback_key(msgspec.json.decode(request.get_data(), type=CallbackName).output)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return ""


def check_token(access: Access) -> AnyResponse | None:
    """Where a token is set, monitoring has to know it, also where nobody has to log in."""
    return (
        failed("send the token of monitoring", 401) if access.settings.metrics_token and not has_token(access) else None
    )


def has_token(access: Access) -> bool:
    """Whether a request carries the token of monitoring."""
    token = access.settings.metrics_token
    scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
    return bool(token and scheme.casefold() == "bearer" and same_text(sent.strip(), token.get_secret_value()))


def same_text(first: str, second: str) -> bool:
    """Whether two texts are equal, in a time that says nothing of where they differ."""
    return hmac.compare_digest(first.encode("utf-8", "replace"), second.encode("utf-8", "replace"))


def lead_to_login(rule: str) -> AnyResponse:
    """A person goes to the login and then back to where they wanted; a script is answered 401."""
    if rule in PAGES:
        # Behind a question mark a page of ours has at most a view; what is behind a # stays with the browser.
        view = request.args.get("view", "")
        path = f"{request.path}?{urlencode({'view': view})}" if view else request.path
        query = f"?{urlencode({'next': path})}" if path != "/" else ""
        return private(redirect(address_of("/login") + query, 303))
    response = failed("Log in first.", 401)
    response.headers[LOGIN_HEADER] = address_of("/login")
    return response


def failed(words: str, status: int) -> AnyResponse:
    """A refusal in words."""
    response = json_response({"failed": words})
    response.status_code = status
    return response


def private(response: AnyResponse) -> AnyResponse:
    """An answer that nobody on the way keeps."""
    response.headers["Cache-Control"] = "no-store"
    return response


def keep_private(response: Response) -> Response:
    """What somebody had to log in for is kept by nobody, unless it says how long it may be."""
    visitor: Any = g.get("visitor")
    if visitor and visitor.name:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def check_address(address: str) -> None:
    """UsageError for an address of a provider on the way to which a password could be read."""
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or "")):
        return
    raise UsageError(f"{address[:200]!r} of the OpenID Connect provider must begin with https://")


def check_start(settings: Settings) -> None:
    """UsageError where other machines could come in and nothing says who may, or where nobody could log in."""
    users = UserFile(settings.home).users()
    if settings.oidc_issuer and not settings.oidc_client_id:
        raise UsageError("oidc_issuer is set and oidc_client_id is not: set both, or none")
    if settings.oidc_issuer:
        check_address(settings.oidc_issuer)
        if not settings.oidc_roles:
            raise UsageError("oidc_issuer is set and oidc_roles is empty: say which group has which role")
    if users or settings.oidc_issuer:
        session_key(settings.home)  # what hinders it is said now, and not at the first login
        return
    if is_loopback(settings.host) or settings.behind_proxy:
        return
    raise UsageError(
        f"{settings.host} can be reached from other machines, and nothing says who may come in: add a user "
        "(faultlines users add NAME --role admin), set oidc_issuer, or start with --behind-proxy "
        "if a proxy in front decides who may come in"
    )
