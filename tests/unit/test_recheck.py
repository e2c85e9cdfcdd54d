"""What is kept of many journeys is what all rules would say afresh, at any moment."""

import gc
from datetime import timedelta
from operator import eq, ge, gt, le, lt, ne
from weakref import ref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from tests.casework_history import START, at, untimed
from tests.recheck_acts import (
    CHANGES,
    JOURNEY,
    WHEN,
    call,
    held,
    incident,
    noted,
    times,
)
from tests.recheck_history import JOURNEYS, Happening
from waystation.casework import reach, roster
from waystation.casework.hold import Holds
from waystation.casework.noted import LastAnswer
from waystation.casework.terms import (
    IncidentEffect,
    Role,
)
from waystation.foresight.check import check
from waystation.foresight.looks import INSTANT, Change, Notebook
from waystation.foresight.moment import Moment
from waystation.foresight.picture import Picture
from waystation.foresight.recheck import QUESTIONS, Recheck
from waystation.foresight.seen import seen, sources
from waystation.foresight.thresholds import shipped
from waystation.foresight.world import Own, World


def kept_of(recheck, org, *journeys):
    recheck.look_at(org.world, org.now)
    return [recheck.findings(org.owns[of]) for of in journeys or JOURNEYS]


def afresh(org, *journeys):
    return [check(org.picture(of), shipped()) for of in journeys or JOURNEYS]


enough = settings(untimed, max_examples=40)


@enough
@given(st.lists(st.tuples(CHANGES, JOURNEY), max_size=12))
def test_after_any_acts_what_is_kept_is_what_all_rules_say_afresh(changes):
    org, recheck = Happening(), Recheck(shipped())
    assert kept_of(recheck, org) == afresh(org)
    for change, of in changes:
        change(org)
        # only one is asked about at first: the others have missed a world or two
        assert kept_of(recheck, org, of) == afresh(org, of)
    assert kept_of(recheck, org) == afresh(org)


@enough
@given(st.lists(CHANGES, max_size=8), st.lists(WHEN, min_size=1, max_size=6))
def test_as_time_passes_or_is_put_back_what_is_kept_is_what_all_rules_say(changes, hours):
    org, recheck = Happening(), Recheck(shipped())
    for change in changes:
        change(org)
    for hour in hours:
        for moment in (at(hour), at(hour) - timedelta(microseconds=1), at(hour + 0.4)):
            org.now = moment
            assert kept_of(recheck, org) == afresh(org)


def asked_after(recheck, org, change):
    """Say how many questions a change asks again."""
    before = recheck.asked
    change(org)
    assert kept_of(recheck, org) == afresh(org)
    return recheck.asked - before


def test_a_change_asks_again_only_what_rests_on_it():
    org, recheck = Happening(), Recheck(shipped())
    for helper in ("b1", "b2", "b3", "b4"):
        noted(helper, hired=False, team="", recruited_by="", interprets=False)(org)
    assert asked_after(recheck, org, lambda _: None) == len(JOURNEYS) * len(QUESTIONS)
    assert asked_after(recheck, org, lambda _: None) == 0
    assert (
        asked_after(recheck, org, incident("b4", IncidentEffect.HOLD, settled=False)) == 0
    )
    assert (
        0
        < asked_after(recheck, org, incident("b1", IncidentEffect.HOLD, settled=False))
        <= 6
    )
    assert 0 < asked_after(recheck, org, held("b1", lifted=False)) <= 4
    assert asked_after(recheck, org, call("passes", 1)) == 0


def test_a_change_that_alters_no_answer_in_between_asks_nobody_behind_it():
    org, recheck = Happening(), Recheck(shipped())
    kept_of(recheck, org)
    # whoever is new is on no leg: who the helpers of a leg are is what it was
    assert asked_after(recheck, org, call("admit", "new", Role.CASEWORKER)) == 0


def test_every_part_of_a_picture_comes_from_the_journey_or_from_its_world():
    known = {*Own.__struct_fields__, *World.__struct_fields__}
    made = {"around", "organisation", "shared", "joined", "marks"}
    in_scenarios_alone = {"other_persons"}
    assert set(Picture.__struct_fields__) - known - made == in_scenarios_alone


def still_stands(read, before, after):
    """Say whether what was read in one world is known to stand in another."""
    notebook = Notebook()
    _, basis = notebook.noting(lambda: read(seen(before, notebook)))
    change = Change(sources(after), sources(before))
    return basis.reads_as_before(sources(after), change)


