"""What the rules see from this desk: the cells it is in, and the board's tags alone."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from waystation.casework import (
    case,
    conversation,
    costs,
    disclosure,
    helper,
    mark,
    question,
    slip,
)
from waystation.casework.acceptance import Accepted
from waystation.casework.case import Case
from waystation.casework.conversation import Conversation
from waystation.casework.costs import Costs
from waystation.casework.disclosure import Disclosures
from waystation.casework.entries import ChannelNoted
from waystation.casework.finding import Finding
from waystation.casework.hold import Tags
from waystation.casework.journey import Journey
from waystation.casework.noted import Newest
from waystation.casework.question import Questions
from waystation.casework.slip import Slips
from waystation.casework.standing import Around
from waystation.casework.start import Organisation
from waystation.casework.table import Table
from waystation.cell.entry import Entry
from waystation.desk import board, money_cell, safehouse_use
from waystation.desk import helper as helpers
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.desk.quotation import consents
from waystation.encoding import b64
from waystation.foresight import accepted as taken
from waystation.foresight import tagged
from waystation.foresight.check import check
from waystation.foresight.picture import Picture
from waystation.foresight.thresholds import shipped

Found = tuple[Finding, ...]


class Surroundings(NamedTuple):
    """What a journey's own cell does not say."""

    organisation: Organisation
    around: Around


def findings(
    desk: Desk, opened: OpenCell, state: Journey, surroundings: Surroundings
) -> tuple[Finding, ...]:
    """Say everything that forbids or questions a journey as `state` has it, worst first."""
    return check(picture(desk, opened, state, surroundings), shipped())


def accepted(
    desk: Desk, opened: OpenCell, state: Journey, surroundings: Surroundings, found: Found
) -> dict[Finding, Accepted]:
    """Return which of these findings two humans have accepted."""
    return taken.accepted(picture(desk, opened, state, surroundings), shipped(), found)


def picture(
    desk: Desk, opened: OpenCell, state: Journey, surroundings: Surroundings
) -> Picture:
    """Return the picture of a journey as `state` has it: of other cases, tags alone."""
    organisation, around = surroundings
    core = _core(desk, opened)
    shown = board.read(desk)
    own = _own_handles(desk, core, state)
    return Picture(
        journey=state,
        around=around,
        consents=consents(desk, opened),
        organisation=organisation,
        case=desk.read(core or opened, case.fold, Case()),
        helpers=helpers.state(desk),
        houses=safehouse_use.state(desk),
        shared=tagged.shared(_carried(desk), around.tags, own),
        joined=tagged.shared(_carried(desk), _introduced(desk, state), own),
        marks=tagged.marked(mark.standing(shown.marks, around.now), around.tags),
        house_readers=safehouse_use.readers(desk),
        slips=desk.read(opened, slip.fold, Slips()),
        disclosures=desk.read(opened, disclosure.fold, Disclosures()),
        channels=_channels(desk, core),
        costs=_costs(desk),
        questions=desk.read(desk.roster_cell, question.fold, Questions()),
        answers=desk.read(opened, question.fold, Questions()),
    )


def _costs(desk: Desk) -> Costs:
    opened = money_cell.open_room(desk)
    return Costs() if opened is None else desk.read(opened, costs.fold, Costs())


def _introduced(desk: Desk, state: Journey) -> Tags:
    """Return the tags of those who brought in a helper of a journey, or were brought in."""
    links = desk.remembered("brought in", desk.cells_of("helper"), _brought_in)
    needed = board.everything(state)
    linked = {other for one in needed for other in links.get(one, ())} - needed
    return board.tags_of(desk, linked) if linked else {}


def _brought_in(entries: Iterable[Entry]) -> Mapping[str, frozenset[str]]:
    return helper.brought_in(helper.read(entries))


def _carried(desk: Desk) -> tagged.Carried:
    opened = board.board_cell(desk)
    if opened is None:
        return {}
    return desk.remembered("board", [opened], lambda _: tagged.carried(board.read(desk)))


def _core(desk: Desk, opened: OpenCell) -> OpenCell | None:
    """Return the core of a journey's case; None where this desk is not in it."""
    cell = b64(opened.log.cell)
    for core in desk.cells_of("core"):
        state = desk.read(core, case.fold, Case())
        if any(one.cell == cell for one in case.cells(state, core.register)):
            return core
    return None


def _own_handles(desk: Desk, core: OpenCell | None, state: Journey) -> frozenset[str]:
    """Return the handles of this journey and of the others of its case that we are in."""
    shown_on = board.board_cell(desk)
    if shown_on is None:
        return frozenset()
    registers = {state.journey}
    if core is not None:
        own = case.cells(desk.read(core, case.fold, Case()), core.register)
        named = {one.cell for one in own}
        journeys = desk.cells_of("journey")
        registers |= {one.register for one in journeys if b64(one.log.cell) in named}
    return frozenset(
        handle
        for register in registers
        for handle in board.handles(desk, shown_on, Journey(register))
    )


def _channels(desk: Desk, core: OpenCell | None) -> Newest[ChannelNoted]:
    """Return the ways to reach the persons of a case, from the conversations we are in."""
    found: Newest[ChannelNoted] = Table()
    if core is None:
        return found
    own = case.cells(desk.read(core, case.fold, Case()), core.register)
    named = {one.cell for one in own}
    for opened in desk.cells_of("conversation"):
        if b64(opened.log.cell) in named:
            talk = desk.read(opened, conversation.fold, Conversation())
            for channel, noted in talk.channels.items():
                found = found.put(channel, noted)
    return found
