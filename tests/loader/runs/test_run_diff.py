"""What a run changed, told apart by what made it: the source, our reader, or identities."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from cypher.graph import Graph
from loader.history.changes import changes, side_by_side
from tests.loader.commands.test_commands import Keyboard, type_in
from tests.loader.conftest import Folder, Loads
from tests.loader.native import Listed, native

__all__ = ["type_in"]
ACTORS = "key,name,kind,countries\na,Alpha,state,\nb,Beta,state,\n"
HEAD = "subject,type,object,said_by,evidence\n"


def told(loads: Loads, run: str | None) -> set[tuple[str, ...]]:
    """The differences of a run as (action, because, type, subject, object)."""
    rows = changes(loads.settings, loads.graph, str(run))
    return {tuple(str(row[name]) for name in ("action", "because", "type", "subject", "object")) for row in rows}


def test_created_changed_and_withdrawn_with_old_and_new(loads: Loads, source: Folder) -> None:
    source("tiny", actors=ACTORS, statements=HEAD + "a,ally-of,b,x,Friends.\na,supplies,b,x,Ships.\n")
    first = loads("tiny")
    assert told(loads, first.run) == {
        ("created", "source", "record", "Alpha", "None"),
        ("created", "source", "record", "Beta", "None"),
        ("created", "source", "ALLY_OF", "Alpha", "Beta"),
        ("created", "source", "SUPPLIES", "Alpha", "Beta"),
    }
    changed = "key,name,kind,countries\na,Alpha,state,\nb,Beth,state,RUS\n"
    source("tiny", actors=changed, statements=HEAD + "b,ally-of,a,x,Best friends.\na,rival-of,b,x,Foes.\n")
    second = loads("tiny")
    rows = {(row["action"], row["type"]): row for row in changes(loads.settings, loads.graph, str(second.run))}
    assert rows.keys() == {
        ("changed", "record"),
        ("changed", "ALLY_OF"),
        ("created", "RIVAL_OF"),
        ("withdrawn", "SUPPLIES"),
    }
    record = rows["changed", "record"]
    assert record["old"] == {"name": "Beta", "names": ["Beta"]}
    assert record["new"] == {"name": "Beth", "names": ["Beth"], "countries": ["RUS"]}
    ally = rows["changed", "ALLY_OF"]
    assert (ally["old"], ally["new"]) == ({"evidence": "Friends."}, {"evidence": "Best friends."})
    assert rows["withdrawn", "SUPPLIES"]["old"]["evidence"] == "Ships."
    assert rows["withdrawn", "SUPPLIES"]["new"] is None


def test_a_denial_is_told_apart_from_what_it_denies(loads: Loads, source: Folder) -> None:
    head = "subject,type,object,said_by,evidence,stance\n"
    source("tiny", actors=ACTORS, statements=head + "a,rival-of,b,x,No.,denied\na,rival-of,b,y,Yes.,\n")
    run = loads("tiny").run
    assert {what[2] for what in told(loads, run)} == {"record", "not RIVAL_OF", "RIVAL_OF"}


def test_a_changed_manifest_alone_is_our_readers_doing(loads: Loads, source: Folder) -> None:
    rows = HEAD + "a,ally-of,b,x,Friends.\n"
    source("tiny", actors=ACTORS, statements=rows)
    loads("tiny")
    source("tiny", actors=ACTORS, statements=rows, confidence=0.5)
    run = loads("tiny").run
    assert told(loads, run) == {("changed", "reader", "ALLY_OF", "Alpha", "Beta")}


def test_when_both_changed_each_difference_has_its_own_reason(loads: Loads, source: Folder) -> None:
    source("tiny", actors=ACTORS, statements=HEAD + "a,ally-of,b,x,Friends.\na,supplies,b,x,Ships.\n")
    loads("tiny")
    more = ACTORS + "c,Gamma,state,\n"
    source("tiny", actors=more, statements=HEAD + "a,ally-of,b,x,Friends.\na,rival-of,c,x,Foes.\n", confidence=0.5)
    run = loads("tiny").run
    assert told(loads, run) == {
        ("created", "source", "record", "Gamma", "None"),
        ("changed", "reader", "ALLY_OF", "Alpha", "Beta"),
        ("created", "source", "RIVAL_OF", "Alpha", "Gamma"),
        ("withdrawn", "source", "SUPPLIES", "Alpha", "Beta"),
    }


def test_a_reason_that_nobody_can_tell_any_more_is_not_guessed(loads: Loads, source: Folder) -> None:
    source("tiny", actors=ACTORS, statements=HEAD + "a,ally-of,b,x,Friends.\n")
    loads("tiny")
    for kept in (loads.settings.home / "archive").rglob("*"):
        if kept.is_file():
            kept.unlink()
    source("tiny", actors=ACTORS, statements=HEAD + "a,ally-of,b,x,Foes.\n", confidence=0.5)
    run = loads("tiny").run
    assert {what[1] for what in told(loads, run)} == {"unknown"}


def test_a_record_that_meets_another_sources_is_identities_doing(loads: Loads, source: Folder) -> None:
    head = "key,name,kind,identifiers\n"
    source("one", actors=head + "a,Alpha,state,wikidata:Q1\nb,Beta,state,wikidata:Q2\n")
    loads("one")
    source("two", actors=head + "x,Alfa,state,wikidata:Q1\ny,Both,state,wikidata:Q1|wikidata:Q2\n")
    run = loads("two").run
    found = {what for what in told(loads, run) if what[1] == "identities"}
    assert found == {
        ("joined", "identities", "record", "Alfa", "Alpha"),
        ("proposed", "identities", "record", "Both", "Alpha"),
        ("proposed", "identities", "record", "Both", "Beta"),
    }


def test_a_held_run_shows_what_accepting_it_would_do(listing: Loads, graph: Graph, tmp_path: Path) -> None:
    many = [Listed(100 + n, f"MANY, Name {n}") for n in range(30)]
    listing("ofac-sdn", native(tmp_path / "1", *many))
    fewer = [Listed(100, "MANY, Other name", programmes=("SDGT", "TCO"))]
    held = listing("ofac-sdn", native(tmp_path / "2", *fewer))
    assert held.status == "held"
    before = list(changes(listing.settings, graph, str(held.run)))
    listing.accept(str(held.run))
    after = list(changes(listing.settings, graph, str(held.run)))

    def plain(rows: list[dict[str, Any]]) -> list[str]:
        names = ("subject", "object")  # of that moment
        return sorted(json.dumps({k: row[k] for k in row.keys() - names}, sort_keys=True) for row in rows)

    assert plain(before) == plain(after)
    assert len(before) == 29 + 29 + 1 + 1


def test_on_the_command_line(type_in: Keyboard, tmp_path: Path) -> None:
    type_in("load", "ofac-sdn", "--file", native(tmp_path / "1", Listed(1, "DOE, John")), "--as-of", "2023-01-01")
    type_in("load", "ofac-sdn", "--file", native(tmp_path / "2", Listed(1, "DOE, Jim")), "--as-of", "2023-01-02")
    for form in ("table", "csv", "json", "jsonl"):
        said, _ = type_in("runs", "diff", "ofac-sdn-2", "--format", form)
        assert "DOE, John" in said
        assert "DOE, Jim" in said
        if form == "csv":
            (row,) = csv.DictReader(io.StringIO(said))
            assert json.loads(row["old"])["name"] == "DOE, John"
        if form == "json":
            (row,) = json.loads(said)
            assert (row["action"], row["because"], row["id"]) == ("changed", "source", "ofac-sdn:1")
    lines = [line.split("  ") for line in type_in("runs", "diff", "ofac-sdn-2")[0].splitlines()]
    cells = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    assert cells[1] == ["changed", "source", "record", "DOE, Jim (ofac-sdn:1)", "name", "DOE, John", "DOE, Jim"]
    assert cells[2][0] == "names"
    created = type_in("runs", "diff", "ofac-sdn-1")[0]
    assert "kind: person" in created
    assert "DOE, John (ofac-sdn:1)" in created
    nothing, told = type_in("runs", "diff", "ofac-sdn-2", "--because", "reader")
    assert "DOE" not in nothing + told


def test_a_change_of_no_field_has_a_line_too() -> None:
    change = {"action": "changed", "because": "reader", "type": "record", "subject": "Wagner", "object": None}
    (line,) = side_by_side({**change, "id": "x:1", "old": {}, "new": {}})
    assert (line["action"], line["subject"], line["field"]) == ("changed", "Wagner (x:1)", None)


def test_a_held_run_carries_what_it_would_change(loads: Loads, source: Folder, graph: Graph) -> None:
    many = "".join(f"k{n},Name {n},state\n" for n in range(150))
    first = "".join(f"k{n},ally-of,k{n + 1},x,Friends.\n" for n in range(149))
    source("tiny", actors="key,name,kind\n" + many, statements=HEAD + first, limit={})
    loads("tiny")
    later = "key,name,kind\nk0,Name 0,state\nk1,Nom 1,state\n"
    source("tiny", actors=later, statements=HEAD + "k0,ally-of,k1,x,Foes.\n", limit={})
    held = loads("tiny")
    assert held.status == "held"
    rows = list(changes(loads.settings, graph, str(held.run)))
    (row,) = graph.read("MATCH (r:Run {id: $run}) RETURN r.differences AS said", {"run": held.run})
    said = json.loads(row["said"])
    assert said["total"] == len(rows) == 1 + 148 + 1 + 148
    assert len(said["rows"]) == 200
    assert sum(one["type"] == "record" for one in said["rows"]) == 100
    assert all(json.loads(json.dumps(one, default=str)) in said["rows"] for one in rows[:100])


def test_withdrawals_that_wait_are_what_a_run_is_held_for(loads: Loads, source: Folder, graph: Graph) -> None:
    source("tiny", actors=ACTORS + "c,Gamma,state,\n")
    loads("tiny")
    source("tiny", actors="key,name,kind,countries\na,Alfa,state,\nb,Beta,state,\n,Nobody,state,\n")
    held = loads("tiny")
    assert held.status == "held"
    (row,) = graph.read("MATCH (r:Run {id: $run}) RETURN r.differences AS said", {"run": held.run})
    said = json.loads(row["said"])
    assert [(one["action"], one["subject"]) for one in said["rows"]] == [("withdrawn", "Gamma")]
    assert said["total"] == 1
