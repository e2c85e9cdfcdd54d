"""`waystation money`: what protection costs, who signs for it, and the books."""

import argparse

from waystation.casework import journal
from waystation.casework.money import Currency
from waystation.cli import money_notes, money_payouts
from waystation.cli.exits import DONE
from waystation.cli.money_words import doing
from waystation.cli.naming import human_of, one_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import costs, money_cell
from waystation.desk.desk import Desk
from waystation.desk.views_costs import AgreementRow, Amount, CostsView
from waystation.desk.views_ledger import costs_view
from waystation.desk.views_names import Names
from waystation.desk.views_state import state_of

_ABOUT = """\
What the organisation pays for protection: helpers, hosts, shops, fees of institutions.
Nobody owes it anything, and no person is paid or pays. A payout needs its milestone,
two humans of whom none is behind the payee, and no alarm and no hold.

  1  once       waystation money found --store DIR --base KRW
     keepers    waystation money waiting --store DIR
                waystation money sign --store DIR PROPOSAL
  2  before     waystation money fund --store DIR --label winter --currency KRW
                waystation money narrow --store DIR winter --only-for food
                waystation money receive --store DIR winter "5000000 KRW"
                waystation money budget --store DIR CASE "1000000 KRW"
                waystation money approve --store DIR ID          a colleague
                waystation money check --store DIR driver --lists "UN" --found clear
                waystation money review --store DIR --places "..." \\
                  --opinion may_proceed --until 2027-01-31
                waystation money commit --store DIR CASE driver --purpose transport \\
                  --fund winter --journey JOURNEY --handover HANDOVER=300000
  3  then       waystation money propose --store DIR AGREEMENT MILESTONE
                waystation money approve --store DIR ID          a second human
                waystation money pay --store DIR ID --by bank --receipt FILE
  4  always     waystation money list --store DIR
                waystation money export --store DIR --beancount > costs.beancount

`list` shows every id. Rates are entered with their source, and never fetched.
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "money",
        help="what protection costs, who signs for it, and the books",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    made = [
        *_add_founding(acts),
        *money_notes.add(acts),
        *money_payouts.add(acts),
        *_add_reading(acts),
    ]
    for act in made:
        add_store(act)
        add_json(act)


def _add_founding(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> list[argparse.ArgumentParser]:
    found = acts.add_parser("found", help="propose who keeps money, once")
    found.add_argument("--base", required=True, choices=[*Currency], help="to sum in")
    found.add_argument(
        "--member",
        action="append",
        default=[],
        metavar="NAME",
        help="somebody who is neither keeper nor coordinator (more may be given)",
    )
    found.set_defaults(run=doing(_found))
    waiting = acts.add_parser("waiting", help="what wants your signature as a keeper")
    waiting.set_defaults(run=_waiting)
    sign = acts.add_parser("sign", help="sign as a keeper for who is in this")
    sign.add_argument("proposal", metavar="PROPOSAL")
    sign.set_defaults(run=doing(_sign))
    member = acts.add_parser("member", help="propose somebody else as a member")
    member.add_argument("name", metavar="NAME")
    member.set_defaults(run=doing(_member))
    return [found, waiting, sign, member]


def _add_reading(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> list[argparse.ArgumentParser]:
    several = acts.add_parser("list", help="budgets, agreements, payouts and funds")
    several.add_argument("--case", metavar="CASE", help="of one case alone")
    several.set_defaults(run=_list)
    export = acts.add_parser("export", help="the ledger as a journal, without names")
    export.add_argument(
        "--beancount", action="store_true", required=True, help="in Beancount's language"
    )
    export.set_defaults(run=_export)
    return [several, export]


def _found(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    members = [human_of(desk, one, "--member") for one in chosen.member]
    return {"proposal": money_cell.found(desk, Currency(chosen.base), members)}


def _sign(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    money_cell.sign(desk, chosen.proposal)
    return {"signed": chosen.proposal}


def _member(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    return {"proposal": money_cell.add_member(desk, human_of(desk, chosen.name, "NAME"))}


def _waiting(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        names = Names(desk)
        rows = [
            {
                "proposal": one.id,
                "reason": one.reason,
                "members": sorted(names.many(one.readers)),
                "signed": sorted(names.many(one.signed)),
            }
            for one in money_cell.waiting(desk)
        ]
    print_rows(rows, chosen, "Nothing of money wants your signature as a keeper.")
    return DONE


def _list(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        view = costs_view(desk, state_of(desk))
        known = [(one.id, one.label) for one in view.cases]
        of_case = one_of(known, chosen.case, "--case") if chosen.case else ""
        rows = _rows(view, of_case)
    print_rows(rows, chosen, "No money was noted yet.")
    return DONE


def _rows(view: CostsView, of_case: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {
            "demand": asked.id,
            "journey": asked.journey,
            "helper": asked.helper,
            "asks_for": asked.asks_for,
            "agreement": asked.agreement,
            "agreed_answer": str(asked.agreed or ""),
        }
        for asked in (() if of_case else view.demands)
    ]
    for one in () if of_case else view.funds:
        purposes = [str(purpose) for purpose in one.purposes]
        row = {"fund": one.id, "label": one.label, "holds": _written(one.holds)}
        rows.append(row | {"only_for": purposes, "contested": one.contested})
    for case in view.cases:
        if of_case not in {"", case.id}:
            continue
        rows.append(
            {
                "case": case.id,
                "label": case.label,
                "budget": _written(case.budget),
                "agreed": _written(case.committed),
                "paid": _written(case.paid),
            }
        )
        rows += [
            {
                "budget": budget.id,
                "case": case.id,
                "amount": _written(budget.amount),
                "signed": [*budget.signed],
            }
            for budget in case.proposed
        ]
        for agreed in case.agreements:
            rows += _agreement(agreed)
    return rows


def _agreement(agreed: AgreementRow) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {
            "agreement": agreed.id,
            "payee": agreed.payee,
            "purpose": str(agreed.purpose),
            "agreed": _written(agreed.total),
            "paid": _written(agreed.paid),
            "over": agreed.over,
            "findings": [one.code for one in agreed.findings],
        }
    ]
    for part in agreed.milestones:
        rows.append(
            {
                "milestone": part.id,
                "of": agreed.id,
                "fact": str(part.fact),
                "amount": _written(part.amount),
                "state": part.state,
            }
        )
        payout = part.payout
        if payout is not None:
            rows.append(
                {
                    "payout": payout.id,
                    "amount": _written(payout.amount),
                    "state": str(payout.state),
                    "signed": [*payout.signed],
                    "refused": [*payout.refused],
                    "findings": [one.code for one in payout.findings],
                }
            )
    return rows


def _written(amount: Amount | None) -> str:
    return "" if amount is None else f"{amount.text} {amount.currency}"


def _export(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        print(journal.beancount(costs.read(desk)), end="")
    return DONE
