"""What `waystation money` pays: proposed, signed, paid, and what was asked besides."""

import argparse
from pathlib import Path

from waystation.casework.entries.money import (
    DemandAnswered,
    PayoutPaid,
    PayoutRefunded,
    ReceiptRecorded,
)
from waystation.casework.money import IfMoreIsAsked, PaidBy
from waystation.cli.money_words import doing, hash_of, minor, moment_of, recorded
from waystation.cli.naming import journey_of
from waystation.desk import costs
from waystation.desk.desk import Desk


def add(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> list[argparse.ArgumentParser]:
    """Register these acts and return their parsers."""
    return [*_add_signing(acts), *_add_paying(acts)]


def _add_signing(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> list[argparse.ArgumentParser]:
    propose = acts.add_parser("propose", help="propose to pay a milestone, and sign it")
    propose.add_argument("agreement", metavar="AGREEMENT")
    propose.add_argument("milestone", metavar="MILESTONE")
    propose.add_argument("--amount", metavar="NUMBER", help="less than all of it")
    propose.set_defaults(run=doing(_propose))
    approve = acts.add_parser("approve", help="sign a payout or a budget, as one of two")
    approve.add_argument("id", metavar="ID")
    approve.set_defaults(run=doing(_approve))
    refuse = acts.add_parser("refuse", help="say that a payout or a budget is not to be")
    refuse.add_argument("id", metavar="ID")
    refuse.add_argument("--reason", required=True)
    refuse.set_defaults(run=doing(_refuse))
    return [propose, approve, refuse]


def _add_paying(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> list[argparse.ArgumentParser]:
    pay = acts.add_parser("pay", help="record that the money went")
    pay.add_argument("payout", metavar="ID")
    pay.add_argument("--by", required=True, choices=[*PaidBy])
    pay.add_argument("--receipt", type=Path, metavar="FILE", help="its hash is kept")
    pay.add_argument("--on", metavar="DAY", help="when; now, if not said")
    pay.set_defaults(run=doing(_pay))
    receipt = acts.add_parser("receipt", help="record a receipt that came later")
    receipt.add_argument("payout", metavar="ID")
    receipt.add_argument("file", type=Path, metavar="FILE")
    receipt.set_defaults(run=doing(_receipt))
    refund = acts.add_parser("refund", help="record what a payee gave back")
    refund.add_argument("payout", metavar="ID")
    refund.add_argument("amount", metavar="NUMBER", help="in the payout's currency")
    refund.add_argument("--receipt", type=Path, metavar="FILE", help="its hash is kept")
    refund.set_defaults(run=doing(_refund))
    answer = acts.add_parser("answer", help="record what was answered to a demand")
    answer.add_argument("journey", metavar="JOURNEY")
    answer.add_argument("demand", metavar="DEMAND")
    answer.add_argument("answer", choices=[*IfMoreIsAsked])
    answer.add_argument("--agreement", default="", metavar="AGREEMENT")
    answer.add_argument("--differs", default="", help="why not what was agreed beforehand")
    answer.set_defaults(run=doing(_answer))
    return [pay, receipt, refund, answer]


def _propose(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    made = costs.agreement(desk, chosen.agreement).act
    part = 0
    if chosen.amount is not None:
        part = minor(chosen.amount, made.currency, "--amount")
    return {"payout": costs.propose(desk, chosen.agreement, chosen.milestone, part)}


def _approve(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    costs.approve(desk, chosen.id)
    return {"signed": chosen.id}


def _refuse(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    costs.refuse(desk, chosen.id, chosen.reason)
    return {"refused": chosen.id}


def _pay(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    paid = PayoutPaid(
        payout=chosen.payout,
        on=moment_of(desk, chosen.on, "--on"),
        paid_by=PaidBy(chosen.by),
        proof=hash_of(chosen.receipt),
    )
    costs.pay(desk, paid)
    return {"paid": chosen.payout}


def _receipt(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    costs.payout_of(desk, chosen.payout)
    act = ReceiptRecorded(payout=chosen.payout, on=desk.now(), proof=hash_of(chosen.file))
    return recorded(costs.note(desk, act))


def _refund(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    currency = costs.payout_of(desk, chosen.payout).proposed.act.amount.currency
    back = PayoutRefunded(
        payout=chosen.payout,
        refund=desk.random_id(),
        minor=minor(chosen.amount, currency, "NUMBER"),
        on=desk.now(),
        proof=hash_of(chosen.receipt),
    )
    costs.refund(desk, back)
    return {"refunded": chosen.payout}


def _answer(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    act = DemandAnswered(
        journey=journey_of(desk, chosen.journey),
        demand=chosen.demand,
        answer=IfMoreIsAsked(chosen.answer),
        commitment=chosen.agreement,
        differs=chosen.differs,
    )
    costs.answer(desk, act)
    return {"answered": chosen.demand}
