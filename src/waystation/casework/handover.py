"""Handovers: two parties meet, and it took place when both say so.

It is proved when a signed letter of each side names the words that the other side was to
say; what a desk typed down confirms and proves nothing. Words that are not the other's
confirm nothing either: somebody met somebody else. Source: spec/slip.md S-8.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act, HandoverConfirmed, HandoverPlanned
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import How, Record
from waystation.encoding import spoken


class Handovers(Struct, frozen=True):
    """What was planned and what each side confirmed, by handover."""

    planned: Newest[HandoverPlanned] = Table()
    confirmed: Group[HandoverConfirmed] = Table()


def fold(state: Handovers, record: Record, act: Act) -> Handovers:
    """Add one act of a journey."""
    match act:
        case HandoverPlanned():
            planned = newest(state.planned, act.handover, Noted(record, act))
            return replace(state, planned=planned)
        case HandoverConfirmed():
            confirmed = gather(state.confirmed, act.handover, Noted(record, act))
            return replace(state, confirmed=confirmed)
        case _:
            return state


def read(records: Iterable[Record]) -> Handovers:
    """Fold a journey from its beginning."""
    return run(fold, Handovers(), records)


def parties(state: Handovers, handover: str) -> frozenset[str]:
    """Return the two sides of the plan as it is now; nobody where none is planned."""
    planned = state.planned.get(handover)
    return frozenset() if planned is None else frozenset(_sides(planned.act))


def confirmed_by(state: Handovers, handover: str) -> frozenset[str]:
    """Return which parties of the plan as it is now have confirmed."""
    planned = state.planned.get(handover)
    if planned is None:
        return frozenset()
    said = {
        one.act.by
        for one in state.confirmed.get(handover, ())
        if not _is_wrong(planned.act, one.act)
    }
    return parties(state, handover) & said


def took_place(state: Handovers, handover: str) -> bool:
    """Say whether both sides confirmed; nobody meets themselves."""
    sides = parties(state, handover)
    return len(sides) == 2 and confirmed_by(state, handover) == sides


def proved_by(state: Handovers, handover: str) -> frozenset[str]:
    """Return the parties whose own signed letter names what the other was to say."""
    planned = state.planned.get(handover)
    if planned is None:
        return frozenset()
    to_hear = words_to_hear(planned.act)
    return frozenset(
        one.act.by
        for one in state.confirmed.get(handover, ())
        if one.act.how is How.LETTER
        and one.act.quoted is not None
        and to_hear.get(one.act.by)
        and spoken(one.act.word) == spoken(to_hear[one.act.by])
    )


def proved(state: Handovers, handover: str) -> bool:
    """Say whether each side has entered the other's words, in a letter it signed."""
    sides = parties(state, handover)
    return len(sides) == 2 and proved_by(state, handover) == sides


def wrong_words(state: Handovers, handover: str) -> tuple[Noted[HandoverConfirmed], ...]:
    """Return the confirmations that name words which the other side was not to say."""
    planned = state.planned.get(handover)
    if planned is None:
        return ()
    said = state.confirmed.get(handover, ())
    return tuple(one for one in said if _is_wrong(planned.act, one.act))


def is_with_oneself(act: Act) -> bool:
    """Say whether a meeting is planned at which one party is both sides."""
    return isinstance(act, HandoverPlanned) and not act.dropped and act.gives == act.takes


def words_to_hear(planned: HandoverPlanned) -> dict[str, str]:
    """Return by party what the other side says: `gives` says the word, `takes` answers."""
    return {planned.gives: planned.answer, planned.takes: planned.word}


def _sides(planned: HandoverPlanned) -> tuple[str, str]:
    return planned.gives, planned.takes


def _is_wrong(planned: HandoverPlanned, said: HandoverConfirmed) -> bool:
    to_hear = words_to_hear(planned).get(said.by, "")
    return bool(said.word and to_hear) and spoken(said.word) != spoken(to_hear)
