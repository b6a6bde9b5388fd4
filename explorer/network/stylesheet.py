"""How the canvas is drawn in light and in dark; edges by their type's declaration, nodes by kind."""

from __future__ import annotations

from typing import Any

from cypher import schema
from explorer.network.palette import FILLS, FONT, PAINTS, Paint, Scheme

Rule = dict[str, Any]

SHAPES = {
    schema.Kind.PERSON: "ellipse",
    schema.Kind.ORGANIZATION: "round-rectangle",
    schema.Kind.STATE: "round-hexagon",
    schema.Kind.VESSEL: "bottom-round-rectangle",
    schema.Kind.AIRCRAFT: "round-diamond",
    schema.Kind.OTHER: "round-tag",
}
LIKELY = 0.5
"""A statement with less confidence is drawn faint and counts for no sign."""


def stylesheet(scheme: Scheme) -> list[Rule]:
    """Every rule of the canvas, later ones winning."""
    paint = PAINTS[scheme]
    return [*node_rules(scheme, paint), *edge_rules(scheme, paint), *state_rules(paint)]


def node_rules(scheme: Scheme, paint: Paint) -> list[Rule]:
    """The look of actors: a shape and a tint for each kind; their names are drawn over the canvas, in one size."""
    base = {
        "width": "data(size)",
        "height": "data(size)",
        "background-color": paint.node,
        "background-image": "data(glyph)",
        "background-fit": "contain",
        "background-width": "100%",
        "background-height": "100%",
        "border-width": 1.5,
        "border-color": paint.border,
        "overlay-opacity": 0,
    }
    kinds = [
        style_rule(
            f'node[kind = "{kind}"]',
            {
                "shape": SHAPES[kind],
                "background-color": FILLS[scheme][kind][0],
                "border-color": FILLS[scheme][kind][1],
            },
        )
        for kind in schema.Kind
    ]
    rim = {"background-color": "data(fill)", "border-color": "data(rim)", "border-width": 3}
    several = {"border-width": 3, "ghost": "yes", "ghost-offset-x": 5, "ghost-offset-y": -5, "ghost-opacity": 0.55}
    return [
        style_rule("node", base),
        *kinds,
        style_rule("node[?rim]", rim),
        style_rule("node[?group]", several),
    ]


def edge_rules(scheme: Scheme, paint: Paint) -> list[Rule]:
    """The look of edges: colour, line and arrow of the type, the number of statements when there are several."""
    base = {
        "curve-style": "bezier",
        "control-point-step-size": 44,
        "width": 2,
        "arrow-scale": 1.05,
        "source-distance-from-node": 3,
        "target-distance-from-node": 3,
        "label": "data(count)",
        "color": paint.text,
        "font-family": FONT,
        "font-size": 10.5,
        "font-weight": 600,
        "text-background-color": paint.ground,
        "text-background-opacity": 0.95,
        "text-background-padding": 3,
        "text-background-shape": "roundrectangle",
        "min-zoomed-font-size": 6,
        "overlay-opacity": 0,
        "underlay-opacity": 0,
        **edge_style(schema.GREY, scheme),
    }
    types = [style_rule(f'edge[type = "{t.name}"]', edge_style(t.look, scheme)) for t in schema.EDGE_TYPES]
    return [style_rule("edge", base), *types]


def edge_style(look: schema.Look, scheme: Scheme) -> dict[str, Any]:
    """A declared look as properties of the canvas."""
    colour = look.light if scheme == "light" else look.dark
    return {
        "line-color": colour,
        "line-style": "solid" if look.line == "solid" else "dashed",
        "line-dash-pattern": [2, 4] if look.line == "dotted" else [8, 5],  # Cytoscape's own dots run into a line
        "source-arrow-color": colour,
        "target-arrow-color": colour,
        "target-arrow-shape": look.arrow,
        "source-arrow-shape": look.arrow if look.arrow_at_source else "none",
    }


