"""A plan that is being typed, read as far as it goes, and what it still wants."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

import msgspec

from waystation.casework.draft import (
    CheckInDraft,
    HandoverDraft,
    LegDraft,
    PlanDraft,
    StayDraft,
)
from waystation.casework.entries import Window
from waystation.web.plan_form import (
    CheckInFields,
    HandoverFields,
    LegFields,
    PlanForm,
    StayFields,
    typed,
)

Want = Literal["needed", "order", "same"]


class Reading:
    """A form, read for a zone: the plan that it is so far, and what it still wants.

    Attributes:
        wants: by the name of a field, what it wants.
        rows: the check-ins as they stand in the form; None where one is not complete.
    """

    def __init__(self, form: PlanForm, zone: tzinfo, stands: PlanDraft) -> None:
        self._zone = zone
        self._stands = {leg.leg: leg for leg in stands.legs}
        self._exact = _windows(stands)
        self.wants: dict[str, Want] = {}
        legs = [self._leg(f"leg.{at}", leg) for at, leg in enumerate(form.legs)]
        self.rows = [
            self._check_in(f"check_in.{at}", one) for at, one in enumerate(form.check_ins)
        ]
        self.draft = PlanDraft(
            legs=tuple(leg for leg in legs if leg is not None),
            check_ins=tuple(one for one in self.rows if one is not None),
            grace=self._grace(form.grace),
        )

    def _leg(self, name: str, leg: LegFields) -> LegDraft | None:
        """Return a leg; while it is not complete, as it stands in the plan, if it does."""
        window = self._window(name, leg.opens, leg.closes, leg.leg)
        whole = self._all(name, leg, ("place", "gives", "takes"))
        if window is None or not whole:
            return self._stands.get(leg.leg)
        if leg.handovers and leg.gives == leg.takes:
            self.wants[f"{name}.takes"] = "same"
        met = [
            self._handover(f"{name}.handover.{at}", leg, one)
            for at, one in enumerate(leg.handovers)
        ]
        stays = [self._stay(f"{name}.stay.{at}", one) for at, one in enumerate(leg.stays)]
        return LegDraft(
            leg=leg.leg,
            place=leg.place,
            window=window,
            gives=leg.gives,
            takes=leg.takes,
            gives_duty=leg.gives_duty,
            takes_duty=leg.takes_duty,
            house=leg.house,
            handovers=tuple(one for one in met if one is not None),
            stays=tuple(one for one in stays if one is not None),
        )

    def _handover(
        self, name: str, leg: LegFields, one: HandoverFields
    ) -> HandoverDraft | None:
        opens, closes = one.opens or leg.opens, one.closes or leg.closes
        window = self._window(name, opens, closes, one.handover)
        if window is None:
            return None
        return HandoverDraft(
            handover=one.handover, place=one.place or leg.place, window=window
        )

    def _stay(self, name: str, one: StayFields) -> StayDraft | None:
        window = self._window(name, one.opens, one.closes, one.stay)
        if not self._all(name, one, ("house", "host")) or window is None:
            return None
        return StayDraft(
            stay=one.stay,
            house=one.house,
            host=one.host,
            place=one.place,
            window=window,
            brought_by=one.brought_by,
            host_duty=one.host_duty,
        )

    def _check_in(self, name: str, one: CheckInFields) -> CheckInDraft | None:
        window = self._window(name, one.opens, one.due, one.person, "due")
        if not self._all(name, one, ("person",)) or window is None:
            return None
        return CheckInDraft(person=one.person, opens=window.opens, due=window.closes)

    def _all(self, name: str, part: msgspec.Struct, fields: Sequence[str]) -> bool:
        missing = [field for field in fields if not getattr(part, field)]
        for field in missing:
            self.wants[f"{name}.{field}"] = "needed"
        return not missing

    def _window(
        self, name: str, opens: str, closes: str, part: str, last: str = "closes"
    ) -> Window | None:
        # A field shows minutes: what nobody has typed anew keeps its seconds.
        for one in self._exact.get(part, ()):
            if (typed(one.opens, self._zone), typed(one.closes, self._zone)) == (
                opens,
                closes,
            ):
                return one
        first, second = self._time(opens), self._time(closes)
        if first is None:
            self.wants[f"{name}.opens"] = "needed"
        if second is None:
            self.wants[f"{name}.{last}"] = "needed"
        if first is None or second is None:
            return None
        if second <= first:
            self.wants[f"{name}.{last}"] = "order"
            return None
        return Window(first, second)

    def _time(self, text: str) -> datetime | None:
        try:
            return datetime.fromisoformat(text).replace(tzinfo=self._zone).astimezone(UTC)
        except ValueError:
            return None

    def _grace(self, text: str) -> timedelta:
        if text.isascii() and text.isdecimal() and len(text) <= 5:
            return timedelta(minutes=int(text))
        self.wants["grace"] = "needed"
        return timedelta()


def _windows(plan: PlanDraft) -> dict[str, list[Window]]:
    """Return the windows of a plan by the id of their part, of check-ins by person."""
    found: dict[str, list[Window]] = {}
    for leg in plan.legs:
        found[leg.leg] = [leg.window]
        found |= {one.handover: [one.window] for one in leg.handovers}
        found |= {one.stay: [one.window] for one in leg.stays}
    for one in plan.check_ins:
        found.setdefault(one.person, []).append(Window(one.opens, one.due))
    return found
