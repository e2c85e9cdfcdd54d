"""Charters at desks: who joins, who leaves, who signs twice, what survives a restart."""

import pytest

from tests.cell_desks import AT, CellDesk, guarded_cell, ids, key_of, member, working_cell
from waystation.casework.entries import KINDS
from waystation.cell.charter import majority
from waystation.cell.grant import PART_BYTES, Grant
from waystation.cell.keyring import Keyring
from waystation.cell.recharter import Draft, draft_cell, draft_charter, found_cell
from waystation.cell.standing import CAUTION, CAUTION_WHERE
from waystation.encoding import b64, to_json
from waystation.entropy import FixedEntropy
from waystation.errors import FormatError, LogIntegrityError, NotPermittedError
from waystation.seal.frame import seal_frame


def test_c2_a_roster_is_founded_only_by_all_its_keepers():
    keys = [key_of(name) for name in ("ann", "ben", "cleo")]
    people = [
        member(key, name, keeper=True, trustee=name == "cleo")
        for key, name in zip(keys, ("ann", "ben", "cleo"), strict=True)
    ]
    draft = draft_cell("roster", people, FixedEntropy(b"r"), guarded=True, random=bytes(16))
    with pytest.raises(NotPermittedError):
        found_cell(draft.signed_by(*keys[:2]))
    assert found_cell(draft.signed_by(*keys)).keys.book.latest.charter.n == 0


def test_c2_a_guarded_cell_has_three_or_five_keepers_and_one_trustee():
    with pytest.raises(NotPermittedError):
        guarded_cell("board", "ann", "ben")
    assert guarded_cell("board", "a", "b", "c", "d", "e")


@pytest.mark.parametrize(("humans", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3)])
def test_c2_a_majority_is_more_than_half(humans, needed):
    assert majority(humans) == needed


def test_c1_every_member_moves_to_the_new_epoch_with_its_grant():
    _, (ann, ben) = working_cell("ann", "ben")
    frames, grants = rechartered(ann, "monthly")
    assert ann.log.charter.n == 1
    ben.read(*frames)
    assert ben.log.charter.n == 1
    assert ben.log.keys.writing.epoch == 0
    take(ben, grants)
    assert ben.log.keys.writing.epoch == 1
    ann.read(ben.write(n=1))
    assert ids(ann.log) == ids(ben.log)


def test_an_entry_of_the_old_epoch_still_counts_and_can_be_sealed_again():
    _, (ann, ben) = working_cell("ann", "ben")
    ben.write(n=1)
    _, grants = rechartered(ann, "suspicion")
    take(ben, grants)
    again = seal_frame(ben.log.keys.writing, ben.log.entries[0].raw)
    ann.read(again)
    assert [(entry.human, entry.epoch) for entry in ann.log.entries] == [("ben", 1)]
    ann.read(again)
    assert len(ann.log.entries) == 1


def test_c6_what_a_removed_member_writes_later_is_shown_and_not_folded():
    _, (ann, ben, cleo) = working_cell("ann", "ben", "cleo")
    kept = ben.write(n=1)
    ann.read(kept)
    cleo.read(kept)
    leaving = {b64(ben.key.public)}
    frames, grants = rechartered(
        ann,
        "membership",
        members=[who for who in ann.log.members if who.key not in leaving],
        cuts=ann.log.cuts_for(leaving),
    )
    late = ben.write(n=2)
    cleo.read(late)
    assert len(cleo.log.entries) == 2
    take(cleo, grants)
    found = cleo.read(*frames)
    assert found.changed_from == 0
    ann.read(late)
    for desk in (ann, cleo):
        assert [entry.body for entry in desk.log.entries] == [b'{"n":1}']
        assert [why for _, why in desk.log.shown] == ["cut"]
    assert all(grant.key != b64(ben.key.public) for grant in grants)
    ben.read(*frames)
    with pytest.raises(NotPermittedError):
        ben.write(n=3)


