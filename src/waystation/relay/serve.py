"""One relay process: store, clock, server; ends cleanly on SIGTERM and SIGINT."""

import asyncio
import contextlib
import gc
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from waystation.clock import Clock, SimulatedClock, SystemClock
from waystation.errors import NotPermittedError, UnavailableError
from waystation.relay.app import RelayApp, create_app
from waystation.relay.bounds import allow_files
from waystation.relay.practice import PracticeClock
from waystation.relay.settings import Settings
from waystation.relay.short_way import ShortWayProtocol
from waystation.relay.store_sqlite import SqliteStore

_STOP_S = 5
# The writing thread needs the interpreter for moments between two waits for the disk; with
# Python's own 5 ms a group of appends waits several times for the loop to let go.
_SWITCH_S = 0.0002
_BACKLOG = 2048
_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)  # practice time until it is first moved


@dataclass(frozen=True, slots=True)
class Place:
    """Where a relay keeps its store, listens, and says that it does."""

    directory: Path
    host: str = "127.0.0.1"
    port: int = 0
    ready_file: Path | None = None
    practice: bool = False
    practice_clock: Path | None = None


class _Server(uvicorn.Server):
    """Leaves signals to us: uvicorn would raise them again after a clean end."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def serve(place: Place, settings: Settings | None = None) -> None:
    """Serve until a signal comes.

    Raises:
        WaystationError: the store cannot be opened, or the address is taken.
    """
    sys.setswitchinterval(_SWITCH_S)
    allow_files()
    store = SqliteStore(place.directory, settings=settings, practice=place.practice or None)
    try:
        if place.practice_clock is not None and not store.practice:
            raise NotPermittedError("relay.practice", "the store was not made for practice")
        listener = _listen(place.host, place.port)
        # uvicorn's own choice of loop: uvloop where it is installed.
        factory = uvicorn.Config("", log_config=None).get_loop_factory()
        with contextlib.closing(listener), asyncio.Runner(loop_factory=factory) as runner:
            runner.run(_serve(place, settings or Settings(), store, listener))
    finally:
        store.close()


async def _serve(
    place: Place, settings: Settings, store: SqliteStore, listener: socket.socket
) -> None:
    clock: Clock = SystemClock()
    if place.practice_clock is not None:
        clock = SimulatedClock(store.last_alive or _BEFORE_ALL)
    app = create_app(store, clock, settings)
    server = _Server(_config(app))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _end, server, app)
    timer = None
    if place.practice_clock is not None and isinstance(clock, SimulatedClock):
        timer = PracticeClock(app, clock, place.practice_clock)
        await timer.start()
    if place.ready_file is not None:
        _say_ready(place.ready_file, _url(listener))
    else:
        # For whoever started it by hand.
        url = _url(listener)
        sys.stderr.write(f"waystation relay: listening on {url}; Ctrl-C stops it\n")
        sys.stderr.flush()
    # What there is now stays: no collection has to look at it again.
    gc.collect()
    gc.freeze()
    try:
        await server.serve([listener])
    finally:
        if timer is not None:
            timer.stop()
        app.close()
        if place.ready_file is not None:
            place.ready_file.unlink(missing_ok=True)


def _config(app: RelayApp) -> uvicorn.Config:
    """Return a server that logs nothing of its clients and adds nothing to answers."""
    return uvicorn.Config(
        app,
        http=ShortWayProtocol,
        log_config=None,
        log_level="error",  # not a line for each request that is none
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        ws="none",
        backlog=_BACKLOG,
        timeout_graceful_shutdown=_STOP_S,
    )


def _end(server: uvicorn.Server, app: RelayApp) -> None:
    app.news.close()
    server.should_exit = True


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise UnavailableError("relay.address", "the address cannot be used") from error
    # Inherited by what is accepted: an answer in two parts must not wait for an ack.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"


def _say_ready(path: Path, url: str) -> None:
    """Write where the relay listens. Connections wait in the backlog from now on."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(json.dumps({"url": url, "pid": os.getpid()}))
    fresh.replace(path)
