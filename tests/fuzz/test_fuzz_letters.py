"""Letters with anything in them: none stops an inbox, is half done or counts twice."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders
from waystation.desk import inbox
from waystation.desk.sync import sync_once
from waystation.encoding import b64
from waystation.errors import FormatError

KINDS = ("consent", "check_in", "stop", "withdrawal", "confirmation", "arrival", "place")
NAMES = ("journey", "wording", "language", "check_ins", "number", "picture", "place")
NAMES += ("handover", "text", "watch", "seed", "made", "1")
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(("1", b64(bytes(32)), b64(bytes(16)), "2026-03-02T09:00:00Z")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3)
    ),
    max_leaves=6,
)
BODIES = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> builders.World:
    made = builders.found(tmp_path_factory.mktemp("letters"))
    case_id, person = builders.open_case(made)
    journey_id = builders.plan_journey(made, case_id, person, person, "t")
    builders.get_consent(made, journey_id, person)
    builders.go(made, journey_id)
    made.sync()
    made.journey = journey_id
    return made


def held(world: builders.World) -> int:
    return sum(len(opened.log.entries) for opened in world.mina.cells.values())


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(kind=st.sampled_from(KINDS), body=BODIES, ours=st.booleans())
def test_letter_of_a_traveller_is_done_or_set_aside_whole(
    world: builders.World, kind: str, body: dict[str, Any], *, ours: bool
) -> None:
    person, meeting = world.people["E"], world.meetings["E"]
    said = body | {"journey": world.journey} if ours else body
    try:
        person.write(kind, said, meeting)
    except FormatError:
        return  # too long for its kind
    person.send()
    assert_done_whole(world)


def test_consent_with_a_broken_check_in_is_set_aside_whole_and_stays_so(world) -> None:
    body = {
        "journey": world.journey,
        "wording": "consent-1",
        "language": "ko",
        "check_ins": {"1": "not a hash"},
    }
    world.people["E"].write("consent", body, world.meetings["E"])
    world.people["E"].send()
    assert assert_done_whole(world) == 1


def assert_done_whole(world: builders.World) -> int:
    """Read what came, and then everything again; return how many were set aside."""
    before, aside = held(world), len(inbox.aside(world.mina))
    sync_once(world.mina)
    now_aside = len(inbox.aside(world.mina)) - aside
    if now_aside:
        assert held(world) == before
    after = held(world)
    cursors = world.mina.store.cursors
    with world.mina.keeping():
        for box in inbox.inboxes(world.mina):
            cursors.restart(box.id, cursors.get(box.id).generation)
    sync_once(world.mina)
    assert held(world) == after
    assert len(inbox.aside(world.mina)) - aside == now_aside
    return now_aside
