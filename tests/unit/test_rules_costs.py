"""Rules about costs: each fires on what it is about, and not on what is as it should be."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.casework_costs import RECEIPT, THB, Books, bill, check_in, handover
from tests.casework_history import at, desk
from tests.casework_journeys import PLAN, TAGS, confirmed, leg
from tests.casework_journeys import check_in as heard
from tests.foresight_pictures import picture
from waystation.casework import costs, hold
from waystation.casework.entries import (
    AlarmClosed,
    AlarmRaised,
    DemandRecorded,
    HandoverPlanned,
    HoldPlaced,
    OtherNoted,
    Quotation,
)
from waystation.casework.entries.money import (
    CommitmentEnded,
    DemandAnswered,
    ReceiptRecorded,
    ReviewRecorded,
    SanctionsChecked,
)
from waystation.casework.money import (
    IfMoreIsAsked,
    Opinion,
    PaidBy,
    Purpose,
    Screening,
)
from waystation.casework.standing import Around
from waystation.casework.terms import AlarmCause, Relation, Wellness
from waystation.foresight import catalogue
from waystation.foresight.check import check
from waystation.foresight.rules import costs as agreements
from waystation.foresight.rules import costs_payouts
from waystation.foresight.thresholds import shipped

RULES = {rule.code for family in (agreements, costs_payouts) for rule in family.RULES}
MEETING = HandoverPlanned(
    journey="j",
    handover="meeting2",
    leg="leg2",
    place="place 2",
    window=leg(2, "b2").window,
    gives="b1",
    takes="b2",
    word="blue pear",
    answer="tall hat",
)
LETTER = Quotation("letter", "key", "{}", "signature")
BOTH = [
    replace(confirmed(2, "b1"), word="tall hat", quoted=LETTER),
    replace(confirmed(2, "b2"), word="blue pear", quoted=LETTER),
]


def screened(found=Screening.CLEAR, on=0):
    return SanctionsChecked(payee="b1", lists="UN", on=at(on), found=found)


def reviewed(opinion=Opinion.MAY_PROCEED, until=1000, case="case"):
    return ReviewRecorded(
        case=case, places="the way", opinion=opinion, on=at(0), until=at(until)
    )


def books(*parts, looked_up=True, **more):
    """Return an agreement with the first driver as it should be, and its books."""
    held = Books().opened()
    held.budget()
    held.payee(payee="b1")
    if looked_up:
        held.at("kim", screened())
        held.at("kim", reviewed())
    parts = parts or (handover("meeting2", 300_000),)
    pot = more.pop("fund", None) or held.fund()
    return held, held.commit(pot, *parts, payee="b1", leg="leg2", **more)


def proposed(*parts, signed=("kim", "lee"), **more):
    held, made = books(*parts, **more)
    milestone = (parts or (handover("meeting2", 0),))[0].milestone if parts else None
    payout = held.propose(made, milestone=milestone or "m meeting2")
    for human in signed:
        held.yes(human, payout)
    return held, made, payout


def seen(held, *after, now=60, holds=(), core=()):
    kim = desk("kim")
    placed = hold.read([kim.writes(one) for one in holds])
    plan = (*PLAN, MEETING, *after)
    of = picture(*plan, core=core, costs=costs.read(held.told))
    return replace(of, around=Around(at(now), placed, TAGS))


def fires(*args, **more):
    found = check(seen(*args, **more), shipped())
    return {one.code.partition(".")[2] for one in found if one.code in RULES}


def test_nothing_is_said_of_an_agreement_that_is_as_it_should_be():
    held, made = books()
    assert fires(held) == set()
    payout = held.propose(made, milestone="m meeting2")
    held.yes("kim", payout)
    held.yes("lee", payout)
    assert fires(held, *BOTH) == set()
    held.pay("kim", payout)
    assert fires(held, *BOTH) == set()


def test_a_finding_hangs_on_the_leg_and_rests_on_the_agreement():
    held, made = books(looked_up=False)
    (found,) = [
        one
        for one in check(seen(held), shipped())
        if one.code == "costs.no_sanctions_check"
    ]
    assert (found.where, found.rests_on) == ("leg2", (made.id,))


def test_what_another_journey_costs_is_not_said_here():
    held, _ = books(looked_up=False, journey="another")
    assert fires(held) == set()


def test_an_ended_agreement_is_no_longer_asked_about():
    held, made = books(looked_up=False, if_more_is_asked=IfMoreIsAsked.NOT_AGREED)
    assert fires(held) == {"no_sanctions_check", "no_legal_review", "no_answer_agreed"}
    held.at("kim", CommitmentEnded(commitment=made.id, reason="another goes"))
    assert fires(held) == set()


def test_a_case_without_a_budget_of_two():
    held = Books().opened()
    held.payee(payee="b1")
    held.at("kim", screened())
    held.at("kim", reviewed())
    held.commit(held.fund(), handover("meeting2", 1), payee="b1")
    assert fires(held) == {"no_budget"}
    told = held.budget(1000, "kim")
    assert fires(held) == {"no_budget"}
    held.yes("lee", told)
    assert fires(held) == set()


def test_a_case_over_its_budget_or_without_a_rate_to_say_so():
    held, _ = books(handover("meeting2", 2_000_001))
    assert fires(held) == {"over_budget"}
    held, _ = books(handover("meeting2", 1000), currency=THB)
    assert fires(held) == {"over_budget"}
    held.rate(THB, "40")
    assert fires(held) == set()


def test_a_restricted_fund_used_for_something_else():
    held = Books().opened()
    food = held.fund(purposes=(Purpose.FOOD,))
    held.budget()
    held.payee(payee="b1")
    held.at("kim", screened())
    held.at("kim", reviewed())
    made = held.commit(food, handover("meeting2", 1), payee="b1")
    assert fires(held) == {"fund_restricted"}
    held.at("kim", CommitmentEnded(commitment=made.id, reason="x"))
    held.commit(food, check_in("watch1", 1), payee="b1", purpose=Purpose.FOOD)
    assert fires(held) == set()


def test_a_sanctions_check_that_is_old_or_unclear_is_none():
    held, _ = books()
    month = timedelta(days=31) / timedelta(hours=1)
    assert fires(held, now=month) == {"no_sanctions_check"}
    held.at("kim", screened(on=month))
    assert fires(held, now=month) == set()
    held.at("kim", screened(Screening.UNCLEAR, on=month))
    assert fires(held, now=month) == {"no_sanctions_check"}


def test_a_match_stands_until_another_human_who_knew_of_it_finds_otherwise():
    held, _ = books()
    held.at("kim", screened(Screening.MATCH, on=1))
    assert fires(held) == {"sanctions_match", "no_sanctions_check"}
    held.at("kim", screened(on=2))
    assert fires(held) == {"sanctions_match"}
    held.at("lee", screened(on=3))
    assert fires(held) == set()


def test_a_legal_review_of_another_case_that_ran_out_or_says_no_is_none():
    held, _ = books(looked_up=False)
    held.at("kim", screened())
    held.at("kim", reviewed(case="another"))
    assert fires(held) == {"no_legal_review"}
    held.at("kim", reviewed(case=""))
    assert fires(held) == set()
    assert fires(held, now=1001) >= {"no_legal_review"}
    held.at("kim", reviewed(Opinion.MAY_NOT))
    assert fires(held) == {"no_legal_review"}


def test_a_driver_who_is_paid_at_the_pick_up_alone():
    held, _ = books(handover("meeting1", 1))
    assert fires(held) == {"all_up_front"}
    held, _ = books(handover("meeting1", 1), check_in("watch1", 1))
    assert fires(held) == set()


def test_a_bill_for_driving():
    held, _ = books(handover("meeting2", 1), bill("b", 1))
    assert fires(held) == {"bill_for_work"}


def test_a_demand_outside_the_agreement_until_it_is_answered():
    held, made = books()
    asked = DemandRecorded(demand="d", journey="j", helper="b1", asks_for="money")
    assert fires(held, asked) == {"demand_outside_agreement"}
    assert fires(Books(), asked) == {"demand_outside_agreement"}
    assert fires(held, replace(asked, agreed=True)) == set()
    answer = DemandAnswered(
        journey="j", demand="d", answer=IfMoreIsAsked.NOTHING_MORE, commitment=made.id
    )
    assert fires(held, asked, answer) == set()


def test_a_payee_who_holds_the_person_or_is_one():
    held, _ = books()
    near = OtherNoted(other="b1", person="e", relation=Relation.NEAR_THE_HOLDER, who="x")
    assert fires(held, core=[near]) == {"payee_holds"}
    assert fires(held, core=[replace(near, relation=Relation.SOURCE)]) == set()
    held = Books().opened()
    held.budget()
    held.at("kim", replace(screened(), payee="e"))
    held.at("kim", reviewed())
    held.commit(held.fund(), handover("meeting2", 1), payee="e", leg="leg2")
    assert fires(held) == {"payee_is_a_person"}


def test_a_payout_ahead_of_its_milestone():
    held, _, _ = proposed()
    assert fires(held) == {"ahead_of_milestone"}
    assert fires(held, BOTH[0]) == {"ahead_of_milestone"}
    wrong = replace(BOTH[1], word="red apple")
    assert fires(held, BOTH[0], wrong) == {"ahead_of_milestone"}
    assert fires(held, *BOTH) == set()


def test_a_handover_that_no_two_letters_prove():
    held, _, _ = proposed()
    typed = replace(BOTH[1], quoted=None)
    assert fires(held, BOTH[0], typed) == {"typed_not_signed"}
    both_typed = [replace(one, quoted=None) for one in BOTH]
    assert fires(held, *both_typed) == {"ahead_of_milestone"}  # one human wrote both


def test_a_check_in_under_duress_is_no_milestone_and_stops_every_payout():
    held, _, _ = proposed(check_in("watch1", 300_000))
    assert fires(held) == {"ahead_of_milestone"}
    assert fires(held, heard()) == set()
    forced = heard(wellness=Wellness.UNDER_DURESS)
    assert fires(held, forced) == {"ahead_of_milestone", "under_duress"}
    held, _, _ = proposed()
    assert fires(held, *BOTH, forced) == {"under_duress"}


def test_a_payout_while_an_alarm_of_the_journey_is_open():
    held, _, _ = proposed()
    raised = AlarmRaised(alarm="a", journey="j", cause=AlarmCause.OTHER)
    assert fires(held, *BOTH, raised) == {"alarm_open"}
    over = AlarmClosed(alarm="a", journey="j", outcome="a dead battery")
    assert fires(held, *BOTH, raised, over) == set()


def test_a_payout_to_whom_a_hold_covers():
    held, _, _ = proposed()
    on = HoldPlaced(hold="h", tags=("#b1",), cause=AlarmCause.ARREST)
    assert fires(held, *BOTH, holds=[on]) == {"payee_held"}
    assert fires(held, *BOTH, holds=[replace(on, tags=("#b2",))]) == set()


def test_a_payout_with_one_signature_and_one_paid_with_it():
    held, _, payout = proposed(signed=("kim",))
    assert fires(held, *BOTH) == {"one_approver"}
    held.pay("kim", payout)
    assert fires(held, *BOTH) == {"one_approver", "paid_without_two"}


def test_what_was_paid_of_no_agreement_is_shown_as_well():
    held, made = books()
    more = held.propose(made, 300_001, milestone="m meeting2")
    for human in ("kim", "lee"):
        held.yes(human, more)
    held.pay("kim", more)
    assert fires(held, *BOTH) == {"paid_without_two"}


def test_a_payee_who_signs():
    held, made = books(not_by=("park",))
    payout = held.propose(made, milestone="m meeting2")
    for human in ("kim", "lee"):
        held.yes(human, payout)
    assert fires(held, *BOTH) == set()
    held.yes("park", payout)
    assert fires(held, *BOTH) == {"payee_approves", "one_approver"}


def test_a_milestone_that_is_paid_twice():
    held, made, first = proposed()
    held.pay("kim", first)
    second = held.propose(made, 1, milestone="m meeting2")
    for human in ("kim", "lee"):
        held.yes(human, second)
    assert fires(held, *BOTH) == {"paid_twice"}
    held, _, payout = proposed()
    held.pay("kim", payout)
    held.pay("lee", payout)
    assert fires(held, *BOTH) == {"paid_twice"}


def test_a_fund_that_holds_less():
    held, _, _ = proposed(fund=None)
    assert fires(held, *BOTH) == set()
    poor = Books().opened()
    pot = poor.fund(minor=299_999)
    poor.budget()
    poor.payee(payee="b1")
    poor.at("kim", screened())
    poor.at("kim", reviewed())
    made = poor.commit(pot, handover("meeting2", 300_000), payee="b1")
    payout = poor.propose(made, milestone="m meeting2")
    for human in ("kim", "lee"):
        poor.yes(human, payout)
    assert fires(poor, *BOTH) == {"fund_short"}


def test_cash_without_a_receipt():
    held, _, payout = proposed()
    held.pay("kim", payout, paid_by=PaidBy.CASH, proof="")
    assert fires(held, *BOTH) == {"cash_without_receipt"}
    held.at("lee", ReceiptRecorded(payout=payout.id, on=at(20), proof=RECEIPT))
    assert fires(held, *BOTH) == set()


def test_a_rate_from_long_ago():
    held, made = books(handover("meeting2", 1000), currency=THB)
    rate = held.rate(THB, "40")
    payout = held.propose(made, 1000, THB, milestone="m meeting2", rates=(rate,))
    for human in ("kim", "lee"):
        held.yes(human, payout)
    assert fires(held, *BOTH) == set()
    late = Books.at(
        held,
        "kim",
        replace(
            costs.read(held.told).payouts.proposed[payout.id].act,
            milestone="m meeting2",
        ),
        hours=24 * 15,
    )
    for human in ("kim", "lee"):
        held.yes(human, late, hours=24 * 15)
    assert "rate_old" in fires(held, *BOTH)


def test_without_consent_nothing_is_said_of_money():
    held, _ = books(looked_up=False)
    nobody = replace(seen(held), consents=picture(persons=()).consents)
    assert not {one.code for one in check(nobody, shipped())} & RULES


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_of_the_family_is_in_the_catalogue(code):
    rule = catalogue.rule(code)
    if code.startswith(("costs.payee_holds", "costs.payee_is", "costs.paid_without")):
        assert not rule.acceptable
