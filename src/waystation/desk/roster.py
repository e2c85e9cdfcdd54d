"""The roster's charters as casework reads them: whose keys, and what was agreed of each.

What a member of the roster may do is not in its charter, but the hash of it is, as the
member's binding: who signs a charter signs the roles, and who joins later can check them.
"""

from collections.abc import Iterable

from waystation.casework import roster
from waystation.casework.entries import HumanAdmitted
from waystation.cell.charter import Charter, Member
from waystation.errors import NotPermittedError


def member(key: str, act: HumanAdmitted) -> Member:
    """Return the member of the roster's charter by whom somebody is admitted (C-1)."""
    found = roster.member_by(act)
    return Member(
        key=key,
        human=found.human,
        keeper=found.keeper,
        trustee=found.trustee,
        binding=found.admission,
    )


def members_of(members: Iterable[Member]) -> tuple[roster.Member, ...]:
    """Return the members of a charter of the roster."""
    return tuple(
        roster.Member(one.human, one.binding, one.keeper, one.trustee) for one in members
    )


def admissions_in(
    state: roster.Roster, charter: Charter, before: Charter
) -> tuple[HumanAdmitted, ...]:
    """Return the admissions that a proposed charter of the roster would put in force.

    Raises:
        NotPermittedError: what somebody is to be admitted as is written nowhere: nobody is
            to sign for it.
    """
    known = set(members_of(before.members))
    new = [one for one in members_of(charter.members) if one not in known]
    found = [roster.agreed(state, one) for one in new]
    acts = tuple(act for act in found if act is not None)
    if len(acts) < len(new):
        raise NotPermittedError("roster.terms", "as what somebody joins is not said")
    return acts
