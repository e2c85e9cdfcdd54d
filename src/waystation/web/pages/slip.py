"""Slips: the meetings of a journey, one slip with its link or card, and what is done."""

from collections.abc import Callable

from anyio import to_thread
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.casework.terms import SlipForm, SlipLanguage
from waystation.web.pages import form
from waystation.web.port import DeskPort, Settings
from waystation.web.render import Renderer

LANGUAGES = tuple(SlipLanguage)
FORMS = tuple(SlipForm)
_LONGEST = 300


def show_all(request: Request) -> Response:
    """Show the meetings of a journey, their slips, and what is proved."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.slips(request.path_params["journey"])
    return renderer.page(
        request, "slips.html", view.desk, view=view, forms=FORMS, tongues=LANGUAGES
    )


def show(request: Request) -> Response:
    """Show one slip: its link and code, or the card to print or read out."""
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    renderer: Renderer = request.app.state.renderer
    of = request.path_params["journey"], request.path_params["slip"]
    view = desk.slip(*of, settings.zone)
    qr = Markup(view.qr)  # noqa: S704 -- drawn from our own link, nothing else is in it
    return renderer.page(request, "slip.html", view.desk, view=view, qr=qr)


async def make(request: Request) -> Response:
    """Make a slip."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey_id: str = request.path_params["journey"]
    wishes = {name: " ".join(said.split())[:_LONGEST] for name, said in fields.items()}
    made = await to_thread.run_sync(desk.make_slip, journey_id, wishes)
    return RedirectResponse(f"/journeys/{journey_id}/slips/{made}", 303)


async def draw(request: Request) -> Response:
    """Draw what each side of a meeting says."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey_id: str = request.path_params["journey"]
    said = (fields.get("meeting", ""), fields.get("gives", ""), fields.get("takes", ""))
    await to_thread.run_sync(desk.draw_words, journey_id, *said)
    return RedirectResponse(f"/journeys/{journey_id}/slips", 303)


async def revoke(request: Request) -> Response:
    """Take a slip back."""
    desk: DeskPort = request.app.state.desk
    fields = await form.read(request)
    reason = form.reason(fields)
    return await _done(request, lambda of, one: desk.revoke_slip(of, one, reason))


async def read_out(request: Request) -> Response:
    """Note that a slip was read out, or its card handed over."""
    await form.read(request)
    desk: DeskPort = request.app.state.desk
    return await _done(request, desk.slip_read_out)


async def heard(request: Request) -> Response:
    """Note what a party says that the other side said."""
    desk: DeskPort = request.app.state.desk
    fields = await form.read(request)
    words = form.words(fields, "words")
    return await _done(request, lambda of, one: desk.slip_heard(of, one, words))


async def _done(request: Request, act: Callable[[str, str], None]) -> Response:
    of, one = request.path_params["journey"], request.path_params["slip"]
    await to_thread.run_sync(act, of, one)
    return RedirectResponse(f"/journeys/{of}/slips", 303)


ROUTES = (
    Route("/journeys/{journey}/slips", show_all, methods=["GET"]),
    Route("/journeys/{journey}/slips", make, methods=["POST"]),
    Route("/journeys/{journey}/slips/words", draw, methods=["POST"]),
    Route("/journeys/{journey}/slips/{slip}", show, methods=["GET"]),
    Route("/journeys/{journey}/slips/{slip}/revoke", revoke, methods=["POST"]),
    Route("/journeys/{journey}/slips/{slip}/read-out", read_out, methods=["POST"]),
    Route("/journeys/{journey}/slips/{slip}/heard", heard, methods=["POST"]),
)
