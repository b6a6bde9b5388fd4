"""The queue of people's statements: who came first goes first, and a place is never lost."""

from __future__ import annotations

import os
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.console.gate import EVERY, Gate, Ticket, at_a_time
from cypher.errors import StatementRejected
from cypher.settings import Settings


class Waiting:
    """A thread that waits at a gate."""

    def __init__(self, gate: Gate, client: str) -> None:
        known = len(gate.tickets)
        self.thread = Thread(target=gate.enter, args=[client], daemon=True)
        self.thread.start()
        while len(gate.tickets) == known and self.thread.is_alive():
            self.thread.join(0.001)

    def came_in(self) -> bool:
        self.thread.join(20)
        return not self.thread.is_alive()


def test_who_came_first_goes_first() -> None:
    gate = Gate(each=1, every=1, patience=60)
    gate.enter("first")
    threads = [Waiting(gate, name) for name in ("second", "third", "fourth")]
    for before, thread in zip(("first", "second", "third"), threads, strict=True):
        gate.leave(before)
        assert thread.came_in()
    assert gate.running == {"fourth": 1}


def test_a_client_whose_places_are_taken_keeps_nobody_waiting() -> None:
    gate = Gate(each=1, every=2, patience=60)
    gate.enter("busy")
    again = Waiting(gate, "busy")
    gate.enter("another")
    assert gate.running == {"busy": 1, "another": 1}
    gate.leave("busy")
    assert again.came_in()
    assert gate.running == {"busy": 1, "another": 1}


def test_a_place_that_comes_as_one_gives_up_is_passed_on() -> None:
    gate = Gate(each=2, every=1)
    ticket, other = Ticket("a"), Ticket("b")
    gate.tickets = [ticket, other]
    gate.let_in()
    assert (gate.running, ticket.turn.is_set()) == ({"a": 1}, True)
    gate.give_up(ticket)
    assert (gate.running, other.turn.is_set()) == ({"b": 1}, True)


def test_a_statement_that_is_stopped_while_it_waits_leaves_no_trace() -> None:
    gate = Gate(each=1, every=1, patience=60)
    gate.enter("a")

    def stop() -> None:
        raise StatementRejected(4, "it was cancelled")

    with pytest.raises(StatementRejected, match="cancelled"):
        gate.enter("b", stop)
    assert gate.tickets == []
    gate.leave("a")
    assert gate.running == {}


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abc")), max_size=60), st.integers(1, 3), st.integers(1, 4))
def test_places_are_neither_lost_nor_given_twice(steps: list[tuple[bool, str]], each: int, every: int) -> None:
    gate = Gate(each=each, every=every)
    for comes, client in steps:
        if comes:
            gate.tickets.append(Ticket(client))
            gate.let_in()
        elif gate.running[client]:
            gate.leave(client)
        assert gate.count("running") <= every
        assert all(number <= each for number in gate.running.values())
        free = every - gate.count("running")
        may = [ticket for ticket in gate.tickets if gate.running[ticket.client] < gate.each]
        assert not (free and may), "somebody waits although there is room"


@pytest.mark.parametrize(("cores", "number"), [(None, 2), (1, 2), (2, 2), (6, 6), (64, EVERY)])
def test_no_more_run_than_there_are_cores(monkeypatch: pytest.MonkeyPatch, cores: int | None, number: int) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert at_a_time(Settings()) == number
    assert at_a_time(Settings(neo4j_uri="bolt://graph.example:7687")) == EVERY
