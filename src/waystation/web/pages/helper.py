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
from waystation.desk.views_helper import HelperFields
from waystation.web.helper_port import Incident, Vetted
from waystation.web.pages import form, record_form
from waystation.web.port import DeskPort, Settings
from waystation.web.render import Renderer

_MOST_FIELDS = 200
WAYS = (Vetting.MET, Vetting.REFERENCES)


def show_all(request: Request) -> Response:
    """Show every helper, by name."""
    desk: DeskPort = request.app.state.desk
    renderer: Renderer = request.app.state.renderer
    view = desk.helpers()
    return renderer.page(
        request,
        "helpers.html",
        view.desk,
        view=view,
        nobody=HelperFields(),
        roles=list(HelperRole),
        languages_offered=record_form.LANGUAGES,
    )


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
        roles=list(HelperRole),
        languages_offered=record_form.LANGUAGES,
    )


async def note(request: Request) -> Response:
    """Note a new helper, and show them."""
    fields = await form.read(request, most_fields=_MOST_FIELDS)
    desk: DeskPort = request.app.state.desk
    said, only_for = record_form.helper(fields), form.ticked(fields, "only_for")

    def act() -> str:
        return desk.note_helper(said, only_for)

    return RedirectResponse(f"/helpers/{await to_thread.run_sync(act)}", 303)


async def renote(request: Request) -> Response:
    """Note a helper anew."""
    fields = await form.read(request, most_fields=_MOST_FIELDS)
    desk: DeskPort = request.app.state.desk
    one, said = request.path_params["helper"], record_form.helper(fields)
    return await _done(request, lambda: desk.renote_helper(one, said))


async def vet(request: Request) -> Response:
    """Say that somebody looked into a helper."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    settings: Settings = request.app.state.settings
    one = request.path_params["helper"]
    vetted = Vetted(
        how=form.chosen(fields, "how", Vetting),
        expires=form.end_of_day(fields, "until", settings),
        passed=fields.get("passed") != "no",
        text=form.text(fields, "text"),
        by=fields.get("by", ""),
    )
    return await _done(request, lambda: desk.vet_helper(one, vetted))


async def incident(request: Request) -> Response:
    """Note an incident."""
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    one = request.path_params["helper"]
    opened = Incident(
        what=form.chosen(fields, "what", IncidentKind),
        effect=form.chosen(fields, "effect", IncidentEffect),
        text=form.text(fields, "text"),
        said_by=form.line(fields, "said_by"),
    )
    return await _done(request, lambda: desk.open_incident(one, opened))


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
    fields = await form.read(request)
    desk: DeskPort = request.app.state.desk
    one, small = request.path_params["helper"], fields.get("small") == "yes"
    return await _done(request, lambda: desk.helper_worked(one, small=small))


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
    Route("/helpers/{helper}/note", renote, methods=["POST"]),
    Route("/helpers/{helper}/vet", vet, methods=["POST"]),
    Route("/helpers/{helper}/incident", incident, methods=["POST"]),
    Route("/helpers/{helper}/incidents/{incident}", settle, methods=["POST"]),
    Route("/helpers/{helper}/withdraw", withdraw, methods=["POST"]),
    Route("/helpers/{helper}/worked", worked, methods=["POST"]),
    Route("/helpers/{helper}/tie", tie, methods=["POST"]),
    Route("/helpers/{helper}/ties/{tie}", end_tie, methods=["POST"]),
    Route("/helpers/{helper}/check", check, methods=["POST"]),
)
