"""The network as vectors: nodes, names and edges as the canvas draws them, with their dashes and ends; text stays text.

Elements are made as a tree, so that no text of a person's or a source's can be anything but text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from cypher.names import isolate
from explorer.export import arrows
from explorer.export.arrows import Point, short
from explorer.export.style import Styler, bounded_number, colour, dashes
from explorer.export.view import Picture, PictureEdge, PictureNode, PictureNote
from explorer.export.words import clean
from explorer.network.palette import FONT, PAINTS, Scheme
from explorer.network.supposed import WORD

SIGNS = Path(__file__).parents[1] / "browser" / "network" / "signs.json"
INK = {"light": "#4a5262", "dark": "#c9d0dd"}
"""The colour of the sign in a node."""
GAP = 6
"""Between an actor and its name."""
LINE = 1.15
"""The height of a line of text, in its size."""
COUNT = re.compile(rf"^(?:{WORD}(?: not)?|(?:\d+ ?)?(?:×\d+)?)")
"""What stands on an edge of a picture without names."""
NOTE = 11.5
"""The size of a note's letters."""
BESIDE = 40
"""How far from whom it is about a note stands wholly beside it, as on the canvas."""
RIM = re.compile(r"#[0-9a-f]{6}")
NUMBERED = 150
"""Edges up to which each carries the numbers of its sources."""


@cache
def signs() -> dict[str, str]:
    """The lines of the sign of each kind, on a grid of 40; the canvas has the same."""
    content: dict[str, str] = json.loads(SIGNS.read_text("utf-8"))
    return content


def text_element(parent: Element, text: str, at: Point, size: float, **attributes: Any) -> Element:
    """A text; its direction ends with it, and what no document can hold is left out."""
    made = SubElement(parent, "text", {"x": short(at[0]), "y": short(at[1]), "font-size": short(size)})
    for name, value in attributes.items():
        made.set(name.rstrip("_").replace("_", "-"), str(value))
    made.text = isolate(clean(text))
    return made


def shape_element(parent: Element, path: str, **attributes: Any) -> Element:
    """A shape."""
    made = SubElement(parent, "path", {"d": path})
    for name, value in attributes.items():
        if value not in (None, ""):
            made.set(name.replace("_", "-"), str(value))
    return made


