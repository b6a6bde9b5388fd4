"""What an actor shows of the records that describe it: name, names, kind, countries, whether it is live."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cypher.graph import Transaction, fold_actors
from cypher.library.statements import Statements

statement = Statements(Path(__file__).with_name("queries"))


def refresh_actors(tx: Transaction, records: Sequence[str]) -> None:
    """Show the actors of these records as their records have them now."""
    shown = tx.run(statement("refresh-actors"), ids=list(records)).values("actor", "names")
    fold_actors(tx, ((actor, names) for actor, names in shown))
