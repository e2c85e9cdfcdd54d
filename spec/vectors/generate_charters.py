"""Vectors of charters, of grants, and of a relay that answers otherwise than before."""

from collections.abc import Iterable
from typing import Any

from making import Vector
from making_cell import ANN, BEN, CLEO, DORA, EVE, RANDOM, Author, member, working

from waystation.cell.charter import Member, SignedCharter
from waystation.cell.keys import CellKeys
from waystation.cell.recharter import Draft, draft_cell, draft_charter, found_cell
from waystation.encoding import b64
from waystation.entropy import FixedEntropy
from waystation.seal.frame import seal_frame
from waystation.seal.identity import SigningKey


def guarded_draft(*, extra: Iterable[Member] = ()) -> Draft:
    """Return a board kept by Ann, Ben and Cleo, who is the trustee."""
    people = [
        member(ANN, "ann", keeper=True),
        member(BEN, "ben", keeper=True),
        member(CLEO, "cleo", keeper=True, trustee=True),
        *extra,
    ]
    return draft_cell("board", people, FixedEntropy(b"b"), guarded=True, random=RANDOM)


def charters() -> list[Vector]:
    """Return the vectors of charters."""
    whole = guarded_draft()
    keys = found_cell(whole.signed_by(ANN, CLEO)).keys
    next_epoch = draft_charter(keys, "monthly", FixedEntropy(b"n"))
    other = draft_charter(keys, "suspicion", FixedEntropy(b"m"))
    twice_ann = guarded_draft(extra=[member(DORA, "ann", keeper=True)])
    new_keeper = draft_charter(
        keys, "membership", FixedEntropy(b"k"),
        members=[
            member(ANN, "ann", keeper=True),
            member(DORA, "dora", keeper=True),
            member(CLEO, "cleo", keeper=True, trustee=True),
        ],
    )  # fmt: skip
    older = draft_charter(
        keys, "membership", FixedEntropy(b"h"),
        members=[*keys.book.latest.charter.members, member(EVE, "eve")],
    )  # fmt: skip
    early = older.charter.raw.replace(b'"since":1', b'"since":0')
    early_signed = SignedCharter.read(early, {}).signed_by(ANN).signed_by(BEN)
    moved = next_epoch.charter.raw.replace(b'"human":"ben"', b'"human":"eve"')
    moved_signed = SignedCharter.read(moved, {}).signed_by(ANN).signed_by(CLEO)
    first = whole.signed_by(ANN, CLEO).charter
    return [
        charter("a guarded cell founded by a majority", "C-2", [first], n=0),
        charter(
            "quorum short by one human", "C-2", [whole.signed_by(ANN).charter],
            fails="rule", code="charter.quorum",
        ),
        charter(
            "two keys of one human", "C-2", [twice_ann.signed_by(ANN, DORA).charter],
            fails="rule", code="charter.quorum",
        ),
        charter(
            "a change of epoch by a majority", "C-2",
            [first, next_epoch.signed_by(ANN, BEN).charter], n=1,
        ),
        charter(
            "a change of epoch by one", "C-2", [first, next_epoch.signed_by(ANN).charter],
            fails="rule", code="charter.quorum",
        ),
        charter(
            "a new keeper without the trustee", "C-2",
            [first, new_keeper.signed_by(ANN, BEN).charter],
            fails="rule", code="charter.trustee",
        ),
        charter(
            "a new keeper with the trustee", "C-2",
            [first, new_keeper.signed_by(ANN, CLEO).charter], n=1,
        ),
        charter(
            "double-signed charter", "C-2",
            [first, next_epoch.signed_by(ANN, BEN).charter,
             other.signed_by(ANN, CLEO).charter],
            fails="integrity", code="charter.double_signed",
        ),
        charter(
            "double-signed charter resolved by the rest", "C-2",
            [first, *_resolved(first, next_epoch, other, (BEN, CLEO))], n=2,
        ),
        charter(
            "double signer resolves it himself", "C-2",
            [first, *_resolved(first, next_epoch, other, (ANN, BEN))],
            fails="rule", code="charter.quorum",
        ),
        charter(
            "who joins has history from before", "C-1", [first, early_signed],
            fails="format", code="charter.since",
        ),
        charter(
            "a key changes its human", "C-2", [first, moved_signed],
            fails="format", code="charter.human",
        ),
    ]  # fmt: skip


