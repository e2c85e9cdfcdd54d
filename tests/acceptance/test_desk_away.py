"""Who was away for longer than a prekey lasts is granted again, by voice (K-6)."""

import pytest

from tests import builders
from waystation.cell.recharter import grants_after
from waystation.desk import case, conversation, regrant
from waystation.desk.background import turn
from waystation.errors import ConflictError


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def others(world):
    return [name for name in world.desks if name != "jun"]


def away(world, days=70):
    """Everybody but jun works on; what is sealed meanwhile is not sealed to him."""
    for _ in range(days // 5):
        world.pass_time(days=5)
        world.sync(*others(world))


def said(desk, room):
    notes = conversation.read(desk, room).messages.values()
    return sorted(one.act.text for one in notes)


def test_who_was_away_reads_what_came_meanwhile_after_a_grant_by_voice(world):
    builders.open_case(world)
    _, room = shared(world)
    conversation.note_message(world.mina, room, "c", "E", "before")
    world.sync()
    away(world)
    conversation.note_message(world.mina, room, "c", "E", "meanwhile")
    world.sync(*others(world))
    assert world.jun.human in regrant.owed(world.mina)
    world.sync(rounds=3)
    assert said(world.jun, room) == ["before"]
    spoken = world.jun.identity.public.spoken
    with pytest.raises(ConflictError):
        regrant.grant_again(world.mina, world.jun.human, world.sora.identity.public.spoken)
    assert regrant.grant_again(world.mina, world.jun.human, spoken) > 0
    world.sync(rounds=3)
    assert said(world.jun, room) == ["before", "meanwhile"]
    assert world.jun.human not in regrant.owed(world.mina)


def test_nothing_is_granted_again_to_a_desk_that_was_not_opened(world):
    shared(world)
    away(world)
    with pytest.raises(ConflictError) as refused:
        regrant.grant_again(world.mina, world.jun.human, world.jun.identity.public.spoken)
    assert refused.value.code == "grant.away"


def test_a_new_epoch_seals_no_older_secret_to_the_prekeys_of_today(world):
    _, room = shared(world)
    log = world.mina.find("conversation", room).log
    world.pass_time(days=31)
    world.sync(rounds=3)
    assert len(log.keys.epochs) > 1
    everybody = {member.key for member in log.members}
    latest = max(log.keys.epochs)
    for grant in grants_after(log.keys, everybody):
        assert [epoch for epoch, _ in grant.secrets] == [latest]
    for grant in grants_after(log.keys, set()):
        assert len(grant.secrets) == len(log.keys.epochs)
    assert latest in world.jun.find("conversation", room).log.keys.epochs


def shared(world):
    cells = case.open_case(world.mina, "shared", (world.jun.human,))
    world.sync()
    turn(world.jun)
    return cells.case, cells.conversation
