"""The store of frames when the disk is full, the process dies or the file was changed."""

import sqlite3

import pytest

from tests.cell_desks import CellDesk, ids, key_of, sqlite_frames, working_cell
from waystation.cell.fsck import fsck
from waystation.cell.keyring import Keyring
from waystation.cell.log import CellLog
from waystation.cell.store import FrameStore
from waystation.entropy import FixedEntropy
from waystation.errors import LogIntegrityError, UnavailableError

GENERATION, OTHER = b"g" * 16, b"h" * 16


def on_disk(tmp_path) -> tuple[CellDesk, str]:
    _, (ann,) = working_cell("ann")
    path = str(tmp_path / "desk.db")
    ann.frames = sqlite_frames(path)
    ann.open(ann.log.cell)
    return ann, path


def test_what_was_written_is_there_after_the_process_died(tmp_path):
    ann, path = on_disk(tmp_path)
    frames = [ann.write(n=number) for number in range(3)]
    again = sqlite_frames(path)
    log = CellLog.open(ann.log.cell, ann.keyring, again)
    assert ids(log) == ids(ann.log)
    assert [frame for _, frame in again.unsent()] == frames


def test_a_full_disk_refuses_an_entry_and_the_chain_goes_on_when_there_is_room(tmp_path):
    ann, path = on_disk(tmp_path)
    ann.write(n=0)
    database = ann.frames._database
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    database.execute(f"PRAGMA max_page_count = {pages}")
    written = _write_until_refused(ann)
    assert len(ann.log.entries) == written + 1
    database.execute("PRAGMA max_page_count = 100000")
    ann.write(n=1)
    log = CellLog.open(ann.log.cell, ann.keyring, sqlite_frames(path))
    assert [entry.seq for entry in log.entries] == [*range(1, written + 3)]
    assert fsck(sqlite_frames(path), ann.keyring) == []


def test_an_act_whose_transaction_was_rolled_back_leaves_no_gap(tmp_path):
    ann, _ = on_disk(tmp_path)
    ann.write(n=0)
    with pytest.raises(RuntimeError):
        _write_and_roll_back(ann)
    ann.write(n=2)
    assert [entry.body for entry in ann.log.entries] == [b'{"n":0}', b'{"n":2}']
    assert [entry.seq for entry in ann.log.entries] == [1, 2]


def test_a_store_put_back_from_a_backup_starts_new_chains(tmp_path):
    ann, _ = on_disk(tmp_path)
    ann.write(n=0)
    backup = (tmp_path / "desk.db").read_bytes()
    later = ann.write(n=1)
    (tmp_path / "old.db").write_bytes(backup)
    old = CellDesk(
        key_of("ann"), FixedEntropy(b"restored"), sqlite_frames(f"{tmp_path}/old.db")
    )
    old.vault.kept = ann.vault.kept.copy()
    old.keyring = Keyring(old.vault, FixedEntropy(b"restored"))
    old.open(ann.log.cell)
    written = old.write(n=2)
    old.read(later)
    ann.read(written)
    assert ann.log.forks == old.log.forks == ()
    assert sorted(ids(ann.log)) == sorted(ids(old.log))


def test_our_own_entries_from_elsewhere_are_noticed_and_a_new_chain_begins(tmp_path):
    ann, _ = on_disk(tmp_path)
    first = ann.write(n=0)
    _, (twin,) = working_cell("ann")
    twin.vault.kept = ann.vault.kept.copy()
    twin.keyring = Keyring(twin.vault, FixedEntropy(b"twin"))
    twin.keyring.instance = ann.keyring.instance
    twin.frames.save(first)
    twin.open(ann.log.cell)
    second = ann.write(n=1)
    twin.write(n=2)
    found = twin.read(second)
    assert "store.restored" in [problem.code for problem in found.set_aside]
    assert twin.keyring.instance != ann.keyring.instance
    twin.write(n=3)
    assert len({entry.stream for entry in twin.log.entries}) == 2


def test_what_was_read_before_the_store_failed_is_read_again():
    _, (ann, ben) = working_cell("ann", "ben")
    for number in range(3):
        ben.frames.save(ann.write(n=number))
    whole = ben.frames.frames

    def breaks(handle: bytes, after: int = 0):
        yield next(whole(handle, after))
        raise UnavailableError("store.failed", "the store cannot be used")

    ben.frames.frames = breaks
    with pytest.raises(UnavailableError):
        ben.log.refresh()
    ben.frames.frames = whole
    assert len(ben.log.refresh().new) == 3


def test_the_same_frame_is_kept_once_and_acknowledged_by_the_feed():
    store = sqlite_frames()
    position = store.save(b"f" * 1068)
    assert store.save(b"f" * 1068) == position
    assert not store.receive(GENERATION, [(1, b"f" * 1068)], 1)
    assert store.unsent() == []
    assert store.feed() == (GENERATION, 1)


def test_what_was_seen_does_not_vanish_when_the_relay_is_rolled_back():
    store = sqlite_frames()
    frames = [bytes([n]) * 1068 for n in range(3)]
    store.receive(GENERATION, list(enumerate(frames, 1)), 3)
    with pytest.raises(LogIntegrityError, match=r"feed\.rolled_back"):
        store.receive(GENERATION, [], 2)
    with pytest.raises(LogIntegrityError, match=r"feed\.swapped"):
        store.receive(GENERATION, [(2, b"x" * 1068)], 3)
    assert store.last_position == 3
    assert store.receive(OTHER, [(1, frames[2])], 1)
    kept = [frame for n in range(3) for _, frame in store.frames(bytes([n]) * 16)]
    assert kept == frames


def test_a_batch_is_kept_whole_or_not_at_all():
    store = sqlite_frames()
    store.receive(GENERATION, [(1, b"a" * 1068)], 1)
    with pytest.raises(LogIntegrityError):
        store.receive(GENERATION, [(2, b"b" * 1068), (1, b"c" * 1068)], 2)
    assert store.last_position == 1


def test_fsck_finds_a_changed_frame_without_any_key(tmp_path):
    ann, path = on_disk(tmp_path)
    ann.write(n=0)
    ann.write(n=1)
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("UPDATE cell_frames SET frame = zeroblob(1068) WHERE position = 1")
    locked = fsck(FrameStore(raw))
    assert [problem.code for problem in locked] == ["store.frame_changed"]
    codes = {problem.code for problem in fsck(FrameStore(raw), ann.keyring)}
    assert codes == {"store.frame_changed", "frame.unknown", "cell.gap"}


def test_fsck_finds_nothing_wrong_with_a_good_store(tmp_path):
    ann, path = on_disk(tmp_path)
    ann.write(n=0)
    assert fsck(sqlite_frames(path), ann.keyring) == []


def test_a_store_that_cannot_be_read_says_so():
    database = sqlite3.connect(":memory:", isolation_level=None)
    store = FrameStore(database)
    database.close()
    with pytest.raises(UnavailableError):
        store.unsent()


def _write_until_refused(desk: CellDesk) -> int:
    for written in range(50):
        try:
            desk.write(text="x" * 600)
        except UnavailableError:
            return written
    raise AssertionError("the disk was never full")


def _write_and_roll_back(desk: CellDesk) -> None:
    with desk.frames.transaction():
        desk.write(n=1)
        raise RuntimeError
