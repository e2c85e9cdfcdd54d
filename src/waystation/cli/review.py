"""`waystation review`: looking back together, and the questions that come of it."""

import argparse

from waystation.casework.entries.review import ReviewFindingNoted
from waystation.cli import standard_input
from waystation.cli.exits import DONE
from waystation.cli.naming import journey_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import journey, review
from waystation.desk.desk import Desk
from waystation.desk.views_names import Names
from waystation.desk.views_review import QuestionRow, question_rows, review_view
from waystation.encoding import from_rfc3339, to_rfc3339

_ABOUT = """\
After a loss or a complaint: what happened, who knew what when, what could have been asked.
Nobody is looked for to blame, and no field names anybody.

  waystation review begin   --store DIR JOURNEY
  waystation review found   --store DIR JOURNEY --known-to "the desk on call" < found.txt
  waystation review show    --store DIR JOURNEY

What could have been asked can be asked from now on: a question of your organisation's own,
agreed by two. Before every go it is a finding, `review.not_answered`, until
somebody has asked it of that plan. It goes to everybody of the organisation: a name, a
number or a place of a case is refused.

  waystation review propose --store DIR JOURNEY --why "nobody had that day" < question.txt
  waystation review agree   --store DIR QUESTION       another human      (or refuse)
  waystation review questions --store DIR              those that are asked, or wait
  waystation review answer  --store DIR JOURNEY QUESTION < how-you-know.txt
  waystation review retire  --store DIR QUESTION --reason "..."     two humans

Two end the review, one of them the outside trustee; until then nothing is destroyed.

  waystation review close   --store DIR JOURNEY --reason "..."
  waystation review close   --store DIR JOURNEY --second ID          (or --refuse ID)
"""
_LONGEST = 2000


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "review",
        help="look back together after a loss, and agree what to ask from now on",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    begin = acts.add_parser("begin", help="begin a review")
    begin.set_defaults(run=_begin)
    found = acts.add_parser("found", help="note something that was found")
    found.add_argument("--at", metavar="2026-03-02T10:00:00Z", help="when it happened")
    found.add_argument("--known", default="", metavar="TEXT", help="what was known then")
    found.add_argument("--known-to", action="append", default=[], metavar="ROLE")
    found.add_argument("--known-since", metavar="2026-03-02T10:00:00Z")
    found.add_argument("--could-be-asked", default="", metavar="TEXT")
    found.set_defaults(run=_found)
    show = acts.add_parser("show", help="what was found, and what came of it")
    show.set_defaults(run=_show)
    propose = acts.add_parser("propose", help="propose to ask something before every go")
    propose.add_argument("--why", required=True)
    propose.set_defaults(run=_propose)
    close = acts.add_parser("close", help="end the review: two humans")
    close.add_argument("--reason", default="", help="why it can end, or why not yet")
    close.add_argument("--second", metavar="ID", help="sign second what somebody signed")
    close.add_argument("--refuse", metavar="ID", help="do not end it yet")
    close.set_defaults(run=_close)
    answer = acts.add_parser("answer", help="answer a question for a journey's plan")
    answer.set_defaults(run=_answer)
    for act in (begin, found, show, propose, close, answer):
        act.add_argument("journey", metavar="JOURNEY")
    _add_of_questions(acts)
    answer.add_argument("question", metavar="QUESTION")
    for act in acts.choices.values():
        add_store(act)
        add_json(act)


