"""Exposure as this desk can tell it: who falls with whom, read off the cells it is in.

Everything is read when it is asked for and forgotten afterwards. That somebody asked, and
about what, is on the board for all coordinators to see; the answer is nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from waystation.casework import case as cases
from waystation.casework.case import Case
from waystation.casework.entries import HumanAdmitted
from waystation.casework.entries.exposure import ExposureAsked
from waystation.casework.entries.summary import PlacesDestroyed
from waystation.casework.noted import acts
from waystation.desk import board
from waystation.desk.charters import first_seen
from waystation.desk.desk import Desk
from waystation.desk.hold import ON_BOARD
from waystation.desk.opened import OpenCell
from waystation.encoding import b64
from waystation.errors import NotPermittedError
from waystation.foresight.exposure.facts import FactKind, NodeKind
from waystation.foresight.exposure.reading import Reading, read, read_conversation
from waystation.foresight.exposure.reading_journey import read_journey
from waystation.foresight.exposure.reading_money import read_money

# Arrays take a while to be loaded, and nearly every command and page does without them.
if TYPE_CHECKING:
    from waystation.foresight.exposure.change import Change
    from waystation.foresight.exposure.model import Model
    from waystation.foresight.exposure.question import Answer
    from waystation.foresight.exposure.tasks import Task

_IN_ORDER = ("roster", "helper", "house", "core", "conversation", "journey", "money")
"""Who says first what a node is: a helper is one before a plan names them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that this desk can tell, and what it cannot.

    Attributes:
        stands_in: for each node the cells that speak of it.
        unseen: codes of what is not in the answer.
    """

    model: Model
    stands_in: dict[str, tuple[bytes, ...]]
    unseen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One answer, what to do about it, and the change that would help most."""

    seen: Seen
    answer: Answer
    tasks: tuple[Task, ...]
    change: Change | None
    worst: Change | None


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody asked; `about` is a register id where this desk knows one with the tag."""

    at: datetime
    human: str
    about: str


@dataclass(frozen=True, slots=True)
class _Charter:
    """What a membership was read from."""

    id: str
    at: datetime


def see(desk: Desk) -> Seen:
    """Read everything that this desk can tell."""
    from waystation.foresight.exposure.model import build

    with desk.lock:
        reading = Reading()
        cells = {_group(opened): opened.log.cell for opened in desk.cells.values()}
        cores = _cases(desk)
        for noun in _IN_ORDER:
            for opened in desk.cells_of(noun):
                before = len(reading.facts)
                core = cores.get(_group(opened))
                _read(desk, reading, opened, core)
                part = core.register if core else ""
                _members(desk, reading, opened, before, part)
        nodes, found = reading.complete()
        stands_in = {
            node: tuple(cells[group] for group in groups)
            for node, groups in reading.stands_in.items()
        }
        return Seen(build(nodes, found), stands_in, tuple(_unseen(desk)))


def ask(desk: Desk, who: str, as_of: datetime, rings: int = 3) -> Told:
    """Say what falls if this one is taken; that it was asked is written on the board.

    Raises:
        NotPermittedError: this desk's human is not on the board.
        NotFoundError: this desk knows nothing of such a one.
    """
    with desk.lock:
        _check_may_ask(desk)
    # It takes seconds where there is much: nothing else waits for it.
    found = look(desk, who, as_of, rings)
    with desk.acting():
        _check_may_ask(desk)
        tags = board.tags_of(desk, (who,))[who]
        desk.append(board.room(desk), ExposureAsked(tags=tuple(sorted(tags))))
    return found


def _check_may_ask(desk: Desk) -> None:
    desk.require(*ON_BOARD)
    if not board.sees(desk):
        raise NotPermittedError("exposure.board", "who asks must be on the board")


def look(desk: Desk, who: str, as_of: datetime, rings: int = 3) -> Told:
    """Answer a question that was asked already, again: nothing is written."""
    from waystation.foresight.exposure.change import best_change
    from waystation.foresight.exposure.question import question
    from waystation.foresight.exposure.tasks import tasks

    seen = see(desk)
    answer = question(seen.model, who, as_of, rings)
    return Told(
        seen,
        answer,
        tasks(answer),
        best_change(seen.model, as_of, who),
        best_change(seen.model, as_of),
    )


def asked(desk: Desk, seen: Seen | None = None) -> tuple[Asking, ...]:
    """Return who asked about whom, the newest first."""
    with desk.lock:
        opened = board.board_cell(desk)
        if opened is None or not opened.of_kind(ExposureAsked.kind):
            return ()
        tags = board.tags_of(desk, [node.id for node in (seen or see(desk)).model.nodes])
        by_tag = {tag: node for node, held in tags.items() for tag in held}
        found = []
        for entry, act in acts(opened.of_kind(ExposureAsked.kind)):
            if isinstance(act, ExposureAsked):
                about = next((by_tag[tag] for tag in act.tags if tag in by_tag), "")
                found.append(Asking(entry.at, entry.human, about))
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def group_of(opened: OpenCell) -> str:
    """Return the node that stands for who is in a cell."""
    return _group(opened)


def device_of(human: str) -> str:
    """Return the node that stands for a human's desk."""
    return f"desk/{human}"


