"""What a schema cannot say: every name used in a scenario is defined in it, and in time."""

from collections.abc import Container, Iterator
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches

from waystation.casework.codes import CODES, is_code
from waystation.desk.places import Path, Placed
from waystation.encoding import from_rfc3339
from waystation.errors import FormatError
from waystation.practice import acts
from waystation.practice.in_time import InTime
from waystation.practice.scenario import Event, Loss, Scenario

_CASE, _JOURNEY, _ROLE = "case", "journey", "role"
_KINDS = {
    "case": _CASE,
    "journey": _JOURNEY,
    "by": _ROLE,
    "about": _ROLE,
    "who": _ROLE,
    "at": _ROLE,
}
_BY_PERSON = (
    acts.Consent,
    acts.CheckIn,
    acts.CheckInAgreed,
    acts.Stop,
    acts.StrainAnswered,
    acts.Prepared,
    acts.Rehearsed,
    acts.Weighed,
    acts.ChildArranged,
)
_NO_MOMENT = ("scenario.moment", "not a moment in UTC to the second")
_AFTER_ALL = timedelta(days=36500)
_HAS_A_HOUSE = (acts.HouseTold, acts.Stay, acts.HouseBurned)
_TAKES_NOBODY = {"house", "vehicle"}


def check_references(scenario: Scenario, placed: Placed) -> None:
    """Refuse the first name that is defined nowhere, or used before it can be.

    Raises:
        FormatError: `where` names the line and the field.
    """
    found = sorted(
        _Check(scenario).problems(), key=lambda each: placed.lines.get(each[0], 0)
    )
    if found:
        path, code, message = found[0]
        raise FormatError(code, message, where=placed.where(path))


