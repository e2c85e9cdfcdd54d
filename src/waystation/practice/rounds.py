"""Which desks may have something to send or to fetch: the others need no round.

A desk is up to date when its last round brought about nothing of its own, and nobody has
sent anything since that round began.
"""

from collections.abc import Mapping, Sequence


class Rounds:
    """Remembers for every desk up to which sending by others it has fetched."""

    def __init__(self) -> None:
        self._sent = 0
        self._fetched: dict[str, int] = {}

    def desk_acted(self, desk: str) -> None:
        """A desk did something, which it has not sent yet."""
        self._fetched.pop(desk, None)

    def somebody_sent(self) -> None:
        """Something may be at the relay for everybody: letters, or what a timer did."""
        self._sent += 1

    def waiting(self, desks: Sequence[str]) -> tuple[str, ...]:
        """Return those of some desks that need a round."""
        return tuple(one for one in desks if self._fetched.get(one) != self._sent)

    def done(self, answers: Mapping[str, Mapping[str, bool]]) -> None:
        """Note what came of rounds that several did at the same time.

        Who sent or did anything by itself looks once more; what one of them sent the
        others may have missed.
        """
        began = self._sent
        self._sent += any(answer["sent"] for answer in answers.values())
        for desk, answer in answers.items():
            if answer["sent"] or answer["acted"]:
                self._fetched.pop(desk, None)
            else:
                self._fetched[desk] = began
