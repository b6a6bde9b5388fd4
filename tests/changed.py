"""Picks the test modules for what changed since `main`, one a line; stderr has what it leaves to `make test`.

A file's own test mirrors its path (`cypher/engine/jars.py`: `tests/cypher/engine/test_jars.py`); with it go the modules
that import the file. Where neither is found, the tests of the nearest folder do.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath

from tests.conftest import FIRST

ROOT = Path(__file__).parents[1]
MOST = 12
"""Modules that one minute is enough for."""
PACKAGING = PurePath("tests/test_packaging.py")
DEPLOYMENT = PurePath("tests/test_deployment.py")
CHANGELOG = PurePath("tests/docs/test_changelog.py")
BUNDLES = PurePath("tests/explorer/web/test_bundles.py")
ELSEWHERE = {
    **dict.fromkeys(("pyproject.toml", "requirements.txt", "requirements-dev.txt", "LICENSE"), PACKAGING),
    **dict.fromkeys(("Makefile", "Dockerfile", "docker-compose.yml", "deploy"), DEPLOYMENT),
    "docs": PurePath("tests/docs"),
    "README.md": PurePath("tests/docs"),
    "CHANGELOG.md": CHANGELOG,
}
"""Where the tests are of what lies in no package."""
BUILT = PurePath("explorer/bundles")
"""What comes from other files, which have tests of their own."""


def git(*arguments: str, root: Path = ROOT) -> list[str]:
    """The lines of an answer of git; none where it fails."""
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout.splitlines() if done.returncode == 0 else []


def changed(root: Path = ROOT) -> set[PurePath]:
    """The files that differ from where this branch left `main`, and those that git doesn't know yet."""
    base, *_ = [*git("merge-base", "HEAD", "main", root=root), "HEAD"]
    names = git("diff", "--name-only", "--no-renames", base, root=root)
    return {PurePath(name) for name in (*names, *git("ls-files", "--others", "--exclude-standard", root=root))}


def imported(path: Path) -> set[str]:
    """The modules that a file imports, and what it takes out of them, as dotted names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def dotted(path: PurePath) -> str:
    """The name by which a file of Python is imported."""
    return ".".join((path.parent if path.stem == "__init__" else path.with_suffix("")).parts)


def mirrors(path: PurePath, known: Iterable[PurePath]) -> set[PurePath]:
    """The test modules whose place and name are those of a file, or of the nearest folder about it that has one."""
    known = set(known)
    if path in known:
        return {path}
    for own in (path, *path.parents):
        test = PurePath("tests", own.parent, f"test_{own.stem}.py")
        if test in known:
            return {test}
    return set()


def picked(paths: set[PurePath], root: Path = ROOT) -> tuple[list[PurePath], list[PurePath]]:
    """The test modules for changed files, those that mirror one first, and the modules that are left out."""
    known = {path.relative_to(root): imported(path) for path in sorted(root.glob("tests/**/test_*.py"))}
    own: dict[PurePath, None] = {}
    others: dict[PurePath, None] = {}
    for path in sorted(paths):
        name = dotted(path) if path.suffix == ".py" else ""
        importers = [test for test, names in known.items() if name in names and test != path]
        mirrored = mirrors(path, known)
        place = next((ELSEWHERE[part] for part in (str(path), path.parts[0]) if part in ELSEWHERE), None)
        if BUILT in path.parents:
            mirrored = {BUNDLES} & known.keys()
        elif place:
            there = {test for test in known if place in (test, test.parent)}
            mirrored |= {test for test in there if test == place or test.stem not in FIRST}
            importers += sorted(there - mirrored)
        elif not mirrored and not importers:
            importers = list(nearest(path, known))
        own |= dict.fromkeys(sorted(mirrored))
        others |= dict.fromkeys(importers)
    further = [test for test in others if test not in own]
    quick = [test for test in further if test.stem not in FIRST][: max(0, MOST - len(own))]
    return [*own, *quick], [test for test in further if test not in quick]


def nearest(path: PurePath, known: Iterable[PurePath]) -> list[PurePath]:
    """The tests in the folder that mirrors a file's, or in the nearest about it; none for what lies at the top."""
    known = list(known)
    for folder in path.parents[:-1]:
        place = folder if folder.parts[0] == "tests" else PurePath("tests", folder)
        if place == PurePath("tests"):
            return []
        if tests := [test for test in known if test.parent == place]:
            return tests
    return []


def main() -> None:
    """Print the modules."""
    tests, left = picked(changed())
    print("\n".join(map(str, tests)))
    if left:
        print(f"left to `make test`: {' '.join(map(str, left))}", file=sys.stderr)


if __name__ == "__main__":
    main()
