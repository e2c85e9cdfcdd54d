import pytest

from tests import builders
from waystation.casework.terms import Role
from waystation.desk import admission, case, conversation, organisation
from waystation.desk.background import turn
from waystation.desk.colleagues import colleague
from waystation.desk.enrolment import enrol, sign_keys
from waystation.desk.founding import Admission, FoundingPlan
from waystation.desk.machinery import KeysOffered
from waystation.encoding import b64
from waystation.errors import FormatError, NotFoundError, NotPermittedError, RuleError


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def newcomer(world, tmp_path):
    desk = builders.desk_at(tmp_path / "yuna", "yuna", world.clock, world.relay)
    yield desk
    desk.store.close()


def admitted(world, newcomer):
    enrolment = enrol(newcomer, "yuna")
    proposal = admission.propose(world.mina, Admission(enrolment, (Role.CASEWORKER,)))
    world.sync()
    with pytest.raises(NotPermittedError):
        admission.invite(world.mina, proposal)
    admission.approve(world.sora, proposal)
    world.sync()
    organisation.join(newcomer, admission.invite(world.mina, proposal))
    world.sync()
    turn(newcomer)
    world.desks["yuna"] = newcomer


def test_a_newcomer_is_admitted_by_a_majority_of_the_keepers(world, newcomer):
    admitted(world, newcomer)
    assert newcomer.whoami().roles == {Role.CASEWORKER}
    assert len(newcomer.roster().admitted) == 6
    assert world.tae.roster().admitted.keys() == newcomer.roster().admitted.keys()


def test_a_newcomer_works_on_cases_from_then_on(world, newcomer):
    admitted(world, newcomer)
    cells = case.open_case(newcomer, "hers", (world.mina.human,))
    conversation.note_message(newcomer, cells.conversation, "c", "E", "hello")
    world.sync()
    assert len(conversation.read(world.mina, cells.conversation).messages) == 1
    with pytest.raises(NotFoundError):
        conversation.read(world.tae, cells.conversation)


def test_a_week_may_bring_more_cases_than_a_desk_offered_keys_for(world):
    before = len(world.jun.cells)
    opened = [case.open_case(world.mina, f"c{n}", (world.jun.human,)) for n in range(23)]
    with pytest.raises(NotFoundError, match=r"human\.no_keys"):
        case.open_case(world.mina, "one more", (world.jun.human,))
    for n in range(10):
        world.sync()
        opened.append(case.open_case(world.mina, f"d{n}", (world.jun.human,)))
    world.sync()
    assert len(world.jun.cells) - before == 2 * len(opened)


def test_who_has_left_reads_nothing_that_comes_after(world):
    case_id, _ = builders.open_case(world)
    room = case.conversation_of(world.mina, case_id)
    admission.let_go(world.mina, room, world.hana.human)
    conversation.note_message(world.mina, room.register, "c", "E", "after she left")
    world.sync()
    here = conversation.read(world.jun, room.register).messages.values()
    there = conversation.read(world.hana, room.register).messages.values()
    assert [one.act.text for one in here] == ["after she left"]
    assert list(there) == []
    conversation.note_message(world.jun, room.register, "c", "E", "seen by jun")
    world.sync()
    assert len(conversation.read(world.mina, room.register).messages) == 2


def test_an_organisation_without_an_outside_trustee_is_not_founded(world, tmp_path):
    names = ("a", "b", "c")
    desks = {
        name: builders.desk_at(tmp_path / name, name, world.clock, world.relay)
        for name in names
    }
    people = [Admission(enrol(desks[name], name), (Role.KEEPER,)) for name in names]
    with pytest.raises(RuleError, match=r"organisation\.keepers"):
        organisation.create(desks["a"], FoundingPlan("x", "ko", "memory:", people))


def test_nothing_is_founded_while_a_keeper_has_not_signed(world, tmp_path):
    desks = {
        name: builders.desk_at(tmp_path / name, name, world.clock, world.relay)
        for name in ("a", "b", "c")
    }
    roles = {"a": (Role.KEEPER,), "b": (Role.KEEPER,), "c": (Role.TRUSTEE,)}
    people = [
        Admission(enrol(desks[name], name), roles[name], outside=name == "c")
        for name in desks
    ]
    founding = organisation.create(desks["a"], FoundingPlan("x", "ko", "memory:", people))
    signed = organisation.sign_founding(desks["b"], founding)
    with pytest.raises(NotPermittedError):
        organisation.complete(desks["a"], [signed])
    assert desks["a"].membership.organisation is None
    with pytest.raises(NotPermittedError):
        organisation.sign_founding(world.tae, founding)


def test_an_invitation_opens_for_nobody_else(world, newcomer):
    with pytest.raises(FormatError):
        organisation.join(newcomer, b"{}")


def test_nobody_offers_keys_or_a_letterbox_for_another(world):
    roster = world.tae.cell(world.tae.membership.joined.roster)
    before = colleague(world.mina, world.hana.human)
    mine = world.tae.membership
    with world.tae.acting():
        keys = world.tae.offer_keys(4)
        forged = KeysOffered(
            human=world.hana.human,
            keys=keys,
            box=b64(mine.box),
            token=b64(mine.append_token),
            signature=b64(sign_keys(world.tae, keys)),
        )
        world.tae.append(roster, forged)
    world.sync()
    assert colleague(world.mina, world.hana.human) == before
    cells = case.open_case(world.mina, "hers", (world.hana.human,))
    members = world.mina.find("core", cells.case).log.members
    assert not {one.key for one in members} & set(keys)
    world.sync()
    assert world.hana.find("core", cells.case)
