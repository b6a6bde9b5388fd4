"""The structure of the code, read from its imports: rooms, the floors they stand on, and the arrows between them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("cypher", "loader", "explorer")
START_UP = "# For start-up time"
"""What a module says that imports inside functions."""
FLOORS: dict[str, tuple[str, ...]] = {
    "cypher": (
        "errors",
        "values file_lock backoff names balance",
        "regular sessions",
        "schema library driver_values content likeness",
        "scheduling nodes",
        "settings notices feed_rows",
        "log",
        "engine",
        "graph",
        "queries network fingerprint guard editing export lease",
        "console upkeep decisions tension screening centrality",
        "notebook ogm shell doctor",
        "commands notebook_completion",
    ),
    "loader": (
        "model",
        "catalogue spool",
        "reading.formats archive",
        "reading fetch",
        "sources.cow_states sources.ofac_sdn sources.states sources.subdivisions draft runs",
        "bulk funnel history jobs doctor matching",
        "commands",
    ),
    "explorer": (
        "bounds",
        "network ids stores",
        "graph parts",
        "web feeds expansions grid views",
        "statements",
        "access finding export widget",
        "parameters panel",
        "page",
        "doctor panels.* pages.*",
        "app",
        "serving",
        "commands",
    ),
}
"""The rooms of each package from the ground up: a room imports from its own floor's lower neighbours, never upwards."""


@dataclass(frozen=True)
class Import:
    """One import of one of our modules by another; `late` when it stands in a function."""

    module: str
    line: int
    target: str
    late: bool


@dataclass(frozen=True)
class House:
    """The modules of the packages below a folder, and who imports whom."""

    root: Path

    @cached_property
    def modules(self) -> dict[str, Path]:
        """Every module by its dotted name."""
        paths = [path for package in PACKAGES for path in sorted((self.root / package).rglob("*.py"))]
        return {dotted(path.relative_to(self.root)): path for path in paths}

    @cached_property
    def imports(self) -> list[Import]:
        """Every import among our modules, but those that only the type checker reads."""
        return [found for module in self.modules for found in self.imports_of(module)]

    def imports_of(self, module: str) -> Iterator[Import]:
        """The imports in one module."""
        tree = ast.parse(self.modules[module].read_text("utf-8"))
        for node, late in statements(tree, late=False):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [f"{node.module}.{alias.name}" for alias in node.names]
            )
            for name in names:
                target = name if name in self.modules else name.rpartition(".")[0]
                if target in self.modules and target != module:
                    yield Import(module, node.lineno, target, late)

    def room_of(self, module: str) -> str:
        """The folder that a module stands in, or the module itself where it stands at the top of its package."""
        if self.modules[module].name == "__init__.py" or module.count(".") == 1:
            return module
        return module.rpartition(".")[0]

    def is_room(self, room: str) -> bool:
        """Whether it holds code of its own: a package whose folder holds only folders is none."""
        return room not in PACKAGES and room not in ("explorer.pages", "explorer.panels")

    @cached_property
    def arrows(self) -> dict[str, set[str]]:
        """Which rooms each room imports from."""
        arrows: dict[str, set[str]] = {self.room_of(module): set() for module in self.modules}
        for found in self.imports:
            room, target = self.room_of(found.module), self.room_of(found.target)
            if room != target:
                arrows[room].add(target)
        return {room: targets for room, targets in arrows.items() if self.is_room(room)}


def statements(tree: ast.AST, *, late: bool) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    """The import statements below a node; those under TYPE_CHECKING never run and are left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node, late
        elif not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            yield from statements(node, late=late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def dotted(path: Path) -> str:
    """A module's name from its path."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor_of(room: str) -> int | None:
    """The floor that a room stands on, counted from the ground of its package; None when FLOORS doesn't name it."""
    package, _, name = room.partition(".")
    for number, rooms in enumerate(FLOORS[package]):
        if any(fnmatchcase(name, pattern) for pattern in rooms.split()):
            return number
    return None


def circles(arrows: Mapping[str, set[str]]) -> list[list[str]]:
    """Groups of nodes that reach each other, by Tarjan's algorithm (1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    groups: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for target in arrows.get(node, ()):
            if target not in index:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in stack:
                low[node] = min(low[node], index[target])
        if low[node] == index[node]:
            group = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(group) > 1:
                groups.append(sorted(group))

    for node in arrows:
        if node not in index:
            visit(node)
    return groups


def reduced(arrows: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The arrows without those that follow from others: what a picture needs (a transitive reduction)."""

    def reach(room: str) -> set[str]:
        seen: set[str] = set()
        rest = list(arrows.get(room, ()))
        while rest:
            target = rest.pop()
            if target not in seen:
                seen.add(target)
                rest.extend(arrows.get(target, ()))
        return seen

    below = {room: reach(room) for room in arrows}
    return {
        room: {target for target in targets if not any(target in below.get(other, ()) for other in targets - {target})}
        for room, targets in arrows.items()
    }


FOUND = ("loader.sources", "explorer.panels", "explorer.pages")
"""Folders whose folders are found by path: one box each in the picture."""


def box_of(room: str) -> str:
    """The box that stands for a room in the picture."""
    return next((folder for folder in FOUND if room.startswith(f"{folder}.")), room)


def picture(house: House) -> str:
    """The rooms as a Mermaid flowchart, one frame a package, arrows from the one who imports."""
    boxes: dict[str, set[str]] = {}
    floors: dict[str, int] = {}
    for room, targets in house.arrows.items():
        box = box_of(room)
        boxes.setdefault(box, set()).update({box_of(target) for target in targets} - {box})
        floors[box] = floor_of(room) or 0
    lines = ["```mermaid", "flowchart TB"]
    for package in reversed(PACKAGES):
        inside = [box for box in boxes if box.startswith(f"{package}.")]
        inside.sort(key=lambda box: (-floors[box], box))
        lines.append(f"  subgraph {package}")
        lines += [f'    {box}["{box.partition(".")[2].replace(".", "/")}"]' for box in inside]
        lines.append("  end")
    for box, targets in sorted(reduced(boxes).items()):
        lines.extend(f"  {box} --> {target}" for target in sorted(targets))
    return "\n".join([*lines, "```"])
