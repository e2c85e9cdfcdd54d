"""Founding cells and handing their secrets over."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from waystation.casework import roster
from waystation.cell.charter import Member, binding_message
from waystation.cell.grant import KIND as GRANT
from waystation.cell.grant import Grant
from waystation.cell.keys import CellKeys
from waystation.cell.recharter import (
    Draft,
    NewCell,
    draft_cell,
    found_cell,
    grants_to_the_blind,
    new_random,
)
from waystation.desk import regrant
from waystation.desk.colleagues import colleague, is_away, take_key, write_to
from waystation.desk.desk import Desk
from waystation.desk.machinery import Named
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, unb64
from waystation.post import delivery


def found(desk: Desk, noun: str, register: str, humans: Sequence[str]) -> OpenCell:
    """Found a working cell of which this desk's human is the keeper. Inside `acting()`.

    Raises:
        NotFoundError: one of the humans cannot be written to.
    """
    random = new_random(desk.ports.entropy)
    everyone = dict.fromkeys((desk.human, *humans))
    members = [
        member(desk, human, random, keeper=human == desk.human) for human in everyone
    ]
    draft = draft_cell(noun, members, desk.ports.entropy, guarded=False, random=random)
    own = desk.offered_key(members[0].key)
    assert own is not None  # noqa: S101  # it was offered by this desk two lines above
    opened = establish(desk, found_cell(draft.signed_by(own)))
    desk.append(opened, Named(register=register))
    return opened


def member(desk: Desk, human: str, random: bytes, *, keeper: bool = False) -> Member:
    """Return a human as a member of a cell to be founded, under a key of theirs."""
    key = take_key(desk, human)
    binding = ""
    if human == desk.human:
        message = binding_message(random, unb64(key))
        binding = b64(desk.identity.signing.sign(message))
    return Member(key=key, human=human, keeper=keeper, binding=binding)


def establish(desk: Desk, new: NewCell) -> OpenCell:
    """Keep a founded cell, open its handle at the relay and grant it to its readers."""
    desk.keyring.keep(new.keys)
    opened = desk.open_cell(new.cell)
    open_handles(desk, new.keys)
    send_grants(desk, opened, (*new.grants, *grants_to_the_blind(new.keys)))
    return opened


def open_handles(desk: Desk, keys: CellKeys) -> None:
    """Ask the relay to take frames of every epoch of a cell; the first who asks wins."""
    joined = desk.membership.joined
    for epoch in keys.epochs.values():
        opening = {"append_hash": b64(sha256(epoch.append_token).digest())}
        delivery.save_handle(
            desk.store.outbox, joined.feed, joined.feed_token, epoch.handle, opening
        )


def send_grants(desk: Desk, opened: OpenCell, grants: Iterable[Grant]) -> None:
    """Seal grants to the prekeys of those they are for."""
    humans = {who.key: who.human for who in opened.log.members}
    for grant in grants:
        human = humans[grant.key]
        if human == desk.human:
            continue
        to = colleague(desk, human)
        if is_away(desk, to):
            regrant.owe(desk, human)
            continue
        for body in grant.to_bodies():
            write_to(desk, to, GRANT, body)


def put_in_force(desk: Desk, opened: OpenCell, draft: Draft) -> None:
    """Put a charter in force that enough have signed. Inside `acting()`.

    Who is not in the roster yet gets their grant by invitation, who has left it none.

    Raises:
        NotPermittedError: too few have.
    """
    key = desk.key_in(opened)
    known = {one.human for one in roster.humans(desk.roster())}
    _, grants = opened.log.recharter(draft, at=desk.now(), key=key)
    desk.refresh(opened.log.cell)
    open_handles(desk, opened.log.keys)
    grants += grants_to_the_blind(opened.log.keys)
    by_key = opened.log.charter.by_key
    send_grants(desk, opened, (one for one in grants if by_key[one.key].human in known))
