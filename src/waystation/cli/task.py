"""`waystation task`: what is to be done, by whom, and whether it is done."""

import argparse

from waystation.casework.entries.task import TaskKind
from waystation.cli.exits import DONE
from waystation.cli.naming import human_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import exposure, task
from waystation.desk.views_exposure_names import NodeNames
from waystation.encoding import to_rfc3339
from waystation.foresight.exposure.facts import Node, NodeKind

_ABOUT = f"""\
Tasks from `waystation exposure`: given to a colleague who is in what the task is about,
and tracked until somebody says that it is done.

  waystation task list --store DIR                       those that wait, and those done
  waystation task give --store DIR warn ABOUT --to 서연   ABOUT is an id from an answer
  waystation task done --store DIR TASK --outcome "called her; she stays in"

What can be given: {", ".join(TaskKind)}.
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "task",
        help="give tasks, and say that they are done",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    several = acts.add_parser("list", help="tasks that wait, then those done")
    several.add_argument("--mine", action="store_true", help="only what waits for you")
    several.set_defaults(run=_list)
    give = acts.add_parser("give", help="give a task, or give it to another")
    give.add_argument("what", choices=[*TaskKind], metavar="WHAT")
    give.add_argument("about", metavar="ABOUT", help="an id, as an answer names it")
    give.add_argument("--to", required=True, metavar="NAME", help="you can name yourself")
    give.set_defaults(run=_give)
    done = acts.add_parser("done", help="say that a task is done")
    done.add_argument("task", metavar="TASK")
    done.add_argument("--outcome", default="", help="what came of it")
    done.set_defaults(run=_done)
    for act in (several, give, done):
        add_store(act)
        add_json(act)


def _list(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        names = NodeNames(desk)
        held = task.mine(desk) if chosen.mine else task.every(desk)
        rows = [
            {
                "task": one.task,
                "what": one.what,
                "about": one.about,
                "name": names.one(Node(one.about, NodeKind.PERSON)).name,
                "to": names.human(one.to),
                "since": to_rfc3339(one.since),
                "done": one.done,
                "outcome": one.outcome,
            }
            for one in held
        ]
    print_rows(rows, chosen, "No task was given.")
    return DONE


def _give(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        given = task.assign(
            desk,
            exposure.see(desk).stands_in,
            TaskKind(chosen.what),
            chosen.about,
            human_of(desk, chosen.to, "--to"),
        )
        in_step(desk)
    print_rows([{"task": given}], chosen)
    return DONE


def _done(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        task.finish(desk, chosen.task, chosen.outcome)
        in_step(desk)
    print_rows([{"task": chosen.task, "done": True}], chosen)
    return DONE