AT_A_KEY = {
    "get": lambda table: table.get("b1"),
    "item": lambda table: table["b1"],
    "in": lambda table: "b1" in table,
}
ALL_OF_IT = {
    "iter": list,
    "length": len,
    "truth": bool,
    "items": lambda table: table.items(),
    "keys": lambda table: table.keys(),
    "values": lambda table: table.values(),
    "equal": lambda table: table == {},
    "put": lambda table: table.put("b9", 0),
}
ONE = World(burned={"b1": True})
ANOTHER_KEY = World(burned={"b1": True, "b2": True})
GONE = World(burned={"b2": True})


@pytest.mark.parametrize("look", AT_A_KEY.values(), ids=AT_A_KEY)
def test_whoever_looks_at_a_key_rests_on_that_key_alone(look):
    def read(around):
        return look(around.burned)

    assert still_stands(read, ONE, ANOTHER_KEY)
    assert not still_stands(read, ONE, GONE)


@pytest.mark.parametrize("look", ALL_OF_IT.values(), ids=ALL_OF_IT)
def test_whoever_looks_at_all_of_a_table_rests_on_all_of_it(look):
    def read(around):
        return look(around.burned)

    assert still_stands(read, ONE, replace(ONE, holds=Holds()))
    assert not still_stands(read, ONE, ANOTHER_KEY)


def test_what_is_no_table_is_rested_on_as_well():
    after = replace(ONE, holds=Holds(settled=frozenset({"h"})))
    assert not still_stands(lambda around: around.holds.settled, ONE, after)
    assert not still_stands(
        lambda around: roster.humans(around.people.roster), *two_rosters()
    )


def test_two_questions_that_ask_by_the_same_are_two():
    org = Happening()
    before = org.world
    org.admit("sora", Role.CASEWORKER)
    only = frozenset({"sora"})

    def read(around):
        reach.members(around.people.roster, only)
        reach.trustees(around.people.roster, only)

    assert not still_stands(read, before, org.world)


def test_hours_that_leave_two_at_each_hour_of_a_journey_ask_nothing_again():
    org, recheck = Happening(), Recheck(shipped())
    kept_of(recheck, org)
    assert asked_after(recheck, org, call("admit", "new", Role.COORDINATOR)) == 0
    assert asked_after(recheck, org, times("new", 0, 40)) == 0
    assert asked_after(recheck, org, times("kim", 500)) > 0


def two_rosters():
    org = Happening()
    before = org.world
    org.leaves("lee")
    return before, org.world


ASKED = {
    "text": str,
    "repr": repr,
    "hash": hash,
    "format": "{:%H}".format,
    "year": lambda now: now.year,
    "date": lambda now: now.date(),
    "since": lambda now: now - at(3),
    "until": lambda now: at(3) - now,
    "moved": lambda now: (now - timedelta(hours=1)).isoformat(),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_whatever_is_asked_of_the_present_but_to_compare_holds_for_an_instant(ask):
    notebook = Notebook()
    assert ask(Moment.of(notebook, START)) == ask(START)
    assert (notebook.looks.since, notebook.looks.until) == (START, START + INSTANT)


@given(st.integers(-3, 3), st.integers(-3, 3), st.integers(-3, 3))
def test_a_comparison_with_the_present_holds_exactly_as_long_as_it_says(
    shift, other, later
):
    moved = timedelta(microseconds=shift)
    edge = START + timedelta(microseconds=other)
    then = START + timedelta(microseconds=later)
    for compare in (lt, le, gt, ge, eq, ne):
        for swapped in (False, True):
            notebook = Notebook()
            now = Moment.of(notebook, START) + moved
            said = compare(edge, now) if swapped else compare(now, edge)
            looks = notebook.looks
            plain = [
                compare(edge, one + moved) if swapped else compare(one + moved, edge)
                for one in (START, then)
            ]
            assert said == plain[0]
            if looks.since <= then < looks.until:
                assert said == plain[1]


def test_what_was_asked_of_a_state_is_forgotten_with_it():
    class State(Struct, weakref=True):
        said: str = "x"

    class Answer:
        pass

    asked = LastAnswer(lambda _: Answer())
    state = State()
    answer = ref(asked(state))
    assert asked(state) is answer()
    del state
    gc.collect()
    assert answer() is None
