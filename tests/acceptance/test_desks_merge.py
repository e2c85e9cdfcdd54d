"""Desks that worked apart agree in whatever order they meet; a human counts once."""

from collections.abc import Callable
from itertools import permutations

import pytest

from tests import builders
from waystation.casework.approval import complete
from waystation.casework.entries import (
    Act,
    ApprovalGiven,
    ConsentSeconded,
    HoldLiftApproved,
    LegPlanned,
    body_of,
)
from waystation.casework.journey import head, legs
from waystation.casework.terms import AlarmCause
from waystation.cell.charter import Member
from waystation.desk import charters, consent, hold, journey
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.errors import NotPermittedError

ON_BOARD = ("mina", "jun", "sora")
ORDERS = list(permutations(ON_BOARD))
SAID = consent.Statement("consent-1", "ko", "yes, I want to go", "c")
World = builders.World


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def planned(world: World) -> tuple[str, str]:
    case_id, person = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person, "gives", "takes")
    world.sync()
    return journey_id, person


def meet(world: World, order: tuple[str, ...]) -> None:
    """Let desks meet in an order, until everyone has everything; then they must agree."""
    for _ in range(3):
        world.sync(*order, rounds=1)
    for opened in world.mina.cells.values():
        for name in ON_BOARD[1:]:
            other = world.desks[name].cells.get(opened.log.cell)
            if other is not None:
                assert [e.id for e in other.log.entries] == [
                    e.id for e in opened.log.entries
                ]
                assert other.log.problems == opened.log.problems == ()


def blocking(desk: Desk, journey_id: str) -> list[str]:
    found = journey.findings(desk, journey_id)
    return sorted(one.code for one in found if one.severity == "block")


def agreed(world: World, read: Callable[[Desk], object]) -> object:
    """Return what every desk reads, having looked that they all read the same."""
    answers = [read(world.desks[name]) for name in ON_BOARD]
    assert answers.count(answers[0]) == len(answers)
    return answers[0]


def standing(desk: Desk) -> set[str]:
    return {one.hold for one in hold.standing(desk)}


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_hold_placed_apart_from_its_lifting_beats_it(world: World, order) -> None:
    held = hold.place(world.mina, ("team",), AlarmCause.REPORT)
    world.sync()
    hold.place(world.sora, ("team",), AlarmCause.DEMAND, hold_id=held)
    hold.approve_lift(world.mina, held, "it was nothing")
    hold.approve_lift(world.jun, held, "seen as well")
    assert standing(world.mina) == standing(world.jun) == {held}
    meet(world, order)
    assert agreed(world, standing) == {held}
    hold.approve_lift(world.mina, held, "both reports seen")
    hold.approve_lift(world.jun, held, "both reports seen")
    meet(world, order)
    assert agreed(world, standing) == set()


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_lift_that_nobody_spoke_against_stands_in_any_order(world: World, order) -> None:
    """The control: without a hold or a refusal in between the same acts do lift it."""
    held = hold.place(world.mina, ("team",), AlarmCause.REPORT)
    world.sync()
    hold.approve_lift(world.mina, held, "it was nothing")
    hold.approve_lift(world.jun, held, "seen as well")
    meet(world, order)
    assert agreed(world, standing) == set()


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_refusal_apart_from_the_approvals_beats_them(world: World, order) -> None:
    held = hold.place(world.mina, ("team",), AlarmCause.REPORT)
    world.sync()
    hold.approve_lift(world.mina, held, "it was nothing")
    hold.refuse_lift(world.sora, held, "I have heard otherwise")
    hold.approve_lift(world.jun, held, "seen as well")
    meet(world, order)
    assert agreed(world, standing) == {held}


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_withdrawal_apart_from_a_consent_beats_it(world: World, planned, order) -> None:
    journey_id, person = planned
    asserted = consent.assert_for(world.mina, journey_id, person, SAID)
    world.sync()
    consent.second(world.sora, journey_id, asserted)
    consent.withdraw(world.jun, journey_id, person, "not any more")
    meet(world, order)
    codes = agreed(world, lambda desk: blocking(desk, journey_id))
    assert [code for code in codes if code.startswith("consent.")] == ["consent.withdrawn"]


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_consent_after_a_withdrawal_that_it_knew_stands(
    world: World, planned, order
) -> None:
    """The control: who saw the withdrawal may record that the person consented anew."""
    journey_id, person = planned
    consent.withdraw(world.jun, journey_id, person, "not any more")
    world.sync()
    asserted = consent.assert_for(world.mina, journey_id, person, SAID)
    world.sync()
    consent.second(world.sora, journey_id, asserted)
    meet(world, order)
    codes = agreed(world, lambda desk: blocking(desk, journey_id))
    assert not [code for code in codes if code.startswith("consent.")]


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_approval_of_a_plan_that_was_changed_apart_counts_for_neither(
    world: World, planned, order
) -> None:
    journey_id, person = planned
    builders.get_consent(world, journey_id, person)
    journey.co_sign(world.sora, journey_id)
    opened = journey.journey_cell(world.mina, journey_id)
    (leg,) = [one.act for one in legs(journey.read(world.mina, opened))]
    changed = LegPlanned(
        journey=journey_id,
        leg=leg.leg,
        number=1,
        place="somewhere else",
        window=leg.window,
        gives=leg.gives,
        takes=leg.takes,
    )
    journey.plan_part(world.mina, journey_id, changed)
    meet(world, order)
    codes = agreed(world, lambda desk: blocking(desk, journey_id))
    assert "plan.trustee_has_not_co_signed" in codes
    journey.co_sign(world.sora, journey_id)
    meet(world, order)
    codes = agreed(world, lambda desk: blocking(desk, journey_id))
    assert "plan.trustee_has_not_co_signed" not in codes


