"""The desk's own thread: in step with the relay, its timers kept, its keys renewed."""

from threading import Event, Thread

from waystation.desk.desk import Desk
from waystation.desk.maintain import maintain
from waystation.desk.sync import Round, push_all, sync_once
from waystation.desk.watch import learn_outages
from waystation.desk.watchkeeper import keep_all
from waystation.errors import LogIntegrityError, WaystationError

WAIT_S = 2
PAUSE_S = 2.0


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


class Background:
    """Runs rounds until it is stopped; a failing round is said and tried again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stop = Event()
        self._thread = Thread(target=self._run, name="desk", daemon=True)
        self.last_error: WaystationError | None = None

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to stop and wait for it."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                done = turn(self._desk, WAIT_S)
                self.last_error = None
            except Exception as error:  # noqa: BLE001  # an edge: no timer ends with it
                self.last_error = _said(error)
                self._stop.wait(PAUSE_S)
                continue
            waits = any(one.code == "relay.unreachable" for one in done.troubles)
            self._stop.wait(PAUSE_S if waits else 0.05)


def _said(error: Exception) -> WaystationError:
    """Return an error without anything that a library says of what somebody wrote."""
    if isinstance(error, WaystationError):
        return error
    return LogIntegrityError("desk.round", "a round failed in a way nobody foresaw")
