"""What no human does alone, whatever kinds of acts they write, under however many keys."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.casework_any import any_act, made
from tests.casework_costs import Books
from tests.casework_history import at, desk, held_handles, untimed
from tests.casework_journeys import watch as watching
from tests.foresight_pictures import organisation
from waystation.casework import (
    board,
    consent,
    costs,
    hold,
    journey,
    ledger,
    loss,
    panic,
    question,
    roster,
    start,
    summary,
    watch,
)
from waystation.casework.entries import (
    KINDS,
    BoardJourney,
    ConsentGiven,
    HoldPlaced,
    HumanAdmitted,
    JourneyPlanned,
    LossRecorded,
)
from waystation.casework.entries.panic import PanicRaised
from waystation.casework.entries.summary import Kept
from waystation.casework.ledger import Booked
from waystation.casework.noted import acts
from waystation.casework.standing import Around
from waystation.casework.terms import AlarmCause, Role
from waystation.foresight import tagged

few = settings(untimed, max_examples=40)
POINTING = ("act", "acts", "payout", "arrest", "saw")
"""Fields in which an act names another by the id of its record."""


def aimed(kind, **fields):
    """Any act of a kind that is about what matters here."""
    return made(KINDS[kind]).map(lambda act: replace(act, **fields))


@st.composite
def pointed(draw, act, told):
    """Let an act name others of what was told by the ids of their records."""
    ids = st.sampled_from([one.id for one in told] or ["a"])
    for field in set(POINTING).intersection(act.__struct_fields__):
        held = getattr(act, field)
        if isinstance(held, tuple):
            act = replace(act, **{field: tuple(draw(st.lists(ids, min_size=1)))})
        elif isinstance(held, str):
            act = replace(act, **{field: draw(ids)})
    return act


@st.composite
def alone(draw, told, human, *kinds, without=(), aim=()):
    """Add what one human writes with three keys, mostly of these kinds, to what was told.

    For one of them nobody vouches: it is listed as a colleague's. A key may not have heard
    what was told before. Every other act has its aim, where one is given: what is left to
    chance alone hardly ever meets.
    """
    told = [*told]
    of = (human, human, "")
    desks = [desk(one, f"{human} {key} {len(told)}") for key, one in enumerate(of)]
    for one in desks:
        if draw(st.integers(0, 3)):
            one.hears(*told)
    often = st.sampled_from(kinds).flatmap(lambda kind: made(KINDS[kind]))
    for _ in range(draw(st.integers(1, 12))):
        if aim and draw(st.booleans()):
            act = draw(st.one_of(*aim))
            told.append(draw(st.sampled_from(desks)).hears(*told).writes(act))
            continue
        act = draw(st.one_of(often, often, any_act))
        if isinstance(act, tuple(without)):
            continue
        act = draw(pointed(act, told))
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
    told = data.draw(alone([], "a", "human.admitted"))
    told += [keepers.writes(act) for act in STAFF]
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
    kinds = ("hold.lift_approved", "hold.placed", "hold.lift_refused")
    aim = [aimed(kinds[0], hold="a", acts=(told[0].id,))]
    more = alone(told, "kim", *kinds, aim=aim)
    found = hold.standing(hold.read(data.draw(more)), "a")
    assert found is not None
    assert found.tags >= {"t1", "t2"}


@few
@given(st.data())
def test_no_sequence_of_acts_of_any_kind_lets_one_human_pay(data):
    books = Books().opened()
    payout = books.propose(books.commit(books.fund()))
    human = data.draw(st.sampled_from(["kim", "lee", "driver"]))
    kinds = ("approval.given", "payout.paid", "payout.proposed")
    aim = [aimed(kinds[0], act=payout.id), aimed(kinds[1], payout=payout.id)]
    more = alone(books.told, human, *kinds, aim=aim)
    state = costs.read(data.draw(more))
    assert costs.standing(state, payout.id).paid is None
    assert Booked.PAID not in {one.what for one in ledger.transactions(state)}


@few
@given(st.data())
def test_no_sequence_of_acts_of_any_kind_lets_one_human_agree_for_a_person(data):
    """A letter of the person's own is no act of a human; a desk verifies those."""
    told = [desk("lee").writes(JourneyPlanned(journey="j", persons=("w1", "a")))]
    human = data.draw(st.sampled_from(["kim", "trustee"]))
    said = aimed("consent.asserted", person="w1", journey="j")
    asserts = alone(told, human, "consent.asserted", without=[ConsentGiven], aim=[said])
    told = data.draw(asserts)
    asserted = [one.id for one in told if one.kind == "consent.asserted"]
    aim = [aimed("consent.seconded", act=one) for one in asserted]
    kinds = ("consent.asserted", "consent.seconded", "journey.planned")
    told = data.draw(alone(told, human, *kinds, without=[ConsentGiven], aim=aim))
    for person in ("w1", "a"):
        found = consent.standing(consent.read(told), person, "j", frozenset({"trustee"}))
        assert not found.stands
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
    told = [desk("lee").writes(lost)]
    told = data.draw(alone(told, human, *kinds, aim=[aimed(kinds[2])]))
    proposed = [one.id for one in told if one.kind in {kinds[0], kinds[2]}]
    aim = [aimed("approval.given", act=one) for one in proposed]
    told = data.draw(alone(told, human, *kinds, aim=aim))
    assert loss.sealed_for_review(loss.read(told), frozenset({"trustee"}))
    assert question.asked(question.read(told)) == ()


