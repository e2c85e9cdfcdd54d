"""Today: what is wrong, what is next, what waits. And what can be done from there."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.casework.cause import Outcome
from waystation.web.pages import form
from waystation.web.port import DeskPort
from waystation.web.render import Renderer


def show(request: Request) -> Response:
    """Show the first page."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.today()
    return renderer.page(request, "today.html", view.desk, view=view)


async def acknowledge(request: Request) -> Response:
    """Say that this desk's human has the alarm, then go back to where that was said."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    await to_thread.run_sync(desk.acknowledge, request.path_params["alarm"])
    return RedirectResponse(back(fields), 303)


async def close(request: Request) -> Response:
    """Say how an alarm ended; its holds stay until two lift them."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    outcome = form.words(fields, "outcome")
    alarm, how = request.path_params["alarm"], Outcome(fields.get("how", ""))
    await to_thread.run_sync(desk.close_alarm, alarm, outcome, how)
    return RedirectResponse(back(fields), 303)


def back(fields: dict[str, str]) -> str:
    """Return the journey that a form was on, or the first page."""
    journey = fields.get("journey", "")
    safe = journey.replace("-", "").replace("_", "").isalnum() and journey.isascii()
    return f"/journeys/{journey}" if safe else "/"


ROUTES = (
    Route("/", show, methods=["GET"]),
    Route("/alarms/{alarm}/acknowledge", acknowledge, methods=["POST"]),
    Route("/alarms/{alarm}/close", close, methods=["POST"]),
)
