"""The pages of money: what a form notes, what is refused, and what is said first."""

from dataclasses import replace

import pytest
from msgspec.structs import asdict

from tests import fake_costs, fake_money
from tests.fake_desk import FakeDesk
from tests.page_client import HERE, pages
from waystation.casework.entries.money import (
    CommitmentMade,
    FundNoted,
    Milestone,
    PayeeNoted,
    RateEntered,
    ReviewRecorded,
    SanctionsChecked,
)
from waystation.casework.money import (
    Currency,
    IfMoreIsAsked,
    MilestoneKind,
    Opinion,
    PayeeRole,
    Purpose,
    Screening,
)
from waystation.errors import NotFoundError, NotPermittedError, RuleError

HASH = "h" * 43


@pytest.fixture
def opened():
    with pages(FakeDesk()) as found:
        yield found.sign_in()


def noted(opened):
    ((what, act),) = opened.desk.done
    assert what == "noted"
    return type(act), asdict(act)


@pytest.mark.parametrize(
    ("path", "fields", "done"),
    [
        (
            "/costs/found",
            {"currency": "KRW", "member.tae": "1"},
            ("found", Currency.KRW, "tae"),
        ),
        ("/costs/proposals/s-found", {}, ("sign money", "s-found")),
        ("/costs/members", {"human": "tae"}, ("member", "tae")),
        (
            "/costs/funds/f-w/received",
            {"currency": "KRW", "amount": "5,000,000원", "on": "2026-03-01"},
            ("received", "f-w", "5000000 KRW", "2026-03-01", ""),
        ),
        (
            "/costs/funds/f-s/received",
            {"currency": "USD", "amount": "$ 1,250.5", "proof": HASH},
            ("received", "f-s", "1250.50 USD", "2026-03-06", HASH),
        ),
        (
            "/costs/funds/f-w/narrow",
            {"purpose.food": "1", "case.case-p": "1"},
            ("narrow", "f-w", ("food",), ("case-p",)),
        ),
        (
            "/costs/budgets",
            {"case": "case-p", "currency": "THB", "amount": "12,500.50"},
            ("budget", "case-p", "12500.50 THB"),
        ),
        ("/costs/agreements/a-car/end", {"reason": "over"}, ("end", "a-car", "over")),
        (
            "/costs/agreements/a-car/bill",
            {"milestone": "3", "proof": HASH},
            ("bill", "a-car", "3", HASH),
        ),
        ("/costs/p-paid/receipt", {"proof": HASH}, ("receipt", "p-paid", HASH)),
        (
            "/costs/p-paid/refund",
            {"currency": "KRW", "amount": "20,000원"},
            ("refund", "p-paid", "20000 KRW", ""),
        ),
        (
            "/costs/p-guide/paid",
            {"paid_by": "cash", "proof": HASH},
            ("paid", "p-guide", "cash", HASH),
        ),
    ],
)
def test_a_form_does_what_it_says_and_goes_back(opened, path, fields, done):
    answer = opened.post(path, **fields)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/costs")
    assert opened.desk.done == [done]


def test_a_fund_keeps_every_term_that_was_ticked(opened):
    said = {"label": "winter", "currency": "KRW", "purpose.food": "1", "case.case-p": "1"}
    opened.post("/costs/funds", **said, **{"purpose.medical": "1"})
    kind, act = noted(opened)
    assert kind is FundNoted
    assert act["fund"]
    assert (act["label"], act["currency"]) == ("winter", Currency.KRW)
    assert set(act["purposes"]) == {Purpose.FOOD, Purpose.MEDICAL}
    assert act["cases"] == ("case-p",)


