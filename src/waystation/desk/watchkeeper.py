"""What must happen by itself: the desk's own timers, holds, escalations, letters.

`casework.consequences` says what is outstanding; this does it. Asked again, on this desk or
another, before a restart or after, nothing is done twice: every alarm's id comes from what
it is about.
"""

from contextlib import suppress
from datetime import timedelta

from msgspec.structs import replace

from waystation.casework import checkin
from waystation.casework.consequences import (
    Append,
    Consequence,
    PlaceHold,
    Tell,
    consequences,
)
from waystation.casework.entries import Act, AlarmRaised, HoldPlaced
from waystation.casework.journey import responders
from waystation.casework.standing import expected
from waystation.casework.terms import AlarmCause, RaisedBy, Wording
from waystation.desk import board, case, helper, journey
from waystation.desk.correspondence import write
from waystation.desk.desk import Desk
from waystation.desk.machinery import PersonTold
from waystation.desk.opened import OpenCell
from waystation.errors import FormatError, NotFoundError

MOST_ROUNDS = 5
TURN = timedelta(minutes=2)


def keep_all(desk: Desk) -> int:
    """Do everything outstanding for every journey of this desk; return how much it was.

    One journey that fails, in whatever way, holds up no other, and what fails in one holds
    up no alarm of it; the first failure is raised afterwards.
    """
    done = 0
    failed: Exception | None = None
    with desk.lock:
        journeys = [opened.log.cell for opened in desk.cells_of("journey")]
    for cell in journeys:
        for act in (keep, _raise_alone):
            try:
                if outstanding(desk, desk.cell(cell)):
                    with desk.acting():
                        done += act(desk, desk.cell(cell))
                break
            except Exception as error:  # noqa: BLE001  # nothing in a cell silences timers
                failed = failed or error
    if failed is not None:
        raise failed
    return done


def keep(desk: Desk, opened: OpenCell) -> int:
    """Do everything outstanding for one journey. Inside `acting()`."""
    done = 0
    for _ in range(MOST_ROUNDS):
        todo = outstanding(desk, opened)
        if not todo:
            break
        for one in todo:
            _do(desk, opened, one)
        done += len(todo)
    return done


def _raise_alone(desk: Desk, opened: OpenCell) -> int:
    """Do what stays in the journey: an alarm is raised though its hold cannot be placed."""
    todo = [one for one in outstanding(desk, opened) if isinstance(one, Append)]
    for one in todo:
        _do(desk, opened, one)
    return len(todo)


def happened(desk: Desk, journey_id: str, act: Act) -> None:
    """Record what happened on the way and do at once what follows from it."""
    with desk.acting():
        journey.record(desk, journey_id, act)
        keep(desk, journey.journey_cell(desk, journey_id))


def fired(desk: Desk, opened: OpenCell, watch_id: str) -> None:
    """Take the relay's word that a watch ran out, unless its check-in was heard (W-2)."""
    state = journey.read(desk, opened)
    agreed = state.watches.agreed.get(watch_id)
    if agreed is None:
        raise NotFoundError("watch.unknown", "no such check-in was agreed")
    said = state.alarms.raised.get(watch_id, ())
    raised = any(one.act.cause is AlarmCause.MISSED_CHECK_IN for one in said)
    awaited = any(one.watch == watch_id for one in expected(state))
    if awaited and not raised:
        silent = {agreed.act.person} if agreed.act.staff else set()
        desk.append(
            opened,
            AlarmRaised(
                alarm=watch_id,
                journey=opened.register,
                cause=AlarmCause.MISSED_CHECK_IN,
                by=RaisedBy.RELAY_TIMER,
                about=tuple(sorted(board.everything(state) | silent)),
            ),
        )
    keep(desk, opened)


def outstanding(desk: Desk, opened: OpenCell) -> list[Consequence]:
    """Return what this desk can do now and has not done."""
    with desk.lock:
        state = journey.read(desk, opened)
        if not state.plan.planned:
            return []
        every = consequences(state, journey.around(desk, state), helper.kin(desk))
        return [one for one in every if _is_ours(desk, opened, one)]


def _is_ours(desk: Desk, opened: OpenCell, one: Consequence) -> bool:
    match one:
        case Append():
            return desk.may_write(opened)
        case PlaceHold():
            shared = board.board_cell(desk)
            return shared is not None and desk.may_write(shared)
        case Tell():
            return _our_turn(desk, opened, one) and not _was_told(desk, opened, one)
        case _:
            return False


def _our_turn(desk: Desk, opened: OpenCell, tell: Tell) -> bool:
    """Say whether this desk writes now: the first responder's at once, others later.

    One letter is enough, and two would be seen; but no letter depends on one desk.
    """
    state = journey.read(desk, opened)
    everyone = responders(state)
    forced = {one.act.person for one in checkin.under_duress(state.check_ins)}
    if desk.human not in everyone or tell.person in forced:
        # Whoever checks in under duress is being watched: their page stays as it is.
        return False
    holds = board.read(desk).holds
    placed = [one.record.at for hold in tell.rests_on for one in holds.placed.get(hold, ())]
    since = min(placed, default=desk.now())
    return desk.now() >= since + everyone.index(desk.human) * TURN


def _was_told(desk: Desk, opened: OpenCell, tell: Tell) -> bool:
    """Say whether the person was told because of these holds, or cannot be."""
    try:
        noted = case.person_in(desk, opened, tell.person)
    except NotFoundError:
        return True
    if not noted.identity or not noted.box:
        return True
    return any(
        note.person == tell.person
        and note.wording == tell.wording
        and set(tell.rests_on) <= set(note.rests_on)
        for note in opened.notes(PersonTold)
    )


def _do(desk: Desk, opened: OpenCell, one: Consequence) -> None:
    match one:
        case Append(act):
            desk.append(opened, act)
        case PlaceHold():
            desk.append(board.room(desk), placed_for(desk, one))
        case Tell(person, wording, rests_on, words):
            # a letter that cannot be written undoes neither an alarm nor a hold
            with suppress(FormatError, NotFoundError):
                tell(desk, opened, person, wording, rests_on, words)
        case _:
            pass


def placed_for(desk: Desk, one: PlaceHold) -> HoldPlaced:
    """Return the hold to place; who is silent or forced is never one who lifts it."""
    placed = board.hold_on(desk, one.about, one.cause, one.hold)
    return replace(placed, subject=one.subject or placed.subject)


def tell(
    desk: Desk,
    opened: OpenCell,
    person_id: str,
    wording: Wording,
    rests_on: tuple[str, ...] = (),
    words: str = "",
) -> None:
    """Write to a person because of holds, or with new words once they are lifted."""
    noted = case.person_in(desk, opened, person_id)
    kind = "lifted" if wording is Wording.NEW_WORDS else "hold"
    body = {"journey": opened.register, "wording": str(wording)}
    if words:
        body["words"] = words
    write(desk, noted.identity, noted.box, kind, body)
    told = PersonTold(person=person_id, wording=wording, rests_on=rests_on)
    desk.append(opened, told)