@pytest.mark.parametrize(
    ("kind", "body", "folded"),
    [
        ("alarm.raised", {}, True),
        ("hold.placed", {}, True),
        ("journey.stopped", {}, True),
        ("consent.withdrawn", {}, True),
        ("letter.quoted", {}, True),
        ("check_in.received", {"wellness": "under_duress"}, True),
        ("check_in.received", {"wellness": "well"}, False),
        ("journey.decided", {"decision": "no_go"}, True),
        ("journey.decided", {"decision": "go"}, False),
        ("board.marked", {}, True),
        ("board.marked", {"over": True}, False),
        ("alarm.closed", {}, False),
        ("hold.lift_approved", {}, False),
        ("approval.given", {}, False),
        ("consent.given", {}, False),
        ("weather.noted", {}, False),
    ],
)
def test_c6_a_keeper_who_cuts_everything_silences_nothing_that_asks_for_care(
    kind, body, folded
):
    _, (ann, ben, cleo) = working_cell("ann", "ben", "cleo")
    frame = ben.write(kind, **body)
    assert cleo.read(frame).new
    staying = [who for who in ann.log.members if who.human != "ben"]
    frames, grants = rechartered(ann, "membership", members=staying)
    take(cleo, grants)
    cleo.read(*frames)
    ann.read(frame)  # one that comes after the cut counts for as much
    for desk in (ann, cleo):
        assert [entry.kind for entry in desk.log.entries] == [kind] * folded
        assert [why for _, why in desk.log.shown] == ["cut"]


def test_c6_every_kind_that_no_cut_takes_away_is_one():
    assert {*CAUTION, *CAUTION_WHERE} <= KINDS.keys()


def test_c6_a_grant_alone_tells_that_somebody_left():
    _, (ann, ben, cleo) = working_cell("ann", "ben", "cleo")
    frame = ben.write(n=1)
    cleo.read(frame)
    staying = [who for who in ann.log.members if who.human != "ben"]
    _, grants = rechartered(ann, "membership", members=staying)
    take(cleo, grants)
    assert cleo.read().changed_from == 0
    assert cleo.log.entries == []


def test_c2_two_charters_signed_by_one_keeper_stop_writing_until_resolved():
    _, (ann, ben, cleo) = guarded_cell("board", "ann", "ben", "cleo")
    one = drafted(ann, "monthly").signed_by(ann.key, ben.key)
    two = drafted(cleo, "suspicion", seed=b"two").signed_by(ann.key, cleo.key)
    frames, _ = ann.log.recharter(one, at=AT, key=ann.key)
    others, _ = cleo.log.recharter(two, at=AT, key=cleo.key)
    ben.read(*frames, *others)
    assert {each.id for each in ben.log.contested} == {one.charter.id, two.charter.id}
    assert "charter.double_signed" in {found.code for found in ben.log.problems}
    with pytest.raises(LogIntegrityError):
        ben.write(n=1)
    again = ben.reopened()
    assert again.contested is not None
    new = member(key_of("dora"), "dora", keeper=True)
    people = [new, *(who for who in ben.log.members if who.human != "ann")]
    draft = drafted(ben, "resolved", members=people)
    with pytest.raises(NotPermittedError):
        ben.log.recharter(draft.signed_by(ann.key, ben.key), at=AT, key=ben.key)
    resolved, _ = ben.log.recharter(draft.signed_by(ben.key, cleo.key), at=AT, key=ben.key)
    assert ben.log.contested is None
    cleo.read(*frames, *resolved)
    assert cleo.log.charter.n == ben.log.charter.n == 2
    assert ben.reopened().charter.n == 2
    assert ben.write(n=2)


