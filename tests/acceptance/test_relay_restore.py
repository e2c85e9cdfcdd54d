"""Backups of a relay: what a restored one tells its readers."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests import forked
from tests.relay_process import RelayProcess, frame, ident
from waystation.errors import UnavailableError
from waystation.relay import backup
from waystation.relay.fsck import fsck
from waystation.relay.store_sqlite import SqliteStore
from waystation.wire import requests
from waystation.wire.frames import read_feed

FEED, HANDLE = ident("feed"), ident("handle", 16)


def command(*options: str) -> int:
    return forked.run_on(("relay", *options), Path(os.devnull)).wait(60)


def generation(relay: RelayProcess) -> str:
    told: str = relay.call("GET", requests.RELAY_PATH).json()["generation"]
    return told


def test_a_restored_backup_has_a_new_generation_and_takes_the_lost_frames_again(
    tmp_path: Path,
) -> None:
    store, copy = tmp_path / "store", tmp_path / "copy"
    relay = RelayProcess(store)
    with relay:
        relay.make_feed(FEED, HANDLE)
        relay.append(FEED, frame(HANDLE, "1"))
        before = generation(relay)
        assert command("backup", "--directory", str(store), "--to", str(copy)) == 0
        relay.append(FEED, frame(HANDLE, "2"))
        restore = ("restore", "--directory", str(store), "--from", str(copy))
        assert command(*restore) == 3
        relay.stop()
        assert command(*restore) == 0
        assert fsck(store) == []
        relay.start()
        assert generation(relay) != before
        again = relay.append(FEED, frame(HANDLE, "1"), frame(HANDLE, "2"))
        assert again.json()["seqs"] == [1, 2]
        answer = relay.call("GET", requests.feed_path(FEED), bearer="feed")
        assert len(read_feed(answer.content)[1]) == 2


def test_a_database_put_back_by_hand_is_noticed(tmp_path: Path) -> None:
    store, copy = tmp_path / "store", tmp_path / "copy.sqlite3"
    relay = RelayProcess(store)
    with relay:
        before = generation(relay)
        relay.stop()
        shutil.copy(store / "relay.sqlite3", copy)
        relay.start()
        assert generation(relay) == before
        relay.stop()
        for name in store.glob("relay.sqlite3*"):
            name.unlink()
        shutil.copy(copy, store / "relay.sqlite3")
        relay.start()
        assert generation(relay) != before


def test_a_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "junk").write_bytes(b"junk" * 1000)
    options = ("--directory", str(tmp_path / "store"), "--from", str(tmp_path / "junk"))
    assert command("restore", *options) == 4


def test_a_full_disk_is_not_said_to_be_a_wrong_backup(tmp_path, monkeypatch) -> None:
    SqliteStore(tmp_path / "relay").close()
    backup.back_up(tmp_path / "relay", tmp_path / "copy")
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL

    def fill(*_: object) -> None:
        raise full

    with monkeypatch.context() as disk:
        disk.setattr(backup, "renew", fill)
        with pytest.raises(UnavailableError, match=r"relay\.full"):
            backup.restore(tmp_path / "there", tmp_path / "copy")
    assert not list((tmp_path / "there").glob("*.new"))
    with monkeypatch.context() as disk:
        disk.setattr(backup, "closing", fill)
        with pytest.raises(UnavailableError, match=r"relay\.full"):
            backup.back_up(tmp_path / "relay", tmp_path / "half")
    assert not (tmp_path / "half").exists()
