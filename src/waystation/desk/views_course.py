"""One journey at one moment, and the rows that several pages show of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cached_property

from waystation.casework import handover, hold, roster
from waystation.casework import journey as plan
from waystation.casework.alarm import Alarm, id_of
from waystation.casework.entries import HandoverPlanned, LegPlanned, WatchAgreed
from waystation.casework.hold import Hold
from waystation.casework.standing import JourneyState as Standing
from waystation.casework.standing import LegStanding, LegState, expected, standing
from waystation.casework.terms import AlarmCause, Outcome
from waystation.casework.watch import deadline
from waystation.desk import board, journey, on_call
from waystation.desk.desk import Desk
from waystation.desk.hold import ON_BOARD
from waystation.desk.opened import OpenCell
from waystation.desk.views import (
    AlarmRow,
    HoldRow,
    JourneyName,
    JourneyState,
    NextRow,
)
from waystation.desk.views_names import Names

DAY = timedelta(hours=24)
_OVER = frozenset({Standing.STOPPED, Standing.ARRIVED, Standing.NO_GO})
_MOST_NAMES = 4
_STATES: dict[Standing, JourneyState] = {
    Standing.PLANNED: "planned",
    Standing.NO_GO: "no_go",
    Standing.GO: "go",
    Standing.UNDER_WAY: "under_way",
    Standing.STOPPED: "stopped",
    Standing.ARRIVED: "arrived",
}


class Course:
    """A journey as its cell, the board and the clock have it."""

    def __init__(self, desk: Desk, opened: OpenCell, names: Names) -> None:
        self.desk = desk
        self.opened = opened
        self.names = names
        self.now: datetime = desk.now()
        self.state = journey.read(desk, opened)
        self.around = journey.around(desk, self.state)
        self.standing = standing(self.state, self.around)

    @cached_property
    def name(self) -> JourneyName:
        """Return what to call it: its persons and where it ends."""
        legs = plan.legs(self.state)
        planned = self.state.plan.planned.get("")
        label = "" if planned is None else planned.act.label
        return JourneyName(
            self.opened.register,
            self.names.many(plan.persons(self.state) or plan.staff_watched(self.state)),
            legs[-1].act.place if legs else label,
        )

    @property
    def stands(self) -> JourneyState:
        """Return where it stands; a loss is said even where somebody else arrived."""
        return "lost" if self.state.arrivals.lost else _STATES[self.standing.state]

    @property
    def is_over(self) -> bool:
        """Say whether nothing more is expected of it."""
        return self.standing.state in _OVER

    @property
    def is_lost(self) -> bool:
        """Say whether everybody of it is lost or has arrived."""
        arrivals = self.state.arrivals
        return bool(arrivals.lost) and all(
            one in arrivals.lost or one in arrivals.arrived
            for one in plan.persons(self.state)
        )

    @property
    def backup(self) -> str:
        """Return who else answers for it."""
        others = [one for one in plan.responders(self.state) if one != self.desk.human]
        return next(iter(self.names.many(others)), "")

    def number(self, leg_id: str) -> int | None:
        """Return the number of a leg as people count it, from 1."""
        legs = [one.leg.leg for one in self.standing.legs]
        return legs.index(leg_id) + 1 if leg_id in legs else None

    def alarms(self) -> tuple[AlarmRow, ...]:
        """Return its open alarms, those that nobody has taken first."""
        rows = (self._alarm(one) for one in self.standing.alarms)
        return tuple(sorted(rows, key=lambda row: (row.in_hand, row.since)))

    def _watched(self, alarm: Alarm) -> WatchAgreed | None:
        """Return the check-in whose silence it is, or that meant duress."""
        for watch, noted in self.state.watches.agreed.items():
            if alarm.alarm in {watch, id_of(AlarmCause.UNDER_DURESS, watch)}:
                return noted.act
        return None

    def _alarm(self, alarm: Alarm) -> AlarmRow:
        watched = self._watched(alarm)
        taken = [
            one
            for one in self.state.alarms.acknowledged.get(alarm.alarm, ())
            if one.record.human in alarm.acknowledged_by
        ]
        missed = self.state.check_ins.missed.get(alarm.alarm, ())
        to = (*plan.responders(self.state), *sorted(alarm.escalated_to))
        return AlarmRow(
            id=alarm.alarm,
            journey=self.name,
            cause=alarm.gravest,
            about=self._about(alarm),
            since=alarm.since,
            by=alarm.raised[0].act.by,
            said=self._said(alarm),
            leg=self.present_leg,
            due=watched.due if watched else None,
            backup=self.backup if watched else "",
            late=any(one.act.unknown for one in missed),
            told=self.names.many(to),
            taken_by=self.names.many(one.record.human for one in taken),
            taken_at=max((one.record.at for one in taken), default=None),
            mine=self.desk.human in alarm.acknowledged_by,
            forgotten=alarm.is_forgotten(self.now),
            endings=tuple(one for one in Outcome if alarm.can_end(one)),
        )

    @property
    def present_leg(self) -> int | None:
        """Return the number of the leg that is under way."""
        for number, leg in enumerate(self.standing.legs, start=1):
            if leg.state is LegState.UNDER_WAY:
                return number
        return None

    def _about(self, alarm: Alarm) -> str:
        """Name whose act or silence it is, or else everything that the alarm names."""
        who: Iterable[str] = sorted(alarm.about)
        watched = self._watched(alarm)
        demanded = self.state.demands.recorded.get(alarm.alarm)
        arrested = self.state.houses.arrests.get(alarm.alarm)
        in_danger = self.state.dangers.reported.get(alarm.alarm)
        if watched is not None:
            who = (watched.person,)
        elif demanded is not None:
            who = (demanded.act.helper,)
        elif arrested is not None:
            who = arrested.act.who
        elif in_danger is not None and in_danger.act.who:
            who = in_danger.act.who
        elif AlarmCause.PANIC in alarm.causes:
            who = (alarm.raised[0].record.human,)
        elif AlarmCause.STOPPED in alarm.causes:
            who = self.state.plan.stopped
        return ", ".join(self.names.many(who)[:_MOST_NAMES])

    def _said(self, alarm: Alarm) -> str:
        demanded = self.state.demands.recorded.get(alarm.alarm)
        arrested = self.state.houses.arrests.get(alarm.alarm)
        if demanded is not None:
            return demanded.act.asks_for
        if arrested is not None:
            return arrested.act.text
        if alarm.alarm in self.state.dangers.reported:
            return self.state.dangers.reported[alarm.alarm].act.text
        return alarm.raised[-1].act.text

    @property
    def held_by(self) -> tuple[Hold, ...]:
        """Return the holds that keep any part of it from proceeding."""
        if self.is_over:
            return ()
        legs = self.standing.legs
        return tuple({one.hold: one for leg in legs for one in leg.held_by}.values())

    def holds(self) -> tuple[HoldRow, ...]:
        """Return them as they are shown, the oldest first."""
        rows = (self._hold(one) for one in self.held_by)
        return tuple(sorted(rows, key=lambda row: (row.since, row.id)))

    def _hold(self, held: Hold) -> HoldRow:
        first = held.placed[0]
        legs = self.standing.legs
        touching = [
            register
            for register, tags in sorted(self.around.tags.items())
            if tags & held.tags
        ]
        answered = held.lift_approved_by | held.lift_refused_by
        return HoldRow(
            id=held.hold,
            journey=self.name,
            cause=first.act.cause,
            about=", ".join(self.names.many(touching)[:_MOST_NAMES]),
            since=min(one.act.since or one.record.at for one in held.placed),
            legs=tuple(n for n, leg in enumerate(legs, start=1) if held in leg.held_by),
            agreed=self.names.many(sorted(held.lift_approved_by)),
            refused=self.names.many(sorted(held.lift_refused_by)),
            needed=hold.TO_LIFT,
            reachable=_reachable(self.desk),
            may_lift=self.desk.human not in answered and _on_board(self.desk),
        )

    def next(self) -> Iterator[NextRow]:
        """Give what is due from now on, and what should have been and is not settled."""
        if self.is_over or self.is_lost:
            return
        yield from self._check_ins()
        for leg in self.standing.legs:
            if leg.state is not LegState.DONE:
                yield from self._meetings(leg)
        for stay in plan.stays(self.state):
            if stay.act.window.opens <= self.now < stay.act.window.closes:
                yield NextRow(
                    stay.act.window.closes,
                    "stay_ends",
                    self.name,
                    leg=self.number(stay.act.leg),
                    giver=self.names.one(stay.act.host),
                )

    def _check_ins(self) -> Iterator[NextRow]:
        for noted in self.state.watches.agreed.values():
            watch = noted.act
            if deadline(watch) >= self.now and self.is_awaited(watch):
                yield NextRow(
                    watch.due,
                    "check_in",
                    self.name,
                    persons=self.names.many((watch.person,)),
                    leg=self.number(watch.leg) or self.present_leg,
                    backup=self.backup,
                    overdue=watch.due < self.now,
                )

    def is_awaited(self, watch: WatchAgreed) -> bool:
        """Say whether a sign of life is still wanted: the same that desks alarm for."""
        return any(one.watch == watch.watch for one in self._expected)

    @cached_property
    def _expected(self) -> tuple[WatchAgreed, ...]:
        return expected(self.state)

    def _meetings(self, leg: LegStanding) -> Iterator[NextRow]:
        met = self.handovers_of(leg.leg)
        for one in met:
            if self._is_to_come(one):
                yield NextRow(
                    one.window.opens,
                    "handover",
                    self.name,
                    leg=self.number(one.leg),
                    giver=self.names.one(one.gives),
                    receiver=self.names.one(one.takes),
                    held=bool(leg.held_by),
                    overdue=one.window.closes < self.now,
                )
        if not met and leg.leg.window.opens >= self.now:
            yield NextRow(
                leg.leg.window.opens,
                "leg",
                self.name,
                leg=self.number(leg.leg.leg),
                giver=self.names.one(leg.leg.takes),
                held=bool(leg.held_by),
            )

    def _is_to_come(self, met: HandoverPlanned) -> bool:
        """Say whether a meeting is ahead, or was to be within the last day of a journey."""
        if handover.took_place(self.state.handovers, met.handover):
            return False
        late = self.now - met.window.closes
        return met.window.opens >= self.now or (plan.was_decided(self.state) and late < DAY)

    def handovers_of(self, leg: LegPlanned) -> tuple[HandoverPlanned, ...]:
        """Return the meetings of a leg, in the order of time."""
        met = (one.act for one in plan.handovers(self.state) if one.act.leg == leg.leg)
        return tuple(sorted(met, key=lambda one: one.window.opens))


def courses(desk: Desk) -> list[Course]:
    """Return every journey of this desk. Under the desk's lock."""
    names = Names(desk)
    return [Course(desk, opened, names) for opened in desk.cells_of("journey")]


def _on_board(desk: Desk) -> bool:
    me = desk.whoami()
    return me is not None and bool(me.roles.intersection(ON_BOARD)) and board.sees(desk)


def _reachable(desk: Desk) -> int | None:
    """Count who could lift a hold and is on call; None where nobody's times are noted."""
    times = on_call.times(desk)
    if not times:
        return None
    now = desk.now()
    there = {
        human
        for human, windows in times.items()
        if any(one.opens <= now <= one.closes for one in windows)
    }
    return sum(
        one.human in there and bool(one.roles.intersection(ON_BOARD))
        for one in roster.humans(desk.roster())
    )
