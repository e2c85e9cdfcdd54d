"""A plan as somebody is still writing it: what it would change, and what it would be.

Pure. A draft holds only what a human edits; what else stands in a part of the plan stays as
it is. Nothing of a draft is recorded before it is saved: to be checked it is folded as if
it had been.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework import handover, journey
from waystation.casework.entries import (
    Act,
    HandoverPlanned,
    LegPlanned,
    StayPlanned,
    WatchAgreed,
    Window,
)
from waystation.casework.journey import Journey
from waystation.casework.terms import Record
from waystation.errors import ConflictError

_LAST = 1 << 62


class HandoverDraft(Struct, frozen=True, kw_only=True):
    """The meeting with which a leg begins; its parties are the leg's."""

    handover: str
    place: str
    window: Window


class StayDraft(Struct, frozen=True, kw_only=True):
    """A stop at a safe house on the way."""

    stay: str
    house: str
    host: str
    place: str
    window: Window
    brought_by: str = ""
    host_duty: str = ""


class LegDraft(Struct, frozen=True, kw_only=True):
    """One stage, with the handovers and stays that belong to it."""

    leg: str
    place: str
    window: Window
    gives: str
    takes: str
    gives_duty: str = ""
    takes_duty: str = ""
    house: str = ""
    handovers: tuple[HandoverDraft, ...] = ()
    stays: tuple[StayDraft, ...] = ()


class CheckInDraft(Struct, frozen=True, kw_only=True):
    """A sign of life to be proposed to a person, who agrees to it with their consent."""

    person: str
    opens: datetime
    due: datetime


class PlanDraft(Struct, frozen=True, kw_only=True):
    """The legs in their order, and the signs of life that are to be proposed."""

    legs: tuple[LegDraft, ...] = ()
    check_ins: tuple[CheckInDraft, ...] = ()
    grace: timedelta = timedelta()


def of(state: Journey) -> PlanDraft:
    """Return the plan as it stands, to be edited; what was agreed is not drafted again."""
    return PlanDraft(legs=tuple(_leg(state, one.act) for one in journey.legs(state)))


def changes(state: Journey, draft: PlanDraft) -> tuple[Act, ...]:
    """Return the acts that would make the plan what the draft says, and no others.

    Raises:
        ConflictError: something is dropped that has taken place, or two parts have one id.
    """
    _check_ids(draft)
    found: list[Act] = []
    for number, leg in enumerate(draft.legs, start=1):
        found += _changed(state, leg, number)
    return (*found, *_dropped(state, draft))


def as_if(state: Journey, acts: Iterable[Act], now: datetime) -> Journey:
    """Return the journey as it would be once somebody had recorded these acts."""
    for record, act in imagined(acts, now):
        state = journey.fold(state, record, act)
    return state


def imagined(acts: Iterable[Act], now: datetime) -> Iterable[tuple[Record, Act]]:
    """Return acts with records as if somebody had recorded them last of all."""
    return [(_Imagined(act, seq, now), act) for seq, act in enumerate(acts, start=1)]


def watches(state: Journey, plan: PlanDraft) -> tuple[WatchAgreed, ...]:
    """Return the watches that drafted check-ins would be, once they were agreed to."""
    counted: dict[str, int] = {}
    found = []
    for one in plan.check_ins:
        number = counted[one.person] = counted.get(one.person, 0) + 1
        found.append(
            WatchAgreed(
                journey=state.journey,
                watch=f"draft.{number}.{one.person}"[:64],
                person=one.person,
                number=number,
                opens=one.opens,
                due=one.due,
                grace_s=int(plan.grace.total_seconds()),
            )
        )
    return tuple(found)


def keeping_ids(before: PlanDraft, wanted: PlanDraft) -> PlanDraft:
    """Return what is wanted with the ids of the parts that stand already.

    A leg is the same leg where place and parties are; else where it stands in the order.
    """
    old, new = list(before.legs), list(wanted.legs)
    pairs: dict[int, LegDraft] = {}
    for alike in (_same, _any):
        for at, leg in enumerate(new):
            match = next((one for one in old if alike(one, leg)), None)
            if at not in pairs and match is not None:
                pairs[at] = match
                old.remove(match)
    legs = [_as_before(pairs.get(at), leg) for at, leg in enumerate(new)]
    return replace(wanted, legs=tuple(legs))


def _same(one: LegDraft, other: LegDraft) -> bool:
    return (one.place, one.gives, one.takes) == (other.place, other.gives, other.takes)


def _any(_one: LegDraft, _other: LegDraft) -> bool:
    return True


def _as_before(before: LegDraft | None, leg: LegDraft) -> LegDraft:
    if before is None:
        return leg
    met = [one.handover for one in before.handovers]
    stays = [one.stay for one in before.stays]
    return replace(
        leg,
        leg=before.leg,
        handovers=tuple(
            replace(one, handover=met[at]) if at < len(met) else one
            for at, one in enumerate(leg.handovers)
        ),
        stays=tuple(
            replace(one, stay=stays[at]) if at < len(stays) else one
            for at, one in enumerate(leg.stays)
        ),
    )


def version(state: Journey) -> str:
    """Return what changes whenever the plan does: the id of its last part."""
    parts = journey.plan_acts(state)
    return parts[-1].record.id if parts else ""


