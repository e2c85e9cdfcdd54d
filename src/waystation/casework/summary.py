"""What stays of a journey when its places are destroyed, computed alike by every desk.

An act that is not named here does not stay, whatever a newer version may add. What stays
has nothing that says where, and nothing that somebody wrote in free words, but a complaint
and what its review found. Source: spec/cell.md, epochs of a journey.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from math import ceil
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework import checkin, handover, journey
from waystation.casework.entries import (
    Act,
    AlarmAcknowledged,
    AlarmClosed,
    AlarmRaised,
    ApprovalGiven,
    ApprovalRefused,
    ArrivalConfirmed,
    ConsentAsserted,
    ConsentGiven,
    ConsentSeconded,
    ConsentWithdrawn,
    HousePresumedBurned,
    JourneyDecided,
    JourneyPlanned,
    JourneyStopped,
    LetterQuoted,
    LossRecorded,
    PersonNoted,
    Unknown,
    body_of,
    decode,
)
from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.entries.loss import JourneySealed
from waystation.casework.entries.review import (
    ReviewClosed,
    ReviewFindingNoted,
    ReviewOpened,
    ReviewQuestionLed,
)
from waystation.casework.entries.summary import (
    JourneySummarised,
    Kept,
    MilestoneSettled,
    PlacesDestroyed,
)
from waystation.casework.entries.watch import TrailDestroyed
from waystation.casework.journey import Journey
from waystation.casework.money import MilestoneKind
from waystation.casework.payable import both_sides
from waystation.casework.terms import Record, Wellness, fold_order, is_carried, saw
from waystation.encoding import b64, to_json, to_rfc3339
from waystation.errors import FormatError

A = TypeVar("A", bound=Act)
MOST_BYTES = 40_000
"""Of what is kept in one entry, which holds 64 KiB: more goes into several parts."""
_PIECE_CHARACTERS, _PIECE_PLACES = 6_000, 2_000
_PLACE_BYTES, _AROUND_BYTES = 7, 300
VOUCHED_BY = 2
"""So many humans' desks have destroyed by what a desk reads that never held it itself."""

Extra = Callable[[Record], tuple[str, bytes] | None]
"""What stays of a record that is no act of casework: kind and body, or nothing."""

Reduce = Callable[[A], Act | None]


class Version(Struct, frozen=True, order=True):
    """Which summary: of what was written before an epoch, and the hash of what is kept."""

    before: int
    digest: str


def _whole(act: Act) -> Act:
    return act


def _complaint(act: LetterQuoted) -> Act | None:
    return act if act.letter_kind == "complaint" else None


def _stays(shape: type[A], reduce: Reduce[A]) -> tuple[type[Act], Reduce[Act]]:
    def reduced(act: Act) -> Act | None:
        return reduce(act) if isinstance(act, shape) else None

    return shape, reduced


STAYS: Mapping[type[Act], Reduce[Act]] = dict(
    [
        _stays(JourneyPlanned, lambda act: replace(act, label="")),
        _stays(
            PersonNoted,
            lambda act: replace(act, language="", injury="", wishes="", box=""),
        ),
        _stays(ConsentGiven, _whole),
        _stays(ConsentAsserted, lambda act: replace(act, statement="", why_no_key="")),
        _stays(ConsentSeconded, _whole),
        _stays(ConsentWithdrawn, lambda act: replace(act, quoted=None, heard="")),
        _stays(JourneyDecided, lambda act: replace(act, reason="", accepted=())),
        _stays(ApprovalGiven, lambda act: replace(act, reason="")),
        _stays(ApprovalRefused, lambda act: replace(act, reason="")),
        _stays(JourneyStopped, lambda act: replace(act, quoted=None, heard="")),
        _stays(
            ArrivalConfirmed,
            lambda act: replace(act, place="", quoted=None, rests_on=()),
        ),
        _stays(LossRecorded, lambda act: replace(act, last_known="")),
        _stays(AlarmRaised, lambda act: replace(act, about=(), rests_on=(), text="")),
        _stays(AlarmAcknowledged, _whole),
        _stays(AlarmClosed, lambda act: replace(act, outcome="", rests_on=())),
        _stays(HousePresumedBurned, lambda act: replace(act, rests_on=(), reason="")),
        _stays(DisclosureNoted, lambda act: replace(act, channel="", over="", reason="")),
        _stays(LetterQuoted, _complaint),
        _stays(JourneySealed, _whole),
        _stays(ReviewOpened, _whole),
        _stays(ReviewFindingNoted, _whole),
        _stays(ReviewQuestionLed, _whole),
        _stays(ReviewClosed, _whole),
        _stays(TrailDestroyed, _whole),
        _stays(MilestoneSettled, _whole),
        _stays(PlacesDestroyed, _whole),
    ]
)
"""What stays of an act of each kind: nothing of any that is not here."""

