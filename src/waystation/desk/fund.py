"""What a fund is for, and money that comes into it at a rate that somebody has entered."""

from collections.abc import Iterable
from datetime import datetime

from waystation.casework import fund
from waystation.casework.entries.money import FundNoted, FundReceived
from waystation.casework.money import Money, Purpose
from waystation.desk import costs
from waystation.desk.desk import Desk
from waystation.errors import FormatError, NotFoundError, RuleError


def narrow(
    desk: Desk, register: str, purposes: Iterable[Purpose], cases: Iterable[str]
) -> str:
    """Note that a fund is for less than was noted; return the entry.

    What its giver restricted stays restricted: nothing makes a fund wider again.

    Raises:
        NotFoundError: no such fund is known here.
        RuleError: nothing is named, or something that the fund was not given for.
    """
    with desk.acting():
        source = fund.fund(costs.read(desk).funds, register)
        if source is None:
            raise NotFoundError("fund.unknown", "no such fund is known here")
        only_for, only_cases = frozenset(purposes), frozenset(cases)
        if not only_for | only_cases or _is_wider(source.purposes, only_for):
            raise RuleError("fund.wider", "a fund noted again can only become narrower")
        if _is_wider(source.cases, only_cases):
            raise RuleError("fund.wider", "a fund noted again can only become narrower")
        noted = FundNoted(
            fund=register,
            label=source.label,
            currency=source.currency,
            purposes=tuple(sorted(only_for)),
            cases=tuple(sorted(only_cases)),
        )
        return costs.note(desk, noted)


def _is_wider(before: frozenset[str], now: frozenset[str]) -> bool:
    return bool(before) and not now <= before


def receive(desk: Desk, register: str, amount: Money, on: datetime, proof: str = "") -> str:
    """Record that money came into a fund; return its entry.

    What is not in the currency of the ledger is booked at the newest rate that was entered.

    Raises:
        NotFoundError: no such fund is known here, or no rate was entered.
        FormatError: the fund holds another currency.
    """
    with desk.acting():
        state = costs.read(desk).funds
        source = fund.fund(state, register)
        if source is None:
            raise NotFoundError("fund.unknown", "no such fund is known here")
        newest = fund.newest_rate(state, amount.currency)
        foreign = amount.currency is not fund.base(state)
        if foreign and newest is None:
            raise NotFoundError("rate.missing", "a rate must be entered first")
        if source.currency is not amount.currency:
            raise FormatError("fund.currency", "the fund holds another currency")
        came = FundReceived(
            fund=register,
            receipt=desk.random_id(),
            amount=amount,
            on=on,
            rate=newest.record.id if foreign and newest is not None else "",
            proof=proof,
        )
        return costs.note(desk, came)
