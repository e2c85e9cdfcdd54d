"""The form of a plan: what was typed so far, complete or not.

Nothing in it is stored: a form that was sent comes back with the page.
"""

import re
from collections.abc import Mapping
from datetime import datetime, tzinfo

import msgspec

from waystation.casework.draft import LegDraft, PlanDraft
from waystation.errors import FormatError

_LONGEST = {"place": 200}
_LONGEST_TEXT = 2000
_NAME = re.compile(
    r"(leg|check_in)\.(\d{1,2})\.(?:(handover|stay)\.(\d{1,2})\.)?([a-z_]{1,20})"
)
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_IDS = frozenset(
    {"leg", "handover", "stay", "gives", "takes", "house", "host", "brought_by", "person"}
)


class HandoverFields(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting; what is left empty is as it is for the leg."""

    handover: str = ""
    place: str = ""
    opens: str = ""
    closes: str = ""


class StayFields(msgspec.Struct, frozen=True, kw_only=True):
    """A stay."""

    stay: str = ""
    house: str = ""
    host: str = ""
    place: str = ""
    opens: str = ""
    closes: str = ""
    brought_by: str = ""
    host_duty: str = ""


class LegFields(msgspec.Struct, frozen=True, kw_only=True):
    """A leg."""

    leg: str = ""
    place: str = ""
    opens: str = ""
    closes: str = ""
    gives: str = ""
    takes: str = ""
    gives_duty: str = ""
    takes_duty: str = ""
    house: str = ""
    handovers: tuple[HandoverFields, ...] = ()
    stays: tuple[StayFields, ...] = ()


class CheckInFields(msgspec.Struct, frozen=True, kw_only=True):
    """A check-in that is to be proposed."""

    person: str = ""
    opens: str = ""
    due: str = ""


class PlanForm(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was typed; `past` are earlier forms, the newest last."""

    legs: tuple[LegFields, ...] = ()
    check_ins: tuple[CheckInFields, ...] = ()
    grace: str = "0"
    past: tuple[str, ...] = ()

    @property
    def written_past(self) -> str:
        """Return the earlier forms as the page carries them."""
        return msgspec.json.encode(self.past).decode()


def read(fields: Mapping[str, str]) -> PlanForm:
    """Read what was sent.

    Raises:
        FormatError: a field breaks the form's rules.
    """
    legs: dict[int, dict[str, str]] = {}
    inner: dict[tuple[str, int, int], dict[str, str]] = {}
    check_ins: dict[int, dict[str, str]] = {}
    for name, value in fields.items():
        found = _NAME.fullmatch(name)
        if found is None:
            continue
        part, at, kind, number, field = found.groups()
        if kind is not None:
            inner.setdefault((kind, int(at), int(number)), {})[field] = _kept(field, value)
        else:
            group = legs if part == "leg" else check_ins
            group.setdefault(int(at), {})[field] = _kept(field, value)
    try:
        return PlanForm(
            legs=tuple(_leg(legs[at], at, inner) for at in sorted(legs)),
            check_ins=tuple(
                msgspec.convert(check_ins[at], CheckInFields) for at in sorted(check_ins)
            ),
            grace=fields.get("grace", "0").strip(),
            past=msgspec.json.decode(fields.get("past", "[]"), type=tuple[str, ...]),
        )
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
        raise FormatError("web.form", "not a form of ours") from None


def _leg(
    written: Mapping[str, str], at: int, inner: Mapping[tuple[str, int, int], object]
) -> LegFields:
    def of(kind: str) -> list[object]:
        return [inner[key] for key in sorted(inner) if key[:2] == (kind, at)]

    return msgspec.convert(
        {**written, "handovers": of("handover"), "stays": of("stay")}, LegFields
    )


def _kept(field: str, value: str) -> str:
    text = value.strip()
    if field in _IDS and text and not _ID.fullmatch(text):
        raise FormatError("web.form", "not an id of ours")
    if len(text) > _LONGEST.get(field, _LONGEST_TEXT):
        raise FormatError("web.form", "a text is too long")
    return text


def of(draft: PlanDraft, zone: tzinfo) -> PlanForm:
    """Return the form that says what a plan says."""
    return PlanForm(
        legs=tuple(_fields_of(leg, zone) for leg in draft.legs),
        check_ins=tuple(
            CheckInFields(
                person=one.person, opens=typed(one.opens, zone), due=typed(one.due, zone)
            )
            for one in draft.check_ins
        ),
        grace=str(int(draft.grace.total_seconds()) // 60),
    )


def _fields_of(leg: LegDraft, zone: tzinfo) -> LegFields:
    opens, closes = typed(leg.window.opens, zone), typed(leg.window.closes, zone)
    return LegFields(
        leg=leg.leg,
        place=leg.place,
        opens=opens,
        closes=closes,
        gives=leg.gives,
        takes=leg.takes,
        gives_duty=leg.gives_duty,
        takes_duty=leg.takes_duty,
        house=leg.house,
        handovers=tuple(
            HandoverFields(
                handover=one.handover,
                place=_unless(one.place, leg.place),
                opens=_unless(typed(one.window.opens, zone), opens),
                closes=_unless(typed(one.window.closes, zone), closes),
            )
            for one in leg.handovers
        ),
        stays=tuple(
            StayFields(
                stay=one.stay,
                house=one.house,
                host=one.host,
                place=one.place,
                opens=typed(one.window.opens, zone),
                closes=typed(one.window.closes, zone),
                brought_by=one.brought_by,
                host_duty=one.host_duty,
            )
            for one in leg.stays
        ),
    )


def _unless(value: str, same: str) -> str:
    return "" if value == same else value


def typed(moment: datetime, zone: tzinfo) -> str:
    """Return a moment as a field shows it, to the minute."""
    return f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}"
