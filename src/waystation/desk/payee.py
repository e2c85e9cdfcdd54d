"""Who may be paid, and which humans of the organisation are behind them."""

from collections.abc import Iterator

from msgspec.structs import replace

from waystation.casework import costs, journey, person, roster, safehouse
from waystation.casework.costs import Costs
from waystation.casework.entries.money import CommitmentMade
from waystation.casework.money import MilestoneKind
from waystation.casework.person import HOLDS, Persons
from waystation.casework.safehouse import SafeHouses
from waystation.desk import helper
from waystation.desk.desk import Desk
from waystation.desk.journey import journey_cell
from waystation.desk.journey import read as read_journey
from waystation.desk.money_cell import room
from waystation.errors import NotFoundError, NotPermittedError


def check_payee(desk: Desk, act: CommitmentMade) -> None:
    """Refuse a payee who is nobody the organisation pays, and milestones of no plan.

    Raises:
        NotPermittedError: a person, or somebody who holds one or is near who does.
        NotFoundError: no helper, house or payee of that id is known here, or no such
            handover or check-in.
    """
    for state in _cases(desk):
        if act.payee in state.noted:
            raise NotPermittedError("payee.person", "a person is not paid")
        other = state.others.get(act.payee)
        if other is not None and other.act.relation in HOLDS:
            raise NotPermittedError("payee.holder", "whoever holds a person is not paid")
    if act.payee not in _known(desk):
        raise NotFoundError("payee.unknown", "no such payee is known here")
    if act.journey:
        _check_milestones(desk, act)


def _check_milestones(desk: Desk, act: CommitmentMade) -> None:
    state = read_journey(desk, journey_cell(desk, act.journey))
    planned = {
        MilestoneKind.HANDOVER: {one.act.handover for one in journey.handovers(state)},
        MilestoneKind.CHECK_IN: set(state.watches.agreed),
    }
    for register, settled in state.ended.settled.items():
        planned[settled.act.what].add(register)
    for part in act.milestones:
        if part.of not in planned.get(part.fact, {part.of}):
            raise NotFoundError("milestone.unknown", "no such handover or check-in")


def behind(desk: Desk, act: CommitmentMade) -> CommitmentMade:
    """Return an agreement that names the humans who may never sign for it.

    They have the same keys as the payee, or as a person of the case.
    """
    identities = {
        one.act.identity for state in _cases(desk) for one in state.noted.values()
    }
    noted = helper.all_noted(desk).get(act.payee)
    identities |= {noted.identity} if noted is not None else set()
    identities -= {""}
    same = [
        one.human
        for one in roster.humans(desk.roster())
        if identities.intersection(one.identities)
    ]
    return replace(act, not_by=tuple(dict.fromkeys((*act.not_by, *same))))


def _cases(desk: Desk) -> Iterator[Persons]:
    for noun in ("core", "journey"):
        for opened in desk.cells_of(noun):
            yield desk.read(opened, person.fold, Persons())


def _known(desk: Desk) -> set[str]:
    houses = {
        house
        for opened in desk.cells_of("house")
        for house in desk.read(opened, safehouse.fold, SafeHouses()).noted
    }
    noted = desk.read(room(desk), costs.fold, Costs()).commitments.payees
    return {*helper.all_noted(desk), *houses, *noted}
