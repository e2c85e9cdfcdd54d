from datetime import timedelta

import pytest

from tests import builders
from waystation.desk import intake
from waystation.desk.background import turn
from waystation.desk.colleagues import prekey_of


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def test_a_letter_to_last_weeks_key_is_sealed_again_to_the_new_one(world):
    person = world.correspondent("E")
    old = person.card.kem
    world.pass_time(days=8)
    turn(world.mina)
    turn(world.mina)
    person.write("appeal", {"text": "written with an old card"})
    done = person.send()
    assert (done.sent, done.refused) == (1, ())
    assert person.card.kem != old
    turn(world.mina)
    texts = [one.text for one in intake.first_letters(world.mina)]
    assert texts == ["written with an old card"]
    assert person.outbox.waiting() == []


def test_a_letter_that_is_sealed_again_is_the_same_letter(world):
    """L-3: whoever has it under the old key already has it once."""
    person = world.correspondent("E")
    world.pass_time(days=8)
    turn(world.mina)
    turn(world.mina)
    letter = person.write("appeal", {"text": "once"})
    person.send()
    turn(world.mina)
    assert [one.id for one in intake.first_letters(world.mina)] == [letter]


def test_the_intake_key_is_new_every_week_and_its_seed_destroyed_after_thirty_days(world):
    """K-5."""
    for _ in range(6):
        world.pass_time(days=7, hours=1)
        world.sync("mina", "hana")
    kept = [name for name, _ in world.mina.store.vault.items("intake")]
    assert len(kept) == 5
    oldest = world.clock.now() - timedelta(days=31)
    assert all(name > oldest.isoformat() for name in kept)
    assert sorted(kept) == sorted(
        name for name, _ in world.hana.store.vault.items("intake")
    )


def test_prekeys_are_published_weekly_and_destroyed_after_thirty_days(world):
    """K-6."""
    for _ in range(6):
        world.pass_time(days=7, hours=1)
        world.sync()
    kept = [int(name) for name, _ in world.tae.store.vault.items("prekeys")]
    assert len(kept) == 5
    published = prekey_of(world.mina, world.tae.human).made
    assert world.clock.now() - published < timedelta(days=8)


def test_a_board_that_is_a_week_old_gets_a_new_epoch_signed_by_a_majority(world):
    """C-2."""
    world.pass_time(days=7, hours=1)
    world.sync(rounds=4)
    for name in ("mina", "jun", "sora"):
        (board,) = world.desks[name].cells_of("board")
        assert board.log.charter.n == 1
        assert 1 in board.log.keys.epochs
    assert world.tae.cells_of("board") == []
