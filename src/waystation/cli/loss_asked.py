"""Whom to ask for a person who is lost: acts of `waystation loss`."""

import argparse

from waystation.casework.entries import ReferralMade
from waystation.casework.procedure import BY_ID, CATALOGUE, Procedure
from waystation.casework.terms import Answer
from waystation.casework.words import Language
from waystation.cli import standard_input
from waystation.cli.exits import DONE
from waystation.cli.naming import journey_of, person_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import print_rows
from waystation.cli.unlocking import unlocked
from waystation.desk import loss
from waystation.errors import NotFoundError

_LONGEST = 2000


def add(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the acts."""
    ways = acts.add_parser("ways", help="whom to ask, who may, and what each needs")
    ways.add_argument("procedure", nargs="?", metavar="PROCEDURE")
    ways.add_argument("--language", choices=("en", "ko"), default="en")
    ways.set_defaults(run=_ways)
    ask = acts.add_parser("ask", help="note that somebody was asked; nothing is sent")
    ask.add_argument("journey", metavar="JOURNEY")
    ask.add_argument("person", metavar="PERSON")
    ask.add_argument("procedure", nargs="?", default="", metavar="PROCEDURE")
    ask.add_argument("--to", default="", help="who it was, where it is none of `ways`")
    ask.set_defaults(run=_ask)
    answer = acts.add_parser("answer", help="note an answer; silence can be noted too")
    answer.add_argument("journey", metavar="JOURNEY")
    answer.add_argument("referral", metavar="REFERRAL")
    answer.add_argument("answer", choices=[*Answer])
    answer.set_defaults(run=_answer)


def _ways(chosen: argparse.Namespace) -> int:
    language: Language = chosen.language
    if chosen.procedure is None:
        shown = [_row(one, language) for one in CATALOGUE]
        if not chosen.json:
            shown = [{"procedure": one["procedure"], "name": one["name"]} for one in shown]
        print_rows(shown, chosen)
        return DONE
    known = BY_ID.get(chosen.procedure)
    if known is None:
        raise NotFoundError("procedure.unknown", "no such procedure", where="PROCEDURE")
    row = _row(known, language)
    if chosen.json:
        print_rows([row], chosen)
        return DONE
    for name, said in row.items():
        lines = said if isinstance(said, list) else [said]
        for line in lines:
            print(f"{name}: {line}")
    return DONE


def _row(one: Procedure, language: Language) -> dict[str, object]:
    row: dict[str, object] = {
        "procedure": one.id,
        "name": one.name.in_language(language),
        "does": one.does.in_language(language),
        "may_ask": one.may_ask.in_language(language),
        "needs": [each.in_language(language) for each in one.needs],
        "consent_first": one.consent_first,
        "source": one.source,
    }
    if one.soon is not None:
        row["time_limit"] = one.soon.in_language(language)
    if one.beware is not None:
        row["beware"] = one.beware.in_language(language)
    return row


def _ask(chosen: argparse.Namespace) -> int:
    asks = standard_input.read("what they were asked for", _LONGEST, "loss.text")
    known = BY_ID.get(chosen.procedure)
    if known is None and (chosen.procedure or not chosen.to):
        message = "say a procedure of `waystation loss ways`, or --to whom"
        raise NotFoundError("procedure.unknown", message, where="PROCEDURE")
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        act = ReferralMade(
            referral=desk.random_id(),
            person=person_of(desk, journey_id, chosen.person),
            to=chosen.to or (known.name.en if known else ""),
            asks=asks,
            procedure=chosen.procedure,
        )
        loss.refer(desk, journey_id, act)
        in_step(desk)
    print_rows([{"referral": act.referral, "to": act.to}], chosen)
    return DONE


def _answer(chosen: argparse.Namespace) -> int:
    said = standard_input.read("what they answered", _LONGEST, "loss.text")
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        answer = Answer(chosen.answer)
        loss.answered(desk, journey_id, chosen.referral, answer, said)
        in_step(desk)
    print_rows([{"referral": chosen.referral, "answer": str(answer)}], chosen)
    return DONE
