"""A source's life in plain Python: what its records and statements are after loads, kills, held runs and reverts.

Records are `("record", key)`, statements `("statement", (subject, object))`; each has a text, or is gone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

Thing = tuple[str, Any]
Said = dict[Thing, str]

SHARE, LEAST = 0.5, 2
"""The limit of the source: more than half waits for a person, but for the one change of a list of one."""


@dataclass
class Model:
    """What is said now, how many versions of each thing there were, and what each run did to it."""

    now: Said = field(default_factory=dict)
    versions: Counter[Thing] = field(default_factory=Counter)
    touched: dict[Thing, int] = field(default_factory=dict)
    did: dict[int, dict[Thing, str | None]] = field(default_factory=dict)
    waits: tuple[int, Said] | None = None

    def load(self, run: int, said: Said) -> bool:
        """Load an edition; whether the run was done (else it is held). A newer run supersedes one that waits."""
        self.waits = None if self.allowed(said) else (run, said)
        if self.waits is None:
            self.become(run, said)
        return self.waits is None

    def allowed(self, said: Said) -> bool:
        """Whether so much may change and go at once."""
        for kind in ("record", "statement"):
            live = [thing for thing in self.now if thing[0] == kind]
            changed = sum(1 for thing in live if thing in said and said[thing] != self.now[thing])
            gone = sum(1 for thing in live if thing not in said)
            if gone > SHARE * len(live) or changed > max(1, SHARE * len(live)):
                return False
        return True

    def become(self, run: int, said: Said) -> None:
        """Let a run make everything as an edition says."""
        self.did[run] = {}
        for thing in self.now.keys() | said.keys():
            self.put(run, thing, said.get(thing))

    def put(self, run: int, thing: Thing, text: str | None) -> None:
        """Let a run say something of a thing, or end it."""
        before = self.now.get(thing)
        if before == text:
            return
        self.did[run][thing] = before
        self.touched[thing] = run
        if text is None:
            del self.now[thing]
        else:
            self.now[thing] = text
            self.versions[thing] += 1

    def revert(self, run: int, reverts: int) -> set[Thing]:
        """Take back what a run did, unless later runs touched it: those things are returned."""
        self.did[run] = {}
        later = {thing for thing in self.did[reverts] if self.touched[thing] != reverts}
        back = {thing: text for thing, text in self.did[reverts].items() if thing not in later}
        for thing, text in sorted(back.items()):
            named = {
                end
                for kind, ends in self.now
                if kind == "statement" and ("statement", ends) not in back
                for end in ends
            }
            if thing[0] == "record" and (text is not None or thing[1] not in named):
                self.put(run, thing, text)
        for thing, text in sorted(back.items()):
            if thing[0] == "statement":
                if text is not None and any(("record", end) not in self.now for end in thing[1]):
                    later.add(thing)
                else:
                    self.put(run, thing, text)
        return later
