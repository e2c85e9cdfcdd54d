"""Through what everything has to pass: the dominators of a small directed graph.

Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm" (2001).
"""

from collections.abc import Sequence


def dominators(follows: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """Return the nodes from node 0 on, and for each node the next that it must pass.

    `follows[n]` are the nodes after node `n`. The nodes are in reverse postorder; a node
    that is not reached has -1.
    """
    order = _reverse_postorder(follows)
    place = {node: number for number, node in enumerate(order)}
    before: list[list[int]] = [[] for _ in order]
    for node in order:
        for after in follows[node]:
            before[place[after]].append(place[node])
    passes = _settle(before)
    found = [-1] * len(follows)
    for number, node in enumerate(order):
        found[node] = order[passes[number]]
    return order, found


def _settle(before: list[list[int]]) -> list[int]:
    passes = [-1] * len(before)
    passes[0] = 0
    changed = True
    while changed:
        changed = False
        for node in range(1, len(before)):
            settled = [one for one in before[node] if passes[one] >= 0]
            nearest = settled[0]
            for other in settled[1:]:
                nearest = _meet(passes, nearest, other)
            changed |= passes[node] != nearest
            passes[node] = nearest
    return passes


def _meet(passes: list[int], one: int, other: int) -> int:
    while one != other:
        while one > other:
            one = passes[one]
        while other > one:
            other = passes[other]
    return one


def _reverse_postorder(follows: Sequence[Sequence[int]]) -> list[int]:
    seen = {0}
    left: list[int] = []
    stack = [(0, iter(follows[0]))]
    while stack:
        node, after = stack[-1]
        for one in after:
            if one not in seen:
                seen.add(one)
                stack.append((one, iter(follows[one])))
                break
        else:
            stack.pop()
            left.append(node)
    left.reverse()
    return left
