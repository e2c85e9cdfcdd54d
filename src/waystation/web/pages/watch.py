"""Check-ins of a journey: agreed, rehearsed, heard, taken down; sealed for silence."""

from datetime import UTC, datetime, timedelta

from anyio import to_thread
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.casework.picture import PICTURES, WORDS
from waystation.desk.slip_card import qr_of
from waystation.errors import FormatError
from waystation.web.pages import form
from waystation.web.port import DeskPort, Settings
from waystation.web.render import Renderer
from waystation.web.session import Sessions

_LONGEST = 60


def show(request: Request) -> Response:
    """Show every check-in of a journey, and what belongs to them."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.check_ins(request.path_params["journey"])
    said = request.query_params.get("said", "")
    words = WORDS[renderer.texts(request).language]
    return renderer.page(
        request,
        "check_ins.html",
        view.desk,
        view=view,
        said=said if said in SAID else "",
        pictures=tuple(enumerate(words)),
        every=EVERY_HOURS,
    )


def show_link(request: Request) -> Response:
    """Show a link that was just made, once."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    sessions: Sessions = request.app.state.sessions
    view = desk.check_ins(request.path_params["journey"])
    link = sessions.take(request.state.session)
    qr = Markup(qr_of(link) if link else "")  # noqa: S704 -- drawn from our own link
    # Another language would be another reading: it is not offered while a link is shown.
    return renderer.page(
        request,
        "check_in_link.html",
        view.desk,
        view=view,
        link=link,
        qr=qr,
        once=bool(link),
    )


async def agree_picture(request: Request) -> Response:
    """Keep which picture means that a person is well."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey, person = request.path_params["journey"], fields.get("person", "")
    picture = _number(fields, "picture", len(PICTURES) - 1)
    await to_thread.run_sync(desk.agree_picture, journey, person, picture)
    return RedirectResponse(f"/journeys/{journey}/check-ins?said=picture", 303)


async def make_link(request: Request) -> Response:
    """Make a journey-only link; the next page shows it, once."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    sessions: Sessions = request.app.state.sessions
    journey, person = request.path_params["journey"], fields.get("person", "")
    every = timedelta(hours=_number(fields, "every", max(EVERY_HOURS)))
    grace_s = 60 * _number(fields, "grace", _MOST_GRACE_MINUTES)
    try:
        until = datetime.fromisoformat(fields.get("until", ""))
        until = until.replace(tzinfo=settings.zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise FormatError("watch.times", "not a time", where="until") from None
    link = await to_thread.run_sync(desk.make_link, journey, person, every, until, grace_s)
    sessions.leave(request.state.session, link)
    return RedirectResponse(f"/journeys/{journey}/check-ins/link", 303)


async def seal(request: Request) -> Response:
    """Seal something that is to be read only after silence."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey, text = request.path_params["journey"], form.text(fields, "sealed")
    if not text:
        raise FormatError("web.said", "a text is needed")
    await to_thread.run_sync(desk.seal_for_silence, journey, text)
    return RedirectResponse(f"/journeys/{journey}/check-ins?said=sealed", 303)


async def open_sealed(request: Request) -> Response:
    """Act as one of the two who open what was sealed."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    journey, reason = request.path_params["journey"], form.reason(fields)
    opened = await to_thread.run_sync(desk.open_sealed, journey, reason)
    said = "opened" if opened else "acted"
    return RedirectResponse(f"/journeys/{journey}/check-ins?said={said}#sealed", 303)


def _number(fields: dict[str, str], name: str, most: int) -> int:
    """Return a whole number that was chosen.

    Raises:
        FormatError: it is none, or too large.
    """
    said = fields.get(name, "")
    if not (said.isascii() and said.isdecimal() and len(said) < 6 and int(said) <= most):
        raise FormatError("web.form", "not one of the choices", where=name)
    return int(said)


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


SAID = frozenset({"kept", "picture", "sealed", "acted", "opened"})
EVERY_HOURS = (1, 2, 3, 4, 6, 8, 12, 24)
_MOST_GRACE_MINUTES = 24 * 60
ROUTES = (
    Route("/journeys/{journey}/check-ins", show, methods=["GET"]),
    Route("/journeys/{journey}/check-ins/spoken", spoken, methods=["POST"]),
    Route("/journeys/{journey}/check-ins/picture", agree_picture, methods=["POST"]),
    Route("/journeys/{journey}/check-ins/link", show_link, methods=["GET"]),
    Route("/journeys/{journey}/check-ins/link", make_link, methods=["POST"]),
    Route("/journeys/{journey}/check-ins/seal", seal, methods=["POST"]),
    Route("/journeys/{journey}/check-ins/open", open_sealed, methods=["POST"]),
    Route("/journeys/{journey}/check-ins/{watch}/down", take_down, methods=["POST"]),
)
