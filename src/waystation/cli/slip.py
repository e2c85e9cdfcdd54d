"""`waystation slip`: what one party of one handover gets, and what became of it."""

import argparse
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from waystation.casework.entries.slip import Recognition
from waystation.casework.terms import SlipForm, SlipLanguage
from waystation.cli.exits import DONE
from waystation.cli.meeting import add_act, meeting_of, party_of
from waystation.cli.naming import journey_of, person_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.slip_print import document, to_read_out, write_new
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import slip, slip_card, slip_list
from waystation.desk.desk import Desk
from waystation.desk.slip_photograph import FILE_BYTES
from waystation.encoding import to_rfc3339
from waystation.errors import UnavailableError

_ABOUT = """\
A slip is one side of one handover and nothing else: place, window, the words to say
and to hear, what else the two know each other by, what to do if it goes wrong, whom
to ask. No route, no real name, no number. Ask first how it can reach them: a foreign
link on a phone is itself evidence.

  waystation slip page --store DIR https://pages.example/slip.html
                               where the page lies that opens slips (docs/slips.md)
  waystation slip list --store DIR JOURNEY
                               the meetings of a journey, their slips, what is proved
  waystation slip words --store DIR JOURNEY HANDOVER --gives ko --takes th
                               draw what each side says; slips with the old words are
                               taken back
  waystation slip make --store DIR JOURNEY HANDOVER PARTY --as link --language th \\
      --object "a red umbrella" --if-wrong "..." --ask "..."
                               send link and code by two different ways;
                               --photograph FILE: see waystation photograph --help
  waystation slip show --store DIR JOURNEY SLIP      its words, to be read out
  waystation slip card --store DIR JOURNEY SLIP --out card.html
                               the same, to be printed
  waystation slip read-out --store DIR JOURNEY SLIP  it was read out, or handed over
  waystation slip heard --store DIR JOURNEY SLIP --words "..."
                               what they say that the other side said
  waystation slip revoke --store DIR JOURNEY SLIP --reason "..."
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "slip",
        help="what the parties of a handover get, and what became of it",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    where = acts.add_parser("page", help="say where the page lies that opens slips")
    where.add_argument("url", nargs="?", default="", metavar="URL")
    where.set_defaults(run=_page)
    add_store(where)
    add_json(where)
    add_act(acts, "list", "meetings, slips, and what is proved", _list)
    words = add_act(acts, "words", "draw what each side says", _words, "handover")
    for side in ("gives", "takes"):
        words.add_argument(f"--{side}", required=True, choices=[*SlipLanguage])
    make = add_act(acts, "make", "make the slip of one party", _make, "handover", "party")
    _add_wishes(make)
    add_act(acts, "show", "the words of a slip, to be read out", _show, "slip")
    card = add_act(acts, "card", "a slip to be printed", _card, "slip")
    card.add_argument("--out", type=Path, required=True, metavar="FILE")
    add_act(acts, "read-out", "note that it was read out or given", _read_out, "slip")
    heard = add_act(acts, "heard", "note what a party says that it heard", _heard, "slip")
    heard.add_argument("--words", required=True)
    back = add_act(acts, "revoke", "take a slip back", _revoke, "slip")
    back.add_argument("--reason", required=True)


def _add_wishes(make: argparse.ArgumentParser) -> None:
    make.add_argument(
        "--as",
        dest="form",
        required=True,
        choices=[*SlipForm],
        help="a link, a printed card, or read out over the telephone",
    )
    make.add_argument("--language", required=True, choices=[*SlipLanguage])
    for name, text in (
        ("object", "what they carry"),
        ("vehicle", "its kind and colour"),
        ("digits", "its last digits, four at most"),
        ("if-wrong", "what to do if it goes wrong"),
        ("ask", "whom to ask, without a name"),
    ):
        make.add_argument(f"--{name}", default="", help=text)
    make.add_argument(
        "--photograph",
        type=Path,
        metavar="FILE",
        help="JPEG or PNG, by the person's own choice: waystation photograph --help",
    )
    make.add_argument(
        "--photograph-of",
        default="",
        metavar="PERSON",
        help="whose it is, where several have chosen it",
    )


def _page(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        if chosen.url:
            slip.set_page(desk, chosen.url)
            in_step(desk)
        url = slip.page(desk)
    print_rows([{"page": url}] if url else [], chosen, "Nobody has said where it lies.")
    return DONE


def _list(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        rows: list[dict[str, object]] = []
        for meeting in slip_list.meetings(desk, journey_of(desk, chosen.journey)):
            rows.append(
                {
                    "handover": meeting.planned.handover,
                    "place": meeting.planned.place,
                    "opens": to_rfc3339(meeting.planned.window.opens),
                    "took_place": meeting.took_place,
                    "proved": meeting.proved,
                    "wrong_words": meeting.wrong_words,
                }
            )
            rows += [
                _row(one, party.name) for party in meeting.parties for one in party.slips
            ]
    print_rows(rows, chosen, "No handover is planned.")
    return DONE


def _words(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        meeting = meeting_of(desk, journey_id, chosen.handover)
        gives, takes = SlipLanguage(chosen.gives), SlipLanguage(chosen.takes)
        of = meeting.planned.handover
        drawn = slip.draw_words(desk, journey_id, of, gives, takes)
        in_step(desk)
    row = {"handover": drawn.handover, "gives_says": drawn.word, "takes_says": drawn.answer}
    print_rows([row], chosen)
    return DONE


def _make(chosen: argparse.Namespace) -> int:
    picture = None if chosen.photograph is None else _file(chosen.photograph)
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        meeting = meeting_of(desk, journey_id, chosen.handover)
        wanted = slip.Wanted(
            handover=meeting.planned.handover,
            party=party_of(meeting, chosen.party),
            form=SlipForm(chosen.form),
            language=SlipLanguage(chosen.language),
            recognition=Recognition(
                object=chosen.object, vehicle=chosen.vehicle, digits=chosen.digits
            ),
            if_wrong=chosen.if_wrong,
            ask=chosen.ask,
            shows=_shown(desk, journey_id, chosen),
        )
        made = slip.make(desk, journey_id, wanted, picture)
        in_step(desk)
        shown = slip_list.one(desk, journey_id, made.slip)
    print_rows([_row(shown, shown.name)], chosen)
    return DONE


def _shown(desk: Desk, journey_id: str, chosen: argparse.Namespace) -> str:
    return person_of(desk, journey_id, chosen.photograph_of) if chosen.photograph_of else ""


def _file(path: Path) -> bytes:
    """Read a photograph; one byte too many is enough to see that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(FILE_BYTES + 1)
    except OSError as error:
        raise UnavailableError("file.read", "the file cannot be read") from error


