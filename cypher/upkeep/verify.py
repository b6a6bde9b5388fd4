"""Verifying a backup: it is restored beside the graph that serves, and compared with what was saved."""

from __future__ import annotations

from pathlib import Path

from cypher.engine.home import Home
from cypher.errors import FaultlinesError
from cypher.file_lock import exclusive
from cypher.settings import Settings
from cypher.upkeep.backup import NOTES, lacking
from cypher.upkeep.downtime import Tell
from cypher.upkeep.proof import Contents, prove
from cypher.upkeep.restore import Restorable, look_at_backup, lost_inputs


def verify_backup(settings: Settings, path: Path, *, tell: Tell = lambda text: None) -> list[str]:
    """What is wrong with a backup, in words; an empty list when it restores to what was saved, with every input."""
    tell("Comparing checksums")
    try:
        backup = look_at_backup(settings, path, alone=True)
    except FaultlinesError as error:
        return [str(error)]
    home = Home(settings)
    home.make()
    with exclusive(home.path / "backup.lock"):
        tell(f"Restoring {backup.dump} into a scratch store")
        try:
            contents = prove(settings, backup.dump)
        except FaultlinesError as error:
            return [str(error)]
    return differences(backup, contents)


def differences(backup: Restorable, contents: Contents) -> list[str]:
    """How what was restored differs from what was saved, and which inputs it lacks."""
    faults = []
    if backup.notes:
        saved = {"counts": backup.notes.counts, "fingerprint": backup.notes.fingerprint}
        restored = {"counts": contents.counts, "fingerprint": contents.fingerprint}
        faults = [
            f"its {name} is {restored[name]}, not {value} as {backup.dump.parent / NOTES} says"
            for name, value in saved.items()
            if value is not None and value != restored[name]
        ]
        faults += [lost_inputs(backup)] if backup.lacks else []
        faults += [f"when it was made, {lacking(backup.notes.lacks, contents.inputs)}"] if backup.notes.lacks else []
    return faults
