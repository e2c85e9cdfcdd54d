"""Referrals: an institution is asked, and what it answered, silence included."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act, ReferralAnswered, ReferralMade
from waystation.casework.noted import Newest, Noted, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Answer, Record


class Referrals(Struct, frozen=True):
    """Referrals and the newest answer to each, by referral."""

    made: Newest[ReferralMade] = Table()
    answered: Newest[ReferralAnswered] = Table()


def fold(state: Referrals, record: Record, act: Act) -> Referrals:
    """Add one act of a core case."""
    match act:
        case ReferralMade():
            return replace(state, made=newest(state.made, act.referral, Noted(record, act)))
        case ReferralAnswered():
            answered = newest(state.answered, act.referral, Noted(record, act))
            return replace(state, answered=answered)
        case _:
            return state


def read(records: Iterable[Record]) -> Referrals:
    """Fold a core case from its beginning."""
    return run(fold, Referrals(), records)


def answer(state: Referrals, referral: str) -> Answer:
    """Return what was answered; no answer until there is one."""
    noted = state.answered.get(referral)
    return Answer.NO_ANSWER if noted is None else noted.act.answer
