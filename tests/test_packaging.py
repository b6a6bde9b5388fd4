"""What a person gets: the wheel's content, locks with sums, and nothing of our own machines in any file."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """The files that git keeps."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [path for name in done.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), "."],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        return set(archive.namelist())


def test_wheel_holds_every_shipped_file_and_no_tests(wheel: set[str], tracked: list[Path]) -> None:
    shipped = {
        name
        for name in (path.relative_to(ROOT).as_posix() for path in tracked)
        if name.split("/")[0] in {"cypher", "loader", "explorer", "faultlines.py"}
    }
    kept = {name for name in wheel if ".dist-info/" not in name}
    assert shipped <= kept
    assert {name.split("/")[0] for name in kept} == {"cypher", "loader", "explorer", "faultlines.py"}


@pytest.mark.parametrize("suffix", [".cypher", ".yaml", ".csv", ".js", ".css", "engine/jars.lock", "py.typed"])
def test_wheel_holds_what_is_no_python(wheel: set[str], suffix: str) -> None:
    assert any(name.endswith(suffix) for name in wheel)


def test_wheel_brings_the_command_and_the_licence(wheel: set[str]) -> None:
    assert any(name.endswith(".dist-info/entry_points.txt") for name in wheel)
    assert any(name.endswith("/LICENSE") for name in wheel)


def packages(lock: str) -> dict[str, list[str]]:
    """Each locked requirement with its lines."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        if line and line[0] not in " #":
            name = re.split(r"[=\s]", line)[0]
            found.setdefault(name, [])
        if name:
            found[name].append(line)
    return found


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_requirement_has_sums_and_no_address(lock: str) -> None:
    locked = packages(lock)
    assert len(locked) > 30
    for name, lines in locked.items():
        assert "==" in lines[0], name
        assert any("--hash=sha256:" in line for line in lines), name
    assert "://" not in (ROOT / lock).read_text("utf-8")


def test_both_locks_agree() -> None:
    runtime, everything = packages("requirements.txt"), packages("requirements-dev.txt")
    assert {name: lines[0] for name, lines in runtime.items()}.items() <= {
        name: lines[0] for name, lines in everything.items()
    }.items()


def test_every_dependency_is_locked_and_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locks = {"requirements.txt": [*project["dependencies"], *project["optional-dependencies"]["build"]]}
    further = [name for extra in ("dev", "notebook") for name in project["optional-dependencies"][extra]]
    locks["requirements-dev.txt"] = [*locks["requirements.txt"], *further]
    explained = (ROOT / "docs" / "dependencies.md").read_text("utf-8").lower()
    for lock, wanted in locks.items():
        locked = packages(lock).keys()
        for requirement in wanted:
            name = re.split(r"[<>=~!\[;\s]", requirement)[0].lower()
            assert name in locked, f"{name} is not in {lock}: run `make lock`"
            assert f"`{name}`" in explained, f"{name} has no line in docs/dependencies.md"


# Written apart, so that this file doesn't find itself.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "repo.maven." + "apache.org",
    "repo1" + ".maven.org",
    "central.sona" + "type",
]
HOSTS += ["registry." + "npmjs", "deb." + "debian.org"]
MACHINE = re.compile(r"(?<![\w.:/-])/(?:work|root|home/\w+|Users/\w+|opt/wheels)/")


def test_no_registry_and_no_machine_is_named(tracked: list[Path]) -> None:
    found = []
    for path in tracked:
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if any(host in line for host in HOSTS) or MACHINE.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert found == []
