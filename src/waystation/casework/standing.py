"""How a journey stands at a moment: what is done, what is due, what is held, who waits.

Pure: the moment, the board's holds and the tags of register ids come in as values.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct, field

from waystation.casework import alarm, checkin, handover, hold, journey
from waystation.casework.alarm import Alarm, AlarmState
from waystation.casework.entries import (
    ArrivalConfirmed,
    CheckInReceived,
    LegPlanned,
    WatchAgreed,
    Window,
)
from waystation.casework.entries.watch import WatchRehearsed
from waystation.casework.hold import Hold, Holds, Tags
from waystation.casework.journey import Journey
from waystation.casework.noted import Noted
from waystation.casework.terms import AlarmCause, Decision
from waystation.casework.watch import deadline, disarmed_by

ASK_WITHIN = timedelta(hours=1)
"""How long a watch that ran out in an outage is *unknown: ask* before it alarms (W-4)."""


class Around(Struct, frozen=True):
    """What a journey's own cell does not know.

    `blind` are times at which neither relay nor desk could have heard a check-in.
    """

    now: datetime
    holds: Holds = Holds()
    tags: Tags = field(default_factory=dict)
    blind: tuple[Window, ...] = ()


class LegState(StrEnum):
    """Where a leg stands."""

    AHEAD = "ahead"
    UNDER_WAY = "under_way"
    DONE = "done"


class JourneyState(StrEnum):
    """Where a journey stands."""

    PLANNED = "planned"
    NO_GO = "no_go"
    GO = "go"
    UNDER_WAY = "under_way"
    STOPPED = "stopped"
    ARRIVED = "arrived"


class LegStanding(Struct, frozen=True):
    """One leg, and the holds that apply to it while it is not done.

    Of its handovers, `void_words` have words from before a hold that was lifted since, and
    `new_words` are those made anew after one.
    """

    leg: LegPlanned
    state: LegState
    held_by: tuple[Hold, ...] = ()
    held_handovers: tuple[str, ...] = ()
    void_words: tuple[str, ...] = ()
    new_words: tuple[str, ...] = ()


class Overdue(Struct, frozen=True):
    """A sign of life that has not come; `unknown` where it could not have been heard."""

    watch: WatchAgreed
    since: datetime
    unknown: bool


class Standing(Struct, frozen=True):
    """A journey at one moment."""

    state: JourneyState
    legs: tuple[LegStanding, ...]
    next_check_in: WatchAgreed | None
    overdue: tuple[Overdue, ...]
    alarms: tuple[Alarm, ...]
    duress: bool
    waiting: tuple[str, ...]
    to_hear_new_words: tuple[str, ...]

    @property
    def in_alarm(self) -> bool:
        """Say whether anything is wrong, whether or not the alarm has been raised yet."""
        return (
            self.duress or bool(self.alarms) or any(not one.unknown for one in self.overdue)
        )

    @property
    def held_legs(self) -> tuple[LegStanding, ...]:
        """Return the legs that may not proceed."""
        return tuple(leg for leg in self.legs if leg.held_by)


def standing(state: Journey, around: Around) -> Standing:
    """Say how a journey stands at `around.now`."""
    legs = legs_now(state, around)
    open_alarms = alarm.all_open(state.alarms)
    return Standing(
        state=_state(state, legs),
        legs=legs,
        next_check_in=_next_check_in(state, around.now),
        overdue=_overdue(state, around),
        alarms=open_alarms,
        duress=unanswered_duress(state),
        waiting=_waiting(state, legs),
        to_hear_new_words=_to_hear_new_words(state, legs),
    )


def legs_now(state: Journey, around: Around) -> tuple[LegStanding, ...]:
    """Say where each leg stands, and the holds on it."""
    planned = journey.legs(state)
    handovers = journey.handovers(state)
    met = {
        leg.act.leg
        for leg in planned
        if any(
            one.act.leg == leg.act.leg
            and handover.took_place(state.handovers, one.act.handover)
            for one in handovers
        )
    }
    reached = max(
        (place for place, leg in enumerate(planned) if leg.act.leg in met), default=-1
    )
    everyone_is_there = bool(journey.persons(state)) and not _travelling(state)
    found = []
    for place, leg in enumerate(planned):
        if everyone_is_there or place < reached:
            found.append(LegStanding(leg.act, LegState.DONE))
        else:
            stands = LegState.UNDER_WAY if place == reached else LegState.AHEAD
            found.append(_not_done(state, leg.act, stands, around))
    return tuple(found)


def _not_done(
    state: Journey, leg: LegPlanned, stands: LegState, around: Around
) -> LegStanding:
    tags = hold.tags_of(journey.registers(state, leg), around.tags)
    lifted = hold.lifted(tags, around.holds)
    to_come = [
        one.act
        for one in journey.handovers(state)
        if one.act.leg == leg.leg
        and not handover.took_place(state.handovers, one.act.handover)
    ]
    return LegStanding(
        leg,
        stands,
        held_by=hold.applying(tags, around.holds),
        held_handovers=tuple(
            one.handover
            for one in to_come
            if hold.applying(
                hold.tags_of({one.gives, one.takes}, around.tags), around.holds
            )
        ),
        void_words=tuple(
            one.handover for one in to_come if not lifted <= set(one.after_holds)
        ),
        new_words=tuple(
            one.handover for one in to_come if lifted and lifted <= set(one.after_holds)
        ),
    )


def _travelling(state: Journey) -> tuple[str, ...]:
    """Return who has not arrived; lost persons are still looked for."""
    return tuple(
        person for person in journey.persons(state) if person not in state.arrivals.arrived
    )


def _state(state: Journey, legs: tuple[LegStanding, ...]) -> JourneyState:
    if journey.persons(state) and not _travelling(state):
        return JourneyState.ARRIVED
    if state.plan.stopped:
        return JourneyState.STOPPED
    go = journey.go_stands(state)
    if go is not None and any(leg.state is not LegState.AHEAD for leg in legs):
        return JourneyState.UNDER_WAY
    if go is not None:
        return JourneyState.GO if journey.covers(state, go) else JourneyState.PLANNED
    refused = bool(state.plan.decided.get(Decision.NO_GO))
    return JourneyState.NO_GO if refused else JourneyState.PLANNED


def expected(state: Journey) -> tuple[WatchAgreed, ...]:
    """Return the watches that still want a sign of life, by when it is due.

    Only a confirmed arrival or two humans end one: taking a person out of the plan does not
    make silence harmless, nor does their own word that they are there. Whoever agreed to
    one though they knew of an arrival goes on waiting.
    """
    waited_for = (
        watch.act
        for watch in state.watches.agreed.values()
        if journey.is_live(state, watch.act)
        and not _ended_by_arrival(state, watch)
        and checkin.heard(state.check_ins, watch.act) is None
        and not disarmed_by(state.watches, watch.act.watch)
    )
    return tuple(sorted(waited_for, key=lambda watch: (deadline(watch), watch.watch)))


def _ended_by_arrival(state: Journey, watch: Noted[WatchAgreed]) -> bool:
    arrived = state.arrivals.arrived.get(watch.act.person)
    return arrived is not None and not watch.saw(arrived)


def unconfirmed(state: Journey) -> tuple[Noted[ArrivalConfirmed], ...]:
    """Return the travellers' own words that they arrived, which nobody has confirmed."""
    said = state.arrivals.said
    return tuple(said[one] for one in _travelling(state) if one in said)


