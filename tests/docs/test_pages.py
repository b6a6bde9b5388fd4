"""The pages made from the code are as the code is now, and links between pages lead somewhere."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from docs import glossary
from docs.lessons import NAMES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def make() -> ModuleType:
    """docs/make.py as a module."""
    spec = importlib.util.spec_from_file_location("docs_make", ROOT / "docs" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["model.md", "commands.md", "settings.md", "sources.md", "glossary.md", *NAMES])
def test_made_pages_are_current(make: ModuleType, name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == make.PAGES[name](), "run `make docs`"


def pages() -> list[Path]:
    """Everything that is read as documentation."""
    return [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]


def anchors(page: Path) -> set[str]:
    """The headings of a page as a link names them."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    words = [re.sub(r"[^\w\- ]", "", re.sub(r"\]\([^)]*\)", "", heading).lower()) for heading in headings]
    return {word.replace(" ", "-") for word in words}


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in pages():
        for link in re.findall(r"\]\((?!https?://)([^)\s]+)", page.read_text("utf-8")):
            path, _, anchor = link.partition("#")
            target = page.parent / path if path else page
            if not target.exists() or (anchor and anchor not in anchors(target)):
                broken.append((page.name, link))
    assert not broken


def test_files_named_in_prose_are_there() -> None:
    folders = "benchmarks|cypher|deploy|docs|explorer|loader|tests"
    missing = [
        (page.name, named)
        for page in pages()
        for named in re.findall(rf"`((?:{folders})/[\w./@-]+)`", page.read_text("utf-8"))
        if not (ROOT / named).exists()
    ]
    assert not missing


def test_a_heading_is_named_as_links_name_it(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(
        "# Cypher: [of your own](x.md)\n\n```sh\n# no heading\n```\n\n## `as-known`\n", "utf-8"
    )
    assert anchors(tmp_path / "page.md") == {"cypher-of-your-own", "as-known"}


def test_the_glossary_stands_in_order_and_names_each_term_once() -> None:
    terms = [term.name for term in glossary.TERMS]
    assert terms == sorted(set(terms))


@pytest.mark.parametrize(
    "written", ["(:Nobody)", "-[:LOVES]-", ".mood", "?no-such-query", "NoSuchName", "names.NoSuchName"]
)
def test_the_glossary_names_no_place_that_is_not_there(written: str) -> None:
    with pytest.raises(ValueError, match="which is nowhere"):
        glossary.place(written)


def test_the_glossary_names_one_file_for_each_name() -> None:
    with pytest.raises(ValueError, match="is defined in"):
        glossary.place("layout")
