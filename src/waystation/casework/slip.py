"""Slips: what one party of one handover was given, and what became of it.

An opening counts before a revocation, whoever saw whom: the relay let one of the two
happen, and what was opened is known to somebody (spec/slip.md S-4).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act
from waystation.casework.entries.slip import (
    SlipClaimed,
    SlipLocked,
    SlipMade,
    SlipReadOut,
    SlipRevoked,
)
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record

# Five digits in a row, spaces and hyphens aside, are a number to call.
_NUMBER = re.compile(r"(?:\d[\s().-]{0,2}){5,}")
_ADDRESS = re.compile(r"@|://|www\.|\d+\.\d{3,}")
SHORTEST_NAME = 2
LookedFor = Mapping[str, Sequence[str]]
"""Names by how they begin: a text is looked through once, however many there are."""


class SlipState(StrEnum):
    """Where a slip stands."""

    WAITING = "waiting"
    OPENED = "opened"
    READ_OUT = "read_out"
    REVOKED = "revoked"
    LOCKED = "locked"
    EXPIRED = "expired"


DEAD = frozenset({SlipState.REVOKED, SlipState.LOCKED, SlipState.EXPIRED})


class Slips(Struct, frozen=True):
    """Every slip of a journey, by its id, and what became of each."""

    made: Newest[SlipMade] = Table()
    claimed: Group[SlipClaimed] = Table()
    locked: Newest[SlipLocked] = Table()
    revoked: Newest[SlipRevoked] = Table()
    read_out: Newest[SlipReadOut] = Table()


def fold(state: Slips, record: Record, act: Act) -> Slips:
    """Add one act of a journey."""
    match act:
        case SlipMade():
            return replace(state, made=newest(state.made, act.slip, Noted(record, act)))
        case SlipClaimed():
            claimed = gather(state.claimed, act.slip, Noted(record, act))
            return replace(state, claimed=claimed)
        case SlipLocked():
            return replace(state, locked=newest(state.locked, act.slip, Noted(record, act)))
        case SlipRevoked():
            revoked = newest(state.revoked, act.slip, Noted(record, act))
            return replace(state, revoked=revoked)
        case SlipReadOut():
            read_out = newest(state.read_out, act.slip, Noted(record, act))
            return replace(state, read_out=read_out)
        case _:
            return state


def read(records: Iterable[Record]) -> Slips:
    """Fold a journey from its beginning."""
    return run(fold, Slips(), records)


def standing(state: Slips, slip: str, now: datetime) -> SlipState:
    """Say how a slip stands: what was opened stays opened."""
    made = state.made.get(slip)
    if slip in state.claimed:
        return SlipState.OPENED
    if slip in state.revoked:
        return SlipState.REVOKED
    if slip in state.locked:
        return SlipState.LOCKED
    if made is not None and now >= made.act.expires:
        return SlipState.EXPIRED
    return SlipState.READ_OUT if slip in state.read_out else SlipState.WAITING


def holder(state: Slips, slip: str) -> str:
    """Return the key that the first report of a slip was signed with; empty before it."""
    known = [one.act.holder for one in state.claimed.get(slip, ()) if one.act.holder]
    return known[0] if known else ""


def of_handover(state: Slips, handover: str) -> tuple[Noted[SlipMade], ...]:
    """Return the slips of a handover in the order in which they were made."""
    found = (one for one in state.made.values() if one.act.handover == handover)
    return tuple(sorted(found, key=lambda one: one.order))


def alive(state: Slips, handover: str, party: str, now: datetime) -> Noted[SlipMade] | None:
    """Return the slip of a party that is not dead; one party of one handover has one."""
    for one in reversed(of_handover(state, handover)):
        if one.act.party == party and standing(state, one.act.slip, now) not in DEAD:
            return one
    return None


def texts(made: SlipMade) -> tuple[str, ...]:
    """Return everything on a slip that somebody typed."""
    known = made.recognition
    return (made.place, known.object, known.vehicle, made.if_wrong, made.ask)


def gives_away(written: Iterable[str], names: Iterable[str]) -> bool:
    """Say whether a text holds a real name, a number to call or an address on the net."""
    texts = [_plain(text) for text in written]
    numbered = any(_NUMBER.search(text) or _ADDRESS.search(text) for text in texts)
    return numbered or _any_stands_in(texts, looked_for(names))


def names_any(written: Iterable[str], names: Iterable[str]) -> bool:
    """Say whether a text holds one of these names or labels."""
    return holds_any(written, looked_for(names))


def holds_any(written: Iterable[str], names: LookedFor) -> bool:
    """Say the same of names as `looked_for` returns them."""
    return _any_stands_in([_plain(text) for text in written], names)


def looked_for(names: Iterable[str]) -> LookedFor:
    """Return names as they are looked for, without those too short to be looked for."""
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys(_plain(name) for name in names):
        if len(name) >= SHORTEST_NAME:
            found.setdefault(name[:SHORTEST_NAME], []).append(name)
    return found


def _any_stands_in(texts: Sequence[str], names: LookedFor) -> bool:
    return any(
        _stands_in(name, text)
        for text in texts
        for begins in {text[at : at + SHORTEST_NAME] for at in range(len(text))}
        for name in names.get(begins, ())
    )


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _stands_in(name: str, text: str) -> bool:
    """Look for a name as a word; where a script writes no spaces, anywhere."""
    if name.isascii() and name in text:
        return re.search(rf"\b{re.escape(name)}\b", text) is not None
    return name in text
