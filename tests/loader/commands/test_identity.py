"""`faultlines identity`: proposals, decisions in words and as JSON, history, undo."""

from __future__ import annotations

import json

from cypher.fingerprint import graph_fingerprint
from cypher.graph import Graph
from cypher.scheduling.requests import whoever
from tests.conftest import Faultlines
from tests.loader.conftest import Folder, Loads
from tests.loader.truth import always_true, partition

HEAD = "key,name,kind,identifiers\n"


def test_a_person_decides_and_takes_it_back(faultlines: Faultlines, loads: Loads, source: Folder, graph: Graph) -> None:
    source("one", actors=f"{HEAD}a,Alpha,person,wikidata:Q1\nb,Alpha,person,wikidata:Q1\n")
    source(
        "two",
        actors=f"{HEAD}c,Alpha,person,wikidata:Q1\n",
        statements="subject,type,object,said_by,evidence\nc,leads,one:a,X,odd\n",
    )
    for name in ("one", "two"):
        loads(name)
    before = graph_fingerprint(graph)
    (first, second) = json.loads(faultlines("identity", "proposals", "--json").stdout)
    assert [(row["record"], row["proposed_record"]) for row in (first, second)] == [
        ("two:c", "one:a"),
        ("two:c", "one:b"),
    ]

    done = faultlines("identity", "same", "two:c", "one:a", "--reason", "born the same day")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "d1: two:c and one:a are the same\n1 record and 1 statement moved\n"
        "  two:c describes one:a\n  one:a describes one:a\n"
    )
    assert frozenset({"one:a", "two:c"}) in partition(graph)

    rejected = faultlines("identity", "different", "two:c", "one:a")
    assert rejected.returncode == 2
    assert rejected.stderr.strip() == "Error: two:c and one:a are the same by d1: undo it to decide otherwise"

    done = faultlines("identity", "unsure", "one:b", "two:c", "--json")
    assert json.loads(done.stdout)["moved"] == 0
    (later, earlier) = json.loads(faultlines("identity", "history", "--json").stdout)
    assert (later["kind"], earlier["kind"], earlier["reason"]) == ("unsure", "same", "born the same day")
    assert (earlier["by"], earlier["undone_by"]) == (whoever(), None)
    assert "d1" in faultlines("identity", "history", "one:a").stdout

    done = faultlines("identity", "undo", "d1")
    assert done.stdout.startswith("d1 is undone\n"), done.stderr
    assert graph_fingerprint(graph) == before
    always_true(graph)
    again = faultlines("identity", "undo", "d1")
    assert (again.returncode, again.stderr.strip()) == (2, f"Error: d1 has already been undone, by {whoever()}")
