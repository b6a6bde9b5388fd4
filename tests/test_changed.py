"""`make check` runs the tests of what changed, and no more than a minute takes."""

from __future__ import annotations

import subprocess
from pathlib import Path, PurePath

import pytest

from tests.changed import MOST, changed, imported, picked

TREE = {
    "cypher/graph.py": "",
    "cypher/engine/jars.py": "",
    "cypher/engine/conf.py": "",
    "cypher/queries/paths.cypher": "",
    "explorer/panels/legend.css": "",
    "tests/small.py": "",
    "tests/cypher/engine/test_jars.py": "from cypher.engine import jars, conf\n",
    "tests/cypher/engine/test_server.py": "import cypher.graph\n",
    "tests/cypher/test_queries.py": "from cypher.graph import Graph\n",
    "tests/cypher/test_answers.py": "from cypher.graph import Graph\nfrom tests import small\n",
    "tests/explorer/test_app.py": "",
    "tests/docs/test_pages.py": "",
    "tests/docs/test_lessons.py": "",
    "tests/docs/test_changelog.py": "",
    "tests/explorer/web/test_bundles.py": "",
    "tests/test_packaging.py": "",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small repository."""
    for name, text in TREE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("path", "tests", "left"),
    [
        ("cypher/engine/jars.py", ["cypher/engine/test_jars.py"], []),
        ("cypher/engine/conf.py", ["cypher/engine/test_jars.py"], []),
        ("cypher/graph.py", ["cypher/test_answers.py", "cypher/test_queries.py"], ["cypher/engine/test_server.py"]),
        ("cypher/queries/paths.cypher", ["cypher/test_queries.py"], []),
        ("explorer/panels/legend.css", ["explorer/test_app.py"], []),
        ("tests/small.py", ["cypher/test_answers.py"], []),
        ("tests/explorer/test_app.py", ["explorer/test_app.py"], []),
        ("tests/explorer/test_removed.py", ["explorer/test_app.py"], []),
        ("docs/loading.md", ["docs/test_changelog.py", "docs/test_pages.py"], ["docs/test_lessons.py"]),
        ("docs/lessons.py", ["docs/test_changelog.py", "docs/test_lessons.py", "docs/test_pages.py"], []),
        ("explorer/bundles/shared.js", ["explorer/web/test_bundles.py"], []),
        ("pyproject.toml", ["test_packaging.py"], []),
        ("CHANGELOG.md", ["docs/test_changelog.py"], []),
        ("LICENSE", ["test_packaging.py"], []),
    ],
)
def test_a_file_has_its_tests(root: Path, path: str, tests: list[str], left: list[str]) -> None:
    assert picked({PurePath(path)}, root) == (
        [PurePath("tests", test) for test in tests],
        [PurePath("tests", test) for test in left],
    )


def test_what_changed_itself_is_run_and_of_what_imports_it_only_so_much(root: Path) -> None:
    for number in range(20):
        (root / f"tests/cypher/test_{number:02}.py").write_text("import cypher.graph\n")
    tests, left = picked({PurePath("cypher/graph.py"), PurePath("tests/cypher/engine/test_server.py")}, root)
    assert tests[0] == PurePath("tests/cypher/engine/test_server.py")
    assert len(tests) == MOST
    assert len({*tests, *left}) == 23


def test_imports_are_dotted_names(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("import a.b\nfrom c import d as e\n\ndef late():\n    from f.g import h\n")
    assert imported(path) == {"a.b", "c", "c.d", "f.g", "f.g.h"}


def test_a_change_is_committed_or_not_or_new(root: Path) -> None:
    def git(*arguments: str) -> None:
        author = ["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *author, *arguments], cwd=root, check=True, capture_output=True)

    git("init", "--initial-branch", "main")
    git("add", ".")
    git("commit", "--message", "all")
    assert changed(root) == set()
    git("switch", "--create", "branch")
    (root / "cypher/graph.py").write_text("committed = 1\n")
    git("commit", "--all", "--message", "one")
    (root / "cypher/engine/conf.py").write_text("written = 1\n")
    (root / "cypher/new.py").touch()
    (root / "tests/small.py").unlink()
    names = ("cypher/graph.py", "cypher/engine/conf.py", "cypher/new.py", "tests/small.py")
    assert changed(root) == {PurePath(name) for name in names}


def test_without_a_repository_nothing_has_changed(tmp_path: Path) -> None:
    assert changed(tmp_path) == set()
