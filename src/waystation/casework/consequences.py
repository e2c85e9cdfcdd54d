"""What must be done about a journey now, and has not been done yet.

Pure and repeatable: executing the answer and asking again gives nothing, on one desk or on
two, before a restart or after it, because every alarm's id comes from what it is about. The
desk places the holds under its tags, appends the acts and writes the letters, in that
order: a crash in between may place a hold twice, which is one hold, but never loses one.
"""

from collections.abc import Iterable

from msgspec import Struct

from waystation.casework import alarm, checkin, danger, demand, hold, journey
from waystation.casework.alarm import Alarm
from waystation.casework.entries import (
    Act,
    AlarmEscalated,
    AlarmRaised,
    ArrivalConfirmed,
    CheckInMissed,
    HousePresumedBurned,
)
from waystation.casework.entries.watch import DangerReported
from waystation.casework.helper import Kin
from waystation.casework.journey import Journey
from waystation.casework.standing import (
    Around,
    LegState,
    Standing,
    duress_id,
    is_raised,
    no_rehearsals,
    proved_there,
    standing,
    unconfirmed,
)
from waystation.casework.terms import AlarmCause, How, RaisedBy, Wording

NAMES_ITS_OWN = frozenset({AlarmCause.HELPER_WITHDREW, AlarmCause.DISAPPEARANCE})
"""Whom these name is all that they touch; any other danger is of the leg under way too."""


class Append(Struct, frozen=True):
    """An act to append to the journey's cell."""

    act: Act


class PlaceHold(Struct, frozen=True):
    """A hold to place on the board, on the tags of these register ids.

    `subject` is a human of the organisation whose silence or duress it is.
    """

    hold: str
    about: frozenset[str]
    cause: AlarmCause
    subject: str = ""


class Tell(Struct, frozen=True):
    """A letter to a person, written once for the holds or words that it rests on."""

    person: str
    wording: Wording
    rests_on: tuple[str, ...]
    words: str = ""


class Ask(Struct, frozen=True):
    """A person to ask by whatever way there is: a watch ran out while nobody could hear."""

    person: str
    watch: str


Consequence = Append | PlaceHold | Tell | Ask


def consequences(
    state: Journey, around: Around, kin: Kin, by: RaisedBy = RaisedBy.DESK_TIMER
) -> tuple[Consequence, ...]:
    """Return everything outstanding at `around.now`, what is most urgent first."""
    now = standing(state, around)
    raise_now = tuple(_alarms(state, now, kin, by))
    return (
        *_holds(state, raise_now, now.alarms, around),
        *(Append(act) for act in raise_now),
        *(Append(act) for act in _missed(state, now, by)),
        *(Append(act) for act in _burned(state, kin)),
        *(Append(act) for act in _arrived(state, now)),
        *(Append(act) for act in _escalations(state, now.alarms, around)),
        *(Ask(one.watch.person, one.watch.watch) for one in now.overdue if one.unknown),
        *_letters(state, now),
    )


def _alarms(state: Journey, now: Standing, kin: Kin, by: RaisedBy) -> Iterable[AlarmRaised]:
    """Return the alarms that nobody has raised yet."""
    with_whom = _with_kin(_in_hands_of(state, now), kin)
    wanted = [
        AlarmRaised(
            alarm=one.watch.watch,
            journey=state.journey,
            cause=AlarmCause.MISSED_CHECK_IN,
            by=by,
            about=_known_to(state, one.watch.person, with_whom),
        )
        for one in now.overdue
        if not (one.unknown or is_raised(state, one.watch))
    ]
    wanted += [
        _raised(
            state,
            duress_id(one.act),
            AlarmCause.UNDER_DURESS,
            _known_to(state, one.act.person, with_whom),
            one.record.id,
        )
        for one in checkin.under_duress(state.check_ins)
    ]
    wanted += [
        _raised(
            state,
            alarm.id_of(AlarmCause.UNDER_DURESS, one.record.id),
            AlarmCause.UNDER_DURESS,
            _known_to(state, one.act.person, with_whom),
            one.record.id,
        )
        for one in no_rehearsals(state)
    ]
    planned = journey.places(state)
    wanted += [
        _raised(
            state,
            one.act.demand,
            AlarmCause.DEMAND,
            _touched(state, frozenset({one.act.helper}), kin),
            one.record.id,
        )
        for _, one in sorted(state.demands.recorded.items())
        if demand.is_outside(one.act, planned)
    ]
    wanted += [
        _raised(state, record, AlarmCause.CHANGED_PLACE, with_whom, record)
        for record, one in sorted(state.demands.places.items())
        if one.act.place not in planned
    ]
    wanted += [
        _raised(
            state,
            one.act.arrest,
            AlarmCause.ARREST,
            _touched(state, frozenset(one.act.who), kin, or_else=with_whom),
            one.record.id,
        )
        for _, one in sorted(state.houses.arrests.items())
    ]
    wanted += [
        _raised(state, one.record.id, AlarmCause.STOPPED, (), one.record.id)
        for _, stops in sorted(state.plan.stopped.items())
        for one in stops[:1]
    ]
    wanted += [
        _raised(
            state,
            one.act.danger,
            one.act.cause,
            _in_danger(state, one.act, kin, with_whom),
            one.record.id,
        )
        for _, one in sorted(state.dangers.reported.items())
    ]
    wanted += _of_houses(state)
    return (act for act in wanted if not _was_raised(state, act))


