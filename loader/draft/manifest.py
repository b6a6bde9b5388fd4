"""The text of a first manifest: what could be guessed, with a comment where a person has to look."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cypher import schema
from cypher.errors import InputError
from cypher.schema import Kind
from loader.catalogue.columns import NEEDED_RECORD, NEEDED_STATEMENT, RECORD_COLUMNS, STATEMENT_COLUMNS
from loader.draft.columns import FEW, DraftColumn, End, columns_of, ends_of, is_id, order_of, self_of
from loader.draft.head import FileHead

LINKED = "linked-to"
KINDS = {
    Kind.PERSON: ("person", "individual", "people", "human", "man", "woman"),
    Kind.VESSEL: ("vessel", "ship", "boat"),
    Kind.AIRCRAFT: ("aircraft", "airplane", "plane"),
    Kind.STATE: ("state", "country", "nation"),
    Kind.ORGANIZATION: ("organization", "organisation", "company", "entity", "group", "business", "firm", "agency"),
}
TIES = {
    "ally-of": ("ally", "alliance", "alliances", "allied", "friend", "partner", "cooperation"),
    "rival-of": ("rival", "rivalry", "rivalries", "enemy", "conflict", "hostile", "war", "attack"),
    "supplies": ("supplies", "supply", "supplier", "seller", "exporter", "donor", "sells", "exports", "delivery"),
    "designates": ("designates", "designation", "sanction", "sanctions", "authority"),
    "leads": ("leads", "leader", "commands", "commander", "heads"),
    "owns": ("owns", "owner", "shareholder", "controls"),
    "part-of": ("member", "membership", "part", "belongs"),
}
PHRASES = {name: f"{{0}} {name} {{1}}" for name in TIES} | {
    # Files of alliances often have each pair twice: the words have to be the same whichever end comes first.
    "ally-of": "The two are allies",
    "rival-of": "The two are rivals",
    "part-of": "{0} is part of {1}",
    LINKED: "{0} is linked to {1}",
}
DECLARED = [
    "types:",
    f"  LINKED_TO: {{screen: {LINKED}, sign: none, symmetric: false, "
    "meaning: the list names the object as what the subject is linked to}",
]


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
        body, types, guessed = mapped(head, columns, file)
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
        f"  {ours or 'rows'}:",
        *(f"    {line}" for line in (*layout_lines(head), *body)),
    ]
    if ours == "statements":
        lines.append("  # actors: {file: actors.csv}  # EDIT: subjects and objects of your own have to be described")
    return ManifestDraft("\n".join(lines) + "\n", tuple(guessed))


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
    for entry in ("format", "encoding", "delimiter", "skip", "sheet", "columns"):
        value = getattr(part, entry)
        if value == type(part).model_fields[entry].default:
            continue
        text = f"[{', '.join(map(yaml_quoted, value))}]" if entry == "columns" else yaml_quoted(value)
        note = f"  # EDIT: {head.notes[entry]}" if entry in head.notes else ""
        yield f"{entry}: {value if entry == 'skip' else text}{note}"


def mapped(head: FileHead, columns: Sequence[DraftColumn], file: str) -> tuple[list[str], list[str], list[str]]:
    """What the columns of others mean: the lines of the part, the types that it declares, what was guessed."""
    used: set[str] = set()
    ends = ends_of(columns)
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
        why = "  (personal: the graph keeps no birth dates, passport or tax numbers)" if column.personal else ""
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
    lines += list_lines(
        "names", [column for column in free if column.called("alias", "aliases", "aka", "alt", "acronym")], used
    )
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


def kind_lines(free: Sequence[DraftColumn], used: set[str]) -> list[str]:
    """The kind of each actor, by a column whose values are mapped one by one, or the same for all."""
    for column in free:
        if (
            not (column.usable and column.called("type", "kind", "category", "class", "schema"))
            or len(column.different) > FEW
        ):
            continue
        kinds = {value: meaning_of(value, KINDS) for value in column.different}
        if any(kinds.values()):
            used.add(column.name)
            entries = [
                f"        {yaml_quoted(value)}: {kind or 'other'}{'' if kind else '  # EDIT'}"
                for value, kind in kinds.items()
            ]
            return ["    kind:", f"      from: {yaml_quoted(column.hole())}", "      map:", *entries]
    return [f"    kind: other  # EDIT: {', '.join(Kind)}"]


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


def meaning_of(text: str, words: Mapping[Kind, tuple[str, ...]] | Mapping[str, tuple[str, ...]]) -> str | None:
    """What a value means, when it is or has one of our words; None when nobody can know."""
    tokens = DraftColumn(text, ()).words
    if text in words:
        return str(text)
    return next((str(meaning) for meaning, its in words.items() if tokens & {*its}), None)


def edge_list(
    columns: Sequence[DraftColumn], ends: tuple[End, End], used: set[str], called: str
) -> tuple[list[str], list[str], list[str]]:
    """The blocks of a table in which each row ties two actors; `called` is the file's name."""
    first, other = ends
    used |= {end.name for both in ends for end in (both.key, both.name)}
    free = [column for column in columns if column.name not in used and column.usable]
    relation, phrase, tie, types = tie_of(free, ends, used, called)
    lines = ["actors:", *end_lines(first, ends), *end_lines(other, ends), "statements:"]
    lines += [f"  - subject: {yaml_quoted(first.key.hole())}", f"    object: {yaml_quoted(other.key.hole())}", *tie]
    evidence = [phrase]
    when, dates = when_lines(free, used)
    lines += when
    for field, words in (("url", ()), ("said_by", ("source", "reporter", "contributor", "publisher"))):
        fit = [c for c in free if c.name not in used and (c.link if field == "url" else c.whole and c.called(*words))]
        if fit:
            used.add(fit[0].name)
            lines.append(f"    {field}: {yaml_quoted(fit[0].hole())}")
    goods = next(
        (c for c in free if c.name not in used and c.called("goods", "weapon", "product", "designation")), None
    )
    if goods and "type: supplies" in tie[0]:
        used.add(goods.name)
        lines.append(f"    goods: {yaml_quoted(goods.hole())}")
    for more in free:
        if more.name not in used and more.called("description", "evidence", "notes", "comment", "text", "quote"):
            used.add(more.name)
            evidence.append(more.hole())
    lines.append(f"    evidence: [{', '.join(map(yaml_quoted, evidence))}]  # EDIT: what is said, in your own words")
    key = guess_key(free, ends, relation)
    used |= {part.name for part in key}
    if key:
        lines.append(
            f"    key: {yaml_quoted(', '.join(part.hole() for part in key))}  # tells rows of the same two apart"
        )
    if dates:
        lines.insert(0, f"dates: {dates}")
    return lines, types, [f"each row ties {first.name.name} to {other.name.name}"]


