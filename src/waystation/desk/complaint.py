"""Complaints go past the organisation, to its outside trustee alone.

The trustee's desk makes a letterbox whose key nobody else holds, and leaves its card where
whoever knows the organisation finds it. What comes is kept in a place of which the trustee
is the only member; everybody else sees that the journey is sealed, as after a loss, and
never why or by whose word.
"""

from collections.abc import Iterable
from hashlib import sha256

from waystation.casework import complaint, person
from waystation.casework import journey as plan
from waystation.casework.complaint import Complaints
from waystation.casework.entries.loss import (
    ComplaintAnswered,
    ComplaintReceived,
    JourneySealed,
)
from waystation.casework.noted import Noted
from waystation.casework.person import Persons
from waystation.casework.terms import Role
from waystation.desk import journey
from waystation.desk.cells import found
from waystation.desk.correspondence import quote, reply_box, said_in, write
from waystation.desk.desk import Desk
from waystation.desk.letterbox import letterbox, make_letterbox
from waystation.desk.opened import OpenCell
from waystation.encoding import b64
from waystation.errors import FormatError, NotFoundError
from waystation.post import delivery
from waystation.post.card import Card, complaint_box, write_card
from waystation.post.letter import Letter

NOUN = "complaints"
KIND = "complaint"


def box_is_due(desk: Desk) -> bool:
    """Say whether this is the desk of a founding trustee who has no letterbox yet."""
    if rooms(desk) or not desk.has_role(Role.TRUSTEE):
        return False
    founding = desk.roster_cell.log.keys.book[0].charter
    return any(one.trustee and one.human == desk.human for one in founding.members)


def make_box(desk: Desk) -> None:
    """Make the letterbox and leave its card. In `acting()`."""
    opened = found(desk, NOUN, desk.random_id(), ())
    made = make_letterbox(desk, opened)
    kem = made.identity.public.kem
    roster_cell = desk.roster_cell
    card = Card(
        organisation=desk.organisation,
        relay=desk.membership.joined.relay,
        box=made.box,
        kem=kem,
        made=desk.now(),
    )
    founding = roster_cell.log.keys.book[0].raw
    written = write_card(card, founding, desk.key_in(roster_cell), trustee=True)
    box, token = complaint_box(desk.organisation)
    outbox = desk.store.outbox
    delivery.save_box(outbox, box, {"read_hash": b64(sha256(token).digest()), "open": True})
    delivery.save_letter(outbox, box, kem, written)


def rooms(desk: Desk) -> list[OpenCell]:
    """Return where this desk keeps complaints; nowhere but at a trustee's desk."""
    return desk.cells_of(NOUN)


def received(desk: Desk, opened: OpenCell, letter: Letter) -> None:
    """Keep a complaint and seal the journeys of its writer. Inside `acting()`.

    Raises:
        FormatError: it is none.
    """
    text, about = letter.body.get("text"), letter.body.get("journey", "")
    if letter.kind != KIND or not isinstance(text, str) or not isinstance(about, str):
        raise FormatError("letter.complaint", "not a complaint")
    identity = b64(letter.sender.to_bytes())
    travelled = dict(_journeys_of(desk, identity))
    desk.append(
        opened,
        ComplaintReceived(
            complaint=letter.id,
            journey=about if about in travelled else "",
            person=next(iter(travelled.values()), ""),
            identity=identity,
            box=reply_box(letter),
            quoted=quote(letter),
        ),
    )
    _seal(desk, [about] if about in travelled else travelled)


def seal_for(desk: Desk, identity: str) -> None:
    """Seal the journeys of somebody whose complaint came another way. In `acting()`."""
    _seal(desk, dict(_journeys_of(desk, identity)))


def note(desk: Desk, journey_id: str, text: str) -> str:
    """Note a complaint that the trustee heard in another way; return its id.

    Raises:
        NotPermittedError: this desk's human is no outside trustee.
        NotFoundError: the letterbox is not made yet, or the journey is not this desk's.
        FormatError: nothing was said.
    """
    with desk.acting():
        opened = _room(desk)
        if not text.strip():
            raise FormatError("complaint.empty", "say what was said", where="text")
        journey.journey_cell(desk, journey_id)
        act = ComplaintReceived(complaint=desk.random_id(), journey=journey_id, text=text)
        desk.append(opened, act)
        _seal(desk, [journey_id])
        return act.complaint


def answer(desk: Desk, complaint_id: str, text: str) -> None:
    """Answer a complaint: by letter where one came, and noted in any case.

    Raises:
        NotPermittedError: this desk's human is no outside trustee.
        NotFoundError: no such complaint.
        FormatError: no answer.
    """
    with desk.acting():
        opened = _room(desk)
        if not text.strip():
            raise FormatError("complaint.empty", "say what is answered", where="text")
        known = read(desk).received.get(complaint_id)
        if known is None:
            raise NotFoundError("complaint.unknown", "no such complaint")
        if known.act.box:
            write(desk, known.act.identity, known.act.box, "reply", {"text": text})
        desk.append(opened, ComplaintAnswered(complaint=complaint_id, text=text))


def read(desk: Desk) -> Complaints:
    """Return the complaints that this desk keeps; none but at a trustee's desk."""
    for opened in rooms(desk):
        return desk.read(opened, complaint.fold, Complaints())
    return Complaints()


def said(noted: Noted[ComplaintReceived]) -> str:
    """Return what was complained about, in the words in which it came."""
    if noted.act.quoted is None:
        return noted.act.text
    return said_in(noted.act.quoted)


def _room(desk: Desk) -> OpenCell:
    desk.require(Role.TRUSTEE)
    for opened in rooms(desk):
        letterbox(opened)
        return opened
    raise NotFoundError("complaint.room", "the trustee's letterbox is not made yet")


def _journeys_of(desk: Desk, identity: str) -> Iterable[tuple[str, str]]:
    """Return journey and person wherever the writer travels, by their own key."""
    for opened in desk.cells_of("journey"):
        travelling = plan.persons(journey.read(desk, opened))
        for one, noted in desk.read(opened, person.fold, Persons()).noted.items():
            if noted.act.identity == identity and one in travelling:
                yield opened.register, one


def _seal(desk: Desk, journeys: Iterable[str]) -> None:
    for journey_id in journeys:
        opened = journey.journey_cell(desk, journey_id)
        if desk.may_write(opened):
            desk.append(opened, JourneySealed(journey=journey_id, seal=desk.random_id()))
