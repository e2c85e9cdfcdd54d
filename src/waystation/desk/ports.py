"""What a desk needs from outside, as one value."""

from collections.abc import Callable
from dataclasses import dataclass

from waystation.clock import Clock
from waystation.entropy import Entropy
from waystation.post.port import Relay


@dataclass(frozen=True, slots=True)
class Ports:
    """The clock, the randomness, and how a relay is reached by its address."""

    clock: Clock
    entropy: Entropy
    connect: Callable[[str], Relay]
