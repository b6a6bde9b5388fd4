"""The login page, one's own account, and logging out: made on the server, without Dash."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, g, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from cypher.errors import FaultlinesError, UsageError
from explorer.access.gate import access_of, private
from explorer.access.passwords import checked_password, hash_password, is_password, outdated
from explorer.access.roles import DUTIES, current_visitor
from explorer.access.sessions import Access, is_loopback, request_host
from explorer.access.users import normal_name
from explorer.parts import FAVICON
from explorer.web.prefix import address_of

FOLDER = Path(__file__).parent
LARGEST = 20_000
"""Bytes of a form."""
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
PATH = re.compile(r"(?!.*(?://|/\.))/[!-\[\]-~]*")
"""A path of this very site: single slashes, and only what a browser takes as it is."""
WRONG = "The name or the password is wrong."
ELSEWHERE = "This form came from another site. Log in here."
routes = Blueprint("access", __name__, template_folder=".")


@routes.before_request
def bound_form() -> None:
    """A form of these pages is small."""
    request.max_content_length = LARGEST


@routes.get("/login")
def login_page() -> AnyResponse:
    """The form; who is in already goes on."""
    access, target = access_of(), next_path(request.args.get("next", ""))
    try:
        if not access.needs_login() or access.visitor():
            return private(redirect(address_of(target), 303))
    except FaultlinesError as error:
        return show_login(target, str(error), 503)
    return show_login(target)


@routes.post("/login")
def log_in() -> AnyResponse:
    """Begin a session for who knows the password."""
    access, target = access_of(), next_path(request.form.get("next", ""))
    if not is_own_form():
        return show_login(target, ELSEWHERE, 403)
    try:
        if not access.needs_login():
            return private(redirect(address_of(target), 303))
        status, words = try_password(access, request.form.get("name", ""), request.form.get("password", ""))
    except FaultlinesError as error:
        return show_login(target, str(error), 503)
    if words:
        return show_login(target, words, status, name=request.form.get("name", "")[:100])
    return private(redirect(address_of(target), 303))


def try_password(access: Access, entered: str, password: str) -> tuple[int, str]:
    """A status, and in words why nobody has been let in; no words when a session has begun."""
    try:
        name = normal_name(entered)
    except UsageError:
        name = ""
    address = client_address(access)
    if waits := access.counts.admit(name, address):
        return 429, f"Too many attempts. Try again in {waits:.0f} s."
    user = access.users.find(name)
    if not is_password(user.password if user else None, password) or user is None:
        return 401, WRONG
    access.counts.forgive(name, address)
    if outdated(user.password):
        access.users.rehash(name, user.password, hash_password(password))
    access.begin(name, user.stamp)
    return 200, ""


@routes.post("/logout")
def log_out() -> AnyResponse:
    """End the session."""
    if not is_own_form():
        return show_account(ELSEWHERE, 403)
    access_of().end()
    g.visitor = None
    return private(redirect(address_of("/login"), 303))


@routes.get("/account")
def account_page() -> AnyResponse:
    """Who one is, what one may do, and the way out."""
    return show_account()


@routes.post("/account/password")
def take_new_password() -> AnyResponse:
    """Take another password; every other session of the user ends."""
    access, name = access_of(), current_visitor().name
    if not is_own_form():
        return show_account(ELSEWHERE, 403)
    user = access.users.find(name) if name else None
    if user is None or name is None:
        return show_account("Your password is kept by your identity provider.", 400)
    address, password = client_address(access), request.form.get("new", "")
    if waits := access.counts.admit(name, address):
        return show_account(f"Too many attempts. Try again in {waits:.0f} s.", 429)
    if not is_password(user.password, request.form.get("password", "")):
        return show_account("The present password is wrong.", 401)
    access.counts.forgive(name, address)
    try:
        if password != request.form.get("again", ""):
            raise UsageError("the two new passwords are not the same")
        stamp = access.users.set_password(name, hash_password(checked_password(password, name)))
    except UsageError as error:
        words = str(error)
        return show_account(f"{words[:1].upper()}{words[1:]}.", 400)
    access.begin(name, stamp)
    return show_account("Your password is changed. Your other sessions have ended.")


@routes.get("/login/style.css")
def login_style() -> Response:
    """The style of these pages."""
    return file_response("login.css", "text/css")


@routes.get("/login/login.js")
def login_script() -> Response:
    """Takes what stands behind the # along."""
    return file_response("login.js", "text/javascript")


def file_response(name: str, kind: str) -> Response:
    """A small file of this room."""
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response((FOLDER / name).read_bytes(), mimetype=kind, headers=headers)


def show_login(target: str, words: str = "", status: int = 200, name: str = "") -> AnyResponse:
    """The login page."""
    access = access_of()
    # Browsers send this header wherever they would keep a cookie that is marked as secure.
    insecure = not is_loopback(request_host()) and "Sec-Fetch-Mode" not in request.headers
    try:
        has_users = bool(access.users.users())
    except FaultlinesError:
        has_users = True
    return show(
        "login.html",
        status,
        words=words,
        target=target,
        name=name,
        has_users=has_users,
        provider=urlsplit(access.settings.oidc_issuer or "").hostname,
        insecure=insecure,
    )


def show_account(words: str = "", status: int = 200) -> AnyResponse:
    """The page of one's own account."""
    access, visitor = access_of(), current_visitor()
    user = access.users.find(visitor.name) if visitor.name else None
    duties = [(role.value, words_of_role, visitor.may(role)) for role, words_of_role in DUTIES.items()]
    return show("account.html", status, words=words, visitor=visitor, has_password=user is not None, duties=duties)


def show(template: str, status: int, **values: Any) -> AnyResponse:
    """A page of this room; it loads nothing but its own style and script."""
    response = Response(render_template(template, address_of=address_of, favicon=FAVICON, **values), status)
    response.headers["Content-Security-Policy"] = POLICY
    # Without a referrer a browser would not say in `Origin` where the form comes from.
    response.headers["Referrer-Policy"] = "same-origin"
    return private(response)


def next_path(text: str) -> str:
    """Where one goes after the login: a path of this site, else the network."""
    path = text if len(text) <= 500 and PATH.fullmatch(text) else "/"
    return "/" if path.startswith(("/login", "/logout", "/account/")) else path


def is_own_form() -> bool:
    """Whether a form was sent from a page of this explorer: browsers say so, and no page can change what they say."""
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc.casefold() == request.host.casefold()


def client_address(access: Access) -> str:
    """Where a request comes from: a proxy in front is asked, which speaks from this machine or is known to be there."""
    direct = request.remote_addr or ""
    if access.settings.behind_proxy or is_loopback(direct):
        return request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()[:100] or direct
    return direct
