"""Persons who ask for safety, and others near them who may suffer, help or betray."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act, OtherNoted, PersonNoted, SelfHarmAsked
from waystation.casework.finding import Finding, Severity
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Asked, Record, Relation, SelfHarm

HOLDS = frozenset({Relation.HOLDER, Relation.NEAR_THE_HOLDER})
"""Whom nothing is paid to, and who has no part in a plan."""


class Persons(Struct, frozen=True):
    """Persons and others as last noted; every time that self-harm was asked about."""

    noted: Newest[PersonNoted] = Table()
    others: Newest[OtherNoted] = Table()
    self_harm: Group[SelfHarmAsked] = Table()


def fold(state: Persons, record: Record, act: Act) -> Persons:
    """Add one act of a core case."""
    match act:
        case PersonNoted():
            return replace(state, noted=newest(state.noted, act.person, Noted(record, act)))
        case OtherNoted():
            return replace(
                state, others=newest(state.others, act.other, Noted(record, act))
            )
        case SelfHarmAsked():
            self_harm = gather(state.self_harm, act.person, Noted(record, act))
            return replace(state, self_harm=self_harm)
        case _:
            return state


def read(records: Iterable[Record]) -> Persons:
    """Fold a core case from its beginning."""
    return run(fold, Persons(), records)


_TO_BE_DECIDED = frozenset({Relation.AT_THE_PLACE, Relation.POSSIBLE_INFORMANT})
_TO_BE_ACTED_ON = frozenset({SelfHarm.THOUGHTS, SelfHarm.INTENT})


def questions(state: Persons) -> tuple[Finding, ...]:
    """Return what nobody has decided, asked or acted on yet."""
    found: list[Finding] = []
    for other, noted in sorted(state.others.items()):
        act, rests_on = noted.act, (noted.record.id,)
        if act.relation in _TO_BE_DECIDED and act.asked is Asked.NOT_YET:
            found.append(Finding("other.not_asked", Severity.WARN, other, rests_on))
        if act.asked is Asked.DELIBERATELY_NOT and not act.reason.strip():
            found.append(Finding("other.no_reason", Severity.WARN, other, rests_on))
    for person, noted_person in sorted(state.noted.items()):
        found += _about(state, person, noted_person)
    return tuple(found)


def _about(state: Persons, person: str, noted: Noted[PersonNoted]) -> Iterable[Finding]:
    asked = state.self_harm.get(person, ())
    if not asked:
        yield Finding("self_harm.not_asked", Severity.WARN, person)
    elif asked[-1].act.answer in _TO_BE_ACTED_ON and not asked[-1].act.acted.strip():
        rests_on = (asked[-1].record.id,)
        yield Finding("self_harm.not_acted_on", Severity.BLOCK, person, rests_on)
    if noted.act.injury:
        yield Finding("person.injury", Severity.NOTE, person, (noted.record.id,))
