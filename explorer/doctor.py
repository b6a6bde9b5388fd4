"""Checks of who may log in; each with its fix."""

from __future__ import annotations

from collections.abc import Iterator

from cypher.content import is_private
from cypher.doctor import Finding, failure, ok, warning
from cypher.errors import FaultlinesError
from cypher.settings import Settings
from explorer.access.gate import check_start
from explorer.access.sessions import KEY
from explorer.access.users import FILE, DamagedUsers, UserFile


def check_users(settings: Settings) -> Iterator[Finding]:
    """Whether the file of users is whole and private, as is the sessions' key, and whether the explorer would start."""
    try:
        users = UserFile(settings.home).users()
    except DamagedUsers as error:
        fix = f"copy {FILE} back, or move it away and add the users again (faultlines users add)"
        yield failure("users", str(error).partition(": bring it back")[0], fix)
        return
    exposed = [path for path in (settings.home / FILE, settings.home / KEY) if path.exists() and not is_private(path)]
    for path in exposed:
        yield failure("users", f"others can read {path}", f"chmod 600 {path}")
    try:
        check_start(settings)
    except FaultlinesError as error:
        yield failure("users", f"the explorer would not start: {error}", "set what it names, or listen on 127.0.0.1")
        return
    if users and not any(user.role == "admin" for user in users):
        message = f"{len(users)}, none of them an admin: nobody can accept, run or restart in the browser"
        yield warning("users", message, "faultlines users role NAME admin")
    elif not exposed:
        yield ok("users", f"{len(users)}" if users else "none: nobody needs to log in")
