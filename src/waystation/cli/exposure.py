"""`waystation exposure`: if this one is taken, or turns, what falls?"""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from waystation.cli.exits import DONE
from waystation.cli.naming import one_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json
from waystation.cli.terminal import safe
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import exposure
from waystation.desk.desk import Desk
from waystation.desk.views_exposure import (
    AnswerView,
    ChangeRow,
    ReachedRow,
    TaskRow,
    choices,
    exposure_view,
)
from waystation.desk.views_exposure_names import NodeName, NodeNames
from waystation.desk.views_state import state_of
from waystation.encoding import to_rfc3339
from waystation.errors import FormatError
from waystation.foresight.exposure.facts import NodeKind
from waystation.foresight.exposure.picture import Shown, Words
from waystation.foresight.exposure.svg import draw

_ABOUT = """\
If this one is taken, or turns, what falls? Read off who is in what, what was told,
planned and confirmed, who stays where and who was paid, as of any time.

  waystation exposure --store DIR                        whom one can ask about
  waystation exposure --store DIR "B1"                   what falls with B1 now
  waystation exposure --store DIR "the grey door" --as-of 2026-03-06T22:00+09:00
  waystation exposure --store DIR mina --rings 3 --svg mina.svg --json

WHO is a member, a helper, a person, a house, a number, a computer, or those who are in
something together: a name, or an id from the list. Ring 1 falls at once; ring 2 if
somebody of ring 1 is taken next. What is to be done comes first, what saves most before
the rest: give it to somebody with `waystation task`.

That you asked, and about whom, is written where every coordinator sees it. The answer is
written nowhere but where you say (--svg, or a redirected output): whoever finds that
file has all of it.
"""

