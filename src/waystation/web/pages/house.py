"""Safe houses: the list, one of them, signatures, and what is said of its use."""

from collections.abc import Callable

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.desk.views_house import HouseFields
from waystation.web.pages import form, record_form
from waystation.web.port import DeskPort, Settings
from waystation.web.render import Renderer

_MOST_FIELDS = 200


def show_all(request: Request) -> Response:
    """Show every house that this desk may read, and what wants a signature."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.houses()
    nobody = HouseFields()
    return renderer.page(request, "houses.html", view.desk, view=view, nobody=nobody)


def show(request: Request) -> Response:
    """Show one house."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.house(request.path_params["house"])
    return renderer.page(request, "house.html", view.desk, view=view)


async def sign(request: Request) -> Response:
    """Sign for a house as a keeper."""
    await form.read(request)
    desk: DeskPort = request.app.state.desk
    await to_thread.run_sync(desk.sign_house, request.path_params["proposal"])
    return RedirectResponse("/houses", 303)


async def note(request: Request) -> Response:
    """Note a new house for some readers, and ask for signatures."""
    fields = await form.read(request, most_fields=_MOST_FIELDS)
    desk: DeskPort = request.app.state.desk
    said, readers = record_form.house(fields), form.ticked(fields, "reader")
    await to_thread.run_sync(desk.note_house, said, readers)
    return RedirectResponse("/houses#proposals", 303)


async def renote(request: Request) -> Response:
    """Note a house anew."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    house, said = request.path_params["house"], record_form.house(fields, new=False)
    return await _done(request, lambda: desk.renote_house(house, said))


async def told(request: Request) -> Response:
    """Note that somebody knows the address."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    house, who = request.path_params["house"], fields.get("who", "")
    name = "" if who else form.words(fields, "name")
    why = form.text(fields, "why")
    return await _done(request, lambda: desk.tell_house(house, who, name, why))


async def cool(request: Request) -> Response:
    """Note that nobody is brought there before a day has passed."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    house, until = request.path_params["house"], form.end_of_day(fields, "until", settings)
    reason = form.text(fields, "reason")
    return await _done(request, lambda: desk.cool_house(house, until, reason))


async def burn(request: Request) -> Response:
    """Note that a house is burned for good."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    house, reason = request.path_params["house"], form.reason(fields)
    return await _done(request, lambda: desk.burn_house(house, reason))


async def _done(request: Request, act: Callable[[], None]) -> Response:
    await to_thread.run_sync(act)
    return RedirectResponse(f"/houses/{request.path_params['house']}", 303)


ROUTES = (
    Route("/houses", show_all, methods=["GET"]),
    Route("/houses", note, methods=["POST"]),
    Route("/houses/proposals/{proposal}", sign, methods=["POST"]),
    Route("/houses/{house}", show, methods=["GET"]),
    Route("/houses/{house}/note", renote, methods=["POST"]),
    Route("/houses/{house}/told", told, methods=["POST"]),
    Route("/houses/{house}/cool", cool, methods=["POST"]),
    Route("/houses/{house}/burn", burn, methods=["POST"]),
)
