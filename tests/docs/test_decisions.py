"""Each decision is one page in the same form, and the index lists them all."""

import re
from pathlib import Path

import pytest

DECISIONS = Path(__file__).resolve().parents[2] / "docs" / "decisions"
RECORDS = sorted(DECISIONS.glob("[0-9]*.md"))
SECTIONS = ["Question", "Considered", "Measured", "Decision", "Consequences"]
WORDS = 450
"""A page."""


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_decision_has_its_form(record: Path) -> None:
    text = record.read_text("utf-8")
    number = int(record.name[:4])
    assert text.startswith(f"# {number}. ")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == SECTIONS
    assert len(text.split()) <= WORDS


def test_the_index_lists_every_decision_in_order() -> None:
    index = (DECISIONS / "README.md").read_text("utf-8")
    assert re.findall(r"^\| \[(\d+)\]\(([^)]+)\)", index, re.MULTILINE) == [
        (str(number), record.name) for number, record in enumerate(RECORDS, start=1)
    ]
