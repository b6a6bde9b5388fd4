"""Where actors stand: a whole network at once, or newcomers beside what is there; same input, same places."""

from __future__ import annotations

import math
import time
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from explorer.network.forces import Places, Point, by_forces

WIDTH, HEIGHT = 132.0, 104.0
"""The room that an actor takes with its name beneath it, in canvas units."""
STEP = 190.0
"""The length that an edge would like to have."""
PIVOTS = 60
"""Actors of which the stress is exact; larger parts are arranged by forces."""
TRIES = 24
"""Drafts of a small network, of which the one that reads best is taken."""
SECONDS = 5.0
"""CPU time of the web process that one arrangement may take; when it is over, the draft so far is drawn."""
ROOM = 3.0
"""How many times the room of its actors a large picture takes before overlaps are resolved."""
LONERS = 24
"""Actors without ties that are placed one by one; more of them stand in rows."""
GOLDEN = math.pi * (3 - math.sqrt(5))


class OccupiedCells:
    """Taken places in cells the size of an actor, so that asking what is near costs the same at 10 and at 10,000."""

    def __init__(self, places: Iterable[Point] = ()) -> None:
        self.cells: defaultdict[tuple[int, int], list[Point]] = defaultdict(list)
        for place in places:
            self.take(place)

    def take(self, place: Point) -> None:
        """Mark a place as taken."""
        self.cells[self.cell(place)].append(place)

    def free(self, place: Point) -> bool:
        """Whether an actor here would touch no other."""
        column, row = self.cell(place)
        return not any(
            abs(place[0] - x) < WIDTH and abs(place[1] - y) < HEIGHT
            for i in (column - 1, column, column + 1)
            for j in (row - 1, row, row + 1)
            for x, y in self.cells.get((i, j), ())
        )

    @staticmethod
    def cell(place: Point) -> tuple[int, int]:
        """The cell that a place lies in."""
        return math.floor(place[0] / WIDTH), math.floor(place[1] / HEIGHT)


def place_newcomers(new: Sequence[str], present: Mapping[str, Point], anchor: Point) -> Places:
    """Free places for newcomers around an anchor, on the side where there is room; nothing present moves."""
    grid = OccupiedCells(present.values())
    heading = away(anchor, present.values())
    spots = around(anchor, heading)
    places: Places = {}
    for actor in new:
        spot = next(s for s in spots if grid.free(s))
        grid.take(spot)
        places[actor] = spot
    return places


def around(anchor: Point, heading: float) -> Iterator[Point]:
    """Places on ever wider rings around an anchor, those nearest to the heading first."""
    for ring in range(1, 100_000):
        radius = STEP * (0.55 + 0.45 * ring)
        seats = max(6, int(2 * math.pi * radius / (WIDTH * 1.02)))
        for seat in range(seats):
            turn = (seat + 1) // 2 * (1 if seat % 2 else -1)
            angle = heading + turn * 2 * math.pi / seats
            yield (
                round(anchor[0] + 1.15 * radius * math.cos(angle), 1),
                round(anchor[1] + radius * math.sin(angle), 1),
            )


def away(anchor: Point, present: Iterable[Point]) -> float:
    """The direction in which an anchor has the fewest neighbours, near ones counting most."""
    x = y = 0.0
    for px, py in present:
        dx, dy = anchor[0] - px, anchor[1] - py
        square = dx * dx + dy * dy
        if square > 1.0:
            x += dx / square
            y += dy / square
    return math.atan2(y, x) if abs(x) + abs(y) > 1e-9 else 0.0


