"""Slips as a desk shows them: to whom, how they stand, what opens them."""

from msgspec import Struct

from waystation.casework import handover, person, slip
from waystation.casework.entries.slip import SlipMade
from waystation.casework.journey import Journey
from waystation.casework.person import Persons
from waystation.casework.slip import Slips, SlipState
from waystation.casework.terms import SlipForm
from waystation.desk import helper
from waystation.desk.desk import Desk
from waystation.desk.journey import journey_cell, read
from waystation.desk.opened import OpenCell
from waystation.desk.slip import page, slips_of
from waystation.encoding import unb64
from waystation.errors import NotFoundError
from waystation.post.slip import link


class Shown(Struct, frozen=True):
    """A slip as the desk shows it; `hear` is what the other side says."""

    made: SlipMade
    state: SlipState
    name: str
    side: str
    hear: str
    link: str
    proved: bool
    took_place: bool


def listed(desk: Desk, journey_id: str) -> tuple[Shown, ...]:
    """Return the slips of a journey, by handover and as they were made."""
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        state = read(desk, opened)
        slips = slips_of(desk, opened)
        where = page(desk)
        every = sorted(slips.made.values(), key=lambda one: one.order)
        return tuple(_shown(desk, opened, state, slips, one.act, where) for one in every)


def one(desk: Desk, journey_id: str, slip_id: str) -> Shown:
    """Return one slip as the desk shows it.

    Raises:
        NotFoundError: no such slip.
    """
    for shown in listed(desk, journey_id):
        if shown.made.slip == slip_id:
            return shown
    raise NotFoundError("slip.unknown", "no such slip here")


def _shown(  # everything that was read once for all of them
    desk: Desk, opened: OpenCell, state: Journey, slips: Slips, made: SlipMade, where: str
) -> Shown:
    planned = state.handovers.planned.get(made.handover)
    known = planned is not None
    hear = handover.words_to_hear(planned.act).get(made.party, "") if planned else ""
    gives = known and planned is not None and planned.act.gives == made.party
    linked = made.form is SlipForm.LINK and bool(where)
    return Shown(
        made=made,
        state=slip.standing(slips, made.slip, desk.now()),
        name=_name(desk, opened, made.party),
        side="gives" if gives else "takes",
        hear=hear,
        link=link(where, unb64(made.secret)) if linked else "",
        proved=handover.proved(state.handovers, made.handover),
        took_place=handover.took_place(state.handovers, made.handover),
    )


def _name(desk: Desk, opened: OpenCell, register: str) -> str:
    noted = desk.read(opened, person.fold, Persons()).noted.get(register)
    if noted is not None:
        return noted.act.name
    known = helper.all_noted(desk).get(register)
    return "" if known is None else known.name
