"""Consent: no journey without the person, each adult for themselves.

Withdrawal beats consent unless whoever recorded the consent had seen it (C-8). A person
without a key is spoken for by two humans, one of them the outside trustee, about one
recorded statement, and it is said so wherever the journey stands. Source: design §1.
"""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.approval import complete
from waystation.casework.entries import (
    Act,
    ConsentAsserted,
    ConsentGiven,
    ConsentSeconded,
    ConsentWithdrawn,
)
from waystation.casework.noted import Group, Noted, gather, run, undone_by_none
from waystation.casework.table import Table
from waystation.casework.terms import Record


class ConsentState(StrEnum):
    """Where a person's consent to a journey stands."""

    NONE = "none"
    ONE_ASSERTS = "one_asserts"
    ASSERTED_BY_TWO = "asserted_by_two"
    OWN_KEY = "own_key"
    WITHDRAWN = "withdrawn"


class Consents(Struct, frozen=True):
    """What persons consented to, by person; seconding, by the act it seconds."""

    given: Group[ConsentGiven] = Table()
    asserted: Group[ConsentAsserted] = Table()
    seconded: Group[ConsentSeconded] = Table()
    withdrawn: Group[ConsentWithdrawn] = Table()


class Consent(Struct, frozen=True):
    """One person's consent to one journey as it stands, and the records it rests on."""

    person: str
    journey: str
    state: ConsentState
    rests_on: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Say whether the journey has this person's consent."""
        return self.state in {ConsentState.OWN_KEY, ConsentState.ASSERTED_BY_TWO}


def fold(state: Consents, record: Record, act: Act) -> Consents:
    """Add one act of a core case."""
    match act:
        case ConsentGiven():
            return replace(state, given=gather(state.given, act.person, Noted(record, act)))
        case ConsentAsserted():
            asserted = gather(state.asserted, act.person, Noted(record, act))
            return replace(state, asserted=asserted)
        case ConsentSeconded():
            return replace(
                state, seconded=gather(state.seconded, act.act, Noted(record, act))
            )
        case ConsentWithdrawn():
            withdrawn = gather(state.withdrawn, act.person, Noted(record, act))
            return replace(state, withdrawn=withdrawn)
        case _:
            return state


def read(records: Iterable[Record]) -> Consents:
    """Fold a core case from its beginning."""
    return run(fold, Consents(), records)


def vouching(state: Consents) -> frozenset[str]:
    """Return whoever gave their word for what somebody said."""
    said = (one for group in (state.asserted, state.seconded) for one in group.values())
    return frozenset(one.record.human for each in said for one in each)


def standing(
    state: Consents, person: str, journey: str, trustees: frozenset[str]
) -> Consent:
    """Say how one person's consent to one journey stands; it rests on the newest that does.

    Whoever is asked again has answered for what is planned by then.
    """
    withdrawn = [
        one for one in state.withdrawn.get(person, ()) if one.act.journey in {"", journey}
    ]
    given = [one for one in state.given.get(person, ()) if one.act.journey == journey]
    asserted = [one for one in state.asserted.get(person, ()) if one.act.journey == journey]
    for own in reversed(given):
        # Quoted again, a letter says no more than when it was first quoted.
        letter = [one for one in given if _is_quoted_in(own, one)]
        if all(undone_by_none(one, withdrawn) for one in letter):
            return Consent(person, journey, ConsentState.OWN_KEY, (own.record.id,))
    for assertion in reversed(asserted):
        agreed = _by_two(state, assertion, withdrawn, trustees)
        if agreed:
            rests_on = tuple(sorted(one.record.id for one in agreed))
            return Consent(person, journey, ConsentState.ASSERTED_BY_TWO, rests_on)
    if withdrawn:
        ids = tuple(one.record.id for one in withdrawn)
        return Consent(person, journey, ConsentState.WITHDRAWN, ids)
    if asserted:
        ids = tuple(one.record.id for one in asserted)
        return Consent(person, journey, ConsentState.ONE_ASSERTS, ids)
    return Consent(person, journey, ConsentState.NONE)


def _is_quoted_in(one: Noted[ConsentGiven], other: Noted[ConsentGiven]) -> bool:
    return (one.act.quoted.sender, one.act.quoted.letter) == (
        other.act.quoted.sender,
        other.act.quoted.letter,
    )


def _by_two(
    state: Consents,
    assertion: Noted[ConsentAsserted],
    withdrawn: list[Noted[ConsentWithdrawn]],
    trustees: frozenset[str],
) -> tuple[Noted[Act], ...]:
    """Return an assertion and its second: two humans, one of them a trustee."""
    if not undone_by_none(assertion, withdrawn):
        return ()
    seconds = state.seconded.get(assertion.record.id, ())
    for second in seconds:
        pair: tuple[Noted[Act], ...] = (assertion, second)
        if trustees.intersection(one.record.human for one in pair):
            agreed = complete(pair, (), need=2)
            if agreed:
                return agreed
    return ()