def _add_of_questions(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    several = acts.add_parser("questions", help="those that are asked, or wait")
    several.set_defaults(run=_questions)
    agree = acts.add_parser("agree", help="sign second for a question")
    agree.set_defaults(run=_agree)
    refuse = acts.add_parser("refuse", help="refuse a question: one human is enough")
    refuse.set_defaults(run=_refuse)
    retire = acts.add_parser("retire", help="ask a question no more: two humans")
    retire.set_defaults(run=_retire)
    for act in (agree, refuse, retire):
        act.add_argument("question", metavar="QUESTION")
    for act in (refuse, retire):
        act.add_argument("--reason", required=True)


def _begin(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        begun = review.begin(desk, journey_of(desk, chosen.journey))
        in_step(desk)
    print_rows([{"review": begun}], chosen)
    return DONE


def _found(chosen: argparse.Namespace) -> int:
    happened = standard_input.read("what happened", _LONGEST, "review.text")
    at, since = (
        None if said is None else from_rfc3339(said)
        for said in (chosen.at, chosen.known_since)
    )
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        found = ReviewFindingNoted(
            finding=desk.random_id(),
            review=review.begin(desk, journey_id),
            journey=journey_id,
            happened=happened,
            at=at,
            known=chosen.known,
            known_to=tuple(chosen.known_to),
            known_since=since,
            could_be_asked=chosen.could_be_asked,
        )
        review.note(desk, found)
        in_step(desk)
    print_rows([{"finding": found.finding}], chosen)
    return DONE


def _show(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        opened = journey.journey_cell(desk, journey_of(desk, chosen.journey))
        view = review_view(desk, opened, Names(desk))
    rows: list[dict[str, object]] = [
        {
            "finding": one.act.finding,
            "happened": one.act.happened,
            "at": "" if one.act.at is None else to_rfc3339(one.act.at),
            "known": one.act.known,
            "known_to": list(one.act.known_to),
            "could_be_asked": one.act.could_be_asked,
        }
        for one in view.findings
    ]
    rows += [_question(one) for one in view.questions]
    if view.closing is not None:
        closing = view.closing
        rows.append({"closing": closing.act, "by": closing.by, "reason": closing.reason})
    print_rows(rows, chosen, "Nothing is noted yet.")
    return DONE


def _question(one: QuestionRow) -> dict[str, object]:
    return {
        "question": one.question,
        "text": one.text,
        "why": one.why,
        "asked": one.asked,
        "by": list(one.by),
        "retiring": list(one.retiring),
    }


def _propose(chosen: argparse.Namespace) -> int:
    text = standard_input.read("the question", 300, "question.text")
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        begun = review.begin(desk, journey_id)
        made = review.propose(desk, journey_id, begun, text, chosen.why)
        in_step(desk)
    print_rows([{"question": made, "asked": False}], chosen)
    return DONE


def _close(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        row = _signed(desk, journey_id, chosen)
        in_step(desk)
    print_rows([row], chosen)
    return DONE


def _signed(desk: Desk, journey_id: str, chosen: argparse.Namespace) -> dict[str, object]:
    if chosen.second is not None:
        review.agree_to_close(desk, journey_id, chosen.second)
        return {"closing": chosen.second, "state": "closed"}
    if chosen.refuse is not None:
        review.refuse_to_close(desk, journey_id, chosen.refuse, chosen.reason)
        return {"closing": chosen.refuse, "state": "refused"}
    made = review.close(desk, journey_id, chosen.reason)
    return {"closing": made, "state": "waits"}


def _questions(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        rows = [_question(one) for one in question_rows(desk, None, Names(desk))]
    print_rows(rows, chosen, "There is no question yet.")
    return DONE


def _answer(chosen: argparse.Namespace) -> int:
    text = standard_input.read("how you know", _LONGEST, "question.text")
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        review.answer(desk, journey_id, chosen.question, text)
        in_step(desk)
    print_rows([{"journey": journey_id, "question": chosen.question}], chosen)
    return DONE


def _agree(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        review.agree(desk, chosen.question)
        in_step(desk)
    print_rows([{"question": chosen.question, "asked": True}], chosen)
    return DONE


def _refuse(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        review.refuse(desk, chosen.question, chosen.reason)
        in_step(desk)
    print_rows([{"question": chosen.question, "asked": False}], chosen)
    return DONE


def _retire(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        gone = review.retire(desk, chosen.question, chosen.reason)
        in_step(desk)
    print_rows([{"question": chosen.question, "asked": not gone}], chosen)
    return DONE
