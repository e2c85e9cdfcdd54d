"""`waystation loss`: after a loss, what is known, what is wished, whom to ask."""

import argparse
from collections.abc import Callable
from datetime import datetime

from waystation.casework.entries import LossRecorded
from waystation.casework.entries.loss import (
    DetentionNoted,
    LastKnownNoted,
    Support,
    SupportOffered,
    Wanted,
    WishAbout,
    WishNoted,
    WishOf,
)
from waystation.casework.terms import Basis, InformationGrade, SourceGrade
from waystation.cli import loss_asked, loss_shown, standard_input
from waystation.cli.exits import DONE
from waystation.cli.naming import human_of, journey_of, person_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import loss
from waystation.desk.desk import Desk
from waystation.encoding import from_rfc3339

_ABOUT = f"""\
A person did not arrive. What is known is noted one thing at a time, with how it is known
and on whose word. From then on nothing of the journey is destroyed until two humans, one of
them the outside trustee, close its review (`waystation review`). What is noted is read from
standard input, because arguments are kept by the shell and seen by others.

  1  waystation loss record --store DIR JOURNEY PERSON < last-known.txt
  2  waystation exposure --store DIR PERSON            who else is in danger: warn them
  3  waystation loss fact --store DIR JOURNEY PERSON --basis heard --said-by "a neighbour"
  4  waystation loss held --store DIR JOURNEY PERSON --place "a station in the north" \\
                     --basis said --held-by police --since 2026-03-02T10:00:00Z
  5  waystation loss wish --store DIR JOURNEY PERSON --whose family --about authorities \\
                     --wanted do_not
  6  waystation loss ways                              whom to ask, and what each needs
     waystation loss ask --store DIR JOURNEY PERSON wgeid_urgent
     waystation loss answer --store DIR JOURNEY REFERRAL accepted
  7  waystation loss support --store DIR JOURNEY NAME --offered counselling
  8  waystation review begin --store DIR JOURNEY

  waystation loss show --store DIR JOURNEY             everything that is noted
  waystation loss seal --store DIR JOURNEY             keep it all for a review; never why
A wish is about: {", ".join(WishAbout)}.
"""
_LONGEST = 2000
_Does = Callable[[Desk, argparse.Namespace, str, str], dict[str, object]]


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "loss",
        help="after a loss: what is known, what is wished, whom to ask",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    record = acts.add_parser("record", help="a person did not arrive")
    record.set_defaults(run=_of_a_person(_record, "what is last known"))
    fact = acts.add_parser("fact", help="note one thing that is known")
    fact.add_argument("--place", default="", metavar="LABEL", help="no address, no route")
    fact.add_argument("--at", metavar="2026-03-02T10:00:00Z")
    fact.set_defaults(run=_of_a_person(_fact, "what is known"))
    held = acts.add_parser("held", help="note where a person is said to be held")
    held.add_argument("--place", required=True, metavar="LABEL")
    held.add_argument("--held-by", default="", metavar="WHO")
    held.add_argument("--moved-from", default="", metavar="ID", help="an entry of the log")
    for when in ("--seen", "--since", "--until"):
        held.add_argument(when, metavar="2026-03-02T10:00:00Z")
    held.set_defaults(run=_of_a_person(_held))
    wish = acts.add_parser("wish", help="note what somebody wishes, or does not")
    wish.add_argument("--whose", choices=[*WishOf], required=True)
    wish.add_argument("--who", default="", help="which of the family")
    wish.add_argument("--about", choices=[*WishAbout], required=True, metavar="ABOUT")
    wish.add_argument("--wanted", choices=[*Wanted], required=True)
    wish.set_defaults(run=_of_a_person(_wish, "what they said"))
    for act in (record, fact, held, wish):
        act.add_argument("journey", metavar="JOURNEY")
        act.add_argument("person", metavar="PERSON")
    for act in (fact, held):
        act.add_argument("--basis", choices=[*Basis], required=True)
        act.add_argument("--said-by", default="", metavar="WHO")
    for act in (record, fact, held):
        act.add_argument("--source", choices=[*SourceGrade], default=SourceGrade.F)
        grades = [*InformationGrade]
        act.add_argument("--information", choices=grades, default=grades[-1])
    _add_for_all(acts)
    loss_asked.add(acts)
    loss_shown.add(acts)
    for name, act in acts.choices.items():
        if name != "ways":
            add_store(act)
        add_json(act)


