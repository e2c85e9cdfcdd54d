"""The ledger: double entry over what came into funds and what was paid from them.

Every transaction balances in each currency, and in the base at the rates that two humans
approved. An amount that crosses currencies goes through the conversions account, which
holds nothing but what crossed.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from waystation.casework import fund
from waystation.casework.costs import Costs, all_payouts, refunds
from waystation.casework.fund import Funds
from waystation.casework.money import Currency, Money, across, in_base
from waystation.casework.payout import Payout, PayoutState


class AccountKind(StrEnum):
    """The kinds of account; `of` says of which fund or case."""

    FUND = "fund"
    GIVEN = "given"
    COST = "cost"
    CONVERSIONS = "conversions"


class Account(Struct, frozen=True, order=True):
    """An account: of a fund, or of a case and what for."""

    kind: AccountKind
    of: str = ""
    purpose: str = ""


class Posting(Struct, frozen=True):
    """An amount on an account, signed, in its own currency and in the base."""

    account: Account
    minor: int
    currency: Currency
    base_minor: int


class Booked(StrEnum):
    """What a transaction books."""

    RECEIVED = "received"
    PAID = "paid"
    REFUNDED = "refunded"


class Transaction(Struct, frozen=True):
    """Something that moved money, with the entries it rests on and no name."""

    id: str
    at: datetime
    what: Booked
    postings: tuple[Posting, ...]
    rests_on: tuple[str, ...]
    payee: str = ""
    signed_by: tuple[str, ...] = ()


class Quote(Struct, frozen=True):
    """What a payout comes to: in its own currency, in the fund's, in the base."""

    amount: Money
    from_fund_minor: int
    fund_currency: Currency
    base_minor: int


def quote(state: Funds, amount: Money, register: str, rates: Iterable[str]) -> Quote | None:
    """Say what an amount comes to at exactly these rates.

    None where the fund or a rate is unknown, or the amount rounds to nothing.
    """
    from_fund, base = fund.fund(state, register), fund.base(state)
    if from_fund is None or from_fund.contested or base is None:
        return None
    entries = tuple(rates)
    rate = fund.rate_of(state, amount.currency, entries)
    fund_rate = fund.rate_of(state, from_fund.currency, entries)
    if rate is None or fund_rate is None:
        return None
    base_minor = in_base(amount, rate, base)
    minor = amount.minor
    if amount.currency is not from_fund.currency:
        minor = across(amount, rate, fund_rate, from_fund.currency)
    if minor < 1 or base_minor < 1:
        return None
    return Quote(amount, minor, from_fund.currency, base_minor)


def transactions(state: Costs) -> tuple[Transaction, ...]:
    """Return everything that is booked, by the day and then by entry."""
    found = [*_received(state.funds)]
    for payout in all_payouts(state):
        found += _of_payout(state, payout)
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))


def _received(state: Funds) -> Iterator[Transaction]:
    for record_id, noted in sorted(state.received.items()):
        act = noted.act
        rates = (act.rate,) if act.rate else ()
        found = quote(state, act.amount, act.fund, rates)
        if found is None or found.fund_currency is not act.amount.currency:
            continue
        postings = _postings(
            found,
            taken=Account(AccountKind.GIVEN, act.fund),
            given=Account(AccountKind.FUND, act.fund),
        )
        yield Transaction(record_id, act.on, Booked.RECEIVED, postings, (record_id,))


def _of_payout(state: Costs, payout: Payout) -> Iterator[Transaction]:
    made, proposed, paid = payout.made.act, payout.proposed.act, payout.paid
    found = quote(state.funds, proposed.amount, made.fund, proposed.rates)
    if payout.state is not PayoutState.PAID or paid is None or found is None:
        return
    source = Account(AccountKind.FUND, made.fund)
    cost = Account(AccountKind.COST, made.case, made.purpose)
    rests_on = (payout.payout, payout.made.record.id, paid.record.id)
    signed = tuple(sorted(payout.approved_by))
    yield Transaction(
        paid.record.id,
        paid.act.on,
        Booked.PAID,
        _postings(found, taken=source, given=cost),
        rests_on,
        made.payee,
        signed,
    )
    left = proposed.amount.minor
    for back in refunds(state, payout):
        left -= back.act.minor
        part = quote(
            state.funds,
            Money(back.act.minor, proposed.amount.currency),
            made.fund,
            proposed.rates,
        )
        if left < 0 or part is None:
            return
        yield Transaction(
            back.record.id,
            back.act.on,
            Booked.REFUNDED,
            _postings(part, taken=cost, given=source),
            (back.record.id, payout.payout),
            made.payee,
        )


def _postings(found: Quote, *, taken: Account, given: Account) -> tuple[Posting, ...]:
    """Return the two sides, with the conversion between them where there is one."""
    amount, base = found.amount, found.base_minor
    to, source = (given, taken) if given.kind is AccountKind.COST else (taken, given)
    sign = 1 if to is given else -1
    there = Posting(to, sign * amount.minor, amount.currency, sign * base)
    here = Posting(source, -sign * found.from_fund_minor, found.fund_currency, -sign * base)
    if amount.currency is found.fund_currency:
        return there, here
    between = Account(AccountKind.CONVERSIONS)
    return (
        there,
        Posting(between, -there.minor, there.currency, -there.base_minor),
        Posting(between, -here.minor, here.currency, -here.base_minor),
        here,
    )


def balance(state: Costs, register: str) -> int:
    """Return what a fund holds, in minor units of its currency."""
    account = Account(AccountKind.FUND, register)
    return sum(
        one.minor
        for booked in transactions(state)
        for one in booked.postings
        if one.account == account
    )
