"""Practice time: a local socket that moves the clock of a practice relay, and no other.

One JSON object a line: {"now": "2023-03-01T12:00:00Z"} moves the clock there, runs what
became due once, and is answered {"now": ..., "ran": how many watches fired}.
"""

import asyncio
from pathlib import Path
from typing import Any

import msgspec

from waystation.clock import SimulatedClock
from waystation.encoding import from_rfc3339, to_rfc3339
from waystation.errors import WaystationError
from waystation.relay.app import RelayApp
from waystation.wire.requests import Fault, FaultAnswer, decode, encode


class _Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    now: str


class _Moved(msgspec.Struct, frozen=True):
    now: str
    ran: int


class PracticeClock:
    """Listens on a unix socket while the relay serves."""

    def __init__(self, app: RelayApp, clock: SimulatedClock, path: Path) -> None:
        self._app = app
        self._clock = clock
        self._path = path
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Begin to listen; a socket left by a process that died is replaced."""
        self._path.unlink(missing_ok=True)
        self._server = await asyncio.start_unix_server(self._converse, self._path)
        self._path.chmod(0o600)

    def stop(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
        self._path.unlink(missing_ok=True)

    async def _converse(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            while line := await reader.readline():
                writer.write(encode(await self._answer(line)) + b"\n")
                await writer.drain()
        except (ConnectionError, ValueError):
            return  # the other side left, or sent a line without an end
        finally:
            writer.close()

    async def _answer(self, line: bytes) -> Any:
        try:
            ran = await self._app.move(from_rfc3339(decode(line, _Asked).now))
        except WaystationError as error:
            return FaultAnswer(Fault(error.code, error.message))
        return _Moved(to_rfc3339(self._clock.now()), ran)
