"""Nothing of a journey is destroyed before everybody had time to say that it must stay."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import builders
from tests.acceptance.test_desk_alone import write
from tests.acceptance.test_desk_places import (
    IN_IT,
    arrived,
    at,
    named,
    pass_weeks,
    started,
    where,
)
from waystation.casework import journey as plan
from waystation.casework.draft import PlanDraft
from waystation.casework.entries import ArrivalConfirmed, JourneyPlanned, WatchAgreed
from waystation.casework.terms import How, Outcome, SlipLanguage
from waystation.clock import SimulatedClock
from waystation.desk import (
    admission,
    alarm,
    charters,
    checkin_link,
    draft,
    journey,
    loss,
    review,
    slip,
    summary,
)
from waystation.desk.summary import Places
from waystation.desk.views_journey import journey_view
from waystation.desk.views_plan import plan_view
from waystation.desk.views_slips import slips_view
from waystation.desk.views_state import state_of
from waystation.desk.views_watch import check_ins_view
from waystation.errors import ConflictError


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def test_a_desk_that_has_not_heard_its_colleagues_destroys_nothing(world):
    journey_id, _ = arrived(world)
    pass_weeks(world, count=1)
    world.pass_time(days=1)
    world.sync()
    loss.seal(world.mina, journey_id)
    world.sync("mina")
    world.pass_time(days=7)
    world.relay.up = False
    for _ in range(2):
        world.sync("jun")
    assert where(world, journey_id, "jun") == {Places.WAITING}
    assert plan.legs(journey.read(world.jun, at(world, "jun", journey_id)))
    world.relay.up = True
    world.sync()
    assert where(world, journey_id) == {Places.KEPT}


def test_a_desk_to_which_the_relay_shows_nothing_new_destroys_nothing(world):
    journey_id, _ = arrived(world)
    pass_weeks(world, count=1)
    world.pass_time(days=1)
    world.sync()
    loss.seal(world.mina, journey_id)
    world.sync("mina")
    world.pass_time(days=7)
    world.relay.bend = lambda page: replace(page, records=[])
    for _ in range(2):
        world.sync("jun")
    assert where(world, journey_id, "jun") == {Places.WAITING}
    assert state_of(world.jun).relay.wrong
    world.relay.bend = lambda page: page
    world.sync()
    assert where(world, journey_id) == {Places.KEPT}


def test_an_arrival_dated_long_ago_gives_colleagues_their_week(world):
    journey_id, person_id = started(world)
    mina = world.mina
    with mina.acting():
        charters.propose(mina, at(world, "mina", journey_id), "epoch")
    world.sync()
    world.pass_time(days=8)
    past = ArrivalConfirmed(journey=journey_id, person=person_id, how=How.ASSERTION)
    now, opened = world.clock.now(), at(world, "mina", journey_id)
    kept = summary.summary_of(opened, 1)[0].kept
    slow = replace(mina.ports, clock=SimulatedClock(now - timedelta(days=60)))
    ports, mina.ports = mina.ports, slow
    with mina.acting():
        for act in (past, *named(journey_id, 1, kept)):
            mina.append(opened, act)
    mina.ports = ports
    world.sync()
    assert plan.legs(journey.read(world.jun, at(world, "jun", journey_id)))
    world.pass_time(days=6)
    world.sync()
    for name in IN_IT:
        assert plan.legs(journey.read(world.desks[name], at(world, name, journey_id)))


def test_what_was_kept_for_a_review_stays_for_a_week_after_it_was_closed(world):
    journey_id, _ = arrived(world)
    pass_weeks(world, count=1)
    loss.seal(world.mina, journey_id)
    world.sync()
    pass_weeks(world)
    assert where(world, journey_id) == {Places.KEPT}
    first = review.close(world.mina, journey_id, "looked at")
    world.sync()
    review.agree_to_close(world.sora, journey_id, first)
    world.sync(rounds=3)
    assert where(world, journey_id) == {Places.WAITING}
    for name in IN_IT:
        assert plan.legs(journey.read(world.desks[name], at(world, name, journey_id)))
    pass_weeks(world, count=3)
    assert where(world, journey_id) == {Places.DESTROYED}


def test_while_staff_are_still_on_the_way_their_check_ins_are_not_destroyed(world):
    journey_id, _ = arrived(world)
    now = world.clock.now().replace(microsecond=0)
    later = WatchAgreed(
        journey=journey_id,
        watch=world.mina.random_id(),
        person=world.jun.human,
        number=1,
        opens=now + timedelta(days=30),
        due=now + timedelta(days=31),
        staff=True,
    )
    journey.record(world.mina, journey_id, later)
    world.sync()
    pass_weeks(world)
    for name in IN_IT:
        state = journey.read(world.desks[name], at(world, name, journey_id))
        assert later.watch in state.watches.agreed


def ahead(world, name, days):
    """Let a desk's clock be ahead of everybody's."""
    ports = world.desks[name].ports
    clock = SimulatedClock(world.clock.now() + timedelta(days=days))
    world.desks[name].ports = replace(ports, clock=clock)
    return ports


def test_a_clock_far_ahead_does_not_put_the_destruction_off(world):
    journey_id, person_id = started(world)
    arrived_at = ArrivalConfirmed(journey=journey_id, person=person_id, how=How.ASSERTION)
    ports = ahead(world, "mina", 36_500)
    with world.mina.acting():
        world.mina.append(at(world, "mina", journey_id), arrived_at)
    world.mina.ports = ports
    world.sync()
    assert where(world, journey_id) == {Places.WAITING}
    pass_weeks(world)
    assert where(world, journey_id) == {Places.DESTROYED}


def test_after_a_correction_colleagues_have_their_week_again(world):
    journey_id, person_id = arrived(world)
    pass_weeks(world, count=1)
    world.pass_time(days=6)
    corrected = ArrivalConfirmed(journey=journey_id, person=person_id, how=How.ASSERTION)
    write(world, "jun", at(world, "jun", journey_id), corrected)
    world.pass_time(days=6)
    world.sync()
    assert where(world, journey_id) == {Places.WAITING}
    assert plan.legs(journey.read(world.jun, at(world, "jun", journey_id)))
    pass_weeks(world)
    assert where(world, journey_id) == {Places.DESTROYED}


def test_of_a_trip_of_staff_alone_the_places_are_destroyed_once_they_are_back(world):
    case_id, _ = builders.open_case(world)
    trip = journey.plan(world.mina, case_id, (), (world.jun.human,), "a visit")
    world.sync()
    pass_weeks(world)
    assert where(world, trip) == {Places.KEPT}
    journey.agree_picture(world.mina, trip, world.jun.human, 3)
    now = world.clock.now().replace(microsecond=0)
    times = [(now, now + timedelta(hours=4))]
    checkin_link.make(world.mina, trip, world.jun.human, times)
    world.sync()
    pass_weeks(world)
    assert where(world, trip) == {Places.KEPT}  # nobody heard of them
    for _, one in alarm.all_open(world.mina):
        alarm.close(world.mina, one.alarm, "heard", Outcome.HEARD)
    world.sync()
    assert where(world, trip) == {Places.WAITING}
    pass_weeks(world)
    assert where(world, trip) == {Places.DESTROYED}
    for name in IN_IT:
        state = journey.read(world.restart(name), at(world, name, trip))
        assert not state.watches.agreed
        assert state.plan.planned[""].act.label == ""


def test_nobody_makes_a_trip_of_a_journey_by_planning_it_for_nobody(world):
    journey_id, _ = started(world)
    opened = at(world, "mina", journey_id)
    for_nobody = JourneyPlanned(journey=journey_id, persons=(), responders=())
    write(world, "mina", opened, for_nobody)
    pass_weeks(world, count=3)
    assert where(world, journey_id, "jun", "sora") == {Places.KEPT}


def refused(act):
    with pytest.raises(ConflictError) as error:
        act()
    return error.value.code


def test_of_a_journey_that_is_over_nothing_is_planned_or_waited_for_any_more(world):
    journey_id, person_id = started(world)
    mina, state = world.mina, state_of(world.mina)
    assert not journey_view(mina, state, journey_id).over
    stands, version = draft.read(mina, journey_id)
    write(
        world,
        "mina",
        at(world, "mina", journey_id),
        ArrivalConfirmed(journey=journey_id, person=person_id, how=How.ASSERTION),
    )
    now = world.clock.now()
    later = [(now, now + timedelta(hours=4))]

    def codes():
        return {
            refused(lambda: plan_view(mina, state, journey_id)),
            refused(lambda: check_ins_view(mina, state, journey_id)),
            refused(lambda: draft.save(mina, journey_id, PlanDraft(), version)),
            refused(lambda: draft.ask(mina, journey_id)),
            refused(lambda: journey.agree_picture(mina, journey_id, person_id, 2)),
            refused(lambda: checkin_link.make(mina, journey_id, person_id, later)),
            refused(
                lambda: slip.make(mina, journey_id, slip.Wanted(handover="h", party="p"))
            ),
            refused(lambda: slip.draw_words(mina, journey_id, "h", *2 * [SlipLanguage.KO])),
        }

    assert stands.legs
    assert journey_view(mina, state, journey_id).over
    assert codes() == {"journey.over"}
    assert slips_view(mina, state, journey_id)  # a word that comes late still proves
    pass_weeks(world)
    assert where(world, journey_id) == {Places.DESTROYED}
    assert codes() == {"journey.over"}
    assert refused(lambda: slips_view(mina, state, journey_id)) == "journey.over"


def test_who_joins_after_the_destruction_reads_what_stays(world):
    journey_id, person_id = arrived(world)
    pass_weeks(world)
    with world.mina.acting():
        admission.add_to(world.mina, at(world, "mina", journey_id), world.tae.human)
    world.sync(rounds=3)
    for _ in range(2):
        opened = at(world, "tae", journey_id)
        assert not opened.log.strangers
        state = journey.read(world.tae, opened)
        assert plan.persons(state) == (person_id,)
        assert plan.was_decided(state)
        assert not plan.legs(state)
        assert journey.is_over(world.tae, opened)
        written = at(world, "jun", journey_id).entries
        world.pass_time(days=1)
        world.sync()
        assert at(world, "jun", journey_id).entries == written
        world.restart("tae")
