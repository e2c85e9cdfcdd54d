"""Costs: two pay, none of them the payee, and the books always balance."""

from hypothesis import given
from hypothesis import strategies as st

from tests.casework_costs import KRW, THB, USD, Books, balances, handover
from tests.casework_history import at, desk, untimed
from waystation.casework import commitment, costs, fund, ledger
from waystation.casework.entries import ApprovalGiven, ApprovalRefused
from waystation.casework.entries.money import (
    CommitmentEnded,
    FundNoted,
    PayoutPaid,
    PayoutRefunded,
    RateEntered,
)
from waystation.casework.ledger import Booked
from waystation.casework.money import Currency, Money, PaidBy, Purpose
from waystation.casework.payout import PayoutState


def proposed(*parts):
    books = Books().opened()
    made = books.commit(books.fund(), *parts)
    return books, made, books.propose(made)


def stands(books, payout):
    return costs.standing(costs.read(books.told), payout.id)


def test_a_payout_takes_two_humans():
    books, _, payout = proposed()
    assert stands(books, payout).state is PayoutState.PROPOSED
    books.yes("kim", payout)
    books.yes("kim", payout)
    assert stands(books, payout).state is PayoutState.PROPOSED
    books.yes("lee", payout)
    assert stands(books, payout).state is PayoutState.APPROVED


def test_who_proposes_counts_as_one_of_two_only_by_signing():
    books, _, payout = proposed()
    books.yes("lee", payout)
    assert stands(books, payout).state is PayoutState.PROPOSED
    books.yes("kim", payout)
    assert stands(books, payout).state is PayoutState.APPROVED


def test_a_payout_signed_by_its_payee_is_refused_whoever_else_signs():
    books = Books().opened()
    books.payee("park")
    payout = books.propose(books.commit(books.fund()))
    for human in ("park", "kim", "lee"):
        books.yes(human, payout)
    found = stands(books, payout)
    assert found.state is PayoutState.PROPOSED
    assert found.payee_signed == {"park"}
    books.pay("kim", payout)
    assert stands(books, payout).state is PayoutState.PROPOSED


def test_a_human_once_named_behind_a_payee_stays_named():
    books = Books().opened()
    books.payee("park")
    books.payee()
    payout = books.propose(books.commit(books.fund()))
    books.yes("park", payout)
    books.yes("kim", payout)
    assert stands(books, payout).state is PayoutState.PROPOSED


def test_who_a_commitment_excludes_never_signs_for_it():
    books = Books().opened()
    payout = books.propose(books.commit(books.fund(), not_by=("lee",)))
    books.yes("kim", payout)
    books.yes("lee", payout)
    assert stands(books, payout).payee_signed == {"lee"}


def test_two_signatures_more_than_72_hours_apart_do_not_count_together():
    books, _, payout = proposed()
    books.yes("kim", payout, hours=0)
    books.yes("lee", payout, hours=73)
    assert stands(books, payout).state is PayoutState.PROPOSED
    books.yes("kim", payout, hours=100)
    assert stands(books, payout).state is PayoutState.APPROVED


def test_a_refusal_beats_approvals_where_neither_saw_the_other():
    books, _, payout = proposed()
    lee, park = desk("lee").hears(payout), desk("park").hears(payout)
    books.yes("kim", payout)
    books.told += [
        lee.writes(ApprovalGiven(act=payout.id)),
        park.writes(ApprovalRefused(act=payout.id)),
    ]
    assert stands(books, payout).state is PayoutState.REFUSED


def test_a_refusal_of_which_the_payer_could_not_know_does_not_undo_a_payment():
    books, _, payout = proposed()
    books.yes("kim", payout)
    books.yes("lee", payout)
    park = desk("park").hears(payout)
    books.pay("kim", payout)
    books.told.append(park.writes(ApprovalRefused(act=payout.id)))
    found = stands(books, payout)
    assert (found.state, found.refused_by) == (PayoutState.PAID, {"park"})


def test_what_was_recorded_as_paid_before_two_signed_is_no_payment():
    books, _, payout = proposed()
    books.yes("kim", payout)
    paid = books.pay("kim", payout)
    books.yes("lee", payout)
    assert stands(books, payout).state is PayoutState.APPROVED
    found = costs.unfounded(costs.read(books.told), stands(books, payout))
    assert [one.record.id for one in found] == [paid.id]
    books.pay("kim", payout)
    assert stands(books, payout).state is PayoutState.PAID


