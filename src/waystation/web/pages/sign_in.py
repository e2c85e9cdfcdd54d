"""The way in and out: the launch address, and the lock."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.web.errors import Refusal, refusal_response
from waystation.web.guard import cookie_name
from waystation.web.pages import form
from waystation.web.port import Settings
from waystation.web.session import Session, Sessions


def launch(request: Request) -> Response:
    """Trade the printed address for a session, once."""
    sessions: Sessions = request.app.state.sessions
    settings: Settings = request.app.state.settings
    before: Session | None = request.state.session
    # Whoever only asks what is there (HEAD) must not use the address up.
    token = request.query_params.get("token", "") if request.method == "GET" else ""
    cookie = sessions.exchange(token)
    if cookie is None and before is not None:
        return RedirectResponse("/", 303)
    if cookie is None:
        return refusal_response(request, Refusal("web.launch", 401))
    if before is not None:
        # An address that was opened is used up, also where nobody needed it.
        sessions.end(before)
    response = RedirectResponse("/", 303)
    response.set_cookie(
        cookie_name(settings.port), cookie, httponly=True, samesite="strict"
    )
    return response


async def lock(request: Request) -> Response:
    """End every session; the terminal then shows a new address."""
    await form.read(request)
    settings: Settings = request.app.state.settings
    request.app.state.sessions.lock()
    request.state.session = None
    settings.locked()
    response = refusal_response(request, Refusal("web.locked", 200))
    response.delete_cookie(cookie_name(settings.port), httponly=True, samesite="strict")
    return response


ROUTES = (
    Route("/open", launch, methods=["GET"]),
    Route("/lock", lock, methods=["POST"]),
)
