"""The spool's tables stand in one file, each section makes them once."""

from __future__ import annotations

import re
from pathlib import Path

from loader import spool
from loader.spool import Spool, section, sections


def test_every_section_makes_what_it_declares(tmp_path: Path) -> None:
    with Spool(tmp_path / "a.sqlite") as rows:
        for name in sections():
            if name != "run":
                rows.script(name)
        made = {name for (name,) in rows.rows("SELECT name FROM sqlite_master WHERE sql IS NOT NULL")}
    declared = re.findall(r"^CREATE (?:TABLE|INDEX) (\w+)", spool.SQL.read_text("utf-8"), re.MULTILINE)
    assert made == set(declared)
    assert len(declared) == len(made), "no table is drawn twice"


def test_a_section_ends_where_the_next_begins() -> None:
    assert section("holder").count("CREATE") == 1
    assert "read_record" in section("run")
    assert "made_record" not in section("run")
