"""What services log: one line for each event, for the eye or as JSON, whatever the facts hold."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from cypher import log
from cypher.settings import Settings


@pytest.fixture(autouse=True)
def kept() -> Iterator[None]:
    """The logger as it was before."""
    before = log.LOGGER.handlers[:], log.LOGGER.propagate, log.LOGGER.level
    yield
    log.LOGGER.handlers[:], log.LOGGER.propagate = before[0], before[1]
    log.LOGGER.setLevel(before[2])


def lines(form: str, tmp_path: Path) -> io.StringIO:
    """Where the events go from now on."""
    stream = io.StringIO()
    log.set_up(Settings(home=tmp_path, log=form), stream)  # type: ignore[arg-type]
    return stream


def test_an_event_is_one_json_object_on_one_line(tmp_path: Path) -> None:
    stream = lines("json", tmp_path)
    log.event("run ended", source="ofac-sdn", run="ofac-sdn-4", seconds=3.20049, rows=12, error=None, path=tmp_path)
    (line,) = stream.getvalue().splitlines()
    found = json.loads(line)
    assert found.pop("at").endswith("+00:00")
    assert found == {
        "level": "info",
        "event": "run ended",
        "source": "ofac-sdn",
        "run": "ofac-sdn-4",
        "seconds": 3.2,
        "rows": 12,
        "path": str(tmp_path),
    }


def test_no_fact_can_begin_a_line_of_its_own(tmp_path: Path) -> None:
    for form in ("text", "json"):
        stream = lines(form, tmp_path)
        log.event("a\nb", level=logging.ERROR, said='x\n2026-01-01 "run ended" \u2028 y', at_all=float("nan"))
        assert stream.getvalue().count("\n") == 1


def test_a_line_for_the_eye_says_what_when_and_which(tmp_path: Path) -> None:
    stream = lines("text", tmp_path)
    log.event("run failed", level=logging.WARNING, source="a", error="two words")
    assert stream.getvalue().rstrip().endswith('Z warning: run failed  source=a error="two words"')


def test_a_traceback_is_a_fact_of_its_event(tmp_path: Path) -> None:
    stream = lines("json", tmp_path)
    try:
        raise ValueError("what")
    except ValueError:
        log.LOGGER.exception("it broke")
    found = json.loads(stream.getvalue())
    assert (found["level"], found["event"]) == ("error", "it broke")
    assert "ValueError: what" in found["trace"]
