import sqlite3
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from waystation.errors import (
    ConflictError,
    FormatError,
    NotPermittedError,
    SealError,
    UnavailableError,
)
from waystation.post.outbox import LONGEST_WAIT, Outbox, push
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

    def __call__(self, item):
        if self.errors and (error := self.errors.pop(0)) is not None:
            raise error
        self.taken.append(item.content)


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
    tried = []
    for second in range(3600):
        now = NOW + timedelta(seconds=second)
        if outbox.due(now):
            push(outbox, Sender(down()), now)
            tried.append(now)
    waits = [later - now for now, later in pairwise(tried)]
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


def test_nothing_overtakes_what_waits_because_it_may_need_it(outbox):
    outbox.put("box", {}, b"box")
    push(outbox, Sender(down()), NOW)
    outbox.put("letter", {}, b"letter")
    sender = Sender()
    assert push(outbox, sender, NOW).sent == 0
    assert push(outbox, sender, NOW + timedelta(seconds=3)).sent == 2
    assert sender.taken == [b"box", b"letter"]


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
