"""What surrounds every journey of a desk, and the picture of one of them in it.

What a journey needs is looked up by key, never searched for: so it is known what its
findings rest on, and only the journeys that a change is about are asked about again.
"""

from collections.abc import Mapping, Set
from datetime import datetime

from msgspec import Struct, field

from waystation.casework import helper, journey, start
from waystation.casework.case import Case
from waystation.casework.consent import Consents
from waystation.casework.costs import Costs
from waystation.casework.disclosure import Disclosures
from waystation.casework.entries import ChannelNoted, Window
from waystation.casework.helper import Helpers
from waystation.casework.hold import Holds, Tags
from waystation.casework.journey import Journey
from waystation.casework.mark import Marks
from waystation.casework.noted import Newest
from waystation.casework.question import Questions
from waystation.casework.reach import People
from waystation.casework.safehouse import SafeHouses
from waystation.casework.slip import Slips
from waystation.casework.standing import Around
from waystation.casework.start import Organisation
from waystation.casework.table import Table
from waystation.foresight import tagged
from waystation.foresight.picture import Marked, Picture, Sharing
from waystation.foresight.seen import plainly
from waystation.foresight.tagged import Carried, Labelled


class World(Struct, frozen=True, kw_only=True):
    """What is the same for every journey; every field is a table or made of tables.

    Attributes:
        burned: the houses that any journey presumes burned, each under its id.
        tags: of every register id that is asked for; of none where nobody is on the board.
        carried: by tag, the journeys on the board.
        labelled: by tag, the handles of the marks that were ever on it.
    """

    people: People = People()
    burned: Mapping[str, bool] = field(default_factory=dict)
    helpers: Helpers = Helpers()
    houses: SafeHouses = SafeHouses()
    house_readers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    costs: Costs = Costs()
    holds: Holds = Holds()
    marks: Marks = Marks()
    tags: Tags = field(default_factory=dict)
    carried: Carried = field(default_factory=dict)
    labelled: Labelled = field(default_factory=dict)
    questions: Questions = Questions()


class Own(Struct, frozen=True, kw_only=True):
    """What is one journey's: its own cell, its case, the ways to reach its persons.

    Attributes:
        handles: of this journey and of the others of its case, on the board.
        earlier: how many journeys were decided before, as far as that matters.
        blind: when no check-in could have been heard.
    """

    journey: Journey
    consents: Consents = Consents()
    case: Case = Case()
    slips: Slips = Slips()
    disclosures: Disclosures = Disclosures()
    channels: Newest[ChannelNoted] = Table()
    answers: Questions = Questions()
    handles: frozenset[str] = frozenset()
    earlier: int = 0
    blind: tuple[Window, ...] = ()

    def is_as(self, other: "Own") -> bool:
        """Say whether nothing of it has changed; what is large is compared by identity."""
        return (
            self.journey is other.journey
            and self.consents is other.consents
            and self.case is other.case
            and self.slips is other.slips
            and self.disclosures is other.disclosures
            and self.channels is other.channels
            and self.answers is other.answers
            and self.handles == other.handles
            and self.earlier == other.earlier
            and self.blind == other.blind
        )


class Near(Struct, frozen=True):
    """What a journey needs of the board and of other journeys, by tag and id alone."""

    tags: Tags
    shared: tuple[Sharing, ...] = ()
    joined: tuple[Sharing, ...] = ()
    marks: tuple[Marked, ...] = ()
    burned: frozenset[str] = frozenset()


def near(own: Own, world: World, now: datetime) -> Near:
    """Return what a journey needs of the board, by what it depends on."""
    state = own.journey
    needed = journey.needs(state)
    registers = needed.union(*(helper.kin_of(world.helpers, one) for one in needed))
    raised = (one for each in state.alarms.raised.values() for one in each)
    about = {register for one in raised for register in one.act.about}
    tags = _tags(world, registers | about)
    linked = {other for one in needed for other in helper.acquainted(world.helpers, one)}
    return Near(
        tags,
        shared=tagged.shared(world.carried, tags, own.handles),
        joined=tagged.elsewhere(world.carried, _tags(world, linked - needed), own.handles),
        marks=tagged.marked(world.marks, world.labelled, tags, now),
        burned=frozenset(one for one in needed if world.burned.get(one)),
    )


def _tags(world: World, registers: Set[str]) -> Tags:
    known = plainly(world.tags)
    found = ((one, known.get(one)) for one in registers)
    return {one: tags for one, tags in found if tags is not None}


def picture(own: Own, world: World, known: Near, now: datetime) -> Picture:
    """Return everything that a rule may look at of one journey."""
    return Picture(
        journey=own.journey,
        around=Around(now, world.holds, known.tags, own.blind),
        consents=own.consents,
        organisation=Organisation(world.people, own.earlier, known.burned),
        case=own.case,
        helpers=world.helpers,
        houses=world.houses,
        shared=known.shared,
        joined=known.joined,
        marks=known.marks,
        house_readers=world.house_readers,
        costs=world.costs,
        slips=own.slips,
        disclosures=own.disclosures,
        channels=own.channels,
        questions=world.questions,
        answers=own.answers,
    )


def as_far_as_it_matters(decided: int) -> int:
    """Return how many journeys were decided before; of more than a few nobody asks."""
    return min(decided, start.CO_SIGNED)
