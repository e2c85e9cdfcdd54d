"""The checks of the family costs: those of casework, over what was agreed for a journey."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from waystation.casework import agreement, commitment, costs, helper, journey, payable
from waystation.casework.agreement import Facts, Limits, about
from waystation.casework.demand import unanswered
from waystation.casework.finding import Finding, Severity
from waystation.casework.helper import Kin
from waystation.casework.noted import LastAnswer
from waystation.casework.person import HOLDS
from waystation.foresight.picture import Picture
from waystation.foresight.rule import Check
from waystation.foresight.thresholds import Thresholds


def facts(picture: Picture, thresholds: Thresholds) -> Facts:
    """Return what the checks of casework ask for."""
    numbers = thresholds.costs
    limits = Limits(
        timedelta(days=numbers.sanctions_check_days), timedelta(days=numbers.rate_days)
    )
    return Facts(picture.around, picture.journey, _kin(picture), limits)


def _kin_of(picture: Picture) -> Kin:
    """Return what stands and falls with each payee; where nothing is open nobody asks."""
    state = picture.costs
    agreements = costs.of_journey(state, picture.journey.journey)
    payouts = (
        one for made in agreements for one in costs.payouts_of(state, made.record.id)
    )
    if not any(one.open for one in payouts):
        return {}
    payees = {made.act.payee for made in agreements}
    return {payee: helper.kin_of(picture.helpers, payee) for payee in payees}


_kin = LastAnswer(_kin_of)


def agreed(code: str) -> Check:
    """Return the check of an agreement that is not over."""

    def check(picture: Picture, thresholds: Thresholds) -> Iterator[Finding]:
        for made in costs.of_journey(picture.costs, picture.journey.journey):
            if not commitment.is_over(picture.costs.commitments, made.record.id):
                known = facts(picture, thresholds)
                yield from agreement.CHECKS[code](picture.costs, made, known)

    return check


def paid(code: str) -> Check:
    """Return the check of the payouts of an agreement, whether or not it is over."""

    def check(picture: Picture, thresholds: Thresholds) -> Iterator[Finding]:
        for made in costs.of_journey(picture.costs, picture.journey.journey):
            known = facts(picture, thresholds)
            yield from payable.CHECKS[code](picture.costs, made, known)

    return check


def demand_outside(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Something was asked outside the agreement, and nobody has written an answer."""
    planned = journey.places(picture.journey)
    for noted in unanswered(picture.journey.demands, planned):
        code, rests_on = "costs.demand_outside_agreement", (noted.record.id,)
        yield Finding(code, Severity.BLOCK, noted.act.helper, rests_on)


def payee_holds(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """A payee holds a person of the case, or is near who does."""
    for made in costs.of_journey(picture.costs, picture.journey.journey):
        other = picture.case.persons.others.get(made.act.payee)
        if other is not None and other.act.relation in HOLDS:
            yield about("payee_holds", made, other)


def payee_is_a_person(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """A payee is a person of the journey or the case."""
    travel = set(journey.persons(picture.journey))
    for made in costs.of_journey(picture.costs, picture.journey.journey):
        if made.act.payee in travel or made.act.payee in picture.case.persons.noted:
            yield about("payee_is_a_person", made)
