"""A member in danger says so from the first page, and a colleague that it is over."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.web.pages import form
from waystation.web.port import DeskPort

_LONGEST = 2000


async def begin(request: Request) -> Response:
    """Raise it; nothing has to be written, and too much keeps nobody from being heard."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    await to_thread.run_sync(desk.panic, fields.get("text", "").strip()[:_LONGEST])
    return RedirectResponse("/", 303)


async def end(request: Request) -> Response:
    """Say that it is over, and how."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    outcome = form.words(fields, "outcome")
    await to_thread.run_sync(desk.end_panic, request.path_params["alarm"], outcome)
    return RedirectResponse("/", 303)


ROUTES = (
    Route("/panic", begin, methods=["POST"]),
    Route("/panic/{alarm}/end", end, methods=["POST"]),
)
