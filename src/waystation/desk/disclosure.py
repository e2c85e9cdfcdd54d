"""Disclosures: noting what was told of whom, to whom; the rules ask about it."""

from msgspec.structs import replace

from waystation.casework import disclosure, draft
from waystation.casework.disclosure import Disclosures
from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.finding import Finding
from waystation.casework.noted import Noted
from waystation.casework.terms import Role
from waystation.desk import foresight
from waystation.desk.desk import Desk
from waystation.desk.journey import WORKS_ON_IT, journey_cell, read
from waystation.errors import ConflictError
from waystation.foresight.check import check
from waystation.foresight.thresholds import shipped


def note(desk: Desk, noted: DisclosureNoted) -> str:
    """Note that somebody was told, or is to be told, something; return its id.

    Raises:
        NotPermittedError: this desk's human works on no journeys.
        ConflictError: nobody is told of themselves.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT, Role.TRUSTEE)
        if noted.of == noted.to:
            raise ConflictError("disclosure.oneself", "nobody is told of themselves")
        desk.append(journey_cell(desk, noted.journey), noted)
        return noted.disclosure


def noted_in(desk: Desk, journey_id: str) -> tuple[Noted[DisclosureNoted], ...]:
    """Return what was noted in a journey, in order."""
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        return disclosure.told(desk.read(opened, disclosure.fold, Disclosures()))


def findings(desk: Desk, journey_id: str, told: DisclosureNoted) -> tuple[Finding, ...]:
    """Say what would forbid or question a journey if this were noted; nothing is stored."""
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        state = read(desk, opened)
        seen = foresight.picture(desk, opened, state)
        known = seen.disclosures
        for record, act in draft.imagined((told,), desk.now()):
            known = disclosure.fold(known, record, act)
        return check(replace(seen, disclosures=known), shipped())
