"""The shape of the code: imports run downwards, never in a circle, and the loader and the explorer never meet."""

from __future__ import annotations

import shutil
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from docs.rooms import FLOORS, PACKAGES, ROOT, START_UP, House, circles, floor_of

HOUSE = House(ROOT)


def upward(house: House) -> list[str]:
    """Imports that run upwards, or from one package into another that it must not know."""
    wrong = []
    for found in house.imports:
        room, target = house.room_of(found.module), house.room_of(found.target)
        package, below = room.partition(".")[0], target.partition(".")[0]
        inside = package == below
        climbs = (room != target and (floor_of(room) or 0) <= (floor_of(target) or 0)) if inside else below != "cypher"
        if climbs:
            wrong.append(f"{found.module}:{found.line} imports {found.target}")
    return wrong


def test_every_room_stands_on_a_floor() -> None:
    assert [room for room in HOUSE.arrows if floor_of(room) is None] == []


def test_every_place_on_a_floor_has_a_room() -> None:
    names = {f"{package}.{name}" for package, storeys in FLOORS.items() for rooms in storeys for name in rooms.split()}
    assert [name for name in sorted(names) if not any(fnmatchcase(room, name) for room in HOUSE.arrows)] == []


def test_imports_run_downwards() -> None:
    assert upward(HOUSE) == []


def test_there_is_no_circle() -> None:
    modules: dict[str, set[str]] = {module: set() for module in HOUSE.modules}
    for found in HOUSE.imports:
        modules[found.module].add(found.target)
    assert circles(modules) == []
    assert circles(HOUSE.arrows) == []


def test_imports_inside_functions_say_that_they_save_start_up_time() -> None:
    late = {found.module for found in HOUSE.imports if found.late}
    assert [module for module in sorted(late) if START_UP not in HOUSE.modules[module].read_text("utf-8")] == []


@pytest.mark.parametrize(
    ("module", "line", "complaint"),
    [
        ("cypher/graph.py", "from loader.model import row", "cypher.graph"),
        ("loader/model/row.py", "from loader.runs import run", "loader.model.row"),
        ("explorer/graph.py", "from loader.spool import Spool", "explorer.graph"),
        ("cypher/errors.py", "import cypher.settings", "cypher.errors"),
    ],
)
def test_an_import_that_climbs_is_found(tmp_path: Path, module: str, line: str, complaint: str) -> None:
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=lambda _, names: [n for n in names if "." in n[1:] and not n.endswith(".py")],
        )
    changed = tmp_path / module
    changed.write_text(f"{changed.read_text('utf-8')}\n{line}\n", "utf-8")
    assert [wrong for wrong in upward(House(tmp_path)) if wrong.startswith(complaint)]


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    assert circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []
