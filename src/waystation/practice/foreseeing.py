"""A rehearsal that also keeps what surrounds a journey, as the rules look at it."""

import hashlib

from msgspec.structs import replace

from waystation.casework import board as boards
from waystation.casework import case, consent, disclosure, helper, journey
from waystation.casework.case import Case
from waystation.casework.disclosure import Disclosures
from waystation.casework.entries import (
    Act,
    AppealReceived,
    BoardJourney,
    ConsentGiven,
    HelperNoted,
    OtherNoted,
    PersonNoted,
    Quotation,
    SelfHarmAsked,
    StayPlanned,
)
from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.finding import Severity
from waystation.casework.helper import Helpers
from waystation.casework.noted import Noted
from waystation.casework.standing import Around
from waystation.casework.terms import Asked, FirstHand, Record, Relation, SelfHarm
from waystation.desk.correspondence import quote
from waystation.entropy import FixedEntropy
from waystation.foresight import catalogue, tagged, thresholds
from waystation.foresight.check import check
from waystation.foresight.picture import Picture
from waystation.post.letter import Address, Draft, open_letter, write_letter
from waystation.practice import acts, facts, itinerary
from waystation.practice.rehearsal import Rehearsal
from waystation.practice.rehearsed import COORDINATOR, ids_in_the_clear
from waystation.practice.scenario import Scenario
from waystation.practice.stage import Done
from waystation.practice.verdict import strength
from waystation.seal.identity import Identity
from waystation.web.replay_record import Basis


