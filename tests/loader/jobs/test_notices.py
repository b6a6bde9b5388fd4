"""The webhook hears of each change once, signed, in order, also when it was away for a while."""

from __future__ import annotations

import base64
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from cypher.errors import InputError, UsageError
from cypher.graph import Graph
from cypher.settings import Settings
from loader.jobs import notices
from loader.jobs.notices import deliver, observe, signing_key
from tests.loader.conftest import Folder, Loads
from tests.loader.jobs.conftest import ACTORS, KEY, Receiver, schedule


def look(graph: Graph, settings: Settings, now: datetime | None = None) -> None:
    """What a scheduler does every two seconds."""
    now = now or datetime.now(UTC)
    observe(graph, settings, graph.ask("jobs"), now)
    deliver(graph, settings, now)


def fail(loads: Loads, source: Folder) -> None:
    """A run that fails."""
    source("tiny", actors="something,else\n")
    with pytest.raises(InputError):
        loads("tiny")


def test_each_change_is_told_once(
    loads: Loads, source: Folder, graph: Graph, hooked: Settings, receiver: Receiver
) -> None:
    many = "".join(f"k{n},Name {n},state\n" for n in range(30))
    source("tiny", actors="key,name,kind\n" + many, limit={})
    loads("tiny")
    look(graph, hooked)
    assert receiver.said == [], "that all is well is no news"
    for _ in range(2):
        fail(loads, source)
        look(graph, hooked)
        look(graph, hooked)
    source("tiny", actors=ACTORS, limit={})
    held = loads("tiny")
    look(graph, hooked)
    loads.accept(str(held.run))
    look(graph, hooked)
    look(graph, hooked)
    assert receiver.said == [("source.failing", "tiny"), ("source.held", "tiny"), ("source.well", "tiny")]
    first, second, third = (json.loads(body)["data"] for _, body in receiver.heard)
    assert (first["before"], first["run"], first["why"]) == (
        "well",
        "tiny-2",
        graph.ask("runs", source="tiny")[2]["error"],
    )
    assert (second["before"], second["run"]) == ("failing", str(held.run))
    assert (third["before"], third["state"]) == ("held", "well")


def test_it_is_signed_as_standard_webhooks_has_it(
    loads: Loads, source: Folder, graph: Graph, hooked: Settings, receiver: Receiver
) -> None:
    fail(loads, source)
    now = datetime.now(UTC)
    look(graph, hooked, now)
    ((headers, body),) = receiver.heard
    assert headers["webhook-timestamp"] == str(int(now.timestamp()))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    version, _, said = headers["webhook-signature"].partition(",")
    assert version == "v1"
    assert base64.b64decode(said) == hmac.digest(KEY, signed, "sha256")
    assert headers["content-type"] == "application/json"


def test_the_published_example_of_standard_webhooks() -> None:
    """From its specification's test vectors: secret, id, timestamp and body to a signature."""
    settings = Settings(webhook_secret=SecretStr("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    body = '{"test": 2432232314}'
    signed = notices.signature(signing_key(settings), "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body)
    assert signed == "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_was_not_heard_is_told_again_later_and_in_order(
    loads: Loads, source: Folder, graph: Graph, hooked: Settings, receiver: Receiver
) -> None:
    receiver.answers = [503, 503]
    fail(loads, source)
    now = datetime.now(UTC)
    look(graph, hooked, now)
    source("tiny", actors=ACTORS)
    loads("tiny")
    look(graph, hooked, now + timedelta(seconds=9))
    assert receiver.said == [("source.failing", "tiny")], "what comes after it waits for it"
    look(graph, hooked, now + timedelta(seconds=11))
    look(graph, hooked, now + timedelta(seconds=25))
    assert len(receiver.heard) == 2
    look(graph, hooked, now + timedelta(seconds=32))
    assert receiver.said == [("source.failing", "tiny")] * 3 + [("source.well", "tiny")]
    assert len({headers["webhook-id"] for headers, _ in receiver.heard}) == 2
    rows = graph.read("MATCH (n:Notice) RETURN n.status AS status, n.attempts AS attempts ORDER BY n.at")
    assert rows == [{"status": "delivered", "attempts": 3}, {"status": "delivered", "attempts": 1}]


def test_a_receiver_that_is_gone_is_let_be(
    loads: Loads, source: Folder, graph: Graph, hooked: Settings, receiver: Receiver
) -> None:
    receiver.answers = [410]
    fail(loads, source)
    look(graph, hooked)
    look(graph, hooked, datetime.now(UTC) + timedelta(hours=1))
    assert len(receiver.heard) == 1
    assert graph.read("MATCH (n:Notice) RETURN n.status AS status") == [{"status": "given up"}]


def test_what_is_tried_again_is_told_when_that_has_ended(
    loads: Loads, source: Folder, graph: Graph, hooked: Settings, receiver: Receiver
) -> None:
    fail(loads, source)
    graph.command("MATCH (s:Source {id: 'tiny'}) SET s.retry_at = datetime() + duration('PT1M')")
    look(graph, hooked)
    assert receiver.said == []
    graph.command("MATCH (s:Source {id: 'tiny'}) SET s.retry_at = null")
    look(graph, hooked)
    assert receiver.said == [("source.failing", "tiny")]


def test_a_source_that_is_late_is_told_of_without_a_run(
    mine: Settings, source: Folder, graph: Graph, hooked: Settings, receiver: Receiver
) -> None:
    source("tiny", actors=ACTORS)
    schedule(mine, graph, "tiny", datetime.now(UTC) - timedelta(days=2))
    look(graph, hooked)
    assert receiver.said == [("source.late", "tiny")]


def test_without_a_webhook_nothing_is_kept_for_later(
    loads: Loads, source: Folder, graph: Graph, mine: Settings, hooked: Settings, receiver: Receiver
) -> None:
    fail(loads, source)
    look(graph, mine)
    look(graph, hooked)
    assert receiver.heard == []


def test_a_webhook_needs_a_secret(mine: Settings) -> None:
    with pytest.raises(UsageError, match="needs a secret"):
        signing_key(mine)
    with pytest.raises(UsageError, match="not base64"):
        signing_key(mine.model_copy(update={"webhook_secret": SecretStr("whsec_ä")}))
    assert signing_key(mine.model_copy(update={"webhook_secret": SecretStr("letters")})) == b"letters"
