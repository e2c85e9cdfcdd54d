"""What a finding is about, in words that can be typed again."""

from waystation.casework import journey as plan
from waystation.casework.journey import Journey
from waystation.desk import journey
from waystation.desk.desk import Desk
from waystation.desk.views_names import Names
from waystation.encoding import to_rfc3339


class About:
    """Words for the parts of one journey, and for whoever and whatever has a name."""

    def __init__(self, desk: Desk, journey_id: str) -> None:
        self._names = Names(desk)
        state = journey.read(desk, journey.journey_cell(desk, journey_id))
        self._parts = {journey_id: "the journey"} | self._of_plan(state)

    def one(self, where: str) -> str:
        """Return what to call it; its id where this desk has no word for it."""
        return self._parts.get(where) or self._names.one(where) or where

    def _of_plan(self, state: Journey) -> dict[str, str]:
        found = {
            leg.act.leg: f"leg {number}: {leg.act.place}"
            for number, leg in enumerate(plan.legs(state), start=1)
        }
        for met in plan.handovers(state):
            begins = found.get(met.act.leg, "").partition(":")[0]
            found[met.act.handover] = f"meeting of {begins}: {met.act.place}"
        for stay in plan.stays(state):
            place = self._names.one(stay.act.house) or stay.act.place
            found[stay.act.stay] = f"stay: {place}"
        for watch, agreed in state.watches.agreed.items():
            person = self._names.one(agreed.act.person)
            found[watch] = f"check-in: {person}, due {to_rfc3339(agreed.act.due)}"
        return found
