"""Serves the pages on loopback until it is stopped, and prints the address to open.

`PageServer.start` returns at once, for whoever has other work in the same process (the
practice organisation, tests); `run` stays until Ctrl-C.
"""

import logging
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import replace

import uvicorn

from waystation.clock import Clock
from waystation.entropy import Entropy
from waystation.errors import UnavailableError
from waystation.web.app import create_app
from waystation.web.port import DeskPort, Settings
from waystation.web.session import Sessions

LOOPBACK = "127.0.0.1"


class PageServer:
    """One desk's pages at one port; port 0 takes a free one.

    The clock is for sessions and has to be the machine's, in a practice organisation too:
    a jump of simulated time would end every session.
    """

    def __init__(
        self,
        desk: DeskPort,
        settings: Settings,
        clock: Clock,
        entropy: Entropy,
        announce: Callable[[str], None],
    ) -> None:
        self._announce = announce
        self._sessions = Sessions(entropy, clock)
        self._socket = _listen(settings.port)
        self.port: int = self._socket.getsockname()[1]
        app = create_app(
            desk,
            self._sessions,
            replace(settings, port=self.port, locked=self.announce),
            clock,
        )
        # The access log would hold addresses of pages, and a traceback what somebody wrote.
        logging.getLogger("uvicorn").setLevel(logging.CRITICAL + 1)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, name="pages", daemon=True)

    def announce(self) -> None:
        """Say a new address; one that was said before and not used is void."""
        self._announce(self.new_address())

    def new_address(self) -> str:
        """Return an address that opens the desk once."""
        return f"http://{LOOPBACK}:{self.port}/open?token={self._sessions.issue()}"

    def start(self) -> None:
        """Serve in a thread of its own; who asks at once waits in the socket's queue."""
        self._thread.start()

    def stop(self) -> None:
        """Stop and wait until the last answer is out."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

    def run(self) -> None:
        """Serve until Ctrl-C; Enter in the terminal gives a new address."""
        self.start()
        self.announce()
        if sys.stdin is not None and sys.stdin.isatty():
            threading.Thread(target=self._answer_enter, name="enter", daemon=True).start()
        try:
            self._thread.join()
        finally:
            self.stop()

    def _serve(self) -> None:
        self._server.run(sockets=[self._socket])

    def _answer_enter(self) -> None:
        for _line in sys.stdin:
            self.announce()


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise UnavailableError("web.port", "the port is taken; choose another") from error
    return listener
