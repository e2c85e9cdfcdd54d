"""Desks that write and hear: records with true causal clocks, for the tests of casework."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings

from waystation.casework import board, hold
from waystation.casework.entries import Act, body_of
from waystation.encoding import to_json

# how fast a loaded machine is says nothing about a rule
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Told:
    id: str
    stream: str
    seq: int
    clock: Mapping[str, int]
    lamport: int
    human: str
    at: datetime
    kind: str
    body: bytes


@dataclass
class Desk:
    """One store of one human, writing with one key."""

    human: str
    key: str
    clock: dict[str, int] = field(default_factory=dict)
    lamport: int = 0

    def writes(self, act: Act, *, hours: float = 0) -> Told:
        seq = self.clock.get(self.key, 0) + 1
        self.clock[self.key] = seq
        self.lamport += 1
        body = to_json(body_of(act))
        name = f"{self.key} {seq}".encode()
        return Told(
            hashlib.sha256(name + body).hexdigest()[:43],
            self.key,
            seq,
            dict(self.clock),
            self.lamport,
            self.human,
            START + timedelta(hours=hours),
            act.kind,
            body,
        )

    def hears(self, *told: Told) -> "Desk":
        for one in told:
            for stream, seq in one.clock.items():
                self.clock[stream] = max(seq, self.clock.get(stream, 0))
            self.lamport = max(self.lamport, one.lamport)
        return self


def desk(human: str, key: str = "") -> Desk:
    return Desk(human, key or f"key of {human}")


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def held_handles(state):
    """Return the handles of journeys on a board to which a standing hold applies."""
    holds = hold.all_standing(state.holds)
    return {
        one.act.handle
        for one in board.all_shown(state)
        if hold.held(frozenset(one.act.tags), holds)
    }
