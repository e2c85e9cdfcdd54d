"""Slips as a desk shows them: for which meeting, to whom, and how they stand."""

from msgspec import Struct

from waystation.casework import handover, journey, photograph, slip
from waystation.casework.entries import HandoverPlanned
from waystation.casework.entries.slip import SlipMade
from waystation.casework.photograph import Choice
from waystation.casework.slip import DEAD, SlipState
from waystation.casework.terms import SlipForm
from waystation.desk.desk import Desk
from waystation.desk.journey import journey_cell, read
from waystation.desk.opened import OpenCell
from waystation.desk.slip import page, slips_of
from waystation.desk.slip_letters import side_of
from waystation.desk.slip_photograph import choices_of
from waystation.desk.views_names import Names
from waystation.encoding import unb64
from waystation.errors import FormatError, NotFoundError
from waystation.post.slip import link


class Shown(Struct, frozen=True):
    """A slip as the desk shows it; `hear` is what the other side says.

    `link` is empty where nothing opens it any more; `shows` names whose photograph it
    carries, and is empty where it carries none.
    """

    made: SlipMade
    state: SlipState
    name: str
    side: str
    hear: str
    link: str
    shows: str = ""


class Chosen(Struct, frozen=True):
    """Whether a person chose that a party sees their face; `mine` was the first word."""

    choice: Choice
    person: str
    mine: bool


class Party(Struct, frozen=True):
    """One side of a meeting, and how far it has said that it took place."""

    register: str
    name: str
    said: bool
    proved: bool
    slips: tuple[Shown, ...]
    chosen: tuple[Chosen, ...] = ()

    @property
    def newest(self) -> Shown | None:
        """Return the slip that was made last."""
        return self.slips[-1] if self.slips else None


class Meeting(Struct, frozen=True):
    """A handover of the plan, with its two sides and their slips."""

    planned: HandoverPlanned
    parties: tuple[Party, ...]
    took_place: bool
    proved: bool
    wrong_words: bool


def meetings(desk: Desk, journey_id: str) -> tuple[Meeting, ...]:
    """Return the handovers of a journey as they are planned, the earliest first."""
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        reading = _Reading(desk, opened)
        planned = [one.act for one in journey.handovers(read(desk, opened))]
        planned.sort(key=lambda one: (one.window.opens, one.handover))
        return tuple(reading.meeting(one) for one in planned)


def listed(desk: Desk, journey_id: str) -> tuple[Shown, ...]:
    """Return the slips of a journey in the order in which they were made."""
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        slips, reading = slips_of(desk, opened), _Reading(desk, opened)
        every = sorted(slips.made.values(), key=lambda one: one.order)
        return tuple(reading.shown(one.act) for one in every)


def one(desk: Desk, journey_id: str, slip_id: str) -> Shown:
    """Return one slip as the desk shows it.

    Raises:
        NotFoundError: no such slip.
    """
    for shown in listed(desk, journey_id):
        if shown.made.slip == slip_id:
            return shown
    raise NotFoundError("slip.unknown", "no such slip here")


class _Reading:
    """What is read once for all slips of a journey."""

    def __init__(self, desk: Desk, opened: OpenCell) -> None:
        self._state = read(desk, opened)
        self._slips = slips_of(desk, opened)
        self._choices = choices_of(desk, opened)
        self._me = desk.human
        self._names = Names(desk)
        self._page = page(desk)
        self._now = desk.now()

    def meeting(self, planned: HandoverPlanned) -> Meeting:
        said, of = self._state.handovers, planned.handover
        confirmed, proved = handover.confirmed_by(said, of), handover.proved_by(said, of)
        sides = dict.fromkeys((planned.gives, planned.takes))
        return Meeting(
            planned=planned,
            parties=tuple(
                Party(
                    register=one,
                    name=self._names.one(one),
                    said=one in confirmed,
                    proved=one in proved,
                    slips=self._of(of, one),
                    chosen=self._chosen(of, one),
                )
                for one in sides
            ),
            took_place=handover.took_place(said, of),
            proved=handover.proved(said, of),
            wrong_words=bool(handover.wrong_words(said, of)),
        )

    def shown(self, made: SlipMade) -> Shown:
        planned = self._state.handovers.planned.get(made.handover)
        stands = slip.standing(self._slips, made.slip, self._now)
        opens = made.form is SlipForm.LINK and self._page and stands not in DEAD
        secret = _secret(made)
        return Shown(
            made=made,
            state=stands,
            name=self._names.one(made.party),
            side=side_of(self._state, planned.act, made.party) if planned else "",
            hear=handover.words_to_hear(planned.act).get(made.party, "") if planned else "",
            link=link(self._page, secret) if opens and secret else "",
            shows=(self._names.one(made.shows) or made.shows) if made.shows else "",
        )

    def _chosen(self, meeting: str, party: str) -> tuple[Chosen, ...]:
        return tuple(
            Chosen(one, self._names.one(one.person), one.by == self._me)
            for one in photograph.for_party(self._choices, meeting, party)
        )

    def _of(self, meeting: str, party: str) -> tuple[Shown, ...]:
        made = slip.of_handover(self._slips, meeting)
        return tuple(self.shown(one.act) for one in made if one.act.party == party)


def _secret(made: SlipMade) -> bytes:
    """Return what opens a slip; nothing where somebody wrote what is none."""
    try:
        return unb64(made.secret)
    except FormatError:
        return b""
