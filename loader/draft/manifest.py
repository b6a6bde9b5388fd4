"""The text of a first manifest: what could be guessed, with a comment where a person has to look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cypher import schema
from cypher.errors import InputError
from loader.catalogue.columns import NEEDED_RECORD, NEEDED_STATEMENT, RECORD_COLUMNS, STATEMENT_COLUMNS
from loader.draft.columns import DraftColumn, End, columns_of, ends_of, self_of
from loader.draft.edges import edge_list, first_two
from loader.draft.head import FileHead
from loader.draft.known import KnownFormat, known_format
from loader.draft.spells import spell_lines, year_of
from loader.draft.words import kind_lines, yaml_quoted


@dataclass(frozen=True)
class ManifestDraft:
    """A manifest's text, and in a line each what was guessed."""

    text: str
    guessed: tuple[str, ...]


def draft_manifest(head: FileHead, file: str, name: str) -> ManifestDraft:
    """A first manifest for a file; InputError when no column of it could name an actor."""
    columns = columns_of(head)
    there = {column.name for column in columns}
    ours = own_part(there)
    if ours:
        guessed = [f"it has our columns: {ours}"]
        body: list[str] = []
        types: list[str] = []
    else:
        if known := known_format(head):
            return like_known(known, head, file, name)
        body, types, guessed = mapped(head, columns, file)
    views = body[body.index("views:") :] if "views:" in body else []
    part = ours or ("years" if views else "rows")
    lines = [
        f"# A draft, guessed from {len(head.rows):,} rows of {yaml_quoted(file)}. Review the lines marked EDIT, then:",
        f"#   faultlines check {name} --file FILE",
        f"title: {yaml_quoted(name)}  # EDIT",
        "publisher: to be named  # EDIT: who publishes it",
        *(() if "said_by" in there and ours else ("said_by: to be named  # EDIT: who says it, often the publisher",)),
        "# url: https://…",
        "# licence: …",
        "# reliability: B  # A (reliable) to F (can't be judged)",
        "reads: snapshot  # or increment: a feed that never withdraws",
        "disappearance: retracted  # or ended: what is gone from it has ended in the world",
        "needs: [states, authorities]",
        *types,
        "parts:",
        f"  {part}:",
        *(f"    {line}" for line in (*layout_lines(head), *body[: len(body) - len(views)])),
        *views,
    ]
    if ours == "statements":
        lines.append("  # actors: {file: actors.csv}  # EDIT: subjects and objects of your own have to be described")
    return ManifestDraft("\n".join(lines) + "\n", tuple(guessed))


def like_known(known: KnownFormat, head: FileHead, file: str, name: str) -> ManifestDraft:
    """A manifest that is like the source which reads the format already."""
    lines = [
        f"# {yaml_quoted(file)} looks like {known.called}, which the source {known.source} reads. Review EDIT, then:",
        f"#   faultlines check {name} --file FILE",
        f"title: {yaml_quoted(name)}  # EDIT",
        "publisher: to be named  # EDIT: who publishes it",
        "said_by: to be named  # EDIT: who says it, often the publisher",
        *known.lines,
        "needs: [states, authorities]",
        f"like: {known.source}",
        "parts:",
        f"  {known.part}: {{file: {yaml_quoted(head.part.file)}}}",
    ]
    return ManifestDraft("\n".join(lines) + "\n", (f"it looks like {known.called}",))


def own_part(there: set[str]) -> str | None:
    """The part that a file with our own column names is."""
    own = {prop.name for edge_type in schema.EDGE_TYPES for prop in edge_type.properties}
    if NEEDED_RECORD <= there <= RECORD_COLUMNS:
        return "actors"
    return "statements" if NEEDED_STATEMENT <= there <= STATEMENT_COLUMNS | own else None


def layout_lines(head: FileHead) -> Iterator[str]:
    """How the file is written, as far as that is not what the reader takes for granted."""
    part = head.part
    yield f"file: {yaml_quoted(part.file)}"
    for entry in ("format", "each", "encoding", "delimiter", "skip", "sheet", "columns"):
        value = getattr(part, entry)
        if value == type(part).model_fields[entry].default:
            continue
        text = f"[{', '.join(map(yaml_quoted, value))}]" if entry == "columns" else yaml_quoted(value)
        note = f"  # EDIT: {head.notes[entry]}" if entry in head.notes else ""
        yield f"{entry}: {value if entry == 'skip' else text}{note}"


