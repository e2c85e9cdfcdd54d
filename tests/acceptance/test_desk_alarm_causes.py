"""Dangers that anybody reports, a panic of one's own, and how alarms are closed."""

import pytest

from tests import builders
from waystation.casework.cause import AlarmCause, Outcome
from waystation.casework.entries import AlarmClosed
from waystation.casework.entries.watch import DangerReported
from waystation.casework.terms import InformationGrade, SourceGrade
from waystation.desk import alarm, danger, hold, panic
from waystation.errors import ConflictError, RuleError


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def under_way(world):
    return builders.under_way(world)


def reported(world, journey_id, cause):
    return DangerReported(
        danger=world.jun.random_id(),
        journey=journey_id,
        cause=cause,
        said_by="a neighbour of the team",
        source=SourceGrade.E,
        information=InformationGrade.DOUBTFUL,
        text="a white van with two men",
    )


def test_a_doubtful_report_holds_as_a_sure_one_does(world, under_way):
    danger.report(world.jun, reported(world, under_way, AlarmCause.WRONG_VEHICLE))
    world.sync()
    assert [one.causes for _, one in alarm.all_open(world.sora)] == [
        {AlarmCause.WRONG_VEHICLE}
    ]
    assert len(hold.standing(world.mina)) == 1


def test_what_has_an_act_of_its_own_is_not_reported_as_a_danger(world, under_way):
    with pytest.raises(RuleError):
        danger.report(world.jun, reported(world, under_way, AlarmCause.ARREST))


def test_a_panic_holds_every_journey_that_the_one_in_danger_answers_for(world, under_way):
    panic.raise_panic(world.jun, "police at my door")
    world.sync()
    (found,) = alarm.all_open(world.mina)
    assert found[1].causes == {AlarmCause.PANIC}
    assert hold.standing(world.mina)
    panic.raise_panic(world.tae, "not of this journey")
    world.sync()
    assert len(alarm.all_open(world.mina)) == 1


def test_a_silence_is_closed_as_a_dead_battery_and_the_hold_stays(world, under_way):
    world.pass_time(hours=7)
    world.sync(rounds=3)
    ((_, one),) = alarm.all_open(world.mina)
    alarm.close(world.mina, one.alarm, "heard by telephone", Outcome.DEAD_BATTERY)
    assert alarm.all_open(world.mina) == []
    (entry,) = world.mina.find("journey", under_way).of_kind(AlarmClosed.kind)
    assert b'"how":"dead_battery"' in entry.body
    assert hold.standing(world.mina)
    world.sync(rounds=3)
    assert alarm.all_open(world.jun) == []


def test_a_sign_of_duress_is_not_closed_as_a_false_alarm(world, under_way):
    world.people["E"].check_in(world.meetings["E"], 1, 0)
    world.people["E"].send()
    world.sync()
    ((_, one),) = alarm.all_open(world.mina)
    for how in (Outcome.FALSE_ALARM, Outcome.DEAD_BATTERY, Outcome.OUTAGE, Outcome.HEARD):
        with pytest.raises(ConflictError):
            alarm.close(world.mina, one.alarm, "she touched the wrong one", how)
    alarm.close(world.mina, one.alarm, "she is with us, and safe", Outcome.OVER)
    assert alarm.all_open(world.mina) == []