def second_key(world: World, keeper: Desk, opened: OpenCell, human: Desk) -> str:
    """Admit a second key of a human to a cell, signed as the cell's charters need."""
    with human.acting():
        key = human.offer_keys(1)[0]
    twin = next(one for one in opened.log.members if one.human == human.human)
    more = Member(key=key, human=twin.human, keeper=False, trustee=False)
    with keeper.acting():
        proposal = charters.propose(keeper, opened, "joins", (*opened.log.members, more))
    world.sync()
    if opened.log.charter.guarded:
        with world.jun.acting():
            charters.sign(world.jun, world.jun.cell(opened.log.cell), proposal)
    world.sync()
    assert key in opened.log.charter.by_key
    return key


def write_with(desk: Desk, opened: OpenCell, key: str, act: Act) -> None:
    """Write an act with another key of the desk's human."""
    signing = desk.offered_key(key)
    assert signing is not None
    with desk.acting():
        opened.log.append(act.kind, body_of(act), at=desk.now(), key=signing)
        opened.add(opened.log.entries[-1:])


def test_two_keys_of_one_human_lift_no_hold(world: World) -> None:
    (board,) = world.mina.cells_of("board")
    held = hold.place(world.mina, ("team",), AlarmCause.REPORT)
    key = second_key(world, world.mina, board, world.mina)
    (stands,) = hold.standing(world.mina)
    acts = tuple(one.record.id for one in stands.placed)
    hold.approve_lift(world.mina, held, "one key")
    act = HoldLiftApproved(hold=held, acts=acts, reason="the other key")
    write_with(world.mina, board, key, act)
    meet(world, ON_BOARD)
    assert agreed(world, standing) == {held}
    hold.approve_lift(world.jun, held, "another human")
    meet(world, ON_BOARD)
    assert agreed(world, standing) == set()


def test_two_keys_of_one_human_assert_no_consent(world: World, planned) -> None:
    journey_id, person = planned
    opened = journey.journey_cell(world.mina, journey_id)
    key = second_key(world, world.mina, opened, world.sora)
    asserted = consent.assert_for(world.sora, journey_id, person, SAID)
    trustees = world.sora.find("journey", journey_id)
    entry = trustees.of_kind("consent.asserted")[-1]
    write_with(world.sora, trustees, key, ConsentSeconded(consent=asserted, act=entry.id))
    meet(world, ON_BOARD)
    codes = agreed(world, lambda desk: blocking(desk, journey_id))
    assert "consent.one_asserts" in codes
    consent.second(world.jun, journey_id, asserted)
    meet(world, ON_BOARD)
    codes = agreed(world, lambda desk: blocking(desk, journey_id))
    assert "consent.one_asserts" not in codes


def test_two_keys_of_one_keeper_are_no_majority_for_a_charter(world: World) -> None:
    (board,) = world.mina.cells_of("board")
    key = second_key(world, world.mina, board, world.mina)
    with world.mina.acting():
        proposal = charters.propose(world.mina, board, "leaves", board.log.members[:-1])
    signing = world.mina.offered_key(key)
    assert signing is not None
    ((_, charter),) = charters.proposals(board)
    twice = charter.signed_by(signing)
    assert len(twice.signatures) == 2
    with pytest.raises(NotPermittedError):
        board.log.keys.book.add(twice)
    before = board.log.charter.n
    world.sync()
    assert board.log.charter.n == before
    with world.jun.acting():
        charters.sign(world.jun, world.jun.cell(board.log.cell), proposal)
    world.sync()
    assert board.log.charter.n == before + 1


def test_approval_with_a_second_key_is_the_same_humans(world: World, planned) -> None:
    journey_id, person = planned
    builders.get_consent(world, journey_id, person)
    opened = journey.journey_cell(world.mina, journey_id)
    key = second_key(world, world.mina, opened, world.mina)
    plan = head(journey.read(world.mina, opened))
    assert plan is not None
    journey.co_sign(world.mina, journey_id)
    approval = ApprovalGiven(act=plan.record.id, reason="again")
    write_with(world.mina, opened, key, approval)
    meet(world, ON_BOARD)
    codes = agreed(world, lambda desk: blocking(desk, journey_id))
    assert "plan.trustee_has_not_co_signed" in codes
    given = journey.read(world.jun, world.jun.find("journey", journey_id)).approvals.given
    both = given[plan.record.id]
    assert len(both) == 2
    assert complete(both, (), need=1)
    assert complete(both, (), need=2) == ()