def test_a_rate_a_check_and_a_review_are_noted_with_their_days(opened):
    rate = {"currency": "THB", "base_for_one": "1,040.25", "source": "the bank"}
    opened.post("/costs/rates", **rate, on="2026-03-05")
    opened.post("/costs/checks", payee="market", lists="UN", found="clear")
    review = {"case": "", "places": "third country", "opinion": "may_proceed"}
    opened.post("/costs/reviews", **review, until="2026-09-01")
    entered, checked, reviewed = (act for _, act in opened.desk.done)
    assert isinstance(entered, RateEntered)
    assert (entered.base_for_one, f"{entered.on:%Y-%m-%d}") == ("1040.25", "2026-03-05")
    assert isinstance(checked, SanctionsChecked)
    assert (checked.found, checked.on) == (Screening.CLEAR, fake_money.NOW)
    assert isinstance(reviewed, ReviewRecorded)
    assert (reviewed.opinion, f"{reviewed.until:%Y-%m-%d %H:%M}") == (
        Opinion.MAY_PROCEED,
        "2026-09-01 23:59",
    )


def test_a_payee_is_somebody_known_or_new_and_names_who_of_us_is_behind(opened):
    opened.post("/costs/payees", payee="b1", role="transport", **{"human.seo": "1"})
    opened.post("/costs/payees", payee="", label="market", role="supplier")
    known, new = (act for _, act in opened.desk.done)
    assert known == PayeeNoted(payee="b1", role=PayeeRole.TRANSPORT, humans=("seo",))
    assert (new.label, new.role, new.humans) == ("market", PayeeRole.SUPPLIER, ())
    assert new.payee not in {"", "b1"}


def test_an_agreement_pays_each_fact_that_an_amount_was_written_for(opened):
    said = {
        "about": "case-p/j-pair",
        "payee": "b1",
        "purpose": "transport",
        "fund": "f-w",
        "leg": "leg-1",
        "handover.met-2": "300,000",
        "check_in.w-1": "20,000원",
        "if_more": "needs_in_kind",
    }
    answer = opened.post("/costs/agree", **said)
    assert answer.headers["location"] == "/costs#agreement-a-car"
    ((_, made),) = opened.desk.done
    assert made == CommitmentMade(
        case="case-p",
        journey="j-pair",
        leg="leg-1",
        payee="b1",
        purpose=Purpose.TRANSPORT,
        fund="f-w",
        currency=Currency.KRW,
        milestones=(
            Milestone(
                milestone="1", fact=MilestoneKind.HANDOVER, of="met-2", minor=300_000
            ),
            Milestone(milestone="2", fact=MilestoneKind.CHECK_IN, of="w-1", minor=20_000),
        ),
        if_more_is_asked=IfMoreIsAsked.NEEDS_IN_KIND,
    )


AGREED = {"about": "case-p", "payee": "b1", "fund": "f-w", "if_more": "nothing_more"}


