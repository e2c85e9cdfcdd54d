"""The board: blinded tags that all coordinators share, and the holds on them.

A tag is HMAC(key of a board epoch, register id): whoever is not on the board learns nothing
from it, and two desks compute the same one.
"""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import timedelta

from waystation.casework import board, journey
from waystation.casework.board import Board
from waystation.casework.entries import BoardJourney
from waystation.casework.hold import Tags
from waystation.casework.journey import Journey
from waystation.desk.desk import Desk
from waystation.desk.intake_key import addressed
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, from_json, to_json, unb64
from waystation.errors import NotFoundError

LABEL = b"waystation/v1/tag\0"
WEEK = timedelta(days=7)


def board_cell(desk: Desk) -> OpenCell | None:
    """Return the board; None where this desk's human is not on it."""
    try:
        return desk.cells.get(unb64(addressed(desk).board))
    except NotFoundError:
        return None


def read(desk: Desk) -> Board:
    """Return what the board says; empty where this desk is not on it."""
    opened = board_cell(desk)
    return Board() if opened is None else desk.read(opened, board.fold, Board())


def tags_of(desk: Desk, registers: Iterable[str]) -> Tags:
    """Return the tags of register ids under every board epoch that is kept."""
    opened = board_cell(desk)
    if opened is None:
        return {}
    secrets = [epoch.secret for epoch in opened.log.keys.epochs.values()]
    return {
        register: frozenset(_tag(secret, register) for secret in secrets)
        for register in registers
    }


def everything(state: Journey) -> frozenset[str]:
    """Return every register id that a journey depends on."""
    legs = [leg.act for leg in journey.legs(state)]
    return frozenset().union(*(journey.registers(state, leg) for leg in legs))


def publish(desk: Desk, state: Journey, *, over: bool = False) -> None:
    """Show a journey to other coordinators by handle, windows and tags. In `acting()`.

    Nothing is written where the board says the same already, or is not ours to see.
    """
    opened = board_cell(desk)
    legs = journey.legs(state)
    if opened is None or not legs:
        return
    newest = opened.log.keys.writing.secret
    tags = sorted({_tag(newest, register) for register in everything(state)})
    windows = tuple(board.coarse(leg.act.window) for leg in legs)
    handle = _handle(desk, state.journey)
    shown = BoardJourney(handle=handle, windows=windows, tags=tuple(tags), over=over)
    held = read(desk).journeys.get(handle)
    if held is None or held.act != shown:
        desk.append(opened, shown)


def _tag(secret: bytes, register: str) -> str:
    return b64(hmac.digest(secret, LABEL + register.encode(), hashlib.sha256)[:16])


def _handle(desk: Desk, journey_id: str) -> str:
    """Return this week's random handle of a journey: only this desk knows whose it is."""
    week = int(desk.now().timestamp() // WEEK.total_seconds())
    kept = desk.store.vault.get("handles", journey_id)
    if kept is not None:
        held_week, handle = from_json(kept)
        if held_week == week:
            return str(handle)
    handle = desk.random_id()
    desk.store.vault.put("handles", journey_id, to_json([week, handle]))
    return handle
