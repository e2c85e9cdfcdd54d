"""Money that comes into a fund, at a rate that somebody has entered."""

from datetime import datetime

from waystation.casework import fund
from waystation.casework.entries.money import FundReceived
from waystation.casework.money import Money
from waystation.desk import costs
from waystation.desk.desk import Desk
from waystation.errors import FormatError, NotFoundError


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