def _group(opened: OpenCell) -> str:
    return b64(opened.log.cell)


def _read(desk: Desk, reading: Reading, opened: OpenCell, core: OpenCell | None) -> None:
    group = reading.node(_group(opened), NodeKind.GROUP)
    said = acts(opened.entries)
    match opened.noun:
        case "journey":
            read_journey(reading, group, said)
        case "money":
            read_money(reading, group, said)
        case "conversation":
            persons = desk.read(core, cases.fold, Case()).persons.noted if core else ()
            read_conversation(reading, group, said, tuple(persons))
        case "roster":
            # Who was proposed, or merely written down, is nobody who could be taken.
            known = _readers(opened)
            read(
                reading,
                group,
                (
                    (record, act)
                    for record, act in said
                    if not isinstance(act, HumanAdmitted) or act.human in known
                ),
            )
        case _:
            read(reading, group, said)


def _members(
    desk: Desk, reading: Reading, opened: OpenCell, before: int, part: str
) -> None:
    """Read who is, or was, in a cell: who is reads all of it, or from when they joined.

    Who leaves a case leaves all of its cells: that is the `part` by which they read.
    """
    group, began = _group(opened), _began(desk, opened)
    for human, (joined, since, left) in _readers(opened).items():
        source = _Charter(opened.log.keys.book[joined].id, began(joined))
        member = reading.holds(group, human, NodeKind.MEMBER, source)
        device = reading.node(device_of(human), NodeKind.DEVICE)
        reading.fact(member, device, FactKind.CARRIES, source)
        if left is None and since == 0:
            reading.fact(device, group, FactKind.READS, source, part=part)
            continue
        epochs = {entry.id: entry.epoch for entry in opened.log.entries}
        knower, kind = (
            (device, FactKind.READS) if left is None else (member, FactKind.HOLDS)
        )
        for one in [*reading.facts[before:]]:
            epoch = epochs.get(one.rests_on, -1)
            if one.knower == group and since <= epoch and (left is None or epoch < left):
                held = _Charter(one.rests_on, one.since)
                reading.fact(knower, one.known, kind, held, since=source.at)


def _cases(desk: Desk) -> dict[str, OpenCell]:
    """Return by group the core of the case that it is of."""
    found: dict[str, OpenCell] = {}
    for core in desk.cells_of("core"):
        state = desk.read(core, cases.fold, Case())
        found |= {one.cell: core for one in cases.cells(state, core.register)}
        found[_group(core)] = core
    return found


def _readers(opened: OpenCell) -> dict[str, tuple[int, int, int | None]]:
    """Return by human since which charter they read, from which epoch on, until which."""
    book = opened.log.keys.book
    found: dict[str, tuple[int, int, int | None]] = {}
    for number in range(len(book)):
        there = {one.human: one for one in book[number].charter.members if one.reader}
        for human, member in there.items():
            joined, since, _ = found.get(human, (number, member.since, None))
            found[human] = (joined, min(since, member.since), None)
        for human, (joined, since, left) in found.items():
            if human not in there and left is None:
                found[human] = (joined, since, number)
    return found


def _began(desk: Desk, opened: OpenCell) -> Callable[[int], datetime]:
    """Say when an epoch began, as far as this desk can tell."""
    first: dict[int, datetime] = {}
    for entry in opened.log.entries:
        first[entry.epoch] = min(entry.at, first.get(entry.epoch, entry.at))

    def began(epoch: int) -> datetime:
        times = [at for other, at in first.items() if other >= epoch]
        seen = first_seen(desk, opened, epoch)
        return min([*times, *([seen] if seen else [])], default=desk.now())

    return began


UNSEEN = (
    "other_cases",
    "elsewhere",
    "told_as_planned",
    "own_clocks",
    "no_helpers",
    "no_houses",
    "no_money",
    "gaps",
    "places_destroyed",
)
"""What an answer may lack; the first four are said with every one."""


def _unseen(desk: Desk) -> list[str]:
    """Say what is not in any answer of this desk."""
    there = {
        "no_helpers": bool(desk.cells_of("helper")),
        "no_houses": bool(desk.cells_of("house")),
        "no_money": bool(desk.cells_of("money")),
        "gaps": not any(opened.log.gaps for opened in desk.cells.values()),
        "places_destroyed": not any(
            opened.of_kind(PlacesDestroyed.kind) for opened in desk.cells_of("journey")
        ),
    }
    return [code for code in UNSEEN if not there.get(code, False)]