_BY_DAY = frozenset({ArrivalConfirmed.kind, MilestoneSettled.kind})
"""Of these not the hour stays, but the day."""


def summarise(register: str, records: Iterable[Record], extra: Extra) -> tuple[Kept, ...]:
    """Return what stays of these records of a journey, in fold order.

    Pure: every desk that holds the same records returns the same.
    """
    ordered = sorted(records, key=fold_order)
    settled = _settled(journey.read(register, ordered))
    found: list[tuple[Record, str, bytes]] = []
    for record in ordered:
        if record.kind == MilestoneSettled.kind and not is_carried(record):
            continue
        stays = settled.get(record.id) or reduced(record, extra)
        if stays is not None:
            found.append((record, *stays))
    return tuple(
        Kept(
            id=record.id,
            human=record.human,
            at=_at(record, kind),
            kind=kind,
            body=body.decode(),
            unseen=tuple(
                place
                for place, (earlier, _, _) in enumerate(found[:own])
                if not saw(record, earlier)
            ),
        )
        for own, (record, kind, body) in enumerate(found)
    )


def reduced(record: Record, extra: Extra) -> tuple[str, bytes] | None:
    """Return what stays of one record: kind and body; None for nothing."""
    act = _read(record)
    if act is None:
        return extra(record)
    left = STAYS[type(act)](act) if type(act) in STAYS else None
    return None if left is None else (record.kind, to_json(body_of(left)))


def says_more(record: Record, extra: Extra) -> bool:
    """Say whether a record has anything that does not stay."""
    act = _read(record)
    if act is None:
        left = extra(record)
        return left is None or left[1] != record.body
    if isinstance(act, JourneySummarised):
        return False
    return type(act) not in STAYS or STAYS[type(act)](act) != act


def _read(record: Record) -> Act | None:
    try:
        act = decode(record.kind, record.body)
    except FormatError:
        return None
    return None if isinstance(act, Unknown) else act


def _settled(state: Journey) -> dict[str, tuple[str, bytes]]:
    """Return, by the record that it takes the place of, what was met or heard."""
    found = {}
    for register, planned in state.handovers.planned.items():
        proof = both_sides(state.handovers, register) or ()
        took_place = handover.took_place(state.handovers, register)
        if proof or took_place:
            found[planned.record.id] = MilestoneSettled(
                journey=state.journey,
                what=MilestoneKind.HANDOVER,
                of=register,
                parties=tuple(sorted(handover.parties(state.handovers, register))),
                proof=proof,
                took_place=took_place,
                proved=handover.proved(state.handovers, register),
            )
    for register, agreed in state.watches.agreed.items():
        heard = checkin.heard(state.check_ins, agreed.act)
        if heard is not None and heard.act.wellness is Wellness.WELL:
            found[heard.record.id] = MilestoneSettled(
                journey=state.journey,
                what=MilestoneKind.CHECK_IN,
                of=register,
                proof=(heard.record.id,),
                took_place=True,
            )
    return {one: (act.kind, to_json(body_of(act))) for one, act in found.items()}


def _at(record: Record, kind: str) -> datetime:
    if kind not in _BY_DAY:
        return record.at
    day = record.at.astimezone(UTC)
    return day.replace(hour=0, minute=0, second=0, microsecond=0)


def digest(kept: Iterable[Kept]) -> str:
    """Return the hash of what is kept."""
    rows = [
        [one.id, one.human, to_rfc3339(one.at), one.kind, one.body, list(one.unseen)]
        for one in kept
    ]
    return b64(hashlib.sha256(to_json(rows)).digest())


def written(register: str, before: int, kept: tuple[Kept, ...]) -> list[JourneySummarised]:
    """Return the entries of a summary, each short enough for one."""
    parts: list[list[Kept]] = [[]]
    size = 0
    for one in (piece for each in kept for piece in _pieces(each)):
        size += _size(one)
        if parts[-1] and size > MOST_BYTES:
            parts.append([])
            size = _size(one)
        parts[-1].append(one)
    name = digest(kept)
    return [
        JourneySummarised(
            journey=register,
            before=before,
            digest=name,
            part=number,
            parts=len(parts),
            kept=tuple(part),
        )
        for number, part in enumerate(parts)
    ]


def _size(one: Kept) -> int:
    """Return what it takes at most of an entry, in which its body is quoted once more."""
    return len(to_json(one.body)) + _PLACE_BYTES * len(one.unseen) + _AROUND_BYTES