@pytest.mark.parametrize(
    ("path", "fields", "code"),
    [
        ("/costs/found", {"currency": "JPY"}, "web.form"),
        ("/costs/funds", {"label": "", "currency": "KRW"}, "web.reason"),
        (
            "/costs/funds",
            {"label": "x", "currency": "KRW", "purpose.ransom": "1"},
            "web.form",
        ),
        ("/costs/funds/f-w/received", {"currency": "KRW", "amount": "1.5"}, "money.won"),
        ("/costs/funds/f-w/received", {"currency": "USD", "amount": "-1"}, "money.amount"),
        (
            "/costs/funds/f-w/received",
            {"currency": "USD", "amount": "1", "on": "2026-03-09"},
            "money.day",
        ),
        (
            "/costs/funds/f-w/received",
            {"currency": "USD", "amount": "1", "proof": "a file"},
            "money.proof",
        ),
        (
            "/costs/rates",
            {"currency": "USD", "base_for_one": "0", "source": "x"},
            "money.rate",
        ),
        ("/costs/budgets", {"currency": "KRW", "amount": "1"}, "web.choice"),
        ("/costs/payees", {"role": "supplier", "label": " "}, "web.reason"),
        ("/costs/checks", {"payee": "b1", "lists": "UN", "found": "maybe"}, "web.form"),
        (
            "/costs/reviews",
            {"places": "x", "opinion": "may_not", "until": "soon"},
            "web.day",
        ),
        ("/costs/agree", {**AGREED, "purpose": "food"}, "money.milestone"),
        ("/costs/agree", {**AGREED, "purpose": "a bribe", "bill": "1"}, "web.form"),
        (
            "/costs/agree",
            {**AGREED, "purpose": "food", "bill": "1", "if_more": ""},
            "web.form",
        ),
        ("/costs/agreements/a-car/bill", {"milestone": "3"}, "money.proof"),
        ("/costs/p-paid/receipt", {}, "money.proof"),
        ("/costs/p-paid/refund", {"currency": "KRW", "amount": "0"}, "money.won"),
    ],
)
def test_what_is_not_whole_is_refused_and_nothing_is_done(opened, path, fields, code):
    answer = opened.post(path, **fields)
    assert answer.status_code == 400
    assert code in answer.text
    assert opened.desk.done == []


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (NotPermittedError("payee.holder", "x"), 403, "Whoever holds a person"),
        (NotFoundError("rate.missing", "x"), 404, "No rate was entered"),
        (RuleError("costs.over_budget", "x"), 422, "costs.over_budget"),
    ],
)
def test_a_refusal_of_the_desk_is_said_in_words_and_by_its_code(
    opened, error, status, said
):
    csrf = opened.csrf("/costs/agree?about=case-p")
    opened.desk.fails = error
    fields = {"csrf": csrf, **AGREED, "purpose": "food", "bill": "20,000"}
    answer = opened.client.post("/costs/agree", data=fields, headers={"Origin": HERE})
    assert answer.status_code == status
    assert said in answer.text
    assert error.code in answer.text
    assert "Look on the page of the journey" not in answer.text


def test_the_page_says_what_comes_first_and_only_that_is_a_link(opened):
    opened.desk.costs_view = fake_costs.EMPTY
    order = ("Note a fund", "Enter a rate", "Note money that came in", "Make an agreement")
    opened.desk.steps = fake_money.steps_done(1)
    said = opened.client.get("/costs").text
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert '<a href="/costs/before#fund-label"><strong>Note a fund' in said
    assert '<a href="/costs/before#rate-number">' not in said
    opened.desk.steps = fake_money.steps_done(8)
    assert "in this order" not in opened.client.get("/costs").text


@pytest.mark.parametrize(
    ("founding", "says", "form"),
    [
        (fake_money.NOT_FOUNDED, "The ledger comes first", True),
        (fake_money.PROPOSED, "Can sign next: Min-ji, Sora. One more signature", False),
        (
            replace(fake_money.PROPOSED, may_found=True),
            "Only if the one above has no signatures after a week",
            True,
        ),
        (fake_money.NOT_YOURS, "A coordinator or a signatory", False),
        (fake_money.NOT_IN_IT, "There is a ledger, and this desk does not read", False),
    ],
)
def test_without_a_ledger_the_page_says_whose_turn_it_is(opened, founding, says, form):
    opened.desk.costs_view, opened.desk.founding_view = fake_costs.NOBODY, founding
    opened.desk.steps = fake_money.steps_done(0)
    said = opened.client.get("/costs").text
    assert says in said
    assert ('action="/costs/found"' in said) is form


def test_a_payout_says_who_can_sign_next_and_who_never_does(opened):
    said = opened.client.get("/costs").text
    assert "Can sign next: Min-ji, Sora. One more signature is needed." in said
    assert "Behind the payee, and never sign: Tae." in said


def test_an_agreement_offers_no_way_without_an_answer_for_when_more_is_asked(opened):
    said = opened.client.get("/costs/agree?about=case-p/j-pair").text
    assert said.count('name="if_more"') == len(IfMoreIsAsked) - 1
    assert 'value="not_agreed"' not in said
    assert opened.client.get("/costs/agree?about=case-x").status_code == 404
