"""Tasks: what is to be done, by whom, and whether it is done."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act
from waystation.casework.entries.task import TaskAssigned, TaskDone, TaskKind
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Tasks(Struct, frozen=True):
    """Every task as last assigned, and who did it, by task."""

    assigned: Newest[TaskAssigned] = Table()
    done: Group[TaskDone] = Table()


def fold(state: Tasks, record: Record, act: Act) -> Tasks:
    """Add one act of any cell."""
    match act:
        case TaskAssigned():
            assigned = newest(state.assigned, act.task, Noted(record, act))
            return replace(state, assigned=assigned)
        case TaskDone():
            return replace(state, done=gather(state.done, act.task, Noted(record, act)))
        case _:
            return state


def read(records: Iterable[Record]) -> Tasks:
    """Fold a cell from its beginning."""
    return run(fold, Tasks(), records)


def is_done(state: Tasks, task: str) -> bool:
    """Say whether a task is done; what was done is not undone by assigning it again."""
    return bool(state.done.get(task))


def to_do(state: Tasks) -> tuple[Noted[TaskAssigned], ...]:
    """Return the tasks that nobody has done, oldest first."""
    waiting = (one for task, one in state.assigned.items() if not is_done(state, task))
    return tuple(sorted(waiting, key=lambda one: (one.record.at, one.act.task)))


def given(state: Tasks, what: TaskKind, about: str) -> Noted[TaskAssigned] | None:
    """Return the newest assignment of such a task; None where nobody was given it."""
    found = (
        one
        for one in state.assigned.values()
        if (one.act.what, one.act.about) == (what, about)
    )
    return max(found, key=lambda one: one.order, default=None)