class _Check:
    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._names: dict[str, Container[str]] = {
            _CASE: scenario.cases,
            _JOURNEY: scenario.journeys,
            _ROLE: scenario.cast,
            "event": {event.id for event in scenario.events},
        }

    def problems(self) -> Iterator[tuple[Path, str, str]]:
        yield from self._head()
        seen: set[str] = set()
        in_time = InTime()
        for at, event in enumerate(self._scenario.events):
            if event.id in seen:
                yield ("events", at, "id"), "scenario.repeated", "two events have this id"
            seen.add(event.id)
            yield from self._event(("events", at), event, in_time)
        for at, loss in enumerate(self._scenario.losses):
            yield from self._loss(("losses", at), loss)

    def _name(self, path: Path, kind: str, name: str) -> Iterator[tuple[Path, str, str]]:
        if name not in self._names[kind]:
            yield path, f"scenario.{kind}", f"no such {kind} in this file"

    def _head(self) -> Iterator[tuple[Path, str, str]]:
        scenario = self._scenario
        if _moment(scenario.starts) is None:
            yield ("starts",), *_NO_MOMENT
        elif not _ends(scenario):
            yield (
                ("starts",),
                _NO_MOMENT[0],
                "the rows go on for longer than time is counted",
            )
        if scenario.opens_at is not None:
            yield from self._name(("opens_at",), "event", scenario.opens_at)
        yield from self._cases()
        for name, journey in scenario.journeys.items():
            yield from self._name(("journeys", name, "case"), _CASE, journey.case)
            for at, role in enumerate(journey.persons):
                place = ("journeys", name, "persons", at)
                yield from self._person(place, role, case=journey.case)
        for name, assumption in scenario.assumptions.items():
            if assumption.base not in assumption.values:
                path = ("assumptions", name, "base")
                yield path, "scenario.assumption", "the base is none of the values"

    def _cases(self) -> Iterator[tuple[Path, str, str]]:
        found: set[str] = set()
        for name, case in self._scenario.cases.items():
            for at, role in enumerate(case.persons):
                place = ("cases", name, "persons", at)
                yield from self._person(place, role)
                if role in found:
                    yield place, "scenario.person", "the person is in a case already"
                found.add(role)

    def _person(
        self, path: Path, role: str, *, case: str | None = None, journey: str = ""
    ) -> Iterator[tuple[Path, str, str]]:
        part = self._scenario.cast.get(role)
        if part is None or part.kind != "person":
            yield path, "scenario.person", "not a person of the cast"
            return
        if journey in self._scenario.journeys:
            planned = self._scenario.journeys[journey]
            case = planned.case
            if planned.persons and role not in planned.persons:
                yield path, "scenario.person", "not a person of this journey"
                return
        if case in self._scenario.cases and role not in self._scenario.cases[case].persons:
            yield path, "scenario.person", "not a person of this case"

    def _event(
        self, path: Path, event: Event, in_time: InTime
    ) -> Iterator[tuple[Path, str, str]]:
        for at, role in enumerate(event.who):
            yield from self._name((*path, "who", at), _ROLE, role)
        for at, knew in enumerate(event.knew):
            yield from self._name((*path, "knew", at, "who"), _ROLE, knew.who)
        for at, act in enumerate(event.acts):
            inner = (*path, "acts", at)
            if not event.knowable and not act.condition:
                message = "nobody could know this then: an act needs an assumption (if)"
                yield inner, "scenario.unknowable", message
            yield from self._act(inner, act)
            for field, code, message in in_time.problems(act):
                yield (*inner, *field), code, message

    def _act(self, path: Path, act: acts.AnyAct) -> Iterator[tuple[Path, str, str]]:
        yield from self._condition(path, act)
        for field, kind in _KINDS.items():
            name = getattr(act, field, None)
            if isinstance(name, str) and name:
                yield from self._name((*path, field), kind, name)
        yield from self._roles(path, act)
        if isinstance(act, acts.Plan):
            yield from self._legs(path, act)
        elif isinstance(act, _HAS_A_HOUSE):
            yield from self._house((*path, "house"), act.house)
        elif isinstance(act, acts.ReturnedPeople) and _moment(act.last) is None:
            yield (*path, "last"), *_NO_MOMENT

    def _roles(self, path: Path, act: acts.AnyAct) -> Iterator[tuple[Path, str, str]]:
        for field in ("of", "to"):
            roles = getattr(act, field, ())
            if isinstance(roles, tuple):
                for at, role in enumerate(roles):
                    yield from self._name((*path, field, at), _ROLE, role)
        if isinstance(act, acts.Claim | acts.Injury | acts.SelfHarm):
            yield from self._person((*path, "about"), act.about, case=act.case)
        if isinstance(act, acts.Claim):
            yield from _terms(path, act)
        yield from self._travellers(path, act)

    def _travellers(self, path: Path, act: acts.AnyAct) -> Iterator[tuple[Path, str, str]]:
        if isinstance(act, _BY_PERSON):
            yield from self._person((*path, "by"), act.by, journey=act.journey)
        if isinstance(act, acts.LossRecorded):
            yield from self._person((*path, "who"), act.who, journey=act.journey)
        if isinstance(act, acts.Arrival):
            for at, role in enumerate(act.who):
                place = (*path, "who", at)
                yield from self._person(place, role, journey=act.journey)

    def _legs(self, path: Path, act: acts.Plan) -> Iterator[tuple[Path, str, str]]:
        for at, role in enumerate(act.answers):
            if self._kind(role) != "organiser":
                message = "not an organiser of the cast"
                yield (*path, "answers", at), "scenario.role", message
        for at, leg in enumerate(act.legs):
            place = (*path, "legs", at)
            yield from self._name((*place, "by"), _ROLE, leg.by)
            if self._kind(leg.by) in _TAKES_NOBODY:
                message = f"a {self._kind(leg.by)} takes nobody along"
                yield (*place, "by"), "scenario.role", message
            if leg.house is not None:
                yield from self._house((*place, "house"), leg.house)
            for number, role in enumerate(leg.vehicles):
                if self._kind(role) != "vehicle":
                    message = "not a vehicle of the cast"
                    yield (*place, "in", number), "scenario.vehicle", message

    def _house(self, path: Path, role: str) -> Iterator[tuple[Path, str, str]]:
        if self._kind(role) != "house":
            yield path, "scenario.house", "not a house of the cast"

    def _kind(self, role: str) -> str:
        part = self._scenario.cast.get(role)
        return "" if part is None else part.kind

    def _condition(self, path: Path, act: acts.AnyAct) -> Iterator[tuple[Path, str, str]]:
        for name, wanted in act.condition.items():
            assumption = self._scenario.assumptions.get(name)
            values = (wanted,) if isinstance(wanted, str) else wanted
            if assumption is None:
                yield (*path, "if", name), "scenario.assumption", "no such assumption"
            elif not set(values) <= set(assumption.values):
                yield (*path, "if", name), "scenario.assumption", "no such value of it"

    def _loss(self, path: Path, loss: Loss) -> Iterator[tuple[Path, str, str]]:
        yield from self._person((*path, "who"), loss.who)
        yield from self._name((*path, "event"), "event", loss.event)
        for at, journey in enumerate(loss.needs):
            yield from self._name((*path, "needs", at), _JOURNEY, journey)
        late = loss.too_late_from
        if late is not None:
            yield from self._name((*path, "too_late_from", "event"), "event", late.event)


def _moment(text: str) -> datetime | None:
    try:
        return from_rfc3339(text)
    except FormatError:
        return None


def _ends(scenario: Scenario) -> bool:
    """Say whether everything in a scenario, and some time after it, has a date."""
    try:
        last = max(scenario.moments().values())
        return last < datetime.max.replace(tzinfo=UTC) - _AFTER_ALL
    except OverflowError:
        return False


def _terms(path: Path, act: acts.Claim) -> Iterator[tuple[Path, str, str]]:
    for at, term in enumerate(act.terms):
        field, _, code = term.partition(":")
        if not is_code(field, code):
            yield (*path, "terms", at), "scenario.term", f"no such {_nearest(field, code)}"


def _nearest(field: str, code: str) -> str:
    """Return what is nearest to a field and its code that are none."""
    codes = CODES.get(field)
    if codes is None:
        return "field: " + ", ".join(get_close_matches(field, CODES, 1, 0.6) or CODES)
    near = get_close_matches(code, codes, 1, 0.4)
    return "code" + "".join(f"; the nearest is {one}" for one in near)
