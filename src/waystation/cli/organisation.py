"""`waystation organisation`: founding an organisation over files, and joining it."""

import argparse
import json
from pathlib import Path

from waystation.casework import roster
from waystation.casework.terms import Role
from waystation.cli import admission, hours
from waystation.cli.admission import admission_of, said_roles
from waystation.cli.exits import DONE
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json
from waystation.cli.terminal import safe
from waystation.cli.unlocking import add_store, made, unlocked
from waystation.desk import organisation, regrant
from waystation.desk.enrolment import enrol, read_enrolment
from waystation.desk.founding import FoundingPlan
from waystation.encoding import b64
from waystation.errors import FormatError, NotFoundError, SealError

_ABOUT = """\
An organisation is founded by all of its keepers together: nobody can found it for
them. Files go round, over any channel; they hold no secret.

  1  everyone   waystation organisation enrol --store DIR --name NAME --out me.enrolment
                read the fingerprint that it prints to each other, by voice
  2  founder    waystation organisation create --store DIR --name "..." --relay URL \\
                  --person me.enrolment=keeper,coordinator,intake \\
                  --person ana.enrolment=keeper,caseworker \\
                  --person kim.enrolment=trustee,outside ... --out founding
                three or five keepers, one of them the outside trustee
  3  keepers    waystation organisation sign --store DIR founding --out founding.ana
  4  founder    waystation organisation invite --store DIR founding.* --to invitations
                the last signature founds it; one sealed invitation for each
  5  all others waystation organisation join --store DIR FILE.invitation
                then everyone: `waystation desk --store DIR`

Who was away for more than thirty days opens their desk, reads out what
`waystation keys show` prints, and a colleague grants them again what is theirs:

     waystation organisation grant --store DIR NAME --fingerprint "36a7 0a64 ..."

The relay has to run before step 4 and be reached at its URL (`waystation relay --help`).

"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "organisation",
        help="found an organisation, invite, join",
        description=_ABOUT + admission.ABOUT + hours.ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    _add_enrol(acts)
    _add_create(acts)
    sign = acts.add_parser("sign", help="sign a founding as one of its keepers")
    sign.add_argument("founding", type=Path, metavar="FILE")
    sign.add_argument("--out", type=Path, required=True, metavar="FILE")
    sign.set_defaults(run=_sign)
    invite = acts.add_parser("invite", help="found it; write an invitation for each")
    invite.add_argument("signed", type=Path, nargs="+", metavar="FILE")
    invite.add_argument("--to", type=Path, required=True, metavar="DIR")
    invite.set_defaults(run=_invite)
    join = acts.add_parser("join", help="join by an invitation")
    join.add_argument("invitation", type=Path, metavar="FILE")
    join.set_defaults(run=_join)
    grant = acts.add_parser("grant", help="grant again to who was away for long")
    grant.add_argument("name", metavar="NAME")
    grant.add_argument("--fingerprint", required=True, help="as they read it out")
    grant.set_defaults(run=_grant)
    people = acts.add_parser("people", help="who is in it")
    add_json(people)
    people.set_defaults(run=_people)
    for act in (sign, invite, join, grant, people):
        add_store(act)
    admission.add(acts)
    hours.add(acts)


def _add_enrol(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    act = acts.add_parser("enrol", help="make a desk's store; write who it is of")
    act.add_argument("--name", required=True, help="as colleagues know you")
    act.add_argument("--out", type=Path, required=True, metavar="FILE")
    add_store(act)
    act.set_defaults(run=_enrol)


def _add_create(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    act = acts.add_parser("create", help="draft the founding that keepers sign")
    act.add_argument("--name", required=True, help="of the organisation")
    act.add_argument("--relay", required=True, metavar="URL")
    act.add_argument("--language", default="ko", choices=("ko", "en"))
    act.add_argument(
        "--person",
        action="append",
        required=True,
        metavar="FILE=ROLE,...",
        help=f"an enrolment and what they do: {', '.join(Role)}; `outside` if not staff",
    )
    act.add_argument("--out", type=Path, required=True, metavar="FILE")
    add_store(act)
    act.set_defaults(run=_create)


def _enrol(chosen: argparse.Namespace) -> int:
    # A store that is made before the enrolment can be written would be in the way of
    # another try.
    if not chosen.name.strip():
        raise FormatError("enrolment.name", "the name is empty", where="--name")
    if not chosen.out.absolute().parent.is_dir():
        raise NotFoundError("enrolment.out", "there is no such directory", where="--out")
    with made(chosen) as desk:
        written = enrol(desk, chosen.name)
    chosen.out.write_bytes(written)
    print(f"{chosen.out}: hand it to the founder")
    print(f"read out when asked: {read_enrolment(written).fingerprint}")
    return DONE


def _create(chosen: argparse.Namespace) -> int:
    people = tuple(admission_of(text, "--person") for text in chosen.person)
    plan = FoundingPlan(chosen.name, chosen.language, chosen.relay, people)
    with unlocked(chosen) as desk:
        founding = organisation.create(desk, plan)
    chosen.out.write_bytes(founding)
    _print_people(founding)
    print(f"{chosen.out}: have every keeper sign it")
    return DONE


def _sign(chosen: argparse.Namespace) -> int:
    founding = chosen.founding.read_bytes()
    _print_people(founding)
    with unlocked(chosen) as desk:
        signed = organisation.sign_founding(desk, founding)
    chosen.out.write_bytes(signed)
    print(f"{chosen.out}: hand it back to the founder")
    return DONE


def _print_people(founding: bytes) -> None:
    """Say who is in a founding: what a keeper signs must be read first."""
    for name, fingerprint, one in organisation.people_of(founding):
        print(f"  {fingerprint}  {safe(name)}: {', '.join(said_roles(one))}")


def _invite(chosen: argparse.Namespace) -> int:
    signed = [path.read_bytes() for path in chosen.signed]
    with unlocked(chosen) as desk:
        invitations = organisation.complete(desk, signed)
        names = {one.human: one.name for one in roster.humans(desk.roster())}
        organisation_id = b64(desk.organisation)
        in_step(desk)
    chosen.to.mkdir(parents=True, exist_ok=True)
    for number, (human, invitation) in enumerate(sorted(invitations.items()), 1):
        path = chosen.to / f"{number}.invitation"
        path.write_bytes(invitation)
        print(f"{path}: for {safe(names[human])}")
    print(f"founded; the id of the organisation: {organisation_id}")
    print("next: each joins with their invitation; `waystation desk` opens the pages")
    return DONE


def _join(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        try:
            organisation.join(desk, chosen.invitation.read_bytes())
        except SealError as error:
            raise SealError(
                "invitation.not_yours",
                "the invitation is for another desk, or was changed; nothing was joined",
            ) from error
        in_step(desk)
    print("joined; `waystation desk` opens the pages")
    return DONE


def _grant(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        human = regrant.by_name(desk, chosen.name)
        count = regrant.grant_again(desk, human, chosen.fingerprint)
        in_step(desk)
    print(f"granted again, in {count} places; their desk has it after its next round")
    return DONE


def _people(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        humans = roster.humans(desk.roster())
        owed = regrant.owed(desk)
    for one in humans:
        roles = sorted(role.value for role in one.roles)
        if chosen.json:
            missed = one.human in owed
            shape = {
                "name": one.name,
                "roles": roles,
                "outside": one.outside,
                "grant_again": missed,
            }
            print(json.dumps(shape, ensure_ascii=False))
        else:
            notes = " (outside)" if one.outside else ""
            notes += " (was away: grant again)" if one.human in owed else ""
            print(f"{safe(one.name)}: {', '.join(roles)}{notes}")
    return DONE
