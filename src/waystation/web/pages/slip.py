"""Slips: the meetings of a journey, one slip with its link or card, and what is done."""

from collections.abc import Callable

from anyio import to_thread
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.casework.terms import Channel, SlipForm, SlipLanguage
from waystation.desk.slip_photograph import FILE_BYTES
from waystation.errors import FormatError
from waystation.web.pages import form, upload
from waystation.web.port import DeskPort, Settings
from waystation.web.render import Renderer

LANGUAGES = tuple(SlipLanguage)
FORMS = tuple(SlipForm)
WAYS = tuple(Channel)
_LONGEST = 300


def show_all(request: Request) -> Response:
    """Show the meetings of a journey, their slips, and what is proved."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.slips(request.path_params["journey"])
    return renderer.page(
        request,
        "slips.html",
        view.desk,
        view=view,
        forms=FORMS,
        tongues=LANGUAGES,
        ways=WAYS,
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
    """Make a slip; a photograph is read into memory and into nothing else."""
    sent = await upload.read(request, "photograph", FILE_BYTES)
    desk: DeskPort = request.app.state.desk
    journey_id: str = request.path_params["journey"]
    wishes = {name: " ".join(said.split())[:_LONGEST] for name, said in sent.fields.items()}
    made = await to_thread.run_sync(desk.make_slip, journey_id, wishes, sent.file)
    return RedirectResponse(f"/journeys/{journey_id}/slips/{made}", 303)


async def photograph(request: Request) -> Response:
    """Note what somebody said: that one party of a handover may see their face."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey_id: str = request.path_params["journey"]
    said = form.text(fields, "said")
    if not said:
        raise FormatError("photograph.statement", "what was said is needed")
    wishes = fields | {"said": said}
    await to_thread.run_sync(desk.choose_photograph, journey_id, wishes)
    return RedirectResponse(f"/journeys/{journey_id}/slips", 303)


async def second_photograph(request: Request) -> Response:
    """Give the second word for what somebody said."""
    await form.read(request)
    desk: DeskPort = request.app.state.desk
    return await _chosen(request, desk.second_photograph)


async def withdraw_photograph(request: Request) -> Response:
    """Note that somebody took their choice back."""
    desk: DeskPort = request.app.state.desk
    heard = form.words(await form.read(request), "heard")
    return await _chosen(request, lambda of, one: desk.withdraw_photograph(of, one, heard))


async def _chosen(request: Request, act: Callable[[str, str], None]) -> Response:
    of, choice = request.path_params["journey"], request.path_params["choice"]
    await to_thread.run_sync(act, of, choice)
    return RedirectResponse(f"/journeys/{of}/slips", 303)


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


_CHOICE = "/journeys/{journey}/photographs/{choice}"
ROUTES = (
    Route("/journeys/{journey}/slips", show_all, methods=["GET"]),
    Route("/journeys/{journey}/slips", make, methods=["POST"]),
    Route("/journeys/{journey}/slips/words", draw, methods=["POST"]),
    Route("/journeys/{journey}/photographs", photograph, methods=["POST"]),
    Route(_CHOICE + "/second", second_photograph, methods=["POST"]),
    Route(_CHOICE + "/withdraw", withdraw_photograph, methods=["POST"]),
    Route("/journeys/{journey}/slips/{slip}", show, methods=["GET"]),
    Route("/journeys/{journey}/slips/{slip}/revoke", revoke, methods=["POST"]),
    Route("/journeys/{journey}/slips/{slip}/read-out", read_out, methods=["POST"]),
    Route("/journeys/{journey}/slips/{slip}/heard", heard, methods=["POST"]),
)
