import sqlite3

import pytest

from waystation.errors import FormatError, UnavailableError
from waystation.post.client import Page
from waystation.post.sync import Cursors, Source, ask_for_holes, pull

NAME = b"feed"
GENERATION = b"g" * 16


@pytest.fixture
def cursors():
    database = sqlite3.connect(":memory:", isolation_level=None)
    yield Cursors(database)
    database.close()


class Reader:
    """Answers reads from a list of records, or with one page given."""

    def __init__(self, *records, generation=GENERATION, last=None):
        self.records = records
        self.generation = generation
        self.last = last

    def __call__(self, after):
        new = tuple(one for one in self.records if one[0] > after)
        newest = max((seq for seq, _ in self.records), default=0)
        return Page(self.generation, new, newest if self.last is None else self.last)


def read(cursors, reader, *, gapless=True):
    got = []
    done = pull(
        reader,
        Source(NAME, gapless),
        cursors,
        lambda _page, new: got.extend(new),
    )
    return got, [one.code for one in done.troubles], done


def test_records_are_delivered_once_and_the_cursor_follows(cursors):
    reader = Reader((1, b"a"), (2, b"b"))
    assert read(cursors, reader)[:2] == ([(1, b"a"), (2, b"b")], [])
    assert read(cursors, reader)[:2] == ([], [])


def test_a_dropped_record_is_said_and_what_follows_is_delivered(cursors):
    got, troubles, _ = read(cursors, Reader((1, b"a"), (3, b"c")))
    assert (got, troubles) == ([(1, b"a"), (3, b"c")], ["relay.dropped"])
    got = []
    full = Reader((1, b"a"), (2, b"b"), (3, b"c"))
    rest = ask_for_holes(full, NAME, cursors, lambda _page, new: got.extend(new))
    assert (got, rest) == ([(2, b"b")], ())
    assert cursors.holes(NAME) == []


def test_a_letterbox_may_have_lost_its_oldest_letters(cursors):
    reader = Reader((4, b"a"), (5, b"c"))
    assert read(cursors, reader, gapless=False)[:2] == ([(4, b"a"), (5, b"c")], [])


def test_a_letter_left_out_before_a_newer_one_is_said(cursors):
    read(cursors, Reader((1, b"a")), gapless=False)
    got, troubles, _ = read(cursors, Reader((1, b"a"), (3, b"c")), gapless=False)
    assert (got, troubles) == ([(3, b"c")], ["relay.dropped"])


@pytest.mark.parametrize(
    ("records", "code"),
    [
        (((1, b"a"), (1, b"a")), "relay.doubled"),
        (((1, b"a"), (1, b"x")), "relay.swapped"),
        (((2, b"b"), (1, b"a")), "relay.reordered"),
    ],
)
def test_a_page_that_is_not_in_order_is_said_and_delivered_in_order(cursors, records, code):
    got, troubles, _ = read(cursors, Reader(*records))
    assert code in troubles
    assert got == sorted(got)
    assert len({seq for seq, _ in got}) == len(got)


def test_a_feed_that_became_shorter_is_said_and_ours_is_offered_again(cursors):
    read(cursors, Reader((1, b"a"), (2, b"b")))
    got, troubles, done = read(cursors, Reader((1, b"a")))
    assert (got, troubles, done.offer_again) == ([], ["relay.rolled_back"], True)
    assert cursors.get(NAME).seq == 0


def test_a_relay_restored_from_a_backup_is_read_from_the_start_again(cursors):
    read(cursors, Reader((1, b"a"), (2, b"b")))
    restored = Reader((1, b"a"), (2, b"c"), generation=b"h" * 16)
    got, troubles, done = read(cursors, restored)
    assert (got, troubles, done.offer_again) == ([], ["relay.restored"], True)
    assert read(cursors, restored)[0] == [(1, b"a"), (2, b"c")]


def test_a_relay_that_withholds_what_it_says_it_has_is_said(cursors):
    assert read(cursors, Reader(last=7))[1] == ["relay.withheld"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UnavailableError("relay.unreachable", "down"), "relay.unreachable"),
        (FormatError("relay.garbage", "garbage"), "relay.garbage"),
        (FormatError("wire.order", "not ascending"), "relay.reordered"),
    ],
)
def test_a_failing_read_is_a_trouble_and_moves_nothing(cursors, error, code):
    def fail(after):
        raise error

    assert read(cursors, fail)[:2] == ([], [code])
    assert cursors.get(NAME).seq == 0
