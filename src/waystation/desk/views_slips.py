"""The slips of a journey and one slip, as a face shows them."""

from dataclasses import dataclass
from datetime import tzinfo

from waystation.casework import journey
from waystation.desk import slip, slip_card, slip_list
from waystation.desk.desk import Desk
from waystation.desk.journey import is_destroyed, journey_cell, read
from waystation.desk.slip_card import Card
from waystation.desk.slip_list import Meeting, Shown
from waystation.desk.views import DeskState, JourneyName
from waystation.desk.views_course import Course
from waystation.desk.views_names import Names
from waystation.errors import ConflictError


@dataclass(frozen=True, slots=True)
class Traveller:
    """Somebody who is to travel."""

    register: str
    name: str


@dataclass(frozen=True, slots=True)
class SlipsView:
    """The meetings of a journey; `page` is where links lead, `goes` whether a go stands.

    `travellers` are those who may choose to give a photograph of themselves.
    """

    desk: DeskState
    journey: JourneyName
    meetings: tuple[Meeting, ...]
    page: str
    goes: bool
    travellers: tuple[Traveller, ...] = ()


@dataclass(frozen=True, slots=True)
class SlipView:
    """One slip: its words, and the QR code of its link where one opens it."""

    desk: DeskState
    journey: JourneyName
    shown: Shown
    card: Card
    qr: str


def slips_view(desk: Desk, state: DeskState, journey_id: str) -> SlipsView:
    """Return the slips of a journey.

    Raises:
        NotFoundError: this desk is in no such journey.
        ConflictError: its places are destroyed, and the slips with them.
    """
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        stands, names = read(desk, opened), Names(desk)
        if is_destroyed(opened, stands):
            raise ConflictError("journey.over", "its slips are destroyed")
        return SlipsView(
            desk=state,
            journey=_name(desk, journey_id),
            meetings=slip_list.meetings(desk, journey_id),
            page=slip.page(desk),
            goes=journey.go_stands(stands) is not None,
            travellers=tuple(
                Traveller(one, names.one(one)) for one in journey.persons(stands)
            ),
        )


def slip_view(
    desk: Desk, state: DeskState, journey_id: str, slip_id: str, zone: tzinfo
) -> SlipView:
    """Return one slip.

    Raises:
        NotFoundError: this desk is in no such journey, or knows no such slip.
    """
    with desk.lock:
        shown = slip_list.one(desk, journey_id, slip_id)
        return SlipView(
            desk=state,
            journey=_name(desk, journey_id),
            shown=shown,
            card=slip_card.card_of(shown, zone),
            qr=slip_card.qr_of(shown.link) if shown.link else "",
        )


def _name(desk: Desk, journey_id: str) -> JourneyName:
    return Course(desk, journey_cell(desk, journey_id), Names(desk)).name
