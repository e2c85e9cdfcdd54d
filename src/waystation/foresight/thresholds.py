"""Every number that a rule compares with, read from one settings file.

`thresholds.toml` gives the value and its source; the unit stands in the name.
"""

import tomllib
from functools import cache
from importlib import resources

import msgspec

from waystation.errors import FormatError


class Journeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of the family journey."""

    leg_longest_hours: int
    on_foot_hours: float
    returned_within_years: int


class Acceptances(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of the findings that two humans accept."""

    longest_days: int


class Consents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of the family consent."""

    valid_days: int


class Helping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of the family helper."""

    most_persons: int
    most_legs_in_a_row: int
    first_job_most_persons: int
    first_job_longest_hours: int
    one_recruiter_from: int
    at_once_hours: int
    first_pick_up_apart_hours: int


class Houses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of the family house."""

    stay_longest_hours: int
    most_who_know: int
    empty_between_cases_hours: int


class Watching(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of the family watch."""

    gap_longest_hours: int


class Costing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of the family costs."""

    sanctions_check_days: int
    rate_days: int


class Disclosing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of the family disclosure."""

    most_others_known: int


class Exposing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of the family exposure."""

    most_persons: int


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part for each family that compares with a number."""

    acceptance: Acceptances
    journey: Journeys
    consent: Consents
    helper: Helping
    house: Houses
    costs: Costing
    watch: Watching
    disclosure: Disclosing
    exposure: Exposing


def read(text: str) -> Thresholds:
    """Read settings in the form of `thresholds.toml`, all numbers named.

    Raises:
        FormatError: not such settings.
    """
    try:
        return msgspec.convert(tomllib.loads(text), Thresholds)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise FormatError("thresholds.form", "not settings for the rules") from error


@cache
def shipped() -> Thresholds:
    """Return the settings that come with the project."""
    held = resources.files("waystation.foresight").joinpath("thresholds.toml")
    return read(held.read_text(encoding="utf-8"))
