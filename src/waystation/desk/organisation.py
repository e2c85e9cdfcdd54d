"""Founding an organisation and joining it: a ceremony over files, nobody unasked.

    everyone   enrol(desk, name)              an enrolment: public keys, nothing secret
    founder    create(desk, plan)             a founding: two charters that want signatures
    keepers    sign_founding(desk, founding)  a keeper's signatures, by their own act
    founder    complete(desk, signed)         an invitation for each, sealed to their prekey
    everyone   join(desk, invitation)         from here on over the relay

The last keeper's signature founds it; before, there is no organisation. Later arrivals
enrol in the same way and are proposed, signed and invited (`admission.py`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from msgspec import structs

from waystation.casework.entries import HumanAdmitted, OrganisationFounded, PrekeyPublished
from waystation.casework.terms import Role
from waystation.cell.charter import Member
from waystation.cell.grant import KIND as GRANT
from waystation.cell.grant import Grant
from waystation.cell.recharter import Draft, draft_cell, found_cell, new_random
from waystation.desk import intake_key
from waystation.desk.cells import found, open_handles, send_grants
from waystation.desk.desk import Desk
from waystation.desk.enrolment import Enrolment, make_box_of, read_enrolment
from waystation.desk.founding import (
    Admission,
    FoundingPlan,
    charter_in,
    people_in,
    read_draft,
    read_founding,
    read_plan,
    write_draft,
    write_founding,
    write_plan,
)
from waystation.desk.machinery import Addressed, KeysOffered, Named
from waystation.desk.membership import Joined, read_joined, write_joined
from waystation.desk.opened import OpenCell
from waystation.desk.roster import member
from waystation.desk.staff_letters import open_staff_letter, take_grant
from waystation.desk.vouching import Vouched
from waystation.encoding import b64, from_json, to_json, unb64
from waystation.errors import ConflictError, FormatError, NotPermittedError, RuleError
from waystation.post import delivery
from waystation.post.letter import Address, write_letter
from waystation.post.letter import Draft as LetterDraft

Person = tuple[Enrolment, Admission]
WELCOME = "organisation.joined"


def create(desk: Desk, plan: FoundingPlan) -> bytes:
    """Draft the charters of roster and board; return the founding that keepers sign.

    Raises:
        RuleError: not three or five keepers with one outside trustee among them.
        FormatError: an enrolment is none.
    """
    people = _enrolled(plan.people)
    with desk.acting():
        if desk.membership.organisation is not None:
            raise ConflictError("organisation.joined", "this desk is in one already")
        if desk.human not in {enrolment.human for enrolment, _ in people}:
            raise RuleError("organisation.founder", "the founder is not among the people")
        _check_keepers(people)
        drafts = {
            noun: draft_cell(
                noun,
                members,
                desk.ports.entropy,
                guarded=True,
                random=new_random(desk.ports.entropy),
            )
            for noun, members in _members(people).items()
        }
        drafts = {noun: _sign(desk, draft) for noun, draft in drafts.items()}
        for noun, draft in drafts.items():
            desk.store.vault.put("founding", noun, write_draft(draft))
        desk.store.vault.put("founding", "plan", write_plan(plan))
        return write_founding(plan, drafts)


def people_of(founding: bytes) -> list[tuple[str, str, Admission]]:
    """Return name, fingerprint and roles of everybody in a founding, to be checked aloud.

    Raises:
        FormatError: not a founding.
        SealError: an enrolment in it was changed.
    """
    people = _enrolled(people_in(read_founding(founding)))
    return [(enrolment.name, enrolment.fingerprint, one) for enrolment, one in people]


def sign_founding(desk: Desk, founding: bytes) -> bytes:
    """Sign both charters as one of their keepers; return the founding with the signatures.

    Raises:
        NotPermittedError: this desk's human is no keeper in it.
        FormatError: not a founding, or its charters are not of the people that it names.
    """
    read = read_founding(founding)
    members = _members(_enrolled(people_in(read)))
    with desk.acting():
        for noun, expected in members.items():
            if list(charter_in(read, noun).charter.members) != expected:
                raise FormatError("founding.people", "its charters are of other people")
        signed = dict(read)
        for noun in ("roster", "board"):
            draft = _sign(desk, Draft(charter_in(read, noun), b""))
            signed[noun] = draft.charter.to_body()
        id_of_it = sha256(charter_in(read, "roster").raw).digest()
        desk.store.vault.put("founding", "signed", id_of_it)
        return to_json(signed)


def complete(desk: Desk, signed: Iterable[bytes]) -> dict[str, bytes]:
    """Found the organisation once every keeper has signed; return invitations by human.

    Raises:
        NotPermittedError: a keeper's signature is missing.
        FormatError: what was handed in is no founding.
    """
    returned = [read_founding(one) for one in signed]
    with desk.acting():
        plan = read_plan(desk.store.vault.get("founding", "plan"))
        drafts = {
            noun: read_draft(desk.store.vault.get("founding", noun)).merged(
                charter_in(one, noun) for one in returned
            )
            for noun in ("roster", "board")
        }
        people = _enrolled(plan.people)
        roster_cell = found_cell(drafts["roster"])
        board_cell = found_cell(drafts["board"])
        joined = Joined(
            id=sha256(drafts["roster"].charter.raw).digest(),
            relay=plan.relay,
            feed=desk.ports.entropy.draw(16),
            feed_token=desk.ports.entropy.draw(32),
            roster=roster_cell.cell,
        )
        _join(desk, joined)
        delivery.save_feed(desk.store.outbox, joined.feed, joined.feed_token)
        desk.keyring.keep(roster_cell.keys)
        desk.keyring.keep(board_cell.keys)
        roster_open, board_open = (
            desk.open_cell(roster_cell.cell),
            desk.open_cell(board_cell.cell),
        )
        open_handles(desk, roster_cell.keys)
        open_handles(desk, board_cell.keys)
        _write_roster(desk, roster_open, plan, people)
        desk.append(board_open, Named(register=b64(joined.id)))
        invitations = _invitations(desk, people, roster_cell.grants)
        send_grants(desk, board_open, board_cell.grants)
        _found_intake(desk, roster_open, board_open, people)
        for name in ("plan", "roster", "board", "signed"):
            desk.store.vault.drop("founding", name)
        return invitations


def join(desk: Desk, invitation: bytes) -> None:
    """Join by an invitation that was sealed to this desk's prekey.

    A keeper joins only what they signed.

    Raises:
        SealError: it was sealed to somebody else, or changed.
        FormatError: not an invitation, or of another founding than was signed.
    """
    try:
        found = from_json(invitation)
        organisation = unb64(found["organisation"], size=32)
        letters = [
            open_staff_letter(desk, unb64(one), organisation) for one in found["letters"]
        ]
        welcome, *grants = letters
        joined = read_joined(welcome.body)
    except (KeyError, TypeError, ValueError):
        raise FormatError("invitation.form", "not an invitation") from None
    if welcome.kind != WELCOME or joined.id != organisation:
        raise FormatError("invitation.form", "not an invitation")
    with desk.acting():
        _join(desk, joined)
        for grant in grants:
            take_grant(desk, grant)
        _check_founding(desk, joined)


def _join(desk: Desk, joined: Joined) -> None:
    mine = replace(desk.membership, organisation=joined)
    mine.save(desk.store.vault)
    desk.membership = mine
    desk.vouched = Vouched(joined.roster)


def _check_founding(desk: Desk, joined: Joined) -> None:
    """Refuse an organisation with another id than its roster's or than was signed."""
    book = desk.keyring[joined.roster].book
    founding = sha256(book[0].raw).digest()
    signed = desk.store.vault.get("founding", "signed")
    if founding != joined.id or signed not in (None, founding):
        raise FormatError("invitation.founding", "another founding than was signed")


