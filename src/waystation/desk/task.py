"""Tasks: given to somebody who is in what they are about, and tracked until done."""

from collections.abc import Iterator, Mapping
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


class Rooms:
    """In which cells a task about something is written, journeys before cases.

    About a group it is the cell itself, or the core of its case; about a computer, wherever
    its human is.
    """

    def __init__(self, desk: Desk, stands_in: Mapping[str, tuple[bytes, ...]]) -> None:
        self._stands_in = stands_in
        self._order = {opened.log.cell: opened for opened in _cells(desk)}
        self._here = {one.human for one in roster.humans(desk.roster())}
        self._me = desk.human
        self._of: dict[str, list[bytes]] = {}
        for cell, opened in self._order.items():
            self._note(b64(cell), cell)
            for human in _readers(opened):
                self._note(f"desk/{human}", cell)
            if opened.noun == "core":
                for group in _named_in(desk, opened):
                    self._note(group, cell)

    def _note(self, about: str, cell: bytes) -> None:
        self._of.setdefault(about, []).append(cell)

    def of(self, about: str) -> list[OpenCell]:
        """Return the cells that speak of something."""
        named = {*self._stands_in.get(about, ()), *self._of.get(about, ())}
        held = [cell for cell in named if cell in self._order]
        return sorted(
            (self._order[cell] for cell in held),
            key=lambda one: (NOUNS.index(one.noun), one.log.cell),
        )

    def may_take(self, about: str) -> tuple[str, ...]:
        """Return the humans who can be given a task about something, oneself first."""
        found = {human for opened in self.of(about) for human in _readers(opened)}
        return tuple(sorted(found & self._here, key=lambda one: (one != self._me, one)))


def assign(
    desk: Desk,
    stands_in: Mapping[str, tuple[bytes, ...]],
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
        for opened in Rooms(desk, stands_in).of(about):
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


def _named_in(desk: Desk, core: OpenCell) -> frozenset[str]:
    """Return the cells of a case."""
    state = desk.read(core, case.fold, Case())
    return frozenset(one.cell for one in case.cells(state, core.register))


def _readers(opened: OpenCell) -> tuple[str, ...]:
    return tuple(one.human for one in opened.log.members if one.reader)


def _state(desk: Desk, opened: OpenCell) -> Tasks:
    return desk.read(opened, task.fold, Tasks())
