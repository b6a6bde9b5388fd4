"""Several statements in one transaction: all of them, or none.

with Script(console, Limits(), write=True) as script:
    for text in texts:
        with script.run(text) as run:
            for row in run: ...
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

import neo4j

from cypher.console.connection import MeteredConnection
from cypher.console.run import Console, ConsoleMessages, Limits, Run
from cypher.errors import StatementRejected


class Script:
    """A transaction that is committed when its block ends well; its limit of seconds is that of all statements."""

    def __init__(self, console: Console, limits: Limits, client: str = "", *, write: bool = False) -> None:
        self.console, self.limits, self.client, self.write = console, limits, client, write
        self.line = MeteredConnection(limits.row_bytes, limits.bytes)
        self.last: Run | None = None
        self.tx: neo4j.Transaction | None = None

    def __enter__(self) -> Self:
        self.stack = ExitStack()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self.stack:
            if error is None and self.tx is not None and self.last is not None:
                with ConsoleMessages(self.last, self.line):
                    self.tx.commit()

    def run(self, text: str, parameters: Mapping[str, Any] | None = None) -> Run:
        """A run of a statement in this transaction."""
        self.last = Run(self.console, text, parameters or {}, self.limits, self.client, self.write, self)
        return self.last

    def transaction(self, run: Run, seconds: float, why: StatementRejected) -> neo4j.Transaction:
        """The transaction, begun by the first run that asks for it."""
        if self.tx is None:
            self.tx = run.transaction(self.stack, self.line, seconds, why)
        return self.tx
