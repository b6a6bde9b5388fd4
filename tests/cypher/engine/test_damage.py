"""Damage to the small files of a data folder, and other things in their places: a line of words, or no harm."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from cypher import engine
from cypher.engine import jars
from cypher.engine.home import Home
from cypher.errors import EngineError, FaultlinesError
from cypher.file_lock import exclusive
from cypher.settings import Settings


def fill(content: bytes) -> Callable[[Path], object]:
    """Damage that replaces a file's content."""
    return lambda path: path.write_bytes(content)


def listen(path: Path) -> None:
    """A socket in the place of a file."""
    with socket.socket(socket.AF_UNIX) as listener:
        folder = os.open(path.parent, os.O_RDONLY)  # an address may have 108 bytes, a path more
        listener.bind(f"/proc/self/fd/{folder}/{path.name}")
        os.close(folder)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": fill(b""),
    "cut": fill(b'{"pid": 12'),
    "bytes": fill(bytes(range(256))),
    "zeros": fill(bytes(4096)),
    "list": fill(b"[]"),
    "another shape": fill(b'{"pid": "x", "created": [], "port": {}, "ready": 3, "why": 1, "back": "soon"}'),
    "out of range": fill(b'{"pid": -4, "created": 1e999, "port": 99999, "ready": true, "why": "", "back": 1e308}'),
    "no such process": fill(b'{"pid": 2147483647, "created": 1, "port": 7687, "ready": true, "why": "", "back": 0}'),
    "init": fill(b'{"pid": 1, "created": 1, "port": 7687, "ready": true, "why": "", "back": 0}'),
    "huge": fill(b" " * 20_000_000),
    "folder": lambda path: path.mkdir(),
    "link to nothing": lambda path: path.symlink_to("nowhere/at/all"),
    "link to itself": lambda path: path.symlink_to(path.name),
    "link to a folder": lambda path: path.symlink_to("/"),
    "pipe": lambda path: os.mkfifo(path),
    "socket": listen,
    "device": lambda path: path.symlink_to("/dev/zero"),
}
FILES = ("server.json", "server.lock", "password", "away.json", "staged", "logs/console.log", "logs/neo4j.log")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data folder in which a graph was made once, and stopped."""
    settings = Settings(home=tmp_path / "data", cache=tmp_path / "cache")
    home = Home(settings)
    home.make()
    home.password()
    home.remember(psutil.Process(), 7687, ready=True)
    return settings


def start(settings: Settings) -> None:
    """What a start does with the files before there is a server."""
    home = Home(settings)
    home.make()
    with exclusive(home.lock_file):
        home.serving()
        home.password()
        home.adopt()
        home.remember(psutil.Process(), home.choose_port(), ready=False)


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("name", FILES)
def test_damage_is_said_in_a_line_or_does_no_harm(settings: Settings, name: str, damage: str) -> None:
    path = Home(settings).path / name
    path.unlink(missing_ok=True)
    DAMAGE[damage](path)
    for act in (engine.status, engine.locate, engine.stop):
        assert "\n" not in message_of(act, settings)
    message = message_of(start, settings)
    assert "\n" not in message
    assert str(path) in message or not message


def message_of(act: Callable[[Settings], object], settings: Settings) -> str:
    """What an act says when it fails in words."""
    try:
        act(settings)
    except FaultlinesError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("text", ["", "\n", "\x00" * 9, "a\nb"])
def test_a_password_file_without_a_password_is_not_tried(settings: Settings, text: str) -> None:
    Home(settings).password_file.write_text(text)
    with pytest.raises(EngineError, match="holds no password"):
        Home(settings).password()


def test_a_process_that_serves_another_folder_is_neither_asked_nor_ended(settings: Settings) -> None:
    home = Home(settings)
    home.remember(psutil.Process(), 7687, ready=True)  # this very process: alive, of the right age, no server
    assert home.serving() is None
    assert engine.stop(settings) is None


def test_a_link_in_the_place_of_a_written_file_is_replaced_not_followed(settings: Settings, tmp_path: Path) -> None:
    home, outside = Home(settings), tmp_path / "outside"
    outside.write_text("kept")
    draft = home.state_file.with_name(f"{home.state_file.name}.{os.getpid()}.new")
    home.state_file.unlink()
    for place in (home.state_file, draft):
        place.symlink_to(outside)
    home.remember(psutil.Process(), 7687, ready=True)
    assert outside.read_text() == "kept"
    assert not home.state_file.is_symlink()


def test_an_engine_cache_that_is_a_link_loses_nothing_of_what_it_leads_to(settings: Settings, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "thesis.odt").write_text("kept")
    folder = jars.jar_folder(settings, jars.read_lock())
    folder.parent.mkdir(parents=True)
    folder.symlink_to(elsewhere)
    with pytest.raises(EngineError, match="is a link: remove it"):
        jars.fetch_jars(settings)
    assert (elsewhere / "thesis.odt").read_text() == "kept"


def test_a_locked_file_has_the_size_that_it_had(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_text("kept")
    with exclusive(path):
        assert path.read_text() == "kept"
