"""No journey without its persons: whatever one human writes, their own letters decide."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests import builders
from waystation.casework.consent import ConsentState, standing
from waystation.casework.entries import (
    ConsentAsserted,
    ConsentGiven,
    ConsentSeconded,
    ConsentWithdrawn,
    JourneyDecided,
    JourneyPlanned,
    PersonNoted,
    Quotation,
)
from waystation.casework.roster import trustees
from waystation.casework.terms import Decision
from waystation.desk import case, journey, quotation
from waystation.desk.case import person_in
from waystation.desk.correspondence import quote
from waystation.encoding import b64
from waystation.entropy import FixedEntropy
from waystation.errors import WaystationError
from waystation.post.letter import Address, Draft, open_letter, write_letter
from waystation.seal.identity import Identity

HUMANS = ("mina", "jun", "sora", "hana", "tae")


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def planned(world):
    case_id, person_id = builders.open_case(world)
    driver, keeper = builders.note_helper(world, "B1"), builders.note_helper(world, "B2")
    found = builders.plan_journey(world, case_id, person_id, driver, keeper)
    world.sync()
    return found, person_id


def forged(journey_id, as_whom=b"forger", **body):
    """A consent that somebody else wrote and signed, quoted as a desk would."""
    writer, desk = (
        Identity.from_seed(as_whom.ljust(32, b".")),
        Identity.from_seed(b"d" * 32),
    )
    address = Address(desk.public.kem, b"o" * 32)
    said = {"journey": journey_id, "wording": "consent-1", "language": "ko", **body}
    sealed = write_letter(
        Draft("consent", said, builders.START),
        address,
        writer.signing,
        writer.public.kem,
        FixedEntropy(as_whom),
    )
    return quote(open_letter(sealed.bytes, desk, address)), b64(writer.public.to_bytes())


def consent_of(journey_id, person_id, quoted):
    return ConsentGiven(
        consent=quoted.letter,
        person=person_id,
        journey=journey_id,
        wording="consent-1",
        language="ko",
        quoted=quoted,
    )


def write(desk, journey_id, *acts):
    with desk.acting():
        opened = journey.journey_cell(desk, journey_id)
        return [desk.append(opened, act) for act in acts]


def stands(desk, journey_id, person_id):
    opened = journey.journey_cell(desk, journey_id)
    found = quotation.consents(desk, opened)
    return standing(found, person_id, journey_id, trustees(desk.roster())).state


def test_a_persons_own_letter_counts(world, planned):
    journey_id, person_id = planned
    builders.get_consent(world, journey_id, person_id)
    assert stands(world.jun, journey_id, person_id) is ConsentState.OWN_KEY


def test_a_consent_that_the_person_did_not_sign_is_none(world, planned):
    journey_id, person_id = planned
    by_another, _ = forged(journey_id)
    made_up = Quotation(letter="l", sender="s", signed="{}", signature="g")
    for quoted in (by_another, made_up):
        write(world.mina, journey_id, consent_of(journey_id, person_id, quoted))
    world.sync()
    for name in ("mina", "jun", "sora"):
        found = journey.findings(world.desks[name], journey_id)
        assert [(one.code, one.where) for one in found] == [("consent.none", person_id)]


def test_nobody_puts_a_key_of_their_own_in_the_place_of_a_persons(world, planned):
    journey_id, person_id = planned
    quoted, identity = forged(journey_id)
    opened = journey.journey_cell(world.mina, journey_id)
    noted = replace(person_in(world.mina, opened, person_id), identity=identity)
    write(world.mina, journey_id, noted, consent_of(journey_id, person_id, quoted))
    world.sync()
    assert stands(world.jun, journey_id, person_id) is ConsentState.NONE
    write(world.jun, journey_id, noted)
    world.sync()
    assert stands(world.mina, journey_id, person_id) is ConsentState.OWN_KEY


def test_a_consent_to_one_journey_is_none_to_another(world, planned):
    journey_id, person_id = planned
    builders.get_consent(world, journey_id, person_id)
    opened = journey.journey_cell(world.mina, journey_id)
    given = quotation.consents(world.mina, opened).given[person_id][0].act
    core = next(one for one in world.mina.cells_of("core"))
    other = journey.plan(world.mina, core.register, (person_id,), (world.jun.human,))
    write(world.mina, other, replace(given, journey=other))
    assert stands(world.mina, other, person_id) is ConsentState.NONE


def test_a_letter_is_not_quoted_back_to_life_after_a_withdrawal(world, planned):
    journey_id, person_id = planned
    builders.get_consent(world, journey_id, person_id)
    opened = journey.journey_cell(world.mina, journey_id)
    given = quotation.consents(world.mina, opened).given[person_id][0].act
    person, meeting = world.people["E"], world.meetings["E"]
    person.write("withdrawal", {"journey": journey_id}, meeting)
    person.send()
    world.sync()
    assert stands(world.jun, journey_id, person_id) is ConsentState.WITHDRAWN
    write(world.jun, journey_id, given)
    world.sync()
    assert stands(world.mina, journey_id, person_id) is ConsentState.WITHDRAWN


class One:
    """One human who writes whatever their desk, or a changed one, can write."""

    def __init__(self, desk, journey_id, person_id):
        self.desk, self.journey, self.person = desk, journey_id, person_id
        self.quoted, self.identity = forged(journey_id)

    def forge(self):
        write(self.desk, self.journey, consent_of(self.journey, self.person, self.quoted))

    def note_a_key(self):
        noted = PersonNoted(person=self.person, name="E", identity=self.identity)
        write(self.desk, self.journey, noted)

    def assert_and_second(self):
        said = ConsentAsserted(
            consent="c",
            person=self.person,
            journey=self.journey,
            wording="w",
            language="ko",
            statement="yes",
            channel="x",
        )
        (one,) = write(self.desk, self.journey, said)
        write(self.desk, self.journey, ConsentSeconded(consent="c", act=one))

    def withdraw(self):
        act = ConsentWithdrawn(person=self.person, journey=self.journey)
        write(self.desk, self.journey, act)

    def plan_again(self):
        opened = journey.journey_cell(self.desk, self.journey)
        (held, *_) = journey.persons(journey.read(self.desk, opened))
        act = JourneyPlanned(journey=self.journey, persons=(held,), responders=())
        write(self.desk, self.journey, act)

    def note_them_in_the_case(self):
        for core in self.desk.cells_of("core"):
            contact = case.Contact(identity=self.identity, box="")
            case.note_person(
                self.desk, core.register, "E", person_id=self.person, contact=contact
            )

    def go(self):
        journey.decide(self.desk, self.journey, Decision.GO, "go")

    def say_go(self):
        act = JourneyDecided(journey=self.journey, decision=Decision.GO, reason="")
        write(self.desk, self.journey, act)


WAYS = sorted(name for name in vars(One) if not name.startswith("_"))


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    name=st.sampled_from(HUMANS),
    ways=st.lists(st.sampled_from(WAYS), min_size=1, max_size=6),
)
def test_no_sequence_of_acts_lets_one_human_start_a_journey_without_its_persons(
    name, ways, tmp_path_factory
):
    world = builders.found(tmp_path_factory.mktemp("one"))
    case_id, person_id = builders.open_case(world)
    driver, keeper = builders.note_helper(world, "B1"), builders.note_helper(world, "B2")
    journey_id = builders.plan_journey(world, case_id, person_id, driver, keeper)
    world.sync()
    one = One(world.desks[name], journey_id, person_id)
    for way in ways:
        with suppress(WaystationError):
            getattr(one, way)()
    world.sync()
    for desk in (world.mina, world.jun, world.sora):
        found = journey.findings(desk, journey_id)
        assert found
        assert {item.code.partition(".")[0] for item in found} == {"consent"}
    for desk in world.desks.values():
        desk.close()
