"""A few journeys to which anything may happen, for the tests of rechecks."""

from datetime import timedelta

from msgspec.structs import replace

from tests.casework_history import START, desk
from tests.casework_journeys import leg, meeting, watch
from tests.foresight_pictures import ALWAYS, consents_of
from waystation.casework import (
    board,
    case,
    consent,
    costs,
    disclosure,
    helper,
    journey,
    question,
    roster,
    safehouse,
    slip,
)
from waystation.casework.board import Board
from waystation.casework.case import Case
from waystation.casework.consent import Consents
from waystation.casework.costs import Costs
from waystation.casework.disclosure import Disclosures
from waystation.casework.entries import BoardJourney, HumanAdmitted, JourneyPlanned
from waystation.casework.helper import Helpers
from waystation.casework.journey import Journey
from waystation.casework.question import Questions
from waystation.casework.reach import People
from waystation.casework.roster import Roster
from waystation.casework.safehouse import SafeHouses
from waystation.casework.slip import Slips
from waystation.casework.terms import Role
from waystation.foresight import tagged, world
from waystation.foresight.world import Own, World

SHARED = {
    "helpers": (helper.fold, Helpers()),
    "houses": (safehouse.fold, SafeHouses()),
    "costs": (costs.fold, Costs()),
    "board": (board.fold, Board()),
    "roster": (roster.fold, Roster()),
    "questions": (question.fold, Questions()),
}
OF_ONE = {
    "consents": (consent.fold, Consents()),
    "case": (case.fold, Case()),
    "slips": (slip.fold, Slips()),
    "disclosures": (disclosure.fold, Disclosures()),
    "answers": (question.fold, Questions()),
}
JOURNEYS = ("j", "k", "l")


def planned(of):
    """Return a plan that shares a helper, a house and a car with the others."""
    helpers = {"j": ("b1", "b2"), "k": ("b1", "b3"), "l": ("b2", "b3")}[of]
    return [
        JourneyPlanned(journey=of, persons=("e",), responders=("kim", "lee")),
        leg(1, helpers[0], house="house", of=of),
        meeting(1, helpers[0], of=of),
        leg(2, helpers[1], gives=helpers[0], of=of),
        watch(of=of),
    ]


class Happening:
    """Acts of two humans, folded as they come; every desk hears of all of them."""

    def __init__(self):
        self.writers = {name: desk(name) for name in ("kim", "lee", "sora")}
        self.records = []
        self.now = START
        self.states = {name: begin for name, (_, begin) in SHARED.items()}
        self.on_call = {}
        self.burned = {}
        self.readers = {"house": frozenset({"kim"})}
        self.tags = {}
        self.shown = None
        self.owns = {}
        for human, role in (
            ("kim", Role.COORDINATOR),
            ("lee", Role.CASEWORKER),
            ("sora", Role.TRUSTEE),
        ):
            self.admit(human, role)
        for of in JOURNEYS:
            self.owns[of] = Own(journey=Journey(of), earlier=3)
            for act in planned(of):
                self.tell(of, "journey", act)
            for act in consents_of("e", of=of):
                self.tell(of, "consents", act)
            self.show(of)

    def write(self, by, act, **more):
        """Let a human write, who has heard of everything."""
        writer = self.writers[by]
        writer.hears(*self.records)
        told = writer.writes(act, **more)
        self.records.append(told)
        return told

    def happens(self, where, act, by="kim"):
        """Fold an act of a cell that every journey depends on; return its record's id."""
        told = self.write(by, act)
        self.states[where] = SHARED[where][0](self.states[where], told, act)
        return told.id

    def tell(self, of, where, act, by="kim"):
        """Fold an act of a journey's own cell, or of its case."""
        told = self.write(by, act)
        own = self.owns[of]
        fold = journey.fold if where == "journey" else OF_ONE[where][0]
        after = fold(getattr(own, where), told, act)
        self.owns[of] = replace(own, **{where: after})
        return told.id

    def show(self, of, *, over=False):
        """Show a journey on the board."""
        state = self.owns[of].journey
        windows = tuple(one.act.window for one in journey.legs(state))
        tags = tuple(sorted(f"#{one}" for one in journey.needs(state)))
        act = BoardJourney(handle=f"of {of}", windows=windows, tags=tags, over=over)
        self.happens("board", act)
        self.owns[of] = replace(self.owns[of], handles=frozenset({f"of {of}"}))

    def admit(self, human, role):
        """Admit somebody, or in another role."""
        outside = role is Role.TRUSTEE
        act = HumanAdmitted(
            human=human, name=human, roles=(role,), identity="key", outside=outside
        )
        self.happens("roster", act)
        held = self.states["roster"]
        others = tuple(one for one in held.members if one.human != human)
        members = (*others, roster.member_by(act))
        self.states["roster"] = replace(held, members=members)
        self.on_call = self.on_call | {human: ALWAYS}

    def leaves(self, human):
        """Take somebody out of the charter."""
        held = self.states["roster"]
        members = tuple(one for one in held.members if one.human != human)
        self.states["roster"] = replace(held, members=members)

    def is_on_call(self, human, times):
        """Note when somebody can be reached."""
        self.on_call = self.on_call | {human: times}

    def passes(self, hours):
        """Let time pass, or be put back."""
        self.now += timedelta(hours=hours)

    def carried(self):
        """Return what the board carries by tag, by what it carried before."""
        board = self.states["board"]
        if self.shown is None:
            self.shown = board, tagged.carried(board)
        self.shown = board, tagged.carried_since(board, *self.shown)
        assert self.shown[1] == tagged.carried(board)
        return self.shown[1]

    @property
    def world(self):
        """Return what surrounds every journey."""
        states = self.states
        registers = ("b1", "b2", "b3", "b4", "car", "house", "host", "team")
        self.tags = self.tags or {one: frozenset({f"#{one}"}) for one in registers}
        return World(
            people=People(states["roster"], self.on_call),
            burned=self.burned,
            helpers=states["helpers"],
            houses=states["houses"],
            house_readers=self.readers,
            costs=states["costs"],
            holds=states["board"].holds,
            marks=states["board"].marks,
            tags=self.tags,
            carried=self.carried(),
            labelled=tagged.labelled(states["board"].marks),
            questions=states["questions"],
        )

    def picture(self, of):
        """Return the picture of one journey, with nobody noting who looks."""
        own, around = self.owns[of], self.world
        return world.picture(own, around, world.near(own, around, self.now), self.now)
