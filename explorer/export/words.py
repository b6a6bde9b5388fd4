"""What is in view, in words: the two dates, the filter, the sources."""

from __future__ import annotations

import re

from cypher.names import isolate, quantity
from explorer.export.view import CitedSource, DrawnReach, NetworkView
from explorer.network.citations import one_line
from explorer.network.elements import edge_type

UNWRITABLE = re.compile("[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML has no way to write, and line breaks."""
WITHHELD = "a source whose title names an actor"


def clean(text: str) -> str:
    """A text on one line without what a document can't hold."""
    return UNWRITABLE.sub("\ufffd", one_line(text))


def size_words(view: NetworkView) -> str:
    """How much there is."""
    nodes = quantity(view.collapsed_nodes, "node")
    parts = (
        quantity(len(view.actors), "actor"),
        *([f"{len(view.collapsed):,} of them collapsed into {nodes}"] if view.collapsed else []),
        quantity(len(view.statements), "statement"),
        quantity(len(view.sources), "source"),
    )
    return ", ".join(parts)


def date_words(view: NetworkView) -> list[str]:
    """Both dates: when it held, and as of when it was known."""
    seen, today = view.seen, view.today.isoformat()
    return [
        f"In force on {seen.on.text}" if seen.on else f"In force today, {today}",
        f"As known on {seen.known.text}" if seen.known else f"As known today, {today}",
    ]


def own_words(view: NetworkView) -> list[str]:
    """How much of it a person supposes, and notes; nothing where it is nothing."""
    supposed = view.supposed
    parts = [
        f"{quantity(len(supposed.edges), 'edge')} supposed, which no source states" if supposed.edges else "",
        f"{quantity(len(supposed.doubted), 'edge')} supposed not to be there" if supposed.doubted else "",
        quantity(len(view.notes), "note") if view.notes else "",
    ]
    return [part for part in parts if part]


def filter_words(view: NetworkView) -> list[str]:
    """What else the filter asks, each part in a few words; nothing where it asks nothing."""
    seen = view.seen
    titles = {source.id: source_title(view, source) for source in view.sources}
    parts = []
    if view.within:
        parts.append(f"only what is within {quantity(view.within.steps, 'step')} of {centre_words(view, view.within)}")
    if seen.hidden:
        parts.append(f"without the types {', '.join(edge_type(name).screen for name in seen.hidden)}")
    if seen.confidence:
        parts.append(f"confidence of at least {seen.confidence:.0%} or not rated")
    if not seen.undated:
        parts.append("only what is dated")
    if seen.stances:
        parts.append(f"only what is {' or '.join(seen.stances)}")
    if seen.sources:
        named = [titles.get(name, view.nameless(name, WITHHELD)) for name in seen.sources]
        parts.append(f"only from {'; '.join(dict.fromkeys(named))}")
    return [clean(part) for part in parts]


def centre_words(view: NetworkView, within: DrawnReach) -> str:
    """Whose surroundings are shown; nobody's name where names are not to be shown."""
    names = {row["actor"]: row["name"] for row in view.actors if row["name"]}
    if len(within.actors) > 1:
        return quantity(len(within.actors), "actor")
    return view.nameless(isolate(one_line(names.get(within.actors[0], within.actors[0]))), "an actor")


def source_title(view: NetworkView, source: CitedSource) -> str:
    """A source's title; where names are not to be shown, only one that tells nobody's."""
    return clean(view.nameless(source.title, WITHHELD))


def source_note(view: NetworkView, source: CitedSource) -> str:
    """A source as a footnote."""
    first, last = source.days
    publisher = view.nameless(source.publisher)
    parts = [
        isolate(source_title(view, source)),
        isolate(clean(publisher)) if publisher != source.title else "",
        f"published {first}" if first == last and first else f"published {first} to {last}" if first else "",
        f"read {source.read}" if source.read else "",
        f"reliability {source.reliability}" if source.reliability else "",
        quantity(source.statements, "statement"),
    ]
    return ", ".join(filter(None, parts))
