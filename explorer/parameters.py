"""Parameters as fields of a form: from a query's head into fields, from fields into values, and into a permalink."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any, Literal, TypedDict
from urllib.parse import quote, urlencode

from dash import html

from cypher.errors import UsageError
from cypher.library.parameter import check_date
from cypher.library.query import Query
from explorer.parts import attrs, icon
from explorer.web.prefix import address_of

Kind = Literal["text", "number", "date", "actor", "json"]


class ParameterField(TypedDict):
    """A field: what kind of value, and what is written in it."""

    kind: Kind
    value: str


def value_field(value: Any, declared: str = "") -> ParameterField:
    """A value as a field; `declared` is its type in a query's head."""
    if declared == "actor":
        return {"kind": "actor", "value": str(value or "")}
    if value is None:
        return {"kind": "json", "value": "null"}
    if isinstance(value, datetime.date) or declared == "date":
        return {"kind": "date", "value": str(value)}
    if isinstance(value, str):
        return {"kind": "text", "value": value}
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"kind": "number", "value": json.dumps(value)}
    return {"kind": "json", "value": json.dumps(value, ensure_ascii=False, default=str)}


def query_fields(query: Query, values: Mapping[str, Any] | None = None) -> dict[str, ParameterField]:
    """The fields of a named query: the values given, else its examples, else its defaults."""
    shown = query.examples() if values is None else values
    return {p.name: value_field(shown.get(p.name, p.default), p.declared) for p in query.parameters}


def short_text(query: Query) -> str:
    """A named query for the editor: its purpose and its statement; the parameters stand in fields of their own."""
    lines = query.text.strip().split("\n")
    body = next((n for n, line in enumerate(lines) if not line.startswith("//")), 0)
    return f"// {query.purpose}\n" + "\n".join(lines[body:]).strip()


def field_value(name: str, field: ParameterField) -> Any:
    """What a field says; UsageError names the field whose text is not of its kind."""
    kind, text = field["kind"], field["value"]
    try:
        if kind == "text":
            return text
        if kind == "actor":
            return text.strip() or None
        if kind == "date":
            return check_date(text.strip())
        value = json.loads(text)
        if kind == "number" and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise TypeError(value)
        return value
    except (TypeError, ValueError, RecursionError):
        kinds = {
            "number": "a number",
            "date": "a date (YYYY-MM-DD)",
            "json": "JSON: quotes around texts, brackets around lists",
        }
        raise UsageError(f"${name} is not {kinds[kind]}: {text[:80]!r}") from None


def permalink(text: str, fields: Mapping[str, ParameterField]) -> str:
    """The address that opens the console on a statement; what is behind the # never leaves the browser."""
    fragment = {"q": text, "p": json.dumps(fields, ensure_ascii=False, separators=(",", ":"))}
    return address_of(f"/console#{urlencode(fragment, quote_via=quote)}")


def console_link(query: Query, values: Mapping[str, Any]) -> html.A:
    """A link that opens a named query in the console with what it was asked with."""
    return html.A(
        [icon("terminal"), html.Span("Open in console")],
        href=permalink(short_text(query), query_fields(query, values)),
        className="button",
        **attrs(data_page="/console"),
    )
