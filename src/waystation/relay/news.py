"""Who waits for news of a feed or a box (long polls). Lives on the event loop."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

WAITING_MAX = 10_000  # as many as there are connections


class News:
    """Wakes readers when something was stored where they look."""

    def __init__(self) -> None:
        self._waiting: defaultdict[bytes, set[asyncio.Event]] = defaultdict(set)
        self._count = 0
        self._closed = False

    def tell(self, places: Iterable[bytes]) -> None:
        """Wake who waits for one of these feeds or boxes."""
        if self._waiting:
            for place in places:
                for event in self._waiting.get(place, ()):
                    event.set()

    def close(self) -> None:
        """Wake everyone for good: the relay stops."""
        self._closed = True
        self.tell(list(self._waiting))

    @contextmanager
    def watch(self, place: bytes) -> Iterator[asyncio.Event]:
        """Register before reading, so that nothing falls in between."""
        event = asyncio.Event()
        if self._closed or self._count >= WAITING_MAX:
            event.set()
        self._waiting[place].add(event)
        self._count += 1
        try:
            yield event
        finally:
            self._count -= 1
            self._waiting[place].discard(event)
            if not self._waiting[place]:
                del self._waiting[place]
