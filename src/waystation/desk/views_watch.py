"""The check-ins of one journey as their page shows them."""

from dataclasses import dataclass
from datetime import datetime

from waystation.casework import journey as plan
from waystation.casework import trail as trails
from waystation.casework import watch as watches
from waystation.casework.checkin import heard
from waystation.casework.entries import WatchAgreed
from waystation.casework.journey import Journey
from waystation.desk import disarm, journey, slip, trail, watch
from waystation.desk.desk import Desk
from waystation.desk.machinery import PictureAgreed, WatchArmed
from waystation.desk.opened import OpenCell
from waystation.desk.views import DeskState, JourneyName
from waystation.desk.views_course import Course
from waystation.desk.views_names import Names
from waystation.encoding import unb64
from waystation.post.link import spoken_code

CHECK_IN_PAGE = "check-in.html"


@dataclass(frozen=True, slots=True)
class AgreedRow:
    """One agreed check-in; `against` are those who would take it down so far.

    `mine` where this desk's human has said so, or may not: it is their own.
    `code` is what is said aloud for it where nobody can touch a picture. While no relay
    runs it, `waits_for` are whose desks it waits for, and `latest` is until when. `rigid`
    where the relay runs it and no two could take it down there, `refused` where it has not
    taken it yet.
    """

    watch: str
    person: str
    name: str
    number: int
    opens: datetime
    due: datetime
    heard: datetime | None = None
    by_word: bool = False
    over: bool = False
    taken_down: bool = False
    against: tuple[str, ...] = ()
    mine: bool = False
    code: str = ""
    waits_for: tuple[str, ...] = ()
    latest: datetime | None = None
    rigid: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class RehearsedRow:
    """Whether a person has tried their check-in, and was right when they last did.

    `picture` says that one was agreed with them, and never which.
    """

    name: str
    right: bool
    tried: datetime | None = None
    person: str = ""
    picture: bool = False


@dataclass(frozen=True, slots=True)
class SealedView:
    """What is to be read only after silence, and only when two act.

    Attributes:
        possible: whether check-ins are armed, so that silence would send anybody a part.
        sealed: how many texts are.
        outrun: whether one would stay shut at the silence of a check-in armed later.
        may_open: whether silence has sent this desk a part that it has not used.
        opened_by: who acted so far.
        texts: what two have opened.
    """

    possible: bool = False
    sealed: int = 0
    outrun: bool = False
    may_open: bool = False
    opened_by: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckInsView:
    """Every check-in of one journey, by when it is due, and what belongs to them.

    Attributes:
        page: where the page of a journey-only link lies; empty where nobody said it.
        may_agree: whether this desk's human may agree pictures, and make links.
        whose: with whom any can be agreed, as id and name: who travels, then the staff.
    """

    desk: DeskState
    journey: JourneyName
    rows: tuple[AgreedRow, ...] = ()
    rehearsed: tuple[RehearsedRow, ...] = ()
    sealed: SealedView = SealedView()
    page: str = ""
    may_agree: bool = False
    whose: tuple[tuple[str, str], ...] = ()


def check_ins_view(desk: Desk, state: DeskState, journey_id: str) -> CheckInsView:
    """Return them.

    Raises:
        NotFoundError: this desk is in no such journey.
        ConflictError: it is over.
    """
    with desk.lock:
        opened = journey.journey_cell(desk, journey_id)
        journey.require_going(desk, opened)
        names = Names(desk)
        course = Course(desk, opened, names)
        pictures = {one.person for one in opened.in_order(PictureAgreed)}
        every = sorted(course.state.watches.agreed.values(), key=lambda one: one.act.due)
        at_relay = AtRelay(desk, opened)
        return CheckInsView(
            desk=state,
            journey=course.name,
            rows=tuple(_row(desk, course.state, names, one.act, at_relay) for one in every),
            rehearsed=tuple(
                _rehearsed(course.state, names, one, picture=one in pictures)
                for one in _watched_over(desk, course.state, pictures)
            ),
            sealed=_sealed(desk, opened, names),
            page=check_in_page(desk),
            may_agree=desk.has_role(*journey.WORKS_ON_IT),
            whose=tuple(
                (one, names.one(one)) for one in journey.watched(desk, course.state)
            ),
        )


def _watched_over(desk: Desk, state: Journey, pictures: set[str]) -> list[str]:
    """Return who travels, and whoever of the staff goes along or is watched over."""
    known = {one.act.person for one in state.watches.agreed.values()} | pictures
    travelling = plan.persons(state)
    return [
        one
        for one in journey.watched(desk, state)
        if one in travelling or one in known or one in plan.needs(state)
    ]


def check_in_page(desk: Desk) -> str:
    """Return where check-ins are opened: `make pages` puts them beside each other."""
    folder, _, _ = slip.page(desk).rpartition("/")
    return f"{folder}/{CHECK_IN_PAGE}" if folder else ""


def _sealed(desk: Desk, opened: OpenCell, names: Names) -> SealedView:
    state = trail.read(desk, opened)
    acted = [one.record.human for group in state.released.values() for one in group]
    return SealedView(
        possible=trails.newest_key(state) is not None,
        sealed=len(trails.texts(state)),
        outrun=trail.is_outrun(desk, opened),
        may_open=bool(trail.held(desk, opened.register)) and desk.human not in acted,
        opened_by=names.many(acted),
        texts=tuple(trail.opened_texts(desk, opened)),
    )


class AtRelay:
    """Which watches of a journey the relay runs, and what the others wait for."""

    def __init__(self, desk: Desk, opened: OpenCell) -> None:
        self.waiting = {
            one.agreed.act.watch: one for one in watch.waiting(desk, opened) if one.lacks
        }
        self.refused = watch.refused(desk)
        self._armed = {note.watch: note for note in opened.notes(WatchArmed)}

    def is_rigid(self, watch_id: str) -> bool:
        """Say whether it was armed before two could take it down."""
        armed = self._armed.get(watch_id)
        return armed is not None and len(armed.by) < watches.TO_DISARM


def _row(
    desk: Desk, state: Journey, names: Names, one: WatchAgreed, at_relay: AtRelay
) -> AgreedRow:
    waits = at_relay.waiting.get(one.watch)
    was_heard = heard(state.check_ins, one)
    against = [said.record.human for said in state.watches.disarming.get(one.watch, ())]
    return AgreedRow(
        watch=one.watch,
        person=one.person,
        name=names.one(one.person),
        number=one.number,
        opens=one.opens,
        due=one.due,
        heard=was_heard.act.heard_at if was_heard else None,
        by_word=was_heard is not None and was_heard.act.quoted is None,
        over=watches.deadline(one) <= desk.now(),
        taken_down=bool(watches.disarmed_by(state.watches, one.watch)),
        against=names.many(against),
        mine=desk.human in (*against, one.person),
        code=spoken_code(unb64(one.check_in_hash)) if disarm.is_sound(one) else "",
        waits_for=names.many(waits.lacks) if waits else (),
        latest=waits.latest if waits else None,
        rigid=at_relay.is_rigid(one.watch),
        refused=one.watch in at_relay.refused,
    )


def _rehearsed(state: Journey, names: Names, person: str, *, picture: bool) -> RehearsedRow:
    tried = state.watches.rehearsals.get(person, ())
    right = watches.rehearsed(state.watches, person) is not None
    last = tried[-1].act.at if tried else None
    return RehearsedRow(names.one(person), right, last, person, picture)
