"""One process of the practice organisation: a desk, or people without one.

    python -m waystation.practice.actor desk --store DIR --socket PATH
    python -m waystation.practice.actor people --store DIR --socket PATH

It does what it is told over its socket, with its own keys and store, through the public
protocol alone, and ends when the driver leaves. Its clock is simulated: only a practice
organisation has one.
"""

import argparse
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from waystation.clock import SimulatedClock
from waystation.encoding import from_rfc3339, to_rfc3339
from waystation.errors import NotFoundError
from waystation.practice.channel import serve

BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


class Worker(Protocol):
    """What a process hosts; `orders` are what it can be told to do, by name."""

    orders: Mapping[str, Callable[..., Any]]

    def moved(self) -> int:
        """Do once what became due in a jump of time; return how much that was."""
        ...

    def close(self) -> None:
        """Close stores and connections."""
        ...


def main(arguments: Sequence[str]) -> int:
    """Serve one driver until it leaves."""
    parser = argparse.ArgumentParser(prog="actor")
    parser.add_argument("kind", choices=("desk", "people"))
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--socket", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _end)
    clock = SimulatedClock(BEFORE_ALL)
    worker = _worker(chosen.kind, chosen.store, clock)
    try:
        serve(chosen.socket, lambda request: _obey(worker, clock, request))
    finally:
        worker.close()
    return 0


def _worker(kind: str, store: Path, clock: SimulatedClock) -> Worker:
    if kind == "desk":
        from waystation.practice.desk_worker import DeskWorker

        return DeskWorker(store, clock)
    from waystation.practice.people_worker import PeopleWorker

    return PeopleWorker(store, clock)


def _obey(worker: Worker, clock: SimulatedClock, request: Mapping[str, Any]) -> Any:
    if "now" in request:
        clock.move_to(from_rfc3339(request["now"]))
        return {"now": to_rfc3339(clock.now()), "ran": worker.moved()}
    order = worker.orders.get(request["do"])
    if order is None:
        raise NotFoundError("practice.order", "no such order")
    return order(**request.get("with", {}))


def _end(_number: int, _frame: object) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
