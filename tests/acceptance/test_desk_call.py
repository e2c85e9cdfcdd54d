"""A call in progress: every line an entry, what is told holds at once."""

from datetime import timedelta

import pytest

from tests import builders
from waystation.casework import call as calls
from waystation.casework.cause import AlarmCause
from waystation.casework.entries import CallNoted, PersonNoted
from waystation.desk import alarm, call, hold
from waystation.errors import NotFoundError, NotPermittedError
from waystation.web.desk_port import OpenDesk


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def planned(world):
    team = builders.note_helper(world, "B2", hired=True)
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, team)
    builders.get_consent(world, journey_id, person_id)
    builders.go(world, journey_id)
    world.sync()
    return journey_id, person_id


def test_every_line_has_its_own_time_and_is_read_in_that_order_everywhere(world, planned):
    journey_id, person_id = planned
    began = call.begin(world.jun, journey_id, person_id, "ko")
    now = world.clock.now()
    call.line(world.jun, journey_id, began, "it is the policeman", now)
    call.line(
        world.jun, journey_id, began, "they are breaking in", now - timedelta(seconds=4)
    )
    world.sync()
    held = call.read(world.sora, world.sora.find("journey", journey_id))
    assert [one.act.text for one in calls.lines(held, began)] == [
        "they are breaking in",
        "it is the policeman",
    ]
    assert len(calls.in_progress(held)) == 1


def test_a_line_is_never_later_than_it_was_kept(world, planned):
    journey_id, _ = planned
    began = call.begin(world.jun, journey_id)
    call.line(world.jun, journey_id, began, "x", world.clock.now() + timedelta(hours=1))
    held = call.read(world.jun, world.jun.find("journey", journey_id))
    assert calls.lines(held, began)[0].act.at == world.clock.now()


@pytest.mark.parametrize("cause", call.CAUSES)
def test_what_the_caller_tells_holds_at_once(world, planned, cause):
    journey_id, person_id = planned
    began = call.begin(world.jun, journey_id, person_id)
    call.alarm(world.jun, journey_id, began, cause)
    assert [one.causes for _, one in alarm.all_open(world.jun)] == [{cause}]
    assert len(hold.standing(world.jun)) == 1


def test_a_call_cannot_raise_what_only_a_timer_knows(world, planned):
    journey_id, _ = planned
    began = call.begin(world.jun, journey_id)
    with pytest.raises(Exception, match=r"danger\.cause"):
        call.alarm(world.jun, journey_id, began, AlarmCause.MISSED_CHECK_IN)


def test_a_call_that_ended_is_noted_once_in_the_conversation_of_the_case(world, planned):
    journey_id, person_id = planned
    began = call.begin(world.mina, journey_id, person_id)
    call.line(world.mina, journey_id, began, "they are breaking in")
    for _ in range(2):
        call.end(world.mina, journey_id, began, broke_off=True)
    noted = [
        entry
        for opened in world.mina.cells_of("conversation")
        for entry in opened.of_kind(CallNoted.kind)
    ]
    assert len(noted) == 1
    assert b"they are breaking in" in noted[0].body
    held = call.read(world.mina, world.mina.find("journey", journey_id))
    assert calls.in_progress(held) == ()


def test_the_page_says_who_is_not_to_be_told_and_who_is(world, planned):
    journey_id, person_id = planned
    pages = OpenDesk(world.jun)
    began = call.begin(world.jun, journey_id, person_id, "zh")
    call.alarm(world.jun, journey_id, began, AlarmCause.RAID)
    call.warned(world.jun, journey_id, began, world.mina.human)
    view = pages.call(journey_id, began)
    assert view.language == "zh"
    assert (view.warn[0].name, view.warn[0].warned) == ("mina", True)
    assert world.jun.human not in [row.who for row in view.warn]
    assert view.unsaid == ("B2",)
    assert [row.cause for row in view.alarms] == [AlarmCause.RAID]
    assert pages.new_call().going_on[0].call == began


def test_nobody_outside_the_journey_reads_or_writes_a_call(world, planned):
    journey_id, _ = planned
    began = call.begin(world.jun, journey_id)
    with pytest.raises((NotFoundError, NotPermittedError)):
        call.line(world.tae, journey_id, began, "x")
    assert OpenDesk(world.tae).new_call().callers == ()


def waits_for_word(desk):
    return [row.count for row in OpenDesk(desk).today().waiting if row.kind == "untold"]


def by_letter(desk, journey_id, began):
    rows = OpenDesk(desk).call(journey_id, began).warn
    return [row.by_letter for row in rows if row.name == "E"]


def test_whom_no_letter_reaches_is_told_by_somebody_and_a_page_says_so_until_they_are(
    world, planned
):
    journey_id, person_id = planned
    began = call.begin(world.jun, journey_id)
    call.alarm(world.jun, journey_id, began, AlarmCause.RAID)
    assert (waits_for_word(world.jun), by_letter(world.jun, journey_id, began)) == (
        [],
        [True],
    )
    with world.jun.acting():
        opened = world.jun.find("journey", journey_id)
        world.jun.append(opened, PersonNoted(person=person_id, name="E"))
    world.pass_time(minutes=1)
    world.sync()
    for desk in (world.jun, world.mina):
        assert waits_for_word(desk) == [1]
        assert by_letter(desk, journey_id, began) == [False]
    call.warned(world.jun, journey_id, began, person_id)
    world.sync()
    assert waits_for_word(world.jun) == waits_for_word(world.mina) == []
