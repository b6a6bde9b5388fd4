"""`faultlines users` and `faultlines serve` as a person types them."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cypher.errors import UsageError
from explorer.access.roles import Role
from explorer.access.users import UserFile
from explorer.commands import new_password
from tests.explorer.access.conftest import HASH, PASSWORD

Faultlines = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_user_from_first_to_last(faultlines: Faultlines, tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text(f"{PASSWORD}\nand a second line\n")

    def users(*arguments: str) -> Any:
        return faultlines("users", *arguments, HOME=str(tmp_path))

    assert "nobody has to log in" in users("list").stdout
    added = users("add", "Anna", "--role", "analyst", "--password-file", str(password))
    assert (added.returncode, added.stdout) == (0, "anna may log in as analyst\n"), added.stderr
    assert json.loads(users("list", "--json").stdout) == [{"name": "anna", "role": "analyst"}]
    again = users("add", "ANNA", "--role", "admin", "--password-file", str(password))
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert users("role", "anna", "admin").returncode == 0
    assert users("list").stdout == "anna  admin\n"
    before = UserFile(tmp_path).users()[0].password
    password.write_text("another long password")
    assert users("password", "anna", "--password-file", str(password)).returncode == 0
    assert UserFile(tmp_path).users()[0].password != before
    removed = users("remove", "anna")
    assert removed.returncode == 0
    assert "the last user" in removed.stdout
    assert users("remove", "anna").returncode == 2


def test_the_password_comes_from_standard_input(tmp_path: Path, surroundings: dict[str, str]) -> None:
    command = [str(Path(sys.executable).with_name("faultlines")), "users", "add", "bo", "--role", "reader"]
    env = surroundings | {"FAULTLINES_HOME": str(tmp_path)}
    done = subprocess.run(
        [*command, "--password-file", "-"],
        input=f"{PASSWORD}\n",
        env=env,
        text=True,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    done = subprocess.run(command, stdin=subprocess.DEVNULL, env=env, text=True, capture_output=True, check=False)
    assert done.returncode == 2
    assert "bo is a user already" in done.stderr


def at_terminal(command: list[str], env: dict[str, str], lines: list[str]) -> tuple[int, str]:
    """Run a command at a terminal, typing a line at each question; its exit code and what the terminal shows."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(command[0], command, env)
    shown, waiting = b"", list(lines)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
        if waiting and shown.rstrip().endswith(b":"):
            os.write(terminal, f"{waiting.pop(0)}\n".encode())
            shown += b"|"
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), shown.decode()


def test_the_password_is_asked_for_twice_and_shown_never(tmp_path: Path, surroundings: dict[str, str]) -> None:
    command = [str(Path(sys.executable).with_name("faultlines")), "users", "add", "cy", "--role", "admin"]
    env = surroundings | {"FAULTLINES_HOME": str(tmp_path)}
    code, shown = at_terminal(command, env, ["first password", "other password", PASSWORD, PASSWORD])
    assert code == 0, shown
    assert shown.count("Password of cy:") == 2
    assert shown.count("Once more:") == 2
    assert PASSWORD not in shown
    assert UserFile(tmp_path).users()[0].role is Role.ADMIN


@pytest.mark.parametrize("password", ["short", "", "cycycycycycycycy", "\xff\xfe", "\n and more than twelve"])
def test_what_is_no_password_is_one_line(tmp_path: Path, password: str) -> None:
    file = tmp_path / "password"
    file.write_bytes(password.encode("latin-1"))
    with pytest.raises(UsageError) as caught:
        new_password("cy", str(file))
    assert len(str(caught.value).splitlines()) == 1
    with pytest.raises(UsageError, match="can't be read"):
        new_password("cy", str(tmp_path / "none"))


def test_a_damaged_file_is_one_line_and_never_no_users(faultlines: Faultlines, tmp_path: Path) -> None:
    (tmp_path / "users.json").write_text('{"version": 1, "users": [{}')
    for arguments in (["users", "list"], ["users", "remove", "a"], ["serve", "--port", "0"]):
        done = faultlines(*arguments, HOME=str(tmp_path))
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert "users.json is damaged" in done.stderr


def test_other_machines_are_not_served_without_users(faultlines: Faultlines, tmp_path: Path) -> None:
    for command in (["serve", "--host", "0.0.0.0", "--port", "0"], ["demo", "--host", "0.0.0.0", "--port", "0"]):
        done = faultlines(*command, HOME=str(tmp_path))
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
        assert "faultlines users add NAME --role admin" in done.stderr
        assert "--behind-proxy" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("way", "workers"), [("users", "2"), ("option", "1"), ("setting", "1")])
def test_other_machines_are_served_with_users_or_behind_a_proxy(
    tmp_path: Path, surroundings: dict[str, str], way: str, workers: str
) -> None:
    import httpx

    env = surroundings | {"FAULTLINES_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    command = [str(Path(sys.executable).with_name("faultlines")), "serve", "--host", "0.0.0.0", "--port", "0"]
    command += ["--workers", workers]
    if way == "users":
        UserFile(tmp_path).add("anna", Role.ADMIN, HASH)
    elif way == "option":
        command += ["--behind-proxy"]
    else:
        env["FAULTLINES_BEHIND_PROXY"] = "1"
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            address = server.stdout.readline().split()[4]
            status = httpx.get(f"{address}/console", timeout=60).status_code
            assert status == (303 if way == "users" else 200)
        finally:
            server.terminate()
            server.communicate(timeout=60)


def test_the_command_line_starts_without_what_only_logins_need(surroundings: dict[str, str]) -> None:
    names = "('argon2', 'authlib', 'joserfc', 'flask')"
    code = f"import sys, faultlines; print([name for name in {names} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=surroundings)
    assert done.stdout == "[]\n"
    code = "import sys, explorer.app; print([name for name in ('argon2', 'authlib', 'joserfc') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=surroundings)
    assert done.stdout == "[]\n"