def proved_there(state: Journey) -> tuple[str, ...]:
    """Return the last handovers, if whoever receives the travellers proved each (S-8).

    Where the last leg ends with a traveller alone nobody receives them: a human confirms.
    """
    planned, travellers = journey.legs(state), journey.persons(state)
    last = planned[-1].act.leg if planned else ""
    ends = [one.act for one in journey.handovers(state) if one.act.leg == last]
    proved = all(
        one.takes not in travellers and handover.proved(state.handovers, one.handover)
        for one in ends
    )
    return tuple(one.handover for one in ends) if proved else ()


def _next_check_in(state: Journey, now: datetime) -> WatchAgreed | None:
    return next((watch for watch in expected(state) if deadline(watch) >= now), None)


def _overdue(state: Journey, around: Around) -> tuple[Overdue, ...]:
    return tuple(
        Overdue(watch, deadline(watch), _is_unknown(state, watch, around))
        for watch in expected(state)
        if deadline(watch) < around.now and not is_settled(state, watch)
    )


def is_settled(state: Journey, watch: WatchAgreed) -> bool:
    """Say whether an alarm of its silence was raised and closed: people have looked.

    Whoever closed it before its time, because a relay or a desk had been early, has looked
    at no silence: there was none yet.
    """
    found = alarm.standing(state.alarms, watch.watch)
    if found is None or found.state is not AlarmState.CLOSED:
        return False
    late = [
        end
        for end in state.alarms.closed.get(watch.watch, ())
        if end.record.at > deadline(watch)
    ]
    return any(
        one.act.cause is AlarmCause.MISSED_CHECK_IN and end.saw(one)
        for one in found.raised
        for end in late
    )