def state_rules(paint: Paint) -> list[Rule]:
    """What happens to nodes and edges; what points at an edge glows beneath it, and never makes its line stronger."""
    glow = {"underlay-color": paint.accent, "underlay-opacity": 0.2, "underlay-padding": 7}
    camp = {"underlay-opacity": 0.32, "underlay-padding": 9}
    marked = {
        **glow,
        "underlay-padding": 4,
        "text-border-color": paint.accent,
        "text-border-width": 1,
        "text-border-opacity": 1,
        "text-opacity": 1,
        "min-zoomed-font-size": 3,
    }
    return [
        style_rule('edge[type = "ALLY_OF"], edge[type = "RIVAL_OF"]', {"width": 2.6}),
        style_rule('edge[type = "PART_OF"]', {"width": 1.6, "arrow-scale": 0.8}),
        style_rule("edge[?gathered]", {"width": 3.4}),
        style_rule("edge[?wide]", {"width": "data(wide)"}),
        style_rule("edge[?faint]", {"opacity": 0.4, "width": 1.6}),
        style_rule("edge[?denied]", {"line-style": "dashed", "line-dash-pattern": [2, 5], "opacity": 0.5}),
        style_rule("edge[?undated]", {"line-style": "dashed", "line-dash-pattern": [1, 6], "opacity": 0.7}),
        style_rule("edge[?ended]", {"opacity": 0.35, "width": 1, "arrow-scale": 0.7, "text-opacity": 0}),
        style_rule("edge[?contra]", {"color": paint.tension}),
        style_rule("edge.single", {**glow, "underlay-color": paint.late, "underlay-padding": 5}),
        style_rule("edge[?supposed]", supposed_style(paint)),
        style_rule("edge[?doubted]", doubted_style(paint)),
        # Camps differ by the shape of what lies beneath an actor too, and a crack is the one broad band.
        style_rule("node.camp-one", {**camp, "underlay-color": paint.accent, "underlay-shape": "ellipse"}),
        style_rule("node.camp-two", {**camp, "underlay-color": paint.late, "underlay-shape": "round-rectangle"}),
        style_rule("edge.crack", {**camp, "underlay-color": paint.tension, "underlay-padding": 8, "width": 3.4}),
        style_rule("edge[?hidden]", {"display": "none"}),
        style_rule("node[?alone]", {"opacity": 0.5}),
        style_rule("node[?tension]", {"border-color": paint.tension, "border-width": 2.5}),
        style_rule("edge[?tension]", {"width": 3.4}),
        style_rule("node[?dim], edge[?dim]", {"opacity": 0.16}),
        style_rule("edge[?trace]", glow),
        style_rule("node[?trace]", {**glow, "underlay-shape": "ellipse", "opacity": 1}),
        style_rule("edge[?mark]", marked),
        style_rule("edge[?mark][?faint], edge[?mark][?ended], edge[?mark][?denied]", {"opacity": 0.8}),
        style_rule("edge[?gone]", {"line-style": "dashed", "line-dash-pattern": [3, 5], "opacity": 0.8}),
        style_rule("node[?mark]", {"border-style": "double", "border-width": 5, "border-color": paint.accent}),
        style_rule("edge.near", {**glow, "underlay-opacity": 0.12, "underlay-padding": 5, "z-index": 9}),
        style_rule("node.near", {"border-width": 2.5}),
        style_rule("edge:selected", {**glow, "z-index": 10}),
        style_rule("node:selected", {**glow, "border-color": paint.accent, "border-width": 3, "z-index": 10}),
        style_rule(
            "core", {"active-bg-opacity": 0, "selection-box-color": paint.accent, "selection-box-opacity": 0.12}
        ),
    ]


def supposed_style(paint: Paint) -> dict[str, Any]:
    """The look of what a person supposes: a colour, a line and a frame around its word of its own."""
    return {
        "line-color": paint.held,
        "source-arrow-color": paint.held,
        "target-arrow-color": paint.held,
        "line-style": "dashed",
        "line-dash-pattern": [10, 4, 2, 4],
        "width": 2.4,
        "color": paint.held,
        "text-border-color": paint.held,
        "text-border-width": 1,
        "text-border-opacity": 1,
        "min-zoomed-font-size": 3,
    }


def doubted_style(paint: Paint) -> dict[str, Any]:
    """The look of what a person supposes not to be there: a trace of a line, and a word that can be read."""
    return {
        **dict.fromkeys(("line-color", "source-arrow-color", "target-arrow-color"), paint.border),
        "line-style": "dashed",
        "line-dash-pattern": [1, 7],
        "width": 1.4,
        "arrow-scale": 0.7,
        "opacity": 1,
        "color": paint.held,
        "text-opacity": 1,
        "min-zoomed-font-size": 3,
    }


def style_rule(selector: str, style: dict[str, Any]) -> Rule:
    """One rule."""
    return {"selector": selector, "style": style}
