import pytest

from tests import builders
from waystation.casework.entries import (
    ArrestReported,
    DemandRecorded,
    LossRecorded,
    PlaceReported,
)
from waystation.casework.terms import (
    AlarmCause,
    Answer,
    InformationGrade,
    SourceGrade,
)
from waystation.desk import (
    alarm,
    arrest,
    arrival,
    board,
    case,
    demand,
    hold,
    journey,
    loss,
    referral,
    safehouse,
    watchkeeper,
)
from waystation.errors import NotFoundError


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def planned(world):
    team = builders.note_helper(world, "B1", hired=True)
    case_id, person_id = builders.open_case(world)
    house = world.mina.random_id()
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, team, house)
    return case_id, person_id, journey_id, team, house


def test_a_demand_outside_the_agreement_alarms_and_holds_in_the_same_act(world):
    _, _, journey_id, team, _ = planned(world)
    asked = DemandRecorded(
        demand=world.mina.random_id(), journey=journey_id, helper=team, asks_for="money"
    )
    demand.record(world.mina, asked)
    assert [one.causes for _, one in alarm.all_open(world.mina)] == [{AlarmCause.DEMAND}]
    assert [one.hold for one in hold.standing(world.mina)] == [asked.demand]


def reported(desk, journey_id, place, source):
    said = PlaceReported(journey=journey_id, place=place, source=source)
    watchkeeper.happened(desk, journey_id, said)


def test_a_place_outside_the_plan_alarms(world):
    _, person_id, journey_id, _, _ = planned(world)
    reported(world.mina, journey_id, "the coastal city", person_id)
    assert alarm.all_open(world.mina) == []
    reported(world.mina, journey_id, "a house in another city", person_id)
    assert [one.causes for _, one in alarm.all_open(world.mina)] == [
        {AlarmCause.CHANGED_PLACE}
    ]


def test_a_house_that_an_arrested_team_was_sent_to_is_presumed_burned(world):
    _, _, journey_id, team, house = planned(world)
    reported = ArrestReported(
        arrest=world.mina.random_id(),
        journey=journey_id,
        who=(team,),
        said_by="relatives of B1",
        source=SourceGrade.C,
        information=InformationGrade.PROBABLY_TRUE,
    )
    arrest.report(world.mina, reported)
    assert safehouse.burned(world.mina) == {house}
    world.sync()
    assert safehouse.burned(world.jun) == {house}


def test_a_journey_that_everyone_arrived_from_is_over_on_the_board(world):
    _, person_id, journey_id, _, _ = planned(world)
    arrival.confirm(world.mina, journey_id, person_id, "the gate")
    world.sync()
    shown = board.read(world.jun).journeys.values()
    assert [one.act.over for one in shown] == [True]
    assert journey_id not in str([one.act for one in shown])


def test_a_loss_stands_in_the_journey_and_in_the_case(world):
    case_id, person_id, journey_id, _, _ = planned(world)
    last = LossRecorded(person=person_id, journey=journey_id, last_known="in that house")
    loss.record(world.mina, last)
    world.sync()
    assert person_id in case.read(world.hana, case_id).endings.lost
    opened = world.jun.find("journey", journey_id)
    assert person_id in journey.read(world.jun, opened).arrivals.lost


def test_a_referral_waits_until_it_is_answered(world):
    case_id, _, _, _, _ = planned(world)
    made = referral.make(
        world.mina, case_id, "an embassy", "take over", withheld=("route",)
    )
    with pytest.raises(NotFoundError):
        referral.answered(world.mina, case_id, "no-such", Answer.REFUSED)
    referral.answered(world.mina, case_id, made, Answer.ACCEPTED)
    world.sync()
    answered = case.read(world.hana, case_id).referrals.answered
    assert answered[made].act.answer is Answer.ACCEPTED