def mapped(head: FileHead, columns: Sequence[DraftColumn], file: str) -> tuple[list[str], list[str], list[str]]:
    """What the columns of others mean: the lines of the part, the types that it declares, what was guessed."""
    used: set[str] = set()
    ends = ends_of(columns) or first_two(head, columns)
    if ends and (year := year_of(columns, ends)):
        part, view, types = spell_lines(columns, ends, year, Path(file).stem)
        return [*part, *view], types, [f"each row is a year of {ends[0].name.name} and {ends[1].name.name}"]
    if ends:
        body, types, guessed = edge_list(columns, ends, used, Path(file).stem)
    else:
        itself = self_of(columns)
        if itself is None:
            raise InputError("no column of it could name an actor", file=file)
        body, types, guessed = actor_table(columns, itself, used), [], [f"each row is an actor: {itself.name.name}"]
    if pointed := [column.name for column in columns if column.pointed and column.name in used]:
        body.insert(0, f"integers: [{', '.join(map(yaml_quoted, pointed))}]  # written like 2017.0")
    left = [column for column in columns if column.name not in used]
    if left:
        body.append("# Unread columns:")
    for column in left:
        why = (
            "  (personal: birth_years keeps the year of a birth; passport and tax numbers are not kept)"
            if column.personal
            else ""
        )
        body.append(f"#   {yaml_quoted(column.name)}{why}")
    return body, types, guessed


def actor_table(columns: Sequence[DraftColumn], itself: End, used: set[str]) -> list[str]:
    """The block of a table in which each row is an actor, and statements to be thought of."""
    used |= {itself.key.name, itself.name.name}
    free = [column for column in columns if column.name not in used and column.nameable and column.filled]
    lines = [
        "actors:",
        f"  - key: {yaml_quoted(itself.key.hole())}{unsure(itself.key)}",
        f"    name: {yaml_quoted(itself.name.hole())}",
    ]
    lines += kind_lines(free, used)
    lines += list_lines("names", [column for column in free if column.alias], used)
    countries = [column for column in free if column.country and column.name not in used]
    lines += list_lines("countries", countries, used, [column.hole(column.country) for column in countries])
    known = [column for column in free if column.scheme and column.name not in used]
    lines += list_lines("identifiers", known, used, [f"{column.scheme}:{column.hole()}" for column in known])
    for field, candidates in (
        (
            "description",
            [
                column
                for column in free
                if column.usable and column.called("description", "notes", "remarks", "comment")
            ],
        ),
        ("url", [column for column in free if column.usable and column.link]),
    ):
        if fit := [column for column in candidates if column.name not in used][:1]:
            used.add(fit[0].name)
            lines.append(f"    {field}: {yaml_quoted(fit[0].hole())}")
    target = f"states:{countries[0].hole(str(countries[0].country).removesuffix('?'))}" if countries else "{…}"
    return [
        *lines,
        "# EDIT: what a row says of two actors, if it does:",
        "# statements:",
        f"#   - subject: {yaml_quoted(itself.key.hole())}",
        f"#     object: {yaml_quoted(target)}",
        "#     type: part-of  # ally-of, rival-of, supplies, designates, leads, part-of, owns",
        f"#     evidence: {yaml_quoted(itself.name.hole() + ' is part of …')}",
    ]


def unsure(key: DraftColumn) -> str:
    """A remark on a key that does not tell all rows apart."""
    return "" if key.unique else "  # EDIT: several rows have the same; rows that differ under one key are rejected"


def list_lines(
    field: str, columns: Sequence[DraftColumn], used: set[str], texts: Sequence[str] | None = None
) -> list[str]:
    """A field that holds several texts; a list within a column is taken apart where it looks like one."""
    if not columns:
        return []
    used |= {column.name for column in columns}
    values = []
    for column, text in zip(columns, texts or [column.hole() for column in columns], strict=True):
        split = next((mark for mark in ("|", ";") if any(mark in value for value in column.filled)), None)
        again = f", split: {yaml_quoted(split)}" if split and texts is None else ""
        values.append(f"{{from: {yaml_quoted(text)}{again}}}")
    return [f"    {field}: [{', '.join(values)}]"]
