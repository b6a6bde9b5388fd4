"""One run of Neo4j's own neo4j-admin on a stopped graph; what it says when it fails becomes one message."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from cypher.engine import conf
from cypher.errors import EngineError
from cypher.settings import Settings

ADMIN = "org.neo4j.cli.AdminTool"
WORDS = re.compile(r"^(?:Caused by|Error|[\w.$]*Exception): *(.*)$", re.MULTILINE)
TOLD = 20_000  # characters of its last words in which the reason is looked for


def neo4j_admin(
    settings: Settings,
    jars: Path,
    home: Path,
    arguments: list[str],
    doing: str,
    *,
    folder: Path | None = None,
    on_line: Callable[[str], bool] = lambda line: False,
) -> str:
    """Run it on a Neo4j home; EngineError says that it did not do what it should. `on_line` takes lines of progress.

    It has a session of its own: a Ctrl-C reaches this process alone, which ends the tool.
    """
    command = [*conf.java_command(jars, settings), ADMIN, *arguments, "--verbose"]
    output = ""
    with subprocess.Popen(
        command,
        cwd=folder or home,
        env=conf.environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            for line in process.stdout or ():
                if not on_line(line):
                    output = (output + line)[-TOLD:]
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        if "No space left on device" in output:
            raise EngineError(f"the disk is full: neo4j-admin could not {doing}")
        reasons = list(dict.fromkeys(WORDS.findall(output))) or output.strip().splitlines()[-3:]
        raise EngineError(f"neo4j-admin could not {doing} (exit code {process.returncode}): {'; '.join(reasons)}")
    return output