_UNSEEN = {
    "other_cases": "cases, journeys and houses that this desk is not in",
    "elsewhere": "what anybody wrote down or said outside this program",
    "told_as_planned": "who has no slip counts as told, and as travelling, as planned",
    "own_clocks": "times are those of the writers' own clocks",
    "no_helpers": "helpers: none are known to this desk beyond the plans",
    "no_houses": "safe houses: this desk reads none",
    "no_money": "payments: this desk does not see the money",
    "gaps": "something that colleagues wrote has not arrived yet",
    "places_destroyed": (
        "journeys that ended: their places were destroyed, so who was told them, now or"
        " then, is not known any more"
    ),
}
_NOUNS = {
    "roster": "everybody of the organisation",
    "money": "who sees the money",
    "team": "the team",
    "journey": "who is in the journey of",
    "core": "who is in the case",
    "conversation": "who reads the conversation of",
    "house": "who knows the house",
    "helper": "who knows the helper",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    act = commands.add_parser(
        "exposure",
        help="if this one is taken, or turns, what falls?",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    act.add_argument("who", nargs="?", metavar="WHO", help="a name or an id")
    act.add_argument("--as-of", metavar="TIME", help="with a zone, or in UTC; now")
    act.add_argument("--rings", type=int, default=2, choices=range(1, 10), metavar="N")
    act.add_argument("--svg", type=Path, metavar="FILE", help="write a picture of it")
    add_store(act)
    add_json(act)
    act.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        if chosen.who is None:
            return _list(desk, chosen)
        told = exposure.ask(
            desk,
            one_of(_named(desk), chosen.who, "WHO"),
            _moment(chosen.as_of) or desk.now(),
            chosen.rings,
        )
        in_step(desk)
        answer = exposure_view(desk, state_of(desk), told).answer
    assert answer is not None  # noqa: S101  # it was given what was told
    if chosen.svg is not None:
        chosen.svg.write_text(picture(answer), encoding="utf-8")
    if chosen.json:
        _print_json(answer)
    else:
        _print(answer)
    return DONE


def _list(desk: Desk, chosen: argparse.Namespace) -> int:
    for one in choices(exposure.see(desk), NodeNames(desk)):
        if chosen.json:
            row = {"id": one.id, "kind": one.kind, "name": one.name, "of": one.noun}
            print(json.dumps(row, ensure_ascii=False))
        else:
            print(f"{one.kind:<7} {safe(called(one))}  {one.id}")
    return DONE


def _named(desk: Desk) -> list[tuple[str, str]]:
    """Return ids and names; a group goes by its id alone, as its name is its subject's."""
    seen = exposure.see(desk)
    quiet = {NodeKind.GROUP, NodeKind.DEVICE}
    return [
        (one.id, "" if one.kind in quiet else one.name)
        for one in choices(seen, NodeNames(desk))
    ]


def _moment(written: str | None) -> datetime | None:
    if written is None:
        return None
    try:
        said = datetime.fromisoformat(written)
        return (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise FormatError("exposure.time", "not a time", where="--as-of") from None


def called(node: NodeName) -> str:
    """Return words for a node."""
    name = node.name or f"{node.kind} {node.id}"
    if node.kind is NodeKind.DEVICE:
        return f"{name}'s computer, unlocked"
    if node.noun in {"roster", "money"}:
        return _NOUNS[node.noun]
    if node.noun:
        name = f"{_NOUNS[node.noun]} {name}"
    if node.opens and node.closes:
        return f"{name}, {to_rfc3339(node.opens)} to {to_rfc3339(node.closes)}"
    return name


def picture(answer: AnswerView) -> str:
    """Return an answer as an SVG file."""
    shown = [Shown(answer.who.id, answer.who.kind, called(answer.who), 0)]
    shown += [
        Shown(row.node.id, row.node.kind, called(row.node), row.ring, row.via.id)
        for row in answer.reached
    ]
    words = Words(
        f"What falls with {called(answer.who)} as of {to_rfc3339(answer.as_of)}",
        ("", *(f"Ring {ring}" for ring in range(1, answer.rings + 1))),
        {kind: kind.value.capitalize() for kind in NodeKind},
    )
    return draw(tuple(shown), words, alone=True)


def _print(answer: AnswerView) -> None:
    print(f"{safe(called(answer.who))}, as of {to_rfc3339(answer.as_of)}")
    if not answer.reached:
        print("as far as this desk knows, nothing falls")
    if answer.tasks:
        print("\nwhat to do, what saves most first")
    for number, task in enumerate(answer.tasks, 1):
        print(f"{number:>3}  {safe(_task(task))}")
    ring = 0
    for row in answer.reached:
        if row.ring != ring:
            ring = row.ring
            print(f"\nring {ring}")
        print(f"  {row.node.kind:<7} {safe(_how(row))}")
    for head, change in (("for this one", answer.change), ("for all", answer.worst)):
        print(f"\nwhat would help most, {head}: {safe(_change(change))}")
    print("\nnot in this answer")
    for code in answer.unseen:
        print(f"  {_UNSEEN[code]}")


def _task(row: TaskRow) -> str:
    said = f"{row.what} {row.about.id}  {called(row.about)}"
    saves = f" (reaches {row.saves} more)" if row.saves else ""
    return said + saves + (f", given to {row.given_to}" if row.task else "")


def _how(row: ReachedRow) -> str:
    return f"{called(row.node)}  [{row.how}: {called(row.via)}]"


def _change(change: ChangeRow | None) -> str:
    if change is None:
        return "no single change makes it less"
    if change.knower is None:
        said = f"{called(change.known)} emptied, called off or replaced"
    else:
        said = f"{called(change.knower)} without {called(change.known)} ({change.how})"
    less = f"{called(change.most)} from {change.before} to {change.after} persons"
    return f"{said}: {less}; then the most that anybody gives away is {change.worst_after}"


def _print_json(answer: AnswerView) -> None:
    rows: list[dict[str, object]] = [
        {"who": answer.who.id, "as_of": to_rfc3339(answer.as_of), "rings": answer.rings}
    ]
    rows += [
        {
            "falls": row.node.id,
            "kind": row.node.kind,
            "name": row.node.name,
            "ring": row.ring,
            "how": row.how,
            "via": row.via.id,
        }
        for row in answer.reached
    ]
    rows += [
        {
            "task": row.what,
            "about": row.about.id,
            "saves": row.saves,
            "ring": row.ring,
            "given_to": row.given_to,
        }
        for row in answer.tasks
    ]
    for name, one in (("change", answer.change), ("worst_change", answer.worst)):
        if one is not None:
            rows.append(
                {
                    name: one.how or "emptied",
                    "knower": one.knower.id if one.knower else "",
                    "known": one.known.id,
                    "most": one.most.id,
                    "before": one.before,
                    "after": one.after,
                    "worst_after": one.worst_after,
                }
            )
    rows += [{"unseen": code} for code in answer.unseen]
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))
