"""A call in progress: one key opens it, and every line that is typed is kept at once."""

from collections.abc import Callable
from datetime import timedelta

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.desk.call import CAUSES
from waystation.errors import FormatError
from waystation.web.call_prompts import LANGUAGES, prompts
from waystation.web.pages import form
from waystation.web.port import DeskPort
from waystation.web.render import Renderer

_LONGEST_AGO_S = 3600


def new(request: Request) -> Response:
    """Ask who calls; nothing else is asked before one can type."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.new_call()
    return renderer.page(request, "call_new.html", view.desk, view=view, spoken=LANGUAGES)


async def begin(request: Request) -> Response:
    """Begin a call."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey, _, caller = fields.get("who", "").partition(" ")
    language = fields.get("language", "")
    # Refused before anything is kept: what is typed stays typed, and nothing has begun.
    text = _line(fields) if fields.get("text", "").strip() else ""
    begun = await to_thread.run_sync(desk.begin_call, journey, caller, _known(language))
    if text:
        await to_thread.run_sync(desk.call_line, journey, begun, text, _ago(fields))
    return RedirectResponse(f"/call/{journey}/{begun}", 303)


def show(request: Request) -> Response:
    """Show one call."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.call(request.path_params["journey"], request.path_params["call"])
    reader = renderer.texts(request).language
    return renderer.page(
        request,
        "call.html",
        view.desk,
        view=view,
        prompts=prompts(view.language, reader),
        said_in=view.language if view.language in LANGUAGES else reader,
        spoken=LANGUAGES,
        causes=CAUSES,
    )


async def line(request: Request) -> Response:
    """Keep a line."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    return await _do(request, desk.call_line, _line(fields), _ago(fields))


async def language(request: Request) -> Response:
    """Show the sentences to be read aloud in another language."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey, call = request.path_params["journey"], request.path_params["call"]
    chosen = _known(fields.get("language", ""))
    caller = fields.get("caller", "")
    await to_thread.run_sync(desk.begin_call, journey, caller, chosen, call)
    return RedirectResponse(f"/call/{journey}/{call}", 303)


async def warned(request: Request) -> Response:
    """Tick somebody off."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    return await _do(request, desk.call_warned, fields.get("who", ""))


async def alarm(request: Request) -> Response:
    """Raise what the caller tells."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    return await _do(request, desk.call_alarm, fields.get("cause", ""))


async def end(request: Request) -> Response:
    """Say that the call is over."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    broke_off = fields.get("broke_off") == "yes"
    journey, call = request.path_params["journey"], request.path_params["call"]

    def act() -> None:
        desk.end_call(journey, call, broke_off=broke_off)

    await to_thread.run_sync(act)
    return RedirectResponse(f"/call/{journey}/{call}", 303)


async def _do(request: Request, act: Callable[..., None], *arguments: object) -> Response:
    journey, call = request.path_params["journey"], request.path_params["call"]
    await to_thread.run_sync(act, journey, call, *arguments)
    return RedirectResponse(f"/call/{journey}/{call}", 303)


def _known(language: str) -> str:
    return language if language in LANGUAGES else ""


def _line(fields: dict[str, str]) -> str:
    text = form.text(fields, "text")
    if not text:
        raise FormatError("web.line", "a line is needed")
    return text


def _ago(fields: dict[str, str]) -> timedelta:
    """Return how long ago the first letter was typed, as the page counted it."""
    said = fields.get("ago", "")
    seconds = int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else 0
    return timedelta(seconds=min(seconds, _LONGEST_AGO_S))


ROUTES = (
    Route("/call", new, methods=["GET"]),
    Route("/call", begin, methods=["POST"]),
    Route("/call/{journey}/{call}", show, methods=["GET"]),
    Route("/call/{journey}/{call}/lines", line, methods=["POST"]),
    Route("/call/{journey}/{call}/language", language, methods=["POST"]),
    Route("/call/{journey}/{call}/warned", warned, methods=["POST"]),
    Route("/call/{journey}/{call}/alarm", alarm, methods=["POST"]),
    Route("/call/{journey}/{call}/end", end, methods=["POST"]),
)
