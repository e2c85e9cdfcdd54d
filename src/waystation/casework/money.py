"""Amounts of money: whole minor units of one currency, and rates that a human entered.

No float is anywhere near an amount. A rate is never fetched: it is what somebody entered,
with where they read it.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

Minor = Annotated[int, Meta(ge=1, le=10**15)]
"""Whole minor units: won, fen, cents, satang."""
RateText = Annotated[
    str, Meta(pattern=r"^(?=.*[1-9])[0-9]{1,9}(\.[0-9]{1,9})?\Z", max_length=19)
]
"""A positive decimal number, as it was read off."""

_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)


class Currency(StrEnum):
    """The currencies in which costs arise (ISO 4217)."""

    KRW = "KRW"
    CNY = "CNY"
    USD = "USD"
    THB = "THB"
    EUR = "EUR"

    @property
    def digits(self) -> int:
        """Return how many decimal places the minor unit has; the won has none."""
        return 0 if self is Currency.KRW else 2


class Money(Struct, frozen=True, gc=False):
    """An amount to be paid or received."""

    minor: Minor
    currency: Currency

    def __str__(self) -> str:
        return f"{decimal_text(self.minor, self.currency)} {self.currency}"


def decimal_text(minor: int, currency: Currency) -> str:
    """Write minor units as a decimal number with the places of the currency."""
    return f"{Decimal(minor).scaleb(-currency.digits, _EXACT):.{currency.digits}f}"


def minor_of(text: str, currency: Currency) -> int | None:
    """Read a decimal number as minor units; None where it is not one, or too exact."""
    digits = currency.digits
    whole, point, places = text.strip().replace(",", "").partition(".")
    fits = whole.isascii() and whole.isdecimal() and len(whole) <= 15 - digits
    if not fits or (point and not (places.isascii() and places.isdecimal())):
        return None
    if len(places) > digits:
        return None
    minor = int(whole + places.ljust(digits, "0"))
    return minor if minor > 0 else None


def in_base(money: Money, rate: Decimal, base: Currency) -> int:
    """Return an amount in minor units of the base currency, at units of base for one.

    Half a minor unit is rounded to the even neighbour.
    """
    scale = base.digits - money.currency.digits
    value = _EXACT.multiply(Decimal(money.minor), rate).scaleb(scale, _EXACT)
    return int(value.quantize(Decimal(1), context=_EXACT))


def across(money: Money, rate: Decimal, to_rate: Decimal, to: Currency) -> int:
    """Return an amount in minor units of another currency, both rates in the base for one.

    It is rounded once, at the end.
    """
    base = _EXACT.multiply(Decimal(money.minor), rate)
    value = _EXACT.divide(base, to_rate).scaleb(to.digits - money.currency.digits, _EXACT)
    return int(value.quantize(Decimal(1), context=_EXACT))


class Purpose(StrEnum):
    """What protection costs: nothing else is paid for."""

    TRANSPORT = "transport"
    GUIDING = "guiding"
    LODGING = "lodging"
    FOOD = "food"
    CLOTHES = "clothes"
    MEDICAL = "medical"
    INTERPRETING = "interpreting"
    COMMUNICATION = "communication"
    PAPERS_FEE = "papers_fee"


class PayeeRole(StrEnum):
    """Whom the organisation pays. A holder is none of them, nor is a person."""

    HELPER = "helper"
    HOST = "host"
    TRANSPORT = "transport"
    SUPPLIER = "supplier"
    INSTITUTION = "institution"
    STAFF = "staff"


class MilestoneKind(StrEnum):
    """What must be a fact before anything is paid.

    A bill is a milestone for what is bought from a supplier or an institution, never for
    what a helper does on the way.
    """

    HANDOVER = "handover"
    CHECK_IN = "check_in"
    BILL = "bill"


class PaidBy(StrEnum):
    """How money was handed over."""

    BANK = "bank"
    CARD = "card"
    MOBILE = "mobile"
    CASH = "cash"


class Screening(StrEnum):
    """What a sanctions check found."""

    CLEAR = "clear"
    UNCLEAR = "unclear"
    MATCH = "match"


class Opinion(StrEnum):
    """What a legal review concluded."""

    MAY_PROCEED = "may_proceed"
    WITH_CONDITIONS = "with_conditions"
    MAY_NOT = "may_not"


class IfMoreIsAsked(StrEnum):
    """What was agreed beforehand to answer when more is asked than was agreed."""

    NOT_AGREED = "not_agreed"
    NOTHING_MORE = "nothing_more"
    NEEDS_IN_KIND = "needs_in_kind"
    TWO_DECIDE_LATER = "two_decide_later"
    ENDS_HERE = "ends_here"
