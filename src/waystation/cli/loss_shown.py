"""Everything that is noted after a loss, as rows: `waystation loss show`."""

import argparse
from collections.abc import Iterator
from datetime import datetime

from waystation.cli.exits import DONE
from waystation.cli.naming import journey_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import print_rows
from waystation.cli.unlocking import unlocked
from waystation.desk.views_loss import AfterView, PersonView, after_view
from waystation.desk.views_state import state_of
from waystation.encoding import to_rfc3339

Row = dict[str, object]


def add(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the act."""
    show = acts.add_parser("show", help="everything that is noted")
    show.add_argument("journey", metavar="JOURNEY")
    show.set_defaults(run=_show)


def _show(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        view = after_view(desk, state_of(desk), journey_id)
    print_rows(_rows(view), chosen)
    return DONE


def _rows(view: AfterView) -> Iterator[Row]:
    yield {
        "sealed": view.sealed,
        "to_do": [one.step for one in view.steps if not one.done],
    }
    for person in view.persons:
        yield from _of(person)
    for offered in view.support:
        yield {"support_to": offered.to, "offered": list(offered.act.offered)}


def _of(person: PersonView) -> Iterator[Row]:
    name = person.name
    if person.lost is not None:
        yield {"lost": name, "last_known": person.lost.last_known}
    for fact in person.facts:
        yield {
            "fact": fact.act.fact,
            "person": name,
            "text": fact.act.text,
            "basis": str(fact.act.basis),
            "said_by": fact.act.said_by,
            "graded": f"{fact.act.source}{fact.act.information}",
            "at": _at(fact.act.at),
            "by": fact.by,
        }
    for held in person.log:
        yield {
            "detention": held.act.detention,
            "person": name,
            "place": held.act.place,
            "held_by": held.act.held_by,
            "basis": str(held.act.basis),
            "said_by": held.act.said_by,
            "since": _at(held.act.since),
            "until": _at(held.act.until),
            "moved_from": held.before,
        }
    for wish in person.wishes:
        yield {
            "wish": wish.act.wish,
            "person": name,
            "whose": str(wish.act.whose),
            "about": str(wish.act.about),
            "wanted": str(wish.act.wanted),
            "text": wish.act.text,
            "counts": wish.counts,
            "consent": wish.beneath,
        }
    for asked in person.asked:
        yield {
            "referral": asked.act.referral,
            "person": name,
            "to": asked.act.to,
            "asks": asked.act.asks,
            "answer": str(asked.answer),
            "said": asked.said,
        }


def _at(moment: datetime | None) -> str:
    return "" if moment is None else to_rfc3339(moment)
