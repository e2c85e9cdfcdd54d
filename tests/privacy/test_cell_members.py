"""What of a cell can be read by whom: a locked desk, a captured member, who was removed."""

import sqlite3
from itertools import pairwise

from tests.cell_desks import AT, CellDesk, key_of, member, working_cell
from waystation.cell.keyring import Keyring
from waystation.cell.log import CellLog
from waystation.cell.recharter import draft_charter
from waystation.cell.store import FrameStore
from waystation.encoding import b64
from waystation.entropy import FixedEntropy
from waystation.errors import SealError
from waystation.post.vault import Vault
from waystation.seal.frame import open_frame

TEXT = "수진 at the blue house, seven bells"


def test_a_locked_desks_file_says_nothing_of_cells_members_or_entries(tmp_path):
    new, (ann, _) = working_cell("ann", "ben")
    database = sqlite3.connect(tmp_path / "desk.db", isolation_level=None)
    keyring = Keyring(Vault(database, b"k" * 32), FixedEntropy(b"desk"))
    keyring.keep(new.keys)
    log = CellLog.open(new.cell, keyring, FrameStore(database))
    for number in range(3):
        log.append("message.noted", {"text": f"{TEXT} {number}"}, at=AT, key=ann.key)
    database.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    said = [TEXT.encode(), b"message.noted", b'"author"', b'"members"', b"journey"]
    hidden = [
        new.cell,
        new.keys.writing.secret,
        ann.key.public,
        new.keys.writing.append_token,
    ]
    for raw in hidden:
        said += [raw, raw.hex().encode(), b64(raw).encode()]
    assert [text for text in said if text in stored] == []


def test_the_right_key_opens_that_file_and_another_opens_nothing(tmp_path):
    new, (ann,) = working_cell("ann")
    database = sqlite3.connect(tmp_path / "desk.db", isolation_level=None)
    keyring = Keyring(Vault(database, b"k" * 32), FixedEntropy(b"desk"))
    keyring.keep(new.keys)
    CellLog.open(new.cell, keyring, FrameStore(database)).append(
        "message.noted", {"text": TEXT}, at=AT, key=ann.key
    )
    again = Keyring(Vault(database, b"k" * 32), FixedEntropy(b"again"))
    assert len(CellLog.open(new.cell, again, FrameStore(database)).entries) == 1
    other = Keyring(Vault(database, b"x" * 32), FixedEntropy(b"again"))
    assert other.cells == {}


def test_a_captured_member_opens_exactly_the_epochs_since_joining():
    _, (ann, ben) = working_cell("ann", "ben")
    cleo = CellDesk(key_of("cleo"), FixedEntropy(b"cleo"))
    feed = [ann.write(epoch=0)]
    for number, humans in enumerate(
        (["ann", "ben", "cleo"], ["ann", "ben", "cleo"], ["ann", "ben"]), 1
    ):
        people = [member(key_of(name), name, keeper=name == "ann") for name in humans]
        known = ann.log.charter.by_key
        people = [known.get(who.key, who) for who in people]
        gone = known.keys() - {who.key for who in people}
        draft = draft_charter(
            ann.log.keys,
            "membership",
            FixedEntropy(b"%d" % number),
            members=people,
            cuts=ann.log.cuts_for(gone),
        )
        frames, grants = ann.log.recharter(draft.signed_by(ann.key), at=AT, key=ann.key)
        feed += [*frames, ann.write(epoch=number)]
        for grant in grants:
            for desk in (ben, cleo):
                if grant.key == b64(desk.key.public):
                    desk.accept(grant.to_bodies())
    assert opened(cleo, feed) == {1, 2}
    assert opened(ben, feed) == {0, 1, 2, 3}


def opened(desk: CellDesk, feed: list[bytes]) -> set[int]:
    """Try every key that the desk holds on every frame of the feed."""
    found = set()
    for keys in desk.keyring.cells.values():
        for epoch in keys.epochs.values():
            for frame in feed:
                try:
                    open_frame(epoch, frame)
                except SealError:
                    continue
                found.add(epoch.epoch)
    return found


def test_frames_say_neither_which_cell_nor_which_author():
    _, (ann, ben) = working_cell("ann", "ben")
    _, (other,) = working_cell("ann", seed=b"other")
    frames = [ann.write(text=TEXT), other.write(text=TEXT)]
    ben.read(frames[0])
    frames.append(ben.write(text=TEXT))
    assert {len(frame) for frame in frames} == {1068}
    for frame in frames:
        assert key_of("ann").public not in frame
        assert ann.log.cell not in frame
    assert frames[0][:16] == frames[2][:16] != frames[1][:16]
    assert all(one[16:] != two[16:] for one, two in pairwise(frames))
