"""After a loss or a complaint: what is known is noted, and nothing is destroyed."""

from collections.abc import Iterable

from waystation.casework import consent as agreed
from waystation.casework import journey as plan
from waystation.casework import loss, procedure, referral, roster
from waystation.casework.consent import Consents
from waystation.casework.entries import LossRecorded, ReferralAnswered, ReferralMade
from waystation.casework.entries.loss import (
    DetentionNoted,
    JourneySealed,
    LastKnownNoted,
    SupportOffered,
    Wanted,
    WishAbout,
    WishNoted,
)
from waystation.casework.loss import Losses
from waystation.casework.referral import Referrals
from waystation.casework.terms import Answer, Role
from waystation.desk import consent, journey
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.errors import ConflictError, FormatError, NotFoundError, NotPermittedError

MAY = (*journey.WORKS_ON_IT, Role.TRUSTEE)
Known = LastKnownNoted | DetentionNoted | WishNoted


def record(desk: Desk, lost: LossRecorded) -> None:
    """Record a loss in the journey, and in the core of the person's case."""
    with desk.acting():
        desk.require(*journey.WORKS_ON_IT)
        opened = journey.journey_cell(desk, lost.journey)
        consent.both(desk, opened, lost.person, lost)


def read(desk: Desk, opened: OpenCell) -> Losses:
    """Return what a journey's cell says of losses."""
    return desk.read(opened, loss.fold, Losses())


def is_sealed(desk: Desk, opened: OpenCell) -> bool:
    """Say whether nothing of a journey may be destroyed: a loss or a complaint stands."""
    return loss.sealed_for_review(read(desk, opened), roster.trustees(desk.roster()))


def seal(desk: Desk, journey_id: str) -> str:
    """Seal a journey for a review, without saying why: one human is enough.

    Raises:
        NotPermittedError: this desk's human does not work on journeys.
    """
    with desk.acting():
        desk.require(*MAY)
        act = JourneySealed(journey=journey_id, seal=desk.random_id())
        return desk.append(journey.journey_cell(desk, journey_id), act)


def note(desk: Desk, known: Known) -> None:
    """Note what is known of somebody, where they are held, or what is wished.

    A wish is noted with the person's consent that stands at this moment beneath it.

    Raises:
        NotFoundError: nobody of that id travels.
        FormatError: nothing is said.
    """
    with desk.acting():
        desk.require(*MAY)
        opened = journey.journey_cell(desk, known.journey)
        _travels(desk, opened, known.person)
        if isinstance(known, LastKnownNoted) and not known.text.strip():
            raise FormatError("loss.empty", "say what is known", where="text")
        if isinstance(known, DetentionNoted) and not known.place.strip():
            message = "say where, or that it is not known"
            raise FormatError("loss.empty", message, where="place")
        desk.append(opened, known)


def consent_beneath(desk: Desk, journey_id: str, person_id: str) -> str:
    """Return the record of the person's consent to the journey; empty where none stands."""
    opened = journey.journey_cell(desk, journey_id)
    said = desk.read(opened, agreed.fold, Consents())
    trustees = roster.trustees(desk.roster())
    stands = agreed.standing(said, person_id, journey_id, trustees)
    return stands.rests_on[0] if stands.stands else ""


def offer_support(desk: Desk, offered: SupportOffered) -> None:
    """Note that somebody of the staff was offered support; never what they said.

    Raises:
        FormatError: nothing was offered.
        NotFoundError: nobody of that id is in the organisation.
    """
    with desk.acting():
        desk.require(*MAY)
        if not offered.offered:
            raise FormatError("loss.empty", "say what was offered", where="offered")
        if roster.human(desk.roster(), offered.to) is None:
            raise NotFoundError("human.unknown", "nobody of that id is in")
        desk.append(journey.journey_cell(desk, offered.journey), offered)


def against(
    desk: Desk, journey_id: str, person_id: str, touches: Iterable[WishAbout]
) -> tuple[WishNoted, ...]:
    """Return the wishes that something of these is not to be done."""
    wished = _wishes(desk, journey_id, person_id, touches)
    return tuple(one for one in wished if one.wanted is Wanted.DO_NOT)


def _wishes(
    desk: Desk, journey_id: str, person_id: str, touches: Iterable[WishAbout]
) -> list[WishNoted]:
    state = read(desk, journey.journey_cell(desk, journey_id))
    return [
        one.act for about in touches for one in loss.wishes_about(state, person_id, about)
    ]


def refer(desk: Desk, journey_id: str, made: ReferralMade) -> str:
    """Note that a procedure or a state was asked, in the journey and the person's case.

    Raises:
        NotFoundError: no such procedure, or nobody of that id travels.
        ConflictError: it is against what the person, or else the family, wishes.
        NotPermittedError: it acts only for who has agreed, and nobody has.
    """
    with desk.acting():
        desk.require(*MAY)
        opened = journey.journey_cell(desk, journey_id)
        _travels(desk, opened, made.person)
        known = procedure.BY_ID.get(made.procedure)
        if made.procedure and known is None:
            raise NotFoundError("procedure.unknown", "no such procedure")
        touches = (WishAbout.AUTHORITIES,) if known is None else known.touches
        if against(desk, journey_id, made.person, touches):
            raise ConflictError("wish.against", "it is against what is wished")
        if known is not None and known.consent_first:
            wished = _wishes(desk, journey_id, made.person, touches)
            if all(one.wanted is not Wanted.DO for one in wished):
                message = "the person or the family has not agreed to it yet"
                raise NotPermittedError("wish.not_asked", message)
        consent.both(desk, opened, made.person, made)
        return made.referral


def answered(
    desk: Desk, journey_id: str, referral_id: str, answer: Answer, text: str = ""
) -> None:
    """Note what was answered to a referral of this journey; silence can be noted too.

    Raises:
        NotFoundError: no such referral was made in it.
    """
    with desk.acting():
        desk.require(*MAY)
        opened = journey.journey_cell(desk, journey_id)
        made = referrals(desk, opened).made.get(referral_id)
        if made is None:
            raise NotFoundError("referral.unknown", "no such referral was made")
        act = ReferralAnswered(referral=referral_id, answer=answer, text=text)
        consent.both(desk, opened, made.act.person, act)


def referrals(desk: Desk, opened: OpenCell) -> Referrals:
    """Return who was asked for the persons of a journey, and what they answered."""
    return desk.read(opened, referral.fold, Referrals())


def _travels(desk: Desk, opened: OpenCell, person_id: str) -> None:
    if person_id not in plan.persons(journey.read(desk, opened)):
        raise NotFoundError("person.unknown", "nobody of that id travels here")
