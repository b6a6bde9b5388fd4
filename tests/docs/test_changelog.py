"""CHANGELOG.md is in the form of Keep a Changelog, and its newest release is the version of the package."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
"""The sections that Keep a Changelog names, in its order."""
LONGEST = 120
RELEASE = re.compile(r"## \[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d{2}-\d{2})")
GOOD = """# Changelog

## [Unreleased]

### Added

## [0.2.0] - 2026-12-01

### Added

- Newer.

## [0.1.0] - 2026-11-28

### Added

- Older.

### Fixed

- A fault.
"""


def problems(text: str) -> list[str]:
    """What is wrong with the form of a changelog, by line."""
    lines = text.splitlines()
    wrong = [] if lines[:1] == ["# Changelog"] else ["1: the title is not `# Changelog`"]
    releases: list[tuple[tuple[int, ...], str]] = []
    headings = 0
    section = -1
    for number, line in enumerate(lines[1:], start=2):
        if len(line) > LONGEST:
            wrong.append(f"{number}: longer than {LONGEST} characters")
        if line.startswith("## "):
            headings, section = headings + 1, -1
            release = RELEASE.fullmatch(line)
            if headings == 1 and line != "## [Unreleased]":
                wrong.append(f"{number}: the first heading is not `## [Unreleased]`")
            elif headings > 1 and release is None:
                wrong.append(f"{number}: a release is `## [1.2.3] - YYYY-MM-DD`")
            elif release is not None:
                version, day = tuple(map(int, release.groups()[:3])), release[4]
                if not is_date(day):
                    wrong.append(f"{number}: {day} is no date")
                if releases and (version >= releases[-1][0] or day > releases[-1][1]):
                    wrong.append(f"{number}: releases stand from the newest to the oldest, once each")
                releases.append((version, day))
        elif line.startswith("### "):
            kind = line.removeprefix("### ")
            if not headings or kind not in KINDS or KINDS.index(kind) <= section:
                wrong.append(f"{number}: sections of a release are {', '.join(KINDS)}, in this order, once each")
            else:
                section = KINDS.index(kind)
        elif headings and line and (section < 0 or not re.match(r"- \S.*\.$", line)):
            wrong.append(f"{number}: below a section stand lines `- What changed.`")
    if not releases:
        wrong.append("there is no release")
    return wrong


def is_date(day: str) -> bool:
    """Whether there is such a day."""
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def test_the_changelog_has_its_form() -> None:
    assert problems((ROOT / "CHANGELOG.md").read_text("utf-8")) == []


def test_the_newest_release_is_the_version_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    newest = RELEASE.search((ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert newest is not None
    assert ".".join(newest.groups()[:3]) == project["version"]


def test_the_form_is_accepted() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param("# Changelog", "# Changes", "title", id="title"),
        pytest.param("## [Unreleased]\n", "## Unreleased\n", "first heading", id="unreleased"),
        pytest.param("## [0.2.0] - 2026-12-01", "## 0.2.0", "a release is", id="no-date"),
        pytest.param("2026-12-01", "2026-13-01", "is no date", id="bad-date"),
        pytest.param("0.2.0", "0.1.0", "newest to the oldest", id="version-twice"),
        pytest.param("0.2.0", "0.0.9", "newest to the oldest", id="versions-out-of-order"),
        pytest.param("2026-12-01", "2026-11-01", "newest to the oldest", id="dates-out-of-order"),
        pytest.param("### Fixed", "### Mended", "sections of a release", id="unknown-section"),
        pytest.param("### Fixed", "### Added", "sections of a release", id="section-twice"),
        pytest.param("- Newer.", "### Fixed\n\n- One.\n\n### Changed", "sections", id="sections-out-of-order"),
        pytest.param("- Newer.", f"- {'N' * 118}.", "longer than 120", id="long-line"),
        pytest.param("- Newer.", "- Newer", "- What changed.", id="no-full-stop"),
        pytest.param("- Newer.", "- Newer.\n  And more.", "- What changed.", id="two-lines"),
    ],
)
def test_a_fault_of_form_is_found(old: str, new: str, problem: str) -> None:
    assert problem in problems(GOOD.replace(old, new, 1))[0]
