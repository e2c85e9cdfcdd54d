"""Helpers: the list, one of them, and what is said of them over time."""

from collections.abc import Callable

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from waystation.casework.terms import (
    HelperRole,
    IncidentEffect,
    IncidentKind,
    Tie,
    Vetting,
)
from waystation.errors import FormatError
from waystation.web.pages import form
from waystation.web.port import DeskPort, Settings
from waystation.web.render import Renderer

_MOST_LANGUAGES = 8
WAYS = (Vetting.MET, Vetting.REFERENCES)


def show_all(request: Request) -> Response:
    """Show every helper, by name."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.helpers()
    roles = list(HelperRole)
    return renderer.page(request, "helpers.html", view.desk, view=view, roles=roles)


def show(request: Request) -> Response:
    """Show one helper, and why they stand as they do."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.helper(request.path_params["helper"])
    return renderer.page(
        request,
        "helper.html",
        view.desk,
        view=view,
        ways=WAYS,
        kinds=list(IncidentKind),
        ties=[one for one in Tie if one is not Tie.NAMED_IN_A_CASE],
    )


async def note(request: Request) -> Response:
    """Note a new helper, and show them."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    name, role = form.words(fields, "name"), form.chosen(fields, "role", HelperRole)
    languages = tuple(fields.get("languages", "").replace(",", " ").split())
    if len(languages) > _MOST_LANGUAGES:
        raise FormatError("web.form", "too many languages")
    hired = fields.get("hired") == "yes"

    def act() -> str:
        return desk.note_helper(name, role, languages, hired=hired)

    return RedirectResponse(f"/helpers/{await to_thread.run_sync(act)}", 303)


async def vet(request: Request) -> Response:
    """Say that this desk's human looked into a helper."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    one, how = request.path_params["helper"], form.chosen(fields, "how", Vetting)
    expires = form.end_of_day(fields, "until", settings)
    passed, said = fields.get("passed") != "no", form.text(fields, "text")
    return await _done(
        request, lambda: desk.vet_helper(one, how, expires, passed=passed, text=said)
    )


async def incident(request: Request) -> Response:
    """Note an incident."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    what = form.chosen(fields, "what", IncidentKind)
    effect = form.chosen(fields, "effect", IncidentEffect)
    one, said = request.path_params["helper"], form.text(fields, "text")
    return await _done(request, lambda: desk.open_incident(one, what, effect, said))


async def settle(request: Request) -> Response:
    """Note what came of an incident."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    one, which = request.path_params["helper"], request.path_params["incident"]
    outcome = form.words(fields, "outcome")
    return await _done(request, lambda: desk.settle_incident(one, which, outcome))


async def withdraw(request: Request) -> Response:
    """Note that a helper does no more."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    one, own_word = request.path_params["helper"], fields.get("own_word") == "yes"
    reason = form.text(fields, "reason")
    return await _done(
        request, lambda: desk.withdraw_helper(one, reason, own_word=own_word)
    )


async def worked(request: Request) -> Response:
    """Note a job that ended well."""
    await form.read(request)
    desk: DeskPort = request.app.state.desk
    one = request.path_params["helper"]
    return await _done(request, lambda: desk.helper_worked(one))


async def tie(request: Request) -> Response:
    """Note a tie."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    one, to = request.path_params["helper"], form.chosen(fields, "to", Tie)
    said = form.text(fields, "text")
    return await _done(request, lambda: desk.tie_helper(one, to, said))


async def end_tie(request: Request) -> Response:
    """Note that a tie is over."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    one, which = request.path_params["helper"], request.path_params["tie"]
    to = form.chosen(fields, "to", Tie)
    return await _done(request, lambda: desk.end_tie(one, which, to))


async def check(request: Request) -> Response:
    """Ask the other desks whether somebody in a case is known alike."""
    await form.read(request)
    desk: DeskPort = request.app.state.desk
    one = request.path_params["helper"]
    return await _done(request, lambda: desk.check_helper(one))


async def _done(request: Request, act: Callable[[], None]) -> Response:
    await to_thread.run_sync(act)
    return RedirectResponse(f"/helpers/{request.path_params['helper']}", 303)


ROUTES = (
    Route("/helpers", show_all, methods=["GET"]),
    Route("/helpers", note, methods=["POST"]),
    Route("/helpers/{helper}", show, methods=["GET"]),
    Route("/helpers/{helper}/vet", vet, methods=["POST"]),
    Route("/helpers/{helper}/incident", incident, methods=["POST"]),
    Route("/helpers/{helper}/incidents/{incident}", settle, methods=["POST"]),
    Route("/helpers/{helper}/withdraw", withdraw, methods=["POST"]),
    Route("/helpers/{helper}/worked", worked, methods=["POST"]),
    Route("/helpers/{helper}/tie", tie, methods=["POST"]),
    Route("/helpers/{helper}/ties/{tie}", end_tie, methods=["POST"]),
    Route("/helpers/{helper}/check", check, methods=["POST"]),
)
