"""Whoever founds a cell lists its members: a key there is a human's if they signed for it.

The founder of a journey puts a key of their own under a colleague's name, and writes for
both. Nothing that takes two is agreed by it.
"""

import pytest
from msgspec import structs

from tests import builders
from waystation.casework import consent, roster
from waystation.casework import journey as plan
from waystation.casework.entries import (
    ApprovalGiven,
    ConsentAsserted,
    ConsentSeconded,
    JourneyPlanned,
    LegPlanned,
    LossRecorded,
    PersonNoted,
    body_of,
)
from waystation.casework.entries.review import ReviewClosed
from waystation.casework.terms import Role
from waystation.cell.recharter import draft_cell, found_cell, new_random
from waystation.desk import (
    admission,
    board,
    case,
    complaint,
    conversation,
    intake_key,
    journey,
    money_cell,
    organisation,
    quotation,
)
from waystation.desk import loss as losses
from waystation.desk.cells import establish, member
from waystation.desk.enrolment import enrol
from waystation.desk.founding import Admission
from waystation.desk.letterbox import make_letterbox
from waystation.desk.machinery import Named


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


class Founder:
    """A coordinator whose desk founds a cell and lists keys of their own as colleagues'."""

    def __init__(self, world, noun="journey", *, guarded=False, named_after=""):
        self.world, self.desk = world, world.mina
        desk, self.journey = self.desk, world.mina.random_id()
        random = new_random(desk.ports.entropy)
        with desk.acting():
            own = member(desk, desk.human, random, keeper=True)
            real = [member(desk, each.human, random) for each in (world.jun, world.sora)]
            named = {world.jun.human: guarded, world.sora.human: guarded}
            keys = desk.offer_keys(len(named))
            strangers = [
                # with a binding of another key: of the founder's own
                structs.replace(own, key=key, human=human, keeper=keeper)
                for key, (human, keeper) in zip(keys, named.items(), strict=True)
            ]
            strangers[-1] = structs.replace(strangers[-1], trustee=guarded)
            draft = draft_cell(
                noun,
                [own, *real, *strangers],
                desk.ports.entropy,
                guarded=guarded,
                random=random,
            )
            for key in (own.key, *(keys if guarded else ())):
                draft = draft.signed_by(desk.offered_key(key))
            self.opened = establish(desk, found_cell(draft))
            desk.append(self.opened, Named(register=named_after or self.journey))
            make_letterbox(desk, self.opened)
        self.second = desk.offered_key(keys[-1])  # the trustee's, as it says

    def writes(self, *acts):
        with self.desk.acting():
            return [self.desk.append(self.opened, act) for act in acts][-1]

    def writes_as_the_other(self, *acts):
        log = self.opened.log
        with self.desk.acting():
            for act in acts:
                log.append(act.kind, body_of(act), at=self.desk.now(), key=self.second)
                self.opened.begin_again()
            return log.written.id


@pytest.mark.parametrize("guarded", [False, True])
def test_nobody_founds_a_journey_in_which_they_are_the_trustee_as_well(world, guarded):
    founder = Founder(world, guarded=guarded)
    made, person = founder.journey, "w1"
    founder.writes(
        PersonNoted(person=person, name="E"),
        JourneyPlanned(
            journey=made, persons=(person,), responders=(world.mina.human, world.jun.human)
        ),
    )
    head = founder.writes(
        LegPlanned(
            journey=made,
            leg="l",
            number=1,
            place="south",
            window=journey.window(world.clock.now(), 12),
            gives=person,
            takes="team",
        )
    )
    asserted = founder.writes(
        ConsentAsserted(
            consent="c",
            person=person,
            journey=made,
            wording="consent-1",
            language="ko",
            statement="yes",
            channel="p",
        )
    )
    founder.writes_as_the_other(
        ConsentSeconded(consent="c", act=asserted), ApprovalGiven(act=head)
    )
    founder.writes(LossRecorded(person=person, journey=made, last_known="the gate"))
    closed = founder.writes(ReviewClosed(journey=made, reason="looked at"))
    founder.writes_as_the_other(ApprovalGiven(act=closed))
    world.sync()
    for name in ("mina", "jun"):
        desk = world.restart(name)
        opened = desk.find("journey", made)
        trustees = roster.trustees(desk.roster())
        heard = quotation.consents(desk, opened)
        stands = consent.standing(heard, person, made, trustees)
        assert not stands.stands
        assert losses.is_sealed(desk, opened)
        state = journey.read(desk, opened)
        assert plan.head(state) is not None
        (signed,) = state.approvals.given[head]
        assert signed.record.human == ""
        found = {one.code for one in journey.findings(desk, made)}
        assert found == {"consent.one_asserts"}


