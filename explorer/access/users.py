"""The users: names, roles and hashes of passwords in one file of the data folder, for this user of the system alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from cypher.content import replace_private
from cypher.errors import FaultlinesError, UsageError
from cypher.file_lock import exclusive
from explorer.access.roles import Role

FILE = "users.json"
LARGEST = 1 << 20
"""Bytes of the file."""
MOST = 1_000
"""Users."""
NAME = 64
"""Characters of a name."""
HIDDEN = ("C", "Z")
"""Unicode's categories of what can't be seen: control and format characters, spaces."""


class DamagedUsers(FaultlinesError):
    """The file of users can't be read: nobody comes in until it is repaired."""


class User(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One user; `stamp` changes with role and password, and ends the sessions that began before."""

    name: Annotated[str, Meta(min_length=1, max_length=NAME)]
    role: Role
    password: Annotated[str, Meta(pattern=r"^\$argon2id\$", max_length=500)]
    stamp: Annotated[str, Meta(min_length=16, max_length=64)]


class UserList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    version: Literal[1]
    users: Annotated[tuple[User, ...], Meta(max_length=MOST)]


def normal_name(text: str) -> str:
    """A name as it is kept and compared, whatever its capitals and composed letters; UsageError for what is none."""
    if len(text) > 4 * NAME:
        raise UsageError(f"a name has at most {NAME} characters")
    decomposed = unicodedata.normalize("NFD", text.strip())
    name = unicodedata.normalize("NFC", unicodedata.normalize("NFD", decomposed.casefold()).casefold())
    if not name:
        raise UsageError("the name is empty")
    if len(name) > NAME:
        raise UsageError(f"a name has at most {NAME} characters; this one has {len(name)}")
    if any(unicodedata.category(character).startswith(HIDDEN) for character in name):
        raise UsageError(f"a name has no spaces and no characters that can't be seen: {name!r}")
    return name


class UserFile:
    """The file of users, read again whenever it has changed; writers take turns."""

    def __init__(self, home: Path) -> None:
        self.path = home / FILE
        self.known: tuple[tuple[int, ...] | None, tuple[User, ...]] | None = None

    def users(self) -> tuple[User, ...]:
        """All users by name; DamagedUsers when the file says something impossible, never "no users"."""
        known, mark = self.known, self.mark()
        if known is None or known[0] != mark:
            # No lock: under one, every request would wait for the look at the file of every other.
            self.known = known = (mark, self.read() if mark else ())
        return known[1]

    def find(self, name: str) -> User | None:
        """The user of a normal name."""
        return next((user for user in self.users() if user.name == name), None)

    def mark(self) -> tuple[int, ...] | None:
        """What changes when the file does; None when there is no file."""
        try:
            state = self.path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise DamagedUsers(f"{self.path} can't be read: {error.strerror}") from None
        return state.st_mtime_ns, state.st_size, state.st_ino

    def read(self) -> tuple[User, ...]:
        """The users in the file."""
        try:
            with self.path.open("rb") as file:
                content = file.read(LARGEST + 1)
            if len(content) > LARGEST:
                raise ValueError("it is too large")
            users = msgspec.json.decode(content, type=UserList).users
            names = [user.name for user in users]
            if len(set(names)) < len(names) or any(normal_name(name) != name for name in names):
                raise ValueError("a name stands twice, or is not normal")
        except (OSError, ValueError, UsageError, msgspec.MsgspecError) as error:
            reason = re.sub(r"\s+", " ", getattr(error, "strerror", None) or str(error))
            raise DamagedUsers(
                f"{self.path} is damaged ({reason[:200]}): bring it back from a copy, "
                "or move it away and add the users again (faultlines users add)"
            ) from None
        return tuple(sorted(users, key=lambda user: user.name))

    def change(self, work: Callable[[dict[str, User]], None]) -> None:
        """Change the users by name; the file is replaced as a whole, or stays as it is."""
        with exclusive(self.path.with_suffix(".lock")):
            by_name = {user.name: user for user in self.users()}
            work(by_name)
            if len(by_name) > MOST:
                raise UsageError(f"there are {MOST:,} users, which is the most: use OpenID Connect for more")
            listed = UserList(1, tuple(by_name[name] for name in sorted(by_name)))
            keep_file(self.path, msgspec.json.format(msgspec.json.encode(listed), indent=1) + b"\n")

    def add(self, name: str, role: Role, password: str) -> None:
        """Add a user; UsageError when the name is taken."""

        def work(users: dict[str, User]) -> None:
            if name in users:
                raise UsageError(f"{name} is a user already: faultlines users role or password changes one")
            users[name] = User(name, role, password, token_hex(16))

        self.change(work)

    def set_role(self, name: str, role: Role) -> None:
        """Change a user's role."""
        self.change(lambda users: replaced(users, name, role=role, stamp=token_hex(16)))

    def set_password(self, name: str, password: str) -> str:
        """Change a user's password; the new stamp."""
        stamp = token_hex(16)
        self.change(lambda users: replaced(users, name, password=password, stamp=stamp))
        return stamp

    def rehash(self, name: str, before: str, password: str) -> None:
        """Keep the same password with the parameters of today, unless it was changed meanwhile."""

        def work(users: dict[str, User]) -> None:
            if name in users and users[name].password == before:
                replaced(users, name, password=password)

        self.change(work)

    def remove(self, name: str) -> None:
        """Remove a user."""

        def work(users: dict[str, User]) -> None:
            if users.pop(name, None) is None:
                raise UsageError(f"there is no user {name}: faultlines users list names them")

        self.change(work)


def replaced(users: dict[str, User], name: str, **fields: str) -> None:
    """Change some fields of a user; UsageError when there is none of that name."""
    if name not in users:
        raise UsageError(f"there is no user {name}: faultlines users list names them")
    users[name] = msgspec.structs.replace(users[name], **fields)


def keep_file(path: Path, content: bytes) -> None:
    """Replace a file of the data folder; FaultlinesError when it can't be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_private(path, content)
    except OSError as error:
        raise FaultlinesError(f"{path} can't be written: {error.strerror}") from None
