"""Photographs: whether a person chose that one party of one handover sees their face.

A choice is the person's own letter, or their recorded statement asserted by two humans;
taking it back beats a choice that had not seen it (C-8). The picture itself is never here.
Source: design §1; docs/slips.md.
"""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.approval import complete
from waystation.casework.entries import Act
from waystation.casework.entries.photograph import (
    PhotographAsserted,
    PhotographChosen,
    PhotographSeconded,
    PhotographWithdrawn,
)
from waystation.casework.noted import Group, Newest, Noted, gather, newest, undone_by_none
from waystation.casework.table import Table
from waystation.casework.terms import Record


class ChoiceState(StrEnum):
    """Where the choice to give a photograph stands."""

    ONE_ASSERTS = "one_asserts"
    ASSERTED_BY_TWO = "asserted_by_two"
    OWN_KEY = "own_key"
    WITHDRAWN = "withdrawn"


class Photographs(Struct, frozen=True):
    """Every choice by its id; seconds by the act they second; withdrawals by person."""

    chosen: Newest[PhotographChosen] = Table()
    asserted: Newest[PhotographAsserted] = Table()
    seconded: Group[PhotographSeconded] = Table()
    withdrawn: Group[PhotographWithdrawn] = Table()


class Choice(Struct, frozen=True):
    """One person's choice for one party of one handover, and how it stands.

    `statement` is what was said, where the person has no key; `by` gave their word first.
    """

    choice: str
    person: str
    handover: str
    party: str
    state: ChoiceState
    statement: str = ""
    by: str = ""

    @property
    def stands(self) -> bool:
        """Say whether a photograph may be given by it."""
        return self.state in {ChoiceState.OWN_KEY, ChoiceState.ASSERTED_BY_TWO}


def fold(state: Photographs, record: Record, act: Act) -> Photographs:
    """Add one act of a journey."""
    match act:
        case PhotographChosen():
            chosen = newest(state.chosen, act.choice, Noted(record, act))
            return replace(state, chosen=chosen)
        case PhotographAsserted():
            asserted = newest(state.asserted, act.choice, Noted(record, act))
            return replace(state, asserted=asserted)
        case PhotographSeconded():
            seconded = gather(state.seconded, act.act, Noted(record, act))
            return replace(state, seconded=seconded)
        case PhotographWithdrawn():
            withdrawn = gather(state.withdrawn, act.person, Noted(record, act))
            return replace(state, withdrawn=withdrawn)
        case _:
            return state


def choices(state: Photographs) -> tuple[Choice, ...]:
    """Return every choice in the order in which it was recorded."""
    noted: list[Noted[PhotographChosen] | Noted[PhotographAsserted]] = [
        *state.chosen.values(),
        *state.asserted.values(),
    ]
    noted.sort(key=lambda one: one.order)
    return tuple(_choice(state, one) for one in noted)


def for_party(state: Photographs, handover: str, party: str) -> tuple[Choice, ...]:
    """Return the choice of each person for a party of a handover: the newest that counts.

    One that stands counts before a later one that does not.
    """
    found: dict[str, Choice] = {}
    for one in choices(state):
        held = found.get(one.person)
        here = (one.handover, one.party) == (handover, party)
        if here and (held is None or one.stands or not held.stands):
            found[one.person] = one
    return tuple(found.values())


def was_withdrawn(state: Photographs, choice: str) -> bool:
    """Say whether the person took a choice back."""
    return any(
        one.choice == choice and one.state is ChoiceState.WITHDRAWN
        for one in choices(state)
    )


def _choice(
    state: Photographs, noted: Noted[PhotographChosen] | Noted[PhotographAsserted]
) -> Choice:
    act = noted.act
    withdrawn = [
        one
        for one in state.withdrawn.get(act.person, ())
        if one.act.handover in {"", act.handover}
    ]
    said = act.statement if isinstance(act, PhotographAsserted) else ""
    return Choice(
        choice=act.choice,
        person=act.person,
        handover=act.handover,
        party=act.party,
        state=_state(state, noted, withdrawn),
        statement=said,
        by=noted.record.human if said else "",
    )


def _state(
    state: Photographs,
    noted: Noted[PhotographChosen] | Noted[PhotographAsserted],
    withdrawn: Iterable[Noted[PhotographWithdrawn]],
) -> ChoiceState:
    if not undone_by_none(noted, withdrawn):
        return ChoiceState.WITHDRAWN
    if isinstance(noted.act, PhotographChosen):
        return ChoiceState.OWN_KEY
    seconds = state.seconded.get(noted.record.id, ())
    pairs: list[tuple[Noted[Act], ...]] = [(noted, second) for second in seconds]
    agreed = any(complete(pair, (), need=2) for pair in pairs)
    return ChoiceState.ASSERTED_BY_TWO if agreed else ChoiceState.ONE_ASSERTS
