"""What needs no search: leaves and balanced blocks (2-connected components) cost nothing, other blocks are apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cypher.balance.ties import Camps, Near, SignedTie, ties_by_node


def two_colour(nodes: int, ties: Sequence[SignedTie], kept: Iterable[int]) -> tuple[Camps, list[int]]:
    """Camps that follow the kept ties as far as they go, and those of them that contradict the camps."""
    chosen = list(kept)
    near: Near = [[] for _ in range(nodes)]
    for number in chosen:
        tie = ties[number]
        near[tie.a].append((tie.b, tie.sign, number))
        near[tie.b].append((tie.a, tie.sign, number))
    camps = [0] * nodes
    for root in sorted(range(nodes), key=lambda node: -len(near[node])):
        if camps[root]:
            continue
        camps[root] = 1
        queue = [root]
        for node in queue:
            for other, sign, _ in near[node]:
                if not camps[other]:
                    camps[other] = camps[node] * sign
                    queue.append(other)
    return camps, [number for number in chosen if ties[number].sign * camps[ties[number].a] * camps[ties[number].b] < 0]


def parts_by_node(nodes: int, ties: Sequence[SignedTie]) -> list[int]:
    """For each node the number of its connected component."""
    near = ties_by_node(nodes, ties)
    part = [-1] * nodes
    count = 0
    for root in range(nodes):
        if part[root] >= 0:
            continue
        part[root] = count
        queue = [root]
        for node in queue:
            for other, _, _ in near[node]:
                if part[other] < 0:
                    part[other] = count
                    queue.append(other)
        count += 1
    return part


def two_connected(nodes: int, ties: Sequence[SignedTie]) -> list[list[int]]:
    """The ties of each 2-connected component with more than one tie (Hopcroft and Tarjan 1973, without recursion)."""
    near = ties_by_node(nodes, ties)
    depth, low = [0] * nodes, [0] * nodes
    taken = [False] * len(ties)
    parts: list[list[int]] = []
    for root in range(nodes):
        if depth[root]:
            continue
        depth[root] = low[root] = 1
        path: list[tuple[int, int, int]] = [(root, 0, -1)]
        stack: list[int] = []
        while path:
            node, place, via = path.pop()
            if place < len(near[node]):
                path.append((node, place + 1, via))
                other, _, number = near[node][place]
                if taken[number]:
                    continue
                taken[number] = True
                stack.append(number)
                if depth[other]:
                    low[node] = min(low[node], depth[other])
                else:
                    depth[other] = low[other] = depth[node] + 1
                    path.append((other, 0, number))
            elif path:
                parent = path[-1][0]
                low[parent] = min(low[parent], low[node])
                if low[node] >= depth[parent]:
                    start = stack.index(via) if stack[-1] != via else len(stack) - 1
                    parts.append(stack[start:])
                    del stack[start:]
    return [sorted(part) for part in parts if len(part) > 1]


def unbalanced_blocks(nodes: int, ties: Sequence[SignedTie]) -> list[list[int]]:
    """The blocks that no split satisfies, the smallest first: in these alone is anything to search."""
    lacking = []
    for part in two_connected(nodes, ties):
        places: dict[int, int] = {}
        for number in part:
            for node in ties[number][:2]:
                places.setdefault(node, len(places))
        local = [SignedTie(places[ties[n].a], places[ties[n].b], ties[n].sign) for n in part]
        if two_colour(len(places), local, range(len(local)))[1]:
            lacking.append(part)
    return sorted(lacking, key=len)
