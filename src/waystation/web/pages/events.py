"""The stream that tells an open page to read itself again. It says nothing else."""

from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from waystation.web.hub import Hub
from waystation.web.session import Session, Sessions


def stream(request: Request) -> Response:
    """Answer with server-sent events for as long as the session lasts."""
    if request.method == "HEAD":
        # A stream would go on for an answer that has no body.
        return Response(media_type="text/event-stream")
    hub: Hub = request.app.state.hub
    sessions: Sessions = request.app.state.sessions
    session: Session = request.state.session
    return StreamingResponse(_beats(hub, sessions, session), media_type="text/event-stream")


async def _beats(hub: Hub, sessions: Sessions, session: Session) -> AsyncIterator[bytes]:
    seen = None
    while True:
        version = await hub.next(seen)
        if not sessions.lasts(session):
            yield b"event: locked\ndata: locked\n\n"
            return
        if version is None:
            yield b"event: beat\ndata: beat\n\n"
        else:
            seen = version
            yield b"event: changed\ndata: %d\n\n" % version
