"""Beancount accepts the journal: its own program reads it, and nothing imports it."""

import re
import subprocess
import sys
from pathlib import Path

from tests.casework_costs import EUR, KRW, THB, USD, Books, handover
from tests.casework_history import at
from waystation.casework import costs, journal
from waystation.casework.entries.money import FundNoted, FundReceived, PayoutRefunded
from waystation.casework.money import Money, Purpose

ROOT = Path(__file__).parents[2]
BEAN_CHECK = Path(sys.executable).with_name("bean-check")


def refused(text, tmp_path):
    """Return what bean-check has against a journal."""
    path = tmp_path / "costs.beancount"
    path.write_text(text, encoding="utf-8")
    ran = subprocess.run(
        [BEAN_CHECK, "--no-cache", path],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert bool(ran.returncode) is bool(ran.stderr.strip())
    return ran.stderr


def books_of_a_winter():
    """Return books with every currency, a conversion, a refund and a name in each label."""
    held = Books().opened()
    won, dollars = held.fund(), held.fund(USD)
    baht, euro, dollar = held.rate(THB, "40.123"), held.rate(EUR), held.rate(USD)
    said = [
        (won, KRW, ()),
        (dollars, USD, (dollar,)),
        (dollars, THB, tuple(sorted((baht, dollar)))),
        (won, EUR, (euro,)),
    ]
    for number, (pot, currency, rates) in enumerate(said):
        made = held.commit(
            pot,
            handover("h", 12_345),
            currency=currency,
            case=f"case {number}",
            purpose=[*Purpose][number * 2],
            agreed="Kim Min-ji drives",
        )
        payout = held.propose(made, 12_345, currency, rates=rates)
        held.yes("kim", payout)
        held.yes("lee", payout)
        held.pay("lee", payout, on=at(24 * number))
        back = PayoutRefunded(payout=payout.id, refund="b", minor=345, on=at(99))
        held.at("kim", back)
    return held


def test_bean_check_accepts_everything_that_is_booked(tmp_path):
    text = journal.beancount(costs.read(books_of_a_winter().told))
    assert refused(text, tmp_path) == ""
    assert len(re.findall(r'\* "paid"', text)) == 4
    assert len(re.findall(r'\* "refunded"', text)) == 4
    assert "Kim Min-ji" not in text


def test_bean_check_accepts_a_journal_of_nothing(tmp_path):
    assert refused(journal.beancount(costs.read([])), tmp_path) == ""


def test_bean_check_refuses_what_does_not_balance(tmp_path):
    text = journal.beancount(costs.read(books_of_a_winter().told))
    assert "does not balance" in refused(
        text.replace("123.45 THB", "1.00 THB", 1), tmp_path
    )


def test_ids_that_are_none_of_ours_break_no_line_of_the_journal(tmp_path):
    held = Books().opened()
    nasty = 'x"\n2026-01-01 open Assets:Mine'
    held.at("kim", FundNoted(fund=nasty, label='"; a name', currency=KRW))
    came = FundReceived(fund=nasty, receipt="r", amount=Money(5, KRW), on=at(0))
    held.at("kim", came)
    text = journal.beancount(costs.read(held.told))
    assert refused(text, tmp_path) == ""
    assert "Assets:Mine" not in text


def test_nothing_of_the_project_imports_beancount():
    written = re.compile(r"^\s*(from|import) beancount\b", re.MULTILINE)
    for folder in ("src", "tests", "bench"):
        for path in (ROOT / folder).rglob("*.py"):
            assert not written.search(path.read_text(encoding="utf-8")), path
