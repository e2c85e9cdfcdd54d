"""Exposure as a page or a terminal shows it: who falls, what to do, what helps most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from waystation.casework.entries.task import TaskKind
from waystation.desk import exposure, task
from waystation.desk.desk import Desk
from waystation.desk.exposure import Seen, Told
from waystation.desk.views import DeskState
from waystation.desk.views_exposure_names import NodeName, NodeNames
from waystation.foresight.exposure.facts import FactKind, Node, NodeKind

if TYPE_CHECKING:
    from waystation.foresight.exposure.change import Change

TAKEN = (
    NodeKind.HELPER,
    NodeKind.GROUP,
    NodeKind.HOUSE,
    NodeKind.MEMBER,
    NodeKind.DEVICE,
    NodeKind.NUMBER,
    NodeKind.PERSON,
)
"""What can be asked about, in the order in which it is offered."""
MOST_TASKS = 200


@dataclass(frozen=True, slots=True)
class ReachedRow:
    """Something that falls, and how the one who gives it away knows it."""

    node: NodeName
    ring: int
    how: FactKind
    via: NodeName


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something to do, who could do it, and who was given it.

    `task` is empty where nobody was given it, or where it was done and falls again.
    """

    what: TaskKind
    about: NodeName
    saves: int = 0
    ring: int = 0
    takers: tuple[tuple[str, str], ...] = ()
    task: str = ""
    given_to: str = ""
    since: datetime | None = None
    done_at: datetime | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A single change, and how many persons the most exposed human gives away with it."""

    knower: NodeName | None
    known: NodeName
    how: FactKind | None
    most: NodeName
    before: int
    after: int
    worst_after: int


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What falls if `who` is taken, as of a time."""

    who: NodeName
    as_of: datetime
    rings: int
    reached: tuple[ReachedRow, ...]
    tasks: tuple[TaskRow, ...]
    change: ChangeRow | None
    worst: ChangeRow | None
    unseen: tuple[str, ...]

    def count(self, kind: NodeKind, ring: int | None = None) -> int:
        """Return how many of a kind fall, in one ring or in all."""
        return sum(
            row.node.kind is kind and ring in (None, row.ring) for row in self.reached
        )


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Somebody asked; `about` is None where this desk does not know about whom."""

    at: datetime
    by: str
    about: NodeName | None


@dataclass(frozen=True, slots=True)
class ExposureView:
    """The page: whom one can ask about, what waits, who asked, and one answer."""

    desk: DeskState
    choices: tuple[NodeName, ...]
    tasks: tuple[TaskRow, ...] = ()
    asked: tuple[AskedRow, ...] = ()
    answer: AnswerView | None = None
    may_ask: bool = True


def exposure_view(desk: Desk, state: DeskState, told: Told | None = None) -> ExposureView:
    """Return the page, with an answer where a question was asked."""
    with desk.lock:
        names = NodeNames(desk)
        seen = told.seen if told else exposure.see(desk)
        return ExposureView(
            desk=state,
            choices=choices(seen, names),
            tasks=tuple(_given(seen, names, one, desk.human) for one in task.every(desk)),
            asked=tuple(_asked(desk, seen, names)),
            answer=_answer(desk, told, names) if told else None,
            may_ask=state.sees_holds,
        )


def choices(seen: Seen, names: NodeNames) -> tuple[NodeName, ...]:
    """Return whom and what one can ask about, by kind and by name."""
    found = [names.one(node) for node in seen.model.nodes if node.kind in TAKEN]
    return tuple(sorted(found, key=lambda one: (TAKEN.index(one.kind), one.noun, one.name)))


def _answer(desk: Desk, told: Told, names: NodeNames) -> AnswerView:
    return AnswerView(
        who=names.one(told.answer.who),
        as_of=told.answer.as_of,
        rings=len(told.answer.rings),
        reached=tuple(
            ReachedRow(names.one(one.node), one.ring, one.how, names.one(one.via))
            for one in told.answer.reached()
        ),
        tasks=tuple(_tasks(desk, told, names)),
        change=_change(told.change, names),
        worst=_change(told.worst, names),
        unseen=told.seen.unseen,
    )


def _change(change: Change | None, names: NodeNames) -> ChangeRow | None:
    if change is None:
        return None
    return ChangeRow(
        None if change.knower is None else names.one(change.knower),
        names.one(change.known),
        change.how,
        names.one(change.most),
        change.before,
        change.after,
        change.worst_after,
    )


def _tasks(desk: Desk, told: Told, names: NodeNames) -> list[TaskRow]:
    given = {(one.what, one.about): one for one in task.every(desk) if not one.done}
    rooms = task.Rooms(desk, told.seen.stands_in)
    found = []
    for one in told.tasks[:MOST_TASKS]:
        held = given.get((one.kind, one.about.id))
        takers = rooms.may_take(one.about.id)
        found.append(
            TaskRow(
                one.kind,
                names.one(one.about),
                one.saves,
                one.ring,
                tuple((human, names.human(human)) for human in takers),
                held.task if held else "",
                names.human(held.to) if held else "",
                held.since if held else None,
                mine=bool(held and held.to == desk.human),
            )
        )
    return found


def _given(seen: Seen, names: NodeNames, one: task.Given, me: str) -> TaskRow:
    number = seen.model.index.get(one.about)
    node = Node(one.about, NodeKind.GROUP) if number is None else seen.model.nodes[number]
    return TaskRow(
        one.what,
        names.one(node),
        task=one.task,
        given_to=names.human(one.to),
        since=one.since,
        done_at=one.done_at,
        mine=one.to == me,
    )


def _asked(desk: Desk, seen: Seen, names: NodeNames) -> list[AskedRow]:
    found = []
    for one in exposure.asked(desk, seen):
        about = seen.model.nodes[seen.model.index[one.about]] if one.about else None
        found.append(
            AskedRow(one.at, names.human(one.human), names.one(about) if about else None)
        )
    return found[:50]
