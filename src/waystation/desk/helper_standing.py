"""What is said of a helper over time: vetted, in an incident, tied, stepped back, worked.

Whatever lowers trust is shown on the board in the same act, so that every coordinator's
plans ask about it at once.
"""

from datetime import datetime, timedelta

from waystation.casework import helper, roster
from waystation.casework.entries import Act
from waystation.casework.entries.helper import (
    HelperIncidentOpened,
    HelperIncidentResolved,
    HelperLinked,
    HelperVetted,
    HelperWithdrawn,
    HelperWorked,
)
from waystation.casework.helper import Helpers
from waystation.casework.terms import Role, Vetting
from waystation.casework.trust import Trusted, trusted
from waystation.desk import helper as helpers
from waystation.desk import mark
from waystation.desk.desk import Desk
from waystation.errors import ConflictError, NotFoundError, NotPermittedError, RuleError

LONGEST = timedelta(days=366)
"""A vetting counts for a year at most."""


def vet(desk: Desk, vetted: HelperVetted) -> None:
    """Note that a helper was looked into, until when it counts, and whether they passed.

    Raises:
        NotFoundError: no such helper here, or `by` is nobody of the organisation.
        NotPermittedError: whoever brought a helper in does not vet them.
        RuleError: the way is not said, or it counts for more than a year or not at all.
    """
    with desk.acting():
        desk.require(Role.COORDINATOR)
        noted = helpers.all_noted(desk).get(vetted.helper)
        if roster.human(desk.roster(), vetted.by) is None:
            raise NotFoundError("human.unknown", "nobody of the organisation is that")
        if noted is not None and noted.recruited_by == vetted.by:
            raise NotPermittedError("helper.recruiter", "who brought them in does not vet")
        now = desk.now()
        if vetted.how is Vetting.NOT_RECORDED:
            raise RuleError("helper.vetting_how", "how they were looked into is not said")
        if not now < vetted.expires <= now + LONGEST:
            raise RuleError("helper.vetting_end", "a vetting counts for a year at most")
        _append(desk, vetted.helper, vetted)


def open_incident(desk: Desk, opened: HelperIncidentOpened) -> None:
    """Note an incident; every coordinator sees at once that there is one.

    Raises:
        NotFoundError: no such helper here.
    """
    with desk.acting():
        desk.require(Role.COORDINATOR, Role.CASEWORKER)
        _append(desk, opened.helper, opened)


def resolve_incident(desk: Desk, helper_id: str, incident: str, outcome: str) -> None:
    """Note what came of an incident, as the second human who looked at it.

    Raises:
        NotFoundError: no such incident is open.
        NotPermittedError: this desk's human opened it.
    """
    with desk.acting():
        desk.require(Role.COORDINATOR, Role.CASEWORKER)
        open_now = [
            one
            for one in helper.open_incidents(_read(desk, helper_id), helper_id)
            if one.act.incident == incident
        ]
        if not open_now:
            raise NotFoundError("incident.unknown", "no such incident is open")
        if all(one.record.human == desk.human for one in open_now):
            raise NotPermittedError("incident.own", "a second human settles an incident")
        acts = tuple(one.record.id for one in open_now)
        resolved = HelperIncidentResolved(
            incident=incident, helper=helper_id, acts=acts, outcome=outcome
        )
        _append(desk, helper_id, resolved)


def withdraw(desk: Desk, withdrawn: HelperWithdrawn) -> None:
    """Note that a helper does no more until they are vetted again."""
    with desk.acting():
        desk.require(Role.COORDINATOR, Role.CASEWORKER)
        _append(desk, withdrawn.helper, withdrawn)


def link(desk: Desk, linked: HelperLinked) -> None:
    """Note a tie of a helper, or that it is over.

    Raises:
        NotFoundError: it is over, and no such tie is noted.
        ConflictError: it is over, and was noted as another tie.
    """
    with desk.acting():
        desk.require(Role.COORDINATOR)
        if linked.over:
            said = _read(desk, linked.helper).linked.get(linked.helper, ())
            ties = {one.act.to for one in said if one.act.link == linked.link}
            if not ties:
                raise NotFoundError("link.unknown", "no such tie is noted")
            if linked.to not in ties:
                raise ConflictError("link.other", "it was noted as another tie")
        _append(desk, linked.helper, linked)


def worked(desk: Desk, work: HelperWorked) -> None:
    """Note a job that ended well; not of which journey."""
    with desk.acting():
        desk.require(Role.COORDINATOR)
        _append(desk, work.helper, work)


def standing(desk: Desk, helper_id: str) -> Trusted:
    """Say how a helper stands now, and why."""
    with desk.lock:
        return trusted(helpers.state(desk), helper_id, desk.now())


def to_settle(desk: Desk) -> tuple[datetime, ...]:
    """Return since when each open incident waits that this desk's human may settle."""
    if not desk.has_role(Role.COORDINATOR, Role.CASEWORKER):
        return ()
    return tuple(
        one.record.at
        for opened in desk.cells_of("helper")
        for one in helper.open_incidents(_read(desk, opened.register), opened.register)
        if one.record.human != desk.human
    )


def _read(desk: Desk, helper_id: str) -> Helpers:
    return desk.read(desk.find("helper", helper_id), helper.fold, Helpers())


def _append(desk: Desk, helper_id: str, act: Act) -> None:
    desk.append(desk.find("helper", helper_id), act)
    mark.post(desk)
