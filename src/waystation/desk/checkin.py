"""Check-ins: by the person's letter, or spoken and typed by a desk.

What a picture means only the desk knows. After a check-in as many frames of the same
class follow whatever it meant, at a moment that tells nothing (`quiet`), so that the relay
sees no difference; the person's page never shows any.
"""

from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework import journey as plan
from waystation.casework import watch
from waystation.casework.consequences import Append, PlaceHold, consequences
from waystation.casework.entries import (
    Act,
    CheckInReceived,
    Quotation,
    WatchAgreed,
    body_of,
    decode,
)
from waystation.casework.entries.watch import WatchRehearsed
from waystation.casework.journey import Journey
from waystation.casework.picture import picture_of
from waystation.casework.terms import How, Role, Wellness
from waystation.casework.watch import Watches
from waystation.desk import board, helper, journey, quiet, watchkeeper
from waystation.desk.correspondence import quote
from waystation.desk.desk import Desk
from waystation.desk.journey import WORKS_ON_IT, journey_cell
from waystation.desk.machinery import Filler, PictureAgreed
from waystation.desk.opened import OpenCell
from waystation.encoding import to_json, unb64
from waystation.errors import FormatError, NotFoundError, RuleError
from waystation.post.letter import Letter
from waystation.post.link import spoken_code

AHEAD = timedelta(minutes=5)
"""How far a phone's clock may be ahead of a desk's for what it says to be believed."""


def received(desk: Desk, opened: OpenCell, person_id: str, letter: Letter) -> None:
    """Note a check-in that came by the person's own letter. Inside `acting()`.

    Raises:
        FormatError: the letter names no agreed check-in.
    """
    number, picture = letter.body.get("number"), letter.body.get("picture")
    if type(number) is not int or type(picture) is not int:
        raise FormatError("letter.check_in", "a check-in names its number and picture")
    every = _numbered(desk, opened, person_id, number)
    agreed = next((one for one in every if _is_in_time(one, letter.at)), every[0])
    meant = meaning(opened, person_id, picture)
    quoted = quote(letter)
    _note(desk, opened, agreed, _Heard(meant, How.LETTER, letter.at, quoted))


