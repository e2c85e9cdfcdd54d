"""Admitting somebody to an organisation that exists, and letting somebody go.

    newcomer   enrol(desk, name)                  an enrolment, its fingerprint read aloud
    keeper     propose(desk, admission)           as what, in a charter signed by one
    keepers    approve(desk, charter)             until a majority has signed
    keeper     invite(desk, charter)              an invitation sealed to the prekey
    newcomer   join(desk, invitation)

Who joins reads the roster from now on. What they need of before is stated again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from waystation.casework import roster
from waystation.casework.entries import Act, HumanAdmitted, HumanDeparted
from waystation.casework.terms import Role
from waystation.cell.charter import Charter, Member, SignedCharter, humans_of
from waystation.desk import board, charter_upkeep, charters, intake_key
from waystation.desk.colleagues import is_reached, prekey_of, take_key
from waystation.desk.desk import Desk
from waystation.desk.enrolment import make_box_of, read_enrolment
from waystation.desk.founding import Admission, FoundingPlan, read_plan, write_plan
from waystation.desk.machinery import KeysOffered, Named
from waystation.desk.opened import OpenCell
from waystation.desk.organisation import admission_of, introduce, invitation
from waystation.desk.roster import admissions_in, member, members_of
from waystation.errors import (
    ConflictError,
    FormatError,
    NotFoundError,
    NotPermittedError,
    RuleError,
)

_SHELF = "admissions"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of who is in the roster or on the board, as keepers see it.

    Attributes:
        admitted: as what each is to be in the roster who is not: what keepers sign.
        why: of who is to leave the roster, what whoever proposed it wrote.
    """

    id: str
    noun: str
    reason: str
    joining: frozenset[str]
    leaving: frozenset[str]
    signed: frozenset[str]
    admitted: tuple[HumanAdmitted, ...] = ()
    why: str = ""


def propose(desk: Desk, admission: Admission) -> str:
    """Propose to admit somebody; return the id of the charter that keepers sign.

    Where another keeper has begun it and cannot go on, this desk does: it signs what was
    proposed, or invites by what is in force.

    Raises:
        NotPermittedError: this desk's human is no keeper of the roster.
        RuleError: as a keeper: they are those of the founding.
        ConflictError: they are in already, or were proposed as something else.
        FormatError: the enrolment is none.
    """
    enrolment = read_enrolment(admission.enrolment)
    if admission.keeper:
        raise RuleError("admission.keeper", "nobody is added to the keepers")
    act = admission_of(enrolment, admission)
    with desk.acting():
        desk.require(Role.KEEPER, Role.TRUSTEE)
        opened = desk.roster_cell
        newcomer = member(enrolment.keys[0], act)
        charter_id = _begun(desk, opened, newcomer)
        if not charter_id:
            if roster.human(desk.roster(), enrolment.human) is not None:
                raise ConflictError("admission.member", "somebody of that id is in already")
            # It counts for nothing yet: the other keepers read what they are to sign for.
            desk.append(opened, act)
            members = (*opened.log.members, newcomer)
            charter_id = charters.propose(desk, opened, "admission", members)
        plan = FoundingPlan("", "", "", (admission,))
        desk.store.vault.put(_SHELF, charter_id, write_plan(plan))
        return charter_id


def waiting(desk: Desk) -> list[Change]:
    """Return the changes of roster and board that want keepers' signatures."""
    with desk.lock:
        return [
            _change(desk, opened, one, charter)
            for opened in _guarded(desk)
            for one, charter in charters.proposals(opened)
        ]


def _change(
    desk: Desk, opened: OpenCell, charter_id: str, charter: SignedCharter
) -> Change:
    after, before = charter.charter, opened.log.charter
    change = Change(
        charter_id,
        opened.noun,
        after.reason,
        _humans(after) - _humans(before),
        _humans(before) - _humans(after),
        humans_of(charter.signing_keys(opened.log.members), opened.log.members),
    )
    if opened is not desk.roster_cell:
        return change
    state, known = desk.roster(), set(members_of(before.members))
    new = [one for one in members_of(after.members) if one not in known]
    found = [roster.agreed(state, one) for one in new]
    said = [state.departing.get(one) for one in sorted(change.leaving)]
    return replace(
        change,
        admitted=tuple(act for act in found if act is not None),
        why=" ".join(one.act.reason for one in said if one is not None),
    )


def proposal_of(desk: Desk, enrolment: bytes) -> str:
    """Return the proposed charter that admits whoever wrote an enrolment, under its key.

    Raises:
        NotFoundError: nobody has proposed them here.
        FormatError: the enrolment is none, or somebody else was proposed under its key.
    """
    read, state = read_enrolment(enrolment), desk.roster()
    for one, charter in charters.proposals(desk.roster_cell):
        found = charter.charter.by_key.get(read.keys[0])
        if found is None:
            continue
        (who,) = members_of([found])
        act = roster.agreed(state, who)
        wanted = (read.human, read.name, read.identity)
        if act is None or (act.human, act.name, act.identity) != wanted:
            raise FormatError("admission.other", "somebody else is proposed by this key")
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
        NotPermittedError: a key in it is not its human's, or as what somebody joins the
            roster is not said.
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
        if not is_reached(desk, enrolment.human):
            _state_again(desk, opened)
            introduce(desk, opened, enrolment)
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


