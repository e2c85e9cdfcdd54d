"""A number that keepers have signed for is finished by whoever is left (C-2)."""

import pytest

from tests import builders
from waystation.casework.terms import Role
from waystation.cell.recharter import draft_charter
from waystation.desk import (
    admission,
    charter_secret,
    charter_upkeep,
    charters,
    organisation,
)
from waystation.desk.background import turn
from waystation.desk.colleagues import colleague, write_to
from waystation.desk.enrolment import enrol
from waystation.desk.founding import Admission
from waystation.encoding import b64
from waystation.errors import ConflictError

HELD, DRAFTS = "charter.secrets", "charter.drafts"


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def board(desk):
    (opened,) = desk.cells_of("board")
    return opened


def roster(desk):
    return desk.cell(desk.membership.joined.roster)


def keepers(world):
    """Return the names of the board's keepers in the order of their turns."""
    names = {desk.human: name for name, desk in world.desks.items()}
    members = board(world.mina).log.members
    return [names[one.human] for one in members if one.keeper]


def propose_and_be_lost(world):
    """Let the first keeper's desk propose the board's new epoch, and never be on again."""
    first, *others = keepers(world)
    world.pass_time(days=7, hours=1)
    turn(world.desks[first])
    assert len(list(charters.proposals(board(world.desks[first])))) == 1
    world.desks.pop(first).store.close()
    return others


def epochs(world, names):
    return [board(world.desks[name]).log.charter.n for name in names]


def test_what_a_lost_keeper_proposed_is_put_in_force_by_one_who_signed_it(world):
    """C-2."""
    others = propose_and_be_lost(world)
    world.sync(*others)
    assert epochs(world, others) == [0, 0]
    world.pass_time(hours=3)
    world.sync(*others)
    assert epochs(world, others) == [1, 1]
    for name in others:
        assert 1 in board(world.desks[name]).log.keys.epochs
        assert not board(world.desks[name]).log.contested


def test_the_board_goes_on_for_weeks_without_that_keeper(world):
    """C-2."""
    others = propose_and_be_lost(world)
    for _ in range(40):
        world.pass_time(hours=12)
        world.sync(*others, rounds=1)
    assert epochs(world, others) == [3, 3]


def test_two_who_put_one_proposal_in_force_at_once_are_no_contradiction(world):
    """C-2."""
    others = propose_and_be_lost(world)
    world.sync(*others)
    world.pass_time(hours=9)
    for name in others:
        with world.desks[name].acting():
            charter_upkeep.adopt(world.desks[name])
    world.sync(*others)
    assert epochs(world, others) == [1, 1]
    for name in others:
        opened = board(world.desks[name])
        assert opened.log.problems == () or not opened.log.problems
        assert not opened.log.contested


def without_a_secret(desk):
    """Propose an epoch that nobody else can finish."""
    with desk.acting():
        opened = board(desk)
        draft = draft_charter(opened.log.keys, "epoch", desk.ports.entropy)
        charters.announce(desk, opened, draft)
        charters.sign(desk, opened, draft.charter.id)


def test_of_two_proposals_for_one_number_a_desk_signs_one_and_goes_on(world):
    first, second, third = keepers(world)
    for name in (first, second):  # neither has heard of the other's
        desk = world.desks[name]
        with desk.acting():
            charters.propose(desk, board(desk), "epoch")
    world.sync(rounds=3)
    assert epochs(world, (first, second, third)) == [1, 1, 1]


def test_nobody_signs_what_they_could_not_finish_and_another_is_proposed(world):
    """C-2."""
    first, *others = keepers(world)
    without_a_secret(world.desks[first])
    turn(world.desks[first])
    world.sync(*others)
    signed = [len(one.signatures) for _, one in charters.proposals(board(world.jun))]
    assert signed == [1]
    world.desks.pop(first).store.close()
    world.pass_time(days=8, hours=6)
    world.sync(*others, rounds=3)
    world.pass_time(hours=6)
    world.sync(*others, rounds=3)
    assert epochs(world, others) == [1, 1]


def test_a_keeper_is_not_asked_to_sign_what_they_could_not_finish(world):
    """C-2."""
    first, second, *_ = keepers(world)
    without_a_secret(world.desks[first])
    world.sync(first, second)
    desk = world.desks[second]
    ((charter_id, _),) = charters.proposals(board(desk))
    with pytest.raises(ConflictError, match=r"charter\.secret"):
        admission.approve(desk, charter_id)


