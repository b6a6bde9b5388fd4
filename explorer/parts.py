"""Small pieces of screen that several panels are made of; the browser acts on their data- attributes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from cypher.names import mixed_script
from explorer.network.elements import edge_type
from explorer.network.palette import type_colour
from explorer.network.words import safe_link


def attrs(**values: str) -> dict[str, Any]:
    """Attributes that Python can't name, such as aria-label and data-act."""
    return {name.replace("_", "-"): value for name, value in values.items()}


FAVICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 18 18'%3E%3Crect width='18' height='18' "
    "rx='5' fill='%238b93a3'/%3E%3Cpath d='M11 0h2a5 5 0 015 5v8a5 5 0 01-5 5H6z' fill='%23b3261e'/%3E%3C/svg%3E"
)
MIXED = "A word of this name has letters of two alphabets that look alike"
HIDDEN = attrs(aria_hidden="true")


def icon(name: str) -> html.I:
    """A decorative icon of browser/icons.css; it takes the colour of its text, and needs no font and no network."""
    return html.I(className=f"icon icon-{name}", **HIDDEN)


def action_button(label: str, action: str, picture: str, *, keys: str = "") -> html.Button:
    """A button with an icon alone, for an action of the browser."""
    title = f"{label}  ({keys})" if keys else label
    return html.Button(
        icon(picture),
        type="button",
        title=title,
        className="tool",
        **attrs(aria_label=label, data_act=action),
    )


def request_button(children: Any, what: Mapping[str, Any], *, label: str = "", look: str = "button") -> html.Button:
    """A button that asks the graph for more on the canvas."""
    return html.Button(
        children, type="button", className=look, **labelled(label), **attrs(data_request=json.dumps(what))
    )


def choose_button(children: Any, what: Mapping[str, Any], *, label: str = "", look: str = "plain") -> html.Button:
    """A button that shows something in the inspector."""
    return html.Button(
        children, type="button", className=look, **labelled(label), **attrs(data_choose=json.dumps(what))
    )


def copy_button(text: str, label: str, *, title: str = "") -> html.Button:
    """A button that copies a text."""
    return html.Button(
        [icon("copy"), html.Span(label)],
        type="button",
        className="button quiet",
        title=title or label,
        **attrs(data_copy=text),
    )


def watch_button(ids: Sequence[str], names: Sequence[str]) -> html.Button:
    """A button that watches an actor or a pair: what changes of it stands in the inbox."""
    return html.Button(
        [icon("watch"), html.Span("Watch", className="watch-words")],
        type="button",
        className="button quiet watch",
        **attrs(data_watch=json.dumps({"ids": list(ids), "names": list(names)}), aria_pressed="false"),
    )


def own_place(*actors: str) -> html.Div:
    """Where the browser shows what a person notes and supposes about an actor or a pair."""
    return html.Div(className="own", **attrs(data_own=json.dumps(actors)))


def source_link(url: str | None, text: str) -> html.A | html.Span | None:
    """A link to a source when it is safe to follow, else its text."""
    if not url:
        return None
    safe = safe_link(url)
    if safe is None:
        return html.Span(url, className="mono")
    return html.A([text, icon("out")], href=safe, target="_blank", rel="noopener noreferrer", className="out")


def line_sample(name: str, *, look: str = "", back: bool = False) -> html.Span:
    """A sample of a type's line, in the colours, dashes and arrow of its declaration; `look` says how sure it is."""
    classes = [line_classes(name), *([look] if look else []), *(["back"] if back else [])]
    return html.Span(className=" ".join(classes), style={"--colour": type_colour(edge_type(name).look)}, **HIDDEN)


def line_classes(name: str) -> str:
    """The classes of a sample of a type's line."""
    declared = edge_type(name).look
    both = " both" if declared.arrow_at_source else ""
    return f"line line-{declared.line} tip-{declared.arrow}{both}"


def name_text(name: str, *, look: str = "") -> html.Bdi:
    """A name: what is read from right to left keeps that to itself, and a word of two alphabets is marked."""
    mark = html.Span("mixed alphabets", className="pill mixed", title=MIXED) if mixed_script(name) else None
    return html.Bdi([name, mark] if mark else name, className=look)


def pill(text: Any, look: str = "") -> html.Span:
    """A short mark."""
    return html.Span(text, className=f"pill {look}".strip())


def fact_row(name: Any, value: Any) -> list[Any]:
    """A name and a value of a description list, or nothing."""
    return [] if value in (None, "", []) else [html.Dt(name), html.Dd(value)]


def sign_mark(value: int) -> html.Span:
    """Plus or minus, with its colour and its word for those who can't see it."""
    look, word = {1: ("plus", "+"), -1: ("minus", "−")}.get(value, ("none", "·"))
    return html.Span(word, className=f"sign {look}")


def labelled(label: str) -> dict[str, Any]:
    """The name for a screen reader."""
    return attrs(aria_label=label) if label else {}
