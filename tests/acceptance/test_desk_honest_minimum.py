from datetime import timedelta

import pytest

from tests import builders
from waystation.casework.entries import HouseNoted, LegPlanned
from waystation.casework.terms import AlarmCause
from waystation.desk import (
    alarm,
    case,
    checkin,
    checkin_link,
    consent,
    conversation,
    hold,
    journey,
    on_call,
    safehouse,
)
from waystation.desk.conversation import ImportedFile, ImportedRow
from waystation.errors import ConflictError, NotFoundError, NotPermittedError


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def planned(world):
    case_id, person_id = builders.open_case(world)
    return case_id, person_id, builders.plan_journey(world, case_id, person_id, "g", "t")


def blocking(world, journey_id):
    found = journey.findings(world.mina, journey_id)
    return [one.code for one in found if one.severity == "block"]


def test_no_journey_goes_while_fewer_than_two_can_be_reached(world):
    _, person_id, journey_id = planned(world)
    builders.get_consent(world, journey_id, person_id)
    journey.co_sign(world.sora, journey_id)
    world.sync()
    assert blocking(world, journey_id) == []
    past = world.clock.now() - timedelta(days=1)
    for name in ("jun", "hana", "tae", "sora"):
        on_call.note(world.desks[name], past, past + timedelta(hours=1))
    world.sync()
    assert "minimum.two_reachable" in blocking(world, journey_id)


def test_consent_of_a_person_without_a_key_needs_two_and_the_trustee(world):
    _, person_id, journey_id = planned(world)
    world.sync()
    said = consent.Statement("consent-1", "ko", "yes, I want to go", "c")
    asserted = consent.assert_for(world.jun, journey_id, person_id, said)
    world.sync()
    assert blocking(world, journey_id) == ["consent.one_asserts"]
    consent.second(world.mina, journey_id, asserted)
    world.sync()
    assert blocking(world, journey_id) == ["consent.one_asserts"]
    consent.second(world.sora, journey_id, asserted)
    world.sync()
    assert not [one for one in blocking(world, journey_id) if one.startswith("consent")]
    consent.withdraw(world.jun, journey_id, person_id, "not any more")
    world.sync()
    assert blocking(world, journey_id) == ["consent.withdrawn"]


def test_a_stop_by_letter_ends_the_journey_with_one_act(world):
    _, person_id, journey_id = planned(world)
    builders.get_consent(world, journey_id, person_id)
    person = world.people["E"]
    person.write("stop", {"journey": journey_id}, world.meetings["E"])
    person.send()
    world.sync()
    assert "journey.stopped_by_person" in blocking(world, journey_id)
    assert [one.causes for _, one in alarm.all_open(world.mina)] == [{AlarmCause.STOPPED}]


def test_roles_are_kept_and_acts_name_their_own_journey(world):
    case_id, person_id, journey_id = planned(world)
    world.sync()
    with pytest.raises(NotPermittedError):
        journey.plan(world.hana, case_id, (person_id,), ())
    with pytest.raises(NotPermittedError):
        hold.place(world.tae, ("x",), AlarmCause.OTHER)
    with pytest.raises(NotFoundError):
        journey.findings(world.tae, journey_id)
    with pytest.raises(NotFoundError):
        hold.approve_lift(world.mina, "no-such", "x")
    with pytest.raises(ConflictError):
        journey.plan_part(world.mina, journey_id, leg_of(world, "another"))


def leg_of(world, journey_id):
    return LegPlanned(
        journey=journey_id,
        leg="l",
        number=1,
        place="p",
        window=journey.window(world.clock.now(), 1),
        gives="a",
        takes="b",
    )


def test_a_spoken_check_in_is_marked_as_a_workers_word(world):
    _, person_id, journey_id = planned(world)
    builders.get_consent(world, journey_id, person_id)
    builders.go(world, journey_id)
    ((_, code),) = checkin_link.codes(world.mina, journey_id, person_id)
    checkin.said(world.mina, journey_id, person_id, 1, code, "umbrella")
    world.pass_time(hours=8)
    world.sync()
    assert alarm.all_open(world.mina) == []
    (heard,) = world.jun.find("journey", journey_id).of_kind("check_in.received")
    assert b'"how":"assertion"' in heard.body


def test_an_address_is_sealed_even_from_case_staff(world):
    world.sync()
    noted = HouseNoted(
        house=world.mina.random_id(), label="H", address="7 Sea St", host="h"
    )
    safehouse.note(world.mina, noted, (world.jun.human,))
    builders.sign_houses(world)
    assert world.jun.find("house", noted.house)
    with pytest.raises(NotFoundError):
        world.hana.find("house", noted.house)


def test_an_imported_file_is_whole_and_checked_when_it_is_fetched(world):
    case_id, _ = builders.open_case(world)
    room = case.conversation_of(world.mina, case_id).register
    data = "[오후 1:00] E: 새장 속의 새".encode() * 4000
    rows = [ImportedRow("E", "새장 속의 새", "오후 1:00", (0, 30), ("flag",))]
    file_id = conversation.import_file(
        world.mina, room, "c", ImportedFile("kakaotalk", data, rows)
    )
    world.sync()
    assert conversation.original(world.hana, room, file_id) == data
    (message,) = conversation.read(world.hana, room).messages.values()
    assert (message.act.file, message.act.row) == (file_id, (0, 30))