def test_colleagues_who_are_listed_with_keys_of_their_own_count(world):
    case_id, person_id = builders.open_case(world)
    made = builders.plan_journey(world, case_id, person_id, person_id, "team")
    builders.get_consent(world, made, person_id)
    world.sync()
    journey.co_sign(world.sora, made)
    world.sync()
    for desk in world.desks.values():
        for opened in desk.cells.values():
            assert not opened.log.strangers
            assert all(one.human for one in opened.entries)
    opened = world.jun.find("journey", made)
    signed = opened.of_kind(ApprovalGiven.kind)
    assert [one.human for one in signed] == [world.sora.human]


def test_who_joins_later_learns_whose_the_keys_are_that_are_in_use(world, tmp_path):
    case_id, _ = builders.open_case(world)
    room = case.conversation_of(world.mina, case_id)
    for _ in range(2):  # other keys are offered meanwhile
        world.pass_time(days=7, hours=6)
        world.sync()
    newcomer = builders.desk_at(tmp_path / "yuna", "yuna", world.clock, world.relay)
    enrolment = enrol(newcomer, "yuna")
    proposal = admission.propose(world.mina, Admission(enrolment, (Role.CASEWORKER,)))
    world.sync()
    admission.approve(world.sora, proposal)
    world.sync()
    organisation.join(newcomer, admission.invite(world.mina, proposal))
    world.desks["yuna"] = newcomer
    world.sync()
    with world.mina.acting():
        admission.add_to(world.mina, room, newcomer.human)
    world.sync()
    conversation.note_message(world.hana, room.register, "c", "E", "hello")
    world.sync()
    opened = newcomer.cells[room.log.cell]
    assert {one.human for one in opened.log.members} > {newcomer.human, world.hana.human}
    assert not opened.log.strangers
    assert {one.human for one in opened.of_kind("message.noted")} == {world.hana.human}


def test_no_cell_is_money_a_house_or_a_board_because_its_founder_calls_it_so(world):
    for guarded in (False, True):
        for noun in ("money", "house", "board"):
            made = Founder(world, noun, guarded=guarded).opened.log.cell
            world.sync()
            for name in ("mina", "jun", "sora"):
                desk = world.restart(name)
                assert made in desk.cells
                assert board.board_cell(desk).log.cell != made
                assert money_cell.open_room(desk) is None
                assert not desk.cells_of("house")


def test_a_complaint_is_kept_where_nobody_is_but_the_trustee(world):
    Founder(world, "complaints")
    world.sync()
    sora = world.restart("sora")
    world.sync()
    (room,) = complaint.rooms(sora)
    assert {one.human for one in room.log.members} == {sora.human}
    assert not complaint.rooms(world.mina)


def test_a_cell_that_is_called_as_another_takes_nobodys_place(world):
    case_id, person_id = builders.open_case(world)
    made = builders.plan_journey(world, case_id, person_id, person_id, "team")
    world.sync()
    cell = world.jun.find("journey", made).log.cell
    world.pass_time(minutes=1)
    Founder(world, named_after=made)
    world.sync()
    for name in ("mina", "jun", "sora"):
        desk = world.restart(name)
        both = desk.cells_of("journey")
        assert {one.register for one in both} == {made}
        assert len(both) == 2
        for order in (both, both[::-1]):  # the order in which a store has them is chance
            desk.cells = {one.log.cell: one for one in order}
            desk._found.clear()
            desk._by_noun.clear()
            assert desk.find("journey", made).log.cell == cell


def test_no_keeper_alone_leads_letters_to_the_organisation_elsewhere(world, tmp_path):
    where = intake_key.addressed(world.hana)
    elsewhere = structs.replace(where, intake_box=where.board, intake=where.board)
    with world.jun.acting():
        world.jun.append(world.jun.roster_cell, elsewhere)
        world.jun.append(world.jun.roster_cell, Named(register="another"))
    world.sync()
    new = builders.desk_at(tmp_path / "dora", "dora", world.clock, world.relay)
    wanted = Admission(enrolment=enrol(new, "Dora"), roles=(Role.CASEWORKER,))
    charter_id = admission.propose(world.mina, wanted)
    world.sync()
    admission.approve(world.sora, charter_id)
    world.sync()
    organisation.join(new, admission.invite(world.mina, charter_id))
    world.desks["dora"] = new
    world.sync()
    desks = [*world.desks.values(), world.restart("hana")]
    assert {intake_key.addressed(each) for each in desks} == {where}
    assert new.roster_cell.register == world.mina.roster_cell.register != "another"