def test_c1_a_blind_keeper_signs_and_is_given_nothing():
    ann, trustee = key_of("ann"), key_of("cleo")
    people = [
        member(ann, "ann", keeper=True),
        member(key_of("ben"), "ben", keeper=True),
        member(trustee, "cleo", keeper=True, trustee=True, reader=False),
    ]
    draft = draft_cell("board", people, FixedEntropy(b"b"), guarded=True, random=bytes(16))
    new = found_cell(draft.signed_by(ann, trustee))
    assert {grant.key for grant in new.grants} == {who.key for who in people[:2]}
    with pytest.raises(NotPermittedError):
        new.keys.grant(b64(trustee.public))


def test_c1_history_is_opened_only_by_a_charter_that_says_so():
    _, (ann,) = working_cell("ann")
    old = ann.write(n=1)
    cleo = CellDesk(key_of("cleo"), FixedEntropy(b"cleo"))
    people = [*ann.log.members, member(cleo.key, "cleo")]
    _, grants = rechartered(ann, "membership", members=people)
    take(cleo, grants, ann.log.cell)
    assert cleo.read(old).new == []
    people = [*ann.log.members[:1], member(cleo.key, "cleo", since=0)]
    rechartered(ann, "history", members=people, seed=b"h")
    take(cleo, [ann.log.keys.grant(b64(cleo.key.public))])
    cleo.frames.save(old)
    cleo.log.refresh()
    assert [entry.body for entry in cleo.log.entries] == [b'{"n":1}']


def test_grants_of_a_long_history_come_in_parts_that_fit_letters_in_any_order():
    _, (ann,) = working_cell("ann")
    for number in range(24):
        rechartered(ann, "monthly", seed=b"%d" % number)
    ben = CellDesk(key_of("ben"), FixedEntropy(b"ben"))
    people = [*ann.log.members, member(ben.key, "ben")]
    _, grants = rechartered(ann, "membership", members=people, seed=b"last")
    bodies = next(g for g in grants if g.key == b64(ben.key.public)).to_bodies()
    assert len(bodies) > 2
    assert all(len(to_json(body)) < PART_BYTES + 200 for body in bodies)
    ben.accept(bodies[::-1])
    ben.open(ann.log.cell)
    ben.read(ann.write(n=1))
    assert len(ben.log.entries) == 1
    assert ben.reopened().charter.n == 25


def test_a_keyring_holds_the_same_after_a_restart_and_forgets_what_it_is_told_to():
    _, (ann,) = working_cell("ann")
    rechartered(ann, "monthly")
    again = Keyring(ann.vault, FixedEntropy(b"again"))
    assert again.instance != ann.keyring.instance
    assert again.handles() == ann.keyring.handles()
    handle = again[ann.log.cell].writing.handle
    assert again.append_token(handle) == ann.log.keys.writing.append_token
    again.forget(ann.log.cell, before=1)
    assert list(again[ann.log.cell].epochs) == [1]
    again.forget(ann.log.cell)
    assert again.cells == {}


def test_secrets_are_not_in_what_is_printed():
    new, (ann,) = working_cell("ann")
    draft = drafted(ann, "monthly")
    shown = f"{draft!r}{new.grants!r}{new.keys!r}{ann.log.keys.writing!r}"
    assert repr(draft.secret) not in shown
    assert repr(ann.log.keys.writing.secret) not in shown


def test_a_grant_in_another_form_is_refused():
    for body in ({}, {"v": 1}, [], None, {"v": 1, "kind": "cell.grant", "cell": "x"}):
        with pytest.raises(FormatError):
            Grant.from_body(body, "")


def drafted(desk: CellDesk, reason: str, seed: bytes = b"draft", **more) -> Draft:
    return draft_charter(desk.log.keys, reason, FixedEntropy(seed), **more)


def rechartered(desk: CellDesk, reason: str, seed: bytes = b"draft", **more):
    draft = drafted(desk, reason, seed, **more).signed_by(desk.key)
    return desk.log.recharter(draft, at=AT, key=desk.key)


def take(desk: CellDesk, grants, cell: bytes | None = None) -> None:
    for grant in grants:
        if grant.key == b64(desk.key.public):
            desk.accept(grant.to_bodies())
    if cell is not None:
        desk.open(cell)
