"""Journeys: the list, one journey, and the lifting of its holds."""

from collections.abc import Callable

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.casework.terms import Channel, SlipLanguage
from waystation.errors import FormatError
from waystation.web.pages import form
from waystation.web.pages.today import back
from waystation.web.port import DeskPort
from waystation.web.render import Renderer, number_in


def show_all(request: Request) -> Response:
    """Show the journeys, those in trouble first."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.journeys(number_in(request, "page") or 1)
    return renderer.page(request, "journeys.html", view.desk, view=view)


def show(request: Request) -> Response:
    """Show one journey."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.journey(request.path_params["journey"])
    said = request.query_params.get("said", "")
    return renderer.page(
        request,
        "journey.html",
        view.desk,
        view=view,
        said=said if said in SAID else "",
        tongues=tuple(SlipLanguage),
        channels=tuple(Channel),
    )


async def stop(request: Request) -> Response:
    """Keep that a person stops the journey: one act, and final."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey, person = request.path_params["journey"], fields.get("person", "")
    heard = form.text(fields, "heard")
    if not heard:
        raise FormatError("web.said", "what was said is needed")
    await to_thread.run_sync(desk.stop, journey, person, heard)
    return RedirectResponse(f"/journeys/{journey}?said=stopped", 303)


async def arrived(request: Request) -> Response:
    """Keep that a person has arrived."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey, person = request.path_params["journey"], fields.get("person", "")
    place = " ".join(fields.get("place", "").split())[:_LONGEST_PLACE]
    await to_thread.run_sync(desk.arrived, journey, person, place)
    return RedirectResponse(f"/journeys/{journey}?said=arrived", 303)


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


SAID = frozenset({"stopped", "arrived", "spoken", "seconded", "withdrawn"})
_LONGEST_PLACE = 200
ROUTES = (
    Route("/journeys", show_all, methods=["GET"]),
    Route("/journeys/{journey}", show, methods=["GET"]),
    Route("/journeys/{journey}/stop", stop, methods=["POST"]),
    Route("/journeys/{journey}/arrived", arrived, methods=["POST"]),
    Route("/holds/{hold}/lift", agree, methods=["POST"]),
    Route("/holds/{hold}/keep", refuse, methods=["POST"]),
)
