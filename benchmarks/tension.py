"""How long the frustration index takes, and in how much memory; beside CP-SAT where OR-Tools is installed.

python -m benchmarks.tension                      # generated networks
python -m benchmarks.tension FILE.csv …           # edge lists: two names and a sign a row
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import time
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from benchmarks.ground import RESULTS, keep
from cypher.balance.ties import SignedTie

SECONDS = 60
Network = tuple[int, list[SignedTie]]


def states(nodes: int, pairs: int) -> Network:
    """Blocs of allies with neighbours at odds: dense in few places, as alliances and rivalries are."""
    chance = random.Random(3)
    bloc = [min(int(chance.expovariate(0.5)), 5) for _ in range(nodes)]
    signs: dict[tuple[int, int], int] = {}
    while len(signs) < pairs:
        a, b = sorted(chance.sample(range(nodes), 2))
        if bloc[a] == bloc[b]:
            signs[a, b] = -1 if chance.random() < 0.05 else 1
        elif chance.random() < 0.1:
            signs[a, b] = -1 if chance.random() < 0.6 else 1
    return nodes, [SignedTie(a, b, sign) for (a, b), sign in sorted(signs.items())]


def trust(nodes: int, pairs: int) -> Network:
    """Few have many ties, and some of them are distrusted by most: as on the web sites where people rate each other."""
    chance = random.Random(1)
    ends = [0, 1]
    chosen: set[tuple[int, int]] = set()
    for node in range(2, nodes):
        for _ in range(max(1, int(chance.expovariate(nodes / pairs)))):
            other = chance.choice(ends)
            if other != node:
                chosen.add((min(node, other), max(node, other)))
                ends += [node, other]
    shady = {node for node in range(nodes) if chance.random() < 0.08}
    return nodes, [
        SignedTie(a, b, -1 if chance.random() < (0.7 if {a, b} & shady else 0.03) else 1) for a, b in sorted(chosen)
    ]


def planted(nodes: int, pairs: int, noise: float) -> Network:
    """Two camps drawn by lot, ties at random, and a share of them against the camps."""
    chance = random.Random(1)
    camps = [chance.choice((1, -1)) for _ in range(nodes)]
    chosen: set[tuple[int, int]] = set()
    while len(chosen) < pairs:
        a, b = chance.randrange(nodes), chance.randrange(nodes)
        if a != b:
            chosen.add((min(a, b), max(a, b)))
    return nodes, [
        SignedTie(a, b, camps[a] * camps[b] * (-1 if chance.random() < noise else 1)) for a, b in sorted(chosen)
    ]


NETWORKS = {
    "states, 1,000 edges": lambda: states(140, 1000),
    "trust, 20,000 edges": lambda: trust(5900, 21_500),
    "trust, 100,000 edges": lambda: trust(25_000, 108_000),
    "two camps and a tenth against them, 100,000 edges": lambda: planted(10_000, 100_000, 0.1),
}


def read(path: Path) -> Network:
    """An edge list; the sign of a pair is that of the sum of its rows' signs, and ties are dropped."""
    total: Counter[tuple[str, str]] = Counter()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            try:
                a, b, weight = row[0].strip(), row[1].strip(), float(row[2])
            except (IndexError, ValueError):
                continue
            if a != b and weight:
                total[min(a, b), max(a, b)] += 1 if weight > 0 else -1
    names: dict[str, int] = {}
    for ends in total:
        for end in ends:
            names.setdefault(end, len(names))
    return len(names), [SignedTie(names[a], names[b], 1 if sign > 0 else -1) for (a, b), sign in total.items() if sign]


def network_named(name: str) -> Network:
    """A generated network by its name, or an edge list by its path."""
    return NETWORKS[name]() if name in NETWORKS else read(Path(name))


def by_cp_sat(network: Network) -> tuple[int, int]:
    """The bracket that CP-SAT reaches: a variable for each node, one for each tie."""
    from ortools.sat.python import cp_model  # type: ignore[import-not-found]

    nodes, ties = network
    model = cp_model.CpModel()
    side = [model.new_bool_var("") for _ in range(nodes)]
    lost = []
    for tie in ties:
        broken = model.new_bool_var("")
        a, b = side[tie.a], side[tie.b] if tie.sign > 0 else ~side[tie.b]
        model.add(broken >= a - b)
        model.add(broken >= b - a)
        lost.append(broken)
    model.minimize(sum(lost))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.num_workers = 2
    solver.parameters.linearization_level = 2
    solver.solve(model)
    return round(solver.best_objective_bound), round(solver.objective_value)


def measure_here(name: str, solver: str) -> None:
    """Measure one network with one solver in this process, and print it as JSON."""
    import resource

    network = network_named(name)
    began = time.monotonic()
    if solver == "cp-sat":
        lower, upper = by_cp_sat(network)
    else:
        from cypher.balance.solve import solve  # OR-Tools brings a HiGHS of its own, and one process can't have both

        balance = solve(*network, SECONDS)
        lower, upper = balance.lower, balance.upper
    figures = {
        "nodes": network[0],
        "edges": len(network[1]),
        "lower": lower,
        "upper": upper,
        "gap (%)": round(100 * (upper - lower) / upper, 2) if upper else 0.0,
        "seconds": round(time.monotonic() - began, 2),
        "peak (MB)": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(json.dumps(figures))


def main(names: list[str]) -> None:
    """Measure every network in a process of its own; keep the figures of generated ones beside earlier ones."""
    kept = RESULTS / "tension.json"
    figures: dict[str, object] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    for name in names or list(NETWORKS):
        for solver in ("faultlines", *(["cp-sat"] if find_spec("ortools") else [])):
            command = [sys.executable, "-m", "benchmarks.tension", "--one", name, solver]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            label = name if solver == "faultlines" else f"{name}: CP-SAT"
            figures[label] = json.loads(done.stdout)
            print(label, done.stdout.strip(), flush=True)
    if not {*names} - NETWORKS.keys():
        keep("tension", figures)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure_here(*sys.argv[2:4])
    else:
        main(sys.argv[1:])
