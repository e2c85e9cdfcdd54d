"""Tells every open page that something became true: one waiter, many streams."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import CapacityLimiter, to_thread

from waystation.errors import UnavailableError
from waystation.web.port import DeskPort

BEAT_S = 15.0
_WAIT_S = 2.0


class Hub:
    """Waits on the desk in one thread of its own, so that open pages take none."""

    def __init__(self, desk: DeskPort) -> None:
        self._desk = desk
        self._version = 0
        self._news = asyncio.Condition()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Watch the desk for as long as the application runs."""
        self._version = await to_thread.run_sync(self._desk.version)
        watcher = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watcher.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watcher

    async def next(self, seen: int | None) -> int | None:
        """Return the version once it is not `seen`, or None after a beat without news."""
        async with self._news:
            try:
                async with asyncio.timeout(BEAT_S):
                    await self._news.wait_for(lambda: self._version != seen)
            except TimeoutError:
                return None
            return self._version

    async def _watch(self) -> None:
        own = CapacityLimiter(1)
        while True:
            try:
                version = await to_thread.run_sync(
                    self._desk.wait, self._version, _WAIT_S, limiter=own
                )
            except UnavailableError:
                await asyncio.sleep(_WAIT_S)
                continue
            if version != self._version:
                async with self._news:
                    self._version = version
                    self._news.notify_all()