def _leg(state: Journey, act: LegPlanned) -> LegDraft:
    return LegDraft(
        leg=act.leg,
        place=act.place,
        window=act.window,
        gives=act.gives,
        takes=act.takes,
        gives_duty=act.gives_duty,
        takes_duty=act.takes_duty,
        house=act.house,
        handovers=tuple(
            HandoverDraft(
                handover=one.act.handover, place=one.act.place, window=one.act.window
            )
            for one in journey.handovers(state)
            if one.act.leg == act.leg
        ),
        stays=tuple(
            StayDraft(
                stay=one.act.stay,
                house=one.act.house,
                host=one.act.host,
                place=one.act.place,
                window=one.act.window,
                brought_by=one.act.brought_by,
                host_duty=one.act.host_duty,
            )
            for one in journey.stays(state)
            if one.act.leg == act.leg
        ),
    )


def _changed(state: Journey, leg: LegDraft, number: int) -> Iterator[Act]:
    planned = state.plan.legs.get(leg.leg)
    before = None if planned is None else planned[-1].act
    # What a draft does not hold stays as it is, also in acts that newer versions wrote.
    now = replace(
        before or _new_leg(state, leg),
        number=number,
        place=leg.place,
        window=leg.window,
        gives=leg.gives,
        takes=leg.takes,
        gives_duty=leg.gives_duty,
        takes_duty=leg.takes_duty,
        house=leg.house,
        dropped=False,
    )
    if now != before:
        yield now
    yield from _handovers(state, leg)
    yield from _stays(state, leg)


def _new_leg(state: Journey, leg: LegDraft) -> LegPlanned:
    return LegPlanned(
        journey=state.journey,
        leg=leg.leg,
        number=0,
        place=leg.place,
        window=leg.window,
        gives=leg.gives,
        takes=leg.takes,
    )


def _handovers(state: Journey, leg: LegDraft) -> Iterator[HandoverPlanned]:
    known = {one.act.handover: one.act for one in journey.handovers(state)}
    for draft in leg.handovers:
        before = known.get(draft.handover)
        now = replace(
            before or _new_handover(state, leg, draft),
            leg=leg.leg,
            place=draft.place,
            window=draft.window,
            gives=leg.gives,
            takes=leg.takes,
        )
        if now != before:
            yield now


def _new_handover(state: Journey, leg: LegDraft, draft: HandoverDraft) -> HandoverPlanned:
    return HandoverPlanned(
        journey=state.journey,
        handover=draft.handover,
        leg=leg.leg,
        place=draft.place,
        window=draft.window,
        gives=leg.gives,
        takes=leg.takes,
    )


def _stays(state: Journey, leg: LegDraft) -> Iterator[StayPlanned]:
    known = {one.act.stay: one.act for one in journey.stays(state)}
    for draft in leg.stays:
        before = known.get(draft.stay)
        now = replace(
            before or _new_stay(state, leg, draft),
            leg=leg.leg,
            house=draft.house,
            host=draft.host,
            place=draft.place,
            window=draft.window,
            brought_by=draft.brought_by,
            host_duty=draft.host_duty,
        )
        if now != before:
            yield now


def _new_stay(state: Journey, leg: LegDraft, draft: StayDraft) -> StayPlanned:
    return StayPlanned(
        journey=state.journey,
        stay=draft.stay,
        leg=leg.leg,
        house=draft.house,
        place=draft.place,
        window=draft.window,
        host=draft.host,
    )


def _dropped(state: Journey, draft: PlanDraft) -> Iterator[Act]:
    """Return what the draft has nowhere any more; what is of a dropped leg goes with it."""
    legs = {leg.leg for leg in draft.legs}
    meets_on = {one.handover: leg.leg for leg in draft.legs for one in leg.handovers}
    stays = {one.stay for leg in draft.legs for one in leg.stays}
    for meeting in journey.handovers(state):
        act = meeting.act
        begun = handover.confirmed_by(state.handovers, act.handover)
        if begun and meets_on.get(act.handover) != act.leg:
            raise ConflictError("plan.begun", "a meeting that was confirmed stays")
        if act.leg in legs and act.handover not in meets_on:
            yield replace(act, dropped=True)
    for stay in journey.stays(state):
        if stay.act.leg in legs and stay.act.stay not in stays:
            yield replace(stay.act, dropped=True)
    for leg in journey.legs(state):
        if leg.act.leg not in legs:
            yield replace(leg.act, dropped=True)


def _check_ids(draft: PlanDraft) -> None:
    ids = [leg.leg for leg in draft.legs]
    ids += [one.handover for leg in draft.legs for one in leg.handovers]
    ids += [one.stay for leg in draft.legs for one in leg.stays]
    if len(set(ids)) != len(ids):
        raise ConflictError("plan.ids", "two parts of the plan have one id")


class _Everything(Mapping[str, int]):
    """The clock of a record that has not been written: whoever writes it will see all."""

    def __getitem__(self, _stream: str) -> int:
        return _LAST

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class _Imagined(Struct, frozen=True):
    """The record of an act that nobody has recorded."""

    act: Act
    seq: int
    at: datetime
    stream: str = "draft"
    human: str = ""
    body: bytes = b""
    lamport: int = _LAST
    clock: Mapping[str, int] = _Everything()

    @property
    def id(self) -> str:
        return f"draft.{self.seq}"

    @property
    def kind(self) -> str:
        return type(self.act).kind
