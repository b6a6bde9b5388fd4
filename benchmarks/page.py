"""Writes docs/benchmarks.md from the kept results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.ground import RESULTS

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Made by `make bench`: each figure comes from a script in [benchmarks](../benchmarks), measured in one run on one server. Machines are
noisy: read the ratios, not the seconds.
"""
TITLES = {
    "load": (
        "Loading 100,000 statements",
        "`python -m benchmarks.load`: a generated source of 100,000 statements is loaded for the first time, again with the same "
        "bytes, with its rows in another order, and with 1 % of its statements changed, after everything was done three times to warm the "
        "server. `py2neo.bulk` writes the same nodes and bare edges, with an id and nothing else: no records, no sources, no "
        "history. By hand stands for a script with the official driver that writes the same actors, records, identifiers and "
        "properties ([byhand.py](../benchmarks/byhand.py)): by UNWIND and CREATE first, then by MERGE again. A ratio of rates above 1 "
        "means that faultlines is faster. A first load writes more than bare edges: a statement has "
        "17 properties, a uniqueness constraint and an index where a bare edge has one property, and a record is two nodes, its "
        "identifiers and their edges.",
    ),
    "load-1000000": (
        "Loading 1,000,000 statements",
        "`python -m benchmarks.load 1 1000000`: the same with a million.",
    ),
    "bulk": (
        "Filling an empty graph",
        "`python -m benchmarks.bulk`: a generated source goes into an empty graph by `faultlines load --bulk`, Neo4j being up, until every "
        "constraint and index is online; its phases are listed with a dot. `py2neo.bulk` writes the same nodes once with bare edges "
        "(an id and nothing else), and once with every column of the same files: in neither case records, sources, history, or "
        "constraints on the edges.",
    ),
    "memory": (
        "Memory",
        "`python -m benchmarks.memory`: the loader's peak resident memory, each load in a process of its own.",
    ),
    "export": (
        "Answers of 1,000,000 rows",
        "`python -m benchmarks.export`: `faultlines cypher` writes a million rows of five columns to a file, each format in a process "
        "of its own: its peak resident memory, Python and libraries included, and its time.",
    ),
    "notebooks": (
        "Answers in a notebook",
        "`python -m benchmarks.notebooks`: 30,000 statements as a network, as a multiple of the time that the official driver takes "
        "for the same rows; and how much a process grows by an answer of five columns, libraries loaded.",
    ),
    "parquet": (
        "Parquet by pyarrow and by DuckDB",
        "`python -m benchmarks.parquet`: rows of five columns, one of them a list, written by both, and a file with a damaged page "
        "read by both: [why both are here](decisions/0015-pyarrow-beside-duckdb.md).",
    ),
    "tension": (
        "Tension",
        "`pip install ortools && python -m benchmarks.tension`: the [frustration index](tension.md) of generated networks, each in a process of "
        "its own with a minute's time, beside CP-SAT with two workers and one variable for each node and edge. `python -m "
        "benchmarks.tension FILE.csv` measures edge lists: two names and a sign a row.",
    ),
    "screen": (
        "Search and expand",
        "`python -m benchmarks.screen`: what the explorer's server does for one search and one expansion (25 neighbours, their "
        "places, every edge among them and to what is there), on 1,000,000 statements between 200,000 actors, a tenth of them at "
        "20 hubs.",
    ),
    "ui": (
        "At the canvas",
        "`python -m benchmarks.ui`: headless Chromium draws in software at 1440 × 900, on the shipped network and on answers of 500 and 2,000 "
        "actors, each newcomer tied to one or two that are there. An answer is asked for, placed and drawn; an arrangement is asked for again on "
        "what is drawn; frames are counted while the ground is dragged and the wheel turned; the longest task is that of the whole part.",
    ),
    "backups": (
        "Backups under load",
        "`python -m benchmarks.backups`: `faultlines jobs run` makes a backup every minute while five sources are loaded every few seconds "
        "from inputs that change as often; afterwards each backup is restored and compared with the counts and the fingerprint that it names.",
    ),
    "start": (
        "Starting",
        "`python -m benchmarks.start`: Neo4j is started on the shipped network without and with the archive of its classes that the first "
        "stop leaves, and asked what a visitor asks first: the opening screen, a search, an actor, an expansion.",
    ),
    "crowd": (
        "Many at once",
        "`python -m benchmarks.crowd`: a visit (the page, a search, an actor, an expansion, evidence) is recorded in a real browser and "
        "repeated by 50 users with 3 s before each request, for ten minutes on the shipped network, with 1,000 idle connections; in the "
        "second half two statements of the console run at any moment and 110 wait, each asked again as soon as it is answered. Users, explorer "
        "and Neo4j share two cores.",
    ),
    "completion": (
        "Completion",
        "`python -m benchmarks.completion`: what shell and console ask at every key, with 200 labels and 200 types of 20 properties "
        "each, the cursor at every tenth character of a statement.",
    ),
    "decode": (
        "Decoding with limits",
        "`python -m benchmarks.decode`: the rows of a workbook and of a Parquet file, decoded in a process of their own with limits of "
        "memory and time, its start included, and in the reading process without any; the best of five runs, one after the other.",
    ),
    "likeness": (
        "Likeness of names",
        "`python -m benchmarks.likeness PAIRS.csv`, with the 826 pairs of OpenSanctions' `name_bench_cases.csv`, of which somebody has said "
        "whether they match. The least score from which names match was chosen on every other pair, for faultlines and for rapidfuzz alone "
        "(`token_sort_ratio`); the figures are those of the pairs between. The rules were written with the first half in view and part of "
        "the second, so that the second is not wholly unseen. Some of its labels are debatable: names that differ in a number "
        "(a fund VII and VIII, a ship 5 and 6) count as matches there, and as different here.",
    ),
    "matching": (
        "Comparing names",
        "`python -m benchmarks.matching`: the generated names of 100,000 records of one source against those of another, a fifth of which are "
        "misspelt names of the first (a wrong letter, another order, an initial, a word more, capitals), and 10,000 misspelt names against "
        "200,000, on one core; each in a process of its own, the building of the index included, without reading from the graph.",
    ),
    "world": (
        "Files of many publishers in one graph",
        "`python -m benchmarks.world FOLDER…`: the publishers' own files, of several years where there are several, are loaded one after another "
        "into an empty graph. *Counted plainly* is what csv, lxml and a workbook's XML give for the same file, without our readers.",
    ),
    "funnel": (
        "20 million events",
        "`python -m benchmarks.funnel EXPORT FOLDER`: the rows of a quarter of an hour of GDELT, repeated with shifted ids, days and actors, are "
        "summed up by pair, month and meaning; memory is that of the whole process.",
    ),
    "funnel-load": (
        "Sums of 20 million events by the bulk path",
        "The sums of the benchmark above, into an empty graph.",
    ),
    "encodings": (
        "Guessing encodings",
        "`pip install chardet charset-normalizer && python -m benchmarks.encodings`: how many of 44 tables of names, in 21 languages and "
        "17 encodings, read as they were written, and of 13 tables that hold one name beyond ASCII. `our encodings` narrows chardet's "
        "choice to the encodings that faultlines considers.",
    ),
}


