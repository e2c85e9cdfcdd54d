"""Who is in danger: one says so, and somebody else says that it is over."""

from hypothesis import given
from hypothesis import strategies as st

from tests.casework_history import desk, untimed
from waystation.casework import panic
from waystation.casework.entries.panic import PanicEnded, PanicRaised

RAISED = PanicRaised(alarm="a", human="kim", text="at my door")
ENDED = PanicEnded(alarm="a", outcome="heard from them")


def in_danger(*told):
    return [(one.alarm, one.human) for one in panic.all_open(panic.read(told))]


def test_whoever_is_in_danger_does_not_say_that_it_is_over():
    kim, lee = desk("kim"), desk("lee")
    one = kim.writes(RAISED)
    assert in_danger(one, kim.writes(ENDED)) == [("a", "kim")]
    assert in_danger(one, lee.hears(one).writes(ENDED)) == []


def test_who_had_not_heard_of_it_does_not_end_it():
    one = desk("kim").writes(RAISED)
    assert in_danger(one, desk("lee").writes(ENDED)) == [("a", "kim")]


def test_a_colleague_says_so_of_them_and_it_is_still_not_theirs_to_end():
    one = desk("lee").writes(RAISED)
    (found,) = panic.all_open(panic.read([one]))
    assert (found.human, found.by) == ("kim", "lee")
    assert in_danger(one, desk("kim").hears(one).writes(ENDED)) == [("a", "kim")]


def test_whoever_borrows_an_alarm_makes_nobody_else_its_subject():
    kim, lee, ann = desk("kim"), desk("lee"), desk("ann")
    borrowed = PanicRaised(alarm="a", human="lee")
    one = kim.writes(RAISED)
    for told in ([one, lee.hears(one).writes(borrowed)], [one, ann.writes(borrowed)]):
        assert panic.subject(panic.read(told), "a") == "kim"
    assert panic.subject(panic.read([one]), "b") == ""


@untimed
@given(
    st.lists(
        st.tuples(st.sampled_from(["kim", "lee"]), st.booleans(), st.booleans()),
        max_size=8,
    ),
    st.randoms(),
)
def test_who_is_in_danger_does_not_depend_on_the_order_of_delivery(steps, random):
    desks, told = {one: desk(one) for one in ("kim", "lee")}, []
    for human, raises, hears in steps:
        writer = desks[human]
        if hears:
            writer.hears(*told)
        told.append(writer.writes(RAISED if raises else ENDED))
    before = panic.all_open(panic.read(told))
    random.shuffle(told)
    assert panic.all_open(panic.read(told)) == before
