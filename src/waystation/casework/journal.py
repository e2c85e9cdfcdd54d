"""The ledger as a journal in Beancount's language, for an accountant's own program.

Nothing in it is a name, a label or a sentence that somebody wrote: accounts are made from
register ids, which stand in full in the metadata.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from waystation.casework import fund
from waystation.casework.costs import Costs
from waystation.casework.ledger import (
    Account,
    AccountKind,
    Posting,
    Transaction,
    transactions,
)
from waystation.casework.money import decimal_text

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ROOTS = {
    AccountKind.FUND: "Assets:Funds",
    AccountKind.GIVEN: "Income:Given",
    AccountKind.COST: "Expenses:Cases",
    AccountKind.CONVERSIONS: "Equity:Conversions",
}


def beancount(state: Costs) -> str:
    """Write everything that is booked as a journal that bean-check accepts."""
    booked = transactions(state)
    base = fund.base(state.funds)
    parts = [
        ";; waystation money export --beancount: register ids, no names",
        'option "title" "Costs of protection"',
    ]
    if base is not None:
        parts.append(f'option "operating_currency" "{base}"')
    parts += ["", *_opened(booked), "", *_prices(state)]
    for one in booked:
        parts += ["", *_transaction(one)]
    return "\n".join(parts) + "\n"


def _opened(booked: Iterable[Transaction]) -> Iterator[str]:
    first: dict[Account, datetime] = {}
    for one in booked:
        for posting in one.postings:
            first.setdefault(posting.account, one.at)
    for account, at in sorted(first.items()):
        yield f"{_day(at)} open {_name(account)}"
        if account.of:
            yield f'  register: "{_plain(account.of)}"'


def _prices(state: Costs) -> Iterator[str]:
    """Write each day's last rate of each currency: a journal holds one for a day."""
    base = fund.base(state.funds)
    if base is None:
        return
    of_day = {
        (_day(one.act.on), one.act.currency): one.act.base_for_one
        for one in sorted(state.funds.rates.values(), key=lambda one: one.order)
        if one.act.currency is not base
    }
    for (day, currency), rate in sorted(of_day.items()):
        yield f"{day} price {currency} {rate} {base}"


def _transaction(one: Transaction) -> Iterator[str]:
    yield f'{_day(one.at)} * "{one.what}"'
    yield f'  entry: "{_plain(one.id)}"'
    if one.payee:
        yield f'  payee: "{_plain(one.payee)}"'
    if one.signed_by:
        signed = " ".join(_plain(human) for human in one.signed_by)
        yield f'  signed: "{signed}"'
    for posting in one.postings:
        yield f"  {_name(posting.account)}  {_amount(posting)}"


def _amount(posting: Posting) -> str:
    return f"{decimal_text(posting.minor, posting.currency)} {posting.currency}"


def _name(account: Account) -> str:
    parts = [_ROOTS[account.kind]]
    if account.of:
        parts.append(hashlib.sha256(account.of.encode()).hexdigest()[:12].upper())
    if account.purpose:
        parts.append("-".join(account.purpose.split("_")).capitalize())
    return ":".join(parts)


def _day(at: datetime) -> str:
    return at.astimezone(UTC).date().isoformat()


def _plain(register: str) -> str:
    """Return an id that can stand between quotes: what is none of ours is hashed."""
    if _PLAIN.fullmatch(register):
        return register
    return "sha256-" + hashlib.sha256(register.encode()).hexdigest()
