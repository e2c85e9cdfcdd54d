"""Money through the pages of real desks: each act is an entry that the other desks read."""

import re
from contextlib import ExitStack

import pytest

from tests import builders
from tests.costs_at_desks import confirm, planned
from tests.offices import Offices
from waystation.casework import commitment, fund, ledger
from waystation.casework.money import Currency, IfMoreIsAsked, PayeeRole, Screening
from waystation.desk import case, costs, money_cell

HASH = "h" * 43


@pytest.fixture
def offices(tmp_path):
    with ExitStack() as stack:
        yield Offices(builders.found(tmp_path), stack)


def held(offices):
    return costs.read(offices.world.jun)


def founded(offices):
    offices.send("mina", "/costs/found", currency="KRW")
    (waits,) = money_cell.waiting(offices.world.jun)
    offices.send("jun", f"/costs/proposals/{waits.id}")


def funded(offices):
    founded(offices)
    offices.send("mina", "/costs/funds", label="winter", currency="KRW")
    (pot,) = fund.all_funds(held(offices).funds)
    came = {"currency": "KRW", "amount": "5,000,000", "proof": HASH}
    offices.send("mina", f"/costs/funds/{pot.fund}/received", **came)
    return pot.fund


def budgeted(offices, case_id):
    said = {"case": case_id, "currency": "KRW", "amount": "1,000,000원"}
    offices.send("mina", "/costs/budgets", **said)
    (waits,) = held(offices).commitments.budgets[case_id]
    offices.send("jun", f"/costs/{waits.record.id}/sign")


def looked_up(offices, payee, case_id):
    offices.send("mina", "/costs/checks", payee=payee, lists="UN", found="clear")
    review = {"case": case_id, "places": "third country", "opinion": "may_proceed"}
    offices.send("mina", "/costs/reviews", **review, until="2026-05-01")


def test_a_ledger_is_opened_by_the_pages_of_a_majority(offices):
    world = offices.world
    assert "The ledger comes first" in offices.says("mina")
    tae = world.tae.human
    offices.send("mina", "/costs/found", **{"currency": "THB", f"member.{tae}": "1"})
    for name in ("mina", "jun"):
        assert "One more signature is needed." in offices.says(name)
        assert "The ledger opens once it has its signatures" in offices.says(name)
    assert 'action="/costs/found"' not in offices.says("mina")
    assert "Only if the one above has no signatures" in offices.says("jun")
    assert 'action="/costs/found"' not in offices.says("tae")
    waits = "1 proposal on who keeps money wants your signature"
    assert waits in offices.says("jun", "/")
    (waits,) = money_cell.waiting(world.jun)
    offices.send("jun", f"/costs/proposals/{waits.id}")
    assert fund.base(held(offices).funds) is Currency.THB
    assert "No payout waits for a signature." in offices.says("tae")
    assert "this desk does not read it" in offices.says("hana")
    offices.send("mina", "/costs/found", currency="KRW", refused="money.founded")


def test_one_more_reads_the_ledger_once_a_majority_has_signed(offices):
    founded(offices)
    world = offices.world
    offices.send("mina", "/costs/members", human=world.hana.human)
    assert "One more who reads the ledger" in offices.says("jun")
    (waits,) = money_cell.waiting(world.jun)
    offices.send("jun", f"/costs/proposals/{waits.id}")
    assert world.hana.cells_of("money")
    offices.send("tae", "/costs/found", currency="KRW", refused="desk.role")


def test_funds_rates_and_money_are_noted_in_their_order(offices):
    founded(offices)
    assert "No fund was noted." in offices.says("mina", "/costs/before")
    case_id, _ = builders.open_case(offices.world)
    terms = {"purpose.food": "1", f"case.{case_id}": "1"}
    offices.send("mina", "/costs/funds", label="baht", currency="THB", **terms)
    (pot,) = fund.all_funds(held(offices).funds)
    assert (pot.purposes, pot.cases) == ({"food"}, {case_id})
    assert "Enter a rate" in offices.says("mina")
    came = {"currency": "THB", "amount": "12,500.50"}
    offices.send(
        "mina", f"/costs/funds/{pot.fund}/received", refused="rate.missing", **came
    )
    rate = {"currency": "THB", "base_for_one": "40.25", "source": "the bank"}
    offices.send("mina", "/costs/rates", **rate)
    offices.send("mina", f"/costs/funds/{pot.fund}/received", **came)
    assert ledger.balance(held(offices), pot.fund) == 12_500_50
    wrong = {"currency": "KRW", "amount": "1"}
    offices.send(
        "mina", f"/costs/funds/{pot.fund}/received", refused="fund.currency", **wrong
    )
    said = offices.says("jun", "/costs/before")
    assert "12,500.50 THB left" in said
    assert "1 THB = 40.25 KRW" in said


def test_a_budget_says_who_signs_next_and_counts_with_the_second(offices):
    founded(offices)
    case_id, _ = builders.open_case(offices.world)
    said = {"case": case_id, "currency": "KRW", "amount": "800000"}
    offices.send("mina", "/costs/budgets", **said)
    assert "Can sign next: jun, sora. One more signature" in offices.says("mina")
    now = held(offices)
    assert commitment.budget(now.commitments, now.approvals, case_id) is None
    (waits,) = now.commitments.budgets[case_id]
    offices.send("jun", f"/costs/{waits.record.id}/sign")
    assert "Of 800,000 KRW" in offices.says("mina")


