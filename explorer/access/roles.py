"""Who may do what, in one table: each route and each callback of the explorer with the role that it takes.

What is not declared here takes an admin; a test walks every route and callback and fails for one that is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flask import g

from cypher.library.query import Query

PUBLIC = None
"""What needs no login."""


class Role(StrEnum):
    """What a user may do; each role may do what those before it may."""

    READER = "reader"
    ANALYST = "analyst"
    ADMIN = "admin"

    def covers(self, needed: Role) -> bool:
        """Whether this role may do what takes another."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


DUTIES = {
    Role.READER: "Look: search, expansions, evidence, paths, tensions, named queries, views that are shared",
    Role.ANALYST: "Examine: views and links of one's own, own statements, rejected rows, what a held run would change",
    Role.ADMIN: "Decide: run, accept, drop, pause and resume loads; same or different; restart the graph",
}
"""What each role may do beside what those before it may."""

ROUTES: dict[str, Role | None] = {
    # the login itself, and what machines ask for
    "/login": PUBLIC,
    "/login/style.css": PUBLIC,
    "/login/login.js": PUBLIC,
    "/login/oidc": PUBLIC,
    "/login/oidc/back": PUBLIC,
    "/healthz": PUBLIC,
    "/readyz": PUBLIC,
    "/metrics": Role.READER,  # or the token of monitoring
    # pages and what they are made of
    "/": Role.READER,
    "/<path:path>": Role.READER,
    "/account": Role.READER,
    "/account/password": Role.READER,
    "/logout": PUBLIC,
    "/bundles/<path:name>": Role.READER,
    "/bundles/dash/<name>": Role.READER,
    "/static/<path:filename>": Role.READER,
    "/assets/<path:filename>": Role.READER,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": Role.READER,
    "/_dash-layout": Role.READER,
    "/_dash-dependencies": Role.READER,
    "/_dash-update-component": Role.READER,  # by CALLBACKS
    "/_reload-hash": Role.READER,
    "/_favicon.ico": Role.READER,
    # the console
    "/console/complete": Role.ANALYST,
    "/console/query": Role.READER,
    "/console/run": Role.READER,  # named queries; a statement of one's own takes an analyst
    "/console/export": Role.READER,  # the same
    "/console/cancel": Role.READER,
    "/console/watch": Role.READER,
    "/console/restart": Role.ADMIN,
    # fields that an actor is told in
    "/actors/find": Role.READER,
    "/actors/names": Role.READER,
    # what the table says of the actors in view
    "/table/figures": Role.READER,
    # by which programmes the canvas is coloured
    "/order/programmes": Role.READER,
    # the camps of what is in view
    "/camps/split": Role.READER,
    "/camps/years": Role.READER,
    # views
    "/views/open": Role.READER,
    "/views/save": Role.ANALYST,
    "/views/link": Role.ANALYST,
    "/views/change": Role.ANALYST,
    "/views/copy": Role.ANALYST,
    "/views/replace": Role.ANALYST,
    "/views/delete": Role.ANALYST,
    # what is in view, to take away
    "/export/picture": Role.READER,
    "/export/document": Role.READER,
    "/export/data": Role.READER,
    # inbox and jobs
    "/inbox/recent": Role.READER,
    "/inbox/run": Role.READER,
    "/inbox/watched": Role.READER,
    "/jobs/state": Role.READER,
    "/jobs/held": Role.ANALYST,
    "/jobs/ask": Role.ADMIN,
    # who is whom
    "/identity/proposals": Role.READER,
    "/identity/compare": Role.READER,
    "/identity/history": Role.READER,
    "/identity/decide": Role.ADMIN,
    "/identity/undo": Role.ADMIN,
    "/match/name": Role.READER,
}
"""The role that each route takes, by its rule."""

CALLBACKS: dict[str, Role] = {
    "banner.children": Role.READER,
    "change.data": Role.READER,
    "editions.data": Role.READER,
    "health.data": Role.READER,
    "hits.children": Role.READER,
    "inspector-body.children": Role.READER,
    "legend-rows.children": Role.READER,
    "menu.children": Role.READER,
    "on.error": Role.READER,
    "page-console.children": Role.READER,
    "page-identity.children": Role.READER,
    "page-inbox.children": Role.READER,
    "page-jobs.children": Role.READER,
    "page-match.children": Role.READER,
    "queries-body.children": Role.READER,
    "table-grids.children": Role.READER,
    "trouble.children": Role.READER,
}
"""The role that each callback of the server takes, by its first output."""

UNATTENDED = frozenset(
    {
        "/bundles/<path:name>",
        "/bundles/dash/<name>",
        "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
        "/_favicon.ico",
        "/metrics",
        "/console/watch",
        "/jobs/state",
        "health.data",
    }
)
"""Routes and callbacks that a page asks for by itself: they don't keep a session from becoming idle."""

PAGES = frozenset({"/", "/<path:path>", "/account", "/account/password"})
"""Routes from which a person is led to the login; all others are answered 401."""

WITHHELD = ("reasons", "differences")
"""Properties of runs that tell of rejected rows and of what is not accepted: no reader sees them."""


@dataclass(frozen=True)
class Visitor:
    """Who asks; without a name where nobody has to log in."""

    name: str | None = None
    role: Role = Role.ADMIN

    def may(self, role: Role) -> bool:
        """Whether they may do what takes a role."""
        return self.role.covers(role)


ANYBODY = Visitor()
"""Whoever asks where nobody has to log in."""


def current_visitor() -> Visitor:
    """Who asks in this request."""
    visitor: Visitor = g.get("visitor") or ANYBODY
    return visitor


def is_withheld(query: Query) -> bool:
    """Whether a named query tells of rejected rows, or of what is not accepted."""
    return any(f".{name}" in query.text for name in WITHHELD)


def may_ask(query: Query) -> bool:
    """Whether whoever asks in this request may ask a named query."""
    return current_visitor().may(Role.ANALYST) or not is_withheld(query)


def callback_key(output: str) -> str:
    """A callback's first output, without the hash that Dash adds to one that several callbacks have."""
    return output.strip(".").split("...")[0].split("@")[0]


def lacking(role: Role) -> str:
    """Why somebody may not do what takes a role."""
    return f"Only {'an admin' if role is Role.ADMIN else 'an analyst or an admin'} may do this."
