"""A cell's charters in a row: what is adopted, waits or contradicts (C-1, C-2, C-6)."""

from collections.abc import Mapping

from waystation.cell.charter import (
    ROSTER,
    Charter,
    Member,
    SignedCharter,
    humans_of,
    majority,
)
from waystation.errors import FormatError, LogIntegrityError, NotPermittedError

KEEPERS_OF_GUARDED = (3, 5)


class CharterBook:
    """The adopted charters 0 to n of one cell.

    Attributes:
        contested: two charters for one n with a signature of one keeper in both, until a
            charter that names both is adopted; nobody writes meanwhile.
    """

    def __init__(self, cell: bytes) -> None:
        self.cell = cell
        self.contested: tuple[SignedCharter, SignedCharter] | None = None
        self._adopted: list[SignedCharter] = []
        self._waiting: dict[str, SignedCharter] = {}
        self._resolved: dict[int, frozenset[str]] = {}
        self._cuts: dict[str, tuple[int, str]] = {}
        self._removed: set[str] = set()

    def __len__(self) -> int:
        return len(self._adopted)

    def __getitem__(self, n: int) -> SignedCharter:
        return self._adopted[n]

    @property
    def latest(self) -> SignedCharter:
        """Return the newest adopted charter.

        Raises:
            LogIntegrityError: charter 0 has not arrived.
        """
        if not self._adopted:
            raise LogIntegrityError("charter.missing", "the first charter is missing")
        return self._adopted[-1]

    @property
    def adopted(self) -> tuple[SignedCharter, ...]:
        """Return the charters 0 to n."""
        return tuple(self._adopted)

    @property
    def all(self) -> tuple[SignedCharter, ...]:
        """Return every charter held: adopted, contested and waiting."""
        rest = [twin for twin in self.contested or () if twin not in self._adopted]
        return (*self._adopted, *rest, *self._waiting.values())

    @property
    def cuts(self) -> Mapping[str, tuple[int, str]]:
        """Return the last accepted entry of each stream of a removed member (C-6)."""
        return self._cuts

    @property
    def removed(self) -> frozenset[str]:
        """Return the keys that were members and are not."""
        return frozenset(self._removed)

    def check_writable(self) -> None:
        """Refuse while two charters contradict each other.

        Raises:
            LogIntegrityError: a keeper signed twice, or charter 0 is missing.
        """
        if self.contested:
            raise LogIntegrityError(
                "charter.double_signed", "a keeper signed two charters; nobody writes"
            )
        _ = self.latest

    def add(self, found: SignedCharter) -> bool:
        """Adopt a charter, or keep it until its predecessor is here.

        Returns:
            Whether anything changed.

        Raises:
            FormatError: it does not continue this cell's charters.
            NotPermittedError: too few humans signed it, or not those who must.
        """
        if found.cell != self.cell:
            raise FormatError("charter.cell", "a charter of another cell", where="cell")
        if found.id in self._ids() or found.id in self._waiting:
            return False
        if self._has_to_wait(found):
            self._waiting[found.id] = found
            return True
        changed = self._take(found)
        self._wake()
        return changed

    def _has_to_wait(self, found: SignedCharter) -> bool:
        # Nothing goes on from a contradiction but the charter that resolves it.
        held_up = self.contested and not found.charter.resolves
        after = found.charter.n - len(self._adopted)
        return after > 0 or (after == 0 and bool(held_up))

    def _take(self, found: SignedCharter) -> bool:
        if found.charter.n < len(self._adopted):
            return self._contest(found)
        self._adopt(found)
        return True

    def _adopt(self, found: SignedCharter) -> None:
        charter = found.charter
        _check_keepers(charter)
        if charter.n == 0:
            _check_founding(found)
        elif charter.resolves:
            self._resolve(found)
        else:
            _check_follows(charter, self.latest)
            _check_quorum(found, self.latest.charter)
            self._check_leaving(charter, self.latest.charter)
        self._adopted.append(found)
        self._recount()

    def _wake(self) -> None:
        while ready := [
            one for one in self._waiting.values() if not self._has_to_wait(one)
        ]:
            for found in ready:
                del self._waiting[found.id]
                try:
                    self._take(found)
                except (FormatError, NotPermittedError):
                    continue

    def _contest(self, found: SignedCharter) -> bool:
        n = found.charter.n
        other = self._adopted[n]
        if n == 0 or found.charter.resolves:
            raise FormatError("charter.chain", "the cell went on without it")
        twice = self._double_signers(other, found)
        if not twice:
            raise _too_few()
        if twice <= self._resolved.get(n, frozenset()) or self.contested:
            return False
        self.contested = (other, found)
        return True

    def _resolve(self, found: SignedCharter) -> None:
        if not self.contested:
            raise FormatError("charter.resolves", "nothing is contested", where="resolves")
        pair = {twin.id: twin for twin in self.contested}
        if set(found.charter.resolves) != set(pair):
            raise FormatError("charter.resolves", "it must name both", where="resolves")
        n = self.contested[0].charter.n
        chosen = self.latest
        if n == chosen.charter.n:
            chosen = pair.get(found.charter.prev, chosen)
        twice = self._double_signers(*self.contested)
        _check_rest(found, self._adopted[n - 1].charter, twice)
        _check_follows(found.charter, chosen)
        self._check_leaving(found.charter, chosen.charter)
        self._adopted[-1] = chosen
        self._resolved[n] = self._resolved.get(n, frozenset()) | twice
        self.contested = None

    def _double_signers(self, one: SignedCharter, two: SignedCharter) -> frozenset[str]:
        members = self._adopted[one.charter.n - 1].charter.members
        return humans_of(one.signing_keys(members), members) & humans_of(
            two.signing_keys(members), members
        )

    def _check_leaving(self, charter: Charter, previous: Charter) -> None:
        gone = previous.by_key.keys() - charter.by_key.keys()
        if charter.by_key.keys() & self._removed:
            raise FormatError("charter.returned", "a removed key never comes back")
        if any(stream.partition(".")[0] not in gone for stream in charter.cuts):
            raise FormatError("charter.cuts", "only who leaves is cut", where="cuts")

    def _recount(self) -> None:
        self._cuts, self._removed = {}, set()
        before: set[str] = set()
        for found in self._adopted:
            now = set(found.charter.by_key)
            self._removed |= before - now
            self._cuts.update(found.charter.cuts)
            before = now

    def _ids(self) -> set[str]:
        return {found.id for found in (*self._adopted, *(self.contested or ()))}


