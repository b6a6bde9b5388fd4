"""A graph whose store is damaged: its backup is not called made, and nothing older goes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cypher.engine import conf
from cypher.engine.home import Home
from cypher.engine.jars import fetch_jars
from cypher.engine.tool import neo4j_admin
from cypher.errors import EngineError
from cypher.settings import Settings
from cypher.upkeep.backup import back_up, backups


@pytest.mark.long
def test_a_backup_of_a_truncated_store_fails_and_keeps_the_older_ones(tmp_path: Path) -> None:
    own = Settings(home=tmp_path / "own", heap="512m", page_cache="64m")
    home, folder = Home(own), tmp_path / "backups"
    home.make()
    conf.write_conf(home.path, own, 0)
    rows = "".join(f"{n},{'a long name of a thing ' * 30}{n}\n" for n in range(2_000))
    (tmp_path / "nodes.csv").write_text(f":ID,name\n{rows}")
    nodes = f"--nodes=Thing={tmp_path / 'nodes.csv'}"
    neo4j_admin(own, fetch_jars(own), home.path, ["database", "import", "full", "neo4j", nodes], "import")
    sound = back_up(own, folder)
    strings = home.path / "data" / "databases" / "neo4j" / "neostore.propertystore.db.strings"
    os.truncate(strings, strings.stat().st_size // 2)
    with pytest.raises(EngineError, match="is inconsistent, and so was the graph") as raised:
        back_up(own, folder, keep=1)
    assert "block is not in use" in str(raised.value)
    assert backups(folder) == [sound]
