import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from waystation.errors import (
    ConflictError,
    FormatError,
    NotPermittedError,
    SealError,
    UnavailableError,
)
from waystation.post.outbox import BATCH_FRAMES, LONGEST_WAIT, Outbox, push
from waystation.post.vault import Vault

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def database():
    found = sqlite3.connect(":memory:", isolation_level=None)
    yield found
    found.close()


@pytest.fixture
def outbox(database):
    return Outbox(database, Vault(database, bytes(range(32))))


class Sender:
    """Takes what it is given, unless it was told to fail."""

    def __init__(self, *errors):
        self.errors = list(errors)
        self.taken = []

    def __call__(self, batch):
        if self.errors and (error := self.errors.pop(0)) is not None:
            raise error
        self.taken += [item.content for item in batch]


def down():
    return UnavailableError("relay.unreachable", "down", retry_after=None)


def test_what_was_saved_is_sent_in_order_and_leaves_when_acknowledged(outbox):
    for content in (b"1", b"2", b"3"):
        outbox.put("letter", {"box": "b"}, content)
    sender = Sender()
    assert push(outbox, sender, NOW).sent == 3
    assert sender.taken == [b"1", b"2", b"3"]
    assert outbox.waiting() == []


def test_an_unavailable_relay_keeps_everything_and_is_asked_again_later(outbox):
    outbox.put("letter", {}, b"1")
    outbox.put("letter", {}, b"2")
    assert push(outbox, Sender(down()), NOW).sent == 0
    assert len(outbox.waiting()) == 2
    assert push(outbox, Sender(), NOW + timedelta(minutes=1)).sent == 2


def test_waits_double_up_to_five_minutes_and_no_further(outbox):
    outbox.put("letter", {}, b"1")
    now, waits = NOW, []
    for _ in range(12):
        push(outbox, Sender(down()), now)
        later = outbox.next_try()
        waits.append(later - now)
        now = later
    assert waits[:3] == [timedelta(seconds=2), timedelta(seconds=4), timedelta(seconds=8)]
    assert max(waits) == LONGEST_WAIT


def test_garbage_acknowledges_nothing(outbox):
    outbox.put("letter", {}, b"1")
    done = push(outbox, Sender(FormatError("relay.garbage", "garbage")), NOW)
    assert done.stopped_by.code == "relay.garbage"
    assert len(outbox.waiting()) == 1


def test_a_refused_item_is_said_and_blocks_nothing_and_is_never_dropped(outbox):
    outbox.put("letter", {}, b"1")
    outbox.put("letter", {}, b"2")
    sender = Sender(NotPermittedError("relay.no", "no"))
    done = push(outbox, sender, NOW)
    assert sender.taken == [b"2"]
    assert [code for _, code in done.refused] == ["relay.no"]
    assert [code for _, _, code in outbox.refused()] == ["relay.no"]
    assert push(outbox, sender, NOW + timedelta(hours=2)).sent == 1


def test_a_letter_to_an_expired_key_is_replaced_by_one_sealed_again(outbox):
    outbox.put("letter", {}, b"old")

    def replace(item, error):
        outbox.put("letter", {}, b"new")
        return error.code == "box.key_expired"

    expired = ConflictError("box.key_expired", "expired")
    push(outbox, Sender(expired), NOW, replace=replace)
    sender = Sender()
    push(outbox, sender, NOW)
    assert sender.taken == [b"new"]


def test_frames_go_in_batches_and_a_refused_batch_one_by_one(outbox):
    for number in range(BATCH_FRAMES + 5):
        outbox.put("frame", {}, b"%d" % number)
    batches = []
    push(outbox, lambda batch: batches.append(len(batch)), NOW)
    assert batches == [BATCH_FRAMES, 5]
    for content in (b"a", b"b"):
        outbox.put("frame", {}, content)
    refused = NotPermittedError("relay.no", "no")
    sender = Sender(refused, refused, None)
    done = push(outbox, sender, NOW)
    assert (len(done.refused), sender.taken) == (1, [b"b"])


def test_tokens_and_boxes_in_the_outbox_cannot_be_read_at_rest(database, outbox):
    outbox.put("letter", {"token": "a-token-of-somebody"}, b"sealed")
    assert "a-token-of-somebody" not in "".join(database.iterdump())


def test_a_vault_gives_back_what_was_put_and_nothing_after_it_was_dropped(database):
    vault = Vault(database, bytes(range(32)))
    vault.put("prekeys", "one", b"secret")
    vault.put("prekeys", "two", b"other")
    assert dict(vault.items("prekeys")) == {"one": b"secret", "two": b"other"}
    vault.drop("prekeys", "one")
    assert vault.get("prekeys", "one") is None
    assert vault.get("intake", "two") is None


def test_a_vault_of_another_store_does_not_open(database):
    Vault(database, bytes(range(32))).put("self", "x", b"1")
    other = Vault(database, bytes(range(1, 33)))
    assert other.get("self", "x") is None
    (sealed,) = database.execute("SELECT sealed FROM vault").fetchone()
    with pytest.raises(SealError):
        other.open(sealed)
