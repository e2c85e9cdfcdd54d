"""Consents as their own letters say them: a quotation is held against its writer's key.

Whoever is in a journey can write that somebody agreed. What counts is the letter quoted
with it: signed with a key of that person, a consent, to this journey. Which key is a
person's is what was noted of them; where two were noted, those alone that two humans noted,
so that nobody puts a key of their own in the place of a person's.
"""

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework import consent
from waystation.casework.consent import Consents
from waystation.casework.entries import Act, ConsentGiven, PersonNoted, Quotation
from waystation.casework.noted import Group, Noted, gather
from waystation.casework.table import Table
from waystation.casework.terms import Record
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.encoding import from_json, unb64
from waystation.errors import FormatError, SealError
from waystation.post.letter import verify_quotation

KIND = "consent"
TO_CHANGE_A_KEY = 2
_SIGN_BYTES = 32


class Heard(Struct, frozen=True):
    """Who agreed, and what that rests on.

    Attributes:
        consents: with those letters alone that are by the person.
        letters: every consent that its own writer signed, by whom it is said to be of.
        noted: what was noted of persons who have a key.
    """

    consents: Consents = Consents()
    letters: Group[ConsentGiven] = Table()
    noted: Group[PersonNoted] = Table()


def consents(desk: Desk, opened: OpenCell) -> Consents:
    """Return what stands in a cell of consents; forged letters are none."""
    return desk.read(opened, fold, Heard()).consents


def fold(state: Heard, record: Record, act: Act) -> Heard:
    """Add one act of a journey."""
    if isinstance(act, PersonNoted) and act.identity:
        noted = gather(state.noted, act.person, Noted(record, act))
        return _again(replace(state, noted=noted), act.person)
    if isinstance(act, ConsentGiven):
        if not is_consent(act):
            return state
        letters = gather(state.letters, act.person, Noted(record, act))
        return _again(replace(state, letters=letters), act.person)
    found = consent.fold(state.consents, record, act)
    return state if found is state.consents else replace(state, consents=found)


def _again(state: Heard, person: str) -> Heard:
    keys = keys_of(state.noted.get(person, ()))
    own = tuple(
        one for one in state.letters.get(person, ()) if unb64(one.act.quoted.sender) in keys
    )
    given = state.consents.given
    if own == given.get(person, ()):
        return state
    held = replace(state.consents, given=given.put(person, own))
    return replace(state, consents=held)


def keys_of(noted: tuple[Noted[PersonNoted], ...]) -> frozenset[bytes]:
    """Return the keys that a person signs with, by what was noted of them."""
    by: dict[bytes, set[str]] = {}
    for one in noted:
        by.setdefault(_sign_of(one.act), set()).add(one.record.human)
    if len(by) > 1:
        by = {key: who for key, who in by.items() if len(who - {""}) >= TO_CHANGE_A_KEY}
    return frozenset(by)


def last_with_own_key(noted: tuple[Noted[PersonNoted], ...]) -> PersonNoted:
    """Return what was last noted of a person under a key that counts as theirs.

    Where none does yet, two having noted different ones, what was noted first.
    """
    keys = keys_of(noted)
    own = [one.act for one in noted if _sign_of(one.act) in keys]
    return own[-1] if own else noted[0].act


def _sign_of(act: PersonNoted) -> bytes:
    try:
        return unb64(act.identity)[-_SIGN_BYTES:]
    except FormatError:
        return b""


def is_consent(act: ConsentGiven) -> bool:
    """Say whether the letter quoted is a consent to this journey that its sender signed."""
    return is_signed(act.quoted, KIND, (("journey", act.journey),))


@lru_cache(maxsize=4096)
def is_signed(quoted: Quotation, kind: str, named: tuple[tuple[str, str], ...]) -> bool:
    """Say whether a letter of a kind names these things, and its sender signed it."""
    raw = quoted.signed.encode()
    try:
        verify_quotation(
            unb64(quoted.sender), unb64(quoted.info), unb64(quoted.signature), raw
        )
        said = from_json(raw)
    except (FormatError, SealError):
        return False
    body = said.get("body") if isinstance(said, dict) else None
    if not isinstance(body, dict) or said.get("kind") != kind:
        return False
    same = all(body.get(name) == value for name, value in named)
    return same and said.get("id") == quoted.letter
