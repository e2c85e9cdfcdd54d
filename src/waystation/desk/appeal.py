"""Appeals: received, graded, and their urgency stated with reasons and seen by two."""

from datetime import datetime

from waystation.casework.entries import (
    AppealGraded,
    AppealReceived,
    UrgencySeen,
    UrgencyStated,
)
from waystation.casework.terms import FirstHand, InformationGrade, SourceGrade, Urgency
from waystation.desk.case import STAFF, read
from waystation.desk.desk import Desk
from waystation.errors import NotFoundError


def receive(  # who asks, over what, for whom, and who owns it
    desk: Desk,
    case_id: str,
    channel: str,
    text: str,
    *,
    from_whom: FirstHand = FirstHand.PERSON,
    who: str = "",
) -> str:
    """Note that somebody asks for help; this desk's human owns it from now on."""
    with desk.acting():
        desk.require(*STAFF)
        appeal = desk.random_id()
        desk.append(
            desk.find("core", case_id),
            AppealReceived(
                appeal=appeal,
                channel=channel,
                from_whom=from_whom,
                text=text,
                who=who,
                owner=desk.human,
            ),
        )
        return appeal


def grade(  # source and information are judged apart, with a reason
    desk: Desk,
    case_id: str,
    appeal: str,
    source: SourceGrade,
    information: InformationGrade,
    reason: str,
) -> None:
    """Judge source and information, each for itself."""
    with desk.acting():
        desk.require(*STAFF)
        act = AppealGraded(
            appeal=appeal, source=source, information=information, reason=reason
        )
        desk.append(desk.find("core", case_id), act)


def state_urgency(
    desk: Desk,
    case_id: str,
    appeal: str,
    level: Urgency,
    reasons: tuple[str, ...],
    before: datetime | None = None,
) -> str:
    """State how urgent it is and why; it counts once a second human has seen it."""
    with desk.acting():
        desk.require(*STAFF)
        urgency = desk.random_id()
        act = UrgencyStated(
            urgency=urgency, appeal=appeal, level=level, reasons=reasons, before=before
        )
        desk.append(desk.find("core", case_id), act)
        return urgency


def see_urgency(desk: Desk, case_id: str, appeal: str) -> None:
    """Note that this desk's human has read an urgency and its reasons.

    Raises:
        NotFoundError: none was stated.
    """
    with desk.acting():
        desk.require(*STAFF)
        stated = read(desk, case_id).appeals.urgency.get(appeal)
        if stated is None:
            raise NotFoundError("urgency.unknown", "no urgency was stated")
        act = UrgencySeen(urgency=stated.act.urgency, act=stated.record.id)
        desk.append(desk.find("core", case_id), act)
