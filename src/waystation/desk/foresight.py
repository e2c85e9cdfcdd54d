"""What the rules see from this desk: the cells it is in, and the board's tags alone.

Findings of every journey are kept with what they rest on, and asked again as soon as any of
that changes (`waystation.foresight.recheck`).
"""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from waystation.casework import (
    case,
    conversation,
    costs,
    disclosure,
    journey,
    question,
    roster,
    slip,
)
from waystation.casework.acceptance import Accepted
from waystation.casework.board import Board
from waystation.casework.case import Case
from waystation.casework.conversation import Conversation
from waystation.casework.costs import Costs
from waystation.casework.disclosure import Disclosures
from waystation.casework.entries import ChannelNoted, Window
from waystation.casework.finding import Finding
from waystation.casework.journey import Journey
from waystation.casework.mark import Marks
from waystation.casework.noted import Newest
from waystation.casework.question import Questions
from waystation.casework.reach import People
from waystation.casework.slip import Slips
from waystation.casework.table import Table
from waystation.desk import board, money_cell, on_call, safehouse_use
from waystation.desk import helper as helpers
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.desk.quotation import consents
from waystation.desk.safehouse import burned
from waystation.encoding import b64
from waystation.foresight import accepted as taken
from waystation.foresight import tagged, world
from waystation.foresight.check import check
from waystation.foresight.picture import Picture
from waystation.foresight.recheck import Recheck
from waystation.foresight.thresholds import shipped
from waystation.foresight.world import Own, World

Found = tuple[Finding, ...]
V = TypeVar("V")
_NO_CHANNELS: Newest[ChannelNoted] = Table()


class _Cells(NamedTuple):
    """The cells of this desk at one version, by what is asked of them.

    `cores` are by the cells of their case, the others by their own cell.
    """

    version: tuple[int, tuple[Window, ...]]
    world: World
    cores: Mapping[str, OpenCell]
    journeys: Mapping[str, OpenCell]
    talks: Mapping[str, OpenCell]
    decided: int
    owns: dict[str, Own]


def rechecked(desk: Desk, opened: OpenCell) -> Found:
    """Say everything that forbids or questions a journey as it stands, worst first.

    Not inside a transaction: what is not kept yet may not happen.
    """
    cells = _cells(desk)
    own = cells.owns.get(opened.register)
    if own is None:
        own = cells.owns[opened.register] = _own(desk, cells, opened, _state(opened))
    kept = desk.kept("findings", lambda: Recheck(shipped()))
    kept.look_at(cells.world, desk.now())
    return kept.findings(own)


def findings(desk: Desk, opened: OpenCell, state: Journey) -> Found:
    """Say it of a journey as `state` has it, whether or not it stands so."""
    return check(picture(desk, opened, state), shipped())


def accepted(
    desk: Desk, opened: OpenCell, state: Journey, found: Found
) -> dict[Finding, Accepted]:
    """Return which of these findings two humans have accepted."""
    return taken.accepted(picture(desk, opened, state), shipped(), found)


def picture(desk: Desk, opened: OpenCell, state: Journey) -> Picture:
    """Return the picture of a journey as `state` has it: of other cases, tags alone."""
    cells, now = _cells(desk), desk.now()
    own = _own(desk, cells, opened, state)
    return world.picture(own, cells.world, world.near(own, cells.world, now), now)


def _state(opened: OpenCell) -> Journey:
    return opened.read(journey.fold, Journey(opened.register))


def _cells(desk: Desk) -> _Cells:
    """Return the cells as they are now, the same as long as nothing has changed."""
    version = desk.version, desk.blind
    if desk.store.in_transaction:
        return _look(desk, version)
    held: list[_Cells] = desk.kept("cells", list)
    if not held or held[0].version != version:
        held[:] = [_look(desk, version)]
    return held[0]


def _look(desk: Desk, version: tuple[int, tuple[Window, ...]]) -> _Cells:
    cores: dict[str, OpenCell] = {}
    for core in desk.cells_of("core"):
        state = desk.read(core, case.fold, Case())
        for one in case.cells(state, core.register):
            cores.setdefault(one.cell, core)
    journeys = {b64(one.log.cell): one for one in desk.cells_of("journey")}
    return _Cells(
        version,
        _world(desk),
        cores,
        journeys,
        {b64(one.log.cell): one for one in desk.cells_of("conversation")},
        sum(_counts(desk, one) for one in journeys.values()),
        {},
    )


def _counts(desk: Desk, opened: OpenCell) -> bool:
    """Say whether a journey is one of the first, which a trustee signs: none other is."""
    return journey.was_co_signed(_state(opened), roster.trustees(desk.roster()))


