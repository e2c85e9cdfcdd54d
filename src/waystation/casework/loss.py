"""After a loss: what is known, where a person is said to be held, what is wished.

After a loss or a complaint everything of the journey is kept sealed for the review. One
human is enough to seal; two undo it by closing the review, one of them an outside trustee.
"""

from collections.abc import Iterable
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.approval import Approvals, complete
from waystation.casework.approval import fold as fold_approvals
from waystation.casework.entries import Act, LetterQuoted, LossRecorded
from waystation.casework.entries.loss import (
    DetentionNoted,
    JourneySealed,
    LastKnownNoted,
    SupportOffered,
    WishAbout,
    WishNoted,
    WishOf,
)
from waystation.casework.entries.review import ReviewClosed
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record

TO_CLOSE = 2


class Losses(Struct, frozen=True):
    """By person who is lost; facts, detentions, wishes and support offered by their ids.

    `sealed` and `closed` are all acts of that kind, `complaints` letters that say so.
    """

    lost: Group[LossRecorded] = Table()
    facts: Newest[LastKnownNoted] = Table()
    detained: Newest[DetentionNoted] = Table()
    wishes: Newest[WishNoted] = Table()
    support: Newest[SupportOffered] = Table()
    sealed: Group[JourneySealed] = Table()
    complaints: Group[LetterQuoted] = Table()
    closed: Group[ReviewClosed] = Table()
    approvals: Approvals = Approvals()


def fold(state: Losses, record: Record, act: Act) -> Losses:
    """Add one act of a journey."""
    match act:
        case LossRecorded():
            return replace(state, lost=gather(state.lost, act.person, Noted(record, act)))
        case JourneySealed():
            return replace(state, sealed=gather(state.sealed, "", Noted(record, act)))
        case LetterQuoted(letter_kind="complaint"):
            complaints = gather(state.complaints, "", Noted(record, act))
            return replace(state, complaints=complaints)
        case ReviewClosed():
            return replace(state, closed=gather(state.closed, "", Noted(record, act)))
        case _:
            return _fold_known(state, record, act)


def _fold_known(state: Losses, record: Record, act: Act) -> Losses:
    match act:
        case LastKnownNoted():
            return replace(state, facts=newest(state.facts, act.fact, Noted(record, act)))
        case DetentionNoted():
            detained = newest(state.detained, act.detention, Noted(record, act))
            return replace(state, detained=detained)
        case WishNoted():
            return replace(state, wishes=newest(state.wishes, act.wish, Noted(record, act)))
        case SupportOffered():
            return replace(
                state, support=newest(state.support, act.word, Noted(record, act))
            )
        case _:
            approvals = fold_approvals(state.approvals, record, act)
            if approvals is state.approvals:
                return state
            return replace(state, approvals=approvals)


def read(records: Iterable[Record]) -> Losses:
    """Fold a journey from its beginning."""
    return run(fold, Losses(), records)


def sealed_for_review(state: Losses, trustees: frozenset[str]) -> bool:
    """Say whether nothing of the journey may be destroyed.

    True where somebody is lost, a complaint stands, or a human sealed it, unless two
    closed the review who had seen it, one of them one of the outside `trustees`.
    """
    closings = [one for one in state.closed.get("", ()) if _agreed(state, one, trustees)]
    return any(not any(end.saw(one) for end in closings) for one in _causes(state))


def is_open(state: Losses) -> bool:
    """Say whether there is anything that a review could be about."""
    return any(True for _ in _causes(state))


def closing(state: Losses, trustees: frozenset[str]) -> Noted[ReviewClosed] | None:
    """Return the newest act of closing that one has signed and not yet two."""
    for one in reversed(state.closed.get("", ())):
        if not _agreed(state, one, trustees):
            return one
    return None


def _causes(state: Losses) -> Iterable[Noted[Act]]:
    return chain(
        chain.from_iterable(state.lost.values()),
        state.sealed.get("", ()),
        state.complaints.get("", ()),
    )


def _agreed(
    state: Losses, one: Noted[ReviewClosed], trustees: frozenset[str]
) -> tuple[Noted[Act], ...]:
    given: tuple[Noted[Act], ...] = (one, *state.approvals.given.get(one.record.id, ()))
    refused = state.approvals.refused.get(one.record.id, ())
    signed = complete(given, refused, need=TO_CLOSE)
    by = {each.record.human for each in signed}
    return signed if one.record.human in by and by & trustees else ()


def wishes_about(
    state: Losses, person: str, about: WishAbout
) -> tuple[Noted[WishNoted], ...]:
    """Return the wishes that count about something, the person's own where there is one.

    Of what one of them said, the last counts.
    """
    last: dict[tuple[str, str], Noted[WishNoted]] = {}
    for one in sorted(state.wishes.values(), key=lambda one: one.order):
        if (one.act.person, one.act.about) == (person, about) and not one.act.over:
            last[one.act.whose, one.act.who] = one
    own = [one for one in last.values() if one.act.whose is WishOf.PERSON]
    return tuple(own or last.values())


def log(state: Losses, person: str) -> tuple[Noted[DetentionNoted], ...]:
    """Return the detention log of a person, by when each is said to have begun."""
    found = [one for one in state.detained.values() if one.act.person == person]
    return tuple(
        sorted(
            found,
            key=lambda one: (one.act.since or one.act.seen or one.record.at, one.order),
        )
    )


def known(state: Losses, person: str) -> tuple[Noted[LastKnownNoted], ...]:
    """Return what is known of a person; what has no time stands where it was noted."""
    found = [one for one in state.facts.values() if one.act.person == person]
    return tuple(sorted(found, key=lambda one: (one.act.at or one.record.at, one.order)))
