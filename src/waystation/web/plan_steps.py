"""The steps of editing a plan: each gives a form from a form, and can be taken back."""

from collections.abc import Callable, Mapping

import msgspec
from msgspec.structs import replace

from waystation.errors import FormatError
from waystation.web.plan_form import (
    CheckInFields,
    HandoverFields,
    LegFields,
    PlanForm,
    StayFields,
)

MOST_PARTS = 40
_PAST = 8


def step(form: PlanForm, do: str, new_id: Callable[[], str]) -> PlanForm:
    """Return the form after one step of editing: `up.2`, `add-stay.0`, `undo`.

    What names no part that there is changes nothing.
    """
    if do == "undo":
        return _before(form)
    name, *numbers = do.split(".")
    act = STEPS.get(name)
    if act is None or not all(one.isascii() and one.isdecimal() for one in numbers):
        return form
    try:
        after = act(form, [int(one) for one in numbers], new_id)
    except (IndexError, ValueError):
        return form
    if len(after.legs) > MOST_PARTS or len(after.check_ins) > MOST_PARTS or after == form:
        return form
    kept = msgspec.json.encode(replace(form, past=())).decode()
    return replace(after, past=(*form.past, kept)[-_PAST:])


def _before(form: PlanForm) -> PlanForm:
    if not form.past:
        return form
    *past, last = form.past
    try:
        found = msgspec.json.decode(last, type=PlanForm)
    except (msgspec.DecodeError, msgspec.ValidationError):
        raise FormatError("web.form", "not a form of ours") from None
    return replace(found, past=tuple(past))


Step = Callable[[PlanForm, list[int], Callable[[], str]], PlanForm]


def _add_leg(form: PlanForm, _at: list[int], new_id: Callable[[], str]) -> PlanForm:
    last = form.legs[-1] if form.legs else LegFields()
    leg = LegFields(
        leg=new_id(),
        opens=last.closes,
        gives=last.takes,
        handovers=(HandoverFields(handover=new_id()),),
    )
    return replace(form, legs=(*form.legs, leg))


def _move(form: PlanForm, at: list[int], _new_id: Callable[[], str]) -> PlanForm:
    start, end = at
    legs = list(form.legs)
    leg = legs.pop(start)
    legs.insert(min(end, len(legs)), leg)
    return replace(form, legs=tuple(legs))


def _up(form: PlanForm, at: list[int], new_id: Callable[[], str]) -> PlanForm:
    return _move(form, [at[0], max(0, at[0] - 1)], new_id)


def _down(form: PlanForm, at: list[int], new_id: Callable[[], str]) -> PlanForm:
    return _move(form, [at[0], at[0] + 1], new_id)


def _drop(form: PlanForm, at: list[int], _new_id: Callable[[], str]) -> PlanForm:
    return replace(form, legs=form.legs[: at[0]] + form.legs[at[0] + 1 :])


def _with_leg(form: PlanForm, at: int, leg: LegFields) -> PlanForm:
    return replace(form, legs=(*form.legs[:at], leg, *form.legs[at + 1 :]))


def _add_handover(form: PlanForm, at: list[int], new_id: Callable[[], str]) -> PlanForm:
    leg = form.legs[at[0]]
    met = (*leg.handovers, HandoverFields(handover=new_id()))
    return _with_leg(form, at[0], replace(leg, handovers=met))


def _drop_handover(form: PlanForm, at: list[int], _new_id: Callable[[], str]) -> PlanForm:
    leg, number = form.legs[at[0]], at[1]
    kept = leg.handovers[:number] + leg.handovers[number + 1 :]
    return _with_leg(form, at[0], replace(leg, handovers=kept))


def _add_stay(form: PlanForm, at: list[int], new_id: Callable[[], str]) -> PlanForm:
    leg = form.legs[at[0]]
    stay = StayFields(stay=new_id(), opens=leg.closes, brought_by=leg.takes)
    return _with_leg(form, at[0], replace(leg, stays=(*leg.stays, stay)))


def _drop_stay(form: PlanForm, at: list[int], _new_id: Callable[[], str]) -> PlanForm:
    leg, number = form.legs[at[0]], at[1]
    kept = leg.stays[:number] + leg.stays[number + 1 :]
    return _with_leg(form, at[0], replace(leg, stays=kept))


def _add_check_in(form: PlanForm, _at: list[int], _new_id: Callable[[], str]) -> PlanForm:
    last = form.check_ins[-1] if form.check_ins else CheckInFields()
    new = CheckInFields(person=last.person, opens=last.due)
    return replace(form, check_ins=(*form.check_ins, new))


def _drop_check_in(form: PlanForm, at: list[int], _new_id: Callable[[], str]) -> PlanForm:
    kept = form.check_ins[: at[0]] + form.check_ins[at[0] + 1 :]
    return replace(form, check_ins=kept)


STEPS: Mapping[str, Step] = {
    "add-leg": _add_leg,
    "up": _up,
    "down": _down,
    "move": _move,
    "drop": _drop,
    "add-handover": _add_handover,
    "drop-handover": _drop_handover,
    "add-stay": _add_stay,
    "drop-stay": _drop_stay,
    "add-check-in": _add_check_in,
    "drop-check-in": _drop_check_in,
}
