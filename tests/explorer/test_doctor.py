"""What `faultlines doctor` says of who may log in."""

from __future__ import annotations

from pathlib import Path

import pytest

from cypher.doctor import Finding, FindingState
from cypher.settings import Settings
from explorer.access.sessions import KEY, session_key
from explorer.access.users import FILE, UserFile
from explorer.doctor import check_users
from loader.doctor import all_findings, fix_findings

PASSWORD = "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0$aGFzaA"


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """A data folder with two users, one of them an admin, and a key for sessions."""
    settings = Settings(home=tmp_path, sources=[])
    UserFile(tmp_path).add("ada", "admin", PASSWORD)
    UserFile(tmp_path).add("ron", "reader", PASSWORD)
    session_key(tmp_path)
    return settings


def only(settings: Settings) -> Finding:
    """The only finding."""
    (finding,) = check_users(settings)
    return finding


def test_users_that_are_whole(home: Settings) -> None:
    assert only(home) == Finding("users", FindingState.OK, "2")
    assert only(home.model_copy(update={"home": home.home / "elsewhere"})).state is FindingState.OK


@pytest.mark.parametrize("name", [FILE, KEY])
def test_what_others_can_read_is_fixed(home: Settings, name: str) -> None:
    (home.home / name).chmod(0o644)
    finding = only(home)
    assert (finding.state, finding.fix) == (FindingState.ERROR, f"chmod 600 {home.home / name}")
    assert fix_findings(home, [finding]) == [f"{name} is readable by this user only"]
    assert only(home).state is FindingState.OK


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 1, "users": [{"name": "x"}]}'])
def test_a_damaged_file_is_an_error_and_never_no_users(home: Settings, content: str) -> None:
    (home.home / FILE).write_text(content, "utf-8")
    finding = only(home)
    assert finding.state is FindingState.ERROR
    assert "is damaged" in finding.message


def test_users_without_an_admin(home: Settings) -> None:
    UserFile(home.home).remove("ada")
    finding = only(home)
    assert (finding.state, finding.fix) == (FindingState.WARNING, "faultlines users role NAME admin")


def test_an_explorer_that_would_not_start(tmp_path: Path) -> None:
    finding = only(Settings(home=tmp_path, sources=[], host="0.0.0.0"))
    assert finding.state is FindingState.ERROR
    assert "would not start: 0.0.0.0 can be reached from other machines" in finding.message


def test_doctor_asks_for_it(home: Settings) -> None:
    import faultlines

    (home.home / FILE).write_text("{", "utf-8")
    findings = all_findings(home, quick=True, further=[faultlines.check_users])
    assert [finding.state for finding in findings if finding.what == "users"] == [FindingState.ERROR]
