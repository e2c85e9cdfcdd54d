"""The plan of a journey as a file: YAML, whose mistakes are said with line and field.

Source: docs/journeys.md.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from waystation.casework.draft import (
    CheckInDraft,
    HandoverDraft,
    LegDraft,
    PlanDraft,
    StayDraft,
)
from waystation.casework.entries import Window
from waystation.cli.naming import one_of
from waystation.desk import places
from waystation.desk.places import Path
from waystation.errors import FormatError, NotFoundError

_NOUN = "plan"
_PATH = re.compile(r" - at `\$([^`]*)`")
_FIELD = re.compile(r"(?:required|unknown) field `([^`]*)`")
_GRACE = re.compile(r"(\d{1,4}) (min|h)")
_PARTS = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
Names = Iterable[tuple[str, str]]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Label = Annotated[str, Meta(max_length=200)]
Text = Annotated[str, Meta(max_length=20_000)]
Time = Annotated[str, Meta(min_length=1, max_length=40)]


class _Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the file; a field that it does not know is a mistake."""


class HandoverWritten(_Written, frozen=True, kw_only=True):
    """The meeting with which a leg begins; where and when the leg begins, if not said."""

    place: Label = ""
    opens: str = ""
    closes: str = ""


class StayWritten(_Written, frozen=True, kw_only=True):
    """A stop at a safe house."""

    house: Name
    host: Name
    place: Label = ""
    opens: Time
    closes: Time
    brought_by: Label = ""
    host_duty: Text = ""


class LegWritten(_Written, frozen=True, kw_only=True):
    """One stage."""

    place: Name
    opens: Time
    closes: Time
    gives: Name
    takes: Name
    gives_duty: Text = ""
    takes_duty: Text = ""
    house: Label = ""
    fallback: Text = ""
    handover: HandoverWritten | None = HandoverWritten()
    stays: tuple[StayWritten, ...] = ()


class CheckInWritten(_Written, frozen=True, kw_only=True):
    """A sign of life to be agreed; of every person, if none is named."""

    person: Label = ""
    opens: Time
    due: Time


class DestinationWritten(_Written, frozen=True, kw_only=True):
    """Where it ends: who confirmed that they receive, and who can act on arrival."""

    to: Name
    confirmed_by: Label = ""
    confirmed_at: str = ""
    receiver: Label = ""


class WeighedWritten(_Written, frozen=True, kw_only=True):
    """Going and staying as a person weighed them, in their own words."""

    person: Name
    going: Annotated[str, Meta(min_length=1, max_length=20_000)]
    staying: Annotated[str, Meta(min_length=1, max_length=20_000)]


class InterviewWritten(_Written, frozen=True, kw_only=True):
    """That a person was prepared for being questioned, and how."""

    person: Name
    text: Text = ""


class PlanWritten(_Written, frozen=True, kw_only=True):
    """The whole file: a new journey of a case, or the plan of one that exists."""

    case: Label = ""
    journey: Label = ""
    label: Label = ""
    persons: tuple[Name, ...] = ()
    responders: tuple[Name, ...] = ()
    legs: tuple[LegWritten, ...]
    check_ins: tuple[CheckInWritten, ...] = ()
    grace: str = "0 min"
    destination: DestinationWritten | None = None
    fallback: Text = ""
    abort: tuple[Name, ...] = ()
    weighed: tuple[WeighedWritten, ...] = ()
    interview: tuple[InterviewWritten, ...] = ()


