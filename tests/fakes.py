"""Stand-ins for the world outside: a relay in memory, honest or hostile."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from waystation.clock import Clock
from waystation.encoding import from_rfc3339, unb64
from waystation.errors import (
    ConflictError,
    NotFoundError,
    UnavailableError,
)
from waystation.post.client import Page, WatchState
from waystation.wire.frames import handle_of


@dataclass
class Watch:
    opens: datetime
    fires: datetime
    body: Mapping[str, Any]
    state: str = "armed"
    letter: bytes = b""


@dataclass
class Slip:
    body: Mapping[str, Any]
    state: str = "made"
    holder: bytes = b""
    failures: int = 0


@dataclass
class Box:
    read_hash: bytes
    body: Mapping[str, Any]
    letters: list[tuple[int, bytes]] = field(default_factory=list)
    next: int = 1
    read: dict[int, datetime] = field(default_factory=dict)


class MemoryRelay:
    """Does what spec/relay.md says, in memory; `up` and `bend` make it fail or lie."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.gen = b"generation-00001"
        self.up = True
        self.bend: Callable[[Page], Page] = lambda page: page
        self.feeds: dict[bytes, list[bytes]] = {}
        self.read_hashes: dict[bytes, bytes] = {}
        self.handles: dict[tuple[bytes, bytes], bytes] = {}
        self.boxes: dict[bytes, Box] = {}
        self.chunks: dict[bytes, bytes] = {}
        self.watches: dict[bytes, Watch] = {}
        self.slips: dict[bytes, Slip] = {}
        self.refuse: Callable[[str], None] = lambda route: None

    def _ask(self, route: str) -> None:
        if not self.up:
            raise UnavailableError("relay.unreachable", "down", retry_after=None)
        self.refuse(route)
        self.fire()

    def close(self) -> None:
        pass

    def generation(self) -> bytes:
        self._ask("generation")
        return self.gen

    def create_feed(self, feed: bytes, token: bytes, read_hash: bytes) -> None:
        self._ask("feed")
        self.feeds.setdefault(feed, [])
        if self.read_hashes.setdefault(feed, read_hash) != read_hash:
            raise NotFoundError("relay.no_such", "no")

    def register_handle(
        self, feed: bytes, token: bytes, handle: bytes, body: Mapping[str, Any]
    ) -> None:
        self._ask("handle")
        self._feed(feed, token)
        self.handles.setdefault((feed, handle), unb64(body["append_hash"]))

    def _feed(self, feed: bytes, token: bytes) -> list[bytes]:
        if self.read_hashes.get(feed) != sha256(token).digest():
            raise NotFoundError("relay.no_such", "no")
        return self.feeds[feed]

    def append(self, feed: bytes, records: Sequence[tuple[bytes, bytes]]) -> list[int]:
        self._ask("append")
        if feed not in self.feeds:
            raise NotFoundError("relay.no_such", "no")
        for token, frame in records:
            if self.handles.get((feed, handle_of(frame))) != sha256(token).digest():
                raise NotFoundError("relay.no_such", "no")
        seqs = []
        held = self.feeds[feed]
        for _, frame in records:
            if frame not in held:
                held.append(frame)
            seqs.append(held.index(frame) + 1)
        return seqs

    def read_feed(self, feed: bytes, token: bytes, after: int, wait_s: int = 0) -> Page:
        self._ask("read")
        held = self._feed(feed, token)
        records = tuple(
            (seq, frame) for seq, frame in enumerate(held, start=1) if seq > after
        )
        return self.bend(Page(self.gen, records[:500], len(held)))

    def create_box(
        self, box: bytes, body: Mapping[str, Any], token: bytes | None = None
    ) -> None:
        self._ask("box")
        read_hash = unb64(body["read_hash"])
        held = self.boxes.setdefault(box, Box(read_hash, body))
        if held.read_hash != read_hash:
            raise NotFoundError("relay.no_such", "no")
        held.body = body

    def post_letter(
        self, box: bytes, letter: bytes, key_hash: bytes, token: bytes | None = None
    ) -> int:
        self._ask("letter")
        held = self.boxes.get(box)
        if held is None:
            raise NotFoundError("relay.no_such", "no")
        sealed_to = held.body.get("sealed_to")
        if sealed_to is not None and unb64(sealed_to) != key_hash:
            raise ConflictError("box.key_expired", "sealed to an expired key")
        return self._post(held, letter)

    def _post(self, held: Box, letter: bytes) -> int:
        for seq, known in held.letters:
            if known == letter:
                return seq
        held.letters.append((held.next, letter))
        held.next += 1
        return held.next - 1

    def read_box(self, box: bytes, token: bytes, after: int, wait_s: int = 0) -> Page:
        self._ask("read_box")
        held = self.boxes.get(box)
        if held is None or held.read_hash != sha256(token).digest():
            return Page(self.gen, (), 0)
        there = [one for one in held.letters if not self._is_gone(held, one[0])]
        if held.body.get("fleeting"):
            for seq, _ in there:
                held.read.setdefault(seq, self.clock.now())
        records = tuple((seq, raw) for seq, raw in there if seq > after)
        return self.bend(Page(self.gen, records, held.next - 1))

    def read_boxes(self, boxes: Sequence[tuple[bytes, bytes, int]]) -> list[Page]:
        return [self.read_box(*one) for one in boxes]

    def _is_gone(self, held: Box, seq: int) -> bool:
        read = held.read.get(seq)
        return read is not None and self.clock.now() >= read + timedelta(hours=24)

    def unread(self, letters: Sequence[tuple[bytes, bytes]]) -> tuple[bytes, list[bool]]:
        self._ask("unread")
        return self.gen, [self._is_unread(box, digest) for box, digest in letters]

    def _is_unread(self, box: bytes, digest: bytes) -> bool:
        held = self.boxes.get(box)
        there = [] if held is None else held.letters
        return any(
            sha256(raw).digest() == digest and held is not None and seq not in held.read
            for seq, raw in there
        )

    def put_chunk(self, chunk_id: bytes, token: bytes, chunk: bytes) -> None:
        self._ask("chunk")
        self.chunks[chunk_id] = chunk

    def get_chunk(self, chunk_id: bytes, token: bytes) -> bytes:
        self._ask("get_chunk")
        if chunk_id not in self.chunks:
            raise NotFoundError("relay.no_such", "no")
        return self.chunks[chunk_id]

    def arm_watch(self, watch: bytes, token: bytes, body: Mapping[str, Any]) -> None:
        self._ask("watch")
        if any(unb64(note["box"]) not in self.boxes for note in body["notes"]):
            raise NotFoundError("relay.no_such", "no")
        opens, due = from_rfc3339(body["opens"]), from_rfc3339(body["due"])
        fires = due + timedelta(seconds=body.get("grace_s", 0))
        if self.watches.setdefault(watch, Watch(opens, fires, body)).body != body:
            raise ConflictError("watch.exists", "the watch stands with other terms")

    def check_in(self, watch: bytes, check_in_token: bytes, letter: bytes) -> None:
        self._ask("check_in")
        held = self.watches.get(watch)
        if (
            held is None
            or unb64(held.body["check_in_hash"]) != sha256(check_in_token).digest()
        ):
            raise NotFoundError("relay.no_such", "no")
        if held.letter == letter:
            return
        if held.state != "armed":
            raise ConflictError("watch.spent", "this watch has had its check-in")
        if not held.opens <= self.clock.now() <= held.fires:
            raise ConflictError("watch.over", "outside the window")
        held.state, held.letter = "checked_in", letter
        self._post(self.boxes[unb64(held.body["check_in_box"])], letter)

    def disarm(self, watch: bytes, tokens: Sequence[bytes]) -> None:
        self._ask("disarm")
        held = self.watches[watch]
        hashes = {unb64(one) for one in held.body["disarm_hashes"]}
        if len({sha256(one).digest() for one in tokens} & hashes) < 2:
            raise NotFoundError("relay.no_such", "no")
        if held.state == "armed":
            held.state = "disarmed"

    def watch(self, watch: bytes, token: bytes) -> WatchState:
        self._ask("get_watch")
        if watch not in self.watches:
            raise NotFoundError("relay.no_such", "no")
        return WatchState(self.watches[watch].state, None)

    def make_slip(self, slip: bytes, token: bytes, body: Mapping[str, Any]) -> None:
        self._ask("slip")
        self.slips.setdefault(slip, Slip(body))

    def claim_slip(self, slip: bytes, claim_token: bytes, holder: bytes) -> bytes:
        self._ask("claim")
        held = self.slips.get(slip)
        if held is None or held.state == "locked":
            raise NotFoundError("relay.no_such", "no")
        if sha256(claim_token).digest() != unb64(held.body["token_hash"]):
            held.failures += 1
            if held.failures == 5:
                held.state = "locked"
                self._post_notes(held.body["locked"])
            raise NotFoundError("relay.no_such", "no")
        if held.state != "made" and held.holder != holder:
            raise ConflictError(f"slip.{held.state}", "dead")
        if held.state == "made":
            held.state, held.holder = "claimed", holder
            self._post_notes(held.body["claimed"])
        return unb64(held.body["body"])

    def _post_notes(self, notes: Sequence[Mapping[str, str]]) -> None:
        for note in notes:
            self._post(self.boxes[unb64(note["box"])], unb64(note["letter"]))

    def revoke_slip(self, slip: bytes, token: bytes) -> None:
        self._ask("revoke")
        if slip not in self.slips:
            raise NotFoundError("relay.no_such", "no")
        if self.slips[slip].state == "claimed":
            raise ConflictError("slip.claimed", "no")
        self.slips[slip].state = "revoked"

    def slip(self, slip: bytes, token: bytes) -> str:
        self._ask("get_slip")
        return self.slips[slip].state

    def fire(self) -> None:
        """Fire every watch that is overdue, as the relay's own timer does."""
        for held in self.watches.values():
            if held.state == "armed" and self.clock.now() > held.fires:
                held.state = "fired"
                for note in held.body["notes"]:
                    box = self.boxes.get(unb64(note["box"]))
                    if box is not None:
                        self._post(box, unb64(note["letter"]))