def _check_keepers(people: Sequence[Person]) -> None:
    """Count humans, however many keys each has.

    Raises:
        RuleError: too few keepers, too many, or no one trustee from outside.
    """
    keepers = {enrolment.human for enrolment, one in people if one.keeper}
    trustees = {enrolment.human for enrolment, one in people if one.trustee}
    inside = {enrolment.human for enrolment, one in people if not one.outside}
    if len(keepers) not in (3, 5) or len(trustees) != 1 or trustees & inside:
        raise RuleError(
            "organisation.keepers",
            "three or five keepers, one of them a trustee from outside",
        )


def _enrolled(people: Iterable[Admission]) -> list[Person]:
    return [(read_enrolment(one.enrolment), one) for one in people]


def _members(people: Iterable[Person]) -> dict[str, list[Member]]:
    """Return the members of the first charters: of the roster under what is agreed."""
    found: dict[str, list[Member]] = {"roster": [], "board": []}
    for enrolment, one in people:
        admitted = member(enrolment.keys[0], admission_of(enrolment, one))
        found["roster"].append(admitted)
        if _on_board(one):
            there = structs.replace(admitted, key=enrolment.keys[1], binding="")
            found["board"].append(there)
    return found


def admission_of(enrolment: Enrolment, one: Admission) -> HumanAdmitted:
    """Return as what somebody is to be admitted: what keepers sign the hash of."""
    return HumanAdmitted(
        human=enrolment.human,
        name=enrolment.name,
        roles=one.roles,
        identity=enrolment.identity,
        outside=one.outside,
    )