class Foreseeing(Rehearsal):
    """`mark` is what the act being done rests on; `marks` by record, `houses` by house."""

    def __init__(self, scenario: Scenario) -> None:
        self.mark: Basis = "stated"
        self.marks: dict[str, Basis] = {}
        self.houses: dict[str, Basis] = {}
        self.stays: dict[str, Basis] = {}
        self._disclosures: dict[str, Disclosures] = {}
        self._helpers = Helpers()
        self._cases = dict.fromkeys(scenario.cases, Case())
        self._over: set[str] = set()
        super().__init__(scenario)

    def planned(self) -> tuple[str, ...]:
        """Return the journeys that have a plan and have not ended."""
        return tuple(
            name
            for name, state in self._journeys.items()
            if journey.persons(state) and name not in self._over
        )

    def perform(self, act: acts.AnyAct) -> Done:
        """Do one act, and note what it says of persons and helpers."""
        self._surround(act)
        before = len(self.marks)
        done = super().perform(act)
        self._of_the_house(act, before)
        if isinstance(act, acts.Arrival):
            self._arrive(act.journey)
        elif isinstance(act, acts.Stay):
            self._stay(act)
        return done

    def _arrive(self, name: str) -> None:
        """Ask nothing more of a journey when everybody in it has arrived."""
        state = self._journeys[name]
        if set(journey.persons(state)) <= set(state.arrivals.arrived):
            self._over.add(name)

    def _append(self, act: Act) -> None:
        name: str = getattr(act, "journey", "")
        super()._append(act)
        if isinstance(act, DisclosureNoted):
            said = self._disclosures.get(name, Disclosures())
            record = self._record()
            self._disclosures[name] = disclosure.fold(said, record, act)

    def _stay(self, act: acts.Stay) -> None:
        """Plan a stay at the end of a leg, with nobody who is told the address."""
        before, window = itinerary.stay(self._plans[act.journey], act.leg)
        planned = StayPlanned(
            journey=act.journey,
            stay=f"{act.journey}/{act.house}",
            leg=f"{act.journey}/{before.number}",
            house=act.house,
            place=before.place.en,
            window=window,
            host="",
        )
        self._append(planned)
        self.stays[act.house] = min(
            self.stays.get(act.house, "assumed"), self.mark, key=strength
        )

    def _of_the_house(self, act: acts.AnyAct, before: int) -> None:
        """Keep on whose word a house is known, apart from the rest of its leg."""
        if isinstance(act, acts.Plan):
            told = {one.house for one in act.legs if one.house}
        elif isinstance(act, acts.HouseTold):
            told = {act.house}
            leg = f"{act.journey}/{act.leg}"
            planned = self._journeys[act.journey].plan.legs[leg]
            mark = self.marks[planned[0].record.id]
            for record in list(self.marks)[before:]:
                self.marks[record] = mark
        else:
            return
        for house in told:
            firmer = min(self.houses.get(house, "assumed"), self.mark, key=strength)
            self.houses[house] = firmer

    def _go(self, name: str) -> Done:
        """Refuse what no two humans can accept, as a desk does."""
        found = check(self.picture(name), thresholds.shipped())
        blocks = (one.code for one in found if one.severity is Severity.BLOCK)
        blocking = dict.fromkeys(blocks)
        if all(catalogue.rule(code).acceptable for code in blocking):
            return super()._go(name)
        return Done(refused=tuple(blocking))

    def picture(self, name: str) -> Picture:
        """Return what the rules see of a journey now."""
        state = self._journeys[name]
        of_case = self._scenario.journeys[name].case
        kin = helper.kin(self._helpers)
        needs = self._needs(name)
        every = needs.union(*(kin.get(one, ()) for one in needs))
        known = self._helpers
        linked = {other for one in needs for other in helper.acquainted(known, one)}
        tags = {one: frozenset({one}) for one in every}
        introduced = {one: frozenset({one}) for one in linked - needs}
        others = self._others(of_case)
        around = Around(now=self._now, holds=self._board.holds, tags=tags)
        return Picture(
            journey=state,
            around=around,
            consents=self._consents,
            organisation=replace(self._organisation, burned=self._burned()),
            case=self._cases[of_case],
            helpers=self._helpers,
            disclosures=self._disclosures.get(name, Disclosures()),
            shared=tagged.shared(others, tags, frozenset()),
            joined=tagged.shared(others, introduced, frozenset()),
            other_persons=self._other_persons(of_case),
        )

    def _other_persons(self, of_case: str) -> frozenset[str]:
        """Return the persons of the other cases; who is in this one too is no stranger."""
        cases = self._scenario.cases
        others = (case.persons for name, case in cases.items() if name != of_case)
        return frozenset().union(*others) - set(cases[of_case].persons)

    def _needs(self, name: str) -> frozenset[str]:
        state = self._journeys[name]
        return frozenset().union(
            *(journey.registers(state, leg.act) for leg in journey.legs(state))
        )

    def _others(self, of_case: str) -> tagged.Carried:
        """Return what the board would say of the journeys of other cases."""
        shown = boards.Board()
        for other in self.planned():
            if self._scenario.journeys[other].case == of_case:
                continue
            state = self._journeys[other]
            windows = tuple(boards.coarse(leg.act.window) for leg in journey.legs(state))
            tags = tuple(sorted(self._needs(other)))
            act = BoardJourney(handle=f"other/{other}", windows=windows, tags=tags)
            newest = max(
                (leg.record for leg in journey.legs(state)), key=lambda one: one.lamport
            )
            shown = replace(
                shown, journeys=shown.journeys.put(act.handle, Noted(newest, act))
            )
        return tagged.carried(shown)

    def _record(self, human: str = COORDINATOR) -> Record:
        record = super()._record(human)
        self.marks[record.id] = self.mark
        return record

    def _surround(self, act: acts.AnyAct) -> None:
        match act:
            case acts.Appeal():
                self._appeal(act)
            case acts.Injury() | acts.SelfHarm():
                self._about(act)
            case acts.OthersThere():
                self._other(act)
            case acts.Plan():
                self._plan_with(act)
            case acts.Recruited():
                self._note_helper(act.who, recruited_by=act.by)
            case acts.Vetted() | acts.Tied() | acts.Worked():
                for said in facts.of_helper(act, ids_in_the_clear(self._now)):
                    self._tell_helper(said)
            case _:
                return

    def _appeal(self, act: acts.Appeal) -> None:
        persons = self._scenario.cases[act.case].persons
        first_hand = act.by in persons
        received = AppealReceived(
            appeal=f"{act.case}/{len(self.marks)}",
            channel=act.via,
            from_whom=FirstHand.PERSON if first_hand else FirstHand.SOMEONE_WHO_KNOWS,
            text=act.text.en,
            who=act.by if first_hand else "",
        )
        self._tell_case(act.case, received)

    def _person(self, of_case: str, role: str, *, injury: str = "") -> None:
        part = self._scenario.cast[role]
        known = self._cases[of_case].persons.noted.get(role)
        if known is None or injury:
            noted = PersonNoted(person=role, name=role, adult=not part.child, injury=injury)
            self._tell_case(of_case, noted)

    def _about(self, act: acts.Injury | acts.SelfHarm) -> None:
        if isinstance(act, acts.Injury):
            self._person(act.case, act.about, injury=act.text.en)
            return
        asked = SelfHarmAsked(
            person=act.about,
            answer=SelfHarm(act.answer),
            acted=act.done.en if act.done else "",
        )
        self._tell_case(act.case, asked)

    def _other(self, act: acts.OthersThere) -> None:
        other = OtherNoted(
            other=act.who or f"{act.case}/{len(self.marks)}",
            person=self._scenario.cases[act.case].persons[0],
            relation=Relation.AT_THE_PLACE,
            who=act.who,
            asked=Asked(act.asked),
            reason=act.text.en,
        )
        self._tell_case(act.case, other)

    def _plan_with(self, act: acts.Plan) -> None:
        of_case = self._scenario.journeys[act.journey].case
        for role in self._scenario.persons(act.journey):
            self._person(of_case, role)
        for leg in act.legs:
            if self._scenario.cast[leg.by].kind in {"helper", "team"}:
                self._note_helper(leg.by)

    def _note_helper(self, role: str, recruited_by: str = "") -> None:
        """Note a helper as the report tells of them: hired where it is a team."""
        known = self._helpers.noted.get(role)
        if known is not None and not recruited_by:
            return
        hired = self._scenario.cast[role].kind == "team"
        self._tell_helper(
            HelperNoted(helper=role, name=role, hired=hired, recruited_by=recruited_by)
        )

    def _tell_helper(self, act: Act) -> None:
        self._helpers = helper.fold(self._helpers, self._record(), act)

    def _tell_case(self, name: str, act: Act) -> None:
        self._cases[name] = case.fold(self._cases[name], self._record(), act)

    def _consent(self, act: acts.Consent) -> None:
        given = ConsentGiven(
            consent=f"{act.journey}/{act.by}",
            person=act.by,
            journey=act.journey,
            wording="practice",
            language="en",
            quoted=self._letter(act),
        )
        self._consents = consent.fold(self._consents, self._record(), given)

    def _letter(self, act: acts.Consent) -> Quotation:
        """Write a person's consent with their practice key, and open it as a desk does."""
        person, desk = self._identity(act.by), self._identity("desk")
        scope = hashlib.sha256(self._scenario.name.encode()).digest()[:16]
        address = Address(desk.public.kem, scope)
        body = {"journey": act.journey, "wording": "practice", "language": "en"}
        sealed = write_letter(
            Draft("consent", body, self._now),
            address,
            person.correspondent_key(desk.public.sign),
            person.public.kem,
            FixedEntropy(f"{act.journey}/{act.by}".encode()),
        )
        return quote(open_letter(sealed.bytes, desk, address))

    def _identity(self, role: str) -> Identity:
        seed = f"waystation practice/{self._scenario.name}/{role}".encode()
        return Identity.from_seed(hashlib.sha256(seed).digest())
