"""The desk's own thread: in step with the relay, its timers kept, its keys renewed."""

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


class Background:
    """Runs rounds until it is stopped; a failing round is said and tried again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stop = Event()
        self._thread = Thread(target=self._run, name="desk", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to stop and wait for it."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            pauses = keep_going(self._desk, WAIT_S)
            self._stop.wait(PAUSE_S if pauses else 0.05)