def main() -> None:
    """Write the page."""
    parts = [HEAD]
    for name, (title, words) in TITLES.items():
        kept = RESULTS / f"{name}.json"
        if not kept.exists():  # never measured
            continue
        found = json.loads(kept.read_text("utf-8"))
        machine = found.pop("machine")
        parts.append(f"\n## {title}\n\n{words}\n\n{table(found)}")
        parts.append(f"\n{machine['cores']} cores, Python {machine['python']}, {machine['date']}.\n")
    PAGE.write_text("".join(parts), "utf-8")
    print(PAGE)


def table(found: dict[str, Any]) -> str:
    """Figures as a table; measurements that were taken several times side by side."""
    if not any(isinstance(value, dict) for value in found.values()):
        return "| | |\n|---|---|\n" + "".join(f"| {name} | {value} |\n" for name, value in found.items())
    rows = list(dict.fromkeys(key for value in found.values() for key in value))
    columns = list(found)
    if len(columns) > len(rows):
        head = f"| | {' | '.join(rows)} |\n|---|{'---|' * len(rows)}\n"
        lines = (f"| {name} | {' | '.join(str(found[name].get(row, '')) for row in rows)} |\n" for name in columns)
    else:
        head = f"| | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}\n"
        lines = (f"| {row} | {' | '.join(str(found[name].get(row, '')) for name in columns)} |\n" for row in rows)
    return head + "".join(lines)


if __name__ == "__main__":
    main()