def _show(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        shown = slip_list.one(desk, journey_of(desk, chosen.journey), chosen.slip)
        card = slip_card.card_of(shown, desk.now().astimezone().tzinfo or UTC)
    if chosen.json:
        print_rows([dict(card.lines)], chosen)
    else:
        print(to_read_out(card))
    return DONE


def _card(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        shown = slip_list.one(desk, journey_of(desk, chosen.journey), chosen.slip)
        card = slip_card.card_of(shown, desk.now().astimezone().tzinfo or UTC)
    write_new(chosen.out, document(card).encode("utf-8"))
    print_rows([{"card": str(chosen.out)}], chosen)
    return DONE


def _read_out(chosen: argparse.Namespace) -> int:
    return _noted(chosen, lambda desk, of: slip.read_out(desk, of, chosen.slip))


def _heard(chosen: argparse.Namespace) -> int:
    return _noted(chosen, lambda desk, of: slip.heard(desk, of, chosen.slip, chosen.words))


def _revoke(chosen: argparse.Namespace) -> int:
    return _noted(
        chosen, lambda desk, of: slip.revoke(desk, of, chosen.slip, chosen.reason)
    )


def _noted(chosen: argparse.Namespace, act: Callable[[Desk, str], None]) -> int:
    """Do one act on a slip and print how it stands."""
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        act(desk, journey_id)
        in_step(desk)
        shown = slip_list.one(desk, journey_id, chosen.slip)
    print_rows([_row(shown, shown.name)], chosen)
    return DONE


def _row(shown: slip_list.Shown, name: str) -> dict[str, object]:
    row: dict[str, object] = {
        "slip": shown.made.slip,
        "for": name or shown.made.party,
        "form": str(shown.made.form),
        "state": str(shown.state),
        "says": shown.made.say,
    }
    if shown.link:
        row |= {"link": shown.link, "code": shown.made.code}
    if shown.shows:
        row["photograph_of"] = shown.shows
    return row
