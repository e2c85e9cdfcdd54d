"""The real desk, as the pages see it."""

from waystation.desk import alarm, arrival, hold, journey, watchkeeper
from waystation.desk.views import JourneysView, JourneyView, TodayView
from waystation.desk.views_journey import journey_view
from waystation.desk.views_today import journeys, today
from waystation.web.call_port import OpenCall
from waystation.web.consent_port import OpenConsents
from waystation.web.costs_port import OpenCosts
from waystation.web.exposure_port import OpenExposure
from waystation.web.helper_port import OpenHelpers
from waystation.web.loss_port import OpenLosses
from waystation.web.money_port import OpenMoney
from waystation.web.panic_port import OpenPanic
from waystation.web.plan_port import OpenPlans
from waystation.web.preparation_port import OpenPreparation
from waystation.web.slip_port import OpenSlips
from waystation.web.watch_port import OpenWatches


class OpenDesk(
    OpenConsents,
    OpenPreparation,
    OpenCall,
    OpenExposure,
    OpenCosts,
    OpenHelpers,
    OpenLosses,
    OpenMoney,
    OpenPanic,
    OpenPlans,
    OpenSlips,
    OpenWatches,
):
    """A `DeskPort` on an unlocked desk; whoever acts is the desk's human."""

    def today(self) -> TodayView:
        """Return the first page."""
        return today(self._desk, self.state())

    def journeys(self, page: int) -> JourneysView:
        """Return one page of the journeys."""
        return journeys(self._desk, self.state(), page)

    def journey(self, journey_id: str) -> JourneyView:
        """Return one journey.

        Raises:
            NotFoundError: this desk is in no such journey.
        """
        return journey_view(self._desk, self.state(), journey_id)

    def stop(self, journey_id: str, person_id: str, heard: str) -> None:
        """Note that a person stops the journey: one human who heard it is enough."""
        traveller = self._traveller(journey_id, person_id)
        journey.stop(self._desk, journey_id, traveller, heard)
        # The alarm that follows is raised now, and not at the next round.
        watchkeeper.keep_all(self._desk)

    def arrived(self, journey_id: str, person_id: str, place: str) -> None:
        """Note that a person has arrived, by this desk's human's word."""
        traveller = self._traveller(journey_id, person_id)
        arrival.confirm(self._desk, journey_id, traveller, place)

    def version(self) -> int:
        """Return a number that grows whenever something became true."""
        return self._desk.version

    def wait(self, version: int, timeout_s: float) -> int:
        """Block until the version is no longer `version` or the time is over; return it."""
        return self._desk.wait(version, timeout_s)

    def acknowledge(self, alarm_id: str) -> None:
        """Say that this desk's human has the alarm."""
        alarm.acknowledge(self._desk, alarm_id)

    def agree_to_lift(self, hold_id: str, reason: str) -> None:
        """Count this desk's human towards the two who lift a hold."""
        hold.approve_lift(self._desk, hold_id, reason)

    def refuse_to_lift(self, hold_id: str, reason: str) -> None:
        """Say why a hold must stay."""
        hold.refuse_lift(self._desk, hold_id, reason)
