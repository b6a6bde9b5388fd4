"""What the sources before one in the same import say, asked as if it stood in the graph already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cypher.graph import Row
from loader.runs import identity
from loader.spool import Spool

CHUNK = 5000


class PrecedingSources:
    """Answers a run's questions about other sources from the spools of those that came before it."""

    def __init__(self) -> None:
        self.spools: list[Spool] = []

    def add(self, spool: Spool) -> None:
        """Let the sources that follow meet this one."""
        spool.script("holder")
        records = "SELECT p.actor, r.body FROM plan_record p JOIN read_record r ON r.rowid = p.body"
        for chunk in spool.chunks(records, size=CHUNK):
            decoded = [(actor, identity.decode(body)) for actor, body in chunk]
            spool.add(
                "holder", [(text, record.kind, actor) for actor, record in decoded for text in record.identifiers]
            )
        spool.script("holder-index")
        self.spools.append(spool)

    def read(
        self, cypher: str, parameters: Mapping[str, Any], *, timeout: float | None = None, name: str = "query"
    ) -> list[Row]:
        """The rows that the graph would give if the sources before stood in it, and this one did not."""
        match name:
            case "live-records":
                return self.live_records(parameters)
            case "identifier-holders":
                return self.holders(parameters)
            case "any-withdrawn":
                return []
            case _:
                raise NotImplementedError(f"a bulk load is asked {name}")

    def live_records(self, parameters: Mapping[str, Any]) -> list[Row]:
        """Which of these records the sources before describe."""
        return [
            {"id": record}
            for record in parameters["ids"]
            if any(
                spool.number("SELECT EXISTS (SELECT 1 FROM read_record WHERE id = ?)", (record,))
                for spool in self.spools
            )
        ]

    def holders(self, parameters: Mapping[str, Any]) -> list[Row]:
        """To which actors the sources before have given these identifiers."""
        held = "SELECT DISTINCT kind, actor FROM holder WHERE identifier = ?"
        rows = (
            (identifier, kind, actor)
            for identifier in parameters["identifiers"]
            for spool in self.spools
            for kind, actor in spool.rows(held, (identifier,))
        )
        return [
            {"identifier": identifier, "kind": kind, "actor": actor, "rule": actor, "apart": False, "ours": False}
            for identifier, kind, actor in dict.fromkeys(rows)
        ]
