"""A desk: an unlocked store, its cells, and the four steps of every act.

Every act runs inside `acting()`: one lock, one transaction. What is appended, put into the
outbox and noted in the vault inside it is durable together or not at all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import Condition, RLock
from typing import Any, TypeVar

import msgspec

from waystation.casework import roster
from waystation.casework.entries import Act, Window, body_of, decode
from waystation.casework.roster import Human, Roster
from waystation.casework.terms import Role
from waystation.cell.charter import Charter
from waystation.cell.entry import Entry
from waystation.cell.keyring import Keyring
from waystation.cell.log import Ingested
from waystation.cell.store import FrameStore
from waystation.desk.folded import Folded
from waystation.desk.machinery import Note
from waystation.desk.membership import Membership
from waystation.desk.opened import Fold, OpenCell
from waystation.desk.ports import Ports
from waystation.desk.roster import members_of
from waystation.desk.store import Store
from waystation.desk.vouching import Vouched, first_of
from waystation.encoding import b64, to_json
from waystation.errors import FormatError, NotFoundError, NotPermittedError
from waystation.post.port import Relay
from waystation.post.sync import Trouble
from waystation.seal.identity import Identity, SigningKey

S = TypeVar("S")
OFFER_LABEL = b"offer"


class Desk:
    """One human's desk.

    Attributes:
        lock: held during every act and every read that looks at more than one thing.
        troubles: what the last rounds of `sync_once` found wrong, for a page to say.
        last_heard: when the relay last answered.
        blind: when the relay was down, as it said itself of a watch (W-4).
        asked: the watches of which it said how they ended, and those asked about since.
        slow_tags: tags of names and numbers, by key, kind and form: each takes its time.
    """

    def __init__(self, store: Store, ports: Ports) -> None:
        self.store = store
        self.ports = ports
        self.lock = RLock()
        self.troubles: tuple[Trouble, ...] = ()
        self.last_heard: datetime | None = None
        self.blind: tuple[Window, ...] = ()
        self.asked: set[str] = set()
        self.slow_tags: dict[tuple[bytes, str, str], str] = {}
        self._news = Condition(self.lock)
        self._version = 1
        self._remembered: dict[str, tuple[object, Any]] = {}
        self._folded = Folded()
        self._kept: dict[str, Any] = {}
        self._found: dict[tuple[str, str], OpenCell] = {}
        self._by_noun: dict[str, list[OpenCell]] = {}
        self._changes = 0
        self._relay: Relay | None = None
        self._roster: tuple[Roster, Charter, Roster] | None = None
        self._load()

    def _load(self) -> None:
        """Read keys and cells from the store, as after a restart."""
        self._remembered.clear()
        self._folded.clear()
        self._kept.clear()
        self._found.clear()
        self._by_noun = {}
        self.frames = FrameStore(self.store.database)
        with self.store.transaction():
            self.keyring = Keyring(self.store.vault, self.ports.entropy)
        self.membership = Membership.load(self.store.vault)
        joined = self.membership.organisation
        self.vouched = Vouched(None if joined is None else joined.roster)
        self.cells = self.vouched.open_all(self.keyring, self.frames)

    @property
    def identity(self) -> Identity:
        """Return the human's keys."""
        return self.store.identity

    @property
    def human(self) -> str:
        """Return the register id of this desk's human."""
        return self.membership.human

    @property
    def organisation(self) -> bytes:
        """Return the organisation's id.

        Raises:
            NotFoundError: this desk has not joined one.
        """
        return self.membership.joined.id

    @property
    def relay(self) -> Relay:
        """Return the connection to the organisation's relay."""
        if self._relay is None:
            self._relay = self.ports.connect(self.membership.joined.relay)
        return self._relay

    def now(self) -> datetime:
        """Return the present."""
        return self.ports.clock.now()

    def random_id(self) -> str:
        """Return a new register id."""
        return b64(self.ports.entropy.draw(16))

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Hold the lock and a transaction; what fails inside has not happened."""
        with self.lock:
            nested = self.store.in_transaction
            try:
                with self.keeping():
                    yield
            except BaseException:
                if not nested:
                    self._load()
                raise

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Hold the lock and a transaction; for what is no act and cannot fail half-way."""
        with self.lock:
            before = self.store.database.total_changes
            with self.store.transaction():
                yield
            if self.store.database.total_changes != before:
                self._version += 1
                self._news.notify_all()

    def require(self, *roles: Role) -> None:
        """Refuse unless this desk's human has one of the roles.

        Raises:
            NotPermittedError: none of them.
        """
        if not self.has_role(*roles):
            raise NotPermittedError("desk.role", "this is for another role")

    def has_role(self, *roles: Role) -> bool:
        """Say whether this desk's human has one of the roles."""
        me = self.whoami()
        return me is not None and bool(me.roles.intersection(roles))

    def may_write(self, opened: OpenCell) -> bool:
        """Say whether a cell takes what this desk's human writes: a member, no dispute.

        What happens by itself asks first: one cell that takes nothing must not undo what
        is written to another in the same transaction.
        """
        log = opened.log
        return not log.contested and any(one.human == self.human for one in log.members)

    @property
    def roster_cell(self) -> OpenCell:
        """Return the cell of who is in the organisation.

        Raises:
            NotFoundError: this desk has not joined one, or not read it yet.
        """
        return self.cell(self.membership.joined.roster)

    def roster(self) -> Roster:
        """Return who is in the organisation, by the roster's charter in force."""
        opened = self.roster_cell
        written, charter = opened.read(roster.fold, Roster()), opened.log.charter
        held = self._roster
        if held is None or held[0] is not written or held[1] is not charter:
            found = msgspec.structs.replace(written, members=members_of(charter.members))
            held = self._roster = (written, charter, found)
        return held[2]

    def whoami(self) -> Human | None:
        """Return this desk's human as the roster has them."""
        return roster.human(self.roster(), self.human)

    def cell(self, cell: bytes) -> OpenCell:
        """Return an open cell.

        Raises:
            NotFoundError: this desk is not in it.
        """
        found = self.cells.get(cell)
        if found is None:
            raise NotFoundError("cell.unknown", "this desk is not in such a cell")
        return found

    def cells_of(self, noun: str) -> list[OpenCell]:
        """Return the open cells of a noun, the same list until another is opened."""
        if not self._by_noun:
            for one in self.cells.values():
                self._by_noun.setdefault(one.noun, []).append(one)
        return self._by_noun.get(noun, [])

    def find(self, noun: str, register: str) -> OpenCell:
        """Return the cell of a journey, case, conversation, house or helper.

        Raises:
            NotFoundError: this desk is not in it.
        """
        held = self._found.get((noun, register))
        if (
            held is not None
            and held.register == register
            and self.cells.get(held.log.cell) is held
        ):
            return held
        named: dict[str, list[OpenCell]] = {}
        for one in self.cells_of(noun):
            named.setdefault(one.register, []).append(one)
        for name, each in named.items():
            self._found[noun, name] = first_of(each, self.store.vault)
        found = self._found.get((noun, register))
        if found is None:
            raise NotFoundError(f"{noun}.unknown", "this desk is not in it")
        return found

    def read(self, opened: OpenCell, fold: Fold[S], begin: S) -> S:
        """Return a fold of a cell."""
        with self.lock:
            return opened.read(fold, begin)

    def remembered(
        self,
        name: str,
        cells: Sequence[OpenCell],
        make: Callable[[Iterable[Entry]], S],
    ) -> S:
        """Return what `make` reads off several cells, anew when one of them changed."""
        with self.lock:
            key = [(id(one), one.version) for one in cells]
            held = self._remembered.get(name)
            if held is None or held[0] != key:
                entries = (entry for one in cells for entry in one.log.entries)
                held = self._remembered[name] = (key, make(entries))
            found: S = held[1]
            return found

    def folded(self, name: str, cells: Sequence[OpenCell], fold: Fold[S], begin: S) -> S:
        """Return one fold over several cells, whatever the order in which they came.

        What comes is folded once; all of it is folded again only where a cell was placed
        anew, or is no longer among them.
        """
        with self.lock:
            return self._folded.read(name, cells, self._changes, fold, begin)

    def kept(self, name: str, make: Callable[[], S]) -> S:
        """Return what was made under a name, once for as long as the cells stay loaded."""
        if name not in self._kept:
            self._kept[name] = make()
        found: S = self._kept[name]
        return found

    def append(self, opened: OpenCell, act: Act | Note) -> str:
        """Append an act to a cell; return the entry's id. Only inside `acting()`.

        It is read first as every other desk will: what breaks its own rules would be
        passed over by all of them, and is not taken.

        Raises:
            FormatError: it breaks its own rules.
            NotPermittedError: this desk's human is no member.
            LogIntegrityError: the cell's charters contradict each other.
        """
        body: Mapping[str, Any] = (
            body_of(act) if isinstance(act, Act) else msgspec.to_builtins(act)
        )
        _check_readable(act, to_json(body))
        log = opened.log
        key = self.key_in(opened)
        before = log.entries
        self._changes += 1
        log.append(type(act).kind, body, at=self.now(), key=key)
        written = log.written
        if written is None or any(
            entry is written and why != "gap" for entry, why in log.shown
        ):
            raise NotPermittedError("cell.append", "the entry was not folded")
        if log.entries is before and log.entries[-1] is written:
            opened.add([written])
        else:
            opened.begin_again()
        return written.id

    def key_in(self, opened: OpenCell) -> SigningKey:
        """Return the key with which this desk's human signs in a cell (K-7)."""
        number = opened.log.charter.n
        if opened.key is not None and opened.key[0] == number:
            return opened.key[1]
        for member in opened.log.members:
            if member.human == self.human:
                key = self.offered_key(member.key)
                if key is not None:
                    opened.key = (number, key)
                    return key
        raise NotPermittedError("cell.member", "this desk's human is no member")

    def offered_key(self, public: str) -> SigningKey | None:
        """Return the private half of a key that this desk has offered."""
        index = self.store.vault.get("offers", public)
        if index is None:
            return None
        return self.identity.cell_key(OFFER_LABEL + index)

    def offer_keys(self, count: int) -> tuple[str, ...]:
        """Make keys that others may enter for this human in cells they found."""
        vault = self.store.vault
        first = int.from_bytes(vault.get("self", "offers") or b"\0", "big")
        offered = []
        for number in range(first, first + count):
            index = number.to_bytes(4, "big")
            public = b64(self.identity.cell_key(OFFER_LABEL + index).public)
            vault.put("offers", public, index)
            offered.append(public)
        vault.put("self", "offers", (first + count).to_bytes(4, "big"))
        return tuple(offered)

    def open_cell(self, cell: bytes) -> OpenCell:
        """Open a cell that has just been founded or granted."""
        opened = self.vouched.open(cell, self.keyring, self.frames)
        self.cells[cell] = opened
        self._by_noun = {}
        self._changes += 1
        self._remembered.clear()  # an object's id may be that of one that is gone
        self._found.clear()
        return opened

    def refresh(self, cell: bytes) -> Ingested | None:
        """Read what has come for a cell; None where nothing has."""
        opened = self.cells.get(cell)
        if opened is None:
            if not len(self.keyring[cell].book):
                return None
            self.open_cell(cell)
            return None
        self._changes += 1
        ingested = opened.log.refresh()
        opened.took(ingested)
        for known in self.vouched.known_now(cell, self.cells):
            self.open_cell(known)
        return ingested

    @property
    def version(self) -> int:
        """Return a number that grows whenever something became true."""
        return self._version

    def wait(self, version: int, timeout_s: float) -> int:
        """Block until the version is another or the time is over; return it."""
        with self._news:
            self._news.wait_for(lambda: self._version != version, timeout_s)
            return self._version

    def close(self) -> None:
        """Lock the desk: forget the connection and close the database."""
        with self.lock:
            if self._relay is not None:
                self._relay.close()
            self.store.close()
            self._remembered.clear()
            self._folded.clear()
            self._kept.clear()
            self._found.clear()


def _check_readable(act: Act | Note, body: bytes) -> None:
    """Refuse what other desks would pass over."""
    if isinstance(act, Act):
        decode(act.kind, body)
        return
    try:
        msgspec.json.decode(body, type=type(act))
    except msgspec.ValidationError:
        raise FormatError("note.body", "the note breaks its rules") from None