@few
@given(st.data())
def test_no_sequence_of_acts_of_any_kind_lets_one_human_take_a_watch_down(data):
    """Nor, of staff, do they together with whoever is on the way."""
    agreed = replace(watching("watch1", person="lee"), staff=True)
    told = [desk("jun").writes(agreed)]
    down = aimed("watch.disarm_agreed", journey="j", watch="watch1")
    kinds = ("watch.disarm_agreed", "watch.rehearsed")
    for human in ("lee", "kim"):
        told = data.draw(alone(told, human, *kinds, aim=[down]))
    assert not watch.disarmed_by(watch.read(told), "watch1")
    state = watch.read([one for one in told if one.human != "kim"])
    assert journey.is_live(journey.Journey("j"), state.agreed["watch1"].act)


@few
@given(st.data())
def test_no_sequence_of_acts_of_any_kind_lets_one_human_end_a_danger_of_their_own(data):
    told = [desk("lee").writes(PanicRaised(alarm="a", human="kim"))]
    aim = [aimed("panic.ended", alarm="a")]
    told = data.draw(alone(told, "kim", "panic.raised", "panic.ended", aim=aim))
    found = {(one.alarm, one.human) for one in panic.all_open(panic.read(told))}
    assert ("a", "kim") in found


@few
@given(st.data())
def test_no_sequence_of_acts_of_any_kind_lets_one_human_hide_what_another_shows(data):
    """Neither from the other journeys on the same team, nor from a hold on it."""
    shows = BoardJourney(handle="a", windows=(), tags=("t1",))
    placed = HoldPlaced(hold="h", tags=("t1",), cause=AlarmCause.DEMAND)
    lee = desk("lee")
    told = [lee.writes(shows), lee.writes(placed)]
    over = aimed("board.journey", handle="a")
    lift = aimed("hold.lift_approved", hold="h", acts=(told[1].id,))
    kinds = ("board.journey", "hold.lift_approved")
    state = board.read(data.draw(alone(told, "kim", *kinds, aim=[over, lift])))
    assert "a" in held_handles(state)
    assert "a" in {one.act.handle for one in tagged.carried(state)["t1"]}


@few
@given(st.data())
def test_no_sequence_of_acts_of_any_kind_lets_one_human_vouch_for_a_summary(data):
    told = [desk("lee").writes(JourneyPlanned(journey="j", persons=("w1",)))]
    kept = Kept(id="x", human="lee", at=at(0), kind="journey.decided", body='{"made":"up"}')
    parts = [st.just(one) for one in summary.written("j", 1, (kept,))]
    named = summary.digest((kept,))
    done = aimed("places.destroyed", journey="j", before=1, digest=named)
    told = data.draw(alone(told, "kim", "places.destroyed", aim=[*parts, done]))
    found = summary.whole(acts(told))
    assert all(len(one.destroyed_by) < summary.VOUCHED_BY for one in found)
    assert "x" not in {one.id for one in summary.counting(found)}
    assert len(journey.read("j", told).ended.destroyed) < summary.VOUCHED_BY
