"""What a desk needs from outside, as one value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from waystation.clock import Clock
from waystation.entropy import Entropy
from waystation.post.port import Relay


@dataclass(frozen=True, slots=True)
class Ports:
    """The clock, the randomness, and how a relay is reached by its address.

    `linger` is the longest that a desk sends nothing after a check-in (W-8).
    """

    clock: Clock
    entropy: Entropy
    connect: Callable[[str], Relay]
    linger: timedelta = timedelta()
