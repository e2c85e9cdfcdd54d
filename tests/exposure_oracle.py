"""Exposure by brute force, and random organisations to try it on.

Everything is recomputed from single facts, by sets: nothing is shared with the product but
the words for kinds.
"""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from waystation.foresight.exposure.facts import (
    CHANGEABLE,
    CLOSABLE,
    HUMANS,
    Fact,
    FactKind,
    Node,
    NodeKind,
)

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(hour: int) -> datetime:
    return BEGIN + hour * HOUR


def organisations(nodes: int = 12, facts: int = 40):
    """Draw nodes of all kinds and facts between them, some over, some still to come."""
    place, hour = st.integers(0, nodes - 1), st.integers(0, 10)
    kind, part = st.sampled_from(list(FactKind)), st.integers(-nodes, nodes - 1)
    made = st.tuples(place, place, kind, hour, st.integers(0, 12), part)
    kinds = st.lists(st.sampled_from(list(NodeKind)), min_size=2, max_size=nodes)
    return st.builds(_organisation, kinds, st.lists(made, max_size=facts))


def _organisation(kinds, made):
    nodes = tuple(Node(f"n{number}", kind) for number, kind in enumerate(kinds))
    facts = tuple(
        Fact(
            nodes[knower % len(nodes)].id,
            nodes[known % len(nodes)].id,
            kind,
            at(since),
            at(since + lasts) if lasts < 9 else None,
            part="" if part < 0 else nodes[part % len(nodes)].id,
        )
        for knower, known, kind, since, lasts, part in made
    )
    return nodes, facts


def alive(facts, as_of):
    return [
        one
        for one in facts
        if one.since <= as_of and (one.until is None or as_of < one.until)
    ]


def rings(nodes, facts, who, as_of, most):
    """Return what falls in each ring, as sets of ids."""
    kind = {node.id: node.kind for node in nodes}
    held = alive(facts, as_of)
    fallen, taken, found = {who}, {who}, []
    for _ in range(most):
        ring = set()
        asked = set(taken)
        while asked:
            one = asked.pop()
            for fact in held:
                if fact.knower == one and fact.known not in fallen:
                    fallen.add(fact.known)
                    ring.add(fact.known)
                    if kind[fact.known] not in HUMANS:
                        asked.add(fact.known)
        found.append(ring)
        taken = {one for one in ring if kind[one] in HUMANS}
    return found


def persons(nodes, facts, who, as_of):
    """Return how many persons one gives away by themselves."""
    kind = {node.id: node.kind for node in nodes}
    (ring,) = rings(nodes, facts, who, as_of, 1)
    return sum(kind[one] is NodeKind.PERSON for one in ring)


def worst(nodes, facts, as_of):
    return max(
        (persons(nodes, facts, one.id, as_of) for one in nodes if one.kind in HUMANS),
        default=0,
    )


def falls_with(one, other, fact, number):
    """Say whether a fact is no more where another is changed."""
    together = fact.part and (one.knower, one.part) == (fact.knower, fact.part)
    return other == number or bool(together and one.kind in CHANGEABLE)


def changed(nodes, facts, but=""):
    """Return what is left after every change; `but` is a node that is not emptied."""
    for number, fact in enumerate(facts):
        if fact.kind in CHANGEABLE:
            yield [
                one
                for other, one in enumerate(facts)
                if not falls_with(one, other, fact, number)
            ]
    for node in nodes:
        if node.kind in CLOSABLE and node.id != but:
            yield [one for one in facts if one.knower != node.id]


def best(nodes, facts, as_of):
    """Try every change; return the least worst, and the least of the first worst human."""
    humans = [one.id for one in nodes if one.kind in HUMANS]
    now = {one: persons(nodes, facts, one, as_of) for one in humans}
    if not any(now.values()):
        return None
    most = max(humans, key=lambda one: now[one])
    tried = [
        (worst(nodes, left, as_of), persons(nodes, left, most, as_of))
        for left in changed(nodes, facts)
    ]
    helping = [one for one in tried if one[1] < now[most]]
    return min(helping, default=None)


def best_for(nodes, facts, who, as_of):
    """Try every change; return the least that one gives away by themselves after it."""
    now = persons(nodes, facts, who, as_of)
    tried = [persons(nodes, left, who, as_of) for left in changed(nodes, facts, but=who)]
    return min((one for one in tried if one < now), default=None)