def _check_founding(found: SignedCharter) -> None:
    charter = found.charter
    signed = humans_of(found.signing_keys(charter.members), charter.members)
    # The roster is where all other trust comes from: nobody is its keeper unasked.
    needed = len(charter.keepers)
    if charter.kind != ROSTER:
        needed = majority(needed)
    if len(signed) < needed:
        raise _too_few()
    if charter.cuts or charter.resolves or any(who.since for who in charter.members):
        raise FormatError("charter.founding", "a first charter has no past")


def _check_rest(found: SignedCharter, previous: Charter, twice: frozenset[str]) -> None:
    rest = previous.keepers - twice
    signed = humans_of(found.signing_keys(previous.members), previous.members)
    if not rest or len(signed & rest) < majority(len(rest)):
        raise _too_few()
    if twice & found.charter.keepers:
        raise NotPermittedError(
            "charter.double_signed", "who signed twice keeps nothing any more"
        )


def _check_keepers(charter: Charter) -> None:
    keepers = len(charter.keepers)
    trustees = {who.human for who in charter.members if who.trustee and who.keeper}
    if charter.guarded:
        if keepers not in KEEPERS_OF_GUARDED or len(trustees) != 1:
            raise NotPermittedError(
                "charter.keepers", "a guarded cell has three or five keepers, one outside"
            )
    elif keepers != 1:
        raise NotPermittedError("charter.keepers", "a working cell has one keeper")
    if any(not who.reader and not who.keeper for who in charter.members):
        raise FormatError("charter.members", "only a keeper may be blind", where="reader")


def _check_follows(charter: Charter, before: SignedCharter) -> None:
    previous = before.charter
    same = (previous.kind, previous.guarded, previous.random)
    if charter.prev != before.id or charter.n != previous.n + 1:
        raise FormatError("charter.chain", "it does not follow the last", where="prev")
    if (charter.kind, charter.guarded, charter.random) != same:
        raise FormatError("charter.kind", "a cell stays what it is", where="kind")
    known = previous.by_key
    for member in charter.members:
        _check_history(member, known.get(member.key), charter.n)


def _check_history(member: Member, before: Member | None, n: int) -> None:
    if before is None:
        if member.since != n:
            raise FormatError(
                "charter.since", "who joins reads from now on", where="members"
            )
    elif member.human != before.human:
        raise FormatError("charter.human", "a key stays with its human", where="members")
    elif member.since > before.since:
        raise FormatError("charter.since", "history is not taken back", where="members")


def _check_quorum(found: SignedCharter, previous: Charter) -> None:
    keys = found.signing_keys(previous.members)
    signed = humans_of(keys, previous.members)
    if len(signed) < majority(len(previous.keepers)):
        raise _too_few()
    kept = {who.key for who in previous.members if who.keeper}
    new = [who for who in found.charter.members if who.keeper and who.key not in kept]
    trustees = {who.human for who in previous.members if who.trustee}
    if found.charter.guarded and new and not signed & trustees:
        raise NotPermittedError("charter.trustee", "the trustee signs every new keeper")


def _too_few() -> NotPermittedError:
    return NotPermittedError("charter.quorum", "too few humans have signed")
