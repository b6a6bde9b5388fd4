"""Citations of a statement: as a footnote, for BibTeX, as CSL JSON.

Evidence is a summary in our own words: it never stands in quotation marks, and the source is said to be summarised.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from cypher.names import FIRST_STRONG_ISOLATE, POP_ISOLATE
from explorer.network.words import Row, held_dates, percent, safe_link, sentence, show_date

SPECIAL = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
"""What TeX would take for a command; braces by name, because BibTeX counts them even behind a backslash."""
ISOLATES = dict.fromkeys(map(ord, (FIRST_STRONG_ISOLATE, POP_ISOLATE)))
"""Fonts of TeX have none."""
NOT_IN_ADDRESS = re.compile(r'[\s\x00-\x1f\x7f-\x9f"<>\\^`{|}]')
UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")


def footnote(row: Row) -> str:
    """One statement as a line for a footnote: what is said, according to whom, where, and when it was read."""
    parts = [
        f"{claim(row)}: {one_line(row['evidence']).rstrip('.')}",
        ", ".join(filter(None, (published(row), one_line(row["locator"])))),
        one_line(row["url"]),
        f"Accessed {show_date(row['recorded_at'])}",
        f"Confidence {percent(row['confidence'])}",
        f"faultlines {row['source']}/{row['id']}",
    ]
    return ". ".join(part for part in parts if part) + "."


def claim(row: Row) -> str:
    """What is said and who says so, in our words: `X supplies Y (since 2022), according to Z, as summarised by S`."""
    by = "denied by" if row["standing"] == "denied" else "according to"
    stance = "announced, " if row["stance"] == "announced" else ""
    gone = f" (withdrawn {show_date(row['withdrawn_at'])})" if row["standing"] == "withdrawn" else ""
    statement = one_line(f"{sentence(row)} ({held_dates(row)})")
    return f"{statement}, {stance}{by} {one_line(row['said_by'])}, as summarised by {title_of(row)}{gone}"


def published(row: Row) -> str:
    """Title, publisher and date of the publication."""
    return ", ".join(filter(None, (title_of(row), one_line(row["publisher"]), show_date(row["said_at"]))))


def title_of(row: Row) -> str:
    """The publication's title."""
    return one_line(row["source_title"]) or row["source"]


def bibtex(row: Row) -> str:
    """One statement as an entry of a BibTeX or BibLaTeX file."""
    key = re.sub(r"[^A-Za-z0-9:.-]+", "-", f"{row['source']}:{row['id']}")
    date = show_date(row["said_at"])
    address = safe_link(row["url"])
    fields = {
        "author": one_line(row["publisher"]) or title_of(row),
        "title": title_of(row),
        "publisher": one_line(row["publisher"]),
        "date": date,
        "year": date[:4],
        "urldate": show_date(row["recorded_at"]),
        "note": remark(row),
    }
    lines = [f"  {name} = {{{protected(name, value)}}}" for name, value in fields.items() if value]
    if address:
        lines.append(f"  url = {{{NOT_IN_ADDRESS.sub(lambda sign: quote(sign[0]), address)}}}")
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}\n"


def protected(name: str, value: str) -> str:
    """A value as TeX prints it; names of organisations and titles in braces of their own, to be kept as they are."""
    escaped = value.translate(ISOLATES).translate(SPECIAL)
    return f"{{{escaped}}}" if name in ("author", "title", "publisher") else escaped


def csl(row: Row) -> str:
    """One statement as CSL JSON, which Zotero, Pandoc and others read."""
    address = safe_link(row["url"])
    item: dict[str, Any] = {
        "id": f"{row['source']}/{row['id']}",
        "type": "webpage" if address else "document",
        "title": title_of(row),
        "author": [{"literal": one_line(row["publisher"]) or title_of(row)}],
        "publisher": one_line(row["publisher"]),
        "issued": date_parts(row["said_at"]),
        "accessed": date_parts(row["recorded_at"]),
        "URL": address,
        "note": remark(row),
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2)


def remark(row: Row) -> str:
    """Where in the publication, and what is said there in our own words."""
    where = one_line(row["locator"])
    return ". ".join(filter(None, (where, claim(row), one_line(row["evidence"]).rstrip("."))))


def date_parts(value: Any) -> dict[str, list[list[int]]] | None:
    """A date as CSL has it."""
    shown = show_date(value)
    return {"date-parts": [[int(part) for part in shown.split("-")]]} if shown else None


def one_line(text: str | None) -> str:
    """A text without line breaks and control characters."""
    return UNPRINTED.sub(" ", text or "").strip()
