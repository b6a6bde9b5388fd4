"""The draft of a table with a row for each pair and year: a view that makes one statement of each run of years."""

from __future__ import annotations

from collections.abc import Sequence

from loader.draft.columns import DraftColumn, End
from loader.draft.edges import DECLARED, LINKED, PHRASES, TIES
from loader.draft.head import YEAR
from loader.draft.words import meaning_of, yaml_quoted

YEARLY = 1.5
"""Rows for each pair, from which on a table with a year in each row is one of years and not of events."""
FLAGS = frozenset({"0", "1", ""})


def year_of(columns: Sequence[DraftColumn], ends: tuple[End, End]) -> DraftColumn | None:
    """The column with the year of each row, where pairs stand in it year by year; None where they do not."""
    year = next((c for c in columns if c.called("year") and c.whole and all(map(YEAR.fullmatch, c.values))), None)
    others = [c for c in columns if c is not year and c.usable and c.called("start", "end", "begin", "from", "until")]
    pairs = set(zip(ends[0].key.values, ends[1].key.values, strict=True))
    names = [c.name for end in ends for c in (end.key, end.name)]
    plain = all(name.isprintable() for name in names)
    return year if year and plain and not others and len(year.values) > YEARLY * len(pairs) else None


def spell_lines(
    columns: Sequence[DraftColumn], ends: tuple[End, End], year: DraftColumn, called: str
) -> tuple[list[str], list[str], list[str]]:
    """The lines of the part, those of the view, and the types that it declares."""
    first, other = ends
    pointed = [c.name for c in columns if c.pointed]
    part = [f"integers: [{', '.join(map(yaml_quoted, pointed))}]  # written like 2017.0"] if pointed else []
    part.append(f"patterns: {{{yaml_quoted(year.name)}: '\\d{{4}}'}}")
    names = (first.key.name, other.key.name, called, *(c.name for c in columns))
    known = next((tie for name in names if (tie := meaning_of(name, TIES))), LINKED)
    named = [(mark, end) for mark, end in zip("ab", ends, strict=True) if end.name is not end.key]
    chosen = [f"{sql_name(end.key.name)} AS {mark}" for mark, end in zip("ab", ends, strict=True)]
    chosen += [f"{sql_name(end.name.name)} AS {mark}_name" for mark, end in named]
    shown = "".join(f", any_value({mark}_name) AS {mark}_name" for mark, _ in named)
    holes = [
        f"{{{mark}_name}}" if end.name is not end.key else f"{{{mark}}}" for mark, end in zip("ab", ends, strict=True)
    ]
    flags = [c.name for c in columns if c.filled and {*c.values} <= FLAGS]
    view = [
        "views:",
        "  # Each run of years of a pair is one statement. EDIT: where only some rows count, choose them behind years,",
        *(f"  #   as in WHERE {sql_name(flag)} = '1'" for flag in flags[:3]),
        "  spells:",
        "    sql: |",
        f"      SELECT a, b{shown}, min(year) AS first, max(year) AS last, list(_row) AS _rows",
        "      FROM (SELECT *, year - dense_rank() OVER (PARTITION BY a, b ORDER BY year) AS run",
        f"            FROM (SELECT {', '.join(chosen)}, {sql_name(year.name)}::INT AS year, _row FROM years))",  # noqa: S608
        "      GROUP BY a, b, run",
        "    actors:",
        *(
            f"      - {{key: '{{{mark}}}', name: {yaml_quoted(hole)}, kind: state}}  # EDIT"
            for mark, hole in zip("ab", holes, strict=True)
        ),
        "    statements:",
        '      subject: "{a}"',
        '      object: "{b}"',
        f"      type: {known}  # EDIT: {', '.join(TIES)}, or a type of your own",
        '      key: "{first}"',
        '      valid_from: "{first}"',
        '      valid_to: "{last}"  # EDIT: what reaches the last year of the data may go on',
        f"      evidence: {yaml_quoted(PHRASES[known].format(*holes) + ', in the data from {first} to {last}.')}",
    ]
    return part, view, DECLARED if known == LINKED else []


def sql_name(name: str) -> str:
    """A column's name in SQL."""
    return '"' + name.replace('"', '""') + '"'
