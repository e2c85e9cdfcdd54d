"""Check-ins: by the person's letter, or spoken and typed by a desk.

What a picture means only the desk knows. After a check-in as many frames of the same
class follow whatever it meant, so that the relay sees no difference; the person's page
never shows any.
"""

from waystation.casework import journey, watch
from waystation.casework.entries import (
    Act,
    AlarmRaised,
    CheckInReceived,
    HoldPlaced,
    WatchAgreed,
    body_of,
)
from waystation.casework.hold import tags_of
from waystation.casework.journey import Journey
from waystation.casework.terms import AlarmCause, How, RaisedBy, Wellness
from waystation.casework.watch import Watches
from waystation.desk import board, helper
from waystation.desk.correspondence import quote
from waystation.desk.desk import Desk
from waystation.desk.journey import WORKS_ON_IT, journey_cell
from waystation.desk.machinery import Filler, PictureAgreed
from waystation.desk.opened import OpenCell
from waystation.encoding import to_json
from waystation.errors import FormatError, NotFoundError
from waystation.post.letter import Letter


def received(desk: Desk, opened: OpenCell, person_id: str, letter: Letter) -> None:
    """Note a check-in that came by the person's own letter. Inside `acting()`.

    Raises:
        FormatError: the letter names no agreed check-in.
    """
    number, picture = letter.body.get("number"), letter.body.get("picture")
    if type(number) is not int or type(picture) is not int:
        raise FormatError("letter.check_in", "a check-in names its number and picture")
    agreed = _agreed(desk, opened, person_id, number)
    meant = meaning(opened, person_id, picture)
    desk.append(
        opened,
        CheckInReceived(
            journey=opened.register,
            watch=agreed.watch,
            person=person_id,
            how=How.LETTER,
            wellness=meant,
            heard_at=letter.at,
            quoted=quote(letter),
        ),
    )
    if meant is Wellness.WELL:
        _fill(desk, opened, agreed.watch)


def _fill(desk: Desk, opened: OpenCell, watch_id: str) -> None:
    """Append what looks from outside like the alarm and the hold of a duress."""
    registers = board.everything(desk.read(opened, journey.fold, Journey(opened.register)))
    kin = helper.kin(desk)
    about = tuple(registers.union(*(kin.get(one, ()) for one in registers)))
    alarm = AlarmRaised(
        alarm=watch_id,
        journey=opened.register,
        cause=AlarmCause.UNDER_DURESS,
        by=RaisedBy.RULE,
        about=about,
        rests_on=(watch_id * 2,),
    )
    desk.append(opened, Filler(pad=_as_long_as(alarm)))
    shared = board.board_cell(desk)
    if shared is not None and about:
        tags = tuple(sorted(tags_of(about, board.tags_of(desk, about))))
        hold = HoldPlaced(
            hold=watch_id, tags=tags, cause=AlarmCause.UNDER_DURESS, since=desk.now()
        )
        desk.append(shared, Filler(pad=_as_long_as(hold)))


def _as_long_as(act: Act) -> str:
    return "." * len(to_json(body_of(act)))


def spoken(
    desk: Desk, journey_id: str, person_id: str, number: int, wellness: Wellness
) -> None:
    """Note a check-in that was spoken: a worker's word, and marked as that.

    Raises:
        NotFoundError: no such check-in was agreed.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT)
        opened = journey_cell(desk, journey_id)
        agreed = _agreed(desk, opened, person_id, number)
        act = CheckInReceived(
            journey=journey_id,
            watch=agreed.watch,
            person=person_id,
            how=How.ASSERTION,
            wellness=wellness,
            heard_at=desk.now().replace(microsecond=0),
        )
        desk.append(opened, act)


def meaning(opened: OpenCell, person_id: str, picture: int) -> Wellness:
    """Return what a picture means: any but the agreed one means duress."""
    pictures = [one for one in opened.notes(PictureAgreed) if one.person == person_id]
    if pictures and pictures[-1].picture == picture:
        return Wellness.WELL
    return Wellness.UNDER_DURESS


def _agreed(desk: Desk, opened: OpenCell, person_id: str, number: int) -> WatchAgreed:
    for noted in desk.read(opened, watch.fold, Watches()).agreed.values():
        if noted.act.person == person_id and noted.act.number == number:
            return noted.act
    raise NotFoundError("watch.unknown", "no such check-in was agreed")
