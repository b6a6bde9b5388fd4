"""A plan of the server as a tree for the page."""

from __future__ import annotations

from typing import TypedDict

from cypher.guard.plan import Plan

WARNINGS = {
    "AllNodesScan": "Every node of the graph is read: name a label and an id",
    "DirectedAllRelationshipsScan": "Every relationship of the graph is read: name a type",
    "UndirectedAllRelationshipsScan": "Every relationship of the graph is read: name a type",
    "CartesianProduct": "Each row of one side meets each row of the other: join the patterns",
    "Eager": "All rows are held in memory before the next step begins",
}


class PlanStep(TypedDict):
    """One step of a plan; rows and hits are None unless it was run."""

    operator: str
    details: str
    expected: float | None
    rows: int | None
    hits: int | None
    warns: str | None
    children: list[PlanStep]


def plan_tree(plan: Plan) -> PlanStep:
    """A plan with what its costly steps mean."""
    return {
        "operator": plan.operator,
        "details": plan.details,
        "expected": plan.expected_rows,
        "rows": plan.rows,
        "hits": plan.hits,
        "warns": WARNINGS.get(plan.operator),
        "children": [plan_tree(child) for child in plan.children],
    }