def _resolved(
    first: SignedCharter, one: Draft, two: Draft, signers: tuple[SigningKey, SigningKey]
) -> list[SignedCharter]:
    pair = [one.signed_by(ANN, BEN).charter, two.signed_by(ANN, CLEO).charter]
    keys = CellKeys(first.cell)
    for each in (first, *pair):
        keys.add_charter(each)
    people = [
        member(DORA, "dora", keeper=True),
        member(BEN, "ben", keeper=True),
        member(CLEO, "cleo", keeper=True, trustee=True),
    ]
    draft = draft_charter(keys, "resolved", FixedEntropy(b"r"), members=people)
    return [*pair, draft.signed_by(*signers).charter]


def charter(
    name: str, rule: str, found: list[SignedCharter], *, n: int | None = None, **fails: str
) -> Vector:
    """Return a vector of charters that are taken one by one; then somebody writes."""
    given = {"op": "charter.add", "charters": [each.to_body() for each in found]}
    outcome: dict[str, Any] = {"expect": {"n": n}} if n is not None else {**fails}
    return {"name": name, "rule": rule, "spec": "cell.md", "input": given, **outcome}


def grants() -> list[Vector]:
    """Return the vectors of grants."""
    keys = working()
    people = [*keys.book.latest.charter.members, member(CLEO, "cleo")]
    draft = draft_charter(keys, "membership", FixedEntropy(b"g"), members=people)
    draft = draft.signed_by(ANN)
    keys.add_charter(draft.charter)
    keys.add_secret(1, draft.secret)
    (body,) = keys.grant(b64(CLEO.public)).to_bodies()
    older = {**body, "secrets": [[0, b64(keys.secrets[0])], *body["secrets"]]}
    other = {**body, "secrets": [[1, b64(bytes(32))]]}

    def granted(name: str, body: Any, key: SigningKey, **outcome: Any) -> Vector:
        given = {"op": "grant.accept", "body": body, "key": b64(key.public)}
        return {"name": name, "rule": "C-1", "spec": "cell.md", "input": given, **outcome}

    return [
        granted("grant to who joins", body, CLEO, expect={"epochs": [1]}),
        granted(
            "grant that does not match the commitment", other, CLEO,
            fails="format", code="grant.commitment",
        ),
        granted(
            "grant of history from before", older, CLEO,
            fails="format", code="grant.history",
        ),
        granted(
            "grant to who is no member", body, EVE, fails="rule", code="grant.member"
        ),
        granted(
            "grant of a future version", {**body, "v": 2}, CLEO,
            fails="format", code="grant.version",
        ),
    ]  # fmt: skip


def feeds() -> list[Vector]:
    """Return the vectors of a relay that answers otherwise than before."""
    keys = working()
    ann = Author(keys, ANN)
    one, two, three = (b64(seal_frame(keys.writing, ann.write(n=n))) for n in (1, 2, 3))

    def feed(name: str, answers: list[Any], **outcome: Any) -> Vector:
        given = {"op": "feed.receive", "answers": answers}
        return {"name": name, "rule": "C-4", "spec": "cell.md", "input": given, **outcome}

    first = {"generation": b64(b"g" * 16), "last": 2, "records": [[1, one], [2, two]]}
    return [
        feed(
            "rollback", [first, {**first, "last": 1, "records": []}],
            fails="integrity", code="feed.rolled_back",
        ),
        feed(
            "a number with other bytes", [first, {**first, "records": [[2, three]]}],
            fails="integrity", code="feed.swapped",
        ),
        feed(
            "a relay restored from a backup",
            [first, {"generation": b64(b"h" * 16), "last": 1, "records": [[1, one]]}],
            expect={"held": 2, "restored": True},
        ),
    ]  # fmt: skip
