"""The side of a person or a helper: a seed, a letterbox, letters; no history.

Nothing that was written is kept once the relay has it, but sealed to who reads it and for
as long as the relay's backups live; a reply is shown as it is read.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from waystation.clock import Clock
from waystation.encoding import b64, unb64
from waystation.entropy import Entropy
from waystation.errors import FormatError, RuleError, SealError, UnavailableError
from waystation.post import delivery, link
from waystation.post.card import (
    KEM_BYTES,
    Card,
    complaint_box,
    notice_box,
    read_card,
)
from waystation.post.letter import Address, Draft, Letter, open_letter, write_letter
from waystation.post.outbox import Item, Outbox, Pushed, push
from waystation.post.port import Relay
from waystation.post.vault import Vault
from waystation.seal.identity import Identity

_READ_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Meeting:
    """One journey as its person or helper knows it: where its letters go.

    `proposal` names the check-ins that were asked for, so that a consent says which.
    """

    journey: str
    box: bytes
    kem: bytes
    proposal: str = ""


class Correspondent:
    """Writes letters to one organisation and reads its replies."""

    def __init__(
        self, seed: bytes, card: Card, relay: Relay, clock: Clock, entropy: Entropy
    ) -> None:
        self.identity = Identity.from_seed(seed)
        self.card = card
        self._relay = relay
        self._clock = clock
        self._entropy = entropy
        self.box = self.identity.derive("box", card.organisation)[:16]
        self._read_token = self.identity.derive("box/read", card.organisation)
        self._keep(sqlite3.connect(":memory:", isolation_level=None))

    def keep_outbox_at(self, path: Path) -> None:
        """Keep what was not yet sent in a file, so that it survives the process."""
        self._keep(sqlite3.connect(path, isolation_level=None, check_same_thread=False))

    def _keep(self, database: sqlite3.Connection) -> None:
        secret = self.identity.derive("outbox", self.card.organisation)
        self.outbox = Outbox(database, Vault(database, secret))

    def open_box(self) -> None:
        """Make the letterbox for replies: each goes a day after it was first opened."""
        self._open(self.box, self._read_token, self.identity.public.kem, fleeting=True)

    def _open(self, box: bytes, read_token: bytes, kem: bytes, *, fleeting: bool) -> None:
        opening = {
            "read_hash": b64(sha256(read_token).digest()),
            "open": True,
            "sealed_to": b64(sha256(kem).digest()),
        }
        if fleeting:
            opening["fleeting"] = True
        delivery.save_box(self.outbox, box, opening)

    def link_to(self, to: Meeting, base: str) -> str:
        """Return the journey-only link, to be kept where nobody else looks."""
        seed = link.seed_of(self.identity, to.journey)
        return link.write_link(base, self.card.organisation, seed)

    def write(self, kind: str, body: Mapping[str, Any], to: Meeting | None = None) -> str:
        """Save a letter to the intake, or to a journey's letterbox; return its id."""
        box = self.card.box if to is None else to.box
        kem = self.card.kem if to is None else to.kem
        letter_id, sealed = self._seal(kind, body, kem)
        draft = {"id": letter_id, "kind": kind, "body": dict(body)}
        self._save(box, kem, sealed, draft)
        return letter_id

    def _save(
        self, box: bytes, kem: bytes, sealed: bytes, draft: Mapping[str, Any]
    ) -> None:
        """Save a letter together with its draft, which goes when the letter has gone."""
        arguments = {
            "box": b64(box),
            "key": b64(sha256(kem).digest()),
            "draft": dict(draft),
        }
        self.outbox.put("letter", arguments, sealed)

    def _replace(self, item: Item, error: RuleError) -> bool:
        """Do what a refusal asks for.

        A letter to an expired key is sealed again to the intake's new one, or, offered
        again, goes under that one's name as it is: its reader keeps old keys for longer.
        A check-in that the watch does not take is still a sign of life: it goes as an
        ordinary letter.
        """
        if item.route == "check_in":
            box, kem = unb64(item.arguments["box"]), unb64(item.arguments["kem"])
            delivery.save_letter(self.outbox, box, kem, item.content)
            return True
        draft, old = item.arguments.get("draft"), item.arguments.get("key")
        expired = error.code == "box.key_expired" and item.arguments["box"] == b64(
            self.card.box
        )
        if not expired or b64(sha256(self.newest_card().kem).digest()) == old:
            return False
        if draft is None:
            # It was taken once, and what was written is no longer here (L-9).
            delivery.save_letter(self.outbox, self.card.box, self.card.kem, item.content)
            return True
        same = draft.get("id", "")
        _, sealed = self._seal(draft["kind"], draft["body"], self.card.kem, same)
        self._save(self.card.box, self.card.kem, sealed, draft)
        return True

    def consent(
        self, to: Meeting, wording: str, language: str, numbers: Sequence[int]
    ) -> str:
        """Consent to a journey; the hashes of its check-in tokens go with it (W-1).

        So do the public keys of its link, whose letterbox is made first (W-7).
        """
        link_to = Identity.from_seed(link.seed_of(self.identity, to.journey))
        hashes = [
            b64(sha256(link.check_in_token(link_to, to.journey, number)).digest())
            for number in numbers
        ]
        box, read_token = link.box_of(link_to, self.card.organisation)
        self._open(box, read_token, link_to.public.kem, fleeting=False)
        body: dict[str, Any] = {
            "journey": to.journey,
            "wording": wording,
            "language": language,
            "check_ins": dict(zip(map(str, numbers), hashes, strict=True)),
            "link": {"identity": b64(link_to.public.to_bytes()), "box": b64(box)},
        }
        if to.proposal:
            body["proposal"] = to.proposal
        return self.write("consent", body, to)

    def check_in(self, to: Meeting, number: int, picture: int) -> str:
        """Give a sign of life: what the picture means only its desk knows."""
        body = {"journey": to.journey, "number": number, "picture": picture}
        letter_id, sealed = self._seal("check_in", body, to.kem)
        link_to = Identity.from_seed(link.seed_of(self.identity, to.journey))
        token = link.check_in_token(link_to, to.journey, number)
        watch = link.watch_id(sha256(token).digest())
        arguments = {
            "watch": b64(watch),
            "token": b64(token),
            "box": b64(to.box),
            "kem": b64(to.kem),
        }
        self.outbox.put("check_in", arguments, sealed)
        return letter_id

    def send(self) -> Pushed:
        """Send what waits; a letter to an expired key is sealed again to the new one."""

        def deliver(item: Item) -> None:
            delivery.send(self._relay, item)

        now = self._clock.now()
        self._hear(now)
        done = push(self.outbox, deliver, now, replace=self._replace)
        # What was replaced waits behind what this push began with.
        again = push(self.outbox, deliver, now)
        refused = (*done.refused, *again.refused)
        return Pushed(done.sent + again.sent, refused, again.stopped_by or done.stopped_by)

    def _hear(self, now: datetime) -> None:
        """Ask whether the relay is still the one that took what was sent."""
        try:
            self.outbox.heard(self._relay.generation(), now)
        except (UnavailableError, FormatError, RuleError):
            return  # sending will say it
        if self.outbox.sent.look_is_due(now):
            self.outbox.look_through(now)

    def replies(self, after: int = 0) -> tuple[list[Letter], int]:
        """Read the replies after a number; what does not open or verify is passed over."""
        page = self._relay.read_box(self.box, self._read_token, after)
        address = Address(self.identity.public.kem, self.card.organisation)
        letters: list[Letter] = []
        for _, sealed in page.records[:_READ_AT_ONCE]:
            try:
                letters.append(open_letter(sealed, self.identity, address))
            except (SealError, FormatError):
                continue
        return letters, max((seq for seq, _ in page.records), default=after)

    def newest_card(self) -> Card:
        """Look for a newer card of the same organisation and use it from now on."""
        box, token = notice_box(self.card.organisation)
        for _, written in self._relay.read_box(box, token, 0).records:
            try:
                card = read_card(written, self.card.organisation)
            except (SealError, FormatError):
                continue
            if card.made > self.card.made:
                self.card = card
        return self.card

    def complain(self, text: str, journey: str = "") -> tuple[str, ...]:
        """Save a complaint to every outside trustee, past everybody else; return the ids.

        Nothing where no trustee has left a card.
        """
        body = {"text": text, "journey": journey}
        return tuple(
            self.write("complaint", body, Meeting(journey, card.box, card.kem))
            for card in self._trustees()
        )

    def _trustees(self) -> list[Card]:
        """Return the newest card of each outside trustee."""
        box, token = complaint_box(self.card.organisation)
        found: dict[bytes, Card] = {}
        for _, written in self._relay.read_box(box, token, 0).records:
            try:
                card = read_card(written, self.card.organisation, trustee=True)
            except (SealError, FormatError):
                continue
            if card.box not in found or card.made > found[card.box].made:
                found[card.box] = card
        return [found[box] for box in sorted(found)]

    def _seal(
        self, kind: str, body: Mapping[str, Any], kem: bytes, letter_id: str = ""
    ) -> tuple[str, bytes]:
        draft = Draft(kind, body, self._clock.now(), self.box, letter_id)
        sealed = write_letter(
            draft,
            Address(kem, self.card.organisation),
            self.identity.signing,
            self.identity.public.kem,
            self._entropy,
        )
        return sealed.id, sealed.bytes


def meeting_of(letter: Letter) -> Meeting:
    """Read from a desk's letter where the letters of a journey go.

    Raises:
        FormatError: the letter does not say it.
    """
    body = letter.body
    journey, box, kem = body.get("journey"), body.get("box"), body.get("key")
    if not (isinstance(journey, str) and isinstance(box, str) and isinstance(kem, str)):
        raise FormatError("letter.journey", "the letter names no letterbox")
    proposal = str(body.get("proposal", ""))
    return Meeting(journey, unb64(box, size=16), unb64(kem, size=KEM_BYTES), proposal)


def due_of(letter: Letter) -> list[tuple[int, datetime]]:
    """Return the numbers and times of the check-ins that a desk proposes."""
    proposed = letter.body.get("check_ins", [])
    if not isinstance(proposed, list):
        raise FormatError("letter.check_ins", "the letter proposes no times")
    return [
        (int(one["number"]), datetime.fromisoformat(str(one["due"]))) for one in proposed
    ]
