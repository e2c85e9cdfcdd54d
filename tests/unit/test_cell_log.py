"""One cell at several desks: writing, reading, joining, leaving."""

from datetime import timedelta

import pytest

from tests.cell_desks import AT, CellDesk, ids, key_of, member, working_cell
from waystation.casework.entries import KINDS
from waystation.cell.entry import Place, write_entry
from waystation.cell.recharter import draft_charter
from waystation.cell.standing import APPROVALS
from waystation.encoding import b64
from waystation.entropy import FixedEntropy
from waystation.errors import NotPermittedError, UnavailableError
from waystation.seal.frame import seal_frame


def test_two_desks_fold_the_same_entries_in_the_same_order():
    _, (ann, ben) = working_cell("ann", "ben")
    first = ann.write(text="안녕")
    ben.read(first)
    second = ben.write(text="hello")
    third = ann.write(text="not seen by ben yet")
    ann.read(second)
    ben.read(third)
    assert ids(ann.log) == ids(ben.log)
    assert len(ann.log.entries) == 3
    assert ann.log.entries[0].human == "ann"


def test_an_entry_knows_what_its_author_had_seen():
    _, (ann, ben) = working_cell("ann", "ben")
    ben.read(ann.write(n=1))
    ann.read(ben.write(n=2))
    ann.write(n=3)
    one, two, three = ann.log.entries
    assert two.clock[one.stream] == 1
    assert dict(three.clock) == {one.stream: 2, two.stream: 1}
    assert two.stream not in one.clock


def test_the_same_frame_again_changes_nothing():
    _, (ann, ben) = working_cell("ann", "ben")
    frame = ann.write(n=1)
    assert len(ben.read(frame, frame).new) == 1
    again = ben.read(frame)
    assert (again.new, again.set_aside) == ([], ())


def test_a_cell_is_the_same_after_the_desk_was_started_again():
    _, (ann,) = working_cell("ann")
    for number in range(5):
        ann.write(n=number)
    again = ann.reopened()
    assert ids(again) == ids(ann.log)
    assert again.problems == ()


def test_a_body_is_kept_as_it_was_written():
    _, (ann,) = working_cell("ann")
    ann.write(text="한국어", number=1)
    assert ann.log.entries[0].body == '{"text":"한국어","number":1}'.encode()


def test_who_joins_reads_from_then_on_and_nothing_before():
    _, (ann, ben) = working_cell("ann", "ben")
    old = ann.write(n=1)
    cleo = CellDesk(key_of("cleo"), FixedEntropy(b"cleo"))
    frames, grants = admit(ann, cleo)
    frames.append(ann.write(n=2))
    for grant in grants:
        if grant.key == b64(cleo.key.public):
            cleo.accept(grant.to_bodies())
        if grant.key == b64(ben.key.public):
            ben.accept(grant.to_bodies())
    cleo.open(ann.log.cell)
    cleo.read(old, *frames)
    ben.read(old, *frames)
    assert [entry.body for entry in cleo.log.entries] == [b'{"n":2}']
    assert [entry.body for entry in ben.log.entries] == [b'{"n":1}', b'{"n":2}']
    ann.read(cleo.write(n=3))
    assert ann.log.entries[-1].human == "cleo"
    assert cleo.log.gaps == ()


def test_c8_who_saw_whom_does_not_depend_on_what_the_clocks_of_two_desks_say():
    _, (ann, ben) = working_cell("ann", "ben")
    hold = ann.write("hold.placed", at=AT, n=1)
    lift = ben.write("hold.lift_approved", at=AT + timedelta(days=1), n=2)
    ann.read(lift)
    ben.read(hold)
    after = ben.write("hold.lift_approved", at=AT - timedelta(days=1), n=3)
    ann.read(after)
    for log in (ann.log, ben.log):
        by_body = {entry.body: entry for entry in log.entries}
        one, two, three = (by_body[b'{"n":%d}' % n] for n in (1, 2, 3))
        assert two.clock.get(one.stream, 0) < one.seq
        assert one.clock.get(two.stream, 0) < two.seq
        assert three.clock[one.stream] == one.seq


def test_who_claims_to_have_seen_what_is_not_written_yet_makes_nobody_fork():
    _, (ann, ben) = working_cell("ann", "ben")
    ben.read(ann.write(n=1))
    stream = ann.log.entries[0].stream
    lie = write_entry(
        ben.log.cell, ben.key, Place(b"liarliar", 1, "", {stream: 99}), "x.y", {}, AT
    )
    ann.read(seal_frame(ben.log.keys.writing, lie))
    frames = [ann.write(n=2), ann.write(n=3)]
    assert ann.log.written.seq == 3
    ben.read(*frames)
    assert [entry.seq for entry in ben.log.entries if entry.human == "ann"] == [1, 2, 3]
    assert ann.log.forks == ben.log.forks == ()


def test_after_a_gap_a_desk_still_writes_and_says_only_what_it_has_seen():
    _, (ann, ben) = working_cell("ann", "ben")
    frames = [ann.write(n=number) for number in range(4)]
    ben.read(frames[0], frames[3])
    ben.write("alarm.raised", n=9)
    written = ben.log.written
    assert written.clock[ann.log.entries[0].stream] == 1
    assert written in ben.log.entries
    ben.read(*frames[1:3])
    assert len(ben.log.entries) == 5
    assert ben.log.problems == ()


@pytest.mark.parametrize("kind", sorted(APPROVALS))
def test_c5_whoever_agrees_after_a_gap_is_not_counted_before_it_is_filled(kind):
    _, (ann, ben) = working_cell("ann", "ben")
    missing, agreed = ann.write(n=1), ann.write(kind, n=2)
    ben.read(agreed)
    assert kind not in {entry.kind for entry in ben.log.entries}
    ben.read(missing)
    assert kind in {entry.kind for entry in ben.log.entries}


def test_c5_every_kind_that_waits_is_one_of_casework():
    assert KINDS.keys() >= APPROVALS


def test_who_is_no_member_writes_nothing():
    _, (ann,) = working_cell("ann")
    with pytest.raises(NotPermittedError):
        ann.log.append("message.noted", {}, at=AT, key=key_of("mallory"))


def test_nothing_has_changed_when_the_store_does_not_take_an_entry():
    _, (ann, ben) = working_cell("ann", "ben")
    ben.read(ann.write(n=1))
    ann.frames.failing = True
    with pytest.raises(UnavailableError):
        ann.write(n=2)
    ann.frames.failing = False
    ben.read(ann.write(n=3))
    assert [entry.seq for entry in ben.log.entries] == [1, 2]
    assert ben.log.problems == ()


def admit(keeper: CellDesk, new: CellDesk):
    log = keeper.log
    draft = draft_charter(
        log.keys,
        "membership",
        FixedEntropy(b"admit"),
        members=[*log.members, member(new.key, "cleo")],
    )
    return log.recharter(draft.signed_by(keeper.key), at=AT, key=keeper.key)
