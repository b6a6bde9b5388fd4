"""Sessions in a signed cookie (Flask's own), which ends with its time, its idleness, its user, role or password."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from secrets import token_hex, token_urlsafe
from typing import TYPE_CHECKING, Any

import msgspec
from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface

from cypher.content import is_private
from cypher.errors import FaultlinesError
from cypher.file_lock import exclusive
from cypher.settings import Settings
from explorer.access.roles import Role, Visitor
from explorer.access.throttle import LoginCounts
from explorer.access.users import DamagedUsers, UserFile, keep_file
from explorer.web.hosts import HOST, address_in, normal

if TYPE_CHECKING:
    from flask.sessions import SessionMixin
    from flask.wrappers import Request

EXTENSION = "faultlines-access"
KEY = "session.key"
LIFETIME = 12 * 3_600
"""Seconds after which a session ends."""
IDLE = 2 * 3_600
"""Seconds without anything that a person does, after which it ends."""
NOTED = 60
"""Seconds between two notes in the cookie that its user is there."""
SKEW = 60
"""Seconds that the clocks of two workers may differ."""


class SessionContent(msgspec.Struct, frozen=True):
    """What the cookie carries; anybody may read it, nobody may change it."""

    id: str
    name: str
    stamp: str
    began: float
    seen: float
    role: Role | None = None
    """What an identity provider said; a user's own role stands in the file of users."""


@dataclass
class Access:
    """Who may come in to one explorer."""

    settings: Settings
    clock: Callable[[], float] = time.time
    had_users: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.users = UserFile(self.settings.home)
        self.counts = LoginCounts(self.settings.home, lambda: self.clock())

    @property
    def oidc_stamp(self) -> str:
        """What changes when roles are given in another way than when a session began."""
        settings = self.settings
        rules = [
            settings.oidc_issuer,
            settings.oidc_client_id,
            settings.oidc_claim,
            sorted(settings.oidc_roles.items()),
        ]
        return sha256(repr(rules).encode()).hexdigest()

    def needs_login(self) -> bool:
        """Whether everybody has to log in; once there have been users, it stays so until the next start."""
        settings = self.settings
        if self.had_users or settings.oidc_issuer or not (is_loopback(settings.host) or settings.behind_proxy):
            return True
        try:
            self.had_users = bool(self.users.users())
        except DamagedUsers:
            return True
        return self.had_users

    def begin(self, name: str, stamp: str, role: Role | None = None) -> None:
        """Begin a session; what the cookie carried before is gone."""
        now = self.clock()
        session.clear()
        session.update(msgspec.to_builtins(SessionContent(token_urlsafe(18), name, stamp, now, now, role)))
        session.permanent = True

    def end(self) -> None:
        """End the session of this request, wherever its cookie is kept."""
        content = self.content()
        session.clear()
        if content:
            self.counts.end(content.id, content.began + LIFETIME + SKEW)

    def content(self) -> SessionContent | None:
        """What the cookie of this request carries."""
        try:
            return msgspec.convert(dict(session), SessionContent) if session else None
        except msgspec.ValidationError:
            return None

    def visitor(self, *, attended: bool = True) -> Visitor | None:
        """Who asks in this request; None for who has to log in. `attended` when a person does it."""
        content, now = self.content(), self.clock()
        if content is None:
            return None
        if now - content.began > LIFETIME or now - content.seen > IDLE or content.began - now > SKEW:
            return None
        role = self.role_of(content)
        if role is None or self.counts.is_over(content.id):
            return None
        if attended and now - content.seen > NOTED:
            session["seen"] = now
        return Visitor(content.name, role)

    def role_of(self, content: SessionContent) -> Role | None:
        """The role that a session has at this moment; None when what it began with is no longer so."""
        if content.role is not None:
            known = bool(self.settings.oidc_issuer) and hmac.compare_digest(self.oidc_stamp, content.stamp)
            return content.role if known else None
        user = self.users.find(content.name)
        return user.role if user and hmac.compare_digest(user.stamp, content.stamp) else None


class SignedSessions(SecureCookieSessionInterface):
    """Flask's sessions, their key read when somebody has to log in for the first time."""

    digest_method = staticmethod(sha256)

    def __init__(self, access: Access) -> None:
        self.access = access

    def open_session(self, app: Flask, request: Request) -> Any:
        """The session of a request; without a key, where nobody has to log in, it can't be changed."""
        if app.secret_key is None and self.access.needs_login():
            app.secret_key = session_key(self.access.settings.home)
        return super().open_session(app, request)

    def get_cookie_secure(self, app: Flask) -> bool:
        """Everywhere but over http on this machine itself."""
        return is_secure()

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Only when it has changed: a page that asks by itself sends the same cookie all the time."""
        return session.modified


def sign_sessions(app: Flask, access: Access) -> None:
    """Give an app its sessions; explorers of several data folders on one machine have cookies of different names."""
    settings = access.settings
    app.session_interface = SignedSessions(access)
    app.config |= {
        "SESSION_COOKIE_NAME": f"faultlines-{sha256(str(settings.home).encode()).hexdigest()[:12]}",
        "SESSION_COOKIE_PATH": settings.url_prefix or "/",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": LIFETIME,
    }


def session_key(home: Path) -> str:
    """The key that signs sessions, the same for all workers; one that others could read is replaced."""
    path = home / KEY
    try:
        with exclusive(path.with_suffix(".lock")):
            key = path.read_text("ascii").strip() if path.exists() and is_private(path) else ""
            if len(key) < 64:
                key = token_hex(32)
                keep_file(path, f"{key}\n".encode())
            return key
    except (OSError, UnicodeDecodeError) as error:
        raise FaultlinesError(f"{path} can't be used: {getattr(error, 'strerror', None) or 'it is not text'}") from None


def is_loopback(host: str) -> bool:
    """Whether a name or an address is this machine's own, which no other machine can reach."""
    name = normal(host)
    address = address_in(name)
    return name == "localhost" or (address is not None and address.is_loopback)


def is_secure() -> bool:
    """Whether a browser asks by https: taken for granted but for http on this machine itself."""
    return not (is_loopback(request_host()) and request.headers.get("X-Forwarded-Proto", "http") == "http")


def request_host() -> str:
    """The name that a request asks for, without its port."""
    match = HOST.fullmatch(request.host)
    return match["name"] if match else ""
