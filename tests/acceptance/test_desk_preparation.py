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
