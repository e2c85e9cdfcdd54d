"""What the alarms, holds and refusals of a replay rest on: the weakest fact in each chain.

Pure. A chain runs from the row that set an alarm off, over the plan of the journey that it
was about, to the plan of the journey that shares a team or a house with it. Consents are
assumed throughout and never counted: without them no journey could start at all, so that
assuming them makes the software look worse, not better.
"""

from collections.abc import Iterable

from waystation.casework.terms import AlarmCause
from waystation.practice import acts
from waystation.practice.verdict import strength, weakest
from waystation.web.replay_record import Basis

_CAUSED: dict[type[acts.Act], AlarmCause] = {
    acts.CheckInAgreed: AlarmCause.MISSED_CHECK_IN,
    acts.CheckIn: AlarmCause.UNDER_DURESS,
    acts.Demand: AlarmCause.DEMAND,
    acts.OffPlan: AlarmCause.CHANGED_PLACE,
    acts.Arrest: AlarmCause.ARREST,
    acts.HouseBurned: AlarmCause.HOUSE_BURNED,
    acts.Stop: AlarmCause.STOPPED,
}


class Grounds:
    """Remembers on whose word everything was done."""

    def __init__(self) -> None:
        self._plans: dict[str, Basis] = {}
        self._teams: dict[str, set[str]] = {}
        self._houses: dict[str, dict[str, Basis]] = {}
        self._causes: dict[tuple[str, str], Basis] = {}
        self._alarms: dict[str, tuple[str, Basis]] = {}
        self._dangers: dict[str, list[tuple[str, Basis]]] = {}

    def note(self, act: acts.AnyAct, mark: Basis) -> None:
        """Remember an act before it is done."""
        journey: str = getattr(act, "journey", "")
        cause = _CAUSED.get(type(act))
        if isinstance(act, acts.Danger):
            cause = AlarmCause(act.what)
        if cause is not None:
            self._causes[journey, cause.value] = mark
        if isinstance(act, acts.Plan):
            self._plans[journey] = mark
            self._teams[journey] = {leg.by for leg in act.legs}.union(
                *(leg.vehicles for leg in act.legs)
            )
            houses = {leg.house for leg in act.legs if leg.house is not None}
            self._houses[journey] = dict.fromkeys(houses, mark)
        elif isinstance(act, acts.HouseTold):
            self._houses.setdefault(journey, {})[act.house] = mark
        elif isinstance(act, acts.Settled):
            self._settle(journey)

    def _settle(self, journey: str) -> None:
        """Forget what the alarms of a journey stood against: they are over."""
        for name, dangers in self._dangers.items():
            self._dangers[name] = [one for one in dangers if one[0] != journey]

    def of_alarm(self, alarm: str, journey: str, cause: str) -> Basis:
        """Return what an alarm rests on; what nothing explains counts as assumed."""
        caused = self._causes.get((journey, cause), "assumed")
        mark = weakest([caused, self._plans.get(journey, "assumed")])
        self._alarms[alarm] = journey, mark
        self._dangers.setdefault(journey, []).append((journey, mark))
        return mark

    def of_hold(self, alarm: str, journey: str) -> Basis:
        """Return what the hold of an alarm on a journey rests on."""
        origin, alarmed = self._alarms.get(alarm, (journey, "assumed"))
        mark = weakest(
            [alarmed, self._plans.get(journey, "assumed"), self._link(origin, journey)]
        )
        self._dangers.setdefault(journey, []).append((origin, mark))
        return mark

    def origin(self, alarm: str) -> str:
        """Return the journey whose alarm it is; none where nothing was heard of it."""
        return self._alarms.get(alarm, ("", "assumed"))[0]

    def of_refusal(self, journey: str, go: Basis) -> Basis:
        """Return what a refused start rests on: the firmest of what stands against it."""
        against = [mark for _, mark in self._dangers.get(journey, [])]
        against += self._burned(journey)
        return weakest([go, min(against, key=strength, default="assumed")])

    def _link(self, origin: str, journey: str) -> Basis:
        """Return on whose word two journeys share a team or vehicle, or else a house."""
        if origin == journey or self._teams.get(origin, set()) & self._teams.get(
            journey, set()
        ):
            return "stated"
        return min(self._shared_houses(origin, journey), key=strength, default="assumed")

    def _shared_houses(self, one: str, other: str) -> Iterable[Basis]:
        theirs = self._houses.get(other, {})
        for house, mark in self._houses.get(one, {}).items():
            if house in theirs:
                yield weakest([mark, theirs[house]])

    def _burned(self, journey: str) -> Iterable[Basis]:
        """Return the marks of a journey's houses that an arrest elsewhere has burned."""
        for (origin, cause), mark in self._causes.items():
            if cause in {AlarmCause.ARREST.value, AlarmCause.HOUSE_BURNED.value}:
                for shared in self._shared_houses(origin, journey):
                    yield weakest([mark, shared, self._plans.get(journey, "assumed")])