class SheetDrawing:
    """Writes the picture of a network into a group."""

    def __init__(self, group: Element, scheme: Scheme, *, names: bool, numbers: Mapping[str, int]) -> None:
        self.group, self.scheme, self.names, self.numbers = group, scheme, names, numbers
        self.paint = PAINTS[scheme]
        self.styler = Styler(scheme)

    def draw(self, picture: Picture) -> None:
        """Edges first, then actors, then what is written on edges and below actors: no name lies under a line."""
        edges, nodes, words = (SubElement(self.group, "g") for _ in range(3))
        numbered = len(picture.edges) <= NUMBERED and len(self.numbers) > 1
        for edge in picture.edges:
            self.edge(edges, words, edge, numbered=numbered)
        for node in picture.nodes:
            self.node(nodes, words, node)
        for note in picture.notes if self.names else ():
            self.note(words, note)

    def note(self, group: Element, note: PictureNote) -> None:
        """What a person wrote, in a frame of its own, with a line to whom it is about."""
        left, top, wide, high = note_box(note)
        if note.about:
            line = arrows.line_path([note.about, note.at])
            shape_element(group, line, fill="none", stroke=self.paint.held, stroke_dasharray="2 3")
        frame = f"M{short(left)} {short(top)}h{short(wide)}v{short(high)}h{short(-wide)}z"
        shape_element(group, frame, fill=self.paint.card, stroke=self.paint.held, stroke_linejoin="round")
        for n, line in enumerate(note.lines):
            at = (left + 8, top + 7 + NOTE * (0.85 + n * 1.3))
            text_element(group, line, at, NOTE, fill=self.paint.text)

    def edge(self, lines: Element, words: Element, edge: PictureEdge, *, numbered: bool) -> None:
        """A line with its ends, and how many statements it stands for; with the numbers of their sources."""
        look = self.styler.look("edge", edge.data)
        width = max(0.2, bounded_number(look.get("width"), 2))
        paint = colour(look.get("line-color"), self.paint.border)
        group = faded(lines, look)
        size = arrows.arrow_size(width, bounded_number(look.get("arrow-scale"), 1))
        points: list[Point] = list(edge.points)
        tips = []
        for place, before, end in ((0, 1, "source"), (-1, -2, "target")):
            shape = str(look.get(f"{end}-arrow-shape") or "none")
            if path := arrows.tip_path(shape, edge.points[place], edge.points[before], size):
                tips.append((path, colour(look.get(f"{end}-arrow-color"), paint)))
                back = size * arrows.BACK.get(shape, 0)
                points[place] = arrows.shortened(edge.points[place], edge.points[before], back)
        line = arrows.line_path(points)
        if under := bounded_number(look.get("underlay-opacity")):
            glow = width + 2 * bounded_number(look.get("underlay-padding"))
            shine = colour(look.get("underlay-color"), self.paint.accent)
            shape_element(group, line, fill="none", stroke=shine, stroke_width=short(glow), stroke_opacity=short(under))
        pattern = " ".join(map(short, dashes(look)))
        shape_element(group, line, fill="none", stroke=paint, stroke_width=short(width), stroke_dasharray=pattern)
        for path, fill in tips:
            shape_element(group, path, fill=fill)
        self.edge_words(words, edge, look, numbered=numbered)

    def edge_words(self, words: Element, edge: PictureEdge, look: Mapping[str, Any], *, numbered: bool) -> None:
        """The number of statements, and those of the sources as in a footnote."""
        count = str(look.get("label") or "") if bounded_number(look.get("text-opacity"), 1) else ""
        if not self.names:
            count = "".join(COUNT.findall(count))
        notes = sorted({self.numbers[name] for name in edge.sources if name in self.numbers}) if numbered else []
        if not count and not notes:
            return
        size = bounded_number(look.get("font-size"), 10.5)
        made = text_element(words, count, (edge.middle[0], edge.middle[1] + size * 0.36), size, text_anchor="middle")
        self.halo(made, look, self.paint.text)
        if notes:
            raised = SubElement(made, "tspan", {"font-size": short(size * 0.72), "dy": short(-size * 0.3)})
            raised.text = ("\u2009" if count else "") + ",".join(map(str, notes))

    def node(self, shapes: Element, words: Element, node: PictureNode) -> None:
        """An actor's shape with its sign, and its name in as many lines as on the screen."""
        look = self.styler.look("node", node.data)
        width, height = (max(1.0, bounded_number(look.get(side), 40)) for side in ("width", "height"))
        group = faded(shapes, look)
        fill = colour(look.get("background-color"), self.paint.node)
        rim = node.data.get("rim")
        if not node.data.get("fill") and isinstance(rim, str) and RIM.fullmatch(rim):
            fill = tinted(rim, self.paint.node)
        shape = str(look.get("shape") or "ellipse")
        if under := bounded_number(look.get("underlay-opacity")):
            grown = 2 * bounded_number(look.get("underlay-padding"))
            shine = colour(look.get("underlay-color"), self.paint.accent)
            halo = arrows.node_path("ellipse", node.at, width + grown, height + grown)
            shape_element(group, halo, fill=shine, fill_opacity=short(under))
        if look.get("ghost") == "yes":
            x, y = (bounded_number(look.get(f"ghost-offset-{axis}")) for axis in "xy")
            shape_element(
                SubElement(group, "g", {"opacity": short(bounded_number(look.get("ghost-opacity"), 1))}),
                arrows.node_path(shape, (node.at[0] + x, node.at[1] + y), width, height),
                fill=fill,
                stroke=colour(look.get("border-color"), self.paint.border),
                stroke_width=short(bounded_number(look.get("border-width"), 1)),
                stroke_linejoin="round",
            )
        shape_element(
            group,
            arrows.node_path(shape, node.at, width, height),
            fill=fill,
            stroke=colour(look.get("border-color"), self.paint.border),
            stroke_width=short(bounded_number(look.get("border-width"), 1)),
            stroke_linejoin="round",
        )
        self.sign(group, node, width)
        if not self.names:
            return
        size = bounded_number(look.get("font-size"), 12)
        top = node.at[1] + height / 2 + GAP + size * 0.82
        faint = faded(words, look)
        for n, line in enumerate(node.lines):
            made = text_element(faint, line, (node.at[0], top + n * size * LINE), size, text_anchor="middle")
            self.halo(made, look, self.paint.text)

    def sign(self, group: Element, node: PictureNode, width: float) -> None:
        """The sign of a kind, or the code of a state where actors may be told."""
        scale = width / 40
        corner = (node.at[0] - 20 * scale, node.at[1] - 20 * scale)
        place = f"translate({arrows.spot(corner)}) scale({scale:.4g})"
        kind = str(node.data.get("kind") or "other")
        several = int(bounded_number(node.data.get("group")))
        if several or (node.code and self.names):
            made = text_element(
                group, str(several or node.code), (20, 23.8), 10.5, text_anchor="middle", font_weight=700
            )
            made.set("fill", INK[self.scheme])
            made.set("transform", place)
            return
        path = shape_element(
            group, signs().get(kind, signs()["other"]), fill="none", stroke=INK[self.scheme], stroke_width="1.7"
        )
        path.set("stroke-linecap", "round")
        path.set("stroke-linejoin", "round")
        path.set("transform", place)

    def halo(self, made: Element, look: Mapping[str, Any], ink: str) -> None:
        """Ink, weight and font of a text, on a halo of the ground."""
        made.set("fill", colour(look.get("color"), ink))
        made.set("font-weight", short(bounded_number(look.get("font-weight"), 500)))
        made.set("font-family", str(look.get("font-family") or FONT))
        made.set("stroke", self.paint.ground)
        made.set("stroke-width", "5")
        made.set("stroke-linejoin", "round")
        made.set("paint-order", "stroke")