def _on_board(one: Admission) -> bool:
    return one.keeper or Role.COORDINATOR in one.roles


def _sign(desk: Desk, draft: Draft) -> Draft:
    for one in draft.charter.charter.members:
        if one.human == desk.human and one.keeper:
            key = desk.offered_key(one.key)
            if key is not None:
                return draft.signed_by(key)
    raise NotPermittedError("organisation.keeper", "this desk's human is no keeper in it")


def _write_roster(
    desk: Desk,
    opened: OpenCell,
    plan: FoundingPlan,
    people: Sequence[Person],
) -> None:
    register = b64(desk.organisation)
    desk.append(opened, Named(register=register))
    desk.append(
        opened,
        OrganisationFounded(name=plan.name, language=plan.language, relay=plan.relay),
    )
    for enrolment, one in people:
        desk.append(opened, admission_of(enrolment, one))
        introduce(desk, opened, enrolment)
        make_box_of(desk, enrolment)


def introduce(desk: Desk, opened: OpenCell, enrolment: Enrolment) -> None:
    """Note in the roster how somebody is written to, as their enrolment says."""
    desk.append(
        opened,
        PrekeyPublished(
            human=enrolment.human,
            prekey=enrolment.prekey,
            signature=enrolment.prekey_signature,
            made=enrolment.made,
        ),
    )
    desk.append(
        opened,
        KeysOffered(
            human=enrolment.human,
            keys=enrolment.offered,
            box=enrolment.box,
            token=enrolment.box_token,
            signature=enrolment.keys_signature,
        ),
    )


def _found_intake(
    desk: Desk,
    roster_open: OpenCell,
    board_open: OpenCell,
    people: Sequence[Person],
) -> None:
    readers = [enrolment.human for enrolment, one in people if Role.INTAKE in one.roles]
    opened = found(desk, "intake", b64(desk.organisation), readers)
    box, read_token = desk.ports.entropy.draw(16), desk.ports.entropy.draw(32)
    desk.append(
        roster_open,
        Addressed(
            intake_box=b64(box),
            intake_read=b64(read_token),
            board=b64(board_open.log.cell),
            intake=b64(opened.log.cell),
        ),
    )
    intake_key.rotate(desk)


def _invitations(
    desk: Desk, people: Sequence[Person], grants: Sequence[Grant]
) -> dict[str, bytes]:
    by_key = {enrolment.keys[0]: enrolment for enrolment, _ in people}
    return {
        by_key[grant.key].human: invitation(desk, by_key[grant.key], grant)
        for grant in grants
        if by_key[grant.key].human != desk.human
    }


def invitation(desk: Desk, enrolment: Enrolment, grant: Grant) -> bytes:
    """Return an invitation: what is joined, and the roster's grant, sealed to a prekey."""
    contents = [(WELCOME, write_joined(desk.membership.joined))]
    contents += [(GRANT, body) for body in grant.to_bodies()]
    letters = [
        write_letter(
            LetterDraft(kind, body, desk.now()),
            Address(unb64(enrolment.prekey), desk.organisation),
            desk.identity.signing,
            desk.identity.public.kem,
            desk.ports.entropy,
        ).bytes
        for kind, body in contents
    ]
    sealed = [b64(letter) for letter in letters]
    return to_json({"organisation": b64(desk.organisation), "letters": sealed})
