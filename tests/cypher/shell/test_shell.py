"""The shell as it is used: from a pipe, and at a terminal of its own."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cypher.console.watch import statement
from cypher.editing.vocabulary import LiveVocabulary
from cypher.errors import UsageError
from cypher.graph import Graph
from cypher.library.library import Library
from cypher.settings import Settings
from cypher.shell.talk import Shell, typed_value

LONG = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a WHERE a * b = 7 RETURN count(*) AS n;\r"


@dataclass
class Asked:
    """What a shell was told to run."""

    shell: Shell
    runs: list[tuple[str, dict[str, object], str]]


@pytest.fixture
def asked() -> Asked:
    """A shell that notes what it would run."""
    runs: list[tuple[str, dict[str, object], str]] = []
    library = Library.load()
    words = LiveVocabulary(lambda: pytest.fail("asks nothing"), lambda name: True)
    shell = Shell(lambda text, values, form: runs.append((text, dict(values), form)), library, words, ("table", "json"))
    return Asked(shell, runs)


def test_parameters_are_set_and_sent(asked: Asked) -> None:
    for line in (":param who states:RUS", ":param on => 2023-01-20", ':param list ["a", 1]', "RETURN $who; RETURN $on"):
        asked.shell.take(line)
    assert [text for text, _, _ in asked.runs] == ["RETURN $who", "RETURN $on"]
    assert asked.runs[0][1] == {"who": "states:RUS", "on": typed_value("2023-01-20"), "list": ["a", 1]}
    asked.shell.take(":param who")
    asked.shell.take(":format json")
    asked.shell.take("RETURN 1")
    assert "who" not in asked.runs[-1][1]
    assert asked.runs[-1][2] == "json"


def test_a_named_query_takes_what_is_given_and_what_is_set(asked: Asked) -> None:
    asked.shell.take(":param actor states:PRK")
    asked.shell.take(":q suppliers limit=5")
    text, values, _ = asked.runs[0]
    assert text == asked.shell.library.find("suppliers").text
    assert (values["actor"], values["limit"]) == ("states:PRK", 5)
    asked.shell.take(":q suppliers actor=states:RUS")
    assert asked.runs[1][1]["actor"] == "states:RUS"
    asked.shell.take(':q suppliers limit=2 actor="Wagner Group"')
    assert (asked.runs[2][1]["actor"], asked.runs[2][1]["limit"]) == ("Wagner Group", 2)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (":quiries", "did you mean queries"),
        (":format tabel", "did you mean table"),
        (":q tension", "did you mean tensions"),
        (":param 1x 2", "write :param NAME VALUE"),
        (":param nobody", "there is no parameter nobody"),
        (":q", "queries lists the names"),
        (":param x =>", "there is no parameter x"),
    ],
)
def test_what_makes_no_sense_is_said(asked: Asked, line: str, words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        asked.shell.take(line)


@pytest.fixture(scope="module")
def piped(surroundings: dict[str, str], connected: Graph) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """The shell reading from a pipe."""

    def run(text: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("faultlines")), "shell", "--format", "json"]
        return subprocess.run(
            command, input=text, env=surroundings, capture_output=True, text=True, timeout=120, check=False
        )

    return run


def test_from_a_pipe_each_statement_is_run_until_one_fails(
    piped: Callable[[str], subprocess.CompletedProcess[str]],
) -> None:
    done = piped(
        ":param half 20\n:param x => 2 * $half + 1\n:param d => date('2023-01-20')\n"
        "RETURN $d AS d;\nRETURN $x\n  + 1 AS n;\nRETURN ';' AS mark; CREATE (:Actor);\nRETURN 3 AS never;"
    )
    decoder, found, rest = json.JSONDecoder(), [], done.stdout.strip()
    while rest:
        value, end = decoder.raw_decode(rest)
        found.append(value)
        rest = rest[end:].strip()
    assert found == [[{"d": "2023-01-20"}], [{"n": 42}], [{"mark": ";"}]]
    assert "1 row in " in done.stderr
    assert "CREATE writes" in done.stderr
    assert done.returncode == 4


@dataclass
class Terminal:
    """A shell at a terminal of its own."""

    process: subprocess.Popen[bytes]
    master: int
    seen: str = ""

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.master, keys.encode())

    def until(self, words: str, seconds: float = 60) -> None:
        """Read up to some words, after those that were waited for before; fails when they don't come."""
        end = time.monotonic() + seconds
        while (at := self.seen.find(words)) < 0:
            ready, _, _ = select.select([self.master], [], [], 1)
            if ready:
                data = os.read(self.master, 65536).decode("utf-8", "replace")
                if "\x1b[6n" in data:  # asks where the cursor is
                    os.write(self.master, b"\x1b[1;1R")
                self.seen += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", data)
            assert time.monotonic() < end, f"no {words!r} in {self.seen!r}"
        self.seen = self.seen[at + len(words) :]

    def left(self, seconds: float = 120) -> int:
        """Press Ctrl-D, which counts only at a prompt, until the process has ended; its exit code."""
        end = time.monotonic() + seconds
        while (code := self.process.poll()) is None:
            ready, _, _ = select.select([self.master], [], [], 0.5)
            try:
                if ready:  # one who ends waits until a terminal has taken everything
                    self.seen += os.read(self.master, 65536).decode("utf-8", "replace")
                else:
                    self.type("\x04")
            except OSError:  # nobody is at the other end
                return self.process.wait(seconds)
            assert time.monotonic() < end, f"it does not end: {self.seen!r}"
        return code


@pytest.fixture
def terminal(surroundings: dict[str, str], connected: Graph) -> Iterator[Terminal]:
    """The shell, at its first prompt."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    command = [str(Path(sys.executable).with_name("faultlines")), "shell"]
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=surroundings | {"TERM": "xterm"}, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(slave)
    found = Terminal(process, master)
    found.until("faultlines>")
    yield found
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    process.wait()
    os.close(master)


def test_at_a_terminal_it_answers_cuts_off_and_leaves(terminal: Terminal, connected: Graph, settings: Settings) -> None:
    terminal.type("RETURN 6 * 7 AS answer;\r")
    terminal.until("42")
    terminal.until("1 row in")
    terminal.type("CREATE (n);\r")
    terminal.until("CREATE writes")
    terminal.type(LONG)
    end = time.monotonic() + 60
    while not any("a * b = 7" in row["text"] for row in connected.read(statement("running"), {"run": None})):
        assert time.monotonic() < end, "it never began"
    terminal.type("\x03")
    terminal.until("cancelled")
    terminal.type("RETURN 'still' + 'here' AS x;\r")
    terminal.until("stillhere")
    assert terminal.left() == 0
    assert "RETURN 6 * 7 AS answer;" in (settings.home / "shell-history").read_text("utf-8")
