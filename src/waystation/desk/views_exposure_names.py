"""What to call everybody and everything that can fall, as far as this desk knows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from waystation.casework import case as cases
from waystation.casework import journey as plan
from waystation.casework.case import Case
from waystation.casework.conversation import Conversation
from waystation.casework.conversation import fold as fold_conversation
from waystation.casework.entries import Window
from waystation.desk import helper, journey
from waystation.desk.desk import Desk
from waystation.desk.exposure import device_of, group_of
from waystation.desk.opened import OpenCell
from waystation.desk.views_names import Names
from waystation.foresight.exposure.facts import Node, NodeKind

Noun = Literal[
    "", "roster", "helper", "house", "core", "conversation", "journey", "money", "team"
]


@dataclass(frozen=True, slots=True)
class NodeName:
    """Somebody or something by the words that people gave it.

    `noun` says what a group is of; a place has its window.
    """

    id: str
    kind: NodeKind
    name: str = ""
    noun: Noun = ""
    opens: datetime | None = None
    closes: datetime | None = None


class NodeNames:
    """Names of nodes; what has none is called by what it is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._names = Names(desk)
        self._words: dict[str, str] = {}
        self._nouns: dict[str, Noun] = {}
        self._windows: dict[str, Window] = {}
        self._from_cases(desk)
        self._from_helpers(desk)
        self._from_journeys(desk)
        for opened in desk.cells.values():
            self._from_group(opened)
        for member in desk.roster().admitted:
            self._words[device_of(member)] = self._names.one(member)

    def one(self, node: Node) -> NodeName:
        """Return what to call a node."""
        window = self._windows.get(node.id)
        return NodeName(
            node.id,
            node.kind,
            self._words.get(node.id) or self._names.one(node.id),
            self._nouns.get(node.id, ""),
            window.opens if window else None,
            window.closes if window else None,
        )

    def human(self, register: str) -> str:
        """Return the name of a human, helper or person."""
        return self._names.one(register)

    def _from_cases(self, desk: Desk) -> None:
        for core in desk.cells_of("core"):
            state = desk.read(core, cases.fold, Case())
            opened = state.opened.get(core.register)
            label = opened.act.label if opened else ""
            self._words[core.register] = label
            for other in state.persons.others.values():
                self._words[other.act.other] = other.act.who
            self._words |= {one.cell: label for one in cases.cells(state, core.register)}
        for talk in desk.cells_of("conversation"):
            channels = desk.read(talk, fold_conversation, Conversation()).channels
            for channel in channels.values():
                self._words[channel.act.channel] = channel.act.label or channel.act.via

    def _from_helpers(self, desk: Desk) -> None:
        teams: dict[str, list[str]] = {}
        for one in helper.all_noted(desk).values():
            if one.team:
                teams.setdefault(one.team, []).append(one.name)
            for vehicle, plate in zip(one.vehicles, one.plates, strict=False):
                self._words[vehicle] = plate
            for place, number in enumerate(one.numbers):
                self._words[f"{one.helper}/{place}"] = number
        for team, names in teams.items():
            self._words[team] = ", ".join(names)
            self._nouns[team] = "team"

    def _from_journeys(self, desk: Desk) -> None:
        for opened in desk.cells_of("journey"):
            state = journey.read(desk, opened)
            for leg in plan.legs(state):
                self._words[leg.act.leg] = leg.act.place
                self._windows[leg.act.leg] = leg.act.window
            for met in plan.handovers(state):
                self._words[met.act.handover] = met.act.place
                self._windows[met.act.handover] = met.act.window
            persons = self._names.many(plan.persons(state))
            self._words[group_of(opened)] = ", ".join(persons)

    def _from_group(self, opened: OpenCell) -> None:
        group = group_of(opened)
        self._nouns[group] = _noun(opened.noun)
        if opened.noun in {"helper", "house", "core"}:
            register = opened.register
            self._words[group] = self._words.get(register) or self._names.one(register)


def _noun(noun: str) -> Noun:
    match noun:
        case "roster" | "helper" | "house" | "core" | "conversation" | "journey" | "money":
            return noun
        case _:
            return ""
