"""Costs at real desks: two sign, each reads the milestone in the journey itself."""

import pytest
from msgspec.structs import replace

from tests import builders
from tests.acceptance.test_desk_safe_houses import everything_opened_with
from tests.casework_costs import balances
from tests.costs_at_desks import (
    KRW,
    agreed,
    budget,
    confirm,
    fund,
    looked_up,
    open_money,
    paid,
    planned,
    stands,
)
from waystation.casework import alarm as alarms
from waystation.casework import costs as books
from waystation.casework import ledger, person
from waystation.casework.entries import (
    AlarmRaised,
    DemandRecorded,
)
from waystation.casework.entries.money import (
    CommitmentMade,
    DemandAnswered,
    Milestone,
)
from waystation.casework.money import (
    IfMoreIsAsked,
    MilestoneKind,
    Purpose,
)
from waystation.casework.payout import PayoutState
from waystation.casework.terms import AlarmCause
from waystation.desk import alarm, costs, demand, hold, journey, money_cell
from waystation.desk.views_costs import CostsView
from waystation.desk.views_ledger import costs_view
from waystation.desk.views_state import state_of
from waystation.errors import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
    RuleError,
)


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def test_the_money_cell_is_there_once_a_majority_of_the_keepers_has_signed(world):
    money_cell.found(world.mina, KRW)
    world.sync()
    assert not any(desk.cells_of("money") for desk in world.desks.values())
    (waits,) = money_cell.waiting(world.sora)
    assert waits.signed == {world.mina.human}
    money_cell.sign(world.sora, waits.id)
    world.sync()
    inside = [name for name, desk in world.desks.items() if desk.cells_of("money")]
    assert inside == ["mina", "jun", "sora"]
    assert books.fund.base(costs.read(world.sora).funds) is KRW
    with pytest.raises(ConflictError):
        money_cell.found(world.jun, KRW)
    with pytest.raises(NotFoundError):
        costs.read(world.hana)


def test_a_keeper_signs_for_one_money_cell_in_a_week(world):
    money_cell.found(world.mina, KRW)
    money_cell.found(world.jun, KRW)
    world.sync()
    first = next(one for one in money_cell.waiting(world.sora))
    money_cell.sign(world.sora, first.id)
    (second,) = money_cell.waiting(world.sora)
    with pytest.raises(ConflictError):
        money_cell.sign(world.sora, second.id)
    world.sync()
    assert len({one.log.cell for one in world.sora.cells_of("money")}) == 1


def test_a_milestone_is_paid_once_both_sides_confirmed_and_two_signed(world):
    made, _, driver, host, meeting = agreed(world)
    with pytest.raises(RuleError, match=r"costs\.ahead_of_milestone"):
        costs.propose(world.mina, made, "there")
    confirm(world, meeting, ("mina", driver))
    with pytest.raises(RuleError, match=r"costs\.ahead_of_milestone"):
        costs.propose(world.mina, made, "there")
    confirm(world, meeting, ("jun", host))
    payout = costs.propose(world.mina, made, "there")
    world.sync()
    with pytest.raises(NotPermittedError, match=r"payout\.two"):
        costs.pay(world.mina, paid(world, payout))
    costs.approve(world.mina, payout)
    assert stands(world, payout) is PayoutState.PROPOSED
    costs.approve(world.sora, payout)
    world.sync()
    costs.pay(world.mina, paid(world, payout))
    world.sync()
    assert stands(world, payout, "jun") is PayoutState.PAID
    booked = ledger.transactions(costs.read(world.jun))
    assert all(balances(one) for one in booked)
    with pytest.raises(RuleError):
        costs.pay(world.jun, paid(world, payout))
    with pytest.raises(RuleError, match=r"costs\.paid_twice"):
        costs.propose(world.mina, made, "there")


def test_one_humans_word_for_both_sides_is_no_milestone(world):
    made, _, driver, host, meeting = agreed(world)
    confirm(world, meeting, ("mina", driver), ("mina", host))
    with pytest.raises(RuleError, match=r"costs\.ahead_of_milestone"):
        costs.propose(world.mina, made, "there")


def test_words_that_are_not_the_others_are_no_milestone(world):
    made, _, driver, host, meeting = agreed(world)
    confirm(world, meeting, ("mina", driver), ("jun", host), word="red apple")
    with pytest.raises(RuleError, match=r"costs\.ahead_of_milestone"):
        costs.propose(world.mina, made, "there")


def test_nothing_is_signed_or_paid_while_an_alarm_of_the_journey_is_open(world):
    made, journey_id, driver, host, meeting = agreed(world)
    confirm(world, meeting, ("mina", driver), ("jun", host))
    payout = costs.propose(world.mina, made, "there")
    raised = AlarmRaised(alarm="a", journey=journey_id, cause=AlarmCause.OTHER)
    journey.record(world.mina, journey_id, raised)
    world.sync()
    with pytest.raises(RuleError, match=r"costs\.alarm_open"):
        costs.approve(world.jun, payout)
    alarm.close(world.mina, "a", "a dead battery")
    world.sync()
    costs.approve(world.jun, payout)
    assert stands(world, payout, "jun") is PayoutState.APPROVED


def test_nothing_is_paid_to_whom_a_hold_covers(world):
    made, _, driver, host, meeting = agreed(world)
    confirm(world, meeting, ("mina", driver), ("jun", host))
    payout = costs.propose(world.mina, made, "there")
    hold.place(world.mina, [driver], AlarmCause.DEMAND)
    world.sync()
    with pytest.raises(RuleError, match=r"costs\.payee_held"):
        costs.approve(world.jun, payout)