def _known_to(state: Journey, who: str, with_whom: tuple[str, ...]) -> tuple[str, ...]:
    """Return what somebody silent could give away: staff know the whole plan."""
    if who in journey.persons(state):
        return with_whom
    legs = (journey.registers(state, leg.act) for leg in journey.legs(state))
    return tuple(sorted({who, *with_whom}.union(*legs)))


def _in_danger(
    state: Journey, said: DangerReported, kin: Kin, with_whom: tuple[str, ...]
) -> tuple[str, ...]:
    """Return what a reported danger touches: whom it names, or else the leg under way."""
    houses = {one.act.house for one in journey.stays(state)} - {""}
    houses |= {one.act.house for one in journey.legs(state)} - {""}
    named = _touched(state, frozenset(said.who) - houses, kin)
    named = tuple(sorted({*named, *houses.intersection(said.who)}))
    if said.cause in NAMES_ITS_OWN and named:
        return named
    return tuple(sorted({*named, *with_whom}))


def _of_houses(state: Journey) -> list[AlarmRaised]:
    """Return an alarm for each house of the plan that somebody presumes burned.

    Where a report of this journey burned it, that report's own alarm holds it already.
    """
    reported = {one.record.id for one in state.houses.arrests.values()}
    reported |= {one.record.id for one in state.dangers.reported.values()}
    planned = {one.act.house for one in journey.legs(state)}
    planned |= {one.act.house for one in journey.stays(state)}
    return [
        _raised(state, one.record.id, AlarmCause.HOUSE_BURNED, (house,), one.record.id)
        for house, said in sorted(state.houses.burned.items())
        for one in said[:1]
        if house in planned and not reported.intersection(one.act.rests_on)
    ]


def _raised(
    state: Journey, alarm_id: str, cause: AlarmCause, about: tuple[str, ...], rests_on: str
) -> AlarmRaised:
    return AlarmRaised(
        alarm=alarm_id,
        journey=state.journey,
        cause=cause,
        by=RaisedBy.RULE,
        about=about,
        rests_on=(rests_on,),
    )


def _was_raised(state: Journey, act: AlarmRaised) -> bool:
    """Say whether it was raised for the same record; a closed one hides no later one.

    One that has the id of its record is about no other; a summary keeps it without what it
    rests on. Of silence, which rests on no record, `is_raised` says it.
    """
    own = act.rests_on == (act.alarm,)
    return bool(act.rests_on) and any(
        one.act.cause is act.cause and (own or one.act.rests_on == act.rests_on)
        for one in state.alarms.raised.get(act.alarm, ())
    )


def _in_hands_of(state: Journey, now: Standing) -> frozenset[str]:
    """Return what the leg under way depends on, or else the leg to come."""
    under_way = [leg.leg for leg in now.legs if leg.state is LegState.UNDER_WAY]
    ahead = [leg.leg for leg in now.legs if leg.state is LegState.AHEAD]
    return frozenset().union(
        *(journey.registers(state, leg) for leg in (under_way or ahead)[:1])
    )


def _with_kin(registers: frozenset[str], kin: Kin) -> tuple[str, ...]:
    every = registers.union(*(kin.get(one, frozenset()) for one in registers))
    return tuple(sorted(every))