def tinted(rim: str, ground: str) -> str:
    """What fills an actor with a rim of some colour: much of the ground in it, as on the canvas."""
    parts = [(int(rim[n : n + 2], 16), int(ground[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(0.16 * a + 0.84 * b):02x}" for a, b in parts)


def faded(parent: Element, look: Mapping[str, Any]) -> Element:
    """Where to draw an element of some opacity."""
    opacity = min(1.0, max(0.0, bounded_number(look.get("opacity"), 1)))
    return parent if opacity == 1 else SubElement(parent, "g", {"opacity": short(opacity)})


def note_box(note: PictureNote) -> tuple[float, float, float, float]:
    """What a note takes: left, top, width, height."""
    wide = 16 + max((len(line) for line in note.lines), default=1) * NOTE * 0.56
    high = 14 + max(1, len(note.lines)) * NOTE * 1.3
    right, down = (
        max(-1.0, min(1.0, (note.at[axis] - note.about[axis]) / BESIDE)) if note.about else 0.0 for axis in (0, 1)
    )
    return note.at[0] + (right - 1) * wide / 2, note.at[1] + (down - 1) * high / 2, wide, high


def picture_box(picture: Picture, *, names: bool) -> tuple[float, float, float, float]:
    """What a picture takes: left, top, width, height, with room for names."""
    xs, ys = [], []
    for node in picture.nodes:
        size = bounded_number(node.data.get("size"), 40) / 2 + 8
        wide = max([size, *(66.0 for _ in node.lines if names)])
        xs += [node.at[0] - wide, node.at[0] + wide]
        ys += [node.at[1] - size, node.at[1] + size + (15 * len(node.lines) if names else 0)]
    for edge in picture.edges:
        xs += [x for x, _ in edge.points]
        ys += [y for _, y in edge.points]
    for note in picture.notes if names else ():
        left, top, wide, high = note_box(note)
        xs += [left, left + wide]
        ys += [top, top + high]
    if not xs:
        return 0, 0, 1, 1
    return min(xs), min(ys), max(1.0, max(xs) - min(xs)), max(1.0, max(ys) - min(ys))
