"""The roster: who is in the organisation.

Nobody is in it because somebody wrote so: a human counts while a key of theirs is in the
roster's charter in force, with the roles of exactly the admission that its keepers signed.
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import (
    Act,
    HumanAdmitted,
    HumanDeparted,
    OrganisationFounded,
    PrekeyPublished,
)
from waystation.casework.noted import (
    Group,
    LastAnswer,
    Newest,
    Noted,
    gather,
    newest,
    run,
)
from waystation.casework.table import Table
from waystation.casework.terms import Record, Role
from waystation.encoding import b64, to_json

STAFF = frozenset({Role.COORDINATOR, Role.CASEWORKER, Role.INTAKE})
_LABEL = b"waystation/v1/admission\0"


class Member(Struct, frozen=True):
    """A key of the roster's charter in force: whose it is, and what was agreed of them.

    Attributes:
        admission: the hash of the admission that the charter's keepers signed.
    """

    human: str
    admission: str
    keeper: bool = False
    trustee: bool = False


class Roster(Struct, frozen=True, weakref=True):
    """What was written of people, and who of them is in by the charter in force.

    Attributes:
        admitted: every admission that somebody wrote, agreed or not.
        departing: why somebody is to leave; they have left once no key of theirs is in.
        prekeys: whoever wrote them; a desk counts those that the human's identity signed.
    """

    founded: Newest[OrganisationFounded] = Table()
    admitted: Group[HumanAdmitted] = Table()
    departing: Newest[HumanDeparted] = Table()
    prekeys: Group[PrekeyPublished] = Table()
    members: tuple[Member, ...] = ()


class Human(Struct, frozen=True):
    """A human of the organisation, once, however many keys they hold."""

    human: str
    name: str
    roles: frozenset[Role]
    outside: bool
    identities: tuple[str, ...]


def fold(state: Roster, record: Record, act: Act) -> Roster:
    """Add one act of the roster."""
    match act:
        case HumanAdmitted():
            admitted = gather(state.admitted, act.human, Noted(record, act))
            return replace(state, admitted=admitted)
        case HumanDeparted():
            departing = newest(state.departing, act.human, Noted(record, act))
            return replace(state, departing=departing)
        case PrekeyPublished():
            prekeys = gather(state.prekeys, act.human, Noted(record, act))
            return replace(state, prekeys=prekeys)
        case OrganisationFounded():
            return replace(state, founded=newest(state.founded, "", Noted(record, act)))
        case _:
            return state


def read(records: Iterable[Record], members: Iterable[Member] = ()) -> Roster:
    """Fold a roster from its beginning, under a charter with these members."""
    return replace(run(fold, Roster(), records), members=tuple(members))


def admission_hash(act: HumanAdmitted) -> str:
    """Return the hash by which keepers sign an admission (C-1)."""
    agreed = [act.human, act.name, [*act.roles], act.identity, act.outside]
    return b64(sha256(_LABEL + to_json(agreed)).digest())


@lru_cache(maxsize=1024)
def member_by(act: HumanAdmitted) -> Member:
    """Return the member of a charter that an admission asks for; the trustee keeps too."""
    trustee = Role.TRUSTEE in act.roles
    keeper = trustee or Role.KEEPER in act.roles
    return Member(act.human, admission_hash(act), keeper, trustee)


def admission(state: Roster, register: str) -> HumanAdmitted | None:
    """Return the admission under which somebody is in now; None for who is not."""
    found = _admissions(state, register)
    return found[-1] if found else None


def agreed(state: Roster, member: Member) -> HumanAdmitted | None:
    """Return the written admission that a charter's member stands for; None without one."""
    for one in state.admitted.get(member.human, ()):
        if member_by(one.act) == member:
            return one.act
    return None


def human(state: Roster, register: str) -> Human | None:
    """Return who is in now; None for who never was or is no more."""
    admissions = _admissions(state, register)
    if not admissions:
        return None
    now = admissions[-1]
    return Human(
        register,
        now.name,
        frozenset(now.roles),
        now.outside,
        tuple(dict.fromkeys(one.identity for one in admissions)),
    )


def _admissions(state: Roster, register: str) -> list[HumanAdmitted]:
    """Return the admissions of a human's keys that are in, in the charter's order."""
    found = [agreed(state, one) for one in state.members if one.human == register]
    return [one for one in found if one is not None]


def humans(state: Roster) -> tuple[Human, ...]:
    """Return everybody who is in now, by register id."""
    return _humans(state)


def _humans_of(state: Roster) -> tuple[Human, ...]:
    inside = {one.human for one in state.members}
    found = (human(state, register) for register in sorted(inside))
    return tuple(one for one in found if one is not None)


_humans = LastAnswer(_humans_of)


def trustees(state: Roster) -> frozenset[str]:
    """Return the outside trustees: trustee by role, and from outside the organisation."""
    return _trustees(state)


def _trustees_of(state: Roster) -> frozenset[str]:
    return frozenset(
        one.human for one in humans(state) if Role.TRUSTEE in one.roles and one.outside
    )


_trustees = LastAnswer(_trustees_of)


def staff(state: Roster) -> frozenset[str]:
    """Return who works on cases; an outside trustee never counts as staff."""
    return _staff(state)


def _staff_of(state: Roster) -> frozenset[str]:
    return frozenset(
        one.human for one in humans(state) if one.roles & STAFF and not one.outside
    )


_staff = LastAnswer(_staff_of)
