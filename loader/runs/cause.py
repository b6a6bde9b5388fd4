"""Why a run finds differences: the source changed, or our reader did."""

from __future__ import annotations

from cypher.errors import FaultlinesError
from cypher.settings import Settings
from loader.archive import store
from loader.catalogue.source import Source
from loader.reading.stage import read_source
from loader.runs.journal import Last
from loader.spool import Spool, scratch_spool

READER = "reader"
UNKNOWN = "unknown"
"""Both changed, and the last input is no longer there to be read again."""


def attribute(spool: Spool, settings: Settings, source: Source, last: Last, digest: str) -> None:
    """Note in the plan which differences the reader made; nothing is noted where the source alone changed.

    When both have changed, the last input is read again: what today's reader finds in it already is the reader's doing.
    """
    if last.run is None or last.reader == source.version:
        return
    if last.input == digest:
        for what in ("record", "statement"):
            spool.run(f"UPDATE plan_{what} SET because = ?", (READER,))  # noqa: S608
        return
    path = scratch_spool(settings, "attribution")
    try:
        with Spool(path) as again:
            read_source(again, source, store.restored(settings, last.archived), lambda _: None)
            compare(spool, again)
    except FaultlinesError:
        for what in ("record", "statement"):
            spool.run(f"UPDATE plan_{what} SET because = ?", (UNKNOWN,))  # noqa: S608


def compare(spool: Spool, again: Spool) -> None:
    """Note what is already so when the last input is read by today's reader."""
    for what in ("record", "statement"):
        spool.run(f"CREATE TABLE again_{what} (id TEXT PRIMARY KEY, hash TEXT) WITHOUT ROWID")
        for chunk in again.chunks(f"SELECT id, hash FROM read_{what}", size=20_000):  # noqa: S608
            spool.add(f"again_{what}", chunk)
        spool.run(
            f"UPDATE plan_{what} AS p SET because = ? WHERE action <> 'withdrawn' AND EXISTS "  # noqa: S608
            f"(SELECT 1 FROM again_{what} a JOIN read_{what} r ON r.id = a.id AND r.hash = a.hash WHERE a.id = p.id)",
            (READER,),
        )
        spool.run(
            f"UPDATE plan_{what} AS p SET because = ? WHERE action = 'withdrawn' "  # noqa: S608
            f"AND NOT EXISTS (SELECT 1 FROM again_{what} a WHERE a.id = p.id)",
            (READER,),
        )