def let_go(desk: Desk, opened: OpenCell, human: str, reason: str = "") -> str:
    """Propose a cell without somebody: they read nothing that comes after.

    They have left once the charter without them is in force; in the roster that takes a
    majority of its keepers. Where another keeper has begun it, this desk signs that.

    Raises:
        NotFoundError: they are no member.
        RuleError: they keep it, and a cell is not left without its keepers.
        NotPermittedError: this desk's human is no keeper of it.
    """
    with desk.acting():
        charter = opened.log.charter
        if human not in _humans(charter):
            raise NotFoundError("cell.member", "they are no member of it")
        if human in charter.keepers:
            raise RuleError("cell.keeper", "who keeps it does not leave it")
        charter_id = _begun_without(desk, opened, human)
        if not charter_id:
            if opened is desk.roster_cell:
                desk.append(opened, HumanDeparted(human=human, reason=reason))
            staying = tuple(one for one in opened.log.members if one.human != human)
            charter_id = charters.propose(desk, opened, "leaves", staying)
        charter_upkeep.adopt(desk)
        return charter_id


def let_go_of(desk: Desk, human: str, reason: str) -> list[tuple[str, str]]:
    """Propose everything that this desk keeps without somebody; return noun and charter.

    Raises:
        NotPermittedError: this desk's human is no keeper of the roster.
        RuleError: they are a keeper of it.
        NotFoundError: they are not in it.
    """
    with desk.acting():
        desk.require(Role.KEEPER, Role.TRUSTEE)
        first = desk.roster_cell
        rest = [
            one
            for one in desk.cells.values()
            if one is not first
            and desk.human in charters.proposers(one)
            and human in _humans(one.log.charter) - one.log.charter.keepers
        ]
        return [(one.noun, let_go(desk, one, human, reason)) for one in (first, *rest)]


def _begun(desk: Desk, opened: OpenCell, newcomer: Member) -> str:
    """Return the charter by which somebody is being admitted already; empty for none.

    Raises:
        ConflictError: they were proposed as something else.
    """
    held = opened.log.charter.by_key.get(newcomer.key)
    if held is not None:
        _same_terms(held, newcomer)
        return opened.log.keys.book.latest.id
    for charter_id, charter in charters.proposals(opened):
        proposed = charter.charter.by_key.get(newcomer.key)
        if proposed is not None:
            _same_terms(proposed, newcomer)
            _sign(desk, opened, charter_id)
            return charter_id
    return ""


def _same_terms(one: Member, two: Member) -> None:
    if one.binding != two.binding:
        raise ConflictError("admission.terms", "they were proposed as something else")


def _begun_without(desk: Desk, opened: OpenCell, human: str) -> str:
    """Return the charter by which a cell is to be left already; empty for none."""
    staying = _humans(opened.log.charter) - {human}
    for charter_id, charter in charters.following(desk, opened):
        if _humans(charter.charter) == staying:
            if charters.is_keeper(desk, opened.log.charter):
                _sign(desk, opened, charter_id)
            return charter_id
    return ""


def _sign(desk: Desk, opened: OpenCell, charter_id: str) -> None:
    """Sign what another keeper proposed, once it is known what is signed.

    Every new key has to be its human's, and in the roster it has to be said as what they
    join.
    """
    charter = dict(charters.following(desk, opened))[charter_id]
    before = opened.log.charter
    charters.check_keys(desk, charter, before, opened.noun)
    if opened is desk.roster_cell:
        admissions_in(desk.roster(), charter.charter, before)
    charters.sign(desk, opened, charter_id)


def _guarded(desk: Desk) -> list[OpenCell]:
    shared = board.board_cell(desk)
    return [desk.roster_cell] if shared is None else [desk.roster_cell, shared]


def _humans(charter: Charter) -> frozenset[str]:
    return frozenset(one.human for one in charter.members)


def _state_again(desk: Desk, opened: OpenCell) -> None:
    """Write into the new epoch what whoever joins has to know, as it counts here."""
    for act in [*_acts(desk)]:
        desk.append(opened, act)
    desk.append(opened, Named(register=opened.register))
    desk.append(opened, intake_key.addressed(desk))
    key = intake_key.newest(desk)
    if key is not None:
        desk.append(opened, key)
    newest = {note.human: note for note in opened.in_order(KeysOffered)}
    for note in newest.values():
        desk.append(opened, note)


def _acts(desk: Desk) -> Iterator[Act]:
    state = desk.roster()
    for founded in state.founded.values():
        yield founded.act
    for human in roster.humans(state):
        act = roster.admission(state, human.human)
        if act is not None:
            yield act
        published = prekey_of(desk, human.human)
        if published is not None:
            yield published
