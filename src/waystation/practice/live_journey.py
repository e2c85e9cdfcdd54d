"""The acts of a journey: planned at a desk, agreed to and lived through by letters."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from waystation.casework.entries import ArrivalConfirmed, StayPlanned, body_of
from waystation.casework.terms import How
from waystation.encoding import to_rfc3339
from waystation.foresight import catalogue
from waystation.practice import acts, facts, itinerary
from waystation.practice.live_case import LiveCases
from waystation.practice.organisation import (
    KEEPERS,
    ORGANISER,
    TRUSTEE,
    PracticeOrganisation,
)
from waystation.practice.register import JourneyFile, Register
from waystation.practice.scenario import Scenario
from waystation.practice.stage import Done

_WELL, _NOT_WELL = 2, 4
"""The picture agreed with everybody, and one that was not."""


class LiveJourneys:
    """Journeys belong to the desk of their case; organiser and trustee answer as well."""

    def __init__(
        self,
        organisation: PracticeOrganisation,
        scenario: Scenario,
        register: Register,
        cases: LiveCases,
    ) -> None:
        self._organisation = organisation
        self._scenario = scenario
        self._register = register
        self._cases = cases
        self.due: set[datetime] = set()
        self._ways: dict[type[acts.Act], Callable[[Any], Done | None]] = {
            acts.Plan: self._plan,
            acts.HouseTold: self._house_told,
            acts.CheckInAgreed: self._check_in_agreed,
            acts.Consent: self._consent,
            acts.Go: self._go,
            acts.Handover: self._handover,
            acts.CheckIn: self._check_in,
            acts.OffPlan: self._off_plan,
            acts.Demand: self._demand,
            acts.Arrest: self._arrest,
            acts.Danger: self._danger,
            acts.Settled: self._settled,
            acts.HouseBurned: self._house_burned,
            acts.Stop: self._stop,
            acts.Arrival: self._arrival,
            acts.LossRecorded: self._loss,
            acts.Stay: self._stay,
            acts.Recruited: self._recruited,
            acts.Vetted: self._of_helper,
            acts.Worked: self._of_helper,
            acts.Tied: self._of_helper,
        }

    def perform(self, act: acts.AnyAct) -> Done:
        """Do an act of a journey."""
        return self._ways.get(type(act), self._of_journey)(act) or Done()

    def _ids(self, desk: str) -> facts.Ids:
        return facts.Ids(
            party=lambda role: self._party(desk, role) if role else "",
            journey=lambda name: self._file(name).id,
            leg=lambda name, number: self._file(name).legs[number - 1],
            said=self._cases.said,
            new=lambda _what: self._organisation.new_register_id(),
            now=self._organisation.now,
            staff=lambda: self._organisation.humans[ORGANISER],
        )

    def _of_journey(self, act: acts.AnyAct) -> None:
        """Note what the rules look at in the journey's own cell."""
        name: str = getattr(act, "journey", "")
        for said in facts.of_journey(act, self._ids(self._file(name).desk)):
            self._tell(name, "note", kind=said.kind, body=body_of(said))

    def _of_helper(self, act: acts.Vetted | acts.Worked | acts.Tied) -> None:
        """Note it of a helper, whom all coordinators know."""
        helper = self._known(act.who)
        for said in facts.of_helper(act, self._ids(ORGANISER)):
            arguments = {"helper": helper, "kind": said.kind, "body": body_of(said)}
            self._organisation.tell(ORGANISER, "note_helper", **arguments)
        self._organisation.sync()

    def _recruited(self, act: acts.Recruited) -> None:
        helper, by = self._known(act.who), self._cases.party(act.by)
        self._organisation.tell(ORGANISER, "recruited", helper=helper, by=by)
        self._organisation.sync()

    def _known(self, role: str) -> str:
        """Return a helper that every coordinator's desk has heard of."""
        helper = self._party(ORGANISER, role)
        self._organisation.sync()
        return helper

    def _file(self, journey: str) -> JourneyFile:
        return self._register.journeys[journey]

    def _tell(self, journey: str, order: str, **arguments: Any) -> Any:
        file = self._file(journey)
        return self._organisation.tell(file.desk, order, journey_id=file.id, **arguments)

    def _is(self, role: str) -> str:
        return self._scenario.cast[role].kind

    # Planning

    def _plan(self, act: acts.Plan) -> None:
        case = self._scenario.journeys[act.journey].case
        if act.journey not in self._register.journeys:
            self._begin(act.journey, case, max(1, len(act.answers)))
        file = self._file(act.journey)
        file.stages = list(itinerary.stages(self._scenario, act))
        for _ in range(len(file.stages) - len(file.legs)):
            file.legs.append(self._organisation.new_register_id())
            file.handovers.append(self._organisation.new_register_id())
        for number, _ in enumerate(file.stages, start=1):
            self._leg(act.journey, number)

    def _begin(self, journey: str, case: str, answer: int) -> None:
        organisation, file = self._organisation, self._cases.file(case)
        persons = [
            self._cases.person(case, role) for role in self._scenario.persons(journey)
        ]
        made = organisation.tell(
            file.desk,
            "plan",
            case_id=file.case,
            persons=persons,
            responders=[organisation.humans[one] for one in KEEPERS[:answer]],
            label=organisation.naming(journey),
        )
        self._register.journeys[journey] = JourneyFile(file.desk, made)

    def _leg(self, journey: str, number: int) -> None:
        file = self._file(journey)
        stage = file.stages[number - 1]
        self._tell(
            journey,
            "leg",
            leg={
                "leg": file.legs[number - 1],
                "handover": file.handovers[number - 1],
                "number": number,
                "place": self._cases.said(stage.place)[:200],
                "opens": to_rfc3339(stage.opens),
                "closes": to_rfc3339(stage.closes),
                "gives": self._party(file.desk, stage.gives),
                "takes": self._party(file.desk, stage.takes),
                "house": self._house(file.desk, stage.house) if stage.house else "",
                "touches": [self._cases.party(role) for role in stage.vehicles],
            },
        )

    def _party(self, desk: str, role: str) -> str:
        """Return a register id; helpers and teams are noted once, with their own keys."""
        kind = self._is(role)
        if kind == "organiser":
            return self._organisation.humans[ORGANISER]
        known = role in self._register.parties and role in self._register.contacts
        party = self._cases.party(role)
        if kind != "person" and not known:
            contact = self._cases.meet(role)
            name = self._organisation.naming(role)
            self._organisation.tell(
                desk, "helper", helper=party, name=name, hired=kind == "team", **contact
            )
        return party

    def _house(self, desk: str, role: str) -> str:
        house = self._cases.party(role)
        if role not in self._register.houses:
            self._register.houses.add(role)
            words = self._cases.said(self._scenario.cast[role].what)
            label = f"{self._organisation.naming(role)} {words}"[:200]
            self._organisation.tell(desk, "house", house=house, label=label, address=words)
            self._sign_house(desk)
        return house

    def _sign_house(self, desk: str) -> None:
        """Let every keeper sign for what the desk proposed; its cell is founded by that."""
        self._organisation.sync_desk(desk)
        for keeper in KEEPERS:
            self._organisation.sync_desk(keeper)
            self._organisation.tell(keeper, "sign_houses")
            self._organisation.sync_desk(keeper)
        self._organisation.sync_desk(desk)

    def _house_told(self, act: acts.HouseTold) -> None:
        stages = self._file(act.journey).stages
        stages[act.leg - 1] = replace(stages[act.leg - 1], house=act.house)
        self._leg(act.journey, act.leg)

    def _stay(self, act: acts.Stay) -> None:
        """Plan a stay; of whoever keeps the house no report says more than that."""
        file = self._file(act.journey)
        before, window = itinerary.stay(file.stages, act.leg)
        planned = StayPlanned(
            journey=file.id,
            stay=self._organisation.new_register_id(),
            leg=file.legs[before.number - 1],
            house=self._house(file.desk, act.house),
            place=self._cases.said(before.place)[:200],
            window=window,
            host=self._organisation.humans[ORGANISER],
        )
        self._tell(act.journey, "note", kind=planned.kind, body=body_of(planned))

    def _check_in_agreed(self, act: acts.CheckInAgreed) -> None:
        due = itinerary.due(self._scenario, act)
        self._file(act.journey).due.setdefault(act.by, []).append(due)
        self.due.add(due)

    def _consent(self, act: acts.Consent) -> None:
        """The desk asks by letter; the person answers with their own key."""
        file = self._file(act.journey)
        opens = to_rfc3339(itinerary.start_of(self._scenario, act.journey))
        times = [[opens, to_rfc3339(due)] for due in sorted(file.due.get(act.by, []))]
        person = self._cases.party(act.by)
        self._tell(act.journey, "ask", person=person, picture=_WELL, check_ins=times)
        self._organisation.sync_desk(file.desk)
        self._cases.by(act.by, "read")
        language = self._organisation.language
        self._cases.by(act.by, "consent", journey=file.id, language=language)

    def _go(self, act: acts.Go) -> Done:
        """The trustee co-signs what the desk wants to start; a finding may forbid it."""
        file = self._file(act.journey)
        self._organisation.sync()
        self._organisation.tell(TRUSTEE, "co_sign", journey_id=file.id)
        self._organisation.sync_desk(TRUSTEE)
        self._organisation.sync_desk(file.desk)
        found = self._tell(act.journey, "go", reason="replay")
        if all(catalogue.rule(code).acceptable for code in found["blocking"]):
            found = self._accepted(act.journey, found)
        if found["blocking"]:
            return Done(refused=tuple(found["blocking"]))
        return Done(findings=tuple(found["warning"]))

    def _accepted(self, journey: str, found: dict[str, list[str]]) -> dict[str, list[str]]:
        """Start as the report says that they did: what can be accepted, two accept."""
        if not found["blocking"]:
            return found
        file = self._file(journey)
        signed = self._tell(journey, "accept", reason="the report says that they went")
        self._organisation.sync_desk(file.desk)
        self._organisation.sync_desk(ORGANISER)
        self._organisation.tell(ORGANISER, "second", journey_id=file.id, accepted=signed)
        self._organisation.sync_desk(ORGANISER)
        self._organisation.sync_desk(file.desk)
        again: dict[str, list[str]] = self._tell(journey, "go", reason="replay")
        return again

    # On the way

    def _handover(self, act: acts.Handover) -> None:
        file = self._file(act.journey)
        stage = file.stages[act.leg - 1]
        handover = file.handovers[act.leg - 1]
        for role in stage.meet:
            if self._is(role) == "organiser":
                party = self._organisation.humans[ORGANISER]
                self._tell(act.journey, "confirm", handover=handover, party=party)
                continue
            self._brief(act.journey, role, handover)
            body = {"journey": file.id, "handover": handover}
            self._write(act.journey, role, "confirmation", body)

    def _brief(self, journey: str, role: str, handover: str) -> None:
        """Write to one party of one handover: that handover, and nothing else."""
        file = self._file(journey)
        party = self._register.parties[role]
        self._tell(journey, "brief", party=party, handover=handover)
        self._organisation.sync_desk(file.desk)
        self._cases.by(role, "read")

    def _write(self, journey: str, role: str, kind: str, body: dict[str, Any]) -> None:
        self._cases.by(role, "write", kind=kind, body=body, journey=self._file(journey).id)

    def _check_in(self, act: acts.CheckIn) -> None:
        file = self._file(act.journey)
        number = file.heard[act.by] = file.heard.get(act.by, 0) + 1
        picture = _WELL if act.well else _NOT_WELL
        self._cases.by(act.by, "check_in", journey=file.id, number=number, picture=picture)

    def _off_plan(self, act: acts.OffPlan) -> None:
        place = self._cases.said(act.text)[:200]
        if self._knows(act.journey, act.by):
            body = {"journey": self._file(act.journey).id, "place": place}
            self._write(act.journey, act.by, "place", body)
            return
        self._tell(act.journey, "place", place=place, source=self._cases.party(act.by))

    def _demand(self, act: acts.Demand) -> None:
        """Whoever has been written to asks by letter; the caseworker records the demand."""
        text = self._cases.said(act.text)
        if self._knows(act.journey, act.by):
            body = {"journey": self._file(act.journey).id, "text": text}
            self._write(act.journey, act.by, "message", body)
        helper = self._party(self._file(act.journey).desk, act.by)
        self._tell(act.journey, "demand", helper=helper, text=text)

    def _knows(self, journey: str, role: str) -> bool:
        """Say whether somebody knows where the letters of a journey go."""
        file = self._register.journeys[journey]
        if role not in self._register.contacts:
            return False
        known: bool = self._cases.by(role, "knows", journey=file.id)
        return known

    def _arrest(self, act: acts.Arrest) -> None:
        who = [self._cases.party(role) for role in act.of]
        self._tell(act.journey, "arrest", who=who, text=self._cases.said(act.text))

    def _danger(self, act: acts.Danger) -> None:
        file = self._file(act.journey)
        text = self._cases.said(act.text)
        who = [
            self._house(file.desk, role)
            if self._is(role) == "house"
            else self._cases.party(role)
            for role in act.of
        ]
        self._tell(act.journey, "danger", cause=act.what, who=who, text=text)

    def _settled(self, act: acts.Settled) -> None:
        """The desk of the journey says that it is over; the organiser signs second."""
        file, text = self._file(act.journey), self._cases.said(act.text)
        self._organisation.sync()
        holds = self._tell(act.journey, "settle", text=text)
        self._organisation.sync_desk(file.desk)
        self._organisation.sync_desk(ORGANISER)
        self._organisation.tell(ORGANISER, "lift", holds=holds, reason=text)
        self._organisation.sync()

    def _house_burned(self, act: acts.HouseBurned) -> None:
        house = self._house(self._file(act.journey).desk, act.house)
        reason = self._cases.said(act.text)
        self._tell(act.journey, "house_burned", house=house, reason=reason)

    def _stop(self, act: acts.Stop) -> None:
        """Whoever was never written to says it to a caseworker."""
        journey = self._file(act.journey).id
        if self._knows(act.journey, act.by):
            self._write(act.journey, act.by, "stop", {"journey": journey})
        else:
            person = self._cases.party(act.by)
            self._tell(act.journey, "stopped", person=person)

    def _arrival(self, act: acts.Arrival) -> None:
        """Whoever can writes it, and a caseworker confirms it: their word ends nothing."""
        file = self._file(act.journey)
        place = self._cases.said(file.stages[-1].place)[:200]
        for role in act.who or self._scenario.persons(act.journey):
            if self._knows(act.journey, role):
                body = {"journey": file.id, "place": place}
                self._write(act.journey, role, "arrival", body)
            seen = ArrivalConfirmed(
                journey=file.id, person=self._cases.party(role), how=How.ASSERTION
            )
            self._tell(act.journey, "note", kind=seen.kind, body=body_of(seen))

    def _loss(self, act: acts.LossRecorded) -> None:
        person = self._cases.party(act.who)
        self._tell(act.journey, "loss", person=person, text=self._cases.said(act.text))