def end_lines(end: End, ends: tuple[End, End]) -> Iterator[str]:
    """The actor at one end of a tie: a state where the names of both ends are countries'."""
    yield f"  - key: {yaml_quoted(end.key.hole())}"
    yield f"    name: {yaml_quoted(end.name.hole())}"
    if all(both.name.country for both in ends):
        yield "    kind: state"
        yield f"    identifiers: {yaml_quoted('iso3:' + end.name.hole(end.name.country))}"
    else:
        yield f"    kind: other  # EDIT: {', '.join(Kind)}"


def tie_of(
    free: Sequence[DraftColumn], ends: tuple[End, End], used: set[str], called: str
) -> tuple[DraftColumn | None, str, list[str], list[str]]:
    """How the ends are tied: the column that says it, the evidence, the entry, the types to be declared for it."""
    first, other = ends
    words = ("type", "relation", "relationship", "tie", "edge", "predicate", "interaction", "kind")
    for column in free:
        if not column.called(*words) or not column.whole or column.number or len(column.different) > FEW:
            continue
        used.add(column.name)
        meanings = {value: meaning_of(value, TIES) for value in column.different}
        entries = [f"        {yaml_quoted(value)}: {name or LINKED}  # EDIT" for value, name in meanings.items()]
        entry = ["    type:", f"      from: {yaml_quoted(column.hole())}", "      map:", *entries]
        evidence = f"{first.name.hole()} – {column.hole()} – {other.name.hole()}"
        return column, evidence, entry, [] if all(meanings.values()) else DECLARED
    names = (first.key.name, first.name.name, called, *(column.name for column in free if len(column.words) == 1))
    known = next((tie for name in names if (tie := meaning_of(name, TIES))), LINKED)
    entry = [f"    type: {known}  # EDIT: {', '.join(TIES)}, or a type of your own"]
    return None, PHRASES[known].format(first.name.hole(), other.name.hole()), entry, DECLARED if known == LINKED else []


def when_lines(free: Sequence[DraftColumn], used: set[str]) -> tuple[list[str], str]:
    """When a tie held, and the order of its dates; commented out where day and month can't be told apart."""
    dated = [column for column in free if column.orders and column.name not in used]
    begin = next(
        (column for column in dated if column.called("start", "since", "begin", "from", "entry", "signed")), None
    )
    end = next(
        (column for column in dated if column is not begin and column.called("end", "until", "to", "exit")), None
    )
    begin = begin or next(
        (column for column in dated if column is not end and column.called("date", "year", "day", "when")), None
    )
    chosen = [(field, column) for field, column in (("valid_from", begin), ("valid_to", end)) if column is not None]
    order, unclear = order_of([column for _, column in chosen])
    lines = []
    for field, column in chosen:
        used.add(column.name)
        if column in unclear:
            lines.append(
                f"    # {field}: {yaml_quoted(column.hole())}"
                "  # EDIT: and say `dates: dmy` or `dates: mdy` beside `file`"
            )
        else:
            lines.append(f"    {field}: {yaml_quoted(column.hole())}")
    return lines, order


def guess_key(free: Sequence[DraftColumn], ends: tuple[End, End], relation: DraftColumn | None) -> list[DraftColumn]:
    """The fewest columns that tell apart the rows which tie the same two actors in the same way."""
    ties = relation.values if relation else ("",) * len(ends[0].key.values)
    base = [(*sorted(row[:2]), row[2]) for row in zip(ends[0].key.values, ends[1].key.values, ties, strict=True)]
    fit = [column for column in free if column is not relation and not column.link]
    ranked = sorted(fit, key=lambda column: (not (column.unique and is_id(column)), not column.orders, column.number))
    most = apart(base, ranked)
    if apart(base, []) == most:
        return []
    alone = next((column for column in ranked if apart(base, [column]) == most), None)
    chosen: list[DraftColumn] = [alone] if alone else []
    for column in ranked:
        if apart(base, chosen) == most:
            break
        if apart(base, [*chosen, column]) > apart(base, chosen):
            chosen.append(column)
    return chosen


def apart(base: Sequence[tuple[str, ...]], columns: Sequence[DraftColumn]) -> int:
    """How many rows are told apart by these columns."""
    return len({(*row, *values) for row, *values in zip(base, *(column.values for column in columns), strict=True)})


def yaml_quoted(text: str) -> str:
    """A text in the quotes of YAML; what does not print is written by its number."""
    return "".join(map(printed, json.dumps(text, ensure_ascii=False)))


def printed(letter: str) -> str:
    """A letter, or its number where YAML would not take it."""
    if letter.isprintable():
        return letter
    number = ord(letter)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
