"""The stage of real processes: acts of a scenario, done with everybody's own keys."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from waystation.encoding import from_rfc3339
from waystation.practice import acts
from waystation.practice.channel import Refused
from waystation.practice.live_case import LiveCases
from waystation.practice.live_journey import LiveJourneys
from waystation.practice.organisation import PracticeOrganisation
from waystation.practice.register import Register
from waystation.practice.scenario import Scenario
from waystation.practice.stage import Done, News

_A_MOMENT = timedelta(seconds=1)
_QUIET = (
    acts.Plan,
    acts.HouseTold,
    acts.CheckInAgreed,
    acts.Consent,
    acts.Recruited,
    acts.Vetted,
    acts.Worked,
    acts.Tied,
    acts.DetailsPassed,
    acts.Stay,
    acts.Destination,
    acts.ReturnedPeople,
    acts.Fallback,
    acts.AbortAgreed,
    acts.Strain,
    acts.StrainAnswered,
    acts.Prepared,
    acts.Rehearsed,
    acts.Weighed,
    acts.ChildArranged,
)
"""What raises no alarm; while nothing is wrong anywhere, nothing is held by it either."""


class Live:
    """A `Stage` on the practice organisation.

    The clocks are moved when somebody acts, or something is due: what a row merely tells
    makes nothing happen. For the same reason nobody is asked after what can cause nothing.
    """

    def __init__(self, organisation: PracticeOrganisation, scenario: Scenario) -> None:
        self._organisation = organisation
        self._register = Register()
        self._cases = LiveCases(organisation, scenario, self._register)
        self._journeys = LiveJourneys(organisation, scenario, self._register, self._cases)
        self._next = scenario.moments()[scenario.events[0].id]
        self._now = min(organisation.now(), self._next)
        self._changed = False
        self._wrong = False
        self._told: list[News] = []

    def move_to(self, moment: datetime) -> None:
        """Let the time pass for every process, stopping just after what is due."""
        for due in sorted(self._journeys.due):
            if self._now < due + _A_MOMENT <= moment:
                self._jump(due + _A_MOMENT)
        self._next = max(self._next, moment)

    def _jump(self, moment: datetime) -> None:
        if moment > self._now:
            self._organisation.sync()  # nothing waits to be sent while time passes
            self._now = moment
            self._organisation.move_to(moment)
            self._changed = True
            self._told += self._ask()

    def perform(self, act: acts.AnyAct) -> Done:
        """Do one act with the keys of whoever does it."""
        self._jump(self._next)
        if self._cases.perform(act):
            return Done()
        self._changed = self._changed or self._wrong or not isinstance(act, _QUIET)
        try:
            return self._journeys.perform(act)
        except Refused as refused:
            return Done(refused=refused.codes or (refused.code,))

    def news(self) -> Sequence[News]:
        """Return what the desks say is wrong or held."""
        found, self._told = self._told + self._ask(), []
        return list(
            {(one.kind, one.id, one.journey): one for one in reversed(found)}.values()
        )

    def _ask(self) -> list[News]:
        """Let everybody send and fetch, then ask; nothing, if nothing has changed."""
        if not self._changed:
            return []
        self._changed = False
        self._organisation.sync()
        found: list[News] = []
        for said in self._organisation.state():
            journey = self._register.journey_named(said["journey"])
            if journey is not None:
                self._wrong = True
                at = from_rfc3339(said["at"]) if said["at"] else self._now
                found.append(News(said["kind"], said["id"], journey, said["cause"], at))
        return found
