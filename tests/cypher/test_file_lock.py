"""A locked file has one holder, among threads and among processes, and none when that has died."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from cypher.file_lock import exclusive

HOLD = """
import sys
from pathlib import Path
from cypher.file_lock import exclusive
with exclusive(Path(sys.argv[1])):
    print("locked", flush=True)
    sys.stdin.read()
"""


def test_threads_take_turns(tmp_path: Path) -> None:
    inside, most = 0, 0

    def enter() -> None:
        nonlocal inside, most
        for _ in range(50):
            with exclusive(tmp_path / "new folder" / "lock"):
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_a_process_that_is_killed_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    entered = threading.Event()

    def enter() -> None:
        with exclusive(path):
            entered.set()

    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        thread = threading.Thread(target=enter)
        thread.start()
        assert not entered.wait(0.2)
        other.kill()
        assert entered.wait(60)
        thread.join()
