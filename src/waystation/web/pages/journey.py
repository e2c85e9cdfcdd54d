"""Journeys: the list, one journey, and the lifting of its holds."""

from collections.abc import Callable

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.web.pages import form
from waystation.web.pages.today import back
from waystation.web.port import DeskPort
from waystation.web.render import Renderer


def show_all(request: Request) -> Response:
    """Show every journey, those in trouble first."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.journeys()
    return renderer.page(request, "journeys.html", view.desk, view=view)


def show(request: Request) -> Response:
    """Show one journey."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.journey(request.path_params["journey"])
    return renderer.page(request, "journey.html", view.desk, view=view)


async def agree(request: Request) -> Response:
    """Count this desk's human towards the two who lift a hold."""
    desk: DeskPort = request.app.state.desk
    return await _answer_hold(request, desk.agree_to_lift)


async def refuse(request: Request) -> Response:
    """Say why a hold must stay."""
    desk: DeskPort = request.app.state.desk
    return await _answer_hold(request, desk.refuse_to_lift)


async def _answer_hold(request: Request, act: Callable[[str, str], None]) -> Response:
    fields = await form.read(request)
    await to_thread.run_sync(act, request.path_params["hold"], form.reason(fields))
    return RedirectResponse(back(fields), 303)


ROUTES = (
    Route("/journeys", show_all, methods=["GET"]),
    Route("/journeys/{journey}", show, methods=["GET"]),
    Route("/holds/{hold}/lift", agree, methods=["POST"]),
    Route("/holds/{hold}/keep", refuse, methods=["POST"]),
)
