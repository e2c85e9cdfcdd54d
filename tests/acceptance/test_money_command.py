"""Costs from the command line: kept by keepers, signed by two, exported without names."""

import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import builders
from waystation.__main__ import main
from waystation.cli import money, money_words
from waystation.desk import case

FUND = ("--label", "winter", "--currency", "KRW")
BEAN_CHECK = Path(sys.executable).with_name("bean-check")


@pytest.fixture
def typed(tmp_path, monkeypatch, capsys):
    """Return what a human of five types for money, and the rows that it prints."""
    world = builders.found(tmp_path)

    @contextmanager
    def unlocked(chosen):
        yield world.desks[chosen.store.name]

    for module in (money, money_words):
        monkeypatch.setattr(module, "unlocked", unlocked)
        monkeypatch.setattr(module, "in_step", lambda _desk: world.sync(rounds=1))

    def run(name, *words, expect=0):
        done = main(["money", *words, "--store", name, "--json"])
        said = capsys.readouterr()
        assert done == expect, said.err
        if expect:
            return json.loads(said.err)["error"]["code"]
        if words[0] == "export":
            return said.out
        rows = [json.loads(line) for line in said.out.splitlines()]
        return rows if words[0] in {"list", "waiting"} else rows[0]

    run.world = world
    return run


def agreed(typed):
    """Found the books, and agree with a shop; return the agreement."""
    typed("mina", "found", "--base", "KRW")
    (waits,) = typed("sora", "waiting")
    typed("sora", "sign", waits["proposal"])
    opened = case.open_case(typed.world.mina, "E").case
    typed("mina", "rate", "THB", "40.25", "--source", "the bank's page")
    typed("mina", "fund", *FUND)
    typed("mina", "receive", "winter", "500000 KRW")
    budget = typed("mina", "budget", opened, "200,000 KRW")
    typed("jun", "approve", budget["budget"])
    typed("mina", "payee", "--role", "supplier", "--label", "market")
    typed("mina", "check", "market", "--lists", "UN", "--found", "clear")
    review = ("--places", "here", "--opinion", "may_proceed", "--until", "2099-01-31")
    typed("mina", "review", *review)
    return typed(
        *("mina", "commit", "E", "market", "--purpose", "food", "--fund", "winter"),
        *("--currency", "THB", "--bill", "week=1250.50", "--if-more", "nothing_more"),
    )


def test_a_shop_is_paid_against_its_bill_by_two_and_bean_check_accepts_it(typed, tmp_path):
    bill = tmp_path / "bill.txt"
    bill.write_text("rice, water", encoding="utf-8")
    made = agreed(typed)
    part = (made["agreement"], made["milestones"][0])
    assert typed("mina", "propose", *part, expect=3) == "costs.ahead_of_milestone"
    typed("mina", "bill", *part, str(bill))
    payout = typed("mina", "propose", *part)["payout"]
    paying = ("pay", payout, "--by", "bank", "--receipt", str(bill))
    assert typed("mina", *paying, expect=3) == "payout.two"
    typed("sora", "approve", payout)
    typed("mina", *paying)
    typed("jun", "refund", payout, "250.50")
    listed = typed("mina", "list", "--case", "E")
    (shown,) = [one for one in listed if "payout" in one]
    assert (shown["state"], shown["amount"]) == ("paid", "1,250.50 THB")
    assert shown["signed"] == ["mina", "sora"]
    (whole,) = [one for one in listed if "label" in one]
    assert (whole["budget"], whole["paid"]) == ("200,000 KRW", "40,250 KRW")
    (pot,) = [one for one in typed("sora", "list") if "fund" in one]
    assert pot["holds"] == "459,750 KRW"
    journal = typed("sora", "export", "--beancount")
    assert "market" not in journal
    path = tmp_path / "costs.beancount"
    path.write_text(journal, encoding="utf-8")
    command = [BEAN_CHECK, "--no-cache", path]
    checked = subprocess.run(
        command, capture_output=True, text=True, timeout=90, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_refused_payout_is_not_paid_and_may_be_proposed_anew(typed, tmp_path):
    bill = tmp_path / "bill.txt"
    bill.write_text("rice", encoding="utf-8")
    made = agreed(typed)
    part = (made["agreement"], made["milestones"][0])
    typed("mina", "bill", *part, str(bill))
    payout = typed("mina", "propose", *part)["payout"]
    typed("sora", "refuse", payout, "--reason", "another bill")
    assert typed("jun", "approve", payout, expect=3) == "payout.over"
    typed("jun", "propose", *part, "--amount", "1000")
    typed("mina", "end", made["agreement"], "--reason", "another shop")
    states = [one["state"] for one in typed("mina", "list") if "payout" in one]
    assert states == ["proposed"]


def test_who_is_not_in_it_reads_nothing_and_what_is_typed_wrong_is_refused(typed):
    assert typed("mina", "fund", *FUND, expect=3) == "money.none"
    agreed(typed)
    assert typed("hana", "list") == []
    assert typed("hana", "export", "--beancount", expect=3) == "money.none"
    wrong = ("rate", "USD", "about 1,300", "--source", "memory")
    assert typed("mina", *wrong, expect=4) == "casework.body"
    assert typed("mina", "receive", "winter", "1.5 KRW", expect=4) == "money.amount"
    assert typed("mina", "receive", "winter", "5 USD", expect=3) == "rate.missing"
    assert typed("mina", "receive", "winter", "5 THB", expect=4) == "fund.currency"
    wrong = ("review", "--places", "x", "--opinion", "may_not", "--until", "soon")
    assert typed("mina", *wrong, expect=4) == "money.moment"


def test_a_fund_that_was_noted_becomes_narrower_and_never_wider_again(typed):
    agreed(typed)
    assert typed("mina", "narrow", "winter", expect=3) == "fund.wider"
    less = ("narrow", "winter", "--only-for", "food", "--only-for", "transport")
    assert typed("jun", *less)["only_for"] == ["food", "transport"]
    assert typed("mina", "narrow", "winter", "--only-for", "food")["only_for"] == ["food"]
    wider = ("narrow", "winter", "--only-for", "transport")
    assert typed("mina", *wider, expect=3) == "fund.wider"


def test_a_member_who_joins_later_is_signed_for_by_keepers(typed):
    agreed(typed)
    proposal = typed("mina", "member", "hana")["proposal"]
    (waits,) = typed("jun", "waiting")
    assert (waits["proposal"], waits["reason"]) == (proposal, "joins")
    assert typed("hana", "export", "--beancount", expect=3) == "money.none"
    typed("jun", "sign", proposal)
    typed.world.sync()
    assert typed("hana", "payee", "--role", "staff", "--label", "me")["payee"]
