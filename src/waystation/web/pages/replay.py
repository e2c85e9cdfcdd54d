"""Replay: one moment of a documented operation at a time, then the whole of it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.web import replays
from waystation.web.port import DeskPort, Settings
from waystation.web.render import Renderer
from waystation.web.replay_questions import grouped
from waystation.web.replay_record import (
    Basis,
    Event,
    Loss,
    Replay,
    Variation,
    Verdict,
    Words,
)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One verdict on everybody of whom the same is to be said.

    `others` are the assumptions that would change it, `same` how many would not.
    """

    who: tuple[tuple[str, Basis], ...]
    verdict: Verdict
    why: Words
    others: tuple[Variation, ...]
    same: int


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
    shown = moments(replay)
    return renderer.page(
        request,
        "replay.html",
        desk.state(),
        replay=replay,
        others=others,
        moments=shown,
        place=_place(shown, request.query_params.get("moment", ""), replay.opens_at),
        verdicts=verdicts(replay.losses),
        before=grouped(replay.questions),
    )


def moments(replay: Replay) -> tuple[Event, ...]:
    """Return the events to show, without those that repeat what a row already says."""
    shown: list[Event] = []
    for event in replay.events:
        repeats = (
            event.report is None and shown and set(event.asked) <= set(shown[-1].asked)
        )
        if not repeats:
            shown.append(event)
    return tuple(shown)


def verdicts(losses: tuple[Loss, ...]) -> tuple[Verdicts, ...]:
    """Return the verdicts, those of whom the same is to be said together."""
    groups: dict[tuple[Verdict, Words, tuple[Variation, ...]], list[tuple[str, Basis]]] = {}
    for loss in losses:
        key = loss.verdict, loss.why, loss.range
        groups.setdefault(key, []).append((loss.loss, loss.rests_on))
    return tuple(
        Verdicts(
            tuple(who),
            verdict,
            why,
            others=tuple(one for one in varied if one.verdict != verdict),
            same=sum(one.verdict == verdict for one in varied),
        )
        for (verdict, why, varied), who in groups.items()
    )


def _place(shown: tuple[Event, ...], asked: str, opens_at: int | None) -> int:
    """Return the index of the moment to open on."""
    places: dict[int | None, int] = {event.order: at for at, event in enumerate(shown)}
    alarms = (at for at, event in enumerate(shown) if "alarm" in event.event)
    opens = places.get(opens_at, next(alarms, 0))
    wanted = asked.isascii() and asked.isdecimal() and len(asked) < 6
    return places.get(int(asked), opens) if wanted else opens


ROUTES = (
    Route("/replay", show_first, methods=["GET"]),
    Route("/replay/{name}", show, methods=["GET"]),
)
