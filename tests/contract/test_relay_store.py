"""What every store of a relay promises; another implementation joins STORES.

Here: R-3 R-4 R-5 R-6 R-7 R-9 R-11 R-12 R-13 R-15 R-18 of spec/relay.md, W-1 W-2 W-3 W-4 of
spec/watch.md. In tests/acceptance over HTTP: R-2 R-8 R-10 R-16. In tests/fault under kills
and a full disk: R-17, W-1. In tests/privacy: R-1 R-14.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from tests.relay_process import frame, ident, letter, token
from waystation.errors import ConflictError, NotFoundError, WaystationError
from waystation.relay.fsck import fsck
from waystation.relay.jobs import (
    Append,
    ArmWatch,
    Beat,
    CheckInWatch,
    CloseHandle,
    DisarmWatch,
    Done,
    FireWatches,
    Job,
    MarkRead,
    OpenBox,
    OpenFeed,
    OpenHandle,
    Outage,
    PutChunk,
    PutLetter,
    Sweep,
)
from waystation.relay.settings import Settings
from waystation.relay.store import Store
from waystation.relay.store_sqlite import SqliteStore

NOON = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
FEED, HANDLE, BOX, DESK = ident("feed"), ident("handle", 16), ident("box"), ident("desk")
WATCH = ident("watch")
SETTINGS = Settings(letters_a_day=5, letters_a_day_unknown=3, feed_bytes_a_day=200_000)

Maker = Callable[[Path], Store]
STORES: dict[str, Maker] = {"sqlite": lambda path: SqliteStore(path, settings=SETTINGS)}


def hashed(name: str) -> bytes:
    return sha256(token(name)).digest()


class Bench:
    """A store with one feed, one handle and two boxes."""

    def __init__(self, make: Maker, path: Path) -> None:
        self.make, self.path = make, path
        self.store = make(path)
        self.do(
            OpenFeed(FEED, hashed("feed")),
            OpenHandle(FEED, token("feed"), HANDLE, hashed("append")),
            OpenBox(BOX, hashed("box")),
            OpenBox(DESK, hashed("desk")),
        )

    def do(self, *jobs: Job, now: datetime = NOON) -> list[Done]:
        done = []
        for outcome in self.store.apply(jobs, now):
            if isinstance(outcome, WaystationError):
                raise outcome
            done.append(outcome)
        return done

    def code(self, job: Job, now: datetime = NOON) -> str:
        with pytest.raises(WaystationError) as raised:
            self.do(job, now=now)
        return raised.value.code

    def letters(
        self, box: bytes = BOX, by: str = "box", now: datetime = NOON
    ) -> list[bytes]:
        return [raw for _, raw in self.store.read_box(box, token(by), 0, now).records]

    def reopen(self) -> None:
        self.store.close()
        self.store = self.make(self.path)

    def arm(self, **changes: object) -> ArmWatch:
        terms: dict[str, object] = {
            "watch": WATCH,
            "token": token("feed"),
            "opens": NOON,
            "fires": NOON + timedelta(hours=1),
            "check_in_hash": hashed("well"),
            "disarm_hashes": (hashed("one"), hashed("two"), hashed("three")),
            "check_in_box": DESK,
            "notes": ((BOX, letter("silence a")), (DESK, letter("silence b"))),
        }
        return ArmWatch(**(terms | changes))  # type: ignore[arg-type]


def append(*names: str, by: str = "append") -> Append:
    return Append(FEED, [(token(by), frame(HANDLE, name)) for name in names])


@pytest.fixture(params=STORES)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(STORES[request.param], tmp_path / "store")
    yield made
    made.store.close()
    assert fsck(made.path) == []


def test_frames_are_numbered_from_one_and_doubles_keep_their_number(bench: Bench) -> None:
    first, second = bench.do(append("a", "b", "a"), append("b", "c"))
    assert (first.seqs, second.seqs) == ((1, 2, 1), (2, 3))
    bench.reopen()
    assert bench.do(append("c", "d"))[0].seqs == (3, 4)
    page = bench.store.read_feed(FEED, token("feed"), 2)
    assert page.records == [(3, frame(HANDLE, "c")), (4, frame(HANDLE, "d"))]
    assert page.last == 4


def test_a_refused_append_leaves_no_trace_and_does_not_touch_the_others(
    bench: Bench,
) -> None:
    mixed = Append(
        FEED, [(token("append"), frame(HANDLE, "x")), (token("bad"), frame(HANDLE, "y"))]
    )
    outcomes = bench.store.apply([append("a"), mixed, append("b")], NOON)
    assert [type(outcome) for outcome in outcomes] == [Done, NotFoundError, Done]
    page = bench.store.read_feed(FEED, token("feed"), 0)
    assert [raw for _, raw in page.records] == [frame(HANDLE, "a"), frame(HANDLE, "b")]


def test_the_first_to_name_a_feeds_token_wins(bench: Bench) -> None:
    assert bench.code(OpenFeed(FEED, hashed("thief"))) == "relay.no_such"
    bench.do(OpenFeed(FEED, hashed("feed")))
    with pytest.raises(NotFoundError):
        bench.store.read_feed(FEED, token("thief"), 0)


def test_the_same_human_shown_twice_is_one_closer(bench: Bench) -> None:
    handle = ident("guarded", 16)
    closers = (hashed("a"), hashed("b"), hashed("c"))
    bench.do(OpenHandle(FEED, token("feed"), handle, hashed("append"), closers, 2))
    twice = CloseHandle(FEED, handle, (token("a"), token("a")))
    assert bench.code(twice) == "relay.no_such"
    bench.do(
        CloseHandle(FEED, handle, (token("a"), token("c")), (hashed("n"), hashed("m")))
    )
    late = Append(FEED, [(token("append"), frame(handle, "late"))])
    assert bench.code(late) == "handle.closed"


def test_what_closers_were_given_next_counts_and_what_they_used_does_not(
    bench: Bench,
) -> None:
    handle = ident("rotating", 16)
    bench.do(OpenHandle(FEED, token("feed"), handle, hashed("old"), (hashed("a"),), 1))
    bench.do(CloseHandle(FEED, handle, (token("a"),), (hashed("b"),), hashed("new")))
    assert bench.code(CloseHandle(FEED, handle, (token("a"),))) == "relay.no_such"
    bench.do(Append(FEED, [(token("new"), frame(handle, "1"))]))
    bench.do(CloseHandle(FEED, handle, (token("b"),), (hashed("c"),)))
    assert bench.code(Append(FEED, [(token("new"), frame(handle, "2"))])) == "handle.closed"


def test_a_feeds_share_of_a_day_ends_and_begins_again(bench: Bench) -> None:
    big = Append(FEED, [(token("append"), frame(HANDLE, f"{n}", 65580)) for n in range(3)])
    bench.do(big)
    over = Append(FEED, [(token("append"), frame(HANDLE, "big", 65580))])
    assert bench.code(over) == "relay.quota"
    bench.do(over, now=NOON + timedelta(days=1))


def test_a_part_of_a_boxs_day_is_kept_for_those_who_are_known(bench: Bench) -> None:
    box = ident("intake")
    bench.do(OpenBox(box, hashed("box"), open=True, append_hash=hashed("known")))
    stranger = [PutLetter(box, letter(f"s{n}"), worked=True) for n in range(4)]
    bench.do(*stranger[:3])
    assert bench.code(stranger[3]) == "relay.quota"
    known = [PutLetter(box, letter(f"k{n}"), token=token("known")) for n in range(3)]
    bench.do(*known[:2])
    assert bench.code(known[2]) == "relay.quota"
    bench.do(stranger[3], now=NOON + timedelta(days=1))


def test_a_fleeting_letter_is_gone_a_day_after_it_was_first_read(bench: Bench) -> None:
    box = ident("reply")
    bench.do(OpenBox(box, hashed("box"), fleeting=True), PutLetter(box, letter("a")))
    late = NOON + timedelta(days=5)
    page = bench.store.read_box(box, token("box"), 0, late)
    assert page.unmarked
    bench.do(MarkRead(box, page.records[-1][0]), PutLetter(box, letter("b")), now=late)
    again = late + timedelta(hours=23)
    assert bench.letters(box, now=again) == [letter("a"), letter("b")]
    bench.do(MarkRead(box, 1), now=again)
    gone = late + timedelta(hours=24)
    assert bench.letters(box, now=gone) == [letter("b")]
    bench.do(MarkRead(box, 2), Sweep(), now=gone)
    after = gone + timedelta(hours=24)
    empty = bench.store.read_box(box, token("box"), 0, after)
    assert empty == bench.store.read_box(ident("absent"), token("box"), 0, after)
    assert bench.do(Sweep(), now=after)[0].seqs == (1,)


def test_a_fleeting_letter_that_was_read_never_comes_back_when_sent_again(
    bench: Bench,
) -> None:
    """R-13: whoever did not hear that it was taken sends it once more."""
    box, sent = ident("reply"), PutLetter(ident("reply"), letter("a"))
    bench.do(OpenBox(box, hashed("box"), fleeting=True), sent, MarkRead(box, 1))
    day = timedelta(days=1)
    bench.do(Sweep(), now=NOON + day)
    for now in (NOON + day, NOON + 14 * day):
        assert bench.do(sent, Sweep(), now=now)[0].seqs == (1,)
        assert bench.letters(box, now=now) == []
    bench.do(Sweep(), now=NOON + 15 * day)
    assert bench.do(sent, now=NOON + 15 * day)[0].seqs == (2,)


def test_only_what_lies_there_unread_is_said_to_be_unread(bench: Bench) -> None:
    """R-18."""
    box, other = ident("reply"), ident("absent")
    bench.do(
        OpenBox(box, hashed("box"), fleeting=True),
        PutLetter(box, letter("read")),
        MarkRead(box, 1),
        PutLetter(box, letter("unread")),
        PutLetter(BOX, letter("elsewhere")),
    )
    asked = [(box, "unread"), (box, "read"), (box, "never"), (other, "unread")]
    named = [(place, sha256(letter(name)).digest()) for place, name in asked]
    assert bench.store.are_unread(named) == [True, False, False, False]
    assert bench.store.are_unread([(BOX, sha256(letter("elsewhere")).digest())]) == [True]


def test_letters_that_nobody_fetched_are_erased_after_ninety_days(bench: Bench) -> None:
    bench.do(PutLetter(BOX, letter("old")))
    assert bench.do(Sweep(), now=NOON + timedelta(days=90))[0].seqs == (0,)
    assert bench.do(Sweep(), now=NOON + timedelta(days=91))[0].seqs == (1,)


def test_a_chunk_counts_only_under_the_hash_of_its_bytes(bench: Bench) -> None:
    chunk = bytes(1000)
    name = sha256(chunk).digest()
    bench.do(PutChunk(token("feed"), name, chunk), PutChunk(token("feed"), name, chunk))
    assert bench.store.read_chunk(token("feed"), name) == chunk
    assert bench.code(PutChunk(token("feed"), ident("lie"), chunk)) == "chunk.id"
    with pytest.raises(NotFoundError):
        bench.store.read_chunk(token("other"), name)


def test_a_watch_that_nobody_answers_appends_all_its_notes_once(bench: Bench) -> None:
    bench.do(bench.arm())
    due = NOON + timedelta(hours=1)
    assert bench.do(FireWatches(10), now=due - timedelta(seconds=1))[0].seqs == (0,)
    fired = bench.do(FireWatches(10), now=due)[0]
    assert fired == Done((1,), fired.news)
    assert set(fired.news) == {BOX, DESK}
    assert bench.do(FireWatches(10), now=due)[0].seqs == (0,)
    assert bench.letters() == [letter("silence a")]
    assert bench.letters(DESK, "desk") == [letter("silence b")]
    standing = bench.store.read_watch(WATCH, token("feed"))
    assert (standing.state, standing.late) == ("fired", None)


def test_a_check_in_is_stored_with_its_letter_and_counts_once(bench: Bench) -> None:
    bench.do(bench.arm(opens=NOON + timedelta(minutes=10)))
    check_in = CheckInWatch(WATCH, token("well"), letter("well"))
    assert bench.code(check_in) == "watch.not_open"
    inside = NOON + timedelta(minutes=20)
    done = bench.do(check_in, check_in, now=inside)
    assert [outcome.seqs for outcome in done] == [(1,), (1,)]
    other = CheckInWatch(WATCH, token("well"), letter("other"))
    assert bench.code(other, inside) == "watch.spent"
    assert bench.letters(DESK, "desk") == [letter("well")]
    assert bench.do(FireWatches(10), now=NOON + timedelta(days=1))[0].seqs == (0,)


def test_a_check_in_at_the_deadline_or_with_a_wrong_token_is_refused(bench: Bench) -> None:
    bench.do(bench.arm())
    at_due = NOON + timedelta(hours=1)
    assert (
        bench.code(CheckInWatch(WATCH, token("well"), letter("w")), at_due) == "watch.over"
    )
    assert bench.code(CheckInWatch(WATCH, token("ill"), letter("w"))) == "relay.no_such"
    assert bench.letters(DESK, "desk") == []


def test_only_two_different_people_disarm_a_watch(bench: Bench) -> None:
    bench.do(bench.arm())
    one = DisarmWatch(WATCH, (token("one"),))
    twice = DisarmWatch(WATCH, (token("one"), token("one")))
    half = DisarmWatch(WATCH, (token("one"), token("person")))
    assert {bench.code(job) for job in (one, twice, half)} == {"relay.no_such"}
    both = DisarmWatch(WATCH, (token("one"), token("three")))
    bench.do(both, both)
    assert bench.store.read_watch(WATCH, token("feed")).state == "disarmed"
    assert bench.do(FireWatches(10), now=NOON + timedelta(days=1))[0].seqs == (0,)
    assert bench.letters() == []


def test_a_watch_is_never_extended(bench: Bench) -> None:
    bench.do(bench.arm(), bench.arm())
    assert bench.code(bench.arm(fires=NOON + timedelta(hours=2))) == "watch.exists"
    bench.do(OpenFeed(ident("other"), hashed("other")))
    assert bench.code(bench.arm(token=token("other"))) == "relay.no_such"


def test_a_note_that_was_posted_by_hand_is_there_once(bench: Bench) -> None:
    bench.do(bench.arm(), PutLetter(BOX, letter("silence a")))
    bench.do(FireWatches(10), now=NOON + timedelta(hours=1))
    assert bench.letters() == [letter("silence a")]


def test_a_watch_that_fires_after_an_outage_says_so(bench: Bench) -> None:
    bench.do(bench.arm())
    outage = Outage(NOON + timedelta(minutes=30), NOON + timedelta(hours=3))
    bench.do(FireWatches(10, outage), now=outage.to)
    assert bench.store.read_watch(WATCH, token("feed")).late == outage


def test_many_watches_fire_in_portions(bench: Bench) -> None:
    bench.do(*(bench.arm(watch=ident(f"w{n}"), notes=()) for n in range(5)))
    due = NOON + timedelta(hours=1)
    fired = [bench.do(FireWatches(2), now=due)[0].seqs[0] for _ in range(4)]
    assert fired == [2, 2, 1, 0]


def test_a_watch_with_a_note_to_no_box_is_refused(bench: Bench) -> None:
    assert bench.code(bench.arm(notes=((ident("none"), letter("n")),))) == "relay.no_such"
    assert bench.code(bench.arm(disarm_hashes=(hashed("one"),))) == "watch.terms"


def test_the_last_beat_and_the_generation_are_kept(bench: Bench) -> None:
    assert bench.store.last_alive is None
    bench.do(Beat())
    generation = bench.store.generation
    bench.reopen()
    assert (bench.store.last_alive, bench.store.generation) == (NOON, generation)


def test_a_second_handle_with_the_same_name_needs_the_same_token(bench: Bench) -> None:
    same = OpenHandle(FEED, token("feed"), HANDLE, hashed("append"))
    bench.do(same)
    other = OpenHandle(FEED, token("feed"), HANDLE, hashed("other"))
    with pytest.raises(ConflictError):
        bench.do(other)


def test_tidying_empties_the_log_and_changes_nothing_that_is_read(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store")
    store.apply([OpenFeed(FEED, hashed("feed"))], NOON)
    store.apply([OpenHandle(FEED, token("feed"), HANDLE, hashed("append"))], NOON)
    assert not store.tidy()
    names = [str(number) for number in range(4000)]
    store.apply([append(*names)], NOON)
    log = tmp_path / "store" / "relay.sqlite3-wal"
    grown = log.stat().st_size
    assert store.tidy()
    store.apply([append("while it was tidied")], NOON)
    assert not store.tidy()
    done = store.apply([append("after", *names[:100])], NOON)
    assert done[0] == Done((4002, *range(1, 101)), (FEED,))
    assert log.stat().st_size < grown + 100_000
    assert store.read_feed(FEED, token("feed"), 4000).records == [
        (4001, frame(HANDLE, "while it was tidied")),
        (4002, frame(HANDLE, "after")),
    ]
    store.close()
    assert fsck(tmp_path / "store") == []
