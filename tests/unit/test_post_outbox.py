import sqlite3
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from waystation.encoding import b64, to_json, to_rfc3339
from waystation.errors import (
    ConflictError,
    FormatError,
    NotPermittedError,
    SealError,
    UnavailableError,
)
from waystation.post.outbox import LONGEST_WAIT, Outbox, push
from waystation.post.sent import KEPT_FOR
from waystation.post.vault import Vault
from waystation.wire.limits import FRAME_SIZES, NOTES_MAX

FRAME = max(FRAME_SIZES)
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


GENERATION, OTHER = b"generation-one..", b"generation-two.."


def sent(outbox, *contents, now=NOW):
    outbox.heard(GENERATION, now)
    for content in contents:
        outbox.put("letter", {"box": b64(bytes(16)), "draft": {"text": "words"}}, content)
    push(outbox, Sender(), now)


def offered(outbox, now=NOW):
    sender = Sender()
    push(outbox, sender, now)
    return sender.taken


def test_what_was_acknowledged_is_sent_again_to_a_relay_of_another_generation(outbox):
    """L-9."""
    sent(outbox, b"1", b"2")
    outbox.heard(GENERATION, NOW)
    assert offered(outbox) == []
    outbox.put("letter", {}, b"3")
    outbox.heard(OTHER, NOW)
    assert offered(outbox) == [b"1", b"2", b"3"]
    outbox.heard(OTHER, NOW)
    assert offered(outbox) == []


def test_what_one_relay_took_while_another_was_put_in_its_place_goes_on_waiting(outbox):
    """L-9."""
    outbox.heard(GENERATION, NOW)
    outbox.put("letter", {}, b"1")

    def restored_meanwhile(_item):
        outbox.heard(OTHER, NOW)

    push(outbox, restored_meanwhile, NOW)
    assert offered(outbox) == [b"1"]
    assert outbox.waiting() == []


def test_what_was_written_goes_with_the_acknowledgement(database, outbox):
    sent(outbox, b"sealed")
    vault = Vault(database, bytes(range(32)))
    rows = database.execute("SELECT sealed, content FROM outbox_sent").fetchall()
    assert [vault.uncover(content) for _, content in rows] == [b"sealed"]
    assert b"words" not in b"".join(vault.open(sealed) for sealed, _ in rows)
    assert database.execute("SELECT count(*) FROM outbox").fetchone() == (0,)


def test_nothing_is_kept_for_longer_than_a_backup_lives(database, outbox):
    """L-9."""
    sent(outbox, b"old")
    sent(outbox, b"new", now=NOW + timedelta(days=2))
    late = NOW + KEPT_FOR + timedelta(seconds=1)
    outbox.heard(OTHER, late)
    assert offered(outbox, late) == [b"new"]
    vault = Vault(database, bytes(range(32)))
    rows = database.execute("SELECT content FROM outbox_sent").fetchall()
    assert [vault.uncover(content) for (content,) in rows] == [b"new"]


def test_what_is_offered_again_and_refused_is_not_kept_longer_either(outbox):
    sent(outbox, b"1")
    outbox.heard(OTHER, NOW)
    push(outbox, Sender(NotPermittedError("relay.no_such", "no")), NOW)
    outbox.look_through(NOW + KEPT_FOR + timedelta(seconds=1))
    assert outbox.waiting() == outbox.refused() == []


def test_a_new_key_of_a_box_is_not_offered_again(outbox):
    """L-9."""
    outbox.heard(GENERATION, NOW)
    outbox.put("box", {"box": "b", "opening": {}, "token": "t"})
    outbox.put("box", {"box": "c", "opening": {}})
    push(outbox, Sender(), NOW)
    outbox.heard(OTHER, NOW)
    assert [item.arguments["box"] for item in outbox.waiting()] == ["c"]


def test_a_letter_that_may_have_been_read_and_erased_is_not_offered_again(outbox):
    """L-9, R-13."""
    box = {"box": b64(bytes(16)), "fleeting": True}
    outbox.heard(GENERATION, NOW)
    outbox.put("letter", box, b"asked about")
    outbox.put("letter", box, b"not asked about")
    push(outbox, Sender(), NOW)
    later = NOW + timedelta(hours=20)
    _, (first, _) = outbox.look_through(later)
    outbox.sent.note_unread([first.id], later)
    outbox.heard(OTHER, NOW + timedelta(hours=24))
    assert offered(outbox, NOW + timedelta(hours=24)) == [b"asked about"]
    assert outbox.unsure == 1
    outbox.look_through(NOW + timedelta(hours=25) + KEPT_FOR)
    assert outbox.unsure == 0


