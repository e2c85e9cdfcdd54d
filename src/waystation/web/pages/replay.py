"""Replay: one moment of a documented operation at a time, then the whole of it."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.web import replays
from waystation.web.port import DeskPort, Settings
from waystation.web.render import Renderer
from waystation.web.replay_record import Event, Replay


def show_first(request: Request) -> Response:
    """Go to the latest operation, or say that there is none."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    settings: Settings = request.app.state.settings
    listed = replays.names(settings.replays)
    if listed:
        return RedirectResponse(f"/replay/{listed[0]}", 303)
    return renderer.page(request, "replay_none.html", desk.state())


def show(request: Request) -> Response:
    """Show one operation, at the moment that was asked for or at the one it opens on."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    settings: Settings = request.app.state.settings
    replay = replays.load(settings.replays, request.path_params["name"])
    others = [
        replays.load(settings.replays, name)
        for name in replays.names(settings.replays)
        if name != replay.name
    ]
    place = _place(replay, request.query_params.get("moment", ""))
    return renderer.page(
        request,
        "replay.html",
        desk.state(),
        replay=replay,
        others=others,
        place=place,
    )


def _place(replay: Replay, asked: str) -> int:
    """Return the index of the moment to open on."""
    wanted = int(asked) if asked.isdecimal() and len(asked) < 6 else replay.opens_at
    for index, event in enumerate(replay.events):
        if event.order == wanted:
            return index
    return _first_alarm(replay.events)


def _first_alarm(events: tuple[Event, ...]) -> int:
    for index, event in enumerate(events):
        if "alarm" in event.event:
            return index
    return 0


ROUTES = (
    Route("/replay", show_first, methods=["GET"]),
    Route("/replay/{name}", show, methods=["GET"]),
)
