"""An explorer with three users, one of each role, without a graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient

from cypher.settings import Settings
from explorer.access import passwords
from explorer.access.roles import Role
from explorer.access.users import UserFile
from explorer.app import create_app

PASSWORD = "correct horse battery"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HASH = QUICK.hash(PASSWORD)
OWN = {"Sec-Fetch-Site": "same-origin"}
LogIn = Callable[..., FlaskClient]


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hashes that cost next to nothing: these tests make hundreds."""
    passwords.nobody.cache_clear()
    monkeypatch.setattr(passwords, "hasher", lambda: QUICK)
    yield
    passwords.nobody.cache_clear()


@pytest.fixture
def users(tmp_path: Path) -> UserFile:
    """rita reads, ana analyses, adam administers."""
    file = UserFile(tmp_path)
    for name, role in (("rita", Role.READER), ("ana", Role.ANALYST), ("adam", Role.ADMIN)):
        file.add(name, role, HASH)
    return file


@pytest.fixture
def guarded(users: UserFile) -> Settings:
    """Settings of an explorer that has users; its graph is nowhere."""
    return Settings(home=users.path.parent, neo4j_uri="bolt://127.0.0.1:1", neo4j_password="none")  # type: ignore[arg-type]


@pytest.fixture
def visitor(guarded: Settings) -> FlaskClient:
    """Somebody who has not logged in."""
    return create_app(guarded).server.test_client()


@pytest.fixture
def log_in(guarded: Settings) -> LogIn:
    """A browser in which somebody has logged in."""

    def enter(name: str, password: str = PASSWORD, **changes: object) -> FlaskClient:
        client = create_app(guarded.model_copy(update=changes)).server.test_client()
        answer = client.post("/login", data={"name": name, "password": password}, headers=OWN)
        assert answer.status_code == 303, answer.text
        return client

    return enter