def test_a_payment_recorded_twice_is_booked_once_and_shown():
    books, _, payout = proposed()
    books.yes("kim", payout)
    books.yes("lee", payout)
    books.pay("kim", payout)
    books.pay("lee", payout)
    state = costs.read(books.told)
    assert len(costs.standing(state, payout.id).again) == 1
    booked = [one.what for one in ledger.transactions(state)]
    assert booked == [Booked.RECEIVED, Booked.PAID]
    assert costs.unfounded(state, stands(books, payout)) == ()


def test_more_than_its_milestone_or_another_currency_is_no_payout():
    books, made, _ = proposed(handover("h", 300_000))
    state = costs.read(books.told)
    for wrong in (
        books.propose(made, 300_001),
        books.propose(made, 300, USD),
        books.propose(made, milestone="another"),
    ):
        books.yes("kim", wrong)
        books.yes("lee", wrong)
        state = costs.read(books.told)
        assert costs.standing(state, wrong.id) is None


def test_a_budget_counts_once_two_have_approved_it():
    books = Books().opened()
    first = books.budget(1_000_000, "kim")
    state = costs.read(books.told)
    assert commitment.budget(state.commitments, state.approvals, "case") is None
    books.yes("lee", first)
    books.budget(9_000_000, "kim")
    state = costs.read(books.told)
    found, agreed = commitment.budget(state.commitments, state.approvals, "case")
    assert found.act.amount.minor == 1_000_000
    assert {one.record.human for one in agreed} == {"kim", "lee"}


def test_a_fund_that_its_giver_restricted_only_ever_becomes_narrower():
    books = Books()
    books.fund(purposes=(Purpose.FOOD, Purpose.LODGING), cases=("case",))
    noted = FundNoted(fund="fund KRW", label="wider", currency=KRW)
    books.at("lee", noted)
    found = fund.fund(costs.read(books.told).funds, "fund KRW")
    assert found.allows(Purpose.FOOD, "case")
    assert not found.allows(Purpose.TRANSPORT, "case")
    assert not found.allows(Purpose.FOOD, "another case")
    books.fund(purposes=(Purpose.MEDICAL,))
    found = fund.fund(costs.read(books.told).funds, "fund KRW")
    assert found.restricted
    assert not any(found.allows(one, "case") for one in Purpose)


def test_a_fund_noted_in_two_currencies_pays_nothing():
    books = proposed()[0]
    books.at("lee", FundNoted(fund="fund KRW", label="x", currency=USD))
    state = costs.read(books.told)
    assert fund.fund(state.funds, "fund KRW").contested
    assert ledger.quote(state.funds, Money(1, KRW), "fund KRW", ()) is None


def paid_in_baht_from_dollars():
    books = Books().opened()
    dollars = books.fund(USD, 100_000)
    baht = books.rate(THB, "40.123456789")
    dollar = books.rate(USD, "1385.5")
    made = books.commit(dollars, handover("h", 333_33), currency=THB)
    payout = books.propose(made, 333_33, THB, rates=(baht, dollar))
    books.yes("kim", payout)
    books.yes("lee", payout)
    books.pay("kim", payout)
    return books, payout


def test_a_payment_across_currencies_balances_in_each_and_in_the_base():
    books, _ = paid_in_baht_from_dollars()
    (_, paid) = ledger.transactions(costs.read(books.told))
    assert balances(paid)
    there, out, back, here = paid.postings
    assert (there.minor, there.currency, there.base_minor) == (333_33, THB, 13374)
    assert (here.minor, here.currency, here.base_minor) == (-965, USD, -13374)
    assert (out.minor, back.minor) == (-333_33, 965)
    assert ledger.balance(costs.read(books.told), "fund USD") == 100_000 - 965


def test_what_came_back_is_booked_back_and_never_more_than_was_paid():
    books, payout = paid_in_baht_from_dollars()
    back = PayoutRefunded(payout=payout.id, refund="b", minor=333_33, on=at(20))
    books.at("lee", back)
    books.at("lee", back)
    state = costs.read(books.told)
    assert ledger.balance(state, "fund USD") == 100_000
    assert all(balances(one) for one in ledger.transactions(state))
    books.at("lee", PayoutRefunded(payout=payout.id, refund="c", minor=1, on=at(21)))
    assert ledger.balance(costs.read(books.told), "fund USD") == 100_000


