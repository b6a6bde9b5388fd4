"""What the data folder keeps of the embedded graph: Neo4j's own home, its password, and which process serves it."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
import psutil

from cypher.content import replace_private
from cypher.errors import EngineError, InputError
from cypher.regular import read_regular
from cypher.settings import Settings

DATABASE = "neo4j"
ADOPT, KEEPING, BACK = "adopt the staged graph", "adopt the staged graph, keep the old one", "bring the old graph back"
RESTORE = "remove it to start the graph as it is, then restore again"
LARGEST = 10_000  # bytes of a file of ours, such as the password
TAIL = 12  # lines of a log that a message shows


ProcessId = Annotated[int, msgspec.Meta(ge=1, lt=2**31)]


class ServerState(msgspec.Struct, frozen=True):
    """What `server.json` says of the server that was started last."""

    pid: ProcessId
    created: float
    port: Annotated[int, msgspec.Meta(ge=1, lt=2**16)]
    ready: bool
    home: str = ""
    """The folder that was served: the copy of a folder has another path."""


class KeeperState(msgspec.Struct, frozen=True):
    """What `keeper.json` says of the process that keeps the server running."""

    pid: ProcessId
    created: float


class AwayNote(msgspec.Struct, frozen=True):
    """What `away.json` says: which process has stopped the server, why, and when it should be back (Unix time)."""

    pid: ProcessId
    why: str
    back: float


@dataclass(frozen=True)
class Serving:
    """The process that serves a data folder."""

    process: psutil.Process
    port: int
    ready: bool


class Home:
    """The folder `graph` in the data folder."""

    def __init__(self, settings: Settings) -> None:
        self.path = settings.home.resolve() / "graph"
        self.password_file = self.path / "password"
        self.state_file = self.path / "server.json"
        self.lock_file = self.path / "server.lock"
        self.keeper_file = self.path / "keeper.json"
        self.staging = self.path / "staging"
        self.staged_file = self.path / "staged"
        self.replaced = self.path / "replaced"
        self.kept = self.path / "kept"
        self.away_file = self.path / "away.json"
        self.console = self.path / "logs" / "console.log"
        self.log = self.path / "logs" / "neo4j.log"

    def make(self) -> None:
        """Make the folder, for this user alone."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            (self.path / "logs").mkdir(exist_ok=True)
            for file in (self.console, self.log):
                if file.is_symlink() or (file.exists() and not file.is_file()):
                    raise EngineError(f"{file} is not a file of ours: move it away")
        except OSError as error:
            raise EngineError(
                f"{self.path} can't hold the graph: {error.strerror}; choose another data folder with FAULTLINES_HOME"
            ) from error

    @property
    def mark(self) -> str:
        """The argument by which a process shows that it serves this folder."""
        return f"--home-dir={self.path}"

    def password(self) -> str:
        """The generated password, made on first use."""
        if (content := read_own(self.password_file)) is not None:
            password = content.decode("utf-8", errors="replace").strip()
            if not password or not password.isprintable():
                raise EngineError(f"{self.password_file} holds no password: put back the one of this graph")
            return password
        if (self.path / "data" / "databases").exists():
            raise EngineError(
                f"{self.password_file} is missing, and the graph cannot be opened without it: put it back, "
                "or make a new one: faultlines graph password --new"
            )
        return self.make_password()

    def make_password(self) -> str:
        """A new password, kept in its file: letters and digits, as neo4j-admin takes a leading hyphen for an option."""
        password = secrets.token_hex(24)
        replace_private(self.password_file, f"{password}\n".encode())
        return password

    def remember(self, process: psutil.Process, port: int, *, ready: bool) -> None:
        """Write down who serves this folder."""
        state = ServerState(process.pid, process.create_time(), port, ready, str(self.path))
        replace_private(self.state_file, msgspec.json.encode(state))

    def serving(self) -> Serving | None:
        """The living process that serves this folder; what a killed one left behind doesn't count."""
        state = self.state()
        process = living_process(state)
        if state is None or process is None or not self.serves(process):
            return None
        return Serving(process, state.port, state.ready)

    def serves(self, process: psutil.Process) -> bool:
        """Whether that process is alive and serves this folder, not one that was moved away from this path."""
        try:
            if process.status() == psutil.STATUS_ZOMBIE or self.mark not in process.cmdline():
                return False
        except psutil.Error:
            return False
        try:
            return os.path.samefile(process.cwd(), self.path)
        except (psutil.AccessDenied, PermissionError):
            return True  # where the system doesn't tell, the mark has to do
        except (psutil.Error, OSError):
            return False

    def keep(self) -> None:
        """Write down that this process keeps the server running: nobody else starts one meanwhile."""
        state = KeeperState(os.getpid(), psutil.Process().create_time())
        replace_private(self.keeper_file, msgspec.json.encode(state))

    def keeper(self) -> psutil.Process | None:
        """The living process that keeps the server running, and starts it again after a backup."""
        return living_process(read_note(self.keeper_file, KeeperState))

    def leave(self, why: str, seconds: float) -> None:
        """Write down why the server is away and when it should be back; the note counts while this process lives."""
        note = AwayNote(os.getpid(), why, time.time() + seconds)
        replace_private(self.away_file, msgspec.json.encode(note))

    def away(self) -> tuple[str, float] | None:
        """Why the server is away, and in how many seconds it should be back; None when nobody has it stopped."""
        note = read_note(self.away_file, AwayNote)
        if note is None or not psutil.pid_exists(note.pid):
            return None
        return note.why, max(note.back - time.time(), 1.0)

    def unknown(self) -> psutil.Process | None:
        """A process that serves this folder although nothing is written of it: its start was killed half-way."""
        return next((process for process in psutil.process_iter() if self.serves(process)), None)

    def state(self) -> ServerState | None:
        """What was last written down of the server; None when that is nothing, or damaged."""
        return read_note(self.state_file, ServerState)

    def choose_port(self, *, another: bool = False) -> int:
        """The port that it had last, when that is free; else any free one. The copy of a folder gets one of its own."""
        state = self.state()
        last = state.port if state and state.home == str(self.path) and not another else 0
        for port in (last, 0):
            with socket.socket() as listener:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    listener.bind(("127.0.0.1", port))
                except OSError:
                    continue
                chosen: int = listener.getsockname()[1]
                return chosen
        raise EngineError("No port is free on 127.0.0.1")

    def stage(self, how: str) -> None:
        """Write down what the next start does: ADOPT, KEEPING (the old one is kept) or BACK."""
        replace_private(self.staged_file, f"{how}\n".encode())

    def adopt(self) -> None:
        """Put the staged graph in the place of the one that served; what was cut short goes on where it ended."""
        if not self.staged_file.exists():
            return
        how = (read_own(self.staged_file) or b"").decode("utf-8", errors="replace").strip()
        if how not in (ADOPT, KEEPING, BACK):
            raise EngineError(f"{self.staged_file} is damaged ({how[:50]!r}): {RESTORE}")
        for kind in ("databases", "transactions"):
            roots = (self.replaced if how == BACK else self.staging, self.path, self.replaced)
            coming, served, kept = (root / "data" / kind / DATABASE for root in roots)
            if not coming.exists():
                continue
            if how == KEEPING and served.exists() and not kept.exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                served.rename(kept)
            shutil.rmtree(served, ignore_errors=True)
            served.parent.mkdir(parents=True, exist_ok=True)
            coming.rename(served)
        self.staged_file.unlink()
        shutil.rmtree(self.staging, ignore_errors=True)

    def last_words(self) -> str:
        """The end of what Neo4j wrote."""
        lines: list[str] = []
        for path in (self.log, self.console):
            if path.exists():
                lines += path.read_text("utf-8", errors="replace").splitlines()[-TAIL:]
        return "\n".join(f"  {line}" for line in lines[-TAIL:]) or "  (no output)"


def living_process(state: ServerState | KeeperState | None) -> psutil.Process | None:
    """The process that was written down, if it lives; a later one with the same pid is another."""
    if state is None:
        return None
    try:
        process = psutil.Process(state.pid)
        same = abs(process.create_time() - state.created) <= 1 and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return None
    return process if same else None


Note = TypeVar("Note", bound=msgspec.Struct)


def read_note(path: Path, kind: type[Note]) -> Note | None:
    """What a small file of ours says; None when it is missing or damaged: it can be written anew."""
    content = read_own(path)
    if content is None:
        return None
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def read_own(path: Path) -> bytes | None:
    """The content of a small file of ours, None when there is none; EngineError when it can't be such a file."""
    try:
        return read_regular(path, LARGEST)
    except FileNotFoundError:
        if path.is_symlink():
            raise EngineError(f"{path} is a link to nothing: remove it") from None
        return None
    except InputError as error:
        raise EngineError(f"{error}: move it away") from None
    except OSError as error:
        raise EngineError(f"{path} can't be read ({error.strerror}): move it away") from None
