"""Consent: asked by letter, given by the person's own letter, or asserted by two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from waystation.casework.entries import (
    Act,
    ConsentAsserted,
    ConsentGiven,
    ConsentSeconded,
    ConsentWithdrawn,
    WatchAgreed,
)
from waystation.casework.journey import was_decided
from waystation.casework.terms import Role
from waystation.desk import checkin_link, watch
from waystation.desk.case import person_in
from waystation.desk.correspondence import quote, write
from waystation.desk.desk import Desk
from waystation.desk.journey import WORKS_ON_IT, journey_cell, read
from waystation.desk.letterbox import letterbox
from waystation.desk.machinery import CheckInsProposed
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, to_json, to_rfc3339, unb64
from waystation.errors import FormatError, NotFoundError
from waystation.post.letter import Letter
from waystation.post.link import watch_id

_LABEL = b"waystation/v1/proposal\0"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person without a key has said, recorded, and over which channel."""

    wording: str
    language: str
    text: str
    channel: str
    why_no_key: str = ""


def ask(
    desk: Desk,
    journey_id: str,
    person_id: str,
    check_ins: Sequence[tuple[datetime, datetime]],
    grace_s: int = 0,
) -> None:
    """Ask a person by letter: the journey, its letterbox, the signs of life proposed.

    Raises:
        NotFoundError: the person has no letterbox.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT)
        opened = journey_cell(desk, journey_id)
        noted = person_in(desk, opened, person_id)
        made = letterbox(opened)
        proposed = CheckInsProposed(
            person=person_id,
            opens=tuple(opens for opens, _ in check_ins),
            due=tuple(due for _, due in check_ins),
            grace_s=grace_s,
        )
        desk.append(opened, proposed)
        body = {
            "journey": journey_id,
            "box": b64(made.box),
            "key": b64(made.identity.public.kem),
            "proposal": _proposal_id(proposed),
            "check_ins": [
                {"number": number, "opens": to_rfc3339(opens), "due": to_rfc3339(due)}
                for number, (opens, due) in enumerate(check_ins, start=1)
            ],
        }
        write(desk, noted.identity, noted.box, "journey", body)


def given(desk: Desk, opened: OpenCell, person_id: str, letter: Letter) -> None:
    """Note a person's own consent and the watches it agrees to. Inside `acting()`.

    Raises:
        FormatError: the letter breaks its rules.
    """
    body = letter.body
    wording, language = body.get("wording"), body.get("language")
    hashes = body.get("check_ins", {})
    if not isinstance(wording, str) or not isinstance(language, str):
        raise FormatError("letter.consent", "a consent names its wording")
    if not isinstance(hashes, dict):
        raise FormatError("letter.consent", "the check-ins are no object")
    # Read before anything is appended: a letter is taken whole or set aside.
    proposal = body.get("proposal", "")
    if not isinstance(proposal, str):
        raise FormatError("letter.proposal", "the proposal is no text")
    agreed = _watches(opened, person_id, hashes, proposal)
    linked = checkin_link.read_known(person_id, body.get("link"))
    both(
        desk,
        opened,
        person_id,
        ConsentGiven(
            consent=letter.id,
            person=person_id,
            journey=opened.register,
            wording=wording,
            language=language,
            quoted=quote(letter),
        ),
    )
    for act in agreed:
        desk.append(opened, act)
    if agreed and was_decided(read(desk, opened)):
        watch.arm_all(desk, opened)  # no go will come to arm them
    if linked is not None:
        checkin_link.known(desk, opened, linked)


def assert_for(desk: Desk, journey_id: str, person_id: str, statement: Statement) -> str:
    """Give this human's word for what a person without a key has said."""
    with desk.acting():
        desk.require(*WORKS_ON_IT, Role.TRUSTEE)
        consent = desk.random_id()
        act = ConsentAsserted(
            consent=consent,
            person=person_id,
            journey=journey_id,
            wording=statement.wording,
            language=statement.language,
            statement=statement.text,
            channel=statement.channel,
            why_no_key=statement.why_no_key,
        )
        both(desk, journey_cell(desk, journey_id), person_id, act)
        return consent


def second(desk: Desk, journey_id: str, consent: str) -> None:
    """Give a second human's word for the same statement; one of the two is the trustee.

    Raises:
        NotFoundError: nobody has asserted it.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT, Role.TRUSTEE)
        opened = journey_cell(desk, journey_id)
        for entry in opened.of_kind(ConsentAsserted.kind):
            if f'"{consent}"'.encode() in entry.body:
                desk.append(opened, ConsentSeconded(consent=consent, act=entry.id))
                return
        raise NotFoundError("consent.unknown", "nobody has asserted it")


def withdraw(desk: Desk, journey_id: str, person_id: str, heard: str) -> None:
    """Note that a person took consent back, heard by this desk's human: one is enough."""
    with desk.acting():
        opened = journey_cell(desk, journey_id)
        act = ConsentWithdrawn(person=person_id, journey=journey_id, heard=heard)
        both(desk, opened, person_id, act)


def both(desk: Desk, opened: OpenCell, person_id: str, act: Act) -> None:
    """Append to the journey, and to the core of the person's case where we are in it."""
    desk.append(opened, act)
    for core in desk.cells_of("core"):
        try:
            person_in(desk, core, person_id)
        except NotFoundError:
            continue
        desk.append(core, act)


def _proposal_id(proposed: CheckInsProposed) -> str:
    """Return what a consent names to say which times it agrees to."""
    times = (*proposed.opens, *proposed.due)
    said = [proposed.person, proposed.grace_s, *map(to_rfc3339, times)]
    return b64(sha256(_LABEL + to_json(said)).digest()[:16])


def _answered(opened: OpenCell, person_id: str, proposal: str) -> CheckInsProposed | None:
    """Return the proposal that a consent answers; None where it is to none.

    Raises:
        FormatError: it names one that this desk has not heard of yet, or none of several.
    """
    every = (one for one in opened.in_order(CheckInsProposed) if one.person == person_id)
    known = {_proposal_id(one): one for one in every}
    if not proposal and len(known) <= 1:
        return next(iter(known.values()), None)
    if proposal not in known:
        raise FormatError("letter.proposal", "not one of the times that were proposed")
    return known[proposal]


def _watches(
    opened: OpenCell, person_id: str, hashes: dict[str, object], proposal: str
) -> list[WatchAgreed]:
    proposed = _answered(opened, person_id, proposal)
    if proposed is None:
        return []
    agreed = []
    for number, (opens, due) in enumerate(
        zip(proposed.opens, proposed.due, strict=False), start=1
    ):
        hashed = hashes.get(str(number))
        if not isinstance(hashed, str):
            continue
        agreed.append(
            WatchAgreed(
                journey=opened.register,
                watch=b64(watch_id(unb64(hashed, size=32))),
                person=person_id,
                number=number,
                opens=opens,
                due=due,
                grace_s=proposed.grace_s,
                check_in_hash=hashed,
            )
        )
    return agreed
