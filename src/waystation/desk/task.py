"""Tasks: given to somebody who is in what they are about, and tracked until done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from waystation.casework import case, roster, task
from waystation.casework.case import Case
from waystation.casework.entries.task import TaskAssigned, TaskDone, TaskKind
from waystation.casework.noted import Noted
from waystation.casework.task import Tasks
from waystation.casework.terms import Role
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.encoding import b64
from waystation.errors import NotFoundError, NotPermittedError

NOUNS = ("journey", "core", "house", "helper")
"""Where a task is written, the first of these that speaks of what it is about."""


@dataclass(frozen=True, slots=True)
class Given:
    """A task that somebody was given; `outcome` is what was said when it was done."""

    task: str
    what: TaskKind
    about: str
    to: str
    since: datetime
    done: bool
    done_at: datetime | None
    outcome: str
    cell: bytes


def may_take(
    desk: Desk, stands_in: dict[str, tuple[bytes, ...]], about: str
) -> tuple[str, ...]:
    """Return the humans who can be given a task about something, oneself first."""
    found: dict[str, None] = {}
    for opened in _rooms(desk, stands_in, about):
        found |= dict.fromkeys(_readers(opened))
    here = {one.human for one in roster.humans(desk.roster())}
    return tuple(sorted(found.keys() & here, key=lambda one: (one != desk.human, one)))


def assign(
    desk: Desk,
    stands_in: dict[str, tuple[bytes, ...]],
    what: TaskKind,
    about: str,
    to: str,
) -> str:
    """Give a task to a human who is in what it is about; return its id.

    The same task given again goes to whoever was named last.

    Raises:
        NotPermittedError: they are in none of it, or this desk's human is not.
    """
    with desk.acting():
        desk.require(Role.COORDINATOR, Role.CASEWORKER, Role.KEEPER, Role.TRUSTEE)
        for opened in _rooms(desk, stands_in, about):
            if to in _readers(opened):
                before = task.given(_state(desk, opened), what, about)
                if before is not None and task.is_done(
                    _state(desk, opened), before.act.task
                ):
                    before = None
                task_id = before.act.task if before else desk.random_id()
                act = TaskAssigned(task=task_id, what=what, about=about, to=to)
                desk.append(opened, act)
                return task_id
        raise NotPermittedError("task.outside", "they are not in what this is about")


def finish(desk: Desk, task_id: str, outcome: str = "") -> None:
    """Say that a task is done.

    Raises:
        NotFoundError: this desk knows no such task that waits.
    """
    with desk.acting():
        for opened in _cells(desk):
            if any(one.act.task == task_id for one in task.to_do(_state(desk, opened))):
                desk.append(opened, TaskDone(task=task_id, outcome=outcome))
                return
        raise NotFoundError("task.unknown", "no such task waits here")


def every(desk: Desk) -> tuple[Given, ...]:
    """Return every task, those that wait first, the oldest first."""
    with desk.lock:
        found = [
            _given(_state(desk, opened), one, opened)
            for opened in _cells(desk)
            for one in _state(desk, opened).assigned.values()
        ]
    return tuple(sorted(found, key=lambda one: (one.done, one.since, one.task)))


def mine(desk: Desk) -> tuple[Given, ...]:
    """Return the tasks that wait for this desk's human."""
    return tuple(one for one in every(desk) if one.to == desk.human and not one.done)


def _given(state: Tasks, one: Noted[TaskAssigned], opened: OpenCell) -> Given:
    done = state.done.get(one.act.task, ())
    return Given(
        one.act.task,
        one.act.what,
        one.act.about,
        one.act.to,
        one.record.at,
        bool(done),
        done[-1].record.at if done else None,
        done[-1].act.outcome if done else "",
        opened.log.cell,
    )


def _cells(desk: Desk) -> Iterator[OpenCell]:
    for noun in NOUNS:
        yield from desk.cells_of(noun)


def _rooms(
    desk: Desk, stands_in: dict[str, tuple[bytes, ...]], about: str
) -> list[OpenCell]:
    """Return the cells that speak of something, journeys before cases.

    Of a group it is the cell itself, or the core of its case; of a desk, wherever its
    human is.
    """
    named = {*stands_in.get(about, ())}
    for opened in _cells(desk):
        cell = b64(opened.log.cell)
        if about == cell or about in {f"desk/{human}" for human in _readers(opened)}:
            named.add(opened.log.cell)
        if opened.noun == "core" and about in _named_in(desk, opened):
            named.add(opened.log.cell)
    return [one for one in _cells(desk) if one.log.cell in named]


def _named_in(desk: Desk, core: OpenCell) -> frozenset[str]:
    """Return the cells of a case."""
    state = desk.read(core, case.fold, Case())
    return frozenset(one.cell for one in case.cells(state, core.register))


def _readers(opened: OpenCell) -> tuple[str, ...]:
    return tuple(one.human for one in opened.log.members if one.reader)


def _state(desk: Desk, opened: OpenCell) -> Tasks:
    return desk.read(opened, task.fold, Tasks())
