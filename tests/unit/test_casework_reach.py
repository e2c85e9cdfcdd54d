"""When two can be reached, however the times of each lie."""

from hypothesis import given
from hypothesis import strategies as st

from tests.casework_history import at, desk
from waystation.casework import reach, roster
from waystation.casework.entries import HumanAdmitted, Window
from waystation.casework.reach import People, Who
from waystation.casework.terms import Role

ROLES = {"kim": Role.COORDINATOR, "lee": Role.CASEWORKER, "sora": Role.TRUSTEE}
HOURS = st.integers(0, 12)
TIME = st.builds(lambda one, other: Window(at(one), at(other)), HOURS, HOURS)
TIMES = st.lists(TIME, max_size=4).map(tuple)
SOME = {Who.ANSWERS: {"kim", "lee", "sora"}, Who.LIFTS: {"kim", "sora"}}


def people(on_call):
    kim = desk("kim")
    acts = [
        HumanAdmitted(
            human=one, name=one, roles=(role,), identity="key", outside=one == "sora"
        )
        for one, role in ROLES.items()
    ]
    told = [kim.writes(act) for act in acts]
    return People(roster.read(told, map(roster.member_by, acts)), on_call)


def first_alone(on_call, those, time):
    """Look at every half hour, as nobody comes or goes in between."""
    for half in range(24):
        now = at(half / 2)
        there = [
            one
            for one in those
            if any(each.opens <= now < each.closes for each in on_call.get(one, ()))
        ]
        if time.opens <= now < time.closes and len(there) < 2:
            return now
    return None


@given(st.dictionaries(st.sampled_from((*ROLES, "gone")), TIMES), TIME)
def test_the_first_moment_without_two_is_found_however_their_times_lie(on_call, time):
    inside = people(on_call)
    for some, those in SOME.items():
        found = reach.uncovered(inside, some, time, Window(at(0), at(12)))
        assert found[0] == first_alone(on_call, those, time)
        assert found[1] == first_alone(on_call, those, Window(at(0), at(12)))
    named = frozenset({"kim", "lee", "gone"})
    expected = first_alone(on_call, {"kim", "lee"}, time)
    assert reach.uncovered(inside, named, time) == (expected,)
