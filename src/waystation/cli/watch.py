"""`waystation watch`: check-ins agreed with a person, rehearsed, spoken, taken down."""

import argparse
from collections.abc import Mapping, Sequence
from datetime import timedelta

from waystation.casework import watch as watches
from waystation.casework.checkin import heard
from waystation.casework.picture import PICTURES, WORDS, picture_of
from waystation.cli.exits import DONE
from waystation.cli.naming import journey_of, watched_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.standard_input import read
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import canary, checkin, checkin_link, disarm, journey, trail
from waystation.desk.desk import Desk
from waystation.desk.views_names import Names
from waystation.desk.views_watch import AtRelay
from waystation.encoding import from_rfc3339, to_rfc3339
from waystation.errors import FormatError

_LONGEST = 2000
_ABOUT = """\
A check-in is a sign of life that was agreed: one window, due once, never extended. The
person touches one of six pictures on a page that opens from a link of its own, or says
a code and a word to somebody at a desk. One picture means that they are well; which
one, only the person and the desk know. Any other means that they are being forced, and
nothing on their page or in what you answer may show that you have understood.

  1  waystation watch picture --store DIR JOURNEY PERSON umbrella
                  what was agreed with the person, by telephone or face to face
  2  waystation watch link --store DIR JOURNEY PERSON --every 4h --until TIME
                  a link for somebody who has no key of their own; it is shown once
  3  waystation watch list --store DIR JOURNEY
                  what is agreed and heard, and whether it was tried before
  4  waystation watch heard --store DIR JOURNEY PERSON 3 --code 482913 --word 우산
                  what somebody said aloud; say nothing but thank you
     Staff who go along, or are on the way alone, have a link of their own in the same
     way, under their own name; it counts from the start, without a go.
  5  waystation watch take-down --store DIR JOURNEY PERSON 3 --reason "..."
                  two humans of the organisation take a check-in back, each at their desk

What is to be read only if the person falls silent can be sealed for that case. Silence
sends each who answers a part of the key; it opens once two of them act.

     waystation watch seal --store DIR JOURNEY < note.txt
     waystation watch release --store DIR JOURNEY --reason "silent since noon"
     waystation watch opened --store DIR JOURNEY
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "watch",
        help="check-ins: agree, rehearse, hear, take down",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    several = acts.add_parser("list", help="the check-ins of a journey")
    several.set_defaults(run=_list)
    picture = acts.add_parser("picture", help="which picture means that they are well")
    picture.set_defaults(run=_picture)
    link = acts.add_parser("link", help="a link for somebody without a key of their own")
    link.add_argument("--every", required=True, metavar="HOURS", help="such as 4h or 90m")
    last = "no check-in is due after it: 2026-03-02T12:00:00Z, in UTC"
    link.add_argument("--until", required=True, metavar="TIME", help=last)
    link.add_argument("--grace", default="30m", metavar="TIME", help="30m, if not said")
    link.add_argument("--pages", default="", metavar="URL", help="where the page is hosted")
    link.set_defaults(run=_link)
    codes = acts.add_parser("codes", help="what is said aloud for each check-in")
    codes.set_defaults(run=_codes)
    said = acts.add_parser("heard", help="a check-in that was spoken")
    said.add_argument("--code", required=True, help="the six digits of this check-in")
    said.add_argument("--word", required=True, help="the picture, in whatever language")
    said.set_defaults(run=_heard)
    down = acts.add_parser("take-down", help="one of two who take a check-in back")
    down.add_argument("--reason", required=True, help="how it is known that all is well")
    down.set_defaults(run=_take_down)
    sealing = acts.add_parser("seal", help="seal what is to be read after silence")
    sealing.set_defaults(run=_seal)
    release = acts.add_parser("release", help="be one of two who open what was sealed")
    release.add_argument("--reason", required=True, help="why it has to be read")
    release.set_defaults(run=_release)
    shown = acts.add_parser("opened", help="what two have opened")
    shown.set_defaults(run=_opened)
    alone = (several, sealing, release, shown)
    for act in (*alone, picture, link, codes, said, down):
        add_store(act)
        add_json(act)
        act.add_argument("journey", metavar="JOURNEY")
    for act in (picture, link, codes, said, down):
        act.add_argument("person", metavar="PERSON")
    picture.add_argument("picture", metavar="PICTURE", help=", ".join(PICTURES))
    for act in (said, down):
        act.add_argument("number", type=int, metavar="NUMBER")


def _list(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        rows = _rows(desk, journey_id)
        trusted = canary.untrusted(desk) is None
        outrun = trail.is_outrun(desk, journey.journey_cell(desk, journey_id))
    print_rows(rows, chosen, "No check-in has been agreed.")
    _say_what_waits(rows, chosen)
    if outrun and not chosen.json:
        print(
            "A sealed text stays shut if a check-in that was agreed later does not come."
            " Seal it again."
        )
    if not trusted and not chosen.json:
        print("The relay's own alarms cannot be trusted now; this desk's timers run.")
    return DONE


def _say_what_waits(
    rows: Sequence[Mapping[str, object]], chosen: argparse.Namespace
) -> None:
    if any(row["waits_for"] for row in rows) and not chosen.json:
        print(
            "Not all are armed at the relay: they wait until the desks under waits_for have"
            " been opened, so that two of you can take one down, at most until the time"
            " that is said. Ask them to open theirs. This desk's own timers run."
        )


def _seal(chosen: argparse.Namespace) -> int:
    text = read("what is to be sealed", _LONGEST, "trail.text")
    with unlocked(chosen) as desk:
        in_step(desk)
        opened = journey.journey_cell(desk, journey_of(desk, chosen.journey))
        trail.seal(desk, opened, text)
        in_step(desk)
    print_rows([{"sealed": True}], chosen)
    return DONE


def _release(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        opened = journey.journey_cell(desk, journey_of(desk, chosen.journey))
        done = trail.release(desk, opened, chosen.reason)
        in_step(desk)
    print_rows([{"released": True, "opened": done}], chosen)
    return DONE


def _opened(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        opened = journey.journey_cell(desk, journey_of(desk, chosen.journey))
        rows = [{"text": text} for text in trail.opened_texts(desk, opened)]
    print_rows(rows, chosen, "Nothing has been opened by two.")
    return DONE


def _rows(desk: Desk, journey_id: str) -> list[dict[str, object]]:
    state = journey.read(desk, journey.journey_cell(desk, journey_id))
    names = Names(desk)
    at_relay = AtRelay(desk, journey.journey_cell(desk, journey_id))
    found = []
    for noted in sorted(state.watches.agreed.values(), key=lambda one: one.act.due):
        one = noted.act
        was_heard = heard(state.check_ins, one)
        waits = at_relay.waiting.get(one.watch)
        agreed = {said.record.human for said in state.watches.disarming.get(one.watch, ())}
        found.append(
            {
                "person": names.one(one.person),
                "number": one.number,
                "opens": to_rfc3339(one.opens),
                "due": to_rfc3339(one.due),
                "grace_s": one.grace_s,
                "heard": to_rfc3339(was_heard.act.heard_at) if was_heard else "",
                "rehearsed": watches.rehearsed(state.watches, one.person) is not None,
                "taken_down": bool(watches.disarmed_by(state.watches, one.watch)),
                "would_take_down": sorted(names.many(agreed)),
                "waits_for": sorted(names.many(waits.lacks)) if waits else [],
                "until": to_rfc3339(waits.latest) if waits else "",
            }
        )
    return found


def _picture(chosen: argparse.Namespace) -> int:
    place = picture_of(chosen.picture)
    if place is None:
        known = ", ".join(word for words in WORDS.values() for word in words)
        raise FormatError("check_in.word", f"one of: {known}", where="PICTURE")
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        person = watched_of(desk, journey_id, chosen.person)
        journey.agree_picture(desk, journey_id, person, place)
        in_step(desk)
    print_rows([{"agreed": True}], chosen)
    return DONE


def _link(chosen: argparse.Namespace) -> int:
    every, grace = _span(chosen.every, "--every"), _span(chosen.grace, "--grace")
    until = from_rfc3339(chosen.until)
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        person = watched_of(desk, journey_id, chosen.person)
        now = desk.now().replace(microsecond=0)
        times = checkin_link.spaced(now, every, until)
        link = checkin_link.make(
            desk, journey_id, person, times, int(grace.total_seconds()), base=chosen.pages
        )
        in_step(desk)
        rows = _rows(desk, journey_id)
    print_rows([{"link": link, "check_ins": len(times)}], chosen)
    _say_what_waits(rows, chosen)
    return DONE


def _span(written: str, where: str) -> timedelta:
    amount, unit = written[:-1], written[-1:]
    if not amount.isdecimal() or not amount.isascii() or unit not in {"h", "m"}:
        raise FormatError("watch.times", "a time such as 4h or 90m", where=where)
    span = timedelta(hours=int(amount)) if unit == "h" else timedelta(minutes=int(amount))
    if where == "--every" and not span:
        raise FormatError("watch.times", "a time such as 4h or 90m", where=where)
    return span


def _codes(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        person = watched_of(desk, journey_id, chosen.person)
        rows = [
            {"number": one.number, "due": to_rfc3339(one.due), "code": code}
            for one, code in checkin_link.codes(desk, journey_id, person)
        ]
    print_rows(rows, chosen, "No check-in has been agreed.")
    return DONE


def _heard(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        person = watched_of(desk, journey_id, chosen.person)
        checkin.said(desk, journey_id, person, chosen.number, chosen.code, chosen.word)
        in_step(desk)
    # The same whatever it meant: somebody may stand behind whoever types.
    print_rows([{"kept": True}], chosen)
    return DONE


def _take_down(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        person = watched_of(desk, journey_id, chosen.person)
        opened = journey.journey_cell(desk, journey_id)
        watch = checkin.agreed_by_number(desk, opened, person, chosen.number).watch
        done = disarm.agree(desk, journey_id, watch, chosen.reason)
        in_step(desk)
    print_rows([{"agreed": True, "taken_down": done}], chosen)
    return DONE
