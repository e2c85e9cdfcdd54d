"""Every rule of every family."""

from waystation.errors import NotFoundError
from waystation.foresight.rule import Rule
from waystation.foresight.rules import (
    at_start,
    at_start_organisation,
    consent,
    costs,
    costs_payouts,
    disclosure,
    exposure,
    helper,
    helper_elsewhere,
    helper_trust,
    house,
    journey,
    owed,
    review,
    watch,
)

FAMILIES = (
    at_start,
    at_start_organisation,
    consent,
    costs,
    costs_payouts,
    disclosure,
    exposure,
    helper,
    helper_elsewhere,
    helper_trust,
    house,
    journey,
    owed,
    review,
    watch,
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (rule for family in FAMILIES for rule in family.RULES), key=lambda rule: rule.code
    )
)

_BY_CODE = {rule.code: rule for rule in RULES}


def rule(code: str) -> Rule:
    """Return the rule of a code.

    Raises:
        NotFoundError: there is none.
    """
    found = _BY_CODE.get(code)
    if found is None:
        raise NotFoundError("rule.unknown", "no rule has this code")
    return found
