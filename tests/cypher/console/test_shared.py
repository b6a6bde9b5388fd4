"""The gate and the findings that several processes share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from cypher.console.shared import SharedGate, SharedRunaways, client_digest, forget
from cypher.console.watch import RunawayQuery
from cypher.errors import Cancelled, StatementRejected

TAKE = "import sys, pathlib, cypher.console.shared as s; s.SharedGate(pathlib.Path(sys.argv[1])).enter(sys.argv[2])"


def elsewhere(folder: Path, client: str) -> None:
    """Let another process take a place and die with it."""
    subprocess.run([sys.executable, "-c", TAKE, str(folder), client], check=True, cwd=Path(__file__).parents[3])


def test_places_are_counted_over_processes_and_a_dead_one_holds_none(tmp_path: Path) -> None:
    gate = SharedGate(tmp_path, each=2, patience=0.2)
    elsewhere(tmp_path, "a")
    with gate.through("a"):
        with pytest.raises(StatementRejected, match=r"it waited 0\.2 s"), gate.through("a"):
            pass
        with gate.through("b"):
            assert gate.count("running") == 3
        (held,) = [
            path for path in tmp_path.glob(f"running.{client_digest('a')}.*") if f".{os.getpid()}." not in path.name
        ]
        forget(tmp_path, int(held.name.split(".")[2]))
        with gate.through("a"):
            assert gate.count("running", "a") == 2
    assert gate.count("running") == gate.count("waiting") == 0


def test_no_more_wait_than_there_are_threads_for(tmp_path: Path) -> None:
    """All processes together: each of them has a thread for every statement that may wait."""
    gate = SharedGate(tmp_path, each=1, every=1, patience=20, waiting=2)
    gate.enter("first")
    for n in range(2):
        (tmp_path / f"waiting.{client_digest(f'client {n}')}.{os.getpid()}.{n}").touch()
    with pytest.raises(StatementRejected, match="2 statements are waiting already"):
        gate.enter("another")


def test_too_many_that_wait_are_refused_and_one_that_waits_can_be_cut_off(tmp_path: Path) -> None:
    gate = SharedGate(tmp_path, each=1, queue=1, patience=20)

    def stop() -> None:
        raise Cancelled

    with gate.through("a"):
        with pytest.raises(Cancelled), gate.through("a", stop):
            pass
        entered: list[str] = []

        def wait() -> None:
            with gate.through("a"):
                entered.append("in")

        waiting = Thread(target=wait)
        waiting.start()
        while not gate.count("waiting", "a"):
            assert waiting.is_alive()
        with (
            pytest.raises(StatementRejected, match="1 of your statements are running and 1 are waiting"),
            gate.through("a"),
        ):
            pass
        assert not entered
    waiting.join(5)
    assert entered == ["in"]


def test_twelve_at_a_time_for_all(tmp_path: Path) -> None:
    gate = SharedGate(tmp_path, every=2, patience=0.1)
    with gate.through("a"), gate.through("b"), pytest.raises(StatementRejected, match="it waited"), gate.through("c"):
        pass


def test_what_one_has_found_burning_the_others_tell_and_forget(tmp_path: Path) -> None:
    one, other = SharedRunaways(tmp_path), SharedRunaways(tmp_path)
    found = RunawayQuery("run", "tab", "RETURN 'Вагнер'", 3.0, None)
    one["run"] = found
    assert dict(other) == {"run": found}
    assert other.pop("run") == found
    assert len(one) == 0
    assert one.pop("run", None) is None
