"""Layer 3: judges the server's own plan, operator by operator, against what is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cypher.errors import StatementRejected
from cypher.guard.rules import SELECTED_STEPS, allowed

SECONDS = 5.0
"""What EXPLAIN may take: the largest named query's plan takes 0.4 s when it is new to the server."""
PRODUCT = 100_000_000
"""Rows that a cartesian product may be expected to give."""

TYPES = {"w": "writes", "rw": "reads and writes", "s": "changes the schema"}
READ_TYPES = frozenset({"r"})
WRITE_TYPES = frozenset({"r", "rw", "w"})
READING = allowed("operators", "reading")
WRITING = allowed("operators", "writing")


@dataclass(frozen=True)
class Plan:
    """One operator of a plan: its name, what it works on, and how much it is expected to do, and did."""

    operator: str
    details: str
    expected_rows: float | None
    rows: int | None
    hits: int | None
    children: tuple[Plan, ...]

    @classmethod
    def read(cls, plan: Mapping[str, Any]) -> Plan:
        """From the driver's map."""
        arguments = plan.get("args") or {}
        return cls(
            str(plan["operatorType"]).partition("@")[0],
            str(arguments.get("Details", "")),
            arguments.get("EstimatedRows"),
            plan.get("rows", arguments.get("Rows")),
            plan.get("dbHits", arguments.get("DbHits")),
            tuple(map(cls.read, plan.get("children") or ())),
        )

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Plan]]:
        """Each operator with its depth, the last to run first."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)

    def lines(self) -> list[str]:
        """The plan as text, an operator a line."""
        lines = []
        for depth, step in self.walk():
            figures = [f"expects {step.expected_rows:,.0f} rows"] if step.expected_rows is not None else []
            figures += [f"gave {step.rows:,} rows, {step.hits or 0:,} reads"] if step.rows is not None else []
            lines.append(f"{'  ' * depth}{step.operator} {step.details}".rstrip() + f"  [{'; '.join(figures)}]")
        return lines


def check_plan(kind: str | None, plan: Plan | None, *, write: bool = False, reach: int = 0) -> None:
    """Refuse (layer 3) a plan that does more than read, or than write data where that is allowed.

    `reach`: the most steps that SHORTEST or ANY looks for.
    """
    if kind == "s" and plan is not None and asks_for_components(plan):
        kind = "r"
    if kind not in (WRITE_TYPES if write else READ_TYPES):
        raise StatementRejected(3, f"the server reports that it {TYPES.get(kind or '', 'does what is unknown')}")
    if plan is None:
        raise StatementRejected(3, "the server shows no plan of it")
    allowed = READING | WRITING if write else READING
    for _, step in plan.walk():
        if step.operator not in allowed:
            raise StatementRejected(
                3, f"its step {step.operator} is not among those that {'read or write data' if write else 'only read'}"
            )
        if step.operator == "StatefulShortestPath(All)" and reach > SELECTED_STEPS:
            raise StatementRejected(
                3, f"shortest paths of up to {reach} steps are looked for between ends that are not found before: "
                f"name both ends (by id or name), or look for {SELECTED_STEPS} steps at most"
            )  # fmt: skip
        if step.operator == "CartesianProduct" and (step.expected_rows or 0) > PRODUCT:
            raise StatementRejected(
                3, f"the plan is a Cartesian product (about {step.expected_rows:,.0f} rows): "
                "connect the patterns by a relationship or a condition"
            )  # fmt: skip


def asks_for_components(plan: Plan) -> bool:
    """Whether the server's version is all that a plan calls for: Neo4j counts that among changes of the schema."""
    calls = [step for _, step in plan.walk() if step.operator == "ProcedureCall"]
    return bool(calls) and all(step.details.startswith("dbms.components(") for step in calls)
