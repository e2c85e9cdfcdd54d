"""Writes the vectors of spec/cell.md: `python spec/vectors/generate_cell.py`.

Nothing here is random: a test writes them again and compares.
"""

from collections.abc import Iterable
from typing import Any

from generate_charters import charters, feeds, grants
from making import HERE, Vector, flipped, written
from making_cell import ANN, BEN, EVE, Author, member, working

from waystation.cell.entry import hash_text
from waystation.cell.keys import CellKeys
from waystation.cell.recharter import draft_charter
from waystation.encoding import b64
from waystation.entropy import FixedEntropy
from waystation.seal.epoch import EpochKeys
from waystation.seal.frame import seal_frame


def reading(
    name: str, rule: str, keys: CellKeys, frames: Iterable[bytes], **expect: Any
) -> Vector:
    """Return a vector of frames that are read one by one."""
    full = {"folded": [], "shown": [], "set_aside": [], "gaps": 0, "forks": 0, **expect}
    full["folded"] = [hash_text(signed[64:]) for signed in full["folded"]]
    full["shown"] = [[why, hash_text(signed[64:])] for why, signed in full["shown"]]
    given = {
        "op": "cell.read",
        "charters": [charter.to_body() for charter in keys.book.all],
        "secrets": [[n, b64(secret)] for n, secret in sorted(keys.secrets.items())],
        "frames": [b64(frame) for frame in frames],
    }
    return {"name": name, "rule": rule, "spec": "cell.md", "input": given, "expect": full}


def entries() -> list[Vector]:
    """Return the vectors of frames and entries."""
    keys = working()
    epoch = keys.writing
    ann, ben = Author(keys, ANN), Author(keys, BEN)
    one = ann.write(text="안녕")
    two = ben.write(seen={ann.stream: 1}, text="두 번째")
    three = ann.write(seen={ben.stream: 1}, text="third")
    sealed = [seal_frame(epoch, signed) for signed in (one, two, three)]
    other = working(bytes(16))
    foreign = Author(other, ANN).write(text="elsewhere")
    outside = Author(keys, EVE).write(text="no member")
    wrong_epoch = EpochKeys.derive(epoch.secret, keys.cell, 1)
    newer = ann.again(1, "").write(text="x").replace(b'{"v":1,', b'{"v":2,')
    newer = ANN.sign(b"waystation/v1/entry\0" + keys.cell + newer[64:]) + newer[64:]
    spaced = one[:64] + one[64:].replace(b'"seq":1', b'"seq": 1')
    unknown = ann.again(1, "").write("weather.noted", sky="clear")
    padded = one + b"\x80" + b"\0" * (1023 - len(one))
    bad = keys.writing.cipher.encrypt(
        b"n" * 12, padded.replace(b"\x80", b"\0"), epoch.associated[1068]
    )
    forged = one[:64] + two[64:]
    return [
        reading("three entries by two", "C-4", keys, sealed, folded=[one, two, three]),
        reading(
            "three entries in another order", "C-4", keys, sealed[::-1],
            folded=[one, two, three],
        ),
        reading("replay", "C-4", keys, [sealed[0], sealed[0]], folded=[one]),
        reading(
            "flipped bit", "K-2", keys, [flipped(sealed[0], 100)],
            set_aside=["seal.refused"],
        ),
        reading(
            "truncated frame", "K-2", keys, [sealed[0][:-1]], set_aside=["frame.size"]
        ),
        reading(
            "oversize frame", "K-2", keys, [sealed[0] + b"0"], set_aside=["frame.size"]
        ),
        reading(
            "bad padding", "K-2", keys, [epoch.handle + b"n" * 12 + bad],
            set_aside=["padding.mark"],
        ),
        reading(
            "wrong epoch", "K-2", keys, [seal_frame(wrong_epoch, one)],
            set_aside=["seal.refused"],
        ),
        reading(
            "entry of another cell sealed into this one", "K-3", keys,
            [seal_frame(epoch, foreign)], set_aside=["entry.signature"],
        ),
        reading(
            "frame of another cell under this handle", "K-2", keys,
            [epoch.handle + seal_frame(other.writing, foreign)[16:]],
            set_aside=["seal.refused"],
        ),
        reading(
            "wrong author", "C-5", keys, [seal_frame(epoch, outside)],
            set_aside=["entry.author"],
        ),
        reading(
            "signature of another entry", "C-5", keys, [seal_frame(epoch, forged)],
            set_aside=["entry.signature"],
        ),
        reading(
            "truncated entry", "C-4", keys, [seal_frame(epoch, one[:-1])],
            set_aside=["entry.form"],
        ),
        reading(
            "another spelling of an entry", "C-4", keys, [seal_frame(epoch, spaced)],
            set_aside=["entry.form"],
        ),
        reading(
            "future version", "C-4", keys, [seal_frame(epoch, newer)],
            set_aside=["entry.version"],
        ),
        reading(
            "unknown kind", "C-4", keys, [seal_frame(epoch, unknown)], folded=[unknown]
        ),
    ]  # fmt: skip


