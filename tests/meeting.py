"""A journey that goes, with one handover between two helpers: what slips are tried on."""

from pathlib import Path

from tests import builders
from waystation.casework.entries import HandoverPlanned
from waystation.desk import alarm, journey, slip
from waystation.encoding import unb64
from waystation.entropy import FixedEntropy
from waystation.post.slip import SlipHolder

PAGE = "https://pages.example/slip.html"


class Meeting:
    """A journey that goes, with one handover between two helpers."""

    def __init__(self, tmp_path: Path, page: str = PAGE, **where):
        self.world = builders.found(tmp_path, **where)
        self.gives = builders.note_helper(self.world, "Kim Chul-soo")
        self.takes = builders.note_helper(self.world, "Somchai", hired=True)
        case_id, person_id = builders.open_case(self.world)
        self.journey = builders.plan_journey(
            self.world, case_id, person_id, self.gives, self.takes
        )
        builders.get_consent(self.world, self.journey, person_id)
        mina = self.world.mina
        self.handover = mina.random_id()
        journey.plan_part(mina, self.journey, self.planned())
        slip.set_page(mina, page)
        builders.go(self.world, self.journey)
        self.world.sync()

    def planned(self, **more):
        leg = journey.read(self.world.mina, self.cell).plan.legs
        (versions,) = leg.values()
        return HandoverPlanned(
            journey=self.journey,
            handover=self.handover,
            leg=versions[-1].act.leg,
            place="the market gate",
            window=versions[-1].act.window,
            gives=self.gives,
            takes=self.takes,
            **more,
        )

    @property
    def cell(self):
        return journey.journey_cell(self.world.mina, self.journey)

    def make(self, party, desk=None, **more):
        wanted = slip.Wanted(handover=self.handover, party=party, **more)
        made = slip.make(desk or self.world.mina, self.journey, wanted)
        self.world.sync("mina")
        return made

    def phone(self, name):
        seed = name.encode().ljust(32, b"!")
        return SlipHolder(
            seed, self.world.relay, self.world.clock, FixedEntropy(b"phone" + seed)
        )

    def open(self, made, name="phone"):
        phone = self.phone(name)
        return phone, phone.open(unb64(made.secret), made.code)

    def handovers(self, name="mina"):
        desk = self.world.desks[name]
        return journey.read(desk, journey.journey_cell(desk, self.journey)).handovers

    def causes(self, name="mina"):
        return [one.causes for _, one in alarm.all_open(self.world.desks[name])]
