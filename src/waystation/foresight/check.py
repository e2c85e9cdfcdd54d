"""All rules over one picture."""

from collections.abc import Iterable
from operator import attrgetter

from waystation.casework import start
from waystation.casework.finding import Finding, Severity
from waystation.foresight import catalogue
from waystation.foresight.picture import Picture
from waystation.foresight.rule import Rule
from waystation.foresight.thresholds import Thresholds

_WORST_FIRST = tuple(Severity)
_BY_CODE = attrgetter("code", "where")


def check(
    picture: Picture, thresholds: Thresholds, rules: Iterable[Rule] = catalogue.RULES
) -> tuple[Finding, ...]:
    """Say everything that forbids or questions a plan, worst first.

    Without every person's consent it says that and nothing else: nothing may help to plan a
    journey that a person has not agreed to. Source: design §1.
    """
    missing = start.without_consent(picture.journey, picture.consents, picture.organisation)
    if missing:
        return missing
    found = [
        *start.may_start(
            picture.journey, picture.consents, picture.organisation, picture.around
        )
    ]
    for rule in rules:
        found += rule.check(picture, thresholds)
    return in_order(found)


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings each once, worst first."""
    once = sorted(dict.fromkeys(found), key=_BY_CODE)
    return tuple([one for worst in _WORST_FIRST for one in once if one.severity is worst])
