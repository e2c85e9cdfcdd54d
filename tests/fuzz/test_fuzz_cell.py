"""Whatever bytes arrive, and in whatever order: readers agree, and nothing else escapes."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cell_desks import AT, CellDesk, MemoryFrames, ids, working_cell
from waystation.cell.charter import SignedCharter, read_charter
from waystation.cell.entry import Entry, Envelopes, Place, hash_text, write_entry
from waystation.cell.grant import Grant
from waystation.cell.log import CellLog
from waystation.encoding import b64
from waystation.errors import FormatError, SealError
from waystation.seal.frame import seal_frame

NAMES = ("ann", "ben", "cleo")
KINDS = ("message.noted", "alarm.raised", "approval.given")
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)

# What each of three desks does in turn: write, or read some of what others wrote.
ACTS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(("write", "read")), st.integers(0, 99)),
    max_size=40,
)


def play(acts: list[tuple[int, str, int]]) -> tuple[list[CellDesk], list[bytes]]:
    _, desks = working_cell(*NAMES)
    feed: list[bytes] = []
    for who, act, number in acts:
        if act == "write":
            feed.append(desks[who].write(KINDS[number % 3], n=number))
        else:
            # A desk that was offline gets some of it, in this order, some of it twice.
            some = feed[number % 7 :] + feed[: number % 5]
            desks[who].read(*some)
    return desks, feed


def fresh(desk: CellDesk) -> CellLog:
    return CellLog(desk.log.keys, desk.keyring, MemoryFrames())


def state(log: CellLog) -> Any:
    return (
        [(entry.id, entry.lamport, dict(entry.clock)) for entry in log.entries],
        sorted((why, entry.id) for entry, why in log.shown),
        log.gaps,
        log.forks,
    )


@settings(max_examples=60, deadline=None)
@given(ACTS, st.randoms(use_true_random=False))
def test_desks_that_merge_in_any_order_fold_the_same(acts, random) -> None:
    desks, feed = play(acts)
    for desk in desks:
        order = [*feed, *feed[::2]]
        random.shuffle(order)
        for frame in order:
            desk.read(frame)
    first = state(desks[0].log)
    assert all(state(desk.log) == first for desk in desks)
    assert desks[0].log.problems == ()
    assert len(desks[0].log.entries) == len(feed)


@settings(max_examples=60, deadline=None)
@given(ACTS, st.data())
def test_what_a_reader_has_depends_on_what_it_holds_and_not_on_the_order(
    acts, data
) -> None:
    desks, feed = play(acts)
    held = [frame for frame in feed if data.draw(st.booleans())]
    one, two = fresh(desks[0]), fresh(desks[1])
    one.ingest(enumerate(held, 1))
    for frame in data.draw(st.permutations(held)):
        two.ingest([(1, frame)])
    assert state(one) == state(two)


@settings(max_examples=60, deadline=None)
@given(ACTS)
def test_clocks_are_those_of_a_search_through_all_ancestors(acts) -> None:
    desks, feed = play(acts)
    log = fresh(desks[0])
    log.ingest(enumerate(feed, 1))
    by_place = {(entry.stream, entry.seq): entry for entry in log.entries}
    for entry in log.entries:
        past = ancestors(entry, by_place)
        expected: dict[str, int] = {}
        for stream, seq in past:
            expected[stream] = max(seq, expected.get(stream, 0))
        assert dict(entry.clock) == expected
        assert len(entry.clock) == len(expected)
        assert all(
            by_place[place].lamport < entry.lamport
            for place in past
            if by_place[place] is not entry
        )


def ancestors(entry: Entry, by_place: dict[tuple[str, int], Entry]) -> set[tuple[str, int]]:
    found: set[tuple[str, int]] = set()
    todo = [(entry.stream, entry.seq)]
    while todo:
        place = todo.pop()
        if place in found or not place[1]:
            continue
        found.add(place)
        todo += json.loads(by_place[place].raw[64:])["seen"].items()
        todo.append((place[0], place[1] - 1))
    return found


@settings(max_examples=40, deadline=None)
@given(ACTS, st.data())
def test_a_hostile_relay_makes_nothing_wrong_and_loses_nothing(acts, data) -> None:
    desks, feed = play(acts)
    reader = fresh(desks[0])
    right = {entry.id for entry in _all_entries(desks, feed)}
    for frame in feed:
        act = data.draw(st.sampled_from(("give", "drop", "double", "flip", "cut", "junk")))
        if act == "drop":
            continue
        if act == "flip":
            place = data.draw(st.integers(0, len(frame) - 1))
            bad = frame[:place] + bytes([frame[place] ^ 1]) + frame[place + 1 :]
            reader.ingest([(1, bad)])
        elif act == "cut":
            reader.ingest([(1, frame[: data.draw(st.integers(0, len(frame) - 1))])])
        elif act == "junk":
            reader.ingest([(1, frame[:16] + data.draw(st.binary(max_size=1100)))])
        else:
            reader.ingest([(1, frame)] * (2 if act == "double" else 1))
    assert set(ids(reader)) <= right
    reader.ingest(enumerate(feed, 1))
    assert state(reader) == state(_reading(desks[1], feed))
    assert set(ids(reader)) == right


# Of a member who lies: who writes, after which of the own entries (or none that there is),
# having seen how far another, of what kind.
LIES = st.lists(
    st.tuples(st.integers(0, 1), st.integers(-1, 7), st.integers(0, 6), st.integers(0, 2)),
    min_size=1,
    max_size=12,
)


def lied(desks: list[CellDesk], lies: list[tuple[int, int, int, int]]) -> list[bytes]:
    epoch = desks[0].log.keys.writing
    instance = b"liarliar"
    streams = [f"{b64(desk.key.public)}.{b64(instance)}" for desk in desks]
    own: list[list[tuple[int, str]]] = [[], []]
    frames = []
    for number, (who, after, saw, kind) in enumerate(lies):
        seq, prev = 1, ""
        if after >= 0:
            chosen = own[who][after] if after < len(own[who]) else (after, "A" * 43)
            seq, prev = chosen[0] + 1, chosen[1]
            prev = prev if seq > 1 else ""
        seen = {streams[1 - who]: saw} if saw else {}
        place = Place(instance, seq, prev, seen)
        key, body = desks[who].key, {"n": number}
        signed = write_entry(desks[0].log.cell, key, place, KINDS[kind], body, AT)
        own[who].append((seq, hash_text(signed[64:])))
        frames.append(seal_frame(epoch, signed))
    return frames


@settings(max_examples=150, deadline=None)
@given(LIES, st.data())
def test_members_who_lie_are_read_the_same_by_all_whatever_the_order(lies, data) -> None:
    _, desks = working_cell("ann", "ben")
    frames = lied(desks, lies)
    one, two = fresh(desks[0]), fresh(desks[1])
    one.ingest(enumerate(frames, 1))
    for frame in data.draw(st.permutations(frames)):
        two.ingest([(1, frame)])
    assert state(one) == state(two)
    assert len(one.entries) + len(one.shown) == len(set(frames))


# Of three who may fork: who writes, how far back from the own newest entry, and how
# far back of what the two others have.
FORKS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from((0, 0, 0, 0, 1, 2)),
        st.tuples(st.integers(0, 3), st.integers(0, 3)),
    ),
    min_size=2,
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(FORKS, st.randoms(use_true_random=False))
def test_clocks_are_right_beside_forks_and_for_whom_the_author_did_not_name(
    script, random
) -> None:
    _, desks = working_cell(*NAMES)
    epoch, instance = desks[0].log.keys.writing, b"instance"
    streams = [f"{b64(desk.key.public)}.{b64(instance)}" for desk in desks]
    written: list[list[tuple[int, str]]] = [[], [], []]
    frames, parents = [], {}
    for number, (who, back, saw) in enumerate(script):
        own = written[who]
        seq, prev = own[-1 - back] if back < len(own) else (0, "")
        others = [one for one in range(3) if one != who]
        seen = {
            streams[one]: newest - less
            for one, less in zip(others, saw, strict=True)
            if (newest := max((at for at, _ in written[one]), default=0)) > less
        }
        place = Place(instance, seq + 1, prev, seen)
        key = desks[who].key
        signed = write_entry(desks[0].log.cell, key, place, "x.y", {"n": number}, AT)
        found = hash_text(signed[64:])
        own.append((seq + 1, found))
        parents[found] = (streams[who], seq + 1, prev, seen)
        frames.append(seal_frame(epoch, signed))
    random.shuffle(frames)
    log = fresh(desks[0])
    for start in range(0, len(frames), 5):
        log.ingest(enumerate(frames[start : start + 5], 1))
    forks = _forks(parents)
    assert {fork.stream: fork.seq for fork in log.forks} == forks
    assert len(log.entries) == len(parents)
    for entry in log.entries:
        assert dict(entry.clock) == _clock(entry.id, parents, forks)


Parents = dict[str, tuple[str, int, str, dict[str, int]]]


def _forks(parents: Parents) -> dict[str, int]:
    found: dict[str, int] = {}
    for one, (stream, seq, _, _) in parents.items():
        twins = [
            other
            for other, at in parents.items()
            if at[:2] == (stream, seq) and other != one
        ]
        if twins:
            found[stream] = min(seq, found.get(stream, seq))
    return found


def _clock(one: str, parents: Parents, forks: dict[str, int]) -> dict[str, int]:
    stream, seq, prev, seen = parents[one]
    clock = dict(_clock(prev, parents, forks)) if prev else {}
    for other, claimed in seen.items():
        # Beyond a fork nobody can say which of the two was seen.
        to = min(claimed, forks.get(other, claimed + 1) - 1)
        if to:
            target = next(id for id, at in parents.items() if at[:2] == (other, to))
            for name, known in {**_clock(target, parents, forks), other: to}.items():
                clock[name] = max(known, clock.get(name, 0))
    return {**clock, stream: seq}


def _reading(desk: CellDesk, feed: list[bytes]) -> CellLog:
    log = fresh(desk)
    log.ingest(enumerate(feed, 1))
    return log


def _all_entries(desks: list[CellDesk], feed: list[bytes]) -> list[Entry]:
    return _reading(desks[2], feed).entries


@given(st.binary(max_size=400))
def test_nothing_but_our_errors_escapes_the_reading_of_an_entry(raw) -> None:
    try:
        Envelopes().read(raw, 0)
    except (FormatError, SealError):
        return


@settings(max_examples=200)
@given(st.data())
def test_nothing_but_our_errors_escapes_a_changed_entry(data) -> None:
    _, (ann,) = working_cell("ann")
    ann.log.append("message.noted", {"text": "글"}, at=AT, key=ann.key)
    raw = bytearray(ann.log.entries[0].raw)
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(64, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = Envelopes().read(bytes(raw), 0)
    except (FormatError, SealError):
        return
    assert found.raw == bytes(raw)


@given(st.binary(max_size=400))
def test_nothing_but_our_errors_escapes_the_reading_of_a_charter(raw) -> None:
    try:
        read_charter(raw)
    except FormatError:
        return


@given(JSON)
def test_nothing_but_our_errors_escapes_the_reading_of_a_grant(body) -> None:
    for read in (lambda: Grant.from_body(body, ""), lambda: SignedCharter.from_body(body)):
        try:
            read()
        except (FormatError, SealError):
            continue


@settings(max_examples=200)
@given(st.data())
def test_nothing_but_our_errors_escapes_a_changed_charter(data) -> None:
    _, (ann,) = working_cell("ann")
    raw = bytearray(ann.log.keys.book.latest.raw)
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        SignedCharter.read(bytes(raw), {})
    except FormatError:
        return
