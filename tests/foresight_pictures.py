"""Pictures of one journey, for the tests of rules."""

from tests.casework_history import at, desk
from tests.casework_journeys import PLAN
from waystation.casework import case, consent, helper, journey, roster, safehouse
from waystation.casework.entries import (
    ConsentGiven,
    HumanAdmitted,
    Quotation,
    Window,
)
from waystation.casework.reach import People
from waystation.casework.standing import Around
from waystation.casework.start import Organisation
from waystation.casework.terms import Role
from waystation.foresight.check import check
from waystation.foresight.picture import Picture
from waystation.foresight.thresholds import shipped

ALWAYS = (Window(at(-1000), at(100_000)),)


def consents_of(*persons, of="j"):
    return [
        ConsentGiven(
            consent=f"consent of {person}",
            person=person,
            journey=of,
            wording="w1",
            language="ko",
            quoted=Quotation(f"letter of {person}", f"key-of-{person}", "{}", "signature"),
        )
        for person in persons
    ]


def organisation(*, earlier=3):
    roles = {
        "kim": (Role.COORDINATOR, False),
        "lee": (Role.CASEWORKER, False),
        "trustee": (Role.TRUSTEE, True),
    }
    kim = desk("kim")
    admitted = [
        HumanAdmitted(human=one, name=one, roles=(role,), identity="key", outside=outside)
        for one, (role, outside) in roles.items()
    ]
    people = roster.read(map(kim.writes, admitted), map(roster.member_by, admitted))
    return Organisation(People(people, dict.fromkeys(roles, ALWAYS)), earlier)


def picture(*plan, persons=("e",), core=(), helpers=(), houses=(), now=0, **more):
    """Return a picture of a journey with this plan, to which its persons have agreed.

    Without a plan it is one on which nothing is wrong with windows or people on call.
    """
    kim = desk("kim")
    told = [kim.writes(act) for act in plan or PLAN]
    agreed = [kim.writes(act) for act in consents_of(*persons)]
    return Picture(
        journey=journey.read("j", told),
        around=Around(at(now)),
        consents=consent.read(agreed),
        organisation=organisation(),
        case=case.read([kim.writes(act) for act in core]),
        helpers=helper.read([kim.writes(act) for act in helpers]),
        houses=safehouse.read([kim.writes(act) for act in houses]),
        **more,
    )


def found(code, of):
    """Return where a rule fires on a picture, as `check` says it."""
    return [one.where for one in check(of, shipped()) if one.code == code]
