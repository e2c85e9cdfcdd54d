"""Admitting somebody to an organisation that exists, and letting somebody go.

    newcomer   enrol(desk, name)                  an enrolment, its fingerprint read aloud
    keeper     propose(desk, admission)           a charter of the roster, signed by one
    keepers    approve(desk, charter)             until a majority has signed
    keeper     invite(desk, charter)              an invitation sealed to the prekey
    newcomer   join(desk, invitation)

Who joins reads the roster from now on. What they need of before is stated again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from waystation.casework import roster
from waystation.casework.entries import Act, HumanDeparted
from waystation.casework.terms import Role
from waystation.cell.charter import Charter, Member, humans_of
from waystation.desk import board, charter_upkeep, charters
from waystation.desk.colleagues import take_key
from waystation.desk.desk import Desk
from waystation.desk.enrolment import make_box_of, read_enrolment
from waystation.desk.founding import Admission, FoundingPlan, read_plan, write_plan
from waystation.desk.machinery import Addressed, IntakeKey, KeysOffered, Named, OnCall
from waystation.desk.opened import OpenCell
from waystation.desk.organisation import admit, invitation
from waystation.errors import ConflictError, NotFoundError, NotPermittedError

_SHELF = "admissions"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of who is in the roster or on the board, as keepers see it."""

    id: str
    noun: str
    reason: str
    joining: frozenset[str]
    leaving: frozenset[str]
    signed: frozenset[str]


def propose(desk: Desk, admission: Admission) -> str:
    """Propose to admit somebody; return the id of the charter that keepers sign.

    Where another keeper has begun it and cannot go on, this desk does: it signs what was
    proposed, or invites by what is in force.

    Raises:
        NotPermittedError: this desk's human is no keeper of the roster.
        FormatError: the enrolment is none.
    """
    enrolment = read_enrolment(admission.enrolment)
    with desk.acting():
        desk.require(Role.KEEPER, Role.TRUSTEE)
        opened = desk.roster_cell
        charter_id = _begun(desk, opened, enrolment.keys[0])
        if not charter_id:
            newcomer = Member(key=enrolment.keys[0], human=enrolment.human)
            members = (*opened.log.members, newcomer)
            charter_id = charters.propose(desk, opened, "admission", members)
        plan = FoundingPlan("", "", "", (admission,))
        desk.store.vault.put(_SHELF, charter_id, write_plan(plan))
        return charter_id


def waiting(desk: Desk) -> list[Change]:
    """Return the changes of roster and board that want keepers' signatures."""
    with desk.lock:
        return [
            Change(
                one,
                opened.noun,
                charter.charter.reason,
                _humans(charter.charter) - _humans(opened.log.charter),
                _humans(opened.log.charter) - _humans(charter.charter),
                humans_of(charter.signing_keys(opened.log.members), opened.log.members),
            )
            for opened in _guarded(desk)
            for one, charter in charters.proposals(opened)
        ]


def proposal_of(desk: Desk, enrolment: bytes) -> str:
    """Return the proposed charter that admits whoever wrote an enrolment, under its key.

    Raises:
        NotFoundError: nobody has proposed them here.
        FormatError: the enrolment is none.
    """
    key = read_enrolment(enrolment).keys[0]
    for one, charter in charters.proposals(desk.roster_cell):
        if any(who.key == key for who in charter.charter.members):
            return one
    raise NotFoundError("admission.unknown", "nobody has proposed to admit them")


def proposed_here(desk: Desk, enrolment: bytes) -> str:
    """Return the charter by which this desk proposed to admit somebody, in force or not.

    Raises:
        NotFoundError: this desk has not proposed them.
    """
    for charter_id, written in desk.store.vault.items(_SHELF):
        if any(one.enrolment == enrolment for one in read_plan(written).people):
            return charter_id
    raise NotFoundError("admission.unknown", "this desk has not proposed to admit them")


def approve(desk: Desk, charter_id: str) -> None:
    """Sign a proposed charter of the roster or the board: a human's own act.

    Raises:
        NotFoundError: no such proposal.
        NotPermittedError: a key in it is not its human's.
        ConflictError: this keeper has signed another of the same number.
    """
    with desk.acting():
        for opened in _guarded(desk):
            if charter_id in dict(charters.proposals(opened)):
                _sign(desk, opened, charter_id)
                return
        raise NotFoundError("charter.unknown", "no such charter is proposed")


