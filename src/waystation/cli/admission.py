"""Admitting somebody to an organisation that exists: acts of `waystation organisation`."""

import argparse
from pathlib import Path

from waystation.casework.entries import HumanAdmitted
from waystation.casework.terms import Role
from waystation.cli.exits import DONE
from waystation.cli.naming import human_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.terminal import safe
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import admission
from waystation.desk.desk import Desk
from waystation.desk.enrolment import read_enrolment
from waystation.desk.founding import Admission
from waystation.desk.views_names import Names
from waystation.errors import FormatError

ABOUT = """\
Later somebody is admitted by a majority of the keepers; who joins reads on from there:

  1  newcomer   waystation organisation enrol --store DIR --name NAME --out me.enrolment
                hand the file over, read the fingerprint out by voice
  2  a keeper   waystation organisation admit --store DIR me.enrolment=caseworker,intake
  3  keepers    waystation organisation approve --store DIR me.enrolment
                who each has heard the fingerprint; `organisation waiting` says what waits
  4  the keeper waystation organisation welcome --store DIR me.enrolment \\
                  --out me.invitation
  5  newcomer   waystation organisation join --store DIR me.invitation
  6  a keeper   waystation organisation open --store DIR NAME --to board   (coordinators)
                waystation organisation open --store DIR NAME --to intake  (the founder)

Nobody is added to the keepers, and no keeper leaves. Anybody else is let go by a majority
of them in the same way; each keeper takes them out of what that keeper keeps:

     a keeper   waystation organisation let-go --store DIR NAME --reason "..."
     keepers    waystation organisation let-go --store DIR NAME
"""


def add(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the acts."""
    admit = acts.add_parser("admit", help="propose to admit somebody who has enrolled")
    admit.add_argument("person", metavar="FILE=ROLE,...", help="an enrolment and its roles")
    admit.set_defaults(run=_admit)
    waiting = acts.add_parser("waiting", help="what wants keepers' signatures")
    waiting.set_defaults(run=_waiting)
    approve = acts.add_parser("approve", help="sign, as a keeper, for who is to join")
    approve.add_argument(
        "what", metavar="FILE|ID", help="the newcomer's enrolment, or an id from `waiting`"
    )
    approve.set_defaults(run=_approve)
    welcome = acts.add_parser("welcome", help="write the newcomer's invitation")
    welcome.add_argument("enrolment", type=Path, metavar="FILE")
    welcome.add_argument("--out", type=Path, required=True, metavar="FILE")
    welcome.set_defaults(run=_welcome)
    grown = acts.add_parser("open", help="open the board or the intake to a colleague")
    grown.add_argument("name", metavar="NAME")
    grown.add_argument("--to", required=True, choices=("board", "intake"))
    grown.set_defaults(run=_open)
    leaving = acts.add_parser("let-go", help="propose, or sign, that somebody leaves")
    leaving.add_argument("name", metavar="NAME")
    leaving.add_argument("--reason", default="", help="why, for the other keepers")
    leaving.set_defaults(run=_let_go)
    for act in (admit, waiting, approve, welcome, grown, leaving):
        add_store(act)
        add_json(act)


def admission_of(text: str, where: str) -> Admission:
    """Read FILE=ROLE,... as somebody types it.

    Raises:
        FormatError: it is written in another way, or names no role that there is.
    """
    path, _, words = text.rpartition("=")
    said = [word for word in words.split(",") if word]
    known = {role.value for role in Role}
    if not path or not said or any(w not in known | {"outside"} for w in said):
        raise FormatError("organisation.person", "say FILE=ROLE,...", where=where)
    roles = tuple(Role(word) for word in said if word in known)
    return Admission(Path(path).read_bytes(), roles, outside="outside" in said)


def _admit(chosen: argparse.Namespace) -> int:
    admitted = admission_of(chosen.person, "FILE=ROLE,...")
    enrolment = read_enrolment(admitted.enrolment)
    with unlocked(chosen) as desk:
        in_step(desk)
        proposal = admission.propose(desk, admitted)
        in_step(desk)
    row = {"name": enrolment.name, "fingerprint": enrolment.fingerprint, "id": proposal}
    print_rows([row], chosen)
    return DONE


def _waiting(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        names = Names(desk)
        rows = [
            {
                "id": one.id,
                "of": one.noun,
                "reason": one.reason,
                "joining": _joining(one, names),
                "leaving": names.many(one.leaving),
                "why": one.why,
                "signed": sorted(names.many(one.signed)),
            }
            for one in admission.waiting(desk)
        ]
    print_rows(rows, chosen, "Nothing wants a signature.")
    return DONE


def _joining(change: admission.Change, names: Names) -> list[str]:
    """Return who would join, in the roster as what: that is what a keeper signs."""
    if change.noun != "roster":
        return [names.one(human) for human in change.joining]
    return [f"{one.name}: {', '.join(said_roles(one))}" for one in change.admitted]


def said_roles(one: Admission | HumanAdmitted) -> list[str]:
    """Return as what somebody is admitted, as it is said."""
    return [*(role.value for role in one.roles), *(["outside"] if one.outside else [])]


def _approve(chosen: argparse.Namespace) -> int:
    file = Path(chosen.what)
    with unlocked(chosen) as desk:
        in_step(desk)
        row: dict[str, object] = {}
        proposal = chosen.what
        if file.is_file():
            raw = file.read_bytes()
            enrolment = read_enrolment(raw)
            row = {"name": enrolment.name, "fingerprint": enrolment.fingerprint}
            proposal = admission.proposal_of(desk, raw)
            (change,) = [one for one in admission.waiting(desk) if one.id == proposal]
            row["joining"] = _joining(change, Names(desk))
        elif proposal in {one.id for one in _admissions(desk)}:
            message = "who joins is in their enrolment: name that file"
            raise FormatError("admission.file", message, where="FILE|ID")
        admission.approve(desk, proposal)
        in_step(desk)
    print_rows([row | {"signed": proposal}], chosen)
    return DONE


def _admissions(desk: Desk) -> list[admission.Change]:
    every = admission.waiting(desk)
    return [one for one in every if one.noun == "roster" and one.joining]


def _welcome(chosen: argparse.Namespace) -> int:
    raw = chosen.enrolment.read_bytes()
    name = read_enrolment(raw).name
    with unlocked(chosen) as desk:
        in_step(desk)
        invitation = admission.invite(desk, admission.proposed_here(desk, raw))
        in_step(desk)
    chosen.out.write_bytes(invitation)
    if chosen.json:
        print_rows([{"name": name, "invitation": str(chosen.out)}], chosen)
    else:
        print(f"{chosen.out}: for {safe(name)}, who joins with it")
    return DONE


def _open(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        human = human_of(desk, chosen.name, "NAME")
        proposal = admission.open_to(desk, chosen.to, human)
        in_step(desk)
        waits = proposal in {one.id for one in admission.waiting(desk)}
    print_rows([{"id": proposal, "wants_signatures": waits}], chosen)
    return DONE


def _let_go(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        human = human_of(desk, chosen.name, "NAME")
        proposed = admission.let_go_of(desk, human, chosen.reason)
        in_step(desk)
        wanting = {one.id for one in admission.waiting(desk)}
    rows = [
        {"of": noun, "id": one, "wants_signatures": one in wanting}
        for noun, one in proposed
    ]
    print_rows(rows, chosen)
    return DONE
