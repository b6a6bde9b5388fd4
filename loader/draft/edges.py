"""The draft of a table in which each row ties two actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cypher.schema import Kind
from loader.draft.columns import FEW, DraftColumn, End, is_id, order_of
from loader.draft.head import FEW_COLUMNS, FileHead
from loader.draft.words import mapped_kinds, meaning_of, yaml_quoted

LINKED = "linked-to"
SIGNS = {"1": "ally-of", "+1": "ally-of", "-1": "rival-of", "−1": "rival-of"}
MINUS = {"-1", "−1"}
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


def edge_list(
    columns: Sequence[DraftColumn], ends: tuple[End, End], used: set[str], called: str
) -> tuple[list[str], list[str], list[str]]:
    """The blocks of a table in which each row ties two actors; `called` is the file's name."""
    first, other = ends
    used |= first.columns | other.columns
    free = [column for column in columns if column.name not in used and column.usable]
    sign = sign_of(free)
    relation, phrase, tie, types = tie_of(free, ends, used, called) if sign is None else signed_tie(sign, used)
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
    if sign is not None and "0" in sign.different:
        lines.insert(0, f"skip_when: [{{rule: no sign, when: {{{yaml_quoted(sign.name)}: '0'}}}}]")
    return lines, types, [f"each row ties {first.name.name} to {other.name.name}"]


def end_lines(end: End, ends: tuple[End, End]) -> Iterator[str]:
    """The actor at one end of a tie: a state where the names of both ends are countries'."""
    yield f"  - key: {yaml_quoted(end.key.hole())}"
    yield f"    name: {yaml_quoted(end.name.hole())}"
    if all(both.name.country for both in ends):
        yield "    kind: state"
        yield f"    identifiers: {yaml_quoted('iso3:' + end.name.hole(end.name.country))}"
    elif end.kind:
        yield from mapped_kinds(end.kind)
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


def sign_of(free: Sequence[DraftColumn]) -> DraftColumn | None:
    """The column whose plus and minus one say how the ends stand to each other."""
    signs = {*SIGNS, "0"}
    return next(
        (column for column in free if column.whole and MINUS & {*column.values} and {*column.values} <= signs), None
    )


def signed_tie(sign: DraftColumn, used: set[str]) -> tuple[DraftColumn, str, list[str], list[str]]:
    """How a column with signs ties the ends: the column, the evidence, the entry, and no type of its own."""
    used.add(sign.name)
    entries = [
        f"        {yaml_quoted(value)}: {SIGNS[value]}  # EDIT: what a {'minus' if value in MINUS else 'plus'} means"
        for value in sorted({*sign.values} - {"0"})
    ]
    entry = ["    type:", f"      from: {yaml_quoted(sign.hole())}", "      map:", *entries]
    return sign, f"The two are tied with the sign {sign.hole()}", entry, []


def first_two(head: FileHead, columns: Sequence[DraftColumn]) -> tuple[End, End] | None:
    """The ends of an edge list without header: its first two columns, where some actor stands in both."""
    if "columns" not in head.notes or not 2 <= len(columns) <= FEW_COLUMNS:
        return None
    first, other, *_ = columns
    if not (first.usable and other.usable and {*first.filled} & {*other.filled}):
        return None
    return End(first, first), End(other, other)


def when_lines(free: Sequence[DraftColumn], used: set[str]) -> tuple[list[str], str]:
    """When a tie held, and the order of its dates; commented out where day and month can't be told apart."""
    for column in free:
        if column.name not in used and column.years:
            used.add(column.name)
            return [
                f"    valid: {yaml_quoted(column.hole())}  # EDIT: years with a gap between them reject the row"
            ], ""
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
