"""Assessment: claim by claim, each with its source and how the source knows."""

from waystation.casework.entries import ClaimRecorded, SelfHarmAsked
from waystation.casework.terms import Basis, SelfHarm
from waystation.desk.case import STAFF
from waystation.desk.desk import Desk


def record_claim(  # noqa: PLR0913  # one claim: about whom, what, from whom, how known
    desk: Desk,
    case_id: str,
    person_id: str,
    field: str,
    *,
    basis: Basis,
    source: str,
    code: str = "",
    text: str = "",
    heard_from: str = "",
    told_in: str = "",
) -> str:
    """Record one claim; what was denied is kept and never coded."""
    with desk.acting():
        desk.require(*STAFF)
        claim = desk.random_id()
        desk.append(
            desk.find("core", case_id),
            ClaimRecorded(
                claim=claim,
                person=person_id,
                field=field,
                code=code,
                text=text,
                basis=basis,
                source=source,
                heard_from=heard_from,
                told_in=told_in,
            ),
        )
        return claim


def ask_about_self_harm(
    desk: Desk, case_id: str, person_id: str, answer: SelfHarm, acted: str = ""
) -> None:
    """Note that self-harm was asked about, what came of it, and what was done."""
    with desk.acting():
        desk.require(*STAFF)
        act = SelfHarmAsked(person=person_id, answer=answer, acted=acted)
        desk.append(desk.find("core", case_id), act)