class PlanFile:
    """A plan that was read, with the line of each of its parts."""

    def __init__(self, raw: bytes) -> None:
        """Read a plan.

        Raises:
            FormatError: it is none; `where` is `line 12, legs[1].opens`.
        """
        self._placed = places.read(raw, _NOUN)
        try:
            self.written = msgspec.convert(self._placed.value, PlanWritten, strict=True)
        except msgspec.ValidationError as error:
            # What the library says may repeat what somebody wrote; only the place is ours.
            raise self._refusal("shape", _saying(str(error)), _path(str(error))) from None
        if bool(self.written.case) == bool(self.written.journey):
            message = "a plan names the case of a new journey, or the journey that it is of"
            raise self._refusal("whose", message, ())
        fixed = self.written.persons or self.written.responders or self.written.label
        if self.written.journey and fixed:
            message = "who travels and who answers is settled when a journey is planned"
            raise self._refusal("settled", message, ("journey",))
        if self.written.case and not self.written.persons:
            raise self._refusal("persons", "a journey is of somebody", ())

    def meant(self, said: str, path: Path, find: Callable[[str], str]) -> str:
        """Return the id of what is called so in the file.

        Raises:
            NotFoundError: nothing, or more than one, is; `where` is line and field.
        """
        try:
            return find(said)
        except NotFoundError as error:
            where = self._placed.where(path)
            raise NotFoundError(error.code, error.message, where=where) from None

    def draft(
        self, names: Names, new_id: Callable[[], str], persons: tuple[str, ...]
    ) -> PlanDraft:
        """Return what the file plans, for these travellers; `names` are ids with names.

        Raises:
            FormatError: a time is none, or a window ends before it begins.
            NotFoundError: something is called as nothing at this desk is.
        """
        known = _Known(self, names, new_id)
        return PlanDraft(
            legs=tuple(known.leg(at, leg) for at, leg in enumerate(self.written.legs)),
            check_ins=tuple(
                one
                for at, written in enumerate(self.written.check_ins)
                for one in known.check_ins(at, written, persons)
            ),
            grace=self._grace(),
        )

    def window(self, opens: str, closes: str, path: Path, last: str = "closes") -> Window:
        """Read the two times of a window; `last` is the name of the second.

        Raises:
            FormatError: a time is none, has no zone, or the second is not the later.
        """
        found = Window(self.time(opens, (*path, "opens")), self.time(closes, (*path, last)))
        if found.closes <= found.opens:
            raise self._refusal("window", "it ends before it begins", (*path, last))
        return found

    def time(self, text: str, path: Path) -> datetime:
        """Read a time.

        Raises:
            FormatError: it is none, or has no zone.
        """
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            message = "a time with its zone is needed: 2026-03-02 14:30+09:00"
            raise self._refusal("time", message, path)
        return found.astimezone(UTC)

    def _grace(self) -> timedelta:
        found = _GRACE.fullmatch(self.written.grace)
        if found is None:
            raise self._refusal("grace", "say 10 min or 2 h", ("grace",))
        number = int(found[1])
        return timedelta(minutes=number) if found[2] == "min" else timedelta(hours=number)

    def _refusal(self, code: str, message: str, path: Path) -> FormatError:
        return FormatError(f"{_NOUN}.{code}", message, where=self._placed.where(path))


class _Known:
    """Turns what is written into a draft, with the ids of what is named."""

    def __init__(self, file: PlanFile, names: Names, new_id: Callable[[], str]) -> None:
        self._file = file
        self._names = names
        self._new_id = new_id

    def leg(self, at: int, written: LegWritten) -> LegDraft:
        path: Path = ("legs", at)
        window = self._file.window(written.opens, written.closes, path)
        return LegDraft(
            leg=self._new_id(),
            place=written.place,
            window=window,
            gives=self._named(written.gives, (*path, "gives")),
            takes=self._named(written.takes, (*path, "takes")),
            gives_duty=written.gives_duty,
            takes_duty=written.takes_duty,
            house=self._named(written.house, (*path, "house")),
            handovers=self._handovers(path, written),
            stays=tuple(
                self._stay((*path, "stays", number), stay)
                for number, stay in enumerate(written.stays)
            ),
        )

    def check_ins(
        self, at: int, written: CheckInWritten, persons: tuple[str, ...]
    ) -> list[CheckInDraft]:
        path: Path = ("check_ins", at)
        window = self._file.window(written.opens, written.due, path, "due")
        whose = persons
        if written.person:
            whose = (self._named(written.person, (*path, "person")),)
        return [
            CheckInDraft(person=one, opens=window.opens, due=window.closes) for one in whose
        ]

    def _handovers(self, path: Path, leg: LegWritten) -> tuple[HandoverDraft, ...]:
        if leg.handover is None:
            return ()
        opens, closes = leg.handover.opens or leg.opens, leg.handover.closes or leg.closes
        met = HandoverDraft(
            handover=self._new_id(),
            place=leg.handover.place or leg.place,
            window=self._file.window(opens, closes, (*path, "handover")),
        )
        return (met,)

    def _stay(self, path: Path, written: StayWritten) -> StayDraft:
        return StayDraft(
            stay=self._new_id(),
            house=self._named(written.house, (*path, "house")),
            host=self._named(written.host, (*path, "host")),
            place=written.place,
            window=self._file.window(written.opens, written.closes, path),
            brought_by=self._named(written.brought_by, (*path, "brought_by")),
            host_duty=written.host_duty,
        )

    def _named(self, said: str, path: Path) -> str:
        if not said:
            return ""
        return self._file.meant(said, path, lambda one: one_of(self._names, one))


def _path(said: str) -> Path:
    """Return the path of a mistake, to the field that is missing or not known."""
    found = _PATH.search(said)
    path: list[str | int] = [
        int(number) if number else name
        for name, number in _PARTS.findall(found[1] if found else "")
    ]
    field = _FIELD.search(said)
    return (*path, field[1]) if field else tuple(path)


def _saying(said: str) -> str:
    if "unknown field" in said:
        return "a plan has no such field here"
    if "required field" in said:
        return "a field is missing"
    if "length" in said:
        return "the text is empty, or too long"
    return "the value is of another type than a plan asks for"
