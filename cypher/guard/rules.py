"""What a person's statement may be made of: an allow list; whatever is not on it is rejected."""

from __future__ import annotations

import tomllib
from pathlib import Path

TEXT = 50_000
"""Characters of a statement: the library's longest has 7,000."""
TOKENS = 12_000
DEPTH = 24
"""Brackets and CASEs inside one another: at some hundreds the server's planner overflows its stack and hangs."""
CHAIN = 400
"""Operators in a row, such as a + b + c: each is one call deeper in the server."""
CLAUSES = 100
RELATIONSHIPS = 60
"""Relationships in all patterns: the planner's time grows steeply with those that hang together."""
STEPS = 20
"""The longest that a pattern of variable length may get."""
OPEN_STEPS = 6
"""How many steps a path without a longest length is followed."""
SELECTED_STEPS = 3
"""The longest that SHORTEST and ANY may look for between ends that are many: beyond, no time limit ends the search."""
XORS = 10
"""XORs of a statement: each doubles the conditions that the server's planner writes out (15 take it 3 s)."""

ALLOWED = tomllib.loads(Path(__file__).with_name("allowed.toml").read_text("utf-8"))


def allowed(section: str, name: str) -> frozenset[str]:
    """The words of one list of allowed.toml."""
    return frozenset(ALLOWED[section][name].split())


READING = allowed("grammar", "reading")
WRITING = allowed("grammar", "writing")
TEMPORAL = allowed("functions", "temporal")
PARSING = TEMPORAL | allowed("functions", "parsing")
FUNCTIONS = TEMPORAL | allowed("functions", "plain") | allowed("functions", "aggregates")
PROCEDURES = allowed("procedures", "any")
AGGREGATES = allowed("functions", "aggregates")
CALLS = [("db.stats.retrieve", ["'GRAPH COUNTS'"])]
"""Procedures that are allowed with these very arguments: `db.stats.retrieve('QUERIES')` tells what others ask."""
CHAINED = frozenset({"patternElement", "pathPatternNonEmpty", "nodeLabels", "regularQuery"})
"""Rules, besides expressions and label expressions, that can go on and on."""

WORDS = {
    "createClause": "CREATE writes",
    "insertClause": "INSERT writes",
    "setClause": "SET writes",
    "removeClause": "REMOVE writes",
    "deleteClause": "DELETE writes",
    "mergeClause": "MERGE writes",
    "foreachClause": "FOREACH is for writing",
    "loadCSVClause": "LOAD CSV reads files and addresses of the server",
    "useClause": "USE switches to another database",
    "subqueryInTransactionsParameters": "CALL … IN TRANSACTIONS commits on its own, unwatched",
    "periodicCommitQueryHintFailure": "PERIODIC COMMIT commits on its own",
    "createCommand": "it changes the server's indexes, users or databases",
    "composableCommandClauses": "it asks about the server (SHOW, TERMINATE), which reveals other people's queries",
}