def _add_for_all(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    support = acts.add_parser("support", help="note what a colleague was offered")
    support.add_argument("journey", metavar="JOURNEY")
    support.add_argument("to", metavar="NAME")
    support.add_argument("--offered", choices=[*Support], action="append", required=True)
    support.add_argument("--again", metavar="2026-03-16T09:00:00Z")
    support.set_defaults(run=_support)
    seal = acts.add_parser("seal", help="keep everything of a journey for a review")
    seal.add_argument("journey", metavar="JOURNEY")
    seal.set_defaults(run=_seal)


def _moment(said: str | None) -> datetime | None:
    return None if said is None else from_rfc3339(said)


def _text(wanted: str) -> str:
    return standard_input.read(wanted, _LONGEST, "loss.text")


def _of_a_person(does: _Does, wanted: str = "") -> Callable[[argparse.Namespace], int]:
    """Return a command that notes something of a person, in words if some are wanted."""

    def run(chosen: argparse.Namespace) -> int:
        # Standard input is read before a desk is opened: what waits on it holds no lock.
        chosen.text = _text(wanted) if wanted else ""
        with unlocked(chosen) as desk:
            in_step(desk)
            journey_id = journey_of(desk, chosen.journey)
            person = person_of(desk, journey_id, chosen.person)
            row = does(desk, chosen, journey_id, person)
            in_step(desk)
        print_rows([row], chosen)
        return DONE

    return run


def _record(
    desk: Desk, chosen: argparse.Namespace, journey_id: str, person: str
) -> dict[str, object]:
    act = LossRecorded(
        journey=journey_id,
        person=person,
        last_known=chosen.text,
        source=SourceGrade(chosen.source),
        information=InformationGrade(chosen.information),
    )
    loss.record(desk, act)
    return {"journey": journey_id, "person": person, "sealed": True}


def _fact(
    desk: Desk, chosen: argparse.Namespace, journey_id: str, person: str
) -> dict[str, object]:
    act = LastKnownNoted(
        fact=desk.random_id(),
        journey=journey_id,
        person=person,
        text=chosen.text,
        basis=Basis(chosen.basis),
        place=chosen.place,
        said_by=chosen.said_by,
        source=SourceGrade(chosen.source),
        information=InformationGrade(chosen.information),
        at=_moment(chosen.at),
    )
    loss.note(desk, act)
    return {"fact": act.fact}


def _held(
    desk: Desk, chosen: argparse.Namespace, journey_id: str, person: str
) -> dict[str, object]:
    act = DetentionNoted(
        detention=desk.random_id(),
        journey=journey_id,
        person=person,
        place=chosen.place,
        basis=Basis(chosen.basis),
        held_by=chosen.held_by,
        said_by=chosen.said_by,
        source=SourceGrade(chosen.source),
        information=InformationGrade(chosen.information),
        seen=_moment(chosen.seen),
        since=_moment(chosen.since),
        until=_moment(chosen.until),
        moved_from=chosen.moved_from,
    )
    loss.note(desk, act)
    return {"detention": act.detention}


def _wish(
    desk: Desk, chosen: argparse.Namespace, journey_id: str, person: str
) -> dict[str, object]:
    act = WishNoted(
        wish=desk.random_id(),
        journey=journey_id,
        person=person,
        whose=WishOf(chosen.whose),
        about=WishAbout(chosen.about),
        wanted=Wanted(chosen.wanted),
        who=chosen.who,
        text=chosen.text,
        consent=loss.consent_beneath(desk, journey_id, person),
    )
    loss.note(desk, act)
    return {"wish": act.wish, "consent": bool(act.consent)}


def _support(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        act = SupportOffered(
            word=desk.random_id(),
            journey=journey_of(desk, chosen.journey),
            to=human_of(desk, chosen.to, "NAME"),
            offered=tuple(Support(one) for one in chosen.offered),
            again=_moment(chosen.again),
        )
        loss.offer_support(desk, act)
        in_step(desk)
    print_rows([{"support": act.word, "offered": list(act.offered)}], chosen)
    return DONE


def _seal(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        loss.seal(desk, journey_id)
        in_step(desk)
    print_rows([{"journey": journey_id, "sealed": True}], chosen)
    return DONE
