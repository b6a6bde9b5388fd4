"""Brings the files of a source from where its manifest says they are into the archive of inputs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from cypher.errors import FetchError, UsageError
from cypher.settings import Settings
from loader.archive import store
from loader.archive.fetched import FetchedPart, Known, is_kept, read_known, write_known
from loader.catalogue.input import Input
from loader.catalogue.origin import SourceLocation, format_location
from loader.catalogue.part import Part
from loader.catalogue.source import Source
from loader.fetch import local, unpack
from loader.fetch.download import Download, Missing, Tags, download_origin, parsed
from loader.fetch.files import IncomingFile, disk_errors, sweep_incoming

__all__ = ["FetchError", "Fetched", "FetchedPart", "fetch", "input_of"]


LAYERS = 2
"""Of gzip: one for the way, one of the file itself."""


@dataclass(frozen=True)
class Fetched:
    """The files of a source as they are now, in the archive; `same` when they are those of the last fetch."""

    source: str
    parts: Known
    input: Input
    same: bool
    """No proof that the graph has them: the load that they were for may have failed."""


def input_of(settings: Settings, source: Source) -> Input:
    """The input of a load for which nobody gives files: fetched where the manifest says from where, else shipped."""
    return fetch(settings, source).input if source.manifest.fetches else source.shipped_input()


def fetch(settings: Settings, source: Source, *, again: bool = False, now: datetime | None = None) -> Fetched:
    """Fetch each part of a source; FetchError says what did not come, and whether it may come later.

    `again` asks without conditions, as if nothing were known of the last fetch.
    """
    now = now or datetime.now(UTC)
    last = read_known(settings, source.id)
    fetched: Known = {}
    with disk_errors(settings):
        sweep_incoming(settings)
        for origin, parts in grouped(source).items():
            known = {} if again else {part: last[part] for part in parts if part in last}
            try:
                fetched |= Fetching(settings, source, origin, parts, known, now).fetch()
            except FetchError as error:
                raise type(error)(f"{source.id}: {error}", heals=error.heals, retry_after=error.retry_after) from error
        write_known(settings, source.id, fetched)
    there = {part: entry for part, entry in fetched.items() if entry.sha256 is not None}
    files = Input(
        {part: store.archived_file(settings, entry.sha256 or "") for part, entry in there.items()},
        {part: Path(entry.name) for part, entry in there.items()},
        {part: entry.date for part, entry in there.items() if entry.date},
    )
    hashes = [{part: entry.sha256 for part, entry in some.items()} for some in (fetched, last)]
    return Fetched(source.id, fetched, files, hashes[0] == hashes[1])


def grouped(source: Source) -> dict[SourceLocation, dict[str, Part]]:
    """The parts that come from each origin: what stands in one zip is fetched once."""
    if not source.manifest.fetches:
        raise UsageError(f"the manifest of {source.id} does not say where its files come from (from: …)")
    groups: dict[SourceLocation, dict[str, Part]] = {}
    coming = {name for name, part in source.manifest.files.items() if part.origin or source.manifest.origin}
    for name, part in source.manifest.files.items():
        origin = part.origin or source.manifest.origin
        if origin is not None:
            groups.setdefault(origin, {})[name] = part
        elif name in source.manifest.lacking(coming):
            raise UsageError(f"the manifest of {source.id} does not say where its part {name!r} comes from (from: …)")
    return groups


@dataclass(frozen=True)
class Fetching:
    """The parts of one origin on their way."""

    settings: Settings
    source: Source
    origin: SourceLocation
    parts: dict[str, Part]
    known: Known
    now: datetime

    def fetch(self) -> Known:
        """What came, by part."""
        in_turn = self.origin.every or (self.origin.folder and self.source.manifest.reads == "increment")
        if in_turn:
            return self.next_in_turn()
        return self.from_address() if self.origin.address else self.from_disk(self.found())

    def next_in_turn(self) -> Known:
        """The next of editions that are taken one after another; the last one again until it is loaded."""
        if len(self.parts) > 1:
            names = ", ".join(self.parts)
            raise UsageError(f"{self.source.id} takes editions one after another: of one part, and not of {names}")
        ((name, part),) = self.parts.items()
        last = self.known.get(name)
        if last is None or last.origin != self.mark:
            last = FetchedPart("", "")
        elif last.sha256 and not last.loaded and is_kept(self.settings, last):
            return {name: replace(last, fetched_at=self.at)}
        if self.origin.every:
            came = self.from_moments(last.edition)
        else:
            path = local.next_increment(self.origin, self.source.folder, part, last.edition, self.now)
            came = (
                {key: replace(entry, edition=path.name) for key, entry in self.from_disk({name: path}).items()}
                if path
                else {}
            )
        return came or {name: replace(last, fetched_at=self.at)}

    def from_moments(self, last: str) -> Known:
        """The first edition after the last one that an address has; nothing when there is none yet."""
        for moment in self.origin.moments(last, self.now):
            try:
                came = replace(self, origin=self.origin.at(moment), known={}).from_address()
            except Missing:
                continue
            edition = moment.isoformat()
            return {name: replace(entry, origin=self.mark, edition=edition) for name, entry in came.items()}
        if not last:
            raise FetchError(f"{self.origin.shown}: the latest edition is not there yet", heals=True)
        return {}

    def found(self) -> dict[str, Path]:
        """The file of each part on this machine."""
        return local.found_in(self.origin, self.source.folder, self.parts, self.now)

    def from_address(self) -> Known:
        """What an address has."""
        tags = self.tags()
        with IncomingFile(self.settings) as draft:
            try:
                came = download_origin(self.settings, self.origin, tags, draft, self.now)
            except Missing:
                if not all(part.optional for part in self.parts.values()):
                    raise
                return {
                    name: self.noted(FetchedPart("", format_location(self.origin.address or ""))) for name in self.parts
                }
            if came.file is None:
                return {
                    name: replace(entry, etag=came.tags.etag, modified=came.tags.modified, fetched_at=self.at)
                    for name, entry in self.known.items()
                }
            modified = parsed(came.tags.modified)
            day = min(modified, self.now).date().isoformat() if modified else None  # the day of a fetch dates nothing
            note = FetchedPart(
                "",
                format_location(came.address),
                etag=came.tags.etag,
                modified=came.tags.modified,
                day=day,
            )
            try:
                return self.unpacked(draft, came, note)
            except FetchError as error:
                where = format_location(came.address)
                raise FetchError(f"{where}: {error}", heals=error.heals, retry_after=error.retry_after) from error

    def tags(self) -> Tags:
        """By what the last edition is known, as long as the archive has every part of it."""
        whole = self.known.keys() == self.parts.keys() and all(
            entry.origin == self.mark and is_kept(self.settings, entry) for entry in self.known.values()
        )
        first = next(iter(self.known.values()), None)
        return Tags(first.etag, first.modified) if whole and first else Tags()

    def from_disk(self, files: dict[str, Path]) -> Known:
        """What files of this machine hold."""
        fetched: Known = {}
        for path in dict.fromkeys(files.values()):
            parts = {name: part for name, part in self.parts.items() if files.get(name) == path}
            day = min(datetime.fromtimestamp(path.stat().st_mtime, UTC), self.now).date().isoformat()
            with IncomingFile(self.settings) as draft:
                local.copy_unchanged(path, draft)
                came = Download(str(path), Tags(), path.name, draft.path, draft.close(), draft.size, gzipped=False)
                group = replace(self, parts=parts)
                fetched |= group.unpacked(draft, came, FetchedPart("", str(path), day=day))
        missing = self.parts.keys() - fetched.keys()
        return fetched | {name: self.noted(FetchedPart("", self.origin.shown)) for name in missing}

    def unpacked(self, draft: IncomingFile, came: Download, note: FetchedPart, layers: int = LAYERS) -> Known:
        """What came, without its packing, in the archive."""
        if came.gzipped or unpack.is_gzip(draft.path):
            if not layers:
                raise FetchError("it is packed too many times", heals=False)
            with IncomingFile(self.settings) as inner:
                unpack.gunzip(self.settings, draft.path, inner)
                inner.close()
                name = came.name.removesuffix(".gz")
                return self.unpacked(inner, replace(came, name=name, gzipped=False), note, layers - 1)
        if unpack.is_zip(draft.path, self.parts.values()):
            return self.members(draft, note)
        if len(self.parts) > 1:
            which = ", ".join(self.parts)
            raise FetchError(f"it is one file and no zip: which of {which} is it? (from: in the part)", heals=False)
        ((name, part),) = self.parts.items()
        digest = draft.put()
        return {name: self.noted(replace(note, sha256=digest, size=draft.size, name=file_name(came.name, part)))}

    def members(self, draft: IncomingFile, note: FetchedPart) -> Known:
        """The files of a zip that are the parts, in the archive."""
        chosen = unpack.chosen_members(unpack.member_names(draft.path), self.origin.member, self.parts)
        taken: Known = {name: self.noted(FetchedPart("", note.address)) for name in self.parts}
        for name, member in chosen.items():
            with IncomingFile(self.settings) as inner:
                unpack.take_member(self.settings, draft.path, member, inner)
                digest = inner.put()
                stored = replace(note, sha256=digest, size=inner.size)
                taken[name] = self.noted(replace(stored, name=file_name(PurePosixPath(member).name, self.parts[name])))
        return taken

    def noted(self, part: FetchedPart) -> FetchedPart:
        """A part with what all of this origin have in common."""
        return replace(part, origin=self.mark, fetched_at=self.at)

    @property
    def mark(self) -> str:
        """The origin's hash, for its address may hold a key: with another one, what is known is of no use."""
        return sha256(self.origin.model_dump_json().encode()).hexdigest()[:16]

    @property
    def at(self) -> str:
        """The moment of the fetch."""
        return self.now.isoformat(timespec="seconds")


def file_name(name: str, part: Part) -> str:
    """The name under which a fetched file is known: its own where it tells the format as the part's does."""
    plain = "".join(letter for letter in name if letter.isprintable() and letter not in "/\\")[-100:]
    return plain if plain and Path(plain).suffix.lower() == Path(part.file).suffix.lower() else part.file