def invite(desk: Desk, charter_id: str) -> bytes:
    """Put the charter in force and return the newcomer's invitation.

    Raises:
        NotFoundError: nobody was proposed by this desk under that id.
        NotPermittedError: a majority has not signed.
    """
    with desk.acting():
        plan = read_plan(desk.store.vault.get(_SHELF, charter_id))
        (admission,) = plan.people
        enrolment = read_enrolment(admission.enrolment)
        opened = desk.roster_cell
        charter_upkeep.adopt(desk, charter_id)
        if enrolment.keys[0] not in opened.log.charter.by_key:
            raise NotPermittedError("admission.quorum", "a majority has not signed yet")
        if roster.human(desk.roster(), enrolment.human) is None:
            _state_again(desk, opened)
            admit(desk, opened, enrolment, admission)
            make_box_of(desk, enrolment)
        return invitation(desk, enrolment, opened.log.keys.grant(enrolment.keys[0]))


def open_to(desk: Desk, noun: str, human: str) -> str:
    """Propose a colleague for the board or the intake, from now on.

    Raises:
        NotPermittedError: this desk's human is no keeper of it.
        NotFoundError: nobody of that id, or this desk is not in it.
        ConflictError: they are in it already.
    """
    with desk.acting():
        opened = desk.cells_of(noun)
        if not opened:
            raise NotFoundError(f"{noun}.unknown", "this desk is not in it")
        if human in _humans(opened[0].log.charter):
            raise ConflictError("cell.member", "they are in it already")
        return add_to(desk, opened[0], human)


def add_to(desk: Desk, opened: OpenCell, human: str) -> str:
    """Propose a colleague as a member of a cell, from now on. Inside `acting()`.

    In a working cell its one keeper's signature is enough.

    Raises:
        NotPermittedError: this desk's human is no keeper of the cell.
        NotFoundError: nobody of that id.
    """
    newcomer = Member(key=take_key(desk, human), human=human)
    members = (*opened.log.members, newcomer)
    charter_id = charters.propose(desk, opened, "joins", members)
    charter_upkeep.adopt(desk)
    return charter_id


def let_go(desk: Desk, opened: OpenCell, human: str) -> str:
    """Propose a cell without somebody: they read nothing that comes after.

    Raises:
        NotFoundError: they are no member.
    """
    with desk.acting():
        staying = tuple(one for one in opened.log.members if one.human != human)
        if len(staying) == len(opened.log.members):
            raise NotFoundError("cell.member", "they are no member of it")
        charter_id = charters.propose(desk, opened, "leaves", staying)
        if opened.log.cell == desk.membership.joined.roster:
            desk.append(opened, HumanDeparted(human=human))
        charter_upkeep.adopt(desk)
        return charter_id


def _begun(desk: Desk, opened: OpenCell, key: str) -> str:
    """Return the charter by which somebody is being admitted already; empty for none."""
    if key in opened.log.charter.by_key:
        return opened.log.keys.book.latest.id
    for charter_id, charter in charters.proposals(opened):
        if key in charter.charter.by_key:
            _sign(desk, opened, charter_id)
            return charter_id
    return ""


def _sign(desk: Desk, opened: OpenCell, charter_id: str) -> None:
    """Sign what another keeper proposed, once every new key is known to be its human's."""
    charter = dict(charters.proposals(opened))[charter_id]
    charters.check_keys(desk, charter, opened.log.charter, opened.noun)
    charters.sign(desk, opened, charter_id)


def _guarded(desk: Desk) -> list[OpenCell]:
    shared = board.board_cell(desk)
    return [desk.roster_cell] if shared is None else [desk.roster_cell, shared]


def _humans(charter: Charter) -> frozenset[str]:
    return frozenset(one.human for one in charter.members)


def _state_again(desk: Desk, opened: OpenCell) -> None:
    """Write into the new epoch what whoever joins has to know."""
    for act in [*_acts(desk)]:
        desk.append(opened, act)
    for shape in (Named, Addressed, IntakeKey):
        note = opened.newest(shape)
        if note is not None:
            desk.append(opened, note)
    newest = {note.human: note for note in opened.notes(KeysOffered)}
    on_call = {note.human: note for note in opened.notes(OnCall)}
    for note in (*newest.values(), *on_call.values()):
        desk.append(opened, note)


def _acts(desk: Desk) -> Iterator[Act]:
    state = desk.roster()
    for founded in state.founded.values():
        yield founded.act
    for human in roster.humans(state):
        yield state.admitted[human.human][-1].act
        published = state.prekeys.get(human.human)
        if published is not None:
            yield published.act
