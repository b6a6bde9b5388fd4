"""Where the files of a source come from, as its manifest's `from:` says: an address, a folder to watch, or a file."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, Field, model_validator

from cypher.regular import expanded
from loader.catalogue.pattern import pattern_of

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
PATTERN = re.compile(r"[*?\[]")
MOMENT = re.compile(r"\{date:([^{}]+)\}")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOST_TRIED = 100
"""Editions that are looked for in one fetch, when publishers left some out."""
WAYS = ("address", "folder", "file")


class SourceLocation(BaseModel, extra="forbid", frozen=True):
    """One `from:`; exactly one of `address`, `folder` and `file` is set."""

    address: str | None = Field(default=None, description="http:// or https://, requested at each load")
    folder: str | None = Field(default=None, description="a folder to watch; relative to the manifest")
    file: str | None = Field(default=None, description="a file; relative to the manifest")
    match: str | None = Field(
        default=None, description="which files of the folder, like `list_*.csv`; unless set, the names of the parts"
    )
    settle: Annotated[float, Field(ge=0)] = Field(
        default=10.0, description="seconds for which a file of this machine has to rest before it is taken"
    )
    member: str | None = Field(
        default=None, description="which file of a zip, `*` and `?` allowed; unless set, the only one, or by name"
    )
    every: Annotated[int | None, Field(ge=1)] = Field(
        default=None,
        description="minutes between editions whose address has their moment in UTC, as `{date:%Y%m%d%H%M%S}`",
    )
    pointer: str | None = Field(
        default=None,
        description="a regular expression: the first address like it in the text at `address` has the newest edition",
    )
    hosts: tuple[str, ...] = Field(
        default=(), description="further hosts that the address may redirect to, as a download site behind a portal"
    )

    @model_validator(mode="after")
    def one_way(self) -> SourceLocation:
        """Exactly one way to get at the file, and only what belongs to it."""
        ways = [way for way in WAYS if getattr(self, way) is not None]
        if len(ways) != 1:
            raise ValueError("from: takes one of address, folder and file")
        if self.address is not None:
            split = urlsplit(self.address)
            if split.scheme.lower() not in ("http", "https") or not split.hostname:
                raise ValueError("an address begins with http:// or https:// and names a host")
            if self.match is not None:
                raise ValueError("match: belongs to a folder; the file of a zip is member:")
            if (MOMENT.search(self.address) is None) != (self.every is None):
                raise ValueError("every: and {date:…} in the address belong together")
            if self.pointer is not None:
                pattern_of(self.pointer)
        elif self.hosts or self.pointer is not None or self.every is not None:
            raise ValueError("hosts:, pointer: and every: belong to an address")
        if self.file is not None and self.match is not None:
            raise ValueError("match: belongs to a folder")
        return self

    def at(self, moment: datetime) -> SourceLocation:
        """Where the edition of a moment is."""
        address = MOMENT.sub(lambda match: moment.strftime(match[1]), self.address or "")
        return self.model_copy(update={"address": address, "every": None})

    def moments(self, last: str, now: datetime) -> list[datetime]:
        """When the editions after the last one were due, or the latest edition where none is known."""
        step = timedelta(minutes=self.every or 1)
        newest = EPOCH + step * ((now - EPOCH) // step)
        first = datetime.fromisoformat(last) + step if last else newest
        return [first + step * place for place in range(min((newest - first) // step + 1, MOST_TRIED))]

    @property
    def shown(self) -> str:
        """The origin as messages name it."""
        return format_location(self.address) if self.address else str(self.folder or self.file)


def format_location(address: str) -> str:
    """An address without what may be a secret: its user, password and query."""
    split = urlsplit(address)
    host = split.netloc.rpartition("@")[2]
    return f"{split.scheme}://{host}{split.path}{'?…' if split.query else ''}"


def as_origin(value: Any) -> Any:
    """A text alone is an address, a folder (it ends in /), a folder with a pattern, or a file."""
    if not isinstance(value, str):
        return value
    if SCHEME.match(value) and not re.match(r"[A-Za-z]:[\\/]", value):
        return {"address": value}
    path = Path(value)
    if PATTERN.search(path.name):
        return {"folder": str(path.parent), "match": path.name}
    return {"folder": value} if value.endswith(("/", "\\")) else {"file": value}


def named_ways(value: Any) -> SourceLocation:
    """An origin as the settings have it, relative to no manifest; ValueError for an invalid one or a relative path."""
    origin = SourceLocation.model_validate(as_origin(value))
    path = origin.folder or origin.file
    if path is not None and not expanded(Path(path)).is_absolute():
        raise ValueError(f"{path} is not an absolute path")
    return origin


From = Annotated[SourceLocation | None, BeforeValidator(as_origin)]
