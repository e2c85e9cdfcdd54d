"""Journey-only links: what the page of one needs, and making one at a desk.

The public half is noted in the journey; the page finds in its own letterbox where check-ins
go and when they are due. A link that a desk made is shown once and kept nowhere: until it
is handed over, whoever made it could answer in the person's place.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from waystation.casework import watch
from waystation.casework.entries import WatchAgreed
from waystation.casework.watch import Watches
from waystation.desk import disarm
from waystation.desk.case import person_in
from waystation.desk.correspondence import write
from waystation.desk.desk import Desk
from waystation.desk.journey import (
    WORKS_ON_IT,
    journey_cell,
    persons,
    read,
    require_going,
    watched,
)
from waystation.desk.letterbox import letterbox
from waystation.desk.machinery import LinkKnown
from waystation.desk.opened import OpenCell
from waystation.desk.watch import arm_all
from waystation.encoding import b64, to_rfc3339, unb64
from waystation.errors import FormatError, NotFoundError
from waystation.post import delivery, link
from waystation.post.letter import Letter
from waystation.seal.identity import Identity, PublicIdentity

KIND = "check_ins"
BOX_BYTES = 16
MOST = 100
"""How many check-ins one link is made for at once."""


def read_known(person_id: str, said: object) -> LinkKnown | None:
    """Return the public half of a link as a consent carries it; None where it has none.

    Raises:
        FormatError: something else stands there.
    """
    if said is None:
        return None
    if not isinstance(said, dict):
        raise FormatError("letter.link", "the link is no object")
    identity, box = said.get("identity"), said.get("box")
    if not isinstance(identity, str) or not isinstance(box, str):
        raise FormatError("letter.link", "the link names no key or letterbox")
    PublicIdentity.from_bytes(unb64(identity))
    unb64(box, size=BOX_BYTES)
    return LinkKnown(person=person_id, identity=identity, box=box)


def known(desk: Desk, opened: OpenCell, noted: LinkKnown) -> None:
    """Note a link's public half and write to its letterbox. Inside `acting()`."""
    desk.append(opened, noted)
    _write(desk, opened, noted)


def person_of(opened: OpenCell, letter: Letter) -> str | None:
    """Return whose link a letter was written with."""
    identity = b64(letter.sender.to_bytes())
    for noted in opened.in_order(LinkKnown):
        if noted.identity == identity:
            return noted.person
    return None


def make(
    desk: Desk,
    journey_id: str,
    person_id: str,
    check_ins: Sequence[tuple[datetime, datetime]],
    grace_s: int = 0,
    *,
    base: str = "",
) -> str:
    """Make a link for a person who has no key of their own; agree its check-ins.

    Returns:
        The link, which is nowhere else.

    Raises:
        NotFoundError: nobody of that id travels here or works on it.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT)
        opened = journey_cell(desk, journey_id)
        require_going(desk, opened)
        staff = _is_staff(desk, opened, person_id)
        seed = desk.ports.entropy.draw(link.SEED_BYTES)
        made = Identity.from_seed(seed)
        box, read_token = link.box_of(made, desk.organisation)
        opening = {
            "read_hash": b64(sha256(read_token).digest()),
            "open": True,
            "sealed_to": b64(sha256(made.public.kem).digest()),
        }
        delivery.save_box(desk.store.outbox, box, opening)
        first = 1 + max(
            (one.number for one in agreed_with(desk, opened, person_id)), default=0
        )
        for number, (opens, due) in enumerate(check_ins, start=first):
            token = link.check_in_token(made, journey_id, number)
            hashed = sha256(token).digest()
            desk.append(
                opened,
                WatchAgreed(
                    journey=journey_id,
                    watch=b64(link.watch_id(hashed)),
                    person=person_id,
                    number=number,
                    opens=opens,
                    due=due,
                    grace_s=grace_s,
                    check_in_hash=b64(hashed),
                    staff=staff,
                ),
            )
        identity = b64(made.public.to_bytes())
        known(desk, opened, LinkKnown(person=person_id, identity=identity, box=b64(box)))
        arm_all(desk, opened)
        return link.write_link(base, desk.organisation, seed)


def _is_staff(desk: Desk, opened: OpenCell, who: str) -> bool:
    """Say whether somebody who may be on the way is of the staff.

    Raises:
        NotFoundError: nobody of that id travels here or works on it.
    """
    state = read(desk, opened)
    if who in persons(state):
        person_in(desk, opened, who)
        return False
    if who in watched(desk, state):
        return True
    raise NotFoundError("person.unknown", "nobody of that id is on this journey")


def spaced(
    now: datetime, every: timedelta, until: datetime
) -> list[tuple[datetime, datetime]]:
    """Return windows that touch each other, each due at its end.

    Raises:
        FormatError: none fits, or more than anybody keeps.
    """
    count = (until - now) // every if every else 0
    if not 1 <= count <= MOST:
        raise FormatError("watch.times", f"between 1 and {MOST} check-ins", where="until")
    return [(now + step * every, now + (step + 1) * every) for step in range(count)]


def agreed_with(desk: Desk, opened: OpenCell, person_id: str) -> list[WatchAgreed]:
    """Return the check-ins agreed with a person, in their order."""
    every = desk.read(opened, watch.fold, Watches()).agreed.values()
    mine = [one.act for one in every if one.act.person == person_id]
    return sorted(mine, key=lambda one: (one.due, one.number))


def codes(desk: Desk, journey_id: str, person_id: str) -> list[tuple[WatchAgreed, str]]:
    """Return each agreed check-in with the code that is said for it, to be written down.

    Raises:
        NotFoundError: this desk is not in the journey.
    """
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        return [
            (one, link.spoken_code(unb64(one.check_in_hash)))
            for one in agreed_with(desk, opened, person_id)
            if disarm.is_sound(one)
        ]


def _write(desk: Desk, opened: OpenCell, noted: LinkKnown) -> None:
    """Tell the link's page where its check-ins go and when they are due."""
    made = letterbox(opened)
    body = {
        "journey": opened.register,
        "box": b64(made.box),
        "key": b64(made.identity.public.kem),
        "check_ins": [
            {
                "number": one.number,
                "opens": to_rfc3339(one.opens),
                "closes": to_rfc3339(watch.deadline(one)),
            }
            for one in agreed_with(desk, opened, noted.person)
        ],
    }
    write(desk, noted.identity, noted.box, KIND, body)
