"""One language: a class name means one thing in all three packages, few function names stand in two modules, and
variables are named after what they hold.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from docs.rooms import PACKAGES, ROOT

SHARED = 0.03
"""The share of function names that may stand in more than one module."""
VAGUE = frozenset({"asked", "found", "given", "one", "said", "told", "wish"})
"""Names of variables and arguments that don't say what they hold: rows, a statement, a path."""


def definitions(root: Path, kind: type[ast.stmt]) -> dict[str, set[str]]:
    """The modules that define each top-level name of a kind; readers of sources each have a function `read`."""
    modules: dict[str, set[str]] = defaultdict(set)
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if "sources" in path.relative_to(root).parts:
                continue
            for node in ast.parse(path.read_text("utf-8")).body:
                if isinstance(node, kind):
                    modules[node.name].add(str(path.relative_to(root)))  # type: ignore[attr-defined]
    return modules


def test_no_class_name_is_defined_twice() -> None:
    twice = {name: sorted(where) for name, where in definitions(ROOT, ast.ClassDef).items() if len(where) > 1}
    assert twice == {}


def test_few_function_names_are_defined_in_two_modules() -> None:
    functions = definitions(ROOT, ast.FunctionDef)
    several = {name: sorted(where) for name, where in functions.items() if len(where) > 1}
    assert len(several) <= SHARED * len(functions), several
    assert "told" not in functions


def vague_names(path: Path) -> list[str]:
    """Where a file stores or takes a vague name; fields of a class are named by the data that they stand for."""
    tree = ast.parse(path.read_text("utf-8"))
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    fields = {step.target for node in classes for step in node.body if isinstance(step, ast.AnnAssign)}
    where = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node not in fields:
            name = node.id
        elif isinstance(node, ast.arg):
            name = node.arg
        else:
            continue
        if name in VAGUE:
            where.append(f"{path.relative_to(ROOT)}:{node.lineno} {name}")
    return where


def test_variables_and_arguments_are_named_after_what_they_hold() -> None:
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    assert [where for path in paths for where in vague_names(path)] == []
