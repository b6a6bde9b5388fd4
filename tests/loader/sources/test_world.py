"""What the product brings to get lost in: pacts by their members, alliances, places; nobody's birth date."""

from __future__ import annotations

import csv
from pathlib import Path

from cypher.graph import Graph
from loader.catalogue.places import SHIPPED
from loader.runs.job import Options
from loader.runs.run import WORLD, load_shipped_sources
from tests.loader.conftest import Loads
from tests.loader.reads import read
from tests.loader.truth import every_text


def test_members_of_a_pact_at_one_time_are_allies(tmp_path: Path) -> None:
    folder = SHIPPED / "pacts"
    result = read(folder, {"blocs": folder / "blocs.csv", "members": folder / "members.csv"}, tmp_path / "spool")
    with (folder / "members.csv").open(encoding="utf-8") as file:
        members = list(csv.DictReader(file))
    pairs = {
        (one["bloc"], frozenset((f"states:{one['state']}", f"states:{other['state']}")))
        for one in members
        for other in members
        if one["bloc"] == other["bloc"] and one["state"] != other["state"]
        if (one["until"] or "9999") > other["since"] and (other["until"] or "9999") > one["since"]
    }
    allied = [said for said in result.statements if said.type == "ALLY_OF"]
    assert {(said.key.rpartition(" ")[0], frozenset((said.subject, said.object))) for said in allied} == pairs
    assert len(allied) == len(pairs)
    assert len(result.statements) - len(allied) == len(members)
    turkey = next(said for said in allied if {said.subject, said.object} == {"states:TUR", "states:SWE"})
    assert (turkey.valid_from, turkey.valid_to, turkey.own["obligation"]) == ("2024-03-07", None, "defence")
    assert not result.rejected


def test_the_world_is_loaded(loads: Loads, graph: Graph) -> None:
    first = list(load_shipped_sources(loads.settings, graph, Options(), WORLD))
    assert {outcome.status.value for outcome in first} == {"done"}
    assert sum(outcome.difference.statements.created for outcome in first) > 5000
    assert not any(word in every_text(graph) for word in ("DOB", "passport"))