def test_a_secret_is_forgotten_once_its_charter_is_in_force(world):
    """C-2: the epochs of the board are erased, and nothing of them is left."""
    world.pass_time(days=7, hours=1)
    world.sync(rounds=4)
    assert epochs(world, ("mina", "jun", "sora")) == [1, 1, 1]
    for desk in world.desks.values():
        for shelf in (HELD, DRAFTS):
            assert list(desk.store.vault.items(shelf)) == []


def test_a_change_that_nobody_signs_does_not_hold_the_roster_for_ever(world, tmp_path):
    """C-2."""
    newcomer = builders.desk_at(tmp_path / "yuna", "yuna", world.clock, world.relay)
    enrolment = enrol(newcomer, "yuna")
    admission.propose(world.mina, Admission(enrolment, (Role.CASEWORKER,)))
    newcomer.store.close()
    world.sync()
    for _ in range(8):
        world.pass_time(days=5)
        world.sync(rounds=2)
    assert roster(world.jun).log.charter.n == roster(world.tae).log.charter.n == 1
    assert not world.mina.roster().admitted.keys() - world.jun.roster().admitted.keys()


@pytest.mark.parametrize("in_force", [False, True])
def test_an_admission_whose_proposer_is_lost_is_taken_up_by_another_keeper(
    world, tmp_path, in_force
):
    """C-2."""
    newcomer = builders.desk_at(tmp_path / "yuna", "yuna", world.clock, world.relay)
    wanted = Admission(enrol(newcomer, "yuna"), (Role.CASEWORKER,))
    proposal = admission.propose(world.jun, wanted)
    world.sync()
    world.desks.pop("jun").store.close()
    if in_force:
        admission.approve(world.mina, proposal)
        for _ in range(4):
            world.pass_time(hours=2)
            world.sync()
        assert roster(world.mina).log.charter.n == 1
    assert admission.propose(world.mina, wanted) == proposal
    world.sync()
    organisation.join(newcomer, admission.invite(world.mina, proposal))
    world.sync()
    turn(newcomer)
    assert newcomer.whoami().roles == {Role.CASEWORKER}
    newcomer.store.close()


FIVE = {
    "mina": ((Role.KEEPER, Role.COORDINATOR, Role.INTAKE), False),
    "jun": ((Role.KEEPER, Role.COORDINATOR), False),
    "sora": ((Role.TRUSTEE,), True),
    "hana": ((Role.KEEPER, Role.COORDINATOR, Role.INTAKE), False),
    "tae": ((Role.KEEPER, Role.COORDINATOR), False),
}


def test_who_holds_the_secret_hands_it_on_if_too_few_could_sign(tmp_path):
    """C-2: two of five have signed and one of them is lost, as are most of the letters."""
    world = builders.found(tmp_path, staff=FIVE)
    first, second, *rest = keepers(world)
    world.pass_time(days=7, hours=1)
    letters = {name: len(letterbox(world, name).letters) for name in rest}
    turn(world.desks[first])
    for name in rest:
        del letterbox(world, name).letters[letters[name] :]
    world.desks.pop(first).store.close()
    world.sync()
    ((_, charter),) = charters.proposals(board(world.desks[second]))
    assert len(charter.signatures) == 2
    for _ in range(8):
        world.pass_time(hours=6)
        world.sync()
    assert epochs(world, (second, *rest)) == [1, 1, 1, 1]


def letterbox(world, name):
    return world.relay.boxes[world.desks[name].membership.box]


def test_one_desk_cannot_fill_another_with_secrets_of_nothing(world):
    """C-2."""
    to = colleague(world.tae, world.jun.human)
    with world.tae.acting():
        for _ in range(80):
            secret = b64(world.tae.ports.entropy.draw(32))
            write_to(world.tae, to, charter_secret.KIND, {"secret": secret})
    world.sync("tae", "jun")
    held = list(world.jun.store.vault.items(HELD))
    assert len(held) == 64
    world.pass_time(days=31)
    world.sync()
    assert list(world.jun.store.vault.items(HELD)) == []
