"""Where what a check found is answered: the page, and the form on it, of each finding."""

from urllib.parse import quote

from waystation.desk.preparation import Part

# The form, and whether it is the one of whom or what the finding names.
PREPARED: dict[str, tuple[Part, bool]] = {
    "journey.destination_unconfirmed": (Part.DESTINATION, False),
    "journey.destination_returns_people": (Part.DESTINATION, False),
    "journey.returned_on_the_way": (Part.FALLBACK, True),
    "journey.nobody_on_arrival": (Part.DESTINATION, False),
    "journey.no_fallback": (Part.FALLBACK, True),
    "journey.no_abort_criteria": (Part.ABORT, False),
    "journey.strain_not_asked": (Part.ANSWER, True),
    "journey.person_cannot": (Part.ANSWER, True),
    "person.injury": (Part.STRAIN, False),
    "journey.not_prepared_for_interview": (Part.INTERVIEW, True),
    "consent.going_not_weighed": (Part.WEIGHED, True),
    "consent.child_without_arrangement": (Part.CHILD, True),
    "disclosure.face_to_helper": (Part.DISCLOSURE, False),
    "disclosure.name_to_helper": (Part.DISCLOSURE, False),
    "disclosure.beyond_their_own": (Part.DISCLOSURE, False),
    "disclosure.address_to_passer_by": (Part.DISCLOSURE, False),
    "disclosure.everyone_holds_all": (Part.DISCLOSURE, False),
    "disclosure.channel_seen": (Part.DISCLOSURE, False),
}
CONSENT = frozenset(
    {
        "consent.none",
        "consent.one_asserts",
        "consent.withdrawn",
        "consent.plan_changed_since",
        "consent.expires_before_arrival",
        "consent.recipient_unnamed",
        "consent.not_each_for_themselves",
    }
)
_OWED = "owed."


def part_of(code: str) -> Part | None:
    """Return the part of the preparation whose form answers a finding."""
    if code.startswith(_OWED):
        return Part.CONDITION
    found = PREPARED.get(code)
    return None if found is None else found[0]


def answered_at(journey: str, code: str, where: str = "") -> str:
    """Return the address of what answers a finding; empty where no page does."""
    here = f"/journeys/{quote(journey)}"
    part = part_of(code)
    if part is not None:
        named = PREPARED.get(code, (part, False))[1]
        of = f"?of={quote(where)}" if named and where and where != journey else ""
        return f"{here}/preparation/{part}{of}"
    if code in CONSENT:
        return f"{here}#consent"
    if code == "review.not_answered":
        return f"{here}/questions"
    return f"{here}/check-ins#rehearsed" if code == "watch.unrehearsed" else ""
