"""The forms of a preparation: what was typed so far, and the act that it makes."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Literal, NamedTuple, TypeVar

from waystation.casework.entries import Act
from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.entries.plan import (
    AbortAgreed,
    ChildArranged,
    ConditionReported,
    DestinationPlanned,
    FallbackPlanned,
    GoingWeighed,
    InterviewPrepared,
    ReturnReported,
    StrainAnswered,
    StrainNoted,
)
from waystation.casework.terms import Condition, Disclosed
from waystation.desk.preparation import Part, Prepared
from waystation.desk.views_preparation import PreparationView, Subject
from waystation.errors import FormatError

CONDITIONS = tuple(Condition)
DISCLOSED = tuple(Disclosed)
MOST_HOURS = 1000
_MOST_SIGNS = 50
_LABEL = 200
_TEXT = 2000
_NEEDED: dict[Part, tuple[str, ...]] = {
    Part.DESTINATION: ("to",),
    Part.RETURNED: ("last", "said_by"),
    Part.FALLBACK: ("what",),
    Part.ABORT: ("signs",),
    Part.STRAIN: (),
    Part.ANSWER: ("can", "said"),
    Part.WEIGHED: ("going", "staying"),
    Part.INTERVIEW: (),
    Part.CHILD: ("responsible", "asked"),
    Part.CONDITION: ("what",),
    Part.DISCLOSURE: ("what", "about", "told"),
}
_MORE: dict[Part, tuple[str, ...]] = {
    Part.DESTINATION: ("confirmed_by", "receiver"),
    Part.RETURNED: ("leg",),
    Part.STRAIN: ("hours", "climb"),
    Part.INTERVIEW: ("text",),
    Part.CONDITION: ("by", "text"),
    Part.DISCLOSURE: ("over", "channel", "reason"),
}
_SHORT = frozenset(
    {"to", "confirmed_by", "receiver", "said_by", "responsible", "over", "by"}
    | {"about", "told", "channel", "last", "leg", "hours"}
)
_TAKEN_BACK = frozenset({Part.FALLBACK, Part.ABORT})
"""Left empty once something was noted, these say that there is none any more."""

Want = Literal["needed", "number", "same"]
NewId = Callable[[], str]
E = TypeVar("E", bound=StrEnum)


class Typed(NamedTuple):
    """What stands in a form, what it still wants, and its act where it wants nothing."""

    values: Mapping[str, str]
    wants: Mapping[str, Want]
    act: Prepared | DisclosureNoted | None


def stands(subject: Subject) -> dict[str, str]:
    """Return the form of what is noted of a subject."""
    act = None if subject.noted is None else subject.noted.act
    match act:
        case DestinationPlanned():
            return {
                "to": act.to,
                "confirmed_by": act.confirmed_by,
                "receiver": act.receiver,
            }
        case FallbackPlanned():
            return {"what": act.what}
        case AbortAgreed():
            return {"signs": "\n".join(act.criteria)}
        case StrainNoted():
            hours = f"{act.hours_on_foot:g}" if act.hours_on_foot else ""
            return {"hours": hours, "climb": "yes" if act.climb else ""}
        case StrainAnswered():
            return {"can": "yes" if act.can else "no", "said": act.said}
        case _:
            return _stands_of(act)


def _stands_of(act: Act | None) -> dict[str, str]:
    match act:
        case GoingWeighed():
            return {"going": act.going, "staying": act.staying}
        case InterviewPrepared():
            return {"text": act.text}
        case ChildArranged():
            return {"responsible": act.responsible, "asked": act.asked}
        case DisclosureNoted():
            return {
                "what": act.what,
                "about": act.of,
                "told": act.to,
                "over": act.over,
                "channel": act.channel,
                "reason": act.reason,
            }
        case _:
            return {}


class Reading:
    """Reads the form of one part about one subject of a preparation."""

    def __init__(
        self, view: PreparationView, part: Part, subject: Subject, new_id: NewId
    ) -> None:
        self._view = view
        self._part = part
        self._subject = subject
        self._new_id = new_id
        self._build: dict[Part, Callable[[Mapping[str, str]], Prepared]] = {
            Part.DESTINATION: self._destination,
            Part.FALLBACK: self._fallback,
            Part.ABORT: self._abort,
            Part.STRAIN: self._strain,
            Part.ANSWER: self._answer,
            Part.WEIGHED: self._weighed,
            Part.INTERVIEW: self._interview,
            Part.CHILD: self._child,
            Part.CONDITION: self._condition,
        }

    def read(self, fields: Mapping[str, str], zone: tzinfo) -> Typed:
        """Return what was sent, and the act it is if nothing is missing.

        Raises:
            FormatError: far too much was written, or something that cannot be chosen.
        """
        names = (*_NEEDED[self._part], *_MORE.get(self._part, ()))
        values = {name: _written(fields, name) for name in names}
        wants = self._wants(values)
        if wants:
            return Typed(values, wants, None)
        if self._part is Part.RETURNED:
            return Typed(values, wants, self._returned(values, zone))
        if self._part is Part.DISCLOSURE:
            return Typed(values, wants, self._disclosure(values))
        return Typed(values, wants, self._build[self._part](values))

    def _wants(self, values: Mapping[str, str]) -> dict[str, Want]:
        again = self._subject.noted is not None and self._part in _TAKEN_BACK
        needed = () if again else _NEEDED[self._part]
        wants: dict[str, Want] = {name: "needed" for name in needed if not values[name]}
        if values.get("hours") and _hours(values["hours"]) is None:
            wants["hours"] = "number"
        if self._part is Part.RETURNED and not values["leg"] and self._end() is None:
            wants["leg"] = "needed"
        if values.get("about") and values.get("about") == values.get("told"):
            wants["told"] = "same"
        return wants

    @property
    def _journey(self) -> str:
        return self._view.journey.id

    def _destination(self, values: Mapping[str, str]) -> Prepared:
        before = None if self._subject.noted is None else self._subject.noted.act
        confirmed_by, at = values["confirmed_by"], None
        if confirmed_by:
            at = self._view.desk.now
        if isinstance(before, DestinationPlanned):
            held = before.to, before.confirmed_by
            at = before.confirmed_at if held == (values["to"], confirmed_by) else at
        return DestinationPlanned(
            journey=self._journey,
            destination=self._new_id(),
            to=values["to"],
            confirmed_by=confirmed_by,
            confirmed_at=at,
            receiver=values["receiver"],
        )

    def _end(self) -> str | None:
        """Return the id of where the journey ends, if that is noted."""
        noted = self._view.part(Part.DESTINATION).subject("").noted
        if noted is None or not isinstance(noted.act, DestinationPlanned):
            return None
        return noted.act.destination

    def _returned(self, values: Mapping[str, str], zone: tzinfo) -> Prepared:
        leg, end = values["leg"], self._end()
        if leg and leg not in {one.key for one in self._view.part(Part.STRAIN).subjects}:
            raise FormatError("web.form", "not one of the choices", where="leg")
        try:
            day = datetime.fromisoformat(values["last"]).replace(tzinfo=zone)
        except ValueError:
            raise FormatError("web.day", "not a day", where="last") from None
        return ReturnReported(
            journey=self._journey,
            report=self._new_id(),
            destination=end if end and not leg else self._new_id(),
            leg=leg,
            last=(day + timedelta(hours=12)).astimezone(UTC),
            said_by=values["said_by"],
        )

    def _fallback(self, values: Mapping[str, str]) -> Prepared:
        return FallbackPlanned(
            journey=self._journey,
            fallback=self._new_id(),
            leg=self._subject.key,
            what=values["what"],
        )

    def _abort(self, values: Mapping[str, str]) -> Prepared:
        signs = [line.strip() for line in values["signs"].splitlines() if line.strip()]
        return AbortAgreed(
            journey=self._journey, criteria=tuple(signs[:_MOST_SIGNS]) or ("",)
        )

    def _strain(self, values: Mapping[str, str]) -> Prepared:
        return StrainNoted(
            journey=self._journey,
            leg=self._subject.key,
            hours_on_foot=_hours(values["hours"]) or 0.0,
            climb=bool(values["climb"]),
        )

    def _answer(self, values: Mapping[str, str]) -> Prepared:
        leg, _, person = self._subject.key.partition(".")
        return StrainAnswered(
            journey=self._journey,
            leg=leg,
            person=person,
            can=values["can"] == "yes",
            said=values["said"],
        )

    def _weighed(self, values: Mapping[str, str]) -> Prepared:
        return GoingWeighed(
            journey=self._journey,
            person=self._subject.key,
            going=values["going"],
            staying=values["staying"],
        )

    def _interview(self, values: Mapping[str, str]) -> Prepared:
        return InterviewPrepared(
            journey=self._journey, person=self._subject.key, text=values["text"]
        )

    def _child(self, values: Mapping[str, str]) -> Prepared:
        return ChildArranged(
            journey=self._journey,
            person=self._subject.key,
            responsible=values["responsible"],
            asked=values["asked"],
        )

    def _condition(self, values: Mapping[str, str]) -> Prepared:
        return ConditionReported(
            journey=self._journey,
            report=self._new_id(),
            what=_chosen(values["what"], Condition),
            by=self._known(values["by"]) if values["by"] else "",
            text=values["text"],
        )

    def _disclosure(self, values: Mapping[str, str]) -> DisclosureNoted:
        channels = {one.id for one in self._view.channels}
        if values["channel"] and values["channel"] not in channels:
            raise FormatError("web.form", "not one of the choices")
        return DisclosureNoted(
            disclosure=self._subject.key or self._new_id(),
            journey=self._journey,
            what=_chosen(values["what"], Disclosed),
            of=self._known(values["about"]),
            to=self._known(values["told"]),
            channel=values["channel"],
            over=values["over"],
            reason=values["reason"],
        )

    def _known(self, register: str) -> str:
        """Return an id that can be chosen here.

        Raises:
            FormatError: it cannot.
        """
        met = {one.id for one in self._view.meetings}
        if self._view.choices.known(register) or register in met:
            return register
        raise FormatError("web.form", "not one of the choices")


def _written(fields: Mapping[str, str], name: str) -> str:
    text = fields.get(name, "").strip()
    if len(text) > (_LABEL if name in _SHORT else _TEXT):
        raise FormatError("web.words", "too many words", where=name)
    return text


def _chosen(said: str, kind: type[E]) -> E:
    if said not in {one.value for one in kind}:
        raise FormatError("web.form", "not one of the choices", where="what")
    return kind(said)


def _hours(text: str) -> float | None:
    """Return how many hours were typed; none where it is no number of them."""
    try:
        hours = float(text.replace(",", "."))
    except ValueError:
        return None
    return hours if 0 <= hours <= MOST_HOURS else None
