"""The desk's own threads: in step with the relay, its timers kept, its keys renewed."""

from threading import Event, Thread

from waystation.desk.desk import Desk
from waystation.desk.maintain import maintain
from waystation.desk.sync import Round, push_all, sync_once
from waystation.desk.views_state import FAILING
from waystation.desk.watch import learn_outages
from waystation.desk.watchkeeper import keep_all
from waystation.post.sync import Trouble

WAIT_S = 2
PAUSE_S = 2.0
LATE_S = 10.0
"""How long a round may take before the timers are kept without it."""


def turn(desk: Desk, wait_s: int = 0) -> Round:
    """Do one round of everything that happens by itself.

    Whatever goes wrong with the relay, the desk's own timers are kept.
    """
    try:
        done = sync_once(desk, wait_s)
    finally:
        before = desk.version
        _keep(desk)
    done.acted = desk.version != before
    if done.acted:
        push_all(desk, done)
    return done


def _keep(desk: Desk) -> None:
    try:
        if desk.membership.organisation is not None:
            learn_outages(desk)
    finally:
        try:
            keep_all(desk)
        finally:
            maintain(desk)


def keep_going(desk: Desk, wait_s: int = 0) -> bool:
    """Do one round, and say on the page if it fails; return whether to pause after it."""
    try:
        done = turn(desk, wait_s)
    except Exception:  # noqa: BLE001  # an edge: no timer of this desk ends with it
        with desk.lock:
            desk.troubles = tuple(dict.fromkeys((*desk.troubles, Trouble(FAILING))))
        return True
    return any(one.code == "relay.unreachable" for one in done.troubles)


def keep_timers(desk: Desk) -> None:
    """Raise what is due, without the relay: one that answers slowly delays no alarm."""
    try:
        keep_all(desk)
    except Exception:  # noqa: BLE001  # an edge: no timer of this desk ends with it
        with desk.lock:
            desk.troubles = tuple(dict.fromkeys((*desk.troubles, Trouble(FAILING))))


class Background:
    """Runs rounds until it is stopped; a failing round is said and tried again.

    A round waits for the relay, and a relay can take as long as it likes over every byte.
    Where one has not ended in time, a thread that asks no relay keeps the timers.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stop = Event()
        self._turned = Event()
        self._threads = (
            Thread(target=self._run, name="desk", daemon=True),
            Thread(target=self._run_timers, name="desk timers", daemon=True),
        )

    def start(self) -> None:
        """Start the threads."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ask the threads to stop and wait for them."""
        self._stop.set()
        self._turned.set()
        for thread in self._threads:
            thread.join()

    def _run_timers(self) -> None:
        while not self._stop.is_set():
            if not self._turned.wait(LATE_S):
                keep_timers(self._desk)
            self._turned.clear()

    def _run(self) -> None:
        while not self._stop.is_set():
            pauses = keep_going(self._desk, WAIT_S)
            self._turned.set()
            self._stop.wait(PAUSE_S if pauses else 0.05)