def test_a_shop_is_noted_checked_agreed_with_billed_and_paid_by_two(offices):
    world, pot = offices.world, funded(offices)
    case_id = case.open_case(world.mina, "E").case
    budgeted(offices, case_id)
    shop = {"payee": "", "label": "market", "role": "supplier"}
    offices.send("mina", "/costs/payees", **shop, **{f"human.{world.sora.human}": "1"})
    ((payee, (known,)),) = held(offices).commitments.payees.items()
    assert (known.act.role, known.act.humans) == (PayeeRole.SUPPLIER, (world.sora.human,))
    looked_up(offices, payee, case_id)
    (checked,) = held(offices).commitments.checks.sanctions[payee]
    assert checked.act.found is Screening.CLEAR
    said = {"about": case_id, "payee": payee, "fund": pot, "purpose": "clothes"}
    where = offices.send(
        "mina", "/costs/agree", **said, bill="20,000", if_more="nothing_more"
    )
    made = where.removeprefix("/costs#agreement-")
    act = costs.agreement(world.mina, made).act
    assert (act.if_more_is_asked, act.milestones[0].minor) == (
        IfMoreIsAsked.NOTHING_MORE,
        20_000,
    )
    assert "in this order" not in offices.says("mina")
    at = f"/costs/agreements/{made}"
    too_soon = offices.send(
        "mina", f"{at}/propose", milestone="1", refused="costs.ahead_of_milestone"
    )
    assert "Look on the page of the journey" not in too_soon
    offices.send("mina", f"{at}/bill", milestone="1", proof=HASH)
    offices.send("mina", f"{at}/propose", milestone="1")
    shown = offices.says("mina")
    assert "Can sign next: jun. One more signature is needed." in shown
    assert "Behind the payee, and never sign: sora." in shown
    payout = re.search(r'id="payout-([^"]+)"', shown)[1]
    offices.send("sora", f"/costs/{payout}/sign", refused="payout.payee")
    offices.send("mina", f"/costs/{payout}/paid", paid_by="cash", refused="payout.two")
    offices.send("jun", f"/costs/{payout}/sign")
    offices.send("mina", f"/costs/{payout}/paid", paid_by="cash", proof=HASH)
    assert ledger.balance(held(offices), pot) == 4_980_000
    assert costs.payout_of(world.jun, payout).paid.act.proof == HASH
    offices.send("jun", f"/costs/{payout}/receipt", proof="r" * 43)
    assert held(offices).payouts.receipts[payout][-1].act.proof == "r" * 43
    back = {"currency": "KRW", "amount": "20,001"}
    offices.send("jun", f"/costs/{payout}/refund", **back, refused="refund.more")
    offices.send("jun", f"/costs/{payout}/refund", **back | {"amount": "5,000"})
    assert ledger.balance(held(offices), pot) == 4_985_000
    offices.send("jun", f"{at}/end", reason="nothing more is needed")
    assert commitment.is_over(held(offices).commitments, made)


def test_an_agreement_for_a_journey_pays_by_its_handover(offices):
    world, pot = offices.world, funded(offices)
    case_id, journey_id, driver, host, meeting = planned(world)
    budgeted(offices, case_id)
    looked_up(offices, driver, case_id)
    about = f"{case_id}/{journey_id}"
    assert "driver → host" in offices.says("mina", f"/costs/agree?about={about}")
    said = {"about": about, "payee": driver, "fund": pot, "purpose": "transport"}
    said |= {"leg": meeting.leg, "if_more": "needs_in_kind"}
    amount = {f"handover.{meeting.handover}": "300,000"}
    offices.send("mina", "/costs/agree", **said, refused="money.milestone")
    offices.send(
        "mina", "/costs/agree", **said, bill="300000", refused="costs.bill_for_work"
    )
    much = {f"handover.{meeting.handover}": "3,000,000"}
    offices.send("mina", "/costs/agree", **said, **much, refused="costs.over_budget")
    where = offices.send("mina", "/costs/agree", **said, **amount)
    confirm(world, meeting, ("mina", driver), ("jun", host))
    at = where.removeprefix("/costs#agreement-")
    offices.send("mina", f"/costs/agreements/{at}/propose", milestone="1")
    assert "Can sign next: jun, sora." in offices.says("mina")


def test_nobody_in_a_case_who_is_a_person_or_holds_one_is_agreed_with(offices):
    world, pot = offices.world, funded(offices)
    case_id, person = builders.open_case(world)
    budgeted(offices, case_id)
    said = {"about": case_id, "payee": person, "fund": pot, "purpose": "food"}
    text = offices.send(
        "mina",
        "/costs/agree",
        **said,
        bill="1000",
        if_more="nothing_more",
        refused="payee.person",
    )
    assert "Nobody can lift this." in text
    assert person not in offices.says("mina", f"/costs/agree?about={case_id}")
