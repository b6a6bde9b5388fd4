"""Who is bound to whom when one attacks another: by alliances in force, at one step and at two, to both sides first."""

import datetime

from cypher.graph import Graph
from tests.cypher import small
from tests.cypher.small import Said

A, T, X, Y, Z, OLD = (f"test:{name}" for name in ("attacker", "target", "x", "y", "z", "old"))
SINCE = datetime.date(1949, 4, 4)


def test_the_bound_the_doubly_bound_and_those_behind_them(graph: Graph) -> None:
    small.write(
        graph,
        [
            Said(T, "ALLY_OF", X, {"obligation": "defence", "valid_from": SINCE}),
            Said(X, "ALLY_OF", T, {"obligation": "consultation", "said_by": "another"}),
            Said(Y, "ALLY_OF", A, {"obligation": "neutrality"}),
            Said(Y, "ALLY_OF", T),
            Said(Z, "ALLY_OF", X, {"obligation": "defence"}),
            Said(T, "ALLY_OF", OLD, {"valid_to": datetime.date(1990, 1, 1)}),
            Said(T, "ALLY_OF", A),
            Said(T, "ALLY_OF", Z, {"confidence": 0.2}),
            Said(T, "DENIED", Z, {"type": "ALLY_OF"}),
        ],
    )
    rows = graph.ask("commitments", attacker=A, target=T)
    assert [(row["bound"], row["to"], row["side"], row["both"], row["obligations"]) for row in rows] == [
        (Y, T, "target", True, []),
        (Y, A, "attacker", True, ["neutrality"]),
        (X, T, "target", False, ["consultation", "defence"]),
    ]
    assert (rows[2]["since"], rows[2]["said_by"], rows[2]["undated"]) == (SINCE, ["another", "test"], 1)
    assert rows[2]["statements"] == ["s0000:1", "s0001:1"]
    behind = graph.ask("commitments", attacker=A, target=T, steps=2)[3:]
    assert [(row["bound"], row["to"], row["side"], row["steps"]) for row in behind] == [(Z, X, "target", 2)]
    assert OLD in {row["bound"] for row in graph.ask("commitments", attacker=A, target=T, on="1980-01-01")}
    assert graph.ask("commitments", attacker=A, target=T, undated=False)[0]["bound"] == X
    assert graph.ask("commitments", attacker=A, target=A) == []