def said(
    desk: Desk, journey_id: str, person_id: str, number: int, code: str, word: str
) -> None:
    """Note a check-in that was spoken: the code of this one, and the word of a picture.

    What comes back is the same whatever the word meant: it may be read on a screen that
    others see, or aloud.

    Raises:
        NotFoundError: no such check-in was agreed.
        RuleError: the code is not that of this check-in, or the word is of no picture.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT, Role.TRUSTEE)
        opened = journey_cell(desk, journey_id)
        every = _numbered(desk, opened, person_id, number)
        picture = picture_of(word)
        if picture is None:
            raise RuleError("check_in.word", "the word is of none of the six pictures")
        agreed = next((one for one in every if _is_code_of(one, code)), None)
        if agreed is None:
            raise RuleError("check_in.code", "the code is not the one of this check-in")
        meant = meaning(opened, person_id, picture)
        _note(desk, opened, agreed, _Heard(meant, How.ASSERTION, desk.now()))
        watchkeeper.keep(desk, opened)


class _Heard(Struct, frozen=True):
    """What a sign of life meant, how it came, and when it was given."""

    wellness: Wellness
    how: How
    at: datetime
    quoted: Quotation | None = None


def _note(desk: Desk, opened: OpenCell, agreed: WatchAgreed, heard: _Heard) -> None:
    """Append a check-in, or a rehearsal of one where nobody has decided to go yet.

    One that is dated ahead is of when it came: otherwise whoever has the link for a moment
    could answer every window to come.
    """
    quiet.begin(desk)
    ahead = heard.at > desk.now() + AHEAD
    at = (desk.now() if ahead else heard.at).replace(microsecond=0)
    if _rehearses(journey.read(desk, opened), agreed, max(at, desk.now())):
        rehearsed = WatchRehearsed(
            journey=opened.register,
            person=agreed.person,
            right=heard.wellness is Wellness.WELL,
            how=heard.how,
            at=at,
            quoted=heard.quoted,
        )
        desk.append(opened, rehearsed)
        return
    received_now = CheckInReceived(
        journey=opened.register,
        watch=agreed.watch,
        person=agreed.person,
        how=heard.how,
        wellness=heard.wellness,
        heard_at=at,
        quoted=heard.quoted,
    )
    before = journey.read(desk, opened)
    desk.append(opened, received_now)
    if heard.wellness is Wellness.WELL:
        _fill(desk, opened, before)


def _rehearses(state: Journey, watch: WatchAgreed, at: datetime) -> bool:
    """Say whether nothing has begun yet: a journey by a go, staff's own by their times.

    From the first of their times on they may be taken, also between two of them. A letter
    that is heard later, or whose phone's clock is slow, is no rehearsal either.
    """
    if plan.was_decided(state):
        return False
    every = (one.act for one in state.watches.agreed.values())
    theirs = [one.opens for one in every if one.staff and one.person == watch.person]
    return not watch.staff or at < min(theirs)


def _digits(code: str) -> str:
    return "".join(one for one in code if one.isdecimal())


def _fill(desk: Desk, opened: OpenCell, before: Journey) -> None:
    """Append what looks from outside like all that a duress would have brought about.

    It is asked what would follow from the same entry if it meant duress, so that number,
    order, cells and sizes are those of the alarm and its holds. `before` is the journey
    without the entry.
    """
    entry = opened.of_kind(CheckInReceived.kind)[-1]
    act = decode(entry.kind, entry.body)
    assert isinstance(act, CheckInReceived)  # noqa: S101 -- it has just been written
    forced = plan.fold(before, entry, replace(act, wellness=Wellness.UNDER_DURESS))
    around, kin = journey.around(desk, forced), helper.kin(desk)
    outstanding = consequences(before, around, kin)
    for one in consequences(forced, around, kin):
        if one in outstanding:
            continue
        if isinstance(one, Append):
            desk.append(opened, _as_long_as(one.act))
        elif isinstance(one, PlaceHold):
            shared = board.board_cell(desk)
            if shared is not None and desk.may_write(shared):
                desk.append(shared, _as_long_as(watchkeeper.placed_for(desk, one)))


def _as_long_as(act: Act) -> Filler:
    """Return what makes an entry of the same length: a byte more may be another class."""
    wanted = len(act.kind) + len(to_json(body_of(act)))
    least = len(Filler.kind) + len(to_json({"pad": ""}))
    return Filler(pad="." * (wanted - least))


def meaning(opened: OpenCell, person_id: str, picture: int) -> Wellness:
    """Return what a picture means: any but the agreed one means duress."""
    pictures = [one for one in opened.in_order(PictureAgreed) if one.person == person_id]
    if pictures and pictures[-1].picture == picture:
        return Wellness.WELL
    return Wellness.UNDER_DURESS


def agreed_by_number(
    desk: Desk, opened: OpenCell, person_id: str, number: int
) -> WatchAgreed:
    """Return a check-in that was agreed with a person.

    Raises:
        NotFoundError: no such check-in was agreed.
    """
    return _numbered(desk, opened, person_id, number)[0]


def _numbered(
    desk: Desk, opened: OpenCell, person_id: str, number: int
) -> list[WatchAgreed]:
    """Return those of a number, the first due first: a link's and a consent's may share it.

    Raises:
        NotFoundError: no such check-in was agreed.
    """
    every = desk.read(opened, watch.fold, Watches()).agreed.values()
    agreed = (one.act for one in every if one.act.person == person_id)
    found = [one for one in agreed if one.number == number]
    if not found:
        raise NotFoundError("watch.unknown", "no such check-in was agreed")
    return sorted(found, key=lambda one: (one.due, one.watch))


def _is_in_time(one: WatchAgreed, at: datetime) -> bool:
    return one.opens <= at <= watch.deadline(one)


def _is_code_of(one: WatchAgreed, code: str) -> bool:
    hashed = one.check_in_hash
    return bool(hashed) and _digits(code) == spoken_code(unb64(hashed))