def test_a_watch_whose_time_has_passed_is_not_armed_again(outbox):
    """L-9: it would fire at once, though somebody was heard of long ago."""
    outbox.heard(GENERATION, NOW)
    for name, due in (("over", "2026-03-01T13:00:00Z"), ("on", "2026-03-01T15:00:00Z")):
        outbox.put("watch", {"watch": name, "arming": {"due": due, "grace_s": 600}})
        outbox.put("disarm", {"watch": name, "tokens": []})
    push(outbox, Sender(), NOW)
    outbox.heard(OTHER, NOW + timedelta(hours=2))
    again = [(item.route, item.arguments["watch"]) for item in outbox.waiting()]
    assert again == [("watch", "on"), ("disarm.again", "on")]


def test_what_is_kept_cannot_be_read_at_rest(database, outbox):
    outbox.heard(GENERATION, NOW)
    outbox.put("letter", {"token": "a-token-of-somebody"}, b"sealed")
    push(outbox, Sender(), NOW)
    (kept,) = database.execute("SELECT sealed, content FROM outbox_sent").fetchall()
    assert b"a-token-of-somebody" not in kept[0]
    assert b"sealed" not in kept[1]
    assert "a-token-of-somebody" not in "".join(database.iterdump())


def test_a_watch_with_every_note_that_a_relay_takes_waits_and_is_offered_again(outbox):
    """W-6: the more answer an alarm, the more notes there are; none may keep it unarmed."""
    note = {"box": b64(b"b" * 16), "letter": b64(bytes(range(256)) * 36 + b"\x80" * 112)}
    due = to_rfc3339(NOW + timedelta(days=1))
    for count in range(1, NOTES_MAX + 1):
        arming = {"due": due, "notes": [note] * count}
        said = {"watch": b64(bytes([count]) * 16), "arming": arming}
        assert outbox.put("watch", said) == outbox.put("watch", said)
        assert outbox.waiting()[-1].arguments == said
    heard = outbox.waiting()
    assert push(outbox, Sender(), NOW).sent == NOTES_MAX
    outbox.offer_again(NOW)
    assert outbox.waiting() == heard


def test_pieces_of_a_long_secret_open_in_their_order_and_all_of_them(database):
    vault = Vault(database, bytes(range(32)))
    for size in (65_535, 65_536, 131_000, 140_000, 200_000):
        value = bytes(number % 251 for number in range(size))
        sealed = vault.seal(value)
        assert vault.open(sealed) == value
        assert vault.seal(value) == sealed
    pieces = [sealed[at : at + FRAME] for at in range(0, len(sealed), FRAME)]
    assert len(pieces) == 4
    first, second, third, last = pieces
    for wrong in (
        [second, first, third, last],
        [first, second, third],
        [first, second, last],
        [first, second, third, third, last],
        [first, second, third, last[:-1]],
    ):
        with pytest.raises(SealError):
            vault.open(b"".join(wrong))


def test_a_locked_store_does_not_say_what_kind_of_request_waits(outbox, database):
    outbox.put("slip.revoke", {"slip": "AAAA"})
    outbox.put("check_in", {"watch": "BBBB"}, b"1")
    push(outbox, Sender(NotPermittedError("watch.over", "no")), NOW)
    rows = repr(database.execute("SELECT * FROM outbox").fetchall())
    assert "slip" not in rows
    assert "check_in" not in rows
    assert "watch" not in rows
    assert [said[1:] for said in outbox.refused()] == [("slip.revoke", "watch.over")]


def test_what_an_older_version_left_waiting_is_sent_and_said(outbox, database):
    vault = Vault(database, bytes(range(32)))
    old = vault.seal(to_json({"slip": "AAAA"}))
    columns = "INSERT INTO outbox (route, sealed, content, refused) VALUES (?, ?, ?, ?)"
    database.execute(columns, ("slip.revoke", old, b"", None))
    database.execute(columns, ("letter", old, vault.cover(b"1"), "relay.no"))
    (waits,) = outbox.waiting()
    assert (waits.route, waits.arguments) == ("slip.revoke", {"slip": "AAAA"})
    assert outbox.refused() == [(2, "letter", "relay.no")]
    assert push(outbox, Sender(), NOW).sent == 2
