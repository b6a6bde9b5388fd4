"""A new password for the embedded graph, also when the old one is lost; the data stay as they are.

Neo4j keeps users in a database of its own, `system`. Without it, Neo4j begins with the password that it is given, and
takes the graph that it finds: so nothing is ever open without a password.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from cypher import engine
from cypher.content import replace_private
from cypher.engine.home import Home, read_own
from cypher.engine.jars import fetch_jars
from cypher.engine.server import refuse_elsewhere, set_password
from cypher.errors import EngineError, UsageError
from cypher.settings import Settings
from cypher.upkeep.downtime import Tell, downtime, wait_for_loads

USERS = ("data/databases/system", "data/transactions/system", "data/dbms/auth.ini")
"""Where Neo4j keeps its users."""


def renew_password(settings: Settings, *, wait: float = 0.0, tell: Tell = lambda text: None) -> Path:
    """Give the graph a new password; its file. After a failure the old one, if there was one, opens it as before."""
    refuse_elsewhere(settings)
    home = Home(settings)
    if not (home.path / "data" / "databases").is_dir():
        raise UsageError(f"there is no graph in {home.path}: its first start makes a password")
    served, jars = home.serving() is not None, fetch_jars(settings)
    if served and home.password_file.exists():
        wait_for_loads(settings, wait, tell)
    restore = keep_users(home)
    try:
        with downtime(settings, home, tell, "for a new password", starts=True):
            for name in USERS:
                move(home.path / name, home.path / "users" / name)
            set_password(settings, home, jars, home.make_password())
    except BaseException as error:
        with downtime(settings, home, tell, "for the old password", starts=served):
            restore()
        if isinstance(error, EngineError):
            raise EngineError(f"the password is as it was: {error}") from error
        raise
    shutil.rmtree(home.path / "users")
    if not served:
        engine.stop(settings)
    return home.password_file


def keep_users(home: Home) -> Callable[[], None]:
    """What brings the users and the password of now back."""
    kept = home.path / "users"
    if kept.exists():  # of a command that was killed: the graph opens with what is in the password's file
        shutil.rmtree(kept)
    before = read_own(home.password_file)

    def restore() -> None:
        for name in USERS:
            if (kept / name).exists():
                remove(home.path / name)
                move(kept / name, home.path / name)
        if before is not None:
            replace_private(home.password_file, before)
        shutil.rmtree(kept, ignore_errors=True)

    return restore


def move(path: Path, there: Path) -> None:
    """Move a file or folder, if it is there."""
    if path.exists():
        there.parent.mkdir(parents=True, exist_ok=True)
        path.rename(there)


def remove(path: Path) -> None:
    """Remove a file or folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
