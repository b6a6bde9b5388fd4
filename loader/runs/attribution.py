"""Why a run finds differences: the source changed, or our reader did."""

from __future__ import annotations

from loader.spool import Spool

READER = "reader"
UNKNOWN = "unknown"
"""Both changed, and the last input is no longer there to be read again."""


def mark_all(spool: Spool, because: str) -> None:
    """Note one reason for every difference of the plan."""
    spool.run("UPDATE plan_record SET because = ?", (because,))
    spool.run("UPDATE plan_statement SET because = ?", (because,))


def compare_readings(spool: Spool, again: Spool) -> None:
    """Note what is already so when the last input is read by today's reader."""
    spool.script("again")
    for what in ("record", "statement"):
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
