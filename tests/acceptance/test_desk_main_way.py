import pytest

from tests import builders
from waystation.casework.entries import DemandRecorded
from waystation.casework.terms import AlarmCause, Role
from waystation.desk import alarm, hold, intake, journey


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def test_an_organisation_is_founded_by_all_its_keepers_and_joined_by_invitation(world):
    for desk in world.desks.values():
        assert len(desk.roster().admitted) == 5
    assert world.sora.whoami().roles == {Role.TRUSTEE}


def test_a_letter_becomes_a_case_and_its_writer_is_known(world):
    builders.open_case(world)
    world.people["E"].write("message", {"text": "second"})
    world.people["E"].send()
    world.sync("mina")
    assert len(intake.first_letters(world.mina)) == 1


def test_a_journey_goes_when_consent_and_the_trustee_are_there(world):
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, "g", "t")
    world.sync()
    codes = [one.code for one in journey.findings(world.mina, journey_id)]
    assert codes == ["consent.none"]
    builders.get_consent(world, journey_id, person_id)
    found = builders.go(world, journey_id)
    assert not [one for one in found if one.severity == "block"]
    world.sync()
    canaries = len(world.desks)
    assert len(world.relay.watches) == 1 + canaries


def test_a_check_in_that_means_well_raises_nothing_and_another_picture_an_alarm(world):
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, "g", "t")
    builders.get_consent(world, journey_id, person_id)
    builders.go(world, journey_id)
    world.sync()
    person = world.people["E"]
    person.check_in(world.meetings["E"], 1, 3)
    assert person.send().sent == 1
    world.sync()
    world.pass_time(hours=8)
    world.sync()
    assert alarm.all_open(world.mina) == []


def test_silence_raises_one_alarm_and_a_demand_holds_the_other_journey(world):
    team = builders.note_helper(world, "B1", hired=True)
    case_1, e = builders.open_case(world, "E")
    first = builders.plan_journey(world, case_1, e, e, team)
    builders.get_consent(world, first, e, "E")
    assert not [one for one in builders.go(world, first) if one.severity == "block"]
    case_2, w = builders.open_case(world, "W1")
    second = builders.plan_journey(world, case_2, w, w, team)
    builders.get_consent(world, second, w, "W1")
    world.sync()
    demand = DemandRecorded(
        demand=world.mina.random_id(),
        journey=first,
        helper=team,
        asks_for="food, clothes, shoes",
    )
    journey.record(world.mina, first, demand)
    world.sync()
    assert [one.causes for _, one in alarm.all_open(world.jun)] == [{AlarmCause.DEMAND}]
    (held,) = hold.standing(world.jun)
    found = builders.go(world, second)
    assert "hold.shares_a_tag" in [one.code for one in found]
    world.sync()
    told = [one.kind for one in world.people["W1"].replies()[0]]
    assert told.count("hold") == 1
    world.pass_time(hours=8)
    world.sync()
    causes = [one.causes for _, one in alarm.all_open(world.mina)]
    assert causes.count({AlarmCause.MISSED_CHECK_IN}) == 1
    hold.approve_lift(world.mina, held.hold, "shown to be nothing")
    world.sync()
    assert held.hold in [one.hold for one in hold.standing(world.jun)]
    hold.approve_lift(world.jun, held.hold, "seen as well")
    world.sync()
    assert held.hold not in [one.hold for one in hold.standing(world.sora)]
