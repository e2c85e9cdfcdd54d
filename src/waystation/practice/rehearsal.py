"""A rehearsal: the same rules on the same acts in memory, to vary what is left open.

It decides nothing: every alarm, hold and finding comes from the folds of `casework`, as at
a desk. What it leaves out is what a desk adds: keys, letters, stores, the relay, several
people. Register ids stand for themselves here, where the board blinds them.
`tests/acceptance/test_replay.py` compares it with the practice organisation.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from msgspec.structs import replace

from waystation.casework import alarm, board, consent, hold, journey, roster, start
from waystation.casework.consequences import Append, PlaceHold, consequences
from waystation.casework.entries import (
    Act,
    AlarmClosed,
    AlarmRaised,
    ConsentGiven,
    HoldLiftApproved,
    HoldPlaced,
    HumanAdmitted,
    JourneyDecided,
    JourneyPlanned,
    Quotation,
    WatchAgreed,
    Window,
)
from waystation.casework.finding import Severity
from waystation.casework.reach import People
from waystation.casework.standing import Around, standing
from waystation.casework.terms import Decision, Outcome, Record, Role
from waystation.practice import acts, itinerary
from waystation.practice.rehearsed import (
    COORDINATOR,
    agreed,
    entries,
    heard,
    leg_entries,
)
from waystation.practice.scenario import Scenario
from waystation.practice.stage import Done, News

_A_MOMENT = timedelta(seconds=1)
_ALWAYS = timedelta(days=36500)
_WHO_LIFT = (COORDINATOR, "caseworker")
_NO_LETTER = Quotation(letter="rehearsal", sender="", signed="", signature="")


@dataclass(frozen=True, slots=True)
class _Line:
    """A record of one writer who has seen everything before it."""

    seq: int
    at: datetime
    human: str = "coordinator"
    stream: str = "rehearsal"
    kind: str = ""
    body: bytes = b""

    @property
    def id(self) -> str:
        return str(self.seq)

    @property
    def lamport(self) -> int:
        return self.seq

    @property
    def clock(self) -> dict[str, int]:
        return {self.stream: self.seq}


class Rehearsal:
    """A `Stage` without keys, stores or processes."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._now = scenario.moments()[scenario.events[0].id]
        self._seq = 0
        self._journeys = {name: journey.Journey(name) for name in scenario.journeys}
        self._consents = consent.Consents()
        self._board = board.Board()
        self._organisation = self._staffed()
        self._tags = {role: frozenset({role}) for role in scenario.cast}
        self._deadlines: set[datetime] = set()
        self._signs: dict[tuple[str, str], list[datetime]] = {}
        self._heard: Counter[tuple[str, str]] = Counter()
        self._told: set[tuple[str, str]] = set()
        self._plans: dict[str, tuple[itinerary.Stage, ...]] = {}
        self._news: list[News] = []

    def move_to(self, moment: datetime) -> None:
        """Let the time pass, stopping just after everything that is due."""
        for deadline in sorted(self._deadlines):
            if self._now < deadline + _A_MOMENT <= moment:
                self._now = deadline + _A_MOMENT
                self._settle()
        self._now = max(self._now, moment)
        self._settle()

    def news(self) -> Sequence[News]:
        """Return what became true since the last call."""
        found, self._news = self._news, []
        return found

    def perform(self, act: acts.AnyAct) -> Done:
        """Do one act."""
        if isinstance(act, acts.Go):
            return self._go(act.journey)
        if isinstance(act, acts.Consent):
            self._consent(act)
        elif isinstance(act, acts.Plan):
            self._plan(act)
        elif isinstance(act, acts.CheckInAgreed | acts.CheckIn):
            self._sign_of_life(act)
        elif isinstance(act, acts.Settled):
            self._settled(act)
        else:
            for entry in entries(self._scenario, act, self._now, self._plans):
                self._append(entry)
        self._settle()
        return Done()

    def _sign_of_life(self, act: acts.CheckInAgreed | acts.CheckIn) -> None:
        """Agree on one more; or hear the next of them, in the order of their times."""
        key = act.journey, act.by
        signs = self._signs.setdefault(key, [])
        if isinstance(act, acts.CheckInAgreed):
            due = itinerary.due(self._scenario, act)
            signs.append(due)
            self._append(agreed(act, len(signs), self._now, due))
        else:
            due = sorted(signs)[self._heard[key]]
            self._heard[key] += 1
            self._append(heard(act, due, self._now))

    def _settled(self, act: acts.Settled) -> None:
        """Close what is open; two lift what it held, as at a desk."""
        for one in alarm.all_open(self._journeys[act.journey].alarms):
            closed = AlarmClosed(
                alarm=one.alarm,
                journey=act.journey,
                outcome=act.text.en,
                how=Outcome.OVER,
            )
            self._append(closed)
            stands = hold.standing(self._board.holds, one.alarm)
            placed = () if stands is None else stands.placed
            ids = tuple(each.record.id for each in placed)
            for human in _WHO_LIFT if ids else ():
                lifts = HoldLiftApproved(hold=one.alarm, acts=ids, reason="settled")
                self._board = board.fold(self._board, self._record(human), lifts)

    def _record(self, human: str = COORDINATOR) -> Record:
        self._seq += 1
        return _Line(self._seq, self._now, human)

    def _append(self, act: Act) -> None:
        name: str = getattr(act, "journey", "")
        if isinstance(act, WatchAgreed):
            self._deadlines.add(act.due)
        if isinstance(act, AlarmRaised):
            self._news.append(News("alarm", act.alarm, name, act.cause.value, self._now))
        self._journeys[name] = journey.fold(self._journeys[name], self._record(), act)

    def _around(self) -> Around:
        return Around(now=self._now, holds=self._board.holds, tags=self._tags)

    def _settle(self) -> None:
        """Do what follows from the rules until nothing more does; say what is held."""
        while sum(self._follow(name) for name in self._journeys):
            pass
        for name, state in self._journeys.items():
            for leg in standing(state, self._around()).held_legs:
                for one in leg.held_by:
                    if (one.hold, name) not in self._told:
                        self._told.add((one.hold, name))
                        cause = one.placed[0].act.cause.value
                        self._news.append(News("hold", one.hold, name, cause, self._now))

    def _follow(self, name: str) -> bool:
        did = False
        for one in consequences(self._journeys[name], self._around(), {}):
            if isinstance(one, PlaceHold):
                tags = tuple(sorted(one.about))
                placed = HoldPlaced(hold=one.hold, tags=tags, cause=one.cause)
                self._board = board.fold(self._board, self._record(), placed)
                did = True
            elif isinstance(one, Append):
                self._append(one.act)
                did = True
        return did

    def _consent(self, act: acts.Consent) -> None:
        given = ConsentGiven(
            consent=f"{act.journey}/{act.by}",
            person=act.by,
            journey=act.journey,
            wording="rehearsal",
            language="en",
            quoted=_NO_LETTER,
        )
        self._consents = consent.fold(self._consents, self._record(), given)

    def _plan(self, act: acts.Plan) -> None:
        persons = self._scenario.persons(act.journey)
        planned = JourneyPlanned(
            journey=act.journey, persons=persons, responders=act.answers
        )
        self._append(planned)
        self._plans[act.journey] = itinerary.stages(self._scenario, act)
        for stage in self._plans[act.journey]:
            for entry in leg_entries(act.journey, stage):
                self._append(entry)

    def _go(self, name: str) -> Done:
        findings = start.may_start(
            self._journeys[name],
            self._consents,
            replace(self._organisation, burned=self._burned()),
            self._around(),
        )
        codes = {
            severity: tuple(
                dict.fromkeys(one.code for one in findings if one.severity is severity)
            )
            for severity in Severity
        }
        if codes[Severity.BLOCK]:
            return Done(refused=codes[Severity.BLOCK])
        self._append(JourneyDecided(journey=name, decision=Decision.GO, reason="replay"))
        self._settle()
        return Done(findings=codes[Severity.WARN])

    def _burned(self) -> frozenset[str]:
        return frozenset(
            house for state in self._journeys.values() for house in state.houses.burned
        )

    def _staffed(self) -> start.Organisation:
        """Return an organisation with the minimum at any hour, past its first three."""
        state = roster.Roster()
        cast = self._scenario.cast
        organisers = [role for role, part in cast.items() if part.kind == "organiser"]
        roles = {
            **dict.fromkeys(organisers or [COORDINATOR], Role.COORDINATOR),
            "caseworker": Role.CASEWORKER,
            "trustee": Role.TRUSTEE,
        }
        for human, role in roles.items():
            admitted = HumanAdmitted(
                human=human,
                name=human,
                roles=(role,),
                identity="",
                outside=role is Role.TRUSTEE,
            )
            state = roster.fold(state, self._record(), admitted)
            members = (*state.members, roster.member_by(admitted))
            state = replace(state, members=members)
        always = (Window(self._now, self._now + _ALWAYS),)
        return start.Organisation(
            People(state, dict.fromkeys(roles, always)),
            earlier_journeys=start.CO_SIGNED,
        )
