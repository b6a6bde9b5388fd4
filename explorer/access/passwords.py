"""Passwords: which are long enough, and their hashes by argon2."""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from cypher.errors import UsageError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

# For start-up time, functions import what only they use.

SHORTEST, LONGEST = 12, 1_000
"""Characters of a password."""
AT_ONCE = BoundedSemaphore(2)
"""Hashes that are computed at a time: each takes 64 MB and a core for a moment."""


@cache
def hasher() -> PasswordHasher:
    """argon2id with the parameters that RFC 9106 recommends for machines of little memory."""
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def nobody() -> str:
    """A hash that no password has; so a name that nobody has takes as long as any other."""
    from secrets import token_hex

    return hash_password(token_hex())


def checked_password(password: str, name: str) -> str:
    """A new password; UsageError for one that is too short, too long, or the user's name."""
    normal = normal_password(password)
    if len(normal) < SHORTEST:
        raise UsageError(f"the password has {len(normal)} characters: take at least {SHORTEST}")
    if len(normal) > LONGEST:
        raise UsageError(f"the password has more than {LONGEST:,} characters")
    if len(set(normal)) < 4 or (name and normal.casefold().replace(name, "") == ""):
        raise UsageError("the password is the name, or repeats a few characters: take another")
    return password


def normal_password(password: str) -> str:
    """A password as it is hashed: the same whichever keyboard composes its letters (RFC 8265)."""
    return unicodedata.normalize("NFC", password)


def hash_password(password: str) -> str:
    """The hash that is stored."""
    with AT_ONCE:
        return hasher().hash(normal_password(password))


def is_password(stored: str | None, password: str) -> bool:
    """Whether a password is the one of a hash; without a hash the same work is done, in vain."""
    from argon2.exceptions import InvalidHashError, VerificationError

    if len(password) > LONGEST:
        password = ""
    compared = stored or nobody()
    with AT_ONCE:
        try:
            matches = hasher().verify(compared, normal_password(password))
        except (VerificationError, InvalidHashError):
            return False
    return matches and stored is not None


def outdated(stored: str) -> bool:
    """Whether a hash was made with other parameters than those of today."""
    return hasher().check_needs_rehash(stored)
