"""What is prepared before a journey is noted once, and anew where it changes."""

import pytest

from tests import builders
from waystation.casework.entries.plan import (
    AbortAgreed,
    DestinationPlanned,
    FallbackPlanned,
    InterviewPrepared,
)
from waystation.desk import journey, preparation
from waystation.errors import ConflictError


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def prepared(world, found, person, back="back to the corner"):
    new = world.mina.random_id
    return [
        DestinationPlanned(journey=found, destination=new(), to="the embassy"),
        FallbackPlanned(journey=found, fallback=new(), what=back),
        AbortAgreed(journey=found, criteria=("a car that nobody knows",)),
        InterviewPrepared(journey=found, person=person),
    ]


def test_what_is_noted_already_is_not_noted_twice_and_what_changes_replaces_it(world):
    case_id, person = builders.open_case(world)
    found = journey.plan(world.mina, case_id, (person,), (), "south")
    assert preparation.note(world.mina, found, prepared(world, found, person)) == 4
    assert preparation.note(world.mina, found, prepared(world, found, person)) == 0
    changed = prepared(world, found, person, "wait a day")
    assert preparation.note(world.mina, found, changed) == 1
    opened = journey.journey_cell(world.mina, found)
    known = journey.read(world.mina, opened).prepared
    assert [one.act.what for one in known.fallbacks.values()] == ["wait a day"]


def test_what_is_prepared_for_another_journey_is_refused(world):
    case_id, person = builders.open_case(world)
    found = journey.plan(world.mina, case_id, (person,), (), "south")
    with pytest.raises(ConflictError, match=r"journey\.other"):
        preparation.note(world.mina, found, prepared(world, "another", person))
    opened = journey.journey_cell(world.mina, found)
    assert not journey.read(world.mina, opened).prepared.abort


def test_another_institution_is_another_destination_and_what_was_said_stays_with_the_first(
    world,
):
    case_id, person = builders.open_case(world)
    found = journey.plan(world.mina, case_id, (person,), (), "south")
    first, fallback, *_ = prepared(world, found, person)
    preparation.note(world.mina, found, (first, fallback))
    for again in prepared(world, found, person, "wait a day")[:2]:
        made = preparation.replacing(world.mina, found, again)
        known = (first.destination, fallback.fallback)
        assert {getattr(made, "destination", ""), getattr(made, "fallback", "")} & {*known}
    other = DestinationPlanned(journey=found, destination="other", to="the consulate")
    assert preparation.replacing(world.mina, found, other) == other
    preparation.note(world.mina, found, (other,))
    opened = journey.journey_cell(world.mina, found)
    stands = journey.read(world.mina, opened).prepared.destination[""]
    assert stands.act.destination == "other"
