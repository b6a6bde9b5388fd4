"""What services log as JSON, read as it comes."""

from __future__ import annotations

import json
import subprocess
from typing import Any


def await_event(process: subprocess.Popen[str], name: str) -> dict[str, Any]:
    """The first event of that name among what a process logs."""
    assert process.stderr is not None
    for line in process.stderr:
        event: dict[str, Any] = json.loads(line)
        if event["event"] == name:
            return event
    raise AssertionError(f"it ended without {name!r}")
