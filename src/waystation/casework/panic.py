"""Who of the organisation is in danger or was taken, as everybody in it sees.

One human is enough to say so, for themselves or for another. That it is over somebody else
says, who has heard of it: whoever is in danger may be made to.
"""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act
from waystation.casework.entries.panic import PanicEnded, PanicRaised
from waystation.casework.noted import Group, Noted, gather, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Panics(Struct, frozen=True):
    """What was raised and ended, by alarm."""

    raised: Group[PanicRaised] = Table()
    ended: Group[PanicEnded] = Table()


class Panic(Struct, frozen=True):
    """Somebody who is in danger; `by` said so."""

    alarm: str
    human: str
    since: datetime
    by: str
    text: str = ""


def fold(state: Panics, record: Record, act: Act) -> Panics:
    """Add one act of the roster."""
    if isinstance(act, PanicRaised):
        raised = gather(state.raised, act.alarm, Noted(record, act))
        return replace(state, raised=raised)
    if isinstance(act, PanicEnded):
        return replace(state, ended=gather(state.ended, act.alarm, Noted(record, act)))
    return state


def read(records: Iterable[Record]) -> Panics:
    """Fold a roster from its beginning."""
    return run(fold, Panics(), records)


def all_open(state: Panics) -> tuple[Panic, ...]:
    """Return everybody who is in danger, the oldest first."""
    found = [
        _panic(said)
        for alarm, group in state.raised.items()
        for said in group
        if not _is_over(said, state.ended.get(alarm, ()))
    ]
    by_alarm = {(one.alarm, one.human): one for one in reversed(found)}
    return tuple(sorted(by_alarm.values(), key=lambda one: (one.since, one.alarm)))


def subject(state: Panics, alarm: str) -> str:
    """Return who is in danger under an alarm's id, ended or not; nobody under another's.

    Whoever borrows the id for somebody else has mostly seen it: of those who had seen no
    other under it, whoever raised it for themselves.
    """
    said = state.raised.get(alarm, ())
    first = [one for one in said if not any(one.saw(each) for each in said if each != one)]
    own = [one for one in first if one.record.human == one.act.human]
    found = [*own, *first, *said]
    return found[0].act.human if found else ""


def _panic(said: Noted[PanicRaised]) -> Panic:
    act, record = said.act, said.record
    return Panic(act.alarm, act.human, record.at, record.human, act.text)


def _is_over(said: Noted[PanicRaised], ended: Iterable[Noted[PanicEnded]]) -> bool:
    never = {"", said.act.human}  # nobody's word is not another human's
    return any(one.record.human not in never and one.saw(said) for one in ended)