def is_raised(state: Journey, watch: WatchAgreed) -> bool:
    """Say whether the alarm of its silence stands, raised at its time and not before.

    A relay or a desk that was early says nothing of what came later.
    """
    found = alarm.standing(state.alarms, watch.watch)
    if found is None or found.state is AlarmState.CLOSED:
        return False
    ran_out = deadline(watch).replace(microsecond=0)  # records are to the second
    return any(
        one.act.cause is AlarmCause.MISSED_CHECK_IN and one.record.at >= ran_out
        for one in found.raised
    )


def _is_unknown(state: Journey, watch: WatchAgreed, around: Around) -> bool:
    """Say whether it is still to be asked: an hour at most, whatever a relay says later."""
    noted = state.check_ins.missed.get(watch.watch, ())
    asked = min((one.record.at for one in noted), default=around.now)
    return around.now <= asked + ASK_WITHIN and _unheard(deadline(watch), around)


def _unheard(due: datetime, around: Around) -> bool:
    return any(
        time.opens <= due <= time.closes and around.now <= time.closes + ASK_WITHIN
        for time in around.blind
    )


def no_rehearsals(state: Journey) -> tuple[Noted[WatchRehearsed], ...]:
    """Return what a desk took for a rehearsal that came when silence already counted.

    A relay can keep a go from one desk, and hand it a sign of duress first: every other
    desk then knows the letter as heard. What was right is no sign of life either.
    """
    return tuple(
        one
        for person, tried in sorted(state.watches.rehearsals.items())
        for one in tried
        if not one.act.right and _had_begun(state, person, one)
    )


def _had_begun(state: Journey, person: str, tried: Noted[WatchRehearsed]) -> bool:
    every = (one.act for one in state.watches.agreed.values() if one.act.staff)
    theirs = [one.opens for one in every if one.person == person]
    goes = [
        go.record.at
        for go in state.plan.decided.get(Decision.GO, ())
        if not go.saw(tried)  # whoever saw it decided afterwards
    ]
    return any(begins < tried.act.at for begins in theirs or goes)


def unanswered_duress(state: Journey) -> bool:
    """Say whether a check-in under duress has no closed alarm that saw it."""
    return any(
        not any(end.saw(one) for end in state.alarms.closed.get(duress_id(one.act), ()))
        for one in checkin.under_duress(state.check_ins)
    )


def duress_id(act: CheckInReceived) -> str:
    """Return the id of the alarm of a sign of duress; its watch's is that of silence."""
    return alarm.id_of(AlarmCause.UNDER_DURESS, act.watch)


def _waiting(state: Journey, legs: tuple[LegStanding, ...]) -> tuple[str, ...]:
    """Return who must be told not to go.

    Nobody is told while in the hands of somebody held: their page would be read over their
    shoulder, and it never changes because of an alarm.
    """
    ahead = _next_in_safe_hands(legs)
    return _travelling(state) if ahead is not None and ahead.held_by else ()


def _to_hear_new_words(state: Journey, legs: tuple[LegStanding, ...]) -> tuple[str, ...]:
    """Return who must be told that they may go again, and the new words."""
    ahead = _next_in_safe_hands(legs)
    made = ahead is not None and ahead.new_words and not ahead.held_by
    return _travelling(state) if made else ()


def _next_in_safe_hands(legs: tuple[LegStanding, ...]) -> LegStanding | None:
    if any(leg.state is LegState.UNDER_WAY and leg.held_by for leg in legs):
        return None
    return next((leg for leg in legs if leg.state is LegState.AHEAD), None)
