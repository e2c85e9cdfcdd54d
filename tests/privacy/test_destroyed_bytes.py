"""What a desk destroyed is in none of its files, also where it was killed meanwhile."""

import shutil

from waystation.desk.store import Store
from waystation.seal.identity import Identity

ME = Identity.from_seed(b"a member of the staff".ljust(32, b"."))
SAID = b"the blue door"


def files(directory):
    every = [one for one in directory.rglob("*") if one.is_file()]
    return b"".join(one.read_bytes() for one in every)


def kept(directory):
    """Return a store that keeps a secret, and how that lies in its files."""
    directory.mkdir()
    store = Store(directory, ME)
    with store.transaction():
        store.vault.put("shelf", "name", SAID)
    store.overwrite()
    (sealed,) = store.database.execute("SELECT sealed FROM vault").fetchone()
    return store, sealed[:200]


def test_what_was_destroyed_before_a_kill_is_gone_once_the_store_is_opened(tmp_path):
    store, sealed = kept(tmp_path / "desk")
    with store.transaction():
        store.vault.put("shelf", "other", b"written beside it, so that its page is logged")
    with store.transaction():
        store.vault.drop("shelf", "name")
    shutil.copytree(store.directory, tmp_path / "killed")  # as `kill -9` leaves it
    assert sealed in files(tmp_path / "killed")
    again = Store(tmp_path / "killed", ME)
    assert again.vault.get("shelf", "name") is None
    assert sealed not in files(again.directory)


def test_what_is_destroyed_is_gone_from_the_files_when_they_are_overwritten(tmp_path):
    store, sealed = kept(tmp_path / "desk")
    with store.transaction():
        store.vault.drop("shelf", "name")
    assert sealed in files(store.directory)
    store.overwrite()
    assert sealed not in files(store.directory)
