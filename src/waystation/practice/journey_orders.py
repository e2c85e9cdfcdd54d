"""What a coordinator does about a journey, as orders to their desk."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from msgspec.structs import replace as msgspec_replace

from waystation.casework import handover
from waystation.casework.entries import (
    Act,
    ArrestReported,
    DemandRecorded,
    HandoverConfirmed,
    HandoverPlanned,
    HelperNoted,
    HouseNoted,
    LegPlanned,
    LossRecorded,
    PlaceReported,
    Unknown,
    Window,
    decode,
)
from waystation.casework.entries.watch import DangerReported
from waystation.casework.finding import Severity
from waystation.casework.standing import standing
from waystation.casework.terms import (
    AlarmCause,
    Decision,
    How,
    InformationGrade,
    Outcome,
    SourceGrade,
)
from waystation.desk import (
    acceptance,
    alarm,
    case,
    consent,
    danger,
    hold,
    journey,
    safehouse,
    watchkeeper,
)
from waystation.desk import helper as helpers
from waystation.desk.correspondence import write
from waystation.desk.desk import Desk
from waystation.desk.letterbox import letterbox
from waystation.encoding import b64, from_rfc3339, to_json, to_rfc3339
from waystation.errors import FormatError, NotFoundError
from waystation.foresight import catalogue
from waystation.foresight.rules.at_start import found_at_start


class JourneyOrders:
    """Each order is one or a few acts of `waystation.desk`; nothing here decides."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def orders(self) -> Mapping[str, Callable[..., Any]]:
        """Return the orders by name."""
        return {
            "helper": self.helper,
            "house": self.house,
            "sign_houses": self.sign_houses,
            "plan": self.plan,
            "leg": self.leg,
            "ask": self.ask,
            "co_sign": self.co_sign,
            "go": self.go,
            "accept": self.accept,
            "second": self.second,
            "note": self.note,
            "note_helper": self.note_helper,
            "recruited": self.recruited,
            "brief": self.brief,
            "confirm": self.confirm,
            "place": self.place,
            "demand": self.demand,
            "arrest": self.arrest,
            "stopped": self.stopped,
            "danger": self.danger,
            "settle": self.settle,
            "lift": self.lift,
            "house_burned": self.house_burned,
            "loss": self.loss,
            "state": self.state,
        }

    def helper(
        self,
        helper: str,
        name: str,
        *,
        hired: bool,
        identity: str,
        box: str,
    ) -> None:
        """Note a helper with their keys."""
        noted = HelperNoted(
            helper=helper, name=name, hired=hired, identity=identity, box=box
        )
        helpers.note(self._desk, noted)

    def house(self, house: str, label: str, address: str) -> None:
        """Note a safe house, which keepers then sign for."""
        host = self._desk.human
        noted = HouseNoted(house=house, label=label, address=address, host=host)
        safehouse.note(self._desk, noted)

    def sign_houses(self) -> None:
        """Sign, as a keeper, for every house that is proposed."""
        for proposal in safehouse.waiting(self._desk):
            safehouse.sign(self._desk, proposal.id)

    def plan(
        self, case_id: str, persons: Sequence[str], responders: Sequence[str], label: str
    ) -> str:
        """Plan a journey; return its id."""
        return journey.plan(self._desk, case_id, persons, responders, label)

    def leg(self, journey_id: str, leg: Mapping[str, Any]) -> None:
        """Plan a leg and the meeting with which it begins; nobody meets themselves."""
        window = Window(from_rfc3339(leg["opens"]), from_rfc3339(leg["closes"]))
        shared = {"place": leg["place"], "gives": leg["gives"], "takes": leg["takes"]}
        planned = LegPlanned(
            journey=journey_id,
            leg=leg["leg"],
            number=leg["number"],
            window=window,
            house=leg["house"],
            touches=tuple(leg["touches"]),
            **shared,
        )
        meeting = HandoverPlanned(
            journey=journey_id,
            handover=leg["handover"],
            leg=leg["leg"],
            window=window,
            **shared,
        )
        if handover.is_with_oneself(meeting):
            journey.plan_part(self._desk, journey_id, planned)
        else:
            journey.plan_part(self._desk, journey_id, planned, meeting)

    def ask(
        self,
        journey_id: str,
        person: str,
        picture: int,
        check_ins: Sequence[tuple[str, str]],
    ) -> None:
        """Ask a person for consent, with the signs of life proposed."""
        times = [(from_rfc3339(opens), from_rfc3339(due)) for opens, due in check_ins]
        journey.agree_picture(self._desk, journey_id, person, picture)
        consent.ask(self._desk, journey_id, person, times)

    def co_sign(self, journey_id: str) -> None:
        """Sign a plan."""
        journey.co_sign(self._desk, journey_id)

    def go(self, journey_id: str, reason: str) -> dict[str, list[str]]:
        """Try to start; return what forbade it, and what every start is asked."""
        found = journey.decide(self._desk, journey_id, Decision.GO, reason)
        blocking = [one.code for one in found if one.severity is Severity.BLOCK]
        warning = [
            one.code
            for one in found
            if one.severity is Severity.WARN
            and catalogue.rule(one.code).check is found_at_start
        ]
        return {
            "blocking": [*dict.fromkeys(blocking)],
            "warning": [*dict.fromkeys(warning)],
        }

    def accept(self, journey_id: str, reason: str) -> list[str]:
        """Sign first for everything that forbids the start and can be accepted."""
        desk = self._desk
        until = desk.now() + timedelta(days=3)
        return [
            acceptance.accept(desk, journey_id, one, reason, until)
            for one in journey.findings(desk, journey_id)
            if one.severity is Severity.BLOCK and catalogue.rule(one.code).acceptable
        ]

    def second(self, journey_id: str, accepted: Sequence[str]) -> None:
        """Sign second for what a colleague has accepted."""
        for act in accepted:
            acceptance.second(self._desk, journey_id, act)

    def note(self, journey_id: str, kind: str, body: Mapping[str, Any]) -> None:
        """Note in a journey what the rules look at."""
        journey.record(self._desk, journey_id, _act(kind, body))

    def recruited(self, helper: str, by: str) -> None:
        """Note who brought a helper in."""
        noted = helpers.all_noted(self._desk)[helper]
        helpers.note(self._desk, msgspec_replace(noted, recruited_by=by))

    def note_helper(self, helper: str, kind: str, body: Mapping[str, Any]) -> None:
        """Note of a helper what the rules look at."""
        with self._desk.acting():
            self._desk.append(self._desk.find("helper", helper), _act(kind, body))

    def brief(self, journey_id: str, party: str, handover: str) -> None:
        """Write one handover to one of its parties: a traveller or a helper."""
        desk = self._desk
        opened = journey.journey_cell(desk, journey_id)
        made = letterbox(opened)
        body: dict[str, object] = {
            "journey": journey_id,
            "box": b64(made.box),
            "key": b64(made.identity.public.kem),
            "handover": handover,
        }
        try:
            noted = case.person_in(desk, opened, party)
        except NotFoundError:
            helpers.write_to(desk, party, "handover", body)
            return
        with desk.acting():
            write(desk, noted.identity, noted.box, "handover", body)

    def confirm(self, journey_id: str, handover: str, party: str) -> None:
        """Confirm a handover for somebody who told it to a desk."""
        act = HandoverConfirmed(
            journey=journey_id, handover=handover, by=party, how=How.ASSERTION
        )
        journey.record(self._desk, journey_id, act)

    def place(self, journey_id: str, place: str, source: str) -> None:
        """Record where somebody says that a journey is."""
        act = PlaceReported(journey=journey_id, place=place, source=source)
        self._record(journey_id, act)

    def demand(self, journey_id: str, helper: str, text: str) -> None:
        """Record what a helper asks for beyond the agreement."""
        act = DemandRecorded(
            demand=self._desk.random_id(), journey=journey_id, helper=helper, asks_for=text
        )
        self._record(journey_id, act)

    def arrest(self, journey_id: str, who: Sequence[str], text: str) -> None:
        """Record that somebody says helpers or persons were arrested."""
        act = ArrestReported(
            arrest=self._desk.random_id(),
            journey=journey_id,
            who=tuple(who),
            said_by="",
            source=SourceGrade.F,
            information=InformationGrade.CANNOT_BE_JUDGED,
            text=text,
        )
        self._record(journey_id, act)

    def stopped(self, journey_id: str, person: str) -> None:
        """Record that a person who has no letterbox of the journey stops it."""
        journey.stop(self._desk, journey_id, person, heard="said to a caseworker")
        watchkeeper.keep_all(self._desk)

    def danger(self, journey_id: str, cause: str, who: Sequence[str], text: str) -> None:
        """Report a danger that no other order says."""
        said = DangerReported(
            danger=self._desk.random_id(),
            journey=journey_id,
            cause=AlarmCause(cause),
            who=tuple(who),
            text=text,
        )
        danger.report(self._desk, said)
        watchkeeper.keep_all(self._desk)

    def settle(self, journey_id: str, text: str) -> list[str]:
        """Close every open alarm of a journey; sign first for lifting what they held."""
        desk = self._desk
        found = [one.alarm for name, one in alarm.all_open(desk) if name == journey_id]
        for one in found:
            alarm.close(desk, one, text, Outcome.OVER)
        held = {one.hold for one in hold.standing(desk)}
        lifted = [one for one in found if one in held]
        self.lift(lifted, text)
        return lifted

    def lift(self, holds: Sequence[str], reason: str) -> None:
        """Sign for lifting some holds."""
        for one in holds:
            hold.approve_lift(self._desk, one, reason[:200])

    def house_burned(self, journey_id: str, house: str, reason: str) -> None:
        """Presume a house known."""
        safehouse.presume_burned(self._desk, journey_id, house, reason)
        watchkeeper.keep_all(self._desk)

    def loss(self, journey_id: str, person: str, text: str) -> None:
        """Record that a person is lost, and what was last known."""
        act = LossRecorded(person=person, journey=journey_id, last_known=text)
        self._record(journey_id, act)

    def _record(self, journey_id: str, act: Any) -> None:
        journey.record(self._desk, journey_id, act)
        watchkeeper.keep_all(self._desk)

    def state(self) -> list[dict[str, Any]]:
        """Return the alarms that are open here, and the holds on journeys of this desk."""
        desk = self._desk
        found: list[dict[str, Any]] = [
            {
                "kind": "alarm",
                "id": one.alarm,
                "journey": journey_id,
                "cause": cause.value,
                "at": to_rfc3339(one.since),
            }
            for journey_id, one in alarm.all_open(desk)
            for cause in one.causes
        ]
        with desk.lock:
            for opened in desk.cells_of("journey"):
                state = journey.read(desk, opened)
                stands = standing(state, journey.around(desk, state))
                holds = {
                    hold.hold: hold for leg in stands.held_legs for hold in leg.held_by
                }
                found += [
                    {
                        "kind": "hold",
                        "id": hold.hold,
                        "journey": opened.register,
                        "cause": hold.placed[0].act.cause.value,
                        "at": "",
                    }
                    for hold in holds.values()
                ]
        return found


def _act(kind: str, body: Mapping[str, Any]) -> Act:
    act = decode(kind, to_json(body))
    if isinstance(act, Unknown):
        raise FormatError("practice.kind", "no such kind of act")
    return act
