"""Check-ins of a journey: heard, spoken, rehearsed, taken down by two."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.errors import FormatError
from waystation.web.pages import form
from waystation.web.port import DeskPort
from waystation.web.render import Renderer

_LONGEST = 60


def show(request: Request) -> Response:
    """Show every check-in of a journey."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.check_ins(request.path_params["journey"])
    answered = request.query_params.get("said") == "kept"
    return renderer.page(request, "check_ins.html", view.desk, view=view, answered=answered)


async def take_down(request: Request) -> Response:
    """Agree to take a check-in down."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey, watch = request.path_params["journey"], request.path_params["watch"]
    await to_thread.run_sync(desk.take_down, journey, watch, form.reason(fields))
    return RedirectResponse(f"/journeys/{journey}/check-ins", 303)


async def spoken(request: Request) -> Response:
    """Keep what was said aloud; the answer is the same whatever it meant."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey = request.path_params["journey"]
    person, _, number = fields.get("which", "").rpartition(" ")
    code, word = fields.get("code", ""), fields.get("word", "")
    if not (person and number.isascii() and number.isdecimal() and len(number) < 7):
        raise FormatError("web.form", "no check-in was chosen")
    if max(len(code), len(word)) > _LONGEST:
        raise FormatError("web.form", "too long for a code or a word")
    await to_thread.run_sync(desk.spoken, journey, person, int(number), code, word)
    return RedirectResponse(f"/journeys/{journey}/check-ins?said=kept", 303)


ROUTES = (
    Route("/journeys/{journey}/check-ins", show, methods=["GET"]),
    Route("/journeys/{journey}/check-ins/spoken", spoken, methods=["POST"]),
    Route("/journeys/{journey}/check-ins/{watch}/down", take_down, methods=["POST"]),
)
