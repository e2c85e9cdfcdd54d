"""Who may read the desk's pages: one-time launch tokens and the sessions made from them.

The address that the desk prints holds a launch token. It is good once and gives a session
that ends when the desk is locked, when it stops, or after twelve hours. Nothing is written
to disk and only hashes are held.

The cookie is HttpOnly and SameSite=Strict. It has neither `Secure` nor the prefix
`__Host-`, which demands `Secure`: loopback has no TLS, and Safari and terminal clients do
not return such a cookie over plain HTTP. Browsers share cookies between the ports of one
host, so its name holds the port (two desks on a machine do not end each other's sessions)
and every request that a page of another origin started is refused (`guard.py`).
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from waystation.clock import Clock
from waystation.encoding import b64
from waystation.entropy import Entropy

LIFETIME = timedelta(hours=12)
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in browser; `ends` counts on the clock's monotonic seconds."""

    key: bytes
    csrf: str
    ends: float

    def accepts(self, csrf: str) -> bool:
        """Say whether a form carries this session's token."""
        return hmac.compare_digest(self.csrf.encode(), csrf.encode())


class Sessions:
    """Launch tokens and sessions, in memory."""

    def __init__(self, entropy: Entropy, clock: Clock) -> None:
        self._entropy = entropy
        self._clock = clock
        self._launch: bytes | None = None
        self._open: dict[bytes, Session] = {}
        self._left: dict[bytes, str] = {}

    def issue(self) -> str:
        """Return a new launch token; an earlier one that was not used is void."""
        token = self._draw()
        self._launch = _hash(token)
        return token

    def exchange(self, launch: str) -> str | None:
        """Trade a launch token for a session's cookie, once."""
        if self._launch is None or not hmac.compare_digest(self._launch, _hash(launch)):
            return None
        self._launch = None
        cookie = self._draw()
        ends = self._clock.monotonic() + LIFETIME.total_seconds()
        key = _hash(cookie)
        self._open[key] = Session(key, self._draw(), ends)
        return cookie

    def find(self, cookie: str) -> Session | None:
        """Return the session of a cookie while it lasts."""
        session = self._open.get(_hash(cookie))
        if session is not None and session.ends <= self._clock.monotonic():
            self.end(session)
            return None
        return session

    def lasts(self, session: Session) -> bool:
        """Say whether a session is still open, for streams that outlive one request."""
        return session.key in self._open and session.ends > self._clock.monotonic()

    def leave(self, session: Session, text: str) -> None:
        """Keep a text until this session shows it, once, or shows another instead."""
        if session.key in self._open:
            self._left[session.key] = text

    def take(self, session: Session) -> str:
        """Return what was left to be shown once; nothing after that."""
        return self._left.pop(session.key, "")

    def end(self, session: Session) -> None:
        """This session opens nothing any more."""
        self._open.pop(session.key, None)
        self._left.pop(session.key, None)

    def lock(self) -> None:
        """Nothing that was handed out opens anything any more, in any browser."""
        self._open.clear()
        self._left.clear()
        self._launch = None

    def _draw(self) -> str:
        return b64(self._entropy.draw(_TOKEN_BYTES))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
