"""Across cases the rules see tags alone: no desk reads a case that it is not in."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import msgspec
import pytest

from tests import builders
from waystation.casework.entries import LegPlanned
from waystation.desk import case, foresight, journey
from waystation.errors import NotFoundError

SECRETS = ("수진", "the grey bridge", "second case")
ACROSS = {"helper.two_cases", "helper.hired_in_two_cases", "helper.first_pick_up_shared"}


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def second_case(world, helper_id: str) -> str:
    """A case of jun's alone, with a journey on which a helper of mina's is needed too."""
    jun = world.jun
    cells = case.open_case(jun, "second case")
    person = case.note_person(jun, cells.case, "수진")
    found = journey.plan(jun, cells.case, (person,), (), "second case")
    leg = LegPlanned(
        journey=found,
        leg=jun.random_id(),
        number=1,
        place="the grey bridge",
        window=journey.window(world.clock.now() + timedelta(hours=3), 6),
        gives=person,
        takes=helper_id,
    )
    journey.plan_part(jun, found, leg)
    world.sync()
    return found


def first_journey(world, helper_id: str) -> str:
    case_id, person = builders.open_case(world)
    found = builders.plan_journey(world, case_id, person, person, helper_id)
    builders.get_consent(world, found, person)
    return found


def picture_at(desk, journey_id: str):
    opened = journey.journey_cell(desk, journey_id)
    state = journey.read(desk, opened)
    return foresight.picture(desk, opened, state)


def records_in(value: object) -> Iterator[tuple[str, bytes]]:
    """Give every record that a picture holds, with what it says."""
    if hasattr(value, "body") and hasattr(value, "stream"):
        yield value.id, value.body
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from records_in(getattr(value, name))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from records_in(one)
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from records_in(one)


def test_a_finding_across_cases_arises_from_tags_alone(world):
    team = builders.note_helper(world, "B1")
    world.sync()
    ours = first_journey(world, team)
    alone = {one.code for one in journey.findings(world.mina, ours)}
    assert alone & ACROSS == set()
    theirs = second_case(world, team)
    with pytest.raises(NotFoundError):
        journey.journey_cell(world.mina, theirs)
    across = [one for one in journey.findings(world.mina, ours) if one.code in ACROSS]
    assert {one.code for one in across} == {
        "helper.two_cases",
        "helper.first_pick_up_shared",
    }
    held = {
        entry.id for opened in world.mina.cells.values() for entry in opened.log.entries
    }
    assert {record for one in across for record in one.rests_on} <= held


def test_a_picture_holds_no_record_of_a_case_that_the_desk_is_not_in(world):
    team = builders.note_helper(world, "B1")
    world.sync()
    ours, theirs = first_journey(world, team), second_case(world, team)
    seen = picture_at(world.mina, ours)
    (shared,) = seen.shared
    assert shared.handle != theirs
    held = {
        entry.id for opened in world.mina.cells.values() for entry in opened.log.entries
    }
    read = dict(records_in(seen))
    assert read
    assert set(read) <= held
    whole = b"".join(read.values()).decode()
    assert [one for one in (*SECRETS, theirs) if one in whole] == []


def test_what_a_desk_learns_of_the_other_journey_is_a_handle_and_six_hour_windows(world):
    team = builders.note_helper(world, "B1")
    world.sync()
    ours = first_journey(world, team)
    second_case(world, team)
    (shared,) = picture_at(world.mina, ours).shared
    assert set(shared.__struct_fields__) == {"register", "handle", "windows", "rests_on"}
    for window in shared.windows:
        for edge in (window.opens, window.closes):
            assert (edge.hour % 6, edge.minute, edge.second) == (0, 0, 0)


def test_whoever_is_not_on_the_board_gets_no_finding_from_it(world):
    team = builders.note_helper(world, "B1")
    world.sync()
    case_id, person = builders.open_case(world)
    ours = journey.plan(world.mina, case_id, (person,), (world.tae.human,), "south")
    second_case(world, team)
    world.sync()
    assert picture_at(world.tae, ours).shared == ()
