"""Holds: where neither act saw the other, hold beats lift (C-8)."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tests.casework_history import desk, untimed
from waystation.casework import hold
from waystation.casework.entries import HoldLiftApproved, HoldLiftRefused, HoldPlaced
from waystation.casework.hold import Holds
from waystation.casework.terms import AlarmCause


def placed(*tags, of="h"):
    return HoldPlaced(hold=of, tags=tags or ("t1",), cause=AlarmCause.DEMAND)


def lift(*acts, of="h"):
    return HoldLiftApproved(hold=of, acts=tuple(one.id for one in acts), reason="asked")


def refuse(of="h"):
    return HoldLiftRefused(hold=of, reason="not yet")


def stands(*told):
    return hold.standing(hold.read(told), "h")


def test_placing_takes_one_and_applies_to_whatever_shares_a_tag():
    one = desk("kim").writes(placed("t1", "t2"))
    holds = hold.all_standing(hold.read([one]))
    assert hold.held({"t2", "t9"}, holds) == holds
    assert hold.held({"t9"}, holds) == ()


def test_one_human_cannot_lift():
    kim = desk("kim")
    one = kim.writes(placed())
    assert stands(one, kim.writes(lift(one)))


def test_two_humans_lift():
    kim, lee = desk("kim"), desk("lee")
    one = kim.writes(placed())
    first = kim.writes(lift(one))
    assert stands(one, first, lee.hears(one).writes(lift(one))) is None


def test_one_human_with_two_keys_counts_once_in_lifting():
    kim, other_key = desk("kim", "k1"), desk("kim", "k2")
    one = kim.writes(placed())
    first = kim.writes(lift(one))
    assert stands(one, first, other_key.hears(one).writes(lift(one)))


def test_a_placement_that_the_lifters_had_not_seen_stands():
    kim, lee, park = desk("kim"), desk("lee"), desk("park")
    one = kim.writes(placed("t1"))
    unseen = park.writes(placed("t2"))
    acts = [one, kim.writes(lift(one)), lee.hears(one).writes(lift(one)), unseen]
    assert stands(*acts).tags == {"t2"}


def test_two_timers_place_one_hold_and_two_humans_lift_both_placements():
    kim, lee = desk("kim"), desk("lee")
    one, two = kim.writes(placed("t1")), lee.writes(placed("t1"))
    first = kim.hears(two).writes(lift(one, two))
    second = lee.hears(one).writes(lift(one, two))
    assert len(hold.all_standing(hold.read([one, two]))) == 1
    assert stands(one, two, first, second) is None


def test_a_refusal_unseen_by_the_second_approval_keeps_the_hold():
    kim, lee, park = desk("kim"), desk("lee"), desk("park")
    one = kim.writes(placed())
    no = park.hears(one).writes(refuse())
    acts = [one, no, kim.writes(lift(one)), lee.hears(one).writes(lift(one))]
    assert stands(*acts)


def test_two_who_saw_the_refusal_may_still_lift():
    kim, lee, park = desk("kim"), desk("lee"), desk("park")
    one = kim.writes(placed())
    no = park.hears(one).writes(refuse())
    acts = [one, no, kim.hears(no).writes(lift(one)), lee.hears(no).writes(lift(one))]
    assert stands(*acts) is None


def test_a_refusal_after_the_lift_was_complete_comes_too_late():
    kim, lee, park = desk("kim"), desk("lee"), desk("park")
    one = kim.writes(placed())
    lifts = [kim.writes(lift(one)), lee.hears(one).writes(lift(one))]
    assert stands(one, *lifts, park.hears(*lifts).writes(refuse())) is None


def test_a_refusal_between_the_two_approvals_asks_the_first_again():
    kim, lee, park = desk("kim"), desk("lee"), desk("park")
    one = kim.writes(placed())
    first = kim.writes(lift(one))
    no = park.hears(first).writes(refuse())
    second = lee.hears(no).writes(lift(one))
    assert stands(one, first, no, second)
    assert stands(one, first, no, second, kim.hears(no).writes(lift(one))) is None


def test_approvals_more_than_72_hours_apart_lift_nothing():
    kim, lee = desk("kim"), desk("lee")
    one = kim.writes(placed())
    first = kim.writes(lift(one), hours=0)
    assert stands(one, first, lee.hears(one).writes(lift(one), hours=72.1))
    assert stands(one, first, lee.writes(lift(one), hours=72)) is None


def test_a_completed_lift_does_not_lapse_when_time_passes():
    kim, lee = desk("kim"), desk("lee")
    one = kim.writes(placed())
    done = [kim.writes(lift(one)), lee.hears(one).writes(lift(one))]
    later = lee.writes(lift(one), hours=1000)
    assert stands(one, *done, later) is None


def test_the_same_hold_placed_again_after_a_lift_stands_again():
    kim, lee = desk("kim"), desk("lee")
    one = kim.writes(placed())
    lifts = [kim.writes(lift(one)), lee.hears(one).writes(lift(one))]
    assert stands(one, *lifts, kim.hears(*lifts).writes(placed()))


def test_every_order_of_delivery_gives_the_same_holds():
    kim, lee, park = desk("kim"), desk("lee"), desk("park")
    one = kim.writes(placed("t1"))
    acts = [one, park.writes(placed("t2")), kim.writes(lift(one))]
    acts += [lee.hears(one).writes(lift(one)), park.writes(refuse())]
    assert len({str(stands(*order)) for order in permutations(acts)}) == 1


@st.composite
def board_histories(draw, humans=("kim", "lee", "park")):
    """Any acts by any desks that hear of one another now and then."""
    desks = [desk(human, f"{human}{store}") for human in humans for store in (1, 2)]
    told = []
    for _ in range(draw(st.integers(1, 14))):
        who = draw(st.sampled_from(desks))
        if told:
            who.hears(*draw(st.lists(st.sampled_from(told), max_size=3)))
        known = [one for one in told if who.clock.get(one.stream, 0) >= one.seq]
        placements = [one for one in known if one.kind == "hold.placed"]
        choice = draw(st.sampled_from(["place", "lift", "lift", "refuse"]))
        hours = draw(st.integers(0, 100))
        if choice == "lift" and placements:
            act = lift(*draw(st.lists(st.sampled_from(placements), min_size=1)))
        elif choice == "refuse":
            act = refuse()
        else:
            act = placed(draw(st.sampled_from(["t1", "t2"])))
        told.append(who.writes(act, hours=hours))
    return told


@untimed
@given(board_histories(), st.randoms())
def test_holds_do_not_depend_on_the_order_of_delivery(told, random):
    shuffled = told.copy()
    random.shuffle(shuffled)
    assert hold.read(told) == hold.read(shuffled)
    assert hold.all_standing(hold.read(told)) == hold.all_standing(hold.read(shuffled))


@untimed
@given(board_histories(), st.randoms())
def test_hearing_something_twice_changes_nothing(told, random):
    doubled = told + told
    random.shuffle(doubled)
    assert hold.read(told) == hold.read(doubled)


@untimed
@given(board_histories(humans=("kim",)))
def test_no_sequence_of_acts_lets_one_human_lift_a_hold(told):
    tags = {tag for one in hold.read(told).placed.get("h", ()) for tag in one.act.tags}
    found = stands(*told)
    assert (found.tags if found else set()) == tags


@untimed
@given(board_histories())
def test_a_placement_that_nobody_named_in_a_lift_always_stands(told):
    state = hold.read(told)
    named = {act for one in state.approved.get("h", ()) for act in one.act.acts}
    found = stands(*told)
    unnamed = {one.record.id for one in state.placed.get("h", ())} - named
    assert unnamed <= ({one.record.id for one in found.placed} if found else set())


@untimed
@given(board_histories())
def test_more_knowledge_of_holds_never_turns_a_hold_into_none_without_a_lift(told):
    before = hold.read(told)
    unseen = desk("choi").writes(placed("t9"))
    after = hold.all_standing(hold.read([*told, unseen]))
    assert hold.held({"t9"}, after)
    assert len(after) >= len(hold.all_standing(before))


def test_an_empty_board_holds_nothing():
    assert hold.all_standing(Holds()) == ()
