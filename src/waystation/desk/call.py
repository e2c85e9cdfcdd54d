"""A call in progress: begun with one key, every line an entry, warnings ticked off.

Nothing is asked before the first word can be typed: who calls and in which language can be
said later, by beginning the same call again.
"""

from datetime import datetime

from waystation.casework import call
from waystation.casework import journey as plan
from waystation.casework.call import Calls
from waystation.casework.cause import REPORTABLE, AlarmCause
from waystation.casework.entries import ArrestReported, CallNoted, ChannelNoted
from waystation.casework.entries.call import CallBegun, CallEnded, CallLine, CallWarned
from waystation.casework.entries.watch import DangerReported
from waystation.casework.terms import Channel, InformationGrade, Role, SourceGrade
from waystation.desk import case, watchkeeper
from waystation.desk.desk import Desk
from waystation.desk.journey import journey_cell
from waystation.desk.journey import read as read_journey
from waystation.desk.opened import OpenCell
from waystation.errors import NotFoundError, RuleError

MAY = (Role.COORDINATOR, Role.CASEWORKER, Role.TRUSTEE)
CAUSES = (
    AlarmCause.RAID,
    AlarmCause.ARREST,
    AlarmCause.DISAPPEARANCE,
    AlarmCause.CHANGED_PLACE,
    AlarmCause.WRONG_VEHICLE,
    AlarmCause.WRONG_WORD,
    AlarmCause.REPORT,
)
"""What a caller may be telling, the gravest first."""
_LONGEST = 20_000


def begin(
    desk: Desk, journey_id: str, caller: str = "", language: str = "", call_id: str = ""
) -> str:
    """Begin a call, or say of one that has begun who calls; return its id."""
    with desk.acting():
        desk.require(*MAY)
        opened = journey_cell(desk, journey_id)
        begun = CallBegun(
            call=call_id or desk.random_id(),
            journey=journey_id,
            caller=caller,
            language=language,
        )
        desk.append(opened, begun)
        return begun.call


def line(
    desk: Desk, journey_id: str, call_id: str, text: str, at: datetime | None = None
) -> None:
    """Note one line; `at` is when it was begun, if that is not later than now.

    Raises:
        NotFoundError: no such call.
    """
    with desk.acting():
        desk.require(*MAY)
        opened, _ = _call(desk, journey_id, call_id)
        now = desk.now()
        when = now if at is None else min(at, now)
        act = CallLine(call=call_id, journey=journey_id, at=when, text=text)
        desk.append(opened, act)


def warned(desk: Desk, journey_id: str, call_id: str, who: str) -> None:
    """Note that somebody was warned.

    Raises:
        NotFoundError: no such call.
    """
    with desk.acting():
        desk.require(*MAY)
        opened, _ = _call(desk, journey_id, call_id)
        desk.append(opened, CallWarned(call=call_id, journey=journey_id, who=who))


def alarm(desk: Desk, journey_id: str, call_id: str, cause: AlarmCause) -> None:
    """Raise what the caller tells: it holds at once, and the call goes on.

    Raises:
        NotFoundError: no such call.
        RuleError: it is said in another way.
    """
    with desk.acting():
        desk.require(*MAY)
        _, begun = _call(desk, journey_id, call_id)
        state = read_journey(desk, journey_cell(desk, journey_id))
        who = tuple(one for one in plan.persons(state) if one == begun.caller)
        who = who or plan.persons(state)
        if cause is AlarmCause.ARREST:
            said = ArrestReported(
                arrest=desk.random_id(),
                journey=journey_id,
                who=who,
                said_by=_SAID_BY,
                source=SourceGrade.F,
                information=InformationGrade.CANNOT_BE_JUDGED,
            )
            watchkeeper.happened(desk, journey_id, said)
        elif cause in REPORTABLE:
            danger = DangerReported(
                danger=desk.random_id(),
                journey=journey_id,
                cause=cause,
                who=who,
                said_by=_SAID_BY,
            )
            watchkeeper.happened(desk, journey_id, danger)
        else:
            raise RuleError("danger.cause", "this is said in another way")


_SAID_BY = "the caller"


def end(desk: Desk, journey_id: str, call_id: str, *, broke_off: bool = False) -> None:
    """End a call; what was typed is also noted in the conversation of the case, once.

    Raises:
        NotFoundError: no such call.
    """
    with desk.acting():
        desk.require(*MAY)
        opened, begun = _call(desk, journey_id, call_id)
        state = read(desk, opened)
        if call_id in state.ended:
            return
        ended = CallEnded(call=call_id, journey=journey_id, broke_off=broke_off)
        desk.append(opened, ended)
        _note(desk, opened, begun, state)


def read(desk: Desk, opened: OpenCell) -> Calls:
    """Return the calls of a journey."""
    return desk.read(opened, call.fold, Calls())


def _call(desk: Desk, journey_id: str, call_id: str) -> tuple[OpenCell, CallBegun]:
    opened = journey_cell(desk, journey_id)
    begun = read(desk, opened).begun.get(call_id)
    if begun is None:
        raise NotFoundError("call.unknown", "no such call")
    return opened, begun.act


def _note(desk: Desk, opened: OpenCell, begun: CallBegun, state: Calls) -> None:
    conversation = _conversation(desk, opened)
    written = call.lines(state, begun.call)
    if conversation is None or not written:
        return
    channel = desk.random_id()
    desk.append(conversation, ChannelNoted(channel=channel, via=Channel.PHONE))
    text = "\n".join(f"{one.act.at:%H:%M:%S} {one.act.text}" for one in written)
    act = CallNoted(
        call=begun.call,
        channel=channel,
        who=begun.caller or begun.said_name,
        text=text[:_LONGEST],
        began=written[0].act.at,
        ended=desk.now(),
    )
    desk.append(conversation, act)


def _conversation(desk: Desk, opened: OpenCell) -> OpenCell | None:
    """Return the first conversation of a journey's case, if this desk is in it."""
    for core in desk.cells_of("core"):
        if opened in case.cells_in(desk, core.register, "journey"):
            return next(iter(case.cells_in(desk, core.register, "conversation")), None)
    return None
