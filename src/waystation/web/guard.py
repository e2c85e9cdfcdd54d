"""What stands before every page: who may ask, and the headers that every answer carries.

Refused before anything is read: another Host than loopback at our port (a name that was
rebound to this machine), a request that a page of another origin started, and a change
whose Origin is not ours. A browser that is told `no-referrer` sends `Origin: null` with a
form, so there `Sec-Fetch-Site`, which no page can forge, has to say same-origin.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from waystation.web.errors import Refusal, refusal_response
from waystation.web.language import chosen
from waystation.web.session import Session, Sessions

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_OPEN_TO_ALL = frozenset(
    {"/open", "/static/desk.css", "/static/desk.js", "/static/icon.svg"}
)
_SAFE = frozenset({"GET", "HEAD"})


def cookie_name(port: int) -> str:
    """Return the name of the session's cookie."""
    return f"waystation-{port}"


class Guard:
    """Pure ASGI, so that it also stands before streams."""

    def __init__(self, app: ASGIApp, sessions: Sessions, port: int) -> None:
        self._app = app
        self._sessions = sessions
        self._cookie = cookie_name(port)
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through to the pages, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        request = Request(scope, receive)
        session = self._sessions.find(request.cookies.get(self._cookie, ""))
        request.state.session = session
        refusal = self._refuse(request, session)
        answer = self._app if refusal is None else refusal_response(request, refusal)
        await answer(scope, receive, send_with_headers)

    def _refuse(self, request: Request, session: Session | None) -> Refusal | None:
        headers, path = request.headers, request.scope["path"]
        if headers.get("host", "") not in self._hosts:
            return Refusal("web.host", 421)
        site = headers.get("sec-fetch-site", "none")
        if site not in {"same-origin", "none"} and path != "/open":
            return Refusal("web.origin", 403)
        if request.method not in _SAFE and not _same_origin(headers):
            return Refusal("web.origin", 403)
        # A choice of language only redirects, so the locked page can be read in either.
        open_to_all = path in _OPEN_TO_ALL or chosen(request.scope) is not None
        if session is None and not open_to_all:
            return Refusal("web.session", 401)
        return None


def _same_origin(headers: Headers) -> bool:
    origin = headers.get("origin", "null")
    if origin == "null":
        return headers.get("sec-fetch-site") == "same-origin"
    return origin == f"http://{headers.get('host', '')}"
