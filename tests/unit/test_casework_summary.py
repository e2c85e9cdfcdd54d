"""What stays of a journey whose places are destroyed, and whose word counts for it."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.casework_history import at, desk, untimed
from tests.casework_journeys import leg
from waystation.casework import summary
from waystation.casework.entries import (
    KINDS,
    ApprovalGiven,
    CheckInReceived,
    HandoverConfirmed,
    HandoverPlanned,
    JourneyDecided,
    JourneyPlanned,
    Quotation,
    WatchAgreed,
    Window,
    decode,
)
from waystation.casework.entries.summary import MilestoneSettled, PlacesDestroyed
from waystation.casework.money import MilestoneKind
from waystation.casework.noted import acts
from waystation.casework.terms import Decision, How, Wellness, saw

MARK = "quillfeather"
WHO = JourneyPlanned(journey="j", persons=("e",), responders=("kim",), label=MARK)
GO = JourneyDecided(journey="j", decision=Decision.GO, reason=MARK)
SPEAKS_FOR_ITSELF = {
    # what a person signed, a complaint, and what its review found
    "consent.given",
    "letter.quoted",
    "review.closed",
    "review.finding_noted",
}
NAMED = {"person.noted": {"name", "identity"}, "consent.asserted": {"wording", "language"}}
QUOTED = {"letter": "l", "sender": "", "signed": MARK, "signature": ""}


def nothing(_record: object) -> None:
    return None


def filled(kind: str) -> Any:
    """Return an act with a place in every field that can hold words."""
    fields = msgspec.inspect.type_info(KINDS[kind]).fields
    planted = {one.encode_name: _planted(one.type) for one in fields}
    body = {name: value for name, value in planted.items() if value is not None}
    if kind == "letter.quoted":
        body["letter_kind"] = "complaint"
    return msgspec.convert(body, KINDS[kind])


def _planted(kind: Any) -> Any:
    if isinstance(kind, msgspec.inspect.UnionType):
        return next((one for one in map(_planted, kind.types) if one is not None), None)
    if isinstance(kind, msgspec.inspect.VarTupleType):
        inner = _planted(kind.item_type)
        return None if inner is None else [inner]
    if isinstance(kind, msgspec.inspect.StrType):
        return MARK if kind.pattern is None else ""
    if isinstance(kind, msgspec.inspect.EnumType):
        return next(iter(kind.cls)).value
    if isinstance(kind, msgspec.inspect.StructType):
        assert kind.cls is Quotation
        return QUOTED
    simple = {msgspec.inspect.DateTimeType: at(3).isoformat()}
    simple |= {msgspec.inspect.IntType: 1, msgspec.inspect.BoolType: True}
    return simple.get(type(kind))


def _words(kind: str) -> set[str]:
    """Return the fields of a kind that may hold words, and not ids alone."""
    found = set()
    for field in msgspec.inspect.type_info(KINDS[kind]).fields:
        inner = getattr(field.type, "item_type", field.type)
        longest = getattr(inner, "max_length", None)
        if isinstance(inner, msgspec.inspect.StrType) and (longest or 65) > 64:
            found.add(field.encode_name)
    return found


@pytest.mark.parametrize("kind", sorted(one.kind for one in summary.STAYS))
def test_nothing_that_stays_has_words_that_somebody_wrote(kind):
    kept = summary.reduced(desk("kim").writes(filled(kind)), nothing)
    assert kept is not None
    left = json.loads(kept[1])
    if kind not in SPEAKS_FOR_ITSELF:
        said = {name for name in _words(kind) if MARK in json.dumps(left.get(name, ""))}
        assert said <= NAMED.get(kind, set())
        assert "quoted" not in left
        assert not left.get("place")


@pytest.mark.parametrize(
    "kind", ["place.reported", "call.line", "trail.sealed", "demand.recorded"]
)
def test_what_was_said_on_the_way_does_not_stay(kind):
    assert summary.reduced(desk("kim").writes(filled(kind)), nothing) is None


def test_nothing_of_the_plan_stays_but_who_travels():
    kept = summary.summarise("j", journey_of_one()[:4], nothing)
    assert [(one.kind, json.loads(one.body).get("label")) for one in kept] == [
        ("journey.planned", None)
    ]


def journey_of_one():
    """Return records: planned by kim, decided, met, heard, approved by two who saw it."""
    kim, lee, sora = desk("kim"), desk("lee"), desk("sora")
    meeting = HandoverPlanned(
        journey="j",
        handover="m",
        leg="leg1",
        place=MARK,
        window=Window(at(1), at(2)),
        gives="b1",
        takes="b2",
        word="lamp",
        answer="river",
    )
    watch = WatchAgreed(
        journey="j", watch="w", person="e", number=1, opens=at(1), due=at(4)
    )
    told = [kim.writes(one) for one in (WHO, leg(1, "b1"), meeting, watch)]
    lee.hears(*told)
    sora.hears(*told)
    told.append(kim.writes(GO))
    heard = CheckInReceived(
        journey="j",
        watch="w",
        person="e",
        how=How.ASSERTION,
        wellness=Wellness.WELL,
        heard_at=at(2),
    )
    told.append(lee.writes(ApprovalGiven(act=told[0].id)))
    told.append(sora.writes(ApprovalGiven(act=told[0].id)))
    kim.hears(*told)
    lee.hears(*told)
    for human, by, word in ((kim, "b1", "river"), (lee, "b2", "lamp")):
        met = HandoverConfirmed(
            journey="j", handover="m", by=by, how=How.ASSERTION, word=word
        )
        told.append(human.writes(met, hours=5))
    told.append(kim.writes(heard))
    return told


def test_a_meeting_and_a_check_in_stay_as_bare_facts_with_what_proves_them():
    told = journey_of_one()
    kept = summary.summarise("j", told, nothing)
    settled = [
        act
        for one in kept
        if isinstance(act := decode(one.kind, one.body.encode()), MilestoneSettled)
    ]
    meeting, heard = sorted(settled, key=lambda one: one.what, reverse=True)
    proof = tuple(one.id for one in told if one.kind == "handover.confirmed")
    assert (meeting.what, meeting.of) == (MilestoneKind.HANDOVER, "m")
    assert (meeting.parties, meeting.proof) == (("b1", "b2"), proof)
    assert meeting.took_place
    assert not meeting.proved
    assert (heard.of, heard.proof) == ("w", (told[-1].id,))
    assert MARK not in str(kept)


@given(st.permutations(range(10)), st.integers(0, 9))
@untimed
def test_every_desk_comes_to_the_same_in_whatever_order_it_heard(order, doubled):
    told = journey_of_one()
    once = summary.summarise("j", told, nothing)
    shuffled = [told[one] for one in order if one < len(told)]
    assert summary.summarise("j", shuffled, nothing) == once
    assert {told[doubled % len(told)].id} <= {one.id for one in told}


def test_who_had_seen_whom_stays_as_it_was():
    told = {one.id: one for one in journey_of_one()}
    kept = summary.summarise("j", told.values(), nothing)
    assert any(one.unseen for one in kept)
    for own, one in enumerate(kept):
        for place, earlier in enumerate(kept[:own]):
            seen = saw(told[one.id], told[earlier.id])
            assert seen is (place not in one.unseen)


def written_by(human, kept, before=1):
    writer = desk(human)
    return [writer.writes(act) for act in summary.written("j", before, kept)]


def destroyed_by(human, kept, before=1):
    act = PlacesDestroyed(journey="j", before=before, digest=summary.digest(kept))
    return desk(human, f"{human}'s other key").writes(act)


def read(*records):
    return summary.whole(acts(records))


def test_a_summary_counts_only_whole_and_as_its_digest_says(monkeypatch):
    monkeypatch.setattr(summary, "MOST_BYTES", 500)
    kept = summary.summarise("j", journey_of_one(), nothing)
    parts = written_by("kim", kept)
    assert len(parts) > 2
    assert read(*parts[1:]) == ()
    (found,) = read(*reversed(parts))
    assert found.kept == kept
    spoiled = replace(decode(parts[0].kind, parts[0].body), kept=())
    for human in ("kim", "mal"):  # who wrote it, too, spoils nothing of it any more
        (found,) = read(*parts, desk(human, "another key").writes(spoiled))
        assert (found.kept, found.by) == (kept, {"kim"})
    bent = replace(decode(parts[0].kind, parts[0].body), digest="another")
    assert read(desk("kim").writes(bent), *parts[1:]) == ()


def test_whatever_somebody_wrote_what_stays_of_it_fits_into_entries():
    first = summary.summarise("j", journey_of_one(), nothing)[0]
    long = (
        replace(first, id="quotes", body='"' * 60_000),
        *(replace(first, id=f"half {n}", body='\\"' * 9_000) for n in range(4)),
        replace(first, id="emoji", body="\U0001f9ed" * 20_000),
        replace(first, id="unseen", body="", unseen=tuple(range(20_000))),
        first,
    )
    parts = written_by("kim", long)
    assert all(len(part.body) < 48 * 1024 for part in parts)
    (found,) = read(*parts)
    assert found.kept == long
    assert read(*parts[:-1]) == read(*parts[1:]) == ()


def test_what_most_desks_destroyed_by_counts_and_nobody_speaks_for_others():
    honest = summary.summarise("j", journey_of_one(), nothing)
    decided = next(one for one in honest if one.kind == GO.kind)
    forged = tuple(replace(one, human="sora") if one is decided else one for one in honest)
    own = replace(decided, id="hers", human="mal")
    made_up = (*forged[:2], replace(decided, id="theirs", human="lee"), own)
    entries = (*written_by("kim", honest), *written_by("mal", made_up))
    lie = destroyed_by("mal", made_up)
    said = (destroyed_by("kim", honest), destroyed_by("lee", honest))
    kept = summary.counting(read(*entries, lie, *said))
    assert kept[: len(honest)] == honest
    assert [one.id for one in kept[len(honest) :]] == ["hers"]


def test_a_desk_reads_what_it_destroyed_by_itself_or_else_what_two_others_did():
    honest = summary.summarise("j", journey_of_one(), nothing)
    made_up = (replace(honest[0], human="lee", id="made up"),)
    entries = (*written_by("kim", honest), *written_by("mal", made_up, before=0))
    said = [destroyed_by("mal", made_up, before=0), destroyed_by("kim", honest)]
    here = read(*entries, *said)
    assert summary.counting(here, summary.digest(honest)) == honest
    by_kim = [one.id for one in honest if one.human == "kim"]
    assert [one.id for one in summary.counting(here)] == by_kim
    here = read(*entries, *said, destroyed_by("sora", honest))
    assert summary.counting(here) == honest


def test_who_joined_later_destroys_only_by_what_two_others_have():
    honest = summary.summarise("j", journey_of_one(), nothing)
    part = honest[2:4]
    (alone,) = read(*written_by("kim", honest))
    assert not summary.confirms(alone, part, from_start=False)
    (one,) = read(*written_by("kim", honest), destroyed_by("lee", honest))
    assert not summary.confirms(one, part, from_start=False)
    assert summary.confirms(one, part, from_start=False, need=1)
    said = (destroyed_by("lee", honest), destroyed_by("kim", honest))
    (agreed,) = read(*written_by("kim", honest), *said)
    assert summary.confirms(agreed, part, from_start=False)
    assert not summary.confirms(agreed, part, from_start=True)
    other = (replace(part[0], body="{}"),)
    assert not summary.confirms(agreed, other, from_start=False)
