"""One language: a class name means one thing in all three packages, and few function names stand in two modules."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from docs.rooms import PACKAGES, ROOT

SHARED = 0.03
"""The share of function names that may stand in more than one module."""


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
