"""The linear programme over contradictions, solved by HiGHS: break each of them, at the least cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import highspy
import numpy as np

from cypher.balance.cycles import Cycle
from cypher.balance.ties import Allowance

SLICE = 1.0
"""Seconds after which the solver asks whether it may go on."""


class Programme:
    """How much of each tie is broken, and how much of the cost rests on each contradiction."""

    def __init__(self, weights: Sequence[int], free: Iterable[bool]) -> None:
        count = len(weights)
        self.weights = weights
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("presolve", "off")
        self.solver.addVars(count, np.zeros(count), np.array([1.0 if each else 0.0 for each in free]))
        self.solver.changeColsCost(count, np.arange(count, dtype=np.int32), np.array(weights, dtype=np.float64))
        self.cycles: list[Cycle] = []
        self.known: set[Cycle] = set()
        self.value = 0.0
        self.lengths: list[float] = [0.0] * count
        self.duals: list[float] = []

    def add(self, cycles: Iterable[Cycle]) -> int:
        """Demand that each of these is broken; how many of them are new."""
        fresh = [cycle for cycle in dict.fromkeys(cycles) if cycle not in self.known]
        if not fresh:
            return 0
        self.known.update(fresh)
        self.cycles += fresh
        starts = np.cumsum([0, *(len(cycle) for cycle in fresh[:-1])]).astype(np.int32)
        places = np.array([number for cycle in fresh for number in cycle], dtype=np.int32)
        ones = np.ones(len(fresh))
        self.solver.addRows(
            len(fresh), ones, np.full(len(fresh), highspy.kHighsInf), len(places), starts, places, np.ones(len(places))
        )
        return len(fresh)

    def limit(self, cost: int) -> None:
        """Allow no answer that costs more, whatever is asked for."""
        count = len(self.weights)
        places = np.arange(count, dtype=np.int32)
        self.solver.addRow(-highspy.kHighsInf, float(cost), count, places, np.array(self.weights, dtype=np.float64))

    def minimise(self, costs: Mapping[int, float]) -> None:
        """Ask for the least of something else than the cost."""
        count = len(self.weights)
        array = np.zeros(count)
        for number, cost in costs.items():
            array[number] = cost
        self.solver.changeColsCost(count, np.arange(count, dtype=np.int32), array)

    def keep(self, number: int) -> None:
        """Let a tie not be broken."""
        self.solver.changeColBounds(number, 0.0, 0.0)

    def release(self, number: int) -> None:
        """Let it be broken again."""
        self.solver.changeColBounds(number, 0.0, 1.0)

    def solve(self, limits: Allowance) -> bool:
        """Solve it; False when there was no time, and then the duals are good for a bound, if not for the best."""
        while not limits.over:
            self.solver.setOptionValue("time_limit", self.solver.getRunTime() + min(SLICE, limits.left))
            self.solver.run()
            status = self.solver.getModelStatus()
            solution = self.solver.getSolution()
            self.duals = list(solution.row_dual)
            if status == highspy.HighsModelStatus.kOptimal:
                self.value = self.solver.getInfo().objective_function_value
                self.lengths = np.maximum(np.array(solution.col_value), 0).tolist()
                return True
            if status != highspy.HighsModelStatus.kTimeLimit:
                return False
        return False
