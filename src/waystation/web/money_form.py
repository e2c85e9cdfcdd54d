"""What is typed of money: an amount as people write it, a day, the mark of a receipt."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from waystation.casework.money import Currency, Money, minor_of
from waystation.errors import FormatError
from waystation.web.port import Settings

_SIGNS = re.compile(
    r"[\s₩¥$฿€]|원|위안|달러|밧|바트|유로|KRW|CNY|USD|THB|EUR", re.IGNORECASE
)
_HASH = re.compile(r"[A-Za-z0-9_-]{43}")
_RATE = re.compile(r"(?=.*[1-9])[0-9]{1,9}(\.[0-9]{1,9})?")


def currency(fields: Mapping[str, str], name: str = "currency") -> Currency:
    """Return the currency that was chosen.

    Raises:
        FormatError: none of ours.
    """
    said = fields.get(name, "")
    if said not in set(Currency):
        raise FormatError("web.form", "not one of the currencies")
    return Currency(said)


def minor(said: str, of: Currency) -> int:
    """Read an amount as people write it: `300,000`, `300,000원`, `$1,250.50`.

    Raises:
        FormatError: not a positive number with the places of the currency.
    """
    found = minor_of(_SIGNS.sub("", said), of)
    if found is None:
        code = "money.won" if of is Currency.KRW else "money.amount"
        raise FormatError(code, "a positive number with the places of the currency")
    return found


def amount(fields: Mapping[str, str], name: str = "amount") -> Money:
    """Return an amount in the currency that was chosen with it.

    Raises:
        FormatError: not an amount.
    """
    of = currency(fields)
    return Money(minor(fields.get(name, ""), of), of)


def rate(fields: Mapping[str, str], name: str = "base_for_one") -> str:
    """Return a rate as it was read off.

    Raises:
        FormatError: not a positive decimal number.
    """
    said = _SIGNS.sub("", fields.get(name, "")).replace(",", "")
    if not _RATE.fullmatch(said):
        raise FormatError("money.rate", "a positive number")
    return said


def day_or_now(
    fields: Mapping[str, str], name: str, settings: Settings, now: datetime
) -> datetime:
    """Return the day that was chosen, from its beginning where the desk is, or the present.

    Raises:
        FormatError: not a day, or one that is still to come.
    """
    said = fields.get(name, "")
    if not said:
        return now
    try:
        day = datetime.fromisoformat(said).replace(tzinfo=settings.zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise FormatError("web.day", "not a day") from error
    if day > now:
        raise FormatError("money.day", "the day is still to come")
    return day


def proof(fields: Mapping[str, str], *, needed: bool = False) -> str:
    """Return the hash by which a receipt is known; the file itself stays where it is.

    Raises:
        FormatError: it is needed and was not given, or is none.
    """
    said = fields.get("proof", "")
    if not said and not needed:
        return ""
    if not _HASH.fullmatch(said):
        raise FormatError("money.proof", "a file has to be chosen")
    return said
