"""Persons, helpers and hired teams: each with their own seed, store and letterbox.

They know what letters have told them and nothing else; what they do goes out as letters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from waystation.clock import SimulatedClock
from waystation.encoding import b64, unb64
from waystation.entropy import SystemEntropy
from waystation.errors import FormatError
from waystation.post.card import read_card
from waystation.post.client import RelayClient
from waystation.post.correspondent import Correspondent, Meeting, due_of, meeting_of
from waystation.post.letter import Letter


@dataclass(slots=True)
class _Party:
    """One of them, and what letters have told them."""

    who: Correspondent
    read: int = 0
    meetings: dict[str, Meeting] = field(default_factory=dict)
    proposed: dict[str, list[int]] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)


class PeopleWorker:
    """Hosts several people, apart from each other in everything but the process."""

    def __init__(self, store: Path, clock: SimulatedClock) -> None:
        self._store = store
        self._clock = clock
        self._parties: dict[str, _Party] = {}
        self._relays: list[RelayClient] = []
        self.orders: Mapping[str, Callable[..., Any]] = {
            "meet": self.meet,
            "write": self.write,
            "read": self.read,
            "consent": self.consent,
            "check_in": self.check_in,
            "knows": self.knows,
        }

    def moved(self) -> int:
        """Nothing becomes due for them: they act when they can."""
        return 0

    def close(self) -> None:
        """Close the connections."""
        for relay in self._relays:
            relay.close()

    def meet(self, party: str, card: str, organisation: str) -> dict[str, str]:
        """Begin to exist: a seed of one's own, a letterbox, the organisation's card."""
        known = self._parties.get(party)
        if known is None:
            entropy = SystemEntropy()
            found = read_card(unb64(card), unb64(organisation))
            place = self._store / str(len(self._parties))
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            seed = entropy.draw(32)
            (place / "seed").write_bytes(seed)
            relay = RelayClient(found.relay)
            self._relays.append(relay)
            who = Correspondent(seed, found, relay, self._clock, entropy)
            who.keep_outbox_at(place / "outbox.sqlite")
            who.open_box()
            who.send()
            known = self._parties[party] = _Party(who)
        return {
            "identity": b64(known.who.identity.public.to_bytes()),
            "box": b64(known.who.box),
        }

    def write(
        self, party: str, kind: str, body: Mapping[str, Any], journey: str = ""
    ) -> str:
        """Write a letter: to the intake, or to the letterbox of a journey."""
        one = self._parties[party]
        if not journey:
            one.who.newest_card()
        letter = one.who.write(kind, body, one.meetings[journey] if journey else None)
        one.who.send()
        return letter

    def read(self, party: str) -> list[dict[str, Any]]:
        """Read what has come; remember where a journey's letters go."""
        one = self._parties[party]
        letters, one.read = one.who.replies(one.read)
        for letter in letters:
            self._remember(one, letter)
        return [{"kind": letter.kind} for letter in letters]

    def consent(self, party: str, journey: str, language: str) -> str:
        """Consent to a journey and to the check-ins that were proposed."""
        one = self._parties[party]
        meeting = one.meetings[journey]
        numbers = one.proposed.get(journey, [])
        letter = one.who.consent(meeting, "journey", language, numbers)
        one.who.send()
        return letter

    def check_in(self, party: str, journey: str, number: int, picture: int) -> str:
        """Choose a picture."""
        one = self._parties[party]
        letter = one.who.check_in(one.meetings[journey], number, picture)
        one.who.send()
        return letter

    def knows(self, party: str, journey: str) -> bool:
        """Say whether letters have told them where a journey's letters go."""
        return journey in self._parties[party].meetings

    def _remember(self, one: _Party, letter: Letter) -> None:
        one.kinds.append(letter.kind)
        try:
            meeting = meeting_of(letter)
        except FormatError:
            return
        one.meetings[meeting.journey] = meeting
        if letter.kind == "journey":
            one.proposed[meeting.journey] = [number for number, _ in due_of(letter)]