def test_without_the_rate_that_was_approved_nothing_is_booked():
    books = Books().opened()
    made = books.commit(books.fund(), handover("h", 500), currency=USD)
    two = (books.rate(USD, "1300"), books.rate(USD, "1400"))
    state = costs.read(books.told)
    quoted = ledger.quote(state.funds, Money(500, USD), "fund KRW", two)
    assert quoted is None
    assert ledger.quote(state.funds, Money(500, USD), "fund KRW", ()) is None
    quoted = ledger.quote(state.funds, Money(500, USD), "fund KRW", two[:1])
    assert (quoted.from_fund_minor, quoted.base_minor) == (6500, 6500)
    assert made


def test_an_ended_commitment_costs_what_was_paid_of_it():
    books = Books().opened()
    made = books.commit(books.fund(), handover("h", 300_000), handover("k", 200_000))
    payout = books.propose(made)
    books.yes("kim", payout)
    books.yes("lee", payout)
    books.pay("lee", payout)
    assert costs.committed(costs.read(books.told), "case") == (Money(500_000, KRW),)
    books.at("kim", CommitmentEnded(commitment=made.id, reason="another driver goes"))
    assert costs.committed(costs.read(books.told), "case") == (Money(300_000, KRW),)


amounts = st.integers(1, 10**9)
rates = st.decimals("0.000001", "99999", places=6).map(str)


@untimed
@given(amounts, st.sampled_from(Currency), st.sampled_from(Currency), rates, rates)
def test_money_always_balances(minor, currency, of_fund, rate, fund_rate):
    books = Books().opened()
    pot = books.fund(of_fund, 10**15)
    entered = {currency: rate, of_fund: fund_rate}
    entered.pop(KRW, None)
    named = tuple(books.rate(one, text) for one, text in entered.items())
    made = books.commit(pot, handover("h", minor), currency=currency)
    payout = books.propose(made, minor, currency, rates=named)
    books.yes("kim", payout)
    books.yes("lee", payout)
    books.pay("kim", payout)
    back = PayoutRefunded(payout=payout.id, refund="b", minor=minor, on=at(30))
    books.at("lee", back)
    booked = ledger.transactions(costs.read(books.told))
    assert all(balances(one) for one in booked)
    assert ledger.balance(costs.read(books.told), pot) == sum(
        posting.minor
        for one in booked
        if one.what is Booked.RECEIVED
        for posting in one.postings
        if posting.account.kind == "fund"
    )


HUMANS = ("kim", "lee", "driver", "park")
steps = st.tuples(
    st.sampled_from(("yes", "no", "paid", "payee", "hears")),
    st.sampled_from(HUMANS),
    st.integers(0, 100),
)


def history(acts, payout, books):
    """Write what each human does; who does not hear writes without having seen it."""
    desks = {human: desk(human).hears(*books.told) for human in HUMANS}
    told = list(books.told)
    for act, human, hours in acts:
        writer = desks[human]
        match act:
            case "yes":
                told.append(writer.writes(ApprovalGiven(act=payout.id), hours=hours))
            case "no":
                told.append(writer.writes(ApprovalRefused(act=payout.id), hours=hours))
            case "paid":
                paid = PayoutPaid(payout=payout.id, on=at(hours), paid_by=PaidBy.CASH)
                told.append(writer.writes(paid, hours=hours))
            case "payee":
                books.told = told
                told.append(books.payee(human))
            case _:
                writer.hears(*told)
    return told


@untimed
@given(st.lists(steps, max_size=14), st.randoms())
def test_no_sequence_of_acts_pays_without_two_humans_or_pays_a_payee_who_signed(
    acts, shuffled
):
    books, _, payout = proposed()
    told = history(acts, payout, books)
    state = costs.read(told)
    found = costs.standing(state, payout.id)
    shuffled.shuffle(told)
    assert costs.standing(costs.read(told), payout.id) == found
    if found.paid is None:
        return
    signed = {
        one.record.human for one in state.approvals.given[payout.id] if found.paid.saw(one)
    }
    assert len(signed) >= 2
    known = commitment.behind(state.commitments, found.made.act, found.paid)
    assert not signed & known
    assert found.paid.record.human not in known


@untimed
@given(st.lists(steps, max_size=12), st.sampled_from(HUMANS))
def test_one_human_alone_pays_nothing_out_with_however_many_acts(acts, human):
    books, _, payout = proposed()
    told = history([(act, human, hours) for act, _, hours in acts], payout, books)
    assert costs.standing(costs.read(told), payout.id).paid is None


def test_a_rate_is_what_somebody_entered_with_its_source():
    fields = set(RateEntered.__struct_fields__)
    assert {"source", "on", "base_for_one"} <= fields
