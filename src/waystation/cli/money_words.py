"""What is typed for money, and how an act of it is run."""

import argparse
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path

from waystation.casework import fund
from waystation.casework.money import Currency, Money, minor_of
from waystation.cli.exits import DONE
from waystation.cli.naming import one_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import print_rows
from waystation.cli.unlocking import unlocked
from waystation.desk import costs
from waystation.desk.desk import Desk
from waystation.desk.views_names import Names
from waystation.encoding import b64, from_rfc3339
from waystation.errors import FormatError

Run = Callable[[argparse.Namespace], int]


def doing(act: Callable[[Desk, argparse.Namespace], dict[str, object]]) -> Run:
    """Return a command that does an act between two rounds and prints what came of it."""

    def run(chosen: argparse.Namespace) -> int:
        with unlocked(chosen) as desk:
            in_step(desk)
            row = act(desk, chosen)
            in_step(desk)
        print_rows([row], chosen)
        return DONE

    return run


def money_of(said: str, where: str = "AMOUNT") -> Money:
    """Read an amount with its currency: "1250.50 THB".

    Raises:
        FormatError: not an amount in one of the currencies.
    """
    number, _, currency = said.strip().rpartition(" ")
    if currency not in [*Currency]:
        raise FormatError("money.amount", "an amount and its currency", where=where)
    return Money(minor(number, Currency(currency), where), Currency(currency))


def minor(number: str, currency: Currency, where: str) -> int:
    """Read a number of a currency as its minor units.

    Raises:
        FormatError: not a positive number with the places of the currency.
    """
    found = minor_of(number, currency)
    if found is None:
        message = "a positive number with no more places than the currency has"
        raise FormatError("money.amount", message, where=where)
    return found


def moment_of(desk: Desk, said: str | None, where: str) -> datetime:
    """Read a day or a time; the present where none is given.

    Raises:
        FormatError: neither.
    """
    if said is None:
        return desk.now()
    try:
        return datetime.combine(date.fromisoformat(said), time(), UTC)
    except ValueError:
        pass
    try:
        return from_rfc3339(said)
    except (FormatError, ValueError):
        message = "a day like 2027-01-31, or a time with its zone"
        raise FormatError("money.moment", message, where=where) from None


def hash_of(path: Path | None) -> str:
    """Return the hash by which a receipt is known; the file itself stays where it is."""
    return "" if path is None else b64(sha256(path.read_bytes()).digest())


def fund_of(desk: Desk, said: str, where: str) -> str:
    """Return a fund by id or label.

    Raises:
        NotFoundError: none, or more than one, is called so.
    """
    every = fund.all_funds(costs.read(desk).funds)
    return one_of(((one.fund, one.label) for one in every), said, where)


def payee_of(desk: Desk, said: str, where: str = "PAYEE") -> str:
    """Return a helper, house or noted payee by id or name.

    Raises:
        NotFoundError: none, or more than one, is called so.
    """
    noted = costs.read(desk).commitments.payees
    labels = [(payee, group[-1].act.label) for payee, group in noted.items()]
    known = dict(labels) | dict(Names(desk).known())
    return one_of(known.items(), said, where)


def recorded(entry: str) -> dict[str, object]:
    """Return what is printed for something that was noted."""
    return {"recorded": entry}
