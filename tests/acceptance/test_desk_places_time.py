"""Nothing of a journey is destroyed before everybody had time to say that it must stay."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import builders
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
from waystation.casework.entries import ArrivalConfirmed, WatchAgreed
from waystation.casework.terms import How
from waystation.clock import SimulatedClock
from waystation.desk import charters, journey, loss, review, summary
from waystation.desk.summary import Places


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
