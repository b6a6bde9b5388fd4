"""The subdivisions of ISO 3166-2: each is part of its state or of a larger one, and nothing is left out."""

from __future__ import annotations

from pathlib import Path

import pycountry

from loader.catalogue.places import SHIPPED
from loader.model.countries import from_alpha_2
from tests.loader.reads import read


def test_each_is_part_of_its_state_or_of_a_larger_one(tmp_path: Path) -> None:
    result = read(SHIPPED / "subdivisions", {}, tmp_path / "spool")
    entries = {entry.code: entry for entry in pycountry.subdivisions}
    assert len(result.records) == len(entries) > 5000
    assert not result.rejected
    ends = {(said.subject, said.type, said.object) for said in result.statements}
    assert ("subdivisions:UA-43", "PART_OF", "states:UKR") in ends
    assert ("subdivisions:GB-BKM", "PART_OF", "subdivisions:GB-ENG") in ends
    assert len(result.statements) == len(entries)
    assert {subject for subject, _, _ in ends} == {f"subdivisions:{code}" for code in entries}
    assert all(from_alpha_2(entry.country_code) for entry in entries.values())