def _pieces(one: Kept) -> Iterator[Kept]:
    """Cut what is too long for one entry; `_joined` puts it together."""
    if _size(one) <= MOST_BYTES:
        yield one
        return
    longest = max(len(one.body) / _PIECE_CHARACTERS, len(one.unseen) / _PIECE_PLACES)
    for n in range(ceil(longest)):
        yield replace(
            one,
            body=one.body[n * _PIECE_CHARACTERS : (n + 1) * _PIECE_CHARACTERS],
            unseen=one.unseen[n * _PIECE_PLACES : (n + 1) * _PIECE_PLACES],
        )


def _joined(run: Iterable[JourneySummarised]) -> tuple[Kept, ...]:
    """Return what the parts of a summary keep: pieces of one follow each other."""
    joined: list[Kept] = []
    every = (one for part in run for one in part.kept)
    for _, group in groupby(every, lambda one: one.id):
        pieces = tuple(group)
        if len(pieces) > 1:
            body = "".join(one.body for one in pieces)
            unseen = tuple(place for one in pieces for place in one.unseen)
            pieces = (replace(pieces[0], body=body, unseen=unseen),)
        joined += pieces
    return tuple(joined)


class Summary(Struct, frozen=True):
    """One summary that is here whole, who wrote it, and whose desks destroyed by it."""

    version: Version
    kept: tuple[Kept, ...]
    by: frozenset[str]
    destroyed_by: frozenset[str]


def whole(said: Iterable[tuple[Record, Act]]) -> tuple[Summary, ...]:
    """Return the summaries of which every part is here and is what its digest says.

    Its parts follow each other in one writer's chain: what somebody writes elsewhere under
    the same digest, a part that is none, spoils nothing.
    """
    parts: dict[tuple[str, int], tuple[str, JourneySummarised]] = {}
    named: dict[Version, set[str]] = {}
    for record, act in said:
        if isinstance(act, JourneySummarised):
            parts[record.stream, record.seq] = (record.human, act)
        elif isinstance(act, PlacesDestroyed) and record.human:
            named.setdefault(Version(act.before, act.digest), set()).add(record.human)
    found: dict[Version, tuple[Kept, ...]] = {}
    by: dict[Version, set[str]] = {}
    for (stream, seq), (human, first) in parts.items():
        places = range(seq, seq + first.parts) if first.part == 0 else ()
        run = [parts[stream, one][1] for one in places if (stream, one) in parts]
        version = Version(first.before, first.digest)
        if _is_whole(run, version, first.parts):
            found[version] = _joined(run)
            by.setdefault(version, set()).add(human)
    return tuple(
        Summary(version, kept, frozenset(by[version]), frozenset(named.get(version, ())))
        for version, kept in sorted(found.items(), key=lambda one: one[0])
    )


def _is_whole(run: Sequence[JourneySummarised], version: Version, parts: int) -> bool:
    alike = [
        (one.part, one.parts) == (place, parts)
        and Version(one.before, one.digest) == version
        for place, one in enumerate(run)
    ]
    return (
        bool(alike)
        and len(alike) == parts
        and all(alike)
        and (digest(_joined(run)) == version.digest)
    )


def counting(summaries: Iterable[Summary], own: str = "") -> tuple[Kept, ...]:
    """Return what counts for a desk that does not hold what is summarised.

    That by which it destroyed itself, whose digest is `own`; where it never held it, the
    newest by which the desks of two humans did, and of several that of most. Of the others
    what their writers say of themselves: so nobody alone says what others wrote.
    """
    found = sorted(
        summaries,
        key=lambda one: (-one.version.before, -len(one.destroyed_by), one.version.digest),
    )
    first = next((one for one in found if one.version.digest == own), None) or next(
        (one for one in found if len(one.destroyed_by) >= VOUCHED_BY), None
    )
    kept = [] if first is None else list(first.kept)
    ids = {one.id for one in kept}
    for other in found:
        said = [one for one in other.kept if one.human in other.by and one.id not in ids]
        kept += (replace(one, unseen=()) for one in said)
        ids |= {one.id for one in said}
    return tuple(kept)


def confirms(
    one: Summary, own: tuple[Kept, ...], *, from_start: bool, need: int = VOUCHED_BY
) -> bool:
    """Say whether a desk whose own records say `own` may destroy by a summary.

    Who holds everything has to come to the same. Who joined later holds a part: that part
    must be in it, and the desks of `need` humans must have destroyed by it.
    """
    if from_start:
        return one.kept == own
    bodies = {each.id: each.body for each in one.kept}
    held = (each for each in own if each.kind != MilestoneSettled.kind)
    return len(one.destroyed_by) >= need and all(bodies.get(x.id) == x.body for x in held)


def newest_of(summaries: Iterable[Summary]) -> Iterator[Summary]:
    """Return the summaries, those of the newest epoch first."""
    yield from sorted(summaries, key=lambda one: one.version, reverse=True)
