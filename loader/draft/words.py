"""What drafts write in the same way: texts in quotes, kinds by the words for them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from cypher.schema import Kind
from loader.draft.columns import FEW, DraftColumn

KINDS = {
    Kind.PERSON: ("person", "individual", "people", "human", "man", "woman"),
    Kind.VESSEL: ("vessel", "ship", "boat"),
    Kind.AIRCRAFT: ("aircraft", "airplane", "plane"),
    Kind.STATE: ("state", "country", "nation"),
    Kind.ORGANIZATION: ("organization", "organisation", "company", "entity", "group", "business", "firm", "agency"),
}


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
            return mapped_kinds(column)
    return [f"    kind: other  # EDIT: {', '.join(Kind)}"]


def mapped_kinds(column: DraftColumn) -> list[str]:
    """The kinds that a column names, mapped one by one."""
    kinds = {value: meaning_of(value, KINDS) for value in column.different}
    entries = [
        f"        {yaml_quoted(value)}: {kind or 'other'}{'' if kind else '  # EDIT'}" for value, kind in kinds.items()
    ]
    return ["    kind:", f"      from: {yaml_quoted(column.hole())}", "      map:", *entries]


def meaning_of(text: str, words: Mapping[Kind, tuple[str, ...]] | Mapping[str, tuple[str, ...]]) -> str | None:
    """What a value means, when it is or has one of our words; None when nobody can know."""
    tokens = DraftColumn(text, ()).words
    if text in words:
        return str(text)
    return next((str(meaning) for meaning, its in words.items() if tokens & {*its}), None)


def yaml_quoted(text: str) -> str:
    """A text in the quotes of YAML; what does not print is written by its number."""
    return "".join(map(printed, json.dumps(text, ensure_ascii=False)))


def printed(letter: str) -> str:
    """A letter, or its number where YAML would not take it."""
    if letter.isprintable():
        return letter
    number = ord(letter)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
