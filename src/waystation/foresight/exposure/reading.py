"""Facts read off what cells say: who is mentioned where, who met, was told, stays or hosts.

Every record counts from when it was written, and none is undone by a later one: what was
known stays known. What ends is that it leads anywhere: a place that was planned anew, a
house that somebody has left.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

from msgspec.structs import replace

from waystation.casework.entries import (
    Act,
    CaseOpened,
    ChannelNoted,
    HelperNoted,
    HouseNoted,
    HumanAdmitted,
    OtherNoted,
    PersonNoted,
)
from waystation.casework.entries.helper import HelperVetted
from waystation.casework.entries.safehouse import HouseTold
from waystation.casework.terms import Channel, Record, Relation
from waystation.foresight.exposure.facts import Fact, FactKind, Node, NodeKind

Said = Iterable[tuple[Record, Act]]


class Source(Protocol):
    """What a fact was read from: a record, or a list of members."""

    @property
    def id(self) -> str:
        """Its hash."""
        ...

    @property
    def at(self) -> datetime:
        """When it was written, by the clock of whoever wrote it."""
        ...


NUMBERED = frozenset(
    {
        Channel.PHONE,
        Channel.VIDEO_CHAT,
        Channel.KAKAOTALK,
        Channel.TELEGRAM,
        Channel.EMAIL,
    }
)
"""The channels at whose end is a number or an account that can be looked up."""

AT_RISK = frozenset({Relation.DEPENDANT_AT_HOME, Relation.AT_THE_PLACE, Relation.SOURCE})
"""Those near a person who would fall with them; a holder does not."""

_SHARED = frozenset({FactKind.TOLD, FactKind.MET, FactKind.HOSTS, FactKind.CARRIES})


class Reading:
    """Nodes and facts as they are found; what a node is, is said by who says it first.

    Attributes:
        stands_in: for each node the groups that hold it, in the order in which they do.
    """

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.facts: list[Fact] = []
        self.stands_in: dict[str, dict[str, None]] = {}
        self._teams: dict[str, str] = {}

    def node(self, node: str, kind: NodeKind) -> str:
        """Note what a node is, unless it is known; return its id."""
        if node not in self.nodes:
            self.nodes[node] = Node(node, kind)
        return node

    def is_a(self, node: str, kind: NodeKind) -> bool:
        """Say whether a node is known to be of a kind."""
        return node in self.nodes and self.nodes[node].kind is kind

    def fact(  # noqa: PLR0913  # who knows what, on whose word, when, by which part
        self,
        knower: str,
        known: str,
        kind: FactKind,
        record: Source,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        part: str = "",
    ) -> None:
        """Add a fact, from when it was recorded or from later on."""
        begins = record.at if since is None else max(since, record.at)
        if knower and known and knower != known and (until is None or begins < until):
            self.facts.append(Fact(knower, known, kind, begins, until, record.id, part))

    def met(
        self, one: str, other: str, record: Source, *, since: datetime | None = None
    ) -> None:
        """Note that two know each other."""
        self.fact(one, other, FactKind.MET, record, since=since)
        self.fact(other, one, FactKind.MET, record, since=since)

    def holds(self, group: str, node: str, kind: NodeKind, record: Source) -> str:
        """Note that something stands in a group; return its id."""
        self.node(group, NodeKind.GROUP)
        self.node(node, kind)
        self.stands_in.setdefault(node, {})[group] = None
        self.fact(group, node, FactKind.HOLDS, record)
        return node

    def in_team(self, helper: str, team: str) -> None:
        """Note that a helper stands and falls with a team."""
        self._teams[helper] = team

    def complete(self) -> tuple[tuple[Node, ...], tuple[Fact, ...]]:
        """Return everything; what one of a team knows, they know as the team."""
        joined: dict[tuple[str, str], datetime] = {}
        for one in self.facts:
            if one.kind is FactKind.BELONGS:
                pair = (one.knower, one.known)
                joined[pair] = min(one.since, joined.get(pair, one.since))
        found: list[Fact] = []
        for one in self.facts:
            team = self._teams.get(one.knower, "")
            shared = one.kind in _SHARED and team not in {"", one.known}
            if shared:
                found.append(replace(one, knower=team))
            if not shared or one.since < joined.get((one.knower, team), one.since):
                found.append(one)
        return tuple(self.nodes.values()), tuple(found)


def read(reading: Reading, group: str, said: Said) -> None:
    """Read any cell but that of a journey, of money or of a conversation."""
    for record, act in said:
        reader = _READERS.get(type(act))
        if reader is not None:
            reader(reading, group, record, act)


def read_conversation(
    reading: Reading, group: str, said: Said, persons: Iterable[str]
) -> None:
    """Read the channels of a conversation with these persons."""
    for record, act in said:
        if isinstance(act, ChannelNoted) and act.via in NUMBERED:
            number = reading.holds(group, act.channel, NodeKind.NUMBER, record)
            for person in persons:
                reading.fact(person, number, FactKind.CARRIES, record)
                reading.fact(number, person, FactKind.NAMES, record)
            for other in act.seen_by:
                if other in reading.nodes:
                    reading.fact(other, number, FactKind.TOLD, record)


def _human(reading: Reading, group: str, record: Record, act: Act) -> None:
    assert isinstance(act, HumanAdmitted)  # noqa: S101  # by the table below
    reading.holds(group, act.human, NodeKind.MEMBER, record)


def _helper(reading: Reading, group: str, record: Record, act: Act) -> None:
    assert isinstance(act, HelperNoted)  # noqa: S101  # by the table below
    helper = reading.holds(group, act.helper, NodeKind.HELPER, record)
    if act.team:
        team = reading.node(act.team, NodeKind.GROUP)
        reading.in_team(helper, team)
        reading.fact(helper, team, FactKind.BELONGS, record)
        reading.fact(team, helper, FactKind.BELONGS, record)
    for vehicle in act.vehicles:
        reading.holds(group, vehicle, NodeKind.NUMBER, record)
        reading.fact(helper, vehicle, FactKind.CARRIES, record)
        reading.fact(vehicle, helper, FactKind.NAMES, record)
    for place, _ in enumerate(act.numbers):
        number = reading.holds(group, f"{helper}/{place}", NodeKind.NUMBER, record)
        reading.fact(helper, number, FactKind.CARRIES, record)
        reading.fact(number, helper, FactKind.NAMES, record)
    for other in (act.recruited_by, act.subcontracted_by):
        if other:
            reading.met(helper, reading.node(other, NodeKind.HELPER), record)
    for member in act.met_by:
        if member in reading.nodes:
            reading.met(helper, member, record)


def _vetted(reading: Reading, group: str, record: Record, act: Act) -> None:
    assert isinstance(act, HelperVetted)  # noqa: S101  # by the table below
    if act.by in reading.nodes:
        helper = reading.holds(group, act.helper, NodeKind.HELPER, record)
        reading.met(helper, act.by, record)


def _house(reading: Reading, group: str, record: Record, act: Act) -> None:
    assert isinstance(act, HouseNoted)  # noqa: S101  # by the table below
    house = reading.holds(group, act.house, NodeKind.HOUSE, record)
    host = reading.holds(group, act.host, NodeKind.HELPER, record)
    reading.fact(host, house, FactKind.HOSTS, record)
    reading.fact(house, host, FactKind.NAMES, record)


def _told(reading: Reading, group: str, record: Record, act: Act) -> None:
    assert isinstance(act, HouseTold)  # noqa: S101  # by the table below
    house = reading.holds(group, act.house, NodeKind.HOUSE, record)
    who = reading.node(act.who, NodeKind.HELPER)
    reading.fact(who, house, FactKind.TOLD, record)


def _case(reading: Reading, group: str, record: Record, act: Act) -> None:
    assert isinstance(act, CaseOpened)  # noqa: S101  # by the table below
    reading.holds(group, act.case, NodeKind.CASE, record)


def _person(reading: Reading, group: str, record: Record, act: Act) -> None:
    assert isinstance(act, PersonNoted)  # noqa: S101  # by the table below
    person = reading.holds(group, act.person, NodeKind.PERSON, record)
    for case in _cases_of(reading, group):
        reading.fact(person, case, FactKind.NAMES, record)


def _other(reading: Reading, group: str, record: Record, act: Act) -> None:
    assert isinstance(act, OtherNoted)  # noqa: S101  # by the table below
    if act.relation in AT_RISK:
        other = reading.holds(group, act.other, NodeKind.PERSON, record)
        reading.met(other, reading.node(act.person, NodeKind.PERSON), record)


def _cases_of(reading: Reading, group: str) -> list[str]:
    return [
        node
        for node, groups in reading.stands_in.items()
        if group in groups and reading.is_a(node, NodeKind.CASE)
    ]


_READERS: dict[type[Act], Callable[[Reading, str, Record, Act], None]] = {
    HumanAdmitted: _human,
    HelperNoted: _helper,
    HelperVetted: _vetted,
    HouseNoted: _house,
    HouseTold: _told,
    CaseOpened: _case,
    PersonNoted: _person,
    OtherNoted: _other,
}