def test_the_payee_never_signs_even_with_another_key(world):
    open_money(world)
    case_id, journey_id, _, host, meeting = planned(world)
    jun = next(iter(world.mina.roster().admitted[world.jun.human])).act
    driver = builders.note_helper(world, "jun drives", identity=jun.identity)
    world.sync()
    pot = fund(world)
    budget(world, case_id)
    looked_up(world, driver, case_id)
    made = costs.commit(
        world.mina,
        CommitmentMade(
            case=case_id,
            journey=journey_id,
            payee=driver,
            purpose=Purpose.TRANSPORT,
            fund=pot,
            currency=KRW,
            milestones=(
                Milestone(
                    milestone="there",
                    fact=MilestoneKind.HANDOVER,
                    of=meeting.handover,
                    minor=1000,
                ),
            ),
        ),
    )
    confirm(world, meeting, ("mina", meeting.gives), ("jun", host))
    payout = costs.propose(world.jun, made, "there")
    assert costs.payout_of(world.jun, payout).approved_by == frozenset()
    with pytest.raises(NotPermittedError, match=r"payout\.payee"):
        costs.approve(world.jun, payout)


def test_a_person_and_whoever_holds_one_are_never_payees(world):
    made, *_ = agreed(world)
    act = costs.agreement(world.mina, made).act
    (core,) = world.mina.cells_of("core")
    who = next(iter(world.mina.read(core, person.fold, person.Persons()).noted))
    with pytest.raises(NotPermittedError, match=r"payee\.person"):
        costs.commit(world.mina, replace(act, payee=who))
    with pytest.raises(NotFoundError, match=r"payee\.unknown"):
        costs.commit(world.mina, replace(act, payee="somebody"))


def test_a_demand_is_answered_in_its_journey_and_until_then_nothing_is_signed(world):
    made, journey_id, driver, host, meeting = agreed(world)
    confirm(world, meeting, ("mina", driver), ("jun", host))
    payout = costs.propose(world.mina, made, "there")
    asked = DemandRecorded(
        demand="d", journey=journey_id, helper=driver, asks_for="money for food"
    )
    demand.record(world.mina, asked)
    world.sync()
    opened = journey.journey_cell(world.mina, journey_id)
    for one in alarms.all_open(journey.read(world.mina, opened).alarms):
        alarm.close(world.mina, one.alarm, "talked to")
    for one in hold.standing(world.mina):
        for name in ("mina", "jun"):
            hold.approve_lift(world.desks[name], one.hold, "talked to")
            world.sync()
    with pytest.raises(RuleError, match=r"costs\.demand_outside_agreement"):
        costs.approve(world.jun, payout)
    (row,) = costs_view(world.jun, state_of(world.jun)).demands
    assert (row.helper, row.agreed) == ("driver", IfMoreIsAsked.NOTHING_MORE)
    answer = DemandAnswered(
        journey=journey_id,
        demand="d",
        answer=IfMoreIsAsked.NEEDS_IN_KIND,
        commitment=made,
    )
    with pytest.raises(RuleError, match=r"demand\.differs"):
        costs.answer(world.jun, answer)
    costs.answer(world.jun, replace(answer, differs="two of us decided"))
    world.sync()
    costs.approve(world.jun, payout)
    assert costs_view(world.mina, state_of(world.mina)).demands == ()


def test_the_page_shows_two_what_waits_and_tells_others_nothing(world):
    made, journey_id, driver, host, meeting = agreed(world)
    confirm(world, meeting, ("mina", driver), ("jun", host))
    costs.propose(world.mina, made, "there")
    world.sync()
    (waits,) = costs_view(world.jun, state_of(world.jun)).waiting
    assert (waits.payee, waits.amount.text, waits.signed) == (
        "driver",
        "300,000",
        ("mina",),
    )
    assert waits.may_sign
    assert len(costs.to_sign(world.jun)) == 1
    assert costs.to_sign(world.mina) == costs.to_sign(world.tae) == ()
    (own,) = costs_view(world.mina, state_of(world.mina)).waiting
    assert own.mine
    assert not own.may_sign
    assert costs_view(world.tae, state_of(world.tae)) == CostsView(state_of(world.tae))
    found = [one.code for one in journey.findings(world.mina, journey_id)]
    assert "costs.one_approver" in found or "consent.none" in found


def test_who_is_not_in_it_opens_no_amount_with_anything_they_hold(world):
    agreed(world)
    theirs = everything_opened_with(world, "tae")
    cell = world.mina.cells_of("money")[0].log
    for said in (b"winter", b'"minor":300000', b"commitment.made"):
        assert said in everything_opened_with(world, "sora")
        assert said not in theirs
    assert cell.cell not in world.tae.cells


def test_an_agreement_over_the_budget_or_against_a_funds_terms_is_not_made(world):
    made, *_ = agreed(world)
    act = costs.agreement(world.mina, made).act
    dear = replace(act.milestones[0], milestone="more", minor=900_000)
    with pytest.raises(RuleError, match=r"costs\.over_budget"):
        costs.commit(world.mina, replace(act, milestones=(dear,)))
    food = fund(world, purposes=(Purpose.FOOD,))
    with pytest.raises(RuleError, match=r"costs\.fund_restricted"):
        costs.commit(world.mina, replace(act, fund=food))
    assert len(costs.read(world.mina).commitments.made) == 1
