"""Funds: what was given for protection, on which terms, and at what rates it is summed."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act
from waystation.casework.entries.money import (
    FundNoted,
    FundReceived,
    LedgerOpened,
    RateEntered,
)
from waystation.casework.money import Currency, Money, Purpose, in_base
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Funds(Struct, frozen=True):
    """What was said of funds, by fund; rates by the entry that has them."""

    opened: Group[LedgerOpened] = Table()
    noted: Group[FundNoted] = Table()
    received: Newest[FundReceived] = Table()
    rates: Newest[RateEntered] = Table()


class Fund(Struct, frozen=True):
    """A fund on the strictest terms that were ever noted; empty restricts nothing.

    `contested` where two currencies were noted: nothing can be paid from it. `nothing`
    where the terms leave nothing that it could be used for.
    """

    fund: str
    label: str
    currency: Currency
    purposes: frozenset[Purpose]
    cases: frozenset[str]
    contested: bool = False
    nothing: bool = False
    rests_on: tuple[str, ...] = ()

    def allows(self, purpose: Purpose, case: str) -> bool:
        """Say whether it may be used for this."""
        for_it = not self.purposes or purpose in self.purposes
        return for_it and (not self.cases or case in self.cases) and not self.nothing

    @property
    def restricted(self) -> bool:
        """Say whether its giver named what it is for."""
        return bool(self.purposes or self.cases or self.nothing)


def fold(state: Funds, record: Record, act: Act) -> Funds:
    """Add one act of the money cell."""
    match act:
        case LedgerOpened():
            return replace(state, opened=gather(state.opened, "", Noted(record, act)))
        case FundNoted():
            return replace(state, noted=gather(state.noted, act.fund, Noted(record, act)))
        case FundReceived():
            received = newest(state.received, record.id, Noted(record, act))
            return replace(state, received=received)
        case RateEntered():
            return replace(state, rates=newest(state.rates, record.id, Noted(record, act)))
        case _:
            return state


def read(records: Iterable[Record]) -> Funds:
    """Fold a money cell from its beginning."""
    return run(fold, Funds(), records)


def base(state: Funds) -> Currency | None:
    """Return the currency in which everything is summed; None before one was chosen."""
    opened = state.opened.get("", ())
    return opened[0].act.base if opened else None


def fund(state: Funds, register: str) -> Fund | None:
    """Return a fund; None where nobody noted it."""
    noted = state.noted.get(register, ())
    if not noted:
        return None
    purposes, none_left = _narrowest([frozenset(one.act.purposes) for one in noted])
    cases, no_case = _narrowest([frozenset(one.act.cases) for one in noted])
    return Fund(
        fund=register,
        label=noted[-1].act.label,
        currency=noted[0].act.currency,
        purposes=frozenset(Purpose(one) for one in purposes),
        cases=cases,
        contested=len({one.act.currency for one in noted}) > 1,
        nothing=none_left or no_case,
        rests_on=tuple(one.record.id for one in noted),
    )


def _narrowest(restrictions: list[frozenset[str]]) -> tuple[frozenset[str], bool]:
    """Return what all restrictions leave, and whether they leave nothing at all."""
    named = [one for one in restrictions if one]
    if not named:
        return frozenset(), False
    left = frozenset.intersection(*named)
    return left, not left


def all_funds(state: Funds) -> tuple[Fund, ...]:
    """Return every fund, by register id."""
    found = (fund(state, register) for register in sorted(state.noted))
    return tuple(one for one in found if one is not None)


def rate_of(state: Funds, currency: Currency, rates: Iterable[str]) -> Decimal | None:
    """Return the base for one unit of a currency, by exactly one of these entries.

    The base itself needs none.
    """
    if currency is base(state):
        return Decimal(1)
    entered = [
        noted.act
        for one in dict.fromkeys(rates)
        if (noted := state.rates.get(one)) is not None and noted.act.currency is currency
    ]
    return Decimal(entered[0].base_for_one) if len(entered) == 1 else None


def newest_rate(state: Funds, currency: Currency) -> Noted[RateEntered] | None:
    """Return the rate of the latest day that was entered for a currency."""
    entered = [one for one in state.rates.values() if one.act.currency is currency]
    return max(entered, key=lambda one: (one.act.on, one.order), default=None)


def value(state: Funds, money: Money) -> int | None:
    """Return an amount in the base at the newest rate; None where there is no rate."""
    summed_in = base(state)
    if summed_in is None or money.currency is summed_in:
        return None if summed_in is None else money.minor
    rate = newest_rate(state, money.currency)
    if rate is None:
        return None
    return in_base(money, Decimal(rate.act.base_for_one), summed_in)
