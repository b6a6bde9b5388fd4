"""The file of users: names, roles, hashes; and what happens when it is damaged."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from cypher.errors import UsageError
from cypher.settings import Settings
from explorer.access import passwords
from explorer.access.passwords import LONGEST, checked_password, hash_password, is_password, outdated
from explorer.access.roles import Role
from explorer.access.users import DamagedUsers, UserFile, normal_name
from explorer.app import create_app
from tests.explorer.access.conftest import HASH, OWN, PASSWORD

HASHER = passwords.hasher


def listed(*entries: dict[str, str]) -> bytes:
    """A file with users that are alike but for what is named."""
    usual = {"name": "a", "role": "reader", "password": HASH, "stamp": "0" * 32}
    return json.dumps({"version": 1, "users": [{**usual, **entry} for entry in entries]}).encode()


@pytest.fixture
def file(tmp_path: Path) -> UserFile:
    """No users yet."""
    return UserFile(tmp_path)


@given(st.text(max_size=80))
def test_a_name_is_normal_after_the_first_time_or_is_rejected(text: str) -> None:
    try:
        name = normal_name(text)
    except UsageError:
        return
    assert normal_name(name) == name
    assert 1 <= len(name) <= 64
    assert not any(unicodedata.category(character)[0] in "CZ" for character in name)
    for form in ("NFC", "NFD"):
        assert normal_name(unicodedata.normalize(form, text)) == name  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "  ", "a b", "a\x1b[2J", "a\nb", "a\u202eb", "a\u200bb", "x" * 65, "\ud800"])
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(UsageError):
        normal_name(name)


def test_capitals_and_composed_letters_make_no_other_name() -> None:
    assert normal_name("ÉMILE") == normal_name("e\u0301mile") == "émile"
    assert normal_name("STRASSE") == normal_name("straße")


def test_users_are_kept_for_this_user_of_the_system_alone(file: UserFile) -> None:
    file.add("anna", Role.ADMIN, HASH)
    file.add("bo", Role.READER, HASH)
    assert [(user.name, user.role) for user in file.users()] == [("anna", Role.ADMIN), ("bo", Role.READER)]
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert "correct" not in file.path.read_text("utf-8")
    assert [path.name for path in file.path.parent.iterdir() if path.name.startswith(".")] == []
    with pytest.raises(UsageError, match="anna is a user already"):
        file.add("anna", Role.READER, HASH)
    for change in (
        lambda: file.set_role("cy", Role.ADMIN),
        lambda: file.set_password("cy", HASH),
        lambda: file.remove("cy"),
    ):
        with pytest.raises(UsageError, match="there is no user cy"):
            change()


def test_role_and_password_change_the_stamp_and_a_rehash_does_not(file: UserFile) -> None:
    file.add("anna", Role.READER, HASH)
    stamps = [file.users()[0].stamp]
    file.set_role("anna", Role.ADMIN)
    stamps.append(file.users()[0].stamp)
    file.set_password("anna", HASH)
    stamps.append(file.users()[0].stamp)
    assert len(set(stamps)) == 3
    again = hash_password("correct horse battery")
    file.rehash("anna", HASH, again)
    file.rehash("anna", "another", HASH)
    assert (file.users()[0].password, file.users()[0].stamp) == (again, stamps[-1])


def test_what_another_process_writes_is_seen(file: UserFile, tmp_path: Path) -> None:
    assert file.users() == ()
    UserFile(tmp_path).add("anna", Role.READER, HASH)
    assert file.find("anna")
    UserFile(tmp_path).remove("anna")
    assert file.find("anna") is None


def test_writers_take_turns(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from explorer.access.users import UserFile;"
        "[UserFile(Path(sys.argv[1])).add(f'{sys.argv[2]}{n}', 'reader', sys.argv[3]) for n in range(9)]"
    )
    root = Path(__file__).parents[3]
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name, HASH], cwd=root) for name in ("a", "b")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(UserFile(tmp_path).users()) == 18


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"version": 2, "users": []}',
        b'{"version": 1}',
        b'{"version": 1, "users": [{"name": "a"}]}',
        b"\xff\xfe\x00",
        json.dumps(
            {"version": 1, "users": [{"name": "A", "role": "reader", "password": HASH, "stamp": "0" * 32}]}
        ).encode(),
        json.dumps(
            {"version": 1, "users": [{"name": "a", "role": "reader", "password": HASH, "stamp": "0" * 32}] * 2}
        ).encode(),
        json.dumps(
            {"version": 1, "users": [{"name": "a", "role": "reader", "password": "plain", "stamp": "0" * 32}]}
        ).encode(),
        b" " * (2 << 20),
    ],
)
def test_a_damaged_file_is_one_line_and_never_no_users(file: UserFile, content: bytes) -> None:
    file.path.write_bytes(content)
    for act in (file.users, lambda: file.find("a"), lambda: file.add("b", Role.ADMIN, HASH)):
        with pytest.raises(DamagedUsers, match="is damaged") as caught:
            act()
        assert len(str(caught.value).splitlines()) == 1
    assert file.path.read_bytes() == content, "it was written over"


def test_a_folder_in_its_place_is_not_no_users(file: UserFile) -> None:
    file.path.mkdir()
    with pytest.raises(DamagedUsers):
        file.users()


def test_passwords() -> None:
    assert is_password(HASH, "correct horse battery")
    assert not is_password(HASH, "correct horse battery ")
    assert not is_password(None, "correct horse battery")
    assert not is_password(HASH, "x" * (LONGEST + 1))
    assert is_password(hash_password("e\u0301e\u0301e\u0301 twelve letters"), "ééé twelve letters")


@pytest.mark.parametrize("password", ["", "elevenchars", "aaaaaaaaaaaaaaaa", "annaannaannaanna", "x1" * 600])
def test_weak_passwords_are_rejected_in_words(password: str) -> None:
    with pytest.raises(UsageError, match=r"^the password"):
        checked_password(password, "anna")


def test_an_outdated_hash_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hasher", HASHER)
    assert outdated(HASH)
    assert is_password(HASH, "correct horse battery")
    assert not outdated(hash_password("correct horse battery"))
    assert hash_password("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_login_brings_a_hash_up_to_date(monkeypatch: pytest.MonkeyPatch, guarded: Settings, users: UserFile) -> None:
    dearer = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: dearer)
    client = create_app(guarded).server.test_client()
    before = users.find("rita")
    client.post("/login", data={"name": "rita", "password": PASSWORD}, headers=OWN)
    after = users.find("rita")
    assert before
    assert after
    assert outdated(before.password)
    assert not outdated(after.password)
    assert client.get("/console").status_code == 200, "the session goes on"
