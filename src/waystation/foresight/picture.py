"""Everything that a rule may look at, as one value.

A desk builds it from the cells it is in and the board's tags alone; a scenario file from
what it tells. What nobody recorded is at its default, and a rule that needs it says so.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct, field

from waystation.casework.case import Case
from waystation.casework.consent import Consents
from waystation.casework.costs import Costs
from waystation.casework.disclosure import Disclosures
from waystation.casework.entries import ChannelNoted, Window
from waystation.casework.helper import Helpers
from waystation.casework.journey import Journey
from waystation.casework.noted import Newest
from waystation.casework.question import Questions
from waystation.casework.reach import People
from waystation.casework.safehouse import SafeHouses
from waystation.casework.slip import Slips
from waystation.casework.standing import Around
from waystation.casework.start import Organisation
from waystation.casework.table import Table
from waystation.casework.terms import MarkKind


class Sharing(Struct, frozen=True):
    """Another journey on the board that carries the tag of something this one needs.

    Nothing is known of it but its handle and its windows, widened to six-hour marks.
    """

    register: str
    handle: str
    windows: tuple[Window, ...]
    rests_on: tuple[str, ...] = ()

    def comes_near(self, windows: Iterable[Window], near: timedelta) -> bool:
        """Say whether it comes so near to any of these windows; unknown ones do."""
        return not self.windows or any(
            other.opens - near < window.closes and window.opens < other.closes + near
            for window in windows
            for other in self.windows
        )


class Marked(Struct, frozen=True):
    """A mark on the board that a helper or house of this journey carries, by tag alone."""

    register: str
    mark: MarkKind
    until: datetime | None = None
    rests_on: tuple[str, ...] = ()


class Picture(Struct, frozen=True, kw_only=True, weakref=True):
    """One journey and what surrounds it, at one moment.

    Attributes:
        case: the core case of its persons; empty where the desk is not in it.
        consents: what stands in the journey's own cell.
        around: the moment, the board's holds, and the tags of register ids.
        shared: other journeys with the same helper, house or vehicle, by tag alone.
        joined: other journeys with whoever brought in a helper of this one, was brought in
            by them or by the same one, by tag alone.
        other_persons: persons of other cases, in a scenario; a desk gives no name of one
            case to a plan of another.
        marks: what everybody on the board may know of a helper or house of this journey.
        house_readers: by house, the humans whose keys open its address.
        costs: everything in the money cell; empty where the desk is not in it.
        slips: of this journey, and what became of each.
        disclosures: what was noted in this journey's cell of whom, to whom.
        channels: the ways to reach the persons of this case, where the desk is in it.
        questions: the organisation's own, of its roster.
        answers: what was answered to them in this journey's cell.
    """

    journey: Journey
    around: Around
    consents: Consents = Consents()
    organisation: Organisation = Organisation(People(), 0)
    case: Case = Case()
    helpers: Helpers = Helpers()
    houses: SafeHouses = SafeHouses()
    shared: tuple[Sharing, ...] = ()
    joined: tuple[Sharing, ...] = ()
    other_persons: frozenset[str] = frozenset()
    marks: tuple[Marked, ...] = ()
    house_readers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    costs: Costs = Costs()
    slips: Slips = Slips()
    disclosures: Disclosures = Disclosures()
    channels: Newest[ChannelNoted] = Table()
    questions: Questions = Questions()
    answers: Questions = Questions()

    @property
    def now(self) -> datetime:
        """Return the moment that it is a picture of."""
        return self.around.now
