"""The shapes of nodes and of the ends of edges, as Cytoscape draws them, for pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]

TIPS: dict[str, tuple[Point, ...]] = {
    "triangle": ((-0.15, -0.3), (0, 0), (0.15, -0.3)),
    "vee": ((-0.15, -0.3), (0, 0), (0.15, -0.3), (0, -0.15)),
    "chevron": ((0, 0), (-0.15, -0.15), (-0.1, -0.2), (0, -0.1), (0.1, -0.2), (0.15, -0.15)),
    "diamond": ((-0.15, -0.15), (0, -0.3), (0.15, -0.15), (0, 0)),
    "square": ((-0.15, 0), (0.15, 0), (0.15, -0.3), (-0.15, -0.3)),
    "triangle-tee": ((-0.15, -0.3), (0, 0), (0.15, -0.3)),
    "tee": ((-0.15, 0), (-0.15, -0.1), (0.15, -0.1), (0.15, 0)),
}
"""Corners of each end on a grid of its size; it points downwards, and its tip is at the origin."""
BAR = ((-0.15, -0.4), (-0.15, -0.5), (0.15, -0.5), (0.15, -0.4))
"""The bar behind the arrow of a triangle-tee."""
BACK = {"triangle": 0.2, "triangle-tee": 0.2, "vee": 0.15, "chevron": 0.1, "diamond": 0.2, "square": 0.2}
"""How far from the tip, in its size, the line ends beneath it."""
CORNERS: dict[str, tuple[Point, ...]] = {
    "round-hexagon": tuple((math.cos(n * math.pi / 3), math.sin(n * math.pi / 3) / (3**0.5 / 2)) for n in range(6)),
    "round-diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "round-tag": ((-1, -1), (0.25, -1), (1, 0), (0.25, 1), (-1, 1)),
    "round-rectangle": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "bottom-round-rectangle": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
}
"""Corners of each shape in a square from -1 to 1."""


def arrow_size(width: float, scale: float) -> float:
    """The size of an end on a line of some width, as Cytoscape counts it."""
    return float(max((width * 13.37) ** 0.9, 29) * scale)


def tip_path(shape: str, tip: Point, before: Point, size: float) -> str:
    """An end at the tip of a line that comes from `before`; "" where the shape has none."""
    turn = math.atan2(tip[1] - before[1], tip[0] - before[0]) - math.pi / 2
    cos, sin = math.cos(turn), math.sin(turn)
    if shape == "circle":
        return circle_path(tip, 0.15 * size)  # Cytoscape has shortened the line by its radius
    outlines = [TIPS[shape]] if shape in TIPS else []
    if shape == "triangle-tee":
        outlines.append(BAR)
    path = ""
    for outline in outlines:
        corners = [(tip[0] + size * (x * cos - y * sin), tip[1] + size * (x * sin + y * cos)) for x, y in outline]
        path += "M" + "L".join(map(spot, corners)) + "Z"
    return path


def shortened(tip: Point, before: Point, by: float) -> Point:
    """A point on the way back from a tip."""
    length = math.hypot(tip[0] - before[0], tip[1] - before[1])
    part = min(1.0, by / length) if length else 0.0
    return tip[0] + (before[0] - tip[0]) * part, tip[1] + (before[1] - tip[1]) * part


def line_path(points: Sequence[Point]) -> str:
    """A line through its bends: none makes it straight, one is the point that a curve is drawn to, more are joined."""
    start, *bends, end = points
    if not bends:
        return f"M{spot(start)}L{spot(end)}"
    joints = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(bends)]
    return f"M{spot(start)}" + "".join(
        f"Q{spot(bend)} {spot(joint)}" for bend, joint in zip(bends, [*joints, end], strict=True)
    )


def node_path(shape: str, centre: Point, width: float, height: float) -> str:
    """The outline of a node."""
    if shape not in CORNERS:
        return circle_path(centre, width / 2, height / 2)
    x, y = centre
    corners = [(x + cx * width / 2, y + cy * height / 2) for cx, cy in CORNERS[shape]]
    radius = min(width / 4, height / 4, 8) if "rectangle" in shape else min(width / 10, height / 10, 8)
    sharp = (0, 1) if shape == "bottom-round-rectangle" else ()
    steps = []
    for n, corner in enumerate(corners):
        if n in sharp:
            steps.append(f"L{spot(corner)}")
            continue
        near, far = (shortened(corner, corners[(n + by) % len(corners)], radius) for by in (-1, 1))
        steps.append(f"L{spot(near)}Q{spot(corner)} {spot(far)}")
    return "M" + "".join(steps)[1:] + "Z"


def circle_path(centre: Point, across: float, down: float | None = None) -> str:
    """A circle or an ellipse."""
    x, y = centre
    down = across if down is None else down
    half = f"A{short(across)} {short(down)} 0 0 1"
    return f"M{spot((x - across, y))}{half} {spot((x + across, y))}{half} {spot((x - across, y))}Z"


def spot(point: Point) -> str:
    """A point as a path writes it."""
    return f"{short(point[0])} {short(point[1])}"


def short(value: float) -> str:
    """A number with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) > 0.005 else "0"
