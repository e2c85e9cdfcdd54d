"""Referrals: an institution is asked, and its answer or its silence noted."""

from waystation.casework.entries import ReferralAnswered, ReferralMade
from waystation.casework.terms import Answer
from waystation.desk.case import STAFF, read
from waystation.desk.desk import Desk
from waystation.errors import NotFoundError


def make(
    desk: Desk,
    case_id: str,
    to: str,
    asks: str,
    person_id: str = "",
    withheld: tuple[str, ...] = (),
) -> str:
    """Note that an institution was asked, and what was withheld from it; return its id."""
    with desk.acting():
        desk.require(*STAFF)
        referral = desk.random_id()
        act = ReferralMade(
            referral=referral, person=person_id, to=to, asks=asks, withheld=withheld
        )
        desk.append(desk.find("core", case_id), act)
        return referral


def answered(
    desk: Desk, case_id: str, referral: str, answer: Answer, text: str = ""
) -> None:
    """Note what an institution answered.

    Raises:
        NotFoundError: no such referral was made.
    """
    with desk.acting():
        desk.require(*STAFF)
        if referral not in read(desk, case_id).referrals.made:
            raise NotFoundError("referral.unknown", "no such referral was made")
        act = ReferralAnswered(referral=referral, answer=answer, text=text)
        desk.append(desk.find("core", case_id), act)