def chains() -> list[Vector]:
    """Return the vectors of chains: gaps, forks, walking back, circles, cuts."""
    keys = working()
    ann, ben = Author(keys, ANN), Author(keys, BEN)
    one, two, three = ann.write(n=1), ann.write(n=2), ann.write(n=3)
    alarm, approval = ann.write("alarm.raised", n=4), ann.write("approval.given", act="x")
    twin = ann.again(2, hash_text(one[64:])).write(n="twin")
    after_fork = ann.again(3, hash_text(two[64:])).write("approval.given", act="x")
    first_zero = bytes(64) + one[64:]
    last_zero = bytes(64) + two[64:]
    broken = ann.again(2, hash_text(b"nothing")).write(n="broken")
    future = ben.write(seen={ann.stream: 9}, n=1)
    ann_circle = Author(keys, ANN, b"circle..")
    ben_circle = Author(keys, BEN, b"circle..")
    loop_a = ann_circle.write(seen={ben_circle.stream: 1}, n="a")
    loop_b = ben_circle.write(seen={ann_circle.stream: 1}, n="b")
    cut_keys, kept, late = _cut()

    def of(name: str, rule: str, signed: list[bytes], **expect: Any) -> Vector:
        frames = [seal_frame(keys.writing, each) for each in signed]
        return reading(name, rule, keys, frames, **expect)

    order = sorted(
        [loop_a, loop_b], key=lambda signed: _circle_order(signed, loop_a, loop_b)
    )
    return [
        of(
            "only the newest signature is good", "C-5", [two, first_zero],
            folded=[one, two],
        ),
        of(
            "the newest signature is bad: walk back", "C-5", [one, last_zero],
            folded=[one], set_aside=["entry.signature"],
        ),
        of(
            "gap: an alarm takes effect, an approval waits", "C-5",
            [one, alarm, approval], folded=[one, alarm], shown=[["gap", approval]], gaps=1,
        ),
        of(
            "gap that is filled", "C-5", [one, alarm, approval, three, two],
            folded=[one, two, three, alarm, approval],
        ),
        of(
            "fork: both kept, later approvals void", "C-7", [one, two, after_fork, twin],
            folded=[one, *sorted([two, twin], key=lambda each: hash_text(each[64:]))],
            shown=[["forked", after_fork]], forks=1,
        ),
        of(
            "broken prev", "C-7", [one, broken], folded=[one, broken], forks=1,
        ),
        of(
            "seen points to what is not here", "C-4", [one, future],
            folded=[one, future], gaps=1,
        ),
        of("two claim to have seen each other", "C-4", [loop_a, loop_b], folded=order),
        reading(
            "entry after a cut", "C-6", cut_keys,
            [seal_frame(cut_keys.epochs[0], each) for each in (kept, late)],
            folded=[kept], shown=[["cut", late]],
        ),
    ]  # fmt: skip


def _circle_order(signed: bytes, loop_a: bytes, loop_b: bytes) -> int:
    # The stream that sorts first is passed over and so comes first.
    first = loop_a if b64(ANN.public) < b64(BEN.public) else loop_b
    return 0 if signed is first else 1


def _cut() -> tuple[CellKeys, bytes, bytes]:
    keys = working()
    ben = Author(keys, BEN)
    kept = ben.write(n=1)
    cuts = {ben.stream: (1, hash_text(kept[64:]))}
    late = ben.write(n=2)
    people = [member(ANN, "ann", keeper=True)]
    draft = draft_charter(keys, "membership", FixedEntropy(b"c"), members=people, cuts=cuts)
    draft = draft.signed_by(ANN)
    keys.add_charter(draft.charter)
    keys.add_secret(1, draft.secret)
    return keys, kept, late


def vectors() -> list[Vector]:
    """Return all."""
    return [*entries(), *chains(), *charters(), *grants(), *feeds()]


FILES = {"cell.json": vectors}

if __name__ == "__main__":
    for file_name, make in FILES.items():
        (HERE / file_name).write_text(written(make()), encoding="utf-8")