def _world(desk: Desk) -> World:
    shown, room = board.read(desk), money_cell.open_room(desk)
    return World(
        people=_people(desk),
        burned=_as_before(desk, "burned", dict.fromkeys(burned(desk), True)),
        helpers=helpers.state(desk),
        houses=safehouse_use.state(desk),
        house_readers=_as_before(desk, "readers", safehouse_use.readers(desk)),
        costs=Costs() if room is None else desk.read(room, costs.fold, Costs()),
        holds=shown.holds,
        marks=shown.marks,
        tags=board.known_tags(desk),
        carried=_carried(desk, shown),
        labelled=_labelled(desk, shown.marks),
        questions=desk.read(desk.roster_cell, question.fold, Questions()),
    )


def _people(desk: Desk) -> People:
    """Return who is in the organisation and when they can be reached, the same if it is."""
    inside, times = desk.roster(), _as_before(desk, "on call", on_call.times(desk))
    held = desk.kept("people", lambda: [People(inside, times)])
    if held[0].roster is not inside or held[0].on_call is not times:
        held[0] = People(inside, times)
    return held[0]


def _as_before(desk: Desk, name: str, now: dict[str, V]) -> dict[str, V]:
    """Return what stood under a name as the same object where it is equal."""
    held = desk.kept(name, lambda: [now])
    if held[0] != now:
        held[0] = now
    return held[0]


def _carried(desk: Desk, shown: Board) -> tagged.Carried:
    held = desk.kept("carried", lambda: [(shown, tagged.carried(shown))])
    if held[0][0].journeys is not shown.journeys:
        held[0] = shown, tagged.carried_since(shown, *held[0])
    return held[0][1]


def _labelled(desk: Desk, marks: Marks) -> tagged.Labelled:
    held = desk.kept("labelled", lambda: [(marks.said, tagged.labelled(marks))])
    if held[0][0] is not marks.said:
        held[0] = marks.said, tagged.labelled(marks)
    return held[0][1]


def _own(desk: Desk, cells: _Cells, opened: OpenCell, state: Journey) -> Own:
    """Return what is one journey's, as `state` has it."""
    core = cells.cores.get(b64(opened.log.cell))
    known = Case() if core is None else desk.read(core, case.fold, Case())
    of_case = () if core is None else case.cells(known, core.register)
    named = frozenset(one.cell for one in of_case)
    others = cells.decided - _counts(desk, opened)
    return Own(
        journey=state,
        consents=consents(desk, opened),
        case=desk.read(opened, case.fold, Case()) if core is None else known,
        slips=desk.read(opened, slip.fold, Slips()),
        disclosures=desk.read(opened, disclosure.fold, Disclosures()),
        channels=_channels(desk, cells, opened.register, named),
        answers=desk.read(opened, question.fold, Questions()),
        handles=_handles(desk, cells, opened, named),
        earlier=world.as_far_as_it_matters(others),
        blind=desk.blind,
    )


def _handles(
    desk: Desk, cells: _Cells, opened: OpenCell, named: frozenset[str]
) -> frozenset[str]:
    """Return the handles of this journey and of the others of its case that we are in."""
    shown_on = board.board_cell(desk)
    if shown_on is None:
        return frozenset()
    same = {
        id(cells.journeys[one]): cells.journeys[one]
        for one in named & cells.journeys.keys()
    }
    own = (opened, *(one for one in same.values() if one is not opened))
    return frozenset(handle for one in own for handle in _shown_as(desk, one, shown_on))


def _shown_as(desk: Desk, own: OpenCell, shown_on: OpenCell) -> list[str]:
    """Return a journey's handles, made once for as long as cell and epochs stand."""
    made: dict[bytes, tuple[object, list[str]]] = desk.kept("handles", dict)
    rests_on = own.version, [*shown_on.log.keys.epochs]
    held = made.get(own.log.cell)
    if held is None or held[0] != rests_on:
        held = made[own.log.cell] = rests_on, board.handles_in(own, shown_on)
    return held[1]


def _channels(
    desk: Desk, cells: _Cells, register: str, named: frozenset[str]
) -> Newest[ChannelNoted]:
    """Return the ways to reach the persons of a case, from the conversations we are in."""
    talks = [cells.talks[one] for one in sorted(named & cells.talks.keys())]
    told = [desk.read(one, conversation.fold, Conversation()).channels for one in talks]
    if len(told) < 2:
        return told[0] if told else _NO_CHANNELS
    held = desk.kept(f"channels of {register}", lambda: [(told, _together(told))])
    if [id(one) for one in told] != [id(one) for one in held[0][0]]:
        held[0] = told, _together(told)
    return held[0][1]


def _together(told: list[Newest[ChannelNoted]]) -> Newest[ChannelNoted]:
    found = _NO_CHANNELS
    for one in told:
        for channel, noted in one.items():
            found = found.put(channel, noted)
    return found
