"""Verdicts: what the acts of a replay would have meant for a loss.

Pure. A verdict is read off what the replay produced and in which order, never written down
beforehand. *Stopped* needs facts that are stated or inferred, a journey without which the
loss could not have happened, and no other way left open; a question in time makes it
*questioned*; else it is *not reached*. Nobody can know an outcome: these are questions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from waystation.practice.scenario import Loss
from waystation.web.replay_record import Basis, Verdict

Produced = Literal["alarm", "hold", "refused", "went", "lifted"]

_STRENGTH: tuple[Basis, ...] = ("stated", "inferred", "assumed")


@dataclass(frozen=True, slots=True)
class Response:
    """Something that the practice organisation really did.

    `journey` is the one that it concerns, `cause` the code of what set it off, `order` its
    place among the rows of the report, `rests_on` the weakest fact that it needed; `id` is
    the alarm's or the hold's own, by which its lifting names it.
    """

    order: int
    kind: Produced
    cause: str
    journey: str
    persons: tuple[str, ...]
    rests_on: Basis
    id: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict, what it rests on, and the response that it is read from."""

    verdict: Verdict
    rests_on: Basis
    response: Response | None = None


def weakest(marks: Iterable[Basis]) -> Basis:
    """Return the mark that claims least; nothing at all is stated."""
    return max(marks, key=strength, default="stated")


def strength(mark: Basis) -> int:
    """Return 0 for the firmest mark and more for those that claim less."""
    return _STRENGTH.index(mark)


def judge(loss: Loss, orders: Mapping[str, int], responses: Sequence[Response]) -> Outcome:
    """Return the verdict on a loss; `orders` are the places of the events by their ids."""
    late = loss.too_late_from
    deadline = orders[loss.event]
    if late is not None:
        deadline = min(deadline, orders[late.event])
    in_time = _standing([one for one in responses if one.order < deadline])
    block = _strongest(_blocks(loss, in_time))
    if block is not None and block.rests_on != "assumed" and not loss.open_ways:
        return Outcome("stopped", weakest((block.rests_on, loss.rests_on)), block)
    question = _strongest(
        one
        for one in in_time
        if one.kind in {"alarm", "hold", "refused"} and loss.who in one.persons
    )
    if question is not None:
        return Outcome("questioned", weakest((question.rests_on, loss.rests_on)), question)
    marks = [loss.rests_on] + ([late.rests_on] if late is not None else [])
    return Outcome("not_reached", weakest(marks))


def _standing(in_time: Sequence[Response]) -> Sequence[Response]:
    """Leave out alarms and holds that were settled: what came after was another thing."""
    over = {one.id for one in in_time if one.kind == "lifted"}
    return [
        one for one in in_time if one.kind not in {"alarm", "hold"} or one.id not in over
    ]


def _blocks(loss: Loss, in_time: Sequence[Response]) -> Iterable[Response]:
    """Holds and refusals of a journey that neither had started nor started after them."""
    for one in in_time:
        if one.kind not in {"hold", "refused"} or one.journey not in loss.needs:
            continue
        if not any(
            other.journey == one.journey and other.kind == "went" for other in in_time
        ):
            yield one


def _strongest(responses: Iterable[Response]) -> Response | None:
    """Return what rests on the firmest facts, the earliest of those."""
    return min(
        responses,
        key=lambda one: (strength(one.rests_on), one.order),
        default=None,
    )
