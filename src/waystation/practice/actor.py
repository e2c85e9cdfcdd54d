"""One process of the practice organisation: a desk, or people without one.

It does what it is told over its socket, with its own keys and store, through the public
protocol alone, and ends when the driver leaves. Its clock is simulated: only a practice
organisation has one.
"""

import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from waystation.clock import SimulatedClock
from waystation.encoding import from_rfc3339, to_rfc3339
from waystation.errors import NotFoundError
from waystation.practice.channel import BEFORE_ALL, serve
from waystation.practice.desk_worker import DeskWorker
from waystation.practice.people_worker import PeopleWorker


class Worker(Protocol):
    """What a process hosts; `orders` are what it can be told to do, by name."""

    orders: Mapping[str, Callable[..., Any]]

    def moved(self) -> int:
        """Do once what became due in a jump of time; return how much that was."""
        ...

    def close(self) -> None:
        """Close stores and connections."""
        ...


def act(kind: str, store: Path, socket: Path) -> None:
    """Serve one driver until it leaves."""
    signal.signal(signal.SIGTERM, _end)
    clock = SimulatedClock(BEFORE_ALL)
    worker = _KINDS[kind](store, clock)
    try:
        serve(socket, lambda request: _obey(worker, clock, request))
    finally:
        worker.close()


def _obey(worker: Worker, clock: SimulatedClock, request: Mapping[str, Any]) -> Any:
    if "now" in request:
        clock.move_to(from_rfc3339(request["now"]))
        return {"now": to_rfc3339(clock.now()), "ran": worker.moved()}
    order = worker.orders.get(request["do"])
    if order is None:
        raise NotFoundError("practice.order", "no such order")
    return order(**request.get("with", {}))


_KINDS: Mapping[str, Callable[[Path, SimulatedClock], Worker]] = {
    "desk": DeskWorker,
    "people": PeopleWorker,
}


def _end(_number: int, _frame: object) -> None:
    raise SystemExit(0)
