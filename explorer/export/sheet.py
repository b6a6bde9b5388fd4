"""A landscape sheet: title, the two dates and the filter, the picture, its legend, the sources as footnotes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from cypher import schema
from cypher.names import quantity
from explorer.export.arrows import node_path
from explorer.export.svg import SheetDrawing, picture_box, shape_element, text_element
from explorer.export.view import Facts, NetworkView, Picture, PictureEdge, PictureNode
from explorer.export.words import clean, date_words, filter_words, own_words, size_words, source_note
from explorer.network.elements import edge_type
from explorer.network.palette import FONT, PAINTS, Scheme

WIDTH, HEIGHT = 1600, 1131
"""A4 across, in units of about a fifth of a millimetre."""
MARGIN = 48
LEGEND = 236
"""The width of the legend."""
NOTES = 16
"""Sources that stand in the footnotes; the page that is printed has all of them."""
NOTE, NOTE_LINE = 12.5, 17
CLOSEST = 1.5
"""How much larger than on the screen a small network is drawn at most."""


def sheet_text(view: NetworkView, picture: Picture, scheme: Scheme) -> str:
    """The sheet as SVG."""
    return tostring(sheet_element(view, picture, scheme), encoding="unicode")


def sheet_element(view: NetworkView, picture: Picture, scheme: Scheme) -> Element:
    """The sheet as a tree of elements."""
    paint = PAINTS[scheme]
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "width": str(WIDTH),
            "height": str(HEIGHT),
            "font-family": FONT,
            "role": "img",
        },
    )
    title = SubElement(root, "title")
    title.text = clean(view.heading)
    described = SubElement(root, "desc")
    described.text = clean("; ".join((size_words(view), *own_words(view), *date_words(view), *filter_words(view))))
    SubElement(root, "rect", {"width": str(WIDTH), "height": str(HEIGHT), "fill": paint.ground})
    top = head(root, view, scheme)
    bottom = footnotes(root, view, scheme)
    legend(root, view, picture, scheme, top)
    frame = (MARGIN, top, WIDTH - 2 * MARGIN - LEGEND - 20, bottom - top)
    group = SubElement(root, "g", {"transform": fit_transform(picture_box(picture, names=view.names), frame)})
    numbers = {source.id: source.number for source in view.sources}
    SheetDrawing(group, scheme, names=view.names, numbers=numbers).draw(picture)
    return root


def fit_transform(box: tuple[float, float, float, float], frame: tuple[float, float, float, float]) -> str:
    """The transformation that brings a box into the middle of a frame."""
    scale = min(frame[2] / box[2], frame[3] / box[3], CLOSEST)
    x = frame[0] + frame[2] / 2 - scale * (box[0] + box[2] / 2)
    y = frame[1] + frame[3] / 2 - scale * (box[1] + box[3] / 2)
    return f"translate({x:.2f} {y:.2f}) scale({scale:.5g})"


def head(root: Element, view: NetworkView, scheme: Scheme) -> float:
    """Title, dates and filter; where the picture may begin."""
    paint = PAINTS[scheme]
    y = 66.0
    for line in list(broken_lines(view.heading, 28, WIDTH - 2 * MARGIN))[:2]:
        text_element(root, line, (MARGIN, y), 28, fill=paint.text, font_weight=650)
        y += 36
    words = " · ".join((*date_words(view), size_words(view), *own_words(view), *filter_words(view)))
    for line in list(broken_lines(words, 15, WIDTH - 2 * MARGIN))[:4]:
        text_element(root, line, (MARGIN, y - 6), 15, fill=paint.soft)
        y += 21
    return y + 8


def legend(root: Element, view: NetworkView, picture: Picture, scheme: Scheme, top: float) -> None:
    """The types in view with a sample of their line, the number of statements and their sources; then the kinds."""
    paint = PAINTS[scheme]
    group = SubElement(root, "g", {"transform": f"translate({WIDTH - MARGIN - LEGEND} {top + 14:.0f})"})
    drawing = SheetDrawing(group, scheme, names=False, numbers={})
    y = 0.0
    for name, count in view.types[:18]:
        data: Facts = {"type": name}
        drawing.edge(group, group, PictureEdge([(2, y), (46, y)], (24, y), data), numbered=False)
        label = text_element(group, edge_type(name).screen, (58, y + 5), 14, fill=paint.text)
        SubElement(label, "tspan", {"fill": paint.soft, "dx": "6"}).text = quantity(count, "statement")
        y += 25
    y += 12
    for flag, words in (
        ("denied", "denied"),
        ("faint", "confidence below 50 %"),
        ("ended", "ended, or yet to begin"),
        ("undated", "not dated, when a date is asked"),
        ("supposed", "supposed: no source states it"),
        ("doubted", "supposed not to be there"),
    ):
        if any(edge.data.get(flag) for edge in picture.edges):
            drawing.edge(group, group, PictureEdge([(2, y), (46, y)], (24, y), {flag: 1}), numbered=False)
            text_element(group, words, (58, y + 5), 13, fill=paint.soft)
            y += 23
    y = colour_key(group, view, picture, scheme, y + 14)
    kinds = {
        str(node.data.get("kind"))
        for node in picture.nodes
        if not node.data.get("group") or node.data.get("kind") != "other"
    }
    for kind in (kind for kind in schema.Kind if kind in kinds):
        drawing.node(group, group, PictureNode((24, y), {"kind": kind.value, "size": 24.0}))
        text_element(group, kind.value, (58, y + 5), 13, fill=paint.soft)
        y += 32


def colour_key(group: Element, view: NetworkView, picture: Picture, scheme: Scheme, y: float) -> float:
    """What the colours of actors and the widths of lines mean; where the next line may stand."""
    paint = PAINTS[scheme]
    for row in picture.key:
        shape_element(group, node_path("ellipse", (24, y), 15, 15), fill="none", stroke=row.colour, stroke_width="3")
        text_element(group, clean(view.nameless(row.words, "named like an actor")), (58, y + 5), 13, fill=paint.soft)
        y += 23
    if picture.width:
        text_element(group, clean(view.nameless(picture.width)), (2, y + 5), 13, fill=paint.soft)
        y += 23
    return y + 8 if picture.key or picture.width else y


def footnotes(root: Element, view: NetworkView, scheme: Scheme) -> float:
    """The sources, numbered, in two columns at the foot; where the picture must end."""
    paint = PAINTS[scheme]
    wide = (WIDTH - 2 * MARGIN - 40) / 2
    notes = [
        list(broken_lines(f"{source.number}. {source_note(view, source)}", NOTE, wide))[:3]
        for source in view.sources[:NOTES]
    ]
    if len(view.sources) > NOTES:
        notes.append([f"and {quantity(len(view.sources) - NOTES, 'source')} more"])
    half = (len(notes) + 1) // 2
    columns = (notes[:half], notes[half:])
    rows = max(sum(map(len, column)) for column in columns)
    top = HEIGHT - MARGIN - 14 - rows * NOTE_LINE
    if notes:
        shape_element(root, f"M{MARGIN} {top - 18:.0f}H{WIDTH - MARGIN}", fill="none", stroke=paint.line)
    for n, column in enumerate(columns):
        lines = [line for note in column for line in note]
        for at, line in enumerate(lines):
            text_element(root, line, (MARGIN + n * (wide + 40), top + at * NOTE_LINE), NOTE, fill=paint.soft)
    made = f"Made on {view.today.isoformat()} with faultlines"
    text_element(root, made, (WIDTH - MARGIN, HEIGHT - 22), NOTE, fill=paint.soft, text_anchor="end")
    return top - 34


def broken_lines(text: str, size: float, wide: float) -> Iterator[str]:
    """A text in lines of about some width, by the usual widths of letters."""
    line: list[str] = []
    length = 0.0
    for word in clean(text).split(" "):
        long = sum(map(letter_width, word)) * size
        if line and length + long > wide:
            yield " ".join(line)
            line, length = [], 0.0
        line.append(word)
        length += long + 0.28 * size
    if line:
        yield " ".join(line)


def letter_width(letter: str) -> float:
    """About how wide a letter is, in its size."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.66 if letter.isupper() else 0.3 if letter in "il.,;:' " else 0.54