def along(new: Sequence[str], present: Mapping[str, Point], start: Point, end: Point) -> Places:
    """Free places for the inner actors of a path, as near as can be to the line between its ends."""
    grid = OccupiedCells(present.values())
    places: Places = {}
    for n, actor in enumerate(new, 1):
        share = n / (len(new) + 1)
        wanted = (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
        spot = wanted if grid.free(wanted) else next(s for s in around(wanted, math.pi / 2) if grid.free(s))
        grid.take(spot)
        places[actor] = (round(spot[0], 1), round(spot[1], 1))
    return places


def arrange(
    actors: Sequence[str],
    links: Iterable[tuple[str, str]],
    *,
    tall: bool = False,
    last: Mapping[str, Point] | None = None,
) -> Places:
    """Places for a whole network: distances on the canvas follow distances in the graph, parts stand side by side.

    A large part that has places already keeps its shape as far as it can: `last` has them.
    """
    there = frozenset(actors)
    ties = frozenset((min(a, b), max(a, b)) for a, b in links if a != b and a in there and b in there)
    return whole_picture(there, ties, tall, last) if last else dict(arranged(there, ties, tall))


@lru_cache(maxsize=32)  # everybody opens on the same network
def arranged(actors: frozenset[str], ties: frozenset[tuple[str, str]], tall: bool) -> Places:
    """Places for a network that has none yet; the same network has the same."""
    return whole_picture(actors, ties, tall, {})


def whole_picture(
    actors: frozenset[str], ties: frozenset[tuple[str, str]], tall: bool, last: Mapping[str, Point]
) -> Places:
    """Places for a whole network without parallel ties."""
    near = neighbours(actors, ties)
    whole: Places = {}
    end = time.thread_time() + SECONDS
    parts = sorted(connected_parts(near), key=lambda p: (-len(p), p[0]))
    loners = [part[0] for part in parts if len(part) == 1]
    if len(loners) > LONERS:
        parts = [part for part in parts if len(part) > 1]
    else:
        loners = []
    for n, part in enumerate(parts):
        if whole and time.thread_time() > end:
            loners += [actor for late in parts[n:] for actor in late]
            break
        if len(part) <= PIVOTS:
            inner = best_draft(part, near, tall, end)
        elif all(actor in last for actor in part):
            inner = spread_out(settled(part, near, last), end)
        else:
            inner = spread_out(turned(drawn_by_forces(part, near), tall), end)
        whole.update(inner if not whole else packed_beside(whole, inner))
    whole.update(in_rows(loners, whole, tall))
    return centred(whole)


def neighbours(actors: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Whom each actor is tied to."""
    near: dict[str, set[str]] = {actor: set() for actor in actors}
    for a, b in links:
        if a != b and a in near and b in near:
            near[a].add(b)
            near[b].add(a)
    return near


def centred(places: Places) -> Places:
    """The same picture around nought."""
    if not places:
        return {}
    middle = [(min(c) + max(c)) / 2 for c in zip(*places.values(), strict=True)]
    return {actor: (round(x - middle[0], 1), round(y - middle[1], 1)) for actor, (x, y) in places.items()}


def best_draft(part: Sequence[str], near: Mapping[str, set[str]], tall: bool, end: float) -> Places:
    """Of some drafts of a part, as many as there is time for, the one that reads best."""
    best, least = None, math.inf
    tries = TRIES if len(part) > 3 else 1
    for attempt in range(tries):
        draft = spread_out(turned(relax(part, near, attempt, end), tall), end)
        if tries == 1:
            return draft
        if (disorder := clutter(draft, near, tall)) < least:
            best, least = draft, disorder
        if time.thread_time() > end:
            break
    return best or {}


def in_rows(actors: Sequence[str], whole: Places, tall: bool) -> Places:
    """Places in rows beneath the rest, in the order of the ids."""
    columns = max(1, round(math.sqrt(len(actors) * (0.6 if tall else 2.0))))
    left = min((x for x, _ in whole.values()), default=0.0)
    top = max((y for _, y in whole.values()), default=-2 * HEIGHT) + 2 * HEIGHT
    spots = ((left + (n % columns) * WIDTH * 1.1, top + (n // columns) * HEIGHT * 1.1) for n in range(len(actors)))
    return dict(zip(sorted(actors), spots, strict=True))


def connected_parts(near: Mapping[str, set[str]]) -> list[list[str]]:
    """The connected parts of a network, each sorted."""
    seen: set[str] = set()
    parts = []
    for actor in sorted(near):
        if actor not in seen:
            part = sorted(hops(actor, near))
            seen.update(part)
            parts.append(part)
    return parts


def from_the_middle(part: Iterable[str], near: Mapping[str, set[str]]) -> list[str]:
    """A part's actors by their steps from the one with the most ties."""
    steps = hops(min(part, key=lambda a: (-len(near[a]), a)), near)
    return sorted(part, key=lambda a: (steps[a], a))


def spiral(order: Sequence[str], step: float, turn: float) -> Places:
    """Places on a spiral from the middle."""
    return {
        actor: (step * math.sqrt(n) * math.cos(n * turn), step * math.sqrt(n) * math.sin(n * turn))
        for n, actor in enumerate(order)
    }


def hops(start: str, near: Mapping[str, set[str]]) -> dict[str, int]:
    """How many steps away everything reachable is."""
    steps = {start: 0}
    queue = deque([start])
    while queue:
        actor = queue.popleft()
        for other in sorted(near[actor]):
            if other not in steps:
                steps[other] = steps[actor] + 1
                queue.append(other)
    return steps


def drawn_by_forces(part: Sequence[str], near: Mapping[str, set[str]]) -> Places:
    """A large part from nothing, by attraction and repulsion."""
    begin = spiral(from_the_middle(part, near), STEP * 0.6, GOLDEN)
    return by_forces(part, near, begin, rounds=max(30, min(200, 300_000 // len(part))), heat=math.sqrt(len(part)) / 10)


def settled(part: Sequence[str], near: Mapping[str, set[str]], last: Mapping[str, Point]) -> Places:
    """A large part that has places, moved by the same forces no further than it must."""
    return by_forces(part, near, last, rounds=max(10, min(60, 100_000 // len(part))), heat=0.4)


def relax(part: Sequence[str], near: Mapping[str, set[str]], attempt: int = 0, end: float = math.inf) -> Places:
    """Places whose distances come as close as possible to the numbers of steps (stress, by majorization)."""
    steps = {actor: hops(actor, near) for actor in part}
    order = from_the_middle(part, near)
    places = spiral(order, STEP * 0.6, GOLDEN + 0.37 * attempt)
    pulls: dict[str, list[tuple[str, float, float]]] = {}
    for actor in part:
        wanted = {other: steps[other][actor] for other in sorted(part) if other != actor}
        pulls[actor] = [
            (o, STEP * edge_length(s, len(near[actor]), len(near[o])), 1 / (s * s)) for o, s in wanted.items()
        ]
    for _ in range(120):
        if time.thread_time() > end:
            break
        for actor in order:
            places[actor] = pulled(places[actor], pulls[actor], places)
    return places


def edge_length(steps: int, here: int, there: int) -> float:
    """How many edge lengths two actors should be apart: busy ones want room, far ones need not be that far."""
    if steps > 1:
        return float(steps**0.8)
    least = min(here, there)
    return 0.72 if least == 1 else 1.25 if least > 3 else 1.0


def pulled(place: Point, pulls: Sequence[tuple[str, float, float]], places: Mapping[str, Point]) -> Point:
    """The place that an actor's neighbours would like it to have."""
    if not pulls:
        return place
    x = y = total = 0.0
    for other, wanted, weight in pulls:
        ox, oy = places[other]
        dx, dy = place[0] - ox, place[1] - oy
        distance = math.hypot(dx, dy) or 1e-6
        x += weight * (ox + dx * wanted / distance)
        y += weight * (oy + dy * wanted / distance)
        total += weight
    return x / total, y / total


def turned(places: Places, tall: bool) -> Places:
    """The same picture, turned so that it fills the screen's shape best."""
    turns = [rotated(places, n * math.pi / 12) for n in range(12)]
    return min(turns, key=lambda turn: size(turn, tall))


def rotated(places: Places, angle: float) -> Places:
    """The same picture around its middle by an angle."""
    mx, my = (sum(c) / len(places) for c in zip(*places.values(), strict=True))
    cos, sin = math.cos(angle), math.sin(angle)
    return {
        actor: ((x - mx) * cos - (y - my) * sin, (x - mx) * sin + (y - my) * cos) for actor, (x, y) in places.items()
    }


def size(places: Places, tall: bool) -> float:
    """How large a screen a picture needs, in its longer side, names included."""
    xs, ys = zip(*places.values(), strict=True)
    width, height = max(xs) - min(xs) + WIDTH, max(ys) - min(ys) + HEIGHT
    return float(max(width / 0.62, height) if tall else max(width, height * 1.3))


def spread_out(places: Places, end: float = math.inf) -> Places:
    """The same picture with every overlap resolved by stepping aside; what no time is left for stands beneath."""
    grid = OccupiedCells()
    spots: Places = {}
    roomy = enlarged(places)
    order = sorted(roomy, key=lambda a: (math.hypot(*roomy[a]), a))
    for n, actor in enumerate(order):
        spot = roomy[actor]
        if not grid.free(spot):
            if time.thread_time() > end:
                return spots | in_rows(order[n:], spots, tall=False)
            spot = next(s for s in nearby(spot, math.atan2(spot[1], spot[0])) if grid.free(s))
        grid.take(spot)
        spots[actor] = spot
    return spots


def enlarged(places: Places) -> Places:
    """A large picture in which the actors have room, so that few have to step aside; a small one as it is."""
    if len(places) <= PIVOTS:
        return places
    xs, ys = zip(*places.values(), strict=True)
    area = max(max(xs) - min(xs), WIDTH) * max(max(ys) - min(ys), HEIGHT)
    factor = math.sqrt(max(1.0, ROOM * len(places) * WIDTH * HEIGHT / area))
    return {actor: (x * factor, y * factor) for actor, (x, y) in places.items()}


def clutter(places: Places, near: Mapping[str, set[str]], tall: bool) -> float:
    """How hard a picture is to read: edges that cross, run over an actor or lie on each other; how small it gets."""
    lines = sorted((a, b) for a in places for b in near[a] if a < b)
    crossings = sum(
        cross(places[a], places[b], places[c], places[d])
        for n, (a, b) in enumerate(lines)
        for c, d in lines[n + 1 :]
        if len({a, b, c, d}) == 4
    )
    covered = sum(
        gap(places[actor], places[a], places[b]) < 46 for a, b in lines for actor in places if actor not in (a, b)
    )
    pinched = sum(
        angle(places[a], places[b], places[c]) < 0.26 for a in places for b in near[a] for c in near[a] if b < c
    )
    return crossings + 2.5 * covered + pinched + size(places, tall) / (0.2 * STEP * math.sqrt(len(places)))


def angle(apex: Point, b: Point, c: Point) -> float:
    """The angle between two edges of an actor."""
    turn = math.atan2(b[1] - apex[1], b[0] - apex[0]) - math.atan2(c[1] - apex[1], c[0] - apex[0])
    return abs((turn + math.pi) % (2 * math.pi) - math.pi)


def cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two edges cross."""
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def side(a: Point, b: Point, p: Point) -> float:
    """On which side of a line a point lies."""
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])


def gap(p: Point, a: Point, b: Point) -> float:
    """How far a point is from an edge."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy or 1e-6
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def nearby(spot: Point, heading: float) -> Iterator[Point]:
    """Places close to a spot in small steps, outwards first."""
    for ring in range(1, 100_000):
        for seat in range(12):
            turn = (seat + 1) // 2 * (1 if seat % 2 else -1)
            angle = heading + turn * math.pi / 6
            yield spot[0] + ring * WIDTH / 4 * math.cos(angle), spot[1] + ring * HEIGHT / 4 * math.sin(angle)


def packed_beside(whole: Places, part: Places) -> Places:
    """A further part of a network, moved to the free room nearest to the rest."""
    grid = OccupiedCells(whole.values())
    xs, ys = zip(*whole.values(), strict=True)
    home = (sum(xs) / len(xs), sum(ys) / len(ys))
    centre = [sum(c) / len(part) for c in zip(*part.values(), strict=True)]
    for dx, dy in around(home, math.pi / 2):
        moved = {a: (x - centre[0] + dx, y - centre[1] + dy) for a, (x, y) in part.items()}
        if all(grid.free(spot) for spot in moved.values()):
            return moved
    raise AssertionError("the canvas has no end")
