"""What comes out of a reader beside records and statements: rows rejected, rows left out by a named rule."""

from typing import Literal

import msgspec


class RowError(Exception):
    """What a row says can't be believed: it is rejected with these words; any other exception is a fault of ours."""


class Location(msgspec.Struct, frozen=True, gc=False):
    """The line of a file that something was read from."""

    file: str
    line: int


class Row(msgspec.Struct, frozen=True, gc=False):
    """One row of a file: its fields by column, the line it starts on, its text."""

    origin: Location
    fields: dict[str, str]


class Tie(msgspec.Struct, frozen=True, gc=False):
    """The statements of one type at one of whose ends a record stands."""

    type: str
    end: Literal["subject", "object"]


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """A row, or a part of one, that can't be believed; it protects from withdrawal what it would have said itself.

    `record` is the record that it speaks of: protected where this very row `describes` it, with those of its statements
    that this very row states (`ties`). `statement` is the one statement that it makes. Without record and statement its
    key could not be read.
    """

    origin: Location
    reason: str
    value: str = ""
    record: str | None = None
    describes: bool = True
    ties: tuple[Tie, ...] = ()
    statement: str | None = None

    @property
    def keyless(self) -> bool:
        """Whether nobody can say what the row would have spoken of."""
        return self.record is None and self.statement is None


class Skipped(msgspec.Struct, frozen=True):
    """A row, or a part of one, left out by a rule that has a name."""

    origin: Location
    rule: str
    value: str = ""


class Merged(msgspec.Struct, frozen=True):
    """A row whose content went into what another row says: an alias, an address, the rest of a remark."""

    origin: Location


class Progress(msgspec.Struct, frozen=True):
    """How far the reading is: bytes of the input read since the last such note."""

    bytes: int