def _touched(
    state: Journey, who: frozenset[str], kin: Kin, or_else: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the helpers, what stands and falls with them, and where they were sent.

    Where travellers alone are named, `or_else` is what they were with.
    """
    helpers = frozenset(_with_kin(who - set(journey.persons(state)), kin))
    if not helpers and who:
        return or_else
    vehicles = {
        register
        for leg in journey.legs(state)
        if helpers & {leg.act.gives, leg.act.takes}
        for register in leg.act.touches
    }
    return tuple(sorted(helpers | vehicles | journey.sent_to(state, helpers)))


def _holds(
    state: Journey,
    raise_now: tuple[AlarmRaised, ...],
    raised: tuple[Alarm, ...],
    around: Around,
) -> Iterable[PlaceHold]:
    """Return the holds that alarms need; one that two have lifted is not placed again.

    Lifted is what they saw: a hold for a lesser cause says nothing of a graver one.
    """
    for act in raise_now:
        if alarm.NEEDS[act.cause].hold and act.about:
            held = alarm.hold_of(state.alarms, act.alarm)
            subject = _subject(state, act.alarm)
            yield PlaceHold(held, frozenset(act.about), act.cause, subject)
    renewed = {act.alarm for act in raise_now}
    for one in raised:
        if one.must_hold and one.about and one.alarm not in renewed:
            held = alarm.hold_of(state.alarms, one.alarm)
            known = (hold.standing(around.holds, each) for each in {held, one.alarm})
            lifted = hold.was_lifted(around.holds, held, one.gravest)
            covered = any(
                stands is not None and hold.covers(stands, one.about, around.tags)
                for stands in known
            )
            if not (lifted or covered):
                subject = _subject(state, one.alarm)
                yield PlaceHold(held, one.about, one.gravest, subject)


def _subject(state: Journey, alarm_id: str) -> str:
    """Return whose alarm it is where they are of the staff: they may be made to lift it."""
    forced = {
        duress_id(one.act): one.act.watch for one in checkin.under_duress(state.check_ins)
    }
    watched = state.watches.agreed.get(forced.get(alarm_id, alarm_id))
    return watched.act.person if watched is not None and watched.act.staff else ""


def _missed(state: Journey, now: Standing, by: RaisedBy) -> Iterable[CheckInMissed]:
    return (
        CheckInMissed(
            journey=state.journey,
            watch=one.watch.watch,
            person=one.watch.person,
            by=by,
            unknown=one.unknown,
        )
        for one in now.overdue
        if one.watch.watch not in state.check_ins.missed
    )


def _burned(state: Journey, kin: Kin) -> Iterable[HousePresumedBurned]:
    """Return the houses that an arrested team was sent to and that nobody has noted."""
    noted = set(state.houses.burned)
    taken = [
        (one.record.id, one.act.who) for _, one in sorted(state.houses.arrests.items())
    ]
    taken += [
        (one.record.id, one.act.who)
        for _, one in sorted(state.dangers.reported.items())
        if one.act.cause in danger.TAKEN
    ]
    for rests_on, who in taken:
        helpers = frozenset(_with_kin(frozenset(who), kin))
        for house in sorted(journey.sent_to(state, helpers) - noted):
            noted.add(house)
            yield HousePresumedBurned(
                house=house,
                journey=state.journey,
                rests_on=(rests_on,),
                reason="presumed.arrested_team_was_sent_there",
            )


def _arrived(state: Journey, now: Standing) -> Iterable[ArrivalConfirmed]:
    """Return whose own word those have proved who receive them; in an alarm, nobody's."""
    proof = () if now.in_alarm else proved_there(state)
    return (
        ArrivalConfirmed(
            journey=state.journey,
            person=one.act.person,
            place=one.act.place,
            how=How.ASSERTION,
            rests_on=proof,
        )
        for one in unconfirmed(state)
        if proof
    )


def _escalations(
    state: Journey, raised: tuple[Alarm, ...], around: Around
) -> Iterable[AlarmEscalated]:
    """Return what goes on because nobody took it up, or whoever did left it lying."""
    for one in raised:
        to = one.goes_on_to(journey.responders(state), around.now)
        if to:
            yield AlarmEscalated(alarm=one.alarm, journey=state.journey, to=to)


def _letters(state: Journey, now: Standing) -> Iterable[Tell]:
    holds = {applying.hold for leg in now.legs for applying in leg.held_by}
    for person in now.waiting:
        yield Tell(person, Wording.DO_NOT_GO, tuple(sorted(holds)))
    ahead = next((leg for leg in now.legs if leg.state is LegState.AHEAD), None)
    for made in ahead.new_words if ahead else ():
        noted = state.handovers.planned[made]
        for person in now.to_hear_new_words:
            words = f"{noted.act.word} / {noted.act.answer}"
            yield Tell(person, Wording.NEW_WORDS, (noted.record.id,), words)
