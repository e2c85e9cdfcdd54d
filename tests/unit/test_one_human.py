"""What no human does alone, whatever kinds of acts they write, under however many keys."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.casework_any import any_act, made
from tests.casework_costs import Books
from tests.casework_history import at, desk, untimed
from tests.foresight_pictures import organisation
from waystation.casework import (
    consent,
    costs,
    hold,
    journey,
    ledger,
    loss,
    question,
    roster,
    start,
)
from waystation.casework.entries import (
    KINDS,
    ConsentGiven,
    HoldPlaced,
    HumanAdmitted,
    JourneyPlanned,
    LossRecorded,
)
from waystation.casework.ledger import Booked
from waystation.casework.standing import Around
from waystation.casework.terms import AlarmCause, Role

few = settings(untimed, max_examples=40)
POINTING = ("act", "acts", "payout", "arrest", "saw")
"""Fields in which an act names another by the id of its record."""


@st.composite
def alone(draw, told, human, *kinds, without=()):
    """Add what one human writes with two keys, mostly of these kinds, to what was told."""
    told = [*told]
    desks = [desk(human, key).hears(*told) for key in ("one", "two")]
    often = st.sampled_from(kinds).flatmap(lambda kind: made(KINDS[kind]))
    for _ in range(draw(st.integers(1, 12))):
        act = draw(st.one_of(often, often, any_act))
        if isinstance(act, tuple(without)):
            continue
        ids = st.sampled_from([one.id for one in told] or ["a"])
        for field in set(POINTING).intersection(act.__struct_fields__):
            held = getattr(act, field)
            if isinstance(held, tuple):
                act = replace(act, **{field: tuple(draw(st.lists(ids, min_size=1)))})
            elif isinstance(held, str):
                act = replace(act, **{field: draw(ids)})
        writer = draw(st.sampled_from(desks))
        told.append(writer.writes(act, hours=draw(st.integers(0, 80))))
        if draw(st.booleans()):
            for one in desks:
                one.hears(*told)
    return told


STAFF = [
    HumanAdmitted(human="a", name="A", roles=(Role.COORDINATOR,), identity="aaaa"),
    HumanAdmitted(human="b", name="B", roles=(Role.CASEWORKER,), identity="bbbb"),
    HumanAdmitted(
        human="j", name="J", roles=(Role.TRUSTEE,), identity="jjjj", outside=True
    ),
]


@few
@given(st.data())
def test_no_sequence_of_acts_lets_one_human_change_a_roster(data):
    keepers = desk("keepers")
    told = [keepers.writes(act) for act in STAFF]
    members = [roster.member_by(act) for act in STAFF]
    before = roster.humans(roster.read(told, members))
    more = alone(told, "a", "human.admitted", "human.departed", "prekey.published")
    after = roster.read(data.draw(more), members)
    assert [*roster.humans(after)] == [*before]
    assert roster.trustees(after) == {"j"}
    assert roster.staff(after) == {"a", "b"}


@few
@given(st.data())
def test_no_sequence_of_acts_of_any_kind_lets_one_human_lift_a_hold(data):
    placed = HoldPlaced(hold="a", tags=("t1", "t2"), cause=AlarmCause.DEMAND)
    told = [desk("lee").writes(placed)]
    more = alone(told, "kim", "hold.lift_approved", "hold.placed", "hold.lift_refused")
    found = hold.standing(hold.read(data.draw(more)), "a")
    assert found is not None
    assert found.tags >= {"t1", "t2"}


@few
@given(st.data())
def test_no_sequence_of_acts_of_any_kind_lets_one_human_pay(data):
    books = Books().opened()
    payout = books.propose(books.commit(books.fund()))
    human = data.draw(st.sampled_from(["kim", "lee", "driver"]))
    more = alone(books.told, human, "approval.given", "payout.paid", "payout.proposed")
    state = costs.read(data.draw(more))
    assert costs.standing(state, payout.id).paid is None
    assert Booked.PAID not in {one.what for one in ledger.transactions(state)}


@few
@given(st.data())
def test_no_sequence_of_acts_of_any_kind_lets_one_human_agree_for_a_person(data):
    """A letter of the person's own is no act of a human; a desk verifies those."""
    told = [desk("lee").writes(JourneyPlanned(journey="j", persons=("w1", "a")))]
    human = data.draw(st.sampled_from(["kim", "trustee"]))
    kinds = ("consent.asserted", "consent.seconded", "journey.planned")
    told = data.draw(alone(told, human, *kinds, without=[ConsentGiven]))
    found = start.may_start(
        journey.read("j", told), consent.read(told), organisation(), Around(at(0))
    )
    assert found
    assert {one.code.partition(".")[0] for one in found} == {"consent"}


@few
@given(st.data())
def test_no_sequence_of_acts_of_any_kind_lets_one_human_end_a_review_or_make_a_rule(data):
    lost = LossRecorded(person="w1", journey="j", last_known="at the gate")
    human = data.draw(st.sampled_from(["kim", "trustee"]))
    kinds = ("review.closed", "approval.given", "question.proposed")
    told = data.draw(alone([desk("lee").writes(lost)], human, *kinds))
    assert loss.sealed_for_review(loss.read(told), frozenset({"trustee"}))
    assert question.asked(question.read(told)) == ()
