"""Granting again to somebody who was away for longer than a prekey lasts (K-6).

Nothing is sealed to a prekey that may be destroyed. Who comes back publishes a fresh one; a
colleague hears their fingerprint by voice and grants them again what is theirs to read.
"""

from waystation.casework import roster
from waystation.cell.grant import KIND as GRANT
from waystation.cell.recharter import grants_to_the_blind
from waystation.desk.colleagues import colleague, is_away, write_to
from waystation.desk.desk import Desk
from waystation.desk.machinery import GrantedAgain
from waystation.errors import ConflictError, NotFoundError

_OWED = "owed"


def owe(desk: Desk, human: str) -> None:
    """Remember that this desk could not grant somebody something. Inside `acting()`."""
    desk.store.vault.put(_OWED, human, b"")


def owed(desk: Desk) -> list[str]:
    """Return who has missed something that this desk wanted to grant."""
    return sorted(human for human, _ in desk.store.vault.items(_OWED))


def grant_again(desk: Desk, human: str, spoken: str) -> int:
    """Grant somebody what they may read of every cell of this desk; return how many.

    `spoken` is the fingerprint as they read it out.

    Raises:
        NotFoundError: nobody of that id can be written to.
        ConflictError: the fingerprint is another, or they have published no fresh prekey.
    """
    with desk.acting():
        to = colleague(desk, human)
        if spoken.split() != to.identity.spoken.split():
            raise ConflictError("grant.fingerprint", "the fingerprint is another one")
        if is_away(desk, to):
            raise ConflictError("grant.away", "they have not opened their desk yet")
        granted = 0
        for opened in desk.cells.values():
            keys = opened.log.keys
            theirs = [one for one in opened.log.members if one.human == human]
            grants = [keys.grant(one.key) for one in theirs if one.reader]
            blind = {one.key for one in theirs if not one.reader}
            grants += [one for one in grants_to_the_blind(keys) if one.key in blind]
            granted += len(grants)
            for grant in grants:
                for body in grant.to_bodies():
                    write_to(desk, to, GRANT, body)
        desk.append(
            desk.roster_cell,
            GrantedAgain(human=human, cells=granted),
        )
        desk.store.vault.drop(_OWED, human)
        return granted


def by_name(desk: Desk, name: str) -> str:
    """Return the human of that name.

    Raises:
        NotFoundError: nobody, or more than one.
    """
    found = [one.human for one in roster.humans(desk.roster()) if one.name == name]
    if len(found) != 1:
        raise NotFoundError("human.unknown", "nobody, or more than one, has that name")
    return found[0]
